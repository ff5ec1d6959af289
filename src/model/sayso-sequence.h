/* Reading a GSequence one after the other by position, as lists do, at the price of a step instead of a search each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where something was read last. To be cleared ({ 0 }) where the sequence changes. */
typedef struct
{
  GSequenceIter *iter; /* or NULL */
  guint          position;
} SaysoSequenceCursor;

/* The iterator at a position, or that of the end. */
static inline GSequenceIter *
sayso_sequence_seek (GSequence           *sequence,
                     SaysoSequenceCursor *cursor,
                     guint                position)
{
  GSequenceIter *iter;

  if (cursor->iter != NULL && position == cursor->position + 1)
    iter = g_sequence_iter_next (cursor->iter);
  else
    iter = g_sequence_get_iter_at_pos (sequence, (int)MIN (position, G_MAXINT));
  cursor->iter = g_sequence_iter_is_end (iter) ? NULL : iter;
  cursor->position = position;
  return iter;
}

G_END_DECLS
