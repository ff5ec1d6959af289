/* Reading and writing files of other programs, in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "sidecar/sayso-durable.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define MAX_IMPORT (256 * 1024 * 1024)

/* What a thread needs, and what comes of it. */
typedef struct
{
  const SaysoFormat *format;
  SaysoText         *text;
  char              *path;
  GPtrArray         *records; /* of the document, as they were */
  /* Of an import. */
  GPtrArray *notices;
  GPtrArray *read;
  GPtrArray *fitting;    /* of what was read, where the document is as it was */
  guint64    generation; /* of the document then */
  /* Of an export: which of the records. */
  char  *article_name;
  char **sets;
  guint  statuses;
} Exchange;

static Exchange *
exchange_new (SaysoWindow       *self,
              const SaysoFormat *format,
              const char        *path)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->format = format;
  exchange->text = g_object_ref (sayso_document_get_text (self->document));
  exchange->path = g_strdup (path);
  exchange->records = sayso_document_snapshot (self->document);
  exchange->notices = g_ptr_array_new_with_free_func (g_free);
  exchange->generation = sayso_document_get_generation (self->document);
  return exchange;
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_object_unref (exchange->text);
  g_free (exchange->path);
  g_ptr_array_unref (exchange->notices);
  g_ptr_array_unref (exchange->records);
  g_clear_pointer (&exchange->read, g_ptr_array_unref);
  g_clear_pointer (&exchange->fitting, g_ptr_array_unref);
  g_free (exchange->article_name);
  g_strfreev (exchange->sets);
  g_free (exchange);
}

static GBytes *
read_sibling (const char *extension,
              gpointer    user_data,
              GError    **error)
{
  return sayso_durable_read_sibling (user_data, extension, MAX_IMPORT, error);
}

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Exchange          *import = data;
  g_autofree char   *name = g_path_get_basename (import->path);
  SaysoImportOptions options = { import->text, NULL, name, read_sibling, import->path, import->notices };
  GError            *error = NULL;
  g_autoptr (GBytes) bytes = sayso_durable_read (import->path, MAX_IMPORT, &error);

  if (bytes == NULL)
    g_prefix_error (&error, "%s: ", name);
  else
    import->read = sayso_format_read (import->format, bytes, &options, &error);
  if (import->read != NULL)
    {
      import->fitting = sayso_format_fit (import->read, import->records);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
tell_imported (SaysoWindow *self,
               Exchange    *import,
               guint        n_claims,
               guint        n_suggested)
{
  g_autofree char *name = g_path_get_basename (import->path);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_suggested > 0)
    g_string_append_printf (text, g_dngettext (NULL, "Imported %u claim to review from “%s”.", "Imported %u claims to review from “%s”.", n_suggested), n_suggested, name);
  else
    g_string_append_printf (text, g_dngettext (NULL, "Imported %u claim from “%s”.", "Imported %u claims from “%s”.", n_claims), n_claims, name);
  if (import->notices->len > 0)
    g_string_append_printf (text, " (%s)", (char *)g_ptr_array_index (import->notices, 0));
  sayso_window_message (self, GTK_MESSAGE_INFO, text->str, n_suggested > 0 ? _ ("Review") : NULL, "win.review");
}

/* What a person did meanwhile may have taken an id, or away an identity. */
static void
fit_again (SaysoWindow *self,
           Exchange    *import)
{
  g_autoptr (GPtrArray) known = sayso_document_snapshot (self->document);

  g_ptr_array_unref (import->fitting);
  import->fitting = sayso_format_fit (import->read, known);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  Exchange *import = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *set = NULL;
  guint            n_claims, n_suggested;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* Another article may have been opened meanwhile. */
  if (!sayso_window_end_work (self, error, "win.import") || sayso_document_get_text (self->document) != import->text)
    return;
  if (sayso_document_get_generation (self->document) != import->generation)
    fit_again (self, import);
  n_claims = g_list_model_get_n_items (sayso_document_get_claims (self->document));
  n_suggested = sayso_document_count_claims (self->document, SAYSO_STATUS_SUGGESTED);
  set = sayso_format_put (import->format, import->fitting, self->document);
  tell_imported (self, import, g_list_model_get_n_items (sayso_document_get_claims (self->document)) - n_claims,
                 sayso_document_count_claims (self->document, SAYSO_STATUS_SUGGESTED) - n_suggested);
}

void
sayso_window_import (SaysoWindow       *self,
                     const SaysoFormat *format,
                     const char        *path)
{
  g_autoptr (GTask) task = sayso_window_begin_work (self, _ ("Reading the file…"), _ ("Import progress"), NULL,
                                                    exchange_new (self, format, path), exchange_free, imported_cb);

  if (task == NULL)
    return;
  g_task_set_source_tag (task, sayso_window_import);
  /* A reader does not stop half-way; what it reads is then left. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, import_thread);
}

/* The file in memory. */
static GBytes *
write_bytes (Exchange *export,
             GError **error)
{
  g_autoptr (SaysoDocument) document = sayso_document_new (export->text);
  SaysoExportOptions options = { document, export->article_name, (const char *const *)export->sets, export->statuses, FALSE };

  sayso_document_load (document, export->records);
  return sayso_format_export (export->format, &options, FALSE, error);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Exchange *export = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = write_bytes (export, &error);

  /* From here on it is too late to stop: what is said to be stopped must not be written. */
  if (!g_task_set_return_on_cancel (task, FALSE))
    {
      g_clear_error (&error);
      return;
    }
  if (bytes != NULL && g_file_set_contents_full (export->path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  Exchange *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_application_release (g_application_get_default ());
  g_task_propagate_boolean (G_TASK (result), &error);
  if (!sayso_window_end_work (self, error, "win.export"))
    return;
  text = sayso_words_fill (_ ("Exported to “%s”."), export->path);
  sayso_window_message (self, GTK_MESSAGE_INFO, text, NULL, NULL);
}

void
sayso_window_export (SaysoWindow       *self,
                     const SaysoFormat *format,
                     const char *const *sets,
                     guint              statuses,
                     const char        *path)
{
  Exchange *export = exchange_new (self, format, path);
  g_autoptr (GTask) task = NULL;

  export->article_name = g_strdup (self->article_name);
  export->sets = g_strdupv ((char **)sets);
  export->statuses = statuses;
  task = sayso_window_begin_work (self, _ ("Writing the file…"), _ ("Export progress"), NULL, export, exchange_free, exported_cb);
  if (task == NULL)
    return;
  g_task_set_source_tag (task, sayso_window_export);
  /* Who exports and closes the window wants the file all the same. */
  self->work_outlives = TRUE;
  g_application_hold (g_application_get_default ());
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, export_thread);
}
