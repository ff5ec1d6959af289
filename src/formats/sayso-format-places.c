/* Finds out how the offsets of a file count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-places.h"

#include "formats/sayso-format-units.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* One way to read the offsets. */
typedef struct
{
  SaysoUnit     unit;
  SaysoNewlines newlines;
} Reading;

static void
clear_raw_span (gpointer data)
{
  g_free (((SaysoPlacesSpan *)data)->exact);
}

static void
clear_entry (gpointer data)
{
  SaysoPlacesEntry *entry = data;

  sayso_record_unref (entry->record);
  g_free (entry->place);
  g_free (entry->exact);
}

void
sayso_places_init (SaysoPlaces *self,
                   SaysoText   *text,
                   const char  *file_name,
                   SaysoUnit    unit)
{
  *self = (SaysoPlaces){ .text = text, .file_name = file_name, .unit = unit };
  self->entries = g_array_new (FALSE, FALSE, sizeof (SaysoPlacesEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->spans = g_array_new (FALSE, FALSE, sizeof (SaysoPlacesSpan));
  g_array_set_clear_func (self->spans, clear_raw_span);
}

void
sayso_places_clear (SaysoPlaces *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
}

static inline gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p)) || *p == '\v';
}

static const char *
skip_space (const char *p,
            const char *end)
{
  while (p < end && is_space (p))
    p = g_utf8_next_char (p);
  return p;
}

gboolean
sayso_places_is_same_text (const char *a,
                           const char *a_end,
                           const char *b,
                           const char *b_end)
{
  while (a < a_end && b < b_end)
    if (is_space (a) && is_space (b))
      {
        a = skip_space (a, a_end);
        b = skip_space (b, b_end);
      }
    else if (*a++ != *b++)
      return FALSE;
  return a == a_end && b == b_end;
}

/* Whether the article has there what the file says. */
static gboolean
covers (SaysoPlaces     *self,
        const SaysoSpan *spans,
        guint            n_spans,
        const char      *exact)
{
  const char *utf8 = sayso_text_get_utf8 (self->text);
  g_autoptr (GString) joined = NULL;

  if (n_spans == 1)
    return sayso_places_is_same_text (utf8 + sayso_text_to_byte (self->text, spans[0].start),
                                      utf8 + sayso_text_to_byte (self->text, spans[0].end), exact, exact + strlen (exact));
  joined = g_string_new (NULL);
  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *piece = sayso_text_slice (self->text, spans[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", piece);
    }
  return sayso_places_is_same_text (joined->str, joined->str + joined->len, exact, exact + strlen (exact));
}

static gboolean
resolve_span (SaysoPlaces           *self,
              const SaysoUnits      *units,
              const SaysoPlacesSpan *raw,
              SaysoSpan             *span)
{
  if (raw->is_resolved)
    {
      *span = (SaysoSpan){ raw->start, raw->end };
      return raw->start < raw->end && raw->end <= sayso_text_get_length (self->text);
    }
  return raw->start >= 0 && raw->start < raw->end && sayso_units_to_codepoint (units, raw->start, &span->start) && sayso_units_to_codepoint (units, raw->end, &span->end) && (raw->exact == NULL || covers (self, span, 1, raw->exact));
}

static gboolean
resolve_entry (SaysoPlaces      *self,
               const SaysoUnits *units,
               SaysoPlacesEntry *entry)
{
  g_autofree SaysoSpan *spans = g_new (SaysoSpan, entry->n_spans + 1);

  if (entry->n_spans == 0)
    return FALSE;
  for (guint i = 0; i < entry->n_spans; i++)
    if (!resolve_span (self, units, &g_array_index (self->spans, SaysoPlacesSpan, entry->first_span + i), &spans[i]))
      return FALSE;
  if (entry->exact != NULL && !covers (self, spans, entry->n_spans, entry->exact))
    return FALSE;
  sayso_annotation_record_set_spans (entry->record, spans, sayso_spans_normalize (spans, entry->n_spans));
  return TRUE;
}

/* How many entries fit, from the first on, read in one way. */
static guint
count_fitting (SaysoPlaces *self,
               Reading      reading)
{
  g_autoptr (SaysoUnits) units = sayso_units_new (self->text, reading.unit, reading.newlines);
  guint fitting = 0;

  while (fitting < self->entries->len && resolve_entry (self, units, &g_array_index (self->entries, SaysoPlacesEntry, fitting)))
    fitting++;
  return fitting;
}

static gboolean
has_lone_lf (const char *utf8)
{
  for (const char *p = utf8; (p = strchr (p, '\n')) != NULL; p++)
    if (p == utf8 || p[-1] != '\r')
      return TRUE;
  return FALSE;
}

/* The format's own unit first, then the others, then with other line ends. */
static guint
plan_readings (SaysoPlaces *self,
               Reading     *readings)
{
  const SaysoUnit units[] = { self->unit, SAYSO_UNIT_CODEPOINT, SAYSO_UNIT_UTF16, SAYSO_UNIT_BYTE, SAYSO_UNIT_GRAPHEME };
  const char     *utf8 = sayso_text_get_utf8 (self->text);
  guint           n = 0;

  for (int newlines = SAYSO_NEWLINES_AS_IS; newlines <= SAYSO_NEWLINES_CRLF; newlines++)
    {
      if ((newlines == SAYSO_NEWLINES_LF && strstr (utf8, "\r\n") == NULL) || (newlines == SAYSO_NEWLINES_CRLF && !has_lone_lf (utf8)))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        if (units[i] != SAYSO_UNIT_TOKEN && units[i] != SAYSO_UNIT_NONE && (i == 0 || units[i] != self->unit))
          readings[n++] = (Reading){ units[i], newlines };
    }
  /* Without any covered text to go by, another unit would be a guess. */
  return self->has_checks ? n : MIN (n, 1);
}

static const char *
unit_title (SaysoUnit unit)
{
  switch (unit)
    {
    case SAYSO_UNIT_UTF16:
      return _ ("UTF-16 units");
    case SAYSO_UNIT_BYTE:
      return _ ("bytes");
    case SAYSO_UNIT_GRAPHEME:
      return _ ("graphemes");
    default:
      return _ ("characters");
    }
}

/* A short piece of text for a message. */
static char *
excerpt (const char *text)
{
  glong            length = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (length, 40));

  return length > 40 ? g_strconcat (start, "…", NULL) : g_steal_pointer (&start);
}

static char *
describe_misfit (SaysoPlaces            *self,
                 const SaysoUnits       *units,
                 const SaysoPlacesEntry *entry)
{
  const char            *wanted = entry->exact;
  const SaysoPlacesSpan *raw;
  SaysoSpan              span;
  g_autofree char       *there = NULL, *there_short = NULL, *wanted_short = NULL;

  if (entry->n_spans == 0)
    return g_strdup (_ ("it has no place in the text"));
  raw = &g_array_index (self->spans, SaysoPlacesSpan, entry->first_span);
  for (guint i = 0; i < entry->n_spans; i++, raw++)
    {
      if (raw->start >= raw->end || raw->start < 0)
        return g_strdup_printf (_ ("%" PRId64 " to %" PRId64 " is no range"), raw->start, raw->end);
      if (raw->end > sayso_units_get_length (units))
        return g_strdup_printf (_ ("%" PRId64 " is beyond the end of the article, which has %u"),
                                raw->end, sayso_units_get_length (units));
      if (!sayso_units_to_codepoint (units, raw->start, &span.start) || !sayso_units_to_codepoint (units, raw->end, &span.end))
        return g_strdup_printf (_ ("%" PRId64 " to %" PRId64 " cuts a character"), raw->start, raw->end);
      if (raw->exact != NULL)
        wanted = raw->exact;
      if (wanted != NULL && (entry->n_spans == 1 || raw->exact != NULL) && !covers (self, &span, 1, wanted))
        break;
    }
  there = sayso_text_slice (self->text, span);
  there_short = excerpt (there);
  wanted_short = excerpt (wanted != NULL ? wanted : "");
  return g_strdup_printf (_ ("it says “%s”, but the article has “%s” there"), wanted_short, there_short);
}

static gboolean
report_misfit (SaysoPlaces *self,
               guint        number,
               Reading      reading,
               GError     **error)
{
  const SaysoPlacesEntry *entry = &g_array_index (self->entries, SaysoPlacesEntry, number);
  g_autoptr (SaysoUnits) units = sayso_units_new (self->text, reading.unit, reading.newlines);
  g_autofree char *why = describe_misfit (self, units, entry);

  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH,
               /* Translators: file, record, what is wrong, unit like "characters" */
               _ ("%s, %s: %s (offsets counted in %s). Is this the text that it was made for?"),
               self->file_name, entry->place, why, unit_title (reading.unit));
  return FALSE;
}

gboolean
sayso_places_resolve (SaysoPlaces *self,
                      GError     **error)
{
  Reading readings[15];
  guint   n = plan_readings (self, readings);
  guint   best = 0, best_fitting = 0;

  for (guint i = 0; i < n; i++)
    {
      guint fitting = count_fitting (self, readings[i]);

      if (fitting == self->entries->len)
        return TRUE;
      if (fitting > best_fitting)
        {
          best = i;
          best_fitting = fitting;
        }
    }
  return report_misfit (self, best_fitting, readings[best], error);
}
