/* Which characters of an old text survive in a new one, and where.
 *
 * Tokens (words, single other characters) are aligned first: common ends, then
 * runs of three tokens that occur once on either side, in their longest
 * increasing order (the idea of patience diff), then the gaps between them by
 * longest common subsequence (what Myers, An O(ND) Difference Algorithm, 1986,
 * computes), as long as they are small. Inside gaps, characters are aligned the same way. O(n log n) but for
 * the gaps, whose cost is bounded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-text.h"

G_BEGIN_DECLS

/* What the map holds for a character that is gone. */
#define SAYSO_DIFF_GONE G_MAXUINT32

/* For each code point of old its offset in now, ascending, or SAYSO_DIFF_GONE. Free with
 * g_free (). */
guint32 *sayso_diff_map (SaysoText *old,
                         SaysoText *now);

G_END_DECLS
