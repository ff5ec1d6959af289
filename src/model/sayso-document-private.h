/* The inside of the document, for its own files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"
#include "model/sayso-item-list.h"
#include "text/sayso-span-index.h"

G_BEGIN_DECLS

struct _SaysoDocument
{
  GObject             parent_instance;
  SaysoText          *text;
  SaysoHistory       *history;
  SaysoArticleRecord *article;
  GHashTable         *items[SAYSO_N_TABLES]; /* id -> SaysoItem, the key lives in the item's record */
  SaysoItemList      *lists[SAYSO_N_TABLES];
  SaysoItemList      *claims;
  GHashTable         *links_from; /* SaysoItem -> GPtrArray of SaysoLink */
  GHashTable         *links_to;
  SaysoSpanIndex     *index; /* owners are SaysoAnnotation */
  guint               n_claims[3];
  SaysoStep          *step; /* the open one */
  guint               depth;
  guint64             generation;
};

G_END_DECLS
