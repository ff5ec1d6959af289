/* sayso import FILE: an article of a web page or of Markdown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command-article.h"

#include "formats/sayso-article-import.h"
#include "sidecar/sayso-article-file.h"
#include "sidecar/sayso-durable.h"

#include <glib/gi18n.h>
#include <stdio.h>

int
sayso_command_make_article (const char     *file,
                            const char     *format,
                            const char     *encoding,
                            const char     *output,
                            SaysoStoreFlags flags)
{
  SaysoArticleImportFunc import = format != NULL ? sayso_article_import_for_format (format) : sayso_article_import_for_file (file);
  g_autofree char       *path = output != NULL ? g_strdup (output) : sayso_article_file_name_for (file);
  g_autofree char       *shown = NULL;
  g_autoptr (SaysoImportedArticle) article = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (import == NULL)
    {
      sayso_command_complain (_ ("import: name an article and one file; or one web page or Markdown file (-f html, -f markdown), to make an article of it; see “sayso import --help”"));
      return SAYSO_EXIT_FAILED;
    }
  bytes = sayso_durable_read (file, SAYSO_ARTICLE_IMPORT_MAX_BYTES, &error);
  article = bytes != NULL ? import (bytes, encoding, &error) : NULL;
  if (article == NULL)
    {
      sayso_command_complain ("%s: %s", file, error->message);
      return SAYSO_EXIT_PROBLEMS;
    }
  if (!sayso_article_file_make (path, article->text, article->title, article->byline, article->date, article->url, flags, &error))
    {
      sayso_command_complain (g_error_matches (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_EXISTS) ? _ ("%s; -o names another place") : "%s", error->message);
      return SAYSO_EXIT_FAILED;
    }
  shown = sayso_terminal_escape (path);
  printf ("%s\n", shown);
  return SAYSO_EXIT_GOOD;
}
