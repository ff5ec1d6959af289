/* Mixing what is seen of a token into a hash: the key of a feature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

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

/* One bit for each hash of a feature that was fitted on, SAYSO_KNOWN_BYTES long: what was never seen, or
 * too rarely, has no vote, instead of that of whoever shares its row. */
#define SAYSO_KNOWN_BITS 21
#define SAYSO_KNOWN_BYTES (1u << (SAYSO_KNOWN_BITS - 3))

static inline gboolean
sayso_feature_is_known (const guint8 *known,
                        guint32       key)
{
  guint32 at = key >> (32 - SAYSO_KNOWN_BITS);

  return (known[at >> 3] & (1u << (at & 7))) != 0;
}

static inline void
sayso_make_known (guint8 *known,
                  guint32 key)
{
  guint32 at = key >> (32 - SAYSO_KNOWN_BITS);

  known[at >> 3] |= 1u << (at & 7);
}

/* Keeps those that are known; returns how many. Without a branch: which are known is hard to
 * foresee. */
static inline guint
sayso_keep_known (const guint8 *known,
                  guint32      *keys,
                  guint         n_keys)
{
  guint n = 0;

  for (guint k = 0; k < n_keys; k++)
    {
      guint32 key = keys[k];

      keys[n] = key;
      n += sayso_feature_is_known (known, key);
    }
  return n;
}

/* For the loops that add up votes: compiled a second time for processors with AVX2, and
 * chosen when the program starts. Sanitizers cannot start that early. */
#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define SAYSO_FAST_VOTES __attribute__ ((target_clones ("avx2", "default"), optimize ("O3")))
#else
#define SAYSO_FAST_VOTES
#endif

/* Eight sums as GCC's and Clang's vectors have them: the compiler makes of them what the processor has. */
typedef gint16  SaysoSums __attribute__ ((vector_size (16)));
typedef gint8   SaysoBytes __attribute__ ((vector_size (16)));
typedef guint64 SaysoWords __attribute__ ((vector_size (16)));

/* Adds a row of eight votes. Each is the high byte of what is shifted down with its sign: GCC 12 makes more than twice as
 * many instructions of a conversion. */
static inline void
sayso_add_votes (SaysoSums   *sums,
                 const gint8 *row)
{
  const SaysoBytes low = { 0 };
  guint64          votes;
  SaysoBytes       high;

  memcpy (&votes, row, sizeof votes);
  high = (SaysoBytes)(SaysoWords){ votes, 0 };
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  *sums += (SaysoSums)__builtin_shufflevector (low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23) >> 8;
#else
  *sums += (SaysoSums)__builtin_shufflevector (high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23) >> 8;
#endif
}

G_END_DECLS
