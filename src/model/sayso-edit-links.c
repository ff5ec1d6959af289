/* The verbs of annotating: links, and decisions on claims as units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit-private.h"
#include "text/sayso-segment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static SaysoLink *
find_link (SaysoDocument   *document,
           SaysoAnnotation *claim,
           SaysoAnnotation *target)
{
  g_autoptr (GPtrArray) links = sayso_document_get_links_from (document, claim);

  for (guint i = 0; i < links->len; i++)
    if (strcmp (sayso_link_get (links->pdata[i])->to, sayso_item_get_id (SAYSO_ITEM (target))) == 0)
      return links->pdata[i];
  return NULL;
}

SaysoLink *
sayso_edit_link (SaysoDocument   *document,
                 SaysoAnnotation *claim,
                 SaysoAnnotation *target,
                 const char      *by)
{
  g_autoptr (SaysoLinkRecord) record = NULL;
  SaysoLinkType type;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (sayso_annotation_get (claim)->type == SAYSO_ANNOTATION_CLAIM, NULL);
  g_return_val_if_fail (sayso_link_type_for_target (sayso_annotation_get (target)->type, &type), NULL);

  if (find_link (document, claim, target) != NULL)
    return find_link (document, claim, target);
  record = sayso_record_new (SAYSO_TABLE_LINKS, NULL);
  record->type = type;
  /* A link lives with its claim: one set is one person's or program's whole view. */
  sayso_record_set_ref (&record->set, sayso_annotation_get (claim)->set);
  sayso_record_set_string (&record->from, sayso_item_get_id (SAYSO_ITEM (claim)));
  sayso_record_set_string (&record->to, sayso_item_get_id (SAYSO_ITEM (target)));
  sayso_document_begin (document, C_ ("verb", "Link"));
  sayso_document_put (document, record);
  sayso_document_end (document);
  return sayso_document_get_link (document, record->head.id);
}

/* A suggested speaker, source or cue that nothing links to any more is of no
 * use; one that a person made or accepted stays. */
static void
drop_unused_suggestion (SaysoDocument *document,
                        const char    *id)
{
  SaysoAnnotation *target = sayso_document_get_annotation (document, id);
  g_autoptr (GPtrArray) claims = NULL;

  if (target == NULL || sayso_annotation_get (target)->status != SAYSO_STATUS_SUGGESTED)
    return;
  claims = sayso_document_get_claims_of (document, target);
  if (claims->len == 0)
    sayso_document_remove (document, SAYSO_TABLE_ANNOTATIONS, id);
}

static void
remove_link (SaysoDocument *document,
             SaysoLink     *link)
{
  g_autofree char *to = g_strdup (sayso_link_get (link)->to);
  g_autofree char *id = g_strdup (sayso_item_get_id (SAYSO_ITEM (link)));

  sayso_document_remove (document, SAYSO_TABLE_LINKS, id);
  drop_unused_suggestion (document, to);
}

void
sayso_edit_relink (SaysoDocument   *document,
                   SaysoAnnotation *claim,
                   SaysoLinkType    type,
                   SaysoAnnotation *target,
                   const char      *by)
{
  static const char *const labels[SAYSO_N_LINK_TYPES] = {
    [SAYSO_LINK_SAID_BY] = N_ ("Change speaker"),
    [SAYSO_LINK_FOUND_IN] = N_ ("Change source"),
    [SAYSO_LINK_CUED_BY] = N_ ("Change cue"),
  };
  g_autoptr (GPtrArray) links = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));
  g_return_if_fail (target == NULL || sayso_annotation_get (target)->type == sayso_link_type_target (type));

  sayso_document_begin (document, _ (labels[type]));
  if (target != NULL)
    sayso_edit_link (document, claim, target, by);
  links = sayso_document_get_links_from (document, claim);
  for (guint i = 0; i < links->len; i++)
    {
      const SaysoLinkRecord *link = sayso_link_get (links->pdata[i]);

      if (link->type == type && (target == NULL || strcmp (link->to, sayso_item_get_id (SAYSO_ITEM (target))) != 0))
        remove_link (document, links->pdata[i]);
    }
  sayso_document_end (document);
}

static SaysoAnnotation *
find_same_span (SaysoDocument      *document,
                SaysoAnnotationType type,
                SaysoSpan           span)
{
  g_autoptr (GPtrArray) there = sayso_document_find_overlapping (document, span);

  for (guint i = 0; i < there->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (there->pdata[i]);

      if (record->type == type && record->status != SAYSO_STATUS_REJECTED
          && record->n_spans == 1 && sayso_span_equal (record->spans[0], span))
        return there->pdata[i];
    }
  return NULL;
}

SaysoAnnotation *
sayso_edit_relink_to_span (SaysoDocument   *document,
                           SaysoAnnotation *claim,
                           SaysoLinkType    type,
                           SaysoSpan        span,
                           const char      *by)
{
  SaysoAnnotation *target;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);

  span = sayso_segment_trim (sayso_document_get_text (document), span);
  if (sayso_span_is_empty (span))
    return NULL;
  sayso_document_begin (document, _ ("Change link"));
  target = find_same_span (document, sayso_link_type_target (type), span);
  if (target == NULL)
    target = sayso_edit_mark (document, sayso_link_type_target (type), &span, 1, by);
  sayso_edit_relink (document, claim, type, target, by);
  sayso_document_end (document);
  return target;
}

static void
set_status (SaysoDocument   *document,
            SaysoAnnotation *annotation,
            SaysoStatus      status,
            const char      *by)
{
  g_autoptr (SaysoAnnotationRecord) record = sayso_edit_copy (annotation, by);

  record->status = status;
  /* Whoever accepts it where it is now has looked at where it moved to. */
  if (status == SAYSO_STATUS_ACCEPTED && record->anchor == SAYSO_ANCHOR_MOVED)
    {
      record->anchor = SAYSO_ANCHOR_EXACT;
      g_clear_pointer (&record->exact, g_free);
      g_clear_pointer (&record->prefix, g_free);
      g_clear_pointer (&record->suffix, g_free);
    }
  sayso_edit_put_if_other (document, record);
}

static gboolean
serves_another_claim (SaysoDocument   *document,
                      SaysoAnnotation *target,
                      SaysoStatus      status)
{
  g_autoptr (GPtrArray) claims = sayso_document_get_claims_of (document, target);

  for (guint i = 0; i < claims->len; i++)
    {
      SaysoStatus other = sayso_annotation_get (claims->pdata[i])->status;

      if (status == SAYSO_STATUS_REJECTED ? other != SAYSO_STATUS_REJECTED : other == SAYSO_STATUS_ACCEPTED)
        return TRUE;
    }
  return FALSE;
}

/* The claim has its new status already. What a person made by hand keeps its own
 * status: rejecting a claim says nothing about a speaker marked by hand. */
static void
decide_targets (SaysoDocument   *document,
                SaysoAnnotation *claim,
                SaysoStatus      status,
                const char      *by)
{
  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      g_autoptr (GPtrArray) targets = sayso_document_get_linked (document, claim, type);

      for (guint i = 0; i < targets->len; i++)
        {
          const SaysoAnnotationRecord *target = sayso_annotation_get (targets->pdata[i]);
          SaysoAnnotationSet          *set = sayso_document_get_set (document, target->set);

          if (sayso_annotation_set_get (set)->origin == SAYSO_ORIGIN_MANUAL)
            continue;
          if (status == SAYSO_STATUS_ACCEPTED || !serves_another_claim (document, targets->pdata[i], status))
            set_status (document, targets->pdata[i], status, by);
        }
    }
}

static char *
decide_label (SaysoStatus status,
              guint       n)
{
  switch (status)
    {
    case SAYSO_STATUS_ACCEPTED:
      return g_strdup_printf (ngettext ("Accept %u claim", "Accept %u claims", n), n);
    case SAYSO_STATUS_REJECTED:
      return g_strdup_printf (ngettext ("Reject %u claim", "Reject %u claims", n), n);
    case SAYSO_STATUS_SUGGESTED:
    default:
      return g_strdup_printf (ngettext ("Reopen %u claim", "Reopen %u claims", n), n);
    }
}

void
sayso_edit_decide (SaysoDocument *document,
                   GPtrArray     *claims,
                   SaysoStatus    status,
                   const char    *by)
{
  g_autofree char *label = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  label = decide_label (status, claims->len);
  sayso_document_begin (document, label);
  for (guint i = 0; i < claims->len; i++)
    {
      set_status (document, claims->pdata[i], status, by);
      decide_targets (document, claims->pdata[i], status, by);
    }
  sayso_document_end (document);
}

void
sayso_edit_decide_one (SaysoDocument   *document,
                       SaysoAnnotation *claim,
                       SaysoStatus      status,
                       const char      *by)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, claim);
  sayso_edit_decide (document, one, status, by);
}
