/* Reading JSON Lines with an article in each line, of which one is ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-json.h"

G_BEGIN_DECLS

/* Calls for each line whose "text" (older files: "data") is the importer's article, after taking from it the text and which tool
 * wrote it. Fails if a line has no text, and if no line is about this article. */
gboolean sayso_lines_read (GBytes           *bytes,
                           const char       *file_name, /* for messages */
                           SaysoImporter    *importer,
                           SaysoJsonLineFunc func,
                           gpointer          user_data,
                           GError          **error);

G_END_DECLS
