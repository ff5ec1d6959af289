/* Where a claim begins and ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-boundary.h"
#include "extract/sayso-values.h"

#include <math.h>

/* How far cues and speakers are looked for, in tokens, and how probable they must be to have a place. */
#define NEAR 12
#define LEAST_NEAR 0.05f
/* Stand for what is not there. */
#define NO_TAG 40
#define NO_MARK 5
#define NO_DISTANCE 99
/* A piece stays as it is unless another is clearly likelier: what was judged to be a claim was this. */
#define PREFERENCE 0.1

typedef struct
{
  const SaysoPiece   *piece;
  const SaysoStretch *stretch;
  const SaysoToken   *tokens;
  const SaysoBelief  *beliefs;
  guint               n_tokens;
  SaysoValues         values;
} Eye;

static void
add (Eye   *eye,
     double value)
{
  sayso_values_add (&eye->values, value);
}

void
sayso_boundary_open (SaysoPiece         *self,
                     const SaysoTokens  *tokens,
                     const SaysoBeliefs *beliefs,
                     SaysoSpan           span,
                     double              probability)
{
  const SaysoStretch *stretches = (const SaysoStretch *)beliefs->stretches->data;
  guint               low = 0, high = beliefs->stretches->len;

  *self = (SaysoPiece){ tokens, beliefs, span, probability, 0, 0, 0, 0 };
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (stretches[middle].start < span.end)
        low = middle + 1;
      else
        high = middle;
    }
  self->first = self->last = low;
  /* No stretch is longer than a paragraph. */
  while (self->first > 0 && stretches[self->first - 1].start + SAYSO_MAX_PARAGRAPH > span.start)
    self->first--;
  for (guint i = self->first; i < self->last; i++)
    if (sayso_boundary_get (self, i) != NULL)
      {
        self->best = MAX (self->best, stretches[i].probability);
        self->mass += stretches[i].probability;
      }
}

const SaysoStretch *
sayso_boundary_get (const SaysoPiece *self,
                    guint             stretch)
{
  const SaysoStretch *found = &g_array_index (self->beliefs->stretches, SaysoStretch, stretch);

  return found->end > self->span.start && found->start < self->span.end ? found : NULL;
}

/* What the labeller thought of the stretch, and of the others. */
static void
see_beliefs (Eye *eye)
{
  const SaysoPiece   *piece = eye->piece;
  const SaysoStretch *stretch = eye->stretch;
  float               least = 1;
  guint               n_better = 0;

  for (guint i = stretch->start; i < stretch->end; i++)
    least = MIN (least, eye->beliefs[i].kinds[SAYSO_CHUNK_CONTENT]);
  for (guint i = piece->first; i < piece->last; i++)
    {
      const SaysoStretch *other = sayso_boundary_get (piece, i);

      n_better += other != NULL && other->probability > stretch->probability;
    }
  sayso_values_add_beliefs (&eye->values, eye->beliefs, (SaysoSpan){ stretch->start, stretch->end });
  add (eye, least);
  add (eye, log (stretch->probability));
  add (eye, piece->mass);
  add (eye, log (piece->best / stretch->probability));
  add (eye, n_better);
  add (eye, piece->probability);
  add (eye, (int)stretch->start - (int)piece->span.start);
  add (eye, (int)stretch->end - (int)piece->span.end);
}

/* How it lies in its sentence and in quotation marks. */
static void
see_place (Eye *eye)
{
  guint start = eye->stretch->start, end = eye->stretch->end;

  sayso_values_add_words (&eye->values, eye->piece->tokens, (SaysoSpan){ start, end });
  add (eye, start > 0 ? eye->tokens[start - 1].mark : NO_MARK);
  add (eye, end < eye->n_tokens ? eye->tokens[end].mark : NO_MARK);
}

/* The two tokens on either side of both edges. */
static void
see_tags (Eye *eye)
{
  const guint edges[] = { eye->stretch->start, eye->stretch->end };

  for (guint edge = 0; edge < G_N_ELEMENTS (edges); edge++)
    for (gint64 at = (gint64)edges[edge] - 2; at < (gint64)edges[edge] + 2; at++)
      add (eye, at < 0 || at >= eye->n_tokens ? NO_TAG : eye->tokens[at].tag);
}

/* The likeliest token of a kind among some, and how far it is away. */
static void
see_nearest (Eye           *eye,
             SaysoChunkKind kind,
             guint          from,
             guint          to,
             guint          edge)
{
  float best = 0;
  guint at = edge;

  for (guint i = from; i < to; i++)
    if (eye->beliefs[i].kinds[kind] >= best)
      {
        best = eye->beliefs[i].kinds[kind];
        at = i;
      }
  add (eye, best);
  add (eye, best > LEAST_NEAR ? fabs ((double)at - edge) : NO_DISTANCE);
}

/* What else is around it. */
static void
see_neighbours (Eye *eye)
{
  static const SaysoBelief nothing = { { 0 } };

  guint              start = eye->stretch->start, end = eye->stretch->end;
  guint              from = MAX (eye->tokens[start].sentence_start, start - MIN (start, NEAR));
  guint              to = end < eye->n_tokens ? MIN (eye->tokens[end].sentence_end, end + NEAR) : end;
  const SaysoBelief *before = start > 0 ? &eye->beliefs[start - 1] : &nothing, *after = end < eye->n_tokens ? &eye->beliefs[end] : &nothing;

  for (guint kind = SAYSO_CHUNK_CUE; kind <= SAYSO_CHUNK_SPEAKER; kind++)
    {
      see_nearest (eye, kind, from, start, start);
      see_nearest (eye, kind, end, to, end);
    }
  for (guint kind = 0; kind < SAYSO_N_CHUNK_KINDS; kind++)
    {
      add (eye, before->kinds[kind]);
      add (eye, after->kinds[kind]);
    }
}

void
sayso_boundary_get_values (const SaysoPiece   *self,
                           const SaysoStretch *stretch,
                           float              *values)
{
  Eye eye = { .piece = self,
              .stretch = stretch,
              .tokens = self->tokens->tokens,
              .beliefs = self->beliefs->tokens,
              .n_tokens = self->tokens->n_tokens,
              .values = { values, 0, SAYSO_N_BOUNDARY_VALUES } };

  see_beliefs (&eye);
  see_place (&eye);
  see_tags (&eye);
  see_neighbours (&eye);
  g_assert (eye.values.n_values == SAYSO_N_BOUNDARY_VALUES);
}

SaysoSpan
sayso_boundary_choose (const SaysoPiece  *self,
                       const SaysoForest *forest,
                       guint              from,
                       guint              to)
{
  SaysoSpan best = self->span;
  double    most = -1;

  for (guint i = self->first; i < self->last; i++)
    {
      const SaysoStretch *stretch = sayso_boundary_get (self, i);
      float               values[SAYSO_N_BOUNDARY_VALUES];
      double              probability;

      if (stretch == NULL || stretch->start < from || stretch->end > to)
        continue;
      sayso_boundary_get_values (self, stretch, values);
      probability = sayso_forest_decide (forest, values);
      if (stretch->start == self->span.start && stretch->end == self->span.end)
        probability += PREFERENCE;
      if (probability > most)
        {
          most = probability;
          best = (SaysoSpan){ stretch->start, stretch->end };
        }
    }
  return best;
}
