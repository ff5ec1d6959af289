/* Making a plain-text article of a web page: the readable text, with title,
 * author and date where the page states them.
 *
 * The caller writes the text to ARTICLE.txt and the rest into the sidecar. Nothing is
 * fetched, no script is run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;                        /* paragraphs with a blank line between them, and a line end at the end */
  char *title, *byline, *date, *url; /* NULL where the page does not say */
} SaysoImportedArticle;

void sayso_imported_article_free (SaysoImportedArticle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoImportedArticle, sayso_imported_article_free)

/* encoding overrides what the page declares; NULL: as declared, else UTF-8. Fails
 * with SAYSO_FORMAT_ERROR_MALFORMED if there is no text in it. */
SaysoImportedArticle *sayso_article_import_html (GBytes     *bytes,
                                                 const char *encoding,
                                                 GError    **error);

G_END_DECLS
