/* Forward and backward sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-belief.h"

#include <math.h>
#include <string.h>

/* What is less likely than this is not looked at: an edge, and a stretch. */
#define LEAST_EDGE 0.007f
#define LEAST_STRETCH 0.02f
/* Of steps, where a chunk goes on. */
#define STAY(kind) (SAYSO_N_CHUNK_KINDS * SAYSO_N_CHUNK_KINDS + (kind)-1)
#define STEP(from, to) ((from)*SAYSO_N_CHUNK_KINDS + (to))

/* One token on the way. All odds are relative to the best of their token; norm makes the forward sums of each token one. */
typedef struct
{
  float  unary[SAYSO_N_LABELS];
  float  steps[SAYSO_N_STEP_SLOTS];
  float  forward[SAYSO_N_LABELS];
  float  backward[SAYSO_N_CHUNK_KINDS]; /* of the labels of a kind, which go on alike */
  float  norm;
  float  leaves; /* of a claim before it: it ends, and the rest of the paragraph is as it is */
  double stays;  /* logarithm: a claim goes on through all tokens up to this one */
} Place;

/* What is this many votes behind has odds that are nothing beside the best. */
#define N_ODDS 4096

/* The odds of what is so many votes behind the best. */
static const float *
get_odds (void)
{
  static float table[N_ODDS];
  static gsize is_there;

  if (g_once_init_enter (&is_there))
    {
      for (guint votes = 0; votes < N_ODDS; votes++)
        table[votes] = expf (-(float)votes / SAYSO_VOTE_SCALE);
      g_once_init_leave (&is_there, 1);
    }
  return table;
}

static double
to_odds (const gint32 *votes,
         guint         n,
         float        *odds)
{
  const float *table = get_odds ();
  gint32       best = votes[0];

  for (guint i = 1; i < n; i++)
    best = MAX (best, votes[i]);
  for (guint i = 0; i < n; i++)
    odds[i] = table[MIN (best - votes[i], N_ODDS - 1)];
  return best;
}

static void
normalise (Place *place)
{
  place->norm = 0;
  for (guint label = 0; label < SAYSO_N_LABELS; label++)
    place->norm += place->forward[label];
  place->norm = MAX (place->norm, 1e-30f);
  for (guint label = 0; label < SAYSO_N_LABELS; label++)
    place->forward[label] /= place->norm;
}

/* before is NULL at the first token, which comes from outside. */
static void
step_forward (const Place *before,
              Place       *place)
{
  float kinds[SAYSO_N_CHUNK_KINDS] = { 1 };

  if (before != NULL)
    kinds[0] = before->forward[0];
  for (guint kind = 1; before != NULL && kind < SAYSO_N_CHUNK_KINDS; kind++)
    kinds[kind] = before->forward[sayso_label_begin (kind)] + before->forward[sayso_label_inside (kind)];
  for (guint to = 0; to < SAYSO_N_CHUNK_KINDS; to++)
    {
      float sum = 0;

      for (guint from = 0; from < SAYSO_N_CHUNK_KINDS; from++)
        sum += kinds[from] * place->steps[STEP (from, to)];
      place->forward[sayso_label_begin (to)] = sum * place->unary[sayso_label_begin (to)];
      if (to > 0)
        place->forward[sayso_label_inside (to)] = kinds[to] * place->steps[STAY (to)] * place->unary[sayso_label_inside (to)];
    }
  normalise (place);
}

static void
step_backward (const Place *after,
               Place       *place)
{
  for (guint from = 0; from < SAYSO_N_CHUNK_KINDS; from++)
    {
      float sum = 0;

      for (guint to = 0; to < SAYSO_N_CHUNK_KINDS; to++)
        sum += after->steps[STEP (from, to)] * after->unary[sayso_label_begin (to)] * after->backward[to];
      place->backward[from] = sum / after->norm;
      if (from > 0)
        place->backward[from] += after->steps[STAY (from)] * after->unary[sayso_label_inside (from)] * after->backward[from] / after->norm;
    }
}

/* The claim before this token ends. */
static float
leave (const Place *place)
{
  float sum = 0;

  for (guint to = 0; to < SAYSO_N_CHUNK_KINDS; to++)
    sum += place->steps[STEP (SAYSO_CHUNK_CONTENT, to)] * place->unary[sayso_label_begin (to)] * place->backward[to];
  return sum / place->norm;
}

/* Returns the sum over all labellings of what their votes are worth, as a logarithm. */
static double
run (const SaysoLattice *lattice,
     Place              *places,
     guint               n)
{
  double all = 0;

  for (guint i = 0; i < n; i++)
    {
      const gint32 *unary = lattice->unary + i * SAYSO_ROW, *steps = lattice->steps + i * SAYSO_STEP_ROW;
      Place        *place = &places[i];
      double        best = to_odds (unary, SAYSO_N_LABELS, place->unary) + to_odds (steps, SAYSO_N_STEP_SLOTS, place->steps);

      step_forward (i > 0 ? &places[i - 1] : NULL, place);
      place->stays = (steps[STAY (SAYSO_CHUNK_CONTENT)] + unary[sayso_label_inside (SAYSO_CHUNK_CONTENT)] - best) / SAYSO_VOTE_SCALE - log (place->norm);
      if (i > 0)
        place->stays += places[i - 1].stays;
      all += best / SAYSO_VOTE_SCALE + log (place->norm);
    }
  for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
    places[n - 1].backward[kind] = 1;
  for (guint i = n - 1; i-- > 0;)
    step_backward (&places[i + 1], &places[i]);
  for (guint i = 0; i < n; i++)
    places[i].leaves = leave (&places[i]);
  return all;
}

/* beliefs has one more than there are places: what ends before it ends with the paragraph. */
static void
believe (const Place *places,
         guint        n,
         SaysoBelief *beliefs)
{
  const guint begin = sayso_label_begin (SAYSO_CHUNK_CONTENT), inside = sayso_label_inside (SAYSO_CHUNK_CONTENT);

  for (guint i = 0; i < n; i++)
    {
      SaysoBelief *belief = &beliefs[i];

      for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
        belief->kinds[kind] = (places[i].forward[sayso_label_begin (kind)] + (kind > 0 ? places[i].forward[sayso_label_inside (kind)] : 0))
                              * places[i].backward[kind];
      belief->begins = places[i].forward[begin] * places[i].backward[SAYSO_CHUNK_CONTENT];
      belief[1].ends = (places[i].forward[begin] + places[i].forward[inside]) * (i + 1 < n ? places[i + 1].leaves : 1);
    }
}

static void
find_stretches (const Place       *places,
                guint              n,
                const SaysoBelief *beliefs,
                guint              offset,
                GArray            *stretches)
{
  for (guint start = 0; start < n; start++)
    for (guint end = start + 1; beliefs[start].begins > LEAST_EDGE && end <= n; end++)
      {
        SaysoStretch stretch = { offset + start, offset + end, 0 };

        if (beliefs[end].ends <= LEAST_EDGE)
          continue;
        stretch.probability = (float)exp (places[end - 1].stays - places[start].stays) * places[start].forward[sayso_label_begin (SAYSO_CHUNK_CONTENT)]
                              * (end < n ? places[end].leaves : 1);
        if (stretch.probability > LEAST_STRETCH)
          g_array_append_val (stretches, stretch);
      }
}

void
sayso_beliefs_init (SaysoBeliefs *self,
                    guint         n_tokens)
{
  self->tokens = g_new0 (SaysoBelief, n_tokens + 1);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (SaysoStretch));
}

void
sayso_beliefs_clear (SaysoBeliefs *self)
{
  g_clear_pointer (&self->tokens, g_free);
  g_clear_pointer (&self->stretches, g_array_unref);
}

void
sayso_beliefs_add_paragraph (SaysoBeliefs *self,
                             SaysoLattice *lattice)
{
  guint             start = lattice->scene.paragraph.start, n = lattice->scene.paragraph.end - start;
  g_autofree Place *places = NULL;

  if (n == 0)
    return;
  places = g_new (Place, n + 1);
  run (lattice, places, n);
  believe (places, n, self->tokens + start);
  find_stretches (places, n, self->tokens + start, start, self->stretches);
}

double
sayso_beliefs_surprise (const SaysoLattice *lattice,
                        const guint8       *labels)
{
  guint             n = lattice->scene.paragraph.end - lattice->scene.paragraph.start;
  g_autofree Place *places = NULL;
  gint64            votes = 0;

  if (n == 0)
    return 0;

  for (guint i = 0; i < n; i++)
    {
      int slot = sayso_step_slot (i > 0 ? labels[i - 1] : 0, labels[i]);

      g_return_val_if_fail (slot >= 0, INFINITY);
      votes += lattice->unary[i * SAYSO_ROW + labels[i]] + lattice->steps[i * SAYSO_STEP_ROW + slot];
    }
  places = g_new (Place, n);
  return run (lattice, places, n) - (double)votes / SAYSO_VOTE_SCALE;
}
