/* The name in a mention: "Ada Finch" in "Harbour board chairwoman Ada Finch, who …".
 *
 * Found by what is written with a capital, and by the few words that part a name from what stands around it. Who is
 * described by the name of somebody else ("Finch's lawyer", "a spokesman for Finch", "the Finch campaign") is not called by
 * it, but by a role.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

#define SAYSO_MAX_NAME_ROLES 4

/* All are tokens, ranges end exclusive. */
typedef struct
{
  guint    start; /* the name without titles; start == end: there is none */
  guint    end;
  guint    shown_start; /* what to call who is meant: a name of one word with its title, a role in full */
  guint    shown_end;
  guint    roles[SAYSO_MAX_NAME_ROLES]; /* what the bearer is said to be: titles, "lawyer" */
  guint    n_roles;
  gboolean is_group;  /* several names, or a name and others: neither is the name of all */
  gboolean is_joined; /* "University of Lowmere": its last word alone is somebody else */
} SaysoName;

/* Looks at the tokens from, before to. */
SaysoName sayso_name_find (const SaysoTokens  *tokens,
                           const SaysoLexicon *lexicon,
                           guint               from,
                           guint               to);

G_END_DECLS
