/* TEI P5: the article as one block of text, the marks beside it in standOff, because
 * they may cross. Each is an annotation whose target is #string-range(text,start,length),
 * in code points from 0, several for several spans; what else is known of it are
 * notes by type. Links are a linkGrp for each type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fields.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-xml.h"

#include <glib/gi18n-lib.h>

#define HOLDS ((SAYSO_DETAILS_HOLD & ~SAYSO_HOLDS_TOOL) | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

static void
append_note (GString    *string,
             const char *type,
             const char *value)
{
  g_string_append (string, "<note");
  sayso_xml_append_attribute (string, "type", type);
  g_string_append_c (string, '>');
  sayso_xml_append (string, value);
  g_string_append (string, "</note>");
}

static void
write_field_cb (const char            *name,
                const char            *value,
                gboolean G_GNUC_UNUSED is_json,
                gpointer               user_data)
{
  append_note (user_data, name, value);
}

static void
write_mark (GString         *string,
            const SaysoView *view,
            guint            i)
{
  const SaysoAnnotationRecord *record = view->annotations[i];

  g_string_append_printf (string, "    <annotation xml:id=\"a%u\" motivation=\"classifying\" target=\"", i + 1);
  for (guint j = 0; j < record->n_spans; j++)
    g_string_append_printf (string, "%s#string-range(text,%u,%u)", j > 0 ? " " : "", record->spans[j].start, record->spans[j].end - record->spans[j].start);
  g_string_append (string, "\">");
  append_note (string, "label", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  sayso_fields_foreach (view, record, write_field_cb, string);
  g_string_append (string, "</annotation>\n");
}

static void
write_links (GString         *string,
             const SaysoView *view,
             SaysoLinkType    type)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < view->n_links; i++)
    {
      if (view->links[i].type != type)
        continue;
      if (!is_open)
        g_string_append_printf (string, "    <linkGrp type=\"%s\">\n", sayso_nick (SAYSO_TYPE_LINK_TYPE, type));
      is_open = TRUE;
      g_string_append_printf (string, "      <link target=\"#a%u #a%u\"/>\n", view->links[i].from + 1, view->links[i].to + 1);
    }
  if (is_open)
    g_string_append (string, "    </linkGrp>\n");
}

static void
write_header (GString         *string,
              const SaysoView *view)
{
  const char *title = view->article->title != NULL && *view->article->title != '\0' ? view->article->title : view->article_name;

  g_string_append (string, "  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>");
  sayso_xml_append (string, title);
  g_string_append (string, "</title></titleStmt>\n      <publicationStmt><p>Exported from Sayso</p></publicationStmt>\n      <sourceDesc><bibl><title>");
  sayso_xml_append (string, view->article_name);
  g_string_append (string, "</title>");
  if (view->article->url != NULL)
    {
      g_string_append (string, "<idno type=\"URL\">");
      sayso_xml_append (string, view->article->url);
      g_string_append (string, "</idno>");
    }
  if (view->article->date != NULL)
    {
      g_string_append (string, "<date>");
      sayso_xml_append (string, view->article->date);
      g_string_append (string, "</date>");
    }
  g_string_append (string, "</bibl></sourceDesc>\n    </fileDesc>\n  </teiHeader>\n");
}

/* Line ends of the article stay line ends. */
static void
write_text (GString   *string,
            SaysoText *text)
{
  g_auto (GStrv) lines = g_strsplit (sayso_text_get_utf8 (text), "\n", -1);

  g_string_append (string, "  <text>\n    <body>\n      <ab xml:id=\"text\" xml:space=\"preserve\">");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (string, '\n');
      sayso_xml_append (string, lines[i]);
    }
  g_string_append (string, "</ab>\n    </body>\n  </text>\n");
}

static GBytes *
export_tei (const SaysoExportOptions *options,
            GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  GString *string = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");

  write_header (string, view);
  if (view->n_annotations > 0)
    {
      g_string_append (string, "  <standOff>\n");
      for (guint i = 0; i < view->n_annotations; i++)
        write_mark (string, view, i);
      for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
        write_links (string, view, type);
      g_string_append (string, "  </standOff>\n");
    }
  write_text (string, view->text);
  g_string_append (string, "</TEI>\n");
  return g_string_free_to_bytes (string);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  sayso_format_losses_beyond (options, HOLDS, losses);
  sayso_xml_list_losses (options, losses);
}

const SaysoFormat sayso_format_tei = {
  .name = "tei",
  .title = N_ ("TEI P5 (standOff)"),
  .extension = ".xml",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_tei,
  .list_losses = list_losses,
};
