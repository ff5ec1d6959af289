/* Converting between code points and the units of other programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-units.h"

#include <pango/pango.h>

struct _SaysoUnits
{
  SaysoText *text;
  SaysoUnit  unit;
  guint32   *values; /* of each code point offset, the end included; NULL where the text can tell */
};

/* Returns how many code points there are. */
static guint
mark_graphemes (const char *stretch,
                const char *end,
                guint8     *starts)
{
  guint                    length = g_utf8_strlen (stretch, end - stretch);
  g_autofree PangoLogAttr *attrs = NULL;

  starts[0] = TRUE;
  if (length == 1)
    return length;
  attrs = g_new0 (PangoLogAttr, length + 1);
  pango_get_log_attrs (stretch, end - stretch, -1, pango_language_from_string ("en"), attrs, length + 1);
  for (guint i = 1; i < length; i++)
    starts[i] = attrs[i].is_cursor_position;
  return length;
}

static gboolean
is_ascii (const char *p)
{
  return (guchar)*p < 0x80;
}

/* Where a stretch ends that no grapheme crosses: behind a line, or between two characters of ASCII. */
static const char *
find_stretch_end (const char *p,
                  const char *end)
{
  const char *q = g_utf8_next_char (p);

  while (q < end && q[-1] != '\n' && (!is_ascii (q - 1) || !is_ascii (q) || (q[-1] == '\r' && *q == '\n')))
    q = g_utf8_next_char (q);
  return q;
}

guint8 *
sayso_units_grapheme_starts (SaysoText *text)
{
  const char *p = sayso_text_get_utf8 (text);
  const char *end = p + sayso_text_get_n_bytes (text);
  guint8     *starts = g_new0 (guint8, sayso_text_get_length (text) + 1);
  guint       at = 0;

  while (p < end)
    {
      const char *stop = find_stretch_end (p, end);

      at += mark_graphemes (p, stop, starts + at);
      p = stop;
    }
  starts[at] = TRUE;
  return starts;
}

static guint
width_of (const char   *p,
          const char   *next,
          SaysoUnit     unit,
          const guint8 *grapheme_start)
{
  switch (unit)
    {
    case SAYSO_UNIT_UTF16:
      return next - p == 4 ? 2 : 1;
    case SAYSO_UNIT_BYTE:
      return next - p;
    case SAYSO_UNIT_GRAPHEME:
      return grapheme_start[1];
    default:
      return 1;
    }
}

static guint32 *
build_values (SaysoText    *text,
              SaysoUnit     unit,
              SaysoNewlines newlines)
{
  const char        *start = sayso_text_get_utf8 (text);
  const char        *end = start + sayso_text_get_n_bytes (text);
  guint32           *values = g_new (guint32, sayso_text_get_length (text) + 1);
  g_autofree guint8 *graphemes = unit == SAYSO_UNIT_GRAPHEME ? sayso_units_grapheme_starts (text) : NULL;
  guint              at = 0, value = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p), at++)
    {
      gboolean is_crlf = *p == '\r' && p[1] == '\n';
      gboolean is_bare_lf = *p == '\n' && (p == start || p[-1] != '\r');

      values[at] = value;
      /* A grapheme is counted where it ends, CRLF is one of them either way. */
      if (newlines == SAYSO_NEWLINES_LF && is_crlf)
        continue;
      value += width_of (p, g_utf8_next_char (p), unit, graphemes != NULL ? graphemes + at : NULL);
      if (newlines == SAYSO_NEWLINES_CRLF && is_bare_lf && unit != SAYSO_UNIT_GRAPHEME)
        value++;
    }
  values[at] = value;
  return values;
}

SaysoUnits *
sayso_units_new (SaysoText    *text,
                 SaysoUnit     unit,
                 SaysoNewlines newlines)
{
  SaysoUnits *self = g_new0 (SaysoUnits, 1);

  g_assert (unit != SAYSO_UNIT_TOKEN && unit != SAYSO_UNIT_NONE);
  self->text = g_object_ref (text);
  self->unit = unit;
  if (unit == SAYSO_UNIT_GRAPHEME || newlines != SAYSO_NEWLINES_AS_IS)
    self->values = build_values (text, unit, newlines);
  return self;
}

void
sayso_units_free (SaysoUnits *self)
{
  g_object_unref (self->text);
  g_free (self->values);
  g_free (self);
}

guint
sayso_units_get_length (const SaysoUnits *self)
{
  return sayso_units_from_codepoint (self, sayso_text_get_length (self->text));
}

guint
sayso_units_from_codepoint (const SaysoUnits *self,
                            guint             offset)
{
  if (self->values != NULL)
    return self->values[MIN (offset, sayso_text_get_length (self->text))];
  switch (self->unit)
    {
    case SAYSO_UNIT_UTF16:
      return sayso_text_to_utf16 (self->text, offset);
    case SAYSO_UNIT_BYTE:
      return sayso_text_to_byte (self->text, offset);
    default:
      return MIN (offset, sayso_text_get_length (self->text));
    }
}

/* The first code point whose value is not below the wanted one. */
static guint
find_value (const SaysoUnits *self,
            guint             value)
{
  guint low = 0, high = sayso_text_get_length (self->text);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->values[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
sayso_units_to_codepoint (const SaysoUnits *self,
                          guint64           value,
                          guint            *offset)
{
  if (value > sayso_units_get_length (self))
    return FALSE;
  if (self->values != NULL)
    *offset = find_value (self, value);
  else if (self->unit == SAYSO_UNIT_UTF16)
    *offset = sayso_text_from_utf16 (self->text, value);
  else if (self->unit == SAYSO_UNIT_BYTE)
    *offset = sayso_text_from_byte (self->text, value);
  else
    *offset = value;
  return sayso_units_from_codepoint (self, *offset) == value;
}
