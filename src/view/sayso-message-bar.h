/* A message in the window: what happened, what is safe, what to do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_MESSAGE_BAR (sayso_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (SaysoMessageBar, sayso_message_bar, SAYSO, MESSAGE_BAR, GtkWidget)

GtkWidget *sayso_message_bar_new (void);
/* Plain text. button and action (a detailed action name, "win.review") may be NULL. */
void        sayso_message_bar_show (SaysoMessageBar *self,
                                    GtkMessageType   type,
                                    const char      *text,
                                    const char      *button,
                                    const char      *action);
void        sayso_message_bar_hide (SaysoMessageBar *self);
const char *sayso_message_bar_get_text (SaysoMessageBar *self);

G_END_DECLS
