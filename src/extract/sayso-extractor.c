/* The extractor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-identity.h"
#include "extract/sayso-outer.h"
#include "extract/sayso-pipeline.h"
#include "extract/sayso-rules.h"
#include "extract/sayso-source.h"
#include "text/sayso-data-files.h"

#include <math.h>
#include <string.h>

#define WEIGHTS_FILE "weights.bin"
#define LEXICON_FILE "lexicon.txt"

/* What rules alone find is right about this often. */
#define RULES_CONFIDENCE 600

/* Of a paragraph that is one quotation, where an article has this many. In novels they are speech
 * in 99 of 100 cases. */
#define LEAST_TURNS 4
#define TURN_CONFIDENCE 0.95

struct _SaysoExtractor
{
  SaysoWeights *weights; /* NULL: rules alone */
  SaysoLexicon *lexicon;
};

/* One article in work. */
typedef struct
{
  SaysoExtractor *extractor;
  SaysoTokens    *tokens;
  guint8         *labels;
  SaysoBeliefs    beliefs;
  GArray         *chunks;
  SaysoTie       *ties; /* of chunks */
} Work;

void
sayso_quotes_free (SaysoQuotes *self)
{
  for (guint i = 0; i < self->n_quotes; i++)
    {
      g_free (self->quotes[i].spans);
      g_free (self->quotes[i].candidates);
    }
  for (guint i = 0; i < self->n_identities; i++)
    {
      g_free (self->identities[i].name);
      g_free (self->identities[i].mentions);
    }
  g_free (self->quotes);
  g_free (self->identities);
  g_free (self);
}

static gboolean
read_lexicon (SaysoLexicon *lexicon,
              const char   *path,
              gboolean      is_own,
              GError      **error)
{
  g_autofree char *text = NULL;
  gsize            n_bytes;

  if (!g_file_get_contents (path, &text, &n_bytes, error))
    return FALSE;
  if (sayso_lexicon_add (lexicon, text, n_bytes, is_own, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

SaysoExtractor *
sayso_extractor_new_rules (void)
{
  SaysoExtractor  *self = g_new0 (SaysoExtractor, 1);
  g_autofree char *path = sayso_data_file (LEXICON_FILE);

  self->lexicon = sayso_lexicon_new ();
  /* Without it sources are not found, and rules find quotation marks alone. */
  read_lexicon (self->lexicon, path, FALSE, NULL);
  return self;
}

gboolean
sayso_extractor_add_lexicon (SaysoExtractor *self,
                             const char     *path,
                             GError        **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);
  return read_lexicon (self->lexicon, path, TRUE, error);
}

gboolean
sayso_extractor_add_own_lexicon (SaysoExtractor *self,
                                 GError        **error)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "sayso", LEXICON_FILE, NULL);

  g_return_val_if_fail (self != NULL, FALSE);
  return !g_file_test (path, G_FILE_TEST_EXISTS) || read_lexicon (self->lexicon, path, TRUE, error);
}

SaysoExtractor *
sayso_extractor_new_from_bytes (GBytes  *weights,
                                GError **error)
{
  SaysoWeights   *loaded = sayso_weights_new_from_bytes (weights, error);
  SaysoExtractor *self;

  if (loaded == NULL)
    return NULL;
  self = sayso_extractor_new_rules ();
  self->weights = loaded;
  return self;
}

SaysoExtractor *
sayso_extractor_new (const char *weights_path,
                     GError    **error)
{
  SaysoExtractor *self = sayso_extractor_new_rules ();
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL;

  if (weights_path != NULL)
    {
      self->weights = sayso_weights_load (weights_path, error);
      if (self->weights == NULL)
        g_clear_pointer (&self, sayso_extractor_free);
      return self;
    }
  path = sayso_data_file (WEIGHTS_FILE);
  self->weights = sayso_weights_load (path, &local);
  if (g_error_matches (local, SAYSO_WEIGHTS_ERROR, SAYSO_WEIGHTS_ERROR_DAMAGED))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", path);
      g_clear_pointer (&self, sayso_extractor_free);
    }
  return self;
}

void
sayso_extractor_free (SaysoExtractor *self)
{
  g_clear_pointer (&self->weights, sayso_weights_free);
  sayso_lexicon_free (self->lexicon);
  g_free (self);
}

SaysoSyntaxWeights
sayso_extractor_get_syntax (SaysoExtractor *self)
{
  g_return_val_if_fail (self != NULL, (SaysoSyntaxWeights){ 0 });
  return self->weights != NULL ? self->weights->syntax : (SaysoSyntaxWeights){ 0 };
}

const char *
sayso_extractor_get_description (SaysoExtractor *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->weights != NULL ? self->weights->description : NULL;
}

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->tokens, sayso_tokens_free);
  g_clear_pointer (&work->labels, g_free);
  sayso_beliefs_clear (&work->beliefs);
  g_clear_pointer (&work->chunks, g_array_unref);
  g_clear_pointer (&work->ties, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
label (Work                *work,
       GCancellable        *cancellable,
       SaysoExtractProgress progress,
       gpointer             user_data)
{
  SaysoLattice lattice = { 0 };
  gboolean     done;

  if (work->extractor->weights == NULL)
    {
      sayso_rules_label (work->tokens, work->extractor->lexicon, work->labels);
      return TRUE;
    }
  done = sayso_pipeline_label (work->extractor->weights, work->extractor->lexicon, work->tokens, &lattice, cancellable, progress, user_data, work->labels, &work->beliefs);
  sayso_lattice_clear (&lattice);
  return done;
}

/* Joins labels into chunks. */
static void
find_chunks (Work *work)
{
  work->chunks = sayso_chunks_of_labels (work->tokens, work->labels, work->beliefs.tokens);
  work->ties = sayso_ties_new (work->tokens, work->chunks);
}

static SaysoSpan
span_of_tokens (const SaysoTokens *tokens,
                guint              from,
                guint              to)
{
  return (SaysoSpan){ tokens->tokens[from].start, tokens->tokens[to - 1].end };
}

/* A speaker or a cue ends before the mark that ends its sentence or sets it off. */
static guint
end_of_chunk (const Work       *work,
              const SaysoChunk *chunk)
{
  const SaysoToken *last = &work->tokens->tokens[chunk->end - 1];
  char              c = work->tokens->utf8[last->byte];

  if (chunk->kind == SAYSO_CHUNK_CONTENT || chunk->end - chunk->start < 2 || last->n_bytes > 1)
    return chunk->end;
  return c == ',' || c == ';' || (c == '.' && last->sentence_end == chunk->end) ? chunk->end - 1 : chunk->end;
}

static SaysoSpan
span_of_chunk (const Work       *work,
               const SaysoChunk *chunk)
{
  return span_of_tokens (work->tokens, chunk->start, end_of_chunk (work, chunk));
}

static SaysoQuoteKind
kind_of (const Work   *work,
         const GArray *pieces)
{
  guint inside = 0, outside = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const SaysoChunk *chunk = &g_array_index (work->chunks, SaysoChunk, g_array_index (pieces, guint, i));

      for (guint t = chunk->start; t < chunk->end; t++)
        if (work->tokens->tokens[t].shape & SAYSO_SHAPE_WORD)
          {
            if (work->tokens->tokens[t].mark == SAYSO_MARK_INSIDE)
              inside++;
            else
              outside++;
          }
    }
  if (inside == 0)
    return SAYSO_QUOTE_INDIRECT;
  return outside == 0 ? SAYSO_QUOTE_DIRECT : SAYSO_QUOTE_MIXED;
}

/* How likely it is that a piece is a claim. */
static double
judge (const Work           *work,
       const SaysoLink      *link,
       const SaysoCandidate *candidates,
       guint                 n_candidates)
{
  const SaysoWeights *weights = work->extractor->weights;
  float               values[SAYSO_N_JUDGE_VALUES];
  SaysoCase           about = {
              .link = link,
              .beliefs = work->beliefs.tokens,
              .speaker = candidates[0].chunk,
              .score = candidates[0].score,
              .lead = n_candidates > 1 ? candidates[0].score - candidates[1].score : 0,
  };

  if (weights == NULL)
    return RULES_CONFIDENCE / 1000.0;
  about.reporting = weights->reporting;
  about.n_reporting = weights->n_reporting;
  about.lexicon = work->extractor->lexicon;
  sayso_judge_get_values (&about, values);
  return sayso_forest_decide (&weights->judge, values);
}

static gboolean
is_negated (const Work *work,
            int         cue)
{
  const SaysoChunk *chunk;
  guint             from;

  if (cue < 0)
    return FALSE;
  chunk = &g_array_index (work->chunks, SaysoChunk, cue);
  from = chunk->start > work->tokens->tokens[chunk->start].sentence_start ? chunk->start - 1 : chunk->start;
  for (guint t = from; t < chunk->end; t++)
    if (sayso_lexicon_look_up (work->extractor->lexicon, work->tokens->tokens[t].word) & SAYSO_WORD_NEGATION)
      return TRUE;
  return FALSE;
}

static void
start_link (const Work *work,
            guint       content,
            int         previous,
            SaysoLink  *link)
{
  *link = (SaysoLink){ .tokens = work->tokens,
                       .chunks = (const SaysoChunk *)work->chunks->data,
                       .ties = work->ties,
                       .n_chunks = work->chunks->len,
                       .previous = previous };
  sayso_link_move (link, content);
}

/* Who says it, best first; by rule where nothing is fitted: the nearest to the cue, else to the
 * claim. */
static guint
rank (const Work      *work,
      const SaysoLink *link,
      SaysoCandidate  *candidates)
{
  guint n = sayso_linker_list (link, candidates, SAYSO_MAX_CANDIDATES);

  if (work->extractor->weights != NULL)
    {
      sayso_linker_rank (work->extractor->weights->ranker, candidates, n);
      return n;
    }
  for (guint i = 0; i < n; i++)
    {
      const SaysoChunk *near_to = &link->chunks[link->cue >= 0 ? link->cue : (int)link->content];
      const SaysoChunk *chunk = candidates[i].chunk >= 0 ? &link->chunks[candidates[i].chunk] : NULL;

      candidates[i].score = chunk == NULL ? -60 : -fabsf ((float)chunk->start - (float)near_to->start);
      candidates[i].n_features = 0;
    }
  sayso_linker_sort (candidates, n);
  return n;
}

typedef struct
{
  GArray        *pieces;      /* guint: chunks */
  SaysoLink      link;        /* of the first piece */
  double         probability; /* of the least likely piece */
  SaysoOuter     outer;       /* around the piece */
  SaysoCandidate candidates[SAYSO_MAX_CANDIDATES];
  guint          n_candidates;
} Draft;

static gboolean
has_newline (const Work *work,
             guint       from,
             guint       to)
{
  const SaysoToken *a = &work->tokens->tokens[from], *b = &work->tokens->tokens[to];

  return memchr (work->tokens->utf8 + a->byte, '\n', b->byte - a->byte) != NULL;
}

/* "A," he said, "B.": the second piece continues the first if they share their
 * speaker, both stand in quotation marks, and only the report is between. */
static gboolean
continues (const Work      *work,
           const Draft     *before,
           const SaysoLink *link,
           int              speaker)
{
  const SaysoChunk *chunks = link->chunks;
  const SaysoChunk *last = &chunks[g_array_index (before->pieces, guint, before->pieces->len - 1)], *next = &chunks[link->content];
  int               cue = link->cue;

  return speaker >= 0 && speaker == before->candidates[0].chunk && cue == before->link.cue && cue >= 0
         && last->end <= chunks[cue].start && chunks[cue].end <= next->start
         && next->start - last->end <= 12
         && work->tokens->tokens[last->start].mark != SAYSO_MARK_OUTSIDE
         && work->tokens->tokens[next->start].mark != SAYSO_MARK_OUTSIDE
         && !has_newline (work, last->end - 1, next->start);
}

/* The spans of who may be the speaker, best first; of those that were passed over the ones that are likelier than nobody. */
static guint
list_speakers (const Work           *work,
               const SaysoCandidate *candidates,
               guint                 n,
               SaysoSpan            *speakers)
{
  gboolean is_likely = TRUE;
  guint    n_speakers = 0;

  for (guint i = 0; i < n; i++)
    {
      const SaysoChunk *chunk = candidates[i].chunk >= 0 ? &g_array_index (work->chunks, SaysoChunk, candidates[i].chunk) : NULL;

      is_likely = is_likely && chunk != NULL;
      if (chunk != NULL && (is_likely || chunk->kind != SAYSO_CHUNK_PASSED_OVER))
        speakers[n_speakers++] = span_of_chunk (work, chunk);
    }
  return n_speakers;
}

static void
fill_candidates (const Work           *work,
                 SaysoQuote           *quote,
                 const SaysoCandidate *candidates,
                 guint                 n)
{
  guint n_speakers;

  quote->candidates = g_new (SaysoSpan, n + 1);
  n_speakers = list_speakers (work, candidates, n, quote->candidates);
  for (guint i = 0; i < n_speakers; i++)
    if (!quote->has_speaker || !sayso_span_equal (quote->candidates[i], quote->speaker))
      quote->candidates[quote->n_candidates++] = quote->candidates[i];
}

static void
finish_draft (const Work *work,
              Draft      *draft,
              GArray     *quotes)
{
  const SaysoChunk *chunks = draft->link.chunks;
  SaysoQuote        quote = { .identity = G_MAXUINT };
  int               cue = draft->link.cue, speaker = draft->candidates[0].chunk;
  guint             from, to;

  quote.n_spans = draft->pieces->len;
  quote.spans = g_new (SaysoSpan, quote.n_spans);
  quote.confidence = (guint)lround (1000 * draft->probability);
  for (guint i = 0; i < quote.n_spans; i++)
    quote.spans[i] = span_of_chunk (work, &chunks[g_array_index (draft->pieces, guint, i)]);
  quote.kind = kind_of (work, draft->pieces);
  quote.has_cue = cue >= 0;
  if (quote.has_cue)
    quote.cue = span_of_chunk (work, &chunks[cue]);
  quote.has_speaker = speaker >= 0;
  if (quote.has_speaker)
    {
      /* Passed over no longer. */
      g_array_index (work->chunks, SaysoChunk, speaker).kind = SAYSO_CHUNK_SPEAKER;
      quote.speaker = span_of_chunk (work, &chunks[speaker]);
    }
  quote.negated = is_negated (work, cue);
  quote.has_source = sayso_source_find (work->tokens, work->extractor->lexicon, chunks, work->chunks->len, draft->link.content, cue, speaker, &from, &to);
  if (quote.has_source)
    quote.source = span_of_tokens (work->tokens, from, to);
  fill_candidates (work, &quote, draft->candidates, draft->n_candidates);
  g_array_append_val (quotes, quote);
  g_clear_pointer (&draft->pieces, g_array_unref);
}

/* Whether a piece is a paragraph that is nothing but one quotation. */
static gboolean
is_turn (const Work *work,
         guint       content)
{
  const SaysoChunk *chunk = &g_array_index (work->chunks, SaysoChunk, content);
  const SaysoToken *tokens = work->tokens->tokens;

  return chunk->kind == SAYSO_CHUNK_CONTENT && tokens[chunk->start].mark == SAYSO_MARK_OPENS && tokens[chunk->end - 1].mark == SAYSO_MARK_CLOSES
         && sayso_tokens_begins_paragraph (work->tokens, chunk->start) && sayso_tokens_begins_paragraph (work->tokens, chunk->end);
}

/* In a conversation the turns are speech, whatever the judge thinks, who has read news: there such a paragraph can
 * be a title. */
static gboolean
is_conversation (const Work *work)
{
  guint n = 0;

  for (guint i = 0; i < work->chunks->len; i++)
    n += is_turn (work, i);
  return n >= LEAST_TURNS;
}

/* What is said is joined piece by piece. The last piece is settled only when the next one is known, into whose place it
 * must not grow. */
typedef struct
{
  const Work *work;
  GArray     *quotes;
  Draft       draft;
  Draft       last;    /* of the last piece; its pieces are not used */
  guint       settled; /* token: where the piece before the last one ends */
} Joining;

/* Neither into a cue nor into a speaker of its own. */
static void
keep_off (const SaysoChunk *piece,
          const SaysoChunk *other,
          guint            *from,
          guint            *to)
{
  if (other->end <= piece->start)
    *from = MAX (*from, other->end);
  else if (other->start >= piece->end)
    *to = MIN (*to, other->start);
}

/* The ends that the last piece most likely has: those of the report around it, else of the stretch that is likeliest. */
static SaysoSpan
find_ends (const Joining *self,
           guint          to)
{
  const Work       *work = self->work;
  const SaysoLink  *link = &self->last.link;
  const SaysoChunk *piece = &link->chunks[link->content];
  int               speaker = self->last.candidates[0].chunk;
  guint             from = self->settled;
  SaysoPiece        stretches;

  if (self->last.outer.cue >= 0)
    return (SaysoSpan){ MAX (self->last.outer.span.start, from), self->last.outer.span.end };
  if (link->cue >= 0)
    keep_off (piece, &link->chunks[link->cue], &from, &to);
  if (speaker >= 0)
    keep_off (piece, &link->chunks[speaker], &from, &to);
  sayso_boundary_open (&stretches, work->tokens, &work->beliefs, (SaysoSpan){ piece->start, piece->end }, self->last.probability);
  return sayso_boundary_choose (&stretches, &work->extractor->weights->boundary, from, to);
}

static void
settle (Joining *self,
        guint    to)
{
  SaysoChunk *piece;
  SaysoSpan   ends;

  if (self->last.n_candidates == 0 || self->work->extractor->weights == NULL)
    return;
  piece = &g_array_index (self->work->chunks, SaysoChunk, self->last.link.content);
  ends = find_ends (self, to);
  piece->start = ends.start;
  piece->end = ends.end;
  self->settled = ends.end;
}

static void
add_piece (Joining *self,
           Draft   *next)
{
  settle (self, g_array_index (self->work->chunks, SaysoChunk, next->link.content).start);
  if (self->draft.pieces != NULL && !continues (self->work, &self->draft, &next->link, next->candidates[0].chunk))
    finish_draft (self->work, &self->draft, self->quotes);
  self->last = *next;
  if (self->draft.pieces == NULL)
    {
      self->draft = *next;
      self->draft.pieces = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  self->draft.probability = MIN (self->draft.probability, next->probability);
  g_array_append_val (self->draft.pieces, next->link.content);
}

/* A report around the piece has it as a whole. */
static void
find_outer (Draft *draft)
{
  draft->outer = sayso_outer_find (&draft->link, draft->candidates[0].chunk);
  if (draft->outer.cue >= 0)
    draft->link.cue = draft->outer.cue;
}

static GArray *
join (const Work *work)
{
  gboolean converse = is_conversation (work);
  double   threshold = work->extractor->weights != NULL ? work->extractor->weights->threshold : 0;
  Joining  self = { .work = work, .quotes = g_array_new (FALSE, FALSE, sizeof (SaysoQuote)) };
  int      previous = -1;

  for (guint i = 0; i < work->chunks->len; i++)
    {
      Draft next = { 0 };

      if (g_array_index (work->chunks, SaysoChunk, i).kind != SAYSO_CHUNK_CONTENT)
        continue;
      start_link (work, i, previous, &next.link);
      next.n_candidates = rank (work, &next.link, next.candidates);
      previous = next.candidates[0].chunk;
      next.probability = judge (work, &next.link, next.candidates, next.n_candidates);
      if (converse && is_turn (work, i))
        next.probability = MAX (next.probability, TURN_CONFIDENCE);
      if (next.probability >= threshold)
        {
          find_outer (&next);
          add_piece (&self, &next);
        }
    }
  settle (&self, work->tokens->n_tokens);
  if (self.draft.pieces != NULL)
    finish_draft (work, &self.draft, self.quotes);
  return self.quotes;
}

static int
compare_mentions_cb (gconstpointer a,
                     gconstpointer b)
{
  const guint *x = a, *y = b;

  return (x[0] > y[0]) - (x[0] < y[0]);
}

/* Groups the speakers of all quotes. */
static void
identify (const Work  *work,
          SaysoQuotes *quotes)
{
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  g_autofree guint     *identities = NULL;
  g_autofree SaysoSpan *names = NULL;

  for (guint i = 0; i < work->chunks->len; i++)
    {
      const SaysoChunk *chunk = &g_array_index (work->chunks, SaysoChunk, i);
      guint             mention[2] = { chunk->start, end_of_chunk (work, chunk) };

      if (chunk->kind == SAYSO_CHUNK_SPEAKER)
        g_array_append_val (mentions, mention);
    }
  g_array_sort (mentions, compare_mentions_cb);
  quotes->n_identities = sayso_identities_find (work->tokens, work->extractor->lexicon, (const guint (*)[2])mentions->data, mentions->len, &identities, &names);
  quotes->identities = g_new0 (SaysoQuoteIdentity, quotes->n_identities + 1);
  for (guint i = 0; i < quotes->n_identities; i++)
    quotes->identities[i].name = sayso_tokens_dup_text (work->tokens, names[i].start, names[i].end);
  for (guint i = 0; i < mentions->len; i++)
    {
      SaysoQuoteIdentity *identity = &quotes->identities[identities[i]];
      const guint        *range = (const guint *)mentions->data + 2 * i;

      identity->mentions = g_renew (SaysoSpan, identity->mentions, identity->n_mentions + 1);
      identity->mentions[identity->n_mentions++] = span_of_tokens (work->tokens, range[0], range[1]);
    }
  for (guint i = 0; i < quotes->n_quotes; i++)
    for (guint low = 0, high = mentions->len; quotes->quotes[i].has_speaker && low < high;)
      {
        guint        middle = low + (high - low) / 2;
        const guint *range = (const guint *)mentions->data + 2 * middle;
        guint        start = work->tokens->tokens[range[0]].start;

        if (start == quotes->quotes[i].speaker.start)
          {
            quotes->quotes[i].identity = identities[middle];
            quotes->quotes[i].speaker_name = quotes->identities[identities[middle]].name;
            break;
          }
        if (start < quotes->quotes[i].speaker.start)
          low = middle + 1;
        else
          high = middle;
      }
}

static void
start_work (Work           *work,
            SaysoExtractor *self,
            const char     *utf8,
            gsize           n_bytes)
{
  work->extractor = self;
  work->tokens = sayso_tokens_new (utf8, n_bytes);
  work->labels = g_new0 (guint8, work->tokens->n_tokens + 1);
  sayso_beliefs_init (&work->beliefs, work->tokens->n_tokens);
}

SaysoQuotes *
sayso_extractor_run (SaysoExtractor      *self,
                     const char          *utf8,
                     gsize                n_bytes,
                     GCancellable        *cancellable,
                     SaysoExtractProgress progress,
                     gpointer             user_data,
                     GError             **error)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GArray) quotes = NULL;
  SaysoQuotes *result;

  g_return_val_if_fail (self != NULL && utf8 != NULL, NULL);

  start_work (&work, self, utf8, n_bytes);
  if (!label (&work, cancellable, progress, user_data))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  find_chunks (&work);
  quotes = join (&work);
  result = g_new0 (SaysoQuotes, 1);
  result->n_quotes = quotes->len;
  result->quotes = g_memdup2 (quotes->data, quotes->len * sizeof (SaysoQuote));
  identify (&work, result);
  return result;
}

/* What a claim made elsewhere covers becomes the one content chunk there. */
static void
relabel_claim (Work            *work,
               const SaysoSpan *claim,
               guint            n_spans,
               guint           *first)
{
  *first = G_MAXUINT;
  for (guint i = 0; i < n_spans; i++)
    {
      guint from = sayso_tokens_find (work->tokens, claim[i].start), at = from;

      for (; at < work->tokens->n_tokens && work->tokens->tokens[at].start < claim[i].end; at++)
        work->labels[at] = at == from ? sayso_label_begin (SAYSO_CHUNK_CONTENT) : sayso_label_inside (SAYSO_CHUNK_CONTENT);
      if (at > from && *first == G_MAXUINT)
        *first = from;
      if (at < work->tokens->n_tokens && sayso_label_is_inside (work->labels[at]))
        work->labels[at] = sayso_label_begin (sayso_label_kind (work->labels[at]));
    }
}

SaysoSpan *
sayso_extractor_rank_speakers (SaysoExtractor  *self,
                               const char      *utf8,
                               gsize            n_bytes,
                               const SaysoSpan *claim,
                               guint            n_spans,
                               guint           *n_speakers)
{
  g_auto (Work) work = { 0 };
  SaysoCandidate candidates[SAYSO_MAX_CANDIDATES];
  SaysoSpan     *speakers;
  guint          first, n;

  g_return_val_if_fail (self != NULL && utf8 != NULL && n_speakers != NULL, NULL);

  *n_speakers = 0;
  start_work (&work, self, utf8, n_bytes);
  label (&work, NULL, NULL, NULL);
  relabel_claim (&work, claim, n_spans, &first);
  find_chunks (&work);
  for (guint i = 0; i < work.chunks->len; i++)
    if (g_array_index (work.chunks, SaysoChunk, i).start == first)
      {
        SaysoLink link;

        start_link (&work, i, -1, &link);
        n = rank (&work, &link, candidates);
        speakers = g_new (SaysoSpan, n + 1);
        *n_speakers = list_speakers (&work, candidates, n, speakers);
        return speakers;
      }
  return g_new (SaysoSpan, 1);
}
