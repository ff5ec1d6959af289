/* One claim in the list: who says it, its first words, where it was said and
 * whether it was reviewed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"
#include "view/sayso-codebook-fields.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CLAIM_CARD (sayso_claim_card_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimCard, sayso_claim_card, SAYSO, CLAIM_CARD, GtkWidget)

GtkWidget *sayso_claim_card_new (void);
/* Both NULL: shows nothing. */
void             sayso_claim_card_set_claim (SaysoClaimCard  *self,
                                             SaysoDocument   *document,
                                             SaysoAnnotation *claim);
SaysoAnnotation *sayso_claim_card_get_claim (SaysoClaimCard *self);
/* A card is empty, as tall as others are, until it is filled, which the list does when it comes near what is seen; with
 * another claim it is empty again. */
void     sayso_claim_card_fill (SaysoClaimCard *self);
gboolean sayso_claim_card_is_filled (SaysoClaimCard *self);
/* The claim, a link or a mention changed: shows what is true now. */
void sayso_claim_card_refresh (SaysoClaimCard *self);
/* NULL: none. */
void sayso_claim_card_set_codebook (SaysoClaimCard *self,
                                    SaysoCodebook  *codebook);
/* The controls of the codebook, which the selected card has; what was typed in them is to be
 * committed before they go. */
void                 sayso_claim_card_set_controls (SaysoClaimCard *self,
                                                    gboolean        shown,
                                                    const char     *annotator);
SaysoCodebookFields *sayso_claim_card_get_controls (SaysoClaimCard *self);

G_END_DECLS
