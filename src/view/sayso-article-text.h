/* An article's text on its way into a text buffer: the beginning at once, the rest in slices while nothing else is to do.
 *
 * GTK lays out a paragraph as a whole, and takes seconds for one of a megabyte. Lines that long are shown in pieces: a
 * space here and there becomes a paragraph separator (U+2029), which is one code point as well, so that all offsets
 * hold. The SaysoText is not touched; what is copied comes from there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "text/sayso-text.h"

G_BEGIN_DECLS

typedef struct
{
  GtkTextBuffer *buffer; /* borrowed; has the tags "all", "joined", "long", "blank" */
  SaysoText     *text;   /* or NULL */
  gsize          done;   /* bytes that are in the buffer */
  guint          line;   /* of the buffer, that begins there */
  guint          source;
} SaysoArticleText;

/* Empties the buffer and shows another text, or none. The caret is at its start. */
void sayso_article_text_start (SaysoArticleText *self,
                               GtkTextBuffer    *buffer,
                               SaysoText        *text);
/* Puts in what is not there yet. */
void sayso_article_text_finish (SaysoArticleText *self);
void sayso_article_text_clear (SaysoArticleText *self);

G_END_DECLS
