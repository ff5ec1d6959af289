/* How sure the labeller is: the probability of each kind of chunk at each token, and of whole claims.
 *
 * The forward and backward sums of a linear chain (Rabiner, A Tutorial on Hidden Markov Models, Proceedings of
 * the IEEE 77, 1989, section III), which give the votes of the labeller their meaning as a conditional random
 * field. A stretch is a claim that runs from here to there with at least a small probability. Viterbi's
 * labelling takes one of several that overlap; which of them is best is for a second look
 * (extract/sayso-boundary.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-labeller.h"

G_BEGIN_DECLS

/* Of one token; probabilities. */
typedef struct
{
  float kinds[SAYSO_N_CHUNK_KINDS];
  float begins; /* a claim begins with it */
  float ends;   /* a claim ends before it */
} SaysoBelief;

typedef struct
{
  guint32 start; /* tokens of the article, end exclusive */
  guint32 end;
  float   probability;
} SaysoStretch;

/* What is believed of an article. */
typedef struct
{
  SaysoBelief *tokens;    /* one more than there are tokens */
  GArray      *stretches; /* SaysoStretch; by paragraph, then by start */
} SaysoBeliefs;

/* Nothing is believed of an article of so many tokens yet. */
void sayso_beliefs_init (SaysoBeliefs *self,
                         guint         n_tokens);
void sayso_beliefs_clear (SaysoBeliefs *self);

/* Adds what is believed of the paragraph that the lattice has the votes of. */
void sayso_beliefs_add_paragraph (SaysoBeliefs *self,
                                  SaysoLattice *lattice);

/* How surprising labels are to the lattice that has the votes of their paragraph: minus the logarithm of their
 * probability. */
double sayso_beliefs_surprise (const SaysoLattice *lattice,
                               const guint8       *labels);

G_END_DECLS
