/* sayso-window: the window, as a program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-application.h"
#include "sidecar/sayso-durable.h"
#include "text/sayso-data-files.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (SaysoApplication) application = NULL;
  g_autofree char *locales = sayso_data_locale_folder ();

  sayso_durable_keep_standard_files ();
  /* A file that grows beyond the limit is an error of write (), not a death. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = sayso_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
