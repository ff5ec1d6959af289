/* Who the mentions of an article are: "Ali Khamenei", "Khamenei", "he".
 *
 * Names (extract/sayso-name.h) are grouped by the words they share: a surname belongs to the fullest name before it that
 * ends alike, and so does a name with one in the middle. "The mayor" is the last mayor who was named; other roles stand for
 * themselves. "He" and "she" belong to the nearest person before them who may be called so, by title, role, first name or an earlier
 * pronoun, "who" to whoever stands right before it; "I" belongs to nobody else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* For each mention (token ranges, in the order of the text) the number of its identity, from 0
 * without gaps; returns how many there are. names gets for each identity the fullest
 * name to call it by (tokens). Free both with g_free (). */
guint sayso_identities_find (const SaysoTokens  *tokens,
                             const SaysoLexicon *lexicon,
                             const guint (*mentions)[2],
                             guint       n_mentions,
                             guint     **identities,
                             SaysoSpan **names);

G_END_DECLS
