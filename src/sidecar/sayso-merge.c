/* Three-way merge of records by id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-reanchor.h"
#include "sidecar/sayso-writer.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (sayso - merge - error - quark, sayso_merge_error)

static GHashTable *
table_of (GPtrArray *records)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_insert (table, ((SaysoRecord *)records->pdata[i])->id, records->pdata[i]);
  return table;
}

static const SaysoRecord *
choose_of_changed (const SaysoRecord *ours,
                   const SaysoRecord *theirs)
{
  const SaysoAnnotationRecord *x = (const SaysoAnnotationRecord *)ours, *y = (const SaysoAnnotationRecord *)theirs;

  if (ours->table != SAYSO_TABLE_ANNOTATIONS || theirs->table != SAYSO_TABLE_ANNOTATIONS)
    return ours;
  if ((x->status == SAYSO_STATUS_SUGGESTED) != (y->status == SAYSO_STATUS_SUGGESTED))
    return x->status == SAYSO_STATUS_SUGGESTED ? theirs : ours;
  /* Timestamps of one shape compare as strings. */
  return g_strcmp0 (x->modified, y->modified) < 0 ? theirs : ours;
}

static const SaysoRecord *
choose (const SaysoRecord *base,
        const SaysoRecord *ours,
        const SaysoRecord *theirs)
{
  if (ours == NULL || theirs == NULL)
    {
      const SaysoRecord *there = ours != NULL ? ours : theirs;

      /* Removed on one side and untouched on the other: gone. */
      return base != NULL && sayso_record_equal (base, there) ? NULL : there;
    }
  if (base != NULL && sayso_record_equal (base, ours))
    return theirs;
  if (base != NULL && sayso_record_equal (base, theirs))
    return ours;
  return sayso_record_equal (ours, theirs) ? ours : choose_of_changed (ours, theirs);
}

GPtrArray *
sayso_merge (GPtrArray *base,
             GPtrArray *ours,
             GPtrArray *theirs)
{
  g_autoptr (GHashTable) base_table = table_of (base);
  g_autoptr (GHashTable) ours_table = table_of (ours);
  g_autoptr (GHashTable) theirs_table = table_of (theirs);
  GPtrArray *merged = g_ptr_array_new_with_free_func (sayso_record_unref);

  for (guint i = 0; i < ours->len; i++)
    {
      const char        *id = ((SaysoRecord *)ours->pdata[i])->id;
      const SaysoRecord *chosen = choose (g_hash_table_lookup (base_table, id), ours->pdata[i], g_hash_table_lookup (theirs_table, id));

      if (chosen != NULL)
        g_ptr_array_add (merged, sayso_record_ref (chosen));
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      const char        *id = ((SaysoRecord *)theirs->pdata[i])->id;
      const SaysoRecord *chosen;

      if (g_hash_table_contains (ours_table, id))
        continue;
      chosen = choose (g_hash_table_lookup (base_table, id), NULL, theirs->pdata[i]);
      if (chosen != NULL)
        g_ptr_array_add (merged, sayso_record_ref (chosen));
    }
  sayso_records_sort (merged);
  sayso_records_drop_dangling (merged);
  return merged;
}

static SaysoSidecar *
read_bytes (GBytes    *bytes,
            SaysoText *text,
            GError   **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *terminated = g_strndup (data, size);
  g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (terminated, size, text, error);

  if (sidecar != NULL && sidecar->version > SAYSO_SIDECAR_VERSION)
    {
      g_set_error (error, SAYSO_MERGE_ERROR, SAYSO_MERGE_ERROR_NEWER,
                   _ ("it was written by a newer Sayso (format version %d, this one knows %d)"), (int)sidecar->version, SAYSO_SIDECAR_VERSION);
      return NULL;
    }
  return g_steal_pointer (&sidecar);
}

/* Its records, with spans that refer to the text. */
static GPtrArray *
read_records (GBytes    *bytes,
              SaysoText *text,
              GError   **error)
{
  g_autoptr (SaysoSidecar) sidecar = read_bytes (bytes, text, error);
  SaysoReanchorReport ignored = { 0 };

  if (sidecar == NULL)
    return NULL;
  if (!sidecar->matches)
    sayso_records_reanchor (sidecar->records, sidecar->snapshot, text, &ignored);
  return g_ptr_array_ref (sidecar->records);
}

GBytes *
sayso_merge_sidecars (const SaysoMergeInput *input,
                      SaysoText             *article,
                      guint                 *wrong,
                      GError               **error)
{
  g_autoptr (SaysoText) none = sayso_text_new ("", 0);
  g_autoptr (SaysoSidecar) ours = NULL;
  g_autoptr (GPtrArray) base = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  SaysoText *text;

  *wrong = 1;
  ours = read_bytes (input->ours, article != NULL ? article : none, error);
  if (ours == NULL)
    return NULL;
  text = ours->snapshot;
  if (text == NULL && ours->matches)
    text = article != NULL ? article : none;
  if (text == NULL)
    {
      g_set_error_literal (error, SAYSO_MERGE_ERROR, SAYSO_MERGE_ERROR_TEXT,
                           _ ("it has no copy of the article, and the article that it was written for is not there"));
      return NULL;
    }
  *wrong = 2;
  theirs = read_records (input->theirs, text, error);
  if (theirs == NULL)
    return NULL;
  *wrong = 0;
  if (input->base != NULL && g_bytes_get_size (input->base) > 0)
    {
      base = read_records (input->base, text, error);
      if (base == NULL)
        return NULL;
    }
  merged = sayso_merge (base, ours->records, theirs);
  return sayso_sidecar_write (merged, text, ours->file != NULL ? ours->file : "", ours->snapshot != NULL);
}
