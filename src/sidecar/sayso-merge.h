/* Three-way merge of records by id.
 *
 * A record that only one side changed is taken from that side. Where both did, a decision wins over a suggestion,
 * then the later "modified", then ours. A record that one side removed and the
 * other changed stays. What then refers to nothing is dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"

G_BEGIN_DECLS

/* base may be NULL: nothing in common is known. A sorted array of references. */
GPtrArray *sayso_merge (GPtrArray *base,
                        GPtrArray *ours,
                        GPtrArray *theirs);

G_END_DECLS
