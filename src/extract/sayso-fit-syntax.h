/* Fitting the tagger and the parser on a treebank.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-treebank.h"

G_BEGIN_DECLS

/* Free tags and steps with g_free (). */
void sayso_fit_syntax (const SaysoTreebank *treebank,
                       SaysoSyntaxWeights  *weights);

/* Shares of right tags, heads, and heads with relations; punctuation does not
 * count. Tags that were guessed are parsed. */
void sayso_measure_syntax (const SaysoTreebank      *treebank,
                           const SaysoSyntaxWeights *weights,
                           double                   *tags,
                           double                   *heads,
                           double                   *labelled);

G_END_DECLS
