/* The claims of a document, one entry each, with what they are filtered and sorted by.
 *
 * The lists of claims, in whatever order, point to these: a hundred thousand
 * claims that are sorted anew cost a hundred thousand pointers, and a list is
 * given up at once.
 *
 * Who says a claim is remembered here. From a claim to the name of its speaker
 * it is ten steps through memory; fifty thousand claims are asked at each letter
 * of a search, and few of them change in between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef struct _SaysoClaimEntries SaysoClaimEntries;

/* A claim as it was when it was looked at last, which is what its place in a list comes from. The members are to be
 * read; the last two belong to sayso_claim_entries_get_words (). */
typedef struct
{
  SaysoAnnotation             *claim;  /* a reference */
  const SaysoAnnotationRecord *record; /* a reference */
  const struct _SaysoSpeaker  *speaker;
  guint                        speaker_age;
} SaysoClaimEntry;

/* Entries of all claims of a document; it may be NULL, of which there are no claims. */
SaysoClaimEntries *sayso_claim_entries_new (SaysoDocument *document);
SaysoClaimEntries *sayso_claim_entries_ref (SaysoClaimEntries *self);
void               sayso_claim_entries_unref (SaysoClaimEntries *self);

SaysoDocument *sayso_claim_entries_get_document (SaysoClaimEntries *self);

/* The entry of the claim with an id, or NULL. */
SaysoClaimEntry *sayso_claim_entries_find (SaysoClaimEntries *self,
                                           const char        *id);
/* Of a claim that has none. */
SaysoClaimEntry *sayso_claim_entries_add (SaysoClaimEntries *self,
                                          SaysoAnnotation   *claim);
/* Frees the entry: it must be in no list any more. */
void sayso_claim_entries_remove (SaysoClaimEntries *self,
                                 SaysoClaimEntry   *entry);
/* Takes over how the claim is now, and who says it. */
void sayso_claim_entries_update (SaysoClaimEntries *self,
                                 SaysoClaimEntry   *entry);

/* As sayso_words_speaker () has it; NULL if nobody says it. Valid as long as self. */
const char *sayso_claim_entries_get_words (SaysoClaimEntries *self,
                                           SaysoClaimEntry   *entry);
/* What the words are sorted by, for strcmp (); nobody comes last. Equal ones are one pointer. Valid as long as self. */
const char *sayso_claim_entries_get_key (SaysoClaimEntries *self,
                                         SaysoClaimEntry   *entry);
/* Asks the document anew who says a claim, or any. */
void sayso_claim_entries_forget_speaker (SaysoClaimEntries *self,
                                         SaysoClaimEntry   *entry);
void sayso_claim_entries_forget_speakers (SaysoClaimEntries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoClaimEntries, sayso_claim_entries_unref)

G_END_DECLS
