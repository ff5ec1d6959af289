/* From tokens to linked chunks: what extracting and fitting share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "extract/sayso-linker.h"
#include "extract/sayso-weights.h"

G_BEGIN_DECLS

/* Labels every token by both passes, and parses what is worth it. labels and margins (or NULL) have room for
 * tokens->n_tokens. FALSE when cancelled. */
gboolean sayso_pipeline_label (const SaysoWeights *weights,
                               const SaysoLexicon *lexicon,
                               SaysoTokens        *tokens,
                               SaysoLattice       *lattice,
                               GCancellable       *cancellable,
                               void (*progress) (double, gpointer),
                               gpointer user_data,
                               guint8  *labels,
                               gint32  *margins);

G_END_DECLS
