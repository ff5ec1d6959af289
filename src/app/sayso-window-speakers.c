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

#include <glib/gi18n.h>
#include <string.h>

/* Code points before and after the claim. */
#define BEFORE 4000
#define AFTER 2000
/* A longer claim is ranked by place alone. */
#define LONGEST 12000

SaysoSpan
sayso_window_stretch_around (SaysoText *text,
                             SaysoSpan  hull,
                             guint      before,
                             guint      after)
{
  SaysoSpan   stretch = { hull.start > before ? hull.start - before : 0, MIN (hull.end + after, sayso_text_get_length (text)) };
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
      stretch = sayso_window_stretch_around (text, hull, BEFORE, AFTER);
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

static gboolean
is_marked (SaysoDocument *document,
           SaysoSpan      span)
{
  g_autoptr (GPtrArray) there = sayso_document_find_overlapping (document, span);

  for (guint i = 0; i < there->len; i++)
    {
      SaysoAnnotation *mark = g_ptr_array_index (there, i);

      if (sayso_annotation_get (mark)->type == SAYSO_ANNOTATION_SPEAKER && sayso_span_equal (sayso_annotation_get_hull (mark), span))
        return TRUE;
    }
  return FALSE;
}

gboolean
sayso_window_is_offered (SaysoWindow     *self,
                         SaysoAnnotation *speaker)
{
  return speaker != NULL && g_hash_table_contains (self->offered, sayso_item_get_id (SAYSO_ITEM (speaker)));
}

void
sayso_window_drop_offered (SaysoWindow *self,
                           const char  *id)
{
  SaysoAnnotation *speaker = sayso_document_get_annotation (self->document, id);
  g_autoptr (GPtrArray) claims = speaker != NULL ? sayso_document_get_claims_of (self->document, speaker) : NULL;

  if (sayso_window_is_offered (self, speaker) && claims->len == 0)
    sayso_edit_delete (self->document, speaker);
}

void
sayso_window_offer_speaker (SaysoWindow     *self,
                            SaysoAnnotation *claim,
                            SaysoSpan        span)
{
  SaysoAnnotation *old = sayso_document_get_first_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  g_autofree char *old_id = old != NULL ? g_strdup (sayso_item_get_id (SAYSO_ITEM (old))) : NULL;
  gboolean         is_new = !is_marked (self->document, span);
  SaysoAnnotation *speaker;

  sayso_document_begin (self->document, _ ("Change speaker"));
  speaker = sayso_edit_relink_to_span (self->document, claim, SAYSO_LINK_SAID_BY, span, self->annotator);
  if (speaker != NULL && is_new)
    g_hash_table_add (self->offered, g_strdup (sayso_item_get_id (SAYSO_ITEM (speaker))));
  if (old_id != NULL && (speaker == NULL || !g_str_equal (old_id, sayso_item_get_id (SAYSO_ITEM (speaker)))))
    sayso_window_drop_offered (self, old_id);
  sayso_document_end (self->document);
}
