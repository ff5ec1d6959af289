/* The report around a claim: "The campaign has no plans to return the money, the Tribune reported."
 *
 * The labeller may take the inner verb for the cue, and only what follows for the claim ("to return the money"), though the
 * ranker knows that it is the Tribune's. All that stands before the clause is what the Tribune reported, and its cue is
 * "reported". Of attributions inside each other only the outermost is a claim (PolNeAR's guidelines).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-linker.h"
#include "text/sayso-span.h"

G_BEGIN_DECLS

typedef struct
{
  int       cue;  /* chunk; -1: there is no such report */
  SaysoSpan span; /* tokens: what is reported */
} SaysoOuter;

/* The report around the claim of a link, whose speaker is the chunk with that index, or -1. Needs the parse's tags. */
SaysoOuter sayso_outer_find (const SaysoLink *link,
                             int              speaker);

G_END_DECLS
