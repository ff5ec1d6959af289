/* Moving annotations to where their text is now, after the article changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "text/sayso-anchor.h"

G_BEGIN_DECLS

/* What re-anchoring did when the article had changed since it was annotated. */
typedef struct
{
  gboolean article_changed;
  guint    n_exact;
  guint    n_moved;
  guint    n_orphans;
} SaysoReanchorReport;

/* A new record with the spans that the annotation has now, marked as moved or orphaned where it is not
 * certain. old is the text that its spans refer to; NULL: the record remembers its words. */
SaysoAnnotationRecord *sayso_record_reanchor (const SaysoAnnotationRecord *before,
                                              SaysoText                   *old,
                                              SaysoAnchorer               *anchorer,
                                              SaysoReanchorReport         *report);

/* The same for all annotations of an array of owned references, in place; their order may no longer be that
 * of the sidecar. The report is added to. */
void sayso_records_reanchor (GPtrArray           *records,
                             SaysoText           *old,
                             SaysoText           *now,
                             SaysoReanchorReport *report);

G_END_DECLS
