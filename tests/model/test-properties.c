/* What views bind to: the properties of items and of the history say the same as the records and the functions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"

#define ARTICLE "Ann Bo said \"we are ready\" and that it opens.\n"

static void
test_items (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  SaysoAnnotation *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 12, 26 }, 1, "maria");
  g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sayso_document_get_sets (document), 0);
  SaysoAnnotationType type;
  SaysoStatus         status;
  SaysoOrigin         origin;
  guint               n_spans;
  int                 confidence;
  g_auto (GStrv) tags = NULL;
  g_autofree char *id = NULL;
  g_autofree char *note = NULL;
  g_autofree char *name = NULL;

  sayso_edit_set_note (document, claim, "look again", "maria");
  sayso_edit_set_tags (document, claim, (const char *const[]){ "b", "a", NULL }, "maria");
  g_object_get (claim, "id", &id, "type", &type, "status", &status, "note", &note, "tags", &tags, "confidence", &confidence, "spans", &n_spans, NULL);
  g_assert_cmpstr (id, ==, sayso_item_get_id (SAYSO_ITEM (claim)));
  g_assert_cmpint (type, ==, SAYSO_ANNOTATION_CLAIM);
  g_assert_cmpint (status, ==, SAYSO_STATUS_ACCEPTED);
  g_assert_cmpstr (note, ==, "look again");
  g_assert_cmpstr (tags[0], ==, "a");
  g_assert_cmpint (confidence, ==, -1);
  g_assert_cmpuint (n_spans, ==, 1);
  g_object_get (set, "name", &name, "origin", &origin, NULL);
  g_assert_cmpstr (name, ==, "maria");
  g_assert_cmpint (origin, ==, SAYSO_ORIGIN_MANUAL);
}

static void
test_history (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  SaysoHistory    *history = sayso_document_get_history (document);
  SaysoAnnotation *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 12, 26 }, 1, "maria");
  g_autoptr (SaysoStep) step = NULL;
  gboolean         can_undo, can_redo;
  guint            position;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  sayso_edit_set_kind (document, claim, SAYSO_KIND_INDIRECT, "maria");
  sayso_edit_set_type (document, claim, SAYSO_ANNOTATION_SOURCE, "maria");
  sayso_document_undo (document);
  g_object_get (history, "can-undo", &can_undo, "can-redo", &can_redo, "undo-label", &undo, "redo-label", &redo, "position", &position, NULL);
  g_assert_true (can_undo && can_redo);
  g_assert_cmpuint (position, ==, 2);
  g_assert_cmpstr (undo, ==, sayso_history_get_undo_label (history));
  g_assert_cmpstr (redo, ==, sayso_history_get_redo_label (history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 3);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (history)) == SAYSO_TYPE_STEP);
  step = g_list_model_get_item (G_LIST_MODEL (history), 2);
  g_assert_cmpstr (sayso_step_get_label (step), ==, redo);
  g_assert_cmpint (sayso_step_get_time (step), >, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (history), 3));
}

/* Steps that are joined are undone and redone as one, and those before and behind stay. */
static void
test_join (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  SaysoHistory    *history = sayso_document_get_history (document);
  SaysoAnnotation *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 12, 26 }, 1, "maria");

  sayso_edit_set_kind (document, claim, SAYSO_KIND_INDIRECT, "maria");
  sayso_edit_set_kind (document, claim, SAYSO_KIND_MIXED, "maria");
  sayso_edit_set_note (document, claim, "so be it", "maria");
  sayso_edit_set_note (document, claim, "or not", "maria");
  sayso_document_undo (document);
  sayso_history_join (history, 1);
  g_assert_cmpuint (sayso_history_get_position (history), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 3);
  sayso_document_undo (document);
  g_assert_cmpint (sayso_annotation_get (claim)->kind, ==, SAYSO_KIND_DIRECT);
  g_assert_null (sayso_annotation_get (claim)->note);
  sayso_document_redo (document);
  g_assert_cmpint (sayso_annotation_get (claim)->kind, ==, SAYSO_KIND_MIXED);
  g_assert_cmpstr (sayso_annotation_get (claim)->note, ==, "so be it");
  sayso_document_redo (document);
  g_assert_cmpstr (sayso_annotation_get (claim)->note, ==, "or not");
  /* One step is one step. */
  sayso_history_join (history, 2);
  sayso_history_join (history, 9);
  g_assert_cmpuint (sayso_history_get_position (history), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/properties/items", test_items);
  g_test_add_func ("/model/properties/history", test_history);
  g_test_add_func ("/model/properties/join", test_join);
  return g_test_run ();
}
