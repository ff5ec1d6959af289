/* Claims in an order, as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-rows.h"

#include "model/sayso-sequence.h"

#include <string.h>

/* The clock is asked after so many. */
#define ROWS_A_LOOK 64
/* Dropped at a time. */
#define ROWS_A_PIECE 1000

struct _SaysoClaimRows
{
  SaysoClaimOrder     order;
  SaysoClaimSpeakers *speakers;
  GSequence          *rows;  /* of Row */
  GHashTable         *by_id; /* id -> Row; the ids belong to the rows */
  SaysoSequenceCursor cursor;

  /* What was gathered. */
  GHashTable *by_rank; /* rank -> GPtrArray of Row, one of ranks */
  GPtrArray  *ranks;
  gboolean    sorted;
  guint       n_ranks;   /* all of whose rows were arranged */
  guint       n_of_rank; /* rows arranged of the next */
};

/* A claim and what it is sorted by, as of when it came. */
typedef struct
{
  SaysoAnnotation             *claim;
  const SaysoAnnotationRecord *record; /* a reference */
  gconstpointer                rank;   /* by speaker a key of the speakers, else a number */
  GSequenceIter               *iter;   /* NULL while it is only gathered */
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
compare_rows_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Row *left = a, *right = b;
  int        order = compare_ranks (user_data, left, right);

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
  g_hash_table_insert (self->by_id, row->record->head.id, row);
  return row;
}

SaysoClaimRows *
sayso_claim_rows_new (SaysoClaimOrder     order,
                      SaysoClaimSpeakers *speakers)
{
  SaysoClaimRows *self = g_new0 (SaysoClaimRows, 1);

  self->order = order;
  self->speakers = sayso_claim_speakers_ref (speakers);
  self->rows = g_sequence_new (row_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  /* The keys of two speakers may be equal, as those of "Ali" and "ALI" are. */
  self->by_rank = order == SAYSO_CLAIM_ORDER_SPEAKER ? g_hash_table_new (g_str_hash, g_str_equal) : g_hash_table_new (NULL, NULL);
  self->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  return self;
}

static void
free_gathered_cb (gpointer row,
                  gpointer user_data)
{
  if (row != NULL)
    row_free (row);
}

void
sayso_claim_rows_free (SaysoClaimRows *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->ranks->len; i++)
    g_ptr_array_foreach (self->ranks->pdata[i], free_gathered_cb, NULL);
  g_ptr_array_unref (self->ranks);
  g_hash_table_unref (self->by_rank);
  g_hash_table_unref (self->by_id);
  g_sequence_free (self->rows);
  sayso_claim_speakers_unref (self->speakers);
  g_free (self);
}

void
sayso_claim_rows_gather (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row       *row = row_new (self, claim);
  GPtrArray *same = g_hash_table_lookup (self->by_rank, row->rank);

  g_return_if_fail (!self->sorted);

  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_ptr_array_add (self->ranks, same);
      g_hash_table_insert (self->by_rank, (gpointer)row->rank, same);
    }
  g_ptr_array_add (same, row);
}

gboolean
sayso_claim_rows_arrange (SaysoClaimRows *self,
                          gint64          moment)
{
  if (!self->sorted)
    g_ptr_array_sort_with_data (self->ranks, compare_arrays_cb, self);
  self->sorted = TRUE;
  while (self->n_ranks < self->ranks->len)
    {
      GPtrArray *same = self->ranks->pdata[self->n_ranks];

      while (self->n_of_rank < same->len)
        {
          Row *row = g_steal_pointer (&same->pdata[self->n_of_rank++]);

          row->iter = g_sequence_append (self->rows, row);
          if (self->n_of_rank % ROWS_A_LOOK == 0 && g_get_monotonic_time () > moment)
            return FALSE;
        }
      self->n_ranks++;
      self->n_of_rank = 0;
    }
  return TRUE;
}

gboolean
sayso_claim_rows_drop_some (SaysoClaimRows *self)
{
  self->cursor = (SaysoSequenceCursor){ 0 };
  g_hash_table_remove_all (self->by_id);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->rows), g_sequence_get_iter_at_pos (self->rows, ROWS_A_PIECE));
  return g_sequence_get_length (self->rows) > 0;
}

guint
sayso_claim_rows_get_length (SaysoClaimRows *self)
{
  return (guint)g_sequence_get_length (self->rows);
}

SaysoAnnotation *
sayso_claim_rows_get (SaysoClaimRows *self,
                      guint           position)
{
  GSequenceIter *iter = sayso_sequence_seek (self->rows, &self->cursor, position);

  return g_sequence_iter_is_end (iter) ? NULL : ((Row *)g_sequence_get (iter))->claim;
}

guint
sayso_claim_rows_find (SaysoClaimRows *self,
                       const char     *id)
{
  Row *row = g_hash_table_lookup (self->by_id, id);

  return row != NULL ? (guint)g_sequence_iter_get_position (row->iter) : G_MAXUINT;
}

guint
sayso_claim_rows_insert (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row *row = row_new (self, claim);

  self->cursor = (SaysoSequenceCursor){ 0 };
  row->iter = g_sequence_insert_sorted (self->rows, row, compare_rows_cb, self);
  return (guint)g_sequence_iter_get_position (row->iter);
}

guint
sayso_claim_rows_remove (SaysoClaimRows *self,
                         const char     *id)
{
  Row  *row = g_hash_table_lookup (self->by_id, id);
  guint position = (guint)g_sequence_iter_get_position (row->iter);

  self->cursor = (SaysoSequenceCursor){ 0 };
  g_hash_table_remove (self->by_id, id);
  g_sequence_remove (row->iter);
  return position;
}

static gboolean
is_in_place (SaysoClaimRows *self,
             GSequenceIter  *iter)
{
  GSequenceIter *next = g_sequence_iter_next (iter);

  if (!g_sequence_iter_is_begin (iter) && compare_rows_cb (g_sequence_get (g_sequence_iter_prev (iter)), g_sequence_get (iter), self) >= 0)
    return FALSE;
  return g_sequence_iter_is_end (next) || compare_rows_cb (g_sequence_get (iter), g_sequence_get (next), self) < 0;
}

gboolean
sayso_claim_rows_update (SaysoClaimRows  *self,
                         SaysoAnnotation *claim)
{
  Row           *old = g_hash_table_lookup (self->by_id, sayso_item_get_id (SAYSO_ITEM (claim)));
  GSequenceIter *iter = old->iter;
  Row           *row;

  /* A claim that was deleted and is back is another object, which who shows the row must see. */
  if (old->claim != claim)
    return FALSE;
  g_hash_table_remove (self->by_id, old->record->head.id);
  row = row_new (self, claim);
  row->iter = iter;
  g_sequence_set (iter, row);
  return is_in_place (self, iter);
}
