/* doccano JSON Lines for relation extraction: entities and relations with ids.
 *
 * The older form, "label": [[start, end, "LABEL"], …], is read as well.
 * Projects that count grapheme clusters are recognised by the covered text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-lines.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

#define HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

/* Returns the id of the entity that is the annotation's first span. */
static guint
write_entity (SaysoJsonWriter             *json,
              const SaysoView             *view,
              const SaysoAnnotationRecord *record,
              guint                       *n_entities)
{
  guint            first = *n_entities + 1;
  g_autofree char *key = g_strdup_printf ("%u", first);

  for (guint i = 0; i < record->n_spans; i++)
    {
      g_autofree char *text = sayso_view_dup_span_text (view, record->spans[i]);

      sayso_json_begin_object (json);
      sayso_json_add_int (json, "id", ++*n_entities);
      sayso_json_add_int (json, "start_offset", record->spans[i].start);
      sayso_json_add_int (json, "end_offset", record->spans[i].end);
      sayso_json_add_string (json, "label", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
      sayso_json_add_string (json, "text", text);
      if (i == 0)
        sayso_details_write (json, view, record, 0);
      else
        sayso_details_write_fragment (json, key);
      sayso_json_end_object (json);
    }
  return first;
}

static GBytes *
export_doccano (const SaysoExportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  g_autofree guint *ids = g_new (guint, view->n_annotations + 1);
  guint             n_entities = 0;
  SaysoJsonWriter   json;

  sayso_json_writer_init (&json, FALSE);
  sayso_json_begin_object (&json);
  sayso_json_add_int (&json, "id", 1);
  sayso_json_add_string (&json, "text", sayso_text_get_utf8 (view->text));
  sayso_json_key (&json, "entities");
  sayso_json_begin_array (&json);
  for (guint i = 0; i < view->n_annotations; i++)
    ids[i] = write_entity (&json, view, view->annotations[i], &n_entities);
  sayso_json_end_array (&json);
  sayso_json_key (&json, "relations");
  sayso_json_begin_array (&json);
  for (guint i = 0; i < view->n_links; i++)
    {
      sayso_json_begin_object (&json);
      sayso_json_add_int (&json, "id", i + 1);
      sayso_json_add_int (&json, "from_id", ids[view->links[i].from]);
      sayso_json_add_int (&json, "to_id", ids[view->links[i].to]);
      sayso_json_add_string (&json, "type", sayso_nick (SAYSO_TYPE_LINK_TYPE, view->links[i].type));
      sayso_json_end_object (&json);
    }
  sayso_json_end_array (&json);
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
  const char    *file_name;
  guint          line;
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

static gboolean
find_type (Reader              *reader,
           const char          *key,
           const char          *label,
           SaysoAnnotationType *type)
{
  if (label != NULL && sayso_importer_type_of (label, type))
    return TRUE;
  sayso_importer_skip_mark (reader->importer, key, label);
  return FALSE;
}

static gboolean
read_entity (Reader     *reader,
             JsonObject *entity,
             guint       number,
             char      **last,
             GError    **error)
{
  g_autofree char       *id = sayso_json_dup_scalar (entity, "id");
  g_autofree char       *fragment_of = sayso_details_dup_fragment_of (entity);
  g_autofree char       *place = id != NULL ? g_strdup_printf (_ ("line %u, entity %s"), reader->line, id) : g_strdup_printf (_ ("line %u, entity %u"), reader->line, number);
  g_autofree char       *key = id != NULL ? g_strdup_printf ("%u %s", reader->line, id) : NULL;
  SaysoAnnotationType    type;
  SaysoAnnotationRecord *record;
  gint64                 start, end;

  if (!sayso_json_get_int (entity, "start_offset", &start) || !sayso_json_get_int (entity, "end_offset", &end))
    return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("“start_offset” or “end_offset” is missing"), error);
  if (!find_type (reader, key, sayso_json_get_string (entity, "label"), &type))
    return TRUE;
  if (fragment_of != NULL)
    {
      if (g_strcmp0 (fragment_of, *last) != 0)
        return fail (reader, place, SAYSO_FORMAT_ERROR_REFERENCE, _ ("the mark that it is a piece of does not stand before it"), error);
      sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (entity, "text"));
      return TRUE;
    }
  record = sayso_importer_add (reader->importer, type, key, place, error);
  if (record == NULL)
    return FALSE;
  sayso_importer_add_span (reader->importer, start, end, sayso_json_get_string (entity, "text"));
  sayso_details_read (entity, reader->importer, reader->identities, record);
  g_free (*last);
  *last = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
read_relation (Reader     *reader,
               JsonObject *relation,
               guint       number,
               GError    **error)
{
  g_autofree char *from = sayso_json_dup_scalar (relation, "from_id");
  g_autofree char *to = sayso_json_dup_scalar (relation, "to_id");
  g_autofree char *from_key = g_strdup_printf ("%u %s", reader->line, from != NULL ? from : "");
  g_autofree char *to_key = g_strdup_printf ("%u %s", reader->line, to != NULL ? to : "");
  g_autofree char *place = g_strdup_printf (_ ("line %u, relation %u"), reader->line, number);

  return sayso_importer_link (reader->importer, from_key, to_key, place, error);
}

/* [start, end, "LABEL"] */
static gboolean
read_triple (Reader    *reader,
             JsonArray *triple,
             guint      number,
             GError   **error)
{
  g_autofree char    *place = g_strdup_printf (_ ("line %u, label %u"), reader->line, number);
  SaysoAnnotationType type;

  if (triple == NULL || json_array_get_length (triple) != 3 || sayso_json_string_at (triple, 2) == NULL || !JSON_NODE_HOLDS_VALUE (json_array_get_element (triple, 0)) || !JSON_NODE_HOLDS_VALUE (json_array_get_element (triple, 1)))
    return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("a label is written as [START, END, NAME]"), error);
  if (!find_type (reader, NULL, sayso_json_string_at (triple, 2), &type))
    return TRUE;
  if (sayso_importer_add (reader->importer, type, NULL, place, error) == NULL)
    return FALSE;
  sayso_importer_add_span (reader->importer, json_array_get_int_element (triple, 0), json_array_get_int_element (triple, 1), NULL);
  return TRUE;
}

static gboolean
read_triples (Reader     *reader,
              JsonObject *object,
              GError    **error)
{
  static const char *const names[] = { "label", "labels" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonArray *labels = sayso_json_get_array (object, names[i]);

      for (guint j = 0; labels != NULL && j < json_array_get_length (labels); j++)
        {
          JsonNode *node = json_array_get_element (labels, j);

          if (!read_triple (reader, JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL, j + 1, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_relations (Reader     *reader,
                JsonObject *object,
                GError    **error)
{
  JsonArray *relations = sayso_json_get_array (object, "relations");

  for (guint i = 0; relations != NULL && i < json_array_get_length (relations); i++)
    {
      JsonObject *relation = sayso_json_object_at (relations, i);

      if (relation != NULL && !read_relation (reader, relation, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_entities (Reader     *reader,
               JsonObject *object,
               GError    **error)
{
  JsonArray       *entities = sayso_json_get_array (object, "entities");
  g_autofree char *last = NULL;

  for (guint i = 0; entities != NULL && i < json_array_get_length (entities); i++)
    {
      JsonObject *entity = sayso_json_object_at (entities, i);

      if (entity != NULL && !read_entity (reader, entity, i + 1, &last, error))
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
  return read_entities (reader, object, error) && read_triples (reader, object, error) && read_relations (reader, object, error);
}

static GPtrArray *
import_doccano (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (&sayso_format_doccano, options);
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();
  Reader reader = { importer, identities, sayso_import_options_name_file (options), 0 };

  if (!sayso_lines_read (bytes, reader.file_name, importer, read_line_cb, &reader, error))
    return NULL;
  return sayso_importer_finish (importer, error);
}

const SaysoFormat sayso_format_doccano = {
  .name = "doccano",
  .title = N_ ("doccano (JSON Lines)"),
  .extension = ".jsonl",
  .unit = SAYSO_UNIT_CODEPOINT,
  .sequence = SAYSO_SEQUENCE_AS_IS,
  .export_bytes = export_doccano,
  .list_losses = list_losses,
  .import_records = import_doccano,
};
