/* Making what other programs write fit for the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"

G_BEGIN_DECLS

/* As sidecars write times; another way of writing one is put right, what is no
 * time is dropped. */
void sayso_format_tidy_time (char **time);

/* Tags sorted and each once, a kind on claims alone, the time put right. */
void sayso_format_tidy_annotation (SaysoAnnotationRecord *record);

G_END_DECLS
