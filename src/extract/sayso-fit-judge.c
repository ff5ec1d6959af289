/* Fitting what decides whether a piece is a claim, and how sure that is.
 *
 * It learns from what the labeller proposed for articles that it had not seen, so that it meets real
 * mistakes. Which words of a cue report is counted; for an article, in the other folds only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-forest.h"
#include "extract/sayso-fit-private.h"
#include "extract/sayso-judge.h"

#include <math.h>
#include <string.h>

#define N_TREES 300
#define LENIENCE 0.8

/* In how many cues a word is, and how many of these report; by fold, all at the
 * end. */
typedef struct
{
  guint32 *in;
  guint32 *reporting;
} Count;

typedef struct
{
  GHashTable *counts; /* word -> Count */
  guint       n_folds;
  guint       fold;
  gboolean    reports;
} Tally;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->in);
  g_free (count->reporting);
  g_free (count);
}

static void
count_cb (guint32  word,
          gpointer user_data)
{
  Tally *tally = user_data;
  Count *count = g_hash_table_lookup (tally->counts, GUINT_TO_POINTER (word));

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->in = g_new0 (guint32, tally->n_folds + 1);
      count->reporting = g_new0 (guint32, tally->n_folds + 1);
      g_hash_table_insert (tally->counts, GUINT_TO_POINTER (word), count);
    }
  count->in[tally->fold]++;
  count->in[tally->n_folds]++;
  count->reporting[tally->fold] += tally->reports;
  count->reporting[tally->n_folds] += tally->reports;
}

/* Words in quotation marks are reported by any cue; what a cue means is learned
 * where there are none. */
static gboolean
is_quoted (const SaysoSheet     *sheet,
           const SaysoGoldQuote *quote)
{
  guint from, to;

  for (guint i = 0; i < quote->n_spans; i++)
    if (sayso_sheet_find (sheet, quote->spans[i], &from, &to))
      for (guint t = from; t < to; t++)
        if (sheet->tokens->tokens[t].mark != SAYSO_MARK_OUTSIDE)
          return TRUE;
  return FALSE;
}

static GHashTable *
count_cues (SaysoSheet *sheets,
            guint       n_sheets,
            guint       n_folds)
{
  Tally tally = { g_hash_table_new_full (NULL, NULL, NULL, count_free), n_folds, 0, FALSE };

  for (guint i = 0; i < n_sheets; i++)
    for (guint j = 0; j < sheets[i].gold->n_quotes; j++)
      {
        const SaysoGoldQuote *quote = &sheets[i].gold->quotes[j];
        SaysoChunk            cue = { .kind = SAYSO_CHUNK_CUE };

        if (!quote->has_cue || is_quoted (&sheets[i], quote) || !sayso_sheet_find (&sheets[i], quote->cue, &cue.start, &cue.end))
          continue;
        tally.fold = sheets[i].fold;
        tally.reports = quote->reports;
        sayso_judge_for_cue (sheets[i].tokens, &cue, count_cb, &tally);
      }
  return tally.counts;
}

static int
compare_words_cb (gconstpointer a,
                  gconstpointer b)
{
  const SaysoReportWord *x = a, *y = b;

  return (x->word > y->word) - (x->word < y->word);
}

/* The table without one fold; n_folds leaves none out. */
static GArray *
list_words (GHashTable *counts,
            guint       n_folds,
            guint       left_out)
{
  GArray        *words = g_array_new (FALSE, FALSE, sizeof (SaysoReportWord));
  GHashTableIter iter;
  gpointer       word, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &word, &value))
    {
      const Count    *count = value;
      guint           in = count->in[n_folds] - (left_out < n_folds ? count->in[left_out] : 0);
      guint           reporting = count->reporting[n_folds] - (left_out < n_folds ? count->reporting[left_out] : 0);
      SaysoReportWord entry = { GPOINTER_TO_UINT (word), 0 };

      if (in == 0)
        continue;
      /* A word that was met once is not trusted altogether. */
      entry.strength = 1 + (guint32)lround (16 * (reporting + 0.1) / (in + 0.3));
      g_array_append_val (words, entry);
    }
  g_array_sort (words, compare_words_cb);
  return words;
}

/* Outcomes. */

typedef struct
{
  float     values[SAYSO_N_JUDGE_VALUES];
  gboolean  right;
  gboolean  is_other; /* an attribution that is no report: neither wanted nor harmful */
  double    probability;
  guint     fold;
  guint     sheet;
  SaysoSpan span;
} Outcome;

/* As the scorer: token F1 of at least one half with what is really there. */
static gboolean
is_right (const SaysoSheet *sheet,
          const SaysoChunk *chunk)
{
  guint right = 0, gold = 0;

  for (guint i = chunk->start; i < chunk->end; i++)
    right += sheet->reports[i];
  if (right == 0)
    return FALSE;
  for (guint i = chunk->start; i > 0 && sheet->reports[i] && sayso_label_is_inside (sheet->labels[i]); i--)
    gold++;
  for (guint i = chunk->start; i < sheet->tokens->n_tokens && (i < chunk->end || sayso_label_is_inside (sheet->labels[i])); i++)
    gold += sheet->reports[i];
  return 4 * right >= gold + (chunk->end - chunk->start);
}

/* Whether most of it is part of something attributed, reported or not. */
static gboolean
is_attributed (const SaysoSheet *sheet,
               const SaysoChunk *chunk)
{
  guint n = 0;

  for (guint i = chunk->start; i < chunk->end; i++)
    n += sayso_label_kind (sheet->labels[i]) == SAYSO_CHUNK_CONTENT && !sheet->reports[i];
  return 2 * n > chunk->end - chunk->start;
}

static void
collect_outcomes (const SaysoSheet *sheets,
                  guint             number,
                  const float      *ranker,
                  const GArray     *words,
                  GArray           *outcomes)
{
  const SaysoSheet    *sheet = &sheets[number];
  g_autofree SaysoTie *ties = sayso_ties_new (sheet->tokens, sheet->chunks);
  SaysoLink            link = { sheet->tokens, (const SaysoChunk *)sheet->chunks->data, ties, sheet->chunks->len, 0, -1, -1 };

  for (guint i = 0; i < sheet->chunks->len; i++)
    {
      SaysoCandidate candidates[SAYSO_MAX_CANDIDATES];
      Outcome        outcome = { .fold = sheet->fold, .sheet = number, .span = { link.chunks[i].start, link.chunks[i].end } };
      SaysoCase      about;
      guint          n;

      if (link.chunks[i].kind != SAYSO_CHUNK_CONTENT)
        continue;
      sayso_link_move (&link, i);
      n = sayso_linker_list (&link, candidates, G_N_ELEMENTS (candidates));
      sayso_linker_rank (ranker, candidates, n);
      link.previous = candidates[0].chunk;
      about = (SaysoCase){ .link = &link,
                           .beliefs = sheet->beliefs.tokens,
                           .speaker = candidates[0].chunk,
                           .score = candidates[0].score,
                           .lead = n > 1 ? candidates[0].score - candidates[1].score : 0,
                           .reporting = (const SaysoReportWord *)words->data,
                           .n_reporting = words->len };
      sayso_judge_get_values (&about, outcome.values);
      outcome.right = is_right (sheet, &link.chunks[i]);
      outcome.is_other = !outcome.right && is_attributed (sheet, &link.chunks[i]);
      g_array_append_val (outcomes, outcome);
    }
}

/* The forest of all folds but one; n_folds leaves none out. */
static SaysoForest
fit_outcomes (const GArray *outcomes,
              guint         left_out)
{
  guint              n = outcomes->len;
  g_autofree float  *values = g_new (float, (gsize)n *SAYSO_N_JUDGE_VALUES + 1);
  g_autofree guint8 *right = g_new (guint8, n + 1);
  g_autofree guint8 *fold = g_new (guint8, n + 1);
  SaysoForestCases   cases = { values, right, fold, n, SAYSO_N_JUDGE_VALUES, left_out };

  for (guint i = 0; i < n; i++)
    {
      const Outcome *outcome = &g_array_index (outcomes, Outcome, i);

      memcpy (values + (gsize)i * SAYSO_N_JUDGE_VALUES, outcome->values, sizeof outcome->values);
      right[i] = outcome->right;
      fold[i] = outcome->fold;
    }
  return sayso_fit_forest (&cases, N_TREES);
}

static void
judge_fold (GArray            *outcomes,
            const SaysoForest *judge,
            guint              fold)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      Outcome *outcome = &g_array_index (outcomes, Outcome, i);

      if (outcome->fold == fold)
        outcome->probability = sayso_forest_decide (judge, outcome->values);
    }
}

static int
compare_outcomes_cb (gconstpointer a,
                     gconstpointer b)
{
  const Outcome *x = a, *y = b;

  return (x->probability < y->probability) - (x->probability > y->probability);
}

/* From which probability on something is suggested. Where probabilities are true, the F1 is best from half of the best F1 on
 * (Lipton, Elkan and Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1 Measure, ECML 2014, theorem 1); the very
 * place of the maximum is a matter of chance. The F1 is nearly as good from somewhat less on, and what is missed costs a person
 * more than what is to be rejected. */
static double
find_threshold (GArray *outcomes,
                guint   n_gold)
{
  double best = 0;
  guint  right = 0, n = 0;

  g_array_sort (outcomes, compare_outcomes_cb);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const Outcome *outcome = &g_array_index (outcomes, Outcome, i);

      right += outcome->right;
      n += !outcome->is_other;
      best = MAX (best, 2.0 * right / (n_gold + n));
    }
  return CLAMP (LENIENCE * best / 2, 0.1, 0.6);
}

static guint
count_gold (const SaysoSheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < sheet->tokens->n_tokens; i++)
    n += sheet->reports[i] && !sayso_label_is_inside (sheet->labels[i]);
  return n;
}

static GArray *
list_verdicts (const GArray *outcomes)
{
  GArray *verdicts = g_array_new (FALSE, FALSE, sizeof (SaysoVerdict));

  for (guint i = 0; i < outcomes->len; i++)
    {
      const Outcome *outcome = &g_array_index (outcomes, Outcome, i);
      SaysoVerdict   verdict = { outcome->sheet, outcome->span, outcome->probability };

      g_array_append_val (verdicts, verdict);
    }
  return verdicts;
}

GArray *
sayso_fit_judge (SaysoSheet   *sheets,
                 guint         n_sheets,
                 guint         n_folds,
                 float *const *rankers,
                 SaysoWeights *weights)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, FALSE, sizeof (Outcome));
  g_autoptr (GHashTable) counts = count_cues (sheets, n_sheets, n_folds);
  GArray *all;
  guint   n_gold = 0;

  for (guint fold = 0; fold < n_folds; fold++)
    {
      g_autoptr (GArray) words = list_words (counts, n_folds, fold);

      for (guint i = 0; i < n_sheets; i++)
        if (sheets[i].fold == fold)
          {
            collect_outcomes (sheets, i, rankers[fold], words, outcomes);
            n_gold += count_gold (&sheets[i]);
          }
    }
  for (guint fold = 0; fold < n_folds; fold++)
    {
      SaysoForest judge = fit_outcomes (outcomes, fold);

      judge_fold (outcomes, &judge, fold);
      g_free ((gpointer)judge.trees);
    }
  weights->threshold = find_threshold (outcomes, n_gold);
  weights->judge = fit_outcomes (outcomes, n_folds);
  all = list_words (counts, n_folds, n_folds);
  weights->n_reporting = all->len;
  weights->reporting = (SaysoReportWord *)g_array_free (all, FALSE);
  return list_verdicts (outcomes);
}
