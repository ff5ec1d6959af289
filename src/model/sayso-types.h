/* The closed vocabularies of the model, registered as GEnums. The nicks are
 * the words that stand in sidecars.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SAYSO_TABLE_ARTICLE, /* one record: title, address and date of the article */
  SAYSO_TABLE_SETS,
  SAYSO_TABLE_IDENTITIES,
  SAYSO_TABLE_ANNOTATIONS,
  SAYSO_TABLE_LINKS,
} SaysoTable;
#define SAYSO_N_TABLES 5

typedef enum
{
  SAYSO_ANNOTATION_SPEAKER,
  SAYSO_ANNOTATION_CLAIM,
  SAYSO_ANNOTATION_SOURCE,
  SAYSO_ANNOTATION_CUE,
} SaysoAnnotationType;
#define SAYSO_N_ANNOTATION_TYPES 4

/* How much of a claim stands in quotation marks. */
typedef enum
{
  SAYSO_KIND_NONE, /* not a claim, or not known */
  SAYSO_KIND_DIRECT,
  SAYSO_KIND_INDIRECT,
  SAYSO_KIND_MIXED,
} SaysoKind;

typedef enum
{
  SAYSO_STATUS_SUGGESTED,
  SAYSO_STATUS_ACCEPTED,
  SAYSO_STATUS_REJECTED,
} SaysoStatus;

/* How an annotation stands to the article after the article changed. */
typedef enum
{
  SAYSO_ANCHOR_EXACT,
  SAYSO_ANCHOR_MOVED,  /* found again by an approximate step: to be reviewed */
  SAYSO_ANCHOR_ORPHAN, /* not found: has no spans, only its old text */
} SaysoAnchor;

typedef enum
{
  SAYSO_LINK_SAID_BY,  /* claim -> speaker */
  SAYSO_LINK_FOUND_IN, /* claim -> source */
  SAYSO_LINK_CUED_BY,  /* claim -> cue */
} SaysoLinkType;
#define SAYSO_N_LINK_TYPES 3

typedef enum
{
  SAYSO_IDENTITY_UNKNOWN,
  SAYSO_IDENTITY_PERSON,
  SAYSO_IDENTITY_ORGANISATION,
  SAYSO_IDENTITY_GROUP,
  SAYSO_IDENTITY_OUTLET,
  SAYSO_IDENTITY_DOCUMENT,
} SaysoIdentityKind;

typedef enum
{
  SAYSO_ORIGIN_MANUAL,
  SAYSO_ORIGIN_EXTRACTOR,
  SAYSO_ORIGIN_IMPORT,
  SAYSO_ORIGIN_ADJUDICATED,
} SaysoOrigin;

#define SAYSO_TYPE_TABLE (sayso_table_get_type ())
#define SAYSO_TYPE_ANNOTATION_TYPE (sayso_annotation_type_get_type ())
#define SAYSO_TYPE_KIND (sayso_kind_get_type ())
#define SAYSO_TYPE_STATUS (sayso_status_get_type ())
#define SAYSO_TYPE_ANCHOR (sayso_anchor_get_type ())
#define SAYSO_TYPE_LINK_TYPE (sayso_link_type_get_type ())
#define SAYSO_TYPE_IDENTITY_KIND (sayso_identity_kind_get_type ())
#define SAYSO_TYPE_ORIGIN (sayso_origin_get_type ())
GType sayso_table_get_type (void);
GType sayso_annotation_type_get_type (void);
GType sayso_kind_get_type (void);
GType sayso_status_get_type (void);
GType sayso_anchor_get_type (void);
GType sayso_link_type_get_type (void);
GType sayso_identity_kind_get_type (void);
GType sayso_origin_get_type (void);

/* The word for a value of any of the enumerations above, as in sidecars. */
const char *sayso_nick (GType type,
                        int   value);

/* FALSE if no value has that word. */
gboolean sayso_from_nick (GType       type,
                          const char *nick,
                          int        *value);

/* What the far end of a link must be: the speaker of a said-by link, ... */
SaysoAnnotationType sayso_link_type_target (SaysoLinkType type);

/* The reverse. FALSE for claims, which are no target. */
gboolean sayso_link_type_for_target (SaysoAnnotationType target,
                                     SaysoLinkType      *type);

G_END_DECLS
