/* Citron JSON, as the BBC's quotation extractor writes it: quotes with cue,
 * sources and contents.
 *
 * Its "source" is who says it: our speaker. Speakers and cues stand inside the
 * quotes, so one that serves two claims is written twice, and becomes one again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS)

static void
write_span (SaysoJsonWriter *json,
            const SaysoView *view,
            SaysoSpan        span)
{
  g_autofree char *text = sayso_view_dup_span_text (view, span);

  sayso_json_begin_inline_object (json);
  sayso_json_add_int (json, "start", span.start);
  sayso_json_add_int (json, "end", span.end);
  sayso_json_add_string (json, "text", text);
  sayso_json_end_object (json);
}

/* A speaker or cue as JSON; further spans go in a member of ours. */
static char *
describe_target (const SaysoView             *view,
                 const SaysoAnnotationRecord *record)
{
  g_autofree char *text = sayso_view_dup_span_text (view, record->spans[0]);
  SaysoJsonWriter  json;

  sayso_json_writer_init (&json, FALSE);
  sayso_json_begin_object (&json);
  sayso_json_add_int (&json, "start", record->spans[0].start);
  sayso_json_add_int (&json, "end", record->spans[0].end);
  sayso_json_add_string (&json, "text", text);
  if (record->n_spans > 1)
    {
      sayso_json_key (&json, "fragments");
      sayso_json_begin_array (&json);
      for (guint i = 1; i < record->n_spans; i++)
        write_span (&json, view, record->spans[i]);
      sayso_json_end_array (&json);
    }
  sayso_details_write (&json, view, record, 0);
  sayso_json_end_object (&json);
  return g_string_free (json.string, FALSE);
}

typedef struct
{
  SaysoSpan span;
  char     *json;
} Target;

static void
clear_target (gpointer data)
{
  g_free (((Target *)data)->json);
}

static int
compare_targets_cb (gconstpointer a,
                    gconstpointer b)
{
  const Target *left = a, *right = b;
  int           order = sayso_span_compare (left->span, right->span);

  return order != 0 ? order : strcmp (left->json, right->json);
}

/* Sorted by what is written of them, each once. */
static GArray *
collect_targets (const SaysoView *view,
                 guint            claim,
                 SaysoLinkType    type)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (Target));

  g_array_set_clear_func (targets, clear_target);
  for (const SaysoViewLink *link = sayso_view_first_link (view, claim, type); link != NULL; link = sayso_view_next_link (view, link))
    {
      const SaysoAnnotationRecord *record = view->annotations[link->to];
      Target                       target = { record->spans[0], describe_target (view, record) };

      g_array_append_val (targets, target);
    }
  g_array_sort (targets, compare_targets_cb);
  for (guint i = targets->len; i > 1; i--)
    if (g_str_equal (g_array_index (targets, Target, i - 1).json, g_array_index (targets, Target, i - 2).json))
      g_array_remove_index (targets, i - 1);
  return targets;
}

/* Citron has one cue; more go in a member of ours. */
static void
write_cues (SaysoJsonWriter *json,
            const SaysoView *view,
            guint            claim)
{
  g_autoptr (GArray) cues = collect_targets (view, claim, SAYSO_LINK_CUED_BY);

  sayso_json_key (json, "cue");
  if (cues->len > 0)
    sayso_json_raw (json, g_array_index (cues, Target, 0).json);
  else
    sayso_json_null (json);
  if (cues->len < 2)
    return;
  sayso_json_key (json, "further_cues");
  sayso_json_begin_array (json);
  for (guint i = 1; i < cues->len; i++)
    sayso_json_raw (json, g_array_index (cues, Target, i).json);
  sayso_json_end_array (json);
}

static void
write_quote (SaysoJsonWriter *json,
             const SaysoView *view,
             guint            claim,
             guint            id)
{
  const SaysoAnnotationRecord *record = view->annotations[claim];
  g_autoptr (GArray) speakers = collect_targets (view, claim, SAYSO_LINK_SAID_BY);

  sayso_json_begin_object (json);
  write_cues (json, view, claim);
  sayso_json_key (json, "sources");
  sayso_json_begin_array (json);
  for (guint i = 0; i < speakers->len; i++)
    sayso_json_raw (json, g_array_index (speakers, Target, i).json);
  sayso_json_end_array (json);
  sayso_json_key (json, "contents");
  sayso_json_begin_array (json);
  for (guint i = 0; i < record->n_spans; i++)
    write_span (json, view, record->spans[i]);
  sayso_json_end_array (json);
  sayso_json_key (json, "coreferences");
  sayso_json_begin_array (json);
  sayso_json_end_array (json);
  sayso_json_key (json, "confidence");
  if (record->confidence >= 0)
    sayso_json_per_mille (json, record->confidence);
  else
    sayso_json_null (json);
  sayso_json_add_int (json, "id", id);
  sayso_details_write (json, view, record, SAYSO_HOLDS_CONFIDENCE);
  sayso_json_end_object (json);
}

static GBytes *
export_citron (const SaysoExportOptions *options,
               GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  SaysoJsonWriter json;
  guint           n = 0;

  sayso_json_writer_init (&json, TRUE);
  sayso_json_begin_object (&json);
  sayso_json_key (&json, "quotes");
  sayso_json_begin_array (&json);
  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      write_quote (&json, view, i, n++);
  sayso_json_end_array (&json);
  if (n > 0)
    sayso_details_write_tool (&json, view);
  sayso_json_end_object (&json);
  return sayso_json_writer_end (&json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = 0;

  sayso_view_list_losses (view, HOLDS, HOLDS, losses);
  for (guint i = 0; i < view->n_links; i++)
    n += view->links[i].type == SAYSO_LINK_FOUND_IN;
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u link to a source (where it was said)", "%u links to sources (where it was said)", n), n));
}

typedef struct
{
  SaysoImporter *importer;
  GHashTable    *identities;
  GHashTable    *targets; /* type and JSON → SaysoAnnotationRecord */
  const char    *file_name;
  char          *place; /* of the quote being read */
} Reader;

static gboolean
fail (Reader     *reader,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, "%s, %s: %s", reader->file_name, reader->place, message);
  return FALSE;
}

static gboolean
add_span (Reader     *reader,
          JsonObject *span,
          GError    **error)
{
  gint64 start, end;

  if (span == NULL || !sayso_json_get_int (span, "start", &start) || !sayso_json_get_int (span, "end", &end))
    return fail (reader, _ ("a span has “start” and “end”"), error);
  sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (span, "text"));
  return TRUE;
}

static gboolean
add_spans (Reader    *reader,
           JsonArray *spans,
           GError   **error)
{
  for (guint i = 0; spans != NULL && i < json_array_get_length (spans); i++)
    if (!add_span (reader, sayso_json_object_at (spans, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_target (Reader                *reader,
             JsonNode              *node,
             SaysoAnnotationRecord *claim,
             SaysoAnnotationType    type,
             GError               **error)
{
  g_autofree char       *json = json_to_string (node, FALSE);
  g_autofree char       *key = g_strdup_printf ("%d %s", type, json);
  SaysoAnnotationRecord *record = g_hash_table_lookup (reader->targets, key);
  JsonObject            *object;

  if (record == NULL)
    {
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (reader, _ ("an object was expected"), error);
      object = json_node_get_object (node);
      record = sayso_importer_add (reader->importer, type, NULL, reader->place, error);
      if (record == NULL || !add_span (reader, object, error) || !add_spans (reader, sayso_json_get_array (object, "fragments"), error))
        return FALSE;
      sayso_details_read (object, reader->importer, reader->identities, record);
      g_hash_table_insert (reader->targets, g_steal_pointer (&key), record);
    }
  sayso_importer_link_records (reader->importer, claim, record);
  return TRUE;
}

static gboolean
read_targets (Reader                *reader,
              JsonArray             *array,
              SaysoAnnotationRecord *claim,
              SaysoAnnotationType    type,
              GError               **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!read_target (reader, json_array_get_element (array, i), claim, type, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_quote (Reader     *reader,
            JsonObject *quote,
            GError    **error)
{
  JsonNode              *cue = json_object_get_member (quote, "cue");
  JsonArray             *contents = sayso_json_get_array (quote, "contents");
  SaysoAnnotationRecord *claim;
  double                 confidence;

  if (contents == NULL || json_array_get_length (contents) == 0)
    return fail (reader, _ ("it has no “contents”"), error);
  claim = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_CLAIM, NULL, reader->place, error);
  if (claim == NULL || !add_spans (reader, contents, error))
    return FALSE;
  if (sayso_json_get_double (quote, "confidence", &confidence))
    claim->confidence = sayso_importer_confidence (confidence);
  sayso_details_read (quote, reader->importer, reader->identities, claim);
  if (cue != NULL && JSON_NODE_HOLDS_OBJECT (cue) && !read_target (reader, cue, claim, SAYSO_ANNOTATION_CUE, error))
    return FALSE;
  return read_targets (reader, sayso_json_get_array (quote, "further_cues"), claim, SAYSO_ANNOTATION_CUE, error) && read_targets (reader, sayso_json_get_array (quote, "sources"), claim, SAYSO_ANNOTATION_SPEAKER, error);
}

static gboolean
read_quotes (Reader    *reader,
             JsonArray *quotes,
             GError   **error)
{
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    {
      JsonObject *quote = sayso_json_object_at (quotes, i);
      gboolean    read;

      reader->place = g_strdup_printf (_ ("quote %u"), i + 1);
      read = quote != NULL ? read_quote (reader, quote, error) : fail (reader, _ ("an object was expected"), error);
      g_clear_pointer (&reader->place, g_free);
      if (!read)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
import_citron (GBytes                   *bytes,
               const SaysoImportOptions *options,
               GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (SaysoImporter) importer = NULL;
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *quotes = NULL;
  Reader     reader = { NULL, identities, targets, file_name };

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    quotes = sayso_json_get_array (json_node_get_object (root), "quotes");
  if (quotes == NULL)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s has no “quotes”"), file_name);
      return NULL;
    }
  reader.importer = importer = sayso_importer_new (&sayso_format_citron, options);
  sayso_details_read_tool (json_node_get_object (root), importer);
  return read_quotes (&reader, quotes, error) ? sayso_importer_finish (importer, error) : NULL;
}

const SaysoFormat sayso_format_citron = {
  .name = "citron",
  .title = N_ ("Citron (JSON)"),
  .extension = ".json",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_citron,
  .list_losses = list_losses,
  .import_records = import_citron,
};
