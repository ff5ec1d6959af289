/* Fitting what knows the whole of a claim from a part of it.
 *
 * It learns from the stretches that labellers half believed in, of articles that they had not seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-boundary.h"
#include "extract/sayso-fit-forest.h"
#include "extract/sayso-fit-private.h"

#define N_TREES 300
/* What is hardly a claim teaches nothing about where claims end. */
#define LEAST_PROBABILITY 0.1

typedef struct
{
  GArray *values; /* float, SAYSO_N_BOUNDARY_VALUES of each case */
  GArray *right;  /* guint8 */
} Cases;

/* Without what makes no difference at its edges: marks, and "that" where no mark is before it. */
static SaysoSpan
trim (const SaysoTokens *tokens,
      SaysoSpan          span)
{
  static guint32    that;
  const SaysoToken *at = tokens->tokens;

  if (that == 0)
    that = sayso_tokens_hash ("that");
  while (span.start < span.end && !(at[span.start].shape & SAYSO_SHAPE_WORD))
    span.start++;
  while (span.start < span.end && !(at[span.end - 1].shape & SAYSO_SHAPE_WORD))
    span.end--;
  if (span.end - span.start > 1 && at[span.start].word == that && at[span.start].mark == SAYSO_MARK_OUTSIDE)
    return trim (tokens, (SaysoSpan){ span.start + 1, span.end });
  return span;
}

/* Whether it is one of the claims that are there. */
static gboolean
is_exact (const SaysoSheet *sheet,
          SaysoSpan         span)
{
  SaysoSpan gold;
  guint     at = span.start;

  while (at < span.end && !sheet->reports[at])
    at++;
  if (at == span.end)
    return FALSE;
  for (gold.start = at; gold.start > 0 && sayso_label_is_inside (sheet->labels[gold.start]);)
    gold.start--;
  for (gold.end = at + 1; gold.end < sheet->tokens->n_tokens && sayso_label_is_inside (sheet->labels[gold.end]);)
    gold.end++;
  return sayso_span_equal (trim (sheet->tokens, gold), trim (sheet->tokens, span));
}

static void
collect (const SaysoSheet   *sheet,
         const SaysoVerdict *verdict,
         Cases              *cases)
{
  SaysoPiece piece;

  sayso_boundary_open (&piece, sheet->tokens, &sheet->beliefs, verdict->span, verdict->probability);
  for (guint i = piece.first; i < piece.last; i++)
    {
      const SaysoStretch *stretch = sayso_boundary_get (&piece, i);
      float               values[SAYSO_N_BOUNDARY_VALUES];
      guint8              right;

      if (stretch == NULL)
        continue;
      sayso_boundary_get_values (&piece, stretch, values);
      right = is_exact (sheet, (SaysoSpan){ stretch->start, stretch->end });
      g_array_append_vals (cases->values, values, SAYSO_N_BOUNDARY_VALUES);
      g_array_append_val (cases->right, right);
    }
}

SaysoForest
sayso_fit_boundary (const SaysoSheet *sheets,
                    const GArray     *verdicts)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (guint8));
  g_autofree guint8 *folds = NULL;
  Cases              cases = { values, right };

  for (guint i = 0; i < verdicts->len; i++)
    {
      const SaysoVerdict *verdict = &g_array_index (verdicts, SaysoVerdict, i);

      if (verdict->probability >= LEAST_PROBABILITY)
        collect (&sheets[verdict->sheet], verdict, &cases);
    }
  folds = g_new0 (guint8, right->len + 1);
  return sayso_fit_forest (&(SaysoForestCases){ (const float *)values->data, (const guint8 *)right->data, folds, right->len, SAYSO_N_BOUNDARY_VALUES, G_MAXUINT }, N_TREES);
}
