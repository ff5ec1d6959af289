/* The claims of a document, filtered and sorted, as a GListModel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-model.h"

#include <gio/gio.h>
#include <string.h>

/* What is built of so many claims is built at once, of more in pieces of so many microseconds, while nothing else is to
 * do. */
#define AT_ONCE 2000
#define PIECE_US 4000
/* The clock is asked after so many. */
#define CLAIMS_A_LOOK 64
/* Are fetched into the cache before they are asked for. */
#define ROWS_AHEAD 8
/* Where more may have changed than this, all are entered anew. */
#define MANY_CHANGES 2000

struct _SaysoClaimModel
{
  GObject parent_instance;

  SaysoDocument     *document;
  SaysoClaimFilter   filter;
  char              *needle; /* filter.text, case folded */
  SaysoClaimOrder    order;
  SaysoClaimEntries *entries;
  SaysoClaimRows    *all; /* of the document, as they stand in the text */
  SaysoClaimRows    *shown;

  /* What will be shown, while it is built; or NULL. */
  SaysoClaimRows *coming;
  guint           n_seen; /* rows of all that were looked at */
  guint           build_source;

  /* Asking who says each claim, before a search does. */
  guint n_asked; /* rows of all */
  guint ask_source;
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
        SaysoClaimEntry *entry)
{
  return sayso_claim_filter_passes (&self->filter, self->needle, self->entries, entry);
}

/* TRUE if all is built, FALSE if a moment has passed before. */
static gboolean
build_until (SaysoClaimModel *self,
             gint64           moment)
{
  SaysoClaimEntry *entry;

  while ((entry = sayso_claim_rows_get (self->all, self->n_seen)) != NULL)
    {
      if (passes (self, entry))
        sayso_claim_rows_gather (self->coming, entry);
      if (++self->n_seen % CLAIMS_A_LOOK == 0 && g_get_monotonic_time () > moment)
        return FALSE;
    }
  sayso_claim_rows_arrange (self->coming);
  return TRUE;
}

static void
start_building (SaysoClaimModel *self)
{
  self->coming = sayso_claim_rows_new (self->order, self->entries);
  self->n_seen = 0;
}

static void
stop_building (SaysoClaimModel *self)
{
  g_clear_handle_id (&self->build_source, g_source_remove);
  g_clear_pointer (&self->coming, sayso_claim_rows_free);
}

static void
show_coming (SaysoClaimModel *self)
{
  g_autoptr (SaysoClaimRows) before = NULL;
  guint n_before = sayso_claim_rows_get_length (self->shown);
  guint n_after = sayso_claim_rows_get_length (self->coming);

  self->build_source = 0;
  g_signal_emit (self, signals[REPLACING], 0);
  before = g_steal_pointer (&self->shown);
  self->shown = g_steal_pointer (&self->coming);
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

static gboolean
ask_cb (gpointer user_data)
{
  SaysoClaimModel *self = user_data;
  gint64           moment = g_get_monotonic_time () + PIECE_US;
  SaysoClaimEntry *entry;

  while ((entry = sayso_claim_rows_get (self->all, self->n_asked)) != NULL)
    {
      sayso_claim_entries_get_words (self->entries, entry);
      if (++self->n_asked % CLAIMS_A_LOOK == 0 && g_get_monotonic_time () > moment)
        return G_SOURCE_CONTINUE;
    }
  self->ask_source = 0;
  return G_SOURCE_REMOVE;
}

/* Whoever searches first would wait for it. */
static void
ask_who_speaks (SaysoClaimModel *self)
{
  self->n_asked = 0;
  if (self->ask_source == 0 && sayso_claim_rows_get_length (self->all) > AT_ONCE)
    self->ask_source = g_idle_add_full (G_PRIORITY_LOW, ask_cb, self, NULL);
}

/* An entry for each claim of the document. What is shown keeps those that it is made of. */
static void
enter_all (SaysoClaimModel *self)
{
  GListModel *claims = self->document != NULL ? sayso_document_get_claims (self->document) : NULL;
  guint       n_claims = claims != NULL ? g_list_model_get_n_items (claims) : 0;

  stop_building (self);
  sayso_claim_rows_free (self->all);
  sayso_claim_entries_unref (self->entries);
  self->entries = sayso_claim_entries_new (self->document);
  self->all = sayso_claim_rows_new (SAYSO_CLAIM_ORDER_PLACE, self->entries);
  for (guint i = 0; i < n_claims; i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

      sayso_claim_rows_gather (self->all, sayso_claim_entries_add (self->entries, claim));
    }
  sayso_claim_rows_arrange (self->all);
  ask_who_speaks (self);
}

/* Nothing of another document stays. */
static void
clear (SaysoClaimModel *self)
{
  stop_building (self);
  start_building (self);
  show_coming (self);
}

/* What is shown stays until the new list is whole. */
static void
rebuild (SaysoClaimModel *self)
{
  gboolean at_once = sayso_claim_rows_get_length (self->all) <= AT_ONCE || (self->order == SAYSO_CLAIM_ORDER_PLACE && sayso_claim_filter_is_empty (&self->filter));

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

static void
remove_shown (SaysoClaimModel *self,
              guint            place)
{
  sayso_claim_rows_remove (self->shown, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
insert_shown (SaysoClaimModel *self,
              SaysoClaimEntry *entry)
{
  guint place = sayso_claim_rows_insert (self->shown, entry);

  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

/* Takes an entry out of everything. */
static void
remove_entry (SaysoClaimModel *self,
              SaysoClaimEntry *entry,
              guint            shown_at)
{
  if (shown_at != G_MAXUINT)
    remove_shown (self, shown_at);
  sayso_claim_rows_remove (self->all, sayso_claim_rows_find (self->all, entry));
  sayso_claim_entries_remove (self->entries, entry);
}

/* Where an entry is in what is shown, if that is of the entries of today. */
static guint
find_shown (SaysoClaimModel *self,
            SaysoClaimEntry *entry)
{
  return sayso_claim_rows_get_entries (self->shown) == self->entries ? sayso_claim_rows_find (self->shown, entry) : G_MAXUINT;
}

static void
update_entry (SaysoClaimModel *self,
              SaysoClaimEntry *entry)
{
  guint at = sayso_claim_rows_find (self->all, entry);

  sayso_claim_entries_update (self->entries, entry);
  if (sayso_claim_rows_fits (self->all, at))
    return;
  sayso_claim_rows_remove (self->all, at);
  sayso_claim_rows_insert (self->all, entry);
}

/* Brings the entry of an annotation, if that is or was a claim, up to date. What is about to be replaced only loses what
 * is gone. */
static void
settle (SaysoClaimModel *self,
        const char      *id,
        gboolean         is_replaced)
{
  SaysoAnnotation *annotation = sayso_document_get_annotation (self->document, id);
  SaysoAnnotation *claim = annotation != NULL && sayso_annotation_get (annotation)->type == SAYSO_ANNOTATION_CLAIM ? annotation : NULL;
  SaysoClaimEntry *entry = sayso_claim_entries_find (self->entries, id);
  guint            shown_at = entry != NULL ? find_shown (self, entry) : G_MAXUINT;

  /* A claim that was deleted and is back is another object, which who shows the row must see. */
  if (entry != NULL && entry->claim != claim)
    {
      remove_entry (self, entry, shown_at);
      entry = NULL;
      shown_at = G_MAXUINT;
    }
  if (claim == NULL)
    return;
  if (entry != NULL)
    update_entry (self, entry);
  else
    sayso_claim_rows_insert (self->all, entry = sayso_claim_entries_add (self->entries, claim));
  if (is_replaced)
    return;
  if (shown_at != G_MAXUINT && passes (self, entry) && sayso_claim_rows_fits (self->shown, shown_at))
    return;
  if (shown_at != G_MAXUINT)
    remove_shown (self, shown_at);
  if (passes (self, entry))
    insert_shown (self, entry);
}

/* Whether who says a claim has to do with its place or with its being shown. */
static gboolean
asks_speakers (SaysoClaimModel *self)
{
  return self->order == SAYSO_CLAIM_ORDER_SPEAKER || self->filter.text != NULL || self->filter.speaker != NULL || self->filter.identity != NULL;
}

/* A mention changed. */
static void
touch_claims_of (SaysoClaimModel *self,
                 const char      *id,
                 GHashTable      *ids)
{
  SaysoAnnotation *mention = sayso_document_get_annotation (self->document, id);
  g_autoptr (GPtrArray) claims = NULL;

  if (mention == NULL)
    return;
  claims = sayso_document_get_claims_of (self->document, mention);
  for (guint i = 0; i < claims->len; i++)
    {
      const char      *claim = sayso_item_get_id (g_ptr_array_index (claims, i));
      SaysoClaimEntry *entry = sayso_claim_entries_find (self->entries, claim);

      if (asks_speakers (self))
        g_hash_table_add (ids, g_strdup (claim));
      else if (entry != NULL)
        sayso_claim_entries_forget_speaker (self->entries, entry);
    }
}

static void
touch (SaysoClaimModel   *self,
       const SaysoRecord *record,
       GHashTable        *ids)
{
  if (record->table == SAYSO_TABLE_LINKS)
    g_hash_table_add (ids, g_strdup (((const SaysoLinkRecord *)record)->from));
  if (record->table != SAYSO_TABLE_ANNOTATIONS)
    return;
  if (((const SaysoAnnotationRecord *)record)->type != SAYSO_ANNOTATION_CLAIM)
    touch_claims_of (self, record->id, ids);
  g_hash_table_add (ids, g_strdup (record->id));
}

/* The ids of the annotations to settle after a step, or NULL if they are many. Any identity that it changed may be the
 * speaker of all of them. */
static GHashTable *
find_touched (SaysoClaimModel *self,
              SaysoStep       *step,
              gboolean        *names_changed)
{
  guint              n_changes = 0;
  const SaysoChange *changes = sayso_step_get_changes (step, &n_changes);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_changes && n_changes <= MANY_CHANGES; i++)
    {
      const SaysoRecord *either = changes[i].before != NULL ? changes[i].before : changes[i].after;

      *names_changed = *names_changed || either->table == SAYSO_TABLE_IDENTITIES;
      if (changes[i].before != NULL)
        touch (self, changes[i].before, ids);
      if (changes[i].after != NULL)
        touch (self, changes[i].after, ids);
    }
  return MAX (n_changes, g_hash_table_size (ids)) <= MANY_CHANGES ? g_steal_pointer (&ids) : NULL;
}

static void
changed_cb (SaysoDocument   *document,
            SaysoStep       *step,
            gboolean         undone,
            SaysoClaimModel *self)
{
  gboolean names_changed = FALSE;
  g_autoptr (GHashTable) ids = find_touched (self, step, &names_changed);
  /* What is being built has seen claims as they were. */
  gboolean       is_replaced = self->build_source != 0 || (names_changed && asks_speakers (self));
  GHashTableIter iter;
  gpointer       id;

  stop_building (self);
  if (ids == NULL)
    {
      enter_all (self);
      rebuild (self);
      return;
    }
  if (is_replaced)
    sayso_claim_rows_unsettle (self->shown);
  if (names_changed)
    {
      sayso_claim_entries_forget_speakers (self->entries);
      ask_who_speaks (self);
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    settle (self, id, is_replaced);
  if (is_replaced)
    rebuild (self);
}

static void
reloaded_cb (SaysoDocument   *document,
             SaysoClaimModel *self)
{
  enter_all (self);
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

/* Where all rows are replaced, GtkListView asks for each of them to see where those went that it follows. Of a hundred
 * thousand, in an order that is not that of memory, nothing is in the cache. */
static gpointer
get_item (GListModel *model,
          guint       position)
{
  SaysoClaimRows  *shown = SAYSO_CLAIM_MODEL (model)->shown;
  SaysoClaimEntry *entry = sayso_claim_rows_get (shown, position);
  SaysoClaimEntry *soon = sayso_claim_rows_get (shown, position + ROWS_AHEAD);

  __builtin_prefetch (sayso_claim_rows_get (shown, position + 2 * ROWS_AHEAD));
  if (soon != NULL)
    __builtin_prefetch (soon->claim);
  return entry != NULL ? g_object_ref (entry->claim) : NULL;
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
  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_claim_model_parent_class)->dispose (object);
}

static void
sayso_claim_model_finalize (GObject *object)
{
  SaysoClaimModel *self = SAYSO_CLAIM_MODEL (object);

  sayso_claim_rows_free (self->shown);
  sayso_claim_rows_free (self->all);
  sayso_claim_entries_unref (self->entries);
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
  self->entries = sayso_claim_entries_new (NULL);
  self->all = sayso_claim_rows_new (SAYSO_CLAIM_ORDER_PLACE, self->entries);
  self->shown = sayso_claim_rows_new (self->order, self->entries);
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
  enter_all (self);
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
  SaysoClaimEntry *entry;

  g_return_val_if_fail (SAYSO_IS_CLAIM_MODEL (self), G_MAXUINT);

  entry = claim != NULL ? sayso_claim_entries_find (sayso_claim_rows_get_entries (self->shown), sayso_item_get_id (SAYSO_ITEM (claim))) : NULL;
  return entry != NULL ? sayso_claim_rows_find (self->shown, entry) : G_MAXUINT;
}
