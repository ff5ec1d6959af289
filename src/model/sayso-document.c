/* The document: records by id, the lists that show them, and the indexes that
 * answer questions about them.
 *
 * There is one way in: replace_record () puts one record in the place of
 * another and keeps every list and index in step. Steps, undo, redo and
 * loading are built on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-document-private.h"

#include <string.h>

#define ARTICLE_ID "article"

enum
{
  CHANGED,
  RELOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SaysoDocument, sayso_document, G_TYPE_OBJECT)

static SaysoItem *
lookup (SaysoDocument *self,
        SaysoTable     table,
        const char    *id)
{
  return self->items[table] != NULL ? g_hash_table_lookup (self->items[table], id) : NULL;
}

static void
index_spans (SaysoDocument               *self,
             SaysoItem                   *item,
             const SaysoAnnotationRecord *record,
             gboolean                     add)
{
  for (guint i = 0; i < record->n_spans; i++)
    {
      if (add)
        sayso_span_index_add (self->index, record->spans[i], item);
      else
        sayso_span_index_remove (self->index, record->spans[i], item);
    }
}

static void
count_claim (SaysoDocument               *self,
             const SaysoAnnotationRecord *record,
             int                          by)
{
  if (record->type == SAYSO_ANNOTATION_CLAIM)
    self->n_claims[record->status] += by;
}

static void
attach_link_end (GHashTable *ends,
                 SaysoItem  *annotation,
                 SaysoItem  *link)
{
  GPtrArray *links = g_hash_table_lookup (ends, annotation);

  if (links == NULL)
    {
      links = g_ptr_array_new ();
      g_hash_table_insert (ends, annotation, links);
    }
  g_ptr_array_add (links, link);
}

static void
detach_link_end (GHashTable *ends,
                 SaysoItem  *annotation,
                 SaysoItem  *link)
{
  GPtrArray *links = g_hash_table_lookup (ends, annotation);

  if (links == NULL)
    return;
  g_ptr_array_remove_fast (links, link);
  if (links->len == 0)
    g_hash_table_remove (ends, annotation);
}

static void
attach_link (SaysoDocument         *self,
             SaysoItem             *item,
             const SaysoLinkRecord *record,
             gboolean               attach)
{
  SaysoItem *from = lookup (self, SAYSO_TABLE_ANNOTATIONS, record->from);
  SaysoItem *to = lookup (self, SAYSO_TABLE_ANNOTATIONS, record->to);

  g_return_if_fail (from != NULL && to != NULL);

  (attach ? attach_link_end : detach_link_end) (self->links_from, from, item);
  (attach ? attach_link_end : detach_link_end) (self->links_to, to, item);
  sayso_link_set_target (SAYSO_LINK (item), attach ? SAYSO_ANNOTATION (to) : NULL);
}

/* What depends on a record beyond its table's own list. */
static void
enter_indexes (SaysoDocument *self,
               SaysoItem     *item)
{
  const SaysoRecord *record = sayso_item_get_record (item);

  if (record->table == SAYSO_TABLE_LINKS)
    attach_link (self, item, (const SaysoLinkRecord *)record, TRUE);
  if (record->table != SAYSO_TABLE_ANNOTATIONS)
    return;
  index_spans (self, item, (const SaysoAnnotationRecord *)record, TRUE);
  count_claim (self, (const SaysoAnnotationRecord *)record, 1);
}

static void
leave_indexes (SaysoDocument *self,
               SaysoItem     *item)
{
  const SaysoRecord *record = sayso_item_get_record (item);

  if (record->table == SAYSO_TABLE_LINKS)
    attach_link (self, item, (const SaysoLinkRecord *)record, FALSE);
  if (record->table != SAYSO_TABLE_ANNOTATIONS)
    return;
  index_spans (self, item, (const SaysoAnnotationRecord *)record, FALSE);
  count_claim (self, (const SaysoAnnotationRecord *)record, -1);
}

static gboolean
is_claim (const SaysoRecord *record)
{
  return record->table == SAYSO_TABLE_ANNOTATIONS
         && ((const SaysoAnnotationRecord *)record)->type == SAYSO_ANNOTATION_CLAIM;
}

/* All but the lists. The item, borrowed. */
static SaysoItem *
enter_item (SaysoDocument     *self,
            const SaysoRecord *record)
{
  SaysoItem *item = sayso_item_new (record);

  g_hash_table_insert (self->items[record->table], (char *)sayso_item_get_id (item), item);
  enter_indexes (self, item);
  return item;
}

static void
add_item (SaysoDocument     *self,
          const SaysoRecord *record)
{
  SaysoItem *item = enter_item (self, record);

  sayso_item_list_insert (self->lists[record->table], item);
  if (is_claim (record))
    sayso_item_list_insert (self->claims, item);
}

static void
drop_item (SaysoDocument *self,
           SaysoItem     *item)
{
  const SaysoRecord *record = sayso_item_get_record (item);
  g_autoptr (SaysoItem) kept = g_object_ref (item);

  leave_indexes (self, item);
  g_hash_table_remove (self->items[record->table], record->id);
  sayso_item_list_remove (self->lists[record->table], item);
  if (sayso_item_list_contains (self->claims, item))
    sayso_item_list_remove (self->claims, item);
}

static void
change_item (SaysoDocument     *self,
             SaysoItem         *item,
             const SaysoRecord *record)
{
  leave_indexes (self, item);
  /* The key of the table is the id inside the record. */
  g_hash_table_steal (self->items[record->table], record->id);
  sayso_item_set_record (item, record);
  g_hash_table_insert (self->items[record->table], (char *)sayso_item_get_id (item), item);
  enter_indexes (self, item);

  sayso_item_list_resort (self->lists[record->table], item);
  if (!is_claim (record) && sayso_item_list_contains (self->claims, item))
    sayso_item_list_remove (self->claims, item);
  else if (is_claim (record) && !sayso_item_list_contains (self->claims, item))
    sayso_item_list_insert (self->claims, item);
  else if (is_claim (record))
    sayso_item_list_resort (self->claims, item);
}

static void
replace_record (SaysoDocument     *self,
                const SaysoRecord *before,
                const SaysoRecord *after)
{
  const SaysoRecord *either = after != NULL ? after : before;
  SaysoItem         *item = lookup (self, either->table, either->id);

  if (either->table == SAYSO_TABLE_ARTICLE)
    {
      SaysoArticleRecord *article = sayso_record_ref (after);

      g_clear_pointer (&self->article, sayso_record_unref);
      self->article = article;
    }
  else if (before == NULL)
    add_item (self, after);
  else if (after == NULL)
    drop_item (self, item);
  else
    change_item (self, item, after);
}

static void
finish_change (SaysoDocument *self,
               SaysoStep     *step,
               gboolean       undone)
{
  self->generation++;
  g_signal_emit (self, signals[CHANGED], 0, step, undone);
}

static void
sayso_document_dispose (GObject *object)
{
  SaysoDocument *self = SAYSO_DOCUMENT (object);

  for (guint i = 0; i < SAYSO_N_TABLES; i++)
    g_clear_object (&self->lists[i]);
  g_clear_object (&self->claims);
  g_clear_object (&self->history);
  g_clear_object (&self->step);
  G_OBJECT_CLASS (sayso_document_parent_class)->dispose (object);
}

static void
sayso_document_finalize (GObject *object)
{
  SaysoDocument *self = SAYSO_DOCUMENT (object);

  g_hash_table_unref (self->links_from);
  g_hash_table_unref (self->links_to);
  sayso_span_index_free (self->index);
  for (guint i = 0; i < SAYSO_N_TABLES; i++)
    g_clear_pointer (&self->items[i], g_hash_table_unref);
  sayso_record_unref (self->article);
  g_clear_object (&self->text);
  G_OBJECT_CLASS (sayso_document_parent_class)->finalize (object);
}

static void
sayso_document_class_init (SaysoDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sayso_document_dispose;
  object_class->finalize = sayso_document_finalize;

  signals[CHANGED] = g_signal_new ("changed", SAYSO_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, SAYSO_TYPE_STEP, G_TYPE_BOOLEAN);
  signals[RELOADED] = g_signal_new ("reloaded", SAYSO_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sayso_document_init (SaysoDocument *self)
{
  static GType (*const item_types[SAYSO_N_TABLES]) (void) = {
    [SAYSO_TABLE_SETS] = sayso_annotation_set_get_type,
    [SAYSO_TABLE_IDENTITIES] = sayso_identity_get_type,
    [SAYSO_TABLE_ANNOTATIONS] = sayso_annotation_get_type,
    [SAYSO_TABLE_LINKS] = sayso_link_get_type,
  };

  for (guint i = SAYSO_TABLE_SETS; i < SAYSO_N_TABLES; i++)
    {
      self->items[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
      self->lists[i] = sayso_item_list_new (item_types[i]());
    }
  self->claims = sayso_item_list_new (SAYSO_TYPE_ANNOTATION);
  self->links_from = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->links_to = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->index = sayso_span_index_new ();
  self->history = sayso_history_new ();
  self->article = sayso_record_new (SAYSO_TABLE_ARTICLE, ARTICLE_ID);
}

SaysoDocument *
sayso_document_new (SaysoText *text)
{
  SaysoDocument *self;

  g_return_val_if_fail (SAYSO_IS_TEXT (text), NULL);

  self = g_object_new (SAYSO_TYPE_DOCUMENT, NULL);
  self->text = g_object_ref (text);
  return self;
}

void
sayso_document_begin (SaysoDocument *self,
                      const char    *label)
{
  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (label != NULL);

  if (self->depth++ == 0)
    self->step = sayso_step_new (label);
}

void
sayso_document_end (SaysoDocument *self)
{
  g_autoptr (SaysoStep) step = NULL;
  guint n_changes;

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  step = g_steal_pointer (&self->step);
  sayso_step_get_changes (step, &n_changes);
  if (n_changes == 0)
    return;
  sayso_history_push (self->history, step);
  finish_change (self, step, FALSE);
}

static const SaysoRecord *
current_record (SaysoDocument *self,
                SaysoTable     table,
                const char    *id)
{
  SaysoItem *item;

  if (table == SAYSO_TABLE_ARTICLE)
    return &self->article->head;
  item = lookup (self, table, id);
  return item != NULL ? sayso_item_get_record (item) : NULL;
}

static gboolean
references_exist (SaysoDocument     *self,
                  const SaysoRecord *record)
{
  if (record->table == SAYSO_TABLE_LINKS)
    {
      const SaysoLinkRecord *link = (const SaysoLinkRecord *)record;

      return lookup (self, SAYSO_TABLE_ANNOTATIONS, link->from) != NULL
             && lookup (self, SAYSO_TABLE_ANNOTATIONS, link->to) != NULL
             && link->set != NULL && lookup (self, SAYSO_TABLE_SETS, link->set) != NULL;
    }
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    {
      const SaysoAnnotationRecord *annotation = (const SaysoAnnotationRecord *)record;

      return annotation->set != NULL && lookup (self, SAYSO_TABLE_SETS, annotation->set) != NULL
             && (annotation->identity == NULL || lookup (self, SAYSO_TABLE_IDENTITIES, annotation->identity) != NULL);
    }
  return TRUE;
}

/* Every change goes through here while a step is open. */
static void
change (SaysoDocument     *self,
        const SaysoRecord *before,
        const SaysoRecord *after)
{
  sayso_step_append (self->step, before, after);
  if (before != NULL)
    sayso_record_ref (before);
  replace_record (self, before, after);
  if (before != NULL)
    sayso_record_unref ((gpointer)before);
}

void
sayso_document_put (SaysoDocument *self,
                    gconstpointer  data)
{
  const SaysoRecord *record = data;
  const SaysoRecord *before;

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (record != NULL);
  g_return_if_fail (self->step != NULL);
  g_return_if_fail (references_exist (self, record));

  before = current_record (self, record->table, record->id);
  if (before == NULL || !sayso_record_equal (before, record))
    change (self, before, record);
}

/* Shows new items in a list, and forgets them here. */
static void
list_items (SaysoItemList *list,
            GPtrArray     *items)
{
  sayso_item_list_insert_many (list, items);
  g_ptr_array_set_size (items, 0);
}

void
sayso_document_put_many (SaysoDocument *self,
                         GPtrArray     *records)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();
  SaysoTable table = SAYSO_TABLE_ARTICLE; /* of the items */

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (self->step != NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const SaysoRecord *record = records->pdata[i];
      gboolean           is_new = current_record (self, record->table, record->id) == NULL;

      if (!references_exist (self, record))
        {
          g_critical ("%s refers to what is not there", record->id);
          break;
        }
      if (items->len > 0 && (!is_new || record->table != table))
        {
          list_items (self->lists[table], items);
          list_items (self->claims, claims);
        }
      if (!is_new)
        {
          sayso_document_put (self, record);
          continue;
        }
      sayso_step_append (self->step, NULL, record);
      table = record->table;
      g_ptr_array_add (items, enter_item (self, record));
      if (is_claim (record))
        g_ptr_array_add (claims, items->pdata[items->len - 1]);
    }
  if (items->len > 0)
    list_items (self->lists[table], items);
  list_items (self->claims, claims);
}

static void
remove_links (SaysoDocument *self,
              GHashTable    *ends,
              SaysoItem     *annotation)
{
  GPtrArray *links;

  while ((links = g_hash_table_lookup (ends, annotation)) != NULL)
    change (self, sayso_item_get_record (links->pdata[links->len - 1]), NULL);
}

static void
remove_annotation (SaysoDocument *self,
                   SaysoItem     *annotation)
{
  remove_links (self, self->links_from, annotation);
  remove_links (self, self->links_to, annotation);
  change (self, sayso_item_get_record (annotation), NULL);
}

static void
remove_members_of_set (SaysoDocument *self,
                       const char    *set)
{
  g_autoptr (GPtrArray) records = sayso_document_snapshot (self);

  for (guint i = 0; i < records->len; i++)
    {
      const SaysoRecord *record = records->pdata[i];
      SaysoItem         *item = lookup (self, record->table, record->id);

      if (item == NULL)
        continue;
      if (record->table == SAYSO_TABLE_ANNOTATIONS && strcmp (((const SaysoAnnotationRecord *)record)->set, set) == 0)
        remove_annotation (self, item);
      else if (record->table == SAYSO_TABLE_LINKS && strcmp (((const SaysoLinkRecord *)record)->set, set) == 0)
        change (self, record, NULL);
    }
}

static void
remove_references_to_identity (SaysoDocument *self,
                               const char    *identity)
{
  g_autoptr (GPtrArray) records = sayso_document_snapshot (self);

  for (guint i = 0; i < records->len; i++)
    {
      const SaysoAnnotationRecord *record = records->pdata[i];
      g_autoptr (SaysoAnnotationRecord) without = NULL;

      if (record->head.table != SAYSO_TABLE_ANNOTATIONS || g_strcmp0 (record->identity, identity) != 0)
        continue;
      without = sayso_record_copy (record);
      sayso_record_set_ref (&without->identity, NULL);
      change (self, &record->head, &without->head);
    }
}

void
sayso_document_remove (SaysoDocument *self,
                       SaysoTable     table,
                       const char    *id)
{
  SaysoItem *item;

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (table > SAYSO_TABLE_ARTICLE && table < SAYSO_N_TABLES);
  g_return_if_fail (self->step != NULL);

  item = lookup (self, table, id);
  if (item == NULL)
    return;
  if (table == SAYSO_TABLE_ANNOTATIONS)
    {
      remove_annotation (self, item);
      return;
    }
  if (table == SAYSO_TABLE_SETS)
    remove_members_of_set (self, id);
  else if (table == SAYSO_TABLE_IDENTITIES)
    remove_references_to_identity (self, id);
  change (self, sayso_item_get_record (item), NULL);
}

void
sayso_document_undo (SaysoDocument *self)
{
  g_autoptr (SaysoStep) step = NULL;
  const SaysoChange *changes;
  guint              n_changes;

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (self->step == NULL);

  step = sayso_history_step_back (self->history);
  if (step == NULL)
    return;
  g_object_ref (step);
  changes = sayso_step_get_changes (step, &n_changes);
  for (guint i = n_changes; i > 0; i--)
    replace_record (self, changes[i - 1].after, changes[i - 1].before);
  finish_change (self, step, TRUE);
}

void
sayso_document_redo (SaysoDocument *self)
{
  g_autoptr (SaysoStep) step = NULL;
  const SaysoChange *changes;
  guint              n_changes;

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (self->step == NULL);

  step = sayso_history_step_forward (self->history);
  if (step == NULL)
    return;
  g_object_ref (step);
  changes = sayso_step_get_changes (step, &n_changes);
  for (guint i = 0; i < n_changes; i++)
    replace_record (self, changes[i].before, changes[i].after);
  finish_change (self, step, FALSE);
}

static void
forget_everything (SaysoDocument *self)
{
  g_hash_table_remove_all (self->links_from);
  g_hash_table_remove_all (self->links_to);
  sayso_span_index_clear (self->index);
  memset (self->n_claims, 0, sizeof self->n_claims);
  for (guint i = SAYSO_TABLE_SETS; i < SAYSO_N_TABLES; i++)
    g_hash_table_remove_all (self->items[i]);
  g_clear_pointer (&self->article, sayso_record_unref);
  self->article = sayso_record_new (SAYSO_TABLE_ARTICLE, ARTICLE_ID);
  sayso_history_clear (self->history);
}

void
sayso_document_load (SaysoDocument *self,
                     GPtrArray     *records)
{
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();
  GPtrArray *items[SAYSO_N_TABLES];

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (self->step == NULL);

  forget_everything (self);
  for (guint i = 0; i < SAYSO_N_TABLES; i++)
    items[i] = g_ptr_array_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const SaysoRecord *record = records->pdata[i];
      SaysoItem         *item;

      if (record->table == SAYSO_TABLE_ARTICLE)
        {
          g_clear_pointer (&self->article, sayso_record_unref);
          self->article = sayso_record_ref (record);
          continue;
        }
      item = sayso_item_new (record);
      g_hash_table_insert (self->items[record->table], (char *)sayso_item_get_id (item), item);
      g_ptr_array_add (items[record->table], item);
      if (is_claim (record))
        g_ptr_array_add (claims, item);
    }
  for (guint i = SAYSO_TABLE_SETS; i < SAYSO_N_TABLES; i++)
    for (guint j = 0; j < items[i]->len; j++)
      enter_indexes (self, items[i]->pdata[j]);
  for (guint i = SAYSO_TABLE_SETS; i < SAYSO_N_TABLES; i++)
    sayso_item_list_load (self->lists[i], items[i]);
  sayso_item_list_load (self->claims, claims);
  for (guint i = 0; i < SAYSO_N_TABLES; i++)
    g_ptr_array_unref (items[i]);
  self->generation++;
  g_signal_emit (self, signals[RELOADED], 0);
}

GPtrArray *
sayso_document_snapshot (SaysoDocument *self)
{
  GPtrArray *records;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);

  records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_ptr_array_add (records, sayso_record_ref (self->article));
  for (guint i = SAYSO_TABLE_SETS; i < SAYSO_N_TABLES; i++)
    sayso_item_list_collect (self->lists[i], records);
  return records;
}
