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
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FORMAT "sayso-journal"

struct _SaysoJournal
{
  char      *path;
  char      *aside_path;
  char      *article_path;
  SaysoText *text;
  int        fd;
};

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
  return self;
}

static void
close_file (SaysoJournal *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

void
sayso_journal_free (SaysoJournal *self)
{
  close_file (self);
  g_free (self->path);
  g_free (self->aside_path);
  g_free (self->article_path);
  g_object_unref (self->text);
  g_free (self);
}

static gboolean
write_line (SaysoJournal *self,
            GString      *line,
            GError      **error)
{
  gsize done = 0;

  while (done < line->len)
    {
      ssize_t n = write (self->fd, line->str + done, line->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int code = errno;

          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
          return FALSE;
        }
      done += n;
    }
  return TRUE;
}

static gboolean
open_file (SaysoJournal *self,
           GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GString) line = NULL;
  off_t size;

  if (self->fd >= 0)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) == 0)
    self->fd = open (self->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  size = lseek (self->fd, 0, SEEK_END);
  /* A line that was cut off must not swallow the next one. */
  line = g_string_new (size > 0 ? "\n" : NULL);
  g_string_append (line, "{\"format\": \"" FORMAT "\", \"version\": 1, \"article\": ");
  sayso_json_append_string (line, self->article_path);
  g_string_append_printf (line, ", \"sha256\": \"%s\"}\n", sayso_text_get_sha256 (self->text));
  return write_line (self, line, error);
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

gboolean
sayso_journal_append (SaysoJournal *self,
                      SaysoStep    *step,
                      gboolean      undone,
                      GError      **error)
{
  g_autoptr (GString) line = g_string_new ("{\"changes\": [");
  const SaysoChange *changes;
  guint              n_changes;

  g_return_val_if_fail (self != NULL && SAYSO_IS_STEP (step), FALSE);

  changes = sayso_step_get_changes (step, &n_changes);
  for (guint i = 0; i < n_changes; i++)
    {
      const SaysoChange *change = &changes[undone ? n_changes - 1 - i : i];

      append_change (line, undone ? change->after : change->before, undone ? change->before : change->after, self->text);
    }
  g_string_append (line, "]}\n");
  return open_file (self, error) && write_line (self, line, error);
}

gboolean
sayso_journal_sync (SaysoJournal *self,
                    GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->fd >= 0 && fdatasync (self->fd) != 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  return TRUE;
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
  fd = open (self->aside_path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return;
  text = g_string_new_len (g_bytes_get_data (lines, NULL), g_bytes_get_size (lines));
  close_file (self);
  self->fd = fd;
  /* Only what is surely in the one file leaves the other. */
  if (write_line (self, text, NULL) && fdatasync (fd) == 0)
    unlink (self->path);
  close_file (self);
}

void
sayso_journal_set_aside (SaysoJournal *self)
{
  g_return_if_fail (self != NULL);

  close_file (self);
  if (g_access (self->aside_path, F_OK) == 0)
    append_to_aside (self);
  else
    g_rename (self->path, self->aside_path);
}

void
sayso_journal_drop_aside (SaysoJournal *self)
{
  g_return_if_fail (self != NULL);
  g_unlink (self->aside_path);
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
  if (entry->record != NULL && entry->id == NULL)
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
  read_lines (replay, aside_path);
  read_lines (replay, path);
  return replay->steps->len > 0 ? g_steal_pointer (&replay) : NULL;
}
