/* Where the files lie that come with Sayso.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-data-files.h"

#include <string.h>

/* Written by meson into the "data" folder of a build. */
#define SOURCE_FOLDER "source-folder"

char *
sayso_data_build_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *parent = folder != NULL ? g_path_get_dirname (folder) : NULL;
  g_autofree char *name = parent != NULL ? g_path_get_basename (parent) : NULL;
  g_autofree char *build = NULL;
  g_autofree char *data = NULL;
  g_autofree char *marker = NULL;

  /* BUILD/src/commands/sayso, BUILD/tests/model/test-document. */
  if (g_strcmp0 (name, "src") != 0 && g_strcmp0 (name, "tests") != 0)
    return NULL;
  build = g_path_get_dirname (parent);
  data = g_build_filename (build, "data", NULL);
  marker = g_build_filename (data, SOURCE_FOLDER, NULL);
  return g_file_test (marker, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&data) : NULL;
}

static char *
find_source_folder (void)
{
  g_autofree char *build = sayso_data_build_folder ();
  g_autofree char *marker = build != NULL ? g_build_filename (build, SOURCE_FOLDER, NULL) : NULL;
  g_autofree char *text = NULL;
  char            *last_line;

  if (marker == NULL || !g_file_get_contents (marker, &text, NULL, NULL))
    return NULL;
  last_line = strrchr (g_strchomp (text), '\n');
  return g_strdup (last_line != NULL ? last_line + 1 : text);
}

char *
sayso_data_file (const char *name)
{
  g_autofree char  *source = find_source_folder ();
  const char *const folders[] = { g_getenv ("SAYSO_DATADIR"), source, SAYSO_PKGDATADIR };
  char             *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      if (folders[i] == NULL)
        continue;
      g_free (path);
      path = g_build_filename (folders[i], name, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        break;
    }
  return path;
}

char *
sayso_data_locale_folder (void)
{
  const char      *named = g_getenv ("SAYSO_LOCALEDIR");
  g_autofree char *data = NULL;
  g_autofree char *build = NULL;

  if (named != NULL)
    return g_strdup (named);
  data = sayso_data_build_folder ();
  if (data == NULL)
    return g_strdup (SAYSO_LOCALEDIR);
  build = g_path_get_dirname (data);
  return g_build_filename (build, "po", NULL);
}
