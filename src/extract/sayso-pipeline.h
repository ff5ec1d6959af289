/* From tokens to linked chunks: what extracting and fitting share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "extract/sayso-belief.h"
#include "extract/sayso-weights.h"

G_BEGIN_DECLS

/* After the second pass over the scene that was looked at: what rules propose, and what is believed of it. */
void sayso_pipeline_finish (SaysoLattice *lattice,
                            guint8       *labels,
                            SaysoBeliefs *beliefs);

/* Labels every token by both passes, and parses what is worth it. labels has room for tokens->n_tokens; beliefs
 * are empty ones. FALSE when cancelled. */
gboolean sayso_pipeline_label (const SaysoWeights *weights,
                               const SaysoLexicon *lexicon,
                               SaysoTokens        *tokens,
                               SaysoLattice       *lattice,
                               GCancellable       *cancellable,
                               void (*progress) (double, gpointer),
                               gpointer      user_data,
                               guint8       *labels,
                               SaysoBeliefs *beliefs);

G_END_DECLS
