/* The pane beside the article: all that is known about the selected mark, with
 * a control for each.
 *
 * What a person changes goes straight through the document's verbs. The chips
 * activate win.link-speaker and win.link-source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-codebook.h"
#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_INSPECTOR (sayso_inspector_get_type ())
G_DECLARE_FINAL_TYPE (SaysoInspector, sayso_inspector, SAYSO, INSPECTOR, GtkWidget)

GtkWidget *sayso_inspector_new (void);
/* The name written with what is changed here. */
void sayso_inspector_set_annotator (SaysoInspector *self,
                                    const char     *annotator);
/* codebook may be NULL: no fields of that kind. */
void sayso_inspector_set_codebook (SaysoInspector *self,
                                   SaysoCodebook  *codebook);
/* Both NULL: nothing selected. Unwritten words in the note of the one before are
 * written first. */
void sayso_inspector_show (SaysoInspector  *self,
                           SaysoDocument   *document,
                           SaysoAnnotation *annotation);
/* Something changed: shows what is true now. */
void sayso_inspector_refresh (SaysoInspector *self);
/* Writes what was typed and is not yet in the document. */
void sayso_inspector_commit (SaysoInspector *self);
void sayso_inspector_focus_note (SaysoInspector *self);
/* FALSE if there is no codebook. */
gboolean   sayso_inspector_focus_codebook (SaysoInspector *self);
GtkWidget *sayso_inspector_get_speaker_chip (SaysoInspector *self);
GtkWidget *sayso_inspector_get_source_chip (SaysoInspector *self);

G_END_DECLS
