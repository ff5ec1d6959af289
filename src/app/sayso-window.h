/* The window: one article, its claims, and everything that can be done to them.
 *
 * Split by concern: sayso-window.c builds it and keeps its parts in step,
 * -article.c talks to the text, -actions.c holds the verbs, -keys.c the key map,
 * -review.c the review, -files.c opening and saving.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_WINDOW (sayso_window_get_type ())
G_DECLARE_FINAL_TYPE (SaysoWindow, sayso_window, SAYSO, WINDOW, GtkApplicationWindow)

SaysoWindow *sayso_window_new (GtkApplication *application);
void         sayso_window_open (SaysoWindow *self,
                                GFile       *file);
/* The article that was open when the last window was closed, if it is still there. */
void sayso_window_open_last (SaysoWindow *self);
/* NULL: nothing is open. */
const char *sayso_window_get_article_path (SaysoWindow *self);
/* Nothing is open in it or being opened. */
gboolean sayso_window_is_empty (SaysoWindow *self);

G_END_DECLS
