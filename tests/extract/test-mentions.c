/* Who a text mentions, with the weights that are shipped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-mentions.h"
#include "text/sayso-data-files.h"
#include "text/sayso-text.h"

#include <string.h>

static char *
find_in (const char *words)
{
  g_autofree char *path = sayso_data_file ("weights.bin");
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (path, &error);
  g_autoptr (SaysoText) text = sayso_text_new (words, -1);
  g_autoptr (GArray) mentions = NULL;
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  mentions = sayso_mentions_find (sayso_extractor_get_syntax (extractor), words, strlen (words));
  for (guint i = 0; i < mentions->len; i++)
    {
      g_autofree char *mention = sayso_text_slice (text, g_array_index (mentions, SaysoSpan, i));

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", mention);
    }
  return g_string_free (found, FALSE);
}

static void
test_phrases (void)
{
  g_autofree char *names = find_in ("Mayor Oda Renwick told the reporters that she would wait.");
  g_autofree char *hanging = find_in ("A spokesman for the ministry declined to answer.");
  g_autofree char *wide = find_in ("“Żółć,” the Łódź professor said.");

  g_assert_cmpstr (names, ==, "Mayor Oda Renwick|the reporters|she");
  g_assert_cmpstr (hanging, ==, "A spokesman for the ministry");
  g_assert_nonnull (strstr (wide, "the Łódź professor"));
}

static void
test_none (void)
{
  g_autofree char *nothing = find_in ("");
  g_autoptr (SaysoExtractor) rules = sayso_extractor_new_rules ();
  g_autoptr (GArray) mentions = sayso_mentions_find (sayso_extractor_get_syntax (rules), "She said so.", 12);

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (mentions->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/mentions/phrases", test_phrases);
  g_test_add_func ("/extract/mentions/none", test_none);
  return g_test_run ();
}
