/* The claims of a document, filtered and sorted, as a GListModel.
 *
 * GtkFilterListModel does not see that an item's properties changed, and a
 * filter that is told so walks all items. This one looks at the steps of the
 * document and moves only what they touched: O(log n) for each change. A
 * changed filter or order walks all claims once.
 *
 * Signals: replacing before and replaced after all rows are replaced at once,
 * around items-changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "view/sayso-claim-match.h"
#include "view/sayso-claim-rows.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CLAIM_MODEL (sayso_claim_model_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimModel, sayso_claim_model, SAYSO, CLAIM_MODEL, GObject)

SaysoClaimModel *sayso_claim_model_new (void);
/* document may be NULL. */
void sayso_claim_model_set_document (SaysoClaimModel *self,
                                     SaysoDocument   *document);
/* Takes a copy. Of many claims the list is built in pieces, and changes when it is whole. */
void                    sayso_claim_model_set_filter (SaysoClaimModel        *self,
                                                      const SaysoClaimFilter *filter);
const SaysoClaimFilter *sayso_claim_model_get_filter (SaysoClaimModel *self);
void                    sayso_claim_model_set_order (SaysoClaimModel *self,
                                                     SaysoClaimOrder  order);
SaysoClaimOrder         sayso_claim_model_get_order (SaysoClaimModel *self);
/* Has what is to be shown at once. */
void sayso_claim_model_finish (SaysoClaimModel *self);
/* The place of a claim, O(log n); GTK_INVALID_LIST_POSITION (G_MAXUINT) if it is not shown. */
guint sayso_claim_model_find (SaysoClaimModel *self,
                              SaysoAnnotation *claim);

G_END_DECLS
