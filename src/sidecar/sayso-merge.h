/* Three-way merge of records by id.
 *
 * A record that only one side changed is taken from that side. Where both did, a decision wins over a suggestion,
 * then the later "modified", then ours. A record that one side removed and the
 * other changed stays. What then refers to nothing is dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

/* base may be NULL: nothing in common is known. A sorted array of references. */
GPtrArray *sayso_merge (GPtrArray *base,
                        GPtrArray *ours,
                        GPtrArray *theirs);

#define SAYSO_MERGE_ERROR (sayso_merge_error_quark ())
GQuark sayso_merge_error_quark (void);

typedef enum
{
  SAYSO_MERGE_ERROR_NEWER, /* written by a newer Sayso */
  SAYSO_MERGE_ERROR_TEXT,  /* what the spans of "ours" refer to is not known */
} SaysoMergeError;

/* The bytes of three sidecars, as a version control system hands them over. */
typedef struct
{
  GBytes *base; /* NULL or empty: nothing in common is known */
  GBytes *ours;
  GBytes *theirs;
} SaysoMergeInput;

/* Merges whole sidecars; the result is for the article of "ours", and annotations of another version of it
 * are found again there. The text is the copy in "ours", or the article if that is given and
 * is the one that it was written for. NULL if one of the three cannot be read; the errors are those of
 * sayso_sidecar_read (), *wrong is then its place in the input (0, 1, 2), and SAYSO_MERGE_ERROR. */
GBytes *sayso_merge_sidecars (const SaysoMergeInput *input,
                              SaysoText             *article,
                              guint                 *wrong,
                              GError               **error);

G_END_DECLS
