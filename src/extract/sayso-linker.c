/* Chunks of an article joined into quotes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-linker.h"
#include "extract/sayso-mix.h"
#include "extract/sayso-subject.h"
#include "extract/sayso-syntax.h"
#include "extract/sayso-weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Farther away than this, neither what was passed over is looked for nor a speaker. */
#define PASSED_OVER_GAP 80
#define SPEAKER_GAP 400
/* So many chunks back a claim is looked for around a speaker; and so many to either side a cue, without what was passed over. */
#define NEST_REACH 8
#define CUE_REACH 8
/* So many chunks are counted: most articles have fewer. */
#define COUNT_REACH 256

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
  /* Lines that are empty, or as good as, are one break with those before. */
  while (n < 4 && from < to && (from = memchr (from, '\n', (gsize)(to - from))) != NULL)
    {
      n++;
      while (from < to && (*from == '\n' || *from == '\r' || *from == ' '))
        from++;
    }
  return n;
}

/* What it costs to take a cue for that of a claim; between: claims that lie between the two. G_MAXUINT: it is out of the
 * question. */
static guint
cost_of_cue (const SaysoTokens *tokens,
             const SaysoChunk  *cue,
             const SaysoChunk  *claim,
             guint              between)
{
  guint sentences = cue->start < claim->start ? sentence_of (tokens, claim) - last_sentence_of (tokens, cue)
                                              : sentence_of (tokens, cue) - last_sentence_of (tokens, claim);

  if (sentences > 1 || count_newlines (tokens, cue, claim) > 0)
    return G_MAXUINT;
  /* Across another claim it is more likely that one's. */
  return gap (cue, claim) + 30 * sentences + 15 * between;
}

int
sayso_linker_find_cue (const SaysoTokens *tokens,
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

/* Of what is far from each other only the nearest part is counted: more than a few are many. */
static Between
count_between (const SaysoChunk *chunks,
               int               a,
               int               b)
{
  Between between = { 0 };

  for (int i = MIN (a, b) + 1; i < MIN (MAX (a, b), MIN (a, b) + COUNT_REACH); i++)
    {
      between.speakers += chunks[i].kind == SAYSO_CHUNK_SPEAKER;
      between.contents += chunks[i].kind == SAYSO_CHUNK_CONTENT;
      between.cues += chunks[i].kind == SAYSO_CHUNK_CUE;
    }
  return between;
}

/* Features of nobody have ids apart from those of pairs. */
#define NOBODY 100

static void
add (SaysoCandidate *candidate,
     guint32         value)
{
  guint id = candidate->n_features + (candidate->chunk < 0 ? NOBODY : 1);

  candidate->features[candidate->n_features++] = sayso_mix (id, value) & ((1u << SAYSO_RANKER_BITS) - 1);
}

/* What the claim is like, whoever says it. */
static guint32
look_of_content (const SaysoLink *link)
{
  const SaysoChunk *chunk = &link->chunks[link->content];
  const SaysoToken *first = &link->tokens->tokens[chunk->start], *last = &link->tokens->tokens[chunk->end - 1];

  return (first->mark != SAYSO_MARK_OUTSIDE) + 2 * (last->mark != SAYSO_MARK_OUTSIDE)
         + 4 * (chunk->start == first->sentence_start) + 8 * (chunk->end + 2 >= last->sentence_end);
}

static void
describe_nobody (const SaysoLink *link,
                 SaysoCandidate  *candidate)
{
  guint32 look = look_of_content (link);
  guint32 cue = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].start].word : 0;
  guint32 cue_end = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].end - 1].word : 0;

  add (candidate, look);
  add (candidate, sayso_mix (cue, 1));
  add (candidate, sayso_mix (cue_end, 2));
  add (candidate, sayso_mix (look, link->cue >= 0));
}

static SaysoSpan
span_of (const SaysoChunk *chunk)
{
  return (SaysoSpan){ chunk->start, chunk->end };
}

static gboolean
is_in (const SaysoChunk *chunk,
       guint             token)
{
  return chunk != NULL && token >= chunk->start && token < chunk->end;
}

/* How often the speaker is called by this word around the claim, up to 4. */
static guint
count_mentions (const SaysoLink *link,
                guint32          word)
{
  guint from = link->content > COUNT_REACH ? link->content - COUNT_REACH : 0, to = MIN (link->content + COUNT_REACH, link->n_chunks), n = 0;

  for (guint i = from; i < to && n < 4; i++)
    n += link->chunks[i].kind == SAYSO_CHUNK_SPEAKER && link->tokens->tokens[link->chunks[i].end - 1].word == word;
  return n;
}

/* How the speaker, by its head, hangs: below the cue as its subject, inside the claim … Returns that as a number. */
static guint32
describe_parse (const SaysoLink  *link,
                guint             head,
                const SaysoChunk *cue,
                guint32           side,
                SaysoCandidate   *candidate)
{
  const SaysoToken *tokens = link->tokens->tokens;
  const SaysoChunk *content = &link->chunks[link->content];
  guint             above = tokens[head].head;
  guint32           relation = above == head ? 20 : tokens[head].relation;
  guint32           where = is_in (cue, above) ? 1 : is_in (content, above)          ? 2
                                                   : is_in (cue, tokens[above].head) ? 3
                                                                                     : 0;
  guint32           hangs = sayso_mix (relation, where);

  add (candidate, hangs);
  add (candidate, sayso_mix (hangs, sayso_mix (side, cue != NULL)));
  add (candidate, sayso_mix (relation, sayso_mix (tokens[above].word, side)));
  add (candidate, sayso_mix (tokens[head].tag, sayso_mix (side, cue != NULL)));
  return hangs;
}

static guint32
bucket_of_sureness (float sure)
{
  return sure == SAYSO_SURENESS_OF_TRUTH ? 25 : (guint32)(12 + CLAMP ((int)floorf (1.5f * sure), -12, 12));
}

/* How sure the labeller was of it, alone and with what else tells most. */
static void
describe_sureness (const SaysoChunk *speaker,
                   const guint32    *others,
                   guint             n_others,
                   SaysoCandidate   *candidate)
{
  guint32 mean = bucket_of_sureness (speaker->sure_mean), least = bucket_of_sureness (speaker->sure_least);

  add (candidate, mean);
  add (candidate, least);
  add (candidate, speaker->kind);
  for (guint i = 0; i < n_others; i++)
    add (candidate, sayso_mix (mean, others[i]));
}

/* Who spoke last often speaks on, above all in a quotation of several
 * paragraphs. */
static void
describe_previous (const SaysoLink *link,
                   int              at,
                   guint32          look,
                   guint            newlines,
                   SaysoCandidate  *candidate)
{
  const SaysoToken *tokens = link->tokens->tokens;
  guint32           word = tokens[link->chunks[at].end - 1].word;
  guint32           again = link->previous < 0 ? 2 : at == link->previous                                      ? 3
                                                   : tokens[link->chunks[link->previous].end - 1].word == word ? 1
                                                                                                               : 0;

  add (candidate, sayso_mix (again, link->cue >= 0));
  add (candidate, sayso_mix (again, sayso_mix (look, link->cue >= 0)));
  add (candidate, sayso_mix (again, sayso_mix (newlines, link->cue >= 0)));
  add (candidate, sayso_mix (count_mentions (link, word), link->cue >= 0));
}

/* Who the parse says it is. */
typedef struct
{
  SaysoSubject of_cue;
  SaysoSubject of_claim;
} Subjects;

static Subjects
find_subjects (const SaysoLink *link)
{
  return (Subjects){ .of_cue = link->cue >= 0 ? sayso_subject_find (link->tokens, span_of (&link->chunks[link->cue])) : (SaysoSubject){ .token = -1 },
                     .of_claim = sayso_subject_find (link->tokens, span_of (&link->chunks[link->content])) };
}

/* Whether a speaker is that subject, and how far it was climbed for, as a number. */
static guint32
place_of_subject (const SaysoSubject *subject,
                  const SaysoChunk   *speaker)
{
  if (subject->token < 0)
    return SAYSO_SUBJECT_CLIMB + 3;
  return is_in (speaker, (guint)subject->token) ? 1 + subject->climbed : SAYSO_SUBJECT_CLIMB + 2;
}

/* Whether a speaker is inside what was taken for a claim: 1: for this one, 2: for another. */
static guint32
find_around (const SaysoLink *link,
             int              at)
{
  const SaysoChunk *speaker = &link->chunks[at], *content = &link->chunks[link->content];

  if (speaker->start < content->end && content->start < speaker->end)
    return 1;
  for (int before = at - 1; before >= 0 && at - before < NEST_REACH; before--)
    if (link->chunks[before].kind == SAYSO_CHUNK_CONTENT)
      return link->chunks[before].end > speaker->start ? 2 : 0;
  return 0;
}

static void
describe_subject (const SaysoLink *link,
                  const Subjects  *subjects,
                  int              at,
                  guint32          cue_order,
                  guint            sentences,
                  SaysoCandidate  *candidate)
{
  const SaysoChunk *speaker = &link->chunks[at];
  guint32           of_cue = place_of_subject (&subjects->of_cue, speaker), of_claim = place_of_subject (&subjects->of_claim, speaker);
  guint32           both = sayso_mix (of_cue, of_claim), around = find_around (link, at);
  guint32           cue_tag = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].end - 1].tag : 60;

  add (candidate, both);
  add (candidate, sayso_mix (of_cue, cue_tag));
  add (candidate, sayso_mix (sayso_mix (of_cue, cue_order), MIN (sentences, 2)));
  add (candidate, sayso_mix (of_cue, speaker->kind));
  add (candidate, sayso_mix (of_claim, sayso_mix (link->cue >= 0, speaker->kind)));
  add (candidate, sayso_mix (around, both));
  add (candidate, sayso_mix (around, cue_order));
}

static void
describe_pair (const SaysoLink *link,
               const Subjects  *subjects,
               int              at,
               SaysoCandidate  *candidate)
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
  guint             cue_speakers = 0, head = sayso_head_of (link->tokens, span_of (speaker));
  guint32           hangs;

  if (cue != NULL)
    cue_speakers = count_between (link->chunks, at, link->cue).speakers;
  add (candidate, sayso_mix (side, MIN (sentences, 5)));
  add (candidate, sayso_mix (side, newlines));
  add (candidate, sayso_mix (sayso_mix (side, distance), MIN (sentences, 2)));
  add (candidate, sayso_mix (side, counts));
  add (candidate, sayso_mix (sayso_mix (side, MIN (sentences, 3)), counts));
  add (candidate, cue_gap);
  add (candidate, sayso_mix (cue_gap, cue_order));
  add (candidate, sayso_mix (sayso_mix (cue_gap, cue_order), MIN (sentences, 2)));
  add (candidate, sayso_mix (cue_order, MIN (cue_speakers, 3)));
  add (candidate, sayso_mix (sayso_mix (cue_order, MIN (cue_speakers, 3)), MIN (newlines, 2)));
  add (candidate, sayso_mix (cue_word, sayso_mix (side, cue_order)));
  add (candidate, sayso_mix (cue_word, cue_gap));
  add (candidate, sayso_mix (tokens[speaker->start].word, side));
  add (candidate, sayso_mix (tokens[speaker->end - 1].word, MIN (sentences, 2)));
  add (candidate, sayso_mix (sayso_mix (look, side), MIN (sentences, 2)));
  add (candidate, sayso_mix (sayso_mix (look, side), sayso_mix (newlines, cue != NULL)));
  add (candidate, sayso_mix (sayso_mix (side, MIN (sentences, 2)), sayso_mix (speaker->start == tokens[speaker->start].sentence_start, look)));
  add (candidate, sayso_mix (bucket (speaker->end - speaker->start), side));
  add (candidate, sayso_mix (tokens[speaker->start].mark, side));
  add (candidate, speaker->end < link->tokens->n_tokens ? sayso_mix (tokens[speaker->end].word, side) : 1);
  add (candidate, speaker->start > 0 ? sayso_mix (tokens[speaker->start - 1].word, side) : 2);
  add (candidate, sayso_mix (sayso_mix (cue != NULL, side), sayso_mix (distance, counts)));
  hangs = describe_parse (link, head, cue, side, candidate);
  describe_previous (link, at, look, newlines, candidate);
  describe_subject (link, subjects, at, cue_order, sentences, candidate);
  {
    const guint32 others[] = { tokens[head].tag, hangs, sayso_mix (cue_gap, cue_order), sayso_mix (cue_order, MIN (cue_speakers, 3)),
                               side + 2 * (cue != NULL) + 4 * MIN (sentences, 2), sayso_mix (counts, side) };

    describe_sureness (speaker, others, G_N_ELEMENTS (others), candidate);
  }
}

static void
list_chunk (const SaysoLink *link,
            const Subjects  *subjects,
            int              at,
            SaysoCandidate  *candidate)
{
  *candidate = (SaysoCandidate){ .chunk = at };
  describe_pair (link, subjects, at, candidate);
}

guint
sayso_linker_list (const SaysoLink *link,
                   SaysoCandidate  *candidates,
                   guint            max_candidates)
{
  const Subjects subjects = find_subjects (link);
  gboolean       has_previous = link->previous < 0;
  guint          n = 0;

  candidates[n] = (SaysoCandidate){ .chunk = -1 };
  describe_nobody (link, &candidates[n++]);
  for (int step = -1; step <= 1; step += 2)
    {
      guint n_speakers = 0, n_passed_over = 0;

      for (int at = (int)link->content + step; at >= 0 && at < (int)link->n_chunks && n_speakers < SAYSO_RANK_REACH && n < max_candidates; at += step)
        {
          guint distance = gap (&link->chunks[at], &link->chunks[link->content]);
          guint kind = link->chunks[at].kind;

          if (distance > SPEAKER_GAP)
            break;
          if (kind != SAYSO_CHUNK_SPEAKER && (kind != SAYSO_CHUNK_PASSED_OVER || distance > PASSED_OVER_GAP || n_passed_over == SAYSO_RANK_REACH))
            continue;
          has_previous |= at == link->previous;
          list_chunk (link, &subjects, at, &candidates[n++]);
          n_speakers += kind == SAYSO_CHUNK_SPEAKER;
          n_passed_over += kind == SAYSO_CHUNK_PASSED_OVER;
        }
    }
  if (!has_previous && n < max_candidates)
    list_chunk (link, &subjects, link->previous, &candidates[n++]);
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
sayso_linker_sort (SaysoCandidate *candidates,
                   guint           n_candidates)
{
  qsort (candidates, n_candidates, sizeof *candidates, compare_cb);
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
  sayso_linker_sort (candidates, n_candidates);
}
