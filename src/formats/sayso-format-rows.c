/* Tables as text: RFC 4180 and its dangers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (256 * 1024 * 1024)

/* What spreadsheets take for the start of a formula, full-width forms included,
 * after any spaces and apostrophes. */
static gboolean
looks_like_formula (const char *cell)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

  cell += strspn (cell, "' ");
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (cell, starts[i]))
      return TRUE;
  return FALSE;
}

char *
sayso_rows_defuse (const char *cell)
{
  return looks_like_formula (cell) ? g_strconcat ("'", cell, NULL) : NULL;
}

const char *
sayso_rows_undo_defuse (const char *cell)
{
  return *cell == '\'' && looks_like_formula (cell + 1) ? cell + 1 : cell;
}

void
sayso_rows_append_cell (GString    *string,
                        const char *cell,
                        char        separator,
                        gboolean    raw)
{
  const char       specials[] = { '"', '\r', '\n', separator, '\0' };
  g_autofree char *defused = NULL;

  if (cell == NULL)
    cell = "";
  if (!raw && (defused = sayso_rows_defuse (cell)) != NULL)
    cell = defused;
  if (strpbrk (cell, specials) == NULL)
    g_string_append (string, cell);
  else
    {
      g_string_append_c (string, '"');
      for (const char *p = cell; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (string, '"');
          g_string_append_c (string, *p);
        }
      g_string_append_c (string, '"');
    }
  g_string_append_c (string, separator);
}

void
sayso_rows_end_row (GString *string)
{
  g_string_truncate (string, string->len - 1);
  g_string_append (string, "\r\n");
}

typedef struct
{
  const char *p, *end;
  const char *file_name;
  char        separator;
  guint       line;
  GString    *cell;
} Reader;

static gboolean
read_quoted (Reader  *reader,
             GError **error)
{
  guint started = reader->line;

  for (reader->p++; reader->p < reader->end; reader->p++)
    {
      if (*reader->p == '"' && (reader->p + 1 == reader->end || reader->p[1] != '"'))
        {
          reader->p++;
          return TRUE;
        }
      reader->p += *reader->p == '"';
      reader->line += *reader->p == '\n';
      g_string_append_c (reader->cell, *reader->p);
    }
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
               _ ("%s, line %u: the quotation mark that opens this cell is never closed"), reader->file_name, started);
  return FALSE;
}

/* Leaves p on what ends the cell. */
static gboolean
read_cell (Reader  *reader,
           GError **error)
{
  g_string_truncate (reader->cell, 0);
  if (reader->p < reader->end && *reader->p == '"' && !read_quoted (reader, error))
    return FALSE;
  while (reader->p < reader->end && *reader->p != reader->separator && *reader->p != '\n' && !(*reader->p == '\r' && reader->p + 1 < reader->end && reader->p[1] == '\n'))
    g_string_append_c (reader->cell, *reader->p++);
  return TRUE;
}

static void
skip_line_end (Reader *reader)
{
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  if (reader->p < reader->end && *reader->p == '\n')
    {
      reader->p++;
      reader->line++;
    }
}

static gboolean
read_row (Reader   *reader,
          SaysoRow *row,
          GError  **error)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  row->line = reader->line;
  while (read_cell (reader, error))
    {
      g_strv_builder_add (cells, reader->cell->str);
      if (reader->p < reader->end && *reader->p == reader->separator)
        {
          reader->p++;
          continue;
        }
      skip_line_end (reader);
      row->cells = g_strv_builder_end (cells);
      return TRUE;
    }
  return FALSE;
}

static char
sniff_separator (const char *p,
                 const char *end)
{
  static const char separators[] = ",;\t";
  guint             counts[3] = { 0 };
  guint             best = 0;

  for (; p < end && *p != '\n'; p++)
    for (guint i = 0; i < 3; i++)
      counts[i] += *p == separators[i];
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

static void
clear_row (gpointer data)
{
  g_strfreev (((SaysoRow *)data)->cells);
}

static gboolean
check_bytes (const char *data,
             gsize       size,
             const char *file_name,
             GError    **error)
{
  const char *bad;

  if (size > MAX_BYTES)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT, _ ("%s is too large"), file_name);
      return FALSE;
    }
  if (g_utf8_validate_len (data, size, &bad))
    return TRUE;
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
               _ ("%s: byte %ld is not UTF-8, or zero; save the table as UTF-8"), file_name, (long)(bad - data));
  return FALSE;
}

SaysoRows *
sayso_rows_read (GBytes     *bytes,
                 char        separator,
                 const char *file_name,
                 GError    **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (SaysoRow));
  Reader     reader;
  SaysoRows *self;

  if (file_name == NULL)
    file_name = _ ("the file");
  g_array_set_clear_func (rows, clear_row);
  if (!check_bytes (data, size, file_name, error))
    return NULL;
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3, size -= 3;
  reader = (Reader){ data, data + size, file_name, separator != 0 ? separator : sniff_separator (data, data + size), 1, cell };
  while (reader.p < reader.end)
    {
      SaysoRow row = { 0 };

      if (!read_row (&reader, &row, error))
        return NULL;
      if (row.cells[1] == NULL && row.cells[0][0] == '\0')
        g_strfreev (row.cells);
      else
        g_array_append_val (rows, row);
    }
  self = g_new0 (SaysoRows, 1);
  self->n_rows = rows->len;
  g_array_set_clear_func (rows, NULL);
  self->rows = (SaysoRow *)g_array_steal (rows, NULL);
  return self;
}

void
sayso_rows_free (SaysoRows *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    g_strfreev (self->rows[i].cells);
  g_free (self->rows);
  g_free (self);
}

int
sayso_rows_find_column (const SaysoRows *self,
                        const char      *name)
{
  for (int i = 0; self->n_rows > 0 && self->rows[0].cells[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->rows[0].cells[i], name) == 0)
      return i;
  return -1;
}

const char *
sayso_rows_get (const SaysoRows *self,
                guint            row,
                int              column)
{
  for (int i = 0; column >= 0 && i <= column; i++)
    if (self->rows[row].cells[i] == NULL)
      return "";
  return column >= 0 ? self->rows[row].cells[column] : "";
}
