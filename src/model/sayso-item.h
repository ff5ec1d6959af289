/* What views bind to: objects that each show the current record of one id.
 *
 * An item stays the same object as long as its id is in the document, through
 * every change and through undo; a change replaces its record and notifies the
 * properties that differ. Items have no setters: changes go through the
 * document (model/sayso-document.h, model/sayso-edit.h), so that all of them
 * can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_ITEM (sayso_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (SaysoItem, sayso_item, SAYSO, ITEM, GObject)

struct _SaysoItemClass
{
  GObjectClass parent_class;
};

/* The id of the record: a UUID that stays the same. Borrowed. */
const char *sayso_item_get_id (SaysoItem *self);
/* Borrowed; valid until the item changes. Reference it to keep it. */
gconstpointer sayso_item_get_record (SaysoItem *self);

/* For the document alone. */
SaysoItem *sayso_item_new (const SaysoRecord *record);
void       sayso_item_set_record (SaysoItem         *self,
                                  const SaysoRecord *record);

#define SAYSO_TYPE_ANNOTATION_SET (sayso_annotation_set_get_type ())
G_DECLARE_FINAL_TYPE (SaysoAnnotationSet, sayso_annotation_set, SAYSO, ANNOTATION_SET, SaysoItem)
/* Properties: id, name, origin, annotator, tool, created. */
const SaysoSetRecord *sayso_annotation_set_get (SaysoAnnotationSet *self);

#define SAYSO_TYPE_IDENTITY (sayso_identity_get_type ())
G_DECLARE_FINAL_TYPE (SaysoIdentity, sayso_identity, SAYSO, IDENTITY, SaysoItem)
/* Properties: id, name, kind, aliases, wikidata. */
const SaysoIdentityRecord *sayso_identity_get (SaysoIdentity *self);

#define SAYSO_TYPE_ANNOTATION (sayso_annotation_get_type ())
G_DECLARE_FINAL_TYPE (SaysoAnnotation, sayso_annotation, SAYSO, ANNOTATION, SaysoItem)
/* Properties: id, set, type, kind, status, anchor, confidence, identity, by,
 * modified, note, tags, attributes; spans has no value of its own ("spans" is a
 * guint that counts them, and notifies when any of them moves). */
const SaysoAnnotationRecord *sayso_annotation_get (SaysoAnnotation *self);
/* From the first start to the last end; {0, 0} for an orphan. */
SaysoSpan sayso_annotation_get_hull (SaysoAnnotation *self);

#define SAYSO_TYPE_LINK (sayso_link_get_type ())
G_DECLARE_FINAL_TYPE (SaysoLink, sayso_link, SAYSO, LINK, SaysoItem)
/* Properties: id, set, type, from, to. */
const SaysoLinkRecord *sayso_link_get (SaysoLink *self);
/* The annotation that it points to, with no look at its id; NULL if the link is in no document. Borrowed. */
SaysoAnnotation *sayso_link_get_target (SaysoLink *self);
/* For the document alone. */
void sayso_link_set_target (SaysoLink       *self,
                            SaysoAnnotation *target);

G_END_DECLS
