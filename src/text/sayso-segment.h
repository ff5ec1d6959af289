/* Where words, sentences, quotations and names begin and end, for selecting and
 * moving by keyboard, and for telling direct from indirect speech.
 *
 * All work is local: at most one paragraph is looked at, and of an overlong
 * paragraph at most SAYSO_SEGMENT_REACH code points on either side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-text.h"

G_BEGIN_DECLS

#define SAYSO_SEGMENT_REACH 8192

typedef enum
{
  SAYSO_SEGMENT_CHARACTER, /* a cursor position: a grapheme, CRLF as one */
  SAYSO_SEGMENT_WORD,
  SAYSO_SEGMENT_SENTENCE,
  SAYSO_SEGMENT_QUOTATION, /* quotation marks included */
  SAYSO_SEGMENT_PARAGRAPH,
  SAYSO_SEGMENT_PHRASE, /* from one comma, dash, bracket, quotation mark or sentence end to the next */
} SaysoSegment;

/* The unit that an offset lies in (or touches at its end). FALSE where there is
 * none: between words, outside quotations. */
gboolean sayso_segment_at (SaysoText   *text,
                           SaysoSegment unit,
                           guint        offset,
                           SaysoSpan   *span);

/* The nearest end of a unit after, or start of a unit before, an offset: what
 * Ctrl+Right and Ctrl+Left do. The text's end and start if there is none. */
guint sayso_segment_next_end (SaysoText   *text,
                              SaysoSegment unit,
                              guint        offset);
guint sayso_segment_previous_start (SaysoText   *text,
                                    SaysoSegment unit,
                                    guint        offset);
guint sayso_segment_next_start (SaysoText   *text,
                                SaysoSegment unit,
                                guint        offset);
guint sayso_segment_previous_end (SaysoText   *text,
                                  SaysoSegment unit,
                                  guint        offset);

/* The name or noun phrase-like run at an offset: capitalised words with the
 * particles between them ("Jean-Luc de Vries"), else the word. */
gboolean sayso_segment_name_at (SaysoText *text,
                                guint      offset,
                                SaysoSpan *span);

/* A selection made fit for a mark: no outer white space, both ends on cursor
 * positions (widened), within the text. May come out empty. */
SaysoSpan sayso_segment_trim (SaysoText *text,
                              SaysoSpan  span);
/* The same, and both ends widened to whole words. */
SaysoSpan sayso_segment_trim_to_words (SaysoText *text,
                                       SaysoSpan  span);

/* How much of some spans' words stands in quotation marks. */
typedef enum
{
  SAYSO_QUOTED_NONE,
  SAYSO_QUOTED_SOME,
  SAYSO_QUOTED_ALL,
} SaysoQuoted;
SaysoQuoted sayso_segment_quoted (SaysoText       *text,
                                  const SaysoSpan *spans,
                                  guint            n_spans);

G_END_DECLS
