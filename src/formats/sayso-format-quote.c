/* Finding a quote in the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-quote.h"

#include <string.h>

/* More context than this tells no more. */
#define MAX_CONTEXT 1024

/* How many bytes before a place are those before the quote; white space of any
 * kind and number counts as one. */
static gsize
match_backwards (const char *text,
                 const char *at,
                 const char *prefix)
{
  const char *p = prefix + strlen (prefix);
  gsize       matched = 0;

  while (at > text && p > prefix && matched < MAX_CONTEXT)
    {
      gboolean space = g_ascii_isspace (at[-1]);

      if (space != g_ascii_isspace (p[-1]) || (!space && at[-1] != p[-1]))
        break;
      do
        at--;
      while (space && at > text && g_ascii_isspace (at[-1]));
      do
        p--;
      while (space && p > prefix && g_ascii_isspace (p[-1]));
      matched++;
    }
  return matched;
}

static gsize
match_forwards (const char *at,
                const char *suffix)
{
  gsize matched = 0;

  while (*at != '\0' && *suffix != '\0' && matched < MAX_CONTEXT)
    {
      gboolean space = g_ascii_isspace (*at);

      if (space != g_ascii_isspace (*suffix) || (!space && *at != *suffix))
        break;
      do
        at++;
      while (space && g_ascii_isspace (*at));
      do
        suffix++;
      while (space && g_ascii_isspace (*suffix));
      matched++;
    }
  return matched;
}

static SaysoQuoteResult
find_literal (SaysoText  *text,
              const char *exact,
              const char *prefix,
              const char *suffix,
              SaysoSpan  *span)
{
  const char      *utf8 = sayso_text_get_utf8 (text);
  gsize            length = strlen (exact), best = 0;
  SaysoQuoteResult result = SAYSO_QUOTE_MISSING;

  for (const char *p = utf8; (p = strstr (p, exact)) != NULL; p = g_utf8_next_char (p))
    {
      gsize score = 1;

      if (prefix != NULL)
        score += match_backwards (utf8, p, prefix);
      if (suffix != NULL)
        score += match_forwards (p + length, suffix);
      if (score < best)
        continue;
      result = score == best ? SAYSO_QUOTE_AMBIGUOUS : SAYSO_QUOTE_FOUND;
      best = score;
      span->start = sayso_text_from_byte (text, p - utf8);
      span->end = sayso_text_from_byte (text, p - utf8 + length);
    }
  return result;
}

static char *
replace (const char *string,
         const char *old,
         const char *new)
{
  g_auto (GStrv) pieces = g_strsplit (string, old, -1);

  return g_strjoinv (new, pieces);
}

SaysoQuoteResult
sayso_quote_find (SaysoText  *text,
                  const char *exact,
                  const char *prefix,
                  const char *suffix,
                  SaysoSpan  *span)
{
  g_autofree char *lf = NULL, *crlf = NULL;
  SaysoQuoteResult result;

  if (*exact == '\0')
    return SAYSO_QUOTE_MISSING;
  result = find_literal (text, exact, prefix, suffix, span);
  if (result != SAYSO_QUOTE_MISSING || strchr (exact, '\n') == NULL)
    return result;
  lf = replace (exact, "\r\n", "\n");
  result = find_literal (text, lf, prefix, suffix, span);
  if (result != SAYSO_QUOTE_MISSING)
    return result;
  crlf = replace (lf, "\n", "\r\n");
  return find_literal (text, crlf, prefix, suffix, span);
}
