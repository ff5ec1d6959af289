/* Undo and redo against a naive list model, by the verbs that the program itself uses.
 *
 * tests/model/test-document.c does the same with bare records; here each edit is one of marking, deleting, noting,
 * linking, naming who it is and moving, and the model is told nothing but which edit it was. "-m thorough" makes
 * 10,000 sequences of 50.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "trial.h"

#include <string.h>

#define N_EDITS 50

static void
check (SaysoDocument *document,
       TrialModel    *model)
{
  g_autofree char *found = trial_document_dump (document);
  g_autofree char *wanted = trial_model_dump (model);

  g_assert_cmpstr (found, ==, wanted);
}

static void
run_sequence (guint32 seed)
{
  g_autofree char *article = trial_article ();
  g_autoptr (SaysoText) text = sayso_text_new (article, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (TrialModel) model = trial_model_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_EDITS; i++)
    {
      TrialEdit edit = trial_model_next (model, random);

      trial_edit_apply (&edit, document);
      check (document, model);
    }
}

/* All the way back to nothing, and forth to the end. */
static void
test_there_and_back (void)
{
  g_autofree char *article = trial_article ();
  g_autoptr (SaysoText) text = sayso_text_new (article, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (TrialModel) model = trial_model_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  SaysoHistory    *history = sayso_document_get_history (document);
  g_autofree char *last = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      TrialEdit edit = trial_model_next (model, random);

      trial_edit_apply (&edit, document);
    }
  while (sayso_history_can_redo (history))
    sayso_document_redo (document);
  last = trial_document_dump (document);
  while (sayso_history_can_undo (history))
    sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_annotations (document)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_links (document)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (document)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_sets (document)), ==, 0);
  while (sayso_history_can_redo (history))
    sayso_document_redo (document);
  again = trial_document_dump (document);
  g_assert_cmpstr (again, ==, last);
}

static void
test_sequences (void)
{
  guint n = g_test_thorough () ? 10000 : 300;

  for (guint i = 0; i < n; i++)
    run_sequence (g_test_rand_int ());
  g_test_message ("%u sequences of %u edits, identical after each edit", n, N_EDITS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/undo/sequences", test_sequences);
  g_test_add_func ("/sidecar/undo/there-and-back", test_there_and_back);
  return g_test_run ();
}
