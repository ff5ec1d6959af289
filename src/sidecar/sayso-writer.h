/* Writing a sidecar: the same records always give the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

/* records as sayso_document_snapshot () gives them: article first, each table sorted.
 * article_name is the base name of the article's file. May run in any thread. */
GBytes *sayso_sidecar_write (GPtrArray  *records,
                             SaysoText  *article,
                             const char *article_name,
                             gboolean    with_snapshot);

/* Sorts records into the order of the sidecar. */
void sayso_records_sort (GPtrArray *records);

G_END_DECLS
