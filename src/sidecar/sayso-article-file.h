/* Making a new article: a text file, and the sidecar with what is known about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sidecar/sayso-store.h"

G_BEGIN_DECLS

/* "FOLDER/page.html" becomes "FOLDER/page.txt". */
char *sayso_article_file_name_for (const char *path);

/* Writes the text to path and its sidecar beside it. byline goes into the sidecar as a member
 * of "article"; title, byline, date and url may be NULL. Nothing that is there is ever
 * overwritten: fails with SAYSO_STORE_ERROR_EXISTS if the article or a sidecar of that name
 * is, with SAYSO_STORE_ERROR_WRITE if one of the two cannot be written; then neither
 * is left behind. */
gboolean sayso_article_file_make (const char     *path,
                                  const char     *text,
                                  const char     *title,
                                  const char     *byline,
                                  const char     *date,
                                  const char     *url,
                                  SaysoStoreFlags flags,
                                  GError        **error);

G_END_DECLS
