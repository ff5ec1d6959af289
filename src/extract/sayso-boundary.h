/* Where a claim begins and ends: which of the stretches over a piece is the whole of it.
 *
 * The labeller decides token by token; here each stretch that it half believed in
 * (extract/sayso-belief.h) is looked at as a whole, and a forest says how likely it is that it is
 * exactly the claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-belief.h"
#include "extract/sayso-forest.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

#define SAYSO_N_BOUNDARY_VALUES 50

/* A piece, and what it may be instead. */
typedef struct
{
  const SaysoTokens  *tokens; /* parsed */
  const SaysoBeliefs *beliefs;
  SaysoSpan           span;        /* tokens */
  double              probability; /* that it is a claim */
  guint               first;       /* of the stretches that may overlap it */
  guint               last;        /* exclusive */
  float               best;        /* probability of the likeliest that does */
  float               mass;        /* of all that do */
} SaysoPiece;

/* Looks for the stretches. */
void sayso_boundary_open (SaysoPiece         *self,
                          const SaysoTokens  *tokens,
                          const SaysoBeliefs *beliefs,
                          SaysoSpan           span,
                          double              probability);

/* The stretch with that index, or NULL if it does not overlap the piece. */
const SaysoStretch *sayso_boundary_get (const SaysoPiece *self,
                                        guint             stretch);

/* What speaks for and against a stretch: SAYSO_N_BOUNDARY_VALUES numbers. */
void sayso_boundary_get_values (const SaysoPiece   *self,
                                const SaysoStretch *stretch,
                                float              *values);

/* The stretch that most likely is the whole claim and lies within the tokens from, before to; the piece
 * itself if there is none. */
SaysoSpan sayso_boundary_choose (const SaysoPiece  *self,
                                 const SaysoForest *forest,
                                 guint              from,
                                 guint              to);

G_END_DECLS
