/* Runs of labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-chunks.h"
#include "extract/sayso-phrase.h"
#include "extract/sayso-subject.h"

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

static gboolean
has_word (const SaysoTokens *tokens,
          const SaysoChunk  *chunk)
{
  for (guint i = chunk->start; i < chunk->end; i++)
    if (tokens->tokens[i].shape & SAYSO_SHAPE_WORD)
      return TRUE;
  return FALSE;
}

static void
close_chunk (GArray            *chunks,
             const SaysoTokens *tokens,
             SaysoChunk        *open,
             guint              end,
             const SaysoBelief *beliefs)
{
  if (open->kind == SAYSO_CHUNK_NONE)
    return;
  open->end = end;
  if (open->kind == SAYSO_CHUNK_PASSED_OVER)
    narrow (open, beliefs);
  if (open->kind == SAYSO_CHUNK_PASSED_OVER && !has_word (tokens, open))
    {
      open->kind = SAYSO_CHUNK_NONE;
      return;
    }
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

/* Subjects. */

static int
compare_tokens_cb (gconstpointer a,
                   gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return (x > y) - (x < y);
}

/* What encloses others comes first, and a claim before what is the whole of it. */
static int
compare_chunks_cb (gconstpointer a,
                   gconstpointer b)
{
  const SaysoChunk *x = a, *y = b;
  int               order = sayso_span_compare ((SaysoSpan){ x->start, x->end }, (SaysoSpan){ y->start, y->end });

  return order != 0 ? order : (int)x->kind - (int)y->kind;
}

/* Leaves to a phrase what of it is free, around its head; FALSE if the head is not. at is the first chunk that can be in the
 * way, of n that are in order. What is inside a claim is free: claims do not end where the labeller thinks. */
static gboolean
make_room (const GArray *chunks,
           guint         n,
           guint         at,
           guint         head,
           SaysoSpan    *phrase)
{
  for (; at < n; at++)
    {
      const SaysoChunk *chunk = &g_array_index (chunks, SaysoChunk, at);

      if (chunk->start >= phrase->end)
        break;
      if (chunk->end <= phrase->start)
        continue;
      if (chunk->end <= head)
        phrase->start = chunk->end;
      else if (chunk->start > head)
        phrase->end = chunk->start;
      else if (chunk->kind != SAYSO_CHUNK_CONTENT)
        return FALSE;
      else
        *phrase = (SaysoSpan){ MAX (phrase->start, chunk->start), MIN (phrase->end, chunk->end) };
    }
  return TRUE;
}

/* Adds who may be the speaker by the parse. */
static void
add_subjects (const SaysoTokens *tokens,
              const SaysoBelief *beliefs,
              GArray            *chunks)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = chunks->len, at = 0, last_end = 0;

  for (guint i = 0; i < n; i++)
    {
      const SaysoChunk *chunk = &g_array_index (chunks, SaysoChunk, i);

      if (chunk->kind == SAYSO_CHUNK_CUE || chunk->kind == SAYSO_CHUNK_CONTENT)
        sayso_subjects_list (tokens, (SaysoSpan){ chunk->start, chunk->end }, chunk->kind == SAYSO_CHUNK_CUE, heads);
    }
  g_array_sort (heads, compare_tokens_cb);
  for (guint i = 0; i < heads->len; i++)
    {
      guint      head = g_array_index (heads, guint, i);
      SaysoSpan  phrase = sayso_phrase_around (tokens, head);
      SaysoChunk chunk = { .kind = SAYSO_CHUNK_PASSED_OVER };

      phrase.start = MAX (phrase.start, last_end);
      while (at < n && g_array_index (chunks, SaysoChunk, at).end <= phrase.start)
        at++;
      if (head < phrase.start || !make_room (chunks, n, at, head, &phrase))
        continue;
      chunk.start = phrase.start;
      chunk.end = last_end = phrase.end;
      see_sureness (&chunk, beliefs);
      g_array_append_val (chunks, chunk);
    }
  g_array_sort (chunks, compare_chunks_cb);
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
      close_chunk (chunks, tokens, &open, i, beliefs);
      /* What follows a speaker is the rest of it. */
      if (kind != SAYSO_CHUNK_PASSED_OVER || i == 0 || sayso_label_kind (labels[i - 1]) != SAYSO_CHUNK_SPEAKER)
        open = (SaysoChunk){ .kind = kind, .start = i };
    }
  close_chunk (chunks, tokens, &open, tokens->n_tokens, beliefs);
  if (beliefs != NULL)
    add_subjects (tokens, beliefs, chunks);
  return chunks;
}
