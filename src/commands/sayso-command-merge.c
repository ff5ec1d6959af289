/* sayso merge: three versions of a sidecar become one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-merge.h"
#include "text/sayso-guard.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define SUFFIX ".sayso.json"

static char *output;
static char *sidecar_path;
static char *encoding;

static const GOptionEntry entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write; standard output, if not given"), N_ ("FILE") },
  { "path", 0, 0, G_OPTION_ARG_FILENAME, &sidecar_path, N_ ("The sidecar that is merged: its article is read if OURS has no copy of it"), N_ ("SIDECAR") },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the article is written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

/* The article of a sidecar; NULL if it cannot be read, which only matters where there is no copy. */
static SaysoText *
read_article (const char *sidecar)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_has_suffix (sidecar, SUFFIX))
    return NULL;
  path = g_strndup (sidecar, strlen (sidecar) - strlen (SUFFIX));
  bytes = sayso_durable_read (path, SAYSO_TEXT_MAX_BYTES, NULL);
  return bytes != NULL ? sayso_text_new_from_bytes (bytes, encoding, NULL) : NULL;
}

static gboolean
read_input (char  **paths,
            GBytes *read[3])
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      read[i] = sayso_durable_read (paths[i], SAYSO_GUARD_MAX_BYTES, &error);
      if (read[i] != NULL)
        continue;
      sayso_command_complain ("%s: %s", paths[i], error->message);
      return FALSE;
    }
  return TRUE;
}

/* A merge makes a new file or replaces a sidecar (of any name: git merges copies), never anything else. */
static gboolean
may_write (const char *path,
           char      **inputs)
{
  if (g_str_has_suffix (path, SUFFIX) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  for (guint i = 0; i < 3; i++)
    if (strcmp (path, inputs[i]) == 0)
      return TRUE;
  sayso_command_complain (_ ("%s: is there already and is none of the three; it was left as it is"), path);
  return FALSE;
}

static int
write_merged (GBytes *merged)
{
  g_autoptr (GError) error = NULL;

  if (output == NULL || strcmp (output, "-") == 0)
    {
      fwrite (g_bytes_get_data (merged, NULL), 1, g_bytes_get_size (merged), stdout);
      return SAYSO_EXIT_GOOD;
    }
  if (sayso_durable_write (output, merged, &error))
    return SAYSO_EXIT_GOOD;
  sayso_command_complain (_ ("%s: could not be written: %s"), output, error->message);
  return SAYSO_EXIT_FAILED;
}

int
sayso_command_merge (int    argc,
                     char **argv)
{
  int     status = SAYSO_EXIT_GOOD;
  GBytes *read[3] = { NULL };
  g_autoptr (SaysoText) article = NULL;
  g_autoptr (GBytes) merged = NULL;
  g_autoptr (GError) error = NULL;
  guint wrong;

  if (!sayso_command_parse ("merge", entries, &argc, &argv, &status))
    return status;
  if (argc != 4)
    {
      sayso_command_complain (_ ("merge: name three sidecars: BASE OURS THEIRS; see “sayso merge --help”"));
      return SAYSO_EXIT_FAILED;
    }
  if (output != NULL && !may_write (output, argv + 1))
    return SAYSO_EXIT_FAILED;
  if (read_input (argv + 1, read))
    {
      article = read_article (sidecar_path != NULL ? sidecar_path : argv[2]);
      merged = sayso_merge_sidecars (&(SaysoMergeInput){ read[0], read[1], read[2] }, article, &wrong, &error);
      if (merged == NULL)
        sayso_command_complain ("%s: %s", argv[1 + wrong], error->message);
    }
  status = merged != NULL ? write_merged (merged) : SAYSO_EXIT_PROBLEMS;
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&read[i], g_bytes_unref);
  return status;
}
