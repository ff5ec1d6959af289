/* SaysoSpanIndex against a plain list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-span-index.h"

typedef struct
{
  SaysoSpan span;
  gpointer  owner;
} Entry;

static int
compare_entries_cb (gconstpointer a,
                    gconstpointer b)
{
  const Entry *x = a, *y = b;
  int          order = sayso_span_compare (x->span, y->span);

  return order != 0 ? order : (x->owner > y->owner) - (x->owner < y->owner);
}

static gboolean
collect_cb (SaysoSpan span,
            gpointer  owner,
            gpointer  user_data)
{
  Entry entry = { span, owner };

  g_array_append_val ((GArray *)user_data, entry);
  return TRUE;
}

static gboolean
wanted (SaysoSpan span,
        SaysoSpan query)
{
  if (query.start == query.end)
    return span.start <= query.start && query.start <= span.end;
  return sayso_span_overlaps (span, query);
}

static void
check_query (SaysoSpanIndex *index,
             GArray         *list,
             SaysoSpan       query)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint at = 0;

  sayso_span_index_foreach_overlapping (index, query, collect_cb, found);
  g_array_sort (list, compare_entries_cb);
  for (guint i = 0; i < list->len; i++)
    {
      Entry *entry = &g_array_index (list, Entry, i);

      if (!wanted (entry->span, query))
        continue;
      g_assert_cmpuint (at, <, found->len);
      g_assert_cmpint (compare_entries_cb (entry, &g_array_index (found, Entry, at)), ==, 0);
      at++;
    }
  g_assert_cmpuint (at, ==, found->len);
}

static void
test_random (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (SaysoSpanIndex) index = sayso_span_index_new ();
      g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Entry));

      for (guint i = 0; i < 300; i++)
        {
          guint start = g_test_rand_int_range (0, 60);
          Entry entry = { { start, start + g_test_rand_int_range (1, 20) }, GUINT_TO_POINTER (i + 1) };

          if (list->len > 0 && g_test_rand_int_range (0, 3) == 0)
            {
              guint  victim = g_test_rand_int_range (0, list->len);
              Entry *gone = &g_array_index (list, Entry, victim);

              g_assert_true (sayso_span_index_remove (index, gone->span, gone->owner));
              g_assert_false (sayso_span_index_remove (index, gone->span, gone->owner));
              g_array_remove_index_fast (list, victim);
            }
          else
            {
              sayso_span_index_add (index, entry.span, entry.owner);
              g_array_append_val (list, entry);
            }
          g_assert_cmpuint (sayso_span_index_get_size (index), ==, list->len);
        }
      for (guint start = 0; start < 82; start++)
        check_query (index, list, (SaysoSpan){ start, start + g_test_rand_int_range (0, 12) });
    }
}

static gboolean
stop_cb (SaysoSpan span,
         gpointer  owner,
         gpointer  user_data)
{
  guint *n = user_data;

  (*n)++;
  return *n < 2;
}

static void
test_stops (void)
{
  g_autoptr (SaysoSpanIndex) index = sayso_span_index_new ();
  guint n = 0;

  for (guint i = 0; i < 10; i++)
    sayso_span_index_add (index, (SaysoSpan){ i, 20 }, NULL);
  sayso_span_index_foreach_overlapping (index, (SaysoSpan){ 0, 20 }, stop_cb, &n);
  g_assert_cmpuint (n, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/span-index/random", test_random);
  g_test_add_func ("/text/span-index/stops", test_stops);
  return g_test_run ();
}
