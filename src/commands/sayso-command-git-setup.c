/* sayso git-setup: git merges sidecars record by record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "sidecar/sayso-durable.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define ATTRIBUTES "*.sayso.json merge=sayso diff=sayso"
#define MAX_ATTRIBUTES_BYTES (1024 * 1024)

static const GOptionEntry entries[] = { { NULL } };

/* %A is both "ours" and where git takes the result from; %P is the sidecar's own path, quoted by git. */
static const char *const settings[][2] = {
  { "merge.sayso.name", "Sayso annotations, record by record" },
  { "merge.sayso.driver", "sayso merge -o %A --path %P %O %A %B" },
  { "diff.sayso.xfuncname", "^  \"(sets|identities|annotations|links)\"" },
  { "diff.sayso.wordRegex", "\"[^\"]*\"|[0-9]+|[^[:space:]]" },
};

/* What git says, without its last line end; NULL after a complaint. */
static char *
run_git (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) git = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;

  if (git == NULL || !g_subprocess_communicate_utf8 (git, NULL, NULL, &said, &complaint, &error))
    {
      sayso_command_complain (_ ("git could not be run: %s"), error->message);
      return NULL;
    }
  if (!g_subprocess_get_successful (git))
    {
      sayso_command_complain ("%s", g_strstrip (complaint));
      return NULL;
    }
  return g_strdup (g_strchomp (said));
}

static gboolean
has_line (const char *text,
          const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strcmp (g_strchomp (lines[i]), line) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
write_attributes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = sayso_durable_read (path, MAX_ATTRIBUTES_BYTES, &error);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *text = NULL;

  if (before == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      sayso_command_complain ("%s: %s", path, error->message);
      return FALSE;
    }
  g_clear_error (&error);
  text = before != NULL ? g_strndup (g_bytes_get_data (before, NULL), g_bytes_get_size (before)) : g_strdup ("");
  if (has_line (text, ATTRIBUTES))
    return TRUE;
  if (*text != '\0' && !g_str_has_suffix (text, "\n"))
    after = g_bytes_new_take (g_strconcat (text, "\n" ATTRIBUTES "\n", NULL), strlen (text) + strlen (ATTRIBUTES) + 2);
  else
    after = g_bytes_new_take (g_strconcat (text, ATTRIBUTES "\n", NULL), strlen (text) + strlen (ATTRIBUTES) + 1);
  if (sayso_durable_write (path, after, &error))
    return TRUE;
  sayso_command_complain (_ ("%s: could not be written: %s"), path, error->message);
  return FALSE;
}

int
sayso_command_git_setup (int    argc,
                         char **argv)
{
  int              status = SAYSO_EXIT_GOOD;
  g_autofree char *top = NULL;
  g_autofree char *attributes = NULL;
  g_autofree char *shown = NULL;

  if (!sayso_command_parse ("git-setup", entries, &argc, &argv, &status))
    return status;
  if (argc > 1)
    {
      sayso_command_complain (_ ("git-setup: takes no arguments; it sets up the repository of this folder"));
      return SAYSO_EXIT_FAILED;
    }
  top = run_git ((const char *const[]){ "git", "rev-parse", "--show-toplevel", NULL });
  if (top == NULL)
    return SAYSO_EXIT_FAILED;
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *said = run_git ((const char *const[]){ "git", "config", "--local", settings[i][0], settings[i][1], NULL });

      if (said == NULL)
        return SAYSO_EXIT_FAILED;
    }
  attributes = g_build_filename (top, ".gitattributes", NULL);
  if (!write_attributes (attributes))
    return SAYSO_EXIT_FAILED;
  shown = sayso_terminal_escape (top);
  printf (_ ("%s: git merges sidecars record by record from now on. Commit .gitattributes; other clones need “sayso git-setup”, too.\n"), shown);
  return SAYSO_EXIT_GOOD;
}
