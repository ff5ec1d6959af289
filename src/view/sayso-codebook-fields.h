/* The controls of a codebook for one claim: a choice or an entry for each field, a menu for its
 * tags, and the guide to each. They stand on the card of the selected claim and in the details.
 *
 * What a person changes goes straight through the document's verbs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-codebook.h"
#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_CODEBOOK_FIELDS (sayso_codebook_fields_get_type ())
G_DECLARE_FINAL_TYPE (SaysoCodebookFields, sayso_codebook_fields, SAYSO, CODEBOOK_FIELDS, GtkWidget)

/* compact: each name beside its control, not above it. */
GtkWidget *sayso_codebook_fields_new (gboolean compact);
/* codebook may be NULL: no controls. */
void sayso_codebook_fields_set_codebook (SaysoCodebookFields *self,
                                         SaysoCodebook       *codebook);
void sayso_codebook_fields_set_annotator (SaysoCodebookFields *self,
                                          const char          *annotator);
/* Shows what is true now. Nothing is written that was typed for the claim before: commit first. */
void sayso_codebook_fields_show (SaysoCodebookFields *self,
                                 SaysoDocument       *document,
                                 SaysoAnnotation     *claim);
/* Writes what was typed and is not yet in the document. */
void sayso_codebook_fields_commit (SaysoCodebookFields *self);
/* FALSE if there are no controls. */
gboolean sayso_codebook_fields_focus (SaysoCodebookFields *self);

G_END_DECLS
