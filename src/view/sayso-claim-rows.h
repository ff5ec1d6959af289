/* Claims in an order, as the rows of a list.
 *
 * They come one by one, or all that are to be shown: those are gathered in the
 * order of their place, as many at a time as the caller likes, and arranged
 * afterwards. Claims of one rank then need no comparison with each other, and
 * few ranks are different.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "view/sayso-claim-entries.h"

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

/* Takes a reference to the entries, of which some are to come. */
SaysoClaimRows *sayso_claim_rows_new (SaysoClaimOrder    order,
                                      SaysoClaimEntries *entries);
void            sayso_claim_rows_free (SaysoClaimRows *self);

/* Borrowed. */
SaysoClaimEntries *sayso_claim_rows_get_entries (SaysoClaimRows *self);

/* Adds a claim that comes after all others in the text; it is no row before the rows are arranged. */
void sayso_claim_rows_gather (SaysoClaimRows  *self,
                              SaysoClaimEntry *entry);
/* Makes rows of what was gathered, once. */
void sayso_claim_rows_arrange (SaysoClaimRows *self);

/* How many rows; one of them, borrowed, NULL beyond the last. */
guint            sayso_claim_rows_get_length (SaysoClaimRows *self);
SaysoClaimEntry *sayso_claim_rows_get (SaysoClaimRows *self,
                                       guint           position);
/* The place of an entry, or G_MAXUINT. O(log n): so each entry is updated by itself, its place found before, and moves if
 * it does not fit there any more. */
guint sayso_claim_rows_find (SaysoClaimRows  *self,
                             SaysoClaimEntry *entry);
/* Entries will be updated that stay where they are, as the rows are about to be replaced; to find one takes O(n) from now on. */
void sayso_claim_rows_unsettle (SaysoClaimRows *self);
/* Whether the entry at a place may stay there. */
gboolean sayso_claim_rows_fits (SaysoClaimRows *self,
                                guint           place);
/* Returns the place where it now is. */
guint sayso_claim_rows_insert (SaysoClaimRows  *self,
                               SaysoClaimEntry *entry);
void  sayso_claim_rows_remove (SaysoClaimRows *self,
                               guint           place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoClaimRows, sayso_claim_rows_free)

G_END_DECLS
