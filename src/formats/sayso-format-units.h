/* Offsets as other programs count them.
 *
 * A converter goes both ways between code points of an article and the units
 * of a format, on the article as it stands, or as it would be with all line
 * ends as LF or as CRLF, which many programs make of them on reading.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_NEWLINES_AS_IS,
  SAYSO_NEWLINES_LF,   /* each CRLF counts as one character */
  SAYSO_NEWLINES_CRLF, /* each LF without CR counts as two */
} SaysoNewlines;

typedef struct _SaysoUnits SaysoUnits;

/* unit is one of code points, UTF-16, bytes (of UTF-8) and graphemes. */
SaysoUnits *sayso_units_new (SaysoText    *text,
                             SaysoUnit     unit,
                             SaysoNewlines newlines);
void        sayso_units_free (SaysoUnits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoUnits, sayso_units_free)

/* How long the article is in these units. */
guint sayso_units_get_length (const SaysoUnits *self);
/* A code point offset in these units; one inside a grapheme goes to its start. */
guint sayso_units_from_codepoint (const SaysoUnits *self,
                                  guint             offset);
/* FALSE if it lies beyond the end, or inside a character (but not: inside a
 * grapheme, which these units cannot express). */
gboolean sayso_units_to_codepoint (const SaysoUnits *self,
                                   guint64           value,
                                   guint            *offset);

/* Whether code point i starts a grapheme (a cursor position of Pango's; CRLF is
 * one grapheme), for 0 up to and including the length. The caller frees it. */
guint8 *sayso_units_grapheme_starts (SaysoText *text);

G_END_DECLS
