/* Where it was said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-source.h"

#include <string.h>

/* So many chunks to either side are looked at. */
#define REACH 24

/* Words that end a noun phrase. */
static const char *const stops[] = {
  "that", "and", "but", "who", "which", "when", "while", "because", "if", "as", "he", "she", "they", "it",
  "we", "i", "there", "to", "what", "how", "why", "whether", "after", "before", "during", "since", "is", "was",
  "are", "were", "has", "had", "have", "will", "would", "could", "should", "said", "says", "adding", "about"
};

/* The article with what is found in it. */
typedef struct
{
  const SaysoTokens  *tokens;
  const SaysoLexicon *lexicon;
  const SaysoChunk   *chunks;
  guint               n_chunks;
} Search;

static gboolean
is_a (const Search *search,
      guint         token,
      guint         classes)
{
  return (sayso_lexicon_look_up (search->lexicon, search->tokens->tokens[token].word) & classes) != 0;
}

static gboolean
has_a (const Search *search,
       guint         from,
       guint         to,
       guint         classes)
{
  for (guint at = from; at < to; at++)
    if (is_a (search, at, classes))
      return TRUE;
  return FALSE;
}

static gboolean
is_word (const SaysoTokens *tokens,
         guint              at)
{
  return (tokens->tokens[at].shape & SAYSO_SHAPE_WORD) != 0;
}

static gboolean
is_taken (const Search *search,
          guint         token)
{
  for (guint i = 0; i < search->n_chunks; i++)
    if (search->chunks[i].kind == SAYSO_CHUNK_CONTENT && search->chunks[i].start <= token && token < search->chunks[i].end)
      return TRUE;
  return FALSE;
}

/* Where a noun phrase that begins at a token ends; from if there is none. */
static guint
phrase_end (const Search *search,
            guint         from,
            guint         limit)
{
  const SaysoTokens *tokens = search->tokens;
  guint              at = from;

  for (; at < limit && at - from < 10; at++)
    if (tokens->tokens[at].mark != SAYSO_MARK_OUTSIDE || is_taken (search, at)
        || (!is_word (tokens, at) && !(tokens->tokens[at].shape & SAYSO_SHAPE_CLITIC)) || sayso_tokens_is_one_of (tokens, at, stops, G_N_ELEMENTS (stops)))
      break;
  /* "the Senate on" is one word too long; so is a day of the week. */
  while (at > from)
    {
      static const char *const trailing[] = {
        "on", "in", "at", "by", "for", "of", "from", "with", "the", "a", "an", "last", "this", "earlier", "later", "today",
        "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "also"
      };

      if (!sayso_tokens_is_one_of (tokens, at - 1, trailing, G_N_ELEMENTS (trailing)))
        break;
      at--;
    }
  return at;
}

/* "CNN", "KTRK", "Bankrate.com": written as no person is. */
static gboolean
looks_like_outlet (const SaysoTokens *tokens,
                   guint              at)
{
  const SaysoToken *token = &tokens->tokens[at];
  const char       *form = tokens->utf8 + token->byte;

  if ((token->shape & SAYSO_SHAPE_ALL_CAPITALS) && token->n_bytes >= 2 && form[token->n_bytes - 1] != '.')
    return TRUE;
  return token->n_bytes > 4 && memchr (form, '.', token->n_bytes - 2) != NULL && !(token->shape & SAYSO_SHAPE_DIGIT) && g_ascii_islower (form[token->n_bytes - 1]);
}

/* Whether who says it is a document, or a paper or station. What stands behind "of", "by" or
 * "from" does not tell: "a report by the ministry" is a report. */
static gboolean
is_medium (const Search     *search,
           const SaysoChunk *speaker,
           gboolean          reports)
{
  static const char *const cuts[] = { "of", "by", "from", "in", "on", "for", "at", "with", ",", "who", "that", "which", "released", "published", "posted", "taken", "obtained", "compiled" };
  const SaysoTokens       *tokens = search->tokens;
  guint                    end = speaker->start;

  while (end < speaker->end && !sayso_tokens_is_one_of (tokens, end, cuts, G_N_ELEMENTS (cuts)))
    end++;
  if (end == speaker->start)
    return FALSE;
  if (is_a (search, end - 1, SAYSO_WORD_DOCUMENT))
    return TRUE;
  for (guint at = speaker->start; reports && at < end; at++)
    if ((tokens->tokens[at].shape & SAYSO_SHAPE_CAPITAL) && (looks_like_outlet (tokens, at) || is_a (search, at, SAYSO_WORD_OUTLET)))
      return TRUE;
  return FALSE;
}

/* Who was told ends before when and where. */
static guint
listener_end (const SaysoTokens *tokens,
              guint              from,
              guint              to)
{
  static const char *const prepositions[] = { "in", "on", "at", "during", "after", "before", "via", "by", "from", "for", "with", "about", "last", "earlier" };

  for (guint at = from + 1; at < to; at++)
    if (sayso_tokens_is_one_of (tokens, at, prepositions, G_N_ELEMENTS (prepositions)))
      return at;
  return to;
}

/* One sentence, what lies outside claims. */
static gboolean
search_sentence (const Search     *search,
                 guint             start,
                 guint             end,
                 const SaysoChunk *speaker,
                 guint            *from,
                 guint            *to)
{
  static const char *const prepositions[] = { "in", "on", "at", "during", "via", "to", "through", "from" };
  const SaysoTokens       *tokens = search->tokens;

  for (guint at = start; at + 1 < end; at++)
    {
      guint    stop;
      gboolean tells;

      if (is_taken (search, at) || tokens->tokens[at].mark != SAYSO_MARK_OUTSIDE)
        continue;
      tells = is_a (search, at, SAYSO_WORD_TELLING);
      if (!tells && !sayso_tokens_is_one_of (tokens, at, prepositions, G_N_ELEMENTS (prepositions)))
        continue;
      if (speaker != NULL && at + 1 >= speaker->start && at < speaker->end)
        continue;
      stop = phrase_end (search, at + 1, end);
      if (tells)
        stop = listener_end (tokens, at + 1, stop);
      if (stop == at + 1)
        continue;
      if (tells ? stop - at < 9
                : has_a (search, at + 1, stop, SAYSO_WORD_PLACE | SAYSO_WORD_LISTENER) || has_a (search, at + 1, MIN (stop, at + 4), SAYSO_WORD_MEDIUM))
        {
          *from = at + 1;
          *to = stop;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
sayso_source_find (const SaysoTokens  *tokens,
                   const SaysoLexicon *lexicon,
                   const SaysoChunk   *chunks,
                   guint               n_chunks,
                   guint               content,
                   int                 cue,
                   int                 speaker,
                   guint              *from,
                   guint              *to)
{
  const SaysoChunk *said_by = speaker >= 0 ? &chunks[speaker] : NULL;
  const SaysoToken *anchor = cue >= 0 ? &tokens->tokens[chunks[cue].start] : &tokens->tokens[chunks[content].start];
  /* Only the chunks around can cover this sentence. */
  guint  low = content > REACH ? content - REACH : 0, high = MIN (n_chunks, content + REACH);
  guint  end = MIN (anchor->sentence_end, anchor->sentence_start + 120);
  Search search = { tokens, lexicon, chunks + low, high - low };

  if (search_sentence (&search, anchor->sentence_start, end, said_by, from, to))
    return TRUE;
  if (said_by == NULL || !is_medium (&search, said_by, cue >= 0 && has_a (&search, chunks[cue].start, chunks[cue].end, SAYSO_WORD_REPORTING)))
    return FALSE;
  *from = said_by->start;
  *to = said_by->end;
  return TRUE;
}
