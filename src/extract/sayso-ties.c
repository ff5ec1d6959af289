/* The ties between chunks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-syntax.h"
#include "extract/sayso-ties.h"

#include <string.h>

/* So many chunks to either side a claim's cue is looked for, without what was passed over. */
#define CUE_REACH 8
/* So many tokens may lie between a speaker and the cue next to it. */
#define SPEAKER_CUE_GAP 7
/* So many tokens before a participle its auxiliary is looked for, and so many behind a cue "by". */
#define AUXILIARY_REACH 5
#define BY_REACH 2

guint
sayso_chunk_sentence (const SaysoTokens *tokens,
                      const SaysoChunk  *chunk)
{
  return tokens->tokens[chunk->start].sentence;
}

guint
sayso_chunk_last_sentence (const SaysoTokens *tokens,
                           const SaysoChunk  *chunk)
{
  return tokens->tokens[chunk->end - 1].sentence;
}

guint
sayso_chunk_gap (const SaysoChunk *a,
                 const SaysoChunk *b)
{
  return a->end <= b->start ? b->start - a->end : b->end <= a->start ? a->start - b->end
                                                                     : 0;
}

guint
sayso_chunk_newlines (const SaysoTokens *tokens,
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
  /* Lines that are empty, or as good as, are one break with those before. */
  while (n < 4 && from < to && (from = memchr (from, '\n', (gsize)(to - from))) != NULL)
    {
      n++;
      while (from < to && (*from == '\n' || *from == '\r' || *from == ' '))
        from++;
    }
  return n;
}

gboolean
sayso_chunk_shares_sentence (const SaysoTokens *tokens,
                             const SaysoChunk  *a,
                             const SaysoChunk  *b)
{
  guint first = sayso_chunk_sentence (tokens, a), other = sayso_chunk_sentence (tokens, b);

  return first == other || sayso_chunk_last_sentence (tokens, a) == other || sayso_chunk_last_sentence (tokens, b) == first;
}

/* What it costs to take a cue for that of a claim; between: claims that lie between the two. G_MAXUINT: it is out of the
 * question. */
static guint
cost_of_cue (const SaysoTokens *tokens,
             const SaysoChunk  *cue,
             const SaysoChunk  *claim,
             guint              between)
{
  guint sentences = cue->start < claim->start ? sayso_chunk_sentence (tokens, claim) - sayso_chunk_last_sentence (tokens, cue)
                                              : sayso_chunk_sentence (tokens, cue) - sayso_chunk_last_sentence (tokens, claim);

  if (sentences > 1 || sayso_chunk_newlines (tokens, cue, claim) > 0)
    return G_MAXUINT;
  /* Across another claim it is more likely that one's. */
  return sayso_chunk_gap (cue, claim) + 30 * sentences + 15 * between;
}

static int
find_cue_of_claim (const SaysoTokens *tokens,
                   const SaysoChunk  *chunks,
                   guint              n_chunks,
                   guint              content)
{
  int   best = -1;
  guint best_cost = G_MAXUINT;

  for (int step = -1; step <= 1; step += 2)
    {
      guint between = 0, seen = 0;

      for (int at = (int)content + step; at >= 0 && at < (int)n_chunks && seen < CUE_REACH; at += step)
        {
          guint cost = chunks[at].kind == SAYSO_CHUNK_CUE ? cost_of_cue (tokens, &chunks[at], &chunks[content], between) : G_MAXUINT;

          if (cost < best_cost)
            {
              best = at;
              best_cost = cost;
            }
          between += chunks[at].kind == SAYSO_CHUNK_CONTENT;
          seen += chunks[at].kind != SAYSO_CHUNK_PASSED_OVER;
        }
    }
  return best;
}

/* The cue that stands next to a speaker, on either side. */
static int
find_cue_beside (const SaysoTokens *tokens,
                 const SaysoChunk  *chunks,
                 guint              n_chunks,
                 guint              speaker)
{
  int   best = -1;
  guint best_gap = SPEAKER_CUE_GAP + 1;

  for (int step = -1; step <= 1; step += 2)
    for (int at = (int)speaker + step; at >= 0 && at < (int)n_chunks; at += step)
      {
        guint gap = sayso_chunk_gap (&chunks[at], &chunks[speaker]);

        if (gap > SPEAKER_CUE_GAP)
          break;
        if (chunks[at].kind != SAYSO_CHUNK_CUE)
          continue;
        if (gap < best_gap && sayso_chunk_shares_sentence (tokens, &chunks[at], &chunks[speaker]))
          {
            best = at;
            best_gap = gap;
          }
        break;
      }
  return best;
}

/* What tells the voice of a participle. */
static SaysoVoice
find_auxiliary (const SaysoTokens *tokens,
                guint              participle)
{
  static const char *const have[] = { "has", "have", "had", "having", "'s", "’s", "'ve", "’ve", "'d", "’d" };
  static const char *const be[] = { "is", "was", "are", "were", "be", "been", "being", "am", "'re", "’re", "gets", "got", "get", "getting" };
  static const char *const between[] = { "not", "n't", "n’t" };
  guint                    start = tokens->tokens[participle].sentence_start;

  for (guint i = participle; i > start && participle - i < AUXILIARY_REACH; i--)
    {
      if (sayso_tokens_is_one_of (tokens, i - 1, be, G_N_ELEMENTS (be)))
        return SAYSO_VOICE_PASSIVE;
      if (sayso_tokens_is_one_of (tokens, i - 1, have, G_N_ELEMENTS (have)))
        return SAYSO_VOICE_PERFECT;
      if (tokens->tokens[i - 1].tag != SAYSO_TAG_RB && !sayso_tokens_is_one_of (tokens, i - 1, between, G_N_ELEMENTS (between)))
        break;
    }
  return SAYSO_VOICE_BARE;
}

/* By its first participle, else by its last verb. */
static SaysoVoice
find_voice (const SaysoTokens *tokens,
            const SaysoChunk  *cue)
{
  SaysoVoice voice = SAYSO_VOICE_NOUN;

  for (guint i = cue->start; i < cue->end; i++)
    switch (tokens->tokens[i].tag)
      {
      case SAYSO_TAG_VBN:
        return find_auxiliary (tokens, i);
      case SAYSO_TAG_VBG:
        voice = SAYSO_VOICE_ING;
        break;
      case SAYSO_TAG_VB:
        voice = SAYSO_VOICE_INFINITIVE;
        break;
      case SAYSO_TAG_VBD:
      case SAYSO_TAG_VBP:
      case SAYSO_TAG_VBZ:
        voice = SAYSO_VOICE_ACTIVE;
        break;
      default:
        break;
      }
  return voice;
}

static gboolean
has_by (const SaysoTokens *tokens,
        const SaysoChunk  *cue)
{
  static const char *const by[] = { "by" };

  for (guint i = cue->start; i < MIN (cue->end + BY_REACH, tokens->n_tokens); i++)
    if (sayso_tokens_is_one_of (tokens, i, by, G_N_ELEMENTS (by)))
      return TRUE;
  return FALSE;
}

static gpointer
last_word (const SaysoTokens *tokens,
           const SaysoChunk  *chunk)
{
  return GUINT_TO_POINTER (tokens->tokens[chunk->end - 1].word);
}

/* How many labelled speakers end in each word. */
static GHashTable *
count_mentions (const SaysoTokens *tokens,
                const SaysoChunk  *chunks,
                guint              n_chunks)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_chunks; i++)
    if (chunks[i].kind == SAYSO_CHUNK_SPEAKER)
      {
        gpointer word = last_word (tokens, &chunks[i]);
        guint    n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, word));

        g_hash_table_insert (counts, word, GUINT_TO_POINTER (n + 1));
      }
  return counts;
}

static void
count (const SaysoChunk *chunks,
       guint             n_chunks,
       SaysoTie         *ties)
{
  for (guint i = 0; i < n_chunks; i++)
    {
      SaysoTally *after = &ties[i + 1].before;

      *after = ties[i].before;
      after->speakers += chunks[i].kind == SAYSO_CHUNK_SPEAKER;
      after->contents += chunks[i].kind == SAYSO_CHUNK_CONTENT;
      after->cues += chunks[i].kind == SAYSO_CHUNK_CUE;
      if (chunks[i].kind == SAYSO_CHUNK_CONTENT && ties[i].cue >= 0)
        ties[ties[i].cue].n_claims++;
    }
}

SaysoTie *
sayso_ties_new (const SaysoTokens *tokens,
                const GArray      *array)
{
  const SaysoChunk *chunks = (const SaysoChunk *)array->data;
  guint             n_chunks = array->len;
  g_autoptr (GHashTable) mentions = count_mentions (tokens, chunks, n_chunks);
  SaysoTie *ties = g_new0 (SaysoTie, n_chunks + 1);

  for (guint i = 0; i < n_chunks; i++)
    {
      ties[i].cue = -1;
      switch (chunks[i].kind)
        {
        case SAYSO_CHUNK_CUE:
          ties[i].voice = find_voice (tokens, &chunks[i]);
          ties[i].has_by = has_by (tokens, &chunks[i]);
          break;
        case SAYSO_CHUNK_CONTENT:
          ties[i].cue = find_cue_of_claim (tokens, chunks, n_chunks, i);
          break;
        default:
          ties[i].cue = find_cue_beside (tokens, chunks, n_chunks, i);
          ties[i].mentions = MIN (GPOINTER_TO_UINT (g_hash_table_lookup (mentions, last_word (tokens, &chunks[i]))), SAYSO_MANY_MENTIONS);
          break;
        }
    }
  count (chunks, n_chunks, ties);
  return ties;
}
