/* What is believed of a paragraph, against all labellings of it, counted one by one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-belief.h"
#include "extract/sayso-boundary.h"

#include <math.h>
#include <string.h>

#define N_TOKENS 5
#define N_ROUNDS 40
#define CLOSE 1e-3

/* Probabilities as the labellings give them. */
typedef struct
{
  SaysoBelief beliefs[N_TOKENS + 1];
  double      stretches[N_TOKENS][N_TOKENS + 1];
  double      all; /* what all labellings are worth */
} Truth;

static void
draw_votes (GRand        *random,
            SaysoLattice *lattice)
{
  sayso_lattice_reserve (lattice, N_TOKENS);
  for (guint i = 0; i < N_TOKENS * SAYSO_ROW; i++)
    lattice->unary[i] = g_rand_int_range (random, -300, 300);
  for (guint i = 0; i < N_TOKENS * SAYSO_STEP_ROW; i++)
    lattice->steps[i] = g_rand_int_range (random, -300, 300);
  lattice->scene.paragraph = (SaysoParagraph){ 0, N_TOKENS };
}

/* Zero where a step is not allowed. */
static double
odds_of (const SaysoLattice *lattice,
         const guint8       *labels)
{
  gint64 votes = 0;

  for (guint i = 0; i < N_TOKENS; i++)
    {
      int slot = sayso_step_slot (i > 0 ? labels[i - 1] : 0, labels[i]);

      if (slot < 0)
        return 0;
      votes += lattice->unary[i * SAYSO_ROW + labels[i]] + lattice->steps[i * SAYSO_STEP_ROW + slot];
    }
  return exp ((double)votes / SAYSO_VOTE_SCALE);
}

static void
count (Truth        *truth,
       const guint8 *labels,
       double        odds)
{
  const guint8 begin = sayso_label_begin (SAYSO_CHUNK_CONTENT), inside = sayso_label_inside (SAYSO_CHUNK_CONTENT);

  for (guint i = 0; i < N_TOKENS; i++)
    {
      guint end = i + 1;

      truth->beliefs[i].kinds[sayso_label_kind (labels[i])] += (float)odds;
      if (labels[i] != begin)
        continue;
      while (end < N_TOKENS && labels[end] == inside)
        end++;
      truth->beliefs[i].begins += (float)odds;
      truth->beliefs[end].ends += (float)odds;
      truth->stretches[i][end] += odds;
    }
}

static void
count_all (const SaysoLattice *lattice,
           Truth              *truth)
{
  guint8 labels[N_TOKENS] = { 0 };
  double all = 0;
  guint  at;

  memset (truth, 0, sizeof *truth);
  do
    {
      double odds = odds_of (lattice, labels);

      all += odds;
      count (truth, labels, odds);
      for (at = 0; at < N_TOKENS && ++labels[at] == SAYSO_N_LABELS; at++)
        labels[at] = 0;
    }
  while (at < N_TOKENS);
  truth->all = all;
  for (guint i = 0; i <= N_TOKENS; i++)
    {
      for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
        truth->beliefs[i].kinds[kind] /= (float)all;
      truth->beliefs[i].begins /= (float)all;
      truth->beliefs[i].ends /= (float)all;
      for (guint j = 0; i < N_TOKENS && j <= N_TOKENS; j++)
        truth->stretches[i][j] /= all;
    }
}

static void
assert_same (const SaysoBeliefs *beliefs,
             const Truth        *truth)
{
  for (guint i = 0; i <= N_TOKENS; i++)
    {
      for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
        g_assert_cmpfloat_with_epsilon (beliefs->tokens[i].kinds[kind], truth->beliefs[i].kinds[kind], CLOSE);
      g_assert_cmpfloat_with_epsilon (beliefs->tokens[i].begins, truth->beliefs[i].begins, CLOSE);
      g_assert_cmpfloat_with_epsilon (beliefs->tokens[i].ends, truth->beliefs[i].ends, CLOSE);
    }
}

/* All that are likely enough are there, and no others. */
static void
assert_stretches (const SaysoBeliefs *beliefs,
                  const Truth        *truth)
{
  guint n = 0, n_likely = 0;

  for (guint i = 0; i < beliefs->stretches->len; i++)
    {
      const SaysoStretch *stretch = &g_array_index (beliefs->stretches, SaysoStretch, i);

      g_assert_cmpuint (stretch->end, <=, N_TOKENS);
      g_assert_cmpfloat_with_epsilon (stretch->probability, truth->stretches[stretch->start][stretch->end], CLOSE);
      n += stretch->probability > 0.025;
    }
  for (guint start = 0; start < N_TOKENS; start++)
    for (guint end = start + 1; end <= N_TOKENS; end++)
      n_likely += truth->stretches[start][end] > 0.025;
  g_assert_cmpuint (n, ==, n_likely);
}

/* Of "Today she says the bridge". */
static void
assert_surprise (const SaysoLattice *lattice,
                 const Truth        *truth)
{
  guint8 labels[N_TOKENS] = { 0, sayso_label_begin (SAYSO_CHUNK_SPEAKER), sayso_label_begin (SAYSO_CHUNK_CUE), sayso_label_begin (SAYSO_CHUNK_CONTENT), sayso_label_inside (SAYSO_CHUNK_CONTENT) };

  g_assert_cmpfloat_with_epsilon (sayso_beliefs_surprise (lattice, labels), -log (odds_of (lattice, labels) / truth->all), CLOSE);
}

static void
test_counted (void)
{
  GRand       *random = g_rand_new_with_seed (7);
  SaysoLattice lattice = { 0 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SaysoBeliefs beliefs;
      Truth        truth;

      draw_votes (random, &lattice);
      sayso_beliefs_init (&beliefs, N_TOKENS);
      sayso_beliefs_add_paragraph (&beliefs, &lattice);
      count_all (&lattice, &truth);
      assert_same (&beliefs, &truth);
      assert_stretches (&beliefs, &truth);
      assert_surprise (&lattice, &truth);
      sayso_beliefs_clear (&beliefs);
    }
  lattice.scene = (SaysoScene){ 0 };
  sayso_lattice_clear (&lattice);
  g_rand_free (random);
}

/* Which of the values tells how long a stretch is. */
static guint8
find_length_value (const SaysoPiece *piece)
{
  float values[2][SAYSO_N_BOUNDARY_VALUES];

  sayso_boundary_get_values (piece, sayso_boundary_get (piece, 0), values[0]);
  sayso_boundary_get_values (piece, sayso_boundary_get (piece, 1), values[1]);
  for (guint8 i = 0; i < SAYSO_N_BOUNDARY_VALUES; i++)
    if (values[0][i] == 4 && values[1][i] == 6)
      return i;
  g_assert_not_reached ();
}

/* A piece takes the ends that its forest finds likelier, and stays within what it is given. */
static void
test_boundary (void)
{
  static const char text[] = "She said the bridge would close on Monday .";
  g_autoptr (SaysoTokens) tokens = sayso_tokens_new (text, strlen (text));
  const SaysoStretch stretches[] = { { 2, 6, 0.3f }, { 2, 8, 0.4f }, { 3, 8, 0.2f } };
  /* One tree that asks how long the stretch is: more than five tokens are right. */
  SaysoTree    tree = { .thresholds = { 5.5f } };
  SaysoForest  forest = { &tree, 1, 0 };
  SaysoBeliefs beliefs;
  SaysoPiece   piece;
  SaysoSpan    chosen;

  for (guint node = 1; node < SAYSO_TREE_NODES; node++)
    tree.thresholds[node] = HUGE_VALF;
  for (guint leaf = 0; leaf < SAYSO_TREE_LEAVES; leaf++)
    tree.leaves[leaf] = leaf < SAYSO_TREE_LEAVES / 2 ? -1 : 1;
  sayso_beliefs_init (&beliefs, tokens->n_tokens);
  g_array_append_vals (beliefs.stretches, stretches, G_N_ELEMENTS (stretches));
  sayso_boundary_open (&piece, tokens, &beliefs, (SaysoSpan){ 2, 6 }, 0.9);
  g_assert_cmpfloat_with_epsilon (piece.mass, 0.9, 1e-6);
  tree.features[0] = find_length_value (&piece);
  chosen = sayso_boundary_choose (&piece, &forest, 0, tokens->n_tokens);
  g_assert_cmpuint (chosen.start, ==, 2);
  g_assert_cmpuint (chosen.end, ==, 8);
  chosen = sayso_boundary_choose (&piece, &forest, 0, 7);
  g_assert_cmpuint (chosen.end, ==, 6);
  sayso_boundary_open (&piece, tokens, &beliefs, (SaysoSpan){ 0, 1 }, 0.9);
  chosen = sayso_boundary_choose (&piece, &forest, 0, tokens->n_tokens);
  g_assert_cmpuint (chosen.start, ==, 0);
  g_assert_cmpuint (chosen.end, ==, 1);
  sayso_beliefs_clear (&beliefs);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/belief/counted", test_counted);
  g_test_add_func ("/extract/belief/boundary", test_boundary);
  return g_test_run ();
}
