/* What a web page says about itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-page.h"
#include "formats/sayso-format-json.h"

#include <string.h>

/* Deeper than any page that people wrote; the walk is recursive. */
#define MAX_DEPTH 250
/* In bytes: a headline or a byline is shorter. */
#define MAX_FIELD 1000

typedef enum
{
  TITLE,
  BYLINE,
  DATE,
  URL,
  N_FIELDS
} Field;

/* How far a place is trusted, the least first. */
typedef enum
{
  NOT_SAID,
  ON_PAGE,
  IN_HEAD,
  IN_META,
  IN_JSON_LD,
} Trust;

typedef struct
{
  char *values[N_FIELDS];
  Trust trust[N_FIELDS];
} Facts;

char *
sayso_page_dup_attribute (const xmlNode *node,
                          const char    *name)
{
  xmlChar *value = xmlGetProp ((xmlNode *)node, (const xmlChar *)name);
  char    *copy = value != NULL ? g_strstrip (g_strdup ((const char *)value)) : NULL;

  xmlFree (value);
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

static gboolean
is_address (const char *value)
{
  return g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "https://");
}

/* The first to be said counts, among those equally trusted. An author may be given as the
 * address of a profile, and an address as a script: neither is what is wanted. */
static void
take (Facts      *facts,
      Field       field,
      Trust       trust,
      const char *value)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (value == NULL || strlen (value) > MAX_FIELD || facts->trust[field] >= trust || (field == BYLINE && is_address (value)) || (field == URL && !is_address (value)))
    return;
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (line, *p);
    else if (line->len > 0 && line->str[line->len - 1] != ' ')
      g_string_append_c (line, ' ');
  g_strchomp (line->str);
  if (*line->str == '\0' || !g_utf8_validate (line->str, -1, NULL))
    return;
  facts->trust[field] = trust;
  g_free (facts->values[field]);
  facts->values[field] = g_strdup (line->str);
}

/* The text below a node, no more of it than tells that it is no field. */
static void
append_content (GString       *string,
                const xmlNode *node,
                gsize          limit,
                guint          depth)
{
  for (node = node->children; node != NULL && depth <= MAX_DEPTH && string->len <= limit; node = node->next)
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
      g_string_append (string, (const char *)node->content);
    else if (node->type == XML_ELEMENT_NODE)
      append_content (string, node, limit, depth + 1);
}

static char *
dup_content (const xmlNode *node,
             gsize          limit)
{
  GString *string = g_string_new (NULL);

  append_content (string, node, limit, 0);
  return g_string_free (string, FALSE);
}

static void
read_meta (Facts         *facts,
           const xmlNode *node)
{
  static const struct
  {
    const char *key;
    Field       field;
  } keys[] = {
    { "og:title", TITLE },
    { "twitter:title", TITLE },
    { "dc.title", TITLE },
    { "author", BYLINE },
    { "article:author", BYLINE },
    { "byl", BYLINE },
    { "dc.creator", BYLINE },
    { "article:published_time", DATE },
    { "date", DATE },
    { "dc.date", DATE },
    { "datePublished", DATE },
    { "pubdate", DATE },
    { "og:url", URL },
  };
  static const char *const attributes[] = { "property", "name", "itemprop" };
  g_autofree char         *content = sayso_page_dup_attribute (node, "content");

  for (gsize i = 0; content != NULL && i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *name = sayso_page_dup_attribute (node, attributes[i]);

      for (gsize j = 0; name != NULL && j < G_N_ELEMENTS (keys); j++)
        if (g_ascii_strcasecmp (name, keys[j].key) == 0)
          take (facts, keys[j].field, IN_META, content);
    }
}

/* "author" is a name, an object with one, or a list of those. */
static void
append_author (GString  *names,
               JsonNode *node)
{
  const char *name = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array) && names->len < MAX_FIELD; i++)
        if (!JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)))
          append_author (names, json_array_get_element (array, i));
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    name = sayso_json_get_string (json_node_get_object (node), "name");
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    name = json_node_get_string (node);
  if (name != NULL && *name != '\0' && !is_address (name))
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

static void
read_json_article (Facts      *facts,
                   JsonObject *object)
{
  const char *type = sayso_json_get_string (object, "@type");
  JsonNode   *author = json_object_get_member (object, "author");
  g_autoptr (GString) names = g_string_new (NULL);

  if (type == NULL || !(g_str_has_suffix (type, "Article") || g_str_has_suffix (type, "Posting") || strcmp (type, "Report") == 0))
    return;
  take (facts, TITLE, IN_JSON_LD, sayso_json_get_string (object, "headline"));
  take (facts, DATE, IN_JSON_LD, sayso_json_get_string (object, "datePublished"));
  take (facts, URL, IN_JSON_LD, sayso_json_get_string (object, "url"));
  if (author != NULL)
    append_author (names, author);
  take (facts, BYLINE, IN_JSON_LD, names->str);
}

/* One object, a list of them, or a graph. The guard has bounded the depth. */
static void
read_json_node (Facts    *facts,
                JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        read_json_node (facts, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      read_json_article (facts, object);
      if (json_object_has_member (object, "@graph"))
        read_json_node (facts, json_object_get_member (object, "@graph"));
    }
}

static void
read_script (Facts         *facts,
             const xmlNode *node)
{
  g_autofree char *type = sayso_page_dup_attribute (node, "type");
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_strcmp0 (type, "application/ld+json") != 0)
    return;
  content = dup_content (node, G_MAXSIZE);
  root = sayso_json_read (content, strlen (content), "", 0, NULL);
  if (root != NULL)
    read_json_node (facts, root);
}

/* What people see: a headline, "By Maria Lind", a date. */
static void
read_visible (Facts         *facts,
              const xmlNode *node)
{
  g_autofree char *rel = sayso_page_dup_attribute (node, "rel");
  g_autofree char *itemprop = sayso_page_dup_attribute (node, "itemprop");
  g_autofree char *class = sayso_page_dup_attribute (node, "class");
  g_autofree char *content = NULL;

  if (strcmp ((const char *)node->name, "time") == 0 || g_strcmp0 (itemprop, "datePublished") == 0)
    content = sayso_page_dup_attribute (node, "datetime");
  take (facts, DATE, ON_PAGE, content);
  if (facts->trust[BYLINE] == NOT_SAID && (g_strcmp0 (rel, "author") == 0 || g_strcmp0 (itemprop, "author") == 0 || g_strcmp0 (class, "byline") == 0 || g_strcmp0 (class, "author") == 0))
    {
      g_autofree char *byline = dup_content (node, MAX_FIELD);
      const char      *name = g_strchug (byline);

      take (facts, BYLINE, ON_PAGE, g_ascii_strncasecmp (name, "by ", 3) == 0 ? name + 3 : name);
    }
}

static void
read_element (Facts         *facts,
              const xmlNode *node)
{
  const char      *name = (const char *)node->name;
  g_autofree char *rel = NULL;
  g_autofree char *value = NULL;

  if (strcmp (name, "meta") == 0)
    read_meta (facts, node);
  else if (strcmp (name, "script") == 0)
    read_script (facts, node);
  else if (strcmp (name, "link") == 0)
    {
      rel = sayso_page_dup_attribute (node, "rel");
      value = sayso_page_dup_attribute (node, "href");
      if (g_strcmp0 (rel, "canonical") == 0)
        take (facts, URL, IN_JSON_LD, value);
    }
  else if ((strcmp (name, "title") == 0 || strcmp (name, "h1") == 0) && facts->trust[TITLE] < IN_HEAD)
    {
      value = dup_content (node, MAX_FIELD);
      take (facts, TITLE, *name == 't' ? IN_HEAD : ON_PAGE, value);
    }
  else
    read_visible (facts, node);
}

static void
look (Facts         *facts,
      const xmlNode *node,
      guint          depth)
{
  for (; node != NULL && depth <= MAX_DEPTH; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        read_element (facts, node);
        look (facts, node->children, depth + 1);
      }
}

void
sayso_page_read_metadata (const xmlNode        *root,
                          SaysoImportedArticle *article)
{
  Facts facts = { 0 };

  look (&facts, root, 0);
  article->title = facts.values[TITLE];
  article->byline = facts.values[BYLINE];
  article->date = facts.values[DATE];
  article->url = facts.values[URL];
}
