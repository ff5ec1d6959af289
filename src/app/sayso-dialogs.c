/* File and question dialogs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-dialogs.h"

#include <glib/gi18n.h>

/* GTK 4.10 deprecates both classes in favour of ones that 4.8 has not. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("No file was chosen."));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  g_object_unref (task);
}

static void
run (GtkFileChooserNative *dialog,
     GtkWindow            *parent,
     GAsyncReadyCallback   callback,
     gpointer              user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, run);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
sayso_dialogs_open (GtkWindow          *parent,
                    const char         *title,
                    const char *const  *filters,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  for (guint i = 0; filters != NULL && filters[i] != NULL && filters[i + 1] != NULL; i += 2)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, filters[i]);
      gtk_file_filter_add_pattern (filter, filters[i + 1]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  run (dialog, parent, callback, user_data);
}

void
sayso_dialogs_save (GtkWindow          *parent,
                    const char         *title,
                    const char         *folder,
                    const char         *name,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  if (folder != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run (dialog, parent, callback, user_data);
}

GFile *
sayso_dialogs_file_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
answer_cb (GtkDialog *dialog,
           int        response,
           GTask     *task)
{
  g_task_return_int (task, response >= 0 ? response : -1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (task);
}

void
sayso_dialogs_ask (GtkWindow          *parent,
                   const char         *message,
                   const char         *detail,
                   const char *const  *buttons,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask     *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", message);

  g_task_set_source_tag (task, sayso_dialogs_ask);
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", detail);
  for (guint i = 0; buttons[i] != NULL; i++)
    {
      gtk_dialog_add_button (GTK_DIALOG (dialog), buttons[i], (int)i);
      if (buttons[i + 1] == NULL)
        gtk_dialog_set_default_response (GTK_DIALOG (dialog), (int)i);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

int
sayso_dialogs_ask_finish (GAsyncResult *result)
{
  return (int)g_task_propagate_int (G_TASK (result), NULL);
}

G_GNUC_END_IGNORE_DEPRECATIONS
