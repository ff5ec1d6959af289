/* Ranges of an article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-span.h"

#include <stdlib.h>
#include <string.h>

static int
compare_cb (const void *a,
            const void *b)
{
  return sayso_span_compare (*(const SaysoSpan *)a, *(const SaysoSpan *)b);
}

int
sayso_span_compare (SaysoSpan a,
                    SaysoSpan b)
{
  if (a.start != b.start)
    return a.start < b.start ? -1 : 1;
  if (a.end != b.end)
    return a.end > b.end ? -1 : 1;
  return 0;
}

SaysoSpan
sayso_spans_hull (const SaysoSpan *spans,
                  guint            n_spans)
{
  if (n_spans == 0)
    return (SaysoSpan){ 0, 0 };
  return (SaysoSpan){ spans[0].start, spans[n_spans - 1].end };
}

gboolean
sayso_spans_equal (const SaysoSpan *a,
                   guint            n_a,
                   const SaysoSpan *b,
                   guint            n_b)
{
  return n_a == n_b && (n_a == 0 || memcmp (a, b, n_a * sizeof *a) == 0);
}

guint
sayso_spans_normalize (SaysoSpan *spans,
                       guint      n_spans)
{
  guint kept = 0;

  if (n_spans == 0)
    return 0;
  qsort (spans, n_spans, sizeof *spans, compare_cb);
  for (guint i = 0; i < n_spans; i++)
    {
      if (sayso_span_is_empty (spans[i]))
        continue;
      if (kept > 0 && spans[i].start <= spans[kept - 1].end)
        spans[kept - 1].end = MAX (spans[kept - 1].end, spans[i].end);
      else
        spans[kept++] = spans[i];
    }
  return kept;
}
