/* sayso, the command.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"

#include <errno.h>
#include <glib/gi18n.h>
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

  printf ("%s\n\n", _ ("usage: sayso [FILE|FOLDER]…             open the window\n"
                       "       sayso COMMAND [OPTION…] ARGUMENT…\n"
                       "       sayso help COMMAND"));
  printf ("%s\n", _ ("Who said what, and where: annotations of news articles, kept beside them."));
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (commands[i].name, "extract") == 0)
        printf ("\n%s\n", _ ("find quotes"));
      else if (strcmp (commands[i].name, "import") == 0)
        printf ("\n%s\n", _ ("work with other programs"));
      else if (strcmp (commands[i].name, "check") == 0)
        printf ("\n%s\n", _ ("look after annotated articles"));
      printf ("   %-10s %s\n", commands[i].name, _ (commands[i].summary));
    }
  printf ("\n%s\n", _ ("“sayso COMMAND --help” tells the options of a command. Exit codes: 0 all well,\n"
                       "1 the inputs have problems, 2 could not run."));
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
  int                 status;

  if (command == NULL)
    {
      sayso_command_complain (_ ("“%s” is neither a command nor a file; see “sayso --help”"), argv[1]);
      return SAYSO_EXIT_FAILED;
    }
  status = command->run (argc - 1, argv + 1);
  /* What could not be written was not done. */
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      if (errno == EPIPE)
        return status;
      sayso_command_complain (_ ("standard output could not be written: %s"), g_strerror (errno));
      return SAYSO_EXIT_FAILED;
    }
  return status;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      puts ("sayso " SAYSO_VERSION);
      return SAYSO_EXIT_GOOD;
    }
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SAYSO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* A closed pipe is an error of write (), not a death. */
  signal (SIGPIPE, SIG_IGN);

  if (argc == 1)
    return start_window (argv);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || (argc == 2 && strcmp (argv[1], "help") == 0))
    {
      print_help ();
      return SAYSO_EXIT_GOOD;
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
