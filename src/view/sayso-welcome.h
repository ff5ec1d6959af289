/* The empty window: what this program is for, three ways to begin, and what was
 * open lately.
 *
 * Its buttons activate win.open, win.paste, win.sample; a recent article
 * activates win.open-uri with its URI.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_WELCOME (sayso_welcome_get_type ())
G_DECLARE_FINAL_TYPE (SaysoWelcome, sayso_welcome, SAYSO, WELCOME, GtkWidget)

GtkWidget *sayso_welcome_new (void);
/* Reads the recent files anew. */
void sayso_welcome_refresh (SaysoWelcome *self);

G_END_DECLS
