/* sayso extract: find quotes in articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "commands/sayso-stream.h"
#include "extract/sayso-proposals.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static gboolean print;
static gboolean stream;
static gboolean no_snapshot;
static gboolean rules_only;
static int      n_threads = 1;
static int      max_errors;
static char    *encoding;
static char    *weights;
static char    *lexicon;

static const GOptionEntry entries[] = {
  { "print", 0, 0, G_OPTION_ARG_NONE, &print, N_ ("Show a table and write nothing"), NULL },
  { "stream", 0, 0, G_OPTION_ARG_NONE, &stream, N_ ("Filter: JSON lines {\"id\": …, \"text\": …} in, results out"), NULL },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &n_threads, N_ ("With --stream: how many threads"), N_ ("N") },
  { "max-errors", 0, 0, G_OPTION_ARG_INT, &max_errors, N_ ("With --stream: stop after this many bad records"), N_ ("N") },
  { "weights", 0, 0, G_OPTION_ARG_FILENAME, &weights, N_ ("Fitted weights, as “sayso fit” writes them"), N_ ("FILE") },
  { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon, N_ ("Your own words, instead of those in your data folder"), N_ ("FILE") },
  { "rules", 0, 0, G_OPTION_ARG_NONE, &rules_only, N_ ("Use rules alone, no fitted weights"), NULL },
  { "no-snapshot", 0, 0, G_OPTION_ARG_NONE, &no_snapshot, N_ ("Leave the article’s text out of the sidecar"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the articles are written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

/* A table or a stream is the same for everybody, unless a lexicon is named. */
static gboolean
add_words (SaysoExtractor *extractor)
{
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;

  if (lexicon != NULL)
    good = sayso_extractor_add_lexicon (extractor, lexicon, &error);
  else if (!stream && !print)
    good = sayso_extractor_add_own_lexicon (extractor, &error);
  if (!good)
    sayso_command_complain (_ ("extract: %s; nothing was extracted"), error->message);
  return good;
}

static SaysoExtractor *
open_extractor (void)
{
  g_autoptr (GError) error = NULL;
  SaysoExtractor *extractor = rules_only ? sayso_extractor_new_rules () : sayso_extractor_new (weights, &error);

  if (extractor == NULL)
    sayso_command_complain ("extract: %s", error->message);
  else if (!rules_only && sayso_extractor_get_description (extractor) == NULL)
    sayso_command_complain (_ ("extract: the fitted weights are not installed; rules alone find less"));
  if (extractor != NULL && !add_words (extractor))
    g_clear_pointer (&extractor, sayso_extractor_free);
  return extractor;
}

/* The text of some spans on one line, cut to a width. */
static char *
brief (SaysoText       *text,
       const SaysoSpan *spans,
       guint            n_spans,
       guint            width)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *plain = NULL;

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *slice = sayso_text_slice (text, spans[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? " … " : "", slice);
    }
  g_strdelimit (joined->str, "\r\n\t", ' ');
  plain = sayso_terminal_escape (joined->str);
  if (g_utf8_strlen (plain, -1) > (glong)width)
    {
      g_autofree char *cut = g_utf8_substring (plain, 0, width - 1);

      return g_strconcat (cut, "…", NULL);
    }
  return g_steal_pointer (&plain);
}

static void
print_quotes (SaysoText         *text,
              const SaysoQuotes *quotes)
{
  static const char *const kinds[] = { NC_ ("kind of claim", "direct"), NC_ ("kind of claim", "indirect"), NC_ ("kind of claim", "mixed") };

  for (guint i = 0; i < quotes->n_quotes; i++)
    {
      const SaysoQuote *quote = &quotes->quotes[i];
      g_autofree char  *speaker = quote->has_speaker ? brief (text, &quote->speaker, 1, 24) : g_strdup ("–");
      g_autofree char  *claim = brief (text, quote->spans, quote->n_spans, 90);
      g_autofree char  *source = quote->has_source ? brief (text, &quote->source, 1, 40) : NULL;
      const char       *kind = g_dpgettext2 (NULL, "kind of claim", kinds[quote->kind]);
      glong             kind_width = g_utf8_strlen (kind, -1), width = g_utf8_strlen (speaker, -1);

      printf ("%3u %%  %s%*s %s%*s  %s", quote->confidence / 10, kind, (int)(9 - MIN (kind_width, 9)), "", speaker, (int)(24 - MIN (width, 24)), "", claim);
      if (source != NULL)
        printf ("  [%s]", source);
      putchar ('\n');
    }
}

static int
extract_one (SaysoExtractor *extractor,
             const char     *article)
{
  int             status = SAYSO_EXIT_GOOD;
  SaysoStoreFlags flags = (print ? SAYSO_STORE_INSPECT : SAYSO_STORE_NO_JOURNAL) | (no_snapshot ? SAYSO_STORE_NO_SNAPSHOT : 0);
  g_autoptr (SaysoStore) store = sayso_command_open (article, encoding, flags, &status);
  g_autoptr (SaysoQuotes) quotes = NULL;
  g_autofree char *shown = sayso_terminal_escape (article);
  SaysoText       *text;
  guint            n;

  if (store == NULL)
    return status;
  text = sayso_document_get_text (sayso_store_get_document (store));
  quotes = sayso_extractor_run (extractor, sayso_text_get_utf8 (text), sayso_text_get_n_bytes (text), NULL, NULL, NULL, NULL);
  if (print)
    {
      printf (ngettext ("%s: %u claim\n", "%s: %u claims\n", quotes->n_quotes), shown, quotes->n_quotes);
      print_quotes (text, quotes);
      return status;
    }
  n = sayso_proposals_apply (sayso_store_get_document (store), quotes);
  if (!sayso_command_save (store))
    return SAYSO_EXIT_FAILED;
  printf (ngettext ("%s: %u claim suggested\n", "%s: %u claims suggested\n", n), shown, n);
  return status;
}

int
sayso_command_extract (int    argc,
                       char **argv)
{
  int             status = SAYSO_EXIT_GOOD;
  SaysoExtractor *extractor;

  if (!sayso_command_parse ("extract", entries, &argc, &argv, &status))
    return status;
  if (n_threads < 1 || n_threads > 256 || max_errors < 0)
    {
      sayso_command_complain (_ ("extract: -j takes 1 to 256, --max-errors 0 or more"));
      return SAYSO_EXIT_FAILED;
    }
  if (stream && print)
    {
      sayso_command_complain (_ ("extract: --stream answers on standard output and --print shows a table there; choose one"));
      return SAYSO_EXIT_FAILED;
    }
  if (stream ? argc > 1 : argc < 2)
    {
      sayso_command_complain (stream ? _ ("extract: --stream reads standard input; no article can be named")
                                     : _ ("extract: no article was named; see “sayso extract --help”"));
      return SAYSO_EXIT_FAILED;
    }
  /* Programs read the answers, which must not depend on the language. */
  if (stream)
    setlocale (LC_MESSAGES, "C");
  extractor = open_extractor ();
  if (extractor == NULL)
    return SAYSO_EXIT_FAILED;
  if (stream)
    status = sayso_stream_run (extractor, stdin, stdout, n_threads, max_errors);
  for (int i = 1; i < argc; i++)
    status = sayso_exit_worse (status, extract_one (extractor, argv[i]));
  sayso_extractor_free (extractor);
  return status;
}
