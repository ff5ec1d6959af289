/* Printing the annotated article, with a legend; the print dialog writes PDF too.
 *
 * On paper claims have a tint, speakers a single and sources a double underline, so
 * that a grey printer keeps them apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

#define LEGEND_HEIGHT 34
#define FONT "Noto Serif, serif 11"

typedef struct
{
  SaysoWindow   *window;
  SaysoDocument *document;
  PangoLayout   *layout;
  GArray        *pages; /* of int: the first line of each */
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_object_unref (print->window);
  g_object_unref (print->document);
  g_clear_object (&print->layout);
  g_array_unref (print->pages);
  g_free (print);
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               guint           start,
               guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
add_mark (Print                       *print,
          PangoAttrList               *list,
          const SaysoAnnotationRecord *record)
{
  SaysoText *text = sayso_document_get_text (print->document);

  for (guint i = 0; i < record->n_spans; i++)
    {
      guint start = (guint)sayso_text_to_byte (text, record->spans[i].start);
      guint end = (guint)sayso_text_to_byte (text, record->spans[i].end);

      if (record->type == SAYSO_ANNOTATION_CLAIM)
        add_attribute (list, pango_attr_background_new (0xd5d5, 0xe5e5, 0xfbfb), start, end);
      else if (record->type == SAYSO_ANNOTATION_SPEAKER)
        add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      else if (record->type == SAYSO_ANNOTATION_SOURCE)
        add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), start, end);
    }
}

static PangoAttrList *
new_attributes (Print *print)
{
  PangoAttrList *list = pango_attr_list_new ();
  GListModel    *annotations = sayso_document_get_annotations (print->document);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);

      if (sayso_annotation_get (annotation)->status != SAYSO_STATUS_REJECTED)
        add_mark (print, list, sayso_annotation_get (annotation));
    }
  return list;
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Print             *print)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  PangoAttrList        *attributes = new_attributes (print);
  double                room = gtk_print_context_get_height (context) - LEGEND_HEIGHT, used = 0;
  int                   zero = 0;

  print->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (print->layout, font);
  pango_layout_set_width (print->layout, (int)(gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (print->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (print->layout, sayso_text_get_utf8 (sayso_document_get_text (print->document)), -1);
  pango_layout_set_attributes (print->layout, attributes);
  g_array_append_val (print->pages, zero);
  for (int i = 0; i < pango_layout_get_line_count (print->layout); i++)
    {
      PangoRectangle place;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (print->layout, i), NULL, &place);
      used += (double)place.height / PANGO_SCALE;
      if (used > room)
        {
          g_array_append_val (print->pages, i);
          used = (double)place.height / PANGO_SCALE;
        }
    }
  gtk_print_operation_set_n_pages (operation, (int)print->pages->len);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static void
draw_legend (Print           *print,
             GtkPrintContext *context,
             cairo_t         *cairo,
             int              page)
{
  PangoLayout     *layout = gtk_print_context_create_pango_layout (context);
  PangoAttrList   *list = pango_attr_list_new ();
  const char      *claim = _ ("Claim"), *speaker = _ ("Speaker"), *source = _ ("Source");
  g_autofree char *text = g_strdup_printf ("%s   %s   %s   —   %s, %d", claim, speaker, source, print->window->article_name, page + 1);
  guint            n_claim = (guint)strlen (claim), n_speaker = (guint)strlen (speaker), n_source = (guint)strlen (source);

  add_attribute (list, pango_attr_background_new (0xd5d5, 0xe5e5, 0xfbfb), 0, n_claim);
  add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), n_claim + 3, n_claim + 3 + n_speaker);
  add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), n_claim + n_speaker + 6, n_claim + n_speaker + 6 + n_source);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, list);
  cairo_move_to (cairo, 0, 0);
  pango_cairo_show_layout (cairo, layout);
  pango_attr_list_unref (list);
  g_object_unref (layout);
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Print             *print)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  int      first = g_array_index (print->pages, int, page);
  int      end = page + 1 < (int)print->pages->len ? g_array_index (print->pages, int, page + 1) : pango_layout_get_line_count (print->layout);
  double   y = LEGEND_HEIGHT;

  draw_legend (print, context, cairo, page);
  for (int i = first; i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (print->layout, i);
      PangoRectangle   place;

      pango_layout_line_get_extents (line, NULL, &place);
      cairo_move_to (cairo, 0, y - (double)place.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cairo, line);
      y += (double)place.height / PANGO_SCALE;
    }
}

static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SaysoWindow *self = user_data;
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);
  g_autoptr (GError) error = NULL;

  print->window = g_object_ref (self);
  print->document = g_object_ref (self->document);
  print->pages = g_array_new (FALSE, FALSE, sizeof (int));
  g_object_set_data_full (G_OBJECT (operation), "print", print, print_free);
  gtk_print_operation_set_job_name (operation, self->article_name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, NULL, NULL);
}

void
sayso_window_add_print_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "print", print_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
