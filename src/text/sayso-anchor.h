/* Finding annotations again after the article changed.
 *
 * With the text as it was, the two texts are aligned (text/sayso-diff.h) and a
 * span goes where its surviving characters went, if at least half of them
 * survive. Without it, the remembered words are searched, told apart
 * by the context remembered with them. What is not found for certain is an
 * orphan: nothing is guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-text.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_ANCHORED_EXACTLY, /* the very same words, found for certain */
  SAYSO_ANCHORED_NEARLY,  /* changed words, or found by context: for review */
  SAYSO_NOT_ANCHORED,
} SaysoAnchored;

typedef struct _SaysoAnchorer SaysoAnchorer;

/* old is the text that spans refer to; NULL if it was not kept. */
SaysoAnchorer *sayso_anchorer_new (SaysoText *old,
                                   SaysoText *now);
void           sayso_anchorer_free (SaysoAnchorer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoAnchorer, sayso_anchorer_free)

/* Where the spans are now: an array of as many SaysoSpan, or NULL with
 * SAYSO_NOT_ANCHORED. exact is the covered text (one span's, or several joined by
 * " … "), prefix and suffix its context; any may be NULL if old is known. */
SaysoSpan *sayso_anchorer_find (SaysoAnchorer   *self,
                                const SaysoSpan *spans,
                                guint            n_spans,
                                const char      *exact,
                                const char      *prefix,
                                const char      *suffix,
                                SaysoAnchored   *anchored);

G_END_DECLS
