/* What the files of the editing verbs share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-edit.h"

G_BEGIN_DECLS

/* A copy to change, signed and dated. by NULL leaves the signature. */
SaysoAnnotationRecord *sayso_edit_copy (SaysoAnnotation *annotation,
                                        const char      *by);
/* Puts it unless signature and date are all that differ. */
void sayso_edit_put_if_other (SaysoDocument         *document,
                              SaysoAnnotationRecord *record);

G_END_DECLS
