/* Making a plain-text article of a web page.
 *
 * What is read is the element that most likely is the article: one that says so
 * (itemprop=articleBody, <article>, <main>), else the smallest that still has most of the
 * page's prose. What never is part of one is left out: navigation, forms, scripts,
 * advertisements, comments, captions, lists of links, what is hidden.
 *
 * Pages are weighed once, from the leaves up, so that the time is linear in their size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"
#include "formats/sayso-article-page.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Deeper than any page that people wrote; the walk is recursive. */
#define MAX_DEPTH 250
/* In bytes. Text of an element that is no paragraph counts as prose from here on. */
#define PROSE_BYTES 80
/* An article of less is worth a second look. */
#define SHORT_BYTES 250
/* An element that has this share of its parent's prose is looked into, in percent. */
#define MOST 75

/* What stands in an element and below, left out things aside. */
typedef struct
{
  gsize prose;   /* bytes in paragraphs */
  gsize text;    /* bytes */
  gsize in_link; /* bytes of them in links */
  guint n_links;
} Weight;

typedef struct
{
  GHashTable    *weights;     /* xmlNode → Weight */
  gboolean       by_name;     /* what is named as clutter is left out */
  const xmlNode *best, *body; /* of those that say that they are the article; of the page */
  gsize          best_prose;
  guint          best_rank;
} Page;

static gboolean
is_one_of (const xmlNode     *node,
           const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *)node->name);
}

static gboolean
is_named (const xmlNode *node,
          const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0;
}

static gboolean
is_block (const xmlNode *node)
{
  static const char *const names[] = { "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article", "main", "header", "table", "tr", "td", "pre", "dl", "dt", "dd", "hr", "address", "body", NULL };

  return is_one_of (node, names);
}

static gboolean
is_text (const xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static gboolean
attribute_is_one_of (const xmlNode     *node,
                     const char        *name,
                     const char *const *values)
{
  g_autofree char *value = sayso_page_dup_attribute (node, name);

  return value != NULL && g_strv_contains (values, value);
}

static gboolean
is_hidden (const xmlNode *node)
{
  static const char *const yes[] = { "true", NULL };
  g_autofree char         *style = sayso_page_dup_attribute (node, "style");
  g_autoptr (GString) packed = g_string_new (NULL);

  if (xmlHasProp ((xmlNode *)node, (const xmlChar *)"hidden") != NULL || attribute_is_one_of (node, "aria-hidden", yes))
    return TRUE;
  for (const char *p = style; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (packed, g_ascii_tolower (*p));
  return strstr (packed->str, "display:none") != NULL || strstr (packed->str, "visibility:hidden") != NULL;
}

/* Whether a class or id names something that is no part of an article: its first or its
 * last word does. "has-sidebar" and "tag-social" tell of the page around it, or of what it is about. */
static gboolean
is_clutter_name (const char *name)
{
  static const char *const clutter[] = { "ad", "ads", "advert", "adverts", "advertisement", "adslot", "breadcrumb", "breadcrumbs", "byline", "caption", "comment", "comments", "cookie", "cookies", "credit", "disqus", "footer", "masthead", "menu", "modal", "nav", "navbar", "navigation", "newsletter", "outbrain", "pagination", "paywall", "popup", "promo", "promoted", "pullquote", "recirc", "recommended", "related", "respond", "share", "sharing", "sidebar", "signup", "skip", "social", "sponsor", "sponsored", "subscribe", "taboola", "tags", "toolbar", "trending", NULL };
  static const char *const around[] = { "has", "is", "js", "no", "not", "with", "without", "category", "tag", "type", "status", NULL };
  g_autofree char         *lower = g_ascii_strdown (name, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, "-_:", 20);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    if (g_strv_contains (around, words[i]))
      return FALSE;
  return n > 0 && (g_strv_contains (clutter, words[0]) || g_strv_contains (clutter, words[n - 1]));
}

static gboolean
is_clutter (const xmlNode *node)
{
  static const char *const kinds[] = { "class", "id", NULL };
  static const char *const roles[] = { "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "form", NULL };

  if (node->type != XML_ELEMENT_NODE || is_named (node, "body") || is_named (node, "html") || is_named (node, "main"))
    return FALSE;
  if (attribute_is_one_of (node, "role", roles))
    return TRUE;
  for (const char *const *kind = kinds; *kind != NULL; kind++)
    {
      g_autofree char *value = sayso_page_dup_attribute (node, *kind);
      g_auto (GStrv) names = value != NULL ? g_strsplit_set (value, " \t\r\n\f", 100) : NULL;

      for (guint i = 0; names != NULL && names[i] != NULL; i++)
        if (is_clutter_name (names[i]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_never_read (const xmlNode *node)
{
  static const char *const names[] = { "script", "style", "noscript", "nav", "aside", "footer", "form", "button", "select", "input", "textarea", "iframe", "svg", "math", "object", "embed", "template", "head", "figure", "figcaption", "caption", "menu", "dialog", "video", "audio", "canvas", "map", NULL };

  return is_one_of (node, names) || (node->type == XML_ELEMENT_NODE && is_hidden (node));
}

/* Letters are what counts: a page is full of white space between its elements. */
static gsize
count_letters (const char *text)
{
  gsize n = 0;

  for (; *text != '\0'; text++)
    n += !g_ascii_isspace (*text);
  return n;
}

/* A block of links, one after the other: related articles, tags, sharing. */
static gboolean
is_link_list (const xmlNode *node,
              const Weight  *weight)
{
  static const char *const names[] = { "ul", "ol", "div", "section", "table", "p", "header", NULL };

  return is_one_of (node, names) && weight->n_links >= 2 && weight->in_link * 10 >= weight->text * 7;
}

static guint
rank_of (const xmlNode *node)
{
  static const char *const body[] = { "articleBody", NULL };
  static const char *const main_role[] = { "main", NULL };

  if (attribute_is_one_of (node, "itemprop", body))
    return 3;
  if (is_named (node, "article"))
    return 2;
  return is_named (node, "main") || attribute_is_one_of (node, "role", main_role) ? 1 : 0;
}

/* Of those that say so, the highest in rank; of equals the one with most prose. */
static void
consider (Page          *page,
          const xmlNode *node,
          gsize          prose)
{
  guint rank = rank_of (node);

  if (is_named (node, "body") && page->body == NULL)
    page->body = node;
  if (rank == 0 || prose == 0 || rank < page->best_rank || (rank == page->best_rank && prose <= page->best_prose))
    return;
  page->best = node;
  page->best_rank = rank;
  page->best_prose = prose;
}

static Weight weigh (Page          *page,
                     const xmlNode *node,
                     guint          depth);

/* The sum of what is below; own is what is not in blocks further below. */
static Weight
weigh_children (Page          *page,
                const xmlNode *node,
                guint          depth,
                gsize         *own)
{
  Weight sum = { 0 };

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      Weight weight = weigh (page, child, depth + 1);

      sum.prose += weight.prose;
      sum.text += weight.text;
      sum.in_link += weight.in_link;
      sum.n_links += weight.n_links;
      *own += is_block (child) ? 0 : weight.text;
    }
  return sum;
}

static Weight
weigh (Page          *page,
       const xmlNode *node,
       guint          depth)
{
  Weight weight = { 0 };
  gsize  own = 0;

  if (is_text (node))
    return (Weight){ .text = count_letters ((const char *)node->content) };
  if (node->type != XML_ELEMENT_NODE || depth > MAX_DEPTH || is_never_read (node) || (page->by_name && is_clutter (node)))
    return weight;
  weight = weigh_children (page, node, depth, &own);
  if (is_named (node, "a"))
    {
      weight.in_link = weight.text;
      weight.n_links = 1;
    }
  if (is_named (node, "p") ? own > 0 : is_block (node) && own >= PROSE_BYTES)
    weight.prose += own;
  if (is_link_list (node, &weight))
    weight.prose = 0;
  consider (page, node, weight.prose);
  if (is_block (node))
    g_hash_table_insert (page->weights, (gpointer)node, g_memdup2 (&weight, sizeof weight));
  return weight;
}

static gsize
prose_of (Page          *page,
          const xmlNode *node)
{
  const Weight *weight = g_hash_table_lookup (page->weights, node);

  return weight != NULL ? weight->prose : 0;
}

static gboolean
is_left_out (Page          *page,
             const xmlNode *root,
             const xmlNode *node)
{
  const Weight *weight = g_hash_table_lookup (page->weights, node);

  if (is_never_read (node))
    return TRUE;
  if (node == root)
    return FALSE;
  return (page->by_name && is_clutter (node)) || (weight != NULL && is_link_list (node, weight));
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
                 Page          *page,
                 const xmlNode *root,
                 const xmlNode *node,
                 guint          depth)
{
  if (depth > MAX_DEPTH || is_left_out (page, root, node))
    return;
  if (is_text (node))
    append_words (string, (const char *)node->content);
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (is_block (node))
    end_line (string, "\n\n");
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    append_readable (string, page, root, child, depth + 1);
  if (is_named (node, "br"))
    end_line (string, "\n");
  else if (is_block (node))
    end_line (string, "\n\n");
}

/* The smallest element that still has most of the prose. */
static const xmlNode *
narrow (Page          *page,
        const xmlNode *node)
{
  gsize          all = prose_of (page, node);
  const xmlNode *next = node;

  while (next != NULL && all > 0)
    {
      node = next;
      next = NULL;
      for (const xmlNode *child = node->children; child != NULL && next == NULL; child = child->next)
        if (is_block (child) && !is_named (child, "p") && prose_of (page, child) * 100 >= all * MOST)
          next = child;
    }
  return node;
}

/* An <article> may be one teaser of many: then the page as a whole knows better. */
static const xmlNode *
find_article (Page          *page,
              const xmlNode *top)
{
  const xmlNode *body = page->body != NULL ? page->body : top;

  if (page->best != NULL && page->best_prose * 3 >= prose_of (page, body))
    return page->best;
  return narrow (page, body);
}

static GString *
read_text (const xmlNode *top,
           gboolean       by_name)
{
  g_autoptr (GHashTable) weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GString       *text = g_string_new (NULL);
  Page           page = { .weights = weights, .by_name = by_name };
  const xmlNode *article;

  if (top == NULL)
    return text;
  weigh (&page, top, 0);
  article = find_article (&page, top);
  append_readable (text, &page, article, article, 0);
  end_line (text, "\n");
  return text;
}

/* Names may mislead: where they leave hardly anything, a tenth, they are not believed. */
static char *
read_either_way (const xmlNode *top)
{
  g_autoptr (GString) careful = read_text (top, TRUE);
  g_autoptr (GString) all = careful->len < SHORT_BYTES ? read_text (top, FALSE) : NULL;
  GString *chosen = all != NULL && all->len / 10 >= careful->len ? all : careful;

  return chosen->len > 0 ? g_strdup (chosen->str) : NULL;
}

/* libxml2 hands on bytes that are not of the encoding that a page claims. */
static void
make_valid (char **text)
{
  g_autofree char *given = g_steal_pointer (text);

  if (given != NULL)
    *text = g_utf8_make_valid (given, -1);
}

SaysoImportedArticle *
sayso_article_import_html (GBytes     *bytes,
                           const char *encoding,
                           GError    **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (SaysoImportedArticle) article = g_new0 (SaysoImportedArticle, 1);
  htmlDocPtr page = NULL;

  if (size > SAYSO_ARTICLE_IMPORT_MAX_BYTES)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT, _ ("This page is too large to be an article."));
      return NULL;
    }
  if (encoding == NULL && size > 0 && g_utf8_validate (data, (gssize)size, NULL))
    encoding = "UTF-8";
  if (size > 0)
    page = htmlReadMemory (data, (int)size, NULL, encoding, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT);
  if (page != NULL)
    {
      article->text = read_either_way (xmlDocGetRootElement (page));
      make_valid (&article->text);
      sayso_page_read_metadata (xmlDocGetRootElement (page), article);
      xmlFreeDoc (page);
    }
  if (article->text == NULL)
    {
      g_set_error_literal (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("There is no readable text in this page."));
      return NULL;
    }
  return g_steal_pointer (&article);
}
