/* How the chunks of an article are tied to each other: which cue is that of a claim, and which one a speaker stands next to.
 *
 * A claim takes the nearest cue. So a cue that stands next to a speaker, but that no claim takes, tells of a report around
 * another: in "The campaign said it had no plans, the Tribune reported" the claim that was labelled has "said", and "reported"
 * has none, so that it is the Tribune's. Whether a cue is passive matters as much: "when asked whether …" names nobody
 * who asks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-chunks.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_VOICE_NONE, /* there is no cue */
  SAYSO_VOICE_NOUN, /* nor a verb in it: "claim" */
  SAYSO_VOICE_ACTIVE,
  SAYSO_VOICE_ING, /* "saying"; "according to" */
  SAYSO_VOICE_INFINITIVE,
  SAYSO_VOICE_PERFECT, /* "has said" */
  SAYSO_VOICE_PASSIVE, /* "was said" */
  SAYSO_VOICE_BARE     /* "asked whether", where none of these is told by what stands before */
} SaysoVoice;

/* How many chunks there are of each kind. */
typedef struct
{
  guint speakers;
  guint contents;
  guint cues;
} SaysoTally;

/* What is worked out once of a chunk, for all claims that it may have to do with. */
typedef struct
{
  int        cue;      /* chunk: the cue of a claim, or the one next to a speaker or what was passed over; -1: none */
  guint      n_claims; /* that have this cue */
  SaysoVoice voice;    /* of a cue */
  gboolean   has_by;   /* of a cue: "by" is in it or follows */
  guint      mentions; /* labelled speakers of the article that end in the same word, up to SAYSO_MANY_MENTIONS */
  SaysoTally before;   /* of the chunks before this one */
} SaysoTie;

#define SAYSO_MANY_MENTIONS 4

/* The ties of each of an array of SaysoChunk, to be freed with g_free (). */
SaysoTie *sayso_ties_new (const SaysoTokens *tokens,
                          const GArray      *chunks);

/* How many tokens lie between two chunks. */
guint sayso_chunk_gap (const SaysoChunk *a,
                       const SaysoChunk *b);

/* How many lines end between two chunks, at most 4; empty ones are not counted apart, and what is far apart has many. A newline between
 * two tokens ends a paragraph. */
guint sayso_chunk_newlines (const SaysoTokens *tokens,
                            const SaysoChunk  *a,
                            const SaysoChunk  *b);

/* Whether a chunk ends in the sentence that the other begins in, or both begin in the same. */
gboolean sayso_chunk_shares_sentence (const SaysoTokens *tokens,
                                      const SaysoChunk  *a,
                                      const SaysoChunk  *b);

/* The sentences that a chunk begins and ends in. */
guint sayso_chunk_sentence (const SaysoTokens *tokens,
                            const SaysoChunk  *chunk);
guint sayso_chunk_last_sentence (const SaysoTokens *tokens,
                                 const SaysoChunk  *chunk);

G_END_DECLS
