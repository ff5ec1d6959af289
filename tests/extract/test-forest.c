/* Forests: what sums cannot learn, and the same sum as a walk by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-forest.h"

#include <math.h>

#define N_CASES 2000
#define N_VALUES 5

typedef struct
{
  float  values[N_CASES * N_VALUES];
  guint8 right[N_CASES];
  guint8 fold[N_CASES];
} Sample;

/* Right if just one of the first two values is large; the others are noise. */
static void
fill (Sample *sample,
      guint   seed)
{
  GRand *random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_CASES; i++)
    {
      float *values = sample->values + i * N_VALUES;

      for (guint v = 0; v < N_VALUES; v++)
        values[v] = (float)g_rand_double_range (random, -1, 1);
      sample->right[i] = (values[0] > 0.25f) != (values[1] > -0.25f);
      sample->fold[i] = i % 2;
    }
  g_rand_free (random);
}

static SaysoForestCases
cases_of (const Sample *sample,
          guint         left_out)
{
  return (SaysoForestCases){ sample->values, sample->right, sample->fold, N_CASES, N_VALUES, left_out };
}

static double
share_right (const SaysoForest *forest,
             const Sample      *sample)
{
  guint n = 0;

  for (guint i = 0; i < N_CASES; i++)
    n += (sayso_forest_decide (forest, sample->values + i * N_VALUES) > 0.5) == sample->right[i];
  return (double)n / N_CASES;
}

static void
test_learns (void)
{
  g_autofree Sample *seen = g_new (Sample, 1), *unseen = g_new (Sample, 1);
  SaysoForestCases   cases;
  SaysoForest        forest;

  fill (seen, 1);
  fill (unseen, 2);
  cases = cases_of (seen, G_MAXUINT);
  forest = sayso_fit_forest (&cases, 200);
  g_assert_cmpuint (forest.n_trees, ==, 200);
  g_assert_cmpfloat (share_right (&forest, unseen), >, 0.95);
  g_free ((gpointer)forest.trees);
}

/* A fold that says the opposite is not learned from. */
static void
test_leaves_out (void)
{
  g_autofree Sample *sample = g_new (Sample, 1), *unseen = g_new (Sample, 1);
  SaysoForestCases   cases;
  SaysoForest        forest;

  fill (sample, 3);
  fill (unseen, 4);
  for (guint i = 0; i < N_CASES; i++)
    if (sample->fold[i] == 1)
      sample->right[i] = !sample->right[i];
  cases = cases_of (sample, 1);
  forest = sayso_fit_forest (&cases, 200);
  g_assert_cmpfloat (share_right (&forest, unseen), >, 0.9);
  g_free ((gpointer)forest.trees);
}

static void
test_same_again (void)
{
  g_autofree Sample *sample = g_new (Sample, 1);
  SaysoForestCases   cases;
  SaysoForest        first, second;

  fill (sample, 5);
  cases = cases_of (sample, G_MAXUINT);
  first = sayso_fit_forest (&cases, 20);
  second = sayso_fit_forest (&cases, 20);
  g_assert_cmpmem (first.trees, 20 * sizeof (SaysoTree), second.trees, 20 * sizeof (SaysoTree));
  g_free ((gpointer)first.trees);
  g_free ((gpointer)second.trees);
}

static void
test_no_cases (void)
{
  SaysoForestCases cases = { .n_values = N_VALUES, .left_out = G_MAXUINT };
  SaysoForest      forest = sayso_fit_forest (&cases, 3);
  const float      values[N_VALUES] = { 0 };

  g_assert_cmpuint (forest.n_trees, ==, 0);
  g_assert_cmpfloat_with_epsilon (sayso_forest_decide (&forest, values), 0.5, 1e-6);
  g_free ((gpointer)forest.trees);
}

/* The oracle: one tree, walked by asking at each node. */
static double
walk (const SaysoTree *tree,
      const float     *values,
      guint            node)
{
  if (node >= SAYSO_TREE_NODES)
    return tree->leaves[node - SAYSO_TREE_NODES];
  if (values[tree->features[node]] > tree->thresholds[node])
    return walk (tree, values, 2 * node + 2);
  return walk (tree, values, 2 * node + 1);
}

static void
test_sum_is_a_walk (void)
{
  GRand      *random = g_rand_new_with_seed (6);
  SaysoTree   trees[4] = { 0 };
  SaysoForest forest = { trees, G_N_ELEMENTS (trees), 0.5f };

  for (guint t = 0; t < G_N_ELEMENTS (trees); t++)
    {
      for (guint node = 0; node < SAYSO_TREE_NODES; node++)
        {
          trees[t].features[node] = (guint8)g_rand_int_range (random, 0, N_VALUES);
          trees[t].thresholds[node] = (float)g_rand_double (random);
        }
      for (guint leaf = 0; leaf < SAYSO_TREE_LEAVES; leaf++)
        trees[t].leaves[leaf] = (float)g_rand_double (random);
    }
  for (guint i = 0; i < 1000; i++)
    {
      float  values[N_VALUES];
      double sum = forest.start;

      for (guint v = 0; v < N_VALUES; v++)
        values[v] = (float)g_rand_double (random);
      for (guint t = 0; t < G_N_ELEMENTS (trees); t++)
        sum += walk (&trees[t], values, 0);
      g_assert_cmpfloat_with_epsilon (sayso_forest_sum (&forest, values), sum, 1e-6);
    }
  g_rand_free (random);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/forest/learns", test_learns);
  g_test_add_func ("/extract/forest/leaves-out", test_leaves_out);
  g_test_add_func ("/extract/forest/same-again", test_same_again);
  g_test_add_func ("/extract/forest/no-cases", test_no_cases);
  g_test_add_func ("/extract/forest/sum-is-a-walk", test_sum_is_a_walk);
  return g_test_run ();
}
