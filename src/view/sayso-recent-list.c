/* The articles that were open lately.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-recent-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_RECENT 5

struct _SaysoRecentList
{
  GtkWidget parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SaysoRecentList, sayso_recent_list, GTK_TYPE_WIDGET)

static void
row_activated_cb (SaysoRecentList *self,
                  GtkListBoxRow   *row)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", g_object_get_data (G_OBJECT (row), "uri"));
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
sayso_recent_list_dispose (GObject *object)
{
  g_clear_pointer (&SAYSO_RECENT_LIST (object)->list, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_recent_list_parent_class)->dispose (object);
}

static void
sayso_recent_list_class_init (SaysoRecentListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_recent_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "recent-list");
}

static void
sayso_recent_list_init (SaysoRecentList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent articles"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
sayso_recent_list_new (void)
{
  return g_object_new (SAYSO_TYPE_RECENT_LIST, NULL);
}

static gboolean
is_ours (GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);

  return gtk_recent_info_has_application (info, "sayso-window") && path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static int
compare_recent (gconstpointer a,
                gconstpointer b)
{
  return -g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *)a), gtk_recent_info_get_modified ((GtkRecentInfo *)b));
}

/* "~/Articles" */
static char *
folder_of (GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = NULL;

  if (g_str_has_prefix (folder, g_get_home_dir ()))
    shown = g_strconcat ("~", folder + strlen (g_get_home_dir ()), NULL);
  return g_filename_display_name (shown != NULL ? shown : folder);
}

static void
add_recent (SaysoRecentList *self,
            GtkRecentInfo   *info)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char      *description = gtk_recent_info_get_description (info);
  GtkWidget       *title = gtk_label_new (description != NULL && *description != '\0' ? description : gtk_recent_info_get_display_name (info));
  g_autofree char *folder = folder_of (info);
  g_autofree char *where = g_strdup_printf ("%s · %s", folder, gtk_recent_info_get_display_name (info));
  GtkWidget       *place = gtk_label_new (where);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "recent-title");
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (place, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (gtk_recent_info_get_uri (info)), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (GTK_LABEL (title)), -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

guint
sayso_recent_list_refresh (SaysoRecentList *self)
{
  GList     *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_recent);
  guint      n_shown = 0;
  GtkWidget *child;

  g_return_val_if_fail (SAYSO_IS_RECENT_LIST (self), 0);

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (GList *item = items; item != NULL && n_shown < MAX_RECENT; item = item->next)
    {
      if (!is_ours (item->data))
        continue;
      add_recent (self, item->data);
      n_shown++;
    }
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  return n_shown;
}
