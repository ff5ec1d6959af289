/* Fitting a labeller.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-labeller.h"

G_BEGIN_DECLS

/* A paragraph with its true labels. */
typedef struct
{
  const SaysoTokens *tokens;
  SaysoParagraph     paragraph;
  const guint8      *gold;
  const guint8      *first_pass; /* labels of the first pass, or NULL */
} SaysoExample;

typedef struct
{
  guint        bits;
  guint        step_bits;
  guint        n_epochs;
  guint        min_count; /* rarer features are left out */
  guint        seed;
  SaysoCueFunc cue_strength;
  gpointer     user_data;
} SaysoFitOptions;

/* The fitted votes, quantised; free votes, step_votes and known with g_free (). */
void sayso_fit_labeller (const SaysoExample    *examples,
                         guint                  n_examples,
                         const SaysoFitOptions *options,
                         SaysoLabelWeights     *weights);

G_END_DECLS
