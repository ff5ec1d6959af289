/* The claims of a document, filtered and sorted, as a GListModel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-model.h"

#include "view/sayso-words.h"

#include <gio/gio.h>
#include <string.h>

/* What is built of so many claims is built at once, of more in pieces of so many microseconds, while nothing else is to
 * do. */
#define AT_ONCE 2000
#define PIECE_US 4000
/* The clock is asked after so many. */
#define CLAIMS_A_LOOK 64
/* Steps with more changes than this rebuild the list. */
#define MANY_CHANGES 2000

struct _SaysoClaimModel
{
  GObject parent_instance;

  SaysoDocument   *document;
  GSequence       *shown; /* of Row */
  GHashTable      *by_id; /* id -> GSequenceIter; ids belong to the rows */
  SaysoClaimFilter filter;
  char            *needle; /* filter.text, case folded */
  SaysoClaimOrder  order;
  GHashTable      *keys; /* speaker -> what it is sorted by */

  /* What will be shown, while it is built. */
  GSequence *coming;
  guint      n_seen; /* claims of the document that were looked at */
  guint      source;
};

/* A claim and what it is sorted by, as of when it was inserted. */
typedef struct
{
  SaysoAnnotation             *claim;
  const SaysoAnnotationRecord *record; /* a reference */
  const char                  *key;    /* for the order by speaker; the model's */
} Row;

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SaysoClaimModel, sayso_claim_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->claim);
  sayso_record_unref ((gpointer)row->record);
  g_free (row);
}

/* Nobody comes last. */
static const char *
get_key (SaysoClaimModel *self,
         SaysoAnnotation *claim)
{
  g_autofree char *speaker = sayso_words_speaker (self->document, claim);
  char            *key;

  if (speaker == NULL)
    speaker = g_strdup ("\364\217\277\275");
  key = g_hash_table_lookup (self->keys, speaker);
  if (key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (speaker, -1);

      key = g_utf8_collate_key (folded, -1);
      g_hash_table_insert (self->keys, g_steal_pointer (&speaker), key);
    }
  return key;
}

static Row *
row_new (SaysoClaimModel *self,
         SaysoAnnotation *claim)
{
  Row *row = g_new0 (Row, 1);

  row->claim = g_object_ref (claim);
  row->record = sayso_record_ref (sayso_annotation_get (claim));
  if (self->order == SAYSO_CLAIM_ORDER_SPEAKER)
    row->key = get_key (self, claim);
  return row;
}

static guint
length_of (const SaysoAnnotationRecord *record)
{
  guint length = 0;

  for (guint i = 0; i < record->n_spans; i++)
    length += record->spans[i].end - record->spans[i].start;
  return length;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  SaysoClaimModel *self = user_data;
  const Row       *left = a, *right = b;
  int              order = 0;

  switch (self->order)
    {
    case SAYSO_CLAIM_ORDER_SPEAKER:
      order = g_strcmp0 (left->key, right->key);
      break;
    case SAYSO_CLAIM_ORDER_CONFIDENCE:
      order = (left->record->confidence < 0 ? 1001 : left->record->confidence) - (right->record->confidence < 0 ? 1001 : right->record->confidence);
      break;
    case SAYSO_CLAIM_ORDER_STATUS:
      order = (int)left->record->status - (int)right->record->status;
      break;
    case SAYSO_CLAIM_ORDER_LENGTH:
      order = (int)length_of (right->record) - (int)length_of (left->record);
      break;
    case SAYSO_CLAIM_ORDER_PLACE:
    default:
      break;
    }
  return order != 0 ? order : sayso_record_compare (left->record, right->record);
}

static gboolean
passes (SaysoClaimModel *self,
        SaysoAnnotation *claim)
{
  return sayso_claim_filter_passes (&self->filter, self->needle, self->document, claim);
}

static guint
count_claims (SaysoClaimModel *self)
{
  return self->document != NULL ? g_list_model_get_n_items (sayso_document_get_claims (self->document)) : 0;
}

/* Takes in claims until a moment has passed; FALSE if that is all of them. */
static gboolean
build_until (SaysoClaimModel *self,
             gint64           moment)
{
  GListModel *claims = self->document != NULL ? sayso_document_get_claims (self->document) : NULL;
  guint       n_claims = count_claims (self);

  while (self->n_seen < n_claims)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, self->n_seen++);

      if (passes (self, claim))
        {
          if (self->order == SAYSO_CLAIM_ORDER_PLACE)
            g_sequence_append (self->coming, row_new (self, claim));
          else
            g_sequence_insert_sorted (self->coming, row_new (self, claim), compare_rows, self);
        }
      if (self->n_seen % CLAIMS_A_LOOK == 0 && g_get_monotonic_time () > moment)
        break;
    }
  return self->n_seen < n_claims;
}

static void
stop_building (SaysoClaimModel *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->coming, g_sequence_free);
}

static void
show_coming (SaysoClaimModel *self)
{
  guint n_before = g_sequence_get_length (self->shown);

  self->source = 0;
  g_hash_table_remove_all (self->by_id);
  g_sequence_free (self->shown);
  self->shown = g_steal_pointer (&self->coming);
  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->shown); !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      Row *row = g_sequence_get (iter);

      g_hash_table_insert (self->by_id, row->record->head.id, iter);
    }
  if (n_before > 0 || g_sequence_get_length (self->shown) > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, g_sequence_get_length (self->shown));
}

static gboolean
build_cb (gpointer user_data)
{
  SaysoClaimModel *self = user_data;

  if (build_until (self, g_get_monotonic_time () + PIECE_US))
    return G_SOURCE_CONTINUE;
  show_coming (self);
  return G_SOURCE_REMOVE;
}

/* Nothing of another document stays. */
static void
clear (SaysoClaimModel *self)
{
  stop_building (self);
  self->coming = g_sequence_new (row_free);
  show_coming (self);
  g_hash_table_remove_all (self->keys);
}

/* What is shown stays until the new list is whole. */
static void
rebuild (SaysoClaimModel *self)
{
  gboolean at_once = count_claims (self) <= AT_ONCE || (self->order == SAYSO_CLAIM_ORDER_PLACE && sayso_claim_filter_is_empty (&self->filter));

  stop_building (self);
  self->coming = g_sequence_new (row_free);
  self->n_seen = 0;
  if (!at_once)
    {
      self->source = g_idle_add (build_cb, self);
      return;
    }
  build_until (self, G_MAXINT64);
  show_coming (self);
}

void
sayso_claim_model_finish (SaysoClaimModel *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_MODEL (self));

  if (self->source == 0)
    return;
  g_source_remove (self->source);
  build_until (self, G_MAXINT64);
  show_coming (self);
}

/* Whether a row that stays may stay where it is. */
static gboolean
is_in_place (SaysoClaimModel *self,
             GSequenceIter   *iter)
{
  GSequenceIter *next = g_sequence_iter_next (iter);

  if (!g_sequence_iter_is_begin (iter) && compare_rows (g_sequence_get (g_sequence_iter_prev (iter)), g_sequence_get (iter), self) >= 0)
    return FALSE;
  return g_sequence_iter_is_end (next) || compare_rows (g_sequence_get (iter), g_sequence_get (next), self) < 0;
}

static void
remove_row (SaysoClaimModel *self,
            GSequenceIter   *iter)
{
  Row  *row = g_sequence_get (iter);
  guint position = g_sequence_iter_get_position (iter);

  g_hash_table_remove (self->by_id, row->record->head.id);
  g_sequence_remove (iter);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
insert_row (SaysoClaimModel *self,
            SaysoAnnotation *claim)
{
  Row           *row = row_new (self, claim);
  GSequenceIter *iter = g_sequence_insert_sorted (self->shown, row, compare_rows, self);

  g_hash_table_insert (self->by_id, row->record->head.id, iter);
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (iter), 0, 1);
}

static SaysoAnnotation *
claim_to_show (SaysoClaimModel *self,
               const char      *id)
{
  SaysoAnnotation *annotation = sayso_document_get_annotation (self->document, id);

  if (annotation == NULL || sayso_annotation_get (annotation)->type != SAYSO_ANNOTATION_CLAIM)
    return NULL;
  return passes (self, annotation) ? annotation : NULL;
}

/* The first pass takes out what must leave its place, so that the rest is sorted;
 * the ids to insert again are added to missing. */
static void
settle_row (SaysoClaimModel *self,
            const char      *id,
            GPtrArray       *missing)
{
  GSequenceIter   *iter = g_hash_table_lookup (self->by_id, id);
  SaysoAnnotation *claim = claim_to_show (self, id);

  if (iter != NULL && claim != NULL)
    {
      Row *old = g_sequence_get (iter);

      if (old->claim == claim)
        {
          Row *row = row_new (self, claim);

          g_hash_table_remove (self->by_id, id);
          g_sequence_set (iter, row);
          g_hash_table_insert (self->by_id, row->record->head.id, iter);
          if (is_in_place (self, iter))
            return;
        }
    }
  if (iter != NULL)
    remove_row (self, iter);
  if (claim != NULL)
    g_ptr_array_add (missing, g_object_ref (claim));
}

static void
add_claims_of (SaysoClaimModel *self,
               const char      *id,
               GHashTable      *ids)
{
  SaysoAnnotation *annotation = sayso_document_get_annotation (self->document, id);
  g_autoptr (GPtrArray) claims = NULL;

  if (annotation == NULL)
    return;
  claims = sayso_document_get_claims_of (self->document, annotation);
  for (guint i = 0; i < claims->len; i++)
    g_hash_table_add (ids, g_strdup (sayso_item_get_id (g_ptr_array_index (claims, i))));
}

/* FALSE if a change may touch any claim. */
static gboolean
add_touched (SaysoClaimModel   *self,
             const SaysoRecord *record,
             GHashTable        *ids)
{
  gboolean asks_mentions = self->order == SAYSO_CLAIM_ORDER_SPEAKER || self->filter.text != NULL || self->filter.speaker != NULL || self->filter.identity != NULL;

  switch (record->table)
    {
    case SAYSO_TABLE_ANNOTATIONS:
      if (((const SaysoAnnotationRecord *)record)->type != SAYSO_ANNOTATION_CLAIM && asks_mentions)
        add_claims_of (self, record->id, ids);
      g_hash_table_add (ids, g_strdup (record->id));
      return TRUE;
    case SAYSO_TABLE_LINKS:
      g_hash_table_add (ids, g_strdup (((const SaysoLinkRecord *)record)->from));
      return TRUE;
    case SAYSO_TABLE_IDENTITIES:
      return !asks_mentions;
    case SAYSO_TABLE_ARTICLE:
    case SAYSO_TABLE_SETS:
    default:
      return TRUE;
    }
}

static void
changed_cb (SaysoDocument   *document,
            SaysoStep       *step,
            gboolean         undone,
            SaysoClaimModel *self)
{
  guint              n_changes = 0;
  const SaysoChange *changes = sayso_step_get_changes (step, &n_changes);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean       all = n_changes > MANY_CHANGES;
  GHashTableIter iter;
  gpointer       id;

  for (guint i = 0; i < n_changes && !all; i++)
    {
      all = (changes[i].before != NULL && !add_touched (self, changes[i].before, ids)) || (changes[i].after != NULL && !add_touched (self, changes[i].after, ids));
    }
  /* What is being built has seen claims as they were. */
  if (all || self->source != 0)
    {
      rebuild (self);
      return;
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    settle_row (self, id, missing);
  for (guint i = 0; i < missing->len; i++)
    insert_row (self, g_ptr_array_index (missing, i));
}

static void
reloaded_cb (SaysoDocument   *document,
             SaysoClaimModel *self)
{
  rebuild (self);
}

static GType
get_item_type (GListModel *model)
{
  return SAYSO_TYPE_ANNOTATION;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (SAYSO_CLAIM_MODEL (model)->shown);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SaysoClaimModel *self = SAYSO_CLAIM_MODEL (model);
  GSequenceIter   *iter = g_sequence_get_iter_at_pos (self->shown, MIN (position, G_MAXINT));

  return g_sequence_iter_is_end (iter) ? NULL : g_object_ref (((Row *)g_sequence_get (iter))->claim);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
sayso_claim_model_dispose (GObject *object)
{
  SaysoClaimModel *self = SAYSO_CLAIM_MODEL (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  stop_building (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_claim_model_parent_class)->dispose (object);
}

static void
sayso_claim_model_finalize (GObject *object)
{
  SaysoClaimModel *self = SAYSO_CLAIM_MODEL (object);

  g_hash_table_unref (self->by_id);
  g_sequence_free (self->shown);
  g_hash_table_unref (self->keys);
  sayso_claim_filter_clear (&self->filter);
  g_free (self->needle);
  G_OBJECT_CLASS (sayso_claim_model_parent_class)->finalize (object);
}

static void
sayso_claim_model_class_init (SaysoClaimModelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_claim_model_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_claim_model_finalize;
}

static void
sayso_claim_model_init (SaysoClaimModel *self)
{
  self->shown = g_sequence_new (row_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SaysoClaimModel *
sayso_claim_model_new (void)
{
  return g_object_new (SAYSO_TYPE_CLAIM_MODEL, NULL);
}

void
sayso_claim_model_set_document (SaysoClaimModel *self,
                                SaysoDocument   *document)
{
  g_return_if_fail (SAYSO_IS_CLAIM_MODEL (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  clear (self);
  if (document != NULL)
    {
      g_signal_connect (document, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect (document, "reloaded", G_CALLBACK (reloaded_cb), self);
    }
  rebuild (self);
}

void
sayso_claim_model_set_filter (SaysoClaimModel        *self,
                              const SaysoClaimFilter *filter)
{
  g_return_if_fail (SAYSO_IS_CLAIM_MODEL (self));

  sayso_claim_filter_clear (&self->filter);
  sayso_claim_filter_copy (&self->filter, filter);
  g_free (self->needle);
  self->needle = filter->text != NULL ? g_utf8_casefold (filter->text, -1) : NULL;
  rebuild (self);
}

const SaysoClaimFilter *
sayso_claim_model_get_filter (SaysoClaimModel *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_MODEL (self), NULL);

  return &self->filter;
}

void
sayso_claim_model_set_order (SaysoClaimModel *self,
                             SaysoClaimOrder  order)
{
  g_return_if_fail (SAYSO_IS_CLAIM_MODEL (self));

  if (self->order == order)
    return;
  self->order = order;
  rebuild (self);
}

SaysoClaimOrder
sayso_claim_model_get_order (SaysoClaimModel *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_MODEL (self), SAYSO_CLAIM_ORDER_PLACE);

  return self->order;
}

guint
sayso_claim_model_find (SaysoClaimModel *self,
                        SaysoAnnotation *claim)
{
  GSequenceIter *iter = NULL;

  g_return_val_if_fail (SAYSO_IS_CLAIM_MODEL (self), G_MAXUINT);

  if (claim != NULL)
    iter = g_hash_table_lookup (self->by_id, sayso_item_get_id (SAYSO_ITEM (claim)));
  return iter != NULL ? (guint)g_sequence_iter_get_position (iter) : G_MAXUINT;
}
