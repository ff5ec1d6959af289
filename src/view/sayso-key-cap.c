/* The picture of a key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-key-cap.h"

/* Of an action: what its caps say; and the caps that are there, by their action. Keys are the same in all
 * windows. */
static GHashTable *labels;
static GPtrArray  *caps;

#define ACTION_KEY "sayso-action"

char *
sayso_key_cap_dup_label (guint           keyval,
                         GdkModifierType modifiers)
{
  return gtk_accelerator_get_label (keyval == GDK_KEY_ISO_Left_Tab ? GDK_KEY_Tab : keyval, modifiers);
}

static void
open_tables (void)
{
  if (labels != NULL)
    return;
  labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  caps = g_ptr_array_new ();
}

static void
show (GtkWidget *cap)
{
  const char *label = g_hash_table_lookup (labels, g_object_get_data (G_OBJECT (cap), ACTION_KEY));
  GtkWidget  *button = gtk_widget_get_ancestor (cap, GTK_TYPE_BUTTON);

  gtk_label_set_label (GTK_LABEL (cap), label != NULL ? label : "");
  gtk_widget_set_visible (cap, label != NULL);
  if (button != NULL && label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, label, -1);
}

static void
destroy_cb (GtkWidget *cap,
            gpointer   user_data)
{
  g_ptr_array_remove_fast (caps, cap);
}

GtkWidget *
sayso_key_cap_new (const char *action)
{
  GtkWidget *cap = gtk_label_new (NULL);

  g_return_val_if_fail (action != NULL, NULL);

  open_tables ();
  g_object_set_data_full (G_OBJECT (cap), ACTION_KEY, g_strdup (action), g_free);
  gtk_widget_add_css_class (cap, "keycap");
  /* Brackets would be mirrored from right to left. */
  gtk_widget_set_direction (cap, GTK_TEXT_DIR_LTR);
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  g_ptr_array_add (caps, cap);
  g_signal_connect (cap, "destroy", G_CALLBACK (destroy_cb), NULL);
  g_signal_connect (cap, "notify::root", G_CALLBACK (show), NULL);
  show (cap);
  return cap;
}

void
sayso_key_cap_set_key (const char     *action,
                       guint           keyval,
                       GdkModifierType modifiers)
{
  g_return_if_fail (action != NULL);

  open_tables ();
  g_hash_table_insert (labels, g_strdup (action), sayso_key_cap_dup_label (keyval, modifiers));
  for (guint i = 0; i < caps->len; i++)
    if (g_str_equal (g_object_get_data (caps->pdata[i], ACTION_KEY), action))
      show (caps->pdata[i]);
}
