/* Shows each window and popover in the language of the environment, and names the text that does not fit:
 *
 *   show-languages ARTICLE WIDTH HEIGHT
 *
 * Run by test-languages.py with a pseudo translation, which is longer and stands in brackets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define OPENING "⟦"
/* Rounding. */
#define SLACK 1.5f

/* How often a window may need another moment to lay itself out. */
#define MAX_LOOKS 12

static guint    n_labels, n_wrong;
static GString *problems; /* of one look */
static int      width, height;

/* In this order; each starts from the article alone. */
static const char *const situations[] = {
  "win.next",
  "win.link-speaker",
  "win.link-source",
  "win.search",
  "win.search-claims",
  "win.review",
  "win.review-done",
  "win.extract",
  "win.export",
  "win.import",
  "win.identities",
  "win.history",
  "win.statistics",
  "win.preferences",
  "win.shortcuts",
  "win.help",
  "win.tour(0)",
  "win.tour(1)",
  "win.tour(2)",
  "win.tour(3)",
};

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
spin (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, stop_cb, loop);
  g_main_loop_run (loop);
}

static void
complain (const char *situation,
          GtkWidget  *widget,
          const char *problem)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : gtk_window_get_title (GTK_WINDOW (widget));

  g_string_append_printf (problems, "%s: %s: %s\n", situation, text, problem);
}

/* A label is cut where an ancestor ends that does not scroll. */
static const char *
find_cut (GtkWidget *label)
{
  for (GtkWidget *ancestor = gtk_widget_get_parent (label); ancestor != NULL; ancestor = gtk_widget_get_parent (ancestor))
    {
      graphene_rect_t box;
      gboolean        scrolls_across = FALSE, scrolls = GTK_IS_SCROLLED_WINDOW (ancestor);

      if (!scrolls && !GTK_IS_NATIVE (ancestor) && gtk_widget_get_overflow (ancestor) != GTK_OVERFLOW_HIDDEN)
        continue;
      if (GTK_IS_VIEWPORT (ancestor) || GTK_IS_LIST_BASE (ancestor))
        continue;
      if (scrolls)
        {
          GtkPolicyType across;

          gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (ancestor), &across, NULL);
          scrolls_across = across == GTK_POLICY_AUTOMATIC || across == GTK_POLICY_ALWAYS;
        }
      if (!gtk_widget_compute_bounds (label, ancestor, &box))
        return NULL;
      if (!scrolls_across && (box.origin.x < -SLACK || box.origin.x + box.size.width > gtk_widget_get_width (ancestor) + SLACK))
        return "cut at the side";
      if (scrolls)
        return NULL;
      if (box.origin.y < -SLACK || box.origin.y + box.size.height > gtk_widget_get_height (ancestor) + SLACK)
        return "cut above or below";
      if (GTK_IS_NATIVE (ancestor))
        return NULL;
    }
  return NULL;
}

static void
check_label (const char *situation,
             GtkWidget  *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int          wide, high;
  const char  *cut;

  /* What the article or its annotator wrote may be shortened. */
  if (strstr (gtk_label_get_text (GTK_LABEL (label)), OPENING) == NULL)
    return;
  n_labels++;
  pango_layout_get_pixel_size (layout, &wide, &high);
  if (pango_layout_is_ellipsized (layout) && !gtk_widget_get_has_tooltip (label))
    complain (situation, label, "shortened");
  else if (wide > gtk_widget_get_width (label) + SLACK || high > gtk_widget_get_height (label) + SLACK)
    complain (situation, label, "larger than its place");
  else if ((cut = find_cut (label)) != NULL)
    complain (situation, label, cut);
}

static void
check_tree (const char *situation,
            GtkWidget  *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    check_label (situation, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tree (situation, child);
}

static void
look (const char *situation)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      int least_width, least_height;

      if (!gtk_widget_get_mapped (window))
        continue;
      gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
      gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, MAX (least_width, gtk_widget_get_width (window)), &least_height, NULL, NULL, NULL);
      if (least_width > width || least_height > height)
        {
          g_autofree char *size = g_strdup_printf ("the window needs %d x %d", least_width, least_height);

          complain (situation, window, size);
        }
      check_tree (situation, window);
    }
}

static void
check_all (const char *situation)
{
  guint n_before = n_labels;

  for (guint i = 0; i < MAX_LOOKS; i++)
    {
      g_string_truncate (problems, 0);
      n_labels = n_before;
      look (situation);
      if (problems->len == 0)
        return;
      spin (250);
    }
  n_wrong++;
  g_print ("%s", problems->str);
}

static void
close_others (GtkWidget *main_window)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    g_ptr_array_add (others, g_list_model_get_item (windows, i));
  for (guint i = 0; i < others->len; i++)
    if (others->pdata[i] != main_window)
      gtk_window_destroy (others->pdata[i]);
}

static void
check_menus (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget))
    {
      const char *name = gtk_widget_get_tooltip_text (widget);

      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      spin (300);
      check_all (name != NULL ? name : "menu");
      gtk_menu_button_popdown (GTK_MENU_BUTTON (widget));
      spin (100);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_menus (child);
}

static void
activate (GtkWidget  *window,
          const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  if (!g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")))
    g_error ("there is no action %s", name);
  g_action_group_activate_action (G_ACTION_GROUP (window), name + strlen ("win."), target);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GFile) file = NULL;
  GtkWidget *window;

  if (argc != 4)
    return 2;
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SAYSO_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  problems = g_string_new (NULL);
  width = atoi (argv[2]);
  height = atoi (argv[3]);
  file = g_file_new_for_commandline_arg (argv[1]);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window = GTK_WIDGET (sayso_window_new (application));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  spin (500);
  check_all ("nothing open");
  sayso_window_open (SAYSO_WINDOW (window), file);
  spin (1000);
  check_all ("article");
  check_menus (window);
  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      activate (window, situations[i]);
      spin (250);
      check_all (situations[i]);
      close_others (window);
      activate (window, "win.escape");
      spin (50);
    }
  g_print ("labels: %u, wrong: %u\n", n_labels, n_wrong);
  close_others (NULL);
  g_string_free (problems, TRUE);
  return n_wrong > 0 ? 1 : 0;
}
