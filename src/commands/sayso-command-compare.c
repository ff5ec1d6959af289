/* sayso compare: how well two annotation sets agree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement/sayso-agreement.h"
#include "commands/sayso-command.h"
#include "sidecar/sayso-record-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Name, two numbers, twice precision, recall and F1, alpha, kappa. */
#define N_COLUMNS 11
#define N_ROWS (1 + SAYSO_N_ANNOTATION_TYPES + SAYSO_N_LINK_TYPES)

static gboolean json;
static char    *encoding;

static const GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("As JSON, one object"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the articles are written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

/* NAN where there was nothing to find. */
typedef struct
{
  double precision, recall, f1;
} Score;

static Score
score (guint found_of_first,
       guint n_first,
       guint found_of_second,
       guint n_second)
{
  double precision = n_second > 0 ? (double)found_of_second / n_second : NAN;
  double recall = n_first > 0 ? (double)found_of_first / n_first : NAN;
  double sum = precision + recall;

  return (Score){ precision, recall, sum > 0 ? 2 * precision * recall / sum : sum };
}

static Score
score_same (const SaysoAgreementCounts *counts)
{
  return score (counts->n_same, counts->n_first, counts->n_same, counts->n_second);
}

static Score
score_met (const SaysoAgreementCounts *counts)
{
  return score (counts->n_first_met, counts->n_first, counts->n_second_met, counts->n_second);
}

/* The id of a set of this name, or of this id. Names may repeat: nothing is guessed then. */
static const char *
find_set (SaysoDocument *document,
          const char    *article,
          const char    *name)
{
  GListModel *sets = sayso_document_get_sets (document);
  const char *found = NULL;

  if (sayso_document_get_set (document, name) != NULL)
    return name;
  for (guint i = 0; i < g_list_model_get_n_items (sets); i++)
    {
      g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, i);
      const SaysoSetRecord *record = sayso_annotation_set_get (set);

      if (strcmp (record->name, name) != 0)
        continue;
      if (found != NULL)
        {
          sayso_command_complain (_ ("%s: several annotation sets are called “%s”; name one by its id"), article, name);
          return NULL;
        }
      found = record->head.id;
    }
  if (found == NULL)
    sayso_command_complain (_ ("%s: there is no annotation set “%s”"), article, name);
  return found;
}

static int
add_article (SaysoAgreement *agreement,
             const char     *article,
             char          **names)
{
  int status = SAYSO_EXIT_GOOD;
  g_autoptr (SaysoStore) store = sayso_command_open (article, encoding, SAYSO_STORE_INSPECT, &status);
  g_autoptr (GPtrArray) records = NULL;
  SaysoDocument *document;
  const char    *first, *second;

  if (store == NULL)
    return status;
  document = sayso_store_get_document (store);
  first = find_set (document, article, names[0]);
  second = find_set (document, article, names[1]);
  if (first == NULL || second == NULL)
    return SAYSO_EXIT_PROBLEMS;
  records = sayso_document_snapshot (document);
  sayso_agreement_add (agreement, sayso_document_get_text (document), records, first, second);
  return SAYSO_EXIT_GOOD;
}

/* JSON has no NAN. */
static void
append_number (GString    *out,
               const char *key,
               double      value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, ", \"%s\": %s", key, isnan (value) ? "null" : g_ascii_formatd (digits, sizeof digits, "%.4f", value));
}

static void
append_score (GString    *out,
              const char *key,
              guint       n_first,
              guint       n_second,
              Score       score)
{
  g_string_append_printf (out, ", \"%s\": {\"first_found\": %u, \"second_found\": %u", key, n_first, n_second);
  append_number (out, "precision", score.precision);
  append_number (out, "recall", score.recall);
  append_number (out, "f1", score.f1);
  g_string_append_c (out, '}');
}

static void
append_counts (GString                    *out,
               const char                 *name,
               const SaysoAgreementCounts *counts,
               gboolean                    is_first)
{
  g_string_append_printf (out, "%s\"%s\": {\"first\": %u, \"second\": %u", is_first ? "" : ", ", name, counts->n_first, counts->n_second);
  append_score (out, "same", counts->n_same, counts->n_same, score_same (counts));
  append_score (out, "overlapping", counts->n_first_met, counts->n_second_met, score_met (counts));
}

static void
print_json (SaysoAgreement *agreement,
            char          **names,
            guint           n_articles)
{
  g_autoptr (GString) out = g_string_new ("{\"first\": ");

  sayso_json_append_string (out, names[0]);
  g_string_append (out, ", \"second\": ");
  sayso_json_append_string (out, names[1]);
  g_string_append_printf (out, ", \"articles\": %u, \"annotations\": {", n_articles);
  for (guint type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
    {
      append_counts (out, sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, type), sayso_agreement_get_annotations (agreement, type), type == 0);
      append_number (out, "alpha", sayso_agreement_get_alpha (agreement, type));
      append_number (out, "kappa", sayso_agreement_get_kappa (agreement, type));
      g_string_append_c (out, '}');
    }
  g_string_append (out, "}, \"links\": {");
  for (guint type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      append_counts (out, sayso_nick (SAYSO_TYPE_LINK_TYPE, type), sayso_agreement_get_links (agreement, type), type == 0);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "}}");
  puts (out->str);
}

static char *
percent (double share)
{
  return isnan (share) ? g_strdup ("–") : g_strdup_printf ("%.1f", 100 * share);
}

static char *
coefficient (double value)
{
  return isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.3f", value);
}

static void
fill_row (char                       *cells[N_COLUMNS],
          const char                 *name,
          const SaysoAgreementCounts *counts)
{
  Score    scores[2] = { score_same (counts), score_met (counts) };
  gboolean empty = counts->n_first + counts->n_second == 0;

  cells[0] = g_strdup (name);
  cells[1] = g_strdup_printf ("%u", counts->n_first);
  cells[2] = g_strdup_printf ("%u", counts->n_second);
  for (guint i = 0; i < 2; i++)
    {
      cells[3 + 3 * i] = percent (empty ? NAN : scores[i].precision);
      cells[4 + 3 * i] = percent (empty ? NAN : scores[i].recall);
      cells[5 + 3 * i] = percent (empty ? NAN : scores[i].f1);
    }
}

/* The first column to the left, the others to the right, as wide as they need be. */
static void
print_cells (char *cells[N_ROWS][N_COLUMNS])
{
  int widths[N_COLUMNS] = { 0 };

  for (guint row = 0; row < N_ROWS; row++)
    for (guint i = 0; i < N_COLUMNS; i++)
      widths[i] = MAX (widths[i], (int)g_utf8_strlen (cells[row][i], -1));
  for (guint row = 0; row < N_ROWS; row++)
    {
      printf ("%s%*s", cells[row][0], widths[0] - (int)g_utf8_strlen (cells[row][0], -1), "");
      for (guint i = 1; i < N_COLUMNS; i++)
        printf ("%s%*s%s", i == 3 || i == 6 || i == 9 ? "   " : "  ", widths[i] - (int)g_utf8_strlen (cells[row][i], -1), "", cells[row][i]);
      putchar ('\n');
    }
}

static void
print_table (SaysoAgreement *agreement,
             char          **names,
             guint           n_articles)
{
  /* Translators: in "sayso compare": precision, recall and F1, first for the same words, then for overlapping ones. */
  const char *const heads[N_COLUMNS] = { "", _ ("first"), _ ("second"), _ ("same: P"), _ ("R"), _ ("F1"), _ ("overlapping: P"), _ ("R"), _ ("F1"), "alpha", "kappa" };
  const char *const annotation_names[] = { _ ("speakers"), _ ("claims"), _ ("sources"), _ ("cues") };
  const char *const link_names[] = { _ ("claim to speaker"), _ ("claim to source"), _ ("claim to cue") };
  g_autofree char  *first = sayso_terminal_escape (names[0]);
  g_autofree char  *second = sayso_terminal_escape (names[1]);
  char             *cells[N_ROWS][N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    cells[0][i] = g_strdup (heads[i]);
  for (guint type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
    {
      fill_row (cells[1 + type], annotation_names[type], sayso_agreement_get_annotations (agreement, type));
      cells[1 + type][9] = coefficient (sayso_agreement_get_alpha (agreement, type));
      cells[1 + type][10] = coefficient (sayso_agreement_get_kappa (agreement, type));
    }
  for (guint type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      char **row = cells[1 + SAYSO_N_ANNOTATION_TYPES + type];

      fill_row (row, link_names[type], sayso_agreement_get_links (agreement, type));
      row[9] = g_strdup ("");
      row[10] = g_strdup ("");
    }
  printf (ngettext ("%u article; first: %s, second: %s\n", "%u articles; first: %s, second: %s\n", n_articles), n_articles, first, second);
  print_cells (cells);
  for (guint row = 0; row < N_ROWS; row++)
    for (guint i = 0; i < N_COLUMNS; i++)
      g_free (cells[row][i]);
}

int
sayso_command_compare (int    argc,
                       char **argv)
{
  int   status = SAYSO_EXIT_GOOD;
  guint n_articles = 0;
  g_autoptr (SaysoAgreement) agreement = sayso_agreement_new ();

  if (!sayso_command_parse ("compare", entries, &argc, &argv, &status))
    return status;
  if (argc < 4)
    {
      sayso_command_complain (_ ("compare: name two annotation sets and an article; see “sayso compare --help”"));
      return SAYSO_EXIT_FAILED;
    }
  for (int i = 3; i < argc; i++)
    {
      int added = add_article (agreement, argv[i], argv + 1);

      n_articles += added == SAYSO_EXIT_GOOD;
      status = sayso_exit_worse (status, added);
    }
  if (n_articles > 0)
    (json ? print_json : print_table) (agreement, argv + 1, n_articles);
  return status;
}
