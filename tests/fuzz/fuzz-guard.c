/* A fuzz target for the guard: what it lets through json-glib must be able to parse, and what it
 * refuses is refused with a line and a column.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-guard.h"

#include <json-glib/json-glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  gboolean passes = sayso_guard_check ((const char *)data, size, &error);

  g_assert_true (passes == (error == NULL));
  if (!passes)
    {
      g_assert_true (error->domain == SAYSO_GUARD_ERROR && strncmp (error->message, "line ", 5) == 0);
      return 0;
    }
  {
    g_autoptr (JsonParser) parser = json_parser_new ();

    g_assert_true (json_parser_load_from_data (parser, (const char *)data, (gssize)size, NULL));
  }
  return 0;
}
