/* An article with labels and beliefs that a test gives it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-chunks.h"

#include <string.h>

typedef struct
{
  SaysoTokens *tokens;
  guint8      *labels;
  SaysoBelief *beliefs;
} Article;

static inline void
article_open (Article    *self,
              const char *text)
{
  self->tokens = sayso_tokens_new (text, strlen (text));
  self->labels = g_new0 (guint8, self->tokens->n_tokens + 1);
  self->beliefs = g_new0 (SaysoBelief, self->tokens->n_tokens + 1);
}

static inline void
article_clear (Article *self)
{
  sayso_tokens_free (self->tokens);
  g_free (self->labels);
  g_free (self->beliefs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Article, article_clear)

static inline void
believe (Article *self,
         guint    token,
         float    speaker)
{
  self->beliefs[token].kinds[SAYSO_CHUNK_SPEAKER] = speaker;
}
