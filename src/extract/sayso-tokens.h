/* An article cut into tokens, with what can be seen of each without knowing
 * anything: its place in sentence and paragraph, and how it stands to
 * quotation marks.
 *
 * Words keep inner apostrophes and hyphens, but clitics stand alone ("Trump" "'s", "did" "n't"), as
 * in the treebanks; every other mark is a token of its own; '' and `` are one. An overlong
 * paragraph is cut at a sentence end, or hard, so that all later work is linear.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/sayso-span.h"

G_BEGIN_DECLS

/* At most this many tokens are looked at together. */
#define SAYSO_MAX_PARAGRAPH 1200

/* How a token stands to quotation marks. */
typedef enum
{
  SAYSO_MARK_OUTSIDE,
  SAYSO_MARK_OPENS, /* is an opening mark */
  SAYSO_MARK_INSIDE,
  SAYSO_MARK_CLOSES,
} SaysoMarkState;

typedef struct
{
  guint32 start; /* code points */
  guint32 end;
  guint32 byte;
  guint16 n_bytes;
  guint8  mark;           /* SaysoMarkState */
  guint8  shape;          /* SaysoShape bits */
  guint32 word;           /* hash of the lower-case form */
  guint32 suffix;         /* hash of its last three characters */
  guint32 suffix2;        /* of its last two */
  guint16 quote_length;   /* tokens in the quotation it lies in, 0 outside; clamped */
  guint16 in_sentence;    /* place in its sentence, clamped */
  guint32 sentence;       /* number of its sentence in the article */
  guint32 sentence_start; /* token index */
  guint32 sentence_end;   /* token index, exclusive */
  guint32 head;           /* token index; its own: root. The last three by extract/sayso-syntax.h */
  guint8  tag;            /* SaysoTag */
  guint8  relation;       /* SaysoRelation to its head */
} SaysoToken;

enum
{
  SAYSO_SHAPE_CAPITAL = 1 << 0,
  SAYSO_SHAPE_ALL_CAPITALS = 1 << 1,
  SAYSO_SHAPE_DIGIT = 1 << 2,
  SAYSO_SHAPE_WORD = 1 << 3, /* has a letter or digit */
  SAYSO_SHAPE_CLITIC = 1 << 4,
  SAYSO_SHAPE_SPACE_BEFORE = 1 << 5,
  SAYSO_SHAPE_SENTENCE_END = 1 << 6,
};

/* A paragraph, or a piece of an overlong one: tokens from start, before end. */
typedef struct
{
  guint32 start;
  guint32 end;
} SaysoParagraph;

typedef struct
{
  const char     *utf8; /* borrowed */
  SaysoToken     *tokens;
  guint           n_tokens;
  SaysoParagraph *paragraphs;
  guint           n_paragraphs;
} SaysoTokens;

/* Cuts UTF-8 text into words and punctuation; the text must outlive them. */
SaysoTokens *sayso_tokens_new (const char *utf8,
                               gsize       n_bytes);
void         sayso_tokens_free (SaysoTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoTokens, sayso_tokens_free)

/* Sets word, suffixes and shape of a token as if it were cut from an article. */
void sayso_tokens_describe (SaysoToken *token,
                            const char *form,
                            gsize       n_bytes);

/* The hash that SaysoToken.word holds, of a lower-case word. */
guint32 sayso_tokens_hash (const char *lower_case);

/* A copy of the text of tokens from start, before end, which is not empty. */
char *sayso_tokens_dup_text (const SaysoTokens *self,
                             guint              start,
                             guint              end);

/* Whether a token is one of some words; ASCII letters in either case are alike. */
gboolean sayso_tokens_is_one_of (const SaysoTokens *self,
                                 guint              token,
                                 const char *const *words,
                                 gsize              n_words);

/* Whether a paragraph begins with a token, or the article ends before it. */
gboolean sayso_tokens_begins_paragraph (const SaysoTokens *self,
                                        guint              token);

/* The first token that ends behind an offset; n_tokens if none. */
guint sayso_tokens_find (const SaysoTokens *self,
                         guint              offset);

G_END_DECLS
