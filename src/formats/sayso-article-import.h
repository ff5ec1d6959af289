/* Making a plain-text article of a web page or of Markdown: the readable text, with
 * title, byline, date and address where they are stated.
 *
 * The caller writes the text to ARTICLE.txt and the rest into the sidecar. Nothing is
 * fetched, no script is run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

/* Pages above this are no articles. */
#define SAYSO_ARTICLE_IMPORT_MAX_BYTES (16 * 1024 * 1024)

typedef struct
{
  char *text;                        /* paragraphs with a blank line between them, and a line end at the end */
  char *title, *byline, *date, *url; /* NULL where the page does not say */
} SaysoImportedArticle;

void sayso_imported_article_free (SaysoImportedArticle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoImportedArticle, sayso_imported_article_free)

/* encoding overrides what the file declares, NULL: as declared, else UTF-8. Fails with
 * SAYSO_FORMAT_ERROR_MALFORMED if there is no text in it or it is not in this encoding,
 * with SAYSO_FORMAT_ERROR_LIMIT if it is too large. Messages do not name the file. */
typedef SaysoImportedArticle *(*SaysoArticleImportFunc) (GBytes     *bytes,
                                                         const char *encoding,
                                                         GError    **error);
SaysoImportedArticle *sayso_article_import_html (GBytes     *bytes,
                                                 const char *encoding,
                                                 GError    **error);
/* CommonMark as far as articles use it, with front matter between "---" lines. */
SaysoImportedArticle *sayso_article_import_markdown (GBytes     *bytes,
                                                     const char *encoding,
                                                     GError    **error);

/* The one for a format ("html", "markdown"), or for a file by its name; NULL if none. */
SaysoArticleImportFunc sayso_article_import_for_format (const char *format);
SaysoArticleImportFunc sayso_article_import_for_file (const char *file_name);

G_END_DECLS
