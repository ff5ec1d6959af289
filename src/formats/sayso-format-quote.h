/* Finding a quote in the article by its words and what stands around it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-text.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_QUOTE_FOUND,
  SAYSO_QUOTE_MISSING,
  SAYSO_QUOTE_AMBIGUOUS, /* in several places, and the context does not tell which */
} SaysoQuoteResult;

/* prefix and suffix may be NULL. Never guesses: of several places, one must fit
 * the context better than all the others. Line ends may differ. */
SaysoQuoteResult sayso_quote_find (SaysoText  *text,
                                   const char *exact,
                                   const char *prefix,
                                   const char *suffix,
                                   SaysoSpan  *span);

G_END_DECLS
