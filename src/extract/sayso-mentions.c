/* Who an article mentions, by tags and the parse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-mentions.h"
#include "extract/sayso-phrase.h"

static void
add_mentions (const SaysoTokens *self,
              GArray            *mentions)
{
  for (guint i = 0; i < self->n_tokens;)
    {
      guint     end = self->tokens[i].tag == SAYSO_TAG_PRP ? i + 1 : sayso_phrase_end (self, i);
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
