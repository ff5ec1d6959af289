/* Krippendorff's alpha for unitizing: do two people cut the same pieces out of a
 * long text?
 *
 * Unlike precision and recall it allows for chance, and a piece that is a little off
 * costs a little. Krippendorff, Content Analysis, 2nd edition, 2004, pages 251
 * to 256, for two observers and one category. 1: the same pieces; 0: no better than
 * chance; below 0: worse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece, in code points, the end exclusive. Wider than SaysoSpan: many articles make one
 * continuum. */
typedef struct
{
  guint64 start;
  guint64 end;
} SaysoPiece;

/* Arrays of SaysoPiece in the order of the text; pieces of one array neither are empty nor
 * overlap, and none ends beyond the length of the continuum. NAN if both are
 * empty: there is nothing to agree about. O(n log n). */
double sayso_unitized_alpha (GArray *first,
                             GArray *second,
                             guint64 length);

G_END_DECLS
