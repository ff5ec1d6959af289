/* Makes the records of an import: a new annotation set of suggestions.
 *
 * An importer adds what it reads under the file's own keys, with offsets as the
 * file counts them and the covered text where the file states it. finish ()
 * then finds the one unit and kind of line ends in which all of it agrees
 * with the article: the format's own first, then the others. If none does, the error
 * names the first record that does not fit.
 *
 * Ids rise in the order in which records are added, so that what shares a place
 * keeps its order on the next export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

typedef struct _SaysoImporter SaysoImporter;

/* What messages call the file. */
const char *sayso_import_options_name_file (const SaysoImportOptions *options);

/* Starts an import; both arguments must outlive it. */
SaysoImporter *sayso_importer_new (const SaysoFormat        *format,
                                   const SaysoImportOptions *options);
void           sayso_importer_free (SaysoImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoImporter, sayso_importer_free)

/* To put the tool's name and date into, where the file states them. */
SaysoSetRecord *sayso_importer_get_set (SaysoImporter *self);

/* A format with several dialects may change what unit is tried first. */
void sayso_importer_set_unit (SaysoImporter *self,
                              SaysoUnit      unit);

/* Whether a text that the file carries is the article, line ends and other
 * white space aside. */
gboolean sayso_importer_is_article (SaysoImporter *self,
                                    const char    *text);

/* The text that the file carries, if it does: what its spans cover there is
 * then expected in the article where a span states no text itself. */
void sayso_importer_set_file_text (SaysoImporter *self,
                                   const char    *text);

/* A new annotation, status suggested, without a place yet. key is the file's
 * own id, NULL if it has none; place names it in messages ("T3", "line 4").
 * Fails on a key that was there before. Borrowed; to be filled in. */
SaysoAnnotationRecord *sayso_importer_add (SaysoImporter      *self,
                                           SaysoAnnotationType type,
                                           const char         *key,
                                           const char         *place,
                                           GError            **error);
/* A file may hang this many tags, notes, values or partners on one annotation;
 * each costs a look at those before it. */
#define SAYSO_IMPORTER_MAX_DETAILS 1000
/* FALSE, with an error, when n exceeds it. */
gboolean sayso_importer_check_details (SaysoImporter *self,
                                       guint          n,
                                       const char    *place,
                                       GError       **error);

/* Uses a UUID of the file's as the id, if it is one that is free. */
void sayso_importer_keep_id (SaysoImporter *self,
                             gpointer       record,
                             const char    *uuid);

/* A span of the annotation that was added last, as the file counts. exact is the
 * text there, or NULL if the file does not say. */
void sayso_importer_add_span (SaysoImporter *self,
                              gint64         start,
                              gint64         end,
                              const char    *exact);
/* The text of all its spans together, white space between them. */
void sayso_importer_expect (SaysoImporter *self,
                            const char    *exact);
/* A span that is already known in code points of the article: for formats
 * whose places are found by text or by tokens. */
void sayso_importer_add_resolved (SaysoImporter *self,
                                  SaysoSpan      span);

/* The annotation with a key, or NULL. */
SaysoAnnotationRecord *sayso_importer_lookup (SaysoImporter *self,
                                              const char    *key);

/* Links two annotations by key, in either order: which is the claim, and the
 * type of the link, follow from their types. Two of which neither or both are
 * claims are no link of ours: counted as skipped, not an error; a link to itself
 * or to nothing is one. */
gboolean sayso_importer_link (SaysoImporter *self,
                              const char    *a,
                              const char    *b,
                              const char    *place,
                              GError       **error);
/* The same for records added before. */
void sayso_importer_link_records (SaysoImporter         *self,
                                  SaysoAnnotationRecord *claim,
                                  SaysoAnnotationRecord *target);

/* Uses a UUID of the file's as the id of the link just made, if one was made. */
void sayso_importer_keep_link_id (SaysoImporter *self,
                                  const char    *uuid);

/* The identity of a name, made on first use. Borrowed; to be filled in. */
SaysoIdentityRecord *sayso_importer_identity (SaysoImporter *self,
                                              const char    *name);
/* A new one in any case. */
SaysoIdentityRecord *sayso_importer_add_identity (SaysoImporter *self,
                                                  const char    *name);

/* Something of the file that Sayso has no place for; told in one notice per
 * kind of thing ("label Person: 3"). */
void sayso_importer_skip (SaysoImporter *self,
                          const char    *what);

/* The same for a mark whose label means nothing to Sayso. Links to its key are
 * then left out too, rather than being links to nothing. */
void sayso_importer_skip_mark (SaysoImporter *self,
                               const char    *key,
                               const char    *label);

/* The type that a label means, ours or a neighbour's ("Quotation", "content").
 * FALSE if none. */
gboolean sayso_importer_type_of (const char          *label,
                                 SaysoAnnotationType *type);

/* A score between 0 and 1 in per mille, -1 if it is none. */
int sayso_importer_confidence (double score);

/* The records, set first; or an error naming the first that does not fit. */
GPtrArray *sayso_importer_finish (SaysoImporter *self,
                                  GError       **error);

G_END_DECLS
