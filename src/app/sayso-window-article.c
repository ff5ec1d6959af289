/* The window and the text: all that is asked of the article's view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-article-view.h"

static void
caret_on_cb (SaysoWindow     *self,
             SaysoAnnotation *mark)
{
  g_free (self->clicked_from);
  self->clicked_from = g_strdup (self->reviewing);
  self->clicked_at = sayso_window_article_get_caret (self);
  sayso_window_set_current (self, mark, FALSE);
}

static void
look_cb (SaysoWindow *self)
{
  sayso_article_view_set_look (SAYSO_ARTICLE_VIEW (self->article), sayso_settings_get_double (self->settings, "line-spacing"), sayso_settings_get_double (self->settings, "zoom"));
}

GtkWidget *
sayso_window_article_new (SaysoWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->article = sayso_article_view_new ();
  g_signal_connect_swapped (self->article, "caret-on", G_CALLBACK (caret_on_cb), self);
  g_signal_connect_object (self->settings, "notify::line-spacing", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "notify::zoom", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  look_cb (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->article);
  return scrolled;
}

void
sayso_window_article_set_document (SaysoWindow *self)
{
  sayso_article_view_set_document (SAYSO_ARTICLE_VIEW (self->article), self->document);
}

void
sayso_window_article_show_text (SaysoWindow *self,
                                SaysoText   *text)
{
  sayso_article_view_show_text (SAYSO_ARTICLE_VIEW (self->article), text);
}

gboolean
sayso_window_article_get_selection (SaysoWindow *self,
                                    SaysoSpan   *span)
{
  return sayso_article_view_get_selection (SAYSO_ARTICLE_VIEW (self->article), span);
}

void
sayso_window_article_select (SaysoWindow *self,
                             SaysoSpan    span)
{
  sayso_article_view_select (SAYSO_ARTICLE_VIEW (self->article), span);
}

guint
sayso_window_article_get_caret (SaysoWindow *self)
{
  return sayso_article_view_get_caret (SAYSO_ARTICLE_VIEW (self->article));
}

guint
sayso_window_article_get_anchor (SaysoWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->article));
  GtkTextIter    anchor;

  gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  return (guint)gtk_text_iter_get_offset (&anchor);
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
  sayso_article_view_set_current (SAYSO_ARTICLE_VIEW (self->article), self->current, scroll);
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
  sayso_article_view_set_type_shown (SAYSO_ARTICLE_VIEW (self->article), type, shown);
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
