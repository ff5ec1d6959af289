/* The controls that narrow the claim list: words, status, kind, speaker, set,
 * confidence, order; and what can be done to all that are shown.
 *
 * Signals: changed; act (SaysoStatus); tag (const char *).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "view/sayso-claim-model.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CLAIM_FILTER_POPOVER (sayso_claim_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimFilterPopover, sayso_claim_filter_popover, SAYSO, CLAIM_FILTER_POPOVER, GtkPopover)

GtkWidget *sayso_claim_filter_popover_new (void);
/* Where the speakers and sets to choose from come from; read when it opens. */
void sayso_claim_filter_popover_set_document (SaysoClaimFilterPopover *self,
                                              SaysoDocument           *document);
/* Fills a cleared filter with what is chosen. */
void            sayso_claim_filter_popover_read (SaysoClaimFilterPopover *self,
                                                 SaysoClaimFilter        *filter);
SaysoClaimOrder sayso_claim_filter_popover_get_order (SaysoClaimFilterPopover *self);
void            sayso_claim_filter_popover_reset (SaysoClaimFilterPopover *self);
void            sayso_claim_filter_popover_focus_search (SaysoClaimFilterPopover *self);

G_END_DECLS
