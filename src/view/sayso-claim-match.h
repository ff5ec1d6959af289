/* Which claims are to be shown: what a person asks for, and whether a claim is that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "view/sayso-claim-entries.h"

G_BEGIN_DECLS

/* What to show. A zero or NULL member asks nothing. */
typedef struct
{
  guint    statuses;       /* bits 1 << SaysoStatus */
  guint    kinds;          /* bits 1 << SaysoKind */
  int      max_confidence; /* per mille; 0: any. Claims without one are shown */
  int      min_confidence;
  char    *set;        /* id */
  char    *speaker;    /* a name as sayso_words_mention () has it, of one of its speakers */
  char    *identity;   /* id: of a speaker or source */
  char    *text;       /* in the claim, its speaker, its note or its tags */
  gboolean no_speaker; /* only those that miss one */
} SaysoClaimFilter;

void sayso_claim_filter_clear (SaysoClaimFilter *filter);
/* to holds nothing that would have to be freed. */
void sayso_claim_filter_copy (SaysoClaimFilter       *to,
                              const SaysoClaimFilter *from);
/* Whether it asks nothing. */
gboolean sayso_claim_filter_is_empty (const SaysoClaimFilter *filter);

/* needle: the filter's text, case folded; NULL if it has none. entry: one of the entries. */
gboolean sayso_claim_filter_passes (const SaysoClaimFilter *filter,
                                    const char             *needle,
                                    SaysoClaimEntries      *entries,
                                    SaysoClaimEntry        *entry);

/* Whether a text has a case-folded needle in it, whatever the case of its own letters. A few nanoseconds a character for
 * what is mostly asked, as a hundred thousand claims are looked through while a person types. */
gboolean sayso_claim_match_contains (const char *text,
                                     gsize       n_bytes,
                                     const char *needle);

G_END_DECLS
