/* Rows of votes in the making: weights that are averaged over all the steps of fitting.
 *
 * Averages are kept as in Daumé's thesis (2006, figure 2.3): beside each weight its
 * changes times the moment they were made, so that nothing is touched but what
 * changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  float *votes;
  float *moments;
  float *pushes; /* sums of the squares of all slopes of each; NULL before sayso_fit_table_climb () */
  gsize  n;      /* votes in all */
  guint  row;
  guint  mask; /* the lowest bits of a key are its row's number */
} SaysoFitTable;

/* 2^bits rows of so many votes, all 0; cleared when done. */
void sayso_fit_table_init (SaysoFitTable *self,
                           guint          row,
                           guint          bits);
void sayso_fit_table_clear (SaysoFitTable *self);

/* Sums of the votes of all keys, row long. */
void sayso_fit_table_sum (const SaysoFitTable *self,
                          const guint32       *keys,
                          guint                n_keys,
                          float               *sums);
void sayso_fit_table_add (SaysoFitTable *self,
                          const guint32 *keys,
                          guint          n_keys,
                          guint          column,
                          float          by,
                          float          moment);
/* A step uphill by each key's row: slope is row long. The more a vote was pushed about before, the shorter its step
 * (Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 12, 2011, section 1.1); so rare features, which
 * are seldom asked, get their say. */
void sayso_fit_table_climb (SaysoFitTable *self,
                            const guint32 *keys,
                            guint          n_keys,
                            const float   *slope,
                            float          moment);
void sayso_fit_table_average (SaysoFitTable *self,
                              float          moment);

/* The sum of squares of the votes that are not zero, and how many these are. */
double sayso_fit_table_measure (const SaysoFitTable *self,
                                gsize               *n_set);
/* To 8 bits. */
gint8 *sayso_fit_table_quantise (const SaysoFitTable *self,
                                 float                scale);
/* A scale at which few votes are clipped: those beyond twenty times the root mean square. */
float sayso_fit_scale (double sum_of_squares,
                       gsize  n_set);

G_END_DECLS
