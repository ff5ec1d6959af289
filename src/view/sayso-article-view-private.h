/* What the files of the article's view share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "view/sayso-article-text.h"
#include "view/sayso-article-view.h"

G_BEGIN_DECLS

struct _SaysoArticleView
{
  GtkTextView parent_instance;

  SaysoDocument   *document;
  SaysoArticleText text;
  SaysoAnnotation *current;
  GHashTable      *linked; /* ids of what belongs to the current mark, itself included */
  gboolean         hidden[SAYSO_N_ANNOTATION_TYPES];
  gboolean         moving;  /* the program moves the caret, not a person */
  gboolean         is_rtl;  /* lines of the article start at the right, whatever those of the window do */
  GArray          *letters; /* of SaysoLetter, or NULL */
  GtkTextTag      *all;
  GtkWidget       *popover;
  guint            popover_source;
  guint            margins_source;
  int              margins_width; /* what the margins were made for */
};

/* -marks.c: draws what is visible, in buffer coordinates. */
void sayso_article_view_draw_marks (SaysoArticleView *self,
                                    GtkSnapshot      *snapshot);

/* -letters.c: above the text. */
void sayso_article_view_draw_letters (SaysoArticleView *self,
                                      GtkSnapshot      *snapshot);

/* Whether a letter is of a script that is written from right to left. */
gboolean sayso_article_view_is_rtl (gunichar c);

G_END_DECLS
