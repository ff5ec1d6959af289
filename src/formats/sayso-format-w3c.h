/* What the two halves of the W3C Web Annotation format share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

#define SAYSO_W3C_NAMESPACE "https://sayso.github.io/ns#"
#define SAYSO_W3C_WIKIDATA "http://www.wikidata.org/entity/"

/* The import of the format; see SaysoFormat. */
GPtrArray *sayso_w3c_import (GBytes                   *bytes,
                             const SaysoImportOptions *options,
                             GError                  **error);

G_END_DECLS
