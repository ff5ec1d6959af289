/* Who says each claim of a document, in words, remembered.
 *
 * From a claim to the name of its speaker it is ten steps through memory. Fifty
 * thousand claims are asked at each letter of a search, and when they are sorted
 * by speaker; few of them change in between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef struct _SaysoClaimSpeakers SaysoClaimSpeakers;

/* document may be NULL, of which there are no claims. */
SaysoClaimSpeakers *sayso_claim_speakers_new (SaysoDocument *document);
SaysoClaimSpeakers *sayso_claim_speakers_ref (SaysoClaimSpeakers *self);
void                sayso_claim_speakers_unref (SaysoClaimSpeakers *self);

/* As sayso_words_speaker () has it; NULL if nobody says it. Valid as long as self. */
const char *sayso_claim_speakers_get_words (SaysoClaimSpeakers *self,
                                            SaysoAnnotation    *claim);
/* What the words are sorted by, for strcmp (); nobody comes last. Valid as long as self. */
const char *sayso_claim_speakers_get_key (SaysoClaimSpeakers *self,
                                          SaysoAnnotation    *claim);
/* Asks the document anew where a step, which is done or undone already, may have changed who says something. */
void sayso_claim_speakers_step_done (SaysoClaimSpeakers *self,
                                     SaysoStep          *step);
void sayso_claim_speakers_forget_all (SaysoClaimSpeakers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoClaimSpeakers, sayso_claim_speakers_unref)

G_END_DECLS
