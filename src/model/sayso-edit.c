/* The verbs of annotating, for one annotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit-private.h"
#include "text/sayso-segment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

SaysoAnnotationRecord *
sayso_edit_copy (SaysoAnnotation *annotation,
                 const char      *by)
{
  SaysoAnnotationRecord *record = sayso_record_copy (sayso_annotation_get (annotation));

  if (by != NULL)
    sayso_record_set_ref (&record->by, by);
  g_free (record->modified);
  record->modified = sayso_timestamp_now ();
  return record;
}

void
sayso_edit_put_if_other (SaysoDocument         *document,
                         SaysoAnnotationRecord *record)
{
  SaysoAnnotation             *annotation = sayso_document_get_annotation (document, record->head.id);
  const SaysoAnnotationRecord *before = sayso_annotation_get (annotation);
  g_autoptr (SaysoAnnotationRecord) same = sayso_record_copy (record);

  /* Who and when alone are no change. */
  sayso_record_set_ref (&same->by, before->by);
  sayso_record_set_string (&same->modified, before->modified);
  if (!sayso_record_equal (same, before))
    sayso_document_put (document, record);
}

static SaysoKind
kind_of (SaysoDocument   *document,
         const SaysoSpan *spans,
         guint            n_spans)
{
  switch (sayso_segment_quoted (sayso_document_get_text (document), spans, n_spans))
    {
    case SAYSO_QUOTED_ALL:
      return SAYSO_KIND_DIRECT;
    case SAYSO_QUOTED_SOME:
      return SAYSO_KIND_MIXED;
    case SAYSO_QUOTED_NONE:
    default:
      return SAYSO_KIND_INDIRECT;
    }
}

/* Trims each span and puts what is left into the record. FALSE if nothing is. */
static gboolean
put_spans (SaysoDocument         *document,
           SaysoAnnotationRecord *record,
           const SaysoSpan       *spans,
           guint                  n_spans)
{
  g_autofree SaysoSpan *trimmed = g_new (SaysoSpan, n_spans + 1);

  for (guint i = 0; i < n_spans; i++)
    trimmed[i] = sayso_segment_trim (sayso_document_get_text (document), spans[i]);
  sayso_annotation_record_set_spans (record, trimmed, n_spans);
  /* A person put it there: it is neither lost nor doubtful any more. */
  record->anchor = SAYSO_ANCHOR_EXACT;
  g_clear_pointer (&record->exact, g_free);
  g_clear_pointer (&record->prefix, g_free);
  g_clear_pointer (&record->suffix, g_free);
  return record->n_spans > 0;
}

const char *
sayso_edit_ensure_manual_set (SaysoDocument *document,
                              const char    *by)
{
  GListModel *sets = sayso_document_get_sets (document);
  g_autoptr (SaysoSetRecord) made = NULL;

  g_return_val_if_fail (by != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sets); i++)
    {
      g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, i);
      const SaysoSetRecord *record = sayso_annotation_set_get (set);

      if (record->origin == SAYSO_ORIGIN_MANUAL && g_strcmp0 (record->annotator, by) == 0)
        return record->head.id;
    }
  made = sayso_record_new (SAYSO_TABLE_SETS, NULL);
  made->origin = SAYSO_ORIGIN_MANUAL;
  sayso_record_set_string (&made->name, by);
  sayso_record_set_string (&made->annotator, by);
  made->created = sayso_timestamp_now ();
  sayso_document_begin (document, _ ("Add annotation set"));
  sayso_document_put (document, made);
  sayso_document_end (document);
  return sayso_item_get_id (SAYSO_ITEM (sayso_document_get_set (document, made->head.id)));
}

static const char *
mark_label (SaysoAnnotationType type)
{
  switch (type)
    {
    case SAYSO_ANNOTATION_SPEAKER:
      return _ ("Mark speaker");
    case SAYSO_ANNOTATION_SOURCE:
      return _ ("Mark source");
    case SAYSO_ANNOTATION_CUE:
      return _ ("Mark cue");
    case SAYSO_ANNOTATION_CLAIM:
    default:
      return _ ("Mark claim");
    }
}

SaysoAnnotation *
sayso_edit_mark (SaysoDocument      *document,
                 SaysoAnnotationType type,
                 const SaysoSpan    *spans,
                 guint               n_spans,
                 const char         *by)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (by != NULL, NULL);

  if (!put_spans (document, record, spans, n_spans))
    return NULL;
  record->type = type;
  if (type == SAYSO_ANNOTATION_CLAIM)
    record->kind = kind_of (document, record->spans, record->n_spans);
  sayso_record_set_ref (&record->by, by);
  record->modified = sayso_timestamp_now ();

  sayso_document_begin (document, mark_label (type));
  sayso_record_set_ref (&record->set, sayso_edit_ensure_manual_set (document, by));
  sayso_document_put (document, record);
  sayso_document_end (document);
  return sayso_document_get_annotation (document, record->head.id);
}

gboolean
sayso_edit_set_spans (SaysoDocument   *document,
                      SaysoAnnotation *annotation,
                      const SaysoSpan *spans,
                      guint            n_spans,
                      const char      *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), FALSE);

  record = sayso_edit_copy (annotation, by);
  if (!put_spans (document, record, spans, n_spans))
    return FALSE;
  if (record->type == SAYSO_ANNOTATION_CLAIM)
    record->kind = kind_of (document, record->spans, record->n_spans);
  sayso_document_begin (document, _ ("Change boundaries"));
  sayso_edit_put_if_other (document, record);
  sayso_document_end (document);
  return TRUE;
}

static gboolean
link_fits (SaysoDocument *document,
           SaysoLink     *link)
{
  const SaysoLinkRecord *record = sayso_link_get (link);
  SaysoAnnotation       *from = sayso_document_get_annotation (document, record->from);
  SaysoAnnotation       *to = sayso_document_get_annotation (document, record->to);

  return sayso_annotation_get (from)->type == SAYSO_ANNOTATION_CLAIM
         && sayso_annotation_get (to)->type == sayso_link_type_target (record->type);
}

static void
remove_unfit_links (SaysoDocument   *document,
                    SaysoAnnotation *annotation)
{
  g_autoptr (GPtrArray) links = sayso_document_get_links_from (document, annotation);
  g_autoptr (GPtrArray) to = sayso_document_get_links_to (document, annotation);

  g_ptr_array_extend (links, to, NULL, NULL);
  for (guint i = 0; i < links->len; i++)
    if (!link_fits (document, links->pdata[i]))
      sayso_document_remove (document, SAYSO_TABLE_LINKS, sayso_item_get_id (links->pdata[i]));
}

void
sayso_edit_set_type (SaysoDocument      *document,
                     SaysoAnnotation    *annotation,
                     SaysoAnnotationType type,
                     const char         *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  record = sayso_edit_copy (annotation, by);
  record->type = type;
  record->kind = type == SAYSO_ANNOTATION_CLAIM ? kind_of (document, record->spans, record->n_spans) : SAYSO_KIND_NONE;
  if (type == SAYSO_ANNOTATION_CLAIM || type == SAYSO_ANNOTATION_CUE)
    sayso_record_set_ref (&record->identity, NULL);
  sayso_document_begin (document, _ ("Change type"));
  sayso_edit_put_if_other (document, record);
  remove_unfit_links (document, annotation);
  sayso_document_end (document);
}

void
sayso_edit_set_kind (SaysoDocument   *document,
                     SaysoAnnotation *claim,
                     SaysoKind        kind,
                     const char      *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  record = sayso_edit_copy (claim, by);
  record->kind = kind;
  sayso_document_begin (document, _ ("Change kind"));
  sayso_edit_put_if_other (document, record);
  sayso_document_end (document);
}

void
sayso_edit_set_note (SaysoDocument   *document,
                     SaysoAnnotation *annotation,
                     const char      *note,
                     const char      *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  record = sayso_edit_copy (annotation, by);
  sayso_record_set_string (&record->note, note != NULL && *note != '\0' ? note : NULL);
  sayso_document_begin (document, _ ("Change note"));
  sayso_edit_put_if_other (document, record);
  sayso_document_end (document);
}

static int
compare_strings_cb (gconstpointer a,
                    gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

void
sayso_edit_set_tags (SaysoDocument     *document,
                     SaysoAnnotation   *annotation,
                     const char *const *tags,
                     const char        *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  guint kept = 0;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (*tags[i] != '\0')
      g_ptr_array_add (sorted, (char *)tags[i]);
  g_ptr_array_sort (sorted, compare_strings_cb);
  for (guint i = 0; i < sorted->len; i++)
    if (kept == 0 || strcmp (sorted->pdata[kept - 1], sorted->pdata[i]) != 0)
      sorted->pdata[kept++] = sorted->pdata[i];
  g_ptr_array_set_size (sorted, kept);
  g_ptr_array_add (sorted, NULL);

  record = sayso_edit_copy (annotation, by);
  sayso_record_set_strv (&record->tags, (const char *const *)sorted->pdata);
  sayso_document_begin (document, _ ("Change tags"));
  sayso_edit_put_if_other (document, record);
  sayso_document_end (document);
}

void
sayso_edit_set_attribute (SaysoDocument   *document,
                          SaysoAnnotation *annotation,
                          const char      *name,
                          const char      *value,
                          const char      *by)
{
  g_autoptr (SaysoAnnotationRecord) record = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));
  g_return_if_fail (name != NULL);

  record = sayso_edit_copy (annotation, by);
  sayso_annotation_record_set_attribute (record, name, value);
  /* Translators: %s is a field of the user's codebook, such as "verdict". */
  label = g_strdup_printf (_ ("Change %s"), name);
  sayso_document_begin (document, label);
  sayso_edit_put_if_other (document, record);
  sayso_document_end (document);
}

void
sayso_edit_delete (SaysoDocument   *document,
                   SaysoAnnotation *annotation)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, annotation);
  sayso_edit_delete_all (document, one);
}

void
sayso_edit_delete_all (SaysoDocument *document,
                       GPtrArray     *annotations)
{
  g_autofree char *label = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  label = g_strdup_printf (ngettext ("Delete %u mark", "Delete %u marks", annotations->len), annotations->len);
  sayso_document_begin (document, label);
  for (guint i = 0; i < annotations->len; i++)
    {
      g_autofree char *id = g_strdup (sayso_item_get_id (annotations->pdata[i]));

      sayso_document_remove (document, SAYSO_TABLE_ANNOTATIONS, id);
    }
  sayso_document_end (document);
}

void
sayso_edit_set_article_details (SaysoDocument *document,
                                const char    *title,
                                const char    *url,
                                const char    *date)
{
  g_autoptr (SaysoArticleRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  record = sayso_record_copy (sayso_document_get_article (document));
  sayso_record_set_string (&record->title, title);
  sayso_record_set_string (&record->url, url);
  sayso_record_set_string (&record->date, date);
  sayso_document_begin (document, _ ("Change article details"));
  sayso_document_put (document, record);
  sayso_document_end (document);
}
