/* Fitting the tagger and the parser.
 *
 * Averaged perceptrons; the parser learns with a dynamic oracle and follows its own
 * guesses (Goldberg and Nivre, TACL 2013), so that it has met its own mistakes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-syntax.h"
#include "extract/sayso-fit-table.h"
#include "extract/sayso-mix.h"

#include <string.h>

/* What occurs more seldom is not learned: it would only be learned by heart. */
#define MIN_COUNT 3
#define TAG_EPOCHS 6
#define PARSE_EPOCHS 10
/* How often a wrong guess is followed, from the second epoch on. */
#define FOLLOW 0.9

typedef struct
{
  const SaysoTreebank *treebank;
  SaysoToken          *tokens; /* with tags that were guessed */
  SaysoFitTable        table;
  guint8              *known;
  guint8              *counts; /* while it is found out what is known */
  GRand               *random;
  guint               *order;
  float                moment;
  SaysoParse           parse;
} Fit;

static void
shuffle (Fit *fit)
{
  for (guint i = fit->treebank->n_sentences; i > 1; i--)
    {
      guint j = g_rand_int_range (fit->random, 0, i), kept = fit->order[i - 1];

      fit->order[i - 1] = fit->order[j];
      fit->order[j] = kept;
    }
}

static guint
best_column (const float *sums,
             guint        n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    if (sums[i] > sums[best])
      best = i;
  return best;
}

static void
learn_tags (Fit  *fit,
            guint sentence)
{
  guint       start = fit->treebank->sentences[sentence], n = fit->treebank->sentences[sentence + 1] - start;
  SaysoToken *tokens = fit->tokens + start;
  guint32     keys[SAYSO_MAX_SYNTAX_FEATURES];
  float       sums[SAYSO_SYNTAX_ROW];

  for (guint i = 0; i < n; i++)
    {
      guint n_keys = sayso_tag_get_features (tokens, n, i, keys), gold = fit->treebank->tokens[start + i].tag, guess;

      n_keys = sayso_keep_known (fit->known, keys, n_keys);
      sayso_fit_table_sum (&fit->table, keys, n_keys, sums);
      guess = best_column (sums, SAYSO_N_TAGS);
      tokens[i].tag = guess;
      if (guess != gold)
        {
          sayso_fit_table_add (&fit->table, keys, n_keys, gold, 1, fit->moment);
          sayso_fit_table_add (&fit->table, keys, n_keys, guess, -1, fit->moment);
        }
      fit->moment++;
    }
}

/* The right arcs that a step makes impossible (Goldberg and Nivre 2013, section 4). */
static guint
cost_of (const SaysoParse *parse,
         const gint32     *heads,
         const guint8     *relations,
         guint             step)
{
  guint n = parse->n_tokens, next = parse->next, cost = 0;
  guint top = parse->n_stack > 0 ? parse->stack[parse->n_stack - 1] : 0;

  if (step == SAYSO_STEP_SHIFT)
    {
      for (guint i = 0; i < parse->n_stack; i++)
        {
          cost += heads[parse->stack[i]] == (gint32)next;
          cost += i + 1 < parse->n_stack && heads[next] == (gint32)parse->stack[i];
        }
      return cost;
    }
  /* The token on top loses what is still to come, but for the arc that is made. */
  for (guint i = next; i < n; i++)
    cost += heads[i] == (gint32)top;
  if (step < SAYSO_STEP_RIGHT)
    {
      if (heads[top] == (gint32)next)
        return cost + (relations[top] != step - SAYSO_STEP_LEFT);
      cost += heads[top] > (gint32)next || (parse->n_stack > 1 && heads[top] == (gint32)parse->stack[parse->n_stack - 2]);
      return cost;
    }
  if (heads[top] == (gint32)parse->stack[parse->n_stack - 2])
    return cost + (relations[top] != step - SAYSO_STEP_RIGHT);
  return cost + (heads[top] >= (gint32)next);
}

static void
choose (Fit          *fit,
        const gint32 *heads,
        const guint8 *relations,
        const float  *sums,
        guint        *guess,
        guint        *right)
{
  guint least = G_MAXUINT;

  *guess = *right = SAYSO_N_STEPS;
  for (guint step = 0; step < SAYSO_N_STEPS; step++)
    {
      guint cost;

      if (!sayso_parse_allows (&fit->parse, step))
        continue;
      if (*guess == SAYSO_N_STEPS || sums[step] > sums[*guess])
        *guess = step;
      cost = cost_of (&fit->parse, heads, relations, step);
      if (cost < least || (cost == least && sums[step] > sums[*right]))
        {
          least = cost;
          *right = step;
        }
    }
}

static void
learn_parse (Fit  *fit,
             guint sentence,
             guint epoch)
{
  guint   start = fit->treebank->sentences[sentence], n = fit->treebank->sentences[sentence + 1] - start;
  guint32 keys[SAYSO_MAX_SYNTAX_FEATURES];
  float   sums[SAYSO_SYNTAX_ROW];

  sayso_parse_start (&fit->parse, fit->tokens + start, n);
  while (!sayso_parse_is_done (&fit->parse))
    {
      guint n_keys = sayso_parse_get_features (&fit->parse, keys), guess, right;

      n_keys = sayso_keep_known (fit->known, keys, n_keys);
      sayso_fit_table_sum (&fit->table, keys, n_keys, sums);
      choose (fit, fit->treebank->heads + start, fit->treebank->relations + start, sums, &guess, &right);
      if (guess != right)
        {
          sayso_fit_table_add (&fit->table, keys, n_keys, right, 1, fit->moment);
          sayso_fit_table_add (&fit->table, keys, n_keys, guess, -1, fit->moment);
        }
      fit->moment++;
      sayso_parse_step (&fit->parse, epoch > 0 && g_rand_double (fit->random) < FOLLOW ? guess : right);
    }
}

static gint8 *
close_table (Fit *fit)
{
  gsize  n_set;
  double sum;
  gint8 *votes;

  sayso_fit_table_average (&fit->table, fit->moment);
  sum = sayso_fit_table_measure (&fit->table, &n_set);
  votes = sayso_fit_table_quantise (&fit->table, sayso_fit_scale (sum, n_set));
  sayso_fit_table_clear (&fit->table);
  return votes;
}

#define COUNT_BITS 26

static void
count_keys (Fit           *fit,
            const guint32 *keys,
            guint          n_keys)
{
  for (guint k = 0; k < n_keys; k++)
    {
      guint8 *count = &fit->counts[keys[k] >> (32 - COUNT_BITS)];

      if (*count < MIN_COUNT && ++*count == MIN_COUNT)
        sayso_make_known (fit->known, keys[k]);
    }
}

static void
count_tags (Fit  *fit,
            guint sentence)
{
  guint   start = fit->treebank->sentences[sentence], n = fit->treebank->sentences[sentence + 1] - start;
  guint32 keys[SAYSO_MAX_SYNTAX_FEATURES];

  for (guint i = 0; i < n; i++)
    count_keys (fit, keys, sayso_tag_get_features (fit->tokens + start, n, i, keys));
}

/* Along the way that is right. */
static void
count_steps (Fit  *fit,
             guint sentence)
{
  guint   start = fit->treebank->sentences[sentence], n = fit->treebank->sentences[sentence + 1] - start;
  guint32 keys[SAYSO_MAX_SYNTAX_FEATURES];
  float   none[SAYSO_SYNTAX_ROW] = { 0 };

  sayso_parse_start (&fit->parse, fit->tokens + start, n);
  while (!sayso_parse_is_done (&fit->parse))
    {
      guint guess, right;

      count_keys (fit, keys, sayso_parse_get_features (&fit->parse, keys));
      choose (fit, fit->treebank->heads + start, fit->treebank->relations + start, none, &guess, &right);
      sayso_parse_step (&fit->parse, right);
    }
}

static void
open_table (Fit  *fit,
            guint bits,
            void (*count) (Fit *, guint))
{
  sayso_fit_table_init (&fit->table, SAYSO_SYNTAX_ROW, bits);
  fit->moment = 1;
  fit->known = g_new0 (guint8, SAYSO_KNOWN_BYTES);
  fit->counts = g_new0 (guint8, 1u << COUNT_BITS);
  for (guint i = 0; i < fit->treebank->n_sentences; i++)
    count (fit, i);
  g_clear_pointer (&fit->counts, g_free);
}

/* The parser is fitted on tags as good as it will get: the last epoch's guesses, made
 * before the sentence was learned from. */
void
sayso_fit_syntax (const SaysoTreebank *treebank,
                  SaysoSyntaxWeights  *weights)
{
  Fit fit = { .treebank = treebank, .random = g_rand_new_with_seed (29) };

  fit.tokens = g_memdup2 (treebank->tokens, treebank->n_tokens * sizeof (SaysoToken));
  fit.order = g_new (guint, treebank->n_sentences + 1);
  for (guint i = 0; i < treebank->n_sentences; i++)
    fit.order[i] = i;
  open_table (&fit, SAYSO_TAG_BITS, count_tags);
  for (guint epoch = 0; epoch < TAG_EPOCHS; epoch++)
    {
      shuffle (&fit);
      for (guint i = 0; i < treebank->n_sentences; i++)
        learn_tags (&fit, fit.order[i]);
    }
  weights->known_tags = fit.known;
  weights->tags = close_table (&fit);
  open_table (&fit, SAYSO_STEP_BITS, count_steps);
  for (guint epoch = 0; epoch < PARSE_EPOCHS; epoch++)
    {
      shuffle (&fit);
      for (guint i = 0; i < treebank->n_sentences; i++)
        learn_parse (&fit, fit.order[i], epoch);
    }
  weights->known_steps = fit.known;
  weights->steps = close_table (&fit);
  sayso_parse_clear (&fit.parse);
  g_free (fit.tokens);
  g_free (fit.order);
  g_rand_free (fit.random);
}

void
sayso_measure_syntax (const SaysoTreebank      *treebank,
                      const SaysoSyntaxWeights *weights,
                      double                   *tags,
                      double                   *heads,
                      double                   *labelled)
{
  SaysoTokens guessed = { .n_tokens = treebank->n_tokens };
  SaysoParse  parse = { 0 };
  guint       n = 0, n_tags = 0, n_heads = 0, n_labelled = 0;

  guessed.tokens = g_memdup2 (treebank->tokens, treebank->n_tokens * sizeof (SaysoToken));
  for (guint s = 0; s < treebank->n_sentences; s++)
    {
      SaysoParagraph paragraph = { treebank->sentences[s], treebank->sentences[s + 1] };

      for (guint i = paragraph.start; i < paragraph.end; i++)
        guessed.tokens[i].sentence_end = paragraph.end;
      sayso_syntax_run (weights, &parse, &guessed, paragraph);
      for (guint i = paragraph.start; i < paragraph.end; i++)
        {
          guint    head = treebank->heads[i] + paragraph.start < paragraph.end ? treebank->heads[i] + paragraph.start : i;
          gboolean right = guessed.tokens[i].head == head;

          n_tags += guessed.tokens[i].tag == treebank->tokens[i].tag;
          if (treebank->relations[i] == SAYSO_RELATION_PUNCT)
            continue;
          n++;
          n_heads += right;
          n_labelled += right && guessed.tokens[i].relation == treebank->relations[i];
        }
    }
  *tags = (double)n_tags / MAX (treebank->n_tokens, 1);
  *heads = (double)n_heads / MAX (n, 1);
  *labelled = (double)n_labelled / MAX (n, 1);
  sayso_parse_clear (&parse);
  g_free (guessed.tokens);
}
