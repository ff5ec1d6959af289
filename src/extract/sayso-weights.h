/* The file of fitted weights: mapped, not parsed.
 *
 * Layout, little-endian, each part aligned to 16 bytes:
 *   magic "SAYSOWT8", size of the file, checksum of all that follows it;
 *   description (UTF-8: what it was fitted on, with licences), cue words (hash, strength; sorted by hash),
 *   votes of tagger and parser (if there are), rows of votes and of step votes of both passes by
 *   turns, known features, weights of the speaker ranker, words of cues that report (hash, strength; sorted by hash),
 *   trees of the judge, trees that choose the ends of a claim.
 * A file that is too short, too long, or fails its checksum is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-boundary.h"
#include "extract/sayso-judge.h"
#include "extract/sayso-labeller.h"
#include "extract/sayso-syntax.h"

G_BEGIN_DECLS

#define SAYSO_WEIGHTS_ERROR (sayso_weights_error_quark ())
GQuark sayso_weights_error_quark (void);

typedef enum
{
  SAYSO_WEIGHTS_ERROR_MISSING, /* there is no such file: rules alone will do */
  SAYSO_WEIGHTS_ERROR_DAMAGED,
} SaysoWeightsError;

typedef struct
{
  guint32 word;
  guint32 strength; /* sixteenths */
} SaysoCueWord;

#define SAYSO_RANKER_BITS 16

typedef struct
{
  const char            *description;
  const SaysoCueWord    *cues;
  guint                  n_cues;
  SaysoLabelWeights      passes[2];
  SaysoSyntaxWeights     syntax; /* its tables may be NULL: neither tags nor parse */
  const float           *ranker; /* 1 << SAYSO_RANKER_BITS */
  const SaysoReportWord *reporting;
  guint                  n_reporting;
  SaysoForest            judge;
  SaysoForest            boundary;
  float                  threshold; /* what is less probable is not proposed */
  GBytes                *bytes;     /* what all of it points into */
} SaysoWeights;

/* Reads fitted weights from a file, or from bytes; NULL with an error that tells a damaged file
 * from a missing one. */
SaysoWeights *sayso_weights_load (const char *path,
                                  GError    **error);
SaysoWeights *sayso_weights_new_from_bytes (GBytes  *bytes,
                                            GError **error);
void          sayso_weights_free (SaysoWeights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoWeights, sayso_weights_free)

/* All but bytes must be set. */
GBytes *sayso_weights_to_bytes (const SaysoWeights *self);

/* A SaysoCueFunc; user_data is the weights. */
guint8 sayso_weights_cue_strength (guint32  word,
                                   gpointer user_data);

G_END_DECLS
