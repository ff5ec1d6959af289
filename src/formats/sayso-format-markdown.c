/* Markdown for a newsroom: the article, with a footnote at the end of each claim
 * that says who said it, how it is known, and what was decided.
 *
 * Everything is escaped so that CommonMark and the older dialects agree: a backslash
 * where all of them take it, else a character reference.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-list.h"
#include "formats/sayso-format-prose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a claim ends: its footnote goes there. */
typedef struct
{
  guint offset;
  guint number;
} Stop;

static int
compare_stops_cb (gconstpointer a,
                  gconstpointer b)
{
  const Stop *x = a, *y = b;

  return x->offset != y->offset ? (x->offset < y->offset ? -1 : 1) : (x->number < y->number ? -1 : 1);
}

/* What a character means to Markdown wherever it stands. */
static gboolean
append_special (GString *string,
                gunichar c)
{
  if (c < 0x80 && c != 0 && strchr ("\\`*_[]", (int)c) != NULL)
    g_string_append_printf (string, "\\%c", (char)c);
  else if (c < 0x80 && c != 0 && strchr ("<>&|~^$", (int)c) != NULL)
    g_string_append_printf (string, "&#%u;", c);
  else if ((c < 0x20 || (c >= 0x7f && c < 0xa0)) && c != '\n' && c != '\t')
    g_string_append (string, "\xef\xbf\xbd");
  else
    return FALSE;
  return TRUE;
}

/* What only has a meaning at the start of a line: headings, lists, code, rules. */
static const char *
append_line_start (GString    *string,
                   const char *p,
                   const char *end)
{
  const char *digits;

  for (; p < end && (*p == ' ' || *p == '\t'); p++)
    g_string_append (string, *p == ' ' ? "&#32;" : "&#9;");
  for (digits = p; digits < end && g_ascii_isdigit (*digits); digits++)
    ;
  if (digits > p && digits < end && (*digits == '.' || *digits == ')'))
    {
      g_string_append_len (string, p, digits - p);
      g_string_append_printf (string, "\\%c", *digits);
      return digits + 1;
    }
  if (p < end && *p != '\0' && strchr ("#+-=:!%", *p) != NULL)
    {
      g_string_append_printf (string, "&#%u;", (guint)*p);
      return p + 1;
    }
  return p;
}

/* A line end that stays one: two spaces before it; not before a blank line. */
static const char *
append_line_end (GString    *string,
                 const char *p,
                 const char *end,
                 gboolean   *at_start)
{
  if (*p == '\r' && p + 1 < end && p[1] == '\n')
    p++;
  while (string->len > 0 && string->str[string->len - 1] == ' ')
    g_string_truncate (string, string->len - 1);
  if (!*at_start && p + 1 < end && p[1] != '\n' && p[1] != '\r')
    g_string_append (string, "  ");
  g_string_append_c (string, '\n');
  *at_start = TRUE;
  return p + 1;
}

static void
append_text (GString    *string,
             const char *text,
             gsize       length,
             gboolean   *at_start)
{
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      if (*p == '\n' || *p == '\r')
        {
          p = append_line_end (string, p, end, at_start);
          continue;
        }
      if (*at_start)
        {
          const char *rest = append_line_start (string, p, end);

          *at_start = FALSE;
          if (rest != p)
            {
              p = rest;
              continue;
            }
        }
      if (!append_special (string, g_utf8_get_char (p)))
        g_string_append_len (string, p, g_utf8_next_char (p) - p);
      p = g_utf8_next_char (p);
    }
}

/* On one line, as footnotes need it. */
static void
append_line (GString    *string,
             const char *text)
{
  const char *start = text;

  while (g_ascii_isspace (*start))
    start++;
  for (const char *p = append_line_start (string, start, start + strlen (start)); *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_c (string, ' ');
    else if (!append_special (string, g_utf8_get_char (p)))
      g_string_append_len (string, p, g_utf8_next_char (p) - p);
}

static GArray *
collect_stops (const SaysoView *view)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  guint   number = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      {
        Stop stop = { sayso_view_hull (view->annotations[i]).end, ++number };

        g_array_append_val (stops, stop);
      }
  g_array_sort (stops, compare_stops_cb);
  return stops;
}

static void
append_article (GString         *string,
                const SaysoView *view)
{
  g_autoptr (GArray) stops = collect_stops (view);
  const char *utf8 = sayso_text_get_utf8 (view->text);
  gsize       from = 0;
  gboolean    at_start = TRUE;

  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);
      gsize       to = sayso_text_to_byte (view->text, stop->offset);

      append_text (string, utf8 + from, to - from, &at_start);
      g_string_append_printf (string, "[^%u]", stop->number);
      at_start = FALSE;
      from = to;
    }
  append_text (string, utf8 + from, sayso_text_get_n_bytes (view->text) - from, &at_start);
  g_string_append (string, "\n\n");
}

static void
append_footnote (GString         *string,
                 const SaysoView *view,
                 guint            i,
                 guint            number)
{
  g_autoptr (GArray) facts = sayso_prose_facts (view, i);
  g_autofree char *text = sayso_view_dup_text (view, view->annotations[i], " … ");

  g_string_append_printf (string, "[^%u]: ", number);
  append_line (string, text);
  for (guint j = 0; j < facts->len; j++)
    {
      const SaysoFact *fact = &g_array_index (facts, SaysoFact, j);

      g_string_append (string, " — **");
      append_line (string, fact->word);
      g_string_append (string, ":** ");
      append_line (string, fact->value != NULL ? fact->value : "");
      if (fact->address != NULL)
        {
          g_string_append (string, " (");
          append_line (string, fact->address);
          g_string_append (string, ")");
        }
    }
  g_string_append (string, "\n\n");
}

static void
append_head (GString         *string,
             const SaysoView *view)
{
  const char *const lines[] = { view->article->date, view->article->url };

  g_string_append (string, "# ");
  append_line (string, sayso_prose_title (view));
  g_string_append (string, "\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL && *lines[i] != '\0')
      {
        append_line (string, lines[i]);
        g_string_append (string, "\n\n");
      }
}

static GBytes *
export_markdown (const SaysoExportOptions *options,
                 GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  GString *string = g_string_new (NULL);
  guint    number = 0;

  append_head (string, view);
  append_article (string, view);
  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      append_footnote (string, view, i, ++number);
  return g_string_free_to_bytes (string);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);

  sayso_view_list_losses (view, SAYSO_PROSE_CLAIMS_HOLD, SAYSO_PROSE_OTHERS_HOLD, losses);
}

const SaysoFormat sayso_format_markdown = {
  .name = "markdown",
  .title = N_ ("Markdown with footnotes"),
  .extension = ".md",
  .unit = SAYSO_UNIT_NONE,
  .export_bytes = export_markdown,
  .list_losses = list_losses,
};
