/* What the labeller sees of a token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-features.h"
#include "extract/sayso-mix.h"

#include <string.h>

/* Stands for what lies beyond the paragraph. */
#define NOTHING 0x9e3779b9u

void
sayso_scene_clear (SaysoScene *self)
{
  g_clear_pointer (&self->cue, g_free);
  g_clear_pointer (&self->cue_before, g_free);
  g_clear_pointer (&self->cue_after, g_free);
  g_clear_pointer (&self->opening, g_free);
  g_clear_pointer (&self->closing, g_free);
  g_clear_pointer (&self->above, g_free);
  g_clear_pointer (&self->top, g_free);
  g_clear_pointer (&self->branch, g_free);
  g_clear_pointer (&self->depth, g_free);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->last, g_free);
  self->capacity = 0;
}

static void
reserve (SaysoScene *self,
         guint       n)
{
  if (n <= self->capacity)
    return;
  sayso_scene_clear (self);
  self->capacity = n;
  self->cue = g_new (guint8, n);
  self->cue_before = g_new (gint16, n);
  self->cue_after = g_new (gint16, n);
  self->opening = g_new (gint16, n);
  self->closing = g_new (gint16, n);
  self->above = g_new (gint16, n);
  self->top = g_new (gint16, n);
  self->branch = g_new (guint8, n);
  self->depth = g_new (guint8, n);
  self->first = g_new (gint16, n);
  self->last = g_new (gint16, n);
}

static const SaysoToken *
token_at (const SaysoScene *self,
          guint             i)
{
  return &self->tokens->tokens[self->paragraph.start + i];
}

static void
find_cues (SaysoScene *self,
           guint       n)
{
  int last = -1;

  for (guint i = 0; i < n; i++)
    {
      if (token_at (self, i)->sentence_start == self->paragraph.start + i)
        last = -1;
      self->cue_before[i] = last >= 0 ? (gint16)(i - last) : 0;
      if (self->cue[i] > 0)
        last = i;
    }
  last = -1;
  for (guint i = n; i-- > 0;)
    {
      if (token_at (self, i)->sentence_end == self->paragraph.start + i + 1)
        last = -1;
      self->cue_after[i] = last >= 0 ? (gint16)(last - i) : 0;
      if (self->cue[i] > 0)
        last = i;
    }
}

static void
find_marks (SaysoScene *self,
            guint       n)
{
  int last = -1;

  for (guint i = 0; i < n; i++)
    {
      SaysoMarkState mark = token_at (self, i)->mark;

      if (mark == SAYSO_MARK_OPENS)
        last = i;
      self->opening[i] = mark != SAYSO_MARK_OUTSIDE && last >= 0 ? (gint16)(i - last + 1) : 0;
    }
  last = -1;
  for (guint i = n; i-- > 0;)
    {
      SaysoMarkState mark = token_at (self, i)->mark;

      if (mark == SAYSO_MARK_CLOSES)
        last = i;
      else if (mark == SAYSO_MARK_OUTSIDE)
        last = -1;
      self->closing[i] = mark != SAYSO_MARK_OUTSIDE && last >= 0 ? (gint16)(last - i + 1) : 0;
    }
}

void
sayso_scene_set (SaysoScene        *self,
                 const SaysoTokens *tokens,
                 SaysoParagraph     paragraph,
                 SaysoCueFunc       cue_strength,
                 gpointer           user_data)
{
  guint n = paragraph.end - paragraph.start;

  reserve (self, n);
  self->tokens = tokens;
  self->paragraph = paragraph;
  self->labels = NULL;
  for (guint i = 0; i < n; i++)
    self->cue[i] = cue_strength (token_at (self, i)->word, user_data);
  find_cues (self, n);
  find_marks (self, n);
}

gboolean
sayso_scene_is_promising (const SaysoScene *self)
{
  for (guint i = 0; i < self->paragraph.end - self->paragraph.start; i++)
    {
      const SaysoToken *token = token_at (self, i);

      if (self->cue[i] > 0 || token->mark != SAYSO_MARK_OUTSIDE || self->tokens->utf8[token->byte] == ':')
        return TRUE;
    }
  return FALSE;
}

/* The token that a token hangs on; itself for a root. */
static guint
head_of (const SaysoScene *self,
         guint             i)
{
  return token_at (self, i)->head - self->paragraph.start;
}

/* What a token has from the one it hangs on. */
static void
hang (SaysoScene *self,
      guint       i,
      guint       head)
{
  guint8 relation = token_at (self, i)->relation;

  if (head == i)
    {
      self->above[i] = -1;
      self->top[i] = i;
      self->branch[i] = 0;
      self->depth[i] = 0;
      return;
    }
  self->depth[i] = MIN (self->depth[head] + 1, 200);
  if (self->cue[head] > 0)
    {
      self->above[i] = head;
      self->top[i] = i;
      self->branch[i] = 1 + 2 * relation + (i > head);
      return;
    }
  self->above[i] = self->above[head];
  self->top[i] = self->above[head] < 0 && self->depth[i] == 1 ? (gint16)i : self->top[head];
  self->branch[i] = self->branch[head];
}

/* From the roots down. A path that was climbed is walked back, so that each token is
 * met twice. */
static void
find_branches (SaysoScene *self,
               guint       n)
{
  guint16 path[SAYSO_MAX_PARAGRAPH + 1];

  memset (self->depth, 255, n);
  for (guint i = 0; i < n; i++)
    {
      guint length = 0, at = i;

      while (self->depth[at] == 255)
        {
          guint head = head_of (self, at);

          path[length++] = at;
          if (head == at)
            break;
          at = head;
        }
      while (length-- > 0)
        hang (self, path[length], head_of (self, path[length]));
    }
}

/* How far the words below each token reach; leaves first. */
static void
find_reach (SaysoScene *self,
            guint       n)
{
  guint16 order[SAYSO_MAX_PARAGRAPH + 1], waiting[SAYSO_MAX_PARAGRAPH + 1] = { 0 };
  guint   n_order = 0;

  for (guint i = 0; i < n; i++)
    {
      self->first[i] = self->last[i] = i;
      waiting[head_of (self, i)] += head_of (self, i) != i;
    }
  for (guint i = 0; i < n; i++)
    if (waiting[i] == 0)
      order[n_order++] = i;
  for (guint k = 0; k < n_order; k++)
    {
      guint i = order[k], head = head_of (self, i);

      if (head == i)
        continue;
      self->first[head] = MIN (self->first[head], self->first[i]);
      self->last[head] = MAX (self->last[head], self->last[i]);
      if (--waiting[head] == 0)
        order[n_order++] = head;
    }
}

void
sayso_scene_parse (SaysoScene *self)
{
  guint n = self->paragraph.end - self->paragraph.start;

  find_branches (self, n);
  find_reach (self, n);
}

typedef struct
{
  const SaysoScene *scene;
  SaysoFeatures    *features;
  guint             n;
  guint             at;
  guint32           id; /* each add () gets the next */
} Eye;

static void
add (Eye    *eye,
     guint32 value)
{
  eye->features->keys[eye->features->n_keys++] = sayso_mix (eye->id++, value);
}

static void
add2 (Eye    *eye,
      guint32 a,
      guint32 b)
{
  add (eye, sayso_mix (a, b));
}

static void
add3 (Eye    *eye,
      guint32 a,
      guint32 b,
      guint32 c)
{
  add (eye, sayso_mix (sayso_mix (a, b), c));
}

static guint32
word (const Eye *eye,
      int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? NOTHING + delta : token_at (eye->scene, at)->word;
}

static guint32
shape (const Eye *eye,
       int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? NOTHING : token_at (eye->scene, at)->shape;
}

static guint32
mark (const Eye *eye,
      int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? 7 : token_at (eye->scene, at)->mark;
}

static guint32
suffix (const Eye *eye,
        int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? NOTHING : token_at (eye->scene, at)->suffix;
}

static guint32
cue (const Eye *eye,
     int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? 0 : eye->scene->cue[at];
}

static guint32
bucket (guint distance)
{
  static const guint limits[] = { 0, 1, 2, 3, 4, 5, 7, 10, 15, 25, 50 };
  guint              i = 0;

  while (i < G_N_ELEMENTS (limits) && distance > limits[i])
    i++;
  return i;
}

/* What lies between a token and a cue word: a comma, "that", "to", a mark. */
static guint32
between (const Eye *eye,
         guint      from,
         guint      to)
{
  static gsize that, to_word, comma;
  guint32      seen = 0;

  if (g_once_init_enter (&comma))
    {
      that = sayso_tokens_hash ("that");
      to_word = sayso_tokens_hash ("to");
      g_once_init_leave (&comma, sayso_tokens_hash (","));
    }
  /* A long way off it does not matter any more. */
  if (to - from > 40)
    from = to - 40;
  for (guint i = from; i < to; i++)
    {
      const SaysoToken *token = token_at (eye->scene, i);

      seen |= token->word == comma ? 1 : 0;
      seen |= token->word == that ? 2 : 0;
      seen |= token->word == to_word ? 4 : 0;
      seen |= token->mark == SAYSO_MARK_OPENS || token->mark == SAYSO_MARK_CLOSES ? 8 : 0;
    }
  return seen;
}

static void
see_words (Eye *eye)
{
  for (int delta = -3; delta <= 3; delta++)
    add (eye, word (eye, delta));
  add2 (eye, word (eye, -1), word (eye, 0));
  add2 (eye, word (eye, 0), word (eye, 1));
  add2 (eye, word (eye, -2), word (eye, -1));
  add2 (eye, word (eye, 1), word (eye, 2));
  add3 (eye, word (eye, -2), word (eye, -1), word (eye, 0));
  add3 (eye, word (eye, -1), word (eye, 0), word (eye, 1));
  add (eye, suffix (eye, -1));
  add (eye, suffix (eye, 0));
  add (eye, suffix (eye, 1));
  add2 (eye, suffix (eye, -1), suffix (eye, 0));
  add2 (eye, suffix (eye, 0), suffix (eye, 1));
  add (eye, shape (eye, 0));
  add2 (eye, shape (eye, -1), shape (eye, 0));
  add2 (eye, shape (eye, 0), shape (eye, 1));
  add3 (eye, shape (eye, -1), shape (eye, 0), shape (eye, 1));
  add2 (eye, word (eye, -1), shape (eye, 0));
  add2 (eye, word (eye, 1), shape (eye, 0));
}

static void
see_marks (Eye *eye)
{
  const SaysoToken *token = token_at (eye->scene, eye->at);
  guint             opening = eye->scene->opening[eye->at], closing = eye->scene->closing[eye->at];
  guint32           length = bucket (token->quote_length);

  add (eye, mark (eye, 0));
  add2 (eye, mark (eye, -1), mark (eye, 0));
  add2 (eye, mark (eye, 0), mark (eye, 1));
  add3 (eye, mark (eye, -1), mark (eye, 0), mark (eye, 1));
  add3 (eye, mark (eye, -2), mark (eye, -1), sayso_mix (mark (eye, 1), mark (eye, 2)));
  add2 (eye, mark (eye, 0), length);
  add2 (eye, mark (eye, 0), word (eye, 0));
  add2 (eye, mark (eye, 0), word (eye, -1));
  add2 (eye, mark (eye, 0), word (eye, 1));
  /* The words on both sides of the quotation that it lies in. */
  add3 (eye, 1, opening > 0 ? word (eye, -(int)opening) : 0, length);
  add3 (eye, 2, closing > 0 ? word (eye, closing) : 0, length);
  add3 (eye, opening > 0 ? word (eye, -(int)opening) : 0, closing > 0 ? word (eye, closing) : 0, bucket (opening));
  add3 (eye, closing > 0 ? word (eye, (int)closing - 2) : 0, closing > 0 ? word (eye, closing) : 0, closing > 0 ? cue (eye, closing) + cue (eye, closing + 1) * 32 : 0);
}

static void
see_cues (Eye *eye)
{
  guint   before = eye->scene->cue_before[eye->at], after = eye->scene->cue_after[eye->at];
  guint32 left = before > 0 ? word (eye, -(int)before) : 0;
  guint32 right = after > 0 ? word (eye, after) : 0;
  guint32 left_strength = before > 0 ? cue (eye, -(int)before) / 4 : 7;
  guint32 right_strength = after > 0 ? cue (eye, after) / 4 : 7;
  guint32 left_between = before > 0 ? between (eye, eye->at - before + 1, eye->at) : 99;
  guint32 right_between = after > 0 ? between (eye, eye->at + 1, eye->at + after) : 99;
  guint32 own = cue (eye, 0);

  add2 (eye, own, own > 0 ? word (eye, 1) : 0);
  add (eye, left);
  add (eye, right);
  add2 (eye, left, bucket (before));
  add2 (eye, right, bucket (after));
  add3 (eye, left, left_between, mark (eye, 0));
  add3 (eye, right, right_between, mark (eye, 0));
  add3 (eye, left_strength, bucket (before), left_between);
  add3 (eye, right_strength, bucket (after), right_between);
  add3 (eye, left_strength, right_strength, mark (eye, 0));
  add3 (eye, sayso_mix (left_strength, right_strength), sayso_mix (bucket (before), bucket (after)), mark (eye, 0));
  add3 (eye, left, right, own);
  add3 (eye, before > 0 ? word (eye, -(int)before + 1) : 0, left_strength, bucket (before));
  add3 (eye, after > 0 ? word (eye, (int)after - 1) : 0, right_strength, bucket (after));
  add3 (eye, left, word (eye, 0), bucket (before));
  add3 (eye, right, word (eye, 0), bucket (after));
  add3 (eye, left, shape (eye, 0), bucket (before));
  add3 (eye, right, shape (eye, 0), bucket (after));
  add3 (eye, cue (eye, -2) / 4, cue (eye, -1) / 4, sayso_mix (cue (eye, 1) / 4, cue (eye, 2) / 4));
}

static void
see_place (Eye *eye)
{
  const SaysoToken *token = token_at (eye->scene, eye->at);
  int               first = (int)token->sentence_start - (int)(eye->scene->paragraph.start + eye->at);
  int               last = (int)token->sentence_end - 1 - (int)(eye->scene->paragraph.start + eye->at);
  guint32           left = eye->scene->cue_before[eye->at] > 0, right = eye->scene->cue_after[eye->at] > 0;

  add2 (eye, bucket (token->in_sentence), bucket (last));
  add2 (eye, bucket (eye->at), bucket (token->in_sentence));
  add2 (eye, bucket (eye->n - 1 - eye->at), mark (eye, 0));
  add2 (eye, word (eye, first), bucket (token->in_sentence));
  add3 (eye, word (eye, first), word (eye, first + 1), left + 2 * right);
  add3 (eye, word (eye, last), word (eye, last - 1), left + 2 * right);
  add3 (eye, word (eye, first - 1), mark (eye, first), mark (eye, 0));
  add3 (eye, token->sentence_start == eye->scene->paragraph.start, left + 2 * right, sayso_mix (mark (eye, 0), eye->n < 12));
}

static guint32
tag (const Eye *eye,
     int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? 40 : token_at (eye->scene, at)->tag;
}

static guint32
branch (const Eye *eye,
        int        delta)
{
  int at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? 40 : eye->scene->branch[at];
}

/* Whether a neighbour hangs below the same cue by the same branch. */
static guint32
same_branch (const Eye *eye,
             int        delta)
{
  const SaysoScene *scene = eye->scene;
  int               at = (int)eye->at + delta;

  return at < 0 || at >= (int)eye->n ? 2 : scene->top[at] == scene->top[eye->at] && scene->above[at] == scene->above[eye->at];
}

static void
see_tags (Eye *eye)
{
  add (eye, tag (eye, 0));
  add2 (eye, tag (eye, -1), tag (eye, 0));
  add2 (eye, tag (eye, 0), tag (eye, 1));
  add3 (eye, tag (eye, -1), tag (eye, 0), tag (eye, 1));
  add3 (eye, tag (eye, -2), tag (eye, -1), tag (eye, 0));
  add3 (eye, tag (eye, 0), tag (eye, 1), tag (eye, 2));
  add2 (eye, tag (eye, -1), word (eye, 0));
  add2 (eye, tag (eye, 1), word (eye, 0));
}

/* How the token hangs below a cue word. */
static void
see_branch (Eye *eye)
{
  const SaysoScene *scene = eye->scene;
  int               above = scene->above[eye->at], top = scene->top[eye->at];
  guint32           cue_word = above >= 0 ? token_at (scene, above)->word : 0;
  guint32           strength = above >= 0 ? scene->cue[above] : 0;
  guint32           own = branch (eye, 0), edges = (scene->first[top] == (int)eye->at) + 2 * (scene->last[top] == (int)eye->at);

  add2 (eye, own, strength / 4);
  add2 (eye, own, cue_word);
  add3 (eye, branch (eye, -1), own, same_branch (eye, -1));
  add3 (eye, own, branch (eye, 1), same_branch (eye, 1));
  add3 (eye, own, sayso_mix (branch (eye, -1), same_branch (eye, -1)), sayso_mix (branch (eye, 1), same_branch (eye, 1)));
  add3 (eye, own, edges, strength / 4);
  add3 (eye, own, edges, mark (eye, 0));
  add3 (eye, own, edges, word (eye, 0));
  add3 (eye, own, edges, word (eye, -1));
  add3 (eye, own, token_at (scene, top)->tag, token_at (scene, top)->word);
  add3 (eye, own, word (eye, scene->first[top] - (int)eye->at), cue_word);
  add3 (eye, own, bucket (scene->last[top] - scene->first[top]), strength / 4);
  add3 (eye, own, bucket (scene->depth[eye->at]), tag (eye, 0));
}

/* What the token hangs on, and how the nearest cue words themselves hang. */
static void
see_heads (Eye *eye)
{
  const SaysoScene *scene = eye->scene;
  const SaysoToken *token = token_at (scene, eye->at);
  guint             head = head_of (scene, eye->at), before = scene->cue_before[eye->at], after = scene->cue_after[eye->at];
  const SaysoToken *above = token_at (scene, head), *left = token_at (scene, eye->at - before), *right = token_at (scene, eye->at + after);
  guint32           side = head == eye->at ? 2 : head > eye->at;

  add3 (eye, token->relation, above->tag, side);
  add3 (eye, token->relation, above->word, side);
  add3 (eye, token->relation, above->tag, sayso_mix (tag (eye, 0), side));
  add3 (eye, token->relation, scene->cue[head], sayso_mix (side, scene->cue[eye->at]));
  add3 (eye, before > 0 ? left->relation : 30, before > 0 ? left->tag : 30, branch (eye, 0));
  add3 (eye, after > 0 ? right->relation : 30, after > 0 ? right->tag : 30, branch (eye, 0));
}

/* How many chunks are looked for to one side, and how many of them count alone. */
#define CHUNKS_BESIDE 4
#define NEAR_CHUNKS 2

/* The kinds of chunk to one side, nearest first, as the first pass saw them;
 * stops at max tokens. Those near are the first of them alone. */
static guint32
chunks_beside (const Eye *eye,
               int        step,
               guint32   *near)
{
  const guint8     *labels = eye->scene->labels;
  const SaysoToken *tokens = eye->scene->tokens->tokens + eye->scene->paragraph.start;
  guint32           seen = 1;
  guint             n = 0;
  guint8            previous = labels[eye->at];

  *near = 0;
  for (int at = (int)eye->at + step, walked = 0; at >= 0 && at < (int)eye->n && n < CHUNKS_BESIDE && walked < 80; at += step, walked++)
    {
      guint8   label = labels[at];
      gboolean new_chunk = sayso_label_kind (label) != sayso_label_kind (previous)
                           || (step > 0 ? label > 0 && !sayso_label_is_inside (label) : previous > 0 && !sayso_label_is_inside (previous));

      if (new_chunk && label > 0)
        {
          seen = seen * 8 + sayso_label_kind (label);
          n++;
        }
      /* Sentence ends count, too. */
      if (tokens[at].sentence != tokens[at - step].sentence)
        {
          seen = seen * 8 + 7;
          n++;
        }
      if (n >= NEAR_CHUNKS && *near == 0)
        *near = seen;
      previous = label;
    }
  if (*near == 0)
    *near = seen;
  return seen;
}

static void
see_labels (Eye *eye)
{
  const guint8 *labels = eye->scene->labels;
  guint32       l[5];
  guint32       left, right, near_left, near_right;

  for (int delta = -2; delta <= 2; delta++)
    {
      int at = (int)eye->at + delta;

      l[delta + 2] = at < 0 || at >= (int)eye->n ? 31 : labels[at];
    }
  left = chunks_beside (eye, -1, &near_left);
  right = chunks_beside (eye, 1, &near_right);
  add (eye, l[2]);
  add2 (eye, l[1], l[2]);
  add2 (eye, l[2], l[3]);
  add3 (eye, l[1], l[2], l[3]);
  add3 (eye, l[0], l[1], sayso_mix (l[3], l[4]));
  add2 (eye, l[2], word (eye, 0));
  add2 (eye, l[2], left);
  add2 (eye, l[2], right);
  add3 (eye, l[2], left, right);
  add3 (eye, l[2], near_left, near_right);
  add3 (eye, l[2], near_left, mark (eye, 0));
  add3 (eye, l[2], near_right, mark (eye, 0));
  add3 (eye, l[2], l[1], word (eye, 0));
  add3 (eye, l[2], l[3], word (eye, 1));
}

static void
add_joint (SaysoFeatures *features,
           guint32        value)
{
  guint32 id = 1000 + features->n_joint;

  features->joint[features->n_joint++] = sayso_mix (id, value);
}

static void
see_step (Eye *eye)
{
  SaysoFeatures *features = eye->features;
  guint          before = eye->scene->cue_before[eye->at], after = eye->scene->cue_after[eye->at];

  add_joint (features, 0);
  add_joint (features, mark (eye, -1) * 8 + mark (eye, 0));
  add_joint (features, word (eye, 0));
  add_joint (features, word (eye, -1));
  add_joint (features, bucket (before) * 16 + bucket (after));
  add_joint (features, sayso_mix (shape (eye, -1), shape (eye, 0)));
  add_joint (features, cue (eye, -1) / 2 * 16 + cue (eye, 0) / 2);
  add_joint (features, tag (eye, -1) * 64 + tag (eye, 0));
  add_joint (features, sayso_mix (branch (eye, -1) * 64 + branch (eye, 0), same_branch (eye, -1)));
}

void
sayso_scene_get_features (const SaysoScene *self,
                          guint             token,
                          SaysoFeatures    *features)
{
  Eye eye = { self, features, self->paragraph.end - self->paragraph.start, token, 1 };

  features->n_keys = 0;
  features->n_joint = 0;
  see_words (&eye);
  see_marks (&eye);
  see_cues (&eye);
  see_place (&eye);
  see_tags (&eye);
  see_branch (&eye);
  see_heads (&eye);
  see_step (&eye);
  g_assert (features->n_keys <= SAYSO_MAX_FEATURES && features->n_joint <= SAYSO_MAX_JOINT_FEATURES);
}

/* Apart from the ids of all others. */
#define LABEL_FEATURES 500

void
sayso_scene_add_label_features (const SaysoScene *self,
                                guint             token,
                                SaysoFeatures    *features)
{
  Eye           eye = { self, features, self->paragraph.end - self->paragraph.start, token, LABEL_FEATURES };
  const guint8 *labels = self->labels;

  see_labels (&eye);
  add_joint (features, token > 0 ? labels[token - 1] * 16u + labels[token] : 1000u + labels[token]);
  g_assert (features->n_keys <= SAYSO_MAX_FEATURES && features->n_joint <= SAYSO_MAX_JOINT_FEATURES);
}
