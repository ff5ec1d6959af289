/* Is it a claim? A second look at each piece that the labeller proposes, as a whole.
 *
 * The labeller sees a token and its neighbours; here the whole piece is seen with its cue and its
 * speaker: how long it is, whether it is a clause, how it hangs below its cue, whether
 * that cue reports at all ("says") or tells of a wish ("hopes"). A forest (extract/sayso-forest.h)
 * fitted on what the labeller proposed for articles that it had not seen, so that its
 * probability is the confidence that is shown: of the suggestions given as 900, nine in ten are right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-forest.h"
#include "extract/sayso-lexicon.h"
#include "extract/sayso-linker.h"

G_BEGIN_DECLS

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
  const SaysoBelief     *beliefs;   /* of the article's tokens */
  int                    speaker;   /* chunk, -1: nobody */
  float                  score;     /* of the speaker */
  float                  lead;      /* over the next candidate */
  const SaysoReportWord *reporting; /* sorted by word */
  guint                  n_reporting;
  const SaysoLexicon    *lexicon; /* whose own cues report, too; or NULL */
} SaysoCase;

#define SAYSO_N_JUDGE_VALUES 60

/* What speaks for and against: SAYSO_N_JUDGE_VALUES numbers. */
void sayso_judge_get_values (const SaysoCase *self,
                             float           *values);

/* Calls func with the hash of each word of a cue, and of each two in a row. */
void sayso_judge_for_cue (const SaysoTokens *tokens,
                          const SaysoChunk  *cue,
                          void (*func) (guint32 word, gpointer user_data),
                          gpointer user_data);

G_END_DECLS
