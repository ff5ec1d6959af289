/* A half-open range of an article.
 *
 * Offsets are Unicode code points from the start of the decoded text, the end
 * is exclusive. Nothing in Sayso stores bytes, UTF-16 units, lines or columns;
 * they are converted where they enter or leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint start;
  guint end;
} SaysoSpan;

/* By start, then the longer span first: what encloses comes before what is
 * enclosed. */
int sayso_span_compare (SaysoSpan a,
                        SaysoSpan b);

static inline gboolean
sayso_span_is_empty (SaysoSpan span)
{
  return span.end <= span.start;
}

static inline gboolean
sayso_span_equal (SaysoSpan a,
                  SaysoSpan b)
{
  return a.start == b.start && a.end == b.end;
}

static inline gboolean
sayso_span_contains (SaysoSpan outer,
                     SaysoSpan inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

static inline gboolean
sayso_span_overlaps (SaysoSpan a,
                     SaysoSpan b)
{
  return a.start < b.end && b.start < a.end;
}

/* From the first start to the last end of sorted spans; {0, 0} for none. */
SaysoSpan sayso_spans_hull (const SaysoSpan *spans,
                            guint            n_spans);

/* Whether two lists hold the same spans in the same order. */
gboolean sayso_spans_equal (const SaysoSpan *a,
                            guint            n_a,
                            const SaysoSpan *b,
                            guint            n_b);

/* Sorts, drops empty spans and joins those that touch or overlap, in place.
 * Returns how many are left. */
guint sayso_spans_normalize (SaysoSpan *spans,
                             guint      n_spans);

G_END_DECLS
