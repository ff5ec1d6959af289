/* The interval tree: a treap whose nodes know the greatest end below them.
 *
 * Priorities come from a small generator of the index's own, so that the same
 * operations always build the same tree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-span-index.h"

typedef struct _Node Node;
struct _Node
{
  Node     *left;
  Node     *right;
  SaysoSpan span;
  guint     greatest_end;
  guint     priority;
  gpointer  owner;
};

struct _SaysoSpanIndex
{
  Node *root;
  guint size;
  guint seed;
};

static int
compare_keys (SaysoSpan a,
              gpointer  a_owner,
              Node     *node)
{
  int order = sayso_span_compare (a, node->span);

  if (order != 0)
    return order;
  return (a_owner > node->owner) - (a_owner < node->owner);
}

static void
update (Node *node)
{
  node->greatest_end = node->span.end;
  if (node->left != NULL)
    node->greatest_end = MAX (node->greatest_end, node->left->greatest_end);
  if (node->right != NULL)
    node->greatest_end = MAX (node->greatest_end, node->right->greatest_end);
}

static Node *
rotate_right (Node *node)
{
  Node *pivot = node->left;

  node->left = pivot->right;
  pivot->right = node;
  update (node);
  update (pivot);
  return pivot;
}

static Node *
rotate_left (Node *node)
{
  Node *pivot = node->right;

  node->right = pivot->left;
  pivot->left = node;
  update (node);
  update (pivot);
  return pivot;
}

static Node *
insert (Node *node,
        Node *added)
{
  if (node == NULL)
    return added;
  if (compare_keys (added->span, added->owner, node) < 0)
    {
      node->left = insert (node->left, added);
      if (node->left->priority > node->priority)
        return rotate_right (node);
    }
  else
    {
      node->right = insert (node->right, added);
      if (node->right->priority > node->priority)
        return rotate_left (node);
    }
  update (node);
  return node;
}

/* Every key of left is before every key of right. */
static Node *
join (Node *left,
      Node *right)
{
  if (left == NULL)
    return right;
  if (right == NULL)
    return left;
  if (left->priority > right->priority)
    {
      left->right = join (left->right, right);
      update (left);
      return left;
    }
  right->left = join (left, right->left);
  update (right);
  return right;
}

static Node *
take_out (Node     *node,
          SaysoSpan span,
          gpointer  owner,
          gboolean *found)
{
  Node *joined;
  int   order;

  if (node == NULL)
    return NULL;
  order = compare_keys (span, owner, node);
  if (order == 0)
    {
      joined = join (node->left, node->right);
      g_slice_free (Node, node);
      *found = TRUE;
      return joined;
    }
  if (order < 0)
    node->left = take_out (node->left, span, owner, found);
  else
    node->right = take_out (node->right, span, owner, found);
  update (node);
  return node;
}

static gboolean
visit (Node         *node,
       SaysoSpan     span,
       SaysoSpanFunc func,
       gpointer      user_data)
{
  gboolean touches_only = span.start == span.end;

  if (node == NULL || node->greatest_end < span.start || (!touches_only && node->greatest_end == span.start))
    return TRUE;
  if (!visit (node->left, span, func, user_data))
    return FALSE;
  if (node->span.start > span.end || (!touches_only && node->span.start == span.end))
    return TRUE;
  if ((touches_only ? node->span.end >= span.start : node->span.end > span.start)
      && !func (node->span, node->owner, user_data))
    return FALSE;
  return visit (node->right, span, func, user_data);
}

static void
free_below (Node *node)
{
  if (node == NULL)
    return;
  free_below (node->left);
  free_below (node->right);
  g_slice_free (Node, node);
}

SaysoSpanIndex *
sayso_span_index_new (void)
{
  SaysoSpanIndex *self = g_new0 (SaysoSpanIndex, 1);

  self->seed = 2463534242u;
  return self;
}

void
sayso_span_index_free (SaysoSpanIndex *self)
{
  sayso_span_index_clear (self);
  g_free (self);
}

void
sayso_span_index_add (SaysoSpanIndex *self,
                      SaysoSpan       span,
                      gpointer        owner)
{
  Node *node;

  g_return_if_fail (self != NULL && span.start <= span.end);

  /* Marsaglia's xorshift (Xorshift RNGs, 2003). */
  self->seed ^= self->seed << 13;
  self->seed ^= self->seed >> 17;
  self->seed ^= self->seed << 5;

  node = g_slice_new0 (Node);
  node->span = span;
  node->greatest_end = span.end;
  node->priority = self->seed;
  node->owner = owner;
  self->root = insert (self->root, node);
  self->size++;
}

gboolean
sayso_span_index_remove (SaysoSpanIndex *self,
                         SaysoSpan       span,
                         gpointer        owner)
{
  gboolean found = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  self->root = take_out (self->root, span, owner, &found);
  if (found)
    self->size--;
  return found;
}

guint
sayso_span_index_get_size (SaysoSpanIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->size;
}

void
sayso_span_index_clear (SaysoSpanIndex *self)
{
  g_return_if_fail (self != NULL);

  free_below (self->root);
  self->root = NULL;
  self->size = 0;
}

void
sayso_span_index_foreach_overlapping (SaysoSpanIndex *self,
                                      SaysoSpan       span,
                                      SaysoSpanFunc   func,
                                      gpointer        user_data)
{
  g_return_if_fail (self != NULL && func != NULL);

  visit (self->root, span, func, user_data);
}
