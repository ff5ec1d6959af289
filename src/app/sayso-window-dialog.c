/* Windows of the window: closed by Escape, and not larger than it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

static gboolean
dialog_key_cb (GtkWidget      *dialog,
               guint           keyval,
               guint           keycode,
               GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (dialog));
  return GDK_EVENT_STOP;
}

GtkWidget *
sayso_window_new_dialog (SaysoWindow *self,
                         const char  *title,
                         int          width,
                         int          height)
{
  GtkWidget          *dialog = g_object_new (GTK_TYPE_WINDOW, "title", title, "transient-for", self, "modal", TRUE, "destroy-with-parent", TRUE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_window_set_titlebar (GTK_WINDOW (dialog), gtk_header_bar_new ());
  /* Not larger than the window, which may fill a small screen. */
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    {
      width = MIN (width, gtk_widget_get_width (GTK_WIDGET (self)));
      height = MIN (height, gtk_widget_get_height (GTK_WIDGET (self)));
    }
  gtk_window_set_default_size (GTK_WINDOW (dialog), width, height);
  gtk_widget_add_css_class (dialog, "sayso");
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (dialog_key_cb), dialog);
  gtk_widget_add_controller (dialog, keys);
  return dialog;
}
