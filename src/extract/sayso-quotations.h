/* Quotation marks: which tokens stand in them.
 *
 * Straight, curly, low and angled ones, '' and ``; one that is never closed runs to the end of its paragraph, as in
 * quotations of several paragraphs. Single ones count where a text quotes with them in the first place, as British
 * publishers do: elsewhere they stand inside of others, around titles, or are apostrophes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* Whether a text has more quotations in single marks than in all others. */
gboolean sayso_quotations_are_single (const char *utf8,
                                      gsize       n_bytes);

/* Sets mark and quote_length of a paragraph's tokens, which are of utf8; what ends at end. Opening and closing marks of all
 * kinds get the word of a straight one. */
void sayso_quotations_mark (const char *utf8,
                            const char *end,
                            gboolean    single,
                            SaysoToken *tokens,
                            guint       n_tokens);

G_END_DECLS
