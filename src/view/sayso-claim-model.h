/* The claims of a document, filtered and sorted, as a GListModel.
 *
 * GtkFilterListModel does not see that an item's properties changed, and a
 * filter that is told so walks all items. This one looks at the steps of the
 * document and moves only what they touched: O(log n) for each change. A
 * changed filter or order walks all claims once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_CLAIM_ORDER_PLACE,
  SAYSO_CLAIM_ORDER_SPEAKER,
  SAYSO_CLAIM_ORDER_CONFIDENCE, /* least sure first */
  SAYSO_CLAIM_ORDER_STATUS,
  SAYSO_CLAIM_ORDER_LENGTH, /* longest first */
} SaysoClaimOrder;

/* What to show. A zero or NULL member asks nothing. */
typedef struct
{
  guint    statuses;       /* bits 1 << SaysoStatus */
  guint    kinds;          /* bits 1 << SaysoKind */
  int      max_confidence; /* per mille; 0: any. Claims without one are shown */
  int      min_confidence;
  char    *set;        /* id */
  char    *speaker;    /* a name as sayso_words_mention () has it, of one of its speakers */
  char    *identity;   /* id: of a speaker or source */
  char    *text;       /* in the claim, its speaker, its note or its tags */
  gboolean no_speaker; /* only those that miss one */
} SaysoClaimFilter;

void     sayso_claim_filter_clear (SaysoClaimFilter *filter);
gboolean sayso_claim_filter_is_empty (const SaysoClaimFilter *filter);

#define SAYSO_TYPE_CLAIM_MODEL (sayso_claim_model_get_type ())
G_DECLARE_FINAL_TYPE (SaysoClaimModel, sayso_claim_model, SAYSO, CLAIM_MODEL, GObject)

SaysoClaimModel *sayso_claim_model_new (void);
/* document may be NULL. */
void sayso_claim_model_set_document (SaysoClaimModel *self,
                                     SaysoDocument   *document);
/* Takes a copy. */
void                    sayso_claim_model_set_filter (SaysoClaimModel        *self,
                                                      const SaysoClaimFilter *filter);
const SaysoClaimFilter *sayso_claim_model_get_filter (SaysoClaimModel *self);
void                    sayso_claim_model_set_order (SaysoClaimModel *self,
                                                     SaysoClaimOrder  order);
SaysoClaimOrder         sayso_claim_model_get_order (SaysoClaimModel *self);
/* The place of a claim, O(log n); GTK_INVALID_LIST_POSITION (G_MAXUINT) if it is not shown. */
guint sayso_claim_model_find (SaysoClaimModel *self,
                              SaysoAnnotation *claim);

G_END_DECLS
