/* Who says it? Chunks of an article joined into quotes.
 *
 * Each claim chunk gets the cue next to it and a ranking of the speakers
 * around it. The ranker is linear over hashed features of the pair (distance, order, what lies between,
 * how the cue stands to both); it is a conditional logit (extract/sayso-fit-ranker.c).
 * In news the nearest candidate is right in three of four cases, so what counts
 * is what tells the fourth. Where none of them is, the speaker was mostly not labelled as one: so what the labeller passed
 * over, but held possible, is a candidate as well, and so are subjects (extract/sayso-subject.h); how sure the labeller was is
 * a feature of the pair, and so is whose subject it is, which cue it stands next to and whether another claim has that one
 * (extract/sayso-ties.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-ties.h"

G_BEGIN_DECLS

/* How many speakers on either side are looked at, and how many that were passed over. */
#define SAYSO_RANK_REACH 5
/* With nobody, and with who spoke last. */
#define SAYSO_MAX_CANDIDATES (4 * SAYSO_RANK_REACH + 2)

#define SAYSO_MAX_PAIR_FEATURES 56

/* A candidate for the speaker of a chunk: an index into chunks, or -1 for nobody. */
typedef struct
{
  int     chunk;
  float   score;
  guint32 features[SAYSO_MAX_PAIR_FEATURES];
  guint   n_features;
} SaysoCandidate;

/* A content chunk that wants a speaker. */
typedef struct
{
  const SaysoTokens *tokens; /* parsed, if they can be */
  const SaysoChunk  *chunks;
  const SaysoTie    *ties; /* of each chunk */
  guint              n_chunks;
  guint              content;
  int                cue;      /* -1: none */
  int                previous; /* who says the content chunk before this one; -1: nobody */
} SaysoLink;

/* Goes on to another content chunk, and to its cue. */
void sayso_link_move (SaysoLink *link,
                      guint      content);

/* The candidates with their features, nobody among them; not ranked. */
guint sayso_linker_list (const SaysoLink *link,
                         SaysoCandidate  *candidates,
                         guint            max_candidates);

/* Sorts by the scores that are there, best first. */
void sayso_linker_sort (SaysoCandidate *candidates,
                        guint           n_candidates);
/* Scores and sorts candidates, best first. */
void sayso_linker_rank (const float    *ranker,
                        SaysoCandidate *candidates,
                        guint           n_candidates);

G_END_DECLS
