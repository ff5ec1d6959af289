/* Printing the annotated article, with a legend: on paper by the print dialog, or straight
 * into a PDF.
 *
 * On paper claims have a tint, speakers a single and sources a double underline, so
 * that a grey printer keeps them apart. Beside the first line of a claim its speaker
 * is named.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define FONT "Noto Serif, serif 11"
#define SMALL_FONT "Noto Sans, sans-serif 8"
#define LINE_SPACING 1.3f
/* Points, as the whole page is laid out in. */
#define HEAD_HEIGHT 30
#define FOOT_HEIGHT 30
#define NAMES_WIDTH 92
#define BAR_GAP 10
#define BAR_WIDTH 2
#define LANE 4
#define N_LANES 3
#define MARGIN 54
#define LEGEND_GAP "     "

typedef struct
{
  SaysoWindow   *window;
  SaysoDocument *document;
  PangoLayout   *layout;
  GArray        *pages;   /* of int: the first line of each */
  char         **names;   /* by line: who is named beside it, or NULL */
  guint8        *claimed; /* by line: bits of the lanes in which there is a bar */
  int            n_lines;
  char          *title;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_object_unref (print->window);
  g_object_unref (print->document);
  g_clear_object (&print->layout);
  g_array_unref (print->pages);
  for (int i = 0; i < print->n_lines; i++)
    g_free (print->names[i]);
  g_free (print->names);
  g_free (print->claimed);
  g_free (print->title);
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

/* How a mark looks, in the text as in the legend. */
static void
add_look (PangoAttrList      *list,
          SaysoAnnotationType type,
          gboolean            suggested,
          guint               start,
          guint               end)
{
  switch (type)
    {
    case SAYSO_ANNOTATION_CLAIM:
      if (suggested)
        add_attribute (list, pango_attr_background_new (0xf0f0, 0xf5f5, 0xfefe), start, end);
      else
        add_attribute (list, pango_attr_background_new (0xd5d5, 0xe5e5, 0xfbfb), start, end);
      break;
    case SAYSO_ANNOTATION_SPEAKER:
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      add_attribute (list, pango_attr_underline_color_new (0x9a9a, 0x4a4a, 0), start, end);
      break;
    case SAYSO_ANNOTATION_SOURCE:
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), start, end);
      add_attribute (list, pango_attr_underline_color_new (0x0808, 0x6666, 0x4d4d), start, end);
      break;
    case SAYSO_ANNOTATION_CUE:
    default:
      break;
    }
}

static PangoAttrList *
new_attributes (Print *print)
{
  PangoAttrList *list = pango_attr_list_new ();
  GListModel    *annotations = sayso_document_get_annotations (print->document);
  SaysoText     *text = sayso_document_get_text (print->document);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);

      for (guint k = 0; record->status != SAYSO_STATUS_REJECTED && k < record->n_spans; k++)
        add_look (list, record->type, record->status == SAYSO_STATUS_SUGGESTED,
                  (guint)sayso_text_to_byte (text, record->spans[k].start), (guint)sayso_text_to_byte (text, record->spans[k].end));
    }
  return list;
}

static int
line_of (Print *print,
         guint  offset)
{
  SaysoText *text = sayso_document_get_text (print->document);
  int        line = 0, x = 0;

  pango_layout_index_to_line_x (print->layout, (int)sayso_text_to_byte (text, offset), FALSE, &line, &x);
  return line;
}

/* Claims that begin on one line share it, each name once. */
static void
add_name (Print      *print,
          int         line,
          const char *name)
{
  char *old = print->names[line];

  if (old != NULL && strstr (old, name) != NULL)
    return;
  print->names[line] = old != NULL ? g_strdup_printf ("%s, %s", old, name) : g_strdup (name);
  g_free (old);
}

/* Claims that share a line, or whose lines follow each other, have bars beside each other, as far as
 * there is room. */
static guint8
find_lane (Print *print,
           int    first,
           int    last)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      int line = MAX (first - 1, 0);

      while (line <= last && (print->claimed[line] & 1 << lane) == 0)
        line++;
      if (line > last)
        return (guint8)(1 << lane);
    }
  return 1 << (N_LANES - 1);
}

static void
add_bar (Print    *print,
         SaysoSpan hull)
{
  int    first = line_of (print, hull.start), last = line_of (print, hull.end - 1);
  guint8 lane = find_lane (print, first, last);

  for (int line = first; line <= last; line++)
    print->claimed[line] |= lane;
}

static void
collect_beside (Print *print)
{
  GListModel *claims = sayso_document_get_claims (print->document);

  print->n_lines = pango_layout_get_line_count (print->layout);
  print->names = g_new0 (char *, print->n_lines);
  print->claimed = g_new0 (guint8, print->n_lines);
  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);
      SaysoSpan        hull = sayso_annotation_get_hull (claim);
      g_autofree char *name = sayso_words_speaker (print->document, claim);

      if (sayso_annotation_get (claim)->status == SAYSO_STATUS_REJECTED || sayso_span_is_empty (hull))
        continue;
      if (name != NULL)
        add_name (print, line_of (print, hull.start), name);
      add_bar (print, hull);
    }
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Print             *print)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  PangoAttrList        *attributes = new_attributes (print);
  double                room = gtk_print_context_get_height (context) - HEAD_HEIGHT - FOOT_HEIGHT, used = 0;
  int                   zero = 0;

  print->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (print->layout, font);
  pango_layout_set_width (print->layout, (int)((gtk_print_context_get_width (context) - NAMES_WIDTH - BAR_GAP) * PANGO_SCALE));
  pango_layout_set_wrap (print->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (print->layout, LINE_SPACING);
  pango_layout_set_text (print->layout, sayso_text_get_utf8 (sayso_document_get_text (print->document)), -1);
  pango_layout_set_attributes (print->layout, attributes);
  collect_beside (print);
  g_array_append_val (print->pages, zero);
  for (int i = 0; i < print->n_lines; i++)
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
draw_small (GtkPrintContext *context,
            cairo_t         *cairo,
            double           x,
            double           y,
            double           width,
            PangoAlignment   alignment,
            const char      *text,
            PangoAttrList   *attributes)
{
  PangoLayout          *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (SMALL_FONT);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
append_sample (GString            *text,
               PangoAttrList      *list,
               SaysoAnnotationType type,
               gboolean            suggested)
{
  gsize start;

  if (text->len > 0)
    g_string_append (text, LEGEND_GAP);
  start = text->len;
  if (suggested)
    /* Translators: in the legend of a printed article, of claims that nobody decided yet */
    g_string_append (text, _ ("Claim, to review"));
  else
    g_string_append (text, sayso_words_type (type));
  add_look (list, type, suggested, (guint)start, (guint)text->len);
}

static void
draw_legend (GtkPrintContext *context,
             cairo_t         *cairo,
             double           y,
             double           width)
{
  PangoAttrList *list = pango_attr_list_new ();
  GString       *text = g_string_new (NULL);

  append_sample (text, list, SAYSO_ANNOTATION_CLAIM, FALSE);
  append_sample (text, list, SAYSO_ANNOTATION_CLAIM, TRUE);
  append_sample (text, list, SAYSO_ANNOTATION_SPEAKER, FALSE);
  append_sample (text, list, SAYSO_ANNOTATION_SOURCE, FALSE);
  draw_small (context, cairo, 0, y, width, PANGO_ALIGN_LEFT, text->str, list);
  g_string_free (text, TRUE);
  pango_attr_list_unref (list);
}

/* The speakers of the claims that begin in a line, and a bar beside every claim. */
static void
draw_beside (Print           *print,
             GtkPrintContext *context,
             cairo_t         *cairo,
             int              line,
             double           y,
             double           height)
{
  cairo_set_source_rgb (cairo, 0.1, 0.37, 0.71);
  for (guint lane = 0; lane < N_LANES; lane++)
    if ((print->claimed[line] & 1 << lane) != 0)
      {
        cairo_rectangle (cairo, NAMES_WIDTH - BAR_WIDTH + lane * LANE, y + 1, BAR_WIDTH, height - 2);
        cairo_fill (cairo);
      }
  cairo_set_source_rgb (cairo, 0.2, 0.2, 0.2);
  if (print->names[line] != NULL)
    draw_small (context, cairo, 0, y + height / 2 - 6, NAMES_WIDTH - BAR_GAP, PANGO_ALIGN_RIGHT, print->names[line], NULL);
}

static void
draw_lines (Print           *print,
            GtkPrintContext *context,
            cairo_t         *cairo,
            int              first,
            int              end)
{
  double y = HEAD_HEIGHT;

  for (int i = first; i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (print->layout, i);
      PangoRectangle   place;
      double           height;

      pango_layout_line_get_extents (line, NULL, &place);
      height = (double)place.height / PANGO_SCALE;
      draw_beside (print, context, cairo, i, y, height);
      cairo_set_source_rgb (cairo, 0, 0, 0);
      cairo_move_to (cairo, NAMES_WIDTH + BAR_GAP, y - (double)place.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cairo, line);
      y += height;
    }
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Print             *print)
{
  cairo_t         *cairo = gtk_print_context_get_cairo_context (context);
  double           width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  int              first = g_array_index (print->pages, int, page);
  int              end = page + 1 < (int)print->pages->len ? g_array_index (print->pages, int, page + 1) : print->n_lines;
  g_autofree char *place = g_strdup_printf (_ ("Page %d of %d"), page + 1, (int)print->pages->len);

  cairo_set_source_rgb (cairo, 0.35, 0.35, 0.35);
  draw_small (context, cairo, 0, 0, width * 0.75, PANGO_ALIGN_LEFT, print->title, NULL);
  draw_small (context, cairo, width * 0.75, 0, width * 0.25, PANGO_ALIGN_RIGHT, place, NULL);
  draw_lines (print, context, cairo, first, end);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  draw_legend (context, cairo, height - 12, width);
}

/* Free with print_free () by way of the operation. */
static GtkPrintOperation *
new_operation (SaysoWindow *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Print *print = g_new0 (Print, 1);

  print->window = g_object_ref (self);
  print->document = g_object_ref (self->document);
  print->pages = g_array_new (FALSE, FALSE, sizeof (int));
  print->title = g_strdup (gtk_label_get_label (GTK_LABEL (self->title)));
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, self->article_name);
  g_object_set_data_full (G_OBJECT (operation), "print", print, print_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  return operation;
}

static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SaysoWindow *self = user_data;
  g_autoptr (GtkPrintOperation) operation = new_operation (self);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, NULL, NULL);
}

static void
pdf_chosen_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_parse_name (file) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->store == NULL)
    return;
  if (sayso_store_protects (sayso_store_get_article_path (self->store), path))
    {
      sayso_window_message (self, GTK_MESSAGE_ERROR, _ ("That is the article or its sidecar, which are never overwritten. Choose another name."), _ ("Try Again"), "win.save-pdf");
      return;
    }
  operation = new_operation (self);
  gtk_print_operation_set_export_filename (operation, path);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, _ ("Try Again"), "win.save-pdf");
      return;
    }
  text = sayso_words_fill (_ ("Saved as “%s”."), name);
  sayso_window_message (self, GTK_MESSAGE_INFO, text, NULL, NULL);
}

static void
save_pdf_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  g_autofree char *folder = g_path_get_dirname (sayso_store_get_article_path (self->store));
  g_autofree char *name = g_strconcat (self->article_name, ".pdf", NULL);

  sayso_dialogs_save (GTK_WINDOW (self), _ ("Save as PDF"), folder, name, pdf_chosen_cb, g_object_ref (self));
}

void
sayso_window_add_print_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "print", print_cb }, { "save-pdf", save_pdf_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
