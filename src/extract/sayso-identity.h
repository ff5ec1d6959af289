/* Who the mentions of an article are: "Ali Khamenei", "Khamenei", "he".
 *
 * Names are grouped by the words they share; a surname or a title with it belongs to the fullest name
 * before it that ends alike; a pronoun to the nearest person named or quoted before it. Roles
 * ("the mayor") stand for themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* For each mention (token ranges, in the order of the text) the number of its identity, from 0
 * without gaps; returns how many there are. names gets for each identity the number of the
 * fullest mention. Free both with g_free (). */
guint sayso_identities_find (const SaysoTokens  *tokens,
                             const SaysoLexicon *lexicon,
                             const guint (*mentions)[2],
                             guint   n_mentions,
                             guint **identities,
                             guint **names);

/* Where the name ends that a mention begins with: before what tells more of somebody who is named, as in "Ada Finch, a
 * pollster who …"; the mention's own end where nothing does, or nobody is named. Needs tags. */
guint sayso_identity_name_end (const SaysoTokens *tokens,
                               guint              from,
                               guint              to);

G_END_DECLS
