/* Which cue belongs to what.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-ties.h"
#include "tagged-chunks.h"

static SaysoTie *
tie (const SaysoTokens *tokens,
     const GArray      *chunks)
{
  return sayso_ties_new (tokens, (const SaysoChunk *)chunks->data, chunks->len);
}

/* A claim that was labelled inside another leaves the other's cue without a claim. */
static void
test_free_cue (void)
{
  static const char text[] = "The campaign said it had no plans, the Tribune reported.";
  g_auto (Reader) reader = { 0 };
  g_autoptr (SaysoTokens) tokens = NULL;
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  g_autofree SaysoTie *ties = NULL;

  reader_open (&reader);
  tokens = reader_tag (&reader, text);
  add_chunk (chunks, tokens, SAYSO_CHUNK_SPEAKER, "The campaign");
  add_chunk (chunks, tokens, SAYSO_CHUNK_CUE, "said");
  add_chunk (chunks, tokens, SAYSO_CHUNK_CONTENT, "it had no plans");
  add_chunk (chunks, tokens, SAYSO_CHUNK_SPEAKER, "the Tribune");
  add_chunk (chunks, tokens, SAYSO_CHUNK_CUE, "reported");
  ties = tie (tokens, chunks);
  g_assert_cmpint (ties[0].cue, ==, 1);
  g_assert_cmpint (ties[2].cue, ==, 1);
  g_assert_cmpint (ties[3].cue, ==, 4);
  g_assert_cmpuint (ties[1].n_claims, ==, 1);
  g_assert_cmpuint (ties[4].n_claims, ==, 0);
  g_assert_cmpuint (ties[4].before.speakers, ==, 2);
  g_assert_cmpuint (ties[4].before.contents, ==, 1);
  g_assert_cmpuint (ties[4].before.cues, ==, 1);
}

/* Far from a speaker, or in another sentence, no cue is next to it; a claim looks farther. */
static void
test_far (void)
{
  static const char text[] = "The mayor came in, sat down next to the clerk and then said it was late. Bo Renwick left.";
  g_auto (Reader) reader = { 0 };
  g_autoptr (SaysoTokens) tokens = NULL;
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (SaysoChunk));
  g_autofree SaysoTie *ties = NULL;

  reader_open (&reader);
  tokens = reader_tag (&reader, text);
  add_chunk (chunks, tokens, SAYSO_CHUNK_SPEAKER, "The mayor");
  add_chunk (chunks, tokens, SAYSO_CHUNK_PASSED_OVER, "the clerk");
  add_chunk (chunks, tokens, SAYSO_CHUNK_CUE, "said");
  add_chunk (chunks, tokens, SAYSO_CHUNK_CONTENT, "was late");
  add_chunk (chunks, tokens, SAYSO_CHUNK_SPEAKER, "Bo Renwick");
  ties = tie (tokens, chunks);
  g_assert_cmpint (ties[0].cue, ==, -1);
  g_assert_cmpint (ties[1].cue, ==, 2);
  g_assert_cmpint (ties[3].cue, ==, 2);
  g_assert_cmpint (ties[4].cue, ==, -1);
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
  ties = tie (tokens, chunks);
  /* Only who was labelled is counted, but whoever is called so has the count. */
  g_assert_cmpuint (ties[0].mentions, ==, 2);
  g_assert_cmpuint (ties[2].mentions, ==, 2);
  g_assert_cmpuint (ties[3].mentions, ==, 0);
  for (guint i = 0; i < chunks->len; i++)
    g_array_index (chunks, SaysoChunk, i).kind = SAYSO_CHUNK_SPEAKER;
  g_free (ties);
  ties = tie (tokens, chunks);
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
      ties = tie (tokens, chunks);
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
  g_test_add_func ("/extract/ties/free-cue", test_free_cue);
  g_test_add_func ("/extract/ties/far", test_far);
  g_test_add_func ("/extract/ties/mentions", test_mentions);
  g_test_add_func ("/extract/ties/voice", test_voice);
  return g_test_run ();
}
