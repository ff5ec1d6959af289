/* What is seen of a run of tokens, as numbers for a forest (extract/sayso-forest.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-belief.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* A list that is being filled, in the order in which a forest was fitted. */
typedef struct
{
  float *values;
  guint  n_values;
  guint  max; /* how many there are room for */
} SaysoValues;

/* One more. */
void sayso_values_add (SaysoValues *self,
                       double       value);

/* How long a span of tokens is, in and out of quotation marks, and how it lies in its sentence and
 * paragraph: 12 numbers. */
void sayso_values_add_words (SaysoValues       *self,
                             const SaysoTokens *tokens,
                             SaysoSpan          span);

/* How far the labeller believed that the span is a claim: that it begins and ends there, and
 * that each token is part of it, on the whole and in sum: 4 numbers. */
void sayso_values_add_beliefs (SaysoValues       *self,
                               const SaysoBelief *beliefs, /* of the article's tokens, and one more */
                               SaysoSpan          span);

G_END_DECLS
