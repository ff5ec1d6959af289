/* Tables as text: RFC 4180, with any separator, and with cells defused that a
 * spreadsheet would run as formulas.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

/* One more cell of a row; NULL is an empty one. raw: not defused. */
void sayso_rows_append_cell (GString    *string,
                             const char *cell,
                             char        separator,
                             gboolean    raw);
/* Turns the separator after the last cell into CRLF. */
void sayso_rows_end_row (GString *string);

/* A cell that begins like a formula gets an apostrophe in front, which is
 * taken away again on reading; NULL where nothing is to be done. */
char       *sayso_rows_defuse (const char *cell);
const char *sayso_rows_undo_defuse (const char *cell);

typedef struct
{
  guint  line; /* where it begins, from 1 */
  char **cells;
} SaysoRow;

typedef struct
{
  guint     n_rows;
  SaysoRow *rows; /* the header first */
} SaysoRows;

/* Reads a whole table; separator 0: comma, semicolon or tab, whichever the first
 * line has most of. Blank lines are left out. */
SaysoRows *sayso_rows_read (GBytes     *bytes,
                            char        separator,
                            const char *file_name,
                            GError    **error);
void       sayso_rows_free (SaysoRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoRows, sayso_rows_free)

/* The number of the column that the header calls so, case aside; -1 if none. */
int sayso_rows_find_column (const SaysoRows *self,
                            const char      *name);
/* A cell as it stands, or "" where the row is too short or column is -1. */
const char *sayso_rows_get (const SaysoRows *self,
                            guint            row,
                            int              column);

G_END_DECLS
