/* The labels that say what each token of an article is part of.
 *
 * Begin and inside of five kinds of chunk; whatever is no chunk is outside. Attributions that are
 * not reports ("wants", "believes") have kinds of their own, so that the difference is
 * learned; they are dropped at the end.
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
  SAYSO_CHUNK_OTHER_CONTENT, /* of an attribution that is no report */
  SAYSO_CHUNK_OTHER_CUE,
} SaysoChunkKind;

#define SAYSO_N_CHUNK_KINDS 6
#define SAYSO_N_LABELS 11

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

G_END_DECLS
