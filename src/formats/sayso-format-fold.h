/* The words of an article without what people, models and corpora change when they
 * repeat them: case, quotation marks, other punctuation, white space. To find
 * quotes that come without offsets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-text.h"

G_BEGIN_DECLS

typedef struct _SaysoFold SaysoFold;

/* Folds a text, to look for words in it. */
SaysoFold *sayso_fold_new (SaysoText *text);
void       sayso_fold_free (SaysoFold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoFold, sayso_fold_free)

/* All places of some words, whole words only: array of SaysoSpan, from the first
 * letter to the last; owned by the fold. Empty if the words are none. */
const GArray *sayso_fold_find (SaysoFold  *self,
                               const char *words);
/* Widened to the quotation marks around it, if it has them on both sides, with the
 * full stop or comma before the closing one. */
SaysoSpan sayso_fold_with_marks (SaysoFold *self,
                                 SaysoSpan  span);
/* The pieces of a quote between ellipses ("…", "...", "[...]"). */
char **sayso_fold_split (const char *quote);

G_END_DECLS
