/* sayso formats: what can be read and written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "formats/sayso-format.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean json;

static const GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("As JSON"), NULL },
  { NULL }
};

static void
print_json (const SaysoFormat *const *formats,
            guint                     n)
{
  puts ("[");
  for (guint i = 0; i < n; i++)
    printf ("  {\"name\": \"%s\", \"title\": \"%s\", \"extension\": \"%s\", \"import\": %s, \"export\": %s, \"unit\": \"%s\"}%s\n",
            formats[i]->name, formats[i]->title, formats[i]->extension,
            formats[i]->import_records != NULL ? "true" : "false",
            formats[i]->export_bytes != NULL ? "true" : "false",
            sayso_unit_nick (formats[i]->unit), i + 1 < n ? "," : "");
  puts ("]");
}

int
sayso_command_formats (int    argc,
                       char **argv)
{
  int                       status = SAYSO_EXIT_GOOD;
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);

  if (!sayso_command_parse ("formats", entries, &argc, &argv, &status))
    return status;
  if (json)
    {
      print_json (formats, n);
      return status;
    }
  for (guint i = 0; i < n; i++)
    printf ("%-14s %-16s %-7s %-7s %-10s %s\n", formats[i]->name, formats[i]->extension,
            formats[i]->import_records != NULL ? C_ ("direction", "import") : "",
            formats[i]->export_bytes != NULL ? C_ ("direction", "export") : "",
            sayso_unit_nick (formats[i]->unit), _ (formats[i]->title));
  return status;
}
