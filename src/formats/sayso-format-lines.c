/* Reading JSON Lines with an article in each line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-lines.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char       *file_name;
  SaysoImporter    *importer;
  SaysoJsonLineFunc func;
  gpointer          user_data;
  guint             n_lines, n_taken;
} Lines;

static gboolean
read_line_cb (JsonObject *object,
              guint       line,
              gpointer    user_data,
              GError    **error)
{
  Lines      *lines = user_data;
  const char *text = sayso_json_get_string (object, "text");

  if (text == NULL)
    text = sayso_json_get_string (object, "data");
  lines->n_lines++;
  if (text == NULL)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s, line %u: “text” is missing"),
                   lines->file_name, line);
      return FALSE;
    }
  if (!sayso_importer_is_article (lines->importer, text))
    return TRUE;
  lines->n_taken++;
  sayso_importer_set_file_text (lines->importer, text);
  sayso_details_read_tool (object, lines->importer);
  return lines->func (object, line, lines->user_data, error);
}

gboolean
sayso_lines_read (GBytes           *bytes,
                  const char       *file_name,
                  SaysoImporter    *importer,
                  SaysoJsonLineFunc func,
                  gpointer          user_data,
                  GError          **error)
{
  Lines lines = { file_name, importer, func, user_data, 0, 0 };

  if (!sayso_json_read_lines (bytes, file_name, read_line_cb, &lines, error))
    return FALSE;
  if (lines.n_taken > 0)
    return TRUE;
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH,
               ngettext ("%s: the text of its %u line is not this article", "%s: none of its %u lines has the text of this article", lines.n_lines),
               file_name, lines.n_lines);
  return FALSE;
}
