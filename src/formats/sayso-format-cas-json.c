/* UIMA CAS as JSON, version 0.4: carries its own types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-cas.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
write_field_cb (const char            *name,
                const char            *value,
                gboolean G_GNUC_UNUSED is_json,
                gpointer               user_data)
{
  SaysoJsonWriter *json = user_data;

  sayso_json_key (json, name);
  if (g_str_equal (name, "confidence"))
    sayso_json_raw (json, value);
  else
    sayso_json_string (json, value);
}

typedef struct
{
  SaysoJsonWriter *json;
  const SaysoView *view;
} Writer;

static void
write_item_cb (const SaysoCasOut *out,
               gpointer           user_data)
{
  Writer          *writer = user_data;
  SaysoJsonWriter *json = writer->json;
  char             type[64];

  g_snprintf (type, sizeof type, SAYSO_CAS_PACKAGE "%s", out->type);
  sayso_json_begin_inline_object (json);
  sayso_json_add_int (json, "%ID", out->id);
  sayso_json_add_string (json, "%TYPE", type);
  if (out->placed)
    {
      sayso_json_add_int (json, "@sofa", 1);
      sayso_json_add_int (json, "begin", out->begin);
      sayso_json_add_int (json, "end", out->end);
    }
  if (out->governor > 0)
    {
      sayso_json_add_int (json, "@Governor", out->governor);
      sayso_json_add_int (json, "@Dependent", out->dependent);
    }
  sayso_json_add_string (json, "label", out->label);
  sayso_json_add_string (json, "tool", out->tool);
  if (out->record != NULL)
    sayso_fields_foreach (writer->view, out->record, write_field_cb, json);
  sayso_json_end_object (json);
}

static void
write_type (SaysoJsonWriter    *json,
            const SaysoCasType *type)
{
  g_autofree char *name = g_strconcat (SAYSO_CAS_PACKAGE, type->name, NULL);

  sayso_json_key (json, name);
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "%NAME", name);
  sayso_json_add_string (json, "%SUPER_TYPE", type->super);
  for (const SaysoCasFeature *feature = type->features; feature->name != NULL; feature++)
    {
      sayso_json_key (json, feature->name);
      sayso_json_begin_inline_object (json);
      sayso_json_add_string (json, "%NAME", feature->name);
      sayso_json_add_string (json, "%RANGE", feature->range);
      sayso_json_end_object (json);
    }
  sayso_json_end_object (json);
}

static void
write_types (SaysoJsonWriter *json)
{
  sayso_json_key (json, "%TYPES");
  sayso_json_begin_object (json);
  for (const SaysoCasType *type = sayso_cas_types (); type->name != NULL; type++)
    write_type (json, type);
  sayso_json_end_object (json);
}

static void
write_sofa (SaysoJsonWriter *json,
            const SaysoView *view)
{
  sayso_json_begin_object (json);
  sayso_json_add_int (json, "%ID", 1);
  sayso_json_add_string (json, "%TYPE", "uima.cas.Sofa");
  sayso_json_add_int (json, "sofaNum", 1);
  sayso_json_add_string (json, "sofaID", SAYSO_CAS_VIEW);
  sayso_json_add_string (json, "mimeType", "text/plain");
  sayso_json_add_string (json, "sofaString", sayso_text_get_utf8 (view->text));
  sayso_json_end_object (json);
}

static void
write_view (SaysoJsonWriter *json,
            guint            n_items)
{
  sayso_json_key (json, "%VIEWS");
  sayso_json_begin_object (json);
  sayso_json_key (json, SAYSO_CAS_VIEW);
  sayso_json_begin_object (json);
  sayso_json_add_int (json, "%SOFA", 1);
  sayso_json_key (json, "%MEMBERS");
  sayso_json_begin_inline_array (json);
  for (guint i = 0; i < n_items; i++)
    sayso_json_int (json, i + 2);
  sayso_json_end_array (json);
  sayso_json_end_object (json);
  sayso_json_end_object (json);
}

static GBytes *
export_cas_json (const SaysoExportOptions *options,
                 GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  SaysoJsonWriter json;
  Writer          writer = { &json, view };
  guint           n_items;

  sayso_json_writer_init (&json, TRUE);
  sayso_json_begin_object (&json);
  write_types (&json);
  sayso_json_key (&json, "%FEATURE_STRUCTURES");
  sayso_json_begin_array (&json);
  write_sofa (&json, view);
  n_items = sayso_cas_foreach (view, write_item_cb, &writer);
  sayso_json_end_array (&json);
  write_view (&json, n_items);
  sayso_json_end_object (&json);
  return sayso_json_writer_end (&json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  sayso_format_losses_beyond (options, SAYSO_CAS_HOLDS, losses);
}

static void
read_array (SaysoCas   *cas,
            const char *name,
            JsonArray  *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        {
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

          sayso_cas_add_feature (cas, name, id, TRUE);
        }
    }
}

/* Features by their names: "@" is a reference, "#" a number, "^" an anchor. */
static void
read_item (SaysoCas   *cas,
           JsonObject *object,
           const char *id)
{
  g_autofree char *own_id = sayso_json_dup_scalar (object, "%ID");
  const char      *type = sayso_json_get_string (object, "%TYPE");
  g_autoptr (GList) names = json_object_get_members (object);

  sayso_cas_begin_item (cas, own_id != NULL ? own_id : id, type != NULL ? type : "");
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char      *name = l->data;
      JsonArray       *array = sayso_json_get_array (object, name);
      g_autofree char *value = sayso_json_dup_scalar (object, name);

      if (g_str_equal (name, "%ELEMENTS") && array != NULL)
        read_array (cas, "elements", array);
      else if (*name != '%' && value != NULL)
        sayso_cas_add_feature (cas, strchr ("@#^", *name) != NULL && *name != '\0' ? name + 1 : name, value, *name == '@');
    }
}

static gboolean
read_structures (SaysoCas   *cas,
                 JsonNode   *node,
                 const char *file_name,
                 GError    **error)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (sayso_json_object_at (array, i) != NULL)
          read_item (cas, sayso_json_object_at (array, i), NULL);
      return TRUE;
    }
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) ids = json_object_get_members (object);

      for (GList *l = ids; l != NULL; l = l->next)
        if (sayso_json_get_object (object, l->data) != NULL)
          read_item (cas, sayso_json_get_object (object, l->data), l->data);
      return TRUE;
    }
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s: “%s” is missing; this is no UIMA CAS"), file_name, "%FEATURE_STRUCTURES");
  return FALSE;
}

static GPtrArray *
import_cas_json (GBytes                   *bytes,
                 const SaysoImportOptions *options,
                 GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (SaysoCas) cas = sayso_cas_new (file_name);
  JsonNode *structures;

  if (root == NULL)
    return NULL;
  structures = JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "%FEATURE_STRUCTURES") : NULL;
  if (!read_structures (cas, structures, file_name, error))
    return NULL;
  return sayso_cas_import (cas, &sayso_format_cas_json, options, FALSE, error);
}

const SaysoFormat sayso_format_cas_json = {
  .name = "cas-json",
  .title = N_ ("UIMA CAS (JSON)"),
  .extension = ".json",
  .unit = SAYSO_UNIT_UTF16,
  .export_bytes = export_cas_json,
  .list_losses = list_losses,
  .import_records = import_cas_json,
};
