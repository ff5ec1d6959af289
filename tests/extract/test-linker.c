/* Who may have said a claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-linker.h"
#include "labelled-article.h"

/* Nobody, and whoever is near enough; one that was passed over must be nearer. */
static void
test_candidates (void)
{
  g_autoptr (GString) text = g_string_new ("Ada met Bo.");
  g_auto (Article) article = { 0 };
  g_autoptr (GArray) chunks = NULL;
  g_autofree SaysoTie *ties = NULL;
  SaysoCandidate       candidates[SAYSO_MAX_CANDIDATES];
  SaysoLink            link = { 0 };
  guint                n;

  /* Ada is a speaker, Bo was passed over, and so was the last but one; then the claim. */
  for (guint i = 0; i < 100; i++)
    g_string_append (text, " word");
  g_string_append (text, " Cy claims.");
  article_open (&article, text->str);
  n = article.tokens->n_tokens;
  sayso_labels_fill (article.labels, 0, 1, SAYSO_CHUNK_SPEAKER);
  believe (&article, 2, 0.3f);
  believe (&article, n - 3, 0.3f);
  sayso_labels_fill (article.labels, n - 2, n, SAYSO_CHUNK_CONTENT);
  chunks = sayso_chunks_of_labels (article.tokens, article.labels, article.beliefs);
  g_assert_cmpuint (chunks->len, ==, 4);
  ties = sayso_ties_new (article.tokens, chunks);
  link = (SaysoLink){ article.tokens, (const SaysoChunk *)chunks->data, ties, chunks->len, 3, -1, -1 };
  n = sayso_linker_list (&link, candidates, G_N_ELEMENTS (candidates));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (candidates[0].chunk, ==, -1);
  g_assert_cmpint (candidates[1].chunk, ==, 2);
  g_assert_cmpint (candidates[2].chunk, ==, 0);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (candidates[i].n_features, <=, SAYSO_MAX_PAIR_FEATURES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/linker/candidates", test_candidates);
  return g_test_run ();
}
