/* The page of statistics, and saving it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "view/sayso-statistics.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define WIDTH 800
#define HEIGHT 560

typedef struct
{
  SaysoWindow     *window;
  SaysoStatistics *statistics;
  SaysoMessageBar *message_bar;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_object_unref (saving->statistics);
  g_object_unref (saving->message_bar);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_parse_name (file) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || saving->window->store == NULL)
    return;
  if (sayso_store_protects (sayso_store_get_article_path (saving->window->store), path))
    {
      sayso_message_bar_show (saving->message_bar, GTK_MESSAGE_ERROR, _ ("That is the article or its sidecar, which are never overwritten. Choose another name."), NULL, NULL);
      return;
    }
  if (!sayso_statistics_save (saving->statistics, path, &error))
    {
      sayso_message_bar_show (saving->message_bar, GTK_MESSAGE_ERROR, error->message, NULL, NULL);
      return;
    }
  text = sayso_words_fill (_ ("Saved as “%s”."), name);
  sayso_message_bar_show (saving->message_bar, GTK_MESSAGE_INFO, text, NULL, NULL);
}

static void
save_cb (SaysoStatistics *statistics,
         const char      *ending)
{
  GtkWindow       *dialog = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (statistics)));
  SaysoWindow     *self = SAYSO_WINDOW (gtk_window_get_transient_for (dialog));
  Saving          *saving = g_new0 (Saving, 1);
  g_autofree char *folder = self->store != NULL ? g_path_get_dirname (sayso_store_get_article_path (self->store)) : NULL;
  g_autofree char *name = g_strconcat (self->article_name != NULL ? self->article_name : "article", ending, NULL);

  saving->window = g_object_ref (self);
  saving->statistics = g_object_ref (statistics);
  saving->message_bar = g_object_ref (g_object_get_data (G_OBJECT (statistics), "message-bar"));
  sayso_dialogs_save (dialog, _ ("Save Statistics"), folder, name, saved_cb, saving);
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
  GtkWidget   *dialog = sayso_window_new_dialog (self, _ ("Statistics"), WIDTH, HEIGHT);
  GtkWidget   *statistics = sayso_statistics_new (self->document, gtk_label_get_label (GTK_LABEL (self->title)));
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget   *message_bar = sayso_message_bar_new ();
  GtkWidget   *scrolled = gtk_scrolled_window_new ();
  GtkWidget   *header = gtk_window_get_titlebar (GTK_WINDOW (dialog));
  GtkWidget   *svg = gtk_button_new_with_label (_ ("Save SVG…"));
  GtkWidget   *png = gtk_button_new_with_label (_ ("Save PNG…"));

  g_object_set_data (G_OBJECT (statistics), "message-bar", message_bar);
  g_signal_connect_swapped (svg, "clicked", G_CALLBACK (save_svg_cb), statistics);
  g_signal_connect_swapped (png, "clicked", G_CALLBACK (save_png_cb), statistics);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), svg);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), png);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), statistics);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), message_bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_window_set_child (GTK_WINDOW (dialog), box);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_statistics_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "statistics", statistics_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
