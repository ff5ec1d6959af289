/* What a web page says about itself: title, byline, date, address.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-article-import.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* Without white space around it; NULL if it is missing or empty. The caller frees it. */
char *sayso_page_dup_attribute (const xmlNode *node,
                                const char    *name);

/* Fills in all but the text. Of several places that state a thing, JSON-LD counts most,
 * then <meta>, then what stands on the page. */
void sayso_page_read_metadata (const xmlNode        *root,
                               SaysoImportedArticle *article);

G_END_DECLS
