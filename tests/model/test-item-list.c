/* SaysoItemList: what items-changed says is what happened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-item-list.h"

/* A mirror that knows the list by its signal alone. */
static void
mirror_cb (GListModel *list,
           guint       position,
           guint       removed,
           guint       added,
           gpointer    user_data)
{
  GPtrArray *mirror = user_data;

  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, position + i, g_list_model_get_item (list, position + i));
}

static SaysoItem *
new_item (guint start)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, start + 3 }, 1);
  return sayso_item_new (&record->head);
}

static void
move (SaysoItem *item,
      guint      start)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_copy (sayso_item_get_record (item));

  sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, start + 3 }, 1);
  sayso_item_set_record (item, &record->head);
}

static void
check (SaysoItemList *list,
       GPtrArray     *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, mirror->len);
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (SaysoItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (item == mirror->pdata[i]);
      g_assert_cmpuint (sayso_item_list_find (list, item), ==, i);
      if (i > 0)
        g_assert_cmpint (sayso_record_compare (sayso_item_get_record (mirror->pdata[i - 1]), sayso_item_get_record (item)), <, 0);
    }
}

static void
test_mirror (void)
{
  g_autoptr (SaysoItemList) list = sayso_item_list_new (SAYSO_TYPE_ANNOTATION);
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint i = 0; i < 600; i++)
    {
      guint choice = g_test_rand_int_range (0, 3);

      if (mirror->len == 0 || choice == 0)
        {
          g_autoptr (SaysoItem) item = new_item (g_test_rand_int_range (0, 500));

          sayso_item_list_insert (list, item);
        }
      else
        {
          SaysoItem *item = mirror->pdata[g_test_rand_int_range (0, mirror->len)];

          if (choice == 1 && i % 4 == 0)
            sayso_item_list_remove (list, item);
          else
            {
              move (item, g_test_rand_int_range (0, 500));
              sayso_item_list_resort (list, item);
            }
        }
      check (list, mirror);
    }
}

/* Many at once, among others and into nothing, sorted or not. */
static void
test_insert_many (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (SaysoItemList) list = sayso_item_list_new (SAYSO_TYPE_ANNOTATION);
      g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

      g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
      for (guint more = 0; more < 4; more++)
        {
          g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

          for (guint i = 0; i < (guint)g_test_rand_int_range (0, 30); i++)
            g_ptr_array_add (items, new_item (round % 2 == 0 ? 100 * more + i : (guint)g_test_rand_int_range (0, 500)));
          sayso_item_list_insert_many (list, items);
          check (list, mirror);
        }
    }
}

/* Sorted from the start or not, a list loads sorted. */
static void
test_load (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (SaysoItemList) list = sayso_item_list_new (SAYSO_TYPE_ANNOTATION);
      g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

      g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
      for (guint i = 0; i < round; i++)
        g_ptr_array_add (items, new_item (round % 2 == 0 ? i : (guint)g_test_rand_int_range (0, 500)));
      sayso_item_list_load (list, items);
      check (list, mirror);
      g_assert_cmpuint (mirror->len, ==, round);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/item-list/mirror", test_mirror);
  g_test_add_func ("/model/item-list/insert-many", test_insert_many);
  g_test_add_func ("/model/item-list/load", test_load);
  return g_test_run ();
}
