/* Finding quotes by rule alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-rules.h"
#include "extract/sayso-labels.h"

#include <string.h>

/* Shorter quotations are titles and scare quotes. */
#define SHORTEST_QUOTATION 5

static const char *const pronouns[] = { "he", "she", "they", "it", "we", "i", "who" };

static gboolean
is_one_of (guint32            word,
           const char *const *list,
           gsize              n_list)
{
  for (gsize i = 0; i < n_list; i++)
    if (sayso_tokens_hash (list[i]) == word)
      return TRUE;
  return FALSE;
}

static void
label_quotations (const SaysoTokens *tokens,
                  guint8            *labels)
{
  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      guint end = i;

      if (tokens->tokens[i].mark != SAYSO_MARK_OPENS)
        continue;
      while (end < tokens->n_tokens && tokens->tokens[end].mark != SAYSO_MARK_OUTSIDE && (end == i || tokens->tokens[end].mark != SAYSO_MARK_OPENS))
        if (tokens->tokens[end++].mark == SAYSO_MARK_CLOSES)
          break;
      if (end - i >= SHORTEST_QUOTATION)
        sayso_labels_fill (labels, i, end, SAYSO_CHUNK_CONTENT);
      i = end > i ? end - 1 : i;
    }
}

static gboolean
is_capital (const SaysoTokens *tokens,
            guint              token)
{
  return (tokens->tokens[token].shape & SAYSO_SHAPE_CAPITAL) != 0;
}

/* The name or pronoun that ends just before, or begins just at, a token. */
static gboolean
find_speaker (const SaysoTokens *tokens,
              const guint8      *labels,
              guint              cue,
              guint             *from,
              guint             *to)
{
  const SaysoToken *sentence = &tokens->tokens[cue];
  guint             at = cue;

  while (at > sentence->sentence_start && labels[at - 1] == 0 && is_capital (tokens, at - 1))
    at--;
  if (at == cue && at > sentence->sentence_start && is_one_of (tokens->tokens[at - 1].word, pronouns, G_N_ELEMENTS (pronouns)))
    at--;
  if (at < cue)
    {
      *from = at;
      *to = cue;
      return TRUE;
    }
  at = cue + 1;
  if (at < sentence->sentence_end && tokens->tokens[at].word == sayso_tokens_hash ("to"))
    at++;
  if (at < sentence->sentence_end && tokens->tokens[at].word == sayso_tokens_hash ("the"))
    at++;
  for (*from = *to = at; *to < sentence->sentence_end && labels[*to] == 0 && is_capital (tokens, *to); (*to)++)
    ;
  return *to > *from;
}

/* "NAME said that it would": the rest of the sentence, if it is no quotation. */
static void
label_indirect (const SaysoTokens *tokens,
                guint8            *labels,
                guint              cue,
                guint              speaker_end)
{
  guint from = cue + 1, end = tokens->tokens[cue].sentence_end;

  if (speaker_end > cue || from + 3 >= end)
    return;
  while (end > from && (tokens->tokens[end - 1].shape & SAYSO_SHAPE_WORD) == 0)
    end--;
  for (guint i = from; i < end; i++)
    if (labels[i] != 0)
      return;
  if ((tokens->tokens[from].shape & SAYSO_SHAPE_WORD) != 0)
    sayso_labels_fill (labels, from, end, SAYSO_CHUNK_CONTENT);
}

void
sayso_rules_label (const SaysoTokens  *tokens,
                   const SaysoLexicon *lexicon,
                   guint8             *labels)
{
  memset (labels, 0, tokens->n_tokens);
  label_quotations (tokens, labels);
  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      guint from, to;

      if (labels[i] != 0 || !(sayso_lexicon_look_up (lexicon, tokens->tokens[i].word) & SAYSO_WORD_CUE))
        continue;
      if (!find_speaker (tokens, labels, i, &from, &to))
        continue;
      label_indirect (tokens, labels, i, to > i ? to : 0);
      sayso_labels_fill (labels, i, i + 1, SAYSO_CHUNK_CUE);
      sayso_labels_fill (labels, from, to, SAYSO_CHUNK_SPEAKER);
    }
}
