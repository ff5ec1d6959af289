/* The verbs of annotating.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"

#include <string.h>

#define BY "maria"
/*            0         1         2         3         4         5         6
 *            0123456789012345678901234567890123456789012345678901234567890 */
#define TEXT "Ann Bo said \"we are ready\" and that it opens. Cy agreed, it opens.\n"

static SaysoDocument *
new_document (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);

  return sayso_document_new (text);
}

static SaysoAnnotation *
mark (SaysoDocument      *document,
      SaysoAnnotationType type,
      guint               start,
      guint               end)
{
  return sayso_edit_mark (document, type, &(SaysoSpan){ start, end }, 1, BY);
}

/* As an extractor leaves it: in a set of its own, to be decided. */
static SaysoAnnotation *
suggest (SaysoDocument      *document,
         SaysoAnnotationType type,
         guint               start,
         guint               end)
{
  g_autoptr (SaysoSetRecord) set = sayso_record_new (SAYSO_TABLE_SETS, "extracted");
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  sayso_record_set_string (&set->name, "sayso");
  set->origin = SAYSO_ORIGIN_EXTRACTOR;
  record->type = type;
  record->status = SAYSO_STATUS_SUGGESTED;
  sayso_record_set_ref (&record->set, "extracted");
  sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, end }, 1);
  sayso_document_begin (document, "Suggest");
  sayso_document_put (document, set);
  sayso_document_put (document, record);
  sayso_document_end (document);
  return sayso_document_get_annotation (document, record->head.id);
}

static SaysoStatus
status_of (SaysoAnnotation *annotation)
{
  return sayso_annotation_get (annotation)->status;
}

static void
test_mark (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *direct = mark (document, SAYSO_ANNOTATION_CLAIM, 12, 26);
  SaysoAnnotation *mixed = mark (document, SAYSO_ANNOTATION_CLAIM, 11, 44);
  SaysoAnnotation *indirect = mark (document, SAYSO_ANNOTATION_CLAIM, 36, 45);
  SaysoAnnotation *speaker = mark (document, SAYSO_ANNOTATION_SPEAKER, 0, 6);

  g_assert_cmpint (sayso_annotation_get (direct)->kind, ==, SAYSO_KIND_DIRECT);
  g_assert_cmpint (sayso_annotation_get (mixed)->kind, ==, SAYSO_KIND_MIXED);
  g_assert_cmpint (sayso_annotation_get (indirect)->kind, ==, SAYSO_KIND_INDIRECT);
  g_assert_cmpint (sayso_annotation_get (speaker)->kind, ==, SAYSO_KIND_NONE);
  /* The leading space is no part of a claim. */
  g_assert_cmpuint (sayso_annotation_get (mixed)->spans[0].start, ==, 12);
  g_assert_cmpint (status_of (speaker), ==, SAYSO_STATUS_ACCEPTED);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_sets (document)), ==, 1);
  g_assert_null (mark (document, SAYSO_ANNOTATION_CLAIM, 11, 12));
  for (guint i = 0; i < 4; i++)
    sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_sets (document)), ==, 0);
}

static void
test_boundaries_keep_links (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *claim = mark (document, SAYSO_ANNOTATION_CLAIM, 31, 44);
  SaysoAnnotation *speaker = mark (document, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  SaysoSpan        fragments[] = { { 12, 26 }, { 31, 44 } };

  sayso_edit_link (document, claim, speaker, BY);
  g_assert_true (sayso_edit_link (document, claim, speaker, BY) != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_links (document)), ==, 1);
  g_assert_true (sayso_edit_set_spans (document, claim, fragments, 2, BY));
  g_assert_cmpuint (sayso_annotation_get (claim)->n_spans, ==, 2);
  g_assert_cmpint (sayso_annotation_get (claim)->kind, ==, SAYSO_KIND_MIXED);
  g_assert_true (sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY) == speaker);
  g_assert_false (sayso_edit_set_spans (document, claim, &(SaysoSpan){ 30, 31 }, 1, BY));
}

static void
test_type_drops_unfit_links (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *claim = mark (document, SAYSO_ANNOTATION_CLAIM, 31, 44);
  SaysoAnnotation *speaker = mark (document, SAYSO_ANNOTATION_SPEAKER, 0, 6);

  sayso_edit_link (document, claim, speaker, BY);
  sayso_edit_set_type (document, speaker, SAYSO_ANNOTATION_SOURCE, BY);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_links (document)), ==, 0);
  sayso_document_undo (document);
  g_assert_true (sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY) == speaker);
}

static void
test_no_change_no_step (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation  *claim = mark (document, SAYSO_ANNOTATION_CLAIM, 31, 44);
  SaysoHistory     *history = sayso_document_get_history (document);
  const char *const tags[] = { "b", "a", "b", NULL };

  sayso_edit_set_tags (document, claim, tags, BY);
  g_assert_cmpstr (sayso_annotation_get (claim)->tags[0], ==, "a");
  g_assert_cmpuint (g_strv_length (sayso_annotation_get (claim)->tags), ==, 2);
  g_assert_cmpuint (sayso_history_get_position (history), ==, 2);
  sayso_edit_set_tags (document, claim, tags, "somebody else");
  sayso_edit_set_note (document, claim, "", BY);
  g_assert_true (sayso_edit_set_spans (document, claim, &(SaysoSpan){ 31, 44 }, 1, BY));
  g_assert_cmpuint (sayso_history_get_position (history), ==, 2);
}

static void
test_decide_as_a_unit (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *first = suggest (document, SAYSO_ANNOTATION_CLAIM, 12, 26);
  SaysoAnnotation *second = suggest (document, SAYSO_ANNOTATION_CLAIM, 36, 44);
  SaysoAnnotation *shared = suggest (document, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  SaysoAnnotation *cue = suggest (document, SAYSO_ANNOTATION_CUE, 7, 11);
  SaysoAnnotation *by_hand = mark (document, SAYSO_ANNOTATION_SOURCE, 46, 48);
  guint            position;

  sayso_edit_link (document, first, shared, BY);
  sayso_edit_link (document, second, shared, BY);
  sayso_edit_link (document, first, cue, BY);
  sayso_edit_link (document, first, by_hand, BY);
  position = sayso_history_get_position (sayso_document_get_history (document));

  sayso_edit_decide_one (document, first, SAYSO_STATUS_REJECTED, BY);
  g_assert_cmpuint (sayso_history_get_position (sayso_document_get_history (document)), ==, position + 1);
  g_assert_cmpint (status_of (first), ==, SAYSO_STATUS_REJECTED);
  g_assert_cmpint (status_of (cue), ==, SAYSO_STATUS_REJECTED);
  g_assert_cmpint (status_of (shared), ==, SAYSO_STATUS_SUGGESTED);
  g_assert_cmpint (status_of (by_hand), ==, SAYSO_STATUS_ACCEPTED);

  sayso_edit_decide_one (document, second, SAYSO_STATUS_ACCEPTED, BY);
  g_assert_cmpint (status_of (shared), ==, SAYSO_STATUS_ACCEPTED);
  sayso_edit_decide_one (document, first, SAYSO_STATUS_SUGGESTED, BY);
  g_assert_cmpint (status_of (cue), ==, SAYSO_STATUS_SUGGESTED);
  g_assert_cmpint (status_of (shared), ==, SAYSO_STATUS_ACCEPTED);
}

static void
test_decide_many_in_one_step (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();

  g_ptr_array_add (claims, suggest (document, SAYSO_ANNOTATION_CLAIM, 12, 26));
  g_ptr_array_add (claims, suggest (document, SAYSO_ANNOTATION_CLAIM, 36, 44));
  sayso_edit_decide (document, claims, SAYSO_STATUS_ACCEPTED, BY);
  g_assert_cmpuint (sayso_document_count_claims (document, SAYSO_STATUS_ACCEPTED), ==, 2);
  sayso_document_undo (document);
  g_assert_cmpuint (sayso_document_count_claims (document, SAYSO_STATUS_SUGGESTED), ==, 2);
}

static void
test_relink (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *claim = suggest (document, SAYSO_ANNOTATION_CLAIM, 12, 26);
  SaysoAnnotation *wrong = suggest (document, SAYSO_ANNOTATION_SPEAKER, 46, 48);
  g_autofree char *wrong_id = g_strdup (sayso_item_get_id (SAYSO_ITEM (wrong)));
  SaysoAnnotation *right;

  sayso_edit_link (document, claim, wrong, BY);
  g_assert_null (sayso_edit_relink_to_span (document, claim, SAYSO_LINK_SAID_BY, (SaysoSpan){ 6, 7 }, BY));
  right = sayso_edit_relink_to_span (document, claim, SAYSO_LINK_SAID_BY, (SaysoSpan){ 0, 7 }, BY);
  g_assert_true (sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY) == right);
  g_assert_cmpuint (sayso_annotation_get (right)->spans[0].end, ==, 6);
  /* A speaker that stands there already is not marked twice. */
  g_assert_true (sayso_edit_relink_to_span (document, claim, SAYSO_LINK_SAID_BY, (SaysoSpan){ 0, 6 }, BY) == right);
  /* Nothing needs the wrong suggestion any more. */
  g_assert_null (sayso_document_get_annotation (document, wrong_id));
  sayso_document_undo (document);
  g_assert_true (sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY)
                 == sayso_document_get_annotation (document, wrong_id));
}

static void
test_identities (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *one = mark (document, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  SaysoAnnotation *two = mark (document, SAYSO_ANNOTATION_SPEAKER, 46, 48);
  SaysoIdentity   *ann = sayso_edit_add_identity (document, "Ann Bo", SAYSO_IDENTITY_PERSON);
  SaysoIdentity   *cy = sayso_edit_add_identity (document, "Cy", SAYSO_IDENTITY_UNKNOWN);
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  const SaysoIdentityRecord *united;

  g_ptr_array_add (mentions, one);
  sayso_edit_identify (document, mentions, ann, BY);
  g_ptr_array_index (mentions, 0) = two;
  sayso_edit_identify (document, mentions, cy, BY);

  sayso_edit_merge_identities (document, ann, cy, BY);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (document)), ==, 1);
  united = sayso_identity_get (ann);
  g_assert_cmpstr (united->aliases[0], ==, "Cy");
  g_assert_cmpstr (sayso_annotation_get (two)->identity, ==, united->head.id);

  sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (document)), ==, 2);
  sayso_edit_split_identity (document, mentions, "Cy II", BY);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (document)), ==, 3);
}

/* What one identity was known by goes over to the other, once. */
static void
test_names_of_identities (void)
{
  static const char *const aliases[] = { "The mayor", "Ann", NULL };
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoIdentity *ann = sayso_edit_add_identity (document, "Ann Bo", SAYSO_IDENTITY_UNKNOWN);
  SaysoIdentity *mayor = sayso_edit_add_identity (document, "Ann", SAYSO_IDENTITY_PERSON);
  g_autoptr (SaysoIdentityRecord) record = sayso_record_copy (sayso_identity_get (mayor));
  g_autofree char           *id = g_strdup (sayso_item_get_id (SAYSO_ITEM (mayor)));
  const SaysoIdentityRecord *united;

  sayso_record_set_strv (&record->aliases, aliases);
  sayso_record_set_string (&record->wikidata, "Q42");
  sayso_document_begin (document, "Aliases");
  sayso_document_put (document, record);
  sayso_document_end (document);
  sayso_edit_rename_identity (document, mayor, "Mayor Bo");
  g_assert_cmpstr (sayso_identity_get (mayor)->name, ==, "Mayor Bo");
  sayso_edit_merge_identities (document, ann, mayor, BY);
  united = sayso_identity_get (ann);
  g_assert_cmpuint (g_strv_length (united->aliases), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *)united->aliases, "Mayor Bo") && g_strv_contains ((const char *const *)united->aliases, "Ann"));
  g_assert_cmpstr (united->wikidata, ==, "Q42");
  g_assert_cmpint (united->kind, ==, SAYSO_IDENTITY_PERSON);
  sayso_document_undo (document);
  sayso_document_undo (document);
  g_assert_cmpstr (sayso_identity_get (sayso_document_get_identity (document, id))->name, ==, "Ann");
}

/* A mark that re-anchoring moved is where it says once somebody accepted it there. */
static void
test_accept_what_moved (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *claim = suggest (document, SAYSO_ANNOTATION_CLAIM, 12, 26);
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_copy (sayso_annotation_get (claim));

  record->anchor = SAYSO_ANCHOR_MOVED;
  sayso_record_set_string (&record->exact, "what it was");
  sayso_document_begin (document, "Move");
  sayso_document_put (document, record);
  sayso_document_end (document);
  sayso_edit_decide_one (document, claim, SAYSO_STATUS_REJECTED, BY);
  g_assert_cmpint (sayso_annotation_get (claim)->anchor, ==, SAYSO_ANCHOR_MOVED);
  sayso_edit_decide_one (document, claim, SAYSO_STATUS_ACCEPTED, BY);
  g_assert_cmpint (sayso_annotation_get (claim)->anchor, ==, SAYSO_ANCHOR_EXACT);
  g_assert_null (sayso_annotation_get (claim)->exact);
}

/* Whether the last step says something of a claim. */
static gboolean
is_changed (SaysoDocument   *document,
            SaysoAnnotation *claim)
{
  SaysoHistory *history = sayso_document_get_history (document);
  g_autoptr (SaysoStep) step = g_list_model_get_item (G_LIST_MODEL (history), sayso_history_get_position (history) - 1);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return !sayso_document_find_changed_claims (document, step, ids) || g_hash_table_contains (ids, sayso_item_get_id (SAYSO_ITEM (claim)));
}

/* What shows a claim is drawn anew when the claim, a link of it or its speaker changes, and not for another claim. */
static void
test_changed_claims (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("Ada Finch said yes. Bo Lind said no.", -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  SaysoAnnotation *first = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 15, 18 }, 1, "ada");
  SaysoAnnotation *second = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 33, 35 }, 1, "ada");
  SaysoAnnotation *speaker;

  g_assert_true (is_changed (document, second) && !is_changed (document, first));
  speaker = sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ 0, 9 }, 1, "ada");
  g_assert_false (is_changed (document, first) || is_changed (document, second));
  sayso_edit_link (document, first, speaker, "ada");
  g_assert_true (is_changed (document, first) && !is_changed (document, second));
  sayso_edit_set_spans (document, speaker, &(SaysoSpan){ 4, 9 }, 1, "ada");
  g_assert_true (is_changed (document, first) && !is_changed (document, second));
  sayso_edit_delete (document, speaker);
  g_assert_true (is_changed (document, first) && !is_changed (document, second));
  /* An identity may be anybody's. */
  sayso_edit_add_identity (document, "Ada Finch", SAYSO_IDENTITY_PERSON);
  g_assert_true (is_changed (document, first) && is_changed (document, second));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/edit/mark", test_mark);
  g_test_add_func ("/model/edit/boundaries-keep-links", test_boundaries_keep_links);
  g_test_add_func ("/model/edit/type-drops-unfit-links", test_type_drops_unfit_links);
  g_test_add_func ("/model/edit/no-change-no-step", test_no_change_no_step);
  g_test_add_func ("/model/edit/decide-as-a-unit", test_decide_as_a_unit);
  g_test_add_func ("/model/edit/decide-many-in-one-step", test_decide_many_in_one_step);
  g_test_add_func ("/model/edit/relink", test_relink);
  g_test_add_func ("/model/edit/identities", test_identities);
  g_test_add_func ("/model/edit/names-of-identities", test_names_of_identities);
  g_test_add_func ("/model/edit/accept-what-moved", test_accept_what_moved);
  g_test_add_func ("/model/edit/changed-claims", test_changed_claims);
  return g_test_run ();
}
