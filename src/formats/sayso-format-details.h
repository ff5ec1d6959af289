/* What an annotation has besides its type and place, as members of a JSON
 * object, for the formats that leave room for members of one's own.
 *
 * {"kind": "direct", "status": "accepted", "confidence": 0.93, "identity":
 * {"name": "…", "kind": "person", "aliases": […], "wikidata": "Q1"}, "note": "…", "tags": […],
 * "attributes": {…}, "by": "…", "modified": "…", "moved": true}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-json.h"
#include "formats/sayso-format-view.h"

G_BEGIN_DECLS

#define SAYSO_DETAILS_KEY "sayso"
/* All that the members hold. */
#define SAYSO_DETAILS_HOLD (SAYSO_HOLDS_NOTES | SAYSO_HOLDS_TAGS | SAYSO_HOLDS_ATTRIBUTES | SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_KIND | SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_IDENTITY_DETAILS | SAYSO_HOLDS_AUTHORSHIP | SAYSO_HOLDS_WIKIDATA | SAYSO_HOLDS_ANCHORS | SAYSO_HOLDS_TOOL)

/* As one member, "sayso". has is what the format has a place of its own for: left out. */
void sayso_details_write (SaysoJsonWriter             *json,
                          const SaysoView             *view,
                          const SaysoAnnotationRecord *record,
                          SaysoHolds                   has);
/* The further spans of an annotation, in formats whose marks have one each:
 * "sayso": {"fragment_of": KEY}. */
void sayso_details_write_fragment (SaysoJsonWriter *json,
                                   const char      *key);
/* NULL if it is none. */
char *sayso_details_dup_fragment_of (JsonObject *mark);
/* The tool of the only set that is exported, as "sayso": {"tool": …}, if it has one. */
void sayso_details_write_tool (SaysoJsonWriter *json,
                               const SaysoView *view);
void sayso_details_read_tool (JsonObject    *root,
                              SaysoImporter *importer);

/* Reads the "sayso" member of a mark, if there is one. identities is shared by
 * one import: JSON of an identity → record, made by the first of these. */
GHashTable *sayso_details_identities_new (void);
void        sayso_details_read (JsonObject            *mark,
                                SaysoImporter         *importer,
                                GHashTable            *identities,
                                SaysoAnnotationRecord *record);

G_END_DECLS
