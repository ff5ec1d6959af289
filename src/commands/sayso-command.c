/* What the subcommands share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Of a description in "sayso NAME --help". */
#define HELP_WIDTH 79

static const SaysoCommand commands[] = {
  { "extract", N_ ("FILE…"), N_ ("Propose who said what, for review"),
    N_ ("Finds who says what in each FILE and adds it to its sidecar as suggestions, in a set of their own. What a person decided is left alone. With --stream, articles are read from standard input, one JSON object a line, and answered in the same order."),
    sayso_command_extract,
    N_ ("sayso extract harbour.txt                     add suggestions beside the article\n"
        "sayso extract --print harbour.txt             show them and write nothing\n"
        "sayso extract --stream -j 2 <in.jsonl >out    answer many articles, one a line"),
    N_ ("find quotes") },
  { "fit", N_ ("FOLDER…"), N_ ("Teach the extractor with articles of your own"),
    N_ ("Reads the articles in each FOLDER that have sidecars, learns from the accepted claims with their speakers and cues, and writes a weights file for “sayso extract --weights”."),
    sayso_command_fit,
    N_ ("sayso fit -o mine.bin articles/2025 articles/2026\n"
        "sayso extract --weights mine.bin harbour.txt") },
  { "import", N_ ("[ARTICLE] FILE"), N_ ("Add another program’s annotations as suggestions"),
    N_ ("Reads FILE in the given format and adds what it holds to the sidecar of ARTICLE, as an annotation set of suggestions. A FILE alone, a web page or Markdown, is made into an article of plain text, with title, byline, date and address in its sidecar; nothing that is there is overwritten."),
    sayso_command_import,
    N_ ("sayso import page.html                        writes page.txt, an article\n"
        "sayso import -f brat harbour.txt harbour.ann\n"
        "sayso import -f corenlp --set corenlp harbour.txt harbour.txt.json"),
    N_ ("work with other programs") },
  { "export", N_ ("FILE…"), N_ ("Write annotations in another format"),
    N_ ("Writes the annotations of each FILE in the given format, beside the article or where -o says. What the format cannot hold is listed on standard error first."),
    sayso_command_export,
    N_ ("sayso export -f csv harbour.txt                        writes harbour.csv\n"
        "sayso export -f w3c -o - harbour.txt                   to standard output\n"
        "sayso export -f brat --status accepted harbour.txt     only what was decided") },
  { "formats", "", N_ ("List the formats that can be read and written"),
    N_ ("Lists the exchange formats, their directions and the unit of their offsets."),
    sayso_command_formats,
    N_ ("sayso formats          for people\n"
        "sayso formats --json   for programs") },
  { "check", N_ ("FILE…"), N_ ("Compare each sidecar with its article"),
    N_ ("Checks that each FILE’s sidecar is sound and fits the article. Nothing is written. The exit code is 1 if anything is wrong."),
    sayso_command_check,
    N_ ("sayso check *.txt\n"
        "sayso check -q *.txt   say only what is wrong"),
    N_ ("look after annotated articles") },
  { "reanchor", N_ ("FILE…"), N_ ("Find annotations again after an article changed"),
    N_ ("Moves annotations to where their text is now and saves the sidecar. What is not found for certain is kept as an orphan."),
    sayso_command_reanchor,
    N_ ("sayso reanchor harbour.txt && sayso check harbour.txt") },
  { "stats", N_ ("FILE…"), N_ ("Count claims, kinds, speakers and sources"),
    N_ ("Counts what is annotated in each FILE."),
    sayso_command_stats,
    N_ ("sayso stats harbour.txt          for people\n"
        "sayso stats --json *.txt         one JSON object for each article") },
  { "compare", N_ ("SET SET FILE…"), N_ ("Tell how well two annotation sets agree"),
    N_ ("Compares two annotation sets of each FILE, named by name or id, and sums up over all of them: precision, recall and F1 of the second against the first, for the same words and for overlapping ones; Krippendorff’s alpha for unitizing; Cohen’s kappa over tokens. Rejected annotations do not count."),
    sayso_command_compare,
    N_ ("sayso compare maria jonas harbour.txt\n"
        "sayso compare --json maria jonas *.txt   for programs"),
    N_ ("work together") },
  { "merge", N_ ("BASE OURS THEIRS"), N_ ("Merge two versions of a sidecar, record by record"),
    N_ ("Merges the sidecars OURS and THEIRS, which both come from BASE. What only one side changed is taken from there; where both did, a decision wins over a suggestion, then the later change. What one side removed and the other changed is kept."),
    sayso_command_merge,
    N_ ("sayso merge base.json ours.json theirs.json >merged.json\n"
        "sayso git-setup                            git does it by itself from now on") },
  { "git-setup", "", N_ ("Let git merge and show sidecars with Sayso"),
    N_ ("Tells the git repository of this folder to merge sidecars with “sayso merge”, and to name the table in their diffs. Each clone needs it once; .gitattributes is shared."),
    sayso_command_git_setup,
    N_ ("sayso git-setup && git add .gitattributes") },
};

const SaysoCommand *
sayso_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

const SaysoCommand *
sayso_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static gboolean
is_hidden_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

char *
sayso_terminal_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *escaped = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append (escaped, "\\n");
      else if (c == '\t')
        g_string_append (escaped, "\\t");
      else if (is_hidden_control (c))
        g_string_append_printf (escaped, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
      else
        g_string_append_unichar (escaped, c);
    }
  return g_string_free (escaped, FALSE);
}

void
sayso_command_complain (const char *format,
                        ...)
{
  g_autofree char *message = NULL;
  g_autofree char *safe = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  safe = sayso_terminal_escape (message);
  fprintf (stderr, "sayso: %s\n", safe);
}

int
sayso_command_finish_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  if (errno == EPIPE)
    return status;
  sayso_command_complain (_ ("standard output could not be written: %s"), g_strerror (errno));
  return SAYSO_EXIT_FAILED;
}

/* Breaks a paragraph at blanks, for a terminal of 80 columns. */
static char *
wrap (const char *paragraph)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  GString *lines = g_string_new (NULL);
  glong    column = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong    width = g_utf8_strlen (words[i], -1);
      gboolean breaks = column + 1 + width > HELP_WIDTH;

      if (i > 0)
        g_string_append_c (lines, breaks ? '\n' : ' ');
      g_string_append (lines, words[i]);
      column = i == 0 || breaks ? width : column + 1 + width;
    }
  return g_string_free (lines, FALSE);
}

static char *
format_examples (const SaysoCommand *command)
{
  g_autofree char *indented = NULL;
  g_auto (GStrv) lines = NULL;

  if (command->examples == NULL)
    return NULL;
  lines = g_strsplit (_ (command->examples), "\n", -1);
  indented = g_strjoinv ("\n  ", lines);
  return g_strdup_printf ("%s\n  %s", _ ("Examples:"), indented);
}

gboolean
sayso_command_parse (const char         *name,
                     const GOptionEntry *entries,
                     int                *argc,
                     char             ***argv,
                     int                *status)
{
  const SaysoCommand *command = sayso_command_find (name);
  g_autoptr (GOptionContext) context = g_option_context_new (*command->arguments != '\0' ? _ (command->arguments) : NULL);
  g_autofree char *program = g_strdup_printf ("sayso %s", name);
  g_autofree char *summary = wrap (_ (command->description));
  g_autofree char *examples = format_examples (command);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  if (examples != NULL)
    g_option_context_set_description (context, examples);
  g_option_context_set_help_enabled (context, FALSE);
  g_set_prgname (program);
  for (int i = 1; i < *argc && strcmp ((*argv)[i], "--") != 0; i++)
    if (strcmp ((*argv)[i], "--help") == 0 || strcmp ((*argv)[i], "-h") == 0)
      {
        g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

        fputs (help, stdout);
        *status = SAYSO_EXIT_GOOD;
        return FALSE;
      }
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      sayso_command_complain (_ ("%s; see “sayso %s --help”"), error->message, name);
      *status = SAYSO_EXIT_FAILED;
      return FALSE;
    }
  /* "--" was for the parser. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      (*argv)[1] = (*argv)[0];
      (*argv)++;
      (*argc)--;
    }
  return TRUE;
}

SaysoStore *
sayso_command_open (const char     *article,
                    const char     *encoding,
                    SaysoStoreFlags flags,
                    int            *status)
{
  g_autoptr (GError) error = NULL;
  SaysoStore *store = sayso_store_open (article, encoding, flags, &error);

  if (store != NULL)
    {
      if ((flags & SAYSO_STORE_INSPECT) == 0 && sayso_store_is_elsewhere (store))
        sayso_command_complain ("%s: %s (%s)", article, sayso_store_get_elsewhere_reason (store), sayso_store_get_sidecar_path (store));
      return store;
    }
  if (g_error_matches (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_ENCODING) && encoding == NULL)
    sayso_command_complain (_ ("%s (--encoding names it)"), error->message);
  else
    sayso_command_complain ("%s", error->message);
  *status = MAX (*status, SAYSO_EXIT_PROBLEMS);
  return NULL;
}

gboolean
sayso_command_save (SaysoStore *store)
{
  g_autoptr (GError) error = NULL;

  if (sayso_store_save (store, &error))
    return TRUE;
  sayso_command_complain ("%s", error->message);
  return FALSE;
}
