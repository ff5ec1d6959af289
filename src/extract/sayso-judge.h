/* Is it a claim? A second look at each piece that the labeller proposes, as a whole.
 *
 * The labeller sees a token and its neighbours; here the whole piece is seen with its cue and its
 * speaker: how long it is, whether it is a clause, how it hangs below its cue, whether
 * that cue reports at all ("says") or tells of a wish ("hopes"). A logistic regression over hashed features,
 * fitted on what the labeller proposed for articles that it had not seen, so that its
 * probability is the confidence that is shown: of the suggestions given as 900, nine in ten are right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-features.h"
#include "extract/sayso-lexicon.h"
#include "extract/sayso-linker.h"

G_BEGIN_DECLS

#define SAYSO_JUDGE_BITS 14
#define SAYSO_MAX_JUDGE_FEATURES 96

/* A word of cues, or two in a row, and how many of the cues it is in report. */
typedef struct
{
  guint32 word;
  guint32 strength; /* 1 to 17: sixteenths, plus one */
} SaysoReportWord;

/* What is asked about. */
typedef struct
{
  const SaysoLink       *link;
  int                    speaker;   /* chunk, -1: nobody */
  float                  lead;      /* of the speaker over the next candidate */
  const SaysoReportWord *reporting; /* sorted by word */
  guint                  n_reporting;
  const SaysoLexicon    *lexicon; /* whose own cues report, too; or NULL */
} SaysoCase;

/* The hashes of what speaks for and against; returns how many, at most
 * SAYSO_MAX_JUDGE_FEATURES. */
guint sayso_judge_get_features (const SaysoCase *self,
                                guint32         *keys);

/* The probability that it is a claim. judge has 1 << SAYSO_JUDGE_BITS weights. */
double sayso_judge_decide (const float     *judge,
                           const SaysoCase *self);

/* Calls func with the hash of each word of a cue, and of each two in a row. */
void sayso_judge_for_cue (const SaysoTokens *tokens,
                          const SaysoChunk  *cue,
                          void (*func) (guint32 word, gpointer user_data),
                          gpointer user_data);

G_END_DECLS
