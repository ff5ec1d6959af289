/* An article cut into tokens, for the formats that count in them.
 *
 * A token is a word, a number, one other character (a grapheme), or white
 * space; cut further wherever an exported span begins or ends, so that each span lies
 * on token borders. One plain space after a token belongs to no token, as in
 * spaCy; all other white space does, so that tokens and those spaces make up
 * the whole text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-view.h"

G_BEGIN_DECLS

typedef struct
{
  SaysoSpan span;
  gboolean  is_space;        /* white space only */
  gboolean  space_after;     /* one plain space follows that is no token */
  gboolean  starts_line;     /* the first on its line */
  gboolean  starts_sentence; /* the first of a sentence: also of a line */
} SaysoGridToken;

typedef struct
{
  guint           n_tokens;
  SaysoGridToken *tokens;
} SaysoTokenGrid;

/* view NULL: no cuts but its own. */
SaysoTokenGrid *sayso_token_grid_new (SaysoText       *text,
                                      const SaysoView *view);
void            sayso_token_grid_free (SaysoTokenGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoTokenGrid, sayso_token_grid_free)

/* The tokens from first up to and including last that a span covers, O(log n).
 * FALSE if there is none. */
gboolean sayso_token_grid_find (const SaysoTokenGrid *self,
                                SaysoSpan             span,
                                guint                *first,
                                guint                *last);

G_END_DECLS
