/* The one list of formats, in the order that people see them in.
 *
 * A format is a `const SaysoFormat sayso_format_NAME` in a file of its own and
 * one line here. What each is called outside stands in its own file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

G_BEGIN_DECLS

/* clang-format off */
#define SAYSO_FORMATS(FORMAT) \
  FORMAT (brat)               \
  FORMAT (csv)                \
  FORMAT (tsv)                \
  FORMAT (w3c)                \
  FORMAT (prodigy)            \
  FORMAT (label_studio)       \
  FORMAT (doccano)            \
  FORMAT (cas_json)           \
  FORMAT (cas_xmi)            \
  FORMAT (gate)               \
  FORMAT (webanno_tsv)        \
  FORMAT (tei)                \
  FORMAT (conll)              \
  FORMAT (citron)             \
  FORMAT (polnear)            \
  FORMAT (claimreview)        \
  FORMAT (html)               \
  FORMAT (markdown)           \
  FORMAT (decisions)          \
  FORMAT (corenlp)            \
  FORMAT (booknlp)            \
  FORMAT (quotes_table)
/* clang-format on */

#define SAYSO_DECLARE_FORMAT(name) extern const SaysoFormat sayso_format_##name;
SAYSO_FORMATS (SAYSO_DECLARE_FORMAT)
#undef SAYSO_DECLARE_FORMAT

G_END_DECLS
