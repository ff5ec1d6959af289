/* Where it was said: the outlet, document, programme or audience that a report names.
 *
 * Rules over the words (extract/sayso-lexicon.h) of the reporting sentence outside the claim: "told the AP", "in a
 * statement", "on Twitter", "according to a report by …".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-chunks.h"
#include "extract/sayso-lexicon.h"

G_BEGIN_DECLS

/* Tokens of the source of a claim chunk. cue is the index of its cue chunk, or -1; speaker of its
 * speaker chunk, or -1. */
gboolean sayso_source_find (const SaysoTokens  *tokens,
                            const SaysoLexicon *lexicon,
                            const SaysoChunk   *chunks,
                            guint               n_chunks,
                            guint               content,
                            int                 cue,
                            int                 speaker,
                            guint              *from,
                            guint              *to);

G_END_DECLS
