/* Chunks that a test makes of words of a tagged text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-chunks.h"
#include "tagged-text.h"

/* The tokens of some words of the text. */
static inline SaysoSpan
find_words (const SaysoTokens *tokens,
            const char        *words)
{
  g_autofree char *text = sayso_tokens_dup_text (tokens, 0, tokens->n_tokens);
  const char      *found = strstr (text, words);
  SaysoSpan        span = { 0 };
  guint            from, to;

  g_assert_nonnull (found);
  from = (guint)g_utf8_pointer_to_offset (text, found);
  to = from + (guint)g_utf8_strlen (words, -1);
  while (tokens->tokens[span.start].start < from)
    span.start++;
  span.end = span.start + 1;
  while (tokens->tokens[span.end - 1].end < to)
    span.end++;
  return span;
}

static inline void
add_chunk (GArray            *chunks,
           const SaysoTokens *tokens,
           SaysoChunkKind     kind,
           const char        *words)
{
  SaysoSpan  span = find_words (tokens, words);
  SaysoChunk chunk = { .kind = kind, .start = span.start, .end = span.end };

  g_array_append_val (chunks, chunk);
}
