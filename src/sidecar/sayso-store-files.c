/* Opening and saving, apart from any document: runs in whatever thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-portal.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-reanchor.h"
#include "sidecar/sayso-record-json.h"
#include "sidecar/sayso-store-private.h"
#include "sidecar/sayso-writer.h"
#include "text/sayso-anchor.h"
#include "text/sayso-guard.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
sayso_opening_free (SaysoOpening *self)
{
  g_free (self->article_path);
  g_free (self->sidecar_path);
  g_free (self->beside_path);
  g_clear_object (&self->text);
  g_clear_object (&self->document);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_free (self->base_sha256);
  g_free (self->read_only_reason);
  g_free (self);
}

void
sayso_saving_free (SaysoSaving *self)
{
  g_free (self->sidecar_path);
  g_free (self->beside_path);
  g_free (self->article_name);
  g_clear_object (&self->text);
  g_clear_pointer (&self->ours, g_ptr_array_unref);
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
  g_free (self->base_sha256);
  g_free (self->new_sha256);
  g_free (self);
}

void
sayso_store_set_error (GError        **error,
                       SaysoStoreError code,
                       const char     *path,
                       const char     *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, SAYSO_STORE_ERROR, code, "%s: %s", shown, what);
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

gboolean
sayso_store_protects (const char *article_path,
                      const char *path)
{
  g_autofree char *sidecar = sayso_store_sidecar_path (article_path);

  return g_str_has_suffix (path, ".sayso.json") || strcmp (path, article_path) == 0
         || is_same_file (path, article_path) || is_same_file (path, sidecar);
}

static char *
digest_of (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Addresses come here when somebody pastes one on the command line. */
static gboolean
is_remote (const char *path)
{
  g_autofree char *scheme = g_uri_parse_scheme (path);

  return scheme != NULL && strstr (path, "://") != NULL;
}

static SaysoText *
read_article (const char *path,
              const char *encoding,
              GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = sayso_durable_read (path, SAYSO_TEXT_MAX_BYTES, &local);
  SaysoText      *text = NULL;
  SaysoStoreError code = SAYSO_STORE_ERROR_ARTICLE;

  if (bytes != NULL)
    text = sayso_text_new_from_bytes (bytes, encoding, &local);
  if (text != NULL)
    return text;
  if (g_error_matches (local, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_UTF8) || g_error_matches (local, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_ENCODING))
    code = SAYSO_STORE_ERROR_ENCODING;
  else if (g_error_matches (local, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_BINARY))
    code = SAYSO_STORE_ERROR_BINARY;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && is_remote (path))
    sayso_store_set_error (error, code, path, _ ("it is an address, and nothing is fetched from anywhere; save the article to a folder here and name that file"));
  else
    sayso_store_set_error (error, code, path, local->message);
  return NULL;
}

/* Where the sidecar of an article goes when nothing can be kept beside it. The name is
 * made from where the article really lies, so that it comes home from there. */
static char *
elsewhere_path (const char *article_path)
{
  g_autofree char *host_path = sayso_portal_dup_host_path (article_path);
  g_autofree char *resolved = host_path != NULL ? g_steal_pointer (&host_path) : sayso_durable_resolve (article_path, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, resolved != NULL ? resolved : article_path, -1);
  g_autofree char *base = g_path_get_basename (article_path);
  g_autofree char *name = g_strdup_printf ("%.16s-%s.sayso.json", digest, base);

  return g_build_filename (g_get_user_data_dir (), "sayso", "sidecars", name, NULL);
}

/* Only where it is surely read-only: a disk that fails for a moment is no reason
 * to put work in another place. */
static gboolean
folder_is_writable (const char *path)
{
  g_autofree char *resolved = sayso_durable_resolve (path, NULL);
  g_autofree char *folder = g_path_get_dirname (resolved != NULL ? resolved : path);

  if (sayso_portal_has (path) || sayso_portal_has (folder))
    return FALSE;
  return g_access (folder, W_OK) == 0 || (errno != EACCES && errno != EPERM && errno != EROFS);
}

/* The sidecar at a path: NULL without an error if there is none. */
static SaysoSidecar *
read_sidecar (const char *path,
              SaysoText  *text,
              char      **sha256,
              GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = sayso_durable_read (path, SAYSO_GUARD_MAX_BYTES, &local);
  SaysoSidecar *sidecar;

  if (bytes == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return NULL;
  sidecar = bytes != NULL ? sayso_sidecar_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, &local) : NULL;
  if (sidecar == NULL)
    {
      g_autofree char *what = g_strdup_printf (_ ("%s. Nothing was changed; mend the file, or move it away to start afresh"), local->message);

      sayso_store_set_error (error, SAYSO_STORE_ERROR_SIDECAR, path, what);
      return NULL;
    }
  *sha256 = digest_of (bytes);
  return sidecar;
}

/* Drops the empty places. */
static void
compact (GPtrArray *records)
{
  guint kept = 0;

  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      records->pdata[kept++] = records->pdata[i];
  g_ptr_array_set_free_func (records, NULL);
  g_ptr_array_set_size (records, kept);
  g_ptr_array_set_free_func (records, sayso_record_unref);
}

/* A damaged line must not take the article's own record, nor put a record of one
 * table where others refer to one of another. */
static gboolean
is_sensible (const SaysoJournalEntry *entry,
             const SaysoRecord       *there)
{
  if (entry->record == NULL && entry->table == SAYSO_TABLE_ARTICLE)
    return FALSE;
  return there == NULL || there->table == entry->table;
}

/* Puts journalled records in place; those of another text than the records'
 * are found by their words. */
static void
replay (SaysoReplay *replay,
        GPtrArray   *records,
        const char  *sha256,
        SaysoText   *text)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SaysoAnchorer) anchorer = NULL;
  SaysoReanchorReport ignored = { 0 };

  if (g_strcmp0 (replay->sha256, sha256) != 0)
    anchorer = sayso_anchorer_new (NULL, text);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (places, g_strdup (((SaysoRecord *)records->pdata[i])->id), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < replay->steps->len; i++)
    {
      GPtrArray *step = replay->steps->pdata[i];

      for (guint j = 0; j < step->len; j++)
        {
          SaysoJournalEntry *entry = step->pdata[j];
          guint              place = GPOINTER_TO_UINT (g_hash_table_lookup (places, entry->id));
          SaysoRecord       *record;

          if (!is_sensible (entry, place > 0 ? records->pdata[place - 1] : NULL))
            continue;
          record = entry->record != NULL ? sayso_record_ref (entry->record) : NULL;

          if (record != NULL && record->table == SAYSO_TABLE_ANNOTATIONS && anchorer != NULL && ((SaysoAnnotationRecord *)record)->n_spans > 0)
            {
              SaysoAnnotationRecord *moved = sayso_record_reanchor ((SaysoAnnotationRecord *)record, NULL, anchorer, &ignored);

              sayso_record_unref (record);
              record = &moved->head;
            }
          if (place > 0)
            {
              g_clear_pointer (&records->pdata[place - 1], sayso_record_unref);
              records->pdata[place - 1] = record;
            }
          else if (record != NULL)
            {
              g_ptr_array_add (records, record);
              g_hash_table_insert (places, g_strdup (entry->id), GUINT_TO_POINTER (records->len));
            }
        }
    }
  compact (records);
}

/* Journalled annotations come with their words; where those are what the text
 * has there, they are read off it from now on. Others are no marks of this text. */
static void
check_replayed (GPtrArray *records,
                SaysoText *text)
{
  for (guint i = 0; i < records->len; i++)
    {
      SaysoAnnotationRecord *record = records->pdata[i];

      if (record->head.table == SAYSO_TABLE_ANNOTATIONS && record->n_spans > 0 && record->exact != NULL)
        {
          g_autofree char       *covered = sayso_exact_of_spans (text, record->spans, record->n_spans);
          SaysoAnnotationRecord *checked = sayso_record_copy (record);

          if (strcmp (covered, record->exact) != 0 || record->spans[record->n_spans - 1].end > sayso_text_get_length (text))
            {
              checked->anchor = SAYSO_ANCHOR_ORPHAN;
              sayso_annotation_record_set_spans (checked, NULL, 0);
            }
          else
            {
              g_clear_pointer (&checked->exact, g_free);
              g_clear_pointer (&checked->prefix, g_free);
              g_clear_pointer (&checked->suffix, g_free);
            }
          sayso_record_unref (record);
          records->pdata[i] = checked;
        }
    }
}

static GPtrArray *
copy_references (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_new_full (records->len, sayso_record_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, sayso_record_ref (records->pdata[i]));
  return copy;
}

static void
take_sidecar (SaysoOpening *opening,
              SaysoSidecar *sidecar)
{
  opening->records = g_ptr_array_ref (sidecar->records);
  opening->base = copy_references (sidecar->records);
  if (sidecar->version > SAYSO_SIDECAR_VERSION)
    opening->read_only_reason = g_strdup_printf (_ ("It was written by a newer Sayso (format version %d, this one knows %d). It can be read here, but not changed."),
                                                 (int)sidecar->version, SAYSO_SIDECAR_VERSION);
}

/* A read-only folder that can be written again: what was kept elsewhere goes
 * home. */
static gboolean
bring_home (SaysoOpening *opening,
            GError      **error)
{
  g_autofree char *away = elsewhere_path (opening->article_path);
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (SaysoSidecar) sidecar = read_sidecar (away, opening->text, &sha256, &local);
  GPtrArray *merged;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (sidecar == NULL)
    return TRUE;
  if (!sidecar->matches)
    sayso_records_reanchor (sidecar->records, sidecar->snapshot, opening->text, &opening->report);
  merged = sayso_merge (NULL, sidecar->records, opening->records);
  g_ptr_array_unref (opening->records);
  opening->records = merged;
  opening->needs_save = TRUE;
  return TRUE;
}

static void
choose_place (SaysoOpening *opening)
{
  opening->beside_path = sayso_store_sidecar_path (opening->article_path);
  opening->elsewhere = !folder_is_writable (opening->beside_path);
  opening->sidecar_path = opening->elsewhere ? elsewhere_path (opening->article_path) : g_strdup (opening->beside_path);
}

static gboolean
recover (SaysoOpening *opening,
         const char   *annotated_sha256)
{
  g_autoptr (SaysoReplay) journal = sayso_journal_read (opening->sidecar_path);

  if (journal == NULL)
    return FALSE;
  replay (journal, opening->records, annotated_sha256 != NULL ? annotated_sha256 : sayso_text_get_sha256 (opening->text), opening->text);
  opening->n_recovered = journal->steps->len;
  opening->needs_save = TRUE;
  return TRUE;
}

static void
start_empty (SaysoOpening *opening)
{
  opening->records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_ptr_array_add (opening->records, sayso_record_new (SAYSO_TABLE_ARTICLE, "article"));
}

SaysoOpening *
sayso_opening_run (const char        *article_path,
                   const char        *encoding,
                   SaysoStoreFlags    flags,
                   SaysoStoreTextFunc text_func,
                   gpointer           user_data,
                   GError           **error)
{
  g_autoptr (SaysoOpening) opening = g_new0 (SaysoOpening, 1);
  g_autoptr (SaysoSidecar) sidecar = NULL;
  g_autoptr (GError) local = NULL;
  gboolean inspect = (flags & SAYSO_STORE_INSPECT) != 0;
  gboolean matches = TRUE, recovered;

  opening->article_path = sayso_portal_dup_reachable (article_path);
  if (opening->article_path == NULL)
    opening->article_path = g_strdup (article_path);
  opening->text = read_article (opening->article_path, encoding, error);
  if (opening->text == NULL)
    return NULL;
  if (text_func != NULL)
    text_func (opening->text, user_data);
  choose_place (opening);
  sidecar = read_sidecar (opening->sidecar_path, opening->text, &opening->base_sha256, &local);
  if (sidecar == NULL && local == NULL && opening->elsewhere)
    {
      g_autofree char *beside_sha256 = NULL;

      sidecar = read_sidecar (opening->beside_path, opening->text, &beside_sha256, &local);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  opening->without_snapshot = sidecar != NULL && sidecar->snapshot == NULL;
  if (sidecar != NULL)
    take_sidecar (opening, sidecar);
  else
    start_empty (opening);

  recovered = !inspect && opening->read_only_reason == NULL && recover (opening, sidecar != NULL ? sidecar->sha256 : NULL);
  matches = sidecar == NULL || sidecar->matches;
  if (!matches)
    {
      sayso_records_reanchor (opening->records, sidecar->snapshot, opening->text, &opening->report);
      opening->needs_save = TRUE;
      /* The file on disk speaks of another text: nothing of it can be merged by place. */
      g_clear_pointer (&opening->base, g_ptr_array_unref);
    }
  if (recovered)
    check_replayed (opening->records, opening->text);
  if (!inspect && !opening->elsewhere && !bring_home (opening, error))
    return NULL;
  sayso_records_sort (opening->records);
  sayso_records_drop_dangling (opening->records);
  opening->document = sayso_document_new (opening->text);
  sayso_document_load (opening->document, opening->records);
  g_clear_pointer (&opening->records, g_ptr_array_unref);
  return g_steal_pointer (&opening);
}

static void
set_write_error (SaysoSaving  *saving,
                 const GError *reason,
                 GError      **error)
{
  const char      *shape;
  g_autofree char *what = NULL;

  if (saving->is_there)
    shape = _ ("it was saved, but the disk did not confirm it: %s. Save again");
  else if (saving->journalled)
    shape = _ ("it could not be saved: %s. The file is as it was; your work is kept in the journal");
  else
    shape = _ ("it could not be saved: %s. The file is as it was; your latest work is nowhere else on the disk");
  what = g_strdup_printf (shape, reason->message);
  sayso_store_set_error (error, SAYSO_STORE_ERROR_WRITE, saving->sidecar_path, what);
}

/* What another program wrote since we last looked, merged into saving->merged. */
static gboolean
merge_theirs (SaysoSaving *saving,
              GBytes      *theirs,
              GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (g_bytes_get_data (theirs, NULL), g_bytes_get_size (theirs), saving->text, &local);

  if (sidecar == NULL)
    {
      g_autofree char *what = g_strdup_printf (_ ("another program damaged it: %s. It was not overwritten. Mend it, or move it away, and save again"), local->message);

      sayso_store_set_error (error, SAYSO_STORE_ERROR_WRITE, saving->sidecar_path, what);
      return FALSE;
    }
  if (!sidecar->matches)
    {
      SaysoReanchorReport ignored = { 0 };

      sayso_records_reanchor (sidecar->records, sidecar->snapshot, saving->text, &ignored);
    }
  saving->merged = sayso_merge (saving->base, saving->ours, sidecar->records);
  return TRUE;
}

/* What lies there now; NULL without an error if there is nothing. */
static gboolean
read_theirs (SaysoSaving *saving,
             GBytes     **theirs,
             GError     **error)
{
  g_autoptr (GError) local = NULL;

  *theirs = sayso_durable_read (saving->sidecar_path, SAYSO_GUARD_MAX_BYTES, &local);
  if (*theirs != NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  set_write_error (saving, local, error);
  return FALSE;
}

/* Puts the bytes there, unless they are there already. */
static gboolean
put_there (SaysoSaving *saving,
           GBytes      *bytes,
           gboolean     is_there,
           GError     **error)
{
  g_autoptr (GError) local = NULL;

  if (is_there ? sayso_durable_sync (saving->sidecar_path, &local) : sayso_durable_replace (saving->sidecar_path, bytes, &local))
    {
      saving->is_there = TRUE;
      return TRUE;
    }
  saving->is_there = is_there || g_error_matches (local, SAYSO_DURABLE_ERROR, SAYSO_DURABLE_ERROR_UNSYNCED);
  set_write_error (saving, local, error);
  return FALSE;
}

static gboolean
write_sidecar (SaysoSaving *saving,
               GError     **error)
{
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *their_sha256 = NULL;

  if (!read_theirs (saving, &theirs, error))
    return FALSE;
  if (theirs != NULL)
    {
      their_sha256 = digest_of (theirs);
      if (g_strcmp0 (their_sha256, saving->base_sha256) != 0 && !merge_theirs (saving, theirs, error))
        return FALSE;
    }
  bytes = sayso_sidecar_write (saving->merged != NULL ? saving->merged : saving->ours, saving->text, saving->article_name, saving->with_snapshot);
  saving->new_sha256 = digest_of (bytes);
  return put_there (saving, bytes, g_strcmp0 (saving->new_sha256, their_sha256) == 0, error);
}

gboolean
sayso_saving_run (SaysoSaving *self,
                  GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (self->sidecar_path);
  g_autoptr (GError) local = NULL;
  int      lock;
  gboolean good;

  if (self->elsewhere)
    g_mkdir_with_parents (folder, 0700);
  if (!sayso_durable_lock (self->sidecar_path, &lock, &local))
    {
      set_write_error (self, local, error);
      return FALSE;
    }
  good = write_sidecar (self, error);
  if (good && !self->elsewhere)
    {
      g_autofree char *article = g_strndup (self->beside_path, strlen (self->beside_path) - strlen (".sayso.json"));
      g_autofree char *away = elsewhere_path (article);

      /* It came home with this save. */
      g_unlink (away);
    }
  sayso_durable_unlock (lock);
  return good;
}

static void
digest_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  gsize max_bytes = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (task), "max-bytes"));
  g_autoptr (GBytes) bytes = sayso_durable_read (task_data, max_bytes, NULL);

  g_task_return_pointer (task, bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL, g_free);
}

void
sayso_store_digest_async (gpointer            source,
                          const char         *path,
                          gsize               max_bytes,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, sayso_store_digest_async);
  g_object_set_data (G_OBJECT (task), "max-bytes", GSIZE_TO_POINTER (max_bytes));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, digest_thread);
}
