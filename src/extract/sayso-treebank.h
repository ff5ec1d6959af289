/* A treebank: sentences with the true tags, heads and relations of their tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-syntax.h"

G_BEGIN_DECLS

/* One token a line, "form ⇥ UPOS ⇥ Penn tag ⇥ head (1 = first token of the sentence, 0 = root)
 * ⇥ relation", an empty line after each sentence. */
typedef struct
{
  SaysoToken *tokens; /* what sayso_tokens_describe () sets, and the true tags */
  gint32     *heads;  /* in the sentence, from 0; its length: root */
  guint8     *relations;
  guint       n_tokens;
  guint      *sentences; /* where each begins; one more, n_tokens, at the end */
  guint       n_sentences;
} SaysoTreebank;

/* A word cut at its hyphens is put together, as articles are not cut there. */
SaysoTreebank *sayso_treebank_new (const char *text);
void           sayso_treebank_free (SaysoTreebank *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoTreebank, sayso_treebank_free)

G_END_DECLS
