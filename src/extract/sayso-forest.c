/* A forest of small decision trees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-forest.h"

#include <math.h>

double
sayso_forest_sum (const SaysoForest *self,
                  const float       *values)
{
  double sum = self->start;

  for (guint i = 0; i < self->n_trees; i++)
    {
      const SaysoTree *tree = &self->trees[i];
      guint            node = 0;

      for (guint depth = 0; depth < SAYSO_TREE_DEPTH; depth++)
        node = 2 * node + 1 + (values[tree->features[node]] > tree->thresholds[node]);
      sum += tree->leaves[node - SAYSO_TREE_NODES];
    }
  return sum;
}

double
sayso_forest_decide (const SaysoForest *self,
                     const float       *values)
{
  return 1 / (1 + exp (-sayso_forest_sum (self, values)));
}
