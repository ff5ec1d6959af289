/* An article cut into tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-tokens.h"
#include "extract/sayso-quotations.h"

#include <string.h>

#define FNV_START 2166136261u
#define FNV_PRIME 16777619u

/* What ends in a full stop inside a sentence. */
static const char *const abbreviations[] = {
  "adm", "ala", "ariz", "ark", "ave", "calif", "capt", "co", "col", "colo", "conn", "corp", "del",
  "dr", "e.g", "fla", "ga", "gen", "gov", "govs", "hon", "i.e", "ill", "inc", "ind", "jr", "kan",
  "ky", "la", "lt", "ltd", "maj", "mass", "md", "mich", "minn", "miss", "mo", "mont", "mr", "mrs",
  "ms", "mt", "n.c", "n.h", "n.j", "n.m", "n.y", "neb", "nev", "no", "okla", "ore", "pa", "prof",
  "r.i", "rep", "reps", "rev", "s.c", "sen", "sens", "sgt", "sr", "st", "tenn", "tex", "u.k",
  "u.n", "u.s", "va", "vs", "vt", "wash", "wis", "wyo", "jan", "feb", "aug", "sept", "oct", "nov",
  "dec", "a.m", "p.m", "d", "r"
};

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  gboolean    single; /* quotes with single marks */
  guint       offset;
  GArray     *tokens;
  GArray     *paragraphs;
  guint       paragraph_start;
  guint       sentence;
} Cutter;

static gboolean
is_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static gboolean
is_inner (gunichar c)
{
  return is_apostrophe (c) || c == '-' || c == '.' || c == ',' || c == 0x2010 || c == 0x2011 || c == '&' || c == '@' || c == '_';
}

static gunichar
peek_char (const Cutter *cutter,
           const char   *p)
{
  return p < cutter->end ? g_utf8_get_char (p) : 0;
}

/* The end of a word that begins at p: inner marks belong to it when a letter
 * follows at once; points only between single letters or digits ("U.S.",
 * "2.5"), commas only between digits. */
static const char *
word_end (const Cutter *cutter,
          const char   *p)
{
  const char *start = p, *previous = p;
  gunichar    before = 0;

  while (p < cutter->end)
    {
      gunichar    c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gunichar    after = peek_char (cutter, next);

      if (!is_letter (c))
        {
          if (p == start || !is_inner (c))
            break;
          if (c == '.' && previous + 1 == p && (p - start == 1 || (p - start > 1 && p[-2] == '.')) && g_unichar_isalpha (before))
            {
              /* "U.S." takes its last point, too; "J." alone does. */
              if (!is_letter (after) && p - start == 1 && !g_unichar_isupper (before))
                break;
              p = next;
              if (!is_letter (after))
                return p;
              before = c;
              continue;
            }
          if (!is_letter (after))
            break;
          if ((c == '.' || c == ',') && !(g_unichar_isdigit (before) && g_unichar_isdigit (after)))
            break;
        }
      before = c;
      previous = p;
      p = next;
    }
  return p;
}

static gboolean
ends_with (const char *start,
           const char *end,
           const char *suffix)
{
  gsize length = strlen (suffix);

  return (gsize)(end - start) > length && g_ascii_strncasecmp (end - length, suffix, length) == 0;
}

/* Where a word's clitic begins, or its end. */
static const char *
clitic_start (const char *start,
              const char *end)
{
  static const char *const clitics[] = { "n't", "n’t", "'s", "’s", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d", "'m", "’m" };

  for (gsize i = 0; i < G_N_ELEMENTS (clitics); i++)
    if (ends_with (start, end, clitics[i]))
      return end - strlen (clitics[i]);
  return end;
}

static guint32
hash_lower (const char *start,
            const char *end)
{
  guint32 hash = FNV_START;

  for (const char *p = start; p < end;)
    {
      if ((guchar)*p < 0x80)
        {
          hash = (hash ^ (guchar)g_ascii_tolower (*p)) * FNV_PRIME;
          p++;
          continue;
        }
      /* Both apostrophes are one. */
      if (g_utf8_get_char (p) == 0x2019)
        hash = (hash ^ '\'') * FNV_PRIME;
      else
        hash = (hash ^ g_unichar_tolower (g_utf8_get_char (p))) * FNV_PRIME;
      p = g_utf8_next_char (p);
    }
  return hash;
}

guint32
sayso_tokens_hash (const char *lower_case)
{
  return hash_lower (lower_case, lower_case + strlen (lower_case));
}

static guint8
shape_of (const char *start,
          const char *end)
{
  guint8   shape = 0;
  gboolean lower = FALSE;
  guint    n = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        shape |= SAYSO_SHAPE_DIGIT | SAYSO_SHAPE_WORD;
      else if (g_unichar_isalpha (c))
        shape |= SAYSO_SHAPE_WORD;
      if (n == 0 && g_unichar_isupper (c))
        shape |= SAYSO_SHAPE_CAPITAL;
      lower |= g_unichar_islower (c);
    }
  if ((shape & SAYSO_SHAPE_CAPITAL) && !lower && n > 1)
    shape |= SAYSO_SHAPE_ALL_CAPITALS;
  return shape;
}

static guint32
hash_tail (const char *start,
           const char *end,
           guint       n_characters)
{
  const char *tail = end;

  for (guint i = 0; i < n_characters && tail > start; i++)
    tail = g_utf8_prev_char (tail);
  return hash_lower (tail, end);
}

void
sayso_tokens_describe (SaysoToken *token,
                       const char *form,
                       gsize       n_bytes)
{
  const char *end = form + n_bytes;

  token->word = hash_lower (form, end);
  token->suffix = hash_tail (form, end, 3);
  token->suffix2 = hash_tail (form, end, 2);
  token->shape = shape_of (form, end);
}

static void
add_token (Cutter     *cutter,
           const char *start,
           const char *end,
           gboolean    clitic)
{
  SaysoToken  token = { 0 };
  SaysoToken *last = cutter->tokens->len > 0 ? &g_array_index (cutter->tokens, SaysoToken, cutter->tokens->len - 1) : NULL;

  token.byte = start - cutter->start;
  token.n_bytes = MIN (end - start, G_MAXUINT16);
  token.start = cutter->offset;
  cutter->offset += g_utf8_pointer_to_offset (start, end);
  token.end = cutter->offset;
  sayso_tokens_describe (&token, start, end - start);
  if (clitic)
    token.shape |= SAYSO_SHAPE_CLITIC;
  if (last == NULL || last->end != token.start)
    token.shape |= SAYSO_SHAPE_SPACE_BEFORE;
  g_array_append_val (cutter->tokens, token);
}

/* Sentences. */

static gboolean
is_sentence_mark (const Cutter     *cutter,
                  const SaysoToken *token)
{
  char c = cutter->start[token->byte];

  return token->n_bytes == 1 && (c == '.' || c == '!' || c == '?');
}

static gboolean
is_abbreviation (const Cutter     *cutter,
                 const SaysoToken *token)
{
  g_autofree char *raw = g_strndup (cutter->start + token->byte, token->n_bytes);
  g_autofree char *lower = g_utf8_strdown (raw, -1);

  if (token->n_bytes > 8)
    return FALSE;
  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strcmp (abbreviations[i], lower) == 0)
      return TRUE;
  return strlen (lower) == 1 && (token->shape & SAYSO_SHAPE_CAPITAL);
}

static gboolean
is_closer (const Cutter     *cutter,
           const SaysoToken *token)
{
  gunichar c = g_utf8_get_char (cutter->start + token->byte);

  return token->mark == SAYSO_MARK_CLOSES || c == ')' || c == ']' || c == 0x2019 || c == '\'';
}

static gboolean
starts_sentence (const Cutter *cutter,
                 guint         i,
                 guint         from)
{
  const SaysoToken *tokens = (const SaysoToken *)cutter->tokens->data;
  guint             at = i;

  if (!(tokens[i].shape & SAYSO_SHAPE_SPACE_BEFORE))
    return FALSE;
  while (at > from && is_closer (cutter, &tokens[at - 1]))
    at--;
  if (at == from || !is_sentence_mark (cutter, &tokens[at - 1]))
    return FALSE;
  if (cutter->start[tokens[at - 1].byte] == '.' && at - 1 > from && is_abbreviation (cutter, &tokens[at - 2]))
    return FALSE;
  /* After a question inside a quotation the sentence may go on: "Why?" he said. */
  return (tokens[i].shape & (SAYSO_SHAPE_CAPITAL | SAYSO_SHAPE_DIGIT)) != 0 || tokens[i].mark == SAYSO_MARK_OPENS;
}

static void
close_sentence (Cutter *cutter,
                guint   from,
                guint   to)
{
  for (guint i = from; i < to; i++)
    {
      SaysoToken *token = &g_array_index (cutter->tokens, SaysoToken, i);

      token->sentence = cutter->sentence;
      token->sentence_start = from;
      token->sentence_end = to;
      token->in_sentence = MIN (i - from, G_MAXUINT16);
    }
  cutter->sentence++;
}

static void
close_paragraph (Cutter *cutter)
{
  guint from = cutter->paragraph_start, to = cutter->tokens->len, start = from, piece = from;

  cutter->paragraph_start = to;
  if (from == to)
    return;
  sayso_quotations_mark (cutter->start, cutter->end, cutter->single, (SaysoToken *)cutter->tokens->data + from, to - from);
  for (guint i = from + 1; i <= to; i++)
    {
      if (i < to && !starts_sentence (cutter, i, from) && i - piece < SAYSO_MAX_PARAGRAPH)
        continue;
      close_sentence (cutter, start, i);
      start = i;
      /* Pieces end with a sentence where they can. */
      if (i == to || i - piece >= SAYSO_MAX_PARAGRAPH / 2)
        {
          SaysoParagraph paragraph = { piece, i };

          g_array_append_val (cutter->paragraphs, paragraph);
          piece = i;
        }
    }
}

static void
cut_word (Cutter *cutter)
{
  const char *start = cutter->p, *end = word_end (cutter, start), *clitic = clitic_start (start, end);

  if (clitic > start)
    add_token (cutter, start, clitic, FALSE);
  if (clitic < end)
    add_token (cutter, clitic, end, TRUE);
  cutter->p = end;
}

static void
cut_mark (Cutter *cutter)
{
  const char *start = cutter->p;
  gunichar    c = g_utf8_get_char (start);

  cutter->p = g_utf8_next_char (start);
  if ((c == '\'' || c == '`') && *cutter->p == (char)c && cutter->p < cutter->end)
    cutter->p++;
  else if (is_apostrophe (c) && cutter->p < cutter->end && (*cutter->p == 's' || *cutter->p == 'S') && !is_letter (peek_char (cutter, cutter->p + 1)))
    {
      /* "2016's" and "(AP)'s" leave the clitic by itself. */
      cutter->p++;
      add_token (cutter, start, cutter->p, TRUE);
      return;
    }
  add_token (cutter, start, cutter->p, FALSE);
}

SaysoTokens *
sayso_tokens_new (const char *utf8,
                  gsize       n_bytes)
{
  SaysoTokens *self = g_new0 (SaysoTokens, 1);
  Cutter       cutter = { .start = utf8, .p = utf8, .end = utf8 + n_bytes, .single = sayso_quotations_are_single (utf8, n_bytes) };

  cutter.tokens = g_array_sized_new (FALSE, FALSE, sizeof (SaysoToken), n_bytes / 5 + 16);
  cutter.paragraphs = g_array_new (FALSE, FALSE, sizeof (SaysoParagraph));
  while (cutter.p < cutter.end)
    {
      gunichar c = g_utf8_get_char (cutter.p);

      if (c == '\n')
        close_paragraph (&cutter);
      if (g_unichar_isspace (c) || c == 0x200b || c == 0xfeff)
        {
          cutter.p = g_utf8_next_char (cutter.p);
          cutter.offset++;
        }
      else if (is_letter (c))
        cut_word (&cutter);
      else
        cut_mark (&cutter);
    }
  close_paragraph (&cutter);
  self->utf8 = utf8;
  self->n_tokens = cutter.tokens->len;
  self->tokens = (SaysoToken *)g_array_free (cutter.tokens, FALSE);
  self->n_paragraphs = cutter.paragraphs->len;
  self->paragraphs = (SaysoParagraph *)g_array_free (cutter.paragraphs, FALSE);
  return self;
}

void
sayso_tokens_free (SaysoTokens *self)
{
  g_free (self->tokens);
  g_free (self->paragraphs);
  g_free (self);
}

char *
sayso_tokens_dup_text (const SaysoTokens *self,
                       guint              start,
                       guint              end)
{
  const SaysoToken *first = &self->tokens[start], *last = &self->tokens[end - 1];

  g_return_val_if_fail (start < end && end <= self->n_tokens, NULL);

  return g_strndup (self->utf8 + first->byte, last->byte + last->n_bytes - first->byte);
}

gboolean
sayso_tokens_is_one_of (const SaysoTokens *self,
                        guint              token,
                        const char *const *words,
                        gsize              n_words)
{
  const SaysoToken *at = &self->tokens[token];
  const char       *form = self->utf8 + at->byte;

  for (gsize i = 0; i < n_words; i++)
    if (strlen (words[i]) == at->n_bytes && g_ascii_strncasecmp (form, words[i], at->n_bytes) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sayso_tokens_begins_paragraph (const SaysoTokens *self,
                               guint              token)
{
  const SaysoToken *at = self->tokens + token;

  return token == 0 || token >= self->n_tokens || memchr (self->utf8 + at[-1].byte, '\n', at->byte - at[-1].byte) != NULL;
}

guint
sayso_tokens_find (const SaysoTokens *self,
                   guint              offset)
{
  guint low = 0, high = self->n_tokens;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->tokens[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
