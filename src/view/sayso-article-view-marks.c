/* Drawing the marks of the visible part of an article.
 *
 * Claims first, then sources, cues and speakers, so that what is nested stays to be
 * seen. Nothing is cached: only what overlaps the visible text is asked for
 * and measured, which does not depend on how many marks there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-article-view-private.h"

/* Of ascent and descent, for the band behind the words. */
#define BAND 0.86f
#define RADIUS 4
#define BAR_WIDTH 3
#define BAR_GAP 18
#define LANE 7
#define BELOW 1
/* Claims nearer than this may share a line. */
#define SAME_LINE 70
#define MAX_CHAIN 8

typedef struct
{
  SaysoArticleView   *view;
  GtkSnapshot        *snapshot;
  SaysoSpan           visible;
  GdkRGBA             fill[SAYSO_N_ANNOTATION_TYPES], line[SAYSO_N_ANNOTATION_TYPES];
  SaysoAnnotationType type;            /* drawn in this pass */
  graphene_rect_t     speaker, source; /* of the current claim, first rectangles */
  graphene_rect_t     bar;             /* of the current claim */
  gboolean            has_speaker, has_source, has_bar;
} Drawing;

typedef void (*RectFunc) (Drawing               *drawing,
                          const graphene_rect_t *rect,
                          gpointer               user_data);

static void
look_up_colours (Drawing *drawing)
{
  static const char *names[] = { "speaker", "claim", "source", "cue" };
  GtkStyleContext   *context = gtk_widget_get_style_context (GTK_WIDGET (drawing->view));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *fill = g_strdup_printf ("sayso_%s_fill", names[i]);
      g_autofree char *line = g_strdup_printf ("sayso_%s_line", names[i]);

      drawing->fill[i] = drawing->line[i] = (GdkRGBA){ 0.5f, 0.5f, 0.5f, 0.3f };
      gtk_style_context_lookup_color (context, fill, &drawing->fill[i]);
      gtk_style_context_lookup_color (context, line, &drawing->line[i]);
    }
}

static GdkRGBA
faded (GdkRGBA colour,
       float   alpha)
{
  colour.alpha *= alpha;
  return colour;
}

/* The place of the character at an iter; widths may be negative in right-to-left
 * runs. */
static graphene_rect_t
character_rect (GtkTextView       *view,
                const GtkTextIter *iter)
{
  GdkRectangle    place;
  graphene_rect_t rect;

  gtk_text_view_get_iter_location (view, iter, &place);
  graphene_rect_init (&rect, place.x, place.y, place.width, place.height);
  graphene_rect_normalize (&rect);
  return rect;
}

gboolean
sayso_article_view_is_rtl (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
has_rtl (GtkTextIter        iter,
         const GtkTextIter *end)
{
  for (; gtk_text_iter_compare (&iter, end) < 0; gtk_text_iter_forward_char (&iter))
    {
      if (sayso_article_view_is_rtl (gtk_text_iter_get_char (&iter)))
        return TRUE;
    }
  return FALSE;
}

/* Character by character, and runs that touch merged: right in any direction. */
static void
each_run (Drawing           *drawing,
          GtkTextIter        iter,
          const GtkTextIter *end,
          RectFunc           func,
          gpointer           user_data)
{
  graphene_rect_t run = character_rect (GTK_TEXT_VIEW (drawing->view), &iter);

  while (gtk_text_iter_forward_char (&iter) && gtk_text_iter_compare (&iter, end) < 0)
    {
      graphene_rect_t next = character_rect (GTK_TEXT_VIEW (drawing->view), &iter);

      if (next.origin.x <= run.origin.x + run.size.width + 1 && run.origin.x <= next.origin.x + next.size.width + 1)
        graphene_rect_union (&run, &next, &run);
      else
        {
          func (drawing, &run, user_data);
          run = next;
        }
    }
  func (drawing, &run, user_data);
}

static void
one_line (Drawing           *drawing,
          const GtkTextIter *start,
          const GtkTextIter *end,
          RectFunc           func,
          gpointer           user_data)
{
  graphene_rect_t first, last;
  GtkTextIter     before = *end;

  if (has_rtl (*start, end))
    {
      each_run (drawing, *start, end, func, user_data);
      return;
    }
  gtk_text_iter_backward_char (&before);
  first = character_rect (GTK_TEXT_VIEW (drawing->view), start);
  last = character_rect (GTK_TEXT_VIEW (drawing->view), &before);
  graphene_rect_union (&first, &last, &first);
  func (drawing, &first, user_data);
}

/* Calls func for each rectangle that the visible part of a span covers. */
static void
each_rect (Drawing  *drawing,
           SaysoSpan span,
           RectFunc  func,
           gpointer  user_data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (drawing->view));
  GtkTextIter    iter, end;

  span.start = MAX (span.start, drawing->visible.start);
  span.end = MIN (span.end, drawing->visible.end);
  if (sayso_span_is_empty (span))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)span.start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)span.end);
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      GtkTextIter line_end = iter;

      if (!gtk_text_view_forward_display_line_end (GTK_TEXT_VIEW (drawing->view), &line_end) || gtk_text_iter_compare (&line_end, &end) > 0)
        line_end = end;
      if (gtk_text_iter_compare (&line_end, &iter) > 0)
        one_line (drawing, &iter, &line_end, func, user_data);
      iter = line_end;
      /* Over the white space that the line was broken at, and line ends. */
      while (gtk_text_iter_compare (&iter, &end) < 0 && (gtk_text_iter_ends_line (&iter) || gtk_text_view_starts_display_line (GTK_TEXT_VIEW (drawing->view), &iter) == FALSE))
        {
          if (!gtk_text_iter_forward_char (&iter))
            return;
        }
    }
}

static graphene_rect_t
band_of (Drawing               *drawing,
         const graphene_rect_t *rect)
{
  float height = rect->size.height * BAND;

  return GRAPHENE_RECT_INIT (rect->origin.x - 1, rect->origin.y + (rect->size.height - height) / 2, rect->size.width + 2, height);
}

static void
append_rounded (Drawing               *drawing,
                const graphene_rect_t *rect,
                float                  radius,
                GdkRGBA                colour)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, radius);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &rounded);
  gtk_snapshot_append_color (drawing->snapshot, &colour, rect);
  gtk_snapshot_pop (drawing->snapshot);
}

/* on and off are lengths; off 0 draws a solid line. */
static void
append_line (Drawing *drawing,
             float    x,
             float    y,
             float    width,
             float    thickness,
             float    on,
             float    off,
             GdkRGBA  colour)
{
  if (off <= 0)
    {
      gtk_snapshot_append_color (drawing->snapshot, &colour, &GRAPHENE_RECT_INIT (x, y, width, thickness));
      return;
    }
  for (float at = 0; at < width; at += on + off)
    gtk_snapshot_append_color (drawing->snapshot, &colour, &GRAPHENE_RECT_INIT (x + at, y, MIN (on, width - at), thickness));
}

typedef struct
{
  SaysoAnnotation *mark;
  gboolean         suggested, linked, current;
  gboolean         any;
  graphene_rect_t  first, bounds;
} Mark;

static void
draw_claim (Drawing         *drawing,
            graphene_rect_t *band,
            const Mark      *mark)
{
  GdkRGBA fill = drawing->fill[SAYSO_ANNOTATION_CLAIM];
  GdkRGBA line = drawing->line[SAYSO_ANNOTATION_CLAIM];

  append_rounded (drawing, band, RADIUS, mark->suggested && !mark->linked ? faded (fill, 0.35f) : fill);
  if (mark->suggested && !mark->current)
    append_line (drawing, band->origin.x, band->origin.y + band->size.height, band->size.width, 1.2f, 4, 2.5f, faded (line, 0.75f));
  if (mark->current)
    {
      GskRoundedRect rounded;

      graphene_rect_inset (band, -1, -1);
      gsk_rounded_rect_init_from_rect (&rounded, band, RADIUS);
      gtk_snapshot_append_border (drawing->snapshot, &rounded, (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f }, (GdkRGBA[4]){ line, line, line, line });
    }
}

static void
draw_rect (Drawing               *drawing,
           const graphene_rect_t *rect,
           gpointer               user_data)
{
  Mark           *mark = user_data;
  graphene_rect_t band = band_of (drawing, rect);
  GdkRGBA         fill = drawing->fill[drawing->type];
  GdkRGBA         line = drawing->line[drawing->type];
  float           base = band.origin.y + band.size.height;
  gboolean        is_thin = mark->suggested && !mark->linked;

  if (!mark->any)
    mark->first = mark->bounds = *rect;
  mark->any = TRUE;
  graphene_rect_union (&mark->bounds, rect, &mark->bounds);
  if (drawing->type == SAYSO_ANNOTATION_CLAIM)
    {
      draw_claim (drawing, &band, mark);
      return;
    }
  if (!is_thin && drawing->type != SAYSO_ANNOTATION_CUE)
    append_rounded (drawing, &band, RADIUS, fill);
  if (drawing->type == SAYSO_ANNOTATION_SPEAKER)
    append_line (drawing, band.origin.x, base, band.size.width, is_thin ? 1 : 2, 0, 0, is_thin ? faded (line, 0.75f) : line);
  else if (drawing->type == SAYSO_ANNOTATION_SOURCE)
    append_line (drawing, band.origin.x, base + BELOW + 1, band.size.width, is_thin ? 1.2f : 2, 2, 2, line);
  else
    append_line (drawing, band.origin.x, base, band.size.width, 1, 6, 3, mark->linked ? line : faded (line, 0.5f));
  if (mark->current)
    gtk_snapshot_append_border (drawing->snapshot, &GSK_ROUNDED_RECT_INIT (band.origin.x - 1, band.origin.y - 1, band.size.width + 2, band.size.height + 2),
                                (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f }, (GdkRGBA[4]){ line, line, line, line });
}

/* The lane of a claim's bar: claims that may share a line alternate. */
static int
lane_of (Drawing         *drawing,
         SaysoAnnotation *claim)
{
  GListModel *claims = sayso_document_get_claims (drawing->view->document);
  guint       place = sayso_document_get_claim_position (drawing->view->document, claim);
  SaysoSpan   hull = sayso_annotation_get_hull (claim);
  int         lane = 0;

  for (guint i = 1; i <= MAX_CHAIN && i <= place; i++)
    {
      g_autoptr (SaysoAnnotation) before = g_list_model_get_item (claims, place - i);
      SaysoSpan other = sayso_annotation_get_hull (before);

      if (other.end + SAME_LINE < hull.start)
        break;
      lane = !lane;
      hull = other;
    }
  return lane;
}

static void
draw_bar (Drawing    *drawing,
          const Mark *mark)
{
  gboolean        rtl = drawing->view->is_rtl;
  GtkTextView    *view = GTK_TEXT_VIEW (drawing->view);
  int             margin = rtl ? gtk_text_view_get_right_margin (view) : gtk_text_view_get_left_margin (view);
  int             lane = lane_of (drawing, mark->mark);
  float           x = margin - BAR_GAP - lane * LANE;
  graphene_rect_t bar;

  if (rtl)
    x = gtk_widget_get_width (GTK_WIDGET (drawing->view)) - x - BAR_WIDTH;
  graphene_rect_init (&bar, x, mark->bounds.origin.y + 4, BAR_WIDTH, mark->bounds.size.height - 8);
  append_rounded (drawing, &bar, BAR_WIDTH / 2.0f, faded (drawing->line[SAYSO_ANNOTATION_CLAIM], mark->linked ? 1 : mark->suggested ? 0.3f
                                                                                                                                    : 0.55f));
  if (mark->linked)
    {
      drawing->bar = bar;
      drawing->has_bar = TRUE;
    }
}

static gboolean
draw_mark_cb (SaysoAnnotation *annotation,
              SaysoSpan        span,
              gpointer         user_data)
{
  Drawing                     *drawing = user_data;
  const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
  Mark                         mark = { .mark = annotation };

  if (record->type != drawing->type)
    return TRUE;
  mark.current = annotation == drawing->view->current;
  mark.linked = mark.current || g_hash_table_contains (drawing->view->linked, record->head.id);
  mark.suggested = record->status == SAYSO_STATUS_SUGGESTED;
  if (record->status == SAYSO_STATUS_REJECTED && !mark.current)
    return TRUE;
  each_rect (drawing, span, draw_rect, &mark);
  if (!mark.any)
    return TRUE;
  if (record->type == SAYSO_ANNOTATION_CLAIM)
    draw_bar (drawing, &mark);
  else if (mark.linked && record->type == SAYSO_ANNOTATION_SPEAKER && !drawing->has_speaker)
    drawing->speaker = mark.first, drawing->has_speaker = TRUE;
  else if (mark.linked && record->type == SAYSO_ANNOTATION_SOURCE && !drawing->has_source)
    drawing->source = mark.first, drawing->has_source = TRUE;
  return TRUE;
}

/* From the claim's bar to a mark at the height of what it links to. */
static void
draw_connector (Drawing               *drawing,
                const graphene_rect_t *target,
                float                  offset,
                gboolean               dotted,
                GdkRGBA                colour)
{
  const graphene_rect_t *bar = &drawing->bar;
  float                  x = drawing->view->is_rtl ? bar->origin.x + bar->size.width + offset : bar->origin.x - offset;
  float                  from = drawing->view->is_rtl ? bar->origin.x + bar->size.width : x;
  float                  y = target->origin.y + target->size.height / 2;
  float                  join = CLAMP (y, bar->origin.y, bar->origin.y + bar->size.height);
  float                  top = MIN (y, join), bottom = MAX (y, join);

  for (float at = top; at < bottom; at += dotted ? 4 : bottom - top)
    gtk_snapshot_append_color (drawing->snapshot, &colour, &GRAPHENE_RECT_INIT (x - 0.75f, at, 1.5f, dotted ? 2 : bottom - top));
  append_line (drawing, from, join - 0.75f, offset, 1.5f, 2, dotted ? 2 : 0, colour);
  append_rounded (drawing, &GRAPHENE_RECT_INIT (x - 3.5f, y - 3.5f, 7, 7), dotted ? 0 : 3.5f, colour);
}

SaysoSpan
sayso_article_view_get_visible (SaysoArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle visible;
  GtkTextIter  start, end;

  g_return_val_if_fail (SAYSO_IS_ARTICLE_VIEW (self), (SaysoSpan){ 0 });

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &start, visible.y, NULL);
  gtk_text_view_get_iter_at_location (view, &start, 0, visible.y);
  gtk_text_view_get_iter_at_location (view, &end, visible.x + visible.width, visible.y + visible.height);
  gtk_text_view_forward_display_line_end (view, &end);
  gtk_text_view_backward_display_line (view, &start);
  return (SaysoSpan){ (guint)gtk_text_iter_get_offset (&start), (guint)gtk_text_iter_get_offset (&end) };
}

void
sayso_article_view_draw_marks (SaysoArticleView *self,
                               GtkSnapshot      *snapshot)
{
  static const SaysoAnnotationType order[] = { SAYSO_ANNOTATION_CLAIM, SAYSO_ANNOTATION_SOURCE, SAYSO_ANNOTATION_CUE, SAYSO_ANNOTATION_SPEAKER };
  Drawing                          drawing = { .view = self, .snapshot = snapshot };

  if (self->document == NULL)
    return;
  drawing.visible = sayso_article_view_get_visible (self);
  if (sayso_span_is_empty (drawing.visible))
    return;
  look_up_colours (&drawing);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      drawing.type = order[i];
      if (!self->hidden[order[i]])
        sayso_document_foreach_overlapping (self->document, drawing.visible, draw_mark_cb, &drawing);
    }
  if (drawing.has_bar && drawing.has_source)
    draw_connector (&drawing, &drawing.source, 16, TRUE, drawing.line[SAYSO_ANNOTATION_SOURCE]);
  if (drawing.has_bar && drawing.has_speaker)
    draw_connector (&drawing, &drawing.speaker, 10, FALSE, drawing.line[SAYSO_ANNOTATION_SPEAKER]);
}
