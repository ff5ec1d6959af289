/* Who may have said a claim: the extractor's ranking, and the marks around.
 *
 * The ranking reads a stretch around the claim alone, some milliseconds whatever the length
 * of the article, so it is made when it is asked for and no key waits for a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-candidates.h"

#include <string.h>

/* Code points before and after the claim. */
#define BEFORE 4000
#define AFTER 2000
/* A longer claim is ranked by place alone. */
#define LONGEST 12000

/* The stretch begins and ends at line ends where there are some. */
static SaysoSpan
stretch_around (SaysoText *text,
                SaysoSpan  hull)
{
  SaysoSpan   stretch = { hull.start > BEFORE ? hull.start - BEFORE : 0, MIN (hull.end + AFTER, sayso_text_get_length (text)) };
  const char *utf8 = sayso_text_get_utf8 (text);
  gsize       start = sayso_text_to_byte (text, stretch.start), first = sayso_text_to_byte (text, hull.start);
  gsize       end = sayso_text_to_byte (text, stretch.end), last = sayso_text_to_byte (text, hull.end);
  const char *line = stretch.start > 0 ? memchr (utf8 + start, '\n', first - start) : NULL;

  if (line != NULL)
    stretch.start = sayso_text_from_byte (text, (gsize)(line + 1 - utf8));
  line = end < sayso_text_get_n_bytes (text) ? g_strrstr_len (utf8 + last, (gssize)(end - last), "\n") : NULL;
  if (line != NULL)
    stretch.end = sayso_text_from_byte (text, (gsize)(line - utf8));
  return stretch;
}

static SaysoSpan *
dup_moved (const SaysoSpan *spans,
           guint            n_spans,
           guint            back)
{
  SaysoSpan *moved = g_new (SaysoSpan, n_spans + 1);

  for (guint i = 0; i < n_spans; i++)
    moved[i] = (SaysoSpan){ spans[i].start - back, spans[i].end - back };
  return moved;
}

GPtrArray *
sayso_window_list_speakers (SaysoWindow     *self,
                            SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  SaysoText                   *text = sayso_document_get_text (self->document);
  SaysoSpan                    hull = sayso_annotation_get_hull (claim), stretch = { 0 };
  SaysoExtractor              *extractor = sayso_window_get_extractor (NULL);
  g_autofree SaysoSpan        *moved = NULL;
  g_autofree SaysoSpan        *ranked = NULL;
  g_autofree char             *around = NULL;
  guint                        n_ranked = 0;

  if (extractor != NULL && record->n_spans > 0 && hull.end - hull.start <= LONGEST)
    {
      stretch = stretch_around (text, hull);
      around = sayso_text_slice (text, stretch);
      moved = dup_moved (record->spans, record->n_spans, stretch.start);
      ranked = sayso_extractor_rank_speakers (extractor, around, strlen (around), moved, record->n_spans, &n_ranked);
    }
  for (guint i = 0; i < n_ranked; i++)
    {
      ranked[i].start += stretch.start;
      ranked[i].end += stretch.start;
    }
  return sayso_candidates_list_ranked (self->document, claim, ranked, n_ranked);
}
