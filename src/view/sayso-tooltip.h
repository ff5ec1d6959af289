/* Tooltips of what changes often.
 *
 * gtk_widget_set_tooltip_text () asks the display at once where the pointer is, a round trip for each card of a list
 * that moves. Here the words are only kept, and given when somebody points at the widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Plain text, copied; NULL: none. */
void sayso_tooltip_set (GtkWidget  *widget,
                        const char *text);

G_END_DECLS
