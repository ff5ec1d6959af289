/* Cutting an article into tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-tokens.h"

#include "formats/sayso-format-units.h"

/* What is known of a code point offset before cutting. */
enum
{
  GRAPHEME = 1 << 0,   /* a grapheme starts here */
  SPAN_START = 1 << 1, /* an exported span starts here */
  SPAN_END = 1 << 2,   /* one ends here */
};

typedef enum
{
  CLASS_WORD,
  CLASS_SPACE,
  CLASS_BREAK, /* ends a line */
  CLASS_OTHER,
} Class;

typedef struct
{
  const char *p, *end;
  guint       at;
  guint8     *marks;
  GArray     *tokens;
  gboolean    line_starts;     /* the next token that is no space is the first on its line */
  gboolean    sentence_starts; /* the same for its sentence */
} Cutter;

static Class
classify (gunichar c)
{
  if (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_')
    return CLASS_WORD;
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85 || c == '\f' || c == '\v')
    return CLASS_BREAK;
  return g_unichar_isspace (c) ? CLASS_SPACE : CLASS_OTHER;
}

/* An apostrophe or hyphen between letters belongs to the word. */
static gboolean
joins_words (const char *p,
             const char *end)
{
  gunichar    c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  return (c == '\'' || c == 0x2019 || c == '-') && next < end && g_unichar_isalnum (g_utf8_get_char (next));
}

static guint8 *
mark_offsets (SaysoText       *text,
              const SaysoView *view)
{
  guint8 *marks = sayso_units_grapheme_starts (text);

  for (guint i = 0; view != NULL && i < view->n_annotations; i++)
    for (guint j = 0; j < view->annotations[i]->n_spans; j++)
      {
        marks[view->annotations[i]->spans[j].start] |= SPAN_START;
        marks[view->annotations[i]->spans[j].end] |= SPAN_END;
      }
  return marks;
}

static gboolean
must_cut (const Cutter *cutter,
          guint         at)
{
  return (cutter->marks[at] & (SPAN_START | SPAN_END)) != 0;
}

static void
step (Cutter *cutter)
{
  cutter->p = g_utf8_next_char (cutter->p);
  cutter->at++;
}

/* Moves past one token that begins here. */
static Class
pass_token (Cutter *cutter)
{
  Class class = classify (g_utf8_get_char (cutter->p));

  step (cutter);
  for (; cutter->p < cutter->end && !must_cut (cutter, cutter->at); step (cutter))
    {
      Class next = classify (g_utf8_get_char (cutter->p));

      if ((cutter->marks[cutter->at] & GRAPHEME) == 0)
        continue;
      if (class == CLASS_OTHER || (next != class && !(class == CLASS_WORD && joins_words (cutter->p, cutter->end))))
        break;
    }
  return class;
}

/* A plain space after a token is part of no token, unless a span has it as its
 * edge or more white space follows. */
static gboolean
pass_single_space (Cutter *cutter)
{
  if (cutter->p >= cutter->end || *cutter->p != ' ' || cutter->marks[cutter->at] & SPAN_START || cutter->marks[cutter->at + 1] & SPAN_END || (cutter->marks[cutter->at + 1] & GRAPHEME) == 0)
    return FALSE;
  step (cutter);
  return TRUE;
}

static gboolean
ends_sentence (const char *start,
               const char *end)
{
  gunichar c = g_utf8_get_char (start);

  return g_utf8_next_char (start) == end && (c == '.' || c == '!' || c == '?' || c == 0x2026);
}

static gboolean
closes (const char *start)
{
  gunichar c = g_utf8_get_char (start);

  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 || c == 0xbb;
}

/* Full stops count only before something that could begin a sentence. */
static gboolean
could_start_sentence (const char *start)
{
  return !g_unichar_islower (g_utf8_get_char (start));
}

static void
cut_one (Cutter *cutter)
{
  const char    *start = cutter->p;
  SaysoGridToken token = { .span.start = cutter->at };
  Class class = pass_token (cutter);
  const char *end = cutter->p;

  token.span.end = cutter->at;
  token.is_space = class == CLASS_SPACE || class == CLASS_BREAK;
  token.space_after = class != CLASS_BREAK && class != CLASS_SPACE && pass_single_space (cutter);
  if (class == CLASS_BREAK)
    cutter->line_starts = TRUE;
  if (!token.is_space)
    {
      gboolean starts = cutter->sentence_starts && could_start_sentence (start) && (token.span.start == 0 || !closes (start) || cutter->line_starts);

      token.starts_line = cutter->line_starts;
      token.starts_sentence = cutter->line_starts || starts;
      cutter->line_starts = FALSE;
      cutter->sentence_starts = ends_sentence (start, end) || (cutter->sentence_starts && closes (start) && !starts);
    }
  g_array_append_val (cutter->tokens, token);
}

SaysoTokenGrid *
sayso_token_grid_new (SaysoText       *text,
                      const SaysoView *view)
{
  g_autofree guint8 *marks = mark_offsets (text, view);
  const char        *utf8 = sayso_text_get_utf8 (text);
  Cutter             cutter = { utf8, utf8 + sayso_text_get_n_bytes (text), 0, marks, NULL, TRUE, TRUE };
  SaysoTokenGrid    *self = g_new0 (SaysoTokenGrid, 1);

  cutter.tokens = g_array_new (FALSE, FALSE, sizeof (SaysoGridToken));
  while (cutter.p < cutter.end)
    cut_one (&cutter);
  self->n_tokens = cutter.tokens->len;
  self->tokens = (SaysoGridToken *)g_array_free (cutter.tokens, FALSE);
  return self;
}

void
sayso_token_grid_free (SaysoTokenGrid *self)
{
  g_free (self->tokens);
  g_free (self);
}

gboolean
sayso_token_grid_find (const SaysoTokenGrid *self,
                       SaysoSpan             span,
                       guint                *first,
                       guint                *last)
{
  guint low = 0, high = self->n_tokens;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->tokens[middle].span.end <= span.start)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->n_tokens || self->tokens[low].span.start >= span.end)
    return FALSE;
  *first = *last = low;
  for (high = self->n_tokens; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (self->tokens[middle].span.start < span.end)
        low = middle + 1;
      else
        high = middle;
    }
  *last = low - 1;
  return TRUE;
}
