/* Claims in an order, as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-rows.h"

#include <string.h>

struct _SaysoClaimRows
{
  SaysoClaimOrder    order;
  SaysoClaimEntries *entries;
  GPtrArray         *rows; /* of entries, sorted. A place is found by halves; to make room there, a hundred thousand pointers
                            * take less time than a step down a tree of them that is not in the cache */
  gboolean unsettled;      /* rows are not where they belong */

  /* What was gathered, but for the order of place, which is that of gathering. */
  GHashTable *by_rank; /* rank -> GPtrArray of entries, one of ranks */
  GPtrArray  *ranks;   /* NULL when they were arranged */
};

static int
length_of (const SaysoAnnotationRecord *record)
{
  guint length = 0;

  for (guint i = 0; i < record->n_spans; i++)
    length += record->spans[i].end - record->spans[i].start;
  return (int)MIN (length, G_MAXINT);
}

/* By speaker a key of the entries, else a number. */
static gconstpointer
get_rank (SaysoClaimRows  *self,
          SaysoClaimEntry *entry)
{
  switch (self->order)
    {
    case SAYSO_CLAIM_ORDER_SPEAKER:
      return sayso_claim_entries_get_key (self->entries, entry);
    case SAYSO_CLAIM_ORDER_CONFIDENCE:
      return GINT_TO_POINTER (entry->record->confidence < 0 ? 1001 : entry->record->confidence);
    case SAYSO_CLAIM_ORDER_STATUS:
      return GINT_TO_POINTER (entry->record->status);
    case SAYSO_CLAIM_ORDER_LENGTH:
      return GINT_TO_POINTER (-length_of (entry->record));
    case SAYSO_CLAIM_ORDER_PLACE:
    default:
      return NULL;
    }
}

static int
compare_ranks (SaysoClaimRows  *self,
               SaysoClaimEntry *a,
               SaysoClaimEntry *b)
{
  gconstpointer left = get_rank (self, a), right = get_rank (self, b);

  if (left == right)
    return 0;
  if (self->order == SAYSO_CLAIM_ORDER_SPEAKER)
    return strcmp (left, right);
  return GPOINTER_TO_INT (left) < GPOINTER_TO_INT (right) ? -1 : 1;
}

static int
compare_rows (SaysoClaimRows  *self,
              SaysoClaimEntry *left,
              SaysoClaimEntry *right)
{
  int order = compare_ranks (self, left, right);

  return order != 0 ? order : sayso_record_compare (left->record, right->record);
}

static int
compare_arrays_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const GPtrArray *left = *(GPtrArray *const *)a, *right = *(GPtrArray *const *)b;

  return compare_ranks (user_data, left->pdata[0], right->pdata[0]);
}

SaysoClaimRows *
sayso_claim_rows_new (SaysoClaimOrder    order,
                      SaysoClaimEntries *entries)
{
  SaysoClaimRows *self = g_new0 (SaysoClaimRows, 1);

  self->order = order;
  self->entries = sayso_claim_entries_ref (entries);
  self->rows = g_ptr_array_new ();
  self->by_rank = g_hash_table_new (NULL, NULL);
  self->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  return self;
}

void
sayso_claim_rows_free (SaysoClaimRows *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ranks, g_ptr_array_unref);
  g_clear_pointer (&self->by_rank, g_hash_table_unref);
  g_ptr_array_unref (self->rows);
  sayso_claim_entries_unref (self->entries);
  g_free (self);
}

SaysoClaimEntries *
sayso_claim_rows_get_entries (SaysoClaimRows *self)
{
  return self->entries;
}

void
sayso_claim_rows_gather (SaysoClaimRows  *self,
                         SaysoClaimEntry *entry)
{
  gconstpointer rank;
  GPtrArray    *same;

  g_return_if_fail (self->ranks != NULL);

  if (self->order == SAYSO_CLAIM_ORDER_PLACE)
    {
      g_ptr_array_add (self->rows, entry);
      return;
    }
  rank = get_rank (self, entry);
  same = g_hash_table_lookup (self->by_rank, rank);
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_ptr_array_add (self->ranks, same);
      g_hash_table_insert (self->by_rank, (gpointer)rank, same);
    }
  g_ptr_array_add (same, entry);
}

void
sayso_claim_rows_arrange (SaysoClaimRows *self)
{
  g_return_if_fail (self->ranks != NULL);

  g_ptr_array_sort_with_data (self->ranks, compare_arrays_cb, self);
  for (guint i = 0; i < self->ranks->len; i++)
    g_ptr_array_extend (self->rows, self->ranks->pdata[i], NULL, NULL);
  g_clear_pointer (&self->ranks, g_ptr_array_unref);
  g_clear_pointer (&self->by_rank, g_hash_table_unref);
}

guint
sayso_claim_rows_get_length (SaysoClaimRows *self)
{
  return self->rows->len;
}

SaysoClaimEntry *
sayso_claim_rows_get (SaysoClaimRows *self,
                      guint           position)
{
  return position < self->rows->len ? self->rows->pdata[position] : NULL;
}

/* The first place where a row is not less than this one: its own, or where it would be. */
static guint
find_place (SaysoClaimRows  *self,
            SaysoClaimEntry *entry)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_rows (self, self->rows->pdata[middle], entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
sayso_claim_rows_find (SaysoClaimRows  *self,
                       SaysoClaimEntry *entry)
{
  guint place = G_MAXUINT;

  if (!self->unsettled)
    {
      place = find_place (self, entry);
      return sayso_claim_rows_get (self, place) == entry ? place : G_MAXUINT;
    }
  return g_ptr_array_find (self->rows, entry, &place) ? place : G_MAXUINT;
}

void
sayso_claim_rows_unsettle (SaysoClaimRows *self)
{
  self->unsettled = TRUE;
}

gboolean
sayso_claim_rows_fits (SaysoClaimRows *self,
                       guint           place)
{
  SaysoClaimEntry *entry = self->rows->pdata[place];

  if (place > 0 && compare_rows (self, self->rows->pdata[place - 1], entry) >= 0)
    return FALSE;
  return place + 1 == self->rows->len || compare_rows (self, entry, self->rows->pdata[place + 1]) < 0;
}

guint
sayso_claim_rows_insert (SaysoClaimRows  *self,
                         SaysoClaimEntry *entry)
{
  guint place = find_place (self, entry);

  g_ptr_array_insert (self->rows, (int)place, entry);
  return place;
}

void
sayso_claim_rows_remove (SaysoClaimRows *self,
                         guint           place)
{
  g_ptr_array_remove_index (self->rows, place);
}
