/* sayso fit: refit the extractor on one's own annotated articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "extract/sayso-extractor.h"
#include "extract/sayso-fit.h"
#include "sidecar/sayso-durable.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define SIDECAR_SUFFIX ".sayso.json"

static char *output;

static const GOptionEntry entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write the weights (weights.bin in the first folder, if not given)"), N_ ("WEIGHTS") },
  { NULL }
};

/* One link's target, if the claim has one of that type. */
static gboolean
linked_span (SaysoDocument   *document,
             SaysoAnnotation *claim,
             SaysoLinkType    type,
             SaysoSpan       *span)
{
  SaysoAnnotation *target = sayso_document_get_first_linked (document, claim, type);

  if (target == NULL || sayso_annotation_get (target)->n_spans == 0)
    return FALSE;
  *span = sayso_annotation_get (target)->spans[0];
  return TRUE;
}

static void
learn_from (SaysoDocument *document,
            GArray        *articles)
{
  GListModel *claims = sayso_document_get_claims (document);
  g_autoptr (GArray) quotes = g_array_new (FALSE, FALSE, sizeof (SaysoGoldQuote));
  SaysoGoldArticle article = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
      SaysoGoldQuote               quote = { .n_spans = record->n_spans, .reports = TRUE };

      if (record->status != SAYSO_STATUS_ACCEPTED || record->n_spans == 0)
        continue;
      quote.spans = g_memdup2 (record->spans, record->n_spans * sizeof (SaysoSpan));
      quote.has_speaker = linked_span (document, claim, SAYSO_LINK_SAID_BY, &quote.speaker);
      quote.has_cue = linked_span (document, claim, SAYSO_LINK_CUED_BY, &quote.cue);
      g_array_append_val (quotes, quote);
    }
  if (quotes->len == 0)
    return;
  article.text = g_strdup (sayso_text_get_utf8 (sayso_document_get_text (document)));
  article.n_quotes = quotes->len;
  article.quotes = g_memdup2 (quotes->data, quotes->len * sizeof (SaysoGoldQuote));
  g_array_append_val (articles, article);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static int
read_folder (const char *folder,
             GArray     *articles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  int         status = SAYSO_EXIT_GOOD;

  if (dir == NULL)
    {
      sayso_command_complain ("fit: %s", error->message);
      return SAYSO_EXIT_FAILED;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SIDECAR_SUFFIX) && *name != '.')
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (SIDECAR_SUFFIX)));
  /* The order of a folder is an accident; weights should not be. */
  g_ptr_array_sort (names, compare_names_cb);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (SaysoStore) store = sayso_command_open (path, NULL, SAYSO_STORE_INSPECT, &status);

      if (store != NULL)
        learn_from (sayso_store_get_document (store), articles);
    }
  return status;
}

int
sayso_command_fit (int    argc,
                   char **argv)
{
  int              status = SAYSO_EXIT_GOOD;
  SaysoFitSettings settings = sayso_fit_defaults ();
  g_autoptr (SaysoExtractor) extractor = NULL;
  g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (SaysoGoldArticle));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) weights = NULL;
  g_autofree char *description = NULL;
  g_autofree char *path = NULL;

  if (!sayso_command_parse ("fit", entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    {
      sayso_command_complain (_ ("fit: name a folder of annotated articles; see “sayso fit --help”"));
      return SAYSO_EXIT_FAILED;
    }
  g_array_set_clear_func (articles, (GDestroyNotify)sayso_gold_article_clear);
  for (int i = 1; i < argc; i++)
    {
      status = sayso_exit_worse (status, read_folder (argv[i], articles));
      if (status == SAYSO_EXIT_FAILED)
        return status;
    }
  /* Tagger and parser need a treebank; they are taken over as they are. */
  extractor = sayso_extractor_new (NULL, &error);
  if (extractor == NULL)
    {
      sayso_command_complain ("fit: %s", error->message);
      return SAYSO_EXIT_FAILED;
    }
  settings.syntax = sayso_extractor_get_syntax (extractor);
  description = g_strdup_printf ("Fitted by its owner on %u annotated articles of their own.", articles->len);
  weights = sayso_fit ((SaysoGoldArticle *)articles->data, articles->len, &settings, description, &error);
  path = output != NULL ? g_strdup (output) : g_build_filename (argv[1], "weights.bin", NULL);
  if (weights == NULL || !sayso_durable_write (path, weights, &error))
    {
      sayso_command_complain ("fit: %s: %s", weights == NULL ? argv[1] : path, error->message);
      return weights == NULL ? SAYSO_EXIT_PROBLEMS : SAYSO_EXIT_FAILED;
    }
  printf (ngettext ("%s: fitted on %u article\n", "%s: fitted on %u articles\n", articles->len), path, articles->len);
  return status;
}
