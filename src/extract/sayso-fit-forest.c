/* Fitting a forest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BINS 64
#define RATE 0.05
/* Pulls leaves to zero. */
#define RIDGE 5.0
#define LEAST_CASES 20
/* What share of the cases and of the values a tree sees. */
#define CASE_SHARE 0.8
#define VALUE_SHARE 0.5

typedef struct
{
  double slope;
  double bend; /* the second derivative */
  guint  n;
} Sum;

typedef struct
{
  const SaysoForestCases *cases;
  float                  *edges; /* n_values rows of BINS - 1, ascending */
  guint8                 *bins;  /* n_values rows of n_cases */
  double                 *sums;  /* of each case so far */
  float                  *slopes;
  float                  *bends;
  guint16                *nodes; /* where each case is in the tree in hand; G_MAXUINT16: not in it */
  guint8                 *uses;  /* which values the tree may use */
  GRand                  *random;
} Fit;

static int
compare_floats_cb (gconstpointer a,
                   gconstpointer b)
{
  float x = *(const float *)a, y = *(const float *)b;

  return (x > y) - (x < y);
}

/* Edges so that each bin has about as many cases. */
static void
find_edges (Fit  *fit,
            guint value)
{
  guint             n = fit->cases->n_cases;
  g_autofree float *sorted = g_new (float, n);
  float            *edges = fit->edges + value * (BINS - 1);

  for (guint i = 0; i < n; i++)
    sorted[i] = fit->cases->values[(gsize)i * fit->cases->n_values + value];
  qsort (sorted, n, sizeof *sorted, compare_floats_cb);
  for (guint b = 0; b + 1 < BINS; b++)
    edges[b] = sorted[(gsize)(b + 1) * (n - 1) / BINS];
}

static void
fill_bins (Fit  *fit,
           guint value)
{
  const float *edges = fit->edges + value * (BINS - 1);
  guint8      *bins = fit->bins + (gsize)value * fit->cases->n_cases;

  for (guint i = 0; i < fit->cases->n_cases; i++)
    {
      float x = fit->cases->values[(gsize)i * fit->cases->n_values + value];
      guint low = 0, high = BINS - 1;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (x > edges[middle])
            low = middle + 1;
          else
            high = middle;
        }
      bins[i] = low;
    }
}

static double
gain_of (const Sum *sum)
{
  return sum->slope * sum->slope / (sum->bend + RIDGE);
}

typedef struct
{
  double gain;
  guint8 value;
  guint8 bin; /* cases above it go right */
} Split;

/* The best split of one node by one value, given what falls into each bin. */
static void
try_value (const Sum *bins,
           guint      value,
           Split     *best)
{
  Sum all = { 0 }, left = { 0 };

  for (guint b = 0; b < BINS; b++)
    {
      all.slope += bins[b].slope;
      all.bend += bins[b].bend;
      all.n += bins[b].n;
    }
  for (guint b = 0; b + 1 < BINS; b++)
    {
      Sum    right;
      double gain;

      left.slope += bins[b].slope;
      left.bend += bins[b].bend;
      left.n += bins[b].n;
      if (left.n < LEAST_CASES || all.n - left.n < LEAST_CASES)
        continue;
      right = (Sum){ all.slope - left.slope, all.bend - left.bend, all.n - left.n };
      gain = gain_of (&left) + gain_of (&right) - gain_of (&all);
      if (gain > best->gain)
        *best = (Split){ gain, value, b };
    }
}

/* Splits all nodes of one level. */
static void
grow_level (Fit       *fit,
            SaysoTree *tree,
            guint      depth)
{
  guint             first = (1u << depth) - 1, n_nodes = 1u << depth, n = fit->cases->n_cases;
  g_autofree Split *best = g_new0 (Split, n_nodes);
  g_autofree Sum   *sums = g_new (Sum, n_nodes * BINS);

  for (guint value = 0; value < fit->cases->n_values; value++)
    {
      const guint8 *bins = fit->bins + (gsize)value * n;

      if (!fit->uses[value])
        continue;
      memset (sums, 0, n_nodes * BINS * sizeof *sums);
      for (guint i = 0; i < n; i++)
        if (fit->nodes[i] != G_MAXUINT16)
          {
            Sum *sum = &sums[(fit->nodes[i] - first) * BINS + bins[i]];

            sum->slope += fit->slopes[i];
            sum->bend += fit->bends[i];
            sum->n++;
          }
      for (guint node = 0; node < n_nodes; node++)
        try_value (sums + node * BINS, value, &best[node]);
    }
  for (guint node = 0; node < n_nodes; node++)
    {
      tree->features[first + node] = best[node].value;
      /* Without a gain all go left. */
      tree->thresholds[first + node] = best[node].gain > 0 ? fit->edges[best[node].value * (BINS - 1) + best[node].bin] : HUGE_VALF;
    }
  for (guint i = 0; i < n; i++)
    if (fit->nodes[i] != G_MAXUINT16)
      {
        const Split *split = &best[fit->nodes[i] - first];

        fit->nodes[i] = 2 * fit->nodes[i] + 1 + (split->gain > 0 && fit->bins[(gsize)split->value * n + i] > split->bin);
      }
}

static void
fill_leaves (Fit       *fit,
             SaysoTree *tree)
{
  Sum sums[SAYSO_TREE_LEAVES] = { 0 };

  for (guint i = 0; i < fit->cases->n_cases; i++)
    if (fit->nodes[i] != G_MAXUINT16)
      {
        sums[fit->nodes[i] - SAYSO_TREE_NODES].slope += fit->slopes[i];
        sums[fit->nodes[i] - SAYSO_TREE_NODES].bend += fit->bends[i];
      }
  for (guint leaf = 0; leaf < SAYSO_TREE_LEAVES; leaf++)
    tree->leaves[leaf] = (float)(RATE * sums[leaf].slope / (sums[leaf].bend + RIDGE));
}

static void
start_tree (Fit *fit)
{
  const SaysoForestCases *cases = fit->cases;

  for (guint i = 0; i < cases->n_cases; i++)
    {
      double p = 1 / (1 + exp (-fit->sums[i]));

      fit->slopes[i] = (float)(cases->right[i] - p);
      fit->bends[i] = (float)(p * (1 - p));
      fit->nodes[i] = cases->fold[i] != cases->left_out && g_rand_double (fit->random) < CASE_SHARE ? 0 : G_MAXUINT16;
    }
  for (guint value = 0; value < cases->n_values; value++)
    fit->uses[value] = g_rand_double (fit->random) < VALUE_SHARE;
}

static void
grow_tree (Fit       *fit,
           SaysoTree *tree)
{
  SaysoForest alone = { tree, 1, 0 };

  start_tree (fit);
  for (guint depth = 0; depth < SAYSO_TREE_DEPTH; depth++)
    grow_level (fit, tree, depth);
  fill_leaves (fit, tree);
  for (guint i = 0; i < fit->cases->n_cases; i++)
    fit->sums[i] += sayso_forest_sum (&alone, fit->cases->values + (gsize)i * fit->cases->n_values);
}

static float
find_start (const SaysoForestCases *cases)
{
  double right = 1, n = 2;

  for (guint i = 0; i < cases->n_cases; i++)
    if (cases->fold[i] != cases->left_out)
      {
        right += cases->right[i];
        n++;
      }
  return (float)log (right / (n - right));
}

SaysoForest
sayso_fit_forest (const SaysoForestCases *cases,
                  guint                   n_trees)
{
  guint       n = cases->n_cases;
  SaysoTree  *trees = g_new0 (SaysoTree, n_trees);
  SaysoForest forest = { trees, n > 0 ? n_trees : 0, find_start (cases) };
  Fit         fit = { .cases = cases, .random = g_rand_new_with_seed (41) };

  g_assert (cases->n_values <= SAYSO_MAX_VALUES);
  fit.edges = g_new (float, cases->n_values *(BINS - 1));
  fit.bins = g_new (guint8, (gsize)cases->n_values * n + 1);
  fit.sums = g_new (double, n + 1);
  fit.slopes = g_new (float, n + 1);
  fit.bends = g_new (float, n + 1);
  fit.nodes = g_new (guint16, n + 1);
  fit.uses = g_new (guint8, cases->n_values);
  for (guint value = 0; n > 0 && value < cases->n_values; value++)
    {
      find_edges (&fit, value);
      fill_bins (&fit, value);
    }
  for (guint i = 0; i < n; i++)
    fit.sums[i] = forest.start;
  for (guint t = 0; t < forest.n_trees; t++)
    grow_tree (&fit, &trees[t]);
  g_rand_free (fit.random);
  g_free (fit.edges);
  g_free (fit.bins);
  g_free (fit.sums);
  g_free (fit.slopes);
  g_free (fit.bends);
  g_free (fit.nodes);
  g_free (fit.uses);
  return forest;
}
