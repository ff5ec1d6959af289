/* BookNLP: .quotes in token ids (the last included), the tokens' places in .tokens
 * beside it (whose byte_onset counts characters), the characters' names in .entities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  gint64 start, end;
} Token;

typedef struct
{
  SaysoImporter *importer;
  const char    *file_name;
  GArray        *tokens; /* Token */
  GHashTable    *names;  /* char_id → the longest proper name of it */
} Reader;

/* BookNLP's tables have no quoting: a quotation mark is a quotation mark. */
typedef struct
{
  char **header;
  char **lines;
} Table;

static void
clear_table (Table *table)
{
  g_strfreev (table->header);
  g_strfreev (table->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

static gboolean
read_table (GBytes     *bytes,
            const char *file_name,
            Table      *table,
            GError    **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);

  if (strlen (text) != size || !g_utf8_validate (text, size, NULL))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s: not UTF-8 text"), file_name);
      return FALSE;
    }
  table->lines = g_strsplit (text, "\n", -1);
  for (char **line = table->lines; *line != NULL; line++)
    if (g_str_has_suffix (*line, "\r"))
      (*line)[strlen (*line) - 1] = '\0';
  table->header = g_strsplit (table->lines[0] != NULL ? table->lines[0] : "", "\t", -1);
  return TRUE;
}

static int
find_column (const Table *table,
             const char  *name)
{
  for (int i = 0; table->header[i] != NULL; i++)
    if (g_str_equal (table->header[i], name))
      return i;
  return -1;
}

static const char *
cell (char **cells,
      int    column)
{
  return column >= 0 && column < (int)g_strv_length (cells) ? cells[column] : NULL;
}

static gboolean
number (char  **cells,
        int     column,
        gint64 *value)
{
  const char *text = cell (cells, column);

  return text != NULL && g_ascii_string_to_signed (text, 10, -1, G_MAXINT32, value, NULL);
}

static gboolean
fail (const char *file_name,
      guint       line,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s, line %u: %s"), file_name, line, message);
  return FALSE;
}

static gboolean
read_tokens (Reader  *reader,
             GBytes  *bytes,
             GError **error)
{
  g_auto (Table) table = { NULL, NULL };
  int onset, offset;

  if (!read_table (bytes, ".tokens", &table, error))
    return FALSE;
  onset = find_column (&table, "byte_onset");
  offset = find_column (&table, "byte_offset");
  for (guint i = 1; table.lines[0] != NULL && table.lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (table.lines[i], "\t", -1);
      Token token;

      if (*table.lines[i] == '\0')
        continue;
      if (!number (cells, onset, &token.start) || !number (cells, offset, &token.end))
        return fail (".tokens", i + 1, _ ("“byte_onset” and “byte_offset” must be numbers"), error);
      g_array_append_val (reader->tokens, token);
    }
  return TRUE;
}

/* COREF, start_token, end_token, prop, cat, text: the longest proper name counts. */
static gboolean
read_names (Reader  *reader,
            GBytes  *bytes,
            GError **error)
{
  g_auto (Table) table = { NULL, NULL };
  int coref, prop, text;

  if (!read_table (bytes, ".entities", &table, error))
    return FALSE;
  coref = find_column (&table, "COREF");
  prop = find_column (&table, "prop");
  text = find_column (&table, "text");
  for (guint i = 1; table.lines[0] != NULL && table.lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (table.lines[i], "\t", -1);
      const char *id = cell (cells, coref), *name = cell (cells, text), *known;

      if (id == NULL || name == NULL || *name == '\0' || g_strcmp0 (cell (cells, prop), "PROP") != 0)
        continue;
      known = g_hash_table_lookup (reader->names, id);
      if (known == NULL || strlen (known) < strlen (name))
        g_hash_table_insert (reader->names, g_strdup (id), g_strdup (name));
    }
  return TRUE;
}

/* FALSE, with an error, if the tokens are not there. */
static gboolean
find_place (Reader  *reader,
            gint64   first,
            gint64   last,
            guint    line,
            gint64  *start,
            gint64  *end,
            GError **error)
{
  if (first < 0 || last < first || last >= reader->tokens->len)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                   _ ("%s, line %u: tokens %" PRId64 " to %" PRId64 " are not in the .tokens file, which has %u"),
                   reader->file_name, line, first, last, reader->tokens->len);
      return FALSE;
    }
  *start = g_array_index (reader->tokens, Token, first).start;
  *end = g_array_index (reader->tokens, Token, last).end;
  return TRUE;
}

static SaysoAnnotationRecord *
add_speaker (Reader     *reader,
             gint64      start,
             gint64      end,
             const char *phrase,
             const char *character,
             const char *place)
{
  g_autofree char       *key = g_strdup_printf ("mention %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, start, end);
  SaysoAnnotationRecord *speaker = sayso_importer_lookup (reader->importer, key);
  const char            *name = character != NULL ? g_hash_table_lookup (reader->names, character) : NULL;

  if (speaker == NULL)
    {
      speaker = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_SPEAKER, key, place, NULL);
      sayso_importer_add_span (reader->importer, start, end, phrase);
    }
  if (name != NULL && speaker->identity == NULL)
    sayso_record_set_ref (&speaker->identity, sayso_importer_identity (reader->importer, name)->head.id);
  return speaker;
}

static gboolean
read_quote (Reader      *reader,
            const Table *table,
            guint        line,
            GError     **error)
{
  g_auto (GStrv) cells = g_strsplit (table->lines[line - 1], "\t", -1);
  g_autofree char       *place = g_strdup_printf (_ ("line %u"), line);
  SaysoAnnotationRecord *claim;
  gint64                 first, last, start, end;

  if (!number (cells, find_column (table, "quote_start"), &first) || !number (cells, find_column (table, "quote_end"), &last))
    return fail (reader->file_name, line, _ ("“quote_start” and “quote_end” must be numbers"), error);
  if (!find_place (reader, first, last, line, &start, &end, error))
    return FALSE;
  claim = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_CLAIM, NULL, place, error);
  sayso_importer_add_span (reader->importer, start, end, NULL);
  claim->kind = SAYSO_KIND_DIRECT;
  if (!number (cells, find_column (table, "mention_start"), &first) || first < 0 || !number (cells, find_column (table, "mention_end"), &last))
    return TRUE;
  if (!find_place (reader, first, last, line, &start, &end, error))
    return FALSE;
  sayso_importer_link_records (reader->importer, claim,
                               add_speaker (reader, start, end, cell (cells, find_column (table, "mention_phrase")), cell (cells, find_column (table, "char_id")), place));
  return TRUE;
}

static gboolean
read_siblings (Reader                   *reader,
               const SaysoImportOptions *options,
               GError                  **error)
{
  g_autoptr (GBytes) tokens = NULL;
  g_autoptr (GBytes) entities = NULL;
  g_autoptr (GError) local = NULL;

  if (options->read_sibling != NULL)
    tokens = options->read_sibling (".tokens", options->user_data, error);
  if (tokens == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                     _ ("%s: BookNLP's .tokens file is needed beside it, to know where the tokens are"), reader->file_name);
      return FALSE;
    }
  entities = options->read_sibling (".entities", options->user_data, &local);
  if (local != NULL && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return read_tokens (reader, tokens, error) && (entities == NULL || read_names (reader, entities, error));
}

static gboolean
read_quotes (Reader  *reader,
             GBytes  *bytes,
             GError **error)
{
  g_auto (Table) table = { NULL, NULL };

  if (!read_table (bytes, reader->file_name, &table, error))
    return FALSE;
  if (find_column (&table, "quote_start") < 0)
    return fail (reader->file_name, 1, _ ("no column “quote_start”; this is no .quotes file"), error);
  for (guint i = 1; table.lines[i] != NULL; i++)
    if (*table.lines[i] != '\0' && !read_quote (reader, &table, i + 1, error))
      return FALSE;
  return TRUE;
}

static GPtrArray *
import_booknlp (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (&sayso_format_booknlp, options);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader reader = { importer, sayso_import_options_name_file (options), tokens, names };

  sayso_record_set_string (&sayso_importer_get_set (importer)->tool, "BookNLP");
  if (!read_siblings (&reader, options, error) || !read_quotes (&reader, bytes, error))
    return NULL;
  return sayso_importer_finish (importer, error);
}

const SaysoFormat sayso_format_booknlp = {
  .name = "booknlp",
  .title = N_ ("BookNLP quotes"),
  .extension = ".quotes",
  .unit = SAYSO_UNIT_CODEPOINT,
  .import_records = import_booknlp,
};
