/* The verbs of annotating: each is one undoable step on a document.
 *
 * by is the annotator's name, written with what they make and decide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

/* The manual set of an annotator; made in the current or a new step where there
 * is none. Borrowed id. */
const char *sayso_edit_ensure_manual_set (SaysoDocument *document,
                                          const char    *by);

/* Marks spans, in the annotator's own set, accepted. A claim gets its kind from the
 * quotation marks in the text. Borrowed; NULL if no span is left after clean-up. */
SaysoAnnotation *sayso_edit_mark (SaysoDocument      *document,
                                  SaysoAnnotationType type,
                                  const SaysoSpan    *spans,
                                  guint               n_spans,
                                  const char         *by);

/* Keeps links. FALSE, and no change, if no span is left. */
gboolean sayso_edit_set_spans (SaysoDocument   *document,
                               SaysoAnnotation *annotation,
                               const SaysoSpan *spans,
                               guint            n_spans,
                               const char      *by);
/* Links that do not fit the new type go. */
void sayso_edit_set_type (SaysoDocument      *document,
                          SaysoAnnotation    *annotation,
                          SaysoAnnotationType type,
                          const char         *by);
void sayso_edit_set_kind (SaysoDocument   *document,
                          SaysoAnnotation *claim,
                          SaysoKind        kind,
                          const char      *by);
/* NULL or "" removes it. */
void sayso_edit_set_note (SaysoDocument   *document,
                          SaysoAnnotation *annotation,
                          const char      *note,
                          const char      *by);
void sayso_edit_set_tags (SaysoDocument     *document,
                          SaysoAnnotation   *annotation,
                          const char *const *tags,
                          const char        *by);
void sayso_edit_set_attribute (SaysoDocument   *document,
                               SaysoAnnotation *annotation,
                               const char      *name,
                               const char      *value,
                               const char      *by);
void sayso_edit_delete (SaysoDocument   *document,
                        SaysoAnnotation *annotation);
/* Many as one step: array of SaysoAnnotation. */
void sayso_edit_delete_all (SaysoDocument *document,
                            GPtrArray     *annotations);

/* Adds a link, unless there is the same already. Borrowed. */
SaysoLink *sayso_edit_link (SaysoDocument   *document,
                            SaysoAnnotation *claim,
                            SaysoAnnotation *target,
                            const char      *by);
/* Makes target the only one of its link type; NULL removes all links of that
 * type. Old suggested targets that no claim uses any more are removed. */
void sayso_edit_relink (SaysoDocument   *document,
                        SaysoAnnotation *claim,
                        SaysoLinkType    type,
                        SaysoAnnotation *target,
                        const char      *by);
/* The same to a span: an annotation of that type with that very span is used
 * where there is one, else made. Borrowed. */
SaysoAnnotation *sayso_edit_relink_to_span (SaysoDocument   *document,
                                            SaysoAnnotation *claim,
                                            SaysoLinkType    type,
                                            SaysoSpan        span,
                                            const char      *by);

/* Decides claims as units: what a claim links to is accepted with it; it is
 * rejected with it when no other claim that is not rejected uses it; reopening
 * (SUGGESTED) takes both back. Array of SaysoAnnotation; one step. */
void sayso_edit_decide (SaysoDocument *document,
                        GPtrArray     *claims,
                        SaysoStatus    status,
                        const char    *by);
void sayso_edit_decide_one (SaysoDocument   *document,
                            SaysoAnnotation *claim,
                            SaysoStatus      status,
                            const char      *by);

/* Identities. A NULL identity takes the reference away. */
SaysoIdentity *sayso_edit_add_identity (SaysoDocument    *document,
                                        const char       *name,
                                        SaysoIdentityKind kind);
void           sayso_edit_identify (SaysoDocument *document,
                                    GPtrArray     *annotations,
                                    SaysoIdentity *identity,
                                    const char    *by);
void           sayso_edit_rename_identity (SaysoDocument *document,
                                           SaysoIdentity *identity,
                                           const char    *name);
void           sayso_edit_set_identity_details (SaysoDocument     *document,
                                                SaysoIdentity     *identity,
                                                SaysoIdentityKind  kind,
                                                const char *const *aliases,
                                                const char        *wikidata);
/* from's mentions, name and aliases go to into. */
void sayso_edit_merge_identities (SaysoDocument *document,
                                  SaysoIdentity *into,
                                  SaysoIdentity *from,
                                  const char    *by);
/* The given mentions get a new identity of their own. Borrowed. */
SaysoIdentity *sayso_edit_split_identity (SaysoDocument *document,
                                          GPtrArray     *annotations,
                                          const char    *name,
                                          const char    *by);

/* What is known about the article itself; NULL where it is not. */
void sayso_edit_set_article_details (SaysoDocument *document,
                                     const char    *title,
                                     const char    *url,
                                     const char    *date);

G_END_DECLS
