/* What a claim says about itself, in words, for formats that people read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-view.h"

G_BEGIN_DECLS

/* A word and what it says: {_("Speaker"), "he (Ali Khamenei)"}; both owned. */
typedef struct
{
  char *word;
  char *value;
  char *address; /* https://…, or NULL */
} SaysoFact;

/* All that is known of claim i, in the order in which people want it. */
GArray *sayso_prose_facts (const SaysoView *view,
                           guint            i);
/* Translated: "direct", "accepted". */
const char *sayso_prose_kind (SaysoKind kind);
const char *sayso_prose_status (SaysoStatus status);
/* Where a Wikidata id or a URL leads; NULL if it is neither. */
char *sayso_prose_dup_address (const char *wikidata);
/* The title of the article, or the name of its file. */
const char *sayso_prose_title (const SaysoView *view);

/* What of claims, and of other annotations, the facts hold. */
#define SAYSO_PROSE_CLAIMS_HOLD (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_NOTES | SAYSO_HOLDS_TAGS | SAYSO_HOLDS_ATTRIBUTES | SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_KIND | SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_AUTHORSHIP | SAYSO_HOLDS_WIKIDATA | SAYSO_HOLDS_ANCHORS)
#define SAYSO_PROSE_OTHERS_HOLD (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_WIKIDATA)

G_END_DECLS
