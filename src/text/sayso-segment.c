/* Words, sentences, quotations and names around an offset.
 *
 * A window of the text is cut out around the offset: its paragraph, or as much of
 * an overlong one as SAYSO_SEGMENT_REACH allows. The window is decoded to code
 * points with Pango's attributes for each (grapheme, word and sentence
 * boundaries of UAX 29), and each question is a walk over it. Sentence
 * boundaries after abbreviations and initials are taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-segment.h"

#include <pango/pango.h>
#include <string.h>

typedef struct
{
  guint         base;   /* offset of the first character in the article */
  guint         length; /* in code points */
  gunichar     *chars;
  PangoLogAttr *attrs; /* length + 1 of them */
} Window;

/* What ends in a full stop inside a sentence. */
static const char *const abbreviations[] = {
  "adm", "ave", "capt", "co", "col", "corp", "dr", "e.g", "etc", "gen", "gov", "hon",
  "i.e", "inc", "jr", "lt", "ltd", "maj", "mr", "mrs", "ms", "mt", "no", "nos", "p.m", "a.m",
  "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "sr", "st", "u.k", "u.n", "u.s", "vs",
  "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec"
};

/* Lower-case words that stand inside names: "Jean-Luc de Vries", "Bank of Ellery". */
static const char *const particles[] = {
  "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la",
  "le", "of", "ten", "ter", "the", "und", "van", "von", "y"
};

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == 0x200c || c == 0x200d;
}

static gboolean
is_joiner (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011;
}

static void
window_clear (Window *window)
{
  g_free (window->chars);
  g_free (window->attrs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Window, window_clear)

/* The paragraph of an offset, in bytes, cut to REACH code points either side. */
static void
find_window (SaysoText *text,
             guint      offset,
             gsize     *start,
             gsize     *end)
{
  const char *utf8 = sayso_text_get_utf8 (text);
  guint       length = sayso_text_get_length (text);
  gsize       at = sayso_text_to_byte (text, offset);
  gsize       lowest = sayso_text_to_byte (text, offset > SAYSO_SEGMENT_REACH ? offset - SAYSO_SEGMENT_REACH : 0);
  gsize       highest = sayso_text_to_byte (text, length - offset > SAYSO_SEGMENT_REACH ? offset + SAYSO_SEGMENT_REACH : length);
  const char *newline;

  newline = at > lowest ? memrchr (utf8 + lowest, '\n', at - lowest) : NULL;
  *start = newline != NULL ? (gsize)(newline + 1 - utf8) : lowest;
  newline = memchr (utf8 + at, '\n', highest - at);
  *end = newline != NULL ? (gsize)(newline - utf8) : highest;
  /* Of CRLF neither half belongs to the paragraph. */
  if (newline != NULL && *end > *start && utf8[*end - 1] == '\r')
    (*end)--;
}

static gboolean
in_list (const char        *word,
         const char *const *list,
         gsize              n_list)
{
  for (gsize i = 0; i < n_list; i++)
    if (strcmp (word, list[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_lower (const Window *window,
           guint         from,
           guint         to)
{
  g_autofree char *word = g_ucs4_to_utf8 (window->chars + from, to - from, NULL, NULL, NULL);

  return g_utf8_strdown (word, -1);
}

/* Whether the full stop before a supposed sentence start belongs to an
 * abbreviation or an initial. */
static gboolean
continues_sentence (const Window *window,
                    guint         start)
{
  guint            end = start, from;
  g_autofree char *word = NULL;

  while (end > 0 && g_unichar_isspace (window->chars[end - 1]))
    end--;
  if (end == 0 || window->chars[end - 1] != '.')
    return FALSE;
  end--;
  for (from = end; from > 0 && (is_word_char (window->chars[from - 1]) || window->chars[from - 1] == '.'); from--)
    ;
  if (from == end)
    return FALSE;
  if (end - from == 1 && g_unichar_isupper (window->chars[from]))
    return TRUE;
  word = dup_lower (window, from, end);
  return in_list (word, abbreviations, G_N_ELEMENTS (abbreviations));
}

static void
window_init (Window    *window,
             SaysoText *text,
             guint      offset)
{
  const char *utf8 = sayso_text_get_utf8 (text);
  gsize       start, end;
  glong       length;

  find_window (text, offset, &start, &end);
  window->base = sayso_text_from_byte (text, start);
  window->chars = g_utf8_to_ucs4_fast (utf8 + start, end - start, &length);
  window->length = length;
  window->attrs = g_new0 (PangoLogAttr, length + 1);
  pango_get_log_attrs (utf8 + start, end - start, -1, pango_language_from_string ("en"), window->attrs, length + 1);
  for (guint i = 1; i < window->length; i++)
    if (window->attrs[i].is_sentence_start && continues_sentence (window, i))
      window->attrs[i].is_sentence_start = window->attrs[i].is_sentence_boundary = FALSE;
}

/* Stretches of window positions, start inclusive, end exclusive. */
typedef gboolean (*FindFunc) (const Window *window,
                              guint         at,
                              guint        *start,
                              guint        *end);

static gboolean
find_character (const Window *window,
                guint         at,
                guint        *start,
                guint        *end)
{
  if (at >= window->length)
    return FALSE;
  for (*start = at; *start > 0 && !window->attrs[*start].is_cursor_position; (*start)--)
    ;
  for (*end = at + 1; *end < window->length && !window->attrs[*end].is_cursor_position; (*end)++)
    ;
  return TRUE;
}

static gboolean
inside_word (const Window *window,
             guint         at)
{
  if (at >= window->length)
    return FALSE;
  if (is_word_char (window->chars[at]))
    return TRUE;
  return is_joiner (window->chars[at]) && at > 0 && at + 1 < window->length
         && is_word_char (window->chars[at - 1]) && is_word_char (window->chars[at + 1]);
}

static gboolean
find_word (const Window *window,
           guint         at,
           guint        *start,
           guint        *end)
{
  if (!inside_word (window, at))
    {
      if (at == 0 || !inside_word (window, at - 1))
        return FALSE;
      at--;
    }
  for (*start = at; *start > 0 && inside_word (window, *start - 1); (*start)--)
    ;
  for (*end = at; *end < window->length && inside_word (window, *end); (*end)++)
    ;
  return TRUE;
}

static gboolean
find_sentence (const Window *window,
               guint         at,
               guint        *start,
               guint        *end)
{
  if (window->length == 0)
    return FALSE;
  at = MIN (at, window->length - 1);
  for (*start = at; *start > 0 && !window->attrs[*start].is_sentence_start; (*start)--)
    ;
  for (*end = at + 1; *end < window->length && !window->attrs[*end].is_sentence_start; (*end)++)
    ;
  while (*end > *start && g_unichar_isspace (window->chars[*end - 1]))
    (*end)--;
  while (*start < *end && g_unichar_isspace (window->chars[*start]))
    (*start)++;
  return *start < *end;
}

static gboolean
find_paragraph (const Window *window,
                guint         at,
                guint        *start,
                guint        *end)
{
  *start = 0;
  *end = window->length;
  return window->length > 0;
}

/* A sign that stands between phrases: always for dashes, brackets and double quotation marks, for
 * the others only where a word ends there ("1,000" and "U.S." go on). */
static gboolean
parts_phrases (const Window *window,
               guint         at)
{
  gunichar c = window->chars[at];

  if (inside_word (window, at))
    return FALSE;
  if (g_unichar_isspace (c))
    return window->attrs[at + 1].is_sentence_start;
  if (c == 0x2013 || c == 0x2014 || c == '"' || c == '(' || c == ')' || c == '[' || c == ']' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb)
    return TRUE;
  if (c == '.' || c == '\'' || c == '-' || c == '/' || c == '&' || c == '%')
    return FALSE;
  return g_unichar_ispunct (c) && (at + 1 >= window->length || !inside_word (window, at + 1));
}

static gboolean
find_phrase (const Window *window,
             guint         at,
             guint        *start,
             guint        *end)
{
  if (at >= window->length || parts_phrases (window, at))
    {
      if (at == 0 || parts_phrases (window, at - 1))
        return FALSE;
      at--;
    }
  for (*start = at; *start > 0 && !parts_phrases (window, *start - 1); (*start)--)
    ;
  for (*end = at; *end < window->length && !parts_phrases (window, *end); (*end)++)
    ;
  while (*end > *start && !inside_word (window, *end - 1))
    (*end)--;
  while (*start < *end && !inside_word (window, *start))
    (*start)++;
  return *start < *end;
}

/* Quotation marks. */

typedef enum
{
  MARK_NONE,
  MARK_OPENS,
  MARK_CLOSES,
  MARK_EITHER,
} Mark;

/* What a character can be as a quotation mark; *family tells which marks pair:
 * straight ", curly and low double, guillemets, single. */
static Mark
mark_at (const Window *window,
         guint         at,
         guint        *family,
         guint        *width)
{
  gunichar c = window->chars[at];
  gunichar before = at > 0 ? window->chars[at - 1] : ' ';
  gunichar after = at + 1 < window->length ? window->chars[at + 1] : ' ';

  *width = 1;
  switch (c)
    {
    case '"':
    case 0xff02:
      *family = 0;
      return MARK_EITHER;
    case '\'':
    case '`':
      if (after == c)
        {
          *family = 0;
          *width = 2;
          return c == '`' ? MARK_OPENS : MARK_EITHER;
        }
      *family = 3;
      if (g_unichar_isalnum (before))
        return g_unichar_isalnum (after) ? MARK_NONE : MARK_CLOSES;
      return g_unichar_isalnum (after) ? MARK_OPENS : MARK_CLOSES;
    case 0x201c:
      /* German closes with what English opens with: „so“. */
      *family = 1;
      return MARK_EITHER;
    case 0x201e:
    case 0x201f:
      *family = 1;
      return MARK_OPENS;
    case 0x201d:
      *family = 1;
      return MARK_CLOSES;
    case 0xab:
    case 0xbb:
    case 0x2039:
    case 0x203a:
      *family = 2;
      return MARK_EITHER;
    case 0x2018:
    case 0x201a:
      *family = 3;
      return MARK_OPENS;
    case 0x2019:
      *family = 3;
      return g_unichar_isalnum (before) && g_unichar_isalnum (after) ? MARK_NONE : MARK_CLOSES;
    default:
      return MARK_NONE;
    }
}

static gboolean
may_open (const Window *window,
          guint         at,
          guint         width)
{
  gunichar after = at + width < window->length ? window->chars[at + width] : ' ';

  return !g_unichar_isspace (after);
}

/* The mark that closes one opened at from, in its family, at the same depth. */
static gboolean
find_close (const Window *window,
            guint         from,
            guint         family,
            guint         opened_width,
            guint        *end)
{
  gunichar opener = window->chars[from];

  for (guint i = from + opened_width; i < window->length;)
    {
      guint other, width = 1;
      Mark  mark = mark_at (window, i, &other, &width);

      if (mark != MARK_NONE && other == family && mark != MARK_OPENS
          && !(family == 1 && opener == 0x201c && window->chars[i] == 0x201c)
          && !(family == 2 && window->chars[i] == opener))
        {
          *end = i + width;
          return TRUE;
        }
      i += width;
    }
  return FALSE;
}

typedef void (*QuotationFunc) (guint    start,
                               guint    end,
                               gpointer user_data);

/* Each outer quotation of the window, in order. One that is never closed runs to the end of the
 * paragraph, as in quotations of several paragraphs; single marks must be closed, or they are
 * apostrophes. */
static void
foreach_quotation (const Window *window,
                   QuotationFunc func,
                   gpointer      user_data)
{
  gboolean hopeless[4] = { FALSE, FALSE, FALSE, FALSE };

  for (guint i = 0; i < window->length;)
    {
      guint family = 0, width = 1, end;
      Mark  mark = mark_at (window, i, &family, &width);

      if ((mark != MARK_OPENS && mark != MARK_EITHER) || !may_open (window, i, width) || hopeless[family])
        {
          i += width;
          continue;
        }
      if (!find_close (window, i, family, width, &end))
        {
          /* Nothing of this family closes any more: do not look again. */
          hopeless[family] = TRUE;
          if (family == 3)
            {
              i += width;
              continue;
            }
          end = window->length;
        }
      func (i, end, user_data);
      i = end;
    }
}

typedef struct
{
  guint    at;
  gboolean found;
  guint    start;
  guint    end;
} Enclosing;

static void
enclosing_cb (guint    start,
              guint    end,
              gpointer user_data)
{
  Enclosing *enclosing = user_data;

  if (enclosing->found || enclosing->at < start || enclosing->at > end)
    return;
  enclosing->found = TRUE;
  enclosing->start = start;
  enclosing->end = end;
}

static gboolean
find_quotation (const Window *window,
                guint         at,
                guint        *start,
                guint        *end)
{
  Enclosing enclosing = { .at = at };

  foreach_quotation (window, enclosing_cb, &enclosing);
  *start = enclosing.start;
  *end = enclosing.end;
  return enclosing.found;
}

static const FindFunc finders[] = {
  [SAYSO_SEGMENT_CHARACTER] = find_character,
  [SAYSO_SEGMENT_WORD] = find_word,
  [SAYSO_SEGMENT_SENTENCE] = find_sentence,
  [SAYSO_SEGMENT_QUOTATION] = find_quotation,
  [SAYSO_SEGMENT_PARAGRAPH] = find_paragraph,
  [SAYSO_SEGMENT_PHRASE] = find_phrase,
};

gboolean
sayso_segment_at (SaysoText   *text,
                  SaysoSegment unit,
                  guint        offset,
                  SaysoSpan   *span)
{
  g_auto (Window) window = { 0 };
  guint start, end;

  g_return_val_if_fail (SAYSO_IS_TEXT (text), FALSE);
  g_return_val_if_fail (unit < G_N_ELEMENTS (finders), FALSE);

  offset = MIN (offset, sayso_text_get_length (text));
  window_init (&window, text, offset);
  /* An offset between CR and LF lies behind its paragraph. */
  if (!finders[unit](&window, MIN (offset - window.base, window.length), &start, &end))
    return FALSE;
  *span = (SaysoSpan){ window.base + start, window.base + end };
  return TRUE;
}

/* Walks by line breaks at most one code point at a time, by units otherwise: each
 * step looks at one window, so a walk over blank lines stays cheap. */
static guint
walk (SaysoText   *text,
      SaysoSegment unit,
      guint        offset,
      gboolean     forward,
      gboolean     to_start)
{
  guint length = sayso_text_get_length (text);
  guint at = MIN (offset, length);

  while (forward ? at < length : at > 0)
    {
      g_auto (Window) window = { 0 };
      guint low, high;

      window_init (&window, text, at);
      low = 0;
      high = window.length;
      for (guint i = at - window.base; forward ? i <= high : TRUE; forward ? i++ : i--)
        {
          guint start, end;

          if (i <= high && finders[unit](&window, i, &start, &end))
            {
              guint wanted = window.base + (to_start ? start : end);

              if (forward ? wanted > offset : wanted < offset)
                return wanted;
            }
          if (!forward && i == low)
            break;
        }
      if (forward)
        at = MAX (window.base + window.length, at) + 1;
      else if (window.base == 0)
        break;
      else
        at = window.base - 1;
    }
  return forward ? length : 0;
}

guint
sayso_segment_next_end (SaysoText   *text,
                        SaysoSegment unit,
                        guint        offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (text), 0);
  return walk (text, unit, offset, TRUE, FALSE);
}

guint
sayso_segment_previous_start (SaysoText   *text,
                              SaysoSegment unit,
                              guint        offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (text), 0);
  return walk (text, unit, offset, FALSE, TRUE);
}

guint
sayso_segment_next_start (SaysoText   *text,
                          SaysoSegment unit,
                          guint        offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (text), 0);
  return walk (text, unit, offset, TRUE, TRUE);
}

guint
sayso_segment_previous_end (SaysoText   *text,
                            SaysoSegment unit,
                            guint        offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (text), 0);
  return walk (text, unit, offset, FALSE, FALSE);
}

static gboolean
is_capitalised (const Window *window,
                guint         start)
{
  return g_unichar_isupper (window->chars[start]) || g_unichar_istitle (window->chars[start]);
}

static gboolean
is_particle (const Window *window,
             guint         start,
             guint         end)
{
  g_autofree char *word = dup_lower (window, start, end);

  return in_list (word, particles, G_N_ELEMENTS (particles));
}

/* Only a space, or the full stop of an initial or title and a space, joins the
 * words of a name. */
static gboolean
joins_names (const Window *window,
             guint         from,
             guint         to)
{
  if (to > from && window->chars[from] == '.')
    from++;
  return to == from + 1 && (window->chars[from] == ' ' || window->chars[from] == 0xa0);
}

/* Grows a name from one capitalised word to the words on one side. */
static guint
grow_name (const Window *window,
           guint         edge,
           gboolean      forward)
{
  guint kept = edge, at = edge;

  for (;;)
    {
      guint start, end, probe = at;

      while (forward ? probe < window->length && !inside_word (window, probe) : probe > 0 && !inside_word (window, probe - 1))
        probe += forward ? 1 : -1;
      if (!find_word (window, forward ? probe : (probe > 0 ? probe - 1 : 0), &start, &end)
          || !joins_names (window, forward ? at : end, forward ? start : at))
        return kept;
      at = forward ? end : start;
      if (is_capitalised (window, start))
        kept = at;
      else if (!is_particle (window, start, end))
        return kept;
    }
}

gboolean
sayso_segment_name_at (SaysoText *text,
                       guint      offset,
                       SaysoSpan *span)
{
  g_auto (Window) window = { 0 };
  guint start, end;

  g_return_val_if_fail (SAYSO_IS_TEXT (text), FALSE);

  offset = MIN (offset, sayso_text_get_length (text));
  window_init (&window, text, offset);
  if (!find_word (&window, MIN (offset - window.base, window.length), &start, &end))
    return FALSE;
  if (is_capitalised (&window, start) || is_particle (&window, start, end))
    {
      guint first = grow_name (&window, start, FALSE), last = grow_name (&window, end, TRUE);

      /* A particle alone is just a word. */
      if (is_capitalised (&window, start) || (first < start && last > end))
        {
          start = first;
          end = last;
        }
    }
  *span = (SaysoSpan){ window.base + start, window.base + end };
  return TRUE;
}

static guint
to_cursor_position (SaysoText *text,
                    guint      offset,
                    gboolean   forward)
{
  g_auto (Window) window = { 0 };
  guint at;

  if (offset == 0 || offset >= sayso_text_get_length (text))
    return MIN (offset, sayso_text_get_length (text));
  window_init (&window, text, offset);
  at = offset - window.base;
  if (at > window.length) /* between CR and LF */
    return forward ? offset + 1 : offset - 1;
  while (at > 0 && at < window.length && !window.attrs[at].is_cursor_position)
    at += forward ? 1 : -1;
  return window.base + at;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff;
}

SaysoSpan
sayso_segment_trim (SaysoText *text,
                    SaysoSpan  span)
{
  const char *utf8, *start, *end;

  g_return_val_if_fail (SAYSO_IS_TEXT (text), span);

  span.end = MIN (span.end, sayso_text_get_length (text));
  span.start = MIN (span.start, span.end);
  if (sayso_span_is_empty (span))
    return span;

  utf8 = sayso_text_get_utf8 (text);
  start = utf8 + sayso_text_to_byte (text, span.start);
  end = utf8 + sayso_text_to_byte (text, span.end);
  for (; start < end && is_blank (g_utf8_get_char (start)); start = g_utf8_next_char (start))
    span.start++;
  for (; start < end && is_blank (g_utf8_get_char (g_utf8_prev_char (end))); end = g_utf8_prev_char (end))
    span.end--;
  if (sayso_span_is_empty (span))
    return span;
  span.start = to_cursor_position (text, span.start, FALSE);
  span.end = to_cursor_position (text, span.end, TRUE);
  return span;
}

SaysoSpan
sayso_segment_trim_to_words (SaysoText *text,
                             SaysoSpan  span)
{
  SaysoSpan word;

  span = sayso_segment_trim (text, span);
  if (sayso_span_is_empty (span))
    return span;
  if (sayso_segment_at (text, SAYSO_SEGMENT_WORD, span.start, &word) && word.end > span.start)
    span.start = MIN (span.start, word.start);
  if (sayso_segment_at (text, SAYSO_SEGMENT_WORD, span.end - 1, &word) && word.end >= span.end)
    span.end = MAX (span.end, word.end);
  return span;
}

typedef struct
{
  const Window *window;
  guint         from; /* window positions of the span looked at */
  guint         to;
  guint         n_inside;
} QuotedCount;

static guint
count_words (const Window *window,
             guint         from,
             guint         to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    if (is_word_char (window->chars[i]) && (i == from || !inside_word (window, i - 1)))
      n++;
  return n;
}

static void
count_quoted_cb (guint    start,
                 guint    end,
                 gpointer user_data)
{
  QuotedCount *count = user_data;
  guint        from = MAX (start, count->from), to = MIN (end, count->to);

  if (from < to)
    count->n_inside += count_words (count->window, from, to);
}

SaysoQuoted
sayso_segment_quoted (SaysoText       *text,
                      const SaysoSpan *spans,
                      guint            n_spans)
{
  guint n_words = 0, n_inside = 0;

  g_return_val_if_fail (SAYSO_IS_TEXT (text), SAYSO_QUOTED_NONE);

  for (guint i = 0; i < n_spans; i++)
    for (guint at = spans[i].start; at < spans[i].end;)
      {
        g_auto (Window) window = { 0 };
        QuotedCount count = { .window = &window };

        window_init (&window, text, at);
        count.from = MIN (at - window.base, window.length);
        count.to = MIN (spans[i].end - window.base, window.length);
        foreach_quotation (&window, count_quoted_cb, &count);
        n_words += count_words (&window, count.from, count.to);
        n_inside += count.n_inside;
        at = MAX (window.base + window.length, at) + 1;
      }
  if (n_inside == 0)
    return SAYSO_QUOTED_NONE;
  return n_inside == n_words ? SAYSO_QUOTED_ALL : SAYSO_QUOTED_SOME;
}
