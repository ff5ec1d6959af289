/* An article with its gold annotations, read from a line of a corpus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-span.h"
#include "text/sayso-text.h"

typedef struct
{
  SaysoSpan *spans; /* pieces, joined where no word lies between */
  guint      n_spans;
  GArray    *speakers; /* SaysoSpan, any of which is right */
  gboolean   found;
} Gold;

typedef struct
{
  SaysoText *text;
  GArray    *tokens; /* SaysoSpan of each word */
  GArray    *golds;  /* Gold */
} Article;

/* One line of JSON, as the corpora have it; quotes that report nothing are left out. */
void gold_article_read (Article *article, const char *line);
void gold_article_clear (Article *article);

/* How many words two lists of spans have in common, and apart; a leading "that" counts for
 * nothing, since annotators disagree about it. */
void     gold_compare_words (const Article *self, const SaysoSpan *a, guint n_a, const SaysoSpan *b, guint n_b, guint *common, guint *apart);
gboolean gold_same_words (const Article *self, const SaysoSpan *a, guint n_a, const SaysoSpan *b, guint n_b);
gboolean gold_is_right_speaker (const Article *self, const Gold *gold, SaysoSpan mention);
