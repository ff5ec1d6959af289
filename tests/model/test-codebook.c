/* Codebooks: good ones, and each way to be wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-codebook.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_good (void)
{
  const char *json = "{\"fields\": [{\"name\": \"verdict\", \"values\": [{\"value\": \"true\", \"title\": \"True\", \"guide\": \"All holds.\"}, \"open\"]}, {\"name\": \"topic\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoCodebook) codebook = sayso_codebook_parse (json, -1, "codebook.json", &error);
  const SaysoCodebookField *field;

  g_assert_no_error (error);
  g_assert_cmpuint (sayso_codebook_get_n_fields (codebook), ==, 2);
  field = sayso_codebook_get_field (codebook, 0);
  g_assert_cmpstr (field->title, ==, "verdict");
  g_assert_cmpuint (field->values->len, ==, 2);
  g_assert_cmpstr (((SaysoCodebookValue *)g_ptr_array_index (field->values, 0))->guide, ==, "All holds.");
  g_assert_cmpstr (((SaysoCodebookValue *)g_ptr_array_index (field->values, 1))->title, ==, "open");
  g_assert_true (sayso_codebook_allows (codebook, "verdict", "open"));
  g_assert_false (sayso_codebook_allows (codebook, "verdict", "maybe"));
  g_assert_true (sayso_codebook_allows (codebook, "topic", "anything"));
}

static void
test_guide (void)
{
  const char *json = "{\"fields\": [{\"name\": \"verdict\", \"title\": \"Verdict\", \"help\": \"What came of it.\", \"values\": [{\"value\": \"true\", \"title\": \"Held\", \"guide\": \"All holds.\"}, \"open\"]}, {\"name\": \"topic\"}], \"tags\": [\"number\", {\"value\": \"urgent\", \"guide\": \"Look first.\"}]}";
  g_autoptr (SaysoCodebook) codebook = sayso_codebook_parse (json, -1, "codebook.json", NULL);
  g_autofree char *guide = sayso_codebook_dup_guide (sayso_codebook_get_field (codebook, 0));
  g_autofree char *none = sayso_codebook_dup_guide (sayso_codebook_get_field (codebook, 1));
  g_autofree char *whole = sayso_codebook_dup_whole_guide (codebook);

  g_assert_cmpstr (guide, ==, "What came of it.\n\nHeld: All holds.");
  g_assert_null (none);
  g_assert_cmpstr (whole, ==, "Verdict\n\nWhat came of it.\n\nHeld: All holds.\n\n\nTags\n\nurgent: Look first.");
  g_assert_true (sayso_codebook_allows_tag (codebook, "number"));
  g_assert_false (sayso_codebook_allows_tag (codebook, "colour"));
}

static void
test_values (void)
{
  const char *json = "{\"fields\": [{\"name\": \"verdict\", \"title\": \"Verdict\", \"values\": [{\"value\": \"true\", \"title\": \"Held\"}]}]}";
  g_autoptr (SaysoCodebook) codebook = sayso_codebook_parse (json, -1, "codebook.json", NULL);
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
  g_autofree char *nothing = sayso_codebook_dup_values (codebook, record);
  g_autofree char *titled = NULL;
  g_autofree char *plain = NULL;

  g_assert_null (nothing);
  sayso_annotation_record_set_attribute (record, "verdict", "true");
  sayso_annotation_record_set_attribute (record, "other", "x");
  titled = sayso_codebook_dup_values (codebook, record);
  plain = sayso_codebook_dup_values (NULL, record);
  g_assert_cmpstr (titled, ==, "other: x · Verdict: Held");
  g_assert_cmpstr (plain, ==, "other: x · verdict: true");
}

static void
test_bad (void)
{
  static const char *bad[] = {
    "",
    "[]",
    "{}",
    "{\"fields\": {}}",
    "{\"fields\": [1]}",
    "{\"fields\": [{}]}",
    "{\"fields\": [{\"name\": 1}]}",
    "{\"fields\": [{\"name\": \"\"}]}",
    "{\"fields\": [{\"name\": \"a\", \"values\": {}}]}",
    "{\"fields\": [{\"name\": \"a\", \"values\": [1]}]}",
    "{\"fields\": [{\"name\": \"a\", \"values\": [{\"title\": \"x\"}]}]}",
    "{\"fields\": [{\"name\": \"a\", \"help\": []}]}",
    "{\"fields\": [], \"fields\": []}",
    "{\"fields\": [], \"tags\": {}}",
    "{\"fields\": [], \"tags\": [\"\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoCodebook) codebook = sayso_codebook_parse (bad[i], -1, "codebook.json", &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (codebook);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "codebook.json"));
    }
}

/* The article's own goes before the folder's. */
static void
test_find (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sayso-codebook-XXXXXX", NULL);
  g_autofree char *article = g_build_filename (folder, "harbour.txt", NULL);
  g_autofree char *shared = g_build_filename (folder, "codebook.json", NULL);
  g_autofree char *own = g_strconcat (article, ".codebook.json", NULL);
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoCodebook) none = sayso_codebook_find (article, &error);
  g_autoptr (SaysoCodebook) folders = NULL;
  g_autoptr (SaysoCodebook) articles = NULL;
  g_autoptr (SaysoCodebook) again = NULL;
  g_autoptr (SaysoCodebook) too_large = NULL;

  g_assert_no_error (error);
  g_assert_null (none);
  g_file_set_contents (shared, "{\"fields\": [{\"name\": \"topic\"}], \"tags\": [\"number\"]}", -1, NULL);
  folders = sayso_codebook_find (article, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sayso_codebook_get_field (folders, 0)->name, ==, "topic");
  g_assert_cmpuint (sayso_codebook_get_tags (folders)->len, ==, 1);
  g_file_set_contents (own, "{\"fields\": [{\"name\": \"verdict\"}]}", -1, NULL);
  articles = sayso_codebook_find (article, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sayso_codebook_get_field (articles, 0)->name, ==, "verdict");
  again = sayso_codebook_ref (articles);
  g_assert_true (again == articles);
  g_file_set_contents (own, large, -1, NULL);
  too_large = sayso_codebook_find (article, &error);
  g_assert_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "harbour.txt.codebook.json"));
  g_unlink (own);
  g_unlink (shared);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/codebook/good", test_good);
  g_test_add_func ("/model/codebook/guide", test_guide);
  g_test_add_func ("/model/codebook/values", test_values);
  g_test_add_func ("/model/codebook/bad", test_bad);
  g_test_add_func ("/model/codebook/find", test_find);
  return g_test_run ();
}
