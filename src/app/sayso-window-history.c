/* The history: every step, and back to any of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

typedef struct
{
  SaysoDocument *document;
  GtkWidget     *list;
} Panel;

static void
panel_free (gpointer data)
{
  Panel *panel = data;

  g_object_unref (panel->document);
  g_free (panel);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          Panel                    *panel)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *time = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (time, "dim");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), time);
  gtk_widget_add_css_class (row, "history-row");
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Panel                    *panel)
{
  SaysoStep *step = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (row);
  gboolean   undone = gtk_list_item_get_position (item) >= sayso_history_get_position (sayso_document_get_history (panel->document));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (sayso_step_get_time (step) / G_USEC_PER_SEC);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (label), sayso_step_get_label (step));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), clock);
  if (undone)
    gtk_widget_add_css_class (label, "dim");
  else
    gtk_widget_remove_css_class (label, "dim");
}

static void
activate_cb (Panel *panel,
             guint  position)
{
  SaysoHistory *history = sayso_document_get_history (panel->document);

  while (sayso_history_get_position (history) > position + 1)
    sayso_document_undo (panel->document);
  while (sayso_history_get_position (history) < position + 1 && sayso_history_can_redo (history))
    sayso_document_redo (panel->document);
}

/* Rows show whether their step is undone, which no model tells: bind them anew. */
static void
position_cb (Panel *panel)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), panel);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), panel);
  gtk_list_view_set_factory (GTK_LIST_VIEW (panel->list), factory);
  g_object_unref (factory);
}

static void
closed_cb (GtkWidget *dialog,
           Panel     *panel)
{
  g_signal_handlers_disconnect_by_data (sayso_document_get_history (panel->document), panel);
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SaysoWindow  *self = user_data;
  GtkWidget    *dialog = sayso_window_new_dialog (self, _ ("History"), 420, 520);
  GtkWidget    *scrolled = gtk_scrolled_window_new ();
  Panel        *panel = g_new0 (Panel, 1);
  SaysoHistory *history = sayso_document_get_history (self->document);

  panel->document = g_object_ref (self->document);
  panel->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (history)))), NULL);
  position_cb (panel);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (panel->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps; activate one to go back or forward to it"), -1);
  g_signal_connect_swapped (panel->list, "activate", G_CALLBACK (activate_cb), panel);
  g_signal_connect_swapped (history, "notify::position", G_CALLBACK (position_cb), panel);
  g_signal_connect (dialog, "destroy", G_CALLBACK (closed_cb), panel);
  g_object_set_data_full (G_OBJECT (dialog), "panel", panel, panel_free);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), panel->list);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_history_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "history", history_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
