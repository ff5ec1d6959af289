/* Which importer makes an article of which file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"

#include <string.h>

static const struct
{
  const char            *format;
  SaysoArticleImportFunc import;
  const char            *extensions[5];
} kinds[] = {
  { "html", sayso_article_import_html, { ".html", ".htm", ".xhtml", NULL } },
  { "markdown", sayso_article_import_markdown, { ".md", ".markdown", ".mdown", NULL } },
};

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

SaysoArticleImportFunc
sayso_article_import_for_format (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].format, format) == 0)
      return kinds[i].import;
  return NULL;
}

SaysoArticleImportFunc
sayso_article_import_for_file (const char *file_name)
{
  const char *dot = strrchr (file_name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (kinds); i++)
    for (const char *const *extension = kinds[i].extensions; *extension != NULL; extension++)
      if (g_ascii_strcasecmp (*extension, dot) == 0)
        return kinds[i].import;
  return NULL;
}
