/* From tokens to linked chunks: what extracting and fitting share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "extract/sayso-linker.h"
#include "extract/sayso-weights.h"

G_BEGIN_DECLS

/* Labels every token by both passes. labels and margins (or NULL) have room for
 * tokens->n_tokens. FALSE when cancelled. */
gboolean sayso_pipeline_label (const SaysoWeights *weights,
                               const SaysoTokens  *tokens,
                               SaysoLattice       *lattice,
                               GCancellable       *cancellable,
                               void (*progress) (double, gpointer),
                               gpointer user_data,
                               guint8  *labels,
                               gint32  *margins);

/* What the confidence is computed from: SAYSO_N_CALIBRATION numbers. */
void sayso_pipeline_describe (const SaysoTokens *tokens,
                              const SaysoChunk  *chunk,
                              gboolean           has_cue,
                              gboolean           has_speaker,
                              float             *out);

G_END_DECLS
