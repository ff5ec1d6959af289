/* Names in mentions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-name.h"
#include "extract/sayso-syntax.h"

/* What ends the part of a mention that says who it is. */
static const char *const stops[] = { "of", "for", "from", "with", "in", "at", "on", "by", "to", "as", "near", "about", "against", "under",
                                     "who", "whom", "whose", "which", "that", "where", "when", "and", "or", "but" };
/* Capitals at the start of a sentence that are no part of a name. */
static const char *const openers[] = { "the", "a", "an", "one", "some", "many", "most", "several", "other", "others", "another", "all", "both",
                                       "each", "few", "every", "those", "these", "this", "that", "such", "no", "two", "three", "his", "her",
                                       "their", "its", "our", "my", "your", "even", "only", "he", "she", "it", "they", "we", "i", "you", "who" };
static const char *const the[] = { "the" };
static const char *const articles[] = { "the", "a", "an" };
static const char *const ands[] = { "and", "or" };
static const char *const relatives[] = { "who", "whom", "whose", "which" };
static const char *const of[] = { "of" };
static const char *const commas[] = { "," };
static const char *const dots[] = { "." };
static const char *const joiners[] = { "of", "for", "&" };
static const char *const particles[] = { "de", "da", "di", "del", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "dos" };

typedef struct
{
  const SaysoTokens  *tokens;
  const SaysoLexicon *lexicon;
  guint               from;
  guint               to;
} Mention;

#define IS_ONE_OF(mention, at, list) (sayso_tokens_is_one_of ((mention)->tokens, at, list, G_N_ELEMENTS (list)))

static const SaysoToken *
token_at (const Mention *mention,
          guint          at)
{
  return &mention->tokens->tokens[at];
}

static gboolean
is_word (const Mention *mention,
         guint          at)
{
  return (token_at (mention, at)->shape & (SAYSO_SHAPE_WORD | SAYSO_SHAPE_CLITIC)) == SAYSO_SHAPE_WORD;
}

static gboolean
is_clitic (const Mention *mention,
           guint          at)
{
  return (token_at (mention, at)->shape & SAYSO_SHAPE_CLITIC) != 0;
}

static gboolean
is_title (const Mention *mention,
          guint          at)
{
  return (sayso_lexicon_look_up (mention->lexicon, token_at (mention, at)->word) & SAYSO_WORD_TITLE) != 0;
}

/* "Supporters of …": has its capital from the sentence that it begins. */
static gboolean
opens_sentence (const Mention *mention,
                guint          at)
{
  const SaysoToken *token = token_at (mention, at);

  return token->sentence_start == at && at + 1 < mention->to && is_word (mention, at + 1)
         && (token_at (mention, at + 1)->shape & SAYSO_SHAPE_CAPITAL) == 0
         && (token->tag == SAYSO_TAG_NN || token->tag == SAYSO_TAG_NNS || token->tag == SAYSO_TAG_JJ || token->tag == SAYSO_TAG_VBN);
}

static gboolean
is_capital (const Mention *mention,
            guint          at)
{
  return is_word (mention, at) && (token_at (mention, at)->shape & SAYSO_SHAPE_CAPITAL) != 0 && !IS_ONE_OF (mention, at, openers)
         && !opens_sentence (mention, at);
}

/* Of an abbreviation: "Sen." */
static gboolean
is_dot (const Mention *mention,
        guint          at)
{
  return at > mention->from && at + 1 < mention->to && IS_ONE_OF (mention, at, dots);
}

/* "of" in "University of Lowmere" and "Chamber of the Coast". Who is something for somebody has no name of the two. */
static gboolean
joins (const Mention *mention,
       guint          at)
{
  if (at == mention->from || at + 1 >= mention->to || !IS_ONE_OF (mention, at, joiners) || !is_capital (mention, at - 1))
    return FALSE;
  /* "Ada Finch of Lowmere" has a name without it. */
  if (at > mention->from + 1 && is_capital (mention, at - 2) && !is_title (mention, at - 1))
    return FALSE;
  if (is_title (mention, at - 1) && !IS_ONE_OF (mention, at, of))
    return FALSE;
  return is_capital (mention, at + 1)
         || (at + 2 < mention->to && IS_ONE_OF (mention, at + 1, the) && is_capital (mention, at + 2));
}

/* "the notes released on Monday": what follows is told of them. */
static gboolean
begins_clause (const Mention *mention,
               guint          at)
{
  guint8 tag = token_at (mention, at)->tag, before = at > mention->from ? token_at (mention, at - 1)->tag : SAYSO_TAG_OTHER;

  return (tag == SAYSO_TAG_VBN || tag == SAYSO_TAG_VBD || tag == SAYSO_TAG_VBG) && (token_at (mention, at)->shape & SAYSO_SHAPE_CAPITAL) == 0
         && (before == SAYSO_TAG_NN || before == SAYSO_TAG_NNS || before == SAYSO_TAG_NNP);
}

/* The end of the part of a mention that says who it is. */
static guint
end_of_part (const Mention *mention,
             guint          from)
{
  guint at = from;

  for (; at < mention->to; at++)
    {
      if (joins (mention, at) || is_clitic (mention, at) || is_dot (mention, at))
        continue;
      if (!is_word (mention, at) || begins_clause (mention, at))
        break;
      if (at == from || !IS_ONE_OF (mention, at, stops))
        continue;
      /* "contributor and historian Ada Finch" is one person. */
      if (!IS_ONE_OF (mention, at, ands) || is_capital (mention, at - 1))
        break;
    }
  while (at > from + 1 && is_clitic (mention, at - 1))
    at--;
  return at;
}

static guint
start_of_name (const Mention *mention,
               guint          from,
               guint          end)
{
  guint start = end - 1;

  while (start > from)
    {
      guint before = start - 1;

      if (before > from && is_dot (mention, before))
        before--;
      if (before > from && IS_ONE_OF (mention, before, the) && joins (mention, before - 1))
        before--;
      if (before > from && (joins (mention, before) || (IS_ONE_OF (mention, before, particles) && is_capital (mention, before - 1))))
        before--;
      if (!is_capital (mention, before))
        break;
      start = before;
    }
  return start;
}

static void
add_role (SaysoName *name,
          guint      at)
{
  if (name->n_roles < SAYSO_MAX_NAME_ROLES)
    name->roles[name->n_roles++] = at;
}

/* Takes the titles off, and what they are of: in "Secretary of State Ada Finch" nothing parts the two, so the name is taken to
 * have two words. */
static void
strip_titles (const Mention *mention,
              SaysoName     *name)
{
  guint at = name->start;

  for (guint i = name->start; i + 1 < name->end; i++)
    if (is_title (mention, i))
      {
        add_role (name, i);
        at = is_dot (mention, i + 1) ? i + 2 : i + 1;
      }
  if (at > name->start && joins (mention, at))
    at = name->end - at > 3 ? name->end - 2 : name->end;
  name->start = at;
}

/* Whether the last word is a title, not a name: "the Speaker", but not "Bo King". */
static gboolean
ends_with_title (const Mention *mention,
                 guint          start,
                 guint          end)
{
  return is_title (mention, end - 1)
         && (end - start == 1 || (start > mention->from && IS_ONE_OF (mention, start - 1, articles)));
}

/* The name that a part ends with; FALSE if it ends with a role. */
static gboolean
find_in_part (const Mention *mention,
              guint          from,
              guint          end,
              SaysoName     *name)
{
  guint start;

  if (end == from || !is_capital (mention, end - 1))
    return FALSE;
  start = start_of_name (mention, from, end);
  if (ends_with_title (mention, start, end))
    return FALSE;
  name->start = start;
  name->end = end;
  strip_titles (mention, name);
  if (name->start == name->end)
    return FALSE;
  for (guint i = name->start + 1; i < name->end; i++)
    name->is_joined |= joins (mention, i);
  if (start > from && is_word (mention, start - 1) && !IS_ONE_OF (mention, start - 1, openers))
    add_role (name, start - 1);
  name->shown_start = name->end - name->start == 1 ? start : name->start;
  /* "The Gazette" */
  if (name->shown_start == start && start > mention->from && token_at (mention, start - 1)->tag != SAYSO_TAG_IN
      && IS_ONE_OF (mention, start - 1, the) && (token_at (mention, start - 1)->shape & SAYSO_SHAPE_CAPITAL))
    name->shown_start--;
  name->shown_end = end;
  return TRUE;
}

static guint
find_comma (const Mention *mention,
            guint          at)
{
  while (at < mention->to && !IS_ONE_OF (mention, at, commas))
    at++;
  return at;
}

/* Whether other names follow: "…, Bo Renwick and Cy Marsh". */
static gboolean
goes_on_with_names (const Mention *mention,
                    guint          end)
{
  for (guint at = end; at + 1 < mention->to; at++)
    {
      if (IS_ONE_OF (mention, at, ands))
        return at == end || (is_capital (mention, at + 1) && !is_title (mention, at + 1) && !is_title (mention, at - 1));
      if (is_word (mention, at) && !is_capital (mention, at) && !IS_ONE_OF (mention, at, particles))
        return FALSE;
    }
  return FALSE;
}

/* "the chair of the board, Ada Finch": the name that a role is followed by. A single one can be that of a place. */
static gboolean
find_behind_role (const Mention *mention,
                  guint          end,
                  SaysoName     *name)
{
  guint comma = find_comma (mention, end), from = comma + 1, stop;

  if (from >= mention->to || !is_capital (mention, from))
    return FALSE;
  stop = end_of_part (mention, from);
  name->is_group = goes_on_with_names (mention, stop);
  return !name->is_group && find_in_part (mention, from, stop, name) && start_of_name (mention, from, stop) == from && (name->end - name->start > 1 || comma == end);
}

/* "Ada Finch, a pollster": the role that a name is followed by. */
static void
add_role_behind (const Mention *mention,
                 guint          end,
                 SaysoName     *name)
{
  guint stop;

  if (end + 1 >= mention->to || find_comma (mention, end) != end || IS_ONE_OF (mention, end + 1, stops))
    return;
  stop = end_of_part (mention, end + 1);
  if (stop > end + 1 && is_word (mention, stop - 1) && !is_capital (mention, stop - 1))
    add_role (name, stop - 1);
}

/* The end of a role without what is told of it: "a pollster, who was not there,". */
static guint
end_of_role (const Mention *mention)
{
  guint end = mention->from + 1;

  while (end < mention->to && !IS_ONE_OF (mention, end, relatives))
    end++;
  while (end > mention->from + 1 && IS_ONE_OF (mention, end - 1, commas))
    end--;
  return end;
}

SaysoName
sayso_name_find (const SaysoTokens  *tokens,
                 const SaysoLexicon *lexicon,
                 guint               from,
                 guint               to)
{
  const Mention mention = { tokens, lexicon, from, to };
  SaysoName     whole = { .start = from, .end = from, .shown_start = from, .shown_end = to }, name = whole;
  guint         end;

  g_return_val_if_fail (from < to && to <= tokens->n_tokens, whole);

  end = end_of_part (&mention, from);
  if (find_in_part (&mention, from, end, &name))
    {
      whole.is_group = goes_on_with_names (&mention, end);
      if (whole.is_group)
        return whole;
      add_role_behind (&mention, end, &name);
      return name;
    }
  if (end > from)
    add_role (&whole, end - 1);
  name = whole;
  if (find_behind_role (&mention, end, &name))
    return name;
  whole.is_group = name.is_group;
  if (!whole.is_group)
    whole.shown_end = end_of_role (&mention);
  return whole;
}
