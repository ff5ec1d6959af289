/* A cursor over JSON that the guard has let through.
 *
 * Records are read straight off the bytes of a file: memory stays flat however
 * many there are, unknown members keep the spelling they had, and an error can
 * name the line. The guard has checked the grammar, so walking cannot fail; only
 * what a value is remains to be asked.
 *
 *     sayso_cursor_enter (&cursor);
 *     while (sayso_cursor_next_member (&cursor, &key))
 *       if (strcmp (key, "id") == 0)
 *         id = sayso_cursor_take_string (&cursor);
 *       else
 *         sayso_cursor_skip (&cursor);
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start; /* of the file, for line numbers */
  const char *p;     /* at a value */
} SaysoCursor;

/* The first character of the value at the cursor: { [ " t f n - or a digit. */
char sayso_cursor_peek (SaysoCursor *self);

/* Steps into the object or array at the cursor. */
void sayso_cursor_enter (SaysoCursor *self);
/* Moves to the next element of the array stepped into; FALSE, and behind it, at
 * its end. */
gboolean sayso_cursor_next_element (SaysoCursor *self);
/* Moves to the value of the next member; key is set to its unescaped name, which is
 * valid until the buffer changes. */
gboolean sayso_cursor_next_member (SaysoCursor *self,
                                   GString     *key);

/* Behind the value at the cursor. */
void sayso_cursor_skip (SaysoCursor *self);

/* The value at the cursor, and behind it. NULL, and not moved, if it is of
 * another type. */
char    *sayso_cursor_take_string (SaysoCursor *self);
gboolean sayso_cursor_take_int (SaysoCursor *self,
                                gint64      *value);
gboolean sayso_cursor_take_boolean (SaysoCursor *self,
                                    gboolean    *value);

/* Appends the value at the cursor as it is spelt, but on one line and with one
 * space after each comma and colon; moves behind it. */
void sayso_cursor_copy (SaysoCursor *self,
                        GString     *out);

G_END_DECLS
