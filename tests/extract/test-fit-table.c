/* Votes in the making, against the same steps done one vote at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-table.h"

#include <math.h>

#define ROW 3
#define BITS 2
#define N_ROWS (1 << BITS)
#define N_STEPS 200
#define CLOSE 1e-4

/* One vote and all that it was. */
typedef struct
{
  double now;
  double pushes;
  double sum; /* over the moments that began with it as it was */
} Vote;

static void
step (Vote         *votes,
      const guint32 key,
      const float  *slope)
{
  for (guint i = 0; i < ROW; i++)
    {
      Vote *vote = &votes[(key % N_ROWS) * ROW + i];

      vote->pushes += slope[i] * slope[i];
      vote->now += 0.01 * slope[i] / sqrt (0.1 + vote->pushes);
    }
}

/* Rows far apart in number are the same row; the average is over all moments. */
static void
test_climb (void)
{
  GRand        *random = g_rand_new_with_seed (3);
  Vote          votes[N_ROWS * ROW] = { { 0 } };
  SaysoFitTable table;

  sayso_fit_table_init (&table, ROW, BITS);
  for (guint moment = 0; moment < N_STEPS; moment++)
    {
      const guint32 keys[] = { g_rand_int (random), g_rand_int (random) };
      float         slope[ROW];

      for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
        votes[i].sum += votes[i].now;
      for (guint i = 0; i < ROW; i++)
        slope[i] = (float)g_rand_double_range (random, -1, 1);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        step (votes, keys[k], slope);
      sayso_fit_table_climb (&table, keys, G_N_ELEMENTS (keys), slope, (float)(moment + 1));
    }
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    g_assert_cmpfloat_with_epsilon (table.votes[i], votes[i].now, CLOSE);
  sayso_fit_table_average (&table, N_STEPS);
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    g_assert_cmpfloat_with_epsilon (table.votes[i], votes[i].sum / N_STEPS, CLOSE);
  sayso_fit_table_clear (&table);
  g_rand_free (random);
}

/* A vote that was asked often moves less than one that was not. */
static void
test_rare (void)
{
  const guint32 often = 0, rarely = 1;
  const float   slope[ROW] = { 1, -1, 0 };
  SaysoFitTable table;
  float         before;

  sayso_fit_table_init (&table, ROW, BITS);
  for (guint i = 0; i < 100; i++)
    sayso_fit_table_climb (&table, &often, 1, slope, 1);
  before = table.votes[often * ROW];
  sayso_fit_table_climb (&table, &often, 1, slope, 1);
  sayso_fit_table_climb (&table, &rarely, 1, slope, 1);
  g_assert_cmpfloat (table.votes[rarely * ROW], >, 5 * (table.votes[often * ROW] - before));
  g_assert_cmpfloat (table.votes[rarely * ROW], ==, -table.votes[rarely * ROW + 1]);
  g_assert_cmpfloat (table.votes[rarely * ROW + 2], ==, 0);
  sayso_fit_table_clear (&table);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/fit-table/climb", test_climb);
  g_test_add_func ("/extract/fit-table/rare", test_rare);
  return g_test_run ();
}
