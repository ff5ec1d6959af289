/* Chunks of an article joined into quotes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-linker.h"
#include "extract/sayso-weights.h"

#include <stdlib.h>
#include <string.h>

static void
close_chunk (GArray       *chunks,
             SaysoChunk   *open,
             guint         end,
             const gint32 *margins)
{
  if (open->kind == SAYSO_CHUNK_NONE)
    return;
  open->end = end;
  if (margins != NULL)
    {
      gint64 sum = 0;

      open->margin_least = G_MAXINT32;
      for (guint i = open->start; i < end; i++)
        {
          open->margin_least = MIN (open->margin_least, margins[i]);
          sum += margins[i];
        }
      open->margin_mean = sum / (end - open->start);
      open->margin_first = margins[open->start];
      open->margin_last = margins[end - 1];
    }
  g_array_append_val (chunks, *open);
  open->kind = SAYSO_CHUNK_NONE;
}

GArray *
sayso_chunks_of_labels (const SaysoTokens *tokens,
                        const guint8      *labels,
                        const gint32      *margins)
{
  GArray    *chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  SaysoChunk open = { 0 };

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      if (open.kind != SAYSO_CHUNK_NONE && sayso_label_is_inside (labels[i]) && sayso_label_kind (labels[i]) == open.kind)
        continue;
      close_chunk (chunks, &open, i, margins);
      if (labels[i] > 0)
        open = (SaysoChunk){ .kind = sayso_label_kind (labels[i]), .start = i };
    }
  close_chunk (chunks, &open, tokens->n_tokens, margins);
  return chunks;
}

/* Paragraphs are told apart by what stands between sentences; sentences number
 * them well enough. */
static guint
sentence_of (const SaysoTokens *tokens,
             const SaysoChunk  *chunk)
{
  return tokens->tokens[chunk->start].sentence;
}

static guint
last_sentence_of (const SaysoTokens *tokens,
                  const SaysoChunk  *chunk)
{
  return tokens->tokens[chunk->end - 1].sentence;
}

static guint
gap (const SaysoChunk *a,
     const SaysoChunk *b)
{
  return a->end <= b->start ? b->start - a->end : b->end <= a->start ? a->start - b->end
                                                                     : 0;
}

/* A newline between two tokens ends a paragraph. */
static guint
count_newlines (const SaysoTokens *tokens,
                const SaysoChunk  *a,
                const SaysoChunk  *b)
{
  const SaysoChunk *first = a->start <= b->start ? a : b, *second = first == a ? b : a;
  const char       *from, *to;
  guint             n = 0;

  if (first->end > second->start || second->start - first->end > 400)
    return first->end > second->start ? 0 : 4;
  from = tokens->utf8 + tokens->tokens[first->end - 1].byte;
  to = tokens->utf8 + tokens->tokens[second->start].byte;
  for (gboolean in_break = FALSE; from < to && n < 4; from++)
    {
      if (*from == '\n' && !in_break)
        n++;
      in_break = *from == '\n' || (in_break && (*from == '\r' || *from == ' '));
    }
  return n;
}

int
sayso_linker_find_cue (const SaysoTokens *tokens,
                       const SaysoChunk  *chunks,
                       guint              n_chunks,
                       guint              content)
{
  const SaysoChunk *chunk = &chunks[content];
  int               best = -1;
  guint             best_cost = G_MAXUINT;

  for (int at = (int)content - 8; at <= (int)content + 8; at++)
    {
      guint distance, cost, sentences;

      if (at < 0 || at >= (int)n_chunks || chunks[at].kind != SAYSO_CHUNK_CUE)
        continue;
      distance = gap (&chunks[at], chunk);
      sentences = at < (int)content ? sentence_of (tokens, chunk) - last_sentence_of (tokens, &chunks[at])
                                    : sentence_of (tokens, &chunks[at]) - last_sentence_of (tokens, chunk);
      if (sentences > 1 || count_newlines (tokens, &chunks[at], chunk) > 0)
        continue;
      cost = distance + 30 * sentences;
      /* Across another claim it is more likely that one's. */
      for (int between = MIN (at, (int)content) + 1; between < MAX (at, (int)content); between++)
        cost += chunks[between].kind == SAYSO_CHUNK_CONTENT ? 15 : 0;
      if (cost < best_cost)
        {
          best = at;
          best_cost = cost;
        }
    }
  return best;
}

static guint32
mix (guint32 a,
     guint32 b)
{
  guint32 h = a * 0x85ebca6bu + b * 0xc2b2ae35u + 0x27d4eb2fu;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  return h;
}

static guint32
bucket (guint distance)
{
  static const guint limits[] = { 0, 1, 2, 3, 5, 8, 13, 25, 60 };
  guint              i = 0;

  while (i < G_N_ELEMENTS (limits) && distance > limits[i])
    i++;
  return i;
}

typedef struct
{
  guint speakers;
  guint contents;
  guint cues;
} Between;

static Between
count_between (const SaysoChunk *chunks,
               int               a,
               int               b)
{
  Between between = { 0 };

  for (int i = MIN (a, b) + 1; i < MAX (a, b); i++)
    {
      between.speakers += chunks[i].kind == SAYSO_CHUNK_SPEAKER;
      between.contents += chunks[i].kind == SAYSO_CHUNK_CONTENT;
      between.cues += chunks[i].kind == SAYSO_CHUNK_CUE;
    }
  return between;
}

typedef struct
{
  const SaysoTokens *tokens;
  const SaysoChunk  *chunks;
  guint              n_chunks;
  guint              content;
  int                cue;
} Link;

/* Features of nobody have ids apart from those of pairs. */
#define NOBODY 100

static void
add (SaysoCandidate *candidate,
     guint32         value)
{
  guint id = candidate->n_features + (candidate->chunk < 0 ? NOBODY : 1);

  candidate->features[candidate->n_features++] = mix (id, value) & ((1u << SAYSO_RANKER_BITS) - 1);
}

/* What the claim is like, whoever says it. */
static guint32
look_of_content (const Link *link)
{
  const SaysoChunk *chunk = &link->chunks[link->content];
  const SaysoToken *first = &link->tokens->tokens[chunk->start], *last = &link->tokens->tokens[chunk->end - 1];

  return (first->mark != SAYSO_MARK_OUTSIDE) + 2 * (last->mark != SAYSO_MARK_OUTSIDE)
         + 4 * (chunk->start == first->sentence_start) + 8 * (chunk->end + 2 >= last->sentence_end);
}

static void
describe_nobody (const Link     *link,
                 SaysoCandidate *candidate)
{
  guint32 look = look_of_content (link);
  guint32 cue = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].start].word : 0;
  guint32 cue_end = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].end - 1].word : 0;

  add (candidate, look);
  add (candidate, mix (cue, 1));
  add (candidate, mix (cue_end, 2));
  add (candidate, mix (look, link->cue >= 0));
}

static void
describe_pair (const Link     *link,
               int             at,
               SaysoCandidate *candidate)
{
  const SaysoToken *tokens = link->tokens->tokens;
  const SaysoChunk *content = &link->chunks[link->content], *speaker = &link->chunks[at];
  const SaysoChunk *cue = link->cue >= 0 ? &link->chunks[link->cue] : NULL;
  Between           between = count_between (link->chunks, at, link->content);
  gboolean          before = at < (int)link->content;
  guint             sentences = before ? sentence_of (link->tokens, content) - last_sentence_of (link->tokens, speaker)
                                       : sentence_of (link->tokens, speaker) - last_sentence_of (link->tokens, content);
  guint             newlines = count_newlines (link->tokens, speaker, content);
  guint32           look = look_of_content (link), side = before;
  guint32           distance = bucket (gap (speaker, content));
  guint32           cue_gap = cue != NULL ? bucket (gap (speaker, cue)) : 15;
  guint32           cue_order = cue == NULL ? 0 : (cue->start < speaker->start ? 1 : 2) + (cue->start < content->start ? 3 : 6);
  guint32           cue_word = cue != NULL ? tokens[cue->start].word : 0;
  guint32           counts = MIN (between.speakers, 3) + 4 * MIN (between.contents, 3) + 16 * MIN (between.cues, 3);
  guint             cue_speakers = 0;

  if (cue != NULL)
    cue_speakers = count_between (link->chunks, at, link->cue).speakers;
  add (candidate, mix (side, MIN (sentences, 5)));
  add (candidate, mix (side, newlines));
  add (candidate, mix (mix (side, distance), MIN (sentences, 2)));
  add (candidate, mix (side, counts));
  add (candidate, mix (mix (side, MIN (sentences, 3)), counts));
  add (candidate, cue_gap);
  add (candidate, mix (cue_gap, cue_order));
  add (candidate, mix (mix (cue_gap, cue_order), MIN (sentences, 2)));
  add (candidate, mix (cue_order, MIN (cue_speakers, 3)));
  add (candidate, mix (mix (cue_order, MIN (cue_speakers, 3)), MIN (newlines, 2)));
  add (candidate, mix (cue_word, mix (side, cue_order)));
  add (candidate, mix (cue_word, cue_gap));
  add (candidate, mix (tokens[speaker->start].word, side));
  add (candidate, mix (tokens[speaker->end - 1].word, MIN (sentences, 2)));
  add (candidate, mix (mix (look, side), MIN (sentences, 2)));
  add (candidate, mix (mix (look, side), mix (newlines, cue != NULL)));
  add (candidate, mix (mix (side, MIN (sentences, 2)), mix (speaker->start == tokens[speaker->start].sentence_start, look)));
  add (candidate, mix (bucket (speaker->end - speaker->start), side));
  add (candidate, mix (tokens[speaker->start].mark, side));
  add (candidate, speaker->end < link->tokens->n_tokens ? mix (tokens[speaker->end].word, side) : 1);
  add (candidate, speaker->start > 0 ? mix (tokens[speaker->start - 1].word, side) : 2);
  add (candidate, mix (mix (cue != NULL, side), mix (distance, counts)));
}

guint
sayso_linker_list (const SaysoTokens *tokens,
                   const SaysoChunk  *chunks,
                   guint              n_chunks,
                   guint              content,
                   int                cue,
                   SaysoCandidate    *candidates,
                   guint              max_candidates)
{
  Link  link = { tokens, chunks, n_chunks, content, cue };
  guint n = 0;

  candidates[n] = (SaysoCandidate){ .chunk = -1 };
  describe_nobody (&link, &candidates[n++]);
  for (int step = -1; step <= 1; step += 2)
    {
      guint found = 0;

      for (int at = (int)content + step; at >= 0 && at < (int)n_chunks && found < SAYSO_RANK_REACH && n < max_candidates; at += step)
        {
          if (chunks[at].kind != SAYSO_CHUNK_SPEAKER)
            continue;
          if (gap (&chunks[at], &chunks[content]) > 400)
            break;
          candidates[n] = (SaysoCandidate){ .chunk = at };
          describe_pair (&link, at, &candidates[n++]);
          found++;
        }
    }
  return n;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const SaysoCandidate *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->chunk > y->chunk) - (x->chunk < y->chunk);
}

void
sayso_linker_rank (const float    *ranker,
                   SaysoCandidate *candidates,
                   guint           n_candidates)
{
  for (guint i = 0; i < n_candidates; i++)
    {
      candidates[i].score = 0;
      for (guint k = 0; k < candidates[i].n_features; k++)
        candidates[i].score += ranker[candidates[i].features[k]];
    }
  qsort (candidates, n_candidates, sizeof *candidates, compare_cb);
}
