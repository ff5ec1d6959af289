/* Three-way merge of records by id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"

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
