/* Is it a claim?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-judge.h"
#include "extract/sayso-mix.h"
#include "extract/sayso-syntax.h"

#include <math.h>

/* The longest cue that is looked at. */
#define MAX_CUE 12
/* A cue of a person's own reports always. */
#define OWN_STRENGTH 17

typedef struct
{
  const SaysoCase  *about;
  const SaysoChunk *chunk;
  const SaysoToken *tokens; /* of the article */
  const SaysoChunk *cue;    /* or NULL */
  guint32          *keys;
  guint             n_keys;
  guint32           id; /* each add () gets the next */
  guint32           kind;
  guint32           report; /* strength of the cue, 0: unknown, 18: no cue */
} Eye;

static void
add (Eye    *eye,
     guint32 value)
{
  g_assert (eye->n_keys < SAYSO_MAX_JUDGE_FEATURES);
  eye->keys[eye->n_keys++] = sayso_mix (eye->id++, value);
}

/* Alone, and for this kind of claim. */
static void
add_both (Eye    *eye,
          guint32 value)
{
  add (eye, value);
  add (eye, sayso_mix (value, eye->kind));
}

static guint32
bucket (guint n)
{
  static const guint limits[] = { 0, 1, 2, 3, 4, 6, 9, 14, 22, 35, 60 };
  guint              i = 0;

  while (i < G_N_ELEMENTS (limits) && n > limits[i])
    i++;
  return i;
}

/* Margins grow quickly; their logarithm in halves. */
static guint32
margin_bucket (gint32 margin)
{
  return margin <= 0 ? 0 : 1 + (guint32)lrintf (2 * logf (1 + margin / 8.0f));
}

static const SaysoToken *
token_at (const Eye *eye,
          gint64     at)
{
  static const SaysoToken nothing = { .word = 1, .tag = 40 };

  return at < 0 || at >= eye->about->link->tokens->n_tokens ? &nothing : &eye->tokens[at];
}

void
sayso_judge_for_cue (const SaysoTokens *tokens,
                     const SaysoChunk  *cue,
                     void (*func) (guint32 word, gpointer user_data),
                     gpointer user_data)
{
  for (guint i = cue->start; i < MIN (cue->end, cue->start + MAX_CUE); i++)
    {
      func (tokens->tokens[i].word, user_data);
      if (i + 1 < cue->end)
        func (sayso_mix (tokens->tokens[i].word, tokens->tokens[i + 1].word), user_data);
    }
}

static guint
find_report (const SaysoCase *about,
             guint32          word)
{
  guint low = 0, high = about->n_reporting;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (about->reporting[middle].word < word)
        low = middle + 1;
      else
        high = middle;
    }
  return low < about->n_reporting && about->reporting[low].word == word ? about->reporting[low].strength : 0;
}

typedef struct
{
  const SaysoCase *about;
  guint32          best;
} ReportSearch;

static void
look_up_cb (guint32  word,
            gpointer user_data)
{
  ReportSearch *search = user_data;
  guint         strength = find_report (search->about, word);

  if (strength == 0 && (sayso_lexicon_look_up (search->about->lexicon, word) & SAYSO_WORD_OWN_CUE))
    strength = OWN_STRENGTH;
  search->best = MAX (search->best, strength);
}

/* A cue reports if any word of it does. */
static guint32
report_of (const SaysoCase  *about,
           const SaysoChunk *cue)
{
  ReportSearch search = { about, 0 };

  if (cue == NULL)
    return 18;
  sayso_judge_for_cue (about->link->tokens, cue, look_up_cb, &search);
  return search.best;
}

/* Bits: words outside quotation marks, words inside. */
static guint32
kind_of (const Eye *eye)
{
  guint32 kind = 0;

  for (guint i = eye->chunk->start; i < eye->chunk->end; i++)
    if (eye->tokens[i].shape & SAYSO_SHAPE_WORD)
      kind |= eye->tokens[i].mark == SAYSO_MARK_INSIDE ? 2 : 1;
  return kind;
}

static void
see_margins (Eye *eye)
{
  const SaysoChunk *chunk = eye->chunk;

  add_both (eye, margin_bucket (chunk->margin_least));
  add_both (eye, margin_bucket (chunk->margin_mean));
  add_both (eye, margin_bucket (chunk->margin_first));
  add_both (eye, margin_bucket (chunk->margin_last));
  add (eye, sayso_mix (margin_bucket (chunk->margin_least), eye->report / 3));
  add (eye, sayso_mix (margin_bucket (chunk->margin_mean), bucket (chunk->end - chunk->start)));
  add (eye, eye->cue != NULL ? sayso_mix (margin_bucket (eye->cue->margin_least), eye->kind) : 99);
  add (eye, eye->cue != NULL ? sayso_mix (margin_bucket (eye->cue->margin_least), margin_bucket (chunk->margin_least)) : 99);
}

static void
see_cue (Eye *eye)
{
  const SaysoChunk *chunk = eye->chunk, *cue = eye->cue;
  guint32           side, gap;

  add_both (eye, eye->report);
  if (cue == NULL)
    return;
  side = cue->start < chunk->start;
  gap = side ? chunk->start - cue->end : cue->start - chunk->end;
  add_both (eye, sayso_mix (side, bucket (gap)));
  add_both (eye, eye->tokens[cue->start].word);
  add_both (eye, eye->tokens[cue->end - 1].word);
  add (eye, sayso_mix (eye->tokens[cue->start].tag, eye->tokens[cue->end - 1].tag));
  add (eye, sayso_mix (eye->tokens[cue->end - 1].word, token_at (eye, cue->end)->word));
  add (eye, sayso_mix (eye->tokens[cue->end - 1].word, eye->tokens[chunk->start].tag));
  add (eye, sayso_mix (eye->report, sayso_mix (side, bucket (gap))));
  add (eye, sayso_mix (eye->report, bucket (cue->end - cue->start)));
  add (eye, eye->tokens[cue->start].sentence == eye->tokens[chunk->start].sentence);
}

/* The token of the piece that hangs on something outside it, and by what. */
static guint
head_of (const Eye *eye)
{
  for (guint i = eye->chunk->start; i < eye->chunk->end; i++)
    if (eye->tokens[i].head == i || eye->tokens[i].head < eye->chunk->start || eye->tokens[i].head >= eye->chunk->end)
      if (eye->tokens[i].relation != SAYSO_RELATION_PUNCT && eye->tokens[i].relation != SAYSO_RELATION_MARK)
        return i;
  return eye->chunk->start;
}

static guint
count_loose (const Eye *eye)
{
  guint n = 0;

  for (guint i = eye->chunk->start; i < eye->chunk->end; i++)
    n += eye->tokens[i].relation != SAYSO_RELATION_PUNCT
         && (eye->tokens[i].head == i || eye->tokens[i].head < eye->chunk->start || eye->tokens[i].head >= eye->chunk->end);
  return n;
}

static guint32
has_clause (const Eye *eye)
{
  guint32 seen = 0;

  for (guint i = eye->chunk->start; i < eye->chunk->end; i++)
    {
      guint8 tag = eye->tokens[i].tag;

      seen |= tag == SAYSO_TAG_VBD || tag == SAYSO_TAG_VBP || tag == SAYSO_TAG_VBZ || tag == SAYSO_TAG_MD ? 1 : 0;
      seen |= tag == SAYSO_TAG_VB || tag == SAYSO_TAG_VBG || tag == SAYSO_TAG_VBN ? 2 : 0;
      seen |= eye->tokens[i].relation == SAYSO_RELATION_SUBJECT ? 4 : 0;
    }
  return seen;
}

static void
see_parse (Eye *eye)
{
  const SaysoToken *tokens = eye->tokens;
  guint             head = head_of (eye), above = tokens[head].head;
  guint32           relation = above == head ? 20 : tokens[head].relation;
  gboolean          below_cue = eye->cue != NULL && above >= eye->cue->start && above < eye->cue->end;

  add_both (eye, sayso_mix (relation, below_cue));
  add (eye, sayso_mix (relation, tokens[above].word));
  add (eye, sayso_mix (sayso_mix (relation, below_cue), eye->report));
  add (eye, sayso_mix (tokens[head].tag, sayso_mix (relation, below_cue)));
  add_both (eye, sayso_mix (bucket (count_loose (eye)), eye->chunk->end - eye->chunk->start > 8));
  add_both (eye, has_clause (eye));
  add (eye, sayso_mix (has_clause (eye), eye->report));
  add (eye, sayso_mix (has_clause (eye), sayso_mix (relation, below_cue)));
}

static void
see_edges (Eye *eye)
{
  gint64            start = eye->chunk->start, end = eye->chunk->end;
  const SaysoToken *first = token_at (eye, start), *last = token_at (eye, end - 1), *before = token_at (eye, start - 1), *after = token_at (eye, end);
  guint32           whole = (first->sentence_start == start) + 2 * (end + 1 >= last->sentence_end);

  add (eye, first->word);
  add (eye, last->word);
  add_both (eye, before->word);
  add_both (eye, after->word);
  add_both (eye, first->tag);
  add_both (eye, last->tag);
  add (eye, sayso_mix (before->tag, first->tag));
  add (eye, sayso_mix (last->tag, after->tag));
  add_both (eye, sayso_mix (whole, bucket (end - start)));
  add_both (eye, bucket (end - start));
  add (eye, sayso_mix (first->mark, last->mark));
  add (eye, sayso_mix (sayso_mix (first->mark, last->mark), bucket (first->quote_length)));
  add (eye, sayso_mix (sayso_mix (first->mark, eye->report), bucket (end - start)));
  add (eye, sayso_mix (last->sentence - first->sentence, eye->kind));
}

static void
see_speaker (Eye *eye)
{
  const SaysoCase  *about = eye->about;
  const SaysoChunk *speaker = about->speaker >= 0 ? &about->link->chunks[about->speaker] : NULL;
  guint32           around = 0;

  add_both (eye, speaker == NULL ? 0 : margin_bucket (speaker->margin_least));
  add_both (eye, speaker == NULL ? 99 : CLAMP ((int)about->lead, 0, 12));
  add (eye, speaker == NULL ? 1 : sayso_mix (eye->tokens[speaker->end - 1].tag, eye->report));
  add (eye, speaker == NULL ? 1 : eye->tokens[speaker->end - 1].word);
  add (eye, speaker == NULL ? 2 : sayso_mix (eye->tokens[speaker->end - 1].relation, eye->cue != NULL));
  for (int step = -1; step <= 1; step += 2)
    {
      int at = (int)about->link->content + step;

      around = around * 8 + (at < 0 || at >= (int)about->link->n_chunks ? 5 : about->link->chunks[at].kind);
    }
  add_both (eye, around);
}

guint
sayso_judge_get_features (const SaysoCase *self,
                          guint32         *keys)
{
  Eye eye = { .about = self, .chunk = &self->link->chunks[self->link->content], .tokens = self->link->tokens->tokens, .keys = keys, .id = 1 };

  eye.cue = self->link->cue >= 0 ? &self->link->chunks[self->link->cue] : NULL;
  eye.kind = kind_of (&eye);
  eye.report = report_of (self, eye.cue);
  add (&eye, 0);
  add (&eye, eye.kind);
  see_margins (&eye);
  see_parse (&eye);
  see_edges (&eye);
  see_speaker (&eye);
  see_cue (&eye);
  return eye.n_keys;
}

double
sayso_judge_decide (const float     *judge,
                    const SaysoCase *self)
{
  guint32 keys[SAYSO_MAX_JUDGE_FEATURES];
  guint   n = sayso_judge_get_features (self, keys);
  double  sum = 0;

  for (guint k = 0; k < n; k++)
    sum += judge[keys[k] >> (32 - SAYSO_JUDGE_BITS)];
  return 1 / (1 + exp (-sum));
}
