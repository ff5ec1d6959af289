/* The extractor and its tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-reports.h"
#include "extract/sayso-syntax.h"
#include "extract/sayso-tokens.h"
#include "extract/sayso-weights.h"
#include "text/sayso-data-files.h"
#include "text/sayso-text.h"

#include <string.h>

static char *
join_tokens (const char *utf8)
{
  g_autoptr (SaysoTokens) tokens = sayso_tokens_new (utf8, strlen (utf8));
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < tokens->n_tokens; i++)
    g_string_append_printf (joined, "%s%.*s", i > 0 ? "|" : "", tokens->tokens[i].n_bytes, utf8 + tokens->tokens[i].byte);
  return g_string_free (joined, FALSE);
}

static void
test_tokens (void)
{
  static const char *const cases[][2] = {
    { "He didn't go.", "He|did|n't|go|." },
    { "Trump’s plan, 2.5 per cent", "Trump|’s|plan|,|2.5|per|cent" },
    { "U.S. troops; J. K. Rowe", "U.S.|troops|;|J.|K.|Rowe" },
    { "''so''", "''|so|''" },
    { "mother-in-law—“yes”", "mother-in-law|—|“|yes|”" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = join_tokens (cases[i][0]);

      g_assert_cmpstr (joined, ==, cases[i][1]);
    }
}

/* In the cases, what stands in brackets is what is quoted, marks included. */
static void
test_quotation_marks (void)
{
  static const char *const cases[] = {
    "He said [\"we are\"] and [\"so\"].",
    "He said [“we ‘really’ are”] and.",
    "Er sagte [„wir sind“] und.",
    "Il dit [«nous sommes»] et.",
    "He said [''we are''] now.",
    "[“It goes on and on.]\n[“And more.”]",
    "the voters' rights and 5' 10\" tall",
    "[“A,”] he said, [“B.”]",
    "[\"It's true, I'd go and I'm sure they'll\"] he said.",
    "[''It's true, I'd go''] he said.",
    "[\"It's so,”] said he. [“It is not,\"] said she. [\"Oh.\"]",
    "[“She said \"no\" to me,”] he said.",
    "[\"She said “no” to me,\"] he said.",
    /* Single marks count where there are more of them than of others. */
    "[‘It’s the boys’ hat,’] said he. [‘No!’]",
    "['It's the boys' hat,'] said he of the '90s. ['All on 'em are goin' home!']",
    "['So he said: \"Go away.\"'] She went. ['And then?'] They left.",
    "['This goes on,\n['And ends.'] They left. ['So?']",
    "She is ['a disgrace'] to us, he said. ['No,'] said she.",
    "[\"The 'old' wall,\"] he said, [\"is 'so,' and high.\"]",
    "Rock 'n' roll and the lads' hats",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) plain = g_string_new (NULL);
      g_autoptr (GArray) inside = g_array_new (FALSE, TRUE, sizeof (gboolean));
      g_autoptr (SaysoTokens) tokens = NULL;
      gboolean quoted = FALSE;

      for (const char *p = cases[i]; *p != '\0'; p++)
        {
          if (*p == '[' || *p == ']')
            {
              quoted = *p == '[';
              continue;
            }
          g_string_append_c (plain, *p);
          g_array_append_val (inside, quoted);
        }
      tokens = sayso_tokens_new (plain->str, plain->len);
      for (guint t = 0; t < tokens->n_tokens; t++)
        g_assert_cmpint (tokens->tokens[t].mark != SAYSO_MARK_OUTSIDE, ==, g_array_index (inside, gboolean, tokens->tokens[t].byte));
    }
}

static SaysoQuotes *
extract (SaysoExtractor *extractor,
         const char     *utf8)
{
  g_autoptr (GError) error = NULL;
  SaysoQuotes *quotes = sayso_extractor_run (extractor, utf8, strlen (utf8), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return quotes;
}

static void
test_rules_alone (void)
{
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new_rules ();
  const char *utf8 = "“We are ready for everybody who comes,” Ann Bo said, “and for the rain.”\nThe “old” wall stood.";
  g_autoptr (SaysoQuotes) quotes = extract (extractor, utf8);
  g_autoptr (SaysoText) text = sayso_text_new (utf8, -1);
  g_autofree char *speaker = NULL;

  g_assert_null (sayso_extractor_get_description (extractor));
  g_assert_cmpuint (quotes->n_quotes, ==, 1);
  g_assert_cmpuint (quotes->quotes[0].n_spans, ==, 2);
  g_assert_cmpint (quotes->quotes[0].kind, ==, SAYSO_QUOTE_DIRECT);
  g_assert_true (quotes->quotes[0].has_speaker);
  speaker = sayso_text_slice (text, quotes->quotes[0].speaker);
  g_assert_cmpstr (speaker, ==, "Ann Bo");
}

static void
test_fitted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, &error);
  const char *utf8 = "Mayor Oda Renwick said on Monday that the bridge would stay closed.\n"
                     "“We had no choice,” she told reporters. “It was cracked.”\n";
  g_autoptr (SaysoText) text = sayso_text_new (utf8, -1);
  g_autoptr (SaysoQuotes) quotes = NULL;
  g_autofree SaysoSpan *speakers = NULL;
  guint                 n_speakers;

  g_assert_no_error (error);
  g_assert_nonnull (sayso_extractor_get_description (extractor));
  quotes = extract (extractor, utf8);
  g_assert_cmpuint (quotes->n_quotes, ==, 2);
  g_assert_cmpint (quotes->quotes[0].kind, ==, SAYSO_QUOTE_INDIRECT);
  g_assert_cmpint (quotes->quotes[1].kind, ==, SAYSO_QUOTE_DIRECT);
  g_assert_cmpstr (quotes->quotes[1].speaker_name, ==, "Oda Renwick");
  g_assert_true (quotes->quotes[1].has_source);
  speakers = sayso_extractor_rank_speakers (extractor, utf8, strlen (utf8), quotes->quotes[1].spans, quotes->quotes[1].n_spans, &n_speakers);
  g_assert_cmpuint (n_speakers, ==, 2);
  g_assert_true (sayso_span_equal (speakers[0], quotes->quotes[1].speaker));
}

/* The claim that a phrase of the text belongs to, as one string; NULL if none has it. */
static char *
claim_with (SaysoExtractor *extractor,
            const char     *utf8,
            const char     *phrase)
{
  g_autoptr (SaysoQuotes) quotes = extract (extractor, utf8);
  g_autoptr (SaysoText) text = sayso_text_new (utf8, -1);

  for (guint i = 0; i < quotes->n_quotes; i++)
    for (guint j = 0; j < quotes->quotes[i].n_spans; j++)
      {
        g_autofree char *slice = sayso_text_slice (text, quotes->quotes[i].spans[j]);

        if (strstr (slice, phrase) != NULL)
          return g_steal_pointer (&slice);
      }
  return NULL;
}

/* What is found does not depend on how a publisher sets it. */
static void
test_typography (void)
{
  static const char *const articles[] = {
    "\"It's over,\" said Ada Finch. She'd said that \"it's a start.\" Mr. Lee, who's the mayor, called it \"a shame.\"\n",
    "“It’s over,” said Ada Finch. She’d said that “it’s a start.” Mr. Lee, who’s the mayor, called it “a shame.”\n",
    "‘It’s over,’ said Ada Finch. She’d said that ‘it’s a start.’ Mr. Lee, who’s the mayor, called it ‘a shame.’\n",
    "'It's over,' said Ada Finch. She'd said that 'it's a start.' Mr. Lee, who's the mayor, called it 'a shame.'\n",
    "«It’s over,» said Ada Finch. She’d said that «it’s a start.» Mr. Lee, who’s the mayor, called it «a shame.»\n",
    "„It’s over,” said Ada Finch. She’d said that „it’s a start.” Mr. Lee, who’s the mayor, called it „a shame.”\n",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, &error);
  g_autoptr (SaysoQuotes) first = NULL;

  g_assert_no_error (error);
  first = extract (extractor, articles[0]);
  g_assert_cmpuint (first->n_quotes, ==, 3);
  for (gsize i = 1; i < G_N_ELEMENTS (articles); i++)
    {
      g_autoptr (SaysoQuotes) quotes = extract (extractor, articles[i]);

      g_assert_cmpuint (quotes->n_quotes, ==, first->n_quotes);
      for (guint k = 0; k < quotes->n_quotes; k++)
        {
          g_assert_true (sayso_span_equal (quotes->quotes[k].spans[0], first->quotes[k].spans[0]));
          g_assert_true (sayso_span_equal (quotes->quotes[k].speaker, first->quotes[k].speaker));
          g_assert_cmpuint (quotes->quotes[k].confidence, ==, first->quotes[k].confidence);
        }
    }
}

/* What is set into a sentence reports all of it; the turns of a conversation are speech, however
 * short. */
static void
test_reports (void)
{
  static const struct
  {
    const char *text;
    const char *phrase;
    const char *claim;
  } cases[] = {
    { "The trust also gave the board a list of repairs, Renwick says.\n", "trust", "The trust also gave the board a list of repairs" },
    { "The pumps will run through the night, city officials said.\n", "pumps", "The pumps will run through the night" },
    { "The ferry has been full since May, according to the harbour board.\n", "ferry", "The ferry has been full since May" },
    { "Police have said they have no plans to release the recordings, lawyers for the family said.\n", "recordings", "Police have said they have no plans to release the recordings" },
    { "The Lowmere campaign said the candidate will come on Saturday, the Gazette reported.\n", "candidate", "The Lowmere campaign said the candidate will come on Saturday" },
    { "The keeper opened the gate.\n\n“Is the lamp lit?”\n\n“It is.”\n\n“Since when?”\n\n“Nine.”\n\nShe went up the stairs.\n", "Nine", "“Nine.”" },
  };
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *claim = claim_with (extractor, cases[i].text, cases[i].phrase);

      g_assert_cmpstr (claim, ==, cases[i].claim);
    }
}

/* The full stop that ends the sentence is no part of a name. */
static void
test_speaker_ends (void)
{
  static const char *const utf8 = "“The pier will be rebuilt by June,” said Ada Finch.";
  g_autofree char         *path = sayso_data_file ("weights.bin");
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (path, &error);
  g_autoptr (SaysoQuotes) quotes = NULL;

  g_assert_no_error (error);
  quotes = extract (extractor, utf8);
  g_assert_cmpuint (quotes->n_quotes, ==, 1);
  g_assert_cmpstr (quotes->quotes[0].speaker_name, ==, "Ada Finch");
}

static char *
source_of (SaysoExtractor *extractor,
           const char     *utf8)
{
  g_autoptr (SaysoText) text = sayso_text_new (utf8, -1);
  g_autoptr (SaysoQuotes) quotes = extract (extractor, utf8);

  for (guint i = 0; i < quotes->n_quotes; i++)
    if (quotes->quotes[i].has_source)
      return sayso_text_slice (text, quotes->quotes[i].source);
  return NULL;
}

static guint8
says_is_a_cue_cb (guint32  word,
                  gpointer user_data)
{
  return word == sayso_tokens_hash ("says") ? 12 : 0;
}

/* A cue that was labelled alone gets the speaker that its clause names, if it names one. */
static void
check_clause_of_cue (const char *utf8,
                     guint8      label)
{
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, NULL);
  SaysoSyntaxWeights syntax = sayso_extractor_get_syntax (extractor);
  g_autoptr (SaysoTokens) tokens = sayso_tokens_new (utf8, strlen (utf8));
  g_autofree guint8 *labels = g_new0 (guint8, tokens->n_tokens);
  SaysoParse         parse = { 0 };
  SaysoScene         scene = { 0 };
  guint              cue = 0;

  while (tokens->tokens[cue].word != sayso_tokens_hash ("says"))
    cue++;
  sayso_scene_set (&scene, tokens, tokens->paragraphs[0], says_is_a_cue_cb, NULL);
  sayso_syntax_run (&syntax, &parse, tokens, tokens->paragraphs[0]);
  sayso_scene_parse (&scene);
  sayso_labels_fill (labels, 0, cue, SAYSO_CHUNK_CONTENT);
  sayso_labels_fill (labels, cue, cue + 1, SAYSO_CHUNK_CUE);
  sayso_reports_propose (&scene, labels);
  g_assert_cmpuint (labels[cue], ==, sayso_label_begin (SAYSO_CHUNK_CUE));
  g_assert_cmpuint (labels[cue + 1], ==, label);
  g_assert_cmpuint (labels[tokens->n_tokens - 1], ==, 0);
  sayso_parse_clear (&parse);
  sayso_scene_clear (&scene);
}

static void
test_report_with_cue (void)
{
  check_clause_of_cue ("\"The lamp would have burnt for a year,\" says Gutin.\n", sayso_label_begin (SAYSO_CHUNK_SPEAKER));
  check_clause_of_cue ("\"The lamp would have burnt for a year,\" says in a tweet.\n", 0);
}

/* Who was told, what it stands in, and papers and documents that speak for themselves;
 * a person is no source of this kind. */
static void
test_sources (void)
{
  static const char *const cases[][2] = {
    { "“We will rebuild the pier by June,” the harbour master told the Tallow Courier on Monday.", "the Tallow Courier" },
    { "The Lantern Bridge will not carry traffic before spring, the council said in a statement.", "a statement" },
    { "The ferry lost money for a third year, the Tallow Courier reported.", "the Tallow Courier" },
    { "According to court documents, the company knew of the cracks in March.", "court documents" },
    { "The bridge will open in spring, Mayor Oda Renwick said.", NULL },
  };
  g_autofree char *path = sayso_data_file ("weights.bin");
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (path, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = source_of (extractor, cases[i][0]);

      g_assert_cmpstr (source, ==, cases[i][1]);
    }
}

static void
test_weights (void)
{
  g_autofree char *path = sayso_data_file ("weights.bin");
  g_autofree char *data = NULL;
  gsize            size;

  g_assert_null (sayso_extractor_new ("/no/such/weights", NULL));
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (guint i = 0; i < 60; i++)
    {
      gsize at = i < 20 ? i * 4 : (gsize)g_test_rand_int_range (0, (int)size);
      char  kept = data[at];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      data[at] ^= 0x55;
      bytes = g_bytes_new_static (data, i % 10 == 9 ? at : size);
      g_assert_null (sayso_extractor_new_from_bytes (bytes, &error));
      g_assert_error (error, SAYSO_WEIGHTS_ERROR, SAYSO_WEIGHTS_ERROR_DAMAGED);
      data[at] = kept;
    }
}

/* Whatever the text: spans lie inside it, in order, and twice the same. */
static void
test_random (void)
{
  static const char *const pieces[] = { "Ann ", "Bo ", "said ", "that ", "it ", "opens ", ". ", "“", "” ", "\"", ", ", "he ", "\n", "''", "told ", "the AP ", "😀 ", "É ", "according to ", ": ", "’s ", "\r\n" };
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, NULL);
  g_autoptr (SaysoExtractor) rules = sayso_extractor_new_rules ();

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (SaysoQuotes) quotes = NULL;
      g_autoptr (SaysoQuotes) again = NULL;
      guint length, n = g_test_rand_int_range (0, 120);

      while (n-- > 0)
        g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      length = g_utf8_strlen (string->str, -1);
      quotes = extract (round % 2 ? extractor : rules, string->str);
      again = extract (round % 2 ? extractor : rules, string->str);
      g_assert_cmpuint (quotes->n_quotes, ==, again->n_quotes);
      for (guint i = 0; i < quotes->n_quotes; i++)
        {
          const SaysoQuote *quote = &quotes->quotes[i];

          for (guint j = 0; j < quote->n_spans; j++)
            {
              g_assert_cmpuint (quote->spans[j].start, <, quote->spans[j].end);
              g_assert_cmpuint (quote->spans[j].end, <=, length);
              g_assert_true (j == 0 || quote->spans[j - 1].end <= quote->spans[j].start);
              g_assert_true (sayso_span_equal (quote->spans[j], again->quotes[i].spans[j]));
            }
          g_assert_true (!quote->has_speaker || quote->speaker.end <= length);
          g_assert_cmpuint (quote->confidence, <=, 1000);
        }
    }
}

static double
seconds_for (SaysoExtractor *extractor,
             const char     *piece,
             gsize           size)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (SaysoQuotes) quotes = NULL;
  gint64 started;

  while (string->len < size)
    g_string_append (string, piece);
  started = g_get_monotonic_time ();
  quotes = extract (extractor, string->str);
  return (g_get_monotonic_time () - started) / 1e6;
}

/* Four times the text takes about four times the time, whatever it is made of. */
static void
test_linear (void)
{
  static const char *const pieces[] = { "“", "\"", "Ann said that it opens, ", "a b c d e f ", "“so” he said, ", "'" };
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      double small = seconds_for (extractor, pieces[i], 100000), large = seconds_for (extractor, pieces[i], 400000);

      g_test_message ("%s: %.3f s, %.3f s", pieces[i], small, large);
      g_assert_cmpfloat (large, <, 12 * small + 0.2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/tokens/cut", test_tokens);
  g_test_add_func ("/extract/tokens/quotation-marks", test_quotation_marks);
  g_test_add_func ("/extract/extractor/rules-alone", test_rules_alone);
  g_test_add_func ("/extract/extractor/fitted", test_fitted);
  g_test_add_func ("/extract/extractor/typography", test_typography);
  g_test_add_func ("/extract/reports/set-into-sentences", test_reports);
  g_test_add_func ("/extract/reports/with-a-cue", test_report_with_cue);
  g_test_add_func ("/extract/speaker/ends", test_speaker_ends);
  g_test_add_func ("/extract/source/kinds", test_sources);
  g_test_add_func ("/extract/weights/damaged", test_weights);
  g_test_add_func ("/extract/extractor/random", test_random);
  g_test_add_func ("/extract/extractor/linear", test_linear);
  return g_test_run ();
}
