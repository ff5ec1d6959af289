/* sayso check, sayso reanchor: does the sidecar fit the article?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "model/sayso-codebook.h"

#include <glib/gi18n.h>
#include <stdio.h>

static char    *encoding;
static gboolean quiet;

static void
count_anchors (SaysoDocument *document,
               guint          counts[3])
{
  GListModel *annotations = sayso_document_get_annotations (document);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);

      counts[sayso_annotation_get (annotation)->anchor]++;
    }
}

/* A mark within a message. */
static const char *
mark_words (SaysoAnnotationType type)
{
  switch (type)
    {
    case SAYSO_ANNOTATION_SPEAKER:
      return _ ("the speaker");
    case SAYSO_ANNOTATION_SOURCE:
      return _ ("the source");
    case SAYSO_ANNOTATION_CUE:
      return _ ("the cue");
    case SAYSO_ANNOTATION_CLAIM:
    default:
      return _ ("the claim");
    }
}

/* Names what a person has to look at. */
static void
list_anchored (SaysoDocument *document,
               const char    *article,
               SaysoAnchor    anchor)
{
  GListModel *annotations = sayso_document_get_annotations (document);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
      g_autofree char             *exact = NULL;
      guint                        line, column;

      if (record->anchor != anchor)
        continue;
      exact = sayso_document_dup_exact (document, annotation);
      sayso_text_locate (sayso_document_get_text (document), sayso_annotation_get_hull (annotation).start, &line, &column);
      if (anchor == SAYSO_ANCHOR_ORPHAN)
        /* Translators: article, "the claim", the words of it. */
        sayso_command_complain (_ ("%s: orphan: %s “%.80s” is not in the article any more"), article, mark_words (record->type), exact);
      else
        /* Translators: article, line, column, "the claim", the words of it. */
        sayso_command_complain (_ ("%s:%u:%u: moved: check that %s is now “%.80s”"), article, line, column, mark_words (record->type), exact);
    }
}

/* What stands in front of a complaint about a claim: article, line and column. */
static char *
dup_place (SaysoDocument   *document,
           const char      *article,
           SaysoAnnotation *claim)
{
  guint line, column;

  sayso_text_locate (sayso_document_get_text (document), sayso_annotation_get_hull (claim).start, &line, &column);
  return g_strdup_printf ("%s:%u:%u", article, line, column);
}

/* Returns how many of its values and tags the codebook does not have. */
static guint
check_claim (SaysoDocument   *document,
             const char      *article,
             SaysoAnnotation *claim,
             SaysoCodebook   *codebook)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  g_autofree char             *place = dup_place (document, article, claim);
  guint                        n = 0;

  for (char **pair = record->attributes; pair != NULL && pair[0] != NULL; pair += 2)
    if (!sayso_codebook_allows (codebook, pair[0], pair[1]))
      {
        /* Translators: a place, a value, the field that it stands in: "verdict". */
        sayso_command_complain (_ ("%s: “%s” is no value of “%s” in the codebook"), place, pair[1], pair[0]);
        n++;
      }
  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    if (!sayso_codebook_allows_tag (codebook, record->tags[i]))
      {
        /* Translators: a place, a tag. */
        sayso_command_complain (_ ("%s: the codebook has no tag “%s”"), place, record->tags[i]);
        n++;
      }
  return n;
}

/* Whether what was decided keeps to the codebook, if there is one. A suggestion is not anybody's word yet. */
static gboolean
check_codebook (SaysoDocument *document,
                const char    *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoCodebook) codebook = sayso_codebook_find (article, &error);
  GListModel *claims = sayso_document_get_claims (document);
  guint       n = 0;

  if (error != NULL)
    {
      sayso_command_complain ("%s", error->message);
      return FALSE;
    }
  for (guint i = 0; codebook != NULL && i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

      if (sayso_annotation_get (claim)->status == SAYSO_STATUS_ACCEPTED)
        n += check_claim (document, article, claim, codebook);
    }
  return n == 0;
}

static int
report (SaysoStore *store,
        const char *article)
{
  SaysoDocument             *document = sayso_store_get_document (store);
  const SaysoReanchorReport *reanchored = sayso_store_get_report (store);
  guint                      counts[3] = { 0 };
  g_autofree char           *shown = sayso_terminal_escape (article);

  count_anchors (document, counts);
  list_anchored (document, article, SAYSO_ANCHOR_MOVED);
  list_anchored (document, article, SAYSO_ANCHOR_ORPHAN);
  if (!quiet)
    {
      guint n = counts[0] + counts[1] + counts[2];

      printf (ngettext ("%s: %u annotation, %u exact, %u moved, %u orphans", "%s: %u annotations, %u exact, %u moved, %u orphans", n), shown, n, counts[SAYSO_ANCHOR_EXACT], counts[SAYSO_ANCHOR_MOVED], counts[SAYSO_ANCHOR_ORPHAN]);
      if (reanchored->article_changed)
        printf (" (%s)", _ ("the article changed"));
      putchar ('\n');
    }
  return counts[SAYSO_ANCHOR_MOVED] + counts[SAYSO_ANCHOR_ORPHAN] > 0 || reanchored->article_changed ? SAYSO_EXIT_PROBLEMS : SAYSO_EXIT_GOOD;
}

static const GOptionEntry entries[] = {
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the articles are written in, if not UTF-8"), N_ ("NAME") },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("Say only what is wrong"), NULL },
  { NULL }
};

static int
no_files (const char *command)
{
  sayso_command_complain (_ ("%s: no article was named; see “sayso %s --help”"), command, command);
  return SAYSO_EXIT_FAILED;
}

int
sayso_command_check (int    argc,
                     char **argv)
{
  int status = SAYSO_EXIT_GOOD;

  if (!sayso_command_parse ("check", entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return no_files ("check");
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (SaysoStore) store = sayso_command_open (argv[i], encoding, SAYSO_STORE_INSPECT, &status);
      g_autofree char *sidecar = sayso_store_sidecar_path (argv[i]);

      if (store == NULL)
        continue;
      if (!g_file_test (sayso_store_get_sidecar_path (store), G_FILE_TEST_EXISTS))
        {
          sayso_command_complain (_ ("%s: there is no sidecar (%s)"), argv[i], sidecar);
          status = SAYSO_EXIT_PROBLEMS;
          continue;
        }
      status = sayso_exit_worse (status, report (store, argv[i]));
      if (!check_codebook (sayso_store_get_document (store), argv[i]))
        status = sayso_exit_worse (status, SAYSO_EXIT_PROBLEMS);
    }
  return status;
}

int
sayso_command_reanchor (int    argc,
                        char **argv)
{
  int status = SAYSO_EXIT_GOOD;

  if (!sayso_command_parse ("reanchor", entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return no_files ("reanchor");
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (SaysoStore) store = sayso_command_open (argv[i], encoding, SAYSO_STORE_NO_JOURNAL, &status);
      guint counts[3] = { 0 };

      if (store == NULL)
        continue;
      if (!sayso_command_save (store))
        {
          status = SAYSO_EXIT_FAILED;
          continue;
        }
      report (store, argv[i]);
      count_anchors (sayso_store_get_document (store), counts);
      if (counts[SAYSO_ANCHOR_ORPHAN] > 0)
        status = MAX (status, SAYSO_EXIT_PROBLEMS);
    }
  return status;
}
