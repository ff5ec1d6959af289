/* The empty window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-welcome.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define MAX_RECENT 5

struct _SaysoWelcome
{
  GtkWidget parent_instance;

  GtkWidget *scrolled, *recent_box, *recent;
};

G_DEFINE_FINAL_TYPE (SaysoWelcome, sayso_welcome, GTK_TYPE_WIDGET)

static void
row_activated_cb (SaysoWelcome  *self,
                  GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", g_object_get_data (G_OBJECT (row), "uri"));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_button (const char *label,
            const char *action,
            const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, css_class);
  return button;
}

static GtkWidget *
new_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *open = new_button (_ ("Open Article…"), "win.open", "pill");

  gtk_widget_add_css_class (open, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), new_button (_ ("Paste Text"), "win.paste", "pill"));
  return box;
}

static GtkWidget *
new_recent (SaysoWelcome *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Recent"));

  self->recent_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->recent = gtk_list_box_new ();
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "dim");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->recent), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recent), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recent articles"), -1);
  g_signal_connect_swapped (self->recent, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_widget_set_margin_top (self->recent_box, 24);
  gtk_widget_set_size_request (self->recent_box, 418, -1);
  gtk_widget_set_halign (self->recent_box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->recent_box), heading);
  gtk_box_append (GTK_BOX (self->recent_box), self->recent);
  return self->recent_box;
}

static void
sayso_welcome_dispose (GObject *object)
{
  g_clear_pointer (&SAYSO_WELCOME (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_welcome_parent_class)->dispose (object);
}

static void
sayso_welcome_class_init (SaysoWelcomeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_welcome_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
sayso_welcome_init (SaysoWelcome *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (SAYSO_APP_ID);
  GtkWidget *sample = new_button (_ ("Try the sample article"), "win.sample", "link");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 112);
  gtk_widget_set_halign (sample, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  g_object_set (box, "margin-top", 24, "margin-bottom", 24, "margin-start", 12, "margin-end", 12, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (_ ("Who said what?"), "hero"));
  gtk_box_append (GTK_BOX (box), new_label (_ ("Open an article to find its quotes, mark who made each claim and note where it came from."), "lead"));
  gtk_box_append (GTK_BOX (box), new_buttons ());
  gtk_box_append (GTK_BOX (box), sample);
  gtk_box_append (GTK_BOX (box), new_recent (self));
  gtk_box_append (GTK_BOX (box), new_label (_ ("or drop a file anywhere in this window"), "dim"));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "welcome");
  sayso_welcome_refresh (self);
}

GtkWidget *
sayso_welcome_new (void)
{
  return g_object_new (SAYSO_TYPE_WELCOME, NULL);
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
add_recent (SaysoWelcome  *self,
            GtkRecentInfo *info)
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
  gtk_list_box_append (GTK_LIST_BOX (self->recent), row);
}

void
sayso_welcome_refresh (SaysoWelcome *self)
{
  GList     *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_recent);
  guint      n_shown = 0;
  GtkWidget *child;

  g_return_if_fail (SAYSO_IS_WELCOME (self));

  while ((child = gtk_widget_get_first_child (self->recent)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->recent), child);
  for (GList *item = items; item != NULL && n_shown < MAX_RECENT; item = item->next)
    {
      if (!is_ours (item->data))
        continue;
      add_recent (self, item->data);
      n_shown++;
    }
  gtk_widget_set_visible (self->recent_box, n_shown > 0);
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
}
