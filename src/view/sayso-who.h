/* Who speaks in an article: its identities, and the speakers that nobody has identified yet,
 * with how often each is named and how much each says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef struct
{
  char      *identity; /* its id; NULL: mentions of the same words without an identity */
  char      *name;
  guint      n_claims; /* that are not rejected */
  GPtrArray *mentions; /* of SaysoAnnotation */
} SaysoWho;

/* Array of SaysoWho, owned: who says most comes first, then by name. What was rejected does
 * not count. */
GPtrArray *sayso_who_list (SaysoDocument *document);

/* A Wikidata id ("Q42", also out of an address of Wikidata) or another address as it is stored;
 * "" for nothing; NULL if it is neither. */
char *sayso_who_dup_reference (const char *text);

G_END_DECLS
