/* Claims in an order, as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-rows.h"

#include <string.h>

/* Dropped at a time. */
#define ROWS_A_PIECE 1000

struct _SaysoClaimRows
{
  SaysoClaimOrder     order;
  SaysoClaimSpeakers *speakers;
  GPtrArray          *rows; /* of Row, sorted. A place is found by halves; to make room there, a hundred thousand pointers take
                             * less time than a step down a tree of them that is not in the cache */
  GHashTable *by_id;        /* id -> Row; the ids belong to the rows */

  /* What was gathered. */
  GHashTable *by_rank; /* rank -> GPtrArray of Row, one of ranks */
  GPtrArray  *ranks;   /* NULL when they were arranged */
};

/* A claim and what it is sorted by, as of when it came. */
typedef struct
{
  SaysoAnnotation             *claim;
  const SaysoAnnotationRecord *record; /* a reference */
  gconstpointer                rank;   /* by speaker a key of the speakers, else a number */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->claim);
  sayso_record_unref ((gpointer)row->record);
  g_free (row);
}

static int
length_of (const SaysoAnnotationRecord *record)
{
  guint length = 0;

  for (guint i = 0; i < record->n_spans; i++)
    length += record->spans[i].end - record->spans[i].start;
  return (int)MIN (length, G_MAXINT);
}

static gconstpointer
get_rank (SaysoClaimRows  *self,
          SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);

  switch (self->order)
    {
    case SAYSO_CLAIM_ORDER_SPEAKER:
      return sayso_claim_speakers_get_key (self->speakers, claim);
    case SAYSO_CLAIM_ORDER_CONFIDENCE:
      return GINT_TO_POINTER (record->confidence < 0 ? 1001 : record->confidence);
    case SAYSO_CLAIM_ORDER_STATUS:
      return GINT_TO_POINTER (record->status);
    case SAYSO_CLAIM_ORDER_LENGTH:
      return GINT_TO_POINTER (-length_of (record));
    case SAYSO_CLAIM_ORDER_PLACE:
    default:
      return NULL;
    }
}

static int
compare_ranks (SaysoClaimRows *self,
               const Row      *left,
               const Row      *right)
{
  if (left->rank == right->rank)
    return 0;
  if (self->order == SAYSO_CLAIM_ORDER_SPEAKER)
    return strcmp (left->rank, right->rank);
  return GPOINTER_TO_INT (left->rank) < GPOINTER_TO_INT (right->rank) ? -1 : 1;
}

static int
compare_rows (SaysoClaimRows *self,
              const Row      *left,
              const Row      *right)
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

static Row *
row_new (SaysoClaimRows  *self,
         SaysoAnnotation *claim)
{
  Row *row = g_new0 (Row, 1);

  row->claim = g_object_ref (claim);
  row->record = sayso_record_ref (sayso_annotation_get (claim));
  row->rank = get_rank (self, claim);
  return row;
}

SaysoClaimRows *
sayso_claim_rows_new (SaysoClaimOrder     order,
                      SaysoClaimSpeakers *speakers)
{
  SaysoClaimRows *self = g_new0 (SaysoClaimRows, 1);

  self->order = order;
  self->speakers = sayso_claim_speakers_ref (speakers);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  /* The keys of two speakers may be equal, as those of "Ali" and "ALI" are. */
  self->by_rank = order == SAYSO_CLAIM_ORDER_SPEAKER ? g_hash_table_new (g_str_hash, g_str_equal) : g_hash_table_new (NULL, NULL);
  self->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  return self;
}

/* What was gathered belongs to nobody yet. */
static void
forget_gathered (SaysoClaimRows *self,
                 GFunc           func)
{
  for (guint i = 0; self->ranks != NULL && i < self->ranks->len; i++)
    g_ptr_array_foreach (self->ranks->pdata[i], func, self);
  g_clear_pointer (&self->ranks, g_ptr_array_unref);
  g_clear_pointer (&self->by_rank, g_hash_table_unref);
}

static void
free_gathered_cb (gpointer row,
                  gpointer user_data)
{
  row_free (row);
}

static void
append_gathered_cb (gpointer row,
                    gpointer user_data)
{
  g_ptr_array_add (((SaysoClaimRows *)user_data)->rows, row);
}

void
sayso_claim_rows_free (SaysoClaimRows *self)
{
  if (self == NULL)
    return;
  forget_gathered (self, free_gathered_cb);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->rows);
  sayso_claim_speakers_unref (self->speakers);
  g_free (self);
}

void
sayso_claim_rows_gather (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row       *row;
  GPtrArray *same;

  g_return_if_fail (self->ranks != NULL);

  row = row_new (self, claim);
  g_hash_table_insert (self->by_id, row->record->head.id, row);
  same = g_hash_table_lookup (self->by_rank, row->rank);
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_ptr_array_add (self->ranks, same);
      g_hash_table_insert (self->by_rank, (gpointer)row->rank, same);
    }
  g_ptr_array_add (same, row);
}

void
sayso_claim_rows_arrange (SaysoClaimRows *self)
{
  g_return_if_fail (self->ranks != NULL);

  g_ptr_array_sort_with_data (self->ranks, compare_arrays_cb, self);
  forget_gathered (self, append_gathered_cb);
}

gboolean
sayso_claim_rows_drop_some (SaysoClaimRows *self)
{
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->rows, (int)(self->rows->len - MIN (ROWS_A_PIECE, self->rows->len)));
  return self->rows->len > 0;
}

guint
sayso_claim_rows_get_length (SaysoClaimRows *self)
{
  return self->rows->len;
}

SaysoAnnotation *
sayso_claim_rows_get (SaysoClaimRows *self,
                      guint           position)
{
  return position < self->rows->len ? ((Row *)self->rows->pdata[position])->claim : NULL;
}

/* The first place where a row is not less than this one: its own, or where it would be. */
static guint
find_place (SaysoClaimRows *self,
            const Row      *row)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_rows (self, self->rows->pdata[middle], row) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
sayso_claim_rows_find (SaysoClaimRows *self,
                       const char     *id)
{
  Row *row = g_hash_table_lookup (self->by_id, id);

  return row != NULL ? find_place (self, row) : G_MAXUINT;
}

guint
sayso_claim_rows_insert (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row  *row = row_new (self, claim);
  guint place = find_place (self, row);

  g_hash_table_insert (self->by_id, row->record->head.id, row);
  g_ptr_array_insert (self->rows, (int)place, row);
  return place;
}

guint
sayso_claim_rows_remove (SaysoClaimRows *self,
                         const char     *id)
{
  guint place = sayso_claim_rows_find (self, id);

  g_return_val_if_fail (place != G_MAXUINT, place);

  g_hash_table_remove (self->by_id, id);
  g_ptr_array_remove_index (self->rows, place);
  return place;
}

static gboolean
fits (SaysoClaimRows *self,
      const Row      *row,
      guint           place)
{
  if (place > 0 && compare_rows (self, self->rows->pdata[place - 1], row) >= 0)
    return FALSE;
  return place + 1 == self->rows->len || compare_rows (self, row, self->rows->pdata[place + 1]) < 0;
}

gboolean
sayso_claim_rows_update (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row  *old = g_hash_table_lookup (self->by_id, sayso_item_get_id (SAYSO_ITEM (claim)));
  Row  *row;
  guint place;

  g_return_val_if_fail (old != NULL, FALSE);

  /* A claim that was deleted and is back is another object, which who shows the row must see. */
  if (old->claim != claim)
    return FALSE;
  row = row_new (self, claim);
  place = find_place (self, old);
  if (!fits (self, row, place))
    {
      row_free (row);
      return FALSE;
    }
  g_hash_table_remove (self->by_id, old->record->head.id);
  g_hash_table_insert (self->by_id, row->record->head.id, row);
  self->rows->pdata[place] = row;
  row_free (old);
  return TRUE;
}
