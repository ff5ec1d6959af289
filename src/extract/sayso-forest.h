/* A forest of small decision trees, whose leaves are added up.
 *
 * What decides whether a piece is a claim, and who says it, are a few dozen numbers that matter in company: a
 * doubtful piece behind "said" is more likely one than a sure piece behind "hopes". Trees see that
 * where sums do not. They are fitted by gradient boosting (extract/sayso-fit-forest.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SAYSO_TREE_DEPTH 4
#define SAYSO_TREE_NODES ((1 << SAYSO_TREE_DEPTH) - 1)
#define SAYSO_TREE_LEAVES (1 << SAYSO_TREE_DEPTH)

/* Every tree is full: the children of node i are 2i + 1 and 2i + 2, to which a value
 * above the threshold goes. */
typedef struct
{
  float  thresholds[SAYSO_TREE_NODES];
  float  leaves[SAYSO_TREE_LEAVES];
  guint8 features[SAYSO_TREE_NODES + 1]; /* the last one is unused */
} SaysoTree;

typedef struct
{
  const SaysoTree *trees;
  guint            n_trees;
  float            start; /* what is added to the sum */
} SaysoForest;

/* The sum; values has as many as the forest was fitted with, at most SAYSO_MAX_VALUES. */
double sayso_forest_sum (const SaysoForest *self,
                         const float       *values);
/* The same as a probability. */
double sayso_forest_decide (const SaysoForest *self,
                            const float       *values);

#define SAYSO_MAX_VALUES 96

G_END_DECLS
