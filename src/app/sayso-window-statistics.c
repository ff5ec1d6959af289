/* The page of statistics, and saving it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "view/sayso-statistics.h"

#include <glib/gi18n.h>

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SaysoStatistics) statistics = user_data;
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL && !sayso_statistics_save (statistics, path, &error))
    sayso_window_message (SAYSO_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (source))), GTK_MESSAGE_ERROR, error->message, NULL, NULL);
}

static void
save_cb (SaysoStatistics *statistics,
         const char      *ending)
{
  GtkWindow       *dialog = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (statistics)));
  SaysoWindow     *self = SAYSO_WINDOW (gtk_window_get_transient_for (dialog));
  g_autofree char *folder = self->store != NULL ? g_path_get_dirname (sayso_store_get_article_path (self->store)) : NULL;
  g_autofree char *name = g_strconcat (self->article_name != NULL ? self->article_name : "article", ending, NULL);

  sayso_dialogs_save (dialog, _ ("Save Statistics"), folder, name, saved_cb, g_object_ref (statistics));
}

static void
save_svg_cb (SaysoStatistics *statistics)
{
  save_cb (statistics, ".svg");
}

static void
save_png_cb (SaysoStatistics *statistics)
{
  save_cb (statistics, ".png");
}

static void
statistics_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SaysoWindow *self = user_data;
  GtkWidget   *dialog = sayso_window_new_dialog (self, _ ("Statistics"), 780, 640);
  GtkWidget   *statistics = sayso_statistics_new (self->document);
  GtkWidget   *scrolled = gtk_scrolled_window_new ();
  GtkWidget   *header = gtk_window_get_titlebar (GTK_WINDOW (dialog));
  GtkWidget   *svg = gtk_button_new_with_label (_ ("Save SVG…"));
  GtkWidget   *png = gtk_button_new_with_label (_ ("Save PNG…"));

  g_signal_connect_swapped (svg, "clicked", G_CALLBACK (save_svg_cb), statistics);
  g_signal_connect_swapped (png, "clicked", G_CALLBACK (save_png_cb), statistics);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), svg);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), png);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), statistics);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_statistics_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "statistics", statistics_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
