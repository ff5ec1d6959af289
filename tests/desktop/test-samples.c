/* The sample articles: what a new user sees first must be right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"
#include "text/sayso-data-files.h"
#include "text/sayso-text.h"

#include <string.h>

static SaysoText *
load (const char *name)
{
  g_autofree char *sample = g_build_filename ("samples", name, NULL);
  g_autofree char *path = sayso_data_file (sample);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (contents, size);
  SaysoText *text = sayso_text_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_words (const char *utf8)
{
  guint    words = 0;
  gboolean inside = FALSE;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (p));

      words += !space && !inside;
      inside = !space;
    }
  return words;
}

static void
test_length (void)
{
  const char *names[] = { "lantern-bridge.txt", "glass-orchard.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SaysoText) text = load (names[i]);
      guint words = count_words (sayso_text_get_utf8 (text));

      g_assert_cmpuint (words, >=, 500);
      g_assert_cmpuint (words, <=, 900);
    }
}

static void
test_typography (void)
{
  g_autoptr (SaysoText) curly = load ("lantern-bridge.txt");
  g_autoptr (SaysoText) straight = load ("glass-orchard.txt");
  g_autoptr (SaysoText) persian = load ("persian-library.txt");

  g_assert_nonnull (strstr (sayso_text_get_utf8 (curly), "“"));
  g_assert_null (strchr (sayso_text_get_utf8 (curly), '"'));
  g_assert_nonnull (strchr (sayso_text_get_utf8 (straight), '"'));
  g_assert_null (strstr (sayso_text_get_utf8 (straight), "“"));
  g_assert_nonnull (strstr (sayso_text_get_utf8 (persian), "«"));
}

/* The annotated sample is what Sayso itself would have written, to the byte. */
static void
test_canonical (void)
{
  g_autoptr (SaysoText) text = load ("lantern-bridge.txt");
  g_autofree char *path = sayso_data_file ("samples/lantern-bridge.txt.sayso.json");
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &json, &size, &error);
  g_assert_no_error (error);

  g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (json, size, text, &error);
  g_assert_no_error (error);
  g_assert_true (sidecar->matches);
  sayso_records_sort (sidecar->records);

  g_autoptr (GBytes) bytes = sayso_sidecar_write (sidecar->records, text, "lantern-bridge.txt", TRUE);
  gsize       written;
  const char *again = g_bytes_get_data (bytes, &written);
  if (written != size || memcmp (json, again, size) != 0)
    {
      g_autofree char *copy = g_build_filename (g_get_tmp_dir (), "lantern-bridge.txt.sayso.json", NULL);

      g_file_set_contents (copy, again, written, NULL);
      g_test_message ("what Sayso writes is in %s", copy);
      g_test_fail ();
    }
}

/* A tour needs claims of each kind, in each state of review. */
static void
test_variety (void)
{
  g_autoptr (SaysoText) text = load ("lantern-bridge.txt");
  g_autofree char *path = sayso_data_file ("samples/lantern-bridge.txt.sayso.json");
  g_autofree char *json = NULL;
  gsize            size;
  guint            kinds[4] = { 0 }, statuses[3] = { 0 }, interrupted = 0;

  g_assert_true (g_file_get_contents (path, &json, &size, NULL));
  g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (json, size, text, NULL);
  g_assert_nonnull (sidecar);
  for (guint i = 0; i < sidecar->records->len; i++)
    {
      const SaysoAnnotationRecord *record = sidecar->records->pdata[i];

      if (record->head.table != SAYSO_TABLE_ANNOTATIONS || record->type != SAYSO_ANNOTATION_CLAIM)
        continue;
      g_assert_cmpuint (record->kind, <, G_N_ELEMENTS (kinds));
      kinds[record->kind]++;
      statuses[record->status]++;
      interrupted += record->n_spans > 1;
    }
  g_assert_cmpuint (kinds[SAYSO_KIND_NONE], ==, 0);
  g_assert_cmpuint (kinds[SAYSO_KIND_DIRECT], >=, 8);
  g_assert_cmpuint (kinds[SAYSO_KIND_INDIRECT], >=, 8);
  g_assert_cmpuint (kinds[SAYSO_KIND_MIXED], >=, 3);
  g_assert_cmpuint (statuses[SAYSO_STATUS_ACCEPTED], >=, 8);
  g_assert_cmpuint (statuses[SAYSO_STATUS_SUGGESTED], >=, 8);
  g_assert_cmpuint (statuses[SAYSO_STATUS_REJECTED], >=, 1);
  g_assert_cmpuint (interrupted, >=, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/samples/length", test_length);
  g_test_add_func ("/samples/typography", test_typography);
  g_test_add_func ("/samples/canonical", test_canonical);
  g_test_add_func ("/samples/variety", test_variety);
  return g_test_run ();
}
