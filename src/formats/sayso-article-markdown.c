/* Making a plain-text article of Markdown.
 *
 * Blocks are told apart line by line: headings, paragraphs (whose lines are joined), quotes
 * and lists become paragraphs; front matter, rules, link references, footnotes, blocks of
 * code, HTML and pictures are left out. Inside a paragraph the marks of emphasis, links and code go and
 * their text stays.
 *
 * Marks that turn out to be marks are overwritten with GONE in place, and squeezed out at the
 * end, so that the time is linear in the length.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"

#include "text/sayso-text.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* A control character, which the text has not. */
#define GONE '\x01'
/* An address with more brackets in brackets than this is none; nor are pictures in pictures. */
#define MAX_NESTED 8
/* Nobody writes longer runs of backticks around code. */
#define MAX_TICKS 32

typedef struct
{
  SaysoImportedArticle *article;
  GString              *out;
  GString              *paragraph; /* lines so far */
  const char           *fence;     /* "```" or "~~~" while in code, else NULL */
  gboolean              in_html;   /* until the next blank line */
  gboolean              in_comment;
  gboolean              in_note; /* a footnote, until a line that is not indented */
} Reader;

/* A run of marks that may open an emphasis, or a bracket that may open a link. */
typedef struct
{
  char     mark;
  gboolean is_image;
  gsize    at, length; /* in the output */
} Opener;

static gboolean
is_word (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

static gboolean
is_space_at (const char *p)
{
  return *p == '\0' || g_unichar_isspace (g_utf8_get_char (p));
}

static void
erase (GString *out,
       gsize    at,
       gsize    length)
{
  memset (out->str + at, GONE, length);
}

/* "*", "_" or "~": a closer takes the last opener of its kind. "_" inside a word, and what
 * stands free between spaces, is text. */
static const char *
read_emphasis (GString    *out,
               GArray     *openers,
               const char *start,
               const char *p)
{
  const char *end = p + strspn (p, (char[]){ *p, '\0' });
  const char *before = p > start ? g_utf8_prev_char (p) : NULL;
  gboolean    opens = !is_space_at (end), closes = before != NULL && !is_space_at (before);
  gsize       left = (gsize)(end - p);

  if (*p == '_' && before != NULL && is_word (before) && is_word (end))
    opens = closes = FALSE;
  if (*p == '~' && left < 2)
    opens = closes = FALSE;
  while (closes && left > 0 && openers->len > 0)
    {
      Opener *opener = &g_array_index (openers, Opener, openers->len - 1);
      gsize   n = MIN (left, opener->length);

      erase (out, opener->at + opener->length - n, n);
      opener->length -= n;
      left -= n;
      opens = FALSE;
      if (opener->length == 0)
        g_array_set_size (openers, openers->len - 1);
    }
  if (opens)
    {
      Opener opener = { *p, FALSE, out->len, left };

      g_array_append_val (openers, opener);
    }
  g_string_append_len (out, p, (gssize)left);
  return end;
}

/* Behind "](address)" or "][reference]", or behind "]" where there is neither. */
static const char *
skip_target (const char *p)
{
  char  close = *p == '(' ? ')' : ']';
  guint depth = 0;

  if (*p != '(' && *p != '[')
    return p;
  for (const char *q = p; *q != '\0' && depth <= MAX_NESTED; q++)
    if (*q == '\\' && q[1] != '\0')
      q++;
    else if (*q == *p)
      depth++;
    else if (*q == close && --depth == 0)
      return q + 1;
  return p;
}

/* At "]": the bracket before goes with it, if it makes a link, a picture or a note. */
static const char *
close_bracket (GString    *out,
               GArray     *brackets,
               const char *p)
{
  Opener      opener;
  const char *end;
  gboolean    is_note;

  if (brackets->len == 0)
    {
      g_string_append_c (out, ']');
      return p + 1;
    }
  opener = g_array_index (brackets, Opener, brackets->len - 1);
  g_array_set_size (brackets, brackets->len - 1);
  end = skip_target (p + 1);
  is_note = out->len > opener.at + 1 && out->str[opener.at + 1] == '^';
  if (is_note || (opener.is_image && end > p + 1))
    erase (out, opener.at, out->len - opener.at);
  else if (end > p + 1)
    erase (out, opener.at, opener.length);
  else
    g_string_append_c (out, ']');
  return end;
}

/* "<https://…>" shows its address, other tags nothing. */
static const char *
read_angle (GString    *out,
            const char *p)
{
  const char *end = p + 1 + strcspn (p + 1, "<>");

  if (*end != '>' || !(g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
    {
      g_string_append_c (out, '<');
      return p + 1;
    }
  if (memchr (p, ':', (gsize)(end - p)) != NULL && memchr (p, ' ', (gsize)(end - p)) == NULL)
    g_string_append_len (out, p + 1, end - p - 1);
  return end + 1;
}

/* "&amp;" and "&#8220;". */
static const char *
read_entity (GString    *out,
             const char *p)
{
  gsize            length = 1 + strcspn (p + 1, "&; \t\n");
  g_autofree char *name = length < 32 && p[length] == ';' ? g_strndup (p + 1, length - 1) : NULL;
  guint64          value = 0;

  if (name != NULL && *name == '#')
    {
      if (!g_ascii_string_to_unsigned (name + (g_ascii_tolower (name[1]) == 'x' ? 2 : 1), g_ascii_tolower (name[1]) == 'x' ? 16 : 10, 32, 0x10ffff, &value, NULL))
        value = 0;
    }
  else if (name != NULL && htmlEntityLookup ((const xmlChar *)name) != NULL)
    value = htmlEntityLookup ((const xmlChar *)name)->value;
  if (value == 0 || !g_unichar_validate ((gunichar)value))
    {
      g_string_append_c (out, '&');
      return p + 1;
    }
  g_string_append_unichar (out, (gunichar)value);
  return p + length + 1;
}

/* Code keeps what it says: the text up to as many backticks. */
static const char *
read_code (GString    *out,
           const char *p,
           GHashTable *unclosed)
{
  gsize       n = strspn (p, "`");
  const char *q = p + n;

  while (n <= MAX_TICKS && !g_hash_table_contains (unclosed, GSIZE_TO_POINTER (n)) && (q = strchr (q, '`')) != NULL)
    {
      gsize m = strspn (q, "`");

      if (m == n)
        {
          g_string_append_len (out, p + n, q - p - (gssize)n);
          return q + m;
        }
      q += m;
    }
  g_hash_table_add (unclosed, GSIZE_TO_POINTER (n));
  g_string_append_len (out, p, (gssize)n);
  return p + n;
}

static const char *
open_bracket (GString    *out,
              GArray     *brackets,
              const char *p)
{
  Opener opener = { '[', *p == '!', out->len, *p == '!' ? 2 : 1 };

  if (brackets->len < MAX_NESTED)
    g_array_append_val (brackets, opener);
  g_string_append_len (out, p, (gssize)opener.length);
  return p + opener.length;
}

/* A line break that is meant: two spaces, or a backslash, before it. */
static const char *
read_break (GString    *out,
            const char *p)
{
  gboolean is_meant = g_str_has_suffix (out->str, "  ");

  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, is_meant ? '\n' : ' ');
  return p + 1;
}

static void
append_inline (GString    *string,
               const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) stars = g_array_new (FALSE, FALSE, sizeof (Opener));
  g_autoptr (GArray) underscores = g_array_new (FALSE, FALSE, sizeof (Opener));
  g_autoptr (GArray) tildes = g_array_new (FALSE, FALSE, sizeof (Opener));
  g_autoptr (GArray) brackets = g_array_new (FALSE, FALSE, sizeof (Opener));
  g_autoptr (GHashTable) unclosed = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p != '\0';)
    if (*p == '\\' && g_ascii_ispunct (p[1]))
      {
        g_string_append_c (out, p[1]);
        p += 2;
      }
    else if (*p == '\\' && p[1] == '\n')
      {
        g_string_append_c (out, '\n');
        p += 2;
      }
    else if (*p == '\n')
      p = read_break (out, p);
    else if (*p == '*' || *p == '_' || *p == '~')
      p = read_emphasis (out, *p == '*' ? stars : *p == '_' ? underscores
                                                            : tildes,
                         text, p);
    else if (*p == '[' || (*p == '!' && p[1] == '['))
      p = open_bracket (out, brackets, p);
    else if (*p == ']')
      p = close_bracket (out, brackets, p);
    else if (*p == '<')
      p = read_angle (out, p);
    else if (*p == '&')
      p = read_entity (out, p);
    else if (*p == '`')
      p = read_code (out, p, unclosed);
    else
      g_string_append_c (out, *p++);
  for (gsize i = 0; i < out->len; i++)
    if (out->str[i] != GONE)
      g_string_append_c (string, out->str[i]);
}

static void
end_paragraph (Reader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_strchomp (reader->paragraph->str);
  append_inline (text, reader->paragraph->str);
  g_string_truncate (reader->paragraph, 0);
  g_strstrip (text->str);
  if (*text->str != '\0')
    g_string_append_printf (reader->out, "%s%s", reader->out->len > 0 ? "\n\n" : "", text->str);
}

static void
add_heading (Reader     *reader,
             const char *line)
{
  g_autofree char *heading = g_strstrip (g_strdup (line));
  gsize            length = strlen (heading), end = length;
  gsize            before;

  while (end > 0 && heading[end - 1] == '#')
    end--;
  if (end == 0 || heading[end - 1] == ' ')
    heading[end] = '\0';
  before = reader->out->len;
  g_string_assign (reader->paragraph, heading);
  end_paragraph (reader);
  if (reader->article->title == NULL && reader->out->len > before)
    reader->article->title = g_strdup (reader->out->str + before + (before > 0 ? 2 : 0));
}

/* "- - -", "***", "___". */
static gboolean
is_rule (const char *line)
{
  char  mark = *line;
  guint n = 0;

  if (strchr ("-*_", mark) == NULL || mark == '\0')
    return FALSE;
  for (; *line != '\0'; line++)
    if (*line == mark)
      n++;
    else if (!g_ascii_isspace (*line))
      return FALSE;
  return n >= 3;
}

static gboolean
is_underline (const char *line)
{
  return (*line == '=' || *line == '-') && line[strspn (line, (char[]){ *line, '\0' })] == '\0';
}

/* Behind "- ", "* ", "+ ", "1. " or "1) "; NULL if there is none. */
static const char *
skip_bullet (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  if (strchr ("-*+", *line) != NULL && *line != '\0' && (line[1] == ' ' || line[1] == '\t'))
    return line + 2;
  if (digits > 0 && digits < 10 && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
    return line + digits + 2;
  return NULL;
}

/* "[name]: address", "[^name]: note". */
static gboolean
is_reference (const char *line)
{
  const char *end = *line == '[' ? strchr (line, ']') : NULL;

  return end != NULL && end > line + 1 && end[1] == ':';
}

static gboolean
starts_html (const char *line)
{
  static const char *const names[] = { "address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "img", "link", "main", "nav", "ol", "p", "pre", "script", "section", "style", "table", "ul", "video", NULL };
  g_autofree char         *name = NULL;
  gsize                    length;

  if (*line != '<')
    return FALSE;
  line += line[1] == '/' ? 2 : 1;
  length = strspn (line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  name = g_ascii_strdown (line, (gssize)length);
  return g_strv_contains (names, name);
}

/* Comments and blocks of HTML are no text. TRUE if the line was taken. */
static gboolean
skip_html (Reader     *reader,
           const char *line)
{
  if (!reader->in_comment && g_str_has_prefix (line, "<!--"))
    reader->in_comment = TRUE;
  if (reader->in_comment)
    {
      reader->in_comment = strstr (line, "-->") == NULL;
      return TRUE;
    }
  if (reader->paragraph->len == 0 && starts_html (line))
    reader->in_html = TRUE;
  return reader->in_html;
}

static gboolean
read_fence (Reader     *reader,
            const char *line)
{
  if (reader->fence != NULL)
    {
      if (g_str_has_prefix (line, reader->fence))
        reader->fence = NULL;
      return TRUE;
    }
  reader->fence = g_str_has_prefix (line, "```") ? "```" : g_str_has_prefix (line, "~~~") ? "~~~"
                                                                                          : NULL;
  if (reader->fence != NULL)
    end_paragraph (reader);
  return reader->fence != NULL;
}

/* FALSE if the line is text. */
static gboolean
read_block_mark (Reader     *reader,
                 const char *line)
{
  gsize level = strspn (line, "#");

  if (level > 0 && level <= 6 && (line[level] == ' ' || line[level] == '\0'))
    {
      end_paragraph (reader);
      add_heading (reader, line + level);
      return TRUE;
    }
  if (reader->paragraph->len > 0 && is_underline (line))
    {
      g_autofree char *heading = g_strdup (reader->paragraph->str);

      add_heading (reader, heading);
      return TRUE;
    }
  if (is_rule (line))
    {
      end_paragraph (reader);
      return TRUE;
    }
  return FALSE;
}

static void
read_line (Reader     *reader,
           const char *whole)
{
  const char *line = whole + strspn (whole, " \t");
  gboolean    indented = line > whole;
  const char *item;

  if (read_fence (reader, line))
    return;
  if (*line == '>')
    line += 1 + strspn (line + 1, "> \t");
  if (*line == '\0')
    {
      reader->in_html = FALSE;
      end_paragraph (reader);
      return;
    }
  reader->in_note = reader->in_note && indented;
  if (reader->in_note || skip_html (reader, line) || read_block_mark (reader, line))
    return;
  if (reader->paragraph->len == 0 && is_reference (line))
    {
      reader->in_note = line[1] == '^';
      return;
    }
  item = skip_bullet (line);
  if (item != NULL)
    end_paragraph (reader);
  if (reader->paragraph->len > 0)
    g_string_append_c (reader->paragraph, '\n');
  g_string_append (reader->paragraph, item != NULL ? item : line);
}

/* "author: Maria Lind" of front matter, quotes taken off. */
static void
read_fact (SaysoImportedArticle *article,
           const char           *line)
{
  static const char *const names[] = { "title", "author", "byline", "date", "url", "canonical_url", "source" };
  char                   **fields[] = { &article->title, &article->byline, &article->byline, &article->date, &article->url, &article->url, &article->url };
  const char              *colon = strchr (line, ':');
  g_autofree char         *name = colon != NULL ? g_ascii_strdown (line, colon - line) : NULL;
  g_autofree char         *value = colon != NULL ? g_strstrip (g_strdup (colon + 1)) : NULL;
  gsize                    length = value != NULL ? strlen (value) : 0;

  if (length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
    {
      value[length - 1] = '\0';
      memmove (value, value + 1, length - 1);
    }
  for (gsize i = 0; value != NULL && *value != '\0' && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0 && *fields[i] == NULL)
      *fields[i] = g_strdup (value);
}

/* The number of lines of front matter: from "---" on the first line to the next one. */
static guint
read_front_matter (SaysoImportedArticle *article,
                   GPtrArray            *lines)
{
  guint end = 1;

  if (strcmp (lines->pdata[0], "---") != 0)
    return 0;
  while (end < lines->len && strcmp (lines->pdata[end], "---") != 0 && strcmp (lines->pdata[end], "...") != 0)
    end++;
  if (end == lines->len)
    return 0;
  for (guint i = 1; i < end; i++)
    read_fact (article, lines->pdata[i]);
  return end + 1;
}

/* One kind of line ends, and no control characters, which the reader needs for itself. */
static GString *
clean_text (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n' || *p == '\t' || (guchar)*p >= 0x20)
      g_string_append_c (clean, *p);
    else if (*p == '\r' && p[1] != '\n')
      g_string_append_c (clean, '\n');
  return clean;
}

/* In place. */
static GPtrArray *
split_lines (char *text)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (char *end; (end = strchr (text, '\n')) != NULL; text = end + 1)
    {
      *end = '\0';
      g_ptr_array_add (lines, text);
    }
  g_ptr_array_add (lines, text);
  return lines;
}

SaysoImportedArticle *
sayso_article_import_markdown (GBytes     *bytes,
                               const char *encoding,
                               GError    **error)
{
  g_autoptr (SaysoImportedArticle) article = g_new0 (SaysoImportedArticle, 1);
  g_autoptr (SaysoText) text = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) clean = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  Reader reader = { .article = article, .out = out, .paragraph = paragraph };

  if (g_bytes_get_size (bytes) > SAYSO_ARTICLE_IMPORT_MAX_BYTES)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT, _ ("This text is too large to be an article."));
      return NULL;
    }
  text = sayso_text_new_from_bytes (bytes, encoding, &local);
  if (text == NULL)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, local->message);
      return NULL;
    }
  clean = clean_text (sayso_text_get_utf8 (text));
  lines = split_lines (clean->str);
  for (guint i = read_front_matter (article, lines); i < lines->len; i++)
    read_line (&reader, lines->pdata[i]);
  end_paragraph (&reader);
  if (out->len == 0)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("There is no readable text in this file."));
      return NULL;
    }
  g_string_append_c (out, '\n');
  article->text = g_string_free (g_steal_pointer (&out), FALSE);
  return g_steal_pointer (&article);
}
