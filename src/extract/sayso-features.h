/* What the labeller sees of a token: sparse features, as hashes.
 *
 * Fitting and labelling share this file, so that they cannot differ. The
 * features are those of the literature on quotation attribution (Pareti,
 * PARC 3.0, 2016; Newell et al., LREC 2018): words and shapes around the token, its
 * quotation marks, the nearest cue words of its sentence, and how it hangs below them in the parse. The second pass
 * adds what the first one thought of the neighbourhood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-labels.h"
#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

#define SAYSO_MAX_FEATURES 144
#define SAYSO_MAX_JOINT_FEATURES 12

typedef struct
{
  guint32 keys[SAYSO_MAX_FEATURES];
  guint   n_keys;
  guint32 joint[SAYSO_MAX_JOINT_FEATURES]; /* of the step from the token before */
  guint   n_joint;
} SaysoFeatures;

/* Whether a word is one that reports: its share of uses as a cue, in sixteenths; 0: no cue
 * word. */
typedef guint8 (*SaysoCueFunc) (guint32  word,
                                gpointer user_data);

/* What is known of a paragraph before its tokens are looked at one by one; tokens are
 * counted from its start. */
typedef struct
{
  const SaysoTokens *tokens;
  SaysoParagraph     paragraph;
  const guint8      *labels;     /* of the first pass, or NULL; set by whoever has them */
  guint8            *cue;        /* strength as a cue word */
  gint16            *cue_before; /* the nearest cue word in the sentence, as a distance; 0: none */
  gint16            *cue_after;
  gint16            *opening; /* distance to the mark that opens its quotation; 0: none */
  gint16            *closing;
  gint16            *above;  /* the nearest cue word that the token hangs below, -1: none */
  gint16            *top;    /* the token below that cue by which it hangs, or its root */
  guint8            *branch; /* relation of top and on which side of the cue it stands; 0: below none */
  guint8            *depth;  /* below its root, clamped */
  gint16            *first;  /* of all that hangs below it and itself */
  gint16            *last;
  guint              capacity;
} SaysoScene;

/* Looks at one paragraph of an article; what features are computed from. */
void sayso_scene_set (SaysoScene        *self,
                      const SaysoTokens *tokens,
                      SaysoParagraph     paragraph,
                      SaysoCueFunc       cue_strength,
                      gpointer           user_data);
/* Looks at the parse (extract/sayso-syntax.h), which must be there by now. */
void sayso_scene_parse (SaysoScene *self);
void sayso_scene_clear (SaysoScene *self);
/* Whether anything speaks for a quotation at all: a quotation mark, a colon or a cue word. */
gboolean sayso_scene_is_promising (const SaysoScene *self);

/* The features of a token, counted from the start of the paragraph. */
void sayso_scene_get_features (const SaysoScene *self,
                               guint             token,
                               SaysoFeatures    *features);

/* Adds those of the labels, which must be there. */
void sayso_scene_add_label_features (const SaysoScene *self,
                                     guint             token,
                                     SaysoFeatures    *features);

G_END_DECLS
