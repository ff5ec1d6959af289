/* Is it a claim?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-judge.h"
#include "extract/sayso-mix.h"
#include "extract/sayso-phrase.h"
#include "extract/sayso-syntax.h"
#include "extract/sayso-values.h"

/* The longest cue that is looked at. */
#define MAX_CUE 12
/* A cue of a person's own reports always. */
#define OWN_STRENGTH 17
/* Stands for what is not there. */
#define NO_SURENESS -99
#define NO_DISTANCE 9999

typedef struct
{
  const SaysoCase  *about;
  const SaysoChunk *chunk;
  const SaysoToken *tokens;  /* of the article */
  const SaysoChunk *cue;     /* or NULL */
  const SaysoChunk *speaker; /* or NULL */
  SaysoValues       values;
} Eye;

static void
add (Eye   *eye,
     double value)
{
  sayso_values_add (&eye->values, value);
}

static const SaysoToken *
token_at (const Eye *eye,
          gint64     at)
{
  static const SaysoToken nothing = { .tag = 40 };

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

/* How sure the labeller was. */
static void
see_beliefs (Eye *eye)
{
  const SaysoChunk  *chunk = eye->chunk, *cue = eye->cue, *speaker = eye->speaker;
  const SaysoBelief *beliefs = eye->about->beliefs;

  add (eye, chunk->sure_least);
  add (eye, chunk->sure_mean);
  add (eye, chunk->sure_first);
  add (eye, chunk->sure_last);
  add (eye, cue != NULL ? cue->sure_least : NO_SURENESS);
  add (eye, cue != NULL ? cue->sure_mean : NO_SURENESS);
  add (eye, speaker != NULL ? speaker->sure_least : NO_SURENESS);
  sayso_values_add_beliefs (&eye->values, beliefs, (SaysoSpan){ chunk->start, chunk->end });
  add (eye, chunk->start > 0 ? beliefs[chunk->start - 1].kinds[SAYSO_CHUNK_CONTENT] : 0);
  add (eye, chunk->end < eye->about->link->tokens->n_tokens ? beliefs[chunk->end].kinds[SAYSO_CHUNK_CONTENT] : 0);
}

static void
see_cue (Eye *eye)
{
  const SaysoChunk *chunk = eye->chunk, *cue = eye->cue;
  gboolean          is_before = cue != NULL && cue->start < chunk->start;

  add (eye, report_of (eye->about, cue));
  add (eye, cue != NULL ? (int)cue->start - (int)chunk->start : NO_DISTANCE);
  add (eye, cue == NULL ? NO_DISTANCE : is_before ? (int)chunk->start - (int)cue->end
                                                  : (int)cue->start - (int)chunk->end);
  add (eye, cue != NULL ? cue->end - cue->start : 0);
  add (eye, cue != NULL ? token_at (eye, cue->start)->tag : 50);
  add (eye, cue != NULL ? token_at (eye, cue->end - 1)->tag : 50);
  add (eye, cue != NULL ? token_at (eye, cue->end)->tag : 50);
  add (eye, cue == NULL ? 2 : token_at (eye, cue->start)->sentence == token_at (eye, chunk->start)->sentence);
}

static void
see_speaker (Eye *eye)
{
  const SaysoChunk *speaker = eye->speaker;

  add (eye, speaker != NULL ? speaker->end - speaker->start : 0);
  add (eye, speaker != NULL ? (int)speaker->start - (int)eye->chunk->start : NO_DISTANCE);
  add (eye, speaker != NULL ? token_at (eye, speaker->end - 1)->tag : 50);
  add (eye, speaker != NULL ? token_at (eye, speaker->start)->tag : 50);
  add (eye, speaker != NULL ? token_at (eye, speaker->end - 1)->relation : 30);
  add (eye, eye->about->score);
  add (eye, eye->about->lead);
}

static gboolean
hangs_outside (const Eye *eye,
               guint      token)
{
  guint head = eye->tokens[token].head;

  return head == token || head < eye->chunk->start || head >= eye->chunk->end;
}

/* The token of the piece that hangs on something outside it; how many do. */
static guint
find_head (const Eye *eye,
           guint     *n_loose)
{
  guint head = eye->chunk->start;

  *n_loose = 0;
  for (guint i = eye->chunk->end; i-- > eye->chunk->start;)
    {
      guint8 relation = eye->tokens[i].relation;

      if (!hangs_outside (eye, i) || relation == SAYSO_RELATION_PUNCT)
        continue;
      (*n_loose)++;
      if (relation != SAYSO_RELATION_MARK)
        head = i;
    }
  return head;
}

/* Bits: a finite verb, another verb, a subject. */
static guint
find_clause (const Eye *eye)
{
  guint seen = 0;

  for (guint i = eye->chunk->start; i < eye->chunk->end; i++)
    {
      guint8 tag = eye->tokens[i].tag;

      seen |= sayso_token_is_finite (&eye->tokens[i]) ? 1 : 0;
      seen |= tag == SAYSO_TAG_VB || tag == SAYSO_TAG_VBG || tag == SAYSO_TAG_VBN ? 2 : 0;
      seen |= eye->tokens[i].relation == SAYSO_RELATION_SUBJECT ? 4 : 0;
    }
  return seen;
}

static void
see_parse (Eye *eye)
{
  const SaysoChunk *chunk = eye->chunk;
  guint             n_loose, head = find_head (eye, &n_loose), above = eye->tokens[head].head;

  add (eye, head - chunk->start);
  add (eye, n_loose);
  add (eye, find_clause (eye));
  add (eye, eye->cue == NULL ? 2 : above >= eye->cue->start && above < eye->cue->end);
  add (eye, above == head ? 20 : eye->tokens[head].relation);
  add (eye, eye->tokens[head].tag);
  add (eye, eye->tokens[above].tag);
  add (eye, token_at (eye, chunk->start)->tag);
  add (eye, token_at (eye, chunk->end - 1)->tag);
  add (eye, token_at (eye, (gint64)chunk->start - 1)->tag);
  add (eye, token_at (eye, chunk->end)->tag);
  add (eye, token_at (eye, (gint64)chunk->start + 1)->tag);
}

/* The next piece to one side that is labelled, or what would be before the first and behind the last. */
static int
find_beside (const SaysoLink *link,
             int              at,
             int              step)
{
  do
    at += step;
  while (at >= 0 && at < (int)link->n_chunks && link->chunks[at].kind == SAYSO_CHUNK_PASSED_OVER);
  return CLAMP (at, -1, (int)link->n_chunks);
}

static gboolean
is_there (const SaysoLink *link,
          int              at)
{
  return at >= 0 && at < (int)link->n_chunks;
}

static int
kind_of (const SaysoLink *link,
         int              at)
{
  return is_there (link, at) ? link->chunks[at].kind : 9;
}

/* What other pieces stand around it. */
static void
see_neighbours (Eye *eye)
{
  const SaysoLink  *link = eye->about->link;
  int               before = find_beside (link, (int)link->content, -1), after = find_beside (link, (int)link->content, 1);
  const SaysoChunk *chunks = link->chunks;

  add (eye, kind_of (link, find_beside (link, before, -1)));
  add (eye, kind_of (link, before));
  add (eye, kind_of (link, after));
  add (eye, kind_of (link, find_beside (link, after, 1)));
  add (eye, is_there (link, before) ? (double)eye->chunk->start - chunks[before].end : NO_DISTANCE);
  add (eye, is_there (link, after) ? (double)chunks[after].start - eye->chunk->end : NO_DISTANCE);
  add (eye, eye->chunk->start);
  add (eye, link->tokens->n_tokens);
}

void
sayso_judge_get_values (const SaysoCase *self,
                        float           *values)
{
  const SaysoLink *link = self->link;
  Eye              eye = { .about = self,
                           .chunk = &link->chunks[link->content],
                           .tokens = link->tokens->tokens,
                           .cue = link->cue >= 0 ? &link->chunks[link->cue] : NULL,
                           .speaker = self->speaker >= 0 ? &link->chunks[self->speaker] : NULL,
                           .values = { values, 0, SAYSO_N_JUDGE_VALUES } };

  see_beliefs (&eye);
  sayso_values_add_words (&eye.values, link->tokens, (SaysoSpan){ eye.chunk->start, eye.chunk->end });
  see_cue (&eye);
  see_speaker (&eye);
  see_parse (&eye);
  see_neighbours (&eye);
  g_assert (eye.values.n_values == SAYSO_N_JUDGE_VALUES);
}
