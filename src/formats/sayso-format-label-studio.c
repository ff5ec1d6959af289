/* Label Studio JSON: one task an article; what was decided is an annotation,
 * what was only suggested a prediction.
 *
 * A region of Label Studio has one span, so further spans are regions that
 * have the first as their parent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

#define HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

static gboolean
is_prediction (const SaysoAnnotationRecord *record)
{
  return record->status == SAYSO_STATUS_SUGGESTED;
}

static void
write_value (SaysoJsonWriter             *json,
             const SaysoView             *view,
             const SaysoAnnotationRecord *record,
             SaysoSpan                    span)
{
  g_autofree char *text = sayso_view_dup_span_text (view, span);

  sayso_json_add_string (json, "from_name", "label");
  sayso_json_add_string (json, "to_name", "text");
  sayso_json_add_string (json, "type", "labels");
  sayso_json_key (json, "value");
  sayso_json_begin_object (json);
  sayso_json_add_int (json, "start", span.start);
  sayso_json_add_int (json, "end", span.end);
  sayso_json_add_string (json, "text", text);
  sayso_json_key (json, "labels");
  sayso_json_begin_array (json);
  sayso_json_string (json, sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  sayso_json_end_array (json);
  sayso_json_end_object (json);
}

/* A note is shown by Label Studio beside the region. */
static void
write_meta (SaysoJsonWriter             *json,
            const SaysoView             *view,
            const SaysoAnnotationRecord *record)
{
  sayso_json_key (json, "meta");
  sayso_json_begin_object (json);
  if (record->note != NULL)
    {
      const char *const notes[] = { record->note, NULL };

      sayso_json_add_strv (json, "text", notes);
    }
  sayso_details_write (json, view, record, SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_NOTES);
  sayso_json_end_object (json);
}

static void
write_region (SaysoJsonWriter             *json,
              const SaysoView             *view,
              const SaysoAnnotationRecord *record,
              guint                        number)
{
  g_autofree char *id = g_strdup_printf ("a%u", number);

  for (guint i = 0; i < record->n_spans; i++)
    {
      g_autofree char *fragment = g_strdup_printf ("a%u-%u", number, i + 1);

      sayso_json_begin_inline_object (json);
      sayso_json_add_string (json, "id", i == 0 ? id : fragment);
      write_value (json, view, record, record->spans[i]);
      if (i > 0)
        sayso_json_add_string (json, "parentID", id);
      if (i == 0 && record->confidence >= 0)
        {
          sayso_json_key (json, "score");
          sayso_json_per_mille (json, record->confidence);
        }
      if (i == 0)
        write_meta (json, view, record);
      sayso_json_end_object (json);
    }
}

static void
write_relation (SaysoJsonWriter     *json,
                const SaysoViewLink *link,
                const guint         *numbers)
{
  const char *const labels[] = { sayso_nick (SAYSO_TYPE_LINK_TYPE, link->type), NULL };
  g_autofree char  *from = g_strdup_printf ("a%u", numbers[link->from]);
  g_autofree char  *to = g_strdup_printf ("a%u", numbers[link->to]);

  sayso_json_begin_inline_object (json);
  sayso_json_add_string (json, "type", "relation");
  sayso_json_add_string (json, "from_id", from);
  sayso_json_add_string (json, "to_id", to);
  sayso_json_add_string (json, "direction", "right");
  sayso_json_add_strv (json, "labels", labels);
  sayso_json_end_object (json);
}

/* Both ends of a relation must be in one result. */
static gboolean
crosses (const SaysoView     *view,
         const SaysoViewLink *link)
{
  return is_prediction (view->annotations[link->from]) != is_prediction (view->annotations[link->to]);
}

/* From 1, annotations first: in the order in which they are read again. */
static guint *
number_regions (const SaysoView *view)
{
  guint *numbers = g_new (guint, view->n_annotations + 1);
  guint  n = 0;

  for (guint predictions = FALSE; predictions <= TRUE; predictions++)
    for (guint i = 0; i < view->n_annotations; i++)
      if (is_prediction (view->annotations[i]) == (gboolean)predictions)
        numbers[i] = ++n;
  return numbers;
}

static void
write_result (SaysoJsonWriter *json,
              const SaysoView *view,
              gboolean         predictions)
{
  g_autofree guint *numbers = number_regions (view);

  sayso_json_key (json, "result");
  sayso_json_begin_array (json);
  for (guint i = 0; i < view->n_annotations; i++)
    if (is_prediction (view->annotations[i]) == predictions)
      write_region (json, view, view->annotations[i], numbers[i]);
  for (guint i = 0; i < view->n_links; i++)
    if (!crosses (view, &view->links[i]) && is_prediction (view->annotations[view->links[i].from]) == predictions)
      write_relation (json, &view->links[i], numbers);
  sayso_json_end_array (json);
}

static const char *
get_tool (const SaysoView *view)
{
  return view->sets->len == 1 ? ((SaysoSetRecord *)view->sets->pdata[0])->tool : NULL;
}

static void
write_task (SaysoJsonWriter *json,
            const SaysoView *view,
            guint            n_predictions)
{
  sayso_json_begin_object (json);
  sayso_json_add_int (json, "id", 1);
  sayso_json_key (json, "data");
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "text", sayso_text_get_utf8 (view->text));
  sayso_json_end_object (json);
  sayso_json_key (json, "annotations");
  sayso_json_begin_array (json);
  if (n_predictions < view->n_annotations)
    {
      sayso_json_begin_object (json);
      sayso_json_add_int (json, "id", 1);
      write_result (json, view, FALSE);
      sayso_json_end_object (json);
    }
  sayso_json_end_array (json);
  sayso_json_key (json, "predictions");
  sayso_json_begin_array (json);
  if (n_predictions > 0)
    {
      sayso_json_begin_object (json);
      sayso_json_add_string (json, "model_version", get_tool (view) != NULL ? get_tool (view) : "");
      write_result (json, view, TRUE);
      sayso_json_end_object (json);
    }
  sayso_json_end_array (json);
  sayso_json_key (json, "meta");
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "source", view->article_name);
  sayso_json_end_object (json);
  sayso_details_write_tool (json, view);
  sayso_json_end_object (json);
}

static GBytes *
export_label_studio (const SaysoExportOptions *options,
                     GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  SaysoJsonWriter json;
  guint           n_predictions = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    n_predictions += is_prediction (view->annotations[i]);
  sayso_json_writer_init (&json, TRUE);
  sayso_json_begin_array (&json);
  write_task (&json, view, n_predictions);
  sayso_json_end_array (&json);
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
    n += crosses (view, &view->links[i]);
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u link between something decided and something not", "%u links between something decided and something not", n), n));
}

typedef struct
{
  SaysoImporter *importer;
  GHashTable    *identities;
  const char    *file_name;
  char          *list; /* which result is being read: "task 1, annotation 2" */
} Reader;

static gboolean
fail (Reader     *reader,
      const char *place,
      int         code,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, code, "%s, %s: %s", reader->file_name, place, message);
  return FALSE;
}

static char *
place_of (Reader     *reader,
          guint       number,
          const char *id)
{
  return id != NULL ? g_strdup_printf (_ ("%s, result %u (%s)"), reader->list, number, id)
                    : g_strdup_printf (_ ("%s, result %u"), reader->list, number);
}

/* The first label; of "labels", or of "hypertextlabels" in HTML templates. */
static const char *
get_label (JsonObject *value)
{
  static const char *const names[] = { "labels", "hypertextlabels" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonArray *labels = sayso_json_get_array (value, names[i]);

      if (labels != NULL && json_array_get_length (labels) > 0)
        return sayso_json_string_at (labels, 0);
    }
  return NULL;
}

static gboolean
get_offsets (JsonObject *value,
             gint64     *start,
             gint64     *end)
{
  JsonObject *global = sayso_json_get_object (value, "globalOffsets");

  if (global != NULL)
    value = global;
  return sayso_json_get_int (value, "start", start) && sayso_json_get_int (value, "end", end);
}

static void
read_details (Reader                *reader,
              JsonObject            *result,
              SaysoAnnotationRecord *record)
{
  JsonObject *meta = sayso_json_get_object (result, "meta");
  g_auto (GStrv) notes = meta != NULL ? sayso_json_dup_strv (meta, "text") : NULL;
  double score;

  if (meta != NULL)
    sayso_details_read (meta, reader->importer, reader->identities, record);
  if (notes != NULL)
    {
      g_free (record->note);
      record->note = g_strjoinv ("\n", notes);
    }
  if (sayso_json_get_double (result, "score", &score))
    record->confidence = sayso_importer_confidence (score);
}

/* last: the key of the annotation before, which further spans may belong to. */
static gboolean
read_region (Reader     *reader,
             JsonObject *result,
             guint       number,
             char      **last,
             GError    **error)
{
  const char            *id = sayso_json_get_string (result, "id");
  const char            *parent = sayso_json_get_string (result, "parentID");
  JsonObject            *value = sayso_json_get_object (result, "value");
  const char            *label = value != NULL ? get_label (value) : NULL;
  g_autofree char       *place = place_of (reader, number, id);
  g_autofree char       *key = id != NULL ? g_strdup_printf ("%s %s", reader->list, id) : NULL;
  g_autofree char       *parent_key = parent != NULL ? g_strdup_printf ("%s %s", reader->list, parent) : NULL;
  SaysoAnnotationRecord *record, *whole = parent_key != NULL ? sayso_importer_lookup (reader->importer, parent_key) : NULL;
  SaysoAnnotationType    type;
  gint64                 start, end;

  if (label == NULL || !sayso_importer_type_of (label, &type))
    {
      sayso_importer_skip_mark (reader->importer, key, label);
      return TRUE;
    }
  if (!get_offsets (value, &start, &end))
    return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("“start” or “end” is missing"), error);
  if (whole != NULL && whole->type == type && g_strcmp0 (*last, parent_key) == 0)
    {
      sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (value, "text"));
      return TRUE;
    }
  record = sayso_importer_add (reader->importer, type, key, place, error);
  if (record == NULL)
    return FALSE;
  sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (value, "text"));
  read_details (reader, result, record);
  g_free (*last);
  *last = g_steal_pointer (&key);
  return TRUE;
}

static gboolean
read_relation (Reader     *reader,
               JsonObject *result,
               guint       number,
               GError    **error)
{
  const char      *from = sayso_json_get_string (result, "from_id");
  const char      *to = sayso_json_get_string (result, "to_id");
  g_autofree char *place = place_of (reader, number, "relation");
  g_autofree char *from_key = g_strdup_printf ("%s %s", reader->list, from != NULL ? from : "");
  g_autofree char *to_key = g_strdup_printf ("%s %s", reader->list, to != NULL ? to : "");

  return sayso_importer_link (reader->importer, from_key, to_key, place, error);
}

static gboolean
read_pass (Reader    *reader,
           JsonArray *results,
           gboolean   relations,
           GError   **error)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = sayso_json_object_at (results, i);
      gboolean    is_relation;

      if (result == NULL)
        {
          g_autofree char *place = place_of (reader, i + 1, NULL);

          return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("an object was expected"), error);
        }
      is_relation = g_strcmp0 (sayso_json_get_string (result, "type"), "relation") == 0;
      if (is_relation != relations)
        continue;
      if (relations ? !read_relation (reader, result, i + 1, error) : !read_region (reader, result, i + 1, &last, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_results (Reader     *reader,
              JsonObject *task,
              guint       number,
              const char *name,
              GError    **error)
{
  JsonArray *lists = sayso_json_get_array (task, name);

  for (guint i = 0; lists != NULL && i < json_array_get_length (lists); i++)
    {
      JsonObject     *list = sayso_json_object_at (lists, i);
      JsonArray      *results = list != NULL ? sayso_json_get_array (list, "result") : NULL;
      const char     *model = list != NULL ? sayso_json_get_string (list, "model_version") : NULL;
      SaysoSetRecord *set = sayso_importer_get_set (reader->importer);

      if (results == NULL)
        continue;
      if (model != NULL && *model != '\0' && set->tool == NULL)
        sayso_record_set_string (&set->tool, model);
      g_free (reader->list);
      /* Translators: %s is "annotation" or "prediction", as the file has it. */
      reader->list = g_strdup_printf (_ ("task %u, %s %u"), number, name, i + 1);
      if (!read_pass (reader, results, FALSE, error) || !read_pass (reader, results, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* The article among the task's data, which may go by any name. */
static const char *
find_text (Reader     *reader,
           JsonObject *task)
{
  JsonObject *data = sayso_json_get_object (task, "data");
  g_autoptr (GList) names = data != NULL ? json_object_get_members (data) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *text = sayso_json_get_string (data, l->data);

      if (text != NULL && sayso_importer_is_article (reader->importer, text))
        return text;
    }
  return NULL;
}

static gboolean
read_tasks (Reader    *reader,
            JsonArray *tasks,
            GError   **error)
{
  guint n_taken = 0;

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = sayso_json_object_at (tasks, i);
      const char *text = task != NULL ? find_text (reader, task) : NULL;

      if (text == NULL)
        continue;
      n_taken++;
      sayso_importer_set_file_text (reader->importer, text);
      sayso_details_read_tool (task, reader->importer);
      if (!read_results (reader, task, i + 1, "annotations", error) || !read_results (reader, task, i + 1, "completions", error) || !read_results (reader, task, i + 1, "predictions", error))
        return FALSE;
    }
  if (n_taken > 0)
    return TRUE;
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH,
               g_dngettext (GETTEXT_PACKAGE, "%s: its %u task has not the text of this article", "%s: none of its %u tasks has the text of this article", json_array_get_length (tasks)), reader->file_name, json_array_get_length (tasks));
  return FALSE;
}

static GPtrArray *
import_label_studio (GBytes                   *bytes,
                     const SaysoImportOptions *options,
                     GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (SaysoImporter) importer = NULL;
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();
  g_autoptr (JsonArray) tasks = NULL;
  Reader   reader = { NULL, identities, file_name };
  gboolean read;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (root))
    tasks = json_array_ref (json_node_get_array (root));
  else
    {
      tasks = json_array_new ();
      json_array_add_element (tasks, json_node_copy (root));
    }
  reader.importer = importer = sayso_importer_new (&sayso_format_label_studio, options);
  read = read_tasks (&reader, tasks, error);
  g_free (reader.list);
  return read ? sayso_importer_finish (importer, error) : NULL;
}

const SaysoFormat sayso_format_label_studio = {
  .name = "label-studio",
  .title = N_ ("Label Studio (JSON)"),
  .extension = ".json",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_label_studio,
  .list_losses = list_losses,
  .import_records = import_label_studio,
};
