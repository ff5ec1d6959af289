/* The articles that were open lately, the last one first.
 *
 * A row activates win.open-uri with its URI, and closes the popover that it stands in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_RECENT_LIST (sayso_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (SaysoRecentList, sayso_recent_list, SAYSO, RECENT_LIST, GtkWidget)

GtkWidget *sayso_recent_list_new (void);
/* Reads the recent files anew; how many there are. */
guint sayso_recent_list_refresh (SaysoRecentList *self);

G_END_DECLS
