/* UIMA CAS as XMI. Its types stand in a file of their own, which every Sayso
 * installs (sayso-typesystem.xml), because they never differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-cas.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GString         *string;
  const SaysoView *view;
} Writer;

static void
write_field_cb (const char            *name,
                const char            *value,
                gboolean G_GNUC_UNUSED is_json,
                gpointer               user_data)
{
  sayso_xml_append_attribute (user_data, name, value);
}

static void
write_item_cb (const SaysoCasOut *out,
               gpointer           user_data)
{
  Writer  *writer = user_data;
  GString *string = writer->string;

  g_string_append_printf (string, "  <custom:%s xmi:id=\"%u\"", out->type, out->id);
  if (out->placed)
    g_string_append_printf (string, " sofa=\"1\" begin=\"%u\" end=\"%u\"", out->begin, out->end);
  if (out->governor > 0)
    g_string_append_printf (string, " Governor=\"%u\" Dependent=\"%u\"", out->governor, out->dependent);
  sayso_xml_append_attribute (string, "label", out->label);
  sayso_xml_append_attribute (string, "tool", out->tool);
  if (out->record != NULL)
    sayso_fields_foreach (writer->view, out->record, write_field_cb, string);
  g_string_append (string, "/>\n");
}

static GBytes *
export_cas_xmi (const SaysoExportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  GString *string = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" "
                                  "xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n"
                                  "  <cas:NULL xmi:id=\"0\"/>\n");
  Writer   writer = { string, view };
  guint    n_items = sayso_cas_foreach (view, write_item_cb, &writer);

  g_string_append (string, "  <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"" SAYSO_CAS_VIEW "\" mimeType=\"text/plain\"");
  sayso_xml_append_attribute (string, "sofaString", sayso_text_get_utf8 (view->text));
  g_string_append (string, "/>\n  <cas:View sofa=\"1\" members=\"");
  for (guint i = 0; i < n_items; i++)
    g_string_append_printf (string, i > 0 ? " %u" : "%u", i + 2);
  g_string_append (string, "\"/>\n</xmi:XMI>\n");
  return g_string_free_to_bytes (string);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  sayso_format_losses_beyond (options, SAYSO_CAS_HOLDS, losses);
  sayso_xml_list_losses (options, losses);
}

typedef struct
{
  SaysoCas *cas;
  GString  *value; /* of a feature that is an element */
  char     *name;
} Reader;

/* XMI does not tell references from numbers; what is ours is known. */
static gboolean
may_be_reference (const char *name,
                  const char *value)
{
  static const char *const others[] = { "begin", "end", "label", "tool", "value", "xmi:id", "sofaNum", "sofaString", "sofaID", NULL };

  return *value != '\0' && value[strspn (value, "0123456789 ")] == '\0' && !g_strv_contains (others, name) && !g_strv_contains (sayso_fields_names (), name);
}

/* "http:///webanno/custom.ecore" is the package webanno.custom. */
static char *
type_of (const char *name,
         const char *namespace_uri)
{
  g_autoptr (GString) type = g_string_new (g_str_has_prefix (namespace_uri, "http:///") ? namespace_uri + strlen ("http:///") : "");

  if (g_str_has_suffix (type->str, ".ecore"))
    g_string_truncate (type, type->len - strlen (".ecore"));
  g_string_replace (type, "/", ".", 0);
  if (g_str_equal (type->str, "uima.noNamespace"))
    g_string_truncate (type, 0);
  g_string_append_printf (type, "%s%s", type->len > 0 ? "." : "", name);
  return g_string_free (g_steal_pointer (&type), FALSE);
}

static void
end_value (Reader *reader)
{
  if (reader->name != NULL)
    sayso_cas_add_feature (reader->cas, reader->name, reader->value->str, may_be_reference (reader->name, reader->value->str));
  g_clear_pointer (&reader->name, g_free);
  g_string_truncate (reader->value, 0);
}

static gboolean
start_cb (const char            *name,
          const char            *namespace_uri,
          const char *const     *attributes,
          guint                  depth,
          guint G_GNUC_UNUSED    line,
          gpointer               user_data,
          GError G_GNUC_UNUSED **error)
{
  Reader          *reader = user_data;
  const char      *id = NULL;
  g_autofree char *type = NULL;

  end_value (reader);
  if (depth == 2)
    reader->name = g_strdup (name);
  if (depth != 1)
    return TRUE;
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (g_str_equal (attributes[i], "xmi:id"))
      id = attributes[i + 1];
  type = type_of (name, namespace_uri);
  sayso_cas_begin_item (reader->cas, id, type);
  for (guint i = 0; attributes[i] != NULL; i += 2)
    sayso_cas_add_feature (reader->cas, attributes[i], attributes[i + 1], may_be_reference (attributes[i], attributes[i + 1]));
  return TRUE;
}

static void
text_cb (const char *text,
         guint       depth,
         gpointer    user_data)
{
  Reader *reader = user_data;

  if (depth == 3 && reader->name != NULL)
    g_string_append (reader->value, text);
}

static GPtrArray *
import_cas_xmi (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  static const SaysoXmlHandler handler = { start_cb, text_cb };
  g_autoptr (SaysoCas) cas = sayso_cas_new (options->file_name);
  g_autoptr (GString) value = g_string_new (NULL);
  Reader   reader = { cas, value, NULL };
  gboolean read = sayso_xml_read (bytes, options->file_name, &handler, &reader, error);

  end_value (&reader);
  return read ? sayso_cas_import (cas, &sayso_format_cas_xmi, options, TRUE, error) : NULL;
}

const SaysoFormat sayso_format_cas_xmi = {
  .name = "cas-xmi",
  .title = N_ ("UIMA CAS (XMI)"),
  .extension = ".xmi",
  .unit = SAYSO_UNIT_UTF16,
  .export_bytes = export_cas_xmi,
  .list_losses = list_losses,
  .import_records = import_cas_xmi,
};
