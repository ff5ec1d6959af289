/* The picture of a key, beside what it does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A cap for the key of an action, "win.mark('claim')". It follows when that key is changed; a button that the cap is in tells
 * it to screen readers. */
GtkWidget *sayso_key_cap_new (const char *action);

/* From now on, this is the key of the action in all windows: the first key that it has. */
void sayso_key_cap_set_key (const char     *action,
                            guint           keyval,
                            GdkModifierType modifiers);

/* As it is written on a cap, to be freed. */
char *sayso_key_cap_dup_label (guint           keyval,
                               GdkModifierType modifiers);

G_END_DECLS
