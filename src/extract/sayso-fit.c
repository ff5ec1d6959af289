/* Fitting the extractor on annotated articles.
 *
 * The first pass labels what it was not fitted on (cross-fitting), so that the second
 * one learns from its real errors; likewise the second, for the ranker and the judge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit.h"
#include "extract/sayso-fit-labeller.h"
#include "extract/sayso-fit-private.h"
#include "extract/sayso-pipeline.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const SaysoFitSettings *settings;
  SaysoSheet             *sheets;
  guint                   n_sheets;
  SaysoWeights            weights;  /* under construction; cues are set first */
  gboolean                measures; /* how surprising true labels are; no model of all is wanted */
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
    .bits = 18,
    .step_bits = 13,
    .min_count = 4,
    .n_epochs = { 16, 16 },
    .n_folds = 5,
    .n_threads = 2,
  };
}

static void
label_span (SaysoSheet    *sheet,
            SaysoSpan      span,
            SaysoChunkKind kind)
{
  guint from, to;

  if (!sayso_sheet_find (sheet, span, &from, &to))
    return;
  for (guint i = from; i < to; i++)
    if (sheet->labels[i] != 0)
      return;
  for (guint i = from; i < to; i++)
    sheet->labels[i] = i == from ? sayso_label_begin (kind) : sayso_label_inside (kind);
}

/* No chunk crosses paragraphs. */
static void
split_at_paragraphs (SaysoSheet *sheet)
{
  for (guint i = 0; i < sheet->tokens->n_paragraphs; i++)
    {
      guint start = sheet->tokens->paragraphs[i].start;

      if (sayso_label_is_inside (sheet->labels[start]))
        sheet->labels[start] = sayso_label_begin (sayso_label_kind (sheet->labels[start]));
    }
}

static void
label_sheet (SaysoSheet *sheet)
{
  const SaysoGoldArticle *gold = sheet->gold;
  guint                   from, to;

  /* What is said covers who else says something inside it. */
  for (guint i = 0; i < gold->n_quotes; i++)
    for (guint j = 0; j < gold->quotes[i].n_spans; j++)
      {
        label_span (sheet, gold->quotes[i].spans[j], SAYSO_CHUNK_CONTENT);
        if (gold->quotes[i].reports && sayso_sheet_find (sheet, gold->quotes[i].spans[j], &from, &to))
          memset (sheet->reports + from, 1, to - from);
      }
  for (guint i = 0; i < gold->n_quotes; i++)
    if (gold->quotes[i].has_speaker)
      label_span (sheet, gold->quotes[i].speaker, SAYSO_CHUNK_SPEAKER);
  for (guint i = 0; i < gold->n_quotes; i++)
    if (gold->quotes[i].has_cue)
      label_span (sheet, gold->quotes[i].cue, SAYSO_CHUNK_CUE);
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
        if (kind == SAYSO_CHUNK_CUE)
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
      SaysoSheet *sheet = &fit->sheets[i];

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
    .bits = fit->settings->bits,
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
  g_free ((gpointer)weights->known);
  g_free ((gpointer)weights->known_labels);
}

typedef struct
{
  Fit              *fit;
  guint             pass;
  guint             fold; /* left out; G_MAXUINT: none */
  SaysoLabelWeights weights;
} Job;

/* Labels the articles of a fold by models that did not see it. */
static void
label_fold (const Job *job)
{
  SaysoLattice lattice = { 0 };

  for (guint i = 0; i < job->fit->n_sheets; i++)
    {
      SaysoSheet *sheet = &job->fit->sheets[i];

      for (guint j = 0; sheet->fold == job->fold && j < sheet->tokens->n_paragraphs; j++)
        {
          SaysoParagraph paragraph = sheet->tokens->paragraphs[j];

          sayso_scene_set (&lattice.scene, sheet->tokens, paragraph, sayso_weights_cue_strength, &job->fit->weights);
          if (!sayso_scene_is_promising (&lattice.scene))
            continue;
          sayso_scene_parse (&lattice.scene);
          sayso_lattice_look (&lattice, job->weights.known);
          if (job->pass == 1)
            {
              lattice.scene.labels = sheet->first_pass + paragraph.start;
              sayso_lattice_look_at_labels (&lattice, job->weights.known_labels);
            }
          sayso_labeller_run (&job->weights, &lattice, (job->pass == 0 ? sheet->first_pass : sheet->second_pass) + paragraph.start);
          if (job->fit->measures)
            sheet->surprise[job->pass] += sayso_beliefs_surprise (&lattice, sheet->labels + paragraph.start);
          if (job->pass == 1)
            sayso_pipeline_finish (&lattice, sheet->second_pass + paragraph.start, &sheet->beliefs);
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
  if (job->fold == G_MAXUINT)
    return;
  label_fold (job);
  weights_clear (&job->weights);
}

/* One pass, each fold by a model of the others; the model of all is kept. */
static void
run_pass (Fit  *fit,
          guint pass)
{
  guint           n = fit->settings->n_folds;
  g_autofree Job *jobs = g_new0 (Job, n + 1);
  GThreadPool    *pool = g_thread_pool_new (run_job_cb, NULL, fit->settings->n_threads, FALSE, NULL);

  for (guint i = fit->measures ? 1 : 0; i <= n; i++)
    {
      jobs[i] = (Job){ .fit = fit, .pass = pass, .fold = i == 0 ? G_MAXUINT : i - 1 };
      g_thread_pool_push (pool, &jobs[i], NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  fit->weights.passes[pass] = jobs[0].weights;
}

static void
parse_sheet (const Fit  *fit,
             SaysoSheet *sheet)
{
  SaysoParse parse = { 0 };

  for (guint i = 0; i < sheet->tokens->n_paragraphs; i++)
    sayso_syntax_run (&fit->weights.syntax, &parse, sheet->tokens, sheet->tokens->paragraphs[i]);
  sayso_parse_clear (&parse);
}

static void
open_sheets (Fit                    *fit,
             const SaysoGoldArticle *articles)
{
  fit->sheets = g_new0 (SaysoSheet, fit->n_sheets);
  for (guint i = 0; i < fit->n_sheets; i++)
    {
      SaysoSheet *sheet = &fit->sheets[i];

      sheet->gold = &articles[i];
      sheet->tokens = sayso_tokens_new (articles[i].text, strlen (articles[i].text));
      parse_sheet (fit, sheet);
      sheet->labels = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sheet->reports = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sheet->first_pass = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sheet->second_pass = g_new0 (guint8, sheet->tokens->n_tokens + 1);
      sayso_beliefs_init (&sheet->beliefs, sheet->tokens->n_tokens);
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
      g_free (fit->sheets[i].reports);
      g_free (fit->sheets[i].first_pass);
      g_free (fit->sheets[i].second_pass);
      sayso_beliefs_clear (&fit->sheets[i].beliefs);
      g_clear_pointer (&fit->sheets[i].chunks, g_array_unref);
    }
  g_free (fit->sheets);
}

/* FALSE if there is too little to learn from. */
static gboolean
begin (Fit                    *fit,
       const SaysoGoldArticle *articles,
       GError                **error)
{
  guint n = fit->n_sheets, least = fit->settings->n_folds;

  if (n < least)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   ngettext ("only %u annotated article was found; at least %u are needed to fit on",
                             "only %u annotated articles were found; at least %u are needed to fit on", n),
                   n, least);
      return FALSE;
    }
  fit->weights.syntax = fit->settings->syntax;
  open_sheets (fit, articles);
  find_cue_words (fit);
  return TRUE;
}

GBytes *
sayso_fit (const SaysoGoldArticle *articles,
           guint                   n_articles,
           const SaysoFitSettings *settings,
           const char             *description,
           GError                **error)
{
  Fit                fit = { .settings = settings, .n_sheets = n_articles };
  GBytes            *bytes;
  g_autofree float **rankers = NULL;
  g_autoptr (GArray) verdicts = NULL;

  if (!begin (&fit, articles, error))
    return NULL;
  for (guint pass = 0; pass < 2; pass++)
    run_pass (&fit, pass);
  for (guint i = 0; i < fit.n_sheets; i++)
    fit.sheets[i].chunks = sayso_chunks_of_labels (fit.sheets[i].tokens, fit.sheets[i].second_pass, fit.sheets[i].beliefs.tokens);
  fit.weights.description = description;
  rankers = g_new0 (float *, settings->n_folds + 1);
  sayso_fit_rankers (fit.sheets, fit.n_sheets, settings->n_folds, rankers);
  fit.weights.ranker = rankers[settings->n_folds];
  verdicts = sayso_fit_judge (fit.sheets, fit.n_sheets, settings->n_folds, rankers, &fit.weights);
  fit.weights.boundary = sayso_fit_boundary (fit.sheets, verdicts);
  bytes = sayso_weights_to_bytes (&fit.weights);
  for (guint pass = 0; pass < 2; pass++)
    weights_clear (&fit.weights.passes[pass]);
  g_free ((gpointer)fit.weights.cues);
  for (guint i = 0; i <= settings->n_folds; i++)
    g_free (rankers[i]);
  g_free ((gpointer)fit.weights.reporting);
  g_free ((gpointer)fit.weights.judge.trees);
  g_free ((gpointer)fit.weights.boundary.trees);
  close_sheets (&fit);
  return bytes;
}

gboolean
sayso_fit_measure (const SaysoGoldArticle *articles,
                   guint                   n_articles,
                   const SaysoFitSettings *settings,
                   double                  surprise[2],
                   GError                **error)
{
  Fit   fit = { .settings = settings, .n_sheets = n_articles, .measures = TRUE };
  guint n_tokens = 0;

  if (!begin (&fit, articles, error))
    return FALSE;
  for (guint i = 0; i < fit.n_sheets; i++)
    n_tokens += fit.sheets[i].tokens->n_tokens;
  for (guint pass = 0; pass < 2; pass++)
    {
      run_pass (&fit, pass);
      surprise[pass] = 0;
      for (guint i = 0; i < fit.n_sheets; i++)
        surprise[pass] += fit.sheets[i].surprise[pass] * 1000 / MAX (n_tokens, 1);
    }
  g_free ((gpointer)fit.weights.cues);
  close_sheets (&fit);
  return TRUE;
}
