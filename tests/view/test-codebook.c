/* Codebooks: good ones, and each way to be wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-codebook.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/codebook/good", test_good);
  g_test_add_func ("/view/codebook/bad", test_bad);
  return g_test_run ();
}
