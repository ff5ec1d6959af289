/* The words of an article without what changes when they are repeated.
 *
 * The folded text is lower-case words between single spaces, one before the first
 * and one after the last, so that a search for " some words " finds whole words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fold.h"

#include <string.h>

struct _SaysoFold
{
  SaysoText  *text;
  char       *folded;
  guint32    *offsets; /* code point offset of the character that each byte came from */
  GHashTable *found;   /* folded words → GArray of SaysoSpan */
};

/* Apostrophes, soft hyphens and joiners vanish inside words. */
static gboolean
vanishes (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0xad || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* offsets may be NULL. */
static GString *
fold (const char *text,
      GArray     *offsets)
{
  GString *string = g_string_new (" ");
  guint32  offset = 0;

  if (offsets != NULL)
    g_array_append_val (offsets, offset);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      gunichar c = g_utf8_get_char (p);
      gsize    before = string->len;

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (string, g_unichar_tolower (c));
      else if (!vanishes (c) && string->str[string->len - 1] != ' ')
        g_string_append_c (string, ' ');
      for (; offsets != NULL && before < string->len; before++)
        g_array_append_val (offsets, offset);
    }
  if (string->str[string->len - 1] != ' ')
    {
      g_string_append_c (string, ' ');
      if (offsets != NULL)
        g_array_append_val (offsets, offset);
    }
  return string;
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

SaysoFold *
sayso_fold_new (SaysoText *text)
{
  SaysoFold *self = g_new0 (SaysoFold, 1);
  GArray    *offsets = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->text = g_object_ref (text);
  self->folded = g_string_free (fold (sayso_text_get_utf8 (text), offsets), FALSE);
  self->offsets = (guint32 *)(gpointer)g_array_free (offsets, FALSE);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  return self;
}

void
sayso_fold_free (SaysoFold *self)
{
  g_object_unref (self->text);
  g_free (self->folded);
  g_free (self->offsets);
  g_hash_table_unref (self->found);
  g_free (self);
}

const GArray *
sayso_fold_find (SaysoFold  *self,
                 const char *words)
{
  GString *needle = fold (words, NULL);
  GArray  *found = g_hash_table_lookup (self->found, needle->str);

  if (found != NULL)
    {
      g_string_free (needle, TRUE);
      return found;
    }
  found = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  for (const char *p = self->folded; needle->len > 1 && (p = strstr (p, needle->str)) != NULL; p++)
    {
      gsize     first = p - self->folded + 1;
      SaysoSpan span = { self->offsets[first], self->offsets[first + needle->len - 3] + 1 };

      g_array_append_val (found, span);
    }
  g_hash_table_insert (self->found, g_string_free (needle, FALSE), found);
  return found;
}

static gboolean
is_quotation_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || c == 0x201e || c == 0x201a || (c >= 0x300c && c <= 0x300f) || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

SaysoSpan
sayso_fold_with_marks (SaysoFold *self,
                       SaysoSpan  span)
{
  guint end = span.end;

  if (span.start == 0 || !is_quotation_mark (sayso_text_get_char (self->text, span.start - 1)))
    return span;
  while (end < span.end + 3 && sayso_text_get_char (self->text, end) < 0x80 && strchr (".,!?;:", (int)sayso_text_get_char (self->text, end)) != NULL && sayso_text_get_char (self->text, end) != 0)
    end++;
  if (end >= sayso_text_get_length (self->text) || !is_quotation_mark (sayso_text_get_char (self->text, end)))
    return span;
  return (SaysoSpan){ span.start - 1, end + 1 };
}

char **
sayso_fold_split (const char *quote)
{
  g_autoptr (GRegex) dots = g_regex_new ("[\\[(]?(…|\\.\\s?\\.\\s?\\.+)[\\])]?", 0, 0, NULL);
  char **pieces = g_regex_split (dots, quote, 0);
  char **to = pieces;

  /* Keeps the pieces that have words; the separators are among them, because
   * they are captured. */
  for (char **from = pieces; *from != NULL; from++)
    {
      gboolean has_words = FALSE;

      for (const char *p = *from; *p != '\0' && !has_words; p = g_utf8_next_char (p))
        has_words = g_unichar_isalnum (g_utf8_get_char (p));
      if (has_words)
        *to++ = *from;
      else
        g_free (*from);
    }
  *to = NULL;
  return pieces;
}
