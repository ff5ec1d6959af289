/* The labeller: a linear chain over the tokens of a paragraph.
 *
 * Each feature (extract/sayso-features.h) votes for each label and for each step from one
 * label to the next; Viterbi's algorithm finds the labels that get the most. The votes are
 * fitted as a conditional random field (extract/sayso-fit-labeller.h). Features are hashed into a table of fixed size
 * (Weinberger et al., Feature Hashing, ICML 2009): there are no strings at run time,
 * and 8 bits a vote suffice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-features.h"
#include "extract/sayso-mix.h"

G_BEGIN_DECLS

/* So many votes are a unit of the logarithm of the odds. Few are clipped at this scale, for they are far from evenly
 * spread. */
#define SAYSO_VOTE_SCALE 165

/* Votes a feature has, padded so that a row is half a SIMD register. */
#define SAYSO_ROW 8
/* Steps: from any kind to outside or to the begin of any kind (16), from a chunk to its
 * own inside (3); padded. */
#define SAYSO_N_STEP_SLOTS 19
#define SAYSO_STEP_ROW 24

typedef struct
{
  guint         bits;       /* of hash for features */
  guint         step_bits;  /* of hash for steps */
  const gint8  *votes;      /* rows of SAYSO_ROW, stride apart */
  const gint8  *step_votes; /* rows of SAYSO_STEP_ROW, step_stride apart */
  guint         stride;     /* both passes have their rows side by side, and meet the second one in the cache */
  guint         step_stride;
  const guint8 *known;        /* which features have votes (extract/sayso-mix.h) */
  const guint8 *known_labels; /* and which of those of the first pass's labels; NULL in the first pass */
} SaysoLabelWeights;

/* What votes in the second pass as well, without the first one's labels. */
typedef struct
{
  guint     n_keys, n_joint; /* so many of the token's features are in it */
  SaysoSums unary;
  SaysoSums steps[SAYSO_STEP_ROW / 8];
} SaysoAhead;

/* Room for one thread to work in; grows as needed. */
typedef struct
{
  SaysoScene     scene;
  SaysoFeatures *features; /* of each token */
  SaysoAhead    *ahead;    /* of each token, what the first pass has added up for the second one */
  gint32        *unary;    /* n * SAYSO_ROW */
  gint32        *steps;    /* n * SAYSO_STEP_ROW */
  gint32        *forward;  /* n * SAYSO_N_LABELS */
  guint8        *back;
  guint          capacity;
} SaysoLattice;

void sayso_lattice_clear (SaysoLattice *self);

/* Looks at each token of the scene that was set, and at the labels that the scene was given
 * since. What is not known is left out. */
void sayso_lattice_look (SaysoLattice *self,
                         const guint8 *known);
void sayso_lattice_look_at_labels (SaysoLattice *self,
                                   const guint8 *known_labels);

/* Labels each token of the scene that was looked at. */
void sayso_labeller_run (const SaysoLabelWeights *weights,
                         SaysoLattice            *lattice,
                         guint8                  *labels);
/* The same by both passes: the first adds up what the second needs as well, for their rows lie side by side; to be
 * called one after the other, with a look at the labels in between. */
void sayso_labeller_run_first (const SaysoLabelWeights *passes,
                               SaysoLattice            *lattice,
                               guint8                  *labels);
void sayso_labeller_run_second (const SaysoLabelWeights *passes,
                                SaysoLattice            *lattice,
                                guint8                  *labels);

/* What fitting needs. */
void sayso_lattice_reserve (SaysoLattice *self,
                            guint         n);

/* The place of a step in its row; -1 if the step is not allowed. from and to are labels. */
int sayso_step_slot (guint8 from,
                     guint8 to);

G_END_DECLS
