/* Writes the fixtures in every format into a folder, each with its text and
 * with what is true of it, for readers that are not our own.
 *
 * CASE.txt is the article, CASE.truth.json the annotations and links as the
 * model has them, CASE.FORMAT the export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include <json-glib/json-glib.h>

static void
write_file (const char *folder,
            const char *name,
            const char *extension,
            const char *data,
            gssize      size)
{
  g_autofree char *base = g_strdup_printf ("%s.%s", name, extension);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, data, size, &error))
    g_error ("%s", error->message);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_annotation (JsonBuilder                 *builder,
                SaysoText                   *text,
                const SaysoAnnotationRecord *record)
{
  json_builder_begin_object (builder);
  add_string (builder, "id", record->head.id);
  add_string (builder, "type", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  add_string (builder, "status", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->note != NULL)
    add_string (builder, "note", record->note);
  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < record->n_spans; i++)
    {
      g_autofree char *covered = sayso_text_slice (text, record->spans[i]);

      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, record->spans[i].start);
      json_builder_add_int_value (builder, record->spans[i].end);
      json_builder_add_string_value (builder, covered);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
describe (SaysoDocument *document)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  GListModel *annotations = sayso_document_get_annotations (document);
  GListModel *links = sayso_document_get_links (document);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "annotations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);

      add_annotation (builder, sayso_document_get_text (document), sayso_annotation_get (annotation));
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (SaysoLink) link = g_list_model_get_item (links, i);

      json_builder_begin_object (builder);
      add_string (builder, "type", sayso_nick (SAYSO_TYPE_LINK_TYPE, sayso_link_get (link)->type));
      add_string (builder, "from", sayso_link_get (link)->from);
      add_string (builder, "to", sayso_link_get (link)->to);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
write_case (const char    *folder,
            const char    *name,
            SaysoDocument *document)
{
  SaysoText                *text = sayso_document_get_text (document);
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);
  g_autofree char          *truth = describe (document);

  write_file (folder, name, "txt", sayso_text_get_utf8 (text), sayso_text_get_n_bytes (text));
  write_file (folder, name, "truth.json", truth, -1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (formats[i]->export_bytes == NULL)
        continue;
      bytes = fixture_export (formats[i], document);
      write_file (folder, name, formats[i]->name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (SaysoDocument) torture = fixture_torture ();
  g_autoptr (SaysoDocument) plain = fixture_large (30);

  if (argc != 2)
    {
      g_printerr ("usage: %s FOLDER\n", argv[0]);
      return 2;
    }
  write_case (argv[1], "torture", torture);
  write_case (argv[1], "plain", plain);
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autoptr (SaysoDocument) random = fixture_random (seed);
      g_autofree char *name = g_strdup_printf ("random%u", seed);

      write_case (argv[1], name, random);
    }
  return 0;
}
