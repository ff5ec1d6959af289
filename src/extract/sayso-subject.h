/* Who may be the speaker, by the parse: subjects.
 *
 * "Ada Finch shot back in a statement, saying …" says who says it far from "saying": the subject of a verb that the cue hangs
 * below. The labeller misses many of those, and what it takes for a part of some claim it never takes for a speaker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-tokens.h"
#include "text/sayso-span.h"

G_BEGIN_DECLS

/* So many verbs are climbed to. */
#define SAYSO_SUBJECT_CLIMB 3

/* The token that tokens from, before to, hang on, if it is one of them: the one that hangs on something outside. */
guint sayso_head_of (const SaysoTokens *tokens,
                     SaysoSpan          span);

typedef struct
{
  int   token;   /* -1: none */
  guint climbed; /* how many steps up from the head of the span */
} SaysoSubject;

/* The subject of the nearest verb that a span of tokens hangs below, outside the span; of a clause that describes a noun,
 * the noun. */
SaysoSubject sayso_subject_find (const SaysoTokens *tokens,
                                 SaysoSpan          span);

/* Adds to heads (array of guint, tokens) the nominals that may name the speaker, around a cue or a claim: subjects in its
 * sentence, and what stands next to a cue. Some can be there twice. Needs the parse; without it there are none. */
void sayso_subjects_list (const SaysoTokens *tokens,
                          SaysoSpan          span,
                          gboolean           is_cue,
                          GArray            *heads);

G_END_DECLS
