/* Preferences, and the way to the manual.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

static void
attach (GtkWidget  *grid,
        int         row,
        const char *name,
        const char *detail,
        GtkWidget  *control)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *dim = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (dim), 0);
  gtk_label_set_wrap (GTK_LABEL (dim), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (dim), 40);
  gtk_widget_add_css_class (dim, "dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), dim);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (control, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (GTK_GRID (grid), words, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, row, 1, 1);
}

static const char *themes[] = { "follow", "light", "dark" };

static void
theme_cb (GtkDropDown *drop_down,
          GParamSpec  *pspec,
          gpointer     settings)
{
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (chosen < G_N_ELEMENTS (themes))
    g_object_set (settings, "theme", themes[chosen], NULL);
}

static GtkWidget *
new_theme (SaysoSettings *settings)
{
  const char      *names[] = { _ ("Follow the desktop"), C_ ("colours", "Light"), C_ ("colours", "Dark"), NULL };
  GtkWidget       *drop_down = gtk_drop_down_new_from_strings (names);
  g_autofree char *theme = sayso_settings_dup_string (settings, "theme");

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      if (g_strcmp0 (theme, themes[i]) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
    }
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (theme_cb), settings);
  return drop_down;
}

static GtkWidget *
new_switch (SaysoSettings *settings,
            const char    *name)
{
  GtkWidget *control = gtk_switch_new ();

  g_object_bind_property (settings, name, control, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return control;
}

static GtkWidget *
new_spacing (SaysoSettings *settings)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 2.5, 0.1);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 1);
  g_object_bind_property (settings, "line-spacing", spin, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return spin;
}

static GtkWidget *
new_annotator (SaysoSettings *settings)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), g_get_user_name ());
  g_object_bind_property (settings, "annotator", entry, "text", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return entry;
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SaysoWindow *self = user_data;
  GtkWidget   *dialog = sayso_window_new_dialog (self, _ ("Preferences"), 480, -1);
  GtkWidget   *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "dialog-content");
  attach (grid, 0, _ ("Annotator"), _ ("Written with what you mark and decide"), new_annotator (self->settings));
  attach (grid, 1, _ ("Colours"), _ ("High contrast follows the desktop"), new_theme (self->settings));
  attach (grid, 2, _ ("Line spacing"), _ ("Of the article"), new_spacing (self->settings));
  attach (grid, 3, _ ("Snap to words"), _ ("Widen what is marked to whole words"), new_switch (self->settings, "snap-to-words"));
  attach (grid, 4, _ ("Single keys"), _ ("Letters, digits and brackets alone act on the article"), new_switch (self->settings, "single-keys"));
  attach (grid, 5, _ ("Keep a copy of the article in the sidecar"), _ ("Marks are found again far better when the article changes"), new_switch (self->settings, "snapshot"));
  gtk_window_set_child (GTK_WINDOW (dialog), grid);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sayso_window_show_manual (user_data);
}

void
sayso_window_add_help_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "preferences", preferences_cb }, { "help", help_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sayso_window_add_shortcuts_actions (self);
}
