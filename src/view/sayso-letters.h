/* Letters at places of the article, to be typed: the way to any place in one or two keys.
 *
 * The likeliest places get one letter, and the rest two, so that no letter begins another
 * label. Among labels of one length the order is that of the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "text/sayso-span.h"

G_BEGIN_DECLS

/* More places than this are left without a label. */
#define SAYSO_LETTERS_MAX (26 * 26)

typedef struct
{
  SaysoSpan span; /* the letters stand at its start, or at its end */
  char      label[3];
} SaysoLetter;

/* spans: the likeliest first. Array of SaysoLetter in the order of the text, owned. */
GArray *sayso_letters_new (const SaysoSpan *spans,
                           guint            n_spans);

/* Keeps what begins with a letter, and takes that letter off; FALSE if nothing does, and nothing is changed. A label that is
 * typed to its end is the only one left, and empty. */
gboolean sayso_letters_type (GArray *letters,
                             char    letter);

G_END_DECLS
