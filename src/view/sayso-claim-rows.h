/* Claims in an order, as the rows of a list.
 *
 * They come one by one, or all that a document has: those are gathered in the
 * order of their place, as many at a time as the caller likes, and arranged
 * afterwards. Claims of one rank then need no comparison with each other, and
 * few ranks are different.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "view/sayso-claim-speakers.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_CLAIM_ORDER_PLACE,
  SAYSO_CLAIM_ORDER_SPEAKER,
  SAYSO_CLAIM_ORDER_CONFIDENCE, /* least sure first */
  SAYSO_CLAIM_ORDER_STATUS,
  SAYSO_CLAIM_ORDER_LENGTH, /* longest first */
} SaysoClaimOrder;

typedef struct _SaysoClaimRows SaysoClaimRows;

/* speakers, of which a reference is taken, are those of the claims to come. */
SaysoClaimRows *sayso_claim_rows_new (SaysoClaimOrder     order,
                                      SaysoClaimSpeakers *speakers);
void            sayso_claim_rows_free (SaysoClaimRows *self);

/* Adds a claim that comes after all others in the text; it is no row before the rows are arranged. */
void sayso_claim_rows_gather (SaysoClaimRows  *self,
                              SaysoAnnotation *claim);
/* Makes rows of what was gathered, once. */
void sayso_claim_rows_arrange (SaysoClaimRows *self);
/* Drops some rows; FALSE if none is left. The rest are of no use any more, but to be dropped. */
gboolean sayso_claim_rows_drop_some (SaysoClaimRows *self);

/* How many rows; the claim of a row, borrowed, NULL beyond the last. */
guint            sayso_claim_rows_get_length (SaysoClaimRows *self);
SaysoAnnotation *sayso_claim_rows_get (SaysoClaimRows *self,
                                       guint           position);
/* The place of the claim with an id, or G_MAXUINT. */
guint sayso_claim_rows_find (SaysoClaimRows *self,
                             const char     *id);
/* Returns the place where it now is. */
guint sayso_claim_rows_insert (SaysoClaimRows  *self,
                               SaysoAnnotation *claim);
/* Returns the place where it was. */
guint sayso_claim_rows_remove (SaysoClaimRows *self,
                               const char     *id);
/* Takes note that a claim changed; FALSE, and nothing is done, if its row, which must be there, cannot stay where it is. */
gboolean sayso_claim_rows_update (SaysoClaimRows  *self,
                                  SaysoAnnotation *claim);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoClaimRows, sayso_claim_rows_free)

G_END_DECLS
