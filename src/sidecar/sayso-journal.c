/* The journal: every step on disk before it is in the sidecar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-journal.h"
#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-record-json.h"
#include "text/sayso-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define FORMAT "sayso-journal"
/* A step with more changes than this takes longer than a frame may. */
#define MANY_CHANGES 2000

struct _SaysoJournal
{
  char      *path;
  char      *aside_path;
  char      *article_path;
  SaysoText *text;
  int        fd;
  int        aside_fd;  /* for its lock: whoever reads the lines sees that they have an owner */
  gboolean   is_new;    /* its name is perhaps not on the disk yet */
  gboolean   is_broken; /* the last line is cut off */
  gboolean   is_stale;  /* could not be set aside, and nothing was appended since */

  /* While steps wait for the thread that writes them, all of the above is that thread's. */
  GThreadPool *writer; /* of one thread; NULL until there are steps for it */
  GMutex       mutex;
  GCond        written;
  guint        n_waiting;
  GError      *late_error; /* the first since it was asked for */
};

typedef struct
{
  SaysoStep *step;
  gboolean   undone;
} Waiting;

static char *
journal_path (const char *sidecar_path,
              const char *suffix)
{
  g_autofree char *resolved = sayso_durable_resolve (sidecar_path, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, resolved != NULL ? resolved : sidecar_path, -1);
  g_autofree char *name = g_strconcat (digest, suffix, NULL);

  return g_build_filename (g_get_user_state_dir (), "sayso", "journal", name, NULL);
}

SaysoJournal *
sayso_journal_new (const char *sidecar_path,
                   const char *article_path,
                   SaysoText  *text)
{
  SaysoJournal *self = g_new0 (SaysoJournal, 1);

  self->path = journal_path (sidecar_path, ".jsonl");
  self->aside_path = journal_path (sidecar_path, ".aside.jsonl");
  self->article_path = g_strdup (article_path);
  self->text = g_object_ref (text);
  self->fd = -1;
  self->aside_fd = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->written);
  return self;
}

static void
wait_for_writer (SaysoJournal *self)
{
  g_mutex_lock (&self->mutex);
  while (self->n_waiting > 0)
    g_cond_wait (&self->written, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

gboolean
sayso_journal_is_busy (SaysoJournal *self)
{
  gboolean busy;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  busy = self->n_waiting > 0;
  g_mutex_unlock (&self->mutex);
  return busy;
}

gboolean
sayso_journal_settle (SaysoJournal *self,
                      GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  wait_for_writer (self);
  if (self->late_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->late_error));
  return FALSE;
}

static void
close_file (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
sayso_journal_free (SaysoJournal *self)
{
  if (self->writer != NULL)
    g_thread_pool_free (self->writer, FALSE, TRUE);
  g_clear_error (&self->late_error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->written);
  close_file (&self->fd);
  close_file (&self->aside_fd);
  g_free (self->path);
  g_free (self->aside_path);
  g_free (self->article_path);
  g_object_unref (self->text);
  g_free (self);
}

static gboolean
fail (SaysoJournal *self,
      int           code,
      GError      **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", shown, code == EWOULDBLOCK ? _ ("another window has this article open") : g_strerror (code));
  return FALSE;
}

/* All or nothing: a line that is cut off would swallow the next one. */
static gboolean
write_line (SaysoJournal *self,
            GString      *line,
            GError      **error)
{
  off_t start = lseek (self->fd, 0, SEEK_END);
  gsize done = 0;
  int   code;

  if (self->is_broken)
    g_string_prepend_c (line, '\n');
  while (done < line->len)
    {
      ssize_t n = TEMP_FAILURE_RETRY (write (self->fd, line->str + done, line->len - done));

      if (n < 0)
        {
          code = errno;
          self->is_broken = self->is_broken || (done > 0 && ftruncate (self->fd, start) != 0);
          return fail (self, code, error);
        }
      done += n;
    }
  self->is_broken = FALSE;
  self->is_stale = FALSE;
  return TRUE;
}

/* Says which text the offsets of the lines that follow refer to. */
static gboolean
write_header (SaysoJournal *self,
              GError      **error)
{
  off_t size = lseek (self->fd, 0, SEEK_END);
  g_autoptr (GString) line = g_string_new ("{\"format\": \"" FORMAT "\", \"version\": 1, \"article\": ");

  self->is_new = size == 0;
  self->is_broken = size > 0;
  sayso_json_append_string (line, self->article_path);
  g_string_append_printf (line, ", \"sha256\": \"%s\"}\n", sayso_text_get_sha256 (self->text));
  return write_line (self, line, error);
}

/* Where nothing can be locked there is no telling, and it is taken to be ours. */
static gboolean
own (int fd)
{
  return TEMP_FAILURE_RETRY (flock (fd, LOCK_EX | LOCK_NB)) == 0 || errno != EWOULDBLOCK;
}

static gboolean
open_file (SaysoJournal *self,
           GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (self->fd >= 0)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) == 0)
    self->fd = TEMP_FAILURE_RETRY (open (self->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (self->fd < 0)
    return fail (self, errno, error);
  if (!own (self->fd))
    fail (self, EWOULDBLOCK, error);
  else if (write_header (self, error))
    return TRUE;
  close_file (&self->fd);
  return FALSE;
}

static void
append_change (GString           *line,
               const SaysoRecord *before,
               const SaysoRecord *after,
               SaysoText         *text)
{
  const SaysoRecord *either = after != NULL ? after : before;

  if (line->str[line->len - 1] == '}')
    g_string_append (line, ", ");
  g_string_append_printf (line, "{\"table\": \"%s\", ", sayso_nick (SAYSO_TYPE_TABLE, either->table));
  if (after != NULL)
    {
      g_string_append (line, "\"put\": ");
      sayso_record_append_json (line, after, text);
    }
  else
    {
      g_string_append (line, "\"remove\": ");
      sayso_json_append_string (line, before->id);
    }
  g_string_append_c (line, '}');
}

static gboolean
write_step (SaysoJournal *self,
            SaysoStep    *step,
            gboolean      undone,
            GError      **error)
{
  g_autoptr (GString) line = g_string_new ("{\"changes\": [");
  const SaysoChange *changes;
  guint              n_changes;

  changes = sayso_step_get_changes (step, &n_changes);
  for (guint i = 0; i < n_changes; i++)
    {
      const SaysoChange *change = &changes[undone ? n_changes - 1 - i : i];

      append_change (line, undone ? change->after : change->before, undone ? change->before : change->after, self->text);
    }
  g_string_append (line, "]}\n");
  return open_file (self, error) && write_line (self, line, error);
}

static void
write_waiting (gpointer data,
               gpointer user_data)
{
  Waiting      *waiting = data;
  SaysoJournal *self = user_data;
  GError       *error = NULL;

  write_step (self, waiting->step, waiting->undone, &error);
  g_object_unref (waiting->step);
  g_free (waiting);
  g_mutex_lock (&self->mutex);
  if (self->late_error == NULL)
    self->late_error = g_steal_pointer (&error);
  self->n_waiting--;
  g_cond_signal (&self->written);
  g_mutex_unlock (&self->mutex);
  g_clear_error (&error);
}

/* FALSE if there is no thread to be had. */
static gboolean
leave_to_writer (SaysoJournal *self,
                 SaysoStep    *step,
                 gboolean      undone)
{
  g_autoptr (GError) error = NULL;
  Waiting *waiting;

  /* Exclusive: then it has its thread from now on, or says that it has none. */
  if (self->writer == NULL)
    self->writer = g_thread_pool_new (write_waiting, self, 1, TRUE, &error);
  if (error != NULL)
    {
      g_thread_pool_free (g_steal_pointer (&self->writer), TRUE, TRUE);
      return FALSE;
    }
  waiting = g_new0 (Waiting, 1);
  waiting->step = g_object_ref (step);
  waiting->undone = undone;
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->writer, waiting, NULL);
  return TRUE;
}

gboolean
sayso_journal_append (SaysoJournal *self,
                      SaysoStep    *step,
                      gboolean      undone,
                      GError      **error)
{
  guint n_changes;

  g_return_val_if_fail (self != NULL && SAYSO_IS_STEP (step), FALSE);

  sayso_step_get_changes (step, &n_changes);
  if ((n_changes > MANY_CHANGES || sayso_journal_is_busy (self)) && leave_to_writer (self, step, undone))
    return TRUE;
  return write_step (self, step, undone, error);
}

static gboolean
sync_file (SaysoJournal *self,
           GError      **error)
{
  if (TEMP_FAILURE_RETRY (fdatasync (self->fd)) != 0)
    return fail (self, errno, error);
  /* A file without a name is lost, too. */
  if (self->is_new && !sayso_durable_sync (self->path, error))
    {
      g_autofree char *shown = g_filename_display_name (self->path);

      g_prefix_error (error, "%s: ", shown);
      return FALSE;
    }
  self->is_new = FALSE;
  return TRUE;
}

gboolean
sayso_journal_sync (SaysoJournal *self,
                    GError      **error)
{
  gboolean is_whole = sayso_journal_settle (self, error);

  /* Where a step could not be written, the others are to be safe all the same. */
  if (!is_whole)
    error = NULL;
  /* What was set aside for a save that takes long, or failed, has to be safe as well. */
  if (self->aside_fd >= 0 && TEMP_FAILURE_RETRY (fdatasync (self->aside_fd)) != 0)
    return fail (self, errno, error);
  return (self->fd < 0 || sync_file (self, error)) && is_whole;
}

/* Where lines were set aside before and the save failed, these lines follow
 * them. */
static void
append_to_aside (SaysoJournal *self)
{
  g_autoptr (GBytes) lines = sayso_durable_read (self->path, G_MAXSIZE / 2, NULL);
  g_autoptr (GString) text = NULL;
  int fd;

  if (lines == NULL)
    return;
  fd = TEMP_FAILURE_RETRY (open (self->aside_path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
  if (fd < 0)
    return;
  text = g_string_new_len (g_bytes_get_data (lines, NULL), g_bytes_get_size (lines));
  close_file (&self->fd);
  self->fd = fd;
  self->is_broken = TRUE;
  /* Only what is surely in the one file leaves the other. */
  if (write_line (self, text, NULL) && TEMP_FAILURE_RETRY (fdatasync (fd)) == 0)
    unlink (self->path);
  close_file (&self->fd);
}

void
sayso_journal_set_aside (SaysoJournal *self)
{
  g_return_if_fail (self != NULL);

  wait_for_writer (self);
  if (g_access (self->aside_path, F_OK) == 0)
    {
      append_to_aside (self);
      return;
    }
  self->is_stale = g_rename (self->path, self->aside_path) != 0;
  close_file (&self->aside_fd);
  self->aside_fd = g_steal_fd (&self->fd);
}

void
sayso_journal_drop_aside (SaysoJournal *self)
{
  g_return_if_fail (self != NULL);

  wait_for_writer (self);
  g_unlink (self->aside_path);
  if (self->is_stale)
    g_unlink (self->path);
  close_file (&self->aside_fd);
}

void
sayso_journal_drop (SaysoJournal *self)
{
  g_return_if_fail (self != NULL);

  wait_for_writer (self);
  g_unlink (self->aside_path);
  g_unlink (self->path);
}

static void
entry_free (gpointer data)
{
  SaysoJournalEntry *entry = data;

  g_free (entry->id);
  g_clear_pointer (&entry->record, sayso_record_unref);
  g_free (entry);
}

void
sayso_replay_free (SaysoReplay *self)
{
  g_free (self->sha256);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoJournalEntry, entry_free)

/* {"table": "links", "put": {…}} or {"table": "links", "remove": "ID"} */
static SaysoJournalEntry *
read_entry (SaysoCursor *cursor)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (SaysoJournalEntry) entry = g_new0 (SaysoJournalEntry, 1);
  int table = -1;

  if (sayso_cursor_peek (cursor) != '{')
    return NULL;
  sayso_cursor_enter (cursor);
  while (sayso_cursor_next_member (cursor, key))
    {
      if (strcmp (key->str, "table") == 0)
        {
          g_autofree char *name = sayso_cursor_take_string (cursor);

          if (name == NULL || !sayso_from_nick (SAYSO_TYPE_TABLE, name, &table))
            return NULL;
          entry->table = table;
        }
      else if (strcmp (key->str, "put") == 0 && table >= 0 && entry->record == NULL)
        {
          entry->record = sayso_record_from_json (cursor, table, NULL);
          if (entry->record == NULL)
            return NULL;
        }
      else if (strcmp (key->str, "remove") == 0 && entry->id == NULL)
        entry->id = sayso_cursor_take_string (cursor);
      else
        sayso_cursor_skip (cursor);
    }
  if (entry->record != NULL && entry->id != NULL)
    return NULL;
  if (entry->record != NULL)
    entry->id = g_strdup (entry->record->id);
  return table >= 0 && entry->id != NULL ? g_steal_pointer (&entry) : NULL;
}

/* Adds the step of one line. FALSE if the line is no whole step. */
static gboolean
read_line (SaysoReplay *replay,
           const char  *line)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GPtrArray) step = NULL;
  SaysoCursor cursor = { line, line };

  if (!sayso_guard_check (line, strlen (line), NULL) || sayso_cursor_peek (&cursor) != '{')
    return FALSE;
  sayso_cursor_enter (&cursor);
  while (sayso_cursor_next_member (&cursor, key))
    {
      if (strcmp (key->str, "sha256") == 0)
        {
          g_free (replay->sha256);
          replay->sha256 = sayso_cursor_take_string (&cursor);
          continue;
        }
      if (strcmp (key->str, "changes") != 0 || sayso_cursor_peek (&cursor) != '[')
        {
          sayso_cursor_skip (&cursor);
          continue;
        }
      step = g_ptr_array_new_with_free_func (entry_free);
      sayso_cursor_enter (&cursor);
      while (sayso_cursor_next_element (&cursor))
        {
          SaysoJournalEntry *entry = read_entry (&cursor);

          if (entry == NULL)
            return FALSE;
          g_ptr_array_add (step, entry);
        }
    }
  if (step != NULL)
    g_ptr_array_add (replay->steps, g_steal_pointer (&step));
  return TRUE;
}

/* Whether a living window appends to it. */
static gboolean
has_owner (const char *path)
{
  int      fd = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  gboolean owned = fd >= 0 && !own (fd);

  if (fd >= 0)
    close (fd);
  return owned;
}

static void
read_lines (SaysoReplay *replay,
            const char  *path)
{
  g_autoptr (GBytes) bytes = sayso_durable_read (path, SAYSO_GUARD_MAX_BYTES, NULL);
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return;
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (replay, lines[i]);
}

SaysoReplay *
sayso_journal_read (const char *sidecar_path)
{
  g_autoptr (SaysoReplay) replay = g_new0 (SaysoReplay, 1);
  g_autofree char *path = journal_path (sidecar_path, ".jsonl");
  g_autofree char *aside_path = journal_path (sidecar_path, ".aside.jsonl");

  replay->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  if (has_owner (path) || has_owner (aside_path))
    return NULL;
  read_lines (replay, aside_path);
  read_lines (replay, path);
  return replay->steps->len > 0 ? g_steal_pointer (&replay) : NULL;
}
