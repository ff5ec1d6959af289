/* The cards of the list: those in sight are filled and no others, a card keeps what it shows while only its place changes,
 * and each has the name of its claim as soon as it has the claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "view/sayso-claim-card.h"
#include "view/sayso-claim-list.h"
#include "view/sayso-words.h"

#define N_CLAIMS 400
#define SENTENCE "Oda Renwick said that pier %03u was closed. "
#define SENTENCE_LENGTH 43
#define CLAIM_AT 22
#define CLAIM_LENGTH 19
/* Where the list goes far, there can be a frame on the way. */
#define MOST_IN_PASSING 10

typedef struct
{
  SaysoDocument *document;
  GtkWidget     *window;
  GtkWidget     *list;
} Fixture;

static SaysoAnnotation *
mark (Fixture *fixture,
      guint    sentence,
      guint    from)
{
  guint     start = sentence * SENTENCE_LENGTH;
  SaysoSpan span = { start + from, start + CLAIM_AT + CLAIM_LENGTH };

  return sayso_edit_mark (fixture->document, SAYSO_ANNOTATION_CLAIM, &span, 1, "ada");
}

static void
settle (void)
{
  gint64 quiet = g_get_monotonic_time ();

  while (g_get_monotonic_time () - quiet < G_USEC_PER_SEC / 5)
    if (g_main_context_iteration (NULL, FALSE))
      quiet = g_get_monotonic_time ();
}

static gpointer
find_list_view (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "claims"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_list_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static SaysoAnnotation *
get_selected (Fixture *fixture)
{
  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (gtk_list_view_get_model (find_list_view (fixture->list))));
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL;

  for (guint i = 0; i < N_CLAIMS; i++)
    g_string_append_printf (words, SENTENCE, i);
  text = sayso_text_new (words->str, (gssize)words->len);
  fixture->document = sayso_document_new (text);
  for (guint i = 0; i < N_CLAIMS; i++)
    mark (fixture, i, CLAIM_AT);
  fixture->list = sayso_claim_list_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 320, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->list);
  sayso_claim_list_set_document (SAYSO_CLAIM_LIST (fixture->list), fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  sayso_claim_list_set_document (SAYSO_CLAIM_LIST (fixture->list), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->document);
}

static void
gather_cards (GtkWidget *widget,
              GPtrArray *cards)
{
  if (SAYSO_IS_CLAIM_CARD (widget))
    g_ptr_array_add (cards, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gather_cards (child, cards);
}

static GPtrArray *
dup_cards (Fixture *fixture,
           gboolean filled_only)
{
  GPtrArray *cards = g_ptr_array_new ();

  gather_cards (fixture->list, cards);
  for (guint i = cards->len; filled_only && i-- > 0;)
    if (!sayso_claim_card_is_filled (g_ptr_array_index (cards, i)))
      g_ptr_array_remove_index (cards, i);
  return cards;
}

static void
go_to (Fixture *fixture,
       guint    claim)
{
  g_autoptr (SaysoAnnotation) there = g_list_model_get_item (sayso_document_get_claims (fixture->document), claim);

  sayso_claim_list_set_current (SAYSO_CLAIM_LIST (fixture->list), there);
  settle ();
}

/* Remembers the claims whose cards are in sight; returns how many are filled that never were. */
static guint
count_unseen (Fixture    *fixture,
              GHashTable *seen)
{
  g_autoptr (GPtrArray) cards = dup_cards (fixture, TRUE);
  guint n_unseen = 0;

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget       *card = g_ptr_array_index (cards, i);
      SaysoAnnotation *claim = sayso_claim_card_get_claim (SAYSO_CLAIM_CARD (card));

      if (gtk_widget_get_mapped (card))
        g_hash_table_add (seen, claim);
      else
        n_unseen += !g_hash_table_contains (seen, claim);
    }
  return n_unseen;
}

/* Rows that GTK keeps beyond what is seen stay empty, also those that were in sight with another claim. */
static void
test_filled_are_those_in_sight (Fixture      *fixture,
                                gconstpointer user_data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (count_unseen (fixture, seen), ==, 0);
  g_assert_cmpuint (g_hash_table_size (seen), >, 3);
  for (guint i = 0; i < 12; i++)
    {
      /* A jump makes all rows anew; then one is added among them. */
      go_to (fixture, i * 83 % N_CLAIMS);
      g_assert_cmpuint (count_unseen (fixture, seen), <=, MOST_IN_PASSING);
      mark (fixture, i * 83 % N_CLAIMS, 0);
      settle ();
      g_assert_cmpuint (count_unseen (fixture, seen), <=, MOST_IN_PASSING);
    }
}

static void
test_a_card_that_moves_stays (Fixture      *fixture,
                              gconstpointer user_data)
{
  g_autoptr (GPtrArray) before = dup_cards (fixture, TRUE);
  g_autoptr (GHashTable) claims = g_hash_table_new (NULL, NULL);
  guint n_kept = 0;

  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (claims, sayso_claim_card_get_claim (g_ptr_array_index (before, i)));
  /* Above all of them, so that the place of each is another; no frame was drawn since. */
  mark (fixture, 0, 0);
  {
    g_autoptr (GPtrArray) after = dup_cards (fixture, TRUE);

    for (guint i = 0; i < after->len; i++)
      n_kept += g_hash_table_contains (claims, sayso_claim_card_get_claim (g_ptr_array_index (after, i)));
  }
  g_assert_cmpuint (n_kept, ==, before->len);
}

/* Who cannot see the list may ask for a row before a frame is drawn, and is not to hear of the claim that it had before. */
static void
test_names_are_right_at_once (Fixture      *fixture,
                              gconstpointer user_data)
{
  GListModel *claims = sayso_document_get_claims (fixture->document);
  g_autoptr (SaysoAnnotation) last = g_list_model_get_item (claims, N_CLAIMS - 1);
  g_autoptr (GPtrArray) cards = NULL;

  sayso_claim_list_set_current (SAYSO_CLAIM_LIST (fixture->list), last);
  cards = dup_cards (fixture, FALSE);
  g_assert_cmpuint (cards->len, >, 100);
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget       *card = g_ptr_array_index (cards, i);
      g_autofree char *sentence = sayso_words_claim_sentence (fixture->document, sayso_claim_card_get_claim (SAYSO_CLAIM_CARD (card)));

      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
    }
}

/* What is selected stays so where the cards are replaced by others, however few there are; or it is not there any more. */
static void
test_selection_stays (Fixture      *fixture,
                      gconstpointer user_data)
{
  SaysoClaimList  *list = SAYSO_CLAIM_LIST (fixture->list);
  SaysoClaimModel *model = sayso_claim_list_get_model (list);
  GListModel      *claims = sayso_document_get_claims (fixture->document);
  g_autoptr (SaysoAnnotation) last = g_list_model_get_item (claims, N_CLAIMS - 1);
  g_autoptr (SaysoAnnotation) first = g_list_model_get_item (claims, 0);

  sayso_claim_list_set_current (list, last);
  settle ();
  sayso_edit_decide_one (fixture->document, last, SAYSO_STATUS_REJECTED, "ada");
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .statuses = 1u << SAYSO_STATUS_REJECTED });
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  g_assert_true (get_selected (fixture) == last);
  sayso_claim_model_set_order (model, SAYSO_CLAIM_ORDER_LENGTH);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ 0 });
  settle ();
  g_assert_true (get_selected (fixture) == last);
  sayso_claim_model_set_filter (model, &(SaysoClaimFilter){ .statuses = 1u << SAYSO_STATUS_ACCEPTED });
  settle ();
  g_assert_null (get_selected (fixture));
  sayso_claim_list_set_current (list, first);
  settle ();
  g_assert_true (get_selected (fixture) == first);
}

int
main (int    argc,
      char **argv)
{
  /* Names are kept to be asked for. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/claim-list/filled-are-those-in-sight", Fixture, NULL, set_up, test_filled_are_those_in_sight, tear_down);
  g_test_add ("/claim-list/a-card-that-moves-stays", Fixture, NULL, set_up, test_a_card_that_moves_stays, tear_down);
  g_test_add ("/claim-list/names-are-right-at-once", Fixture, NULL, set_up, test_names_are_right_at_once, tear_down);
  g_test_add ("/claim-list/selection-stays", Fixture, NULL, set_up, test_selection_stays, tear_down);
  return g_test_run ();
}
