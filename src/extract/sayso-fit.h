/* Fitting the extractor on annotated articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "extract/sayso-syntax.h"

G_BEGIN_DECLS

/* Spans count code points. */
typedef struct
{
  SaysoSpan *spans;
  guint      n_spans;
  SaysoSpan  speaker;
  SaysoSpan  cue;
  gboolean   has_speaker;
  gboolean   has_cue;
  gboolean   reports; /* FALSE: wishes, plans, beliefs, which are told apart and not proposed */
} SaysoGoldQuote;

typedef struct
{
  char           *text;
  SaysoGoldQuote *quotes;
  guint           n_quotes;
} SaysoGoldArticle;

void sayso_gold_article_clear (SaysoGoldArticle *self);

/* How hard to try; sayso_fit_defaults () is what is shipped. */
typedef struct
{
  guint bits; /* of the hash tables of both passes */
  guint step_bits;
  guint min_count; /* features that occur less often are left out */
  guint n_epochs[2];
  guint n_folds; /* for the first pass's labels on what it is fitted on */
  guint n_threads;
  /* What tags and parses; borrowed. Without tables, tags and parse are not seen. */
  SaysoSyntaxWeights syntax;
} SaysoFitSettings;

/* The settings that the weights of Sayso itself were fitted with. */
SaysoFitSettings sayso_fit_defaults (void);

/* The bytes of a weights file. description says what the articles are, with
 * licences. Takes about two minutes a million words and pass. NULL if there is
 * nothing to learn from. */
GBytes *sayso_fit (const SaysoGoldArticle *articles,
                   guint                   n_articles,
                   const SaysoFitSettings *settings,
                   const char             *description,
                   GError                **error);

/* How surprising the true labels of a token are to a labeller that did not see the article, in nats per thousand tokens,
 * after each pass; FALSE if there are too few articles. Far less noisy than F1, and it sees whether probabilities are true, but what
 * lowers it need not find more: F1 over all folds has the last word. */
gboolean sayso_fit_measure (const SaysoGoldArticle *articles,
                            guint                   n_articles,
                            const SaysoFitSettings *settings,
                            double                  surprise[2],
                            GError                **error);

G_END_DECLS
