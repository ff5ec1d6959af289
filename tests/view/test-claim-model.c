/* The claim list's model against a naive filter and sort, over random edits, undo and
 * redo; and that what it says with items-changed is true.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "view/sayso-claim-model.h"
#include "view/sayso-words.h"

#include <string.h>

#define N_ROUNDS 60
#define N_OPERATIONS 60

/* A copy of the model that is kept up to date by items-changed alone. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int)(position + i), g_list_model_get_item (model, position + i));
}

typedef struct
{
  SaysoDocument  *document;
  SaysoClaimOrder order;
} Sorting;

static gboolean
naive_passes (SaysoDocument          *document,
              SaysoAnnotation        *claim,
              const SaysoClaimFilter *filter)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  g_autofree char             *exact = sayso_document_dup_exact (document, claim);
  g_autofree char             *speaker = sayso_words_speaker (document, claim);

  if (filter->statuses != 0 && !(filter->statuses >> record->status & 1))
    return FALSE;
  if (filter->kinds != 0 && !(filter->kinds >> record->kind & 1))
    return FALSE;
  if (filter->no_speaker && speaker != NULL)
    return FALSE;
  if (filter->speaker != NULL && g_strcmp0 (filter->speaker, speaker) != 0)
    return FALSE;
  return filter->text == NULL || strstr (exact, filter->text) != NULL || (speaker != NULL && strstr (speaker, filter->text) != NULL);
}

static int
compare_speakers (SaysoDocument   *document,
                  SaysoAnnotation *left,
                  SaysoAnnotation *right)
{
  g_autofree char *first = sayso_words_speaker (document, left);
  g_autofree char *second = sayso_words_speaker (document, right);
  g_autofree char *first_folded = first != NULL ? g_utf8_casefold (first, -1) : NULL;
  g_autofree char *second_folded = second != NULL ? g_utf8_casefold (second, -1) : NULL;

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  return g_utf8_collate (first_folded, second_folded);
}

static guint
count_characters (SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  guint                        n = 0;

  for (guint i = 0; i < record->n_spans; i++)
    n += record->spans[i].end - record->spans[i].start;
  return n;
}

static int
naive_compare (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  SaysoAnnotation             *first = *(SaysoAnnotation *const *)a, *second = *(SaysoAnnotation *const *)b;
  const SaysoAnnotationRecord *left = sayso_annotation_get (first), *right = sayso_annotation_get (second);
  Sorting                     *sorting = user_data;
  int                          order = 0;

  if (sorting->order == SAYSO_CLAIM_ORDER_SPEAKER)
    order = compare_speakers (sorting->document, first, second);
  else if (sorting->order == SAYSO_CLAIM_ORDER_CONFIDENCE)
    order = (left->confidence < 0) != (right->confidence < 0) ? (left->confidence < 0) - (right->confidence < 0) : left->confidence - right->confidence;
  else if (sorting->order == SAYSO_CLAIM_ORDER_STATUS)
    order = (int)left->status - (int)right->status;
  else if (sorting->order == SAYSO_CLAIM_ORDER_LENGTH)
    order = (int)count_characters (second) - (int)count_characters (first);
  return order != 0 ? order : sayso_record_compare (left, right);
}

static void
check (SaysoDocument   *document,
       SaysoClaimModel *model,
       GPtrArray       *mirror)
{
  GListModel *claims = sayso_document_get_claims (document);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

      if (naive_passes (document, claim, sayso_claim_model_get_filter (model)))
        g_ptr_array_add (expected, claim);
    }
  g_ptr_array_sort_with_data (expected, naive_compare, &(Sorting){ document, sayso_claim_model_get_order (model) });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, expected->len);
  g_assert_cmpuint (mirror->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_true (claim == g_ptr_array_index (expected, i));
      g_assert_true (claim == g_ptr_array_index (mirror, i));
      g_assert_cmpuint (sayso_claim_model_find (model, claim), ==, i);
    }
}

static SaysoSpan
random_span (SaysoDocument *document)
{
  guint length = sayso_text_get_length (sayso_document_get_text (document));
  guint start = (guint)g_test_rand_int_range (0, (int)length - 12);

  return (SaysoSpan){ start, start + (guint)g_test_rand_int_range (2, 11) };
}

static SaysoAnnotation *
random_of (SaysoDocument      *document,
           SaysoAnnotationType type)
{
  GListModel *annotations = sayso_document_get_annotations (document);
  guint       n = g_list_model_get_n_items (annotations);
  guint       from = n > 0 ? (guint)g_test_rand_int_range (0, (int)n) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, (from + i) % n);

      if (sayso_annotation_get (annotation)->type == type)
        return annotation;
    }
  return NULL;
}

/* A mention gets an identity, or its identity another name or an end. */
static void
name_somehow (SaysoDocument   *document,
              SaysoAnnotation *speaker)
{
  static const char *const names[] = { "anna", "dan vance", "bo" };
  const char              *id = sayso_annotation_get (speaker)->identity;
  const char              *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
  SaysoIdentity           *identity = id != NULL ? sayso_document_get_identity (document, id) : NULL;
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();

  if (identity != NULL && g_test_rand_bit ())
    {
      sayso_edit_rename_identity (document, identity, name);
      return;
    }
  g_ptr_array_add (mentions, speaker);
  sayso_edit_identify (document, mentions, identity == NULL ? sayso_edit_add_identity (document, name, SAYSO_IDENTITY_PERSON) : NULL, "ada");
}

static void
operate (SaysoDocument *document)
{
  SaysoAnnotation *claim = random_of (document, SAYSO_ANNOTATION_CLAIM);
  SaysoAnnotation *speaker = random_of (document, SAYSO_ANNOTATION_SPEAKER);
  SaysoSpan        span = random_span (document);

  switch (g_test_rand_int_range (0, 11))
    {
    case 0:
    case 1:
      sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &span, 1, "ada");
      break;
    case 2:
      sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &span, 1, "ada");
      break;
    case 3:
      if (claim != NULL)
        sayso_edit_decide_one (document, claim, (SaysoStatus)g_test_rand_int_range (0, 3), "ada");
      break;
    case 4:
      if (claim != NULL)
        sayso_edit_set_spans (document, claim, &span, 1, "ada");
      break;
    case 5:
      if (claim != NULL && speaker != NULL)
        sayso_edit_relink (document, claim, SAYSO_LINK_SAID_BY, speaker, "ada");
      break;
    case 6:
      if (claim != NULL)
        sayso_edit_delete (document, claim);
      break;
    case 7:
      if (speaker != NULL && g_test_rand_bit ())
        sayso_edit_delete (document, speaker);
      else if (speaker != NULL)
        sayso_edit_set_spans (document, speaker, &span, 1, "ada");
      break;
    case 8:
      sayso_document_undo (document);
      break;
    case 9:
      if (speaker != NULL)
        name_somehow (document, speaker);
      break;
    default:
      sayso_document_redo (document);
      break;
    }
}

static void
set_random_filter (SaysoClaimModel *model)
{
  SaysoClaimFilter filter = { 0 };

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      filter.statuses = 1u << SAYSO_STATUS_SUGGESTED;
      break;
    case 1:
      filter.text = g_strdup ("an");
      break;
    case 2:
      filter.no_speaker = TRUE;
      break;
    case 3:
      filter.kinds = 1u << SAYSO_KIND_INDIRECT;
      break;
    default:
      break;
    }
  sayso_claim_model_set_filter (model, &filter);
  sayso_claim_model_set_order (model, (SaysoClaimOrder)g_test_rand_int_range (0, SAYSO_CLAIM_ORDER_LENGTH + 1));
  sayso_claim_filter_clear (&filter);
}

static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (SaysoText) text = sayso_text_new ("one and another man can plan “a dance” and an answer to any question that anyone has on land and sea", -1);
      g_autoptr (SaysoDocument) document = sayso_document_new (text);
      g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();
      g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

      g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
      sayso_claim_model_set_document (model, document);
      set_random_filter (model);
      for (guint i = 0; i < N_OPERATIONS; i++)
        {
          operate (document);
          check (document, model, mirror);
        }
      set_random_filter (model);
      check (document, model, mirror);
      sayso_claim_model_set_document (model, NULL);
      g_assert_cmpuint (mirror->len, ==, 0);
    }
}

static void
unexpected_cb (void)
{
  g_assert_not_reached ();
}

/* A decision must not take the row away and put it back: the list would lose its
 * selection. */
static void
test_in_place (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("one two three four", -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  SaysoAnnotation *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 0, 3 }, 1, "ada");

  sayso_claim_model_set_document (model, document);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  g_ptr_array_add (mirror, g_object_ref (claim));
  g_signal_connect (model, "items-changed", G_CALLBACK (unexpected_cb), NULL);
  sayso_edit_decide_one (document, claim, SAYSO_STATUS_REJECTED, "ada");
  sayso_edit_set_note (document, claim, "a note", "ada");
  check (document, model, mirror);
}

/* Each of several speakers finds the claim that they say together. */
static void
test_one_of_several_speakers (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("Ada and Bo say so", -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();
  SaysoAnnotation *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 15, 17 }, 1, "ada");
  SaysoAnnotation *ada = sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ 0, 3 }, 1, "ada");
  SaysoAnnotation *bo = sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ 8, 10 }, 1, "ada");

  sayso_edit_link (document, claim, ada, "ada");
  sayso_edit_link (document, claim, bo, "ada");
  sayso_claim_model_set_document (model, document);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .speaker = (char *)"Ada" });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .speaker = (char *)"Bo" });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .speaker = (char *)"Ad" });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

static void
set_confidence (SaysoDocument   *document,
                SaysoAnnotation *claim,
                int              confidence)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_copy (sayso_annotation_get (claim));

  record->confidence = confidence;
  sayso_document_begin (document, "confidence");
  sayso_document_put (document, &record->head);
  sayso_document_end (document);
}

/* Speakers whose names differ in case alone stand in the order of the text among each other, and so do claims that are
 * equally sure; and a change finds its place among them. */
static void
test_orders (void)
{
  enum
  {
    N_CLAIMS = 60
  };
  static const char *const names[] = { "ALI", "Bob", "ali", "Ali" };
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL;
  g_autoptr (SaysoDocument) document = NULL;
  g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  SaysoAnnotation *claims[N_CLAIMS];

  for (guint i = 0; i < N_CLAIMS; i++)
    g_string_append_printf (utf8, "%s%0*u\n", names[i % 4], 1 + (int)i % 9 + 2, i);
  text = sayso_text_new (utf8->str, -1);
  document = sayso_document_new (text);
  for (guint i = 0, at = 0; i < N_CLAIMS; at += 4 + 1 + i % 9 + 2, i++)
    {
      SaysoAnnotation *speaker = sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ at, at + 3 }, 1, "ada");

      claims[i] = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ at + 3, at + 4 + i % 9 }, 1, "ada");
      set_confidence (document, claims[i], (int)(i * 7 % 5) * 250 - (i % 11 == 0));
      if (i % 6 != 0)
        sayso_edit_link (document, claims[i], speaker, "ada");
    }
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  sayso_claim_model_set_document (model, document);
  for (SaysoClaimOrder order = SAYSO_CLAIM_ORDER_PLACE; order <= SAYSO_CLAIM_ORDER_LENGTH; order++)
    {
      sayso_claim_model_set_order (model, order);
      check (document, model, mirror);
      for (guint i = 0; i < N_CLAIMS; i += 3)
        {
          set_confidence (document, claims[i], (int)(i + (guint)order) % 4 * 300);
          sayso_edit_decide_one (document, claims[i], i % 2 ? SAYSO_STATUS_REJECTED : SAYSO_STATUS_ACCEPTED, "ada");
          check (document, model, mirror);
        }
    }
}

#define N_MANY 6000

/* Thousands of claims, marked in one step; the last of them. */
static SaysoDocument *
new_document_of_many (SaysoAnnotation **last)
{
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL;
  SaysoDocument *document;

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (utf8, "%05u\n", i);
  text = sayso_text_new (utf8->str, -1);
  document = sayso_document_new (text);
  sayso_document_begin (document, "all");
  for (guint i = 0; i < N_MANY; i++)
    *last = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 6 * i, 6 * i + 5 }, 1, "ada");
  sayso_document_end (document);
  return document;
}

/* They come in pieces: what was shown stays until the new list is whole, and changes on the way count. */
static void
test_pieces (void)
{
  SaysoAnnotation *last = NULL;
  g_autoptr (SaysoDocument) document = new_document_of_many (&last);
  g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();

  sayso_claim_model_set_document (model, document);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_MANY);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .text = (char *)"0001" });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_MANY);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) == N_MANY)
    g_main_context_iteration (NULL, TRUE);
  /* 00010 to 00019, and 00001. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 11);
  sayso_claim_model_set_order (model, SAYSO_CLAIM_ORDER_SPEAKER);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .statuses = 1u << SAYSO_STATUS_ACCEPTED });
  sayso_edit_decide_one (document, last, SAYSO_STATUS_REJECTED, "ada");
  sayso_claim_model_finish (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_MANY - 1);
  g_assert_cmpuint (sayso_claim_model_find (model, last), ==, G_MAXUINT);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .no_speaker = TRUE });
  sayso_claim_model_set_document (model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

/* What is gone is gone at once, though a new list is being built; and steps with thousands of changes are taken back. */
static void
test_pieces_gone (void)
{
  SaysoAnnotation *last = NULL;
  g_autoptr (SaysoDocument) document = new_document_of_many (&last);
  g_autoptr (SaysoClaimModel) model = sayso_claim_model_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  sayso_claim_model_set_document (model, document);
  set_confidence (document, last, 100);
  sayso_claim_model_set_order (model, SAYSO_CLAIM_ORDER_CONFIDENCE);
  set_confidence (document, last, 200);
  g_assert_cmpuint (sayso_claim_model_find (model, last), ==, N_MANY - 1);
  sayso_edit_delete (document, last);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_MANY - 1);
  sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_MANY - 1);
  sayso_claim_model_finish (model);
  check (document, model, mirror);
  for (guint i = 0; i < 3; i++)
    sayso_document_undo (document);
  sayso_claim_model_finish (model);
  g_assert_cmpuint (mirror->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    sayso_document_redo (document);
  sayso_claim_model_finish (model);
  check (document, model, mirror);
}

/* Whatever way it goes, it finds what folding the whole text finds. */
static void
test_contains (void)
{
  static const char *const pieces[] = { "a", "B", "é", "É", "ß", "ſ", "K", "k", "“", "…", "İ", "i", "ﬁ", "f", "ss", " ", "ж", "Ж", "🙂" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autofree char *needle = NULL;
      g_autofree char *folded = NULL;

      for (guint i = 0; i < 6; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      for (guint i = 0; i < (guint)g_test_rand_int_range (0, 3); i++)
        g_string_append (words, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      needle = g_utf8_casefold (words->str, -1);
      folded = g_utf8_casefold (text->str, -1);
      g_assert_cmpint (sayso_claim_match_contains (text->str, text->len, needle), ==, strstr (folded, needle) != NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/claim-model/random", test_random);
  g_test_add_func ("/view/claim-model/in-place", test_in_place);
  g_test_add_func ("/view/claim-model/one-of-several-speakers", test_one_of_several_speakers);
  g_test_add_func ("/view/claim-model/orders", test_orders);
  g_test_add_func ("/view/claim-model/pieces", test_pieces);
  g_test_add_func ("/view/claim-model/pieces-gone", test_pieces_gone);
  g_test_add_func ("/view/claim-model/contains", test_contains);
  return g_test_run ();
}
