/* Lexicons: what is read, what is refused, and what a word of one's own changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

#include <glib/gstdio.h>
#include <string.h>

static guint
look_up (const SaysoLexicon *lexicon,
         const char         *word)
{
  return sayso_lexicon_look_up (lexicon, sayso_tokens_hash (word));
}

static void
test_sections (void)
{
  static const char text[] = "# ours\n\n[outlets]\n  Gazette # of the harbour\npost\r\n[places]\npost\n";
  g_autoptr (SaysoLexicon) lexicon = sayso_lexicon_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sayso_lexicon_add (lexicon, text, strlen (text), FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (look_up (lexicon, "gazette"), ==, SAYSO_WORD_OUTLET);
  g_assert_cmpuint (look_up (lexicon, "post"), ==, SAYSO_WORD_OUTLET | SAYSO_WORD_PLACE);
  g_assert_cmpuint (look_up (lexicon, "harbour"), ==, 0);
  g_assert_cmpuint (sayso_lexicon_look_up (NULL, 1), ==, 0);
}

static void
test_own_over_shipped (void)
{
  static const char shipped[] = "[cues]\nsaid\n[outlets]\npost\n[places]\npost\n", own[] = "[outlets]\n-post\nbugle\n[cues]\ntrumpeted\n-said\n";
  g_autoptr (SaysoLexicon) lexicon = sayso_lexicon_new ();

  g_assert_true (sayso_lexicon_add (lexicon, shipped, strlen (shipped), FALSE, NULL));
  g_assert_true (sayso_lexicon_add (lexicon, own, strlen (own), TRUE, NULL));
  g_assert_cmpuint (look_up (lexicon, "post"), ==, SAYSO_WORD_PLACE);
  g_assert_cmpuint (look_up (lexicon, "bugle"), ==, SAYSO_WORD_OUTLET);
  g_assert_cmpuint (look_up (lexicon, "trumpeted"), ==, SAYSO_WORD_CUE | SAYSO_WORD_OWN_CUE);
  g_assert_cmpuint (look_up (lexicon, "said"), ==, 0);
}

/* What is wrong is named with its line, and nothing of the file counts. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *place;
  } cases[] = {
    { "[outlets]\nbugle\n[outlet]\n", "line 3" },
    { "bugle\n", "line 1" },
    { "[outlets]\nbugle\nevening bugle\n", "line 3" },
    { "[]\n", "line 1" },
    { "[outlets]\nbugle\n\xff\n", "UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoLexicon) lexicon = sayso_lexicon_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (sayso_lexicon_add (lexicon, cases[i].text, strlen (cases[i].text), TRUE, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_cmpuint (look_up (lexicon, "bugle"), ==, 0);
    }
}

static guint
count_claims (SaysoExtractor *extractor,
              const char     *text)
{
  g_autoptr (SaysoQuotes) quotes = sayso_extractor_run (extractor, text, strlen (text), NULL, NULL, NULL, NULL);

  return quotes->n_quotes;
}

static char *
write_words (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int   fd = g_file_open_tmp ("sayso-lexicon-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A verb that nobody else reports with makes a claim, for rules and for weights alike. */
static void
test_own_cue_makes_claims (void)
{
  static const char text[] = "The council met on Monday. The old bridge will stay closed until the spring, Finch grizzlewhacked.\n";
  g_autofree char  *path = write_words ("[cues]\ngrizzlewhacked\n");

  for (guint rules = 0; rules < 2; rules++)
    {
      g_autoptr (SaysoExtractor) plain = rules ? sayso_extractor_new_rules () : sayso_extractor_new (NULL, NULL);
      g_autoptr (SaysoExtractor) taught = rules ? sayso_extractor_new_rules () : sayso_extractor_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      static const char reported[] = "Finch grizzlewhacked that the old bridge will stay closed until the spring.\n";

      g_assert_true (sayso_extractor_add_lexicon (taught, path, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_claims (plain, rules ? reported : text), ==, 0);
      g_assert_cmpuint (count_claims (taught, rules ? reported : text), ==, 1);
    }
  g_remove (path);
}

static void
test_errors_name_the_file (void)
{
  g_autofree char *path = write_words ("[cuse]\n");
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new_rules ();
  g_autoptr (GError) error = NULL, missing = NULL;

  g_assert_false (sayso_extractor_add_lexicon (extractor, path, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "line 1"));
  g_remove (path);
  g_assert_false (sayso_extractor_add_lexicon (extractor, path, &missing));
  g_assert_nonnull (strstr (missing->message, path));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/lexicon/sections", test_sections);
  g_test_add_func ("/extract/lexicon/own-over-shipped", test_own_over_shipped);
  g_test_add_func ("/extract/lexicon/refused", test_refused);
  g_test_add_func ("/extract/lexicon/own-cue-makes-claims", test_own_cue_makes_claims);
  g_test_add_func ("/extract/lexicon/errors-name-the-file", test_errors_name_the_file);
  return g_test_run ();
}
