/* From what the extractor found to suggestions in a document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-extractor.h"
#include "model/sayso-document.h"

G_BEGIN_DECLS

/* The tool's name as it stands in annotation sets. */
#define SAYSO_EXTRACT_TOOL "sayso extract " SAYSO_VERSION

/* Puts the quotes into the extractor's annotation set as suggestions, one undoable step. Its
 * own undecided suggestions of earlier runs are replaced; what a person made, decided or
 * mended stays, and a claim that is there already, whatever its status, is not proposed again. Returns how
 * many claims were proposed. */
guint sayso_proposals_apply (SaysoDocument     *document,
                             const SaysoQuotes *quotes);

G_END_DECLS
