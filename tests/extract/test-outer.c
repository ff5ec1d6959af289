/* The report around a claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-outer.h"
#include "tagged-chunks.h"

/* A sentence with an inner cue, what was taken for its claim, and the speaker and the cue of a clause behind it. */
typedef struct
{
  const char *text;
  const char *inner;
  const char *claim;
  const char *speaker;
  const char *cue;
  gboolean    is_outer;
} Case;

static void
check (const Reader *reader,
       const Case   *expected)
{
  g_autoptr (SaysoTokens) tokens = reader_tag (reader, expected->text);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  g_autofree SaysoTie *ties = NULL;
  gboolean             cue_first = strstr (expected->text, expected->cue) < strstr (expected->text, expected->speaker);
  SaysoLink            link;
  SaysoOuter           outer;

  add_chunk (chunks, tokens, SAYSO_CHUNK_CUE, expected->inner);
  add_chunk (chunks, tokens, SAYSO_CHUNK_CONTENT, expected->claim);
  add_chunk (chunks, tokens, cue_first ? SAYSO_CHUNK_CUE : SAYSO_CHUNK_SPEAKER, cue_first ? expected->cue : expected->speaker);
  add_chunk (chunks, tokens, cue_first ? SAYSO_CHUNK_SPEAKER : SAYSO_CHUNK_CUE, cue_first ? expected->speaker : expected->cue);
  ties = sayso_ties_new (tokens, chunks);
  link = (SaysoLink){ tokens, (const SaysoChunk *)chunks->data, ties, chunks->len, 0, -1, -1 };
  sayso_link_move (&link, 1);
  g_assert_cmpint (link.cue, ==, 0);
  outer = sayso_outer_find (&link, cue_first ? 3 : 2);
  if ((outer.cue >= 0) != expected->is_outer)
    g_test_message ("%s", expected->text);
  g_assert_cmpint (outer.cue, ==, !expected->is_outer ? -1 : cue_first ? 2
                                                                       : 3);
  if (expected->is_outer)
    {
      g_assert_cmpuint (outer.span.start, ==, find_words (tokens, "The campaign").start);
      g_assert_cmpuint (outer.span.end, ==, find_words (tokens, expected->claim).end);
    }
  /* Nobody has no clause. */
  g_assert_cmpint (sayso_outer_find (&link, -1).cue, ==, -1);
}

static void
test_find (void)
{
  static const Case cases[] = {
    { "The campaign decided to return the money, the Tribune reported.", "decided", "to return the money", "the Tribune", "reported", TRUE },
    { "The campaign decided to return the money, according to the Tribune.", "decided", "to return the money", "the Tribune", "according to", TRUE },
    { "The campaign has said it returned the money, added Ada Finch.", "has said", "it returned the money", "Ada Finch", "added", TRUE },
    { "LOWMERE (AP) — The campaign decided to return the money, the Tribune reported.", "decided", "to return the money", "the Tribune", "reported", TRUE },
    /* Not set off. */
    { "The campaign blocked the plan because of measures Ada Finch added.", "blocked", "the plan because of measures", "Ada Finch", "added", FALSE },
    /* The main clause of the sentence is the speaker's own. */
    { "Saying the pier was old, the mayor warned.", "Saying", "the pier was old", "the mayor", "warned", FALSE },
    { "Asked about the old pier, the mayor laughed.", "Asked", "the old pier", "the mayor", "laughed", FALSE },
    { "While they heralded a plan, the mayor warned.", "heralded", "a plan", "the mayor", "warned", FALSE },
    /* What stands in quotation marks is one's own words. */
    { "The slogan reads “Close the old pier,” Ada Finch said.", "reads", "Close the old pier", "Ada Finch", "said", FALSE },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&reader, &cases[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/outer/find", test_find);
  return g_test_run ();
}
