/* Finding what is known of an article in what was guessed of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-private.h"

gboolean
sayso_sheet_find (const SaysoSheet *self,
                  SaysoSpan         span,
                  guint            *from,
                  guint            *to)
{
  *from = sayso_tokens_find (self->tokens, span.start);
  for (*to = *from; *to < self->tokens->n_tokens && self->tokens->tokens[*to].start < span.end; (*to)++)
    ;
  return *from < *to;
}

int
sayso_chunks_find (const GArray  *chunks,
                   SaysoChunkKind kind,
                   guint          from,
                   guint          to)
{
  guint most = 0;
  int   best = -1;

  for (guint i = 0; i < chunks->len; i++)
    {
      const SaysoChunk *chunk = &g_array_index (chunks, SaysoChunk, i);
      guint             start = MAX (chunk->start, from), end = MIN (chunk->end, to);

      if (chunk->kind != kind || start >= end || end - start <= most)
        continue;
      most = end - start;
      best = i;
    }
  return best;
}
