/* sayso, the command.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "sidecar/sayso-durable.h"
#include "text/sayso-data-files.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WINDOW "sayso-window"

static void
print_help (void)
{
  guint               n;
  const SaysoCommand *commands = sayso_commands (&n);

  printf ("%s\n\n", _ ("usage: sayso [FILE|FOLDER]…                open the window\n"
                       "       sayso COMMAND [OPTION…] ARGUMENT…   work without a display\n"
                       "       sayso help COMMAND                  tell the options of a command\n"
                       "       sayso --version"));
  puts (_ ("Sayso tells who said what, and where. All that it knows about ARTICLE stands\n"
           "beside it, in ARTICLE.sayso.json; the article itself is never changed."));
  for (guint i = 0; i < n; i++)
    {
      if (commands[i].group != NULL)
        printf ("\n%s\n", _ (commands[i].group));
      printf ("   %-10s %s\n", commands[i].name, _ (commands[i].summary));
    }
  printf ("\n%s\n", _ ("examples\n"
                       "   sayso harbour.txt                             annotate an article in the window\n"
                       "   sayso extract harbour.txt                     propose quotes, to be reviewed\n"
                       "   sayso export -f csv harbour.txt               write a table beside the article\n"
                       "   sayso extract --stream <in.jsonl >out.jsonl   answer many articles, one a line"));
  printf ("\n%s\n", _ ("Exit codes: 0 all well, 1 the inputs have problems, 2 could not run."));
}

/* The window is a program of its own, found beside this one or where Sayso is
 * installed; in a build folder it lies in the neighbouring folder. */
static int
start_window (char **argv)
{
  g_autofree char  *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char  *folder = g_path_get_dirname (self != NULL ? self : argv[0]);
  g_autofree char  *beside = g_build_filename (folder, WINDOW, NULL);
  g_autofree char  *in_build = g_build_filename (folder, "..", "app", WINDOW, NULL);
  g_autofree char  *installed = g_build_filename (SAYSO_BINDIR, WINDOW, NULL);
  const char *const places[] = { beside, in_build, installed };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      {
        argv[0] = (char *)places[i];
        /* What is ignored stays so in the new program, and in all that it starts. */
        signal (SIGPIPE, SIG_DFL);
        execv (places[i], argv);
        sayso_command_complain (_ ("%s could not be started: %s"), places[i], g_strerror (errno));
        return SAYSO_EXIT_FAILED;
      }
  sayso_command_complain (_ ("the window (%s) is not installed; the commands work without it, see “sayso --help”"), WINDOW);
  return SAYSO_EXIT_FAILED;
}

static gboolean
looks_like_file (const char *argument)
{
  return strchr (argument, '/') != NULL || strchr (argument, '.') != NULL || g_file_test (argument, G_FILE_TEST_EXISTS);
}

static int
run_command (int    argc,
             char **argv)
{
  const SaysoCommand *command = sayso_command_find (argv[1]);

  if (command == NULL)
    {
      sayso_command_complain (_ ("“%s” is neither a command nor a file; see “sayso --help”"), argv[1]);
      return SAYSO_EXIT_FAILED;
    }
  return sayso_command_finish_output (command->run (argc - 1, argv + 1));
}

/* The locale "C", and one that is not there, know no letters beyond ASCII; names
 * and texts are UTF-8 there, too. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *locales = sayso_data_locale_folder ();

  sayso_durable_keep_standard_files ();
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      signal (SIGPIPE, SIG_IGN);
      puts ("sayso " SAYSO_VERSION);
      return sayso_command_finish_output (SAYSO_EXIT_GOOD);
    }
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* A closed pipe is an error of write (), not a death. */
  signal (SIGPIPE, SIG_IGN);
  /* So is a file that grows beyond the limit. */
  signal (SIGXFSZ, SIG_IGN);

  if (argc == 1)
    return start_window (argv);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || (argc == 2 && strcmp (argv[1], "help") == 0))
    {
      print_help ();
      return sayso_command_finish_output (SAYSO_EXIT_GOOD);
    }
  if (strcmp (argv[1], "help") == 0)
    {
      char *arguments[] = { argv[0], argv[2], (char *)"--help", NULL };

      return run_command (3, arguments);
    }
  if (*argv[1] == '-' && strcmp (argv[1], "--") != 0)
    {
      sayso_command_complain (_ ("“%s” is no option here; see “sayso --help”"), argv[1]);
      return SAYSO_EXIT_FAILED;
    }
  if (sayso_command_find (argv[1]) == NULL && looks_like_file (argv[1]))
    return start_window (argv);
  return run_command (argc, argv);
}
