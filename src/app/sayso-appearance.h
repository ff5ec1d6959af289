/* Colours: the mock-up's palette as style sheets, light, dark or high contrast,
 * by preference or as the desktop says, live.
 *
 * The desktop is asked through the settings portal (org.freedesktop.appearance);
 * where there is none, GTK's own setting counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, when the display is there. */
void     sayso_appearance_start (void);
gboolean sayso_appearance_is_dark (void);

G_END_DECLS
