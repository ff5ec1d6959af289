/* Steps that can be undone and redone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-history.h"

struct _SaysoStep
{
  GObject parent_instance;
  char   *label;
  GArray *changes;
  gint64  time;
};

G_DEFINE_FINAL_TYPE (SaysoStep, sayso_step, G_TYPE_OBJECT)

struct _SaysoHistory
{
  GObject    parent_instance;
  GPtrArray *steps;
  guint      position; /* steps before it are done, the others undone */
};

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_POSITION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static GType
sayso_history_get_item_type (GListModel *list)
{
  return SAYSO_TYPE_STEP;
}

static guint
sayso_history_get_n_items (GListModel *list)
{
  return SAYSO_HISTORY (list)->steps->len;
}

static gpointer
sayso_history_get_item (GListModel *list,
                        guint       position)
{
  SaysoHistory *self = SAYSO_HISTORY (list);

  return position < self->steps->len ? g_object_ref (self->steps->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sayso_history_get_item_type;
  iface->get_n_items = sayso_history_get_n_items;
  iface->get_item = sayso_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SaysoHistory, sayso_history, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
clear_change_cb (gpointer data)
{
  SaysoChange *change = data;

  g_clear_pointer (&change->before, sayso_record_unref);
  g_clear_pointer (&change->after, sayso_record_unref);
}

static void
sayso_step_finalize (GObject *object)
{
  SaysoStep *self = SAYSO_STEP (object);

  g_free (self->label);
  g_array_unref (self->changes);
  G_OBJECT_CLASS (sayso_step_parent_class)->finalize (object);
}

static void
sayso_step_class_init (SaysoStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sayso_step_finalize;
}

static void
sayso_step_init (SaysoStep *self)
{
  self->changes = g_array_new (FALSE, FALSE, sizeof (SaysoChange));
  g_array_set_clear_func (self->changes, clear_change_cb);
  self->time = g_get_real_time ();
}

static void
move_to (SaysoHistory *self,
         guint         position)
{
  self->position = position;
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
sayso_history_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SaysoHistory *self = SAYSO_HISTORY (object);

  switch (property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, sayso_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, sayso_history_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, sayso_history_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, sayso_history_get_redo_label (self));
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sayso_history_finalize (GObject *object)
{
  g_ptr_array_unref (SAYSO_HISTORY (object)->steps);
  G_OBJECT_CLASS (sayso_history_parent_class)->finalize (object);
}

static void
sayso_history_class_init (SaysoHistoryClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sayso_history_get_property;
  object_class->finalize = sayso_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
sayso_history_init (SaysoHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

SaysoStep *
sayso_step_new (const char *label)
{
  SaysoStep *self = g_object_new (SAYSO_TYPE_STEP, NULL);

  self->label = g_strdup (label);
  return self;
}

void
sayso_step_append (SaysoStep         *self,
                   const SaysoRecord *before,
                   const SaysoRecord *after)
{
  SaysoChange change = {
    before != NULL ? sayso_record_ref (before) : NULL,
    after != NULL ? sayso_record_ref (after) : NULL,
  };

  g_return_if_fail (SAYSO_IS_STEP (self));
  g_array_append_val (self->changes, change);
}

const char *
sayso_step_get_label (SaysoStep *self)
{
  g_return_val_if_fail (SAYSO_IS_STEP (self), NULL);
  return self->label;
}

const SaysoChange *
sayso_step_get_changes (SaysoStep *self,
                        guint     *n_changes)
{
  g_return_val_if_fail (SAYSO_IS_STEP (self), NULL);

  if (n_changes != NULL)
    *n_changes = self->changes->len;
  return (const SaysoChange *)self->changes->data;
}

gint64
sayso_step_get_time (SaysoStep *self)
{
  g_return_val_if_fail (SAYSO_IS_STEP (self), 0);
  return self->time;
}

SaysoHistory *
sayso_history_new (void)
{
  return g_object_new (SAYSO_TYPE_HISTORY, NULL);
}

gboolean
sayso_history_can_undo (SaysoHistory *self)
{
  g_return_val_if_fail (SAYSO_IS_HISTORY (self), FALSE);
  return self->position > 0;
}

gboolean
sayso_history_can_redo (SaysoHistory *self)
{
  g_return_val_if_fail (SAYSO_IS_HISTORY (self), FALSE);
  return self->position < self->steps->len;
}

const char *
sayso_history_get_undo_label (SaysoHistory *self)
{
  return sayso_history_can_undo (self) ? sayso_step_get_label (self->steps->pdata[self->position - 1]) : NULL;
}

const char *
sayso_history_get_redo_label (SaysoHistory *self)
{
  return sayso_history_can_redo (self) ? sayso_step_get_label (self->steps->pdata[self->position]) : NULL;
}

guint
sayso_history_get_position (SaysoHistory *self)
{
  g_return_val_if_fail (SAYSO_IS_HISTORY (self), 0);
  return self->position;
}

void
sayso_history_push (SaysoHistory *self,
                    SaysoStep    *step)
{
  guint dropped;

  g_return_if_fail (SAYSO_IS_HISTORY (self));
  g_return_if_fail (SAYSO_IS_STEP (step));

  dropped = self->steps->len - self->position;
  g_ptr_array_set_size (self->steps, self->position);
  g_ptr_array_add (self->steps, g_object_ref (step));
  g_list_model_items_changed (G_LIST_MODEL (self), self->position, dropped, 1);
  move_to (self, self->position + 1);
}

void
sayso_history_join (SaysoHistory *self,
                    guint         from)
{
  g_autoptr (SaysoStep) joined = NULL;
  guint n;

  g_return_if_fail (SAYSO_IS_HISTORY (self));

  if (from + 1 >= self->position)
    return;
  n = self->position - from;
  joined = sayso_step_new (sayso_step_get_label (self->steps->pdata[self->position - 1]));
  for (guint i = from; i < self->position; i++)
    {
      guint              n_changes;
      const SaysoChange *changes = sayso_step_get_changes (self->steps->pdata[i], &n_changes);

      for (guint k = 0; k < n_changes; k++)
        sayso_step_append (joined, changes[k].before, changes[k].after);
    }
  g_ptr_array_remove_range (self->steps, from, n);
  g_ptr_array_insert (self->steps, (int)from, g_object_ref (joined));
  g_list_model_items_changed (G_LIST_MODEL (self), from, n, 1);
  move_to (self, from + 1);
}

SaysoStep *
sayso_history_step_back (SaysoHistory *self)
{
  if (!sayso_history_can_undo (self))
    return NULL;
  move_to (self, self->position - 1);
  return self->steps->pdata[self->position];
}

SaysoStep *
sayso_history_step_forward (SaysoHistory *self)
{
  if (!sayso_history_can_redo (self))
    return NULL;
  move_to (self, self->position + 1);
  return self->steps->pdata[self->position - 1];
}

void
sayso_history_clear (SaysoHistory *self)
{
  guint n_steps;

  g_return_if_fail (SAYSO_IS_HISTORY (self));

  n_steps = self->steps->len;
  g_ptr_array_set_size (self->steps, 0);
  if (n_steps > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_steps, 0);
  move_to (self, 0);
}
