/* Fitting a labeller: the averaged structured perceptron.
 *
 * Averages are kept as in Daumé's thesis (2006, figure 2.3): beside each weight its
 * changes times the moment they were made, so that nothing is touched but what
 * changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-labeller.h"

#include <math.h>
#include <string.h>

/* Scores are floats scaled to integers, so that fitting and labelling decode
 * with the same code. */
#define SCALE 256

typedef struct
{
  const SaysoFitOptions *options;
  float                 *votes;
  float                 *moments;
  float                 *step_votes;
  float                 *step_moments;
  SaysoLattice           lattice;
  SaysoFeatures         *features;
  guint8                *labels;
  guint8                *known;
  guint                  capacity;
  float                  moment;
} Fit;

static void
reserve (Fit  *fit,
         guint n)
{
  if (n <= fit->capacity)
    return;
  fit->capacity = n;
  fit->features = g_renew (SaysoFeatures, fit->features, n);
  fit->labels = g_renew (guint8, fit->labels, n);
  sayso_lattice_reserve (&fit->lattice, n);
}

/* Leaves what is not known out of a token's features, so that fitting sees what
 * labelling will see. */
static void
keep_known (const guint8  *known,
            SaysoFeatures *features)
{
  guint kept = 0;

  for (guint k = 0; k < features->n_keys; k++)
    if (sayso_feature_is_known (known, features->keys[k]))
      features->keys[kept++] = features->keys[k];
  features->n_keys = kept;
}

static void
score (Fit  *fit,
       guint n)
{
  guint32 mask = (1u << fit->options->bits) - 1, step_mask = (1u << fit->options->step_bits) - 1;

  for (guint i = 0; i < n; i++)
    {
      const SaysoFeatures *features = &fit->features[i];
      float                sums[SAYSO_ROW] = { 0 }, step_sums[SAYSO_STEP_ROW] = { 0 };

      for (guint k = 0; k < features->n_keys; k++)
        {
          const float *row = fit->votes + (gsize)(features->keys[k] & mask) * SAYSO_ROW;

          for (guint label = 0; label < SAYSO_ROW; label++)
            sums[label] += row[label];
        }
      for (guint k = 0; k < features->n_joint; k++)
        {
          const float *row = fit->step_votes + (gsize)(features->joint[k] & step_mask) * SAYSO_STEP_ROW;

          for (guint slot = 0; slot < SAYSO_STEP_ROW; slot++)
            step_sums[slot] += row[slot];
        }
      for (guint label = 0; label < SAYSO_ROW; label++)
        fit->lattice.unary[i * SAYSO_ROW + label] = (gint32)(sums[label] * SCALE);
      for (guint slot = 0; slot < SAYSO_STEP_ROW; slot++)
        fit->lattice.steps[i * SAYSO_STEP_ROW + slot] = (gint32)(step_sums[slot] * SCALE);
    }
}

static void
reward (Fit   *fit,
        guint  token,
        guint8 before,
        guint8 label,
        guint8 other_before,
        guint8 other,
        float  by)
{
  const SaysoFeatures *features = &fit->features[token];
  guint32              mask = (1u << fit->options->bits) - 1, step_mask = (1u << fit->options->step_bits) - 1;
  int                  slot = sayso_step_slot (before, label), other_slot = sayso_step_slot (other_before, other);

  if (label != other)
    for (guint k = 0; k < features->n_keys; k++)
      {
        gsize at = (gsize)(features->keys[k] & mask) * SAYSO_ROW;

        fit->votes[at + label] += by;
        fit->moments[at + label] += by * fit->moment;
        fit->votes[at + other] -= by;
        fit->moments[at + other] -= by * fit->moment;
      }
  if (slot != other_slot)
    for (guint k = 0; k < features->n_joint; k++)
      {
        gsize at = (gsize)(features->joint[k] & step_mask) * SAYSO_STEP_ROW;

        fit->step_votes[at + slot] += by;
        fit->step_moments[at + slot] += by * fit->moment;
        fit->step_votes[at + other_slot] -= by;
        fit->step_moments[at + other_slot] -= by * fit->moment;
      }
}

static gboolean
set_scene (Fit                *fit,
           const SaysoExample *example)
{
  sayso_scene_set (&fit->lattice.scene, example->tokens, example->paragraph, example->first_pass,
                   fit->options->cue_strength, fit->options->user_data);
  return sayso_scene_is_promising (&fit->lattice.scene);
}

/* Marks the features that occur often enough. */
static void
find_known (Fit                *fit,
            const SaysoExample *examples,
            guint               n_examples)
{
  const guint        shift = 32 - 26;
  g_autofree guint8 *counts = g_new0 (guint8, 1u << 26);
  SaysoFeatures      features;

  fit->known = g_new0 (guint8, SAYSO_KNOWN_BYTES);
  for (guint e = 0; e < n_examples; e++)
    {
      if (!set_scene (fit, &examples[e]))
        continue;
      for (guint i = 0; i < examples[e].paragraph.end - examples[e].paragraph.start; i++)
        {
          sayso_scene_get_features (&fit->lattice.scene, i, &features);
          for (guint k = 0; k < features.n_keys; k++)
            {
              guint8 *count = &counts[features.keys[k] >> shift];
              guint32 at = features.keys[k] >> (32 - SAYSO_KNOWN_BITS);

              if (*count < fit->options->min_count && ++*count == fit->options->min_count)
                fit->known[at >> 3] |= 1u << (at & 7);
            }
        }
    }
}

static guint
learn (Fit                *fit,
       const SaysoExample *example)
{
  guint n = example->paragraph.end - example->paragraph.start, n_wrong = 0;

  reserve (fit, n);
  if (!set_scene (fit, example))
    return 0;
  for (guint i = 0; i < n; i++)
    {
      sayso_scene_get_features (&fit->lattice.scene, i, &fit->features[i]);
      keep_known (fit->known, &fit->features[i]);
    }
  score (fit, n);
  sayso_lattice_decode (&fit->lattice, n, fit->labels);
  for (guint i = 0; i < n; i++)
    {
      guint8 gold_before = i > 0 ? example->gold[i - 1] : 0, guess_before = i > 0 ? fit->labels[i - 1] : 0;

      n_wrong += example->gold[i] != fit->labels[i];
      if (example->gold[i] != fit->labels[i] || gold_before != guess_before)
        reward (fit, i, gold_before, example->gold[i], guess_before, fit->labels[i], 1);
    }
  fit->moment++;
  return n_wrong;
}

static void
average (float *votes,
         float *moments,
         gsize  n,
         float  moment)
{
  for (gsize i = 0; i < n; i++)
    votes[i] -= moments[i] / moment;
}

/* To 8 bits, one scale for both tables: scores are only compared. */
static float
find_scale (const float *votes,
            gsize        n,
            const float *step_votes,
            gsize        n_steps)
{
  double sum = 0;
  gsize  count = 0;

  for (gsize i = 0; i < n; i++)
    if (votes[i] != 0)
      {
        sum += votes[i] * votes[i];
        count++;
      }
  for (gsize i = 0; i < n_steps; i++)
    if (step_votes[i] != 0)
      {
        sum += step_votes[i] * step_votes[i];
        count++;
      }
  /* Few votes are beyond six standard deviations; they are clipped. */
  return count > 0 ? 127 / (6 * sqrt (sum / count)) : 1;
}

static gint8 *
quantise (const float *votes,
          gsize        n,
          float        scale)
{
  gint8 *quantised = g_new (gint8, n);

  for (gsize i = 0; i < n; i++)
    quantised[i] = (gint8)CLAMP (lrintf (votes[i] * scale), -127, 127);
  return quantised;
}

void
sayso_fit_labeller (const SaysoExample    *examples,
                    guint                  n_examples,
                    const SaysoFitOptions *options,
                    SaysoLabelWeights     *weights)
{
  gsize             n = (gsize)SAYSO_ROW << options->bits, n_steps = (gsize)SAYSO_STEP_ROW << options->step_bits;
  Fit               fit = { .options = options, .moment = 1 };
  float             scale;
  GRand            *random = g_rand_new_with_seed (options->seed);
  g_autofree guint *order = g_new (guint, n_examples);

  fit.votes = g_new0 (float, n);
  fit.moments = g_new0 (float, n);
  fit.step_votes = g_new0 (float, n_steps);
  fit.step_moments = g_new0 (float, n_steps);
  find_known (&fit, examples, n_examples);
  for (guint i = 0; i < n_examples; i++)
    order[i] = i;
  for (guint epoch = 0; epoch < options->n_epochs; epoch++)
    {
      for (guint i = n_examples; i > 1; i--)
        {
          guint j = g_rand_int_range (random, 0, i), kept = order[i - 1];

          order[i - 1] = order[j];
          order[j] = kept;
        }
      for (guint i = 0; i < n_examples; i++)
        learn (&fit, &examples[order[i]]);
    }
  average (fit.votes, fit.moments, n, fit.moment);
  average (fit.step_votes, fit.step_moments, n_steps, fit.moment);
  scale = find_scale (fit.votes, n, fit.step_votes, n_steps);
  weights->bits = options->bits;
  weights->step_bits = options->step_bits;
  weights->known = fit.known;
  weights->votes = quantise (fit.votes, n, scale);
  weights->step_votes = quantise (fit.step_votes, n_steps, scale);
  g_free (fit.votes);
  g_free (fit.moments);
  g_free (fit.step_votes);
  g_free (fit.step_moments);
  g_free (fit.features);
  g_free (fit.labels);
  sayso_lattice_clear (&fit.lattice);
  g_rand_free (random);
}
