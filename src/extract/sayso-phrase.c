/* Noun phrases, by the tags of their words and the phrases that hang on them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-phrase.h"
#include "extract/sayso-syntax.h"

/* Phrases that hang on a noun phrase are followed this far. */
#define MAX_PHRASES 3
/* Tokens before a noun that are looked at. */
#define MAX_BEFORE 20

gboolean
sayso_token_is_noun (const SaysoToken *token)
{
  return token->tag == SAYSO_TAG_NN || token->tag == SAYSO_TAG_NNS || token->tag == SAYSO_TAG_NNP;
}

gboolean
sayso_token_is_nominal (const SaysoToken *token)
{
  return sayso_token_is_noun (token) || token->tag == SAYSO_TAG_PRP || token->tag == SAYSO_TAG_WP;
}

gboolean
sayso_token_is_finite (const SaysoToken *token)
{
  return token->tag == SAYSO_TAG_VBD || token->tag == SAYSO_TAG_VBP || token->tag == SAYSO_TAG_VBZ || token->tag == SAYSO_TAG_MD;
}

/* What may stand in a noun phrase before its last noun. */
static gboolean
leads_to_noun (const SaysoToken *token)
{
  switch (token->tag)
    {
    case SAYSO_TAG_DT:
    case SAYSO_TAG_PRPS:
    case SAYSO_TAG_JJ:
    case SAYSO_TAG_JJR:
    case SAYSO_TAG_CD:
    case SAYSO_TAG_VBN:
    case SAYSO_TAG_POS:
      return TRUE;
    default:
      return sayso_token_is_noun (token);
    }
}

/* Without what hangs on it. */
static guint
end_of_bare_phrase (const SaysoTokens *self,
                    guint              from)
{
  guint end = from;

  for (guint i = from; i < self->tokens[from].sentence_end && leads_to_noun (&self->tokens[i]); i++)
    {
      /* A determiner begins another phrase. */
      if (i > end && end > from && (self->tokens[i].tag == SAYSO_TAG_DT || self->tokens[i].tag == SAYSO_TAG_PRPS))
        break;
      if (sayso_token_is_noun (&self->tokens[i]))
        end = i + 1;
    }
  return end;
}

/* The end of what hangs on a noun phrase by a preposition, or the phrase's own. */
static guint
end_with_phrases (const SaysoTokens *self,
                  guint              from,
                  guint              end)
{
  for (guint n = 0; n < MAX_PHRASES && end + 1 < self->tokens[from].sentence_end && self->tokens[end].tag == SAYSO_TAG_IN; n++)
    {
      guint             further = end_of_bare_phrase (self, end + 1);
      const SaysoToken *noun = &self->tokens[further - 1];

      if (further == end + 1 || noun->relation != SAYSO_RELATION_NMOD || noun->head < from || noun->head >= end)
        break;
      end = further;
    }
  return end;
}

guint
sayso_phrase_end (const SaysoTokens *tokens,
                  guint              from)
{
  return end_with_phrases (tokens, from, end_of_bare_phrase (tokens, from));
}

SaysoSpan
sayso_phrase_around (const SaysoTokens *tokens,
                     guint              at)
{
  const SaysoToken *token = &tokens->tokens[at];
  guint             start = at, end;

  if (!sayso_token_is_noun (token))
    return (SaysoSpan){ at, at + 1 };
  while (start > token->sentence_start && at - start < MAX_BEFORE && leads_to_noun (&tokens->tokens[start - 1]))
    start--;
  for (end = at + 1; end < token->sentence_end && sayso_token_is_noun (&tokens->tokens[end]); end++)
    ;
  return (SaysoSpan){ start, end_with_phrases (tokens, start, end) };
}
