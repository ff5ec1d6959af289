/* The key map against itself and against GTK's own keys in the text view and the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <string.h>

/* What GTK does with these comes to nothing in an article that cannot be typed into (it lets
 * undo and redo through, and our controller sees the others first), or Tab, which is ours in a
 * review alone. */
static const struct
{
  guint           keyval;
  GdkModifierType modifiers;
} shared[] = {
  { GDK_KEY_BackSpace, 0 },
  { GDK_KEY_Delete, 0 },
  { GDK_KEY_Tab, 0 },
  { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK },
  { GDK_KEY_z, GDK_CONTROL_MASK },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { GDK_KEY_y, GDK_CONTROL_MASK },
};

static gboolean
is_shared (const SaysoKey *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (shared[i].keyval == key->keyval && shared[i].modifiers == key->modifiers)
      return TRUE;
  return FALSE;
}

static gboolean
trigger_is (GtkShortcutTrigger *trigger,
            const SaysoKey     *key)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return trigger_is (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)), key) || trigger_is (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)), key);
  if (!GTK_IS_KEYVAL_TRIGGER (trigger))
    return FALSE;
  return gdk_keyval_to_lower (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger))) == key->keyval && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == key->modifiers;
}

/* How many shortcuts were looked at. */
static guint
check_widget (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint           n_keys = 0, n_seen = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          n_seen++;
          for (guint n = 0; n < n_keys; n++)
            /* Without an action it is GTK's own, and listed for the shortcuts window alone. */
            if (keys[n].action != NULL && trigger_is (gtk_shortcut_get_trigger (shortcut), &keys[n]) && !is_shared (&keys[n]))
              g_error ("“%s” has the key %s, which is GTK's own in a %s", keys[n].title, trigger, G_OBJECT_TYPE_NAME (widget));
        }
    }
  return n_seen;
}

static void
test_gtk (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  /* Without its shortcuts the test would look at nothing. */
  g_assert_cmpuint (check_widget (view), >, 30);
  g_assert_cmpuint (check_widget (window), >, 4);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_each_once (void)
{
  guint           n_keys = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);

  g_assert_cmpuint (n_keys, >, 40);
  for (guint i = 0; i < n_keys; i++)
    for (guint k = i + 1; k < n_keys; k++)
      if (keys[i].keyval == keys[k].keyval && keys[i].modifiers == keys[k].modifiers)
        g_error ("“%s” and “%s” have the same key", keys[i].title, keys[k].title);
}

/* Each does something that there is. */
static void
test_actions (void)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  guint           n_keys = 0;
  const SaysoKey *keys = sayso_window_keys (&n_keys);
  SaysoWindow    *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = sayso_window_new (application);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      const GVariantType *wanted;

      if (keys[i].action == NULL || !g_str_has_prefix (keys[i].action, "win."))
        continue;
      g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      if (!g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")))
        g_error ("“%s”: there is no action %s", keys[i].title, name);
      wanted = g_action_group_get_action_parameter_type (G_ACTION_GROUP (window), name + strlen ("win."));
      g_assert_true (wanted == NULL ? target == NULL : target != NULL && g_variant_is_of_type (target, wanted));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/keys/each-once", test_each_once);
  g_test_add_func ("/window/keys/gtk", test_gtk);
  g_test_add_func ("/window/keys/actions", test_actions);
  return g_test_run ();
}
