/* The search against a naive one, and with what makes a naive one explode.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-search.h"
#include "../tools/patience.h"

#include <string.h>

static gboolean
stands_at (const char *p,
           const char *needle)
{
  for (; *needle != '\0'; p = g_utf8_next_char (p), needle = g_utf8_next_char (needle))
    if (*p == '\0' || g_unichar_tolower (g_utf8_get_char (p)) != g_unichar_tolower (g_utf8_get_char (needle)))
      return FALSE;
  return TRUE;
}

/* Each place in turn, once around. */
static gboolean
find_naively (const char *text,
              gsize       from,
              const char *needle,
              gboolean    forward,
              gsize      *found)
{
  const char *p = text + from;
  glong       n = g_utf8_strlen (text, -1);

  for (glong i = 0; i < n; i++)
    {
      if (!forward)
        p = p == text ? g_utf8_prev_char (text + strlen (text)) : g_utf8_prev_char (p);
      else if (*p == '\0')
        p = text;
      if (stands_at (p, needle))
        {
          *found = (gsize)(p - text);
          return TRUE;
        }
      if (forward)
        p = g_utf8_next_char (p);
    }
  return FALSE;
}

static char *
random_text (int most)
{
  static const char *const pieces[] = { "a", "A", "b", "é", "É", "😀", "ab", "aab" };
  GString                 *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (1, most); i > 0; i--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  guint n_found = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *text = random_text (24);
      g_autofree char *needle = random_text (5);
      gsize            from = (gsize)(g_utf8_offset_to_pointer (text, g_test_rand_int_range (0, (int)g_utf8_strlen (text, -1) + 1)) - text);
      gboolean         forward = g_test_rand_bit ();
      gsize            found = 0, expected = 0;
      gboolean         there = find_naively (text, from, needle, forward, &expected);

      g_assert_true (sayso_search_find (text, from, needle, forward, &found) == there);
      g_assert_cmpuint (found, ==, expected);
      n_found += there;
    }
  g_assert_cmpuint (n_found, >, 2000);
}

static void
test_empty (void)
{
  gsize found;

  g_assert_false (sayso_search_find ("abc", 1, "", TRUE, &found));
  g_assert_false (sayso_search_find ("", 0, "a", TRUE, &found));
  g_assert_false (sayso_search_find ("", 0, "a", FALSE, &found));
}

/* Four million letters, and a needle of a hundred thousand that nearly stands at each of them. */
static void
test_explosion (void)
{
  g_autofree char *text = g_strnfill (4000000, 'a');
  g_autofree char *start = g_strnfill (100000, 'a');
  g_autofree char *needle = g_strconcat (start, "b", NULL);
  gsize            found;

  g_test_timer_start ();
  g_assert_false (sayso_search_find (text, 2000000, needle, TRUE, &found));
  g_assert_false (sayso_search_find (text, 2000000, needle, FALSE, &found));
  /* Naively, 800 thousand million steps. */
  ASSERT_WITHIN (g_test_timer_elapsed (), 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/search/random", test_random);
  g_test_add_func ("/text/search/empty", test_empty);
  g_test_add_func ("/text/search/explosion", test_explosion);
  return g_test_run ();
}
