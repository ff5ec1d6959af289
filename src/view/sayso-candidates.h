/* What a claim may link to, in the order a person should be offered it.
 *
 * Gold annotations show that the nearest mention is right in 77 % and one of the
 * nearest two in 99 % of all cases, so place comes first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef struct
{
  char     *id; /* of an annotation, or NULL: the span is not marked yet */
  SaysoSpan span;
  char     *name;  /* as people are called: the identity's name, else the words */
  char     *words; /* the words themselves, where they differ from the name; or NULL */
} SaysoCandidate;

SaysoCandidate *sayso_candidate_new (const char *id,
                                     SaysoSpan   span,
                                     const char *name);

/* Nearest first, each name once: array of SaysoCandidate, owned. */
GPtrArray *sayso_candidates_list (SaysoDocument   *document,
                                  SaysoAnnotation *claim,
                                  SaysoLinkType    type);
/* The speaker that the claim has, then the ranked places, then the nearest marks; each place
 * once. Where a ranked place is marked already, the mark stands for it. Owned. */
GPtrArray *sayso_candidates_list_ranked (SaysoDocument   *document,
                                         SaysoAnnotation *claim,
                                         const SaysoSpan *ranked,
                                         guint            n_ranked);
/* The nearest place in the article where words stand, any case. */
gboolean sayso_candidates_find_words (SaysoDocument   *document,
                                      SaysoAnnotation *claim,
                                      const char      *words,
                                      SaysoSpan       *span);
/* The nearest mark in the claim's sentence, outside the claim; borrowed or NULL. */
SaysoAnnotation *sayso_candidates_in_sentence (SaysoDocument   *document,
                                               SaysoAnnotation *claim,
                                               SaysoLinkType    type);

G_END_DECLS
