/* Three panes side by side; where there is no room, first the end pane and then the
 * start pane lie over the centre and are folded away until asked for.
 *
 * Properties: start-shown, end-shown (whether a pane is to be seen now; a person's
 * choice for the wide window is kept while it is narrow).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_PANES (sayso_panes_get_type ())
G_DECLARE_FINAL_TYPE (SaysoPanes, sayso_panes, SAYSO, PANES, GtkWidget)

GtkWidget *sayso_panes_new (GtkWidget *start,
                            GtkWidget *centre,
                            GtkWidget *end);
gboolean   sayso_panes_get_start_shown (SaysoPanes *self);
void       sayso_panes_set_start_shown (SaysoPanes *self,
                                        gboolean    shown);
gboolean   sayso_panes_get_end_shown (SaysoPanes *self);
void       sayso_panes_set_end_shown (SaysoPanes *self,
                                      gboolean    shown);
/* What a person chose for a window that has the room. */
gboolean sayso_panes_get_start_wanted (SaysoPanes *self);
gboolean sayso_panes_get_end_wanted (SaysoPanes *self);
/* Folds away what lies over the centre; whether anything did. */
gboolean sayso_panes_fold_overlays (SaysoPanes *self);

G_END_DECLS
