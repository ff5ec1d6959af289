/* Export and import: choosing a format, what goes into it, and being told what it
 * cannot hold before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* One dialog; it lives as long as its window. */
typedef struct
{
  SaysoWindow *window;
  GtkWidget   *dialog, *format, *losses;
  GtkWidget   *statuses[3];
  GPtrArray   *formats; /* of SaysoFormat, as in the drop-down */
  GPtrArray   *sets;    /* of GtkCheckButton */
  GPtrArray   *set_ids; /* of char * */
  gboolean     importing;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_object_unref (exchange->window);
  g_ptr_array_unref (exchange->formats);
  g_ptr_array_unref (exchange->sets);
  g_ptr_array_unref (exchange->set_ids);
  g_free (exchange);
}

static const SaysoFormat *
chosen_format (Exchange *exchange)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (exchange->format));

  return chosen < exchange->formats->len ? g_ptr_array_index (exchange->formats, chosen) : NULL;
}

/* The array of ids is the caller's, the ids are not; NULL stands for all. */
static const char **
chosen_sets (Exchange *exchange)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < exchange->sets->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (exchange->sets, i)))
        g_ptr_array_add (chosen, g_ptr_array_index (exchange->set_ids, i));
    }
  g_ptr_array_add (chosen, NULL);
  return (const char **)g_ptr_array_free (chosen, FALSE);
}

static guint
chosen_statuses (Exchange *exchange)
{
  guint statuses = 0;

  for (guint i = 0; i < 3; i++)
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (exchange->statuses[i])))
        statuses |= 1u << i;
    }
  return statuses;
}

static void
show_losses (Exchange *exchange)
{
  const SaysoFormat      *format = chosen_format (exchange);
  g_autofree const char **sets = chosen_sets (exchange);
  SaysoExportOptions      options = { exchange->window->document, exchange->window->article_name, sets, chosen_statuses (exchange), FALSE };
  g_auto (GStrv) losses = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  if (format == NULL)
    return;
  losses = sayso_format_list_losses (format, &options);
  joined = sayso_words_list (losses);
  text = *joined != '\0' ? g_strdup_printf (_ ("This format cannot hold: %s. They stay in the sidecar."), joined) : g_strdup (_ ("Nothing is lost in this format."));
  gtk_label_set_label (GTK_LABEL (exchange->losses), text);
}

/* What was asked for, while the file is chosen. */
typedef struct
{
  const SaysoFormat *format;
  char             **sets;
  guint              statuses;
} Choice;

static void
choice_free (Choice *choice)
{
  g_strfreev (choice->sets);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
export_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  SaysoWindow *self = SAYSO_WINDOW (source);
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->store == NULL)
    return;
  if (sayso_store_protects (sayso_store_get_article_path (self->store), path))
    {
      sayso_window_message (self, GTK_MESSAGE_ERROR, _ ("That is the article or its sidecar, which are never overwritten. Choose another name."), _ ("Try Again"), "win.export");
      return;
    }
  sayso_window_export (self, choice->format, (const char *const *)choice->sets, choice->statuses, path);
}

static void
export_now (Exchange *exchange)
{
  SaysoWindow            *self = exchange->window;
  const SaysoFormat      *format = chosen_format (exchange);
  g_autofree const char **sets = chosen_sets (exchange);
  g_autofree char        *name = g_strconcat (self->article_name, format->extension, NULL);
  g_autofree char        *folder = g_path_get_dirname (sayso_store_get_article_path (self->store));
  guint                   statuses = chosen_statuses (exchange);
  Choice                 *choice;

  if (statuses == 0)
    {
      gtk_label_set_label (GTK_LABEL (exchange->losses), _ ("Choose at least one status to export."));
      return;
    }
  choice = g_new0 (Choice, 1);
  choice->format = format;
  choice->sets = g_strdupv ((char **)sets);
  choice->statuses = statuses;
  gtk_window_close (GTK_WINDOW (exchange->dialog));
  sayso_dialogs_save (GTK_WINDOW (self), _ ("Export"), folder, name, export_chosen_cb, choice);
}

static void
import_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  const SaysoFormat *format = user_data;
  SaysoWindow       *self = SAYSO_WINDOW (source);
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->document != NULL)
    sayso_window_import (self, format, path);
}

static void
import_now (Exchange *exchange)
{
  SaysoWindow       *self = exchange->window;
  const SaysoFormat *format = chosen_format (exchange);

  gtk_window_close (GTK_WINDOW (exchange->dialog));
  sayso_dialogs_open (GTK_WINDOW (self), _ ("Import"), NULL, import_chosen_cb, (gpointer)format);
}

static void
go_cb (Exchange *exchange)
{
  if (chosen_format (exchange) == NULL)
    return;
  if (exchange->importing)
    import_now (exchange);
  else
    export_now (exchange);
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-name");
  return label;
}

static GtkWidget *
new_formats (Exchange *exchange)
{
  guint                     n_formats = 0;
  const SaysoFormat *const *formats = sayso_formats (&n_formats);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_formats; i++)
    {
      if (exchange->importing ? formats[i]->import_records == NULL : formats[i]->export_bytes == NULL)
        continue;
      g_ptr_array_add (exchange->formats, (gpointer)formats[i]);
      gtk_string_list_append (titles, _ (formats[i]->title));
    }
  exchange->format = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (exchange->format), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Format"), -1);
  return exchange->format;
}

static void
append_choices (Exchange *exchange,
                GtkBox   *box)
{
  GListModel *sets = sayso_document_get_sets (exchange->window->document);

  gtk_box_append (box, new_heading (_ ("Status")));
  for (guint i = 0; i < 3; i++)
    {
      exchange->statuses[i] = gtk_check_button_new_with_label (sayso_words_status ((SaysoStatus)i));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (exchange->statuses[i]), i == SAYSO_STATUS_ACCEPTED);
      g_signal_connect_swapped (exchange->statuses[i], "toggled", G_CALLBACK (show_losses), exchange);
      gtk_box_append (box, exchange->statuses[i]);
    }
  gtk_box_append (box, new_heading (_ ("Annotation sets")));
  for (guint i = 0; i < g_list_model_get_n_items (sets); i++)
    {
      g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, i);
      GtkWidget *check = gtk_check_button_new_with_label (sayso_annotation_set_get (set)->name);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (show_losses), exchange);
      g_ptr_array_add (exchange->sets, check);
      g_ptr_array_add (exchange->set_ids, g_strdup (sayso_annotation_set_get (set)->head.id));
      gtk_box_append (box, check);
    }
  g_signal_connect_swapped (exchange->format, "notify::selected", G_CALLBACK (show_losses), exchange);
}

static GtkWidget *
new_losses (Exchange *exchange)
{
  exchange->losses = gtk_label_new (exchange->importing ? _ ("What is imported comes as suggestions in a set of its own, to be reviewed.") : NULL);
  gtk_label_set_wrap (GTK_LABEL (exchange->losses), TRUE);
  gtk_label_set_xalign (GTK_LABEL (exchange->losses), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (exchange->losses), 46);
  gtk_widget_add_css_class (exchange->losses, "losses");
  return exchange->losses;
}

static void
open_dialog (SaysoWindow *self,
             gboolean     importing)
{
  Exchange  *exchange = g_new0 (Exchange, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *go = gtk_button_new_with_label (importing ? _ ("Choose File…") : _ ("Export…"));

  sayso_window_commit (self);
  exchange->window = g_object_ref (self);
  exchange->importing = importing;
  exchange->formats = g_ptr_array_new ();
  exchange->sets = g_ptr_array_new ();
  exchange->set_ids = g_ptr_array_new_with_free_func (g_free);
  exchange->dialog = sayso_window_new_dialog (self, importing ? _ ("Import") : _ ("Export"), 420, -1);
  g_object_set_data_full (G_OBJECT (exchange->dialog), "exchange", exchange, exchange_free);
  gtk_widget_add_css_class (box, "dialog-content");
  gtk_box_append (GTK_BOX (box), new_heading (_ ("Format")));
  gtk_box_append (GTK_BOX (box), new_formats (exchange));
  if (!importing)
    append_choices (exchange, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), new_losses (exchange));
  gtk_widget_add_css_class (go, "suggested-action");
  gtk_widget_set_halign (go, GTK_ALIGN_END);
  g_signal_connect_swapped (go, "clicked", G_CALLBACK (go_cb), exchange);
  gtk_box_append (GTK_BOX (box), go);
  gtk_window_set_child (GTK_WINDOW (exchange->dialog), box);
  gtk_window_set_default_widget (GTK_WINDOW (exchange->dialog), go);
  if (!importing)
    show_losses (exchange);
  gtk_window_present (GTK_WINDOW (exchange->dialog));
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  open_dialog (user_data, FALSE);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  open_dialog (user_data, TRUE);
}

void
sayso_window_add_exchange_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "export", export_cb }, { "import", import_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
