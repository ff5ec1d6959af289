/* Letters at places: no label begins another, the likeliest are the shortest, and typing narrows them down.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-letters.h"

#include <string.h>

/* Places in reverse, so that likelihood and order in the text differ. */
static GArray *
make (guint n)
{
  g_autofree SaysoSpan *spans = g_new (SaysoSpan, n + 1);

  for (guint i = 0; i < n; i++)
    spans[i] = (SaysoSpan){ 10 * (n - i), 10 * (n - i) };
  return sayso_letters_new (spans, n);
}

static void
test_labels (void)
{
  for (guint n = 0; n <= SAYSO_LETTERS_MAX + 40; n += n < 60 ? 1 : 13)
    {
      g_autoptr (GArray) letters = make (n);
      gsize longest_likely = 0;

      g_assert_cmpuint (letters->len, ==, MIN (n, SAYSO_LETTERS_MAX));
      for (guint i = 0; i < letters->len; i++)
        {
          const SaysoLetter *letter = &g_array_index (letters, SaysoLetter, i);

          g_assert_cmpuint (strlen (letter->label), >=, 1);
          if (i > 0)
            g_assert_cmpuint (letter->span.start, >, g_array_index (letters, SaysoLetter, i - 1).span.start);
          for (guint k = 0; k < i; k++)
            {
              const char *other = g_array_index (letters, SaysoLetter, k).label;

              g_assert_false (g_str_has_prefix (letter->label, other) || g_str_has_prefix (other, letter->label));
            }
          /* The first of the list are the last of the text. */
          if (i > 0)
            g_assert_cmpuint (strlen (letter->label), <=, strlen (g_array_index (letters, SaysoLetter, i - 1).label));
          if (letters->len - i <= 10)
            longest_likely = MAX (longest_likely, strlen (letter->label));
        }
      if (n <= 26 + 25 * 15)
        g_assert_cmpuint (longest_likely, <=, 1);
    }
}

static void
test_typing (void)
{
  for (guint wanted = 0; wanted < 100; wanted++)
    {
      g_autoptr (GArray) letters = make (100);
      SaysoLetter letter = g_array_index (letters, SaysoLetter, wanted);

      for (const char *typed = letter.label; *typed != '\0'; typed++)
        {
          g_assert_cmpuint (letters->len, >, 1);
          g_assert_true (sayso_letters_type (letters, *typed));
        }
      g_assert_cmpuint (letters->len, ==, 1);
      g_assert_true (sayso_span_equal (g_array_index (letters, SaysoLetter, 0).span, letter.span));
      g_assert_cmpstr (g_array_index (letters, SaysoLetter, 0).label, ==, "");
    }
}

static void
test_slips (void)
{
  g_autoptr (GArray) letters = make (3);

  g_assert_false (sayso_letters_type (letters, 'z'));
  g_assert_cmpuint (letters->len, ==, 3);
  g_assert_true (sayso_letters_type (letters, 'c'));
  g_assert_cmpuint (letters->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/letters/labels", test_labels);
  g_test_add_func ("/view/letters/typing", test_typing);
  g_test_add_func ("/view/letters/slips", test_slips);
  return g_test_run ();
}
