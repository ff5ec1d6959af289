/* Long work: in a thread, one at a time in a window, with its progress in a bar and
 * a way to stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

/* Milliseconds; shorter work shows no progress. */
#define SHOW_AFTER 300

static gboolean
tick_cb (gpointer user_data)
{
  SaysoWindow    *self = user_data;
  GtkProgressBar *bar = GTK_PROGRESS_BAR (self->work_progress);

  gtk_widget_set_visible (self->work_bar, TRUE);
  if (self->work_done != NULL)
    gtk_progress_bar_set_fraction (bar, g_atomic_int_get (self->work_done) / 1000.0);
  else
    gtk_progress_bar_pulse (bar);
  return G_SOURCE_CONTINUE;
}

GTask *
sayso_window_begin_work (SaysoWindow        *self,
                         const char         *words,
                         const char         *name,
                         const int          *done,
                         gpointer            data,
                         GDestroyNotify      free_data,
                         GAsyncReadyCallback finished)
{
  GTask *task;

  if (self->work != NULL)
    {
      free_data (data);
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("Something else is still under way. Wait for it, or stop it with Cancel."), NULL, NULL);
      return NULL;
    }
  gtk_label_set_label (GTK_LABEL (self->work_words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->work_progress), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->work = g_cancellable_new ();
  self->work_done = done;
  self->work_source = g_timeout_add (SHOW_AFTER, tick_cb, self);
  /* Not as its source: the thread may be the last to let go of a task, and no window must be freed there. */
  task = g_task_new (NULL, self->work, finished, g_object_ref (self));
  g_task_set_task_data (task, data, free_data);
  return task;
}

gboolean
sayso_window_end_work (SaysoWindow  *self,
                       const GError *error,
                       const char   *again)
{
  gboolean is_stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The window was closed meanwhile: its widgets are gone. */
  if (self->document == NULL)
    {
      if (error != NULL && !is_stopped)
        g_printerr ("%s\n", error->message);
      return FALSE;
    }
  g_clear_handle_id (&self->work_source, g_source_remove);
  g_clear_object (&self->work);
  self->work_done = NULL;
  self->work_outlives = FALSE;
  gtk_widget_set_visible (self->work_bar, FALSE);
  /* A bar that was pulsing keeps the frame clock going, even out of sight. */
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->work_progress), 0);
  if (error != NULL && !is_stopped)
    sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, again != NULL ? _ ("Try Again") : NULL, again);
  return error == NULL;
}

static void
cancel_cb (SaysoWindow *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
}

void
sayso_window_drop_work (SaysoWindow *self)
{
  if (!self->work_outlives)
    cancel_cb (self);
  g_clear_handle_id (&self->work_source, g_source_remove);
  g_clear_object (&self->work);
}

GtkWidget *
sayso_window_work_new (SaysoWindow *self)
{
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->work_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->work_words = gtk_label_new (NULL);
  self->work_progress = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (self->work_progress, TRUE);
  gtk_widget_set_valign (self->work_progress, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_css_class (self->work_bar, "message-bar");
  gtk_box_append (GTK_BOX (self->work_bar), self->work_words);
  gtk_box_append (GTK_BOX (self->work_bar), self->work_progress);
  gtk_box_append (GTK_BOX (self->work_bar), cancel);
  gtk_widget_set_visible (self->work_bar, FALSE);
  return self->work_bar;
}
