/* The article: a read-only GtkTextView with the marks drawn below its text.
 *
 * It stays a real text view, so that screen readers have text, caret and
 * selection. Each mark has a shape besides its colour: claims are filled and have a
 * bar in the margin, speakers a solid, sources a dotted underline; suggestions
 * are dashed. Drawing asks the document for what is visible and nothing else.
 *
 * Signals:
 *   caret-on (SaysoAnnotation mark): a person moved the caret onto a mark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"
#include "view/sayso-letters.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_ARTICLE_VIEW (sayso_article_view_get_type ())
G_DECLARE_FINAL_TYPE (SaysoArticleView, sayso_article_view, SAYSO, ARTICLE_VIEW, GtkTextView)

GtkWidget *sayso_article_view_new (void);
/* Shows a text without marks, until the document that has it is there; NULL: empty. Its beginning is there at once, the
 * rest soon. */
void sayso_article_view_show_text (SaysoArticleView *self,
                                   SaysoText        *text);
/* NULL: empty. */
void sayso_article_view_set_document (SaysoArticleView *self,
                                      SaysoDocument    *document);
/* The mark that is ringed, with what it links to; NULL for none. scroll brings it
 * to 36 % of the height and the caret to its start. */
void sayso_article_view_set_current (SaysoArticleView *self,
                                     SaysoAnnotation  *mark,
                                     gboolean          scroll);
void sayso_article_view_set_type_shown (SaysoArticleView   *self,
                                        SaysoAnnotationType type,
                                        gboolean            shown);
/* line_spacing 1.0 to 2.5, zoom 0.5 to 3.0 */
void sayso_article_view_set_look (SaysoArticleView *self,
                                  double            line_spacing,
                                  double            zoom);
/* FALSE if nothing is selected. */
gboolean sayso_article_view_get_selection (SaysoArticleView *self,
                                           SaysoSpan        *span);
/* An empty span places the caret. Scrolls to it. */
void  sayso_article_view_select (SaysoArticleView *self,
                                 SaysoSpan         span);
guint sayso_article_view_get_caret (SaysoArticleView *self);
/* What of the text can be seen. */
SaysoSpan sayso_article_view_get_visible (SaysoArticleView *self);
/* Letters over the text, each at the start of its span: array of SaysoLetter, which is copied; NULL for none. */
void sayso_article_view_set_letters (SaysoArticleView *self,
                                     GArray           *letters);

G_END_DECLS
