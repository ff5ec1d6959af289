/* Quotation marks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-quotations.h"

#include <string.h>

#define OPENS_SINGLE 0x2018
#define CLOSES_SINGLE 0x2019

/* Words that begin with an apostrophe. */
static const char *const elisions[] = { "em", "tis", "twas", "twere", "twill", "twould", "til", "till", "cause", "cos", "coz", "bout", "round", "n", "un", "ere", "gainst", "neath" };

typedef enum
{
  PAIR_NONE,
  PAIR_STRAIGHT, /* " and '' and `` */
  PAIR_CURLY,
  PAIR_ANGLE,
  PAIR_SINGLE,
} Pair;

typedef struct
{
  const char *utf8, *end;
  gboolean    single;
  SaysoToken *tokens;
  guint       n_tokens;
} Paragraph;

static gboolean
is_space (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

static gboolean
ends_words (gunichar c)
{
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2026;
}

static gboolean
may_precede (gunichar c)
{
  return is_space (c) || c == '(' || c == '[' || c == '-' || c == 0x2013 || c == 0x2014;
}

/* By characters alone: tokens are cut afterwards. */
gboolean
sayso_quotations_are_single (const char *utf8,
                             gsize       n_bytes)
{
  guint    n_opening = 0, n_closing = 0, n_others = 0;
  gunichar before = 0;

  for (const char *p = utf8, *end = utf8 + n_bytes; p < end;)
    {
      gunichar    c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gunichar    after = next < end ? g_utf8_get_char (next) : 0;

      if ((c == '\'' || c == '`') && after == c)
        {
          n_others++;
          next++;
        }
      else if (c == '"' || c == 0xff02 || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f))
        n_others++;
      else if ((c == '\'' || c == OPENS_SINGLE) && may_precede (before) && g_unichar_isalpha (after))
        n_opening++;
      else if ((c == '\'' || c == CLOSES_SINGLE) && (ends_words (before) || before == '"' || before == 0x201d) && !g_unichar_isalnum (after))
        n_closing++;
      before = c;
      p = next;
    }
  return 2 * MIN (n_opening, n_closing) > n_others;
}

static gunichar
char_at (const Paragraph  *self,
         const SaysoToken *token)
{
  return g_utf8_get_char (self->utf8 + token->byte);
}

static gunichar
char_after (const Paragraph  *self,
            const SaysoToken *token)
{
  const char *after = self->utf8 + token->byte + token->n_bytes;

  return after < self->end ? g_utf8_get_char (after) : 0;
}

static gboolean
is_elision (const Paragraph *self,
            guint            i)
{
  if (i + 1 == self->n_tokens || g_unichar_isdigit (char_at (self, &self->tokens[i + 1])))
    return TRUE;
  for (gsize k = 0; k < G_N_ELEMENTS (elisions); k++)
    if (self->tokens[i + 1].word == sayso_tokens_hash (elisions[k]))
      return TRUE;
  return FALSE;
}

/* "the boys' hats", "goin' home", "o' the": an apostrophe as likely as the end of a quotation. */
static gboolean
may_lose_its_end (const Paragraph  *self,
                  const SaysoToken *word)
{
  const char *last = self->utf8 + word->byte + word->n_bytes - 1;

  return word->n_bytes < 3 || *last == 's' || (*last == 'n' && last[-1] == 'i');
}

static Pair
single_pair (const Paragraph *self,
             guint            i,
             gboolean        *may_open,
             gboolean        *may_close)
{
  const SaysoToken *token = &self->tokens[i];
  gunichar          c = char_at (self, token), after = char_after (self, token);
  gboolean          glued = i > 0 && !(token->shape & SAYSO_SHAPE_SPACE_BEFORE);
  gunichar          before = glued ? g_utf8_get_char (g_utf8_prev_char (self->utf8 + token->byte)) : 0;

  *may_open = (c == OPENS_SINGLE || (c == '\'' && (i == 0 || !is_elision (self, i)))) && may_precede (before) && !is_space (after);
  *may_close = c != OPENS_SINGLE && glued && (ends_words (before) || !g_unichar_isalnum (before) || ends_words (after) || i + 1 == self->n_tokens || !may_lose_its_end (self, token - 1));
  return PAIR_SINGLE;
}

static Pair
pair_of (const Paragraph *self,
         guint            i,
         gboolean        *may_open,
         gboolean        *may_close)
{
  const SaysoToken *token = &self->tokens[i];
  const char       *at = self->utf8 + token->byte;
  gunichar          c = char_at (self, token);
  gboolean          space_after = is_space (char_after (self, token));
  gboolean          space_before = (token->shape & SAYSO_SHAPE_SPACE_BEFORE) != 0;

  *may_open = *may_close = FALSE;
  /* Two bytes, as 's and 'd have them, too. */
  if (c == '"' || c == 0xff02 || (token->n_bytes == 2 && (*at == '\'' || *at == '`') && at[1] == at[0]))
    {
      *may_open = !space_after;
      *may_close = *at != '`' && (!space_before || space_after);
      return PAIR_STRAIGHT;
    }
  if (c >= 0x201c && c <= 0x201f)
    {
      *may_open = c != 0x201d;
      /* German closes with what English opens with. */
      *may_close = c == 0x201d || (c == 0x201c && space_after);
      return PAIR_CURLY;
    }
  if (c == 0xab || c == 0xbb)
    {
      *may_open = !space_after || c == 0xab;
      *may_close = !space_before || c == 0xbb;
      return PAIR_ANGLE;
    }
  if (self->single && (c == OPENS_SINGLE || ((c == '\'' || c == CLOSES_SINGLE) && !(token->shape & SAYSO_SHAPE_CLITIC))))
    return single_pair (self, i, may_open, may_close);
  return PAIR_NONE;
}

/* What is said does not depend on how a publisher sets it. */
static void
take_for_straight (const Paragraph *self,
                   SaysoToken      *token)
{
  SaysoToken straight;

  sayso_tokens_describe (&straight, "\"", 1);
  token->word = straight.word;
  token->suffix = straight.suffix;
  token->suffix2 = straight.suffix2;
}

static void
fill (const Paragraph *self,
      guint            from,
      guint            to,
      gboolean         closed)
{
  for (guint i = from; i <= to; i++)
    {
      SaysoToken *token = &self->tokens[i];

      token->mark = i == from ? SAYSO_MARK_OPENS : i == to && closed ? SAYSO_MARK_CLOSES
                                                                     : SAYSO_MARK_INSIDE;
      token->quote_length = MIN (to - from + 1, G_MAXUINT16);
    }
  take_for_straight (self, &self->tokens[from]);
  if (closed)
    take_for_straight (self, &self->tokens[to]);
}

static gboolean
is_double (Pair pair)
{
  return pair == PAIR_STRAIGHT || pair == PAIR_CURLY;
}

/* Where a quotation of a pair that opens at a token ends; n_tokens if it does not. What opens straight and closes curly, or the
 * other way round, was typed so: only what opens inside of it closes inside of it. */
static guint
find_end (const Paragraph *self,
          Pair             open_pair,
          guint            open_at)
{
  guint n_inner = 0;

  for (guint i = open_at + 1; i < self->n_tokens; i++)
    {
      gboolean may_open, may_close;
      Pair     pair = pair_of (self, i, &may_open, &may_close);

      if (pair == open_pair && may_close)
        return i;
      if (pair == open_pair || !is_double (pair) || !is_double (open_pair))
        continue;
      if (may_close && n_inner == 0)
        return i;
      if (may_close)
        n_inner--;
      else if (may_open)
        n_inner++;
    }
  return self->n_tokens;
}

void
sayso_quotations_mark (const char *utf8,
                       const char *end,
                       gboolean    single,
                       SaysoToken *tokens,
                       guint       n_tokens)
{
  Paragraph self = { utf8, end, single, tokens, n_tokens };

  for (guint i = 0; i < n_tokens; i++)
    {
      gboolean may_open, may_close;
      Pair     pair = pair_of (&self, i, &may_open, &may_close);
      guint    to;

      if (pair == PAIR_NONE || !may_open)
        continue;
      to = find_end (&self, pair, i);
      if (to == n_tokens && pair == PAIR_SINGLE && i > 0)
        {
          /* An apostrophe; and what follows is no more closed than this. */
          self.single = FALSE;
          continue;
        }
      if (i + 1 < n_tokens)
        fill (&self, i, MIN (to, n_tokens - 1), to < n_tokens);
      i = to;
    }
}
