/* Finding quotes by rule alone: what is left when there are no fitted weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* A SaysoCueFunc over a short list of reporting words. */
guint8 sayso_rules_cue_strength (guint32  word,
                                 gpointer user_data);

/* Labels quotations of some length as claims, and "NAME said (that) …", "…, NAME said" and "according to
 * NAME" around them. */
void sayso_rules_label (const SaysoTokens *tokens,
                        guint8            *labels);

G_END_DECLS
