/* Extracting quotes: in a thread, with progress and a way to stop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-proposals.h"

#include <glib/gi18n.h>

/* One for all windows: it does not change, and any thread may use it. */
static SaysoExtractor *extractor;
static GMutex          extractor_lock;

typedef struct
{
  SaysoText *text;
  gint       done; /* per mille, atomic */
} Extraction;

static void
extraction_free (gpointer data)
{
  Extraction *extraction = data;

  g_object_unref (extraction->text);
  g_free (extraction);
}

static void
progress_cb (double   done,
             gpointer user_data)
{
  g_atomic_int_set (&((Extraction *)user_data)->done, (int)(done * 1000));
}

SaysoExtractor *
sayso_window_get_extractor (GError **error)
{
  SaysoExtractor *shared;

  g_mutex_lock (&extractor_lock);
  if (extractor == NULL)
    {
      extractor = sayso_extractor_new (NULL, error);
      if (extractor != NULL && !sayso_extractor_add_own_lexicon (extractor, error))
        g_clear_pointer (&extractor, sayso_extractor_free);
    }
  shared = extractor;
  g_mutex_unlock (&extractor_lock);
  return shared;
}

static void
thread_cb (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Extraction     *extraction = data;
  GError         *error = NULL;
  SaysoExtractor *shared = sayso_window_get_extractor (&error);
  SaysoQuotes    *quotes = NULL;

  if (shared != NULL)
    quotes = sayso_extractor_run (shared, sayso_text_get_utf8 (extraction->text), sayso_text_get_n_bytes (extraction->text), cancellable, progress_cb, extraction, &error);
  if (quotes != NULL)
    g_task_return_pointer (task, quotes, (GDestroyNotify)sayso_quotes_free);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SaysoWindow) self = user_data;
  Extraction *extraction = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoQuotes) quotes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;
  guint            n_proposed;

  /* Another article may have been opened meanwhile. */
  if (!sayso_window_end_work (self, error, NULL) || sayso_document_get_text (self->document) != extraction->text)
    return;
  n_proposed = sayso_proposals_apply (self->document, quotes);
  if (n_proposed == 0)
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, quotes->n_quotes == 0 ? _ ("No quotes found. Select text and press 2 to mark a claim.") : _ ("No new quotes found. What you decided and marked is left alone."), NULL, NULL);
      return;
    }
  text = g_strdup_printf (g_dngettext (NULL, "%u quote found. Review it with Ctrl+R.", "%u quotes found. Review them with Ctrl+R.", n_proposed), n_proposed);
  sayso_window_message (self, GTK_MESSAGE_INFO, text, _ ("Review"), "win.review");
}

static void
extract_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SaysoWindow *self = user_data;
  Extraction  *extraction = g_new0 (Extraction, 1);
  g_autoptr (GTask) task = NULL;

  extraction->text = g_object_ref (sayso_document_get_text (self->document));
  task = sayso_window_begin_work (self, _ ("Looking for quotes…"), _ ("Extraction progress"), &extraction->done, extraction, extraction_free, done_cb);
  if (task == NULL)
    return;
  g_task_set_source_tag (task, extract_cb);
  g_task_run_in_thread (task, thread_cb);
}

void
sayso_window_add_extract_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "extract", extract_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
