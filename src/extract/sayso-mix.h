/* Mixing what is seen of a token into a hash: the key of a feature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint32
sayso_mix (guint32 a,
           guint32 b)
{
  /* The finaliser of MurmurHash3 over a product. */
  guint32 h = a * 0x85ebca6bu + b * 0xc2b2ae35u + 0x27d4eb2fu;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  return h;
}

/* Adds up rows of 8-bit votes. n is a constant multiple of 8 where this is inlined,
 * so that it becomes a few vector additions. */
static inline void
sayso_add_row (gint16      *sums,
               const gint8 *row,
               guint        n)
{
  for (guint i = 0; i < n; i++)
    sums[i] += row[i];
}

G_END_DECLS
