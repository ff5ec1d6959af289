/* Who the mentions of an article are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-identity.h"
#include "extract/sayso-name.h"

#include <string.h>

/* How many mentions back a name is looked for, and how many back a pronoun: it means somebody near. */
#define REACH 64
#define PRONOUN_REACH 6
#define MAX_NAME_WORDS 8

static const char *const singular_pronouns[] = { "he", "she", "him", "her", "his", "hers", "who" };
static const char *const plural_pronouns[] = { "they", "them", "their", "it", "its", "which" };
/* Whoever speaks: nobody who was named before. */
static const char *const own_pronouns[] = { "i", "me", "my", "we", "us", "our" };
static const char *const male_pronouns[] = { "he", "him", "his" };
/* Of who was named right before them. */
static const char *const relative_pronouns[] = { "who", "which" };
static const char *const female_pronouns[] = { "she", "her", "hers" };
static const char *const the[] = { "the" };

typedef enum
{
  MENTION_NAME,
  MENTION_SINGULAR,
  MENTION_PLURAL,
  MENTION_SELF,
  MENTION_ROLE,
  MENTION_GROUP,
} MentionKind;

typedef enum
{
  GENDER_UNKNOWN,
  GENDER_MALE,
  GENDER_FEMALE,
} Gender;

typedef struct
{
  MentionKind kind;
  Gender      gender;
  gboolean    is_joined;
  guint32     words[MAX_NAME_WORDS]; /* of the name, hashes */
  guint       n_words;
  guint32     whole; /* hash of all words of what is no name */
  guint32     roles[SAYSO_MAX_NAME_ROLES];
  guint       n_roles;
  gboolean    is_person;   /* of roles: "lawyer" */
  gboolean    is_definite; /* "the lawyer" */
  gboolean    is_relative; /* "who" */
  guint       start;       /* tokens */
  guint       end;
} Look;

/* Whether a name is that of a paper or station, or as short and loud as one: "BBC". */
static gboolean
is_outlet (const SaysoTokens  *tokens,
           const SaysoLexicon *lexicon,
           const SaysoName    *name)
{
  const SaysoToken *first = &tokens->tokens[name->start];

  if (name->end - name->start == 1 && (first->shape & SAYSO_SHAPE_ALL_CAPITALS) && first->n_bytes > 1 && first->n_bytes < 5)
    return TRUE;
  for (guint i = name->start; i < name->end; i++)
    if (sayso_lexicon_look_up (lexicon, tokens->tokens[i].word) & SAYSO_WORD_OUTLET)
      return TRUE;
  return FALSE;
}

/* Whether a role is that of a person: the lexicon knows it, or the noun is made so, as "lawyer", "alderman" and "scientist" are. */
static gboolean
is_personal (const SaysoTokens  *tokens,
             const SaysoLexicon *lexicon,
             guint               at)
{
  static const char *const ends[] = { "er", "or", "man", "woman", "ist", "ician" };
  const SaysoToken        *token = &tokens->tokens[at];
  const guint              classes = sayso_lexicon_look_up (lexicon, token->word);

  if (classes & (SAYSO_WORD_DOCUMENT | SAYSO_WORD_OUTLET | SAYSO_WORD_MEDIUM | SAYSO_WORD_PLACE))
    return FALSE;
  if (classes & (SAYSO_WORD_TITLE | SAYSO_WORD_MALE | SAYSO_WORD_FEMALE))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (token->n_bytes > strlen (ends[i]) + 2
        && g_ascii_strncasecmp (tokens->utf8 + token->byte + token->n_bytes - strlen (ends[i]), ends[i], strlen (ends[i])) == 0)
      return TRUE;
  return FALSE;
}

static MentionKind
kind_of (const SaysoTokens *tokens,
         const SaysoName   *name,
         guint              from,
         guint              to)
{
  if (to - from == 1)
    {
      if (sayso_tokens_is_one_of (tokens, from, singular_pronouns, G_N_ELEMENTS (singular_pronouns)))
        return MENTION_SINGULAR;
      if (sayso_tokens_is_one_of (tokens, from, plural_pronouns, G_N_ELEMENTS (plural_pronouns)))
        return MENTION_PLURAL;
      if (sayso_tokens_is_one_of (tokens, from, own_pronouns, G_N_ELEMENTS (own_pronouns)))
        return MENTION_SELF;
    }
  if (name->is_group)
    return MENTION_GROUP;
  return name->start < name->end ? MENTION_NAME : MENTION_ROLE;
}

static Gender
gender_of_word (const SaysoLexicon *lexicon,
                guint32             word)
{
  guint classes = sayso_lexicon_look_up (lexicon, word);

  return classes & SAYSO_WORD_MALE ? GENDER_MALE : classes & SAYSO_WORD_FEMALE ? GENDER_FEMALE
                                                                               : GENDER_UNKNOWN;
}

/* By the pronoun, else by roles and titles, else by the first name. A word that is the whole name is a surname, or anything. */
static Gender
gender_of (const SaysoTokens  *tokens,
           const SaysoLexicon *lexicon,
           const Look         *look,
           guint               from)
{
  Gender gender = GENDER_UNKNOWN;

  if (look->kind == MENTION_SINGULAR)
    return sayso_tokens_is_one_of (tokens, from, male_pronouns, G_N_ELEMENTS (male_pronouns))       ? GENDER_MALE
           : sayso_tokens_is_one_of (tokens, from, female_pronouns, G_N_ELEMENTS (female_pronouns)) ? GENDER_FEMALE
                                                                                                    : GENDER_UNKNOWN;
  if (look->kind != MENTION_NAME && look->kind != MENTION_ROLE)
    return GENDER_UNKNOWN;
  for (guint i = 0; i < look->n_roles && gender == GENDER_UNKNOWN; i++)
    gender = gender_of_word (lexicon, look->roles[i]);
  if (gender == GENDER_UNKNOWN && look->n_words > 1 && !look->is_joined)
    gender = gender_of_word (lexicon, look->words[0]);
  return gender;
}

static Look
look_at (const SaysoTokens  *tokens,
         const SaysoLexicon *lexicon,
         const SaysoName    *name,
         guint               from,
         guint               to)
{
  Look look = { .kind = kind_of (tokens, name, from, to), .is_joined = name->is_joined, .start = from, .end = to };

  for (guint i = name->start; i < name->end && look.n_words < MAX_NAME_WORDS; i++)
    look.words[look.n_words++] = tokens->tokens[i].word;
  for (guint i = 0; i < name->n_roles; i++)
    look.roles[look.n_roles++] = tokens->tokens[name->roles[i]].word;
  if (look.n_words == 0)
    for (guint i = from; i < to; i++)
      look.whole = look.whole * 31 + tokens->tokens[i].word;
  look.is_relative = to - from == 1 && sayso_tokens_is_one_of (tokens, from, relative_pronouns, G_N_ELEMENTS (relative_pronouns));
  look.is_definite = sayso_tokens_is_one_of (tokens, from, the, G_N_ELEMENTS (the));
  if (look.kind == MENTION_NAME)
    look.is_person = !look.is_joined && !is_outlet (tokens, lexicon, name);
  else
    look.is_person = (look.kind == MENTION_SINGULAR && !look.is_relative) || (look.kind == MENTION_ROLE && name->n_roles > 0 && is_personal (tokens, lexicon, name->roles[0]));
  look.gender = gender_of (tokens, lexicon, &look, from);
  return look;
}

/* Whether one name ends like the other ("Finch", "Ada Finch"), or has something in the middle ("Ada B. Finch"). Two full names
 * that differ otherwise are two people. */
static gboolean
same_name (const Look *a,
           const Look *b)
{
  guint n = MIN (a->n_words, b->n_words);

  if (a->is_joined || b->is_joined)
    return a->n_words == b->n_words && memcmp (a->words, b->words, n * sizeof *a->words) == 0;
  if (memcmp (a->words + a->n_words - n, b->words + b->n_words - n, n * sizeof *a->words) == 0)
    return TRUE;
  return n >= 2 && a->words[0] == b->words[0] && a->words[a->n_words - 1] == b->words[b->n_words - 1];
}

/* "the mayor" is a mayor who was named. */
static gboolean
has_role (const Look *named,
          guint32     role)
{
  for (guint i = 0; i < named->n_roles; i++)
    if (named->roles[i] == role)
      return TRUE;
  return FALSE;
}

static gboolean
may_mean (const Look *earlier,
          const Look *now)
{
  /* But for a comma they stand side by side. */
  if (now->is_relative && earlier->end + 1 < now->start)
    return FALSE;
  switch (now->kind)
    {
    case MENTION_SINGULAR:
      return earlier->is_person;
    case MENTION_PLURAL:
      return earlier->kind == MENTION_ROLE || earlier->kind == MENTION_PLURAL || earlier->kind == MENTION_GROUP;
    case MENTION_NAME:
      return earlier->kind == MENTION_NAME && same_name (earlier, now);
    case MENTION_ROLE:
      return (earlier->kind == MENTION_ROLE && earlier->whole == now->whole)
             || (earlier->kind == MENTION_NAME && now->is_definite && now->n_roles == 1 && has_role (earlier, now->roles[0]));
    case MENTION_SELF:
    case MENTION_GROUP:
    default:
      return earlier->kind == now->kind && earlier->whole == now->whole;
    }
}

/* genders: of each identity, as far as it is known. */
static guint
find_identity (const Look   *looks,
               const guint  *identities,
               const Gender *genders,
               guint         at)
{
  const Look *now = &looks[at];
  guint       reach = now->kind == MENTION_SINGULAR || now->kind == MENTION_PLURAL ? PRONOUN_REACH + 1 : REACH;

  for (guint i = at; i-- > 0 && at - i <= reach;)
    {
      Gender gender = genders[identities[i]];

      if (may_mean (&looks[i], now) && (gender == now->gender || gender == GENDER_UNKNOWN || now->gender == GENDER_UNKNOWN))
        return identities[i];
    }
  return G_MAXUINT;
}

static guint
fullness_of (const Look *look)
{
  switch (look->kind)
    {
    case MENTION_NAME:
      return 2 + look->n_words;
    case MENTION_ROLE:
    case MENTION_GROUP:
      return 2;
    case MENTION_SINGULAR:
    case MENTION_PLURAL:
    case MENTION_SELF:
    default:
      return 1;
    }
}

guint
sayso_identities_find (const SaysoTokens  *tokens,
                       const SaysoLexicon *lexicon,
                       const guint (*mentions)[2],
                       guint       n_mentions,
                       guint     **identities,
                       SaysoSpan **names)
{
  g_autofree Look   *looks = g_new (Look, n_mentions + 1);
  g_autofree Gender *genders = g_new0 (Gender, n_mentions + 1);
  g_autofree guint  *best = g_new0 (guint, n_mentions + 1);
  guint              n = 0;

  *identities = g_new (guint, n_mentions + 1);
  *names = g_new (SaysoSpan, n_mentions + 1);
  for (guint i = 0; i < n_mentions; i++)
    {
      SaysoName name = sayso_name_find (tokens, lexicon, mentions[i][0], mentions[i][1]);
      guint     identity;

      looks[i] = look_at (tokens, lexicon, &name, mentions[i][0], mentions[i][1]);
      identity = find_identity (looks, *identities, genders, i);
      if (identity == G_MAXUINT)
        identity = n++;
      (*identities)[i] = identity;
      if (genders[identity] == GENDER_UNKNOWN)
        genders[identity] = looks[i].gender;
      if (fullness_of (&looks[i]) > best[identity])
        {
          best[identity] = fullness_of (&looks[i]);
          (*names)[identity] = (SaysoSpan){ name.shown_start, name.shown_end };
        }
    }
  return n;
}
