/* Fits and measures the extractor on corpora.
 *
 *   measure-quality cross-fit CORPUS.jsonl PREDICTIONS.jsonl [FOLDS]
 *     five folds, each article by a model that never saw it; only the first FOLDS of them, for a quick look
 *   measure-quality surprise CORPUS.jsonl
 *     how surprised labellers are by the true labels of articles that they did not see, in a minute; cross-fit has the last word
 *   measure-quality fit CORPUS.jsonl WEIGHTS DESCRIPTION
 *   measure-quality predict CORPUS.jsonl PREDICTIONS.jsonl [WEIGHTS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-fit-syntax.h"
#include "extract/sayso-fit.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_FOLDS 5

typedef struct
{
  const char *path;
  GPtrArray  *ids;
  GArray     *articles; /* SaysoGoldArticle */
} Corpus;

static SaysoSpan
read_span (JsonArray *pair)
{
  return (SaysoSpan){ json_array_get_int_element (pair, 0), json_array_get_int_element (pair, 1) };
}

static gboolean
read_first (JsonObject *quote,
            const char *name,
            SaysoSpan  *span)
{
  JsonNode *node = json_object_get_member (quote, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return FALSE;
  *span = read_span (json_array_get_array_element (json_node_get_array (node), 0));
  return TRUE;
}

static SaysoGoldQuote
read_quote (JsonObject *object)
{
  JsonArray     *spans = json_object_get_array_member (object, "spans");
  SaysoGoldQuote quote = { .n_spans = json_array_get_length (spans) };

  quote.spans = g_new (SaysoSpan, quote.n_spans);
  for (guint i = 0; i < quote.n_spans; i++)
    quote.spans[i] = read_span (json_array_get_array_element (spans, i));
  quote.has_speaker = read_first (object, "speaker", &quote.speaker);
  quote.has_cue = read_first (object, "cue", &quote.cue);
  quote.reports = json_object_get_boolean_member_with_default (object, "reporting", TRUE);
  return quote;
}

static void
read_line (Corpus     *corpus,
           const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject      *object = json_node_get_object (root);
  JsonArray       *quotes = json_object_get_array_member (object, "quotes");
  SaysoGoldArticle article = { .text = g_strdup (json_object_get_string_member (object, "text")) };

  article.n_quotes = json_array_get_length (quotes);
  article.quotes = g_new (SaysoGoldQuote, article.n_quotes + 1);
  for (guint i = 0; i < article.n_quotes; i++)
    article.quotes[i] = read_quote (json_array_get_object_element (quotes, i));
  g_ptr_array_add (corpus->ids, g_strdup (json_object_get_string_member (object, "id")));
  g_array_append_val (corpus->articles, article);
}

static Corpus
read_corpus (const char *path)
{
  Corpus           corpus = { path, g_ptr_array_new_with_free_func (g_free), g_array_new (FALSE, FALSE, sizeof (SaysoGoldArticle)) };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      read_line (&corpus, lines[i]);
  return corpus;
}

static void
write_span (FILE       *out,
            const char *name,
            gboolean    has,
            SaysoSpan   span)
{
  if (has)
    fprintf (out, ", \"%s\": [[%u, %u]]", name, span.start, span.end);
  else
    fprintf (out, ", \"%s\": null", name);
}

static void
predict (SaysoExtractor         *extractor,
         const char             *id,
         const SaysoGoldArticle *article,
         FILE                   *out)
{
  static const char *const kinds[] = { "direct", "indirect", "mixed" };
  g_autoptr (SaysoQuotes) quotes = sayso_extractor_run (extractor, article->text, strlen (article->text), NULL, NULL, NULL, NULL);

  fprintf (out, "{\"id\": \"%s\", \"quotes\": [", id);
  for (guint i = 0; i < quotes->n_quotes; i++)
    {
      const SaysoQuote *quote = &quotes->quotes[i];

      fprintf (out, "%s{\"spans\": [", i > 0 ? ", " : "");
      for (guint j = 0; j < quote->n_spans; j++)
        fprintf (out, "%s[%u, %u]", j > 0 ? ", " : "", quote->spans[j].start, quote->spans[j].end);
      fprintf (out, "], \"kind\": \"%s\", \"confidence\": %u", kinds[quote->kind], quote->confidence);
      write_span (out, "speaker", quote->has_speaker, quote->speaker);
      write_span (out, "cue", quote->has_cue, quote->cue);
      write_span (out, "source", quote->has_source, quote->source);
      fprintf (out, "}");
    }
  fprintf (out, "]}\n");
}

static SaysoTreebank *
read_treebank (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return sayso_treebank_new (text);
}

static void
fit_treebank (const char         *folder,
              SaysoSyntaxWeights *weights)
{
  g_autoptr (SaysoTreebank) train = read_treebank (folder, "english.train.tsv");
  g_autoptr (SaysoTreebank) test = read_treebank (folder, "english.test.tsv");
  double tags, heads, labelled;

  sayso_fit_syntax (train, weights);
  sayso_measure_syntax (test, weights, &tags, &heads, &labelled);
  g_printerr ("treebank: tags %.1f, heads %.1f, with relations %.1f\n", 100 * tags, 100 * heads, 100 * labelled);
}

/* The treebank lies beside the corpora. */
static SaysoFitSettings
fit_settings (const char *corpus_path)
{
  SaysoFitSettings settings = sayso_fit_defaults ();
  g_autofree char *corpora = g_path_get_dirname (corpus_path);
  g_autofree char *folder = g_build_filename (corpora, "..", "treebank", NULL);

  fit_treebank (folder, &settings.syntax);
  return settings;
}

static void
settings_clear (SaysoFitSettings *settings)
{
  g_free ((gpointer)settings->syntax.tags);
  g_free ((gpointer)settings->syntax.steps);
  g_free ((gpointer)settings->syntax.known_tags);
  g_free ((gpointer)settings->syntax.known_steps);
}

static FILE *
open_output (const char *path)
{
  FILE *out = fopen (path, "w");

  if (out == NULL)
    g_error ("%s cannot be written", path);
  return out;
}

static void
cross_fit (Corpus     *corpus,
           const char *output,
           guint       n_folds)
{
  FILE            *out = open_output (output);
  SaysoFitSettings settings = fit_settings (corpus->path);

  for (guint fold = 0; fold < n_folds; fold++)
    {
      g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (SaysoGoldArticle));
      g_autoptr (GBytes) weights = NULL;
      g_autoptr (SaysoExtractor) extractor = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < corpus->articles->len; i++)
        if (i % N_FOLDS != fold)
          g_array_append_val (others, g_array_index (corpus->articles, SaysoGoldArticle, i));
      weights = sayso_fit ((SaysoGoldArticle *)others->data, others->len, &settings, "one fold", &error);
      g_assert_no_error (error);
      extractor = sayso_extractor_new_from_bytes (weights, &error);
      g_assert_no_error (error);
      for (guint i = fold; i < corpus->articles->len; i += N_FOLDS)
        predict (extractor, corpus->ids->pdata[i], &g_array_index (corpus->articles, SaysoGoldArticle, i), out);
      g_printerr ("fold %u of %u\n", fold + 1, n_folds);
    }
  settings_clear (&settings);
  fclose (out);
}

static void
fit (Corpus     *corpus,
     const char *output,
     const char *description)
{
  SaysoFitSettings settings = fit_settings (corpus->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) weights = sayso_fit ((SaysoGoldArticle *)corpus->articles->data, corpus->articles->len, &settings, description, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (output, g_bytes_get_data (weights, NULL), g_bytes_get_size (weights), &error));
  settings_clear (&settings);
}

static void
measure_surprise (Corpus *corpus)
{
  SaysoFitSettings settings = fit_settings (corpus->path);
  g_autoptr (GError) error = NULL;
  double surprise[2];

  settings.n_folds = 2;
  sayso_fit_measure ((SaysoGoldArticle *)corpus->articles->data, corpus->articles->len, &settings, surprise, &error);
  g_assert_no_error (error);
  g_print ("surprise in nats per thousand tokens: %.3f after the first pass, %.3f after the second\n", surprise[0], surprise[1]);
  settings_clear (&settings);
}

static void
predict_all (Corpus     *corpus,
             const char *output,
             const char *weights)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (weights, &error);
  FILE *out = open_output (output);

  g_assert_no_error (error);
  for (guint i = 0; i < corpus->articles->len; i++)
    predict (extractor, corpus->ids->pdata[i], &g_array_index (corpus->articles, SaysoGoldArticle, i), out);
  fclose (out);
}

int
main (int    argc,
      char **argv)
{
  Corpus corpus;

  if (argc < 3 || (argc < 4 && strcmp (argv[1], "surprise") != 0))
    {
      g_printerr ("usage: %s cross-fit|fit|predict CORPUS.jsonl OUT [FOLDS|DESCRIPTION|WEIGHTS]\n"
                  "       %s surprise CORPUS.jsonl\n",
                  argv[0], argv[0]);
      return 2;
    }
  corpus = read_corpus (argv[2]);
  if (strcmp (argv[1], "surprise") == 0)
    measure_surprise (&corpus);
  else if (strcmp (argv[1], "cross-fit") == 0)
    cross_fit (&corpus, argv[3], argc > 4 ? MIN (atoi (argv[4]), N_FOLDS) : N_FOLDS);
  else if (strcmp (argv[1], "fit") == 0 && argc > 4)
    fit (&corpus, argv[3], argv[4]);
  else
    predict_all (&corpus, argv[3], argc > 4 ? argv[4] : NULL);
  for (guint i = 0; i < corpus.articles->len; i++)
    sayso_gold_article_clear (&g_array_index (corpus.articles, SaysoGoldArticle, i));
  g_array_unref (corpus.articles);
  g_ptr_array_unref (corpus.ids);
  return 0;
}
