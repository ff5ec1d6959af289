/* How well two annotation sets agree, over one article or many.
 *
 * Annotations of one type are compared with those of the same type, links with
 * links. Rejected annotations, orphans, and links to either do not count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

/* Of the annotations of one type, or the links of one type: an annotation is the same if it
 * covers the same spans, and is met if it overlaps any of the other set. Of a
 * link, both ends must be. */
typedef struct
{
  guint n_first;      /* in the first set */
  guint n_second;     /* in the second */
  guint n_same;       /* pairs, each used once */
  guint n_first_met;  /* of the first set */
  guint n_second_met; /* of the second */
} SaysoAgreementCounts;

typedef struct _SaysoAgreement SaysoAgreement;

/* Of no articles yet. */
SaysoAgreement *sayso_agreement_new (void);
void            sayso_agreement_free (SaysoAgreement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoAgreement, sayso_agreement_free)

/* Adds an article: its text, its records as sayso_document_snapshot () gives them, and the ids of
 * the two sets. Nothing is kept of them. O(n log n), but for sets in which
 * very many annotations lie over one another. */
void sayso_agreement_add (SaysoAgreement *self,
                          SaysoText      *text,
                          GPtrArray      *records,
                          const char     *first,
                          const char     *second);

/* Borrowed; they change with the next article. */
const SaysoAgreementCounts *sayso_agreement_get_annotations (SaysoAgreement     *self,
                                                             SaysoAnnotationType type);
const SaysoAgreementCounts *sayso_agreement_get_links (SaysoAgreement *self,
                                                       SaysoLinkType   type);

/* Krippendorff's alpha for unitizing, see agreement/sayso-unitized-alpha.h; all articles are one
 * continuum, annotations of one set that overlap are one piece. NAN without annotations. */
double sayso_agreement_get_alpha (SaysoAgreement     *self,
                                  SaysoAnnotationType type);

/* Cohen's kappa over tokens (what stands between white space): is it touched by an annotation
 * of the type? NAN where chance alone would agree on all. */
double sayso_agreement_get_kappa (SaysoAgreement     *self,
                                  SaysoAnnotationType type);

G_END_DECLS
