/* What the labeller sees of a token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-features.h"

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
                 const guint8      *labels,
                 SaysoCueFunc       cue_strength,
                 gpointer           user_data)
{
  guint n = paragraph.end - paragraph.start;

  reserve (self, n);
  self->tokens = tokens;
  self->paragraph = paragraph;
  self->labels = labels;
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

static inline guint32
mix (guint32 a,
     guint32 b)
{
  /* The finaliser of MurmurHash3 over a product. */
  guint32 h = a * 0x85ebca6bu + b * 0xc2b2ae35u + 0x27d4eb2fu;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  return h;
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
  eye->features->keys[eye->features->n_keys++] = mix (eye->id++, value);
}

static void
add2 (Eye    *eye,
      guint32 a,
      guint32 b)
{
  add (eye, mix (a, b));
}

static void
add3 (Eye    *eye,
      guint32 a,
      guint32 b,
      guint32 c)
{
  add (eye, mix (mix (a, b), c));
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
  add3 (eye, mark (eye, -2), mark (eye, -1), mix (mark (eye, 1), mark (eye, 2)));
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
  add3 (eye, mix (left_strength, right_strength), mix (bucket (before), bucket (after)), mark (eye, 0));
  add3 (eye, left, right, own);
  add3 (eye, before > 0 ? word (eye, -(int)before + 1) : 0, left_strength, bucket (before));
  add3 (eye, after > 0 ? word (eye, (int)after - 1) : 0, right_strength, bucket (after));
  add3 (eye, left, word (eye, 0), bucket (before));
  add3 (eye, right, word (eye, 0), bucket (after));
  add3 (eye, left, shape (eye, 0), bucket (before));
  add3 (eye, right, shape (eye, 0), bucket (after));
  add3 (eye, cue (eye, -2) / 4, cue (eye, -1) / 4, mix (cue (eye, 1) / 4, cue (eye, 2) / 4));
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
  add3 (eye, token->sentence_start == eye->scene->paragraph.start, left + 2 * right, mix (mark (eye, 0), eye->n < 12));
}

/* The kinds of chunk to one side, nearest first, as the first pass saw them;
 * stops at max tokens. */
static guint32
chunks_beside (const Eye *eye,
               int        step,
               guint      max_chunks)
{
  const guint8 *labels = eye->scene->labels;
  guint32       seen = 1;
  guint         n = 0;
  guint8        previous = labels[eye->at];

  for (int at = (int)eye->at + step, walked = 0; at >= 0 && at < (int)eye->n && n < max_chunks && walked < 80; at += step, walked++)
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
      if (eye->scene->tokens->tokens[eye->scene->paragraph.start + at].sentence != eye->scene->tokens->tokens[eye->scene->paragraph.start + at - step].sentence)
        {
          seen = seen * 8 + 7;
          n++;
        }
      previous = label;
    }
  return seen;
}

static void
see_labels (Eye *eye)
{
  const guint8 *labels = eye->scene->labels;
  guint32       l[5];
  guint32       left, right;

  for (int delta = -2; delta <= 2; delta++)
    {
      int at = (int)eye->at + delta;

      l[delta + 2] = at < 0 || at >= (int)eye->n ? 31 : labels[at];
    }
  left = chunks_beside (eye, -1, 4);
  right = chunks_beside (eye, 1, 4);
  add (eye, l[2]);
  add2 (eye, l[1], l[2]);
  add2 (eye, l[2], l[3]);
  add3 (eye, l[1], l[2], l[3]);
  add3 (eye, l[0], l[1], mix (l[3], l[4]));
  add2 (eye, l[2], word (eye, 0));
  add2 (eye, l[2], left);
  add2 (eye, l[2], right);
  add3 (eye, l[2], left, right);
  add3 (eye, l[2], chunks_beside (eye, -1, 2), chunks_beside (eye, 1, 2));
  add3 (eye, l[2], chunks_beside (eye, -1, 2), mark (eye, 0));
  add3 (eye, l[2], chunks_beside (eye, 1, 2), mark (eye, 0));
  add3 (eye, l[2], l[1], word (eye, 0));
  add3 (eye, l[2], l[3], word (eye, 1));
}

static void
add_joint (SaysoFeatures *features,
           guint32        value)
{
  guint32 id = 1000 + features->n_joint;

  features->joint[features->n_joint++] = mix (id, value);
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
  add_joint (features, mix (shape (eye, -1), shape (eye, 0)));
  add_joint (features, cue (eye, -1) / 2 * 16 + cue (eye, 0) / 2);
  if (eye->scene->labels != NULL)
    {
      add_joint (features, eye->at > 0 ? eye->scene->labels[eye->at - 1] * 16u + eye->scene->labels[eye->at] : 1000u + eye->scene->labels[eye->at]);
    }
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
  if (self->labels != NULL)
    see_labels (&eye);
  see_step (&eye);
  g_assert (features->n_keys <= SAYSO_MAX_FEATURES && features->n_joint <= SAYSO_MAX_JOINT_FEATURES);
}
