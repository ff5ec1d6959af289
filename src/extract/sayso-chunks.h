/* Chunks: runs of tokens that the labeller took for a claim, a cue or a speaker, and runs that it passed over but may be a
 * speaker: it held them possible, or the parse has a subject there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-belief.h"
#include "extract/sayso-labels.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* How sure the truth is. What is believed is surer than this nowhere. */
#define SAYSO_SURENESS_OF_TRUTH 100

/* A run of tokens of one kind. */
typedef struct
{
  guint8  kind;  /* SaysoChunkKind */
  guint32 start; /* tokens */
  guint32 end;
  float   sure_least; /* how sure the labeller was: logarithms of the odds that its tokens are of its kind */
  float   sure_mean;
  float   sure_first;
  float   sure_last;
} SaysoChunk;

/* The chunks of labels, in order, and between them and inside claims what was passed over; none else overlap. What is
 * believed of each token is NULL for the truth. */
GArray *sayso_chunks_of_labels (const SaysoTokens *tokens,
                                const guint8      *labels,
                                const SaysoBelief *beliefs);

G_END_DECLS
