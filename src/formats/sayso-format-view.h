/* What was chosen for an export, laid out for exporters: annotations in the
 * order of the text, numbered, links between those numbers, and a count of
 * what a format that holds less will drop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

typedef struct
{
  const SaysoLinkRecord *record;
  SaysoLinkType          type;
  guint                  from, to; /* numbers of annotations */
} SaysoViewLink;

typedef struct
{
  const SaysoExportOptions *options;
  SaysoDocument            *document;
  SaysoText                *text;
  const SaysoArticleRecord *article;
  const char               *article_name; /* never NULL */

  /* In the order of the sidecar. Orphans, which have no place, are left out. */
  guint                         n_annotations;
  const SaysoAnnotationRecord **annotations;
  /* Sorted by (from, type, to); those of annotation i are first_link[i] up to,
   * not including, first_link[i + 1]. Only links with both ends in the view. */
  guint          n_links;
  SaysoViewLink *links;
  guint         *first_link; /* n_annotations + 1 */
  /* Those that the annotations refer to, in the order of their first mention, and
   * the sets that the annotations are in. */
  GPtrArray *identities; /* const SaysoIdentityRecord */
  GPtrArray *sets;       /* const SaysoSetRecord */

  GPtrArray *orphans;         /* const SaysoAnnotationRecord: chosen, but without a place */
  guint      n_rejected;      /* left out because nothing was said about statuses */
  guint      n_dropped_links; /* of a chosen claim, to something not chosen */

  GHashTable *identity_numbers; /* record → number + 1 */
  GPtrArray  *replacements;
} SaysoView;

/* Lays out what was chosen of a document, which must not change meanwhile. */
SaysoView *sayso_view_new (const SaysoExportOptions *options);
void       sayso_view_free (SaysoView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoView, sayso_view_free)

/* Puts something else in the place of each annotation before it is written: the
 * same record (with a reference), a changed copy, or nothing (NULL). Order,
 * numbers, links and identities follow. */
typedef SaysoAnnotationRecord *(*SaysoViewReplaceFunc) (const SaysoView             *view,
                                                        const SaysoAnnotationRecord *record);
void sayso_view_replace (SaysoView           *self,
                         SaysoViewReplaceFunc func);

/* The covered text of one span, and of all spans joined by a string. */
char *sayso_view_dup_span_text (const SaysoView *self,
                                SaysoSpan        span);
char *sayso_view_dup_text (const SaysoView             *self,
                           const SaysoAnnotationRecord *record,
                           const char                  *joined_by);
/* From the first start to the last end. */
SaysoSpan sayso_view_hull (const SaysoAnnotationRecord *record);
/* Borrowed, NULL if it has none. number may be NULL: place in identities. */
const SaysoIdentityRecord *sayso_view_get_identity (const SaysoView             *self,
                                                    const SaysoAnnotationRecord *record,
                                                    guint                       *number);
/* The first link of a type of annotation i, or NULL; the next of the same type
 * after one, or NULL. */
const SaysoViewLink *sayso_view_first_link (const SaysoView *self,
                                            guint            from,
                                            SaysoLinkType    type);
const SaysoViewLink *sayso_view_next_link (const SaysoView     *self,
                                           const SaysoViewLink *link);
/* The name that a claim's speaker goes by: of the identity, else the words; NULL if
 * it has none. The caller frees it. */
char *sayso_view_dup_speaker_name (const SaysoView             *self,
                                   const SaysoAnnotationRecord *speaker);

/* What a format may be able to hold. */
typedef enum
{
  SAYSO_HOLDS_FRAGMENTS = 1 << 0,        /* several spans in one annotation */
  SAYSO_HOLDS_LINKS = 1 << 1,            /* links, all of them */
  SAYSO_HOLDS_NOTES = 1 << 2,            /* */
  SAYSO_HOLDS_TAGS = 1 << 3,             /* */
  SAYSO_HOLDS_ATTRIBUTES = 1 << 4,       /* codebook values */
  SAYSO_HOLDS_CONFIDENCE = 1 << 5,       /* */
  SAYSO_HOLDS_STATUS = 1 << 6,           /* suggested, accepted, rejected told apart */
  SAYSO_HOLDS_KIND = 1 << 7,             /* direct, indirect, mixed */
  SAYSO_HOLDS_IDENTITIES = 1 << 8,       /* names of identities */
  SAYSO_HOLDS_IDENTITY_DETAILS = 1 << 9, /* their kinds, aliases and Wikidata ids */
  SAYSO_HOLDS_AUTHORSHIP = 1 << 10,      /* by whom and when */
  SAYSO_HOLDS_SETS = 1 << 11,            /* which annotation is in which set */
  SAYSO_HOLDS_UNLINKED = 1 << 12,        /* speakers, sources and cues of no claim */
  SAYSO_HOLDS_REJECTED = 1 << 13,        /* writes rejected ones without being asked */
  SAYSO_HOLDS_WIKIDATA = 1 << 14,        /* Wikidata ids, if not all the details */
  SAYSO_HOLDS_ANCHORS = 1 << 15,         /* that an annotation was moved, to be reviewed */
  SAYSO_HOLDS_ORPHANS = 1 << 16,         /* annotations without a place, by their old text */
  SAYSO_HOLDS_TOOL = 1 << 17,            /* the tool that made the only set */
} SaysoHolds;
#define SAYSO_HOLDS_ALL ((1 << 18) - 1)

/* Adds a sentence for each thing that the view has and the format does not hold.
 * Claims may hold more than speakers, sources and cues do. */
void sayso_view_list_losses (const SaysoView *self,
                             SaysoHolds       claims_hold,
                             SaysoHolds       others_hold,
                             GPtrArray       *losses);
/* The same for whole formats that make no such difference. */
void sayso_format_losses_beyond (const SaysoExportOptions *options,
                                 SaysoHolds                holds,
                                 GPtrArray                *losses);

G_END_DECLS
