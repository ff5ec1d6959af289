/* Clauses that report the sentence they are set into: "…, the mayor said", "…, said the mayor, …",
 * "…, according to the mayor".
 *
 * Whatever stands around such a clause is what is said, however long it is. The labeller, which looks at
 * a few words at a time, loses its way in long sentences; what it leaves out there is proposed by rule, and judged like all
 * else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-features.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_REPORT_NAME_FIRST, /* "the mayor said" */
  SAYSO_REPORT_CUE_FIRST,  /* "said the mayor" */
  SAYSO_REPORT_ACCORDING,  /* "according to the mayor" */
} SaysoReportOrder;

/* Tokens are counted from the start of the paragraph. */
typedef struct
{
  guint            start;
  guint            cue;
  guint            end; /* before the mark that sets it off */
  SaysoReportOrder order;
} SaysoReport;

/* Finds the clauses of one sentence, from start, before end, of a scene that was tagged; in order, and
 * none overlaps another. Returns how many. */
guint sayso_reports_find (const SaysoScene *scene,
                          guint             start,
                          guint             end,
                          SaysoReport      *reports,
                          guint             max_reports);

/* Labels as claim, cue and speaker what such clauses report, where nothing is labelled yet. */
void sayso_reports_propose (const SaysoScene *scene,
                            guint8           *labels);

G_END_DECLS
