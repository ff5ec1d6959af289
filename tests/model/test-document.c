/* SaysoDocument against a naive table of records.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-document.h"

#include <string.h>

#define TEXT "The mayor said on Monday that the bridge would open. \"We are ready,\" she told reporters. " \
             "Officials disagreed, according to a report. Nobody answered the telephone."

static SaysoDocument *
new_document (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);
  SaysoDocument *document = sayso_document_new (text);
  g_autoptr (SaysoSetRecord) set = sayso_record_new (SAYSO_TABLE_SETS, "set-1");
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  sayso_record_set_string (&set->name, "maria");
  g_ptr_array_add (records, set);
  sayso_document_load (document, records);
  return document;
}

static SaysoAnnotationRecord *
new_annotation (const char         *id,
                SaysoAnnotationType type,
                guint               start,
                guint               end)
{
  SaysoAnnotationRecord *record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, id);

  record->type = type;
  sayso_record_set_ref (&record->set, "set-1");
  sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, end }, 1);
  return record;
}

static SaysoLinkRecord *
new_link (const char *id,
          const char *from,
          const char *to)
{
  SaysoLinkRecord *record = sayso_record_new (SAYSO_TABLE_LINKS, id);

  sayso_record_set_ref (&record->set, "set-1");
  record->type = SAYSO_LINK_SAID_BY;
  sayso_record_set_string (&record->from, from);
  sayso_record_set_string (&record->to, to);
  return record;
}

/* The oracle: a plain array of records, sorted when it is compared. */
typedef GPtrArray Naive;

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const SaysoRecord *x = *(SaysoRecord **)a, *y = *(SaysoRecord **)b;

  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return sayso_record_compare (x, y);
}

static Naive *
naive_copy (Naive *naive)
{
  Naive *copy = g_ptr_array_new_with_free_func (sayso_record_unref);

  for (guint i = 0; i < naive->len; i++)
    g_ptr_array_add (copy, sayso_record_ref (naive->pdata[i]));
  return copy;
}

static void
naive_drop (Naive      *naive,
            const char *id)
{
  for (guint i = naive->len; i > 0; i--)
    {
      SaysoRecord *record = naive->pdata[i - 1];
      gboolean     dangling = FALSE;

      if (record->table == SAYSO_TABLE_LINKS)
        dangling = strcmp (((SaysoLinkRecord *)record)->from, id) == 0 || strcmp (((SaysoLinkRecord *)record)->to, id) == 0;
      if (dangling || strcmp (record->id, id) == 0)
        g_ptr_array_remove_index (naive, i - 1);
    }
}

static void
naive_put (Naive             *naive,
           const SaysoRecord *record)
{
  for (guint i = 0; i < naive->len; i++)
    if (strcmp (((SaysoRecord *)naive->pdata[i])->id, record->id) == 0)
      {
        g_ptr_array_remove_index (naive, i);
        break;
      }
  g_ptr_array_add (naive, sayso_record_ref (record));
}

static void
check_list (GListModel *list,
            Naive      *naive,
            SaysoTable  table,
            gboolean    claims_only)
{
  guint at = 0;

  for (guint i = 0; i < naive->len; i++)
    {
      SaysoRecord *record = naive->pdata[i];
      g_autoptr (SaysoItem) item = NULL;

      if (record->table != table || (claims_only && ((SaysoAnnotationRecord *)record)->type != SAYSO_ANNOTATION_CLAIM))
        continue;
      item = g_list_model_get_item (list, at++);
      g_assert_nonnull (item);
      g_assert_true (sayso_record_equal (sayso_item_get_record (item), record));
    }
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, at);
}

static void
check_links (SaysoDocument *document,
             Naive         *naive)
{
  for (guint i = 0; i < naive->len; i++)
    {
      SaysoAnnotation *annotation = sayso_document_get_annotation (document, ((SaysoRecord *)naive->pdata[i])->id);
      g_autoptr (GPtrArray) from = NULL;
      guint n = 0;

      if (annotation == NULL)
        continue;
      from = sayso_document_get_links_from (document, annotation);
      for (guint j = 0; j < naive->len; j++)
        if (((SaysoRecord *)naive->pdata[j])->table == SAYSO_TABLE_LINKS
            && strcmp (((SaysoLinkRecord *)naive->pdata[j])->from, sayso_item_get_id (SAYSO_ITEM (annotation))) == 0)
          g_assert_true (sayso_item_get_record (from->pdata[n++]) == naive->pdata[j]
                         || sayso_record_equal (sayso_item_get_record (from->pdata[n - 1]), naive->pdata[j]));
      g_assert_cmpuint (from->len, ==, n);
      for (guint j = 0; j < n; j++)
        g_assert_true (sayso_link_get_target (from->pdata[j]) == sayso_document_get_annotation (document, sayso_link_get (from->pdata[j])->to));
    }
}

static void
check_same (SaysoDocument *document,
            Naive         *naive)
{
  g_autoptr (GPtrArray) snapshot = sayso_document_snapshot (document);
  guint suggested = 0;

  g_ptr_array_sort (naive, compare_cb);
  g_assert_cmpuint (snapshot->len, ==, naive->len + 1); /* the article's record */
  for (guint i = 0; i < naive->len; i++)
    {
      SaysoRecord *record = naive->pdata[i];

      g_assert_true (sayso_record_equal (snapshot->pdata[i + 1], record));
      if (record->table == SAYSO_TABLE_ANNOTATIONS && ((SaysoAnnotationRecord *)record)->type == SAYSO_ANNOTATION_CLAIM)
        suggested += ((SaysoAnnotationRecord *)record)->status == SAYSO_STATUS_SUGGESTED;
    }
  g_assert_cmpuint (sayso_document_count_claims (document, SAYSO_STATUS_SUGGESTED), ==, suggested);
  check_list (sayso_document_get_annotations (document), naive, SAYSO_TABLE_ANNOTATIONS, FALSE);
  check_list (sayso_document_get_claims (document), naive, SAYSO_TABLE_ANNOTATIONS, TRUE);
  check_list (sayso_document_get_links (document), naive, SAYSO_TABLE_LINKS, FALSE);
  check_links (document, naive);
}

static void
check_overlaps (SaysoDocument *document,
                Naive         *naive)
{
  guint     start = g_test_rand_int_range (0, 150);
  SaysoSpan query = { start, start + g_test_rand_int_range (1, 20) };
  g_autoptr (GPtrArray) found = sayso_document_find_overlapping (document, query);
  guint at = 0;

  for (guint i = 0; i < naive->len; i++)
    {
      SaysoAnnotationRecord *record = naive->pdata[i];

      if (record->head.table != SAYSO_TABLE_ANNOTATIONS || !sayso_span_overlaps (record->spans[0], query))
        continue;
      g_assert_cmpuint (at, <, found->len);
      g_assert_cmpstr (sayso_item_get_id (found->pdata[at++]), ==, record->head.id);
    }
  g_assert_cmpuint (at, ==, found->len);
}

/* Several records at once to both: new ones, links between these, and some of before. */
static void
put_many_in_both (SaysoDocument   *document,
                  Naive           *naive,
                  SaysoAnnotation *some,
                  guint           *counter)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  guint n = g_test_rand_int_range (1, 6);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", ++*counter);
      const char      *last = i > 0 ? ((SaysoRecord *)records->pdata[records->len - 1])->id : id;
      guint            start = g_test_rand_int_range (0, 150);

      if (some != NULL && g_test_rand_int_range (0, 4) == 0)
        g_ptr_array_add (records, new_annotation (sayso_item_get_id (SAYSO_ITEM (some)), SAYSO_ANNOTATION_SPEAKER, start, start + 5));
      g_ptr_array_add (records, new_annotation (id, g_test_rand_int_range (0, 4), start, start + g_test_rand_int_range (1, 30)));
      if (i == 2)
        {
          g_autofree char *link = g_strdup_printf ("l%u", ++*counter);

          g_ptr_array_add (records, new_link (link, id, last));
        }
    }
  sayso_document_put_many (document, records);
  for (guint i = 0; i < records->len; i++)
    naive_put (naive, records->pdata[i]);
}

/* One random change to both. */
static void
change_both (SaysoDocument *document,
             Naive         *naive,
             guint         *counter)
{
  guint choice = g_test_rand_int_range (0, 10);
  guint n_annotations = g_list_model_get_n_items (sayso_document_get_annotations (document));
  g_autoptr (SaysoAnnotation) some = NULL, other = NULL;

  if (n_annotations > 0)
    {
      some = g_list_model_get_item (sayso_document_get_annotations (document), g_test_rand_int_range (0, n_annotations));
      other = g_list_model_get_item (sayso_document_get_annotations (document), g_test_rand_int_range (0, n_annotations));
    }
  if (choice == 0)
    put_many_in_both (document, naive, some, counter);
  else if (some == NULL || choice < 4)
    {
      g_autofree char *id = g_strdup_printf ("a%u", ++*counter);
      guint            start = g_test_rand_int_range (0, 150);
      g_autoptr (SaysoAnnotationRecord) record = new_annotation (id, g_test_rand_int_range (0, 4), start, start + g_test_rand_int_range (1, 30));

      record->status = g_test_rand_int_range (0, 3);
      sayso_document_put (document, record);
      naive_put (naive, &record->head);
    }
  else if (choice < 6)
    {
      g_autofree char *id = g_strdup_printf ("l%u", ++*counter);
      g_autoptr (SaysoLinkRecord) link = new_link (id, sayso_item_get_id (SAYSO_ITEM (some)), sayso_item_get_id (SAYSO_ITEM (other)));

      sayso_document_put (document, link);
      naive_put (naive, &link->head);
    }
  else if (choice < 7)
    {
      naive_drop (naive, sayso_item_get_id (SAYSO_ITEM (some)));
      sayso_document_remove (document, SAYSO_TABLE_ANNOTATIONS, sayso_item_get_id (SAYSO_ITEM (some)));
    }
  else
    {
      g_autoptr (SaysoAnnotationRecord) record = sayso_record_copy (sayso_annotation_get (some));
      guint start = g_test_rand_int_range (0, 150);

      sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, start + g_test_rand_int_range (1, 30) }, 1);
      record->type = g_test_rand_int_range (0, 4);
      record->status = g_test_rand_int_range (0, 3);
      sayso_document_put (document, record);
      naive_put (naive, &record->head);
    }
}

static void
test_random_history (void)
{
  guint n_rounds = g_test_thorough () ? 10000 : 300;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (SaysoDocument) document = new_document ();
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
      guint  position = 0, counter = 0;
      Naive *first = g_ptr_array_new_with_free_func (sayso_record_unref);

      g_ptr_array_add (first, sayso_record_ref (sayso_annotation_set_get (sayso_document_get_set (document, "set-1"))));
      g_ptr_array_add (states, first);
      for (guint i = 0; i < 50; i++)
        {
          guint choice = g_test_rand_int_range (0, 4);

          if (choice == 0 && position > 0)
            {
              sayso_document_undo (document);
              position--;
            }
          else if (choice == 1 && position + 1 < states->len)
            {
              sayso_document_redo (document);
              position++;
            }
          else
            {
              Naive *next = naive_copy (states->pdata[position]);
              guint  n = g_test_rand_int_range (1, 4), before = sayso_history_get_position (sayso_document_get_history (document));

              sayso_document_begin (document, "Change");
              while (n-- > 0)
                change_both (document, next, &counter);
              sayso_document_end (document);
              /* A change to the same leaves no step. */
              if (sayso_history_get_position (sayso_document_get_history (document)) > before)
                {
                  g_ptr_array_set_size (states, ++position);
                  g_ptr_array_add (states, next);
                }
              else
                g_ptr_array_unref (next);
            }
          check_same (document, states->pdata[position]);
          check_overlaps (document, states->pdata[position]);
          g_assert_cmpuint (sayso_history_get_position (sayso_document_get_history (document)), ==, position);
        }
    }
}

static void
count_cb (gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
test_items_keep_their_object (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autoptr (SaysoAnnotationRecord) record = new_annotation ("a1", SAYSO_ANNOTATION_CLAIM, 4, 9);
  g_autoptr (SaysoAnnotationRecord) changed = NULL;
  SaysoAnnotation *annotation;
  guint            notes = 0, spans = 0;

  sayso_document_begin (document, "Add");
  sayso_document_put (document, record);
  sayso_document_end (document);
  annotation = sayso_document_get_annotation (document, "a1");
  g_signal_connect_swapped (annotation, "notify::note", G_CALLBACK (count_cb), &notes);
  g_signal_connect_swapped (annotation, "notify::spans", G_CALLBACK (count_cb), &spans);

  changed = sayso_record_copy (record);
  sayso_record_set_string (&changed->note, "why?");
  sayso_document_begin (document, "Note");
  sayso_document_put (document, changed);
  sayso_document_end (document);
  g_assert_true (sayso_document_get_annotation (document, "a1") == annotation);
  g_assert_cmpuint (notes, ==, 1);
  g_assert_cmpuint (spans, ==, 0);
  sayso_document_undo (document);
  g_assert_null (sayso_annotation_get (annotation)->note);
  g_assert_cmpuint (notes, ==, 2);
}

static void
test_removing_cascades (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autoptr (SaysoAnnotationRecord) claim = new_annotation ("c", SAYSO_ANNOTATION_CLAIM, 30, 50);
  g_autoptr (SaysoAnnotationRecord) speaker = new_annotation ("s", SAYSO_ANNOTATION_SPEAKER, 0, 9);
  g_autoptr (SaysoIdentityRecord) identity = sayso_record_new (SAYSO_TABLE_IDENTITIES, "i");
  g_autoptr (SaysoLinkRecord) link = new_link ("l", "c", "s");

  sayso_record_set_string (&identity->name, "The mayor");
  sayso_record_set_ref (&speaker->identity, "i");
  sayso_document_begin (document, "Add");
  sayso_document_put (document, identity);
  sayso_document_put (document, claim);
  sayso_document_put (document, speaker);
  sayso_document_put (document, link);
  sayso_document_end (document);
  g_assert_true (sayso_document_get_first_linked (document, sayso_document_get_annotation (document, "c"), SAYSO_LINK_SAID_BY)
                 == sayso_document_get_annotation (document, "s"));

  sayso_document_begin (document, "Remove identity");
  sayso_document_remove (document, SAYSO_TABLE_IDENTITIES, "i");
  sayso_document_end (document);
  g_assert_null (sayso_annotation_get (sayso_document_get_annotation (document, "s"))->identity);

  sayso_document_begin (document, "Remove set");
  sayso_document_remove (document, SAYSO_TABLE_SETS, "set-1");
  sayso_document_end (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_annotations (document)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_links (document)), ==, 0);

  sayso_document_undo (document);
  sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_links (document)), ==, 1);
  g_assert_cmpstr (sayso_annotation_get (sayso_document_get_annotation (document, "s"))->identity, ==, "i");
}

static void
test_positions (void)
{
  g_autoptr (SaysoDocument) document = new_document ();

  sayso_document_begin (document, "Add");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);
      g_autoptr (SaysoAnnotationRecord) claim = new_annotation (id, SAYSO_ANNOTATION_CLAIM, i * 10, i * 10 + 5);

      sayso_document_put (document, claim);
    }
  sayso_document_end (document);
  g_assert_cmpuint (sayso_document_get_claim_position_at (document, 0), ==, 0);
  g_assert_cmpuint (sayso_document_get_claim_position_at (document, 11), ==, 2);
  g_assert_cmpuint (sayso_document_get_claim_position_at (document, 41), ==, G_MAXUINT);
  g_assert_cmpuint (sayso_document_get_claim_position (document, sayso_document_get_annotation (document, "c3")), ==, 3);
}

static void
test_attributes (void)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  sayso_annotation_record_set_attribute (record, "verdict", "false");
  sayso_annotation_record_set_attribute (record, "topic", "ferries");
  sayso_annotation_record_set_attribute (record, "verdict", "true");
  g_assert_cmpstr (record->attributes[0], ==, "topic");
  g_assert_cmpstr (sayso_annotation_record_get_attribute (record, "verdict"), ==, "true");
  sayso_annotation_record_set_attribute (record, "topic", NULL);
  sayso_annotation_record_set_attribute (record, "verdict", NULL);
  g_assert_null (record->attributes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/document/random-history", test_random_history);
  g_test_add_func ("/model/document/items-keep-their-object", test_items_keep_their_object);
  g_test_add_func ("/model/document/removing-cascades", test_removing_cascades);
  g_test_add_func ("/model/document/positions", test_positions);
  g_test_add_func ("/model/record/attributes", test_attributes);
  return g_test_run ();
}
