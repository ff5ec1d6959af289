/* Tags and a parse: what part of speech each token is, and which token it hangs on.
 *
 * A greedy tagger, left to right, and a greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta,
 * ACL 2011) in one pass each, so both are linear in the length of a sentence. Both vote as the
 * labeller does: rows of 8-bit votes, found by hashes. They are fitted on a treebank
 * (extract/sayso-fit-syntax.h); here is what fitting and running share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-tokens.h"

G_BEGIN_DECLS

/* The Penn Treebank's tags, those that make no difference here put together. */
typedef enum
{
  SAYSO_TAG_OTHER,
  SAYSO_TAG_NN,
  SAYSO_TAG_NNS,
  SAYSO_TAG_NNP,
  SAYSO_TAG_PRP,
  SAYSO_TAG_PRPS,
  SAYSO_TAG_VB,
  SAYSO_TAG_VBD,
  SAYSO_TAG_VBG,
  SAYSO_TAG_VBN,
  SAYSO_TAG_VBP,
  SAYSO_TAG_VBZ,
  SAYSO_TAG_MD,
  SAYSO_TAG_JJ,
  SAYSO_TAG_JJR, /* and JJS */
  SAYSO_TAG_RB,  /* and RBR, RBS */
  SAYSO_TAG_RP,
  SAYSO_TAG_IN,
  SAYSO_TAG_THAT, /* IN that joins a clause */
  SAYSO_TAG_DT,
  SAYSO_TAG_CD,
  SAYSO_TAG_CC,
  SAYSO_TAG_TO,
  SAYSO_TAG_WDT,
  SAYSO_TAG_WP,
  SAYSO_TAG_WRB,
  SAYSO_TAG_POS,
  SAYSO_TAG_STOP, /* . ! ? */
  SAYSO_TAG_COMMA,
  SAYSO_TAG_COLON, /* and dashes */
  SAYSO_TAG_QUOTE,
  SAYSO_TAG_BRACKET,
} SaysoTag;

#define SAYSO_N_TAGS 32

/* Universal Dependencies' relations, likewise. */
typedef enum
{
  SAYSO_RELATION_OTHER, /* determiners, cases, adjectives … */
  SAYSO_RELATION_SUBJECT,
  SAYSO_RELATION_OBJECT,
  SAYSO_RELATION_OBLIQUE,
  SAYSO_RELATION_CCOMP,
  SAYSO_RELATION_XCOMP,
  SAYSO_RELATION_ADVCL,
  SAYSO_RELATION_ACL,
  SAYSO_RELATION_NAME, /* flat and compound */
  SAYSO_RELATION_CONJUNCT,
  SAYSO_RELATION_PARATAXIS,
  SAYSO_RELATION_PUNCT,
  SAYSO_RELATION_MARK,
  SAYSO_RELATION_NMOD,
  SAYSO_RELATION_APPOS,
} SaysoRelation;

#define SAYSO_N_RELATIONS 15

/* Steps of the parser: shift, and an arc to the left or to the right with a
 * relation. */
#define SAYSO_STEP_SHIFT 0
#define SAYSO_STEP_LEFT 1
#define SAYSO_STEP_RIGHT (1 + SAYSO_N_RELATIONS)
#define SAYSO_N_STEPS (1 + 2 * SAYSO_N_RELATIONS)

/* Both tables have rows of this length; the last one of the parser's is unused. */
#define SAYSO_SYNTAX_ROW 32
#define SAYSO_TAG_BITS 15
#define SAYSO_STEP_BITS 16
#define SAYSO_TAG_SIZE (SAYSO_SYNTAX_ROW << SAYSO_TAG_BITS)
#define SAYSO_STEP_SIZE (SAYSO_SYNTAX_ROW << SAYSO_STEP_BITS)

typedef struct
{
  const gint8  *tags;       /* SAYSO_TAG_SIZE */
  const gint8  *steps;      /* SAYSO_STEP_SIZE */
  const guint8 *known_tags; /* SAYSO_KNOWN_BYTES each (extract/sayso-mix.h) */
  const guint8 *known_steps;
} SaysoSyntaxWeights;

#define SAYSO_MAX_SYNTAX_FEATURES 48

/* Where the parser stands in a sentence: what waits on the stack, which token
 * is next, and the arcs so far. Tokens are counted from the start of the sentence; n_tokens stands for
 * the root, which waits behind the last token. */
typedef struct
{
  const SaysoToken *tokens; /* of the sentence, tagged */
  guint             n_tokens;
  guint             next;
  guint             n_stack;
  guint16          *stack;
  gint16           *heads; /* -1: none yet */
  guint8           *relations;
  gint16           *first_child; /* on the left; -1: none */
  gint16           *last_child;  /* on the right; -1: none */
  guint8           *n_left;
  guint8           *n_right;
  guint             capacity;
} SaysoParse;

/* Starts to parse a sentence, step by step until it is done; memory of an earlier one is used
 * again. */
void     sayso_parse_start (SaysoParse       *self,
                            const SaysoToken *tokens,
                            guint             n_tokens);
void     sayso_parse_clear (SaysoParse *self);
gboolean sayso_parse_is_done (const SaysoParse *self);
gboolean sayso_parse_allows (const SaysoParse *self,
                             guint             step);
void     sayso_parse_step (SaysoParse *self,
                           guint       step);

/* The hashes of what is seen; returns how many. */
guint sayso_parse_get_features (const SaysoParse *self,
                                guint32          *keys);
guint sayso_tag_get_features (const SaysoToken *tokens,
                              guint             n_tokens,
                              guint             at,
                              guint32          *keys);

/* Tags and parses the sentences of a paragraph: tag, head and relation of its
 * tokens are set. A head is a token of the article; a root is its own head. */
void sayso_syntax_run (const SaysoSyntaxWeights *weights,
                       SaysoParse               *parse,
                       SaysoTokens              *tokens,
                       SaysoParagraph            paragraph);

G_END_DECLS
