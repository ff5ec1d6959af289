/* Records: the immutable values that documents, journals and sidecars are made
 * of.
 *
 * A document maps ids to records, table by table, and every change is "this id
 * had that record and now has this one". Undo, the journal, the three-way
 * merge and the sidecar all work on records, so none of them needs to know
 * what an edit meant. The objects that views bind to (SaysoAnnotation, ...)
 * each show one record at a time.
 *
 * A record may be changed by whoever made or copied it, until it is handed to
 * a document or shared otherwise; from then on it must not be changed.
 * Reference counts are atomic: records may be read from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-types.h"
#include "text/sayso-span.h"

G_BEGIN_DECLS

/* The head of each record. Strings that repeat across records (ids of sets and
 * identities, annotators) are interned GRefStrings; assign them with
 * sayso_record_set_ref (). Other strings are owned; assign them with
 * sayso_record_set_string (). */
typedef struct
{
  SaysoTable table;
  char      *id;     /* UUID; "article" for the one article record */
  char      *extras; /* members that Sayso does not know, as JSON text without
                      * the braces ("\"x\": 1, \"y\": []"), or NULL */
} SaysoRecord;

typedef struct
{
  SaysoRecord head;
  char       *title, *url, *date; /* NULL: not known */
  char       *article_extras;     /* unknown members inside "article"; head.extras has those of the root */
} SaysoArticleRecord;

typedef struct
{
  SaysoRecord head;
  char       *name;
  SaysoOrigin origin;
  char       *annotator; /* or NULL */
  char       *tool;      /* or NULL */
  char       *created;   /* ISO 8601, or NULL */
} SaysoSetRecord;

typedef struct
{
  SaysoRecord       head;
  char             *name;
  SaysoIdentityKind kind;
  char            **aliases;  /* or NULL */
  char             *wikidata; /* "Q…" or a URL, or NULL */
} SaysoIdentityRecord;

typedef struct
{
  SaysoRecord         head;
  GRefString         *set;
  SaysoAnnotationType type;
  SaysoKind           kind;
  SaysoStatus         status;
  SaysoAnchor         anchor;
  int                 confidence; /* per mille, -1: none given */
  guint               n_spans;
  SaysoSpan          *spans;      /* sorted, not empty, not overlapping; none for an orphan */
  GRefString         *identity;   /* id, or NULL */
  GRefString         *by;         /* who made or decided it last, or NULL */
  char               *modified;   /* ISO 8601 UTC, or NULL */
  char               *note;       /* or NULL */
  char              **tags;       /* sorted, or NULL */
  char              **attributes; /* codebook values: name, value, name, value, …, sorted by name; or NULL */
  /* What the covered text was, only while it cannot be read off the article
   * (orphans, and what was just read of another text), else NULL. */
  char *exact, *prefix, *suffix;
} SaysoAnnotationRecord;

typedef struct
{
  SaysoRecord   head;
  GRefString   *set;
  SaysoLinkType type;
  char         *from; /* id of the claim */
  char         *to;   /* id of the speaker, source or cue */
} SaysoLinkRecord;

/* A new record with one reference. id NULL makes a new UUID. Annotations start
 * accepted, without confidence. */
gpointer sayso_record_new (SaysoTable  table,
                           const char *id);
/* A copy that may be changed. */
gpointer sayso_record_copy (gconstpointer record);
gpointer sayso_record_ref (gconstpointer record);
void     sayso_record_unref (gpointer record);
gboolean sayso_record_equal (gconstpointer a,
                             gconstpointer b);

/* Set a member of a record that nobody else has yet: they copy the value and free the old one. */
void sayso_record_set_string (char      **field,
                              const char *value);
void sayso_record_set_ref (GRefString **field,
                           const char  *value);
void sayso_record_set_strv (char            ***field,
                            const char *const *value);
void sayso_annotation_record_set_spans (SaysoAnnotationRecord *self,
                                        const SaysoSpan       *spans,
                                        guint                  n_spans);
/* A codebook value, or NULL. */
const char *sayso_annotation_record_get_attribute (const SaysoAnnotationRecord *self,
                                                   const char                  *name);
/* value NULL removes it. */
void sayso_annotation_record_set_attribute (SaysoAnnotationRecord *self,
                                            const char            *name,
                                            const char            *value);

/* The order of the sidecar (section 3 of the format) within one table. */
int sayso_record_compare (gconstpointer a,
                          gconstpointer b);

/* Now, as sidecars write it: "2026-11-23T10:00:00Z". */
char *sayso_timestamp_now (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoRecord, sayso_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoArticleRecord, sayso_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoSetRecord, sayso_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoIdentityRecord, sayso_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoAnnotationRecord, sayso_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoLinkRecord, sayso_record_unref)

G_END_DECLS
