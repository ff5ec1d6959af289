/* Which chunks labels make, and what was passed over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "labelled-article.h"

static void
assert_chunk (const GArray  *chunks,
              guint          i,
              SaysoChunkKind kind,
              guint          start,
              guint          end)
{
  const SaysoChunk *chunk;

  g_assert_cmpuint (i, <, chunks->len);
  chunk = &g_array_index (chunks, SaysoChunk, i);
  g_assert_cmpuint (chunk->kind, ==, kind);
  g_assert_cmpuint (chunk->start, ==, start);
  g_assert_cmpuint (chunk->end, ==, end);
}

static void
open_romney (Article *self)
{
  /* 0 Romney 1 went 2 after 3 Trump 4 , 5 calling 6 it 7 wrong 8 . */
  article_open (self, "Romney went after Trump, calling it wrong.");
  sayso_labels_fill (self->labels, 5, 6, SAYSO_CHUNK_CUE);
  sayso_labels_fill (self->labels, 6, 8, SAYSO_CHUNK_CONTENT);
  believe (self, 0, 0.4f);
  believe (self, 1, 0.05f);
  believe (self, 3, 0.02f);
  believe (self, 7, 0.3f);
}

/* What is possible, but was not labelled, around its likeliest token; what is labelled stays as it is. */
static void
test_passed_over (void)
{
  g_auto (Article) article = { 0 };
  g_autoptr (GArray) chunks = NULL;

  open_romney (&article);
  chunks = sayso_chunks_of_labels (article.tokens, article.labels, article.beliefs);
  g_assert_cmpuint (chunks->len, ==, 4);
  assert_chunk (chunks, 0, SAYSO_CHUNK_PASSED_OVER, 0, 1);
  assert_chunk (chunks, 1, SAYSO_CHUNK_PASSED_OVER, 3, 4);
  assert_chunk (chunks, 2, SAYSO_CHUNK_CUE, 5, 6);
  assert_chunk (chunks, 3, SAYSO_CHUNK_CONTENT, 6, 8);
  g_assert_cmpfloat (g_array_index (chunks, SaysoChunk, 0).sure_mean, >, g_array_index (chunks, SaysoChunk, 1).sure_mean);
}

/* The rest of a labelled speaker is none of its own, and no chunk goes on in the next sentence. */
static void
test_passed_over_ends (void)
{
  g_auto (Article) article = { 0 };
  g_autoptr (GArray) chunks = NULL;

  /* 0 Ada 1 Romney 2 said 3 so 4 . 5 Trump 6 did 7 , 8 too 9 . */
  article_open (&article, "Ada Romney said so. Trump did, too.");
  sayso_labels_fill (article.labels, 0, 1, SAYSO_CHUNK_SPEAKER);
  for (guint i = 0; i < 9; i++)
    believe (&article, i, i == 2 ? 0.001f : 0.2f);
  chunks = sayso_chunks_of_labels (article.tokens, article.labels, article.beliefs);
  g_assert_cmpuint (chunks->len, ==, 3);
  assert_chunk (chunks, 0, SAYSO_CHUNK_SPEAKER, 0, 1);
  assert_chunk (chunks, 1, SAYSO_CHUNK_PASSED_OVER, 3, 5);
  assert_chunk (chunks, 2, SAYSO_CHUNK_PASSED_OVER, 5, 9);
}

/* The truth passes nothing over, and is surer than any belief. */
static void
test_truth (void)
{
  g_auto (Article) article = { 0 };
  g_autoptr (GArray) chunks = NULL;

  open_romney (&article);
  chunks = sayso_chunks_of_labels (article.tokens, article.labels, NULL);
  g_assert_cmpuint (chunks->len, ==, 2);
  assert_chunk (chunks, 0, SAYSO_CHUNK_CUE, 5, 6);
  g_assert_cmpfloat (g_array_index (chunks, SaysoChunk, 0).sure_least, ==, SAYSO_SURENESS_OF_TRUTH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/chunks/passed-over", test_passed_over);
  g_test_add_func ("/extract/chunks/passed-over-ends", test_passed_over_ends);
  g_test_add_func ("/extract/chunks/truth", test_truth);
  return g_test_run ();
}
