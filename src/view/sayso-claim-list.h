/* The pane of claim cards: a list to walk, a switch between all claims and those
 * to review, filters, an order, and the legend that shows and hides marks.
 *
 * Signals:
 *   selected (SaysoAnnotation claim): a person chose a card.
 *   act-on-shown (SaysoStatus): accept or reject all that are shown.
 *   tag-shown (const char *): add a tag to all that are shown; "-tag" takes it away.
 *   legend-changed (SaysoAnnotationType, gboolean shown)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-codebook.h"
#include "view/sayso-claim-model.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CLAIM_LIST (sayso_claim_list_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimList, sayso_claim_list, SAYSO, CLAIM_LIST, GtkWidget)

GtkWidget *sayso_claim_list_new (void);
void       sayso_claim_list_set_document (SaysoClaimList *self,
                                          SaysoDocument  *document);
/* Selects a card without "selected", and scrolls to it; NULL selects none. */
void             sayso_claim_list_set_current (SaysoClaimList  *self,
                                               SaysoAnnotation *claim);
SaysoClaimModel *sayso_claim_list_get_model (SaysoClaimList *self);
/* Replaces the filter; the switch follows its statuses. */
void sayso_claim_list_set_filter (SaysoClaimList         *self,
                                  const SaysoClaimFilter *filter);
/* The controls of the selected card; codebook NULL: none. annotator: written with what is
 * changed there. */
void sayso_claim_list_set_codebook (SaysoClaimList *self,
                                    SaysoCodebook  *codebook,
                                    const char     *annotator);
/* Writes what was typed on the selected card and is not yet in the document. */
void sayso_claim_list_commit (SaysoClaimList *self);
/* FALSE if there are no such controls. */
gboolean sayso_claim_list_focus_codebook (SaysoClaimList *self);
/* The claims that are shown: array of SaysoAnnotation, owned. */
GPtrArray *sayso_claim_list_dup_shown (SaysoClaimList *self);
void       sayso_claim_list_focus_search (SaysoClaimList *self);
void       sayso_claim_list_grab_list_focus (SaysoClaimList *self);

G_END_DECLS
