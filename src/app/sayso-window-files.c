/* Opening, saving and closing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "text/sayso-data-files.h"
#include "view/sayso-words.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define SAMPLE "lantern-bridge.txt"

typedef struct
{
  SaysoWindow *window;
  char        *path;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_free (opening->path);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
encoding_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  static const char *encodings[] = { NULL, "UTF-16", "WINDOWS-1251", "ISO-8859-15", "WINDOWS-1252" };
  g_autoptr (Opening) opening = user_data;
  int answer = sayso_dialogs_ask_finish (result);

  if (answer > 0)
    sayso_window_open_path (opening->window, opening->path, encodings[answer]);
}

static void
choose_encoding_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  Opening         *opening = g_new0 (Opening, 1);
  const char      *buttons[] = { _ ("Cancel"), "UTF-16", "Windows-1251", "ISO 8859-15", "Windows-1252", NULL };
  g_autofree char *name = g_path_get_basename (g_variant_get_string (parameter, NULL));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *question = sayso_words_fill (_ ("Which encoding is “%s” in?"), shown);

  opening->window = g_object_ref (self);
  opening->path = g_strdup (g_variant_get_string (parameter, NULL));
  sayso_dialogs_ask (GTK_WINDOW (self), question, _ ("Texts from Western Europe are mostly Windows-1252. The file itself is not changed."), buttons, encoding_cb, opening);
}

/* The error names the file by its whole path, which says little in a window. */
static char *
dup_not_opened (const char   *path,
                const GError *error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *name = g_path_get_basename (shown);
  g_autofree char *itself = g_strconcat (shown, ": ", NULL);
  g_autofree char *folder = g_strndup (shown, strlen (shown) - strlen (name));
  const char      *what = error->message;
  gboolean         is_sentence;

  if (g_str_has_prefix (what, itself))
    what += strlen (itself);
  else if (g_str_has_prefix (what, folder))
    what += strlen (folder);
  is_sentence = g_str_has_suffix (what, ".");
  /* Translators: a file name, and what went wrong with it */
  return g_strdup_printf (is_sentence ? _ ("“%s” was not opened: %s") : _ ("“%s” was not opened: %s."), name, what);
}

static void
offer_encodings (SaysoWindow  *self,
                 const char   *path,
                 const GError *error)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;
  g_autofree char *text = NULL;

  text = dup_not_opened (path, error);
  if (!g_utf8_validate (path, -1, NULL))
    {
      sayso_window_message (self, GTK_MESSAGE_ERROR, text, NULL, NULL);
      return;
    }
  target = g_variant_ref_sink (g_variant_new_string (path));
  action = g_action_print_detailed_name ("win.choose-encoding", target);
  sayso_window_message (self, GTK_MESSAGE_WARNING, text, _ ("Choose Encoding…"), action);
}

static void
add_recent (SaysoWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (sayso_store_get_article_path (self->store), NULL, NULL);
  GtkRecentData    data = {
       .display_name = self->article_name,
       .description = (char *)gtk_label_get_label (GTK_LABEL (self->title)),
       .mime_type = (char *)"text/plain",
       .app_name = (char *)"sayso-window",
       .app_exec = (char *)"sayso-window %u",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/* What a person should know about how it opened; the most pressing one alone. */
static void
report (SaysoWindow *self)
{
  const SaysoReanchorReport *report = sayso_store_get_report (self->store);
  guint                      n_recovered = sayso_store_get_n_recovered (self->store);
  g_autofree char           *text = NULL;

  if (sayso_store_get_read_only_reason (self->store) != NULL)
    sayso_window_message (self, GTK_MESSAGE_WARNING, sayso_store_get_read_only_reason (self->store), NULL, NULL);
  else if (report != NULL && report->article_changed && report->n_moved + report->n_orphans > 0)
    {
      text = g_strdup_printf (g_dngettext (NULL, "The article changed since it was annotated. %u of %u marks were found again; %u needs your help.", "The article changed since it was annotated. %u of %u marks were found again; %u need your help.", report->n_moved + report->n_orphans),
                              report->n_exact + report->n_moved, report->n_exact + report->n_moved + report->n_orphans, report->n_moved + report->n_orphans);
      sayso_window_message (self, GTK_MESSAGE_WARNING, text, NULL, NULL);
    }
  else if (report != NULL && report->article_changed && report->n_exact > 0)
    sayso_window_message (self, GTK_MESSAGE_INFO, _ ("The article changed since it was annotated. All marks were found again."), NULL, NULL);
  else if (sayso_store_is_elsewhere (self->store))
    sayso_window_message (self, GTK_MESSAGE_WARNING, sayso_store_get_elsewhere_reason (self->store), NULL, NULL);
  else if (n_recovered > 0)
    {
      text = g_strdup_printf (g_dngettext (NULL, "The last session did not end well. %u step that was not saved yet was brought back.", "The last session did not end well. %u steps that were not saved yet were brought back.", n_recovered), n_recovered);
      sayso_window_message (self, GTK_MESSAGE_INFO, text, NULL, NULL);
    }
}

static void
find_codebook (SaysoWindow *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  self->codebook = sayso_codebook_find (sayso_store_get_article_path (self->store), &error);
  sayso_inspector_set_codebook (SAYSO_INSPECTOR (self->inspector), self->codebook);
  sayso_claim_list_set_codebook (SAYSO_CLAIM_LIST (self->list), self->codebook, self->annotator);
  if (error != NULL)
    sayso_window_message (self, GTK_MESSAGE_WARNING, error->message, NULL, NULL);
}

/* There is something to read before the marks are there, where nothing else is being read. */
static void
text_read_cb (SaysoText *text,
              gpointer   user_data)
{
  Opening *opening = user_data;

  if (opening->window->store == NULL)
    sayso_window_show_text (opening->window, text);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  SaysoWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) store = sayso_store_open_finish (result, &error);

  /* Another opening has taken its place. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (g_error_matches (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_ENCODING))
    offer_encodings (self, opening->path, error);
  else if (error != NULL)
    {
      g_autofree char *text = dup_not_opened (opening->path, error);

      sayso_window_message (self, GTK_MESSAGE_ERROR, text, _ ("Open Another…"), "win.open");
    }
  if (store == NULL)
    {
      if (self->store == NULL)
        sayso_window_set_store (self, NULL);
      return;
    }
  sayso_message_bar_hide (SAYSO_MESSAGE_BAR (self->message_bar));
  sayso_window_set_store (self, store);
  sayso_window_session_return (self);
  add_recent (self);
  report (self);
  find_codebook (self);
  if (self->opening_sample)
    sayso_window_tour_once (self);
  self->opening_sample = FALSE;
}

void
sayso_window_open_path (SaysoWindow *self,
                        const char  *path,
                        const char  *encoding)
{
  Opening        *opening = g_new0 (Opening, 1);
  SaysoStoreFlags flags = sayso_settings_get_boolean (self->settings, "snapshot") ? SAYSO_STORE_NONE : SAYSO_STORE_NO_SNAPSHOT;

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  opening->window = g_object_ref (self);
  opening->path = g_strdup (path);
  sayso_store_open_async (path, encoding, flags, self->opening, text_read_cb, opened_cb, opening);
}

void
sayso_window_open (SaysoWindow *self,
                   GFile       *file)
{
  g_autofree char *path = g_file_get_path (file);

  g_return_if_fail (SAYSO_IS_WINDOW (self));

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);
      g_autofree char *text = sayso_words_fill (_ ("“%s” is not on this computer. Save it to a folder here and open that copy."), uri);

      sayso_window_message (self, GTK_MESSAGE_ERROR, text, NULL, NULL);
      return;
    }
  if (!sayso_window_offer_article (self, path))
    sayso_window_open_path (self, path, NULL);
}

static void
open_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);

  if (file != NULL)
    sayso_window_open (self, file);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const char *filters[] = { _ ("Texts"), "*.txt", _ ("Web pages and Markdown"), "*.[hm][td]*", _ ("All files"), "*", NULL };

  sayso_dialogs_open (GTK_WINDOW (user_data), _ ("Open Article"), filters, open_chosen_cb, g_object_ref (user_data));
}

static void
open_uri_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  sayso_window_open (user_data, file);
}

typedef struct
{
  SaysoWindow *window;
  char        *text;
} Pasting;

static void
pasting_free (Pasting *pasting)
{
  g_object_unref (pasting->window);
  g_free (pasting->text);
  g_free (pasting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, pasting_free)

static void
paste_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  g_autoptr (GFile) file = sayso_dialogs_file_finish (result, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  if (g_file_set_contents_full (path, pasting->text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    sayso_window_open_path (pasting->window, path, NULL);
  else
    sayso_window_message (pasting->window, GTK_MESSAGE_ERROR, error->message, _ ("Try Again"), "win.paste");
}

/* A file name from the first words. */
static char *
name_for (const char *text)
{
  g_autofree char *line = sayso_words_one_line (text, 40);
  GString         *name = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (name, g_unichar_tolower (c));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  g_string_append (name, name->len > 0 ? ".txt" : "article.txt");
  return g_string_free (name, FALSE);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *name = NULL;
  Pasting         *pasting;

  if (text == NULL || *g_strstrip (text) == '\0')
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("There is no text to paste. Copy an article first, then press Paste Text."), NULL, NULL);
      return;
    }
  name = name_for (text);
  pasting = g_new0 (Pasting, 1);
  pasting->window = g_object_ref (self);
  pasting->text = g_strconcat (text, "\n", NULL);
  sayso_dialogs_save (GTK_WINDOW (self), _ ("Keep the Pasted Article"), g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS), name, paste_saved_cb, pasting);
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (user_data), NULL, pasted_cb, g_object_ref (user_data));
}

static gboolean
copy_once (const char *name,
           const char *folder,
           GError    **error)
{
  g_autofree char *sample = g_build_filename ("samples", name, NULL);
  g_autofree char *from = sayso_data_file (sample);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize            length = 0;

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return TRUE;
  return g_file_get_contents (from, &bytes, &length, error) && g_file_set_contents (to, bytes, (gssize)length, error);
}

/* The sample is the person's own copy: it may be played with. */
static void
sample_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "sayso", "samples", NULL);
  g_autofree char *path = g_build_filename (folder, SAMPLE, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));

      sayso_window_message (self, GTK_MESSAGE_ERROR, text, NULL, NULL);
      return;
    }
  if ((is_new && !copy_once (SAMPLE ".sayso.json", folder, &error)) || !copy_once (SAMPLE, folder, &error))
    sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, NULL, NULL);
  else
    {
      self->opening_sample = TRUE;
      sayso_window_open_path (self, path, NULL);
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sayso_store_save_finish (SAYSO_STORE (source), result, &error) && SAYSO_STORE (source) == self->store)
    sayso_window_message (self, GTK_MESSAGE_ERROR, error->message, _ ("Try Again"), "win.save");
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;

  sayso_window_commit (self);
  sayso_store_save_async (self->store, NULL, saved_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { "open", open_cb },
  { "open-uri", open_uri_cb, "s" },
  { "choose-encoding", choose_encoding_cb, "s" },
  { "paste", paste_cb },
  { "sample", sample_cb },
  { "save", save_cb },
};

static void
active_cb (SaysoWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) && self->store != NULL && sayso_store_get_state (self->store) == SAYSO_STORE_MODIFIED)
    sayso_store_save_async (self->store, NULL, saved_cb, g_object_ref (self));
}

static gboolean
drop_cb (SaysoWindow  *self,
         const GValue *value)
{
  GSList       *dropped = g_value_get_boxed (value);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  if (dropped == NULL)
    return FALSE;
  sayso_window_open (self, dropped->data);
  for (GSList *item = dropped->next; item != NULL; item = item->next)
    g_ptr_array_add (files, item->data);
  /* Each further one in a window of its own. */
  if (files->len > 0 && application != NULL)
    g_application_open (application, (GFile **)files->pdata, (int)files->len, "");
  return TRUE;
}

static GdkDragAction
drag_enter_cb (SaysoWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop-ready");
  return GDK_ACTION_COPY;
}

static void
drag_leave_cb (SaysoWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-ready");
}

void
sayso_window_add_file_actions (SaysoWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "enter", G_CALLBACK (drag_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drag_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
