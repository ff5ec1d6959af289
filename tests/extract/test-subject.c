/* Who may be the speaker by the parse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-chunks.h"
#include "extract/sayso-phrase.h"
#include "extract/sayso-subject.h"
#include "tagged-text.h"

static guint
find_word (const SaysoTokens *tokens,
           const char        *word)
{
  for (guint i = 0; i < tokens->n_tokens; i++)
    if (sayso_tokens_is_one_of (tokens, i, &word, 1))
      return i;
  g_error ("no “%s”", word);
}

/* A text, a word of it that is a cue, the noun phrase around its subject, and how far that is. */
static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *cue;
    const char *subject;
    guint       climbed;
  } cases[] = {
    { "The mayor said it was late.", "said", "The mayor", 0 },
    { "Ada Finch answered in a statement, saying it was late.", "saying", "Ada Finch", 1 },
    { "The mayor of Lowmere closed the pier and said it was late.", "said", "The mayor of Lowmere", 1 },
    { "She wants to say it was late.", "say", "She", 1 },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoTokens) tokens = reader_tag (&reader, cases[i].text);
      guint            cue = find_word (tokens, cases[i].cue);
      SaysoSubject     subject = sayso_subject_find (tokens, (SaysoSpan){ cue, cue + 1 });
      SaysoSpan        phrase;
      g_autofree char *form = NULL;

      g_assert_cmpint (subject.token, >=, 0);
      phrase = sayso_phrase_around (tokens, (guint)subject.token);
      form = sayso_tokens_dup_text (tokens, phrase.start, phrase.end);
      g_assert_cmpstr (form, ==, cases[i].subject);
      g_assert_cmpuint (subject.climbed, ==, cases[i].climbed);
    }
}

/* The forms of all chunks that were passed over, joined by "|". */
static char *
list_passed_over (const SaysoTokens *tokens,
                  const GArray      *chunks)
{
  GString *forms = g_string_new (NULL);

  for (guint i = 0; i < chunks->len; i++)
    {
      const SaysoChunk *chunk = &g_array_index (chunks, SaysoChunk, i);
      g_autofree char  *form = sayso_tokens_dup_text (tokens, chunk->start, chunk->end);

      if (chunk->kind == SAYSO_CHUNK_PASSED_OVER)
        g_string_append_printf (forms, "%s%s", forms->len > 0 ? "|" : "", form);
    }
  return g_string_free (forms, FALSE);
}

/* Subjects are candidates though nobody thought them possible, inside a claim as well; what is labelled otherwise is not. */
static void
test_candidates (void)
{
  static const struct
  {
    const char    *text;
    SaysoChunkKind first_kind; /* of the text up to the cue */
    const char    *passed_over;
  } cases[] = {
    { "The mayor answered, saying it was late.", SAYSO_CHUNK_NONE, "The mayor|it" },
    { "The mayor answered, saying it was late.", SAYSO_CHUNK_CONTENT, "The mayor|it" },
    { "The mayor answered, saying it was late.", SAYSO_CHUNK_SPEAKER, "it" },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoTokens) tokens = reader_tag (&reader, cases[i].text);
      g_autofree guint8      *labels = g_new0 (guint8, tokens->n_tokens + 1);
      g_autofree SaysoBelief *beliefs = g_new0 (SaysoBelief, tokens->n_tokens + 1);
      guint                   cue = find_word (tokens, "saying");
      g_autoptr (GArray) chunks = NULL;
      g_autofree char *forms = NULL;

      if (cases[i].first_kind != SAYSO_CHUNK_NONE)
        sayso_labels_fill (labels, 0, cue - 1, cases[i].first_kind);
      sayso_labels_fill (labels, cue, cue + 1, SAYSO_CHUNK_CUE);
      sayso_labels_fill (labels, cue + 1, tokens->n_tokens - 1, SAYSO_CHUNK_CONTENT);
      chunks = sayso_chunks_of_labels (tokens, labels, beliefs);
      forms = list_passed_over (tokens, chunks);
      g_assert_cmpstr (forms, ==, cases[i].passed_over);
    }
}

/* Whatever is labelled: chunks are in order, and none but a claim holds another. */
static void
test_order (void)
{
  static const char text[] = "Ada Finch, who chairs the board, said the pier of the old harbour was closed, and Bo Renwick, her rival, told reporters "
                             "that she had been late, according to the Gazette; the mayor of Lowmere added that nobody was hurt.";
  g_auto (Reader) reader = { 0 };
  g_autoptr (SaysoTokens) tokens = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  reader_open (&reader);
  tokens = reader_tag (&reader, text);
  for (guint round = 0; round < 500; round++)
    {
      g_autofree guint8      *labels = g_new0 (guint8, tokens->n_tokens + 1);
      g_autofree SaysoBelief *beliefs = g_new0 (SaysoBelief, tokens->n_tokens + 1);
      g_autoptr (GArray) chunks = NULL;

      for (guint from = 0; from < tokens->n_tokens;)
        {
          guint to = MIN (from + (guint)g_rand_int_range (random, 1, 7), tokens->n_tokens);

          sayso_labels_fill (labels, from, to, (SaysoChunkKind)g_rand_int_range (random, 0, SAYSO_N_CHUNK_KINDS));
          beliefs[from].kinds[SAYSO_CHUNK_SPEAKER] = (float)g_rand_double_range (random, 0, 0.02);
          from = to;
        }
      chunks = sayso_chunks_of_labels (tokens, labels, beliefs);
      for (guint i = 1; i < chunks->len; i++)
        {
          const SaysoChunk *before = &g_array_index (chunks, SaysoChunk, i - 1), *chunk = &g_array_index (chunks, SaysoChunk, i);

          g_assert_cmpuint (chunk->start, <, chunk->end);
          g_assert_cmpuint (before->start, <=, chunk->start);
          if (before->end > chunk->start)
            g_assert_true (before->kind == SAYSO_CHUNK_CONTENT && chunk->kind == SAYSO_CHUNK_PASSED_OVER);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/subject/find", test_find);
  g_test_add_func ("/extract/subject/candidates", test_candidates);
  g_test_add_func ("/extract/subject/order", test_order);
  return g_test_run ();
}
