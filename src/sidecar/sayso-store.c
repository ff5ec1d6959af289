/* An open article: its document, and where and whether it is saved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-store-private.h"
#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-portal.h"
#include "text/sayso-guard.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* After the last change; the journal has it all the while. */
#define AUTOSAVE_DELAY_MS 1500
#define JOURNAL_SYNC_DELAY_MS 500
#define MONITOR_DELAY_MS 200

struct _SaysoStore
{
  GObject         parent_instance;
  SaysoOpening   *opening;
  SaysoDocument  *document;
  SaysoStoreFlags flags;
  SaysoStoreState state;
  char           *error_message;
  SaysoJournal   *journal;
  SaysoJournal   *replayed; /* of a broken-off session, where none is written here: goes with the save */
  GPtrArray      *base;
  char           *base_sha256;
  guint64         saved_generation;
  gboolean        autosave;
  gboolean        saving;
  gboolean        unjournalled; /* something since the last save is not in the journal */
  gboolean        merging;      /* what the document is told now came from the file */
  guint           autosave_source;
  guint           sync_source;
  guint           monitor_source;
  GFileMonitor   *sidecar_monitor;
  GFileMonitor   *article_monitor;
};

enum
{
  PROP_STATE = 1,
  PROP_ERROR_MESSAGE,
  PROP_ELSEWHERE,
  N_PROPERTIES
};

enum
{
  MERGED,
  ARTICLE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint       signals[N_SIGNALS];

GType sayso_store_state_get_type (void);

G_DEFINE_ENUM_TYPE (SaysoStoreState, sayso_store_state, G_DEFINE_ENUM_VALUE (SAYSO_STORE_SAVED, "saved"), G_DEFINE_ENUM_VALUE (SAYSO_STORE_MODIFIED, "modified"), G_DEFINE_ENUM_VALUE (SAYSO_STORE_SAVING, "saving"), G_DEFINE_ENUM_VALUE (SAYSO_STORE_FAILED, "failed"), G_DEFINE_ENUM_VALUE (SAYSO_STORE_READ_ONLY, "read-only"))

G_DEFINE_FINAL_TYPE (SaysoStore, sayso_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (sayso - store - error - quark, sayso_store_error)

static void
set_state (SaysoStore     *self,
           SaysoStoreState state,
           const char     *message)
{
  if (g_strcmp0 (message, self->error_message) != 0)
    {
      g_free (self->error_message);
      self->error_message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static void
journal_failed (SaysoStore   *self,
                const GError *error)
{
  g_autofree char *message = g_strdup_printf (_ ("The journal cannot be written: %s. Save now, and make room."), error->message);

  self->unjournalled = TRUE;
  set_state (self, SAYSO_STORE_FAILED, message);
}

static gboolean
autosave_cb (gpointer user_data)
{
  SaysoStore *self = SAYSO_STORE (user_data);

  if (self->journal != NULL && sayso_journal_is_busy (self->journal))
    return G_SOURCE_CONTINUE;
  self->autosave_source = 0;
  sayso_store_save_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
sync_cb (gpointer user_data)
{
  SaysoStore *self = SAYSO_STORE (user_data);
  g_autoptr (GError) error = NULL;

  if (self->journal != NULL && sayso_journal_is_busy (self->journal))
    return G_SOURCE_CONTINUE;
  self->sync_source = 0;
  if (self->journal != NULL && !sayso_journal_sync (self->journal, &error) && !self->saving)
    journal_failed (self, error);
  return G_SOURCE_REMOVE;
}

static void
schedule (SaysoStore *self)
{
  if (self->journal != NULL && self->sync_source == 0)
    self->sync_source = g_timeout_add (JOURNAL_SYNC_DELAY_MS, sync_cb, self);
  if (!self->autosave)
    return;
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  self->autosave_source = g_timeout_add (AUTOSAVE_DELAY_MS, autosave_cb, self);
}

static void
document_changed_cb (SaysoDocument *document,
                     SaysoStep     *step,
                     gboolean       undone,
                     gpointer       user_data)
{
  SaysoStore *self = SAYSO_STORE (user_data);
  g_autoptr (GError) error = NULL;

  if (self->merging || self->state == SAYSO_STORE_READ_ONLY)
    return;
  if (self->journal != NULL && !sayso_journal_append (self->journal, step, undone, &error))
    journal_failed (self, error);
  else if (self->state != SAYSO_STORE_SAVING)
    set_state (self, SAYSO_STORE_MODIFIED, NULL);
  schedule (self);
}

/* user_data: what base_sha256 was when the question was asked. */
static void
sidecar_digested_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  SaysoStore      *self = SAYSO_STORE (source);
  g_autofree char *before = user_data;
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Closed meanwhile; or saved, which its own event asks about. */
  if (self->sidecar_monitor == NULL || self->saving || g_strcmp0 (before, self->base_sha256) != 0)
    return;
  if (g_strcmp0 (sha256, self->base_sha256) == 0)
    return;
  /* Saving merges. A sidecar that was removed comes back with the next change. */
  if (sha256 != NULL)
    sayso_store_save_async (self, NULL, NULL, NULL);
  else
    set_state (self, SAYSO_STORE_MODIFIED, NULL);
}

static gboolean
foreign_change_cb (gpointer user_data)
{
  SaysoStore *self = SAYSO_STORE (user_data);

  self->monitor_source = 0;
  if (!self->saving && self->state != SAYSO_STORE_READ_ONLY)
    sayso_store_digest_async (self, self->opening->sidecar_path, SAYSO_GUARD_MAX_BYTES, sidecar_digested_cb, g_strdup (self->base_sha256));
  return G_SOURCE_REMOVE;
}

static void
sidecar_event_cb (SaysoStore *self)
{
  if (self->monitor_source == 0)
    self->monitor_source = g_timeout_add (MONITOR_DELAY_MS, foreign_change_cb, self);
}

static void
article_digested_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  SaysoStore      *self = SAYSO_STORE (source);
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->article_monitor != NULL && g_strcmp0 (sha256, sayso_text_get_sha256 (self->opening->text)) != 0)
    g_signal_emit (self, signals[ARTICLE_CHANGED], 0);
}

static void
article_event_cb (SaysoStore *self)
{
  sayso_store_digest_async (self, self->opening->article_path, SAYSO_TEXT_MAX_BYTES, article_digested_cb, NULL);
}

static void
watch (SaysoStore *self)
{
  g_autoptr (GFile) sidecar = g_file_new_for_path (self->opening->sidecar_path);
  g_autoptr (GFile) article = g_file_new_for_path (self->opening->article_path);

  self->sidecar_monitor = g_file_monitor_file (sidecar, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->sidecar_monitor != NULL)
    g_signal_connect_object (self->sidecar_monitor, "changed", G_CALLBACK (sidecar_event_cb), self, G_CONNECT_SWAPPED);
  self->article_monitor = g_file_monitor_file (article, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->article_monitor != NULL)
    g_signal_connect_object (self->article_monitor, "changed", G_CALLBACK (article_event_cb), self, G_CONNECT_SWAPPED);
}

static void
sayso_store_dispose (GObject *object)
{
  SaysoStore *self = SAYSO_STORE (object);

  sayso_store_close (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_store_parent_class)->dispose (object);
}

static void
sayso_store_finalize (GObject *object)
{
  SaysoStore *self = SAYSO_STORE (object);

  g_clear_pointer (&self->opening, sayso_opening_free);
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_free (self->base_sha256);
  g_free (self->error_message);
  G_OBJECT_CLASS (sayso_store_parent_class)->finalize (object);
}

static void
sayso_store_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SaysoStore *self = SAYSO_STORE (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_ELSEWHERE:
      g_value_set_boolean (value, self->opening->elsewhere);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sayso_store_class_init (SaysoStoreClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sayso_store_dispose;
  object_class->finalize = sayso_store_finalize;
  object_class->get_property = sayso_store_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, sayso_store_state_get_type (), SAYSO_STORE_SAVED, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_ELSEWHERE] = g_param_spec_boolean ("elsewhere", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[MERGED] = g_signal_new ("merged", SAYSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ARTICLE_CHANGED] = g_signal_new ("article-changed", SAYSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sayso_store_init (SaysoStore *self)
{
}

char *
sayso_store_sidecar_path (const char *article_path)
{
  g_return_val_if_fail (article_path != NULL, NULL);
  return g_strconcat (article_path, ".sayso.json", NULL);
}

static SaysoStore *
store_new (SaysoOpening   *opening,
           SaysoStoreFlags flags)
{
  SaysoStore *self = g_object_new (SAYSO_TYPE_STORE, NULL);

  self->opening = opening;
  self->flags = flags;
  self->document = g_steal_pointer (&opening->document);
  self->saved_generation = sayso_document_get_generation (self->document);
  self->base = g_steal_pointer (&opening->base);
  self->base_sha256 = g_strdup (opening->base_sha256);

  if (opening->read_only_reason != NULL)
    self->state = SAYSO_STORE_READ_ONLY;
  else if (opening->needs_save)
    self->state = SAYSO_STORE_MODIFIED;
  if (flags & SAYSO_STORE_INSPECT)
    return self;
  self->autosave = (flags & SAYSO_STORE_NO_JOURNAL) == 0;
  sayso_durable_clean (opening->sidecar_path);
  if (self->autosave && self->state != SAYSO_STORE_READ_ONLY)
    {
      self->journal = sayso_journal_new (opening->sidecar_path, opening->article_path, opening->text);
      watch (self);
    }
  else if (opening->n_recovered > 0)
    self->replayed = sayso_journal_new (opening->sidecar_path, opening->article_path, opening->text);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  if (opening->needs_save)
    schedule (self);
  return self;
}

SaysoStore *
sayso_store_open (const char     *article_path,
                  const char     *encoding,
                  SaysoStoreFlags flags,
                  GError        **error)
{
  SaysoOpening *opening;

  g_return_val_if_fail (article_path != NULL, NULL);

  opening = sayso_opening_run (article_path, encoding, flags, NULL, NULL, error);
  return opening != NULL ? store_new (opening, flags) : NULL;
}

typedef struct
{
  char              *article_path;
  char              *encoding;
  SaysoStoreFlags    flags;
  SaysoStoreTextFunc text_func;
  gpointer           user_data;
  SaysoText         *text; /* when text_func is to be called */
} OpenRequest;

static void
open_request_free (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->article_path);
  g_free (request->encoding);
  g_clear_object (&request->text);
  g_free (request);
}

static gboolean
text_read_cb (gpointer user_data)
{
  GTask       *task = user_data;
  OpenRequest *request = g_task_get_task_data (task);

  if (!g_task_get_completed (task) && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    request->text_func (request->text, request->user_data);
  return G_SOURCE_REMOVE;
}

/* In the thread that reads. A source of our own: g_main_context_invoke() would call back in this very
 * thread whenever nobody holds the context. */
static void
text_read (SaysoText *text,
           gpointer   user_data)
{
  GTask       *task = user_data;
  OpenRequest *request = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  request->text = g_object_ref (text);
  g_task_attach_source (task, source, text_read_cb);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  OpenRequest  *request = task_data;
  GError       *error = NULL;
  SaysoOpening *opening = sayso_opening_run (request->article_path, request->encoding, request->flags, request->text_func != NULL ? text_read : NULL, task, &error);

  if (opening != NULL)
    g_task_return_pointer (task, opening, (GDestroyNotify)sayso_opening_free);
  else
    g_task_return_error (task, error);
}

void
sayso_store_open_async (const char         *article_path,
                        const char         *encoding,
                        SaysoStoreFlags     flags,
                        GCancellable       *cancellable,
                        SaysoStoreTextFunc  text_func,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenRequest *request = g_new0 (OpenRequest, 1);

  g_task_set_source_tag (task, sayso_store_open_async);
  request->article_path = g_strdup (article_path);
  request->encoding = g_strdup (encoding);
  request->flags = flags;
  request->text_func = text_func;
  request->user_data = user_data;
  g_task_set_task_data (task, request, open_request_free);
  g_task_run_in_thread (task, open_thread);
}

SaysoStore *
sayso_store_open_finish (GAsyncResult *result,
                         GError      **error)
{
  SaysoOpening *opening;
  OpenRequest  *request;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  request = g_task_get_task_data (G_TASK (result));
  opening = g_task_propagate_pointer (G_TASK (result), error);
  return opening != NULL ? store_new (opening, request->flags) : NULL;
}

SaysoDocument *
sayso_store_get_document (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return self->document;
}

const char *
sayso_store_get_article_path (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return self->opening->article_path;
}

const char *
sayso_store_get_sidecar_path (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return self->opening->sidecar_path;
}

SaysoStoreState
sayso_store_get_state (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), SAYSO_STORE_SAVED);
  return self->state;
}

const char *
sayso_store_get_error_message (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return self->error_message;
}

const char *
sayso_store_get_elsewhere_reason (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  if (!self->opening->elsewhere)
    return NULL;
  if (sayso_portal_has (self->opening->article_path))
    return _ ("Sayso was shown this article alone, not its folder, and can't save next to it. Your work is kept in your own data folder. Open the article from a folder that Sayso may read, and it is saved there.");
  return _ ("Sayso can't save next to this article. The folder is read-only. Your work is kept in your own data folder.");
}

gboolean
sayso_store_is_elsewhere (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), FALSE);
  return self->opening->elsewhere;
}

const char *
sayso_store_get_read_only_reason (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return self->opening->read_only_reason;
}

const SaysoReanchorReport *
sayso_store_get_report (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), NULL);
  return &self->opening->report;
}

guint
sayso_store_get_n_recovered (SaysoStore *self)
{
  g_return_val_if_fail (SAYSO_IS_STORE (self), 0);
  return self->opening->n_recovered;
}

void
sayso_store_set_autosave (SaysoStore *self,
                          gboolean    autosave)
{
  g_return_if_fail (SAYSO_IS_STORE (self));

  self->autosave = autosave;
  if (!autosave)
    g_clear_handle_id (&self->autosave_source, g_source_remove);
}

static SaysoSaving *
start_saving (SaysoStore *self)
{
  SaysoSaving *saving = g_new0 (SaysoSaving, 1);

  if (self->journal != NULL && !sayso_journal_settle (self->journal, NULL))
    self->unjournalled = TRUE;
  saving->sidecar_path = g_strdup (self->opening->sidecar_path);
  saving->beside_path = g_strdup (self->opening->beside_path);
  saving->article_name = g_path_get_basename (self->opening->article_path);
  saving->text = g_object_ref (self->opening->text);
  saving->with_snapshot = (self->flags & SAYSO_STORE_NO_SNAPSHOT) == 0 && !self->opening->without_snapshot;
  saving->elsewhere = self->opening->elsewhere;
  saving->journalled = self->journal != NULL && !self->unjournalled;
  saving->ours = sayso_document_snapshot (self->document);
  saving->base = self->base != NULL ? g_ptr_array_ref (self->base) : NULL;
  saving->base_sha256 = g_strdup (self->base_sha256);
  self->saved_generation = sayso_document_get_generation (self->document);
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  if (self->journal != NULL)
    sayso_journal_set_aside (self->journal);
  self->saving = TRUE;
  set_state (self, SAYSO_STORE_SAVING, NULL);
  return saving;
}

static GHashTable *
table_of (GPtrArray *records)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (table, ((SaysoRecord *)records->pdata[i])->id, records->pdata[i]);
  return table;
}

/* Tells the document what came from the file; what was changed here meanwhile
 * stays, and is merged by the next save. */
static guint
apply_merged (SaysoStore *self,
              GPtrArray  *ours,
              GPtrArray  *merged)
{
  g_autoptr (GHashTable) before = table_of (ours);
  g_autoptr (GHashTable) after = table_of (merged);
  guint n_changes = 0;

  self->merging = TRUE;
  sayso_document_begin (self->document, _ ("Merge another program’s changes"));
  for (guint i = 0; i < merged->len; i++)
    {
      SaysoRecord *record = merged->pdata[i];
      SaysoRecord *known = g_hash_table_lookup (before, record->id);
      SaysoItem   *item = sayso_document_get_item (self->document, record->table, record->id);

      if (known != NULL && sayso_record_equal (known, record))
        continue;
      if (known != NULL && record->table != SAYSO_TABLE_ARTICLE && (item == NULL || !sayso_record_equal (sayso_item_get_record (item), known)))
        continue;
      sayso_document_put (self->document, record);
      n_changes++;
    }
  for (guint i = ours->len; i > 0; i--)
    {
      SaysoRecord *record = ours->pdata[i - 1];

      if (record->table == SAYSO_TABLE_ARTICLE || g_hash_table_contains (after, record->id))
        continue;
      sayso_document_remove (self->document, record->table, record->id);
      n_changes++;
    }
  sayso_document_end (self->document);
  self->merging = FALSE;
  return n_changes;
}

/* What lies on the disk now is what later changes are told from. */
static guint
take_saved (SaysoStore  *self,
            SaysoSaving *saving)
{
  g_clear_pointer (&self->base, g_ptr_array_unref);
  self->base = g_ptr_array_ref (saving->merged != NULL ? saving->merged : saving->ours);
  g_free (self->base_sha256);
  self->base_sha256 = g_strdup (saving->new_sha256);
  return saving->merged != NULL ? apply_merged (self, saving->ours, saving->merged) : 0;
}

static gboolean
finish_saving (SaysoStore  *self,
               SaysoSaving *saving,
               GError      *failure)
{
  guint    n_changes = 0;
  gboolean later_changes = sayso_document_get_generation (self->document) != self->saved_generation;

  self->saving = FALSE;
  if (saving->is_there)
    n_changes = take_saved (self, saving);
  if (failure != NULL)
    {
      set_state (self, SAYSO_STORE_FAILED, failure->message);
      return FALSE;
    }
  if (self->journal != NULL)
    sayso_journal_drop_aside (self->journal);
  if (self->replayed != NULL)
    sayso_journal_drop (self->replayed);
  g_clear_pointer (&self->replayed, sayso_journal_free);
  self->unjournalled = self->unjournalled && later_changes;
  set_state (self, later_changes ? SAYSO_STORE_MODIFIED : SAYSO_STORE_SAVED, NULL);
  if (later_changes)
    schedule (self);
  if (n_changes > 0)
    g_signal_emit (self, signals[MERGED], 0, n_changes);
  return TRUE;
}

static gboolean
may_save (SaysoStore *self,
          GError    **error)
{
  if (self->state != SAYSO_STORE_READ_ONLY && (self->flags & SAYSO_STORE_INSPECT) == 0)
    return TRUE;
  sayso_store_set_error (error, SAYSO_STORE_ERROR_READ_ONLY, self->opening->sidecar_path,
                         self->opening->read_only_reason != NULL ? self->opening->read_only_reason : _ ("it was opened for reading only"));
  return FALSE;
}

/* By another program, and perhaps so lately that no monitor has told yet. */
static gboolean
was_removed (SaysoStore *self)
{
  return self->base_sha256 != NULL && g_access (self->opening->sidecar_path, F_OK) != 0;
}

gboolean
sayso_store_save (SaysoStore *self,
                  GError    **error)
{
  g_autoptr (SaysoSaving) saving = NULL;
  GError *local = NULL;

  g_return_val_if_fail (SAYSO_IS_STORE (self), FALSE);

  while (self->saving)
    g_main_context_iteration (NULL, TRUE);
  if (!may_save (self, error))
    return FALSE;
  if (self->state == SAYSO_STORE_SAVED && !was_removed (self))
    return TRUE;
  saving = start_saving (self);
  sayso_saving_run (saving, &local);
  if (finish_saving (self, saving, local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (sayso_saving_run (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  SaysoStore *self = SAYSO_STORE (source);
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (finish_saving (self, g_task_get_task_data (G_TASK (result)), error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

void
sayso_store_save_async (SaysoStore         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  g_return_if_fail (SAYSO_IS_STORE (self));

  outer = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (outer, sayso_store_save_async);
  if (!may_save (self, &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (self->saving)
    {
      /* What is being saved misses the latest change: once more, soon. */
      schedule (self);
      g_task_return_boolean (outer, TRUE);
      return;
    }
  inner = g_task_new (self, NULL, save_done_cb, g_object_ref (outer));
  g_task_set_task_data (inner, start_saving (self), (GDestroyNotify)sayso_saving_free);
  g_task_run_in_thread (inner, save_thread);
}

gboolean
sayso_store_save_finish (SaysoStore   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sayso_store_close (SaysoStore *self)
{
  g_return_if_fail (SAYSO_IS_STORE (self));

  g_clear_handle_id (&self->autosave_source, g_source_remove);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->monitor_source, g_source_remove);
  g_clear_object (&self->sidecar_monitor);
  g_clear_object (&self->article_monitor);
  if (self->journal != NULL)
    sayso_journal_sync (self->journal, NULL);
  g_clear_pointer (&self->journal, sayso_journal_free);
  g_clear_pointer (&self->replayed, sayso_journal_free);
}
