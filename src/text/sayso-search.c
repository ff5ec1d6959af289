/* Finding what a person types into a search, without case: Knuth, Morris and Pratt's way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-search.h"

#include <string.h>

typedef struct
{
  gunichar *chars; /* without case */
  guint    *falls; /* how much of the beginning still stands where the character behind it does not fit */
  guint     n;
} Needle;

static void
needle_init (Needle     *needle,
             const char *text)
{
  glong n = 0;

  needle->chars = g_utf8_to_ucs4_fast (text, -1, &n);
  needle->n = (guint)n;
  needle->falls = g_new0 (guint, needle->n + 1);
  for (guint i = 0; i < needle->n; i++)
    needle->chars[i] = g_unichar_tolower (needle->chars[i]);
  for (guint i = 1, k = 0; i < needle->n; i++)
    {
      while (k > 0 && needle->chars[i] != needle->chars[k])
        k = needle->falls[k - 1];
      k += needle->chars[i] == needle->chars[k];
      needle->falls[i] = k;
    }
}

static void
needle_clear (Needle *needle)
{
  g_free (needle->chars);
  g_free (needle->falls);
}

/* The first or the last that begins at or behind start and before limit. */
static const char *
find_between (const Needle *needle,
              const char   *start,
              const char   *limit,
              gboolean      first)
{
  const char *found = NULL;
  guint       k = 0;

  for (const char *p = start; *p != '\0' && (p < limit || k > 0); p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      while (k > 0 && c != needle->chars[k])
        k = needle->falls[k - 1];
      k += c == needle->chars[k];
      if (k < needle->n)
        continue;
      {
        const char *begin = g_utf8_offset_to_pointer (g_utf8_next_char (p), -(glong)needle->n);

        if (begin >= limit)
          break;
        found = begin;
      }
      if (first)
        break;
      k = needle->falls[k - 1];
    }
  return found;
}

gboolean
sayso_search_find (const char *text,
                   gsize       from,
                   const char *needle,
                   gboolean    forward,
                   gsize      *found)
{
  const char *middle = text + from, *end = text + strlen (text), *p;
  Needle      typed;

  g_return_val_if_fail (from <= (gsize)(end - text), FALSE);

  if (*needle == '\0')
    return FALSE;
  needle_init (&typed, needle);
  p = forward ? find_between (&typed, middle, end, TRUE) : find_between (&typed, text, middle, FALSE);
  if (p == NULL)
    p = forward ? find_between (&typed, text, middle, TRUE) : find_between (&typed, middle, end, FALSE);
  needle_clear (&typed);
  if (p != NULL)
    *found = (gsize)(p - text);
  return p != NULL;
}
