/* Noun phrases, by tags and the parse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-tokens.h"
#include "text/sayso-span.h"

G_BEGIN_DECLS

/* Whether a token is tagged as a noun, a name or not. */
gboolean sayso_token_is_noun (const SaysoToken *token);
/* A noun or a pronoun. */
gboolean sayso_token_is_nominal (const SaysoToken *token);

/* Whether a token is the finite verb of a clause, by its tag: "says", "would". */
gboolean sayso_token_is_finite (const SaysoToken *token);

/* The end of the noun phrase that starts at a token, with the phrases that hang on it ("a spokesman for the ministry"); from
 * itself if none does. */
guint sayso_phrase_end (const SaysoTokens *tokens,
                        guint              from);
/* The noun phrase around a nominal, in tokens; of a pronoun, itself. */
SaysoSpan sayso_phrase_around (const SaysoTokens *tokens,
                               guint              at);

G_END_DECLS
