/* sayso-window: the window, as a program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-application.h"
#include "text/sayso-data-files.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* Where standard input, output or errors were closed, the next file that is
 * opened takes their number, and what is printed would be written into it. */
static void
keep_standard_files (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (SaysoApplication) application = NULL;
  g_autofree char *locales = sayso_data_locale_folder ();

  keep_standard_files ();
  /* A file that grows beyond the limit is an error of write (), not a death. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = sayso_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
