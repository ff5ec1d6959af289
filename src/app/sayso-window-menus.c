/* The menus of the header: the main menu, and the recent articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-recent-list.h"

#include <glib/gi18n.h>

/* The key of an action as GTK writes accelerators, as it is set now; NULL: none. */
static char *
dup_accel (const char *action)
{
  guint           n_keys = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      if (g_strcmp0 (keys[i].action, action) == 0)
        return gtk_accelerator_name (keys[i].keyval, keys[i].modifiers);
    }
  return NULL;
}

/* Our keys are no accelerators of the application, so that letters can be typed; a menu has to
 * be told of them. */
static void
show_keys (GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *action = NULL, *accel = NULL;

      if (section != NULL)
        {
          show_keys (section);
          continue;
        }
      item = g_menu_item_new_from_model (menu, i);
      if (!g_menu_item_get_attribute (item, G_MENU_ATTRIBUTE_ACTION, "s", &action) || (accel = dup_accel (action)) == NULL)
        continue;
      g_menu_item_set_attribute (item, "accel", "s", accel);
      g_menu_remove (G_MENU (menu), i);
      g_menu_insert_item (G_MENU (menu), i, item);
    }
}

/* One for all windows: the sections of a model are never freed once GTK 4.8 made a menu of it. */
static GMenuModel *
get_main_menu (SaysoSettings *settings)
{
  static GMenuModel *menu;

  if (menu == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/sayso/Sayso/ui/menu.ui");

      menu = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
      show_keys (menu);
      g_signal_connect_object (settings, "notify::keys", G_CALLBACK (show_keys), menu, G_CONNECT_SWAPPED);
    }
  return menu;
}

GtkWidget *
sayso_window_menu_button_new (SaysoWindow *self)
{
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), get_main_menu (self->settings));
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (self->menu_button), TRUE);
  gtk_widget_set_tooltip_text (self->menu_button, _ ("Main Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Main Menu"), -1);
  return self->menu_button;
}

/* The rows that had the keyboard are gone by then. */
static void
recent_shown_cb (SaysoRecentList *list)
{
  sayso_recent_list_refresh (list);
  gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}

/* Beside Open, for an empty window is hardly ever seen again: the last article comes back. */
GtkWidget *
sayso_window_recent_button_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = sayso_recent_list_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_widget_add_css_class (popover, "recent-popover");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "recent-button");
  gtk_widget_set_tooltip_text (button, _ ("Recent articles"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent articles"), -1);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (recent_shown_cb), list);
  return button;
}
