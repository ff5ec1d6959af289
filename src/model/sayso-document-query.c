/* Questions to a document about links and places.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-document-private.h"

#define JOINT " … "

/* Links from (or to) an annotation, unsorted, borrowed; NULL if there are none. */
static GPtrArray *
peek_links (SaysoDocument   *self,
            SaysoAnnotation *annotation,
            gboolean         from)
{
  return g_hash_table_lookup (from ? self->links_from : self->links_to, annotation);
}

static int
compare_items_cb (gconstpointer a,
                  gconstpointer b)
{
  return sayso_record_compare (sayso_item_get_record (*(SaysoItem **)a), sayso_item_get_record (*(SaysoItem **)b));
}

static GPtrArray *
list_links (SaysoDocument   *self,
            SaysoAnnotation *annotation,
            gboolean         from)
{
  GPtrArray *stored = peek_links (self, annotation, from);
  GPtrArray *links = g_ptr_array_new ();

  if (stored != NULL)
    {
      g_ptr_array_extend (links, stored, NULL, NULL);
      g_ptr_array_sort (links, compare_items_cb);
    }
  return links;
}

/* Sorted, each once. */
static void
sort_and_unite (GPtrArray *items)
{
  guint kept = 0;

  g_ptr_array_sort (items, compare_items_cb);
  for (guint i = 0; i < items->len; i++)
    if (kept == 0 || items->pdata[kept - 1] != items->pdata[i])
      items->pdata[kept++] = items->pdata[i];
  g_ptr_array_set_size (items, kept);
}

GPtrArray *
sayso_document_get_links_from (SaysoDocument   *self,
                               SaysoAnnotation *claim)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return list_links (self, claim, TRUE);
}

GPtrArray *
sayso_document_get_links_to (SaysoDocument   *self,
                             SaysoAnnotation *target)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return list_links (self, target, FALSE);
}

GPtrArray *
sayso_document_get_linked (SaysoDocument   *self,
                           SaysoAnnotation *claim,
                           SaysoLinkType    type)
{
  GPtrArray *stored;
  GPtrArray *targets;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);

  stored = peek_links (self, claim, TRUE);
  targets = g_ptr_array_new ();
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      const SaysoLinkRecord *link = sayso_link_get (stored->pdata[i]);

      if (link->type == type)
        g_ptr_array_add (targets, sayso_link_get_target (stored->pdata[i]));
    }
  sort_and_unite (targets);
  return targets;
}

SaysoAnnotation *
sayso_document_get_first_linked (SaysoDocument   *self,
                                 SaysoAnnotation *claim,
                                 SaysoLinkType    type)
{
  GPtrArray       *stored;
  SaysoAnnotation *first = NULL;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);

  stored = peek_links (self, claim, TRUE);
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      const SaysoLinkRecord *link = sayso_link_get (stored->pdata[i]);
      SaysoAnnotation       *target;

      if (link->type != type)
        continue;
      target = sayso_link_get_target (stored->pdata[i]);
      if (first == NULL || compare_items_cb (&target, &first) < 0)
        first = target;
    }
  return first;
}

GPtrArray *
sayso_document_get_claims_of (SaysoDocument   *self,
                              SaysoAnnotation *target)
{
  GPtrArray *stored;
  GPtrArray *claims;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);

  stored = peek_links (self, target, FALSE);
  claims = g_ptr_array_new ();
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    g_ptr_array_add (claims, sayso_document_get_annotation (self, sayso_link_get (stored->pdata[i])->from));
  sort_and_unite (claims);
  return claims;
}

static gboolean
collect_cb (SaysoAnnotation *annotation,
            SaysoSpan        span,
            gpointer         user_data)
{
  g_ptr_array_add (user_data, annotation);
  return TRUE;
}

GPtrArray *
sayso_document_find_overlapping (SaysoDocument *self,
                                 SaysoSpan      span)
{
  GPtrArray *found;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);

  found = g_ptr_array_new ();
  sayso_document_foreach_overlapping (self, span, collect_cb, found);
  sort_and_unite (found);
  return found;
}

SaysoText *
sayso_document_get_text (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return self->text;
}

SaysoHistory *
sayso_document_get_history (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return self->history;
}

const SaysoArticleRecord *
sayso_document_get_article (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return self->article;
}

GListModel *
sayso_document_get_sets (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return G_LIST_MODEL (self->lists[SAYSO_TABLE_SETS]);
}

GListModel *
sayso_document_get_identities (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return G_LIST_MODEL (self->lists[SAYSO_TABLE_IDENTITIES]);
}

GListModel *
sayso_document_get_annotations (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return G_LIST_MODEL (self->lists[SAYSO_TABLE_ANNOTATIONS]);
}

GListModel *
sayso_document_get_claims (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return G_LIST_MODEL (self->claims);
}

GListModel *
sayso_document_get_links (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  return G_LIST_MODEL (self->lists[SAYSO_TABLE_LINKS]);
}

SaysoItem *
sayso_document_get_item (SaysoDocument *self,
                         SaysoTable     table,
                         const char    *id)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (table < SAYSO_N_TABLES, NULL);

  return id != NULL && self->items[table] != NULL ? g_hash_table_lookup (self->items[table], id) : NULL;
}

SaysoAnnotationSet *
sayso_document_get_set (SaysoDocument *self,
                        const char    *id)
{
  return (SaysoAnnotationSet *)sayso_document_get_item (self, SAYSO_TABLE_SETS, id);
}

SaysoIdentity *
sayso_document_get_identity (SaysoDocument *self,
                             const char    *id)
{
  return (SaysoIdentity *)sayso_document_get_item (self, SAYSO_TABLE_IDENTITIES, id);
}

SaysoAnnotation *
sayso_document_get_annotation (SaysoDocument *self,
                               const char    *id)
{
  return (SaysoAnnotation *)sayso_document_get_item (self, SAYSO_TABLE_ANNOTATIONS, id);
}

SaysoLink *
sayso_document_get_link (SaysoDocument *self,
                         const char    *id)
{
  return (SaysoLink *)sayso_document_get_item (self, SAYSO_TABLE_LINKS, id);
}

guint
sayso_document_get_claim_position (SaysoDocument   *self,
                                   SaysoAnnotation *claim)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), G_MAXUINT);
  return sayso_item_list_find (self->claims, SAYSO_ITEM (claim));
}

guint
sayso_document_get_claim_position_at (SaysoDocument *self,
                                      guint          offset)
{
  SaysoSpan             span = { offset, offset };
  char                  id[] = "";
  SaysoAnnotationRecord probe = {
    .head = { .table = SAYSO_TABLE_ANNOTATIONS, .id = id },
    .spans = &span,
    .n_spans = 1,
  };
  guint position;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), G_MAXUINT);

  position = sayso_item_list_search (self->claims, &probe.head);
  return position < g_list_model_get_n_items (G_LIST_MODEL (self->claims)) ? position : G_MAXUINT;
}

guint
sayso_document_count_claims (SaysoDocument *self,
                             SaysoStatus    status)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (status < G_N_ELEMENTS (self->n_claims), 0);
  return self->n_claims[status];
}

char *
sayso_document_dup_exact (SaysoDocument   *self,
                          SaysoAnnotation *annotation)
{
  const SaysoAnnotationRecord *record;
  GString                     *exact;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (SAYSO_IS_ANNOTATION (annotation), NULL);

  record = sayso_annotation_get (annotation);
  if (record->n_spans == 0)
    return g_strdup (record->exact != NULL ? record->exact : "");
  exact = g_string_new (NULL);
  for (guint i = 0; i < record->n_spans; i++)
    {
      g_autofree char *slice = sayso_text_slice (self->text, record->spans[i]);

      if (i > 0)
        g_string_append (exact, JOINT);
      g_string_append (exact, slice);
    }
  return g_string_free (exact, FALSE);
}

guint64
sayso_document_get_generation (SaysoDocument *self)
{
  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), 0);
  return self->generation;
}

typedef struct
{
  SaysoAnnotationFunc func;
  gpointer            user_data;
} Visit;

static gboolean
visit_cb (SaysoSpan span,
          gpointer  owner,
          gpointer  user_data)
{
  Visit *at = user_data;

  return at->func (owner, span, at->user_data);
}

void
sayso_document_foreach_overlapping (SaysoDocument      *self,
                                    SaysoSpan           span,
                                    SaysoAnnotationFunc func,
                                    gpointer            user_data)
{
  Visit at = { func, user_data };

  g_return_if_fail (SAYSO_IS_DOCUMENT (self));
  g_return_if_fail (func != NULL);

  sayso_span_index_foreach_overlapping (self->index, span, visit_cb, &at);
}

static void
add_id (GHashTable *ids,
        const char *id)
{
  g_hash_table_add (ids, g_strdup (id));
}

/* FALSE if any claim may say something of the record. */
static gboolean
add_claims_of (SaysoDocument     *self,
               const SaysoRecord *record,
               GHashTable        *ids)
{
  SaysoAnnotation *annotation;
  g_autoptr (GPtrArray) claims = NULL;

  if (record == NULL)
    return TRUE;
  if (record->table == SAYSO_TABLE_LINKS)
    {
      add_id (ids, ((const SaysoLinkRecord *)record)->from);
      return TRUE;
    }
  if (record->table != SAYSO_TABLE_ANNOTATIONS)
    return FALSE;
  add_id (ids, record->id);
  /* Of a mark that is gone, the links are gone with it, and tell. */
  annotation = sayso_document_get_annotation (self, record->id);
  if (annotation == NULL || sayso_annotation_get (annotation)->type == SAYSO_ANNOTATION_CLAIM)
    return TRUE;
  claims = sayso_document_get_claims_of (self, annotation);
  for (guint i = 0; i < claims->len; i++)
    add_id (ids, sayso_item_get_id (g_ptr_array_index (claims, i)));
  return TRUE;
}

gboolean
sayso_document_find_changed_claims (SaysoDocument *self,
                                    SaysoStep     *step,
                                    GHashTable    *ids)
{
  guint              n_changes;
  const SaysoChange *changes = sayso_step_get_changes (step, &n_changes);

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (self), FALSE);

  for (guint i = 0; i < n_changes; i++)
    if (!add_claims_of (self, changes[i].before, ids) || !add_claims_of (self, changes[i].after, ids))
      return FALSE;
  return TRUE;
}
