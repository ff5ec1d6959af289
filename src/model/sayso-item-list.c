/* A sorted GListModel of items.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-item-list.h"

struct _SaysoItemList
{
  GObject     parent_instance;
  GType       item_type;
  GSequence  *items;
  GHashTable *places; /* item -> GSequenceIter */
  /* What was asked for last, or NULL: many read one after the other, which is a step then instead of a search. */
  GSequenceIter *last;
  guint          last_position;
};

static GType
sayso_item_list_get_item_type (GListModel *list)
{
  return SAYSO_ITEM_LIST (list)->item_type;
}

static guint
sayso_item_list_get_n_items (GListModel *list)
{
  return g_sequence_get_length (SAYSO_ITEM_LIST (list)->items);
}

static gpointer
sayso_item_list_get_item (GListModel *list,
                          guint       position)
{
  SaysoItemList *self = SAYSO_ITEM_LIST (list);
  GSequenceIter *iter;

  if (self->last != NULL && position == self->last_position + 1)
    iter = g_sequence_iter_next (self->last);
  else
    iter = g_sequence_get_iter_at_pos (self->items, MIN (position, G_MAXINT));
  if (g_sequence_iter_is_end (iter))
    return NULL;
  self->last = iter;
  self->last_position = position;
  return g_object_ref (g_sequence_get (iter));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sayso_item_list_get_item_type;
  iface->get_n_items = sayso_item_list_get_n_items;
  iface->get_item = sayso_item_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SaysoItemList, sayso_item_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  return sayso_record_compare (sayso_item_get_record ((SaysoItem *)a), sayso_item_get_record ((SaysoItem *)b));
}

static int
compare_pointers_cb (gconstpointer a,
                     gconstpointer b)
{
  return compare_cb (*(gpointer *)a, *(gpointer *)b, NULL);
}

/* What a sidecar holds mostly is: looking costs n comparisons, sorting n log n. */
static gboolean
is_sorted (GPtrArray *items)
{
  for (guint i = 1; i < items->len; i++)
    if (compare_cb (items->pdata[i - 1], items->pdata[i], NULL) > 0)
      return FALSE;
  return TRUE;
}

static void
sayso_item_list_finalize (GObject *object)
{
  SaysoItemList *self = SAYSO_ITEM_LIST (object);

  g_hash_table_unref (self->places);
  g_sequence_free (self->items);
  G_OBJECT_CLASS (sayso_item_list_parent_class)->finalize (object);
}

static void
sayso_item_list_class_init (SaysoItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sayso_item_list_finalize;
}

static void
sayso_item_list_init (SaysoItemList *self)
{
  self->items = g_sequence_new (g_object_unref);
  self->places = g_hash_table_new (NULL, NULL);
}

SaysoItemList *
sayso_item_list_new (GType item_type)
{
  SaysoItemList *self = g_object_new (SAYSO_TYPE_ITEM_LIST, NULL);

  self->item_type = item_type;
  return self;
}

void
sayso_item_list_load (SaysoItemList *self,
                      GPtrArray     *items)
{
  guint before;

  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));
  g_return_if_fail (items != NULL);

  before = g_sequence_get_length (self->items);
  self->last = NULL;
  g_hash_table_remove_all (self->places);
  g_sequence_free (self->items);
  self->items = g_sequence_new (g_object_unref);
  if (!is_sorted (items))
    g_ptr_array_sort (items, compare_pointers_cb);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->places, items->pdata[i],
                         g_sequence_append (self->items, g_object_ref (items->pdata[i])));
  if (before > 0 || items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, items->len);
}

void
sayso_item_list_insert (SaysoItemList *self,
                        SaysoItem     *item)
{
  GSequenceIter *iter;

  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));
  g_return_if_fail (SAYSO_IS_ITEM (item));

  self->last = NULL;
  iter = g_sequence_insert_sorted (self->items, g_object_ref (item), compare_cb, NULL);
  g_hash_table_insert (self->places, item, iter);
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (iter), 0, 1);
}

void
sayso_item_list_insert_many (SaysoItemList *self,
                             GPtrArray     *items)
{
  GSequenceIter *iter;
  guint          before, first = G_MAXUINT;

  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));
  g_return_if_fail (items != NULL);

  before = g_sequence_get_length (self->items);
  self->last = NULL;
  if (!is_sorted (items))
    g_ptr_array_sort (items, compare_pointers_cb);
  iter = g_sequence_get_begin_iter (self->items);
  for (guint i = 0; i < items->len; i++)
    {
      GSequenceIter *place;

      while (!g_sequence_iter_is_end (iter) && compare_cb (g_sequence_get (iter), items->pdata[i], NULL) < 0)
        iter = g_sequence_iter_next (iter);
      place = g_sequence_insert_before (iter, g_object_ref (items->pdata[i]));
      g_hash_table_insert (self->places, items->pdata[i], place);
      if (i == 0)
        first = g_sequence_iter_get_position (place);
    }
  if (items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, before - first, before - first + items->len);
}

void
sayso_item_list_remove (SaysoItemList *self,
                        SaysoItem     *item)
{
  GSequenceIter *iter;
  guint          position;

  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));

  iter = g_hash_table_lookup (self->places, item);
  g_return_if_fail (iter != NULL);

  position = g_sequence_iter_get_position (iter);
  self->last = NULL;
  g_hash_table_remove (self->places, item);
  g_sequence_remove (iter);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
sayso_item_list_resort (SaysoItemList *self,
                        SaysoItem     *item)
{
  GSequenceIter *iter;
  guint          before, after;

  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));

  iter = g_hash_table_lookup (self->places, item);
  g_return_if_fail (iter != NULL);

  before = g_sequence_iter_get_position (iter);
  self->last = NULL;
  g_sequence_sort_changed (iter, compare_cb, NULL);
  after = g_sequence_iter_get_position (iter);
  /* A list model cannot say "moved": everything between was shifted by one. */
  if (before != after)
    {
      guint first = MIN (before, after), n = MAX (before, after) - first + 1;

      g_list_model_items_changed (G_LIST_MODEL (self), first, n, n);
    }
}

gboolean
sayso_item_list_contains (SaysoItemList *self,
                          SaysoItem     *item)
{
  g_return_val_if_fail (SAYSO_IS_ITEM_LIST (self), FALSE);
  return g_hash_table_contains (self->places, item);
}

guint
sayso_item_list_find (SaysoItemList *self,
                      SaysoItem     *item)
{
  GSequenceIter *iter;

  g_return_val_if_fail (SAYSO_IS_ITEM_LIST (self), G_MAXUINT);

  iter = g_hash_table_lookup (self->places, item);
  return iter != NULL ? (guint)g_sequence_iter_get_position (iter) : G_MAXUINT;
}

guint
sayso_item_list_search (SaysoItemList     *self,
                        const SaysoRecord *record)
{
  guint low = 0, high;

  g_return_val_if_fail (SAYSO_IS_ITEM_LIST (self), 0);

  high = g_sequence_get_length (self->items);
  while (low < high)
    {
      guint      middle = low + (high - low) / 2;
      SaysoItem *item = g_sequence_get (g_sequence_get_iter_at_pos (self->items, middle));

      if (sayso_record_compare (sayso_item_get_record (item), record) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
collect_cb (gpointer item,
            gpointer user_data)
{
  g_ptr_array_add (user_data, sayso_record_ref (sayso_item_get_record (item)));
}

void
sayso_item_list_collect (SaysoItemList *self,
                         GPtrArray     *records)
{
  g_return_if_fail (SAYSO_IS_ITEM_LIST (self));
  g_sequence_foreach (self->items, collect_cb, records);
}
