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

  SaysoDocument      *document;
  SaysoClaimFilter    filter;
  char               *needle; /* filter.text, case folded */
  SaysoClaimOrder     order;
  SaysoClaimSpeakers *speakers;
  SaysoClaimRows     *shown;

  /* What will be shown, while it is built; or NULL. */
  SaysoClaimRows *coming;
  guint           n_seen; /* claims of the document that were looked at */
  guint           build_source;
  /* What was shown, while it is dropped; or NULL. */
  SaysoClaimRows *leaving;
  guint           drop_source;
};

enum
{
  REPLACING,
  REPLACED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SaysoClaimModel, sayso_claim_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
passes (SaysoClaimModel *self,
        SaysoAnnotation *claim)
{
  return sayso_claim_filter_passes (&self->filter, self->needle, self->document, self->speakers, claim);
}

static guint
count_claims (SaysoClaimModel *self)
{
  return self->document != NULL ? g_list_model_get_n_items (sayso_document_get_claims (self->document)) : 0;
}

/* TRUE if all is built, FALSE if a moment has passed before. */
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
        sayso_claim_rows_gather (self->coming, claim);
      if (self->n_seen % CLAIMS_A_LOOK == 0 && g_get_monotonic_time () > moment)
        return FALSE;
    }
  sayso_claim_rows_arrange (self->coming);
  return TRUE;
}

static void
start_building (SaysoClaimModel *self)
{
  self->coming = sayso_claim_rows_new (self->order, self->speakers);
  self->n_seen = 0;
}

static void
stop_building (SaysoClaimModel *self)
{
  g_clear_handle_id (&self->build_source, g_source_remove);
  g_clear_pointer (&self->coming, sayso_claim_rows_free);
}

static void
stop_dropping (SaysoClaimModel *self)
{
  g_clear_handle_id (&self->drop_source, g_source_remove);
  g_clear_pointer (&self->leaving, sayso_claim_rows_free);
}

static gboolean
drop_cb (gpointer user_data)
{
  SaysoClaimModel *self = user_data;

  if (sayso_claim_rows_drop_some (self->leaving))
    return G_SOURCE_CONTINUE;
  self->drop_source = 0;
  stop_dropping (self);
  return G_SOURCE_REMOVE;
}

static void
show_coming (SaysoClaimModel *self)
{
  guint n_before = sayso_claim_rows_get_length (self->shown);
  guint n_after = sayso_claim_rows_get_length (self->coming);

  self->build_source = 0;
  g_signal_emit (self, signals[REPLACING], 0);
  stop_dropping (self);
  self->leaving = g_steal_pointer (&self->shown);
  self->shown = g_steal_pointer (&self->coming);
  self->drop_source = g_idle_add (drop_cb, self);
  if (n_before > 0 || n_after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_after);
  g_signal_emit (self, signals[REPLACED], 0);
}

static gboolean
build_cb (gpointer user_data)
{
  SaysoClaimModel *self = user_data;

  if (!build_until (self, g_get_monotonic_time () + PIECE_US))
    return G_SOURCE_CONTINUE;
  show_coming (self);
  return G_SOURCE_REMOVE;
}

/* Nothing of another document stays. */
static void
clear (SaysoClaimModel *self)
{
  stop_building (self);
  sayso_claim_speakers_unref (self->speakers);
  self->speakers = sayso_claim_speakers_new (self->document);
  start_building (self);
  show_coming (self);
  stop_dropping (self);
}

/* What is shown stays until the new list is whole. */
static void
rebuild (SaysoClaimModel *self)
{
  gboolean at_once = count_claims (self) <= AT_ONCE || (self->order == SAYSO_CLAIM_ORDER_PLACE && sayso_claim_filter_is_empty (&self->filter));

  stop_building (self);
  start_building (self);
  if (!at_once)
    {
      self->build_source = g_idle_add (build_cb, self);
      return;
    }
  build_until (self, G_MAXINT64);
  show_coming (self);
}

void
sayso_claim_model_finish (SaysoClaimModel *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_MODEL (self));

  if (self->build_source == 0)
    return;
  g_source_remove (self->build_source);
  build_until (self, G_MAXINT64);
  show_coming (self);
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
  SaysoAnnotation *claim = claim_to_show (self, id);
  gboolean         is_shown = sayso_claim_rows_find (self->shown, id) != G_MAXUINT;

  if (is_shown && claim != NULL && sayso_claim_rows_update (self->shown, claim))
    return;
  if (is_shown)
    g_list_model_items_changed (G_LIST_MODEL (self), sayso_claim_rows_remove (self->shown, id), 1, 0);
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

  sayso_claim_speakers_step_done (self->speakers, step);
  for (guint i = 0; i < n_changes && !all; i++)
    {
      all = (changes[i].before != NULL && !add_touched (self, changes[i].before, ids)) || (changes[i].after != NULL && !add_touched (self, changes[i].after, ids));
    }
  /* What is being built has seen claims as they were. */
  if (all || self->build_source != 0)
    {
      rebuild (self);
      return;
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    settle_row (self, id, missing);
  for (guint i = 0; i < missing->len; i++)
    g_list_model_items_changed (G_LIST_MODEL (self), sayso_claim_rows_insert (self->shown, missing->pdata[i]), 0, 1);
}

static void
reloaded_cb (SaysoDocument   *document,
             SaysoClaimModel *self)
{
  sayso_claim_speakers_forget_all (self->speakers);
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
  return sayso_claim_rows_get_length (SAYSO_CLAIM_MODEL (model)->shown);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SaysoAnnotation *claim = sayso_claim_rows_get (SAYSO_CLAIM_MODEL (model)->shown, position);

  return claim != NULL ? g_object_ref (claim) : NULL;
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
  stop_dropping (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_claim_model_parent_class)->dispose (object);
}

static void
sayso_claim_model_finalize (GObject *object)
{
  SaysoClaimModel *self = SAYSO_CLAIM_MODEL (object);

  sayso_claim_rows_free (self->shown);
  sayso_claim_speakers_unref (self->speakers);
  sayso_claim_filter_clear (&self->filter);
  g_free (self->needle);
  G_OBJECT_CLASS (sayso_claim_model_parent_class)->finalize (object);
}

static void
sayso_claim_model_class_init (SaysoClaimModelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_claim_model_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_claim_model_finalize;
  signals[REPLACING] = g_signal_new ("replacing", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sayso_claim_model_init (SaysoClaimModel *self)
{
  self->speakers = sayso_claim_speakers_new (NULL);
  self->shown = sayso_claim_rows_new (self->order, self->speakers);
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
  g_return_val_if_fail (SAYSO_IS_CLAIM_MODEL (self), G_MAXUINT);

  return claim != NULL ? sayso_claim_rows_find (self->shown, sayso_item_get_id (SAYSO_ITEM (claim))) : G_MAXUINT;
}
