/* The shortcuts window: every key as it is set, and a button on each to set another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"
#include "view/sayso-key-cap.h"

#include <glib/gi18n.h>

typedef struct
{
  SaysoWindow *window; /* outlives the dialog */
  GtkWidget   *hint;
  GPtrArray   *caps;    /* GtkLabel, by place in the table */
  guint        waiting; /* whose new key is awaited; G_MAXUINT: none's */
} Shortcuts;

static void
shortcuts_free (gpointer data)
{
  Shortcuts *self = data;

  g_ptr_array_unref (self->caps);
  g_free (self);
}

static void
show_keys (Shortcuts *self)
{
  guint           n_keys = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      GtkWidget       *cap = g_ptr_array_index (self->caps, i);
      g_autofree char *label = sayso_key_cap_dup_label (keys[i].keyval, keys[i].modifiers);

      gtk_label_set_label (GTK_LABEL (cap), self->waiting == i ? _ ("Press a key…") : label);
      if (GTK_IS_BUTTON (gtk_widget_get_parent (cap)))
        {
          g_autofree char *name = g_strdup_printf (_ ("%s: %s. Change the key"), _ (keys[i].title), label);

          gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cap)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
        }
    }
}

static void
say (Shortcuts  *self,
     const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->hint), words != NULL ? words : _ ("Click a key to change it."));
}

static void
cap_clicked_cb (GtkWidget *button,
                Shortcuts *self)
{
  self->waiting = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  say (self, _ ("Press the new key, or Escape to keep the old one."));
  show_keys (self);
}

static gboolean
key_cb (Shortcuts      *self,
        guint           keyval,
        guint           keycode,
        GdkModifierType state)
{
  g_autofree char *reason = NULL;

  if (self->waiting == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;
  if (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
    return GDK_EVENT_STOP;
  if (keyval != GDK_KEY_Escape)
    reason = sayso_window_change_key (self->window, self->waiting, keyval, state);
  self->waiting = G_MAXUINT;
  say (self, reason);
  show_keys (self);
  return GDK_EVENT_STOP;
}

static void
reset_cb (Shortcuts *self)
{
  sayso_window_reset_keys ();
  self->waiting = G_MAXUINT;
  say (self, NULL);
  show_keys (self);
}

static GtkWidget *
new_cap (Shortcuts *self,
         guint      place)
{
  GtkWidget *cap = gtk_label_new (NULL);
  GtkWidget *button = NULL;

  gtk_widget_add_css_class (cap, "keycap");
  /* Brackets would be mirrored from right to left. */
  gtk_widget_set_direction (cap, GTK_TEXT_DIR_LTR);
  g_ptr_array_add (self->caps, cap);
  if (!sayso_window_key_is_fixed (place))
    {
      button = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (button), cap);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "key-button");
      g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
      g_signal_connect (button, "clicked", G_CALLBACK (cap_clicked_cb), self);
    }
  else
    /* As far from its words as the caps within buttons. */
    gtk_widget_set_margin_end (cap, 3);
  gtk_widget_set_halign (button != NULL ? button : cap, GTK_ALIGN_END);
  gtk_widget_set_valign (button != NULL ? button : cap, GTK_ALIGN_CENTER);
  return button != NULL ? button : cap;
}

static GtkWidget *
new_group (Shortcuts      *self,
           const SaysoKey *keys,
           guint           first,
           guint           end)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (_ (keys[first].group));

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 5);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title");
  gtk_grid_attach (GTK_GRID (grid), heading, 0, 0, 2, 1);
  for (guint i = first; i < end; i++)
    {
      GtkWidget *title = gtk_label_new (_ (keys[i].title));

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (title), 34);
      gtk_grid_attach (GTK_GRID (grid), new_cap (self, i), 0, (int)(i - first) + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), title, 1, (int)(i - first) + 1, 1, 1);
    }
  return grid;
}

static GtkWidget *
new_columns (Shortcuts *self)
{
  GtkWidget      *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget      *sides[2] = { gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), gtk_box_new (GTK_ORIENTATION_VERTICAL, 18) };
  guint           n_keys = 0, n_left = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);

  for (guint i = 0, end; i < n_keys; i = end)
    {
      for (end = i + 1; end < n_keys && g_str_equal (keys[end].group, keys[i].group);)
        end++;
      gtk_box_append (GTK_BOX (sides[n_left > n_keys / 2 - 4]), new_group (self, keys, i, end));
      n_left += end - i;
    }
  gtk_box_append (GTK_BOX (columns), sides[0]);
  gtk_box_append (GTK_BOX (columns), sides[1]);
  return columns;
}

static GtkWidget *
new_head (Shortcuts *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *reset = gtk_button_new_with_label (_ ("Usual Keys"));

  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_set_hexpand (self->hint, TRUE);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_box_append (GTK_BOX (head), self->hint);
  gtk_box_append (GTK_BOX (head), reset);
  return head;
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWidget          *dialog = sayso_window_new_dialog (user_data, _ ("Keyboard Shortcuts"), 820, 620);
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkEventController *controller = gtk_event_controller_key_new ();
  Shortcuts          *self = g_new0 (Shortcuts, 1);

  self->window = user_data;
  self->caps = g_ptr_array_new ();
  self->waiting = G_MAXUINT;
  g_object_set_data_full (G_OBJECT (dialog), "shortcuts", self, shortcuts_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (dialog, controller);
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), new_columns (self));
  gtk_widget_add_css_class (box, "dialog-content");
  say (self, NULL);
  show_keys (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_shortcuts_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "shortcuts", shortcuts_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
