/* The program: one process, one window for each article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-application.h"

#include "app/sayso-appearance.h"
#include "app/sayso-window.h"

#include <glib/gi18n.h>

struct _SaysoApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (SaysoApplication, sayso_application, GTK_TYPE_APPLICATION)

/* The window that has an article, else an empty one, else a new one. */
static SaysoWindow *
window_for (SaysoApplication *self,
            GFile            *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  SaysoWindow     *empty = NULL;

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    {
      if (!SAYSO_IS_WINDOW (item->data))
        continue;
      if (path != NULL && g_strcmp0 (sayso_window_get_article_path (item->data), path) == 0)
        return item->data;
      if (sayso_window_is_empty (item->data))
        empty = item->data;
    }
  return empty != NULL ? empty : sayso_window_new (GTK_APPLICATION (self));
}

static void
sayso_application_activate (GApplication *application)
{
  GtkWindow   *active = gtk_application_get_active_window (GTK_APPLICATION (application));
  SaysoWindow *window;

  if (active != NULL)
    {
      gtk_window_present (active);
      return;
    }
  window = window_for (SAYSO_APPLICATION (application), NULL);
  sayso_window_open_last (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
sayso_application_open (GApplication *application,
                        GFile       **files,
                        int           n_files,
                        const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      SaysoWindow     *window = window_for (SAYSO_APPLICATION (application), files[i]);

      if (path == NULL || g_strcmp0 (sayso_window_get_article_path (window), path) != 0)
        sayso_window_open (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each saves itself, or says why it cannot and stays. */
  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sayso_window_new (user_data)));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (user_data),
                         "program-name", _ ("Sayso"),
                         "version", SAYSO_VERSION,
                         "comments", _ ("Who said what, and where"),
                         "logo-icon-name", SAYSO_APP_ID,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static int
sayso_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("sayso-window %s\n", SAYSO_VERSION);
  return 0;
}

static void
sayso_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "new-window", new_window_cb },
    { "about", about_cb },
  };

  /* Until here the program's own name is right, for --help; from here the desktop matches windows by it. */
  g_set_prgname (SAYSO_APP_ID);
  G_APPLICATION_CLASS (sayso_application_parent_class)->startup (application);
  /* A desktop that loses its bus does not take the windows with it. */
  if (g_application_get_dbus_connection (application) != NULL)
    g_dbus_connection_set_exit_on_close (g_application_get_dbus_connection (application), FALSE);
  gtk_window_set_default_icon_name (SAYSO_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", (const char *[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.new-window", (const char *[]){ "<Control>n", NULL });
  sayso_appearance_start ();
}

static void
sayso_application_class_init (SaysoApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->handle_local_options = sayso_application_handle_local_options;
  application_class->startup = sayso_application_startup;
  application_class->activate = sayso_application_activate;
  application_class->open = sayso_application_open;
}

static void
sayso_application_init (SaysoApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE, N_ ("Show the version"), NULL);
  g_application_set_option_context_parameter_string (application, _ ("[FILE…]"));
  g_application_set_option_context_summary (application, _ ("Tells who said what, and where. Opens each article in a window of its own."));
}

SaysoApplication *
sayso_application_new (void)
{
  return g_object_new (SAYSO_TYPE_APPLICATION,
                       "application-id", SAYSO_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/sayso/Sayso",
                       NULL);
}
