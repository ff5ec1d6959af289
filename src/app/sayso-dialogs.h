/* File and question dialogs, in the shape of GtkFileDialog's and
 * GtkAlertDialog's asynchronous calls, which GTK has only since 4.10.
 *
 * This is the one place that knows GtkFileChooserNative and GtkMessageDialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* filters: pairs of name and pattern, NULL-terminated; or NULL. The result is NULL
 * with G_IO_ERROR_CANCELLED if the person closed it. */
void   sayso_dialogs_open (GtkWindow          *parent,
                           const char         *title,
                           const char *const  *filters,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
void   sayso_dialogs_save (GtkWindow          *parent,
                           const char         *title,
                           const char         *folder,
                           const char         *name,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
GFile *sayso_dialogs_file_finish (GAsyncResult *result,
                                  GError      **error);

/* Returns the place of the button pressed, -1 for none. buttons: NULL-terminated, the
 * last is the default. */
void sayso_dialogs_ask (GtkWindow          *parent,
                        const char         *message,
                        const char         *detail,
                        const char *const  *buttons,
                        GAsyncReadyCallback callback,
                        gpointer            user_data);
int  sayso_dialogs_ask_finish (GAsyncResult *result);

G_END_DECLS
