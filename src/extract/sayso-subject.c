/* Subjects of verbs, and what else may name the speaker beside a cue or a claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-phrase.h"
#include "extract/sayso-subject.h"
#include "extract/sayso-syntax.h"

/* Farther from its verb no subject is looked for, and none farther from a claim. */
#define REACH 60
/* What stands next to a cue, before and behind it. */
#define REACH_BEFORE 8
#define REACH_BEHIND 6

guint
sayso_head_of (const SaysoTokens *tokens,
               SaysoSpan          span)
{
  for (guint i = span.start; i < span.end; i++)
    {
      guint head = tokens->tokens[i].head;

      if (head == i || head < span.start || head >= span.end)
        return i;
    }
  return span.end - 1;
}

/* The part of a token's sentence that is near it. */
static SaysoSpan
neighbourhood (const SaysoTokens *tokens,
               guint              at)
{
  const SaysoToken *token = &tokens->tokens[at];
  guint             start = at > REACH ? at - REACH : 0;

  return (SaysoSpan){ MAX (start, token->sentence_start), MIN (at + REACH, token->sentence_end) };
}

static int
find_subject_of (const SaysoTokens *tokens,
                 guint              verb)
{
  SaysoSpan near = neighbourhood (tokens, verb);

  for (guint i = near.start; i < near.end; i++)
    if (tokens->tokens[i].head == verb && i != verb && tokens->tokens[i].relation == SAYSO_RELATION_SUBJECT)
      return (int)i;
  return -1;
}

SaysoSubject
sayso_subject_find (const SaysoTokens *tokens,
                    SaysoSpan          span)
{
  const SaysoSubject none = { .token = -1 };
  guint              verb = sayso_head_of (tokens, span);

  for (guint climbed = 0; climbed <= SAYSO_SUBJECT_CLIMB; climbed++)
    {
      int   subject = find_subject_of (tokens, verb);
      guint head = tokens->tokens[verb].head;

      if (subject >= 0 && (subject < (int)span.start || subject >= (int)span.end))
        return (SaysoSubject){ subject, climbed };
      if (head == verb)
        return none;
      switch (tokens->tokens[verb].relation)
        {
        case SAYSO_RELATION_ACL:
          if (sayso_token_is_noun (&tokens->tokens[head]))
            return (SaysoSubject){ (int)head, climbed };
          break;
        case SAYSO_RELATION_OTHER:
        case SAYSO_RELATION_OBJECT:
        case SAYSO_RELATION_OBLIQUE:
        case SAYSO_RELATION_CCOMP:
        case SAYSO_RELATION_XCOMP:
        case SAYSO_RELATION_ADVCL:
        case SAYSO_RELATION_CONJUNCT:
        case SAYSO_RELATION_PARATAXIS:
          break;
        default:
          return none;
        }
      verb = head;
    }
  return none;
}

static void
add_head (GArray *heads,
          guint   token)
{
  g_array_append_val (heads, token);
}

static void
list_beside_cue (const SaysoTokens *tokens,
                 SaysoSpan          cue,
                 GArray            *heads)
{
  guint start = tokens->tokens[cue.start].sentence_start, end = tokens->tokens[cue.start].sentence_end;

  for (guint i = cue.start; i > start && cue.start - i < REACH_BEFORE; i--)
    if (sayso_token_is_nominal (&tokens->tokens[i - 1]))
      {
        add_head (heads, i - 1);
        break;
      }
  for (guint i = cue.end; i < end && i - cue.end < REACH_BEHIND; i++)
    if (sayso_token_is_nominal (&tokens->tokens[i]))
      {
        while (i + 1 < end && sayso_token_is_noun (&tokens->tokens[i + 1]))
          i++;
        add_head (heads, i);
        break;
      }
}

static void
list_beside_claim (const SaysoTokens *tokens,
                   SaysoSpan          claim,
                   GArray            *heads)
{
  SaysoSpan before = neighbourhood (tokens, claim.start), behind = neighbourhood (tokens, claim.end - 1);

  for (guint i = before.start; i < claim.start; i++)
    if (tokens->tokens[i].relation == SAYSO_RELATION_SUBJECT)
      add_head (heads, i);
  for (guint i = claim.end; i < behind.end; i++)
    if (tokens->tokens[i].relation == SAYSO_RELATION_SUBJECT)
      add_head (heads, i);
}

void
sayso_subjects_list (const SaysoTokens *tokens,
                     SaysoSpan          span,
                     gboolean           is_cue,
                     GArray            *heads)
{
  SaysoSubject subject;

  g_return_if_fail (span.start < span.end && span.end <= tokens->n_tokens);

  subject = sayso_subject_find (tokens, span);
  if (subject.token >= 0)
    add_head (heads, (guint)subject.token);
  if (is_cue)
    list_beside_cue (tokens, span, heads);
  else
    list_beside_claim (tokens, span, heads);
}
