/* What is seen of a run of tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-values.h"

#include <math.h>

/* A logarithm is taken of no less. */
#define TINY 1e-9f

void
sayso_values_add (SaysoValues *self,
                  double       value)
{
  g_assert (self->n_values < self->max);
  self->values[self->n_values++] = (float)value;
}

void
sayso_values_add_words (SaysoValues       *self,
                        const SaysoTokens *tokens,
                        SaysoSpan          span)
{
  const SaysoToken *first = &tokens->tokens[span.start], *last = &tokens->tokens[span.end - 1];
  guint             inside = 0, outside = 0;

  for (const SaysoToken *token = first; token <= last; token++)
    if (token->shape & SAYSO_SHAPE_WORD)
      {
        inside += token->mark == SAYSO_MARK_INSIDE;
        outside += token->mark != SAYSO_MARK_INSIDE;
      }
  sayso_values_add (self, inside);
  sayso_values_add (self, outside);
  sayso_values_add (self, span.end - span.start);
  sayso_values_add (self, span.start - first->sentence_start);
  sayso_values_add (self, (int)last->sentence_end - (int)span.end);
  sayso_values_add (self, last->sentence - first->sentence);
  sayso_values_add (self, first->mark);
  sayso_values_add (self, last->mark);
  sayso_values_add (self, first->quote_length);
  sayso_values_add (self, last->quote_length);
  sayso_values_add (self, sayso_tokens_begins_paragraph (tokens, span.start));
  sayso_values_add (self, sayso_tokens_begins_paragraph (tokens, span.end));
}

void
sayso_values_add_beliefs (SaysoValues       *self,
                          const SaysoBelief *beliefs,
                          SaysoSpan          span)
{
  double sum = 0, missing = 0;

  for (guint i = span.start; i < span.end; i++)
    {
      sum += logf (beliefs[i].kinds[SAYSO_CHUNK_CONTENT] + TINY);
      missing += 1 - beliefs[i].kinds[SAYSO_CHUNK_CONTENT];
    }
  sayso_values_add (self, logf (beliefs[span.start].begins + TINY));
  sayso_values_add (self, logf (beliefs[span.end].ends + TINY));
  sayso_values_add (self, sum / (span.end - span.start));
  sayso_values_add (self, missing);
}
