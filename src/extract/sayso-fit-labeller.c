/* Fitting a labeller: a conditional random field over the tokens of a paragraph.
 *
 * The likelihood of the true labels (Lafferty, McCallum and Pereira, ICML 2001) is climbed by stochastic
 * steps that adapt to each vote (extract/sayso-fit-table.h), and the votes are averaged over all steps (Polyak and Juditsky,
 * 1992). Steps must be short: ten times as long they label nearly as well, but the probabilities are far from
 * true (held-out likelihood), and the confidence, the ends of claims and texts of another kind suffer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-labeller.h"
#include "extract/sayso-fit-table.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const SaysoFitOptions *options;
  SaysoFitTable          votes;
  SaysoFitTable          step_votes;
  SaysoLattice           lattice;
  SaysoFeatures         *features; /* of each token of the paragraph in hand */
  float                 *unary;
  float                 *steps;
  float                 *alpha; /* of the forward-backward algorithm */
  float                 *beta;
  guint                  capacity;
  guint8                *known;
  guint8                *known_labels;
  float                  moment;
  gint8                  slots[SAYSO_N_LABELS][SAYSO_N_LABELS];
} Fit;

static void
reserve (Fit  *fit,
         guint n)
{
  if (n <= fit->capacity)
    return;
  fit->capacity = n;
  fit->features = g_renew (SaysoFeatures, fit->features, n);
  fit->unary = g_renew (float, fit->unary, n *SAYSO_ROW);
  fit->steps = g_renew (float, fit->steps, n *SAYSO_STEP_ROW);
  fit->alpha = g_renew (float, fit->alpha, n *SAYSO_N_LABELS);
  fit->beta = g_renew (float, fit->beta, n *SAYSO_N_LABELS);
  sayso_lattice_reserve (&fit->lattice, n);
}

/* Leaves what is not known out of a token's features, so that fitting sees what
 * labelling will see. */
static void
get_known_features (const Fit     *fit,
                    guint          token,
                    SaysoFeatures *features)
{
  const SaysoScene *scene = &fit->lattice.scene;
  guint             n;

  sayso_scene_get_features (scene, token, features);
  n = features->n_keys = sayso_keep_known (fit->known, features->keys, features->n_keys);
  if (scene->labels == NULL)
    return;
  sayso_scene_add_label_features (scene, token, features);
  features->n_keys = n + sayso_keep_known (fit->known_labels, features->keys + n, features->n_keys - n);
}

/* Only ratios matter. */
static void
exponentiate (float *scores,
              guint  n)
{
  float most = scores[0];

  for (guint i = 1; i < n; i++)
    most = scores[i] > most ? scores[i] : most;
  for (guint i = 0; i < n; i++)
    scores[i] = expf (scores[i] - most);
}

static void
score (Fit  *fit,
       guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const SaysoFeatures *features = &fit->features[i];
      float               *unary = fit->unary + i * SAYSO_ROW, *steps = fit->steps + i * SAYSO_STEP_ROW;

      sayso_fit_table_sum (&fit->votes, features->keys, features->n_keys, unary);
      sayso_fit_table_sum (&fit->step_votes, features->joint, features->n_joint, steps);
      exponentiate (unary, SAYSO_N_LABELS);
      exponentiate (steps, SAYSO_N_STEP_SLOTS);
    }
}

/* Probabilities by the forward-backward algorithm. */

/* Scaled so that they add up to one. */
static void
scale_to_one (float *values,
              guint  n)
{
  float sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  for (guint i = 0; i < n; i++)
    values[i] = sum > 0 ? values[i] / sum : 1.0f / n;
}

/* What flows into each label of a token from the one before. */
static float
flow_into (const Fit *fit,
           guint      i,
           guint      to)
{
  const float *steps = fit->steps + i * SAYSO_STEP_ROW, *before = fit->alpha + (i - 1) * SAYSO_N_LABELS;
  float        sum = 0;

  if (i == 0)
    return fit->slots[0][to] >= 0 ? steps[fit->slots[0][to]] : 0;
  for (guint from = 0; from < SAYSO_N_LABELS; from++)
    if (fit->slots[from][to] >= 0)
      sum += before[from] * steps[fit->slots[from][to]];
  return sum;
}

static void
run_forward (Fit  *fit,
             guint n)
{
  for (guint i = 0; i < n; i++)
    {
      float *now = fit->alpha + i * SAYSO_N_LABELS;

      for (guint to = 0; to < SAYSO_N_LABELS; to++)
        now[to] = flow_into (fit, i, to) * fit->unary[i * SAYSO_ROW + to];
      scale_to_one (now, SAYSO_N_LABELS);
    }
}

/* What flows back to each label of a token from the one behind. */
static float
flow_back (const Fit *fit,
           guint      i,
           guint      from)
{
  const float *steps = fit->steps + (i + 1) * SAYSO_STEP_ROW, *unary = fit->unary + (i + 1) * SAYSO_ROW;
  const float *behind = fit->beta + (i + 1) * SAYSO_N_LABELS;
  float        sum = 0;

  for (guint to = 0; to < SAYSO_N_LABELS; to++)
    if (fit->slots[from][to] >= 0)
      sum += steps[fit->slots[from][to]] * unary[to] * behind[to];
  return sum;
}

static void
run_backward (Fit  *fit,
              guint n)
{
  for (guint i = n; i-- > 0;)
    {
      float *now = fit->beta + i * SAYSO_N_LABELS;

      for (guint from = 0; from < SAYSO_N_LABELS; from++)
        now[from] = i + 1 < n ? flow_back (fit, i, from) : 1;
      scale_to_one (now, SAYSO_N_LABELS);
    }
}

/* Below this, a slope is not worth the walk. */
#define LEAST_SLOPE 0.005f

/* One step up the likelihood, by all labels of a token. */
static void
climb_labels (Fit   *fit,
              guint  i,
              guint8 gold)
{
  const SaysoFeatures *features = &fit->features[i];
  float                slope[SAYSO_ROW] = { 0 };

  for (guint label = 0; label < SAYSO_N_LABELS; label++)
    slope[label] = fit->alpha[i * SAYSO_N_LABELS + label] * fit->beta[i * SAYSO_N_LABELS + label];
  scale_to_one (slope, SAYSO_N_LABELS);
  for (guint label = 0; label < SAYSO_N_LABELS; label++)
    slope[label] = (label == gold) - slope[label];
  if (slope[gold] >= LEAST_SLOPE)
    sayso_fit_table_climb (&fit->votes, features->keys, features->n_keys, slope, fit->moment);
}

/* By all steps to a token from the one before. */
static void
climb_steps (Fit   *fit,
             guint  i,
             guint8 gold_before,
             guint8 gold)
{
  const SaysoFeatures *features = &fit->features[i];
  const float         *unary = fit->unary + i * SAYSO_ROW, *steps = fit->steps + i * SAYSO_STEP_ROW, *after = fit->beta + i * SAYSO_N_LABELS;
  float                slope[SAYSO_STEP_ROW] = { 0 };
  int                  right = fit->slots[gold_before][gold];

  for (guint from = 0; from < (i > 0 ? SAYSO_N_LABELS : 1); from++)
    for (guint to = 0; to < SAYSO_N_LABELS; to++)
      if (fit->slots[from][to] >= 0)
        slope[fit->slots[from][to]] += (i > 0 ? fit->alpha[(i - 1) * SAYSO_N_LABELS + from] : 1) * steps[fit->slots[from][to]] * unary[to] * after[to];
  scale_to_one (slope, SAYSO_N_STEP_SLOTS);
  for (int slot = 0; slot < SAYSO_N_STEP_SLOTS; slot++)
    slope[slot] = (slot == right) - slope[slot];
  if (slope[right] >= LEAST_SLOPE)
    sayso_fit_table_climb (&fit->step_votes, features->joint, features->n_joint, slope, fit->moment);
}

static gboolean
set_scene (Fit                *fit,
           const SaysoExample *example)
{
  sayso_scene_set (&fit->lattice.scene, example->tokens, example->paragraph,
                   fit->options->cue_strength, fit->options->user_data);
  if (!sayso_scene_is_promising (&fit->lattice.scene))
    return FALSE;
  sayso_scene_parse (&fit->lattice.scene);
  fit->lattice.scene.labels = example->first_pass;
  return TRUE;
}

#define COUNT_BITS 26

static void
count_keys (const Fit     *fit,
            const guint32 *keys,
            guint          n_keys,
            guint8        *counts,
            guint8        *known)
{
  for (guint k = 0; k < n_keys; k++)
    {
      guint8 *count = &counts[keys[k] >> (32 - COUNT_BITS)];

      if (*count < fit->options->min_count && ++*count == fit->options->min_count)
        sayso_make_known (known, keys[k]);
    }
}

/* Marks the features that occur often enough; those of labels apart, so that both passes know the
 * same of the text. */
static void
find_known (Fit                *fit,
            const SaysoExample *examples,
            guint               n_examples)
{
  g_autofree guint8 *counts = g_new0 (guint8, 1u << COUNT_BITS);
  g_autofree guint8 *label_counts = g_new0 (guint8, 1u << COUNT_BITS);
  SaysoFeatures      features;

  fit->known = g_new0 (guint8, SAYSO_KNOWN_BYTES);
  fit->known_labels = g_new0 (guint8, SAYSO_KNOWN_BYTES);
  for (guint e = 0; e < n_examples; e++)
    {
      if (!set_scene (fit, &examples[e]))
        continue;
      for (guint i = 0; i < examples[e].paragraph.end - examples[e].paragraph.start; i++)
        {
          guint n;

          sayso_scene_get_features (&fit->lattice.scene, i, &features);
          n = features.n_keys;
          count_keys (fit, features.keys, n, counts, fit->known);
          if (fit->lattice.scene.labels == NULL)
            continue;
          sayso_scene_add_label_features (&fit->lattice.scene, i, &features);
          count_keys (fit, features.keys + n, features.n_keys - n, label_counts, fit->known_labels);
        }
    }
}

static void
learn (Fit                *fit,
       const SaysoExample *example)
{
  guint n = example->paragraph.end - example->paragraph.start;

  reserve (fit, n);
  if (!set_scene (fit, example))
    return;
  for (guint i = 0; i < n; i++)
    get_known_features (fit, i, &fit->features[i]);
  score (fit, n);
  run_forward (fit, n);
  run_backward (fit, n);
  for (guint i = 0; i < n; i++)
    {
      climb_labels (fit, i, example->gold[i]);
      climb_steps (fit, i, i > 0 ? example->gold[i - 1] : 0, example->gold[i]);
    }
  fit->moment++;
}

static void
learn_all (Fit                *fit,
           const SaysoExample *examples,
           guint               n_examples)
{
  GRand            *random = g_rand_new_with_seed (fit->options->seed);
  g_autofree guint *order = g_new (guint, n_examples + 1);

  for (guint i = 0; i < n_examples; i++)
    order[i] = i;
  for (guint epoch = 0; epoch < fit->options->n_epochs; epoch++)
    for (guint i = n_examples; i > 0; i--)
      {
        guint j = g_rand_int_range (random, 0, i), kept = order[i - 1];

        order[i - 1] = order[j];
        order[j] = kept;
        learn (fit, &examples[order[i - 1]]);
      }
  g_rand_free (random);
}

/* One scale for both tables, whose votes are added up, and for whatever they were fitted on: the judge learns from
 * beliefs of other models than it will judge by. */
static void
quantise (Fit               *fit,
          SaysoLabelWeights *weights)
{
  sayso_fit_table_average (&fit->votes, fit->moment);
  sayso_fit_table_average (&fit->step_votes, fit->moment);
  weights->bits = fit->options->bits;
  weights->step_bits = fit->options->step_bits;
  weights->stride = SAYSO_ROW;
  weights->step_stride = SAYSO_STEP_ROW;
  weights->known = fit->known;
  weights->known_labels = fit->known_labels;
  weights->votes = sayso_fit_table_quantise (&fit->votes, SAYSO_VOTE_SCALE);
  weights->step_votes = sayso_fit_table_quantise (&fit->step_votes, SAYSO_VOTE_SCALE);
}

void
sayso_fit_labeller (const SaysoExample    *examples,
                    guint                  n_examples,
                    const SaysoFitOptions *options,
                    SaysoLabelWeights     *weights)
{
  Fit fit = { .options = options, .moment = 1 };

  sayso_fit_table_init (&fit.votes, SAYSO_ROW, options->bits);
  sayso_fit_table_init (&fit.step_votes, SAYSO_STEP_ROW, options->step_bits);
  for (guint from = 0; from < SAYSO_N_LABELS; from++)
    for (guint to = 0; to < SAYSO_N_LABELS; to++)
      fit.slots[from][to] = sayso_step_slot (from, to);
  find_known (&fit, examples, n_examples);
  learn_all (&fit, examples, n_examples);
  quantise (&fit, weights);
  sayso_fit_table_clear (&fit.votes);
  sayso_fit_table_clear (&fit.step_votes);
  g_free (fit.features);
  g_free (fit.unary);
  g_free (fit.steps);
  g_free (fit.alpha);
  g_free (fit.beta);
  sayso_lattice_clear (&fit.lattice);
}
