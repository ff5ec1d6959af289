/* Whom a claim may be said by, in the order that Tab offers them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "view/sayso-candidates.h"

#include <string.h>

#define ARTICLE "Ada Birch met Tom Reed. He thanked the mayor. “It is done,” she said.\n"

static SaysoSpan
find (SaysoDocument *document,
      const char    *words)
{
  SaysoText  *text = sayso_document_get_text (document);
  const char *utf8 = sayso_text_get_utf8 (text);
  gsize       byte = (gsize)(strstr (utf8, words) - utf8);

  return (SaysoSpan){ sayso_text_from_byte (text, byte), sayso_text_from_byte (text, byte + strlen (words)) };
}

static SaysoAnnotation *
mark (SaysoDocument      *document,
      SaysoAnnotationType type,
      const char         *words)
{
  SaysoSpan span = find (document, words);

  return sayso_edit_mark (document, type, &span, 1, "test");
}

static char *
join_names (GPtrArray *candidates)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < candidates->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", ((SaysoCandidate *)g_ptr_array_index (candidates, i))->name);
  return g_string_free (names, FALSE);
}

static void
test_ranked (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  SaysoAnnotation *claim = mark (document, SAYSO_ANNOTATION_CLAIM, "“It is done,”");
  SaysoSpan        ranked[] = { find (document, "she"), find (document, "Ada Birch"), find (document, "the mayor") };
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autofree char *names = NULL;
  g_autofree char *with_speaker = NULL;
  g_autofree char *without_ranking = NULL;

  mark (document, SAYSO_ANNOTATION_SPEAKER, "Tom Reed");
  first = sayso_candidates_list_ranked (document, claim, ranked, G_N_ELEMENTS (ranked));
  names = join_names (first);
  g_assert_cmpstr (names, ==, "she|Ada Birch|the mayor|Tom Reed");
  g_assert_null (((SaysoCandidate *)g_ptr_array_index (first, 0))->id);

  /* What the claim has comes first; a mark stands for the ranked place that it covers. */
  sayso_edit_link (document, claim, mark (document, SAYSO_ANNOTATION_SPEAKER, "the mayor"), "test");
  mark (document, SAYSO_ANNOTATION_SPEAKER, "Ada");
  second = sayso_candidates_list_ranked (document, claim, ranked, G_N_ELEMENTS (ranked));
  with_speaker = join_names (second);
  g_assert_cmpstr (with_speaker, ==, "the mayor|she|Ada|Tom Reed");

  third = sayso_candidates_list_ranked (document, claim, NULL, 0);
  without_ranking = join_names (third);
  g_assert_cmpstr (without_ranking, ==, "the mayor|Tom Reed|Ada");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/candidates/ranked", test_ranked);
  return g_test_run ();
}
