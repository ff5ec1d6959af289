/* Who an article mentions, by tags and the parse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-mentions.h"

/* Phrases that hang on a noun phrase are followed this far. */
#define MAX_PHRASES 3

static gboolean
is_noun (const SaysoToken *token)
{
  return token->tag == SAYSO_TAG_NN || token->tag == SAYSO_TAG_NNS || token->tag == SAYSO_TAG_NNP;
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
      return is_noun (token);
    }
}

/* The end of the noun phrase that starts at a token; from itself if none does. */
static guint
end_of_phrase (const SaysoTokens *self,
               guint              from)
{
  guint end = from;

  for (guint i = from; i < self->tokens[from].sentence_end && leads_to_noun (&self->tokens[i]); i++)
    {
      /* A determiner begins another phrase. */
      if (i > end && end > from && (self->tokens[i].tag == SAYSO_TAG_DT || self->tokens[i].tag == SAYSO_TAG_PRPS))
        break;
      if (is_noun (&self->tokens[i]))
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
      guint             further = end_of_phrase (self, end + 1);
      const SaysoToken *noun = &self->tokens[further - 1];

      if (further == end + 1 || noun->relation != SAYSO_RELATION_NMOD || noun->head < from || noun->head >= end)
        break;
      end = further;
    }
  return end;
}

static void
add_mentions (const SaysoTokens *self,
              GArray            *mentions)
{
  for (guint i = 0; i < self->n_tokens;)
    {
      guint     end = self->tokens[i].tag == SAYSO_TAG_PRP ? i + 1 : end_with_phrases (self, i, end_of_phrase (self, i));
      SaysoSpan span;

      if (end == i)
        {
          i++;
          continue;
        }
      span = (SaysoSpan){ self->tokens[i].start, self->tokens[end - 1].end };
      g_array_append_val (mentions, span);
      i = end;
    }
}

GArray *
sayso_mentions_find (SaysoSyntaxWeights syntax,
                     const char        *utf8,
                     gsize              n_bytes)
{
  GArray    *mentions = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  SaysoParse parse = { 0 };
  g_autoptr (SaysoTokens) tokens = NULL;

  g_return_val_if_fail (utf8 != NULL, mentions);

  if (syntax.tags == NULL)
    return mentions;
  tokens = sayso_tokens_new (utf8, n_bytes);
  for (guint i = 0; i < tokens->n_paragraphs; i++)
    sayso_syntax_run (&syntax, &parse, tokens, tokens->paragraphs[i]);
  sayso_parse_clear (&parse);
  add_mentions (tokens, mentions);
  return mentions;
}
