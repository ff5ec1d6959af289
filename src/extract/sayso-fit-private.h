/* What the parts of fitting share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-belief.h"
#include "extract/sayso-fit.h"
#include "extract/sayso-weights.h"

G_BEGIN_DECLS

/* One article in hand. What is guessed here was guessed by models that did not see it. */
typedef struct
{
  const SaysoGoldArticle *gold;
  SaysoTokens            *tokens;
  guint8                 *labels;  /* true ones */
  guint8                 *reports; /* for each token whether it is part of what is reported */
  guint8                 *first_pass;
  guint8                 *second_pass;
  SaysoBeliefs            beliefs; /* of the second pass */
  GArray                 *chunks;  /* SaysoChunk, of the second pass */
  guint                   fold;
  double                  surprise[2]; /* of the true labels to each pass */
} SaysoSheet;

/* Tokens from, before to, of a span; FALSE if none begins in it. */
gboolean sayso_sheet_find (const SaysoSheet *self,
                           SaysoSpan         span,
                           guint            *from,
                           guint            *to);

/* The chunk of a kind that has most of the tokens from, before to; -1 if none has any. */
int sayso_chunks_find (const GArray  *chunks,
                       SaysoChunkKind kind,
                       guint          from,
                       guint          to);

/* Rankers of speakers, of 1 << SAYSO_RANKER_BITS weights each, to be freed: for each fold one that did not see
 * it, and, last, one that saw all. rankers has room for n_folds + 1. */
void sayso_fit_rankers (const SaysoSheet *sheets,
                        guint             n_sheets,
                        guint             n_folds,
                        float           **rankers);

/* What the judge thinks of a piece of an article. */
typedef struct
{
  guint     sheet;
  SaysoSpan span; /* tokens */
  double    probability;
} SaysoVerdict;

/* Sets reporting, judge and threshold of the weights; returns what judges who did not see an article say of its pieces, an
 * array of SaysoVerdict. */
GArray *sayso_fit_judge (SaysoSheet   *sheets,
                         guint         n_sheets,
                         guint         n_folds,
                         float *const *rankers,
                         SaysoWeights *weights);

/* What chooses the stretch that is the whole of a claim (extract/sayso-boundary.h); its trees are to be freed. */
SaysoForest sayso_fit_boundary (const SaysoSheet *sheets,
                                const GArray     *verdicts);

G_END_DECLS
