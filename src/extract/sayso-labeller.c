/* The labeller: Viterbi over hashed votes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-labeller.h"
#include "extract/sayso-mix.h"

#include <string.h>

#define IMPOSSIBLE (G_MININT32 / 4)

/* What a chunk that begins gets ahead in the second pass: better one too many, which is judged later, than one that is
 * missing. */
#define LEAN (SAYSO_VOTE_SCALE * 4 / 5)

int
sayso_step_slot (guint8 from,
                 guint8 to)
{
  SaysoChunkKind kind = sayso_label_kind (to);

  if (!sayso_label_is_inside (to))
    return sayso_label_kind (from) * SAYSO_N_CHUNK_KINDS + (to == 0 ? 0 : (int)kind);
  return sayso_label_kind (from) == kind ? SAYSO_N_CHUNK_KINDS * SAYSO_N_CHUNK_KINDS + (int)kind - 1 : -1;
}

void
sayso_lattice_clear (SaysoLattice *self)
{
  sayso_scene_clear (&self->scene);
  g_clear_pointer (&self->features, g_free);
  g_clear_pointer (&self->ahead, g_aligned_free);
  g_clear_pointer (&self->unary, g_free);
  g_clear_pointer (&self->steps, g_free);
  g_clear_pointer (&self->forward, g_free);
  g_clear_pointer (&self->back, g_free);
  self->capacity = 0;
}

void
sayso_lattice_reserve (SaysoLattice *self,
                       guint         n)
{
  if (n <= self->capacity)
    return;
  g_free (self->features);
  g_aligned_free (self->ahead);
  g_free (self->unary);
  g_free (self->steps);
  g_free (self->forward);
  g_free (self->back);
  self->capacity = MAX (n, 256);
  self->features = g_new (SaysoFeatures, self->capacity);
  self->ahead = g_aligned_alloc (self->capacity, sizeof (SaysoAhead), G_ALIGNOF (SaysoAhead));
  self->unary = g_new (gint32, self->capacity * SAYSO_ROW);
  self->steps = g_new (gint32, self->capacity * SAYSO_STEP_ROW);
  self->forward = g_new (gint32, self->capacity * SAYSO_N_LABELS);
  self->back = g_new (guint8, self->capacity * SAYSO_N_LABELS);
}

/* The best way to each label of a token, and where it came from. Many steps share a
 * vote, so only the best label of each kind has to be looked at. */
static void
step_forward (const gint32 *before,
              const gint32 *steps,
              const gint32 *unary,
              gint32        lean,
              gint32       *now,
              guint8       *back)
{
  gint32 best[SAYSO_N_CHUNK_KINDS];
  guint8 from[SAYSO_N_CHUNK_KINDS];

  best[0] = before[0];
  from[0] = 0;
  for (guint kind = 1; kind < SAYSO_N_CHUNK_KINDS; kind++)
    {
      guint8 begin = sayso_label_begin (kind), inside = sayso_label_inside (kind);

      from[kind] = before[inside] > before[begin] ? inside : begin;
      best[kind] = before[from[kind]];
    }
  for (guint to = 0; to < SAYSO_N_CHUNK_KINDS; to++)
    {
      guint8 label = sayso_label_begin (to);
      gint32 score = IMPOSSIBLE;

      for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
        {
          gint32 candidate = best[kind] + steps[kind * SAYSO_N_CHUNK_KINDS + to] + (to > 0 && to != kind ? lean : 0);

          if (candidate > score)
            {
              score = candidate;
              back[label] = from[kind];
            }
        }
      now[label] = score + unary[label];
      if (to == 0)
        continue;
      label = sayso_label_inside (to);
      back[label] = from[to];
      now[label] = best[to] + steps[SAYSO_N_CHUNK_KINDS * SAYSO_N_CHUNK_KINDS + to - 1] + unary[label];
    }
}

static void
run_forward (SaysoLattice *self,
             guint         n,
             gint32        lean)
{
  for (guint label = 0; label < SAYSO_N_LABELS; label++)
    {
      int slot = sayso_step_slot (0, label);

      self->forward[label] = slot < 0 ? IMPOSSIBLE : self->unary[label] + self->steps[slot] + (label > 0 ? lean : 0);
    }
  for (guint i = 1; i < n; i++)
    step_forward (self->forward + (i - 1) * SAYSO_N_LABELS, self->steps + i * SAYSO_STEP_ROW, self->unary + i * SAYSO_ROW, lean,
                  self->forward + i * SAYSO_N_LABELS, self->back + i * SAYSO_N_LABELS);
}

static void
find_best (SaysoLattice *self,
           guint         n,
           gint32        lean,
           guint8       *labels)
{
  const gint32 *last;
  guint8        best = 0;

  if (n == 0)
    return;
  run_forward (self, n, lean);
  last = self->forward + (n - 1) * SAYSO_N_LABELS;
  for (guint label = 1; label < SAYSO_N_LABELS; label++)
    if (last[label] > last[best])
      best = label;
  for (guint i = n; i-- > 0;)
    {
      labels[i] = best;
      best = self->back[i * SAYSO_N_LABELS + best];
    }
}

void
sayso_lattice_look (SaysoLattice *self,
                    const guint8 *known)
{
  guint n = self->scene.paragraph.end - self->scene.paragraph.start;

  sayso_lattice_reserve (self, n);
  for (guint i = 0; i < n; i++)
    {
      sayso_scene_get_features (&self->scene, i, &self->features[i]);
      self->features[i].n_keys = sayso_keep_known (known, self->features[i].keys, self->features[i].n_keys);
    }
}

void
sayso_lattice_look_at_labels (SaysoLattice *self,
                              const guint8 *known_labels)
{
  guint n = self->scene.paragraph.end - self->scene.paragraph.start;

  for (guint i = 0; i < n; i++)
    {
      SaysoFeatures *features = &self->features[i];
      guint          before = features->n_keys;

      sayso_scene_add_label_features (&self->scene, i, features);
      features->n_keys = before + sayso_keep_known (known_labels, features->keys + before, features->n_keys - before);
    }
}

static inline const gint8 *
row_of (const SaysoLabelWeights *weights,
        guint32                  key)
{
  return weights->votes + (gsize)(key & ((1u << weights->bits) - 1)) * weights->stride;
}

static inline const gint8 *
step_row_of (const SaysoLabelWeights *weights,
             guint32                  key)
{
  return weights->step_votes + (gsize)(key & ((1u << weights->step_bits) - 1)) * weights->step_stride;
}

static inline void
store (const SaysoAhead *votes,
       gint32           *unary,
       gint32           *steps)
{
  for (guint label = 0; label < SAYSO_ROW; label++)
    unary[label] = votes->unary[label];
  for (guint slot = 0; slot < SAYSO_STEP_ROW; slot++)
    steps[slot] = votes->steps[slot / 8][slot % 8];
}

/* Adds the votes of a token's features, but for those that are in it already. The rows lie far from each other: all are asked
 * for before the first is needed. */
SAYSO_FAST_VOTES static void
vote (const SaysoLabelWeights *weights,
      const SaysoFeatures     *features,
      SaysoAhead               votes,
      gint32                  *unary,
      gint32                  *steps)
{
  for (guint k = votes.n_keys; k < features->n_keys; k++)
    __builtin_prefetch (row_of (weights, features->keys[k]));
  for (guint k = votes.n_keys; k < features->n_keys; k++)
    sayso_add_votes (&votes.unary, row_of (weights, features->keys[k]));
  for (guint k = votes.n_joint; k < features->n_joint; k++)
    for (guint part = 0; part < G_N_ELEMENTS (votes.steps); part++)
      sayso_add_votes (&votes.steps[part], step_row_of (weights, features->joint[k]) + 8 * part);
  store (&votes, unary, steps);
}

/* The votes of both passes. */
SAYSO_FAST_VOTES static void
vote_twice (const SaysoLabelWeights *passes,
            const SaysoFeatures     *features,
            SaysoAhead              *ahead,
            gint32                  *unary,
            gint32                  *steps)
{
  SaysoAhead now = { 0 }, later = { .n_keys = features->n_keys, .n_joint = features->n_joint };
  gsize      to_later = passes[1].votes - passes[0].votes, to_later_step = passes[1].step_votes - passes[0].step_votes;

  for (guint k = 0; k < features->n_keys; k++)
    {
      const gint8 *row = row_of (passes, features->keys[k]);

      sayso_add_votes (&now.unary, row);
      sayso_add_votes (&later.unary, row + to_later);
    }
  for (guint k = 0; k < features->n_joint; k++)
    for (guint part = 0; part < G_N_ELEMENTS (now.steps); part++)
      {
        const gint8 *row = step_row_of (passes, features->joint[k]) + 8 * part;

        sayso_add_votes (&now.steps[part], row);
        sayso_add_votes (&later.steps[part], row + to_later_step);
      }
  store (&now, unary, steps);
  *ahead = later;
}

static void
ask_for (const SaysoLabelWeights *weights,
         const SaysoFeatures     *features)
{
  for (guint k = 0; k < features->n_keys; k++)
    __builtin_prefetch (row_of (weights, features->keys[k]));
}

/* What stands in one pair of quotation marks is said in one piece: a claim that ends in the middle
 * where the next one begins has not ended. */
static void
mend_quotations (const SaysoScene *scene,
                 guint8           *labels)
{
  const SaysoToken *tokens = scene->tokens->tokens + scene->paragraph.start;
  guint             n = scene->paragraph.end - scene->paragraph.start;
  const guint8      begin = sayso_label_begin (SAYSO_CHUNK_CONTENT), inside = sayso_label_inside (SAYSO_CHUNK_CONTENT);

  for (guint i = 1; i < n; i++)
    if (labels[i] == begin && (labels[i - 1] == begin || labels[i - 1] == inside)
        && tokens[i].mark != SAYSO_MARK_OUTSIDE && tokens[i].mark != SAYSO_MARK_OPENS && tokens[i - 1].mark != SAYSO_MARK_CLOSES)
      labels[i] = inside;
}

static guint
n_tokens (const SaysoLattice *lattice)
{
  return lattice->scene.paragraph.end - lattice->scene.paragraph.start;
}

static void
decode (SaysoLattice *lattice,
        guint8       *labels)
{
  find_best (lattice, n_tokens (lattice), lattice->scene.labels != NULL ? LEAN : 0, labels);
  mend_quotations (&lattice->scene, labels);
}

void
sayso_labeller_run (const SaysoLabelWeights *weights,
                    SaysoLattice            *lattice,
                    guint8                  *labels)
{
  for (guint i = 0; i < n_tokens (lattice); i++)
    vote (weights, &lattice->features[i], (SaysoAhead){ 0 }, lattice->unary + i * SAYSO_ROW, lattice->steps + i * SAYSO_STEP_ROW);
  decode (lattice, labels);
}

void
sayso_labeller_run_first (const SaysoLabelWeights *passes,
                          SaysoLattice            *lattice,
                          guint8                  *labels)
{
  guint n = n_tokens (lattice);

  /* The rows lie far from each other: those of a token are asked for while the one before it is looked at. */
  for (guint i = 0; i < n; i++)
    {
      if (i + 1 < n)
        ask_for (passes, &lattice->features[i + 1]);
      vote_twice (passes, &lattice->features[i], &lattice->ahead[i], lattice->unary + i * SAYSO_ROW, lattice->steps + i * SAYSO_STEP_ROW);
    }
  decode (lattice, labels);
}

void
sayso_labeller_run_second (const SaysoLabelWeights *passes,
                           SaysoLattice            *lattice,
                           guint8                  *labels)
{
  for (guint i = 0; i < n_tokens (lattice); i++)
    vote (&passes[1], &lattice->features[i], lattice->ahead[i], lattice->unary + i * SAYSO_ROW, lattice->steps + i * SAYSO_STEP_ROW);
  decode (lattice, labels);
}
