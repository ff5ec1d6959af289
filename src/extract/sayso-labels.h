/* The labels that say what each token of an article is part of.
 *
 * Begin and inside of three kinds of chunk; whatever is no chunk is outside. Attributions that are
 * not reports ("wants", "believes") are built alike, and labelled alike, so that all of them teach how a
 * claim begins and ends; whether it is a report is asked of the whole claim (extract/sayso-judge.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SAYSO_CHUNK_NONE,
  SAYSO_CHUNK_CONTENT,
  SAYSO_CHUNK_CUE,
  SAYSO_CHUNK_SPEAKER,
  /* Of chunks alone: no label, but it may be a speaker (extract/sayso-chunks.h). */
  SAYSO_CHUNK_PASSED_OVER,
} SaysoChunkKind;

/* Of labels. */
#define SAYSO_N_CHUNK_KINDS 4
#define SAYSO_N_LABELS 7

static inline guint8
sayso_label_begin (SaysoChunkKind kind)
{
  return kind == SAYSO_CHUNK_NONE ? 0 : 2 * kind - 1;
}

static inline guint8
sayso_label_inside (SaysoChunkKind kind)
{
  return 2 * kind;
}

static inline SaysoChunkKind
sayso_label_kind (guint8 label)
{
  return (SaysoChunkKind)((label + 1) / 2);
}

static inline gboolean
sayso_label_is_inside (guint8 label)
{
  return label > 0 && label % 2 == 0;
}

/* Makes the labels from, before to, one chunk. */
static inline void
sayso_labels_fill (guint8        *labels,
                   guint          from,
                   guint          to,
                   SaysoChunkKind kind)
{
  for (guint i = from; i < to; i++)
    labels[i] = i == from ? sayso_label_begin (kind) : sayso_label_inside (kind);
}

G_END_DECLS
