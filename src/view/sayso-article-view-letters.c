/* Letters over the visible part of an article, like small key caps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-article-view-private.h"

/* Of the size of the article's letters; pairs stand close together. */
#define SCALE 0.72
#define PAIR_SCALE 0.58
/* Of a cap's height, above the line: the word below can be read. */
#define ABOVE 0.55f
#define PADDING 3
#define RADIUS 3

typedef struct
{
  GtkSnapshot *snapshot;
  PangoLayout *single, *pair;
  GdkRGBA      back, ink;
} Drawing;

static PangoLayout *
new_layout (SaysoArticleView *self,
            double            size)
{
  PangoLayout          *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  double                zoom = 1;

  g_object_get (self->all, "scale", &zoom, NULL);
  pango_font_description_set_family (font, "Sans");
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_size (font, (int)(pango_font_description_get_size (font) * zoom * size));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static void
draw_letter (Drawing            *drawing,
             const SaysoLetter  *letter,
             const GdkRectangle *place)
{
  g_autofree char *label = g_ascii_strup (letter->label, -1);
  PangoLayout     *layout = letter->label[1] != '\0' ? drawing->pair : drawing->single;
  int              width, height;
  graphene_rect_t  cap;
  GskRoundedRect   rounded;

  pango_layout_set_text (layout, label, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  graphene_rect_init (&cap, place->x - PADDING, place->y - height * ABOVE, width + 2 * PADDING, height);
  gsk_rounded_rect_init_from_rect (&rounded, &cap, RADIUS);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &rounded);
  gtk_snapshot_append_color (drawing->snapshot, &drawing->back, &cap);
  gtk_snapshot_pop (drawing->snapshot);
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (place->x, cap.origin.y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, &drawing->ink);
  gtk_snapshot_restore (drawing->snapshot);
}

void
sayso_article_view_draw_letters (SaysoArticleView *self,
                                 GtkSnapshot      *snapshot)
{
  GtkTextView     *view = GTK_TEXT_VIEW (self);
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  Drawing          drawing = { .snapshot = snapshot };
  SaysoSpan        visible;
  g_autoptr (PangoLayout) single = NULL;
  g_autoptr (PangoLayout) pair = NULL;

  if (self->letters == NULL)
    return;
  single = drawing.single = new_layout (self, SCALE);
  pair = drawing.pair = new_layout (self, PAIR_SCALE);
  visible = sayso_article_view_get_visible (self);
  drawing.back = (GdkRGBA){ 0, 0, 0, 1 };
  drawing.ink = (GdkRGBA){ 1, 1, 1, 1 };
  gtk_style_context_lookup_color (context, "sayso_accent", &drawing.back);
  gtk_style_context_lookup_color (context, "sayso_on_accent", &drawing.ink);
  for (guint i = 0; i < self->letters->len; i++)
    {
      const SaysoLetter *letter = &g_array_index (self->letters, SaysoLetter, i);
      GtkTextIter        iter;
      GdkRectangle       place;

      if (letter->span.start < visible.start || letter->span.start > visible.end)
        continue;
      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, (int)letter->span.start);
      gtk_text_view_get_iter_location (view, &iter, &place);
      draw_letter (&drawing, letter, &place);
    }
}

void
sayso_article_view_set_letters (SaysoArticleView *self,
                                GArray           *letters)
{
  g_return_if_fail (SAYSO_IS_ARTICLE_VIEW (self));

  g_clear_pointer (&self->letters, g_array_unref);
  self->letters = letters != NULL ? g_array_copy (letters) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
