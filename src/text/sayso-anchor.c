/* Finding annotations again after the article changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-anchor.h"
#include "text/sayso-diff.h"

#include <string.h>

#define JOINT " … "

/* A word that occurs more often than this is no place to search for. */
#define MAX_OCCURRENCES 10000

struct _SaysoAnchorer
{
  SaysoText *old;
  SaysoText *now;
  guint32   *map; /* from old to now, if old is known */
};

SaysoAnchorer *
sayso_anchorer_new (SaysoText *old,
                    SaysoText *now)
{
  SaysoAnchorer *self = g_new0 (SaysoAnchorer, 1);

  self->now = g_object_ref (now);
  if (old != NULL)
    {
      self->old = g_object_ref (old);
      self->map = sayso_diff_map (old, now);
    }
  return self;
}

void
sayso_anchorer_free (SaysoAnchorer *self)
{
  g_clear_object (&self->old);
  g_clear_object (&self->now);
  g_free (self->map);
  g_free (self);
}

static gboolean
same_words (SaysoAnchorer *self,
            SaysoSpan      before,
            SaysoSpan      after)
{
  g_autofree char *x = sayso_text_slice (self->old, before);
  g_autofree char *y = sayso_text_slice (self->now, after);

  return strcmp (x, y) == 0;
}

/* If a character at an edge of the span was replaced, the edge goes to the
 * neighbour that survived outside, so that a mistyped first letter stays in. */
static void
widen_over_replaced (SaysoAnchorer *self,
                     SaysoSpan      span,
                     guint          first,
                     guint          last,
                     SaysoSpan     *found)
{
  guint lowest = span.start > 0 && self->map[span.start - 1] != SAYSO_DIFF_GONE ? self->map[span.start - 1] + 1 : found->start;
  guint highest = span.end < sayso_text_get_length (self->old) && self->map[span.end] != SAYSO_DIFF_GONE ? self->map[span.end] : found->end;

  /* Only as far as something was replaced, not over what was inserted beside. */
  if (lowest < found->start && found->start - lowest <= first - span.start)
    found->start = lowest;
  if (highest > found->end && highest - found->end <= span.end - last - 1)
    found->end = highest;
}

/* How many characters on both sides must have survived, untouched, for what stands between
 * them to be taken for what stood there. */
#define NEIGHBOURS 3

/* Most of the span was written anew ("said", now "told us"): it is what stands between its
 * neighbours, if these are both still there, and there is something of about its length. */
static gboolean
map_between (SaysoAnchorer *self,
             SaysoSpan      span,
             SaysoSpan     *found)
{
  guint length = sayso_text_get_length (self->old), gap;

  if (span.start < NEIGHBOURS || span.end + NEIGHBOURS > length)
    return FALSE;
  for (guint i = 1; i <= NEIGHBOURS; i++)
    if (self->map[span.start - i] == SAYSO_DIFF_GONE || self->map[span.end + i - 1] == SAYSO_DIFF_GONE
        || self->map[span.start - i] + i != self->map[span.start - 1] + 1 || self->map[span.end + i - 1] != self->map[span.end] + i - 1)
      return FALSE;
  *found = (SaysoSpan){ self->map[span.start - 1] + 1, self->map[span.end] };
  gap = found->end > found->start ? found->end - found->start : 0;
  return gap > 0 && gap <= 2 * (span.end - span.start) + 12 && 2 * gap + 12 >= span.end - span.start;
}

static gboolean
map_span (SaysoAnchorer *self,
          SaysoSpan      span,
          SaysoSpan     *found,
          gboolean      *exact)
{
  guint survivors = 0, first = 0, last = 0;

  if (span.end > sayso_text_get_length (self->old))
    return FALSE;
  for (guint i = span.start; i < span.end; i++)
    if (self->map[i] != SAYSO_DIFF_GONE)
      {
        if (survivors++ == 0)
          first = i;
        last = i;
      }
  if (survivors == 0 || survivors * 2 < span.end - span.start)
    {
      *exact = FALSE;
      return map_between (self, span, found);
    }
  *found = (SaysoSpan){ self->map[first], self->map[last] + 1 };
  widen_over_replaced (self, span, first, last, found);
  /* Scattered over a stretch much longer than it was: not the same place. */
  if (found->end - found->start > 2 * (span.end - span.start) + 40)
    return FALSE;
  *exact = same_words (self, span, *found);
  return TRUE;
}

static SaysoSpan *
find_by_map (SaysoAnchorer   *self,
             const SaysoSpan *spans,
             guint            n_spans,
             SaysoAnchored   *anchored)
{
  g_autofree SaysoSpan *found = g_new (SaysoSpan, n_spans);

  *anchored = SAYSO_ANCHORED_EXACTLY;
  for (guint i = 0; i < n_spans; i++)
    {
      gboolean exact;

      if (!map_span (self, spans[i], &found[i], &exact) || (i > 0 && found[i].start < found[i - 1].end))
        return NULL;
      if (!exact)
        *anchored = SAYSO_ANCHORED_NEARLY;
    }
  return g_steal_pointer (&found);
}

/* How many characters of the context stand there too, reading away from the
 * match. */
static guint
count_context (const char *context,
               const char *text,
               const char *at,
               gboolean    before)
{
  gsize length = strlen (context), n = 0;

  if (before)
    while (n < length && at - n > text && context[length - 1 - n] == at[-1 - (gssize)n])
      n++;
  else
    while (n < length && context[n] == at[n])
      n++;
  return n;
}

/* One occurrence of the words whose context fits better than that of all others;
 * context_is_whole tells whether all of it is still there. */
static const char *
find_words (SaysoAnchorer *self,
            const char    *words,
            const char    *prefix,
            const char    *suffix,
            const char    *from,
            gboolean      *context_is_whole)
{
  const char *text = sayso_text_get_utf8 (self->now);
  const char *best = NULL;
  gsize       length = strlen (words);
  guint       best_score = 0, n = 0;
  gboolean    tied = FALSE;

  if (length == 0)
    return NULL;
  for (const char *at = strstr (from, words); at != NULL; at = strstr (at + 1, words))
    {
      guint score = count_context (prefix, text, at, TRUE) + count_context (suffix, text, at + length, FALSE);

      if (++n > MAX_OCCURRENCES)
        return NULL;
      tied = best != NULL && score == best_score;
      if (best == NULL || score > best_score)
        {
          best = at;
          best_score = score;
          tied = FALSE;
        }
    }
  if (best == NULL || tied)
    return NULL;
  *context_is_whole = best_score == strlen (prefix) + strlen (suffix);
  /* A lookalike elsewhere is not a find: some of the context must be there. */
  if (best_score < MIN (8, strlen (prefix) + strlen (suffix)))
    return NULL;
  return best;
}

static SaysoSpan *
find_by_words (SaysoAnchorer *self,
               guint          n_spans,
               const char    *exact,
               const char    *prefix,
               const char    *suffix,
               SaysoAnchored *anchored)
{
  const char *text = sayso_text_get_utf8 (self->now);
  const char *from = text;
  g_auto (GStrv) pieces = g_strsplit (exact, JOINT, -1);
  g_autofree SaysoSpan *found = g_new (SaysoSpan, n_spans);

  if (g_strv_length (pieces) != n_spans)
    return NULL;
  *anchored = SAYSO_ANCHORED_EXACTLY;
  for (guint i = 0; i < n_spans; i++)
    {
      gboolean    whole;
      const char *at = find_words (self, pieces[i], i == 0 ? prefix : "", i == n_spans - 1 ? suffix : "", from, &whole);

      if (at == NULL)
        return NULL;
      if (!whole || n_spans > 1)
        *anchored = SAYSO_ANCHORED_NEARLY;
      found[i].start = sayso_text_from_byte (self->now, at - text);
      from = at + strlen (pieces[i]);
      found[i].end = sayso_text_from_byte (self->now, from - text);
    }
  return g_steal_pointer (&found);
}

SaysoSpan *
sayso_anchorer_find (SaysoAnchorer   *self,
                     const SaysoSpan *spans,
                     guint            n_spans,
                     const char      *exact,
                     const char      *prefix,
                     const char      *suffix,
                     SaysoAnchored   *anchored)
{
  SaysoSpan *found = NULL;

  g_return_val_if_fail (self != NULL && anchored != NULL, NULL);

  if (n_spans > 0 && self->old != NULL)
    found = find_by_map (self, spans, n_spans, anchored);
  else if (n_spans > 0 && exact != NULL)
    found = find_by_words (self, n_spans, exact, prefix != NULL ? prefix : "", suffix != NULL ? suffix : "", anchored);
  if (found == NULL)
    *anchored = SAYSO_NOT_ANCHORED;
  return found;
}
