/* Finding quotes by rule alone: what is left when there are no fitted weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* Labels quotations of some length as claims, and "NAME said (that) …", "…, NAME said" and "according to
 * NAME" around them. */
void sayso_rules_label (const SaysoTokens  *tokens,
                        const SaysoLexicon *lexicon,
                        guint8             *labels);

G_END_DECLS
