/* A sorted GListModel of items, for the document alone.
 *
 * A balanced sequence (GSequence) keeps the order of the sidecar: finding,
 * adding, moving and indexing an item take O(log n).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "model/sayso-item.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_ITEM_LIST (sayso_item_list_get_type ())
G_DECLARE_FINAL_TYPE (SaysoItemList, sayso_item_list, SAYSO, ITEM_LIST, GObject)

/* An empty list. */
SaysoItemList *sayso_item_list_new (GType item_type);

/* Sorts and replaces everything with one items-changed. */
void sayso_item_list_load (SaysoItemList *self,
                           GPtrArray     *items);
void sayso_item_list_insert (SaysoItemList *self,
                             SaysoItem     *item);
/* Sorts them, and inserts all with one items-changed. O(n + m), m being sorted already. */
void sayso_item_list_insert_many (SaysoItemList *self,
                                  GPtrArray     *items);
/* The list must contain the item. */
void sayso_item_list_remove (SaysoItemList *self,
                             SaysoItem     *item);
/* The item's record changed: moves it to its place if that is another. */
void     sayso_item_list_resort (SaysoItemList *self,
                                 SaysoItem     *item);
gboolean sayso_item_list_contains (SaysoItemList *self,
                                   SaysoItem     *item);
/* G_MAXUINT if it is not there. */
guint sayso_item_list_find (SaysoItemList *self,
                            SaysoItem     *item);
/* The place of the first item whose record compares at or after this one. */
guint sayso_item_list_search (SaysoItemList     *self,
                              const SaysoRecord *record);
/* Appends a reference to each item's record, in order. */
void sayso_item_list_collect (SaysoItemList *self,
                              GPtrArray     *records);

G_END_DECLS
