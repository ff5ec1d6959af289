/* Runs of labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-chunks.h"

#include <math.h>

/* A token that is less likely part of a speaker is out of the question. */
#define LEAST_SPEAKER 0.005f
/* Of what was passed over, what is less likely by far than the likeliest token is left off. */
#define LEAST_SHARE 0.3f

static float
sureness (const SaysoBelief *belief,
          guint              kind)
{
  float p = CLAMP (belief->kinds[kind], 1e-6f, 1 - 1e-6f);

  return logf (p / (1 - p));
}

static void
see_sureness (SaysoChunk        *chunk,
              const SaysoBelief *beliefs)
{
  guint  kind = chunk->kind == SAYSO_CHUNK_PASSED_OVER ? SAYSO_CHUNK_SPEAKER : chunk->kind;
  double sum = 0;

  chunk->sure_first = sureness (&beliefs[chunk->start], kind);
  chunk->sure_last = sureness (&beliefs[chunk->end - 1], kind);
  chunk->sure_least = chunk->sure_first;
  for (guint i = chunk->start; i < chunk->end; i++)
    {
      float sure = sureness (&beliefs[i], kind);

      chunk->sure_least = MIN (chunk->sure_least, sure);
      sum += sure;
    }
  chunk->sure_mean = (float)(sum / (chunk->end - chunk->start));
}

static float
speaker_at (const SaysoBelief *beliefs,
            guint              i)
{
  return beliefs[i].kinds[SAYSO_CHUNK_SPEAKER];
}

/* To what stands around its likeliest token. */
static void
narrow (SaysoChunk        *chunk,
        const SaysoBelief *beliefs)
{
  guint peak = chunk->start, from, to;
  float least;

  for (guint i = chunk->start; i < chunk->end; i++)
    if (speaker_at (beliefs, i) > speaker_at (beliefs, peak))
      peak = i;
  least = LEAST_SHARE * speaker_at (beliefs, peak);
  for (from = peak; from > chunk->start && speaker_at (beliefs, from - 1) >= least; from--)
    ;
  for (to = peak + 1; to < chunk->end && speaker_at (beliefs, to) >= least; to++)
    ;
  chunk->start = from;
  chunk->end = to;
}

static void
close_chunk (GArray            *chunks,
             SaysoChunk        *open,
             guint              end,
             const SaysoBelief *beliefs)
{
  if (open->kind == SAYSO_CHUNK_NONE)
    return;
  open->end = end;
  if (open->kind == SAYSO_CHUNK_PASSED_OVER)
    narrow (open, beliefs);
  if (beliefs != NULL)
    see_sureness (open, beliefs);
  else
    open->sure_first = open->sure_last = open->sure_least = open->sure_mean = SAYSO_SURENESS_OF_TRUTH;
  g_array_append_val (chunks, *open);
  open->kind = SAYSO_CHUNK_NONE;
}

/* What a token alone says of the chunk that it is in. */
static guint8
kind_at (const guint8      *labels,
         const SaysoBelief *beliefs,
         guint              i)
{
  if (labels[i] > 0)
    return sayso_label_kind (labels[i]);
  return beliefs != NULL && speaker_at (beliefs, i) >= LEAST_SPEAKER ? SAYSO_CHUNK_PASSED_OVER : SAYSO_CHUNK_NONE;
}

/* Whether a token goes on with the chunk that is open. */
static gboolean
goes_on (const SaysoTokens *tokens,
         const guint8      *labels,
         const SaysoChunk  *open,
         guint8             kind,
         guint              i)
{
  if (open->kind != kind)
    return FALSE;
  return kind == SAYSO_CHUNK_PASSED_OVER ? tokens->tokens[i].sentence == tokens->tokens[i - 1].sentence : sayso_label_is_inside (labels[i]);
}

GArray *
sayso_chunks_of_labels (const SaysoTokens *tokens,
                        const guint8      *labels,
                        const SaysoBelief *beliefs)
{
  GArray    *chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  SaysoChunk open = { 0 };

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      guint8 kind = kind_at (labels, beliefs, i);

      if (open.kind != SAYSO_CHUNK_NONE && goes_on (tokens, labels, &open, kind, i))
        continue;
      close_chunk (chunks, &open, i, beliefs);
      /* What follows a speaker is the rest of it. */
      if (kind != SAYSO_CHUNK_PASSED_OVER || i == 0 || sayso_label_kind (labels[i - 1]) != SAYSO_CHUNK_SPEAKER)
        open = (SaysoChunk){ .kind = kind, .start = i };
    }
  close_chunk (chunks, &open, tokens->n_tokens, beliefs);
  return chunks;
}
