/* Who is heard in an article, and how much: what the statistics draw.
 *
 * Rejected claims do not count. A claim of several speakers counts for each of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_N_KINDS 4

typedef struct
{
  double start, end; /* where in the article, 0 to 1 */
} SaysoPlace;

typedef struct
{
  char    *name;
  gboolean is_nobody; /* stands for the claims that have no speaker */
  guint    n_words, n_claims;
  guint    words[SAYSO_N_KINDS]; /* by kind */
  GArray  *places;               /* of SaysoPlace, one a claim, in the order of the text */
} SaysoVoice;

typedef struct
{
  GPtrArray *speakers, *sources;    /* of SaysoVoice, most words first; without sources claims do not count here */
  guint      n_speakers;            /* without nobody */
  guint      claims[SAYSO_N_KINDS]; /* by kind */
  guint      n_claims;
  guint      n_words;  /* of the article */
  guint      n_quoted; /* of those, within claims; each once */
} SaysoVoices;

SaysoVoices *sayso_voices_new (SaysoDocument *document);
void         sayso_voices_free (SaysoVoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoVoices, sayso_voices_free)

G_END_DECLS
