/* Who an article mentions: names, pronouns and noun phrases, whether or not anything says that they speak.
 *
 * For a person who looks for the speaker of a claim: the program offers every mention, as it would mark it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-syntax.h"

G_BEGIN_DECLS

/* The mentions in a text, in order, none inside another: array of SaysoSpan, owned. A noun phrase takes in the phrases
 * that hang on it ("a spokesman for the ministry"). Empty where the tables are NULL: rules alone know no tags. */
GArray *sayso_mentions_find (SaysoSyntaxWeights syntax,
                             const char        *utf8,
                             gsize              n_bytes);

G_END_DECLS
