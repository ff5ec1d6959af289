/* spaCy and Prodigy JSON Lines: one line an article, with tokens, spans and
 * relations.
 *
 * spaCy drops a span that is not on token borders without a word, so the
 * tokens are cut at every span. The ends of a relation are the last tokens of
 * its spans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-lines.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-tokens.h"

#include <glib/gi18n-lib.h>

#define HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

/* Where a span lies; the members that spans and ends of relations share. */
static void
write_place (SaysoJsonWriter      *json,
             const SaysoTokenGrid *tokens,
             SaysoSpan             span,
             SaysoAnnotationType   type,
             guint                *last)
{
  guint first = 0;

  *last = 0;
  sayso_token_grid_find (tokens, span, &first, last);
  sayso_json_add_int (json, "start", span.start);
  sayso_json_add_int (json, "end", span.end);
  sayso_json_add_int (json, "token_start", first);
  sayso_json_add_int (json, "token_end", *last);
  sayso_json_add_string (json, "label", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, type));
}

static void
write_spans (SaysoJsonWriter      *json,
             const SaysoView      *view,
             const SaysoTokenGrid *tokens)
{
  guint last;

  sayso_json_key (json, "spans");
  sayso_json_begin_array (json);
  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoAnnotationRecord *record = view->annotations[i];
      g_autofree char             *key = g_strdup_printf ("a%u", i + 1);

      for (guint j = 0; j < record->n_spans; j++)
        {
          g_autofree char *text = sayso_view_dup_span_text (view, record->spans[j]);

          sayso_json_begin_object (json);
          write_place (json, tokens, record->spans[j], record->type, &last);
          sayso_json_add_string (json, "text", text);
          if (j == 0)
            sayso_json_add_string (json, "id", key);
          if (j == 0)
            sayso_details_write (json, view, record, 0);
          else
            sayso_details_write_fragment (json, key);
          sayso_json_end_object (json);
        }
    }
  sayso_json_end_array (json);
}

static void
write_tokens (SaysoJsonWriter      *json,
              const SaysoView      *view,
              const SaysoTokenGrid *tokens)
{
  sayso_json_key (json, "tokens");
  sayso_json_begin_array (json);
  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      g_autofree char *text = sayso_view_dup_span_text (view, tokens->tokens[i].span);

      sayso_json_begin_object (json);
      sayso_json_add_string (json, "text", text);
      sayso_json_add_int (json, "start", tokens->tokens[i].span.start);
      sayso_json_add_int (json, "end", tokens->tokens[i].span.end);
      sayso_json_add_int (json, "id", i);
      sayso_json_key (json, "ws");
      sayso_json_boolean (json, tokens->tokens[i].space_after);
      sayso_json_end_object (json);
    }
  sayso_json_end_array (json);
}

static guint
write_end (SaysoJsonWriter             *json,
           const char                  *key,
           const SaysoTokenGrid        *tokens,
           const SaysoAnnotationRecord *record)
{
  guint last;

  sayso_json_key (json, key);
  sayso_json_begin_object (json);
  write_place (json, tokens, record->spans[0], record->type, &last);
  sayso_json_end_object (json);
  return last;
}

static void
write_relations (SaysoJsonWriter      *json,
                 const SaysoView      *view,
                 const SaysoTokenGrid *tokens)
{
  sayso_json_key (json, "relations");
  sayso_json_begin_array (json);
  for (guint i = 0; i < view->n_links; i++)
    {
      const SaysoViewLink *link = &view->links[i];
      guint                head, child;

      sayso_json_begin_object (json);
      head = write_end (json, "head_span", tokens, view->annotations[link->from]);
      child = write_end (json, "child_span", tokens, view->annotations[link->to]);
      sayso_json_add_int (json, "head", head);
      sayso_json_add_int (json, "child", child);
      sayso_json_add_string (json, "label", sayso_nick (SAYSO_TYPE_LINK_TYPE, link->type));
      sayso_json_key (json, SAYSO_DETAILS_KEY);
      sayso_json_begin_array (json);
      g_string_append_printf (json->string, "\"a%u\", \"a%u\"", link->from + 1, link->to + 1);
      sayso_json_end_array (json);
      sayso_json_end_object (json);
    }
  sayso_json_end_array (json);
}

static GBytes *
export_prodigy (const SaysoExportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  g_autoptr (SaysoTokenGrid) tokens = sayso_token_grid_new (view->text, view);
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, FALSE);
  sayso_json_begin_object (&json);
  sayso_json_add_string (&json, "text", sayso_text_get_utf8 (view->text));
  write_spans (&json, view, tokens);
  write_tokens (&json, view, tokens);
  write_relations (&json, view, tokens);
  sayso_json_key (&json, "meta");
  sayso_json_begin_object (&json);
  sayso_json_add_string (&json, "source", view->article_name);
  sayso_json_end_object (&json);
  sayso_details_write_tool (&json, view);
  sayso_json_end_object (&json);
  return sayso_json_writer_end (&json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  sayso_format_losses_beyond (options, HOLDS, losses);
}

typedef struct
{
  SaysoImporter *importer;
  GHashTable    *identities;
  GHashTable    *keys; /* "start end" and "token_end" of a span → its key */
  const char    *file_name;
  guint          line;
} Reader;

static gboolean
fail (Reader     *reader,
      const char *what,
      guint       number,
      int         code,
      const char *message,
      GError    **error)
{
  /* Translators: file, line, "span" or "relation" with its number, what is wrong. */
  g_set_error (error, SAYSO_FORMAT_ERROR, code, _ ("%s, line %u, %s %u: %s"), reader->file_name, reader->line, what, number, message);
  return FALSE;
}

/* For relations of others, which name their ends by place or by token. */
static void
remember_place (Reader     *reader,
                JsonObject *span,
                const char *key)
{
  gint64 start, end, token;

  if (sayso_json_get_int (span, "start", &start) && sayso_json_get_int (span, "end", &end))
    g_hash_table_insert (reader->keys, g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, start, end), g_strdup (key));
  if (sayso_json_get_int (span, "token_end", &token))
    g_hash_table_insert (reader->keys, g_strdup_printf ("%" G_GINT64_FORMAT, token), g_strdup (key));
}

/* last: the key of the annotation before, which further spans may belong to. */
static gboolean
read_span (Reader     *reader,
           JsonObject *span,
           guint       number,
           char      **last,
           GError    **error)
{
  g_autofree char       *fragment_of = sayso_details_dup_fragment_of (span);
  g_autofree char       *id = sayso_json_dup_scalar (span, "id");
  g_autofree char       *key = NULL, *place = NULL;
  const char            *label = sayso_json_get_string (span, "label");
  SaysoAnnotationType    type;
  SaysoAnnotationRecord *record;
  gint64                 start, end;

  if (!sayso_json_get_int (span, "start", &start) || !sayso_json_get_int (span, "end", &end))
    return fail (reader, _ ("span"), number, SAYSO_FORMAT_ERROR_MALFORMED, _ ("“start” or “end” is missing"), error);
  key = id != NULL ? g_strdup_printf ("%u %s", reader->line, id) : g_strdup_printf ("%u #%u", reader->line, number);
  if (label == NULL || !sayso_importer_type_of (label, &type))
    {
      sayso_importer_skip_mark (reader->importer, key, label);
      remember_place (reader, span, key);
      return TRUE;
    }
  if (fragment_of != NULL)
    {
      if (g_strcmp0 (fragment_of, *last) != 0)
        return fail (reader, _ ("span"), number, SAYSO_FORMAT_ERROR_REFERENCE, _ ("the mark that it is a piece of does not stand before it"), error);
      sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (span, "text"));
      return TRUE;
    }
  place = g_strdup_printf (_ ("line %u, span %u"), reader->line, number);
  record = sayso_importer_add (reader->importer, type, key, place, error);
  if (record == NULL)
    return FALSE;
  sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (span, "text"));
  sayso_details_read (span, reader->importer, reader->identities, record);
  remember_place (reader, span, key);
  g_free (*last);
  *last = g_steal_pointer (&id);
  return TRUE;
}

static char *
find_end (Reader     *reader,
          JsonObject *relation,
          const char *span_name,
          const char *token_name,
          guint       number)
{
  JsonArray       *ours = sayso_json_get_array (relation, SAYSO_DETAILS_KEY);
  JsonObject      *span = sayso_json_get_object (relation, span_name);
  g_autofree char *place = NULL;
  gint64           start, end;

  if (ours != NULL && json_array_get_length (ours) == 2 && sayso_json_string_at (ours, number) != NULL)
    return g_strdup_printf ("%u %s", reader->line, sayso_json_string_at (ours, number));
  if (span != NULL && sayso_json_get_int (span, "start", &start) && sayso_json_get_int (span, "end", &end))
    place = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, start, end);
  else
    place = sayso_json_dup_scalar (relation, token_name);
  return place != NULL ? g_strdup (g_hash_table_lookup (reader->keys, place)) : NULL;
}

static gboolean
read_relation (Reader     *reader,
               JsonObject *relation,
               guint       number,
               GError    **error)
{
  g_autofree char *head = find_end (reader, relation, "head_span", "head", 0);
  g_autofree char *child = find_end (reader, relation, "child_span", "child", 1);
  g_autofree char *place = g_strdup_printf (_ ("line %u, relation %u"), reader->line, number);

  if (head == NULL || child == NULL)
    return fail (reader, _ ("relation"), number, SAYSO_FORMAT_ERROR_REFERENCE, _ ("an end of it is no span of this line"), error);
  return sayso_importer_link (reader->importer, head, child, place, error);
}

static gboolean
read_object (Reader     *reader,
             JsonObject *object,
             GError    **error)
{
  JsonArray       *spans = sayso_json_get_array (object, "spans");
  JsonArray       *relations = sayso_json_get_array (object, "relations");
  g_autofree char *last = NULL;

  for (guint i = 0; spans != NULL && i < json_array_get_length (spans); i++)
    {
      JsonObject *span = sayso_json_object_at (spans, i);

      if (span == NULL)
        return fail (reader, _ ("span"), i + 1, SAYSO_FORMAT_ERROR_MALFORMED, _ ("an object was expected"), error);
      if (!read_span (reader, span, i + 1, &last, error))
        return FALSE;
    }
  for (guint i = 0; relations != NULL && i < json_array_get_length (relations); i++)
    {
      JsonObject *relation = sayso_json_object_at (relations, i);

      if (relation == NULL)
        return fail (reader, _ ("relation"), i + 1, SAYSO_FORMAT_ERROR_MALFORMED, _ ("an object was expected"), error);
      if (!read_relation (reader, relation, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_line_cb (JsonObject *object,
              guint       line,
              gpointer    user_data,
              GError    **error)
{
  Reader *reader = user_data;

  reader->line = line;
  g_hash_table_remove_all (reader->keys);
  return read_object (reader, object, error);
}

static GPtrArray *
import_prodigy (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (&sayso_format_prodigy, options);
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader reader = { importer, identities, keys, sayso_import_options_name_file (options), 0 };

  if (!sayso_lines_read (bytes, reader.file_name, importer, read_line_cb, &reader, error))
    return NULL;
  return sayso_importer_finish (importer, error);
}

const SaysoFormat sayso_format_prodigy = {
  .name = "prodigy",
  .title = N_ ("spaCy and Prodigy (JSON Lines)"),
  .extension = ".jsonl",
  .unit = SAYSO_UNIT_CODEPOINT,
  .sequence = SAYSO_SEQUENCE_AS_IS,
  .export_bytes = export_prodigy,
  .list_losses = list_losses,
  .import_records = import_prodigy,
};
