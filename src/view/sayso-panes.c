/* Three panes side by side, that fold when there is no room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-panes.h"

#define START_WIDTH 300
#define END_WIDTH 286
/* Below these widths a pane lies over the centre. */
#define END_FOLDS_BELOW 1080
#define START_FOLDS_BELOW 820

typedef struct
{
  GtkWidget *widget;
  int        width;
  int        folds_below;
  gboolean   wanted; /* beside the centre, when there is room */
  gboolean   peeked; /* over the centre, when there is none */
  gboolean   folded;
} Pane;

struct _SaysoPanes
{
  GtkWidget parent_instance;

  GtkWidget *centre;
  Pane       start, end;
  guint      fold_source;
};

enum
{
  PROP_START_SHOWN = 1,
  PROP_END_SHOWN,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SaysoPanes, sayso_panes, GTK_TYPE_WIDGET)

static gboolean
is_shown (const Pane *pane)
{
  return pane->folded ? pane->peeked : pane->wanted;
}

static void
update (SaysoPanes *self,
        Pane       *pane)
{
  if (pane->widget == NULL)
    return;
  gtk_widget_set_visible (pane->widget, is_shown (pane));
  if (pane->folded)
    gtk_widget_add_css_class (pane->widget, "overlay");
  else
    gtk_widget_remove_css_class (pane->widget, "overlay");
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
folded_cb (gpointer user_data)
{
  SaysoPanes *self = user_data;

  self->fold_source = 0;
  update (self, &self->start);
  update (self, &self->end);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_START_SHOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_END_SHOWN]);
  return G_SOURCE_REMOVE;
}

/* How much larger than usual the desktop wants text: large text needs the room sooner. */
static double
text_scale (SaysoPanes *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96, 1, 3) : 1;
}

static void
fold (SaysoPanes *self,
      Pane       *pane,
      int         width)
{
  gboolean folded = width < pane->folds_below * text_scale (self);

  if (folded == pane->folded)
    return;
  pane->folded = folded;
  pane->peeked = FALSE;
  /* Nothing may be shown or hidden while sizes are given out. */
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, folded_cb, self, NULL);
}

static void
sayso_panes_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  SaysoPanes *self = SAYSO_PANES (widget);
  GtkWidget  *children[] = { self->centre, self->start.widget, self->end.widget };

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int child_minimum = 0, child_natural = 0;

      gtk_widget_measure (children[i], orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + child_natural : MAX (*natural, child_natural);
    }
  *natural = MAX (*natural, *minimum);
}

static int
width_of (Pane *pane,
          int   available)
{
  int minimum = 0;

  gtk_widget_measure (pane->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MIN (MAX (pane->width, minimum), available);
}

static void
allocate (GtkWidget *child,
          int        x,
          int        width,
          int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, MAX (width, 0), height }, -1);
}

static void
sayso_panes_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  SaysoPanes *self = SAYSO_PANES (widget);
  gboolean    rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int         start, end, start_beside, end_beside;

  fold (self, &self->start, width);
  fold (self, &self->end, width);
  start = gtk_widget_get_visible (self->start.widget) ? width_of (&self->start, width) : 0;
  end = gtk_widget_get_visible (self->end.widget) ? width_of (&self->end, width) : 0;
  start_beside = self->start.folded ? 0 : start;
  end_beside = self->end.folded ? 0 : end;
  allocate (self->centre, rtl ? end_beside : start_beside, width - start_beside - end_beside, height);
  if (start > 0)
    allocate (self->start.widget, rtl ? width - start : 0, start, height);
  if (end > 0)
    allocate (self->end.widget, rtl ? 0 : width - end, end, height);
}

static void
sayso_panes_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SaysoPanes *self = SAYSO_PANES (object);

  switch (id)
    {
    case PROP_START_SHOWN:
      g_value_set_boolean (value, is_shown (&self->start));
      break;
    case PROP_END_SHOWN:
      g_value_set_boolean (value, is_shown (&self->end));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_shown (SaysoPanes *self,
           Pane       *pane,
           gboolean    shown,
           GParamSpec *pspec)
{
  Pane *other = pane == &self->start ? &self->end : &self->start;

  if (is_shown (pane) == shown)
    return;
  /* Two panes over the article would leave nothing of it. */
  if (pane->folded && shown && other->folded && other->peeked)
    set_shown (self, other, FALSE, props[other == &self->start ? PROP_START_SHOWN : PROP_END_SHOWN]);
  if (pane->folded)
    pane->peeked = shown;
  else
    pane->wanted = shown;
  update (self, pane);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
sayso_panes_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SaysoPanes *self = SAYSO_PANES (object);

  switch (id)
    {
    case PROP_START_SHOWN:
      sayso_panes_set_start_shown (self, g_value_get_boolean (value));
      break;
    case PROP_END_SHOWN:
      sayso_panes_set_end_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sayso_panes_dispose (GObject *object)
{
  SaysoPanes *self = SAYSO_PANES (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_pointer (&self->centre, gtk_widget_unparent);
  g_clear_pointer (&self->start.widget, gtk_widget_unparent);
  g_clear_pointer (&self->end.widget, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_panes_parent_class)->dispose (object);
}

static void
sayso_panes_class_init (SaysoPanesClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = sayso_panes_get_property;
  object_class->set_property = sayso_panes_set_property;
  object_class->dispose = sayso_panes_dispose;
  widget_class->measure = sayso_panes_measure;
  widget_class->size_allocate = sayso_panes_size_allocate;
  props[PROP_START_SHOWN] = g_param_spec_boolean ("start-shown", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_END_SHOWN] = g_param_spec_boolean ("end-shown", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
sayso_panes_init (SaysoPanes *self)
{
  self->start = (Pane){ .width = START_WIDTH, .folds_below = START_FOLDS_BELOW, .wanted = TRUE };
  self->end = (Pane){ .width = END_WIDTH, .folds_below = END_FOLDS_BELOW, .wanted = TRUE };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sayso_panes_new (GtkWidget *start,
                 GtkWidget *centre,
                 GtkWidget *end)
{
  SaysoPanes *self = g_object_new (SAYSO_TYPE_PANES, NULL);

  self->start.widget = start;
  self->centre = centre;
  self->end.widget = end;
  gtk_widget_add_css_class (start, "start-pane");
  gtk_widget_add_css_class (end, "end-pane");
  /* Later children are drawn over earlier ones; the order of Tab is theirs too. */
  gtk_widget_set_parent (centre, GTK_WIDGET (self));
  gtk_widget_set_parent (start, GTK_WIDGET (self));
  gtk_widget_set_parent (end, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

gboolean
sayso_panes_get_start_shown (SaysoPanes *self)
{
  g_return_val_if_fail (SAYSO_IS_PANES (self), FALSE);

  return is_shown (&self->start);
}

void
sayso_panes_set_start_shown (SaysoPanes *self,
                             gboolean    shown)
{
  g_return_if_fail (SAYSO_IS_PANES (self));

  set_shown (self, &self->start, shown, props[PROP_START_SHOWN]);
}

gboolean
sayso_panes_get_end_shown (SaysoPanes *self)
{
  g_return_val_if_fail (SAYSO_IS_PANES (self), FALSE);

  return is_shown (&self->end);
}

void
sayso_panes_set_end_shown (SaysoPanes *self,
                           gboolean    shown)
{
  g_return_if_fail (SAYSO_IS_PANES (self));

  set_shown (self, &self->end, shown, props[PROP_END_SHOWN]);
}

gboolean
sayso_panes_get_start_wanted (SaysoPanes *self)
{
  g_return_val_if_fail (SAYSO_IS_PANES (self), FALSE);

  return self->start.wanted;
}

gboolean
sayso_panes_get_end_wanted (SaysoPanes *self)
{
  g_return_val_if_fail (SAYSO_IS_PANES (self), FALSE);

  return self->end.wanted;
}

gboolean
sayso_panes_fold_overlays (SaysoPanes *self)
{
  gboolean any;

  g_return_val_if_fail (SAYSO_IS_PANES (self), FALSE);

  any = (self->start.folded && self->start.peeked) || (self->end.folded && self->end.peeked);
  if (self->start.folded)
    set_shown (self, &self->start, FALSE, props[PROP_START_SHOWN]);
  if (self->end.folded)
    set_shown (self, &self->end, FALSE, props[PROP_END_SHOWN]);
  return any;
}
