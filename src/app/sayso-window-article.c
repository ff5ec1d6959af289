/* The window and the text: all that is asked of the article's view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

static GtkTextBuffer *
get_buffer (SaysoWindow *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->article));
}

static const char *tag_names[] = { "speaker", "claim", "source", "cue" };

static void
add_tags (SaysoWindow *self)
{
  static const char *colours[] = { "#ffe2bd", "#d5e5fb", "#abe3d3", "#e8e0f5" };
  GtkTextBuffer     *buffer = get_buffer (self);

  gtk_text_buffer_create_tag (buffer, "all", "line-height", 1.5f, "pixels-below-lines", 6, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tag_names); i++)
    gtk_text_buffer_create_tag (buffer, tag_names[i], "background", colours[i], "foreground", "#1c1c1e", NULL);
  gtk_text_buffer_create_tag (buffer, "current", "underline", PANGO_UNDERLINE_DOUBLE, NULL);
}

static void
apply_span (SaysoWindow *self,
            const char  *tag,
            SaysoSpan    span)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)span.start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, (int)span.end);
  gtk_text_buffer_apply_tag_by_name (get_buffer (self), tag, &start, &end);
}

static void
apply_tags (SaysoWindow *self)
{
  GListModel *annotations = sayso_document_get_annotations (self->document);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_all_tags (get_buffer (self), &start, &end);
  gtk_text_buffer_apply_tag_by_name (get_buffer (self), "all", &start, &end);
  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);

      for (guint j = 0; j < record->n_spans; j++)
        apply_span (self, tag_names[record->type], record->spans[j]);
    }
}

GtkWidget *
sayso_window_article_new (SaysoWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->article = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->article), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->article), GTK_WRAP_WORD_CHAR);
  g_object_set (self->article, "left-margin", 56, "right-margin", 40, "top-margin", 44, "bottom-margin", 190, NULL);
  gtk_widget_add_css_class (self->article, "article");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->article), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Article"), -1);
  add_tags (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->article);
  return scrolled;
}

void
sayso_window_article_set_document (SaysoWindow *self)
{
  SaysoText *text = self->document != NULL ? sayso_document_get_text (self->document) : NULL;

  gtk_text_buffer_set_text (get_buffer (self), text != NULL ? sayso_text_get_utf8 (text) : "", -1);
  if (text == NULL)
    return;
  apply_tags (self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (apply_tags), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

gboolean
sayso_window_article_get_selection (SaysoWindow *self,
                                    SaysoSpan   *span)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return FALSE;
  *span = (SaysoSpan){ (guint)gtk_text_iter_get_offset (&start), (guint)gtk_text_iter_get_offset (&end) };
  return TRUE;
}

void
sayso_window_article_select (SaysoWindow *self,
                             SaysoSpan    span)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)span.start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, (int)span.end);
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->article), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
}

guint
sayso_window_article_get_caret (SaysoWindow *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  return (guint)gtk_text_iter_get_offset (&iter);
}

void
sayso_window_article_clear_selection (SaysoWindow *self)
{
  guint caret = sayso_window_article_get_caret (self);

  sayso_window_article_select (self, (SaysoSpan){ caret, caret });
}

void
sayso_window_article_show_current (SaysoWindow *self,
                                   gboolean     scroll)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag_by_name (get_buffer (self), "current", &start, &end);
  if (self->current == NULL)
    return;
  apply_span (self, "current", sayso_annotation_get_hull (self->current));
  if (!scroll)
    return;
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)sayso_annotation_get_hull (self->current).start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->article), gtk_text_buffer_get_insert (get_buffer (self)), 0, TRUE, 0, 0.36);
}

gboolean
sayso_window_article_get_mark_span (SaysoWindow        *self,
                                    SaysoAnnotationType type,
                                    SaysoSpan          *span)
{
  SaysoText *text = sayso_document_get_text (self->document);
  guint      caret = sayso_window_article_get_caret (self);

  if (sayso_window_article_get_selection (self, span))
    {
      *span = sayso_settings_get_boolean (self->settings, "snap-to-words") ? sayso_segment_trim_to_words (text, *span) : sayso_segment_trim (text, *span);
      return !sayso_span_is_empty (*span);
    }
  if (type == SAYSO_ANNOTATION_CLAIM)
    return sayso_segment_at (text, SAYSO_SEGMENT_QUOTATION, caret, span) || sayso_segment_at (text, SAYSO_SEGMENT_SENTENCE, caret, span);
  if (type == SAYSO_ANNOTATION_CUE)
    return sayso_segment_at (text, SAYSO_SEGMENT_WORD, caret, span);
  return sayso_segment_name_at (text, caret, span);
}

void
sayso_window_article_set_type_shown (SaysoWindow        *self,
                                     SaysoAnnotationType type,
                                     gboolean            shown)
{
}

void
sayso_window_article_grab_focus (SaysoWindow *self)
{
  gtk_widget_grab_focus (self->article);
}

gboolean
sayso_window_article_has_focus (SaysoWindow *self)
{
  return gtk_widget_has_focus (self->article);
}
