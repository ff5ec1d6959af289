/* Which cue belongs to what.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-ties.h"
#include "tagged-chunks.h"

/* A chunk of a text, and what is to be known of it. */
typedef struct
{
  SaysoChunkKind kind;
  const char    *words; /* NULL ends a list */
  int            cue;
  guint          n_claims;
} Expected;

static void
test_cues (void)
{
  static const struct
  {
    const char *text;
    Expected    chunks[6];
  } cases[] = {
    /* A claim that was labelled inside another leaves the other's cue without a claim. */
    { "The campaign said it had no plans, the Tribune reported.",
      { { SAYSO_CHUNK_SPEAKER, "The campaign", 1, 0 },
        { SAYSO_CHUNK_CUE, "said", -1, 1 },
        { SAYSO_CHUNK_CONTENT, "it had no plans", 1, 0 },
        { SAYSO_CHUNK_SPEAKER, "the Tribune", 4, 0 },
        { SAYSO_CHUNK_CUE, "reported", -1, 0 } } },
    /* Far from a speaker, or in another sentence, no cue is next to it; a claim looks farther. */
    { "The mayor came in, sat down next to the clerk and then said it was late. Bo Renwick left.",
      { { SAYSO_CHUNK_SPEAKER, "The mayor", -1, 0 },
        { SAYSO_CHUNK_PASSED_OVER, "the clerk", 2, 0 },
        { SAYSO_CHUNK_CUE, "said", -1, 1 },
        { SAYSO_CHUNK_CONTENT, "was late", 2, 0 },
        { SAYSO_CHUNK_SPEAKER, "Bo Renwick", -1, 0 } } },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Expected *expected = cases[i].chunks;
      g_autoptr (SaysoTokens) tokens = reader_tag (&reader, cases[i].text);
      g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
      g_autofree SaysoTie *ties = NULL;
      SaysoTally           tally = { 0 };

      for (guint k = 0; expected[k].words != NULL; k++)
        add_chunk (chunks, tokens, expected[k].kind, expected[k].words);
      ties = sayso_ties_new (tokens, chunks);
      for (guint k = 0; expected[k].words != NULL; k++)
        {
          g_assert_cmpint (ties[k].cue, ==, expected[k].cue);
          g_assert_cmpuint (ties[k].n_claims, ==, expected[k].n_claims);
          g_assert_cmpmem (&ties[k].before, sizeof tally, &tally, sizeof tally);
          tally.speakers += expected[k].kind == SAYSO_CHUNK_SPEAKER;
          tally.contents += expected[k].kind == SAYSO_CHUNK_CONTENT;
          tally.cues += expected[k].kind == SAYSO_CHUNK_CUE;
        }
    }
}

static void
test_mentions (void)
{
  static const char text[] = "Ada Finch spoke. Finch left. Finch was late. Bo came. Finch and Finch met Finch.";
  g_auto (Reader) reader = { 0 };
  g_autoptr (SaysoTokens) tokens = NULL;
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  g_autofree SaysoTie *ties = NULL;

  reader_open (&reader);
  tokens = reader_tag (&reader, text);
  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      static const char *const names[] = { "Finch", "Bo" };
      SaysoChunk               chunk = { .kind = i < 5 ? SAYSO_CHUNK_SPEAKER : SAYSO_CHUNK_PASSED_OVER, .start = i, .end = i + 1 };

      if (sayso_tokens_is_one_of (tokens, i, names, G_N_ELEMENTS (names)))
        g_array_append_val (chunks, chunk);
    }
  g_assert_cmpuint (chunks->len, ==, 7);
  ties = sayso_ties_new (tokens, chunks);
  /* Only who was labelled is counted, but whoever is called so has the count. */
  g_assert_cmpuint (ties[0].mentions, ==, 2);
  g_assert_cmpuint (ties[2].mentions, ==, 2);
  g_assert_cmpuint (ties[3].mentions, ==, 0);
  for (guint i = 0; i < chunks->len; i++)
    g_array_index (chunks, SaysoChunk, i).kind = SAYSO_CHUNK_SPEAKER;
  g_free (ties);
  ties = sayso_ties_new (tokens, chunks);
  g_assert_cmpuint (ties[0].mentions, ==, SAYSO_MANY_MENTIONS);
  g_assert_cmpuint (ties[3].mentions, ==, 1);
}

static void
test_voice (void)
{
  static const struct
  {
    const char *text;
    const char *cue;
    SaysoVoice  voice;
    gboolean    has_by;
  } cases[] = {
    { "The mayor says it was late.", "says", SAYSO_VOICE_ACTIVE, FALSE },
    { "The mayor has never said it was late.", "said", SAYSO_VOICE_PERFECT, FALSE },
    { "She hasn’t said it was late.", "said", SAYSO_VOICE_PERFECT, FALSE },
    { "She was told it was late.", "told", SAYSO_VOICE_PASSIVE, FALSE },
    { "She was told by the mayor that it was late.", "told", SAYSO_VOICE_PASSIVE, TRUE },
    { "She laughed when asked whether it was late.", "asked", SAYSO_VOICE_BARE, FALSE },
    { "The mayor laughed, saying it was late.", "saying", SAYSO_VOICE_ING, FALSE },
    { "The mayor wants to say it was late.", "to say", SAYSO_VOICE_INFINITIVE, FALSE },
    { "It was late, according to the mayor.", "according to", SAYSO_VOICE_ING, FALSE },
    { "Her claim that it was late is wrong.", "claim", SAYSO_VOICE_NOUN, FALSE },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoTokens) tokens = reader_tag (&reader, cases[i].text);
      g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
      g_autofree SaysoTie *ties = NULL;

      add_chunk (chunks, tokens, SAYSO_CHUNK_CUE, cases[i].cue);
      ties = sayso_ties_new (tokens, chunks);
      if (ties[0].voice != cases[i].voice || ties[0].has_by != cases[i].has_by)
        g_test_message ("%s: voice %u, by %d", cases[i].text, ties[0].voice, ties[0].has_by);
      g_assert_cmpuint (ties[0].voice, ==, cases[i].voice);
      g_assert_cmpint (ties[0].has_by, ==, cases[i].has_by);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/ties/cues", test_cues);
  g_test_add_func ("/extract/ties/mentions", test_mentions);
  g_test_add_func ("/extract/ties/voice", test_voice);
  return g_test_run ();
}
