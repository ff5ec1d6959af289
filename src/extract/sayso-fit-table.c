/* Rows of votes in the making.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-table.h"

#include <math.h>
#include <string.h>

/* Of steps uphill: how long they are, and what keeps the first ones from being longer. */
#define RATE 0.01f
#define EASE 0.1f

void
sayso_fit_table_init (SaysoFitTable *self,
                      guint          row,
                      guint          bits)
{
  self->row = row;
  self->mask = (1u << bits) - 1;
  self->n = (gsize)row << bits;
  self->votes = g_new0 (float, self->n);
  self->moments = g_new0 (float, self->n);
  self->pushes = NULL;
}

void
sayso_fit_table_clear (SaysoFitTable *self)
{
  g_clear_pointer (&self->votes, g_free);
  g_clear_pointer (&self->moments, g_free);
  g_clear_pointer (&self->pushes, g_free);
}

void
sayso_fit_table_sum (const SaysoFitTable *self,
                     const guint32       *keys,
                     guint                n_keys,
                     float               *sums)
{
  memset (sums, 0, self->row * sizeof *sums);
  for (guint k = 0; k < n_keys; k++)
    {
      const float *votes = self->votes + (gsize)(keys[k] & self->mask) * self->row;

      for (guint i = 0; i < self->row; i++)
        sums[i] += votes[i];
    }
}

void
sayso_fit_table_add (SaysoFitTable *self,
                     const guint32 *keys,
                     guint          n_keys,
                     guint          column,
                     float          by,
                     float          moment)
{
  for (guint k = 0; k < n_keys; k++)
    {
      gsize at = (gsize)(keys[k] & self->mask) * self->row + column;

      self->votes[at] += by;
      self->moments[at] += by * moment;
    }
}

void
sayso_fit_table_climb (SaysoFitTable *self,
                       const guint32 *keys,
                       guint          n_keys,
                       const float   *slope,
                       float          moment)
{
  if (self->pushes == NULL)
    self->pushes = g_new0 (float, self->n);
  for (guint k = 0; k < n_keys; k++)
    {
      gsize  row = (gsize)(keys[k] & self->mask) * self->row;
      float *votes = self->votes + row, *moments = self->moments + row, *pushes = self->pushes + row;

      for (guint i = 0; i < self->row; i++)
        {
          float by;

          pushes[i] += slope[i] * slope[i];
          by = RATE * slope[i] / sqrtf (EASE + pushes[i]);
          votes[i] += by;
          moments[i] += by * moment;
        }
    }
}

void
sayso_fit_table_average (SaysoFitTable *self,
                         float          moment)
{
  for (gsize i = 0; i < self->n; i++)
    self->votes[i] -= self->moments[i] / moment;
}

double
sayso_fit_table_measure (const SaysoFitTable *self,
                         gsize               *n_set)
{
  double sum = 0;

  *n_set = 0;
  for (gsize i = 0; i < self->n; i++)
    if (self->votes[i] != 0)
      {
        sum += (double)self->votes[i] * self->votes[i];
        (*n_set)++;
      }
  return sum;
}

gint8 *
sayso_fit_table_quantise (const SaysoFitTable *self,
                          float                scale)
{
  gint8 *quantised = g_new (gint8, self->n);

  for (gsize i = 0; i < self->n; i++)
    quantised[i] = (gint8)CLAMP (lrintf (self->votes[i] * scale), -127, 127);
  return quantised;
}

float
sayso_fit_scale (double sum_of_squares,
                 gsize  n_set)
{
  /* Votes are far from evenly spread: those of frequent features are twenty times
   * the usual, and clipping them costs two points of F1. */
  return n_set > 0 ? 127 / (20 * sqrt (sum_of_squares / n_set)) : 1;
}
