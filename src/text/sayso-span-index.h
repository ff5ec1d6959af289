/* An interval tree: which spans overlap this one?
 *
 * A treap ordered by (start, longer first, owner), each node knowing the
 * greatest end below it (Cormen et al., Introduction to Algorithms, 14.3).
 * Adding and removing take O(log n), a query O(log n + k).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-span.h"

G_BEGIN_DECLS

typedef struct _SaysoSpanIndex SaysoSpanIndex;

/* An empty index. */
SaysoSpanIndex *sayso_span_index_new (void);
void            sayso_span_index_free (SaysoSpanIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoSpanIndex, sayso_span_index_free)

/* owner is not touched; the same span may be added for several owners. */
void sayso_span_index_add (SaysoSpanIndex *self,
                           SaysoSpan       span,
                           gpointer        owner);
/* FALSE if that span of that owner is not there. */
gboolean sayso_span_index_remove (SaysoSpanIndex *self,
                                  SaysoSpan       span,
                                  gpointer        owner);
guint    sayso_span_index_get_size (SaysoSpanIndex *self);
void     sayso_span_index_clear (SaysoSpanIndex *self);

/* Visits, in order, each span that overlaps the given one; an empty span asks for
 * all that cover or touch that offset. Return FALSE to stop. The index must
 * not be changed meanwhile. */
typedef gboolean (*SaysoSpanFunc) (SaysoSpan span,
                                   gpointer  owner,
                                   gpointer  user_data);
void sayso_span_index_foreach_overlapping (SaysoSpanIndex *self,
                                           SaysoSpan       span,
                                           SaysoSpanFunc   func,
                                           gpointer        user_data);

G_END_DECLS
