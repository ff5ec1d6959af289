/* Making a plain-text article of a web page.
 *
 * What is read is the element that most likely is the article: <article>, else
 * <main>, else the body, of several the one with most text in its paragraphs. What
 * never is part of one (navigation, forms, scripts, captions of pages) is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Deeper than any page that people wrote; the walk is recursive. */
#define MAX_DEPTH 250

void
sayso_imported_article_free (SaysoImportedArticle *self)
{
  g_free (self->text);
  g_free (self->title);
  g_free (self->byline);
  g_free (self->date);
  g_free (self->url);
  g_free (self);
}

static gboolean
is_one_of (const xmlNode     *node,
           const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *)node->name);
}

static gboolean
is_left_out (const xmlNode *node)
{
  static const char *const names[] = { "script", "style", "noscript", "nav", "aside", "footer", "form", "button", "select", "textarea", "iframe", "svg", "object", "template", "head", "figure", "menu", NULL };

  return is_one_of (node, names);
}

static gboolean
is_block (const xmlNode *node)
{
  static const char *const names[] = { "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article", "main", "header", "table", "tr", "pre", "dl", "dt", "dd", "hr", "address", "body", NULL };

  return is_one_of (node, names);
}

/* Text with white space collapsed, as a browser shows it. */
static void
append_words (GString    *string,
              const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_ascii_isspace (*p))
      g_string_append_len (string, p, g_utf8_next_char (p) - p);
    else if (string->len > 0 && string->str[string->len - 1] != ' ' && string->str[string->len - 1] != '\n')
      g_string_append_c (string, ' ');
}

static void
end_line (GString    *string,
          const char *line_end)
{
  while (string->len > 0 && g_ascii_isspace (string->str[string->len - 1]))
    g_string_truncate (string, string->len - 1);
  if (string->len > 0)
    g_string_append (string, line_end);
}

static void
append_readable (GString       *string,
                 const xmlNode *node,
                 guint          depth)
{
  if (depth > MAX_DEPTH || is_left_out (node))
    return;
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    append_words (string, (const char *)node->content);
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (is_block (node))
    end_line (string, "\n\n");
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    append_readable (string, child, depth + 1);
  if (g_str_equal ((const char *)node->name, "br"))
    end_line (string, "\n");
  else if (is_block (node))
    end_line (string, "\n\n");
}

/* How much text stands in paragraphs below a node. */
static gsize
count_paragraphs (const xmlNode *node,
                  guint          depth)
{
  gsize n = 0;

  if (depth > MAX_DEPTH || is_left_out (node) || node->type != XML_ELEMENT_NODE)
    return 0;
  if (g_str_equal ((const char *)node->name, "p"))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_readable (text, node, depth);
      return text->len;
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    n += count_paragraphs (child, depth + 1);
  return n;
}

typedef struct
{
  const xmlNode        *best;
  gsize                 best_size;
  guint                 best_rank; /* 2: article, 1: main, 0: body */
  SaysoImportedArticle *article;
  char                 *heading; /* <title>, where nothing better is said */
} Walk;

static char *
dup_attribute (const xmlNode *node,
               const char    *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *)name);
  char    *copy = value != NULL ? g_strstrip (g_strdup ((const char *)value)) : NULL;

  xmlFree (value);
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

/* The first to be said counts. */
static void
take (char **field,
      char  *value)
{
  if (*field == NULL)
    *field = value;
  else
    g_free (value);
}

static void
read_meta (Walk          *walk,
           const xmlNode *node)
{
  g_autofree char *name = dup_attribute (node, "name");
  g_autofree char *property = dup_attribute (node, "property");
  const char      *key = property != NULL ? property : name != NULL ? name
                                                                    : "";

  if (g_str_equal (key, "og:title"))
    take (&walk->article->title, dup_attribute (node, "content"));
  else if (g_str_equal (key, "author") || g_str_equal (key, "article:author"))
    take (&walk->article->byline, dup_attribute (node, "content"));
  else if (g_str_equal (key, "article:published_time") || g_str_equal (key, "date") || g_str_equal (key, "dc.date"))
    take (&walk->article->date, dup_attribute (node, "content"));
  else if (g_str_equal (key, "og:url"))
    take (&walk->article->url, dup_attribute (node, "content"));
}

static void
read_element (Walk          *walk,
              const xmlNode *node,
              guint          depth)
{
  const char      *name = (const char *)node->name;
  g_autofree char *rel = dup_attribute (node, "rel");
  guint            rank = g_str_equal (name, "article") ? 2 : g_str_equal (name, "main") ? 1
                                                                                         : 0;

  if (g_str_equal (name, "meta"))
    read_meta (walk, node);
  else if (g_str_equal (name, "link") && g_strcmp0 (rel, "canonical") == 0)
    take (&walk->article->url, dup_attribute (node, "href"));
  else if (g_str_equal (name, "time"))
    take (&walk->article->date, dup_attribute (node, "datetime"));
  else if (g_str_equal (name, "title") && walk->heading == NULL)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (child->content != NULL)
          append_words (text, (const char *)child->content);
      end_line (text, "");
      if (text->len > 0)
        walk->heading = g_strdup (text->str);
    }
  if (rank > 0 || g_str_equal (name, "body"))
    {
      gsize size = count_paragraphs (node, depth);

      if (walk->best == NULL || (size > 0 && (rank > walk->best_rank || walk->best_size == 0 || (rank == walk->best_rank && size > walk->best_size))))
        {
          walk->best = node;
          walk->best_size = size;
          walk->best_rank = rank;
        }
    }
}

static void
look (Walk          *walk,
      const xmlNode *node,
      guint          depth)
{
  for (; node != NULL && depth <= MAX_DEPTH; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        read_element (walk, node, depth);
        look (walk, node->children, depth + 1);
      }
}

SaysoImportedArticle *
sayso_article_import_html (GBytes     *bytes,
                           const char *encoding,
                           GError    **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (SaysoImportedArticle) article = g_new0 (SaysoImportedArticle, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  Walk       walk = { .article = article };
  htmlDocPtr page = NULL;

  if (encoding == NULL && size > 0 && g_utf8_validate (data, size, NULL))
    encoding = "UTF-8";
  if (size > 0 && size < G_MAXINT)
    page = htmlReadMemory (data, (int)size, NULL, encoding, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT);
  if (page != NULL)
    {
      look (&walk, xmlDocGetRootElement (page), 0);
      if (walk.best != NULL)
        append_readable (text, walk.best, 0);
      end_line (text, "\n");
      xmlFreeDoc (page);
    }
  take (&article->title, walk.heading);
  if (text->len == 0)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("There is no readable text in this page."));
      return NULL;
    }
  article->text = g_strdup (text->str);
  return g_steal_pointer (&article);
}
