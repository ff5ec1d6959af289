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
/* So many chunks back a claim is looked for around a speaker. */
#define NEST_REACH 8

static guint32
bucket (guint distance)
{
  static const guint limits[] = { 0, 1, 2, 3, 5, 8, 13, 25, 60 };
  guint              i = 0;

  while (i < G_N_ELEMENTS (limits) && distance > limits[i])
    i++;
  return i;
}

void
sayso_link_move (SaysoLink *link,
                 guint      content)
{
  link->content = content;
  link->cue = link->ties[content].cue;
}

static SaysoTally
count_between (const SaysoLink *link,
               int              a,
               int              b)
{
  const SaysoTally *from = &link->ties[MIN (a, b) + 1].before, *to = &link->ties[MAX (a, b)].before;

  return a == b ? (SaysoTally){ 0 }
                : (SaysoTally){ .speakers = to->speakers - from->speakers, .contents = to->contents - from->contents, .cues = to->cues - from->cues };
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

static SaysoSpan
span_of (const SaysoChunk *chunk)
{
  return (SaysoSpan){ chunk->start, chunk->end };
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

/* The voice of the claim's cue. */
static guint32
voice_of_cue (const SaysoLink *link)
{
  return link->cue >= 0 ? 1 + 2 * link->ties[link->cue].voice + link->ties[link->cue].has_by : 0;
}

static void
describe_nobody (const SaysoLink *link,
                 const Subjects  *subjects,
                 SaysoCandidate  *candidate)
{
  guint32 look = look_of_content (link), voice = voice_of_cue (link);
  guint32 cue = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].start].word : 0;
  guint32 cue_end = link->cue >= 0 ? link->tokens->tokens[link->chunks[link->cue].end - 1].word : 0;

  add (candidate, look);
  add (candidate, sayso_mix (cue, 1));
  add (candidate, sayso_mix (cue_end, 2));
  add (candidate, sayso_mix (look, link->cue >= 0));
  add (candidate, voice);
  add (candidate, sayso_mix (voice, cue_end));
  add (candidate, sayso_mix (voice, subjects->of_cue.token >= 0 ? subjects->of_cue.climbed : SAYSO_SUBJECT_CLIMB + 1));
}

static gboolean
is_in (const SaysoChunk *chunk,
       guint             token)
{
  return chunk != NULL && token >= chunk->start && token < chunk->end;
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
  add (candidate, sayso_mix (link->ties[at].mentions, link->cue >= 0));
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

/* The claim's cue in the passive has its speaker behind "by", or none. */
static void
describe_voice (const SaysoLink *link,
                const Subjects  *subjects,
                int              at,
                guint32          cue_order,
                guint            sentences,
                SaysoCandidate  *candidate)
{
  static const char *const by[] = { "by" };
  const SaysoChunk        *speaker = &link->chunks[at];
  guint32                  voice = voice_of_cue (link), of_cue = place_of_subject (&subjects->of_cue, speaker);
  guint32                  is_agent = speaker->start > 0 && sayso_tokens_is_one_of (link->tokens, speaker->start - 1, by, G_N_ELEMENTS (by));

  add (candidate, sayso_mix (voice, of_cue));
  add (candidate, sayso_mix (voice, cue_order * 2 + is_agent));
  add (candidate, sayso_mix (sayso_mix (voice, is_agent), sayso_mix (of_cue, MIN (sentences, 2))));
}

/* The cue next to the speaker: the one of this claim, one that another claim has, or one that none has. */
static void
describe_own_cue (const SaysoLink *link,
                  int              at,
                  guint32          cue_gap,
                  guint32          cue_order,
                  guint32          counts,
                  guint            sentences,
                  SaysoCandidate  *candidate)
{
  const SaysoChunk *content = &link->chunks[link->content], *speaker = &link->chunks[at];
  int               cue = link->ties[at].cue;
  const SaysoChunk *own = cue >= 0 ? &link->chunks[cue] : NULL;
  gboolean          is_ours = cue >= 0 && cue == link->cue;
  gboolean          is_others = cue >= 0 && link->ties[cue].n_claims > (is_ours ? 1 : 0);
  guint32           order = own == NULL ? 0 : own->start < content->start ? 1
                                            : own->start >= content->end  ? 2
                                                                          : 3;
  guint32           state = own == NULL ? 0 : 1 + 2 * is_ours + is_others;

  if (own != NULL)
    order += 4 * sayso_chunk_shares_sentence (link->tokens, own, content) + 8 * (own->start < speaker->start);
  add (candidate, sayso_mix (state, sayso_mix (link->cue >= 0, cue_gap)));
  add (candidate, sayso_mix (state, sayso_mix (order, own != NULL ? link->tokens->tokens[own->start].word : 0)));
  state = sayso_mix (state, order);
  add (candidate, state);
  add (candidate, sayso_mix (state, cue_order));
  add (candidate, sayso_mix (state, sayso_mix (find_around (link, at), MIN (sentences, 2))));
  add (candidate, sayso_mix (state, bucket (own != NULL ? sayso_chunk_gap (own, speaker) : 0)));
  add (candidate, sayso_mix (state, counts));
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
  SaysoTally        between = count_between (link, at, link->content);
  gboolean          before = at < (int)link->content;
  guint             sentences = before ? sayso_chunk_sentence (link->tokens, content) - sayso_chunk_last_sentence (link->tokens, speaker)
                                       : sayso_chunk_sentence (link->tokens, speaker) - sayso_chunk_last_sentence (link->tokens, content);
  guint             newlines = sayso_chunk_newlines (link->tokens, speaker, content);
  guint32           look = look_of_content (link), side = before;
  guint32           distance = bucket (sayso_chunk_gap (speaker, content));
  guint32           cue_gap = cue != NULL ? bucket (sayso_chunk_gap (speaker, cue)) : 15;
  guint32           cue_order = cue == NULL ? 0 : (cue->start < speaker->start ? 1 : 2) + (cue->start < content->start ? 3 : 6);
  guint32           cue_word = cue != NULL ? tokens[cue->start].word : 0;
  guint32           counts = MIN (between.speakers, 3) + 4 * MIN (between.contents, 3) + 16 * MIN (between.cues, 3);
  guint             cue_speakers = 0, head = sayso_head_of (link->tokens, span_of (speaker));
  guint32           hangs;

  if (cue != NULL)
    cue_speakers = count_between (link, at, link->cue).speakers;
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
  describe_voice (link, subjects, at, cue_order, sentences, candidate);
  describe_own_cue (link, at, cue_gap, cue_order, counts, sentences, candidate);
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
  describe_nobody (link, &subjects, &candidates[n++]);
  for (int step = -1; step <= 1; step += 2)
    {
      guint n_speakers = 0, n_passed_over = 0;

      for (int at = (int)link->content + step; at >= 0 && at < (int)link->n_chunks && n_speakers < SAYSO_RANK_REACH && n < max_candidates; at += step)
        {
          guint distance = sayso_chunk_gap (&link->chunks[at], &link->chunks[link->content]);
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
