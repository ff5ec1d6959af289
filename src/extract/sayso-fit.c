/* Fitting the extractor on annotated articles.
 *
 * The first pass labels what it was not fitted on (cross-fitting), so that the second
 * one learns from its real errors. The ranker learns from gold chunks, the
 * confidence from articles held back from a second pass fitted for that alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit.h"
#include "extract/sayso-fit-labeller.h"
#include "extract/sayso-pipeline.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RANKER_EPOCHS 12
#define CALIBRATION_STEPS 4000

/* One article in hand. */
typedef struct
{
  const SaysoGoldArticle *gold;
  SaysoTokens            *tokens;
  guint8                 *labels;     /* true ones */
  guint8                 *first_pass; /* of a first pass that did not see it */
  guint                   fold;
} Sheet;

typedef struct
{
  const SaysoFitSettings *settings;
  Sheet                  *sheets;
  guint                   n_sheets;
  SaysoWeights            weights; /* under construction; cues are set first */
} Fit;

void
sayso_gold_article_clear (SaysoGoldArticle *self)
{
  for (guint i = 0; i < self->n_quotes; i++)
    g_free (self->quotes[i].spans);
  g_clear_pointer (&self->quotes, g_free);
  g_clear_pointer (&self->text, g_free);
}

SaysoFitSettings
sayso_fit_defaults (void)
{
  return (SaysoFitSettings){
    .bits = { 18, 18 },
    .step_bits = 13,
    .min_count = 4,
    .n_epochs = { 10, 10 },
    .n_folds = 5,
    .n_threads = 2,
  };
}

/* Tokens from..to of a span; FALSE if none begins in it. */
static gboolean
tokens_of_span (const SaysoTokens *tokens,
                SaysoSpan          span,
                guint             *from,
                guint             *to)
{
  *from = sayso_tokens_find (tokens, span.start);
  for (*to = *from; *to < tokens->n_tokens && tokens->tokens[*to].start < span.end; (*to)++)
    ;
  return *from < *to;
}

static void
label_span (Sheet         *sheet,
            SaysoSpan      span,
            SaysoChunkKind kind)
{
  guint from, to;

  if (!tokens_of_span (sheet->tokens, span, &from, &to))
    return;
  for (guint i = from; i < to; i++)
    if (sheet->labels[i] != 0)
      return;
  for (guint i = from; i < to; i++)
    sheet->labels[i] = i == from ? sayso_label_begin (kind) : sayso_label_inside (kind);
}

/* No chunk crosses paragraphs. */
static void
split_at_paragraphs (Sheet *sheet)
{
  for (guint i = 0; i < sheet->tokens->n_paragraphs; i++)
    {
      guint start = sheet->tokens->paragraphs[i].start;

      if (sayso_label_is_inside (sheet->labels[start]))
        sheet->labels[start] = sayso_label_begin (sayso_label_kind (sheet->labels[start]));
    }
}

static void
label_sheet (Sheet *sheet)
{
  const SaysoGoldArticle *gold = sheet->gold;

  /* What is said covers who else says something inside it. */
  for (guint i = 0; i < gold->n_quotes; i++)
    for (guint j = 0; j < gold->quotes[i].n_spans; j++)
      label_span (sheet, gold->quotes[i].spans[j], gold->quotes[i].reports ? SAYSO_CHUNK_CONTENT : SAYSO_CHUNK_OTHER_CONTENT);
  for (guint i = 0; i < gold->n_quotes; i++)
    if (gold->quotes[i].has_speaker)
      label_span (sheet, gold->quotes[i].speaker, SAYSO_CHUNK_SPEAKER);
  for (guint i = 0; i < gold->n_quotes; i++)
    if (gold->quotes[i].has_cue)
      label_span (sheet, gold->quotes[i].cue, gold->quotes[i].reports ? SAYSO_CHUNK_CUE : SAYSO_CHUNK_OTHER_CUE);
  split_at_paragraphs (sheet);
}

/* A word is a cue word if a fair share of its uses are cues. */

static int
compare_cues_cb (gconstpointer a,
                 gconstpointer b)
{
  const SaysoCueWord *x = a, *y = b;

  return (x->word > y->word) - (x->word < y->word);
}

static void
find_cue_words (Fit *fit)
{
  g_autoptr (GHashTable) all = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) as_cue = g_hash_table_new (NULL, NULL);
  GArray        *cues = g_array_new (FALSE, FALSE, sizeof (SaysoCueWord));
  GHashTableIter iter;
  gpointer       word, count;

#define COUNT(table, key) g_hash_table_insert (table, GUINT_TO_POINTER (key), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (table, GUINT_TO_POINTER (key))) + 1))
  for (guint i = 0; i < fit->n_sheets; i++)
    for (guint j = 0; j < fit->sheets[i].tokens->n_tokens; j++)
      {
        guint32        key = fit->sheets[i].tokens->tokens[j].word;
        SaysoChunkKind kind = sayso_label_kind (fit->sheets[i].labels[j]);

        if ((fit->sheets[i].tokens->tokens[j].shape & SAYSO_SHAPE_WORD) == 0)
          continue;
        COUNT (all, key);
        if (kind == SAYSO_CHUNK_CUE || kind == SAYSO_CHUNK_OTHER_CUE)
          COUNT (as_cue, key);
      }
#undef COUNT
  g_hash_table_iter_init (&iter, as_cue);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      double       share = (double)GPOINTER_TO_UINT (count) / GPOINTER_TO_UINT (g_hash_table_lookup (all, word));
      SaysoCueWord cue = { GPOINTER_TO_UINT (word), (guint32)lround (share * 16) };

      if (GPOINTER_TO_UINT (count) >= 2 && share >= 0.2)
        g_array_append_val (cues, cue);
    }
  g_array_sort (cues, compare_cues_cb);
  fit->weights.n_cues = cues->len;
  fit->weights.cues = (SaysoCueWord *)g_array_free (cues, FALSE);
}

/* Examples of all folds but one (or of one alone). */
static GArray *
collect_examples (Fit     *fit,
                  guint    fold,
                  gboolean only_that,
                  gboolean with_first_pass)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (SaysoExample));

  for (guint i = 0; i < fit->n_sheets; i++)
    {
      Sheet *sheet = &fit->sheets[i];

      if ((sheet->fold == fold) != only_that)
        continue;
      for (guint j = 0; j < sheet->tokens->n_paragraphs; j++)
        {
          SaysoParagraph paragraph = sheet->tokens->paragraphs[j];
          SaysoExample   example = { sheet->tokens, paragraph, sheet->labels + paragraph.start,
                                   with_first_pass ? sheet->first_pass + paragraph.start : NULL };

          g_array_append_val (examples, example);
        }
    }
  return examples;
}

static void
fit_pass (Fit               *fit,
          guint              pass,
          guint              left_out,
          SaysoLabelWeights *weights)
{
  g_autoptr (GArray) examples = collect_examples (fit, left_out, FALSE, pass == 1);
  SaysoFitOptions options = {
    .bits = fit->settings->bits[pass],
    .step_bits = fit->settings->step_bits,
    .n_epochs = fit->settings->n_epochs[pass],
    .min_count = fit->settings->min_count,
    .seed = 17 + pass,
    .cue_strength = sayso_weights_cue_strength,
    .user_data = &fit->weights,
  };

  sayso_fit_labeller ((SaysoExample *)examples->data, examples->len, &options, weights);
}

static void
weights_clear (SaysoLabelWeights *weights)
{
  g_free ((gpointer)weights->votes);
  g_free ((gpointer)weights->step_votes);
}

typedef struct
{
  Fit              *fit;
  guint             pass;
  guint             fold; /* left out; G_MAXUINT: none */
  SaysoLabelWeights weights;
} Job;

static void
label_fold (Fit               *fit,
            guint              fold,
            SaysoLabelWeights *weights)
{
  SaysoLattice lattice = { 0 };

  for (guint i = 0; i < fit->n_sheets; i++)
    {
      Sheet *sheet = &fit->sheets[i];

      if (sheet->fold != fold)
        continue;
      for (guint j = 0; j < sheet->tokens->n_paragraphs; j++)
        {
          SaysoParagraph paragraph = sheet->tokens->paragraphs[j];

          sayso_scene_set (&lattice.scene, sheet->tokens, paragraph, NULL, sayso_weights_cue_strength, &fit->weights);
          if (sayso_scene_is_promising (&lattice.scene))
            sayso_labeller_run (weights, &lattice, sheet->first_pass + paragraph.start, NULL);
        }
    }
  sayso_lattice_clear (&lattice);
}

static void
run_job_cb (gpointer data,
            gpointer user_data)
{
  Job *job = data;

  fit_pass (job->fit, job->pass, job->fold, &job->weights);
  if (job->pass == 0 && job->fold != G_MAXUINT)
    label_fold (job->fit, job->fold, &job->weights);
}

static void
run_jobs (Job  *jobs,
          guint n_jobs,
          guint n_threads)
{
  GThreadPool *pool = g_thread_pool_new (run_job_cb, NULL, n_threads, FALSE, NULL);

  for (guint i = 0; i < n_jobs; i++)
    g_thread_pool_push (pool, &jobs[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* The ranker. */

static int
find_chunk (const GArray  *chunks,
            SaysoChunkKind kind,
            guint          token)
{
  for (guint i = 0; i < chunks->len; i++)
    {
      const SaysoChunk *chunk = &g_array_index (chunks, SaysoChunk, i);

      if (chunk->kind == kind && chunk->start <= token && token < chunk->end)
        return i;
    }
  return -1;
}

typedef struct
{
  float *ranker;
  float *moments;
  float  moment;
} RankerFit;

static void
nudge (RankerFit            *fit,
       const SaysoCandidate *candidate,
       float                 by)
{
  for (guint i = 0; i < candidate->n_features; i++)
    {
      fit->ranker[candidate->features[i]] += by;
      fit->moments[candidate->features[i]] += by * fit->moment;
    }
}

/* One claim chunk whose speaker is known, or known to be nobody. */
static void
learn_speaker (RankerFit         *fit,
               const SaysoTokens *tokens,
               const GArray      *chunks,
               guint              content,
               int                speaker)
{
  SaysoCandidate        candidates[2 * SAYSO_RANK_REACH + 1];
  const SaysoChunk     *all = (const SaysoChunk *)chunks->data;
  int                   cue = sayso_linker_find_cue (tokens, all, chunks->len, content);
  guint                 n = sayso_linker_list (tokens, all, chunks->len, content, cue, candidates, G_N_ELEMENTS (candidates));
  const SaysoCandidate *right = NULL;

  sayso_linker_rank (fit->ranker, candidates, n);
  for (guint i = 0; i < n; i++)
    if (candidates[i].chunk == speaker)
      right = &candidates[i];
  fit->moment++;
  /* Beyond reach, or right by some margin already. */
  if (right == NULL || (right == &candidates[0] && (n < 2 || candidates[0].score > candidates[1].score + 1)))
    return;
  nudge (fit, right, 1);
  nudge (fit, right == &candidates[0] ? &candidates[1] : &candidates[0], -1);
}

static void
learn_speakers (RankerFit *fit,
                Sheet     *sheet)
{
  g_autoptr (GArray) chunks = sayso_chunks_of_labels (sheet->tokens, sheet->labels, NULL);

  for (guint i = 0; i < sheet->gold->n_quotes; i++)
    {
      const SaysoGoldQuote *quote = &sheet->gold->quotes[i];
      guint                 from, to;
      int                   speaker = -1;

      if (!quote->reports)
        continue;
      if (quote->has_speaker)
        {
          if (!tokens_of_span (sheet->tokens, quote->speaker, &from, &to))
            continue;
          speaker = find_chunk (chunks, SAYSO_CHUNK_SPEAKER, from);
          if (speaker < 0)
            continue;
        }
      for (guint j = 0; j < quote->n_spans; j++)
        {
          int content = tokens_of_span (sheet->tokens, quote->spans[j], &from, &to) ? find_chunk (chunks, SAYSO_CHUNK_CONTENT, from) : -1;

          if (content >= 0)
            learn_speaker (fit, sheet->tokens, chunks, content, speaker);
        }
    }
}

static float *
fit_ranker (Fit *fit)
{
  RankerFit state = { .moment = 1 };
  gsize     n = 1u << SAYSO_RANKER_BITS;

  state.ranker = g_new0 (float, n);
  state.moments = g_new0 (float, n);
  for (guint epoch = 0; epoch < RANKER_EPOCHS; epoch++)
    for (guint i = 0; i < fit->n_sheets; i++)
      learn_speakers (&state, &fit->sheets[(i * 7919 + epoch) % fit->n_sheets]);
  for (gsize i = 0; i < n; i++)
    state.ranker[i] -= state.moments[i] / state.moment;
  g_free (state.moments);
  return state.ranker;
}

/* Confidence. */

typedef struct
{
  float features[SAYSO_N_CALIBRATION];
  float right;
} Outcome;

static gboolean
is_right (const Sheet      *sheet,
          const SaysoChunk *chunk)
{
  guint right = 0, gold = 0;

  for (guint i = chunk->start; i < chunk->end; i++)
    right += sayso_label_kind (sheet->labels[i]) == SAYSO_CHUNK_CONTENT;
  if (right == 0)
    return FALSE;
  /* As the scorer: token F1 of at least one half with what is really there. */
  for (guint i = chunk->start; i > 0 && sayso_label_kind (sheet->labels[i]) == SAYSO_CHUNK_CONTENT && sayso_label_is_inside (sheet->labels[i]); i--)
    gold++;
  for (guint i = chunk->start; i < sheet->tokens->n_tokens && (i < chunk->end || sayso_label_is_inside (sheet->labels[i])); i++)
    gold += sayso_label_kind (sheet->labels[i]) == SAYSO_CHUNK_CONTENT;
  return 4 * right >= gold + (chunk->end - chunk->start);
}

static void
collect_outcomes (Fit    *fit,
                  Sheet  *sheet,
                  GArray *outcomes)
{
  SaysoLattice       lattice = { 0 };
  g_autofree guint8 *labels = g_new (guint8, sheet->tokens->n_tokens + 1);
  g_autofree gint32 *margins = g_new (gint32, sheet->tokens->n_tokens + 1);
  g_autoptr (GArray) chunks = NULL;

  sayso_pipeline_label (&fit->weights, sheet->tokens, &lattice, NULL, NULL, NULL, labels, margins);
  sayso_lattice_clear (&lattice);
  chunks = sayso_chunks_of_labels (sheet->tokens, labels, margins);
  for (guint i = 0; i < chunks->len; i++)
    {
      const SaysoChunk *all = (const SaysoChunk *)chunks->data;
      SaysoCandidate    candidates[2 * SAYSO_RANK_REACH + 1];
      Outcome           outcome;
      int               cue;
      guint             n;

      if (all[i].kind != SAYSO_CHUNK_CONTENT)
        continue;
      cue = sayso_linker_find_cue (sheet->tokens, all, chunks->len, i);
      n = sayso_linker_list (sheet->tokens, all, chunks->len, i, cue, candidates, G_N_ELEMENTS (candidates));
      sayso_linker_rank (fit->weights.ranker, candidates, n);
      sayso_pipeline_describe (sheet->tokens, &all[i], cue >= 0, candidates[0].chunk >= 0, outcome.features);
      outcome.right = is_right (sheet, &all[i]);
      g_array_append_val (outcomes, outcome);
    }
}

/* Logistic regression by plain gradient steps: a handful of numbers. */
static float *
fit_logistic (const GArray *outcomes)
{
  float *calibration = g_new0 (float, SAYSO_N_CALIBRATION);

  for (guint step = 0; step < CALIBRATION_STEPS && outcomes->len > 0; step++)
    {
      double gradient[SAYSO_N_CALIBRATION] = { 0 };

      for (guint i = 0; i < outcomes->len; i++)
        {
          const Outcome *outcome = &g_array_index (outcomes, Outcome, i);
          double         sum = 0;

          for (guint k = 0; k < SAYSO_N_CALIBRATION; k++)
            sum += calibration[k] * outcome->features[k];
          for (guint k = 0; k < SAYSO_N_CALIBRATION; k++)
            gradient[k] += (outcome->right - 1 / (1 + exp (-sum))) * outcome->features[k];
        }
      for (guint k = 0; k < SAYSO_N_CALIBRATION; k++)
        calibration[k] += 0.3 * gradient[k] / outcomes->len;
    }
  return calibration;
}

static void
fit_calibration (Fit                     *fit,
                 const SaysoLabelWeights *held_back)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, FALSE, sizeof (Outcome));
  SaysoLabelWeights kept = fit->weights.passes[1];

  fit->weights.passes[1] = *held_back;
  for (guint i = 0; i < fit->n_sheets; i++)
    if (fit->sheets[i].fold == 0)
      collect_outcomes (fit, &fit->sheets[i], outcomes);
  fit->weights.passes[1] = kept;
  fit->weights.calibration = fit_logistic (outcomes);
}

static void
open_sheets (Fit                    *fit,
             const SaysoGoldArticle *articles)
{
  fit->sheets = g_new0 (Sheet, fit->n_sheets);
  for (guint i = 0; i < fit->n_sheets; i++)
    {
      Sheet *sheet = &fit->sheets[i];

      sheet->gold = &articles[i];
      sheet->tokens = sayso_tokens_new (articles[i].text, strlen (articles[i].text));
      sheet->labels = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sheet->first_pass = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sheet->fold = i % fit->settings->n_folds;
      label_sheet (sheet);
    }
}

static void
close_sheets (Fit *fit)
{
  for (guint i = 0; i < fit->n_sheets; i++)
    {
      sayso_tokens_free (fit->sheets[i].tokens);
      g_free (fit->sheets[i].labels);
      g_free (fit->sheets[i].first_pass);
    }
  g_free (fit->sheets);
}

GBytes *
sayso_fit (const SaysoGoldArticle *articles,
           guint                   n_articles,
           const SaysoFitSettings *settings,
           const char             *description,
           GError                **error)
{
  Fit             fit = { .settings = settings, .n_sheets = n_articles };
  GBytes         *bytes;
  g_autofree Job *first = g_new0 (Job, settings->n_folds + 1);
  Job             second[2] = { { 0 } };

  if (n_articles < settings->n_folds)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   ngettext ("only %u annotated article was found; at least %u are needed to fit on",
                             "only %u annotated articles were found; at least %u are needed to fit on", n_articles),
                   n_articles, settings->n_folds);
      return NULL;
    }
  open_sheets (&fit, articles);
  find_cue_words (&fit);
  for (guint i = 0; i <= settings->n_folds; i++)
    first[i] = (Job){ .fit = &fit, .pass = 0, .fold = i < settings->n_folds ? i : G_MAXUINT };
  run_jobs (first, settings->n_folds + 1, settings->n_threads);
  second[0] = (Job){ .fit = &fit, .pass = 1, .fold = G_MAXUINT };
  second[1] = (Job){ .fit = &fit, .pass = 1, .fold = 0 };
  run_jobs (second, 2, settings->n_threads);

  fit.weights.description = description;
  fit.weights.ranker = fit_ranker (&fit);
  /* Fold 0 was seen neither by this first pass nor by this second one. */
  fit.weights.passes[0] = first[0].weights;
  fit.weights.passes[1] = second[0].weights;
  fit_calibration (&fit, &second[1].weights);
  fit.weights.passes[0] = first[settings->n_folds].weights;
  bytes = sayso_weights_to_bytes (&fit.weights);

  for (guint i = 0; i <= settings->n_folds; i++)
    weights_clear (&first[i].weights);
  weights_clear (&second[0].weights);
  weights_clear (&second[1].weights);
  g_free ((gpointer)fit.weights.cues);
  g_free ((gpointer)fit.weights.ranker);
  g_free ((gpointer)fit.weights.calibration);
  close_sheets (&fit);
  return bytes;
}
