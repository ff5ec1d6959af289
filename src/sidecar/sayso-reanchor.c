/* Moving annotations to where their text is now.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-reanchor.h"

#include "sidecar/sayso-record-json.h"

SaysoAnnotationRecord *
sayso_record_reanchor (const SaysoAnnotationRecord *before,
                       SaysoText                   *old,
                       SaysoAnchorer               *anchorer,
                       SaysoReanchorReport         *report)
{
  SaysoAnnotationRecord *record = sayso_record_copy (before);
  SaysoSpan              hull = sayso_spans_hull (record->spans, record->n_spans);
  SaysoAnchored          anchored;
  g_autofree SaysoSpan  *found = NULL;

  if (old != NULL)
    {
      record->exact = sayso_exact_of_spans (old, record->spans, record->n_spans);
      record->prefix = sayso_text_slice (old, (SaysoSpan){ hull.start - MIN (hull.start, SAYSO_CONTEXT), hull.start });
      record->suffix = sayso_text_slice (old, (SaysoSpan){ hull.end, hull.end + SAYSO_CONTEXT });
    }
  found = sayso_anchorer_find (anchorer, record->spans, record->n_spans, record->exact, record->prefix, record->suffix, &anchored);
  switch (anchored)
    {
    case SAYSO_ANCHORED_EXACTLY:
      report->n_exact++;
      break;
    case SAYSO_ANCHORED_NEARLY:
      report->n_moved++;
      record->anchor = SAYSO_ANCHOR_MOVED;
      break;
    case SAYSO_NOT_ANCHORED:
    default:
      report->n_orphans++;
      record->anchor = SAYSO_ANCHOR_ORPHAN;
      sayso_annotation_record_set_spans (record, NULL, 0);
      return record;
    }
  sayso_annotation_record_set_spans (record, found, record->n_spans);
  g_clear_pointer (&record->exact, g_free);
  g_clear_pointer (&record->prefix, g_free);
  g_clear_pointer (&record->suffix, g_free);
  return record;
}

void
sayso_records_reanchor (GPtrArray           *records,
                        SaysoText           *old,
                        SaysoText           *now,
                        SaysoReanchorReport *report)
{
  g_autoptr (SaysoAnchorer) anchorer = sayso_anchorer_new (old, now);

  report->article_changed = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      SaysoAnnotationRecord *record = records->pdata[i];

      if (record->head.table != SAYSO_TABLE_ANNOTATIONS || record->n_spans == 0)
        continue;
      records->pdata[i] = sayso_record_reanchor (record, old, anchorer, report);
      sayso_record_unref (record);
    }
}
