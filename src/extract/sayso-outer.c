/* Reports around claims.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-outer.h"
#include "extract/sayso-phrase.h"
#include "extract/sayso-syntax.h"

/* So many tokens a dateline has at most. */
#define MAX_DATELINE 10

/* Behind a dateline, "LOWMERE (AP) —", if there is one. */
static guint
skip_dateline (const SaysoTokens *tokens,
               guint              start)
{
  static const char *const dashes[] = { "—", "–", "-", "--" };
  guint                    end = MIN (start + MAX_DATELINE, tokens->tokens[start].sentence_end);

  if (!(tokens->tokens[start].shape & SAYSO_SHAPE_ALL_CAPITALS) || !sayso_tokens_begins_paragraph (tokens, start))
    return start;
  for (guint i = start + 1; i + 1 < end; i++)
    if (sayso_tokens_is_one_of (tokens, i, dashes, G_N_ELEMENTS (dashes)))
      return i + 1;
  return start;
}

/* Whether a sentence, up to the inner cue, is a clause of its own: not "While they hoped …, she said", "Asked …, he said". */
static gboolean
is_main (const SaysoToken *tokens,
         guint             start,
         const SaysoChunk *inner)
{
  gboolean nominal = FALSE, finite = FALSE;

  if (tokens[start].tag == SAYSO_TAG_THAT || tokens[start].tag == SAYSO_TAG_WRB || tokens[start].tag == SAYSO_TAG_VBG || tokens[start].tag == SAYSO_TAG_VBN)
    return FALSE;
  for (guint i = start; i < inner->end; i++)
    {
      nominal |= i < inner->start && sayso_token_is_nominal (&tokens[i]);
      finite |= nominal && sayso_token_is_finite (&tokens[i]);
    }
  return finite;
}

/* Whether a comma, and no word, sets a clause off from the claim before it. */
static gboolean
is_set_off (const SaysoTokens *tokens,
            const SaysoChunk  *claim,
            guint              clause)
{
  gboolean comma = tokens->tokens[claim->end - 1].tag == SAYSO_TAG_COMMA;

  for (guint i = claim->end; i < clause; i++)
    {
      if (tokens->tokens[i].shape & SAYSO_SHAPE_WORD)
        return FALSE;
      comma |= tokens->tokens[i].tag == SAYSO_TAG_COMMA;
    }
  return comma;
}

/* Whether another claim begins between a token and the claim. */
static gboolean
has_claim_from (const SaysoLink *link,
                guint            start)
{
  for (int at = (int)link->content - 1; at >= 0 && link->chunks[at].end > start; at--)
    if (link->chunks[at].kind == SAYSO_CHUNK_CONTENT)
      return TRUE;
  return FALSE;
}

SaysoOuter
sayso_outer_find (const SaysoLink *link,
                  int              speaker)
{
  const SaysoOuter  none = { .cue = -1 };
  const SaysoToken *tokens = link->tokens->tokens;
  const SaysoChunk *claim = &link->chunks[link->content], *inner, *outer;
  guint             start = skip_dateline (link->tokens, tokens[claim->start].sentence_start), clause;
  int               cue = speaker >= 0 ? link->ties[speaker].cue : -1;

  if (cue < 0 || link->cue < 0 || cue == link->cue || link->ties[cue].n_claims > 0)
    return none;
  inner = &link->chunks[link->cue];
  outer = &link->chunks[cue];
  clause = MIN (outer->start, link->chunks[speaker].start);
  if (inner->start < start || inner->start >= claim->start)
    return none;
  if (clause < claim->end || clause >= tokens[claim->start].sentence_end || !is_set_off (link->tokens, claim, clause))
    return none;
  if (tokens[claim->start].mark != SAYSO_MARK_OUTSIDE || !is_main (tokens, start, inner) || has_claim_from (link, start))
    return none;
  while (tokens[clause - 1].tag == SAYSO_TAG_COMMA)
    clause--;
  return (SaysoOuter){ cue, { start, clause } };
}
