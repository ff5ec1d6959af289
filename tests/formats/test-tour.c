/* The exporter that data/manual/add-a-format.md writes: it is compiled as it stands there, and gives
 * what the page shows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"
#include "model/sayso-edit.h"
#include "text/sayso-data-files.h"

#include <string.h>

#define ARTICLE "“It holds, for today,” Ada Finch said. She added that two boats had been lost.\n"
#define N_LINES 60

extern const SaysoFormat sayso_format_outline;

/* What stands between ```LANGUAGE and ``` in the page. */
static char *
dup_block (const char *language)
{
  g_autofree char *path = sayso_data_file ("manual/add-a-format.md");
  g_autofree char *fence = g_strdup_printf ("```%s\n", language);
  g_autofree char *page = NULL;
  char            *start, *end;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  start = strstr (page, fence);
  g_assert_nonnull (start);
  start += strlen (fence);
  end = strstr (start, "```");
  g_assert_nonnull (end);
  return g_strndup (start, end - start);
}

static char *export(SaysoDocument *document)
{
  SaysoExportOptions options = { .document = document, .article_name = "pier.txt" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sayso_format_export (&sayso_format_outline, &options, FALSE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static SaysoAnnotation *
mark (SaysoDocument      *document,
      SaysoAnnotationType type,
      const char         *words)
{
  const char *at = strstr (ARTICLE, words);
  SaysoSpan   span = { 0 };

  g_assert_nonnull (at);
  span.start = (guint)g_utf8_pointer_to_offset (ARTICLE, at);
  span.end = span.start + (guint)g_utf8_strlen (words, -1);
  return sayso_edit_mark (document, type, &span, 1, "maria");
}

static SaysoDocument *
new_document (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  SaysoDocument *document = sayso_document_new (text);

  g_ptr_array_add (mentions, mark (document, SAYSO_ANNOTATION_SPEAKER, "Ada Finch"));
  g_ptr_array_add (mentions, mark (document, SAYSO_ANNOTATION_SPEAKER, "She"));
  sayso_edit_link (document, mark (document, SAYSO_ANNOTATION_CLAIM, "“It holds, for today,”"), mentions->pdata[0], "maria");
  sayso_edit_link (document, mark (document, SAYSO_ANNOTATION_CLAIM, "two boats had been lost"), mentions->pdata[1], "maria");
  sayso_edit_identify (document, mentions, sayso_edit_add_identity (document, "Ada Finch", SAYSO_IDENTITY_PERSON), "maria");
  return document;
}

static void
test_output (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autofree char *wanted = dup_block ("text");
  g_autofree char *outline = export(document);

  g_assert_cmpstr (outline, ==, wanted);
}

/* Any document: as many lines as claims, and what is not kept is admitted. */
static void
test_any (void)
{
  guint n_with_losses = 0;

  for (guint32 seed = 1; seed < 40; seed++)
    {
      g_autoptr (SaysoDocument) document = fixture_random (seed);
      SaysoExportOptions options = fixture_options (document);
      GListModel        *claims = sayso_document_get_claims (document);
      g_autoptr (GBytes) bytes = fixture_export (&sayso_format_outline, document);
      g_auto (GStrv) losses = sayso_format_list_losses (&sayso_format_outline, &options);
      const char *data = g_bytes_get_data (bytes, NULL);
      guint       n_lines = 0, n_claims = 0;

      for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
        n_lines += data[i] == '\n';
      for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
        {
          g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

          n_claims += sayso_annotation_get (claim)->n_spans > 0;
        }
      g_assert_cmpuint (n_lines, ==, n_claims);
      n_with_losses += g_strv_length (losses) > 0;
    }
  g_assert_cmpuint (n_with_losses, >, 30);
}

static void
test_length (void)
{
  g_autofree char *code = dup_block ("c");
  g_auto (GStrv) lines = g_strsplit (code, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines) - 1, <=, N_LINES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tour/output", test_output);
  g_test_add_func ("/tour/any", test_any);
  g_test_add_func ("/tour/length", test_length);
  return g_test_run ();
}
