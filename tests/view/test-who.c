/* Who speaks: identities and those who have none yet, counted and sorted; and addresses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "view/sayso-who.h"

#include <string.h>

static const char words[] = "Ada Finch spoke. The board agreed. Finch spoke again. The BOARD left. Nobody heard.";

static SaysoAnnotation *
mark (SaysoDocument      *document,
      SaysoAnnotationType type,
      const char         *at,
      guint               n_skipped)
{
  const char *found = strstr (words + n_skipped, at);
  SaysoSpan   span = { (guint)(found - words), (guint)(found - words) + (guint)strlen (at) };

  return sayso_edit_mark (document, type, &span, 1, "ada");
}

static SaysoDocument *
new_document (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (words, -1);

  return sayso_document_new (text);
}

static void
test_list (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autoptr (GPtrArray) ones = g_ptr_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  SaysoAnnotation *board = mark (document, SAYSO_ANNOTATION_SPEAKER, "The board", 0), *other = mark (document, SAYSO_ANNOTATION_SPEAKER, "The BOARD", 0);
  SaysoAnnotation *nobody = mark (document, SAYSO_ANNOTATION_SPEAKER, "Nobody", 0);
  SaysoAnnotation *rejected = mark (document, SAYSO_ANNOTATION_CLAIM, "heard", 0);
  SaysoIdentity   *finch = sayso_edit_add_identity (document, "Ada Finch", SAYSO_IDENTITY_PERSON);
  const SaysoWho  *who;

  g_ptr_array_add (ones, mark (document, SAYSO_ANNOTATION_SPEAKER, "Ada Finch", 0));
  g_ptr_array_add (ones, mark (document, SAYSO_ANNOTATION_SPEAKER, "Finch", 10));
  sayso_edit_identify (document, ones, finch, "ada");
  sayso_edit_link (document, mark (document, SAYSO_ANNOTATION_CLAIM, "agreed", 0), board, "ada");
  sayso_edit_link (document, mark (document, SAYSO_ANNOTATION_CLAIM, "left", 0), other, "ada");
  sayso_edit_link (document, mark (document, SAYSO_ANNOTATION_CLAIM, "spoke", 0), g_ptr_array_index (ones, 0), "ada");
  sayso_edit_link (document, rejected, g_ptr_array_index (ones, 1), "ada");
  sayso_edit_decide_one (document, rejected, SAYSO_STATUS_REJECTED, "ada");
  sayso_edit_decide_one (document, nobody, SAYSO_STATUS_REJECTED, "ada");

  list = sayso_who_list (document);
  g_assert_cmpuint (list->len, ==, 2);
  who = g_ptr_array_index (list, 0);
  g_assert_null (who->identity);
  g_assert_cmpstr (who->name, ==, "The board");
  g_assert_cmpuint (who->n_claims, ==, 2);
  g_assert_cmpuint (who->mentions->len, ==, 2);
  who = g_ptr_array_index (list, 1);
  g_assert_cmpstr (who->identity, ==, sayso_item_get_id (SAYSO_ITEM (finch)));
  g_assert_cmpuint (who->n_claims, ==, 1);
  g_assert_cmpuint (who->mentions->len, ==, 2);
}

static void
test_reference (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "  Q42 ", "Q42" },
    { "q42", "Q42" },
    { "https://www.wikidata.org/wiki/Q42", "Q42" },
    { "http://www.wikidata.org/entity/Q42", "Q42" },
    { "https://example.org/ada", "https://example.org/ada" },
    { "Q", NULL },
    { "Q0", NULL },
    { "Q4x", NULL },
    { "Ada Finch", NULL },
    { "ftp://example.org/ada", NULL },
    { "https://", NULL },
    { "javascript:alert(1)", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reference = sayso_who_dup_reference (cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (reference, ==, cases[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/who/list", test_list);
  g_test_add_func ("/view/who/reference", test_reference);
  return g_test_run ();
}
