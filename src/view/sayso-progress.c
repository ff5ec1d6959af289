/* A segmented progress line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-progress.h"

#include <glib/gi18n.h>

#define HEIGHT 4
#define GAP 3
#define NARROWEST 6

struct _SaysoProgress
{
  GtkWidget parent_instance;

  guint8 *states;
  guint   n_states;
  guint   current;
};

G_DEFINE_FINAL_TYPE (SaysoProgress, sayso_progress, GTK_TYPE_WIDGET)

static GdkRGBA
colour_of (SaysoProgress *self,
           guint          first,
           guint          last)
{
  static const char *names[] = { "sayso_track", "sayso_good", "sayso_bad" };
  const char        *name;
  GdkRGBA            colour = { 0.5, 0.5, 0.5, 1 };

  /* Where one piece stands for several, what is still open shows. */
  name = names[self->states[first]];
  for (guint i = first; i < last; i++)
    {
      if (self->states[i] == SAYSO_SEGMENT_STATE_OPEN)
        name = names[SAYSO_SEGMENT_STATE_OPEN];
    }
  if (self->current >= first && self->current < last)
    name = "sayso_accent_text";
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);
  return colour;
}

static void
sayso_progress_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  SaysoProgress *self = SAYSO_PROGRESS (widget);
  int            width = gtk_widget_get_width (widget);
  guint          n_pieces = MIN (self->n_states, (guint)MAX (width / NARROWEST, 1));
  gboolean       rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < n_pieces; i++)
    {
      guint           first = (guint)((guint64)i * self->n_states / n_pieces);
      guint           last = (guint)((guint64)(i + 1) * self->n_states / n_pieces);
      float           left = (float)(width + GAP) * (rtl ? n_pieces - 1 - i : i) / n_pieces;
      float           right = (float)(width + GAP) * (rtl ? n_pieces - i : i + 1) / n_pieces - GAP;
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (left, 0, right - left, HEIGHT);
      GskRoundedRect  rounded;
      GdkRGBA         colour = colour_of (self, first, MAX (last, first + 1));

      gsk_rounded_rect_init_from_rect (&rounded, &bounds, HEIGHT / 2.0f);
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
sayso_progress_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 40;
}

static void
sayso_progress_finalize (GObject *object)
{
  g_free (SAYSO_PROGRESS (object)->states);
  G_OBJECT_CLASS (sayso_progress_parent_class)->finalize (object);
}

static void
sayso_progress_class_init (SaysoProgressClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = sayso_progress_finalize;
  widget_class->snapshot = sayso_progress_snapshot;
  widget_class->measure = sayso_progress_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
sayso_progress_init (SaysoProgress *self)
{
  self->current = G_MAXUINT;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Review progress"), -1);
}

GtkWidget *
sayso_progress_new (void)
{
  return g_object_new (SAYSO_TYPE_PROGRESS, NULL);
}

void
sayso_progress_set_states (SaysoProgress *self,
                           const guint8  *states,
                           guint          n_states,
                           guint          current)
{
  guint n_done = 0;

  g_return_if_fail (SAYSO_IS_PROGRESS (self));

  g_free (self->states);
  self->states = g_memdup2 (states, n_states);
  self->n_states = n_states;
  self->current = current;
  for (guint i = 0; i < n_states; i++)
    n_done += states[i] != SAYSO_SEGMENT_STATE_OPEN;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double)MAX (n_states, 1),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double)n_done,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
