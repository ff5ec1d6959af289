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

/* Nouns of what speaks for itself: it is who says it, and where it is said. */
static const char *const documents[] = {
  "account", "accounts", "affidavit", "analyses", "analysis", "article", "articles", "assessment", "assessments", "audit", "audio", "bill", "biography", "blog", "book", "bulletin",
  "census", "chart", "complaint", "complaints", "constitution", "data", "diary", "dictionary", "document", "documents", "dossier", "editorial", "email", "emails", "e-mails", "estimates",
  "evidence", "figures", "filing", "filings", "findings", "footage", "forecast", "forecasts", "graph", "headline", "headlines", "image", "images", "index", "indictment", "journal", "law",
  "lawsuit", "lawsuits", "leak", "letter", "letters", "log", "logs", "magazine", "map", "maps", "media", "memo", "memos", "memoir", "message", "messages", "minutes", "newspaper", "newspapers",
  "note", "notes", "numbers", "op-ed", "outlet", "outlets", "papers", "petition", "photo", "photograph", "photographs", "photos", "picture", "pictures", "poll", "polling", "polls", "post", "posts", "projection", "projections",
  "publication", "rankings", "readings", "recording", "recordings", "record", "records", "release", "report", "reports", "research", "results", "review", "ruling", "sign", "signs", "site", "statement", "statements",
  "statistics", "story", "stories", "studies", "study", "suit", "summary", "survey", "surveys", "surveillance", "tape", "tapes", "testimony", "text", "texts", "tracker", "transcript", "transcripts", "tweet",
  "tweets", "video", "videos", "warrant", "warrants", "website", "websites"
};

/* Words of the names of papers, agencies and stations. */
static const char *const outlets[] = {
  "advertiser", "advocate", "agency", "ap", "associated", "bloomberg", "broadcasting", "bulletin", "buzzfeed", "chronicle", "courier", "daily", "democrat", "dispatch", "enquirer",
  "examiner", "gazette", "globe", "guardian", "herald", "independent", "inquirer", "insider", "journal", "ledger", "mail", "mirror", "monitor",
  "news", "newspaper", "newsweek", "observer", "picayune", "politico", "post", "press", "propublica", "radio", "recorder", "register", "reuters", "review", "sentinel", "star",
  "standard", "sun", "telegraph", "times", "today", "tribune", "weekly", "xinhua", "yorker"
};

/* What papers do. */
static const char *const reporting[] = { "according", "reported", "reports", "report", "reporting" };

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
is_medium (const SaysoTokens *tokens,
           const SaysoChunk  *speaker,
           gboolean           reports)
{
  static const char *const cuts[] = { "of", "by", "from", "in", "on", "for", "at", "with", ",", "who", "that", "which", "released", "published", "posted", "taken", "obtained", "compiled" };
  guint                    end = speaker->start;

  while (end < speaker->end && !in_list (tokens, end, cuts, G_N_ELEMENTS (cuts)))
    end++;
  if (end == speaker->start)
    return FALSE;
  if (in_list (tokens, end - 1, documents, G_N_ELEMENTS (documents)))
    return TRUE;
  for (guint at = speaker->start; reports && at < end; at++)
    if ((tokens->tokens[at].shape & SAYSO_SHAPE_CAPITAL) && (looks_like_outlet (tokens, at) || in_list (tokens, at, outlets, G_N_ELEMENTS (outlets))))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const SaysoTokens *tokens,
          const SaysoChunk  *chunk,
          const char *const *list,
          gsize              n_list)
{
  for (guint at = chunk->start; at < chunk->end; at++)
    if (in_list (tokens, at, list, n_list))
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
    if (in_list (tokens, at, prepositions, G_N_ELEMENTS (prepositions)))
      return at;
  return to;
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
      if (tells)
        stop = listener_end (tokens, at + 1, stop);
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

  if (search_sentence (tokens, chunks + low, high - low, anchor->sentence_start, end, said_by, from, to))
    return TRUE;
  if (said_by == NULL || !is_medium (tokens, said_by, cue >= 0 && has_word (tokens, &chunks[cue], reporting, G_N_ELEMENTS (reporting))))
    return FALSE;
  *from = said_by->start;
  *to = said_by->end;
  return TRUE;
}
