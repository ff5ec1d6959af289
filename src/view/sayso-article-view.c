/* The article: a read-only GtkTextView with the marks drawn below its text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-article-view-private.h"

#include "view/sayso-key-cap.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pango takes letters for narrower than those of prose are: these hold about 68 of them. */
#define COLUMN_CHARS 76
#define LEAST_START 56
#define LEAST_END 40
#define TOP 44
#define BOTTOM 190
#define PARAGRAPH_GAP 6
#define POPOVER_DELAY 350

static guint caret_on_signal;

G_DEFINE_FINAL_TYPE (SaysoArticleView, sayso_article_view, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (SaysoArticleView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
get_iters (SaysoArticleView *self,
           SaysoSpan         span,
           GtkTextIter      *start,
           GtkTextIter      *end)
{
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), start, (int)span.start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), end, (int)span.end);
}

/* The innermost mark that the caret stands in. */
static SaysoAnnotation *
find_innermost (SaysoArticleView *self,
                guint             caret)
{
  g_autoptr (GPtrArray) here = sayso_document_find_overlapping (self->document, (SaysoSpan){ caret, caret });
  SaysoAnnotation *best = NULL;
  guint            best_length = G_MAXUINT;

  for (guint i = 0; i < here->len; i++)
    {
      SaysoAnnotation             *mark = g_ptr_array_index (here, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (mark);
      SaysoSpan                    hull = sayso_annotation_get_hull (mark);

      if (record->status == SAYSO_STATUS_REJECTED || self->hidden[record->type] || caret >= hull.end)
        continue;
      if (hull.end - hull.start < best_length)
        {
          best = mark;
          best_length = hull.end - hull.start;
        }
    }
  return best;
}

/* Custom drawing says nothing to a screen reader, so the article's description
 * does. */
static void
announce (SaysoArticleView *self,
          SaysoAnnotation  *mark)
{
  const SaysoAnnotationRecord *record = mark != NULL ? sayso_annotation_get (mark) : NULL;
  g_autofree char             *text = NULL;

  if (record != NULL && record->type == SAYSO_ANNOTATION_CLAIM)
    {
      g_autofree char *speaker = sayso_words_speaker (self->document, mark);

      if (speaker != NULL)
        /* Translators: the speaker and the status of a claim. */
        text = g_strdup_printf (_ ("Claim, speaker %s, %s"), speaker, sayso_words_status (record->status));
      else
        /* Translators: the status of a claim. */
        text = g_strdup_printf (_ ("Claim, no speaker, %s"), sayso_words_status (record->status));
    }
  else if (record != NULL)
    {
      g_autofree char *name = sayso_words_mention (self->document, mark);

      /* Translators: what it is, its words, its status: "Speaker Maria, Accepted". */
      text = g_strdup_printf (_ ("%s %s, %s"), sayso_words_type (record->type), name, sayso_words_status (record->status));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

static void
hide_popover (SaysoArticleView *self)
{
  g_clear_handle_id (&self->popover_source, g_source_remove);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
show_popover_cb (gpointer user_data)
{
  SaysoArticleView *self = user_data;
  GtkTextIter       start, end;
  GdkRectangle      place, visible;

  self->popover_source = 0;
  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end) || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  gtk_text_iter_backward_char (&end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &end, &place);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (!gdk_rectangle_intersect (&place, &visible, NULL))
    return G_SOURCE_REMOVE;
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  return G_SOURCE_REMOVE;
}

static void
mark_set_cb (SaysoArticleView  *self,
             const GtkTextIter *iter,
             GtkTextMark       *mark)
{
  /* Not the property, which is a step behind while the mark is being set. */
  gboolean         has_selection = gtk_text_buffer_get_selection_bounds (get_buffer (self), NULL, NULL);
  SaysoAnnotation *innermost;

  if (self->document == NULL || (mark != gtk_text_buffer_get_insert (get_buffer (self)) && mark != gtk_text_buffer_get_selection_bound (get_buffer (self))))
    return;
  hide_popover (self);
  if (has_selection && !self->moving)
    self->popover_source = g_timeout_add (POPOVER_DELAY, show_popover_cb, self);
  if (has_selection || mark != gtk_text_buffer_get_insert (get_buffer (self)))
    return;
  innermost = find_innermost (self, (guint)gtk_text_iter_get_offset (iter));
  announce (self, innermost);
  if (innermost != NULL && innermost != self->current && !self->moving)
    g_signal_emit (self, caret_on_signal, 0, innermost);
}

static void
redraw (SaysoArticleView *self)
{
  sayso_article_view_set_current (self, self->current, FALSE);
}

static void
sayso_article_view_snapshot_layer (GtkTextView     *view,
                                   GtkTextViewLayer layer,
                                   GtkSnapshot     *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    sayso_article_view_draw_marks (SAYSO_ARTICLE_VIEW (view), snapshot);
  else if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    sayso_article_view_draw_letters (SAYSO_ARTICLE_VIEW (view), snapshot);
}

/* Not what is shown, where long lines are in pieces. */
static void
sayso_article_view_copy_clipboard (GtkTextView *view)
{
  SaysoArticleView *self = SAYSO_ARTICLE_VIEW (view);
  SaysoSpan         span;

  if (self->text.text != NULL && sayso_article_view_get_selection (self, &span))
    {
      g_autofree char *words = sayso_text_slice (self->text.text, span);

      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
    }
}

static int
measure_char (SaysoArticleView *self)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               width = pango_font_metrics_get_approximate_char_width (metrics);
  double            scale = 1;

  pango_font_metrics_unref (metrics);
  g_object_get (self->all, "scale", &scale, NULL);
  return (int)(width * scale / PANGO_SCALE);
}

static void
set_margins (SaysoArticleView *self)
{
  int      width = gtk_widget_get_width (GTK_WIDGET (self));
  int      spare = MAX (width - measure_char (self) * COLUMN_CHARS, 0) / 2;
  gboolean rtl = self->is_rtl;
  int      start = MAX (spare, LEAST_START), end = MAX (spare, LEAST_END);
  int      left = rtl ? end : start, right = rtl ? start : end;

  if (gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) == left && gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self)) == right)
    return;
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), left);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), right);
}

static gboolean
margins_cb (gpointer user_data)
{
  SaysoArticleView *self = user_data;

  self->margins_source = 0;
  set_margins (self);
  return G_SOURCE_REMOVE;
}

static void
sayso_article_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  SaysoArticleView *self = SAYSO_ARTICLE_VIEW (widget);

  GTK_WIDGET_CLASS (sayso_article_view_parent_class)->size_allocate (widget, width, height, baseline);
  /* New margins ask for a new size, which nobody may while sizes are given out. */
  if (self->margins_source == 0 && width != self->margins_width)
    self->margins_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, margins_cb, self, NULL);
  self->margins_width = width;
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
sayso_article_view_dispose (GObject *object)
{
  SaysoArticleView *self = SAYSO_ARTICLE_VIEW (object);

  g_clear_handle_id (&self->popover_source, g_source_remove);
  g_clear_handle_id (&self->margins_source, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  sayso_article_text_clear (&self->text);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (sayso_article_view_parent_class)->dispose (object);
}

static void
sayso_article_view_finalize (GObject *object)
{
  g_hash_table_unref (SAYSO_ARTICLE_VIEW (object)->linked);
  g_clear_pointer (&SAYSO_ARTICLE_VIEW (object)->letters, g_array_unref);
  G_OBJECT_CLASS (sayso_article_view_parent_class)->finalize (object);
}

static void
sayso_article_view_class_init (SaysoArticleViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_article_view_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_article_view_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = sayso_article_view_size_allocate;
  GTK_TEXT_VIEW_CLASS (class)->copy_clipboard = sayso_article_view_copy_clipboard;
  GTK_TEXT_VIEW_CLASS (class)->snapshot_layer = sayso_article_view_snapshot_layer;
  caret_on_signal = g_signal_new ("caret-on", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SAYSO_TYPE_ANNOTATION);
}

static GtkWidget *
new_mark_button (const char *label,
                 const char *name,
                 const char *css_class)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *action = g_strdup_printf ("win.mark('%s')", css_class);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), sayso_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "mark-button");
  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_focusable (button, FALSE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
build_popover (SaysoArticleView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  self->popover = gtk_popover_new ();
  gtk_box_append (GTK_BOX (box), new_mark_button (_ ("Speaker"), _ ("Mark as speaker"), "speaker"));
  gtk_box_append (GTK_BOX (box), new_mark_button (_ ("Claim"), _ ("Mark as claim"), "claim"));
  gtk_box_append (GTK_BOX (box), new_mark_button (_ ("Source"), _ ("Mark as source"), "source"));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "mark-popover");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
sayso_article_view_init (SaysoArticleView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  self->linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), TOP);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Article"), -1);
  self->all = gtk_text_buffer_create_tag (buffer, "all", "line-height", 1.5f, "pixels-below-lines", PARAGRAPH_GAP, NULL);
  gtk_text_buffer_create_tag (buffer, "joined", "pixels-below-lines", 0, NULL);
  gtk_text_buffer_create_tag (buffer, "long", "wrap-mode", GTK_WRAP_NONE, NULL);
  /* A blank line between paragraphs is a gap, not a line. */
  gtk_text_buffer_create_tag (buffer, "blank", "line-height", 1.0f, "size-points", 4.0, "pixels-below-lines", 0, NULL);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
  build_popover (self);
}

GtkWidget *
sayso_article_view_new (void)
{
  return g_object_new (SAYSO_TYPE_ARTICLE_VIEW, NULL);
}

/* By the first letter, as bidirectional text has it. */
static gboolean
starts_rtl (const char *utf8)
{
  while (*utf8 != '\0' && !g_unichar_isalpha (g_utf8_get_char (utf8)))
    utf8 = g_utf8_next_char (utf8);
  return sayso_article_view_is_rtl (g_utf8_get_char (utf8));
}

void
sayso_article_view_show_text (SaysoArticleView *self,
                              SaysoText        *text)
{
  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  self->is_rtl = text != NULL && starts_rtl (sayso_text_get_utf8 (text));
  self->moving = TRUE;
  sayso_article_text_start (&self->text, get_buffer (self), text);
  self->moving = FALSE;
  if (text != NULL && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    set_margins (self);
}

void
sayso_article_view_set_document (SaysoArticleView *self,
                                 SaysoDocument    *document)
{
  SaysoText *text = document != NULL ? sayso_document_get_text (document) : NULL;

  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->current);
  g_hash_table_remove_all (self->linked);
  if (text == NULL || text != self->text.text)
    sayso_article_view_show_text (self, text);
  if (document == NULL)
    return;
  self->moving = TRUE;
  sayso_article_text_finish (&self->text);
  self->moving = FALSE;
  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (redraw), self);
  g_signal_connect_swapped (document, "reloaded", G_CALLBACK (redraw), self);
}

static void
add_linked (SaysoArticleView *self,
            SaysoAnnotation  *claim)
{
  g_autoptr (GPtrArray) links = sayso_document_get_links_from (self->document, claim);

  g_hash_table_add (self->linked, g_strdup (sayso_item_get_id (SAYSO_ITEM (claim))));
  for (guint i = 0; i < links->len; i++)
    g_hash_table_add (self->linked, g_strdup (sayso_link_get (g_ptr_array_index (links, i))->to));
}

static void
find_linked (SaysoArticleView *self)
{
  g_autoptr (GPtrArray) claims = NULL;

  g_hash_table_remove_all (self->linked);
  if (self->current == NULL)
    return;
  g_hash_table_add (self->linked, g_strdup (sayso_item_get_id (SAYSO_ITEM (self->current))));
  if (sayso_annotation_get (self->current)->type == SAYSO_ANNOTATION_CLAIM)
    {
      add_linked (self, self->current);
      return;
    }
  claims = sayso_document_get_claims_of (self->document, self->current);
  if (claims->len > 0)
    add_linked (self, g_ptr_array_index (claims, 0));
}

void
sayso_article_view_set_current (SaysoArticleView *self,
                                SaysoAnnotation  *mark,
                                gboolean          scroll)
{
  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  if (mark != NULL && sayso_document_get_annotation (self->document, sayso_item_get_id (SAYSO_ITEM (mark))) != mark)
    mark = NULL;
  g_set_object (&self->current, mark);
  if (self->document != NULL)
    find_linked (self);
  if (mark != NULL && scroll && sayso_annotation_get (mark)->n_spans > 0)
    {
      GtkTextIter start, end;

      get_iters (self, sayso_annotation_get_hull (mark), &start, &end);
      self->moving = TRUE;
      gtk_text_buffer_place_cursor (get_buffer (self), &start);
      self->moving = FALSE;
      announce (self, mark);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)), 0, TRUE, 0, 0.36);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sayso_article_view_set_type_shown (SaysoArticleView   *self,
                                   SaysoAnnotationType type,
                                   gboolean            shown)
{
  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  self->hidden[type] = !shown;
  if (type == SAYSO_ANNOTATION_SPEAKER)
    self->hidden[SAYSO_ANNOTATION_CUE] = !shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sayso_article_view_set_look (SaysoArticleView *self,
                             double            line_spacing,
                             double            zoom)
{
  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  g_object_set (self->all, "line-height", (float)line_spacing, "scale", zoom, NULL);
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    set_margins (self);
}

gboolean
sayso_article_view_get_selection (SaysoArticleView *self,
                                  SaysoSpan        *span)
{
  GtkTextIter start, end;

  g_return_val_if_fail (SAYSO_IS_ARTICLE_VIEW (self), FALSE);

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return FALSE;
  *span = (SaysoSpan){ (guint)gtk_text_iter_get_offset (&start), (guint)gtk_text_iter_get_offset (&end) };
  return TRUE;
}

void
sayso_article_view_select (SaysoArticleView *self,
                           SaysoSpan         span)
{
  GtkTextIter start, end;

  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  get_iters (self, span, &start, &end);
  self->moving = TRUE;
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
  self->moving = FALSE;
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
}

guint
sayso_article_view_get_caret (SaysoArticleView *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (SAYSO_IS_ARTICLE_VIEW (self), 0);

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  return (guint)gtk_text_iter_get_offset (&iter);
}
