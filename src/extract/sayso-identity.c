/* Who the mentions of an article are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-identity.h"
#include "extract/sayso-syntax.h"

#include <string.h>

/* How many identities back a name or a pronoun is looked for. */
#define REACH 64

static const char *const singular_pronouns[] = { "he", "she", "him", "her", "his", "hers", "who", "i", "me", "my" };
static const char *const plural_pronouns[] = { "they", "them", "their", "we", "us", "our", "it", "its", "which" };

typedef enum
{
  MENTION_NAME,
  MENTION_SINGULAR,
  MENTION_PLURAL,
  MENTION_ROLE,
} MentionKind;

typedef struct
{
  MentionKind kind;
  guint32     last;  /* hash of the last word of the name */
  guint32     whole; /* hash of all its words */
  guint       n_words;
} Look;

static gboolean
in_list (const char        *word,
         const char *const *list,
         gsize              n_list)
{
  for (gsize i = 0; i < n_list; i++)
    if (strcmp (word, list[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The name inside a mention: its last run of capitalised words before a comma,
 * titles left out. */
static Look
look_at (const SaysoTokens  *tokens,
         const SaysoLexicon *lexicon,
         guint               from,
         guint               to)
{
  Look look = { .kind = MENTION_ROLE };

  for (guint i = from; i < to; i++)
    {
      const SaysoToken *token = &tokens->tokens[i];
      g_autofree char  *word = sayso_tokens_dup_word (tokens, i);

      if (to - from == 1 && in_list (word, singular_pronouns, G_N_ELEMENTS (singular_pronouns)))
        look.kind = MENTION_SINGULAR;
      else if (to - from == 1 && in_list (word, plural_pronouns, G_N_ELEMENTS (plural_pronouns)))
        look.kind = MENTION_PLURAL;
      else if (strcmp (word, ",") == 0 && look.n_words > 0)
        break;
      else if ((token->shape & SAYSO_SHAPE_CAPITAL) != 0 && !(sayso_lexicon_look_up (lexicon, token->word) & SAYSO_WORD_TITLE))
        {
          look.kind = MENTION_NAME;
          look.last = token->word;
          look.whole = look.whole * 31 + token->word;
          look.n_words++;
        }
      else if (look.n_words > 0 && (token->shape & SAYSO_SHAPE_WORD) != 0 && (token->shape & SAYSO_SHAPE_CAPITAL) == 0)
        break;
    }
  if (look.kind == MENTION_ROLE)
    for (guint i = from; i < to; i++)
      look.whole = look.whole * 31 + tokens->tokens[i].word;
  return look;
}

static gboolean
same_person (const Look *earlier,
             const Look *now)
{
  if (earlier->kind != now->kind)
    return FALSE;
  if (earlier->whole == now->whole)
    return TRUE;
  /* A surname alone, either way round; two full names that differ are two people. */
  return now->kind == MENTION_NAME && earlier->last == now->last && (now->n_words == 1 || earlier->n_words == 1);
}

static guint
find_identity (const Look  *looks,
               const guint *identities,
               guint        at)
{
  const Look *now = &looks[at];

  for (guint i = at; i-- > 0 && at - i <= REACH;)
    {
      if (now->kind == MENTION_SINGULAR ? looks[i].kind == MENTION_NAME || looks[i].kind == MENTION_SINGULAR
          : now->kind == MENTION_PLURAL ? looks[i].kind == MENTION_ROLE || looks[i].kind == MENTION_PLURAL
                                        : same_person (&looks[i], now))
        return identities[i];
      /* A pronoun means somebody near. */
      if ((now->kind == MENTION_SINGULAR || now->kind == MENTION_PLURAL) && at - i > 6)
        break;
    }
  return G_MAXUINT;
}

guint
sayso_identities_find (const SaysoTokens  *tokens,
                       const SaysoLexicon *lexicon,
                       const guint (*mentions)[2],
                       guint   n_mentions,
                       guint **identities,
                       guint **names)
{
  g_autofree Look  *looks = g_new (Look, n_mentions + 1);
  g_autofree guint *best = g_new0 (guint, n_mentions + 1);
  guint             n = 0;

  *identities = g_new (guint, n_mentions + 1);
  *names = g_new (guint, n_mentions + 1);
  for (guint i = 0; i < n_mentions; i++)
    {
      guint identity, fullness;

      looks[i] = look_at (tokens, lexicon, mentions[i][0], mentions[i][1]);
      identity = find_identity (looks, *identities, i);
      if (identity == G_MAXUINT)
        identity = n++;
      (*identities)[i] = identity;
      fullness = looks[i].kind == MENTION_NAME ? 2 + looks[i].n_words : looks[i].kind == MENTION_ROLE ? 2
                                                                                                      : 1;
      if (fullness > best[identity])
        {
          best[identity] = fullness;
          (*names)[identity] = i;
        }
    }
  return n;
}

/* Whether what is set off begins with this: "a pollster", "his aide", "57", "who", "director of"; but not what goes on with
 * a list of names, or of people. */
static gboolean
tells_more (const SaysoToken *token)
{
  switch (token->tag)
    {
    case SAYSO_TAG_DT:
    case SAYSO_TAG_PRPS:
    case SAYSO_TAG_CD:
    case SAYSO_TAG_WP:
    case SAYSO_TAG_WDT:
      return TRUE;
    case SAYSO_TAG_NN:
    case SAYSO_TAG_JJ:
      return (token->shape & SAYSO_SHAPE_CAPITAL) == 0;
    default:
      return FALSE;
    }
}

guint
sayso_identity_name_end (const SaysoTokens *tokens,
                         guint              from,
                         guint              to)
{
  gboolean is_named = FALSE;

  for (guint i = from; i < to; i++)
    {
      const SaysoToken *token = &tokens->tokens[i];

      if (is_named && (token->tag == SAYSO_TAG_WP || token->tag == SAYSO_TAG_WDT))
        return i;
      if (is_named && i + 1 < to && (token->tag == SAYSO_TAG_COMMA || token->tag == SAYSO_TAG_COLON) && tells_more (token + 1))
        return i;
      is_named |= token->tag == SAYSO_TAG_NNP;
    }
  return to;
}
