/* One claim in the list: who says it, its first words, where it was said and
 * whether it was reviewed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CLAIM_CARD (sayso_claim_card_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimCard, sayso_claim_card, SAYSO, CLAIM_CARD, GtkWidget)

GtkWidget *sayso_claim_card_new (void);
/* Both NULL: shows nothing. */
void             sayso_claim_card_set_claim (SaysoClaimCard  *self,
                                             SaysoDocument   *document,
                                             SaysoAnnotation *claim);
SaysoAnnotation *sayso_claim_card_get_claim (SaysoClaimCard *self);
/* The claim, a link or a mention changed: shows what is true now. */
void sayso_claim_card_refresh (SaysoClaimCard *self);

G_END_DECLS
