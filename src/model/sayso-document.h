/* A document: an article's text and everything that was marked in it.
 *
 * The document owns one record for each id (model/sayso-record.h) and shows
 * them as GListModels of items (model/sayso-item.h), sorted as in the sidecar.
 * Every change is put () or remove () inside a step between begin () and
 * end (); a step is undone and redone as one. Queries by place in the text
 * use an interval tree: O(log n + k); a change costs O(log n).
 *
 * Signals:
 *   changed (SaysoStep, gboolean undone): when a step, an undo or a redo is
 *     complete; the journal and "modified" hang on this one.
 *   reloaded: after load (): everything may be different.
 *
 * A document belongs to the main thread. Its records and its text may be read
 * from any thread: sayso_document_snapshot () hands them out in O(n) references.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-history.h"
#include "model/sayso-item.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_DOCUMENT (sayso_document_get_type ())
G_DECLARE_FINAL_TYPE (SaysoDocument, sayso_document, SAYSO, DOCUMENT, GObject)

/* A document without any marks. Takes a reference to the text. */
SaysoDocument *sayso_document_new (SaysoText *text);

/* The text that all offsets count in, and what was done so far. Borrowed. */
SaysoText    *sayso_document_get_text (SaysoDocument *self);
SaysoHistory *sayso_document_get_history (SaysoDocument *self);

/* Title, address, date. Never NULL. */
const SaysoArticleRecord *sayso_document_get_article (SaysoDocument *self);

/* GListModels, owned by the document, sorted as in the sidecar. Claims are
 * those annotations whose type is claim. */
GListModel *sayso_document_get_sets (SaysoDocument *self);
GListModel *sayso_document_get_identities (SaysoDocument *self);
GListModel *sayso_document_get_annotations (SaysoDocument *self);
GListModel *sayso_document_get_claims (SaysoDocument *self);
GListModel *sayso_document_get_links (SaysoDocument *self);

/* By id; borrowed, NULL if there is none. */
SaysoItem          *sayso_document_get_item (SaysoDocument *self,
                                             SaysoTable     table,
                                             const char    *id);
SaysoAnnotationSet *sayso_document_get_set (SaysoDocument *self,
                                            const char    *id);
SaysoIdentity      *sayso_document_get_identity (SaysoDocument *self,
                                                 const char    *id);
SaysoAnnotation    *sayso_document_get_annotation (SaysoDocument *self,
                                                   const char    *id);
SaysoLink          *sayso_document_get_link (SaysoDocument *self,
                                             const char    *id);

/* The place of a claim in the list of claims, O(log n); G_MAXUINT if it is not there. */
guint sayso_document_get_claim_position (SaysoDocument   *self,
                                         SaysoAnnotation *claim);
/* The first claim whose place is at or after an offset; G_MAXUINT if none. */
guint sayso_document_get_claim_position_at (SaysoDocument *self,
                                            guint          offset);

/* Links from and to an annotation: arrays of SaysoLink, owned by the caller
 * (elements borrowed), in the order of the sidecar. */
GPtrArray *sayso_document_get_links_from (SaysoDocument   *self,
                                          SaysoAnnotation *claim);
GPtrArray *sayso_document_get_links_to (SaysoDocument   *self,
                                        SaysoAnnotation *target);
/* The annotations at the far end of a claim's links of one type, in the order
 * of the text: array of SaysoAnnotation, owned by the caller, elements borrowed. */
GPtrArray *sayso_document_get_linked (SaysoDocument   *self,
                                      SaysoAnnotation *claim,
                                      SaysoLinkType    type);
/* The first of them, borrowed, or NULL. */
SaysoAnnotation *sayso_document_get_first_linked (SaysoDocument   *self,
                                                  SaysoAnnotation *claim,
                                                  SaysoLinkType    type);
/* The claims that link to a speaker, source or cue; as above. */
GPtrArray *sayso_document_get_claims_of (SaysoDocument   *self,
                                         SaysoAnnotation *target);
/* Adds the ids of the claims of which a step changed what a person sees: themselves, their links, and the words that these
 * lead to (other marks' ids may be among them). ids owns its keys. FALSE if that may be all claims. */
gboolean sayso_document_find_changed_claims (SaysoDocument *self,
                                             SaysoStep     *step,
                                             GHashTable    *ids);

/* The annotations of which a span overlaps the given one (an empty span asks
 * for what covers that offset, its end included), each once, sorted: array
 * owned by the caller, elements borrowed. O(log n + k). */
GPtrArray *sayso_document_find_overlapping (SaysoDocument *self,
                                            SaysoSpan      span);

/* The same without an array, in the order of starts; an annotation with several
 * spans may come several times. Return FALSE to stop. */
typedef gboolean (*SaysoAnnotationFunc) (SaysoAnnotation *annotation,
                                         SaysoSpan        span,
                                         gpointer         user_data);
void sayso_document_foreach_overlapping (SaysoDocument      *self,
                                         SaysoSpan           span,
                                         SaysoAnnotationFunc func,
                                         gpointer            user_data);

/* How many claims have a status; O(1). */
guint sayso_document_count_claims (SaysoDocument *self,
                                   SaysoStatus    status);

/* Covered text: spans joined by " … ", as "exact" in the sidecar; an orphan's is its
 * old text. */
char *sayso_document_dup_exact (SaysoDocument   *self,
                                SaysoAnnotation *annotation);

/* Steps nest; the outermost label counts; a step without changes leaves no
 * trace. label is translated. */
void sayso_document_begin (SaysoDocument *self,
                           const char    *label);
void sayso_document_end (SaysoDocument *self);

/* Inside a step only. Adds or replaces the record of that id. What it refers
 * to (set, identity, ends of a link) must exist. */
void sayso_document_put (SaysoDocument *self,
                         gconstpointer  record);
/* The same for each of an array of records, which are mostly new and come table by table: the lists take those of a table
 * together. */
void sayso_document_put_many (SaysoDocument *self,
                              GPtrArray     *records);
/* Removing an annotation removes its links first, a set its annotations,
 * an identity the references to it. */
void sayso_document_remove (SaysoDocument *self,
                            SaysoTable     table,
                            const char    *id);

/* Takes the last step back, or does it again; nothing if there is none. */
void sayso_document_undo (SaysoDocument *self);
void sayso_document_redo (SaysoDocument *self);

/* Replaces everything, without history: array of records of any tables, whose
 * references have been checked. */
void sayso_document_load (SaysoDocument *self,
                          GPtrArray     *records);
/* All records, in the order of the sidecar, article first: array of owned
 * references, to be read from any thread. */
GPtrArray *sayso_document_snapshot (SaysoDocument *self);

/* Grows with every step, undo and redo: to see whether something was saved. */
guint64 sayso_document_get_generation (SaysoDocument *self);

G_END_DECLS
