/* GATE: the bdocjs JSON that the GATE plugin Format_Bdoc and gatenlp read and
 * write. Offsets are code points, and the file says so (offset_type "p"); files of
 * Java count UTF-16 ("j").
 *
 * Links are features of claims that name the ids of their targets, further spans
 * are annotations with a feature "fragmentOf". GATE's own JSON (text, entities by
 * type with "indices") is read too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fields.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

#define HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)
#define SET_NAME "Sayso"
#define FRAGMENT_OF "fragmentOf"

static void
write_field_cb (const char *name,
                const char *value,
                gboolean    is_json,
                gpointer    user_data)
{
  SaysoJsonWriter *json = user_data;

  sayso_json_key (json, name);
  if (is_json)
    sayso_json_raw (json, value);
  else
    sayso_json_string (json, value);
}

/* The first id of each annotation: fragments count too. */
static guint *
number_marks (const SaysoView *view,
              guint           *n_marks)
{
  guint *numbers = g_new (guint, view->n_annotations + 1);

  *n_marks = 0;
  for (guint i = 0; i < view->n_annotations; i++)
    {
      numbers[i] = *n_marks;
      *n_marks += view->annotations[i]->n_spans;
    }
  return numbers;
}

static void
write_links (SaysoJsonWriter *json,
             const SaysoView *view,
             const guint     *numbers,
             guint            from)
{
  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      const SaysoViewLink *link = sayso_view_first_link (view, from, type);

      if (link == NULL)
        continue;
      sayso_json_key (json, sayso_fields_link_name (type));
      sayso_json_begin_array (json);
      for (; link != NULL; link = sayso_view_next_link (view, link))
        sayso_json_int (json, numbers[link->to]);
      sayso_json_end_array (json);
    }
}

static void
write_mark (SaysoJsonWriter *json,
            const SaysoView *view,
            const guint     *numbers,
            guint            i,
            guint            fragment)
{
  const SaysoAnnotationRecord *record = view->annotations[i];

  sayso_json_begin_inline_object (json);
  sayso_json_add_string (json, "type", sayso_fields_type_name (record->type));
  sayso_json_add_int (json, "start", record->spans[fragment].start);
  sayso_json_add_int (json, "end", record->spans[fragment].end);
  sayso_json_add_int (json, "id", numbers[i] + fragment);
  sayso_json_key (json, "features");
  sayso_json_begin_object (json);
  if (fragment > 0)
    sayso_json_add_int (json, FRAGMENT_OF, numbers[i]);
  else
    {
      sayso_fields_foreach (view, record, write_field_cb, json);
      write_links (json, view, numbers, i);
    }
  sayso_json_end_object (json);
  sayso_json_end_object (json);
}

static void
write_set (SaysoJsonWriter *json,
           const SaysoView *view)
{
  guint             n_marks;
  g_autofree guint *numbers = number_marks (view, &n_marks);

  sayso_json_key (json, SET_NAME);
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "name", SET_NAME);
  sayso_json_key (json, "annotations");
  sayso_json_begin_array (json);
  for (guint i = 0; i < view->n_annotations; i++)
    for (guint j = 0; j < view->annotations[i]->n_spans; j++)
      write_mark (json, view, numbers, i, j);
  sayso_json_end_array (json);
  sayso_json_add_int (json, "next_annid", n_marks);
  sayso_json_end_object (json);
}

static GBytes *
export_gate (const SaysoExportOptions *options,
             GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, TRUE);
  sayso_json_begin_object (&json);
  sayso_json_add_string (&json, "text", sayso_text_get_utf8 (view->text));
  sayso_json_add_string (&json, "offset_type", "p");
  sayso_json_add_string (&json, "name", view->article_name);
  sayso_json_key (&json, "features");
  sayso_json_begin_object (&json);
  sayso_details_write_tool (&json, view);
  sayso_json_end_object (&json);
  sayso_json_key (&json, "annotation_sets");
  sayso_json_begin_object (&json);
  write_set (&json, view);
  sayso_json_end_object (&json);
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
  const char    *set;       /* name of the one that is being read */
  GHashTable    *fragments; /* key of an annotation → GPtrArray of JsonObject, borrowed */
} Reader;

static gboolean
fail (Reader     *reader,
      const char *place,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, "%s, %s: %s", reader->file_name, place, message);
  return FALSE;
}

static char *
key_of (Reader     *reader,
        const char *id)
{
  return id != NULL ? g_strdup_printf ("%s %s", reader->set, id) : NULL;
}

static char *
get_feature_cb (const char *name,
                gpointer    user_data)
{
  JsonObject *features = user_data;
  JsonNode   *node = json_object_get_member (features, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  return JSON_NODE_HOLDS_VALUE (node) ? sayso_json_dup_scalar (features, name) : json_to_string (node, FALSE);
}

static char *
dup_fragment_key (Reader     *reader,
                  JsonObject *mark)
{
  JsonObject      *features = sayso_json_get_object (mark, "features");
  g_autofree char *id = features != NULL ? sayso_json_dup_scalar (features, FRAGMENT_OF) : NULL;

  return key_of (reader, id);
}

static gboolean
add_place (Reader     *reader,
           JsonObject *mark,
           const char *place,
           GError    **error)
{
  gint64 start, end;

  if (!sayso_json_get_int (mark, "start", &start) || !sayso_json_get_int (mark, "end", &end))
    return fail (reader, place, _ ("“start” or “end” is missing"), error);
  sayso_importer_add_span (reader->importer, start, end, NULL);
  return TRUE;
}

static gboolean
read_mark (Reader     *reader,
           JsonObject *mark,
           GError    **error)
{
  const char            *label = sayso_json_get_string (mark, "type");
  g_autofree char       *id = sayso_json_dup_scalar (mark, "id");
  g_autofree char       *key = key_of (reader, id);
  g_autofree char       *place = g_strdup_printf (_ ("annotation %s of set “%s”"), id != NULL ? id : "?", reader->set);
  JsonObject            *features = sayso_json_get_object (mark, "features");
  GPtrArray             *fragments = key != NULL ? g_hash_table_lookup (reader->fragments, key) : NULL;
  SaysoAnnotationRecord *record;
  SaysoAnnotationType    type;

  if (label == NULL || !sayso_importer_type_of (label, &type))
    {
      sayso_importer_skip_mark (reader->importer, key, label);
      return TRUE;
    }
  record = sayso_importer_add (reader->importer, type, key, place, error);
  if (record == NULL || !add_place (reader, mark, place, error))
    return FALSE;
  for (guint i = 0; fragments != NULL && i < fragments->len; i++)
    if (!add_place (reader, fragments->pdata[i], place, error))
      return FALSE;
  if (features != NULL)
    sayso_fields_read (get_feature_cb, features, reader->importer, reader->identities, record);
  return TRUE;
}

static gboolean
read_links_of (Reader     *reader,
               JsonObject *mark,
               GError    **error)
{
  g_autofree char *id = sayso_json_dup_scalar (mark, "id");
  g_autofree char *key = key_of (reader, id);
  g_autofree char *place = g_strdup_printf (_ ("annotation %s of set “%s”"), id != NULL ? id : "?", reader->set);
  JsonObject      *features = sayso_json_get_object (mark, "features");

  if (features == NULL || key == NULL || sayso_importer_lookup (reader->importer, key) == NULL)
    return TRUE;
  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      JsonArray *targets = sayso_json_get_array (features, sayso_fields_link_name (type));

      for (guint i = 0; targets != NULL && i < json_array_get_length (targets); i++)
        {
          JsonNode        *node = json_array_get_element (targets, i);
          g_autofree char *target = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)) : NULL;
          g_autofree char *target_key = key_of (reader, target);

          if (!sayso_importer_link (reader->importer, key, target_key, place, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Which marks are further spans of others; those must not be fragments themselves. */
static gboolean
collect_fragments (Reader    *reader,
                   JsonArray *marks,
                   GError   **error)
{
  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject      *mark = sayso_json_object_at (marks, i);
      g_autofree char *place = g_strdup_printf (_ ("annotation %u of set “%s”"), i + 1, reader->set);
      g_autofree char *key = NULL;
      GPtrArray       *list;

      if (mark == NULL)
        return fail (reader, place, _ ("an object was expected"), error);
      key = dup_fragment_key (reader, mark);
      if (key == NULL)
        continue;
      list = g_hash_table_lookup (reader->fragments, key);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (reader->fragments, g_steal_pointer (&key), list);
        }
      g_ptr_array_add (list, mark);
    }
  return TRUE;
}

/* Every fragment must belong to an annotation that was read. */
static gboolean
check_fragments (Reader  *reader,
                 GError **error)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, reader->fragments);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (sayso_importer_lookup (reader->importer, key) == NULL)
      {
        g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                     _ ("%s: a fragment belongs to annotation “%s”, which is not there"), reader->file_name, (char *)key);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_marks (Reader    *reader,
            JsonArray *marks,
            GError   **error)
{
  if (!collect_fragments (reader, marks, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject      *mark = sayso_json_object_at (marks, i);
      g_autofree char *fragment_of = dup_fragment_key (reader, mark);

      if (fragment_of == NULL && !read_mark (reader, mark, error))
        return FALSE;
    }
  if (!check_fragments (reader, error))
    return FALSE;
  g_hash_table_remove_all (reader->fragments);
  for (guint i = 0; i < json_array_get_length (marks); i++)
    if (!read_links_of (reader, sayso_json_object_at (marks, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_sets (Reader     *reader,
           JsonObject *sets,
           GError    **error)
{
  g_autoptr (GList) names = json_object_get_members (sets);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *set = sayso_json_get_object (sets, l->data);
      JsonArray  *marks = set != NULL ? sayso_json_get_array (set, "annotations") : NULL;

      reader->set = l->data;
      if (marks != NULL && !read_marks (reader, marks, error))
        return FALSE;
    }
  return TRUE;
}

/* GATE's own dialect: features beside "indices". */
static gboolean
read_entity (Reader     *reader,
             JsonObject *entity,
             const char *label,
             guint       number,
             GError    **error)
{
  JsonArray             *indices = entity != NULL ? sayso_json_get_array (entity, "indices") : NULL;
  g_autofree char       *place = g_strdup_printf ("%s %u", label, number);
  SaysoAnnotationType    type;
  SaysoAnnotationRecord *record;

  if (!sayso_importer_type_of (label, &type))
    {
      sayso_importer_skip_mark (reader->importer, NULL, label);
      return TRUE;
    }
  if (indices == NULL || json_array_get_length (indices) != 2 || !JSON_NODE_HOLDS_VALUE (json_array_get_element (indices, 0)) || !JSON_NODE_HOLDS_VALUE (json_array_get_element (indices, 1)))
    return fail (reader, place, _ ("“indices” must be two numbers"), error);
  record = sayso_importer_add (reader->importer, type, NULL, place, error);
  if (record == NULL)
    return FALSE;
  sayso_importer_add_span (reader->importer, json_array_get_int_element (indices, 0), json_array_get_int_element (indices, 1), NULL);
  sayso_fields_read (get_feature_cb, entity, reader->importer, reader->identities, record);
  return TRUE;
}

static gboolean
read_entities (Reader     *reader,
               JsonObject *entities,
               GError    **error)
{
  g_autoptr (GList) labels = json_object_get_members (entities);

  for (GList *l = labels; l != NULL; l = l->next)
    {
      JsonArray *list = sayso_json_get_array (entities, l->data);

      for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
        if (!read_entity (reader, sayso_json_object_at (list, i), l->data, i + 1, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_root (Reader     *reader,
           JsonObject *root,
           GError    **error)
{
  const char *text = sayso_json_get_string (root, "text");
  const char *offset_type = sayso_json_get_string (root, "offset_type");
  JsonObject *sets = sayso_json_get_object (root, "annotation_sets");
  JsonObject *entities = sayso_json_get_object (root, "entities");
  JsonObject *features = sayso_json_get_object (root, "features");

  if (sets == NULL && entities == NULL)
    return fail (reader, _ ("the document"), _ ("neither “annotation_sets” nor “entities” is there"), error);
  sayso_importer_set_unit (reader->importer, g_strcmp0 (offset_type, "p") == 0 ? SAYSO_UNIT_CODEPOINT : SAYSO_UNIT_UTF16);
  if (text != NULL)
    sayso_importer_set_file_text (reader->importer, text);
  if (features != NULL)
    sayso_details_read_tool (features, reader->importer);
  return sets != NULL ? read_sets (reader, sets, error) : read_entities (reader, entities, error);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static GPtrArray *
import_gate (GBytes                   *bytes,
             const SaysoImportOptions *options,
             GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();
  g_autoptr (GHashTable) fragments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  g_autoptr (SaysoImporter) importer = NULL;
  Reader reader = { NULL, identities, file_name, "", fragments };

  if (root == NULL)
    return NULL;
  reader.importer = importer = sayso_importer_new (&sayso_format_gate, options);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (&reader, _ ("the document"), _ ("an object was expected"), error);
      return NULL;
    }
  return read_root (&reader, json_node_get_object (root), error) ? sayso_importer_finish (importer, error) : NULL;
}

const SaysoFormat sayso_format_gate = {
  .name = "gate",
  .title = N_ ("GATE (bdocjs)"),
  .extension = ".bdocjs",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_gate,
  .list_losses = list_losses,
  .import_records = import_gate,
};
