/* Fitting a forest by gradient boosting (Friedman, Annals of Statistics 29, 2001) with
 * second-order gains over binned values (Chen and Guestrin, KDD 2016).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-forest.h"

G_BEGIN_DECLS

typedef struct
{
  const float  *values; /* n_cases rows of n_values */
  const guint8 *right;  /* 0 or 1 for each case */
  const guint8 *fold;   /* of each case */
  guint         n_cases;
  guint         n_values;
  guint         left_out; /* this fold is not learned from; G_MAXUINT: all are */
} SaysoForestCases;

/* The trees are to be freed with g_free (). The same cases give the same forest. */
SaysoForest sayso_fit_forest (const SaysoForestCases *cases,
                              guint                   n_trees);

G_END_DECLS
