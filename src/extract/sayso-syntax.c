/* Tags and a parse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-syntax.h"
#include "extract/sayso-mix.h"

#include <string.h>

/* Stands for what lies beyond the sentence, and for the root. */
#define NOTHING 0x9e3779b9u
#define ROOT 0x7f4a7c15u

/* What of a token's shape does not depend on how the text was cut. */
#define SHAPE_BITS (SAYSO_SHAPE_CAPITAL | SAYSO_SHAPE_ALL_CAPITALS | SAYSO_SHAPE_DIGIT | SAYSO_SHAPE_WORD)

typedef struct
{
  guint32 *keys;
  guint    n_keys;
  guint32  id; /* each add () gets the next */
} Eye;

static inline void
add (Eye    *eye,
     guint32 value)
{
  eye->keys[eye->n_keys++] = sayso_mix (eye->id++, value);
}

static inline void
add2 (Eye    *eye,
      guint32 a,
      guint32 b)
{
  add (eye, sayso_mix (a, b));
}

static inline void
add3 (Eye    *eye,
      guint32 a,
      guint32 b,
      guint32 c)
{
  add (eye, sayso_mix (sayso_mix (a, b), c));
}

/* Tagging. */

static const SaysoToken *
token_at (const SaysoToken *tokens,
          guint             n_tokens,
          gint64            at)
{
  static const SaysoToken nothing = { .word = NOTHING, .suffix = NOTHING, .suffix2 = NOTHING };

  return at < 0 || at >= n_tokens ? &nothing : &tokens[at];
}

guint
sayso_tag_get_features (const SaysoToken *tokens,
                        guint             n_tokens,
                        guint             at,
                        guint32          *keys)
{
  Eye               eye = { keys, 0, 1 };
  const SaysoToken *now = &tokens[at];
  const SaysoToken *before = token_at (tokens, n_tokens, (gint64)at - 1), *before2 = token_at (tokens, n_tokens, (gint64)at - 2);
  const SaysoToken *after = token_at (tokens, n_tokens, (gint64)at + 1), *after2 = token_at (tokens, n_tokens, (gint64)at + 2);
  guint32           shape = now->shape & SHAPE_BITS, first = at == 0;
  guint32           tag1 = at > 0 ? before->tag : 40, tag2 = at > 1 ? before2->tag : 40;

  add (&eye, now->word);
  add2 (&eye, now->word, shape);
  add (&eye, now->suffix);
  add2 (&eye, now->suffix2, shape);
  add2 (&eye, shape, first);
  add2 (&eye, now->suffix, shape + 64 * first);
  add (&eye, tag1);
  add2 (&eye, tag1, tag2);
  add2 (&eye, tag1, now->word);
  add2 (&eye, tag1, now->suffix);
  add3 (&eye, tag1, tag2, now->word);
  add (&eye, before->word);
  add2 (&eye, before->word, now->word);
  add (&eye, before2->word);
  add (&eye, after->word);
  add2 (&eye, after->word, now->word);
  add (&eye, after->suffix);
  add2 (&eye, after->suffix2, tag1);
  add (&eye, after2->word);
  add3 (&eye, shape, after->shape & SHAPE_BITS, before->shape & SHAPE_BITS);
  return eye.n_keys;
}

/* Parsing. */

void
sayso_parse_clear (SaysoParse *self)
{
  g_clear_pointer (&self->stack, g_free);
  g_clear_pointer (&self->heads, g_free);
  g_clear_pointer (&self->relations, g_free);
  g_clear_pointer (&self->first_child, g_free);
  g_clear_pointer (&self->last_child, g_free);
  g_clear_pointer (&self->n_left, g_free);
  g_clear_pointer (&self->n_right, g_free);
  self->capacity = 0;
}

void
sayso_parse_start (SaysoParse       *self,
                   const SaysoToken *tokens,
                   guint             n_tokens)
{
  guint n = n_tokens + 1;

  if (n > self->capacity)
    {
      sayso_parse_clear (self);
      self->capacity = n < 256 ? 256 : n;
      self->stack = g_new (guint16, self->capacity);
      self->heads = g_new (gint16, self->capacity);
      self->relations = g_new (guint8, self->capacity);
      self->first_child = g_new (gint16, self->capacity);
      self->last_child = g_new (gint16, self->capacity);
      self->n_left = g_new (guint8, self->capacity);
      self->n_right = g_new (guint8, self->capacity);
    }
  self->tokens = tokens;
  self->n_tokens = n_tokens;
  self->next = 0;
  self->n_stack = 0;
  memset (self->heads, -1, n * sizeof (gint16));
  memset (self->relations, 0, n);
  memset (self->first_child, -1, n * sizeof (gint16));
  memset (self->last_child, -1, n * sizeof (gint16));
  memset (self->n_left, 0, n);
  memset (self->n_right, 0, n);
}

gboolean
sayso_parse_is_done (const SaysoParse *self)
{
  return self->next == self->n_tokens && self->n_stack == 0;
}

gboolean
sayso_parse_allows (const SaysoParse *self,
                    guint             step)
{
  if (step == SAYSO_STEP_SHIFT)
    return self->next < self->n_tokens;
  return step < SAYSO_STEP_RIGHT ? self->n_stack > 0 : self->n_stack > 1;
}

static void
attach (SaysoParse *self,
        guint       child,
        guint       head,
        guint       relation)
{
  self->heads[child] = head;
  self->relations[child] = relation;
  if (child < head)
    {
      self->first_child[head] = child;
      self->n_left[head] += self->n_left[head] < 3;
    }
  else
    {
      self->last_child[head] = child;
      self->n_right[head] += self->n_right[head] < 3;
    }
}

void
sayso_parse_step (SaysoParse *self,
                  guint       step)
{
  guint top;

  if (step == SAYSO_STEP_SHIFT)
    {
      self->stack[self->n_stack++] = self->next++;
      return;
    }
  top = self->stack[--self->n_stack];
  if (step < SAYSO_STEP_RIGHT)
    attach (self, top, self->next, step - SAYSO_STEP_LEFT);
  else
    attach (self, top, self->stack[self->n_stack - 1], step - SAYSO_STEP_RIGHT);
}

/* A token as the parser sees it: its word, its tag, and the relation by which it hangs if it
 * does yet. */
typedef struct
{
  guint32 word;
  guint32 tag;
  guint32 relation;
} Node;

static Node
node_at (const SaysoParse *self,
         int               at)
{
  if (at < 0)
    return (Node){ NOTHING, 40, 20 };
  if ((guint)at == self->n_tokens)
    return (Node){ ROOT, 41, 21 };
  return (Node){ self->tokens[at].word, self->tokens[at].tag, self->relations[at] };
}

static int
first_child (const SaysoParse *self,
             int               at)
{
  return at < 0 ? -1 : self->first_child[at];
}

static int
last_child (const SaysoParse *self,
            int               at)
{
  return at < 0 ? -1 : self->last_child[at];
}

guint
sayso_parse_get_features (const SaysoParse *self,
                          guint32          *keys)
{
  Eye     eye = { keys, 0, 1000 };
  int     top = self->n_stack > 0 ? self->stack[self->n_stack - 1] : -1;
  int     second = self->n_stack > 1 ? self->stack[self->n_stack - 2] : -1;
  int     third = self->n_stack > 2 ? self->stack[self->n_stack - 3] : -1;
  int     n = self->n_tokens, next = self->next;
  Node    s0 = node_at (self, top), s1 = node_at (self, second), s2 = node_at (self, third);
  Node    b0 = node_at (self, next), b1 = node_at (self, next < n ? next + 1 : -1), b2 = node_at (self, next + 1 < n ? next + 2 : -1);
  Node    s0l = node_at (self, first_child (self, top)), s0r = node_at (self, last_child (self, top));
  Node    s1l = node_at (self, first_child (self, second)), s1r = node_at (self, last_child (self, second));
  Node    b0l = node_at (self, first_child (self, next));
  guint32 distance = top < 0 ? 0 : next - top < 8  ? next - top
                                 : next - top < 16 ? 8
                                                   : 9;
  guint32 counts = top < 0 ? 0 : self->n_left[top] + 4u * self->n_right[top] + 16u * self->n_left[next];

  add (&eye, s0.word);
  add2 (&eye, s0.word, s0.tag);
  add (&eye, s0.tag);
  add (&eye, b0.word);
  add2 (&eye, b0.word, b0.tag);
  add (&eye, b0.tag);
  add2 (&eye, s1.word, s1.tag);
  add (&eye, s1.tag);
  add2 (&eye, b1.word, b1.tag);
  add3 (&eye, s0.word, s0.tag, b0.tag);
  add3 (&eye, s0.tag, b0.word, b0.tag);
  add2 (&eye, s0.word, b0.word);
  add3 (&eye, s0.tag, b0.tag, b1.tag);
  add3 (&eye, s0.tag, b0.tag, sayso_mix (b1.tag, b2.tag));
  add3 (&eye, s1.tag, s0.tag, b0.tag);
  add3 (&eye, s2.tag, s1.tag, sayso_mix (s0.tag, b0.tag));
  add2 (&eye, s1.word, s0.tag);
  add2 (&eye, s1.tag, s0.word);
  add2 (&eye, s1.word, s0.word);
  add3 (&eye, s1.tag, s0.tag, s0r.tag);
  add3 (&eye, s0.tag, b0.tag, s0l.tag);
  add3 (&eye, s0.tag, b0.tag, s0r.tag);
  add3 (&eye, s0.tag, b0.tag, b0l.tag);
  add3 (&eye, s1.tag, s0.tag, sayso_mix (s1l.tag, s1r.tag));
  add3 (&eye, s0.tag, distance, b0.tag);
  add3 (&eye, s0.word, distance, 1);
  add3 (&eye, b0.word, distance, 2);
  add3 (&eye, s0.tag, b0.tag, counts);
  add2 (&eye, s0.word, counts & 15);
  add3 (&eye, s0.tag, s0l.relation, s0r.relation);
  add3 (&eye, s0.word, s0l.relation, s0r.relation);
  add3 (&eye, s1.word, s1l.relation, s1r.relation);
  add3 (&eye, b0.tag, b0l.relation, b0l.tag);
  add3 (&eye, s1.tag, s1r.relation, sayso_mix (s0.tag, b0.tag));
  add3 (&eye, s0.word, b0.tag, b1.tag);
  return eye.n_keys;
}

static const gint8 *
row_of (const gint8 *votes,
        guint        bits,
        guint32      key)
{
  return votes + (gsize)(key & ((1u << bits) - 1)) * SAYSO_SYNTAX_ROW;
}

/* The rows lie far from each other: all are asked for before the first is needed. */
SAYSO_FAST_VOTES static void
vote (const gint8  *votes,
      guint         bits,
      const guint8 *known,
      guint32      *keys,
      guint         n_keys,
      gint16       *sums)
{
  SaysoSums all[SAYSO_SYNTAX_ROW / 8] = { 0 };

  n_keys = sayso_keep_known (known, keys, n_keys);

  for (guint k = 0; k < n_keys; k++)
    __builtin_prefetch (row_of (votes, bits, keys[k]));
  for (guint k = 0; k < n_keys; k++)
    for (guint part = 0; part < G_N_ELEMENTS (all); part++)
      sayso_add_votes (&all[part], row_of (votes, bits, keys[k]) + 8 * part);
  memcpy (sums, all, sizeof all);
}

static void
tag (const SaysoSyntaxWeights *weights,
     SaysoToken               *tokens,
     guint                     n_tokens)
{
  guint32 keys[SAYSO_MAX_SYNTAX_FEATURES];
  gint16  sums[SAYSO_SYNTAX_ROW];

  for (guint i = 0; i < n_tokens; i++)
    {
      guint best = 0;

      vote (weights->tags, SAYSO_TAG_BITS, weights->known_tags, keys, sayso_tag_get_features (tokens, n_tokens, i, keys), sums);
      for (guint t = 1; t < SAYSO_N_TAGS; t++)
        if (sums[t] > sums[best])
          best = t;
      tokens[i].tag = best;
    }
}

static guint
best_step (const SaysoParse *parse,
           const gint16     *sums)
{
  guint best = SAYSO_N_STEPS;

  for (guint step = 0; step < SAYSO_N_STEPS; step++)
    if ((best == SAYSO_N_STEPS || sums[step] > sums[best]) && sayso_parse_allows (parse, step))
      best = step;
  return best;
}

static void
parse_sentence (const SaysoSyntaxWeights *weights,
                SaysoParse               *parse,
                SaysoToken               *tokens,
                guint                     n_tokens,
                guint                     offset)
{
  guint32 keys[SAYSO_MAX_SYNTAX_FEATURES];
  gint16  sums[SAYSO_SYNTAX_ROW];

  sayso_parse_start (parse, tokens, n_tokens);
  while (!sayso_parse_is_done (parse))
    {
      vote (weights->steps, SAYSO_STEP_BITS, weights->known_steps, keys, sayso_parse_get_features (parse, keys), sums);
      sayso_parse_step (parse, best_step (parse, sums));
    }
  for (guint i = 0; i < n_tokens; i++)
    {
      tokens[i].head = offset + (parse->heads[i] < (int)n_tokens ? (guint)parse->heads[i] : i);
      tokens[i].relation = parse->relations[i];
    }
}

void
sayso_syntax_run (const SaysoSyntaxWeights *weights,
                  SaysoParse               *parse,
                  SaysoTokens              *tokens,
                  SaysoParagraph            paragraph)
{
  if (weights->tags == NULL)
    {
      for (guint at = paragraph.start; at < paragraph.end; at++)
        tokens->tokens[at].head = at;
      return;
    }
  for (guint at = paragraph.start; at < paragraph.end;)
    {
      guint end = MIN (tokens->tokens[at].sentence_end, paragraph.end);

      tag (weights, tokens->tokens + at, end - at);
      parse_sentence (weights, parse, tokens->tokens + at, end - at, at);
      at = end;
    }
}
