/* Reading a treebank.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-treebank.h"

#include <stdlib.h>
#include <string.h>

static guint8
tag_of (const char *penn,
        const char *universal)
{
  static const char *const names[SAYSO_N_TAGS] = {
    [SAYSO_TAG_NN] = "NN", [SAYSO_TAG_NNS] = "NNS", [SAYSO_TAG_NNP] = "NNP NNPS", [SAYSO_TAG_PRP] = "PRP EX", [SAYSO_TAG_PRPS] = "PRP$ WP$", [SAYSO_TAG_VB] = "VB", [SAYSO_TAG_VBD] = "VBD", [SAYSO_TAG_VBG] = "VBG", [SAYSO_TAG_VBN] = "VBN", [SAYSO_TAG_VBP] = "VBP", [SAYSO_TAG_VBZ] = "VBZ", [SAYSO_TAG_MD] = "MD", [SAYSO_TAG_JJ] = "JJ", [SAYSO_TAG_JJR] = "JJR JJS", [SAYSO_TAG_RB] = "RB RBR RBS", [SAYSO_TAG_RP] = "RP", [SAYSO_TAG_IN] = "IN", [SAYSO_TAG_DT] = "DT PDT", [SAYSO_TAG_CD] = "CD", [SAYSO_TAG_CC] = "CC", [SAYSO_TAG_TO] = "TO", [SAYSO_TAG_WDT] = "WDT", [SAYSO_TAG_WP] = "WP", [SAYSO_TAG_WRB] = "WRB", [SAYSO_TAG_POS] = "POS", [SAYSO_TAG_STOP] = ".", [SAYSO_TAG_COMMA] = ",", [SAYSO_TAG_COLON] = ": HYPH", [SAYSO_TAG_QUOTE] = "`` ''", [SAYSO_TAG_BRACKET] = "-LRB- -RRB-"
  };

  if (strcmp (penn, "IN") == 0 && strcmp (universal, "SCONJ") == 0)
    return SAYSO_TAG_THAT;
  for (guint i = 1; i < SAYSO_N_TAGS; i++)
    {
      g_auto (GStrv) list = names[i] != NULL ? g_strsplit (names[i], " ", -1) : NULL;

      if (list != NULL && g_strv_contains ((const char *const *)list, penn))
        return i;
    }
  return SAYSO_TAG_OTHER;
}

static guint8
relation_of (const char *name)
{
  static const struct
  {
    const char   *prefix;
    SaysoRelation relation;
  } relations[] = {
    { "nsubj", SAYSO_RELATION_SUBJECT }, { "csubj", SAYSO_RELATION_SUBJECT }, { "expl", SAYSO_RELATION_SUBJECT }, { "obj", SAYSO_RELATION_OBJECT }, { "iobj", SAYSO_RELATION_OBJECT }, { "obl", SAYSO_RELATION_OBLIQUE }, { "ccomp", SAYSO_RELATION_CCOMP }, { "xcomp", SAYSO_RELATION_XCOMP }, { "advcl", SAYSO_RELATION_ADVCL }, { "acl", SAYSO_RELATION_ACL }, { "conj", SAYSO_RELATION_CONJUNCT }, { "parataxis", SAYSO_RELATION_PARATAXIS }, { "punct", SAYSO_RELATION_PUNCT }, { "mark", SAYSO_RELATION_MARK }, { "nmod", SAYSO_RELATION_NMOD }, { "appos", SAYSO_RELATION_APPOS }, { "flat", SAYSO_RELATION_NAME }, { "compound", SAYSO_RELATION_NAME }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    if (g_str_has_prefix (name, relations[i].prefix))
      return relations[i].relation;
  return SAYSO_RELATION_OTHER;
}

/* A line of the sentence in hand. */
typedef struct
{
  char    *form;
  guint8   tag;
  int      head;
  guint8   relation;
  int      part_of; /* the token it was put together with; itself otherwise */
  gboolean is_hyphen;
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *)data)->form);
}

/* "self - described" as one token: of its parts, the one that hangs on another word stands
 * for all. */
static void
join_hyphens (GArray *lines)
{
  Line *all = (Line *)lines->data;

  for (guint i = 1; i + 1 < lines->len; i++)
    {
      int   first, last = i + 1, top;
      char *form;

      if (!all[i].is_hyphen)
        continue;
      first = all[i - 1].part_of;
      top = all[last].head == first || all[last].head == (int)i - 1 || all[last].head == (int)i ? first : last;
      if (top == last && all[first].head != last && all[first].head != (int)i)
        continue;
      form = g_strconcat (all[first].form, all[i].form, all[last].form, NULL);
      g_free (all[first].form);
      all[first].form = form;
      if (top == last)
        {
          all[first].head = all[last].head;
          all[first].relation = all[last].relation;
          all[first].tag = all[last].tag;
        }
      all[i].part_of = all[last].part_of = first;
    }
}

static void
close_sentence (GArray *lines,
                GArray *tokens,
                GArray *heads,
                GArray *relations,
                GArray *sentences)
{
  g_autofree gint32 *places = g_new (gint32, lines->len + 1);
  Line              *all = (Line *)lines->data;
  guint              start = tokens->len, n = 0;

  if (lines->len == 0)
    return;
  join_hyphens (lines);
  for (guint i = 0; i < lines->len; i++)
    places[i] = all[i].part_of == (int)i ? (gint32)n++ : places[all[i].part_of];
  g_array_append_val (sentences, start);
  for (guint i = 0; i < lines->len; i++)
    {
      SaysoToken token = { .tag = all[i].tag };
      gint32     head = all[i].head < 0 ? (gint32)n : places[all[i].head];

      if (all[i].part_of != (int)i)
        continue;
      sayso_tokens_describe (&token, all[i].form, strlen (all[i].form));
      g_array_append_val (tokens, token);
      /* What hung on a part of itself is left to the root. */
      if (head == places[i])
        head = n;
      g_array_append_val (heads, head);
      g_array_append_val (relations, all[i].relation);
    }
  g_array_set_size (lines, 0);
}

SaysoTreebank *
sayso_treebank_new (const char *text)
{
  SaysoTreebank *self = g_new0 (SaysoTreebank, 1);
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (SaysoToken)), *heads = g_array_new (FALSE, FALSE, sizeof (gint32));
  GArray *relations = g_array_new (FALSE, FALSE, 1), *sentences = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", -1);
      Line line = { 0 };

      if (g_strv_length (cells) < 5)
        {
          close_sentence (lines, tokens, heads, relations, sentences);
          continue;
        }
      line.form = g_strdup (cells[0]);
      line.tag = tag_of (cells[2], cells[1]);
      line.head = atoi (cells[3]) - 1;
      line.relation = relation_of (cells[4]);
      line.part_of = lines->len;
      line.is_hyphen = strcmp (cells[2], "HYPH") == 0;
      g_array_append_val (lines, line);
    }
  close_sentence (lines, tokens, heads, relations, sentences);
  g_array_append_val (sentences, tokens->len);
  self->n_tokens = tokens->len;
  self->n_sentences = sentences->len - 1;
  self->tokens = (SaysoToken *)g_array_free (tokens, FALSE);
  self->heads = (gint32 *)g_array_free (heads, FALSE);
  self->relations = (guint8 *)g_array_free (relations, FALSE);
  self->sentences = (guint *)g_array_free (sentences, FALSE);
  return self;
}

void
sayso_treebank_free (SaysoTreebank *self)
{
  g_free (self->tokens);
  g_free (self->heads);
  g_free (self->relations);
  g_free (self->sentences);
  g_free (self);
}
