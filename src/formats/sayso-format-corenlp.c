/* CoreNLP's quotes as JSON: where each begins and ends in UTF-16, and who said it.
 * The mention is given in tokens of the document, whose places stand in the same file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-json.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

typedef struct
{
  gint64 start, end;
} Token;

typedef struct
{
  SaysoImporter *importer;
  const char    *file_name;
  GArray        *tokens; /* Token, of the whole document */
} Reader;

static gboolean
read_tokens (Reader     *reader,
             JsonObject *root,
             GError    **error)
{
  JsonArray *sentences = sayso_json_get_array (root, "sentences");

  for (guint i = 0; sentences != NULL && i < json_array_get_length (sentences); i++)
    {
      JsonObject *sentence = sayso_json_object_at (sentences, i);
      JsonArray  *tokens = sentence != NULL ? sayso_json_get_array (sentence, "tokens") : NULL;

      for (guint j = 0; tokens != NULL && j < json_array_get_length (tokens); j++)
        {
          JsonObject *object = sayso_json_object_at (tokens, j);
          Token       token;

          if (object == NULL || !sayso_json_get_int (object, "characterOffsetBegin", &token.start) || !sayso_json_get_int (object, "characterOffsetEnd", &token.end))
            {
              g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                           _ ("%s, sentence %u, token %u: its character offsets are missing"), reader->file_name, i + 1, j + 1);
              return FALSE;
            }
          g_array_append_val (reader->tokens, token);
        }
    }
  return TRUE;
}

/* Both token numbers count from 0, the last included. */
static gboolean
read_mention (Reader     *reader,
              JsonObject *quote,
              guint       number,
              gint64     *start,
              gint64     *end,
              GError    **error)
{
  gint64 first, last;

  if (!sayso_json_get_int (quote, "mentionBegin", &first) || !sayso_json_get_int (quote, "mentionEnd", &last) || first < 0)
    return TRUE;
  if (last < first || last >= reader->tokens->len)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                   _ ("%s, quote %u: its mention is in tokens %" PRId64 " to %" PRId64 ", but the file has %u"),
                   reader->file_name, number, first, last, reader->tokens->len);
      return FALSE;
    }
  *start = g_array_index (reader->tokens, Token, first).start;
  *end = g_array_index (reader->tokens, Token, last).end;
  return TRUE;
}

static const char *
get_name (JsonObject *quote)
{
  static const char *const names[] = { "canonicalSpeaker", "speaker" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = sayso_json_get_string (quote, names[i]);

      if (name != NULL && *name != '\0' && !g_str_equal (name, "Unknown"))
        return name;
    }
  return NULL;
}

static SaysoAnnotationRecord *
add_speaker (Reader     *reader,
             JsonObject *quote,
             const char *place,
             gint64      start,
             gint64      end)
{
  g_autofree char       *key = g_strdup_printf ("mention %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, start, end);
  SaysoAnnotationRecord *speaker = sayso_importer_lookup (reader->importer, key);

  if (speaker == NULL)
    {
      speaker = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_SPEAKER, key, place, NULL);
      sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (quote, "mention"));
    }
  if (speaker->identity == NULL && get_name (quote) != NULL)
    sayso_record_set_ref (&speaker->identity, sayso_importer_identity (reader->importer, get_name (quote))->head.id);
  return speaker;
}

static gboolean
read_quote (Reader     *reader,
            JsonObject *quote,
            guint       number,
            GError    **error)
{
  g_autofree char       *place = g_strdup_printf (_ ("quote %u"), number);
  SaysoAnnotationRecord *claim;
  gint64                 start, end, from = -1, to = -1;

  if (quote == NULL || !sayso_json_get_int (quote, "beginIndex", &start) || !sayso_json_get_int (quote, "endIndex", &end))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s, %s: “beginIndex” or “endIndex” is missing"), reader->file_name, place);
      return FALSE;
    }
  claim = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_CLAIM, NULL, place, error);
  sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (quote, "text"));
  claim->kind = SAYSO_KIND_DIRECT;
  if (!read_mention (reader, quote, number, &from, &to, error))
    return FALSE;
  if (from >= 0)
    sayso_importer_link_records (reader->importer, claim, add_speaker (reader, quote, place, from, to));
  else if (get_name (quote) != NULL)
    sayso_annotation_record_set_attribute (claim, "speaker", get_name (quote));
  return TRUE;
}

static GPtrArray *
import_corenlp (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (SaysoImporter) importer = NULL;
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  JsonArray *quotes = NULL;
  Reader     reader = { NULL, file_name, tokens };

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    quotes = sayso_json_get_array (json_node_get_object (root), "quotes");
  if (quotes == NULL)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s: “quotes” is missing; run CoreNLP with the quote annotator"), file_name);
      return NULL;
    }
  reader.importer = importer = sayso_importer_new (&sayso_format_corenlp, options);
  sayso_record_set_string (&sayso_importer_get_set (importer)->tool, "CoreNLP");
  if (!read_tokens (&reader, json_node_get_object (root), error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    if (!read_quote (&reader, sayso_json_object_at (quotes, i), i + 1, error))
      return NULL;
  return sayso_importer_finish (importer, error);
}

const SaysoFormat sayso_format_corenlp = {
  .name = "corenlp",
  .title = N_ ("CoreNLP quotes (JSON)"),
  .extension = ".json",
  .unit = SAYSO_UNIT_UTF16,
  .import_records = import_corenlp,
};
