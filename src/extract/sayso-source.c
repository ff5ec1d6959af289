/* Where it was said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-source.h"

#include <string.h>

/* Verbs whose object is the one who was told. */
static const char *const telling[] = {
  "told", "tell", "tells", "telling", "informed", "informs", "assured", "reminded", "warned",
  "emailed", "texted", "briefed"
};

/* Nouns that something is said or written in. */
static const char *const places[] = {
  "account", "address", "ad", "affidavit", "article", "audit", "bill", "blog", "book", "briefing", "broadcast",
  "bulletin", "column", "complaint", "conference", "debate", "dispatch", "document", "draft", "editorial",
  "email", "e-mail", "essay", "event", "filing", "forum", "hearing", "interview", "journal", "lawsuit",
  "leaflet", "letter", "manifesto", "meeting", "memo", "memoir", "message", "minutes", "newsletter", "note",
  "op-ed", "paper", "petition", "podcast", "poll", "post", "posting", "press", "programme", "program", "radio", "rally", "record",
  "release", "remarks", "report", "ruling", "sermon", "show", "speech", "statement", "stop", "study", "submission",
  "summary", "survey", "telephone", "testimony", "thread", "transcript", "tweet", "tweets", "video", "website"
};

/* Where accounts and programmes live: named without a noun. */
static const char *const media[] = {
  "twitter", "facebook", "instagram", "youtube", "tiktok", "mastodon", "bluesky", "telegram", "snapchat",
  "linkedin", "cnn", "nbc", "cbs", "abc", "fox", "msnbc", "bbc", "npr", "pbs", "c-span", "television", "tv",
  "radio", "x"
};

/* Words that end a noun phrase. */
static const char *const stops[] = {
  "that", "and", "but", "who", "which", "when", "while", "because", "if", "as", "he", "she", "they", "it",
  "we", "i", "there", "to", "what", "how", "why", "whether", "after", "before", "during", "since", "is", "was",
  "are", "were", "has", "had", "have", "will", "would", "could", "should", "said", "says", "adding", "about"
};

static gboolean
in_list (const SaysoTokens *tokens,
         guint              token,
         const char *const *list,
         gsize              n_list)
{
  g_autofree char *word = sayso_tokens_dup_word (tokens, token);

  for (gsize i = 0; i < n_list; i++)
    if (strcmp (word, list[i]) == 0)
      return TRUE;
  return FALSE;
}

#define IN(list) in_list (tokens, at, list, G_N_ELEMENTS (list))

static gboolean
is_word (const SaysoTokens *tokens,
         guint              at)
{
  return (tokens->tokens[at].shape & SAYSO_SHAPE_WORD) != 0;
}

static gboolean
is_taken (const SaysoChunk *chunks,
          guint             n_chunks,
          guint             token)
{
  for (guint i = 0; i < n_chunks; i++)
    if (chunks[i].kind == SAYSO_CHUNK_CONTENT && chunks[i].start <= token && token < chunks[i].end)
      return TRUE;
  return FALSE;
}

/* Where a noun phrase that begins at a token ends; from if there is none. */
static guint
phrase_end (const SaysoTokens *tokens,
            const SaysoChunk  *chunks,
            guint              n_chunks,
            guint              from,
            guint              limit)
{
  guint at = from;

  for (; at < limit && at - from < 10; at++)
    if (tokens->tokens[at].mark != SAYSO_MARK_OUTSIDE || is_taken (chunks, n_chunks, at)
        || (!is_word (tokens, at) && !(tokens->tokens[at].shape & SAYSO_SHAPE_CLITIC)) || IN (stops))
      break;
  /* "the Senate on" is one word too long; so is a day of the week. */
  while (at > from)
    {
      static const char *const trailing[] = {
        "on", "in", "at", "by", "for", "of", "from", "with", "the", "a", "an", "last", "this", "earlier", "later", "today",
        "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "also"
      };

      if (!in_list (tokens, at - 1, trailing, G_N_ELEMENTS (trailing)))
        break;
      at--;
    }
  return at;
}

static gboolean
ends_in (const SaysoTokens *tokens,
         guint              from,
         guint              to,
         const char *const *list,
         gsize              n_list)
{
  for (guint at = from; at < to; at++)
    if (in_list (tokens, at, list, n_list))
      return TRUE;
  return FALSE;
}

/* One sentence, what lies outside claims. */
static gboolean
search_sentence (const SaysoTokens *tokens,
                 const SaysoChunk  *chunks,
                 guint              n_chunks,
                 guint              start,
                 guint              end,
                 const SaysoChunk  *speaker,
                 guint             *from,
                 guint             *to)
{
  static const char *const prepositions[] = { "in", "on", "at", "during", "via", "to", "through", "from" };
  static const char *const listeners[] = { "reporters", "journalists", "supporters", "voters", "lawmakers", "viewers", "listeners", "aides", "colleagues", "audience", "crowd", "readers", "lawyers", "police" };

  for (guint at = start; at + 1 < end; at++)
    {
      guint    stop;
      gboolean tells;

      if (is_taken (chunks, n_chunks, at) || tokens->tokens[at].mark != SAYSO_MARK_OUTSIDE)
        continue;
      tells = IN (telling);
      if (!tells && !IN (prepositions))
        continue;
      if (speaker != NULL && at + 1 >= speaker->start && at < speaker->end)
        continue;
      stop = phrase_end (tokens, chunks, n_chunks, at + 1, end);
      if (stop == at + 1)
        continue;
      if (tells ? stop - at < 9
                : ends_in (tokens, at + 1, stop, places, G_N_ELEMENTS (places)) || ends_in (tokens, at + 1, MIN (stop, at + 4), media, G_N_ELEMENTS (media))
                    || ends_in (tokens, at + 1, stop, listeners, G_N_ELEMENTS (listeners)))
        {
          *from = at + 1;
          *to = stop;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
sayso_source_find (const SaysoTokens *tokens,
                   const SaysoChunk  *chunks,
                   guint              n_chunks,
                   guint              content,
                   int                cue,
                   int                speaker,
                   guint             *from,
                   guint             *to)
{
  const SaysoChunk *said_by = speaker >= 0 ? &chunks[speaker] : NULL;
  const SaysoToken *anchor = cue >= 0 ? &tokens->tokens[chunks[cue].start] : &tokens->tokens[chunks[content].start];
  /* Only the chunks around can cover this sentence. */
  guint low = content > 12 ? content - 12 : 0, high = MIN (n_chunks, content + 12);
  guint end = MIN (anchor->sentence_end, anchor->sentence_start + 120);

  return search_sentence (tokens, chunks + low, high - low, anchor->sentence_start, end, said_by, from, to);
}
