/* What an article is made of, as plots.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-statistics.h"

#include "view/sayso-voices.h"
#include "view/sayso-words.h"

#include <cairo-svg.h>
#include <glib/gi18n.h>

#define MAX_ROWS 8
#define MARGIN 24
#define NAME_WIDTH 150
#define COLUMN_GAP 24
#define BAR_HEIGHT 16
#define ROW_HEIGHT 28
#define TITLE_HEIGHT 34
#define TILES_HEIGHT 74
#define HEADING_HEIGHT 32
#define LEGEND_HEIGHT 34
#define GAP 20
#define RADIUS 4
#define LEAST_TICK 3
#define LEAST_BAR 40
#define AMOUNT_FONT "Sans 9"
#define LEAST_WIDTH 620
#define SAVED_WIDTH 800

struct _SaysoStatistics
{
  GtkWidget parent_instance;

  SaysoVoices *voices;
  char        *title;
};

G_DEFINE_FINAL_TYPE (SaysoStatistics, sayso_statistics, GTK_TYPE_WIDGET)

/* In the order in which bars are stacked, with the share of the colour. */
static const struct
{
  SaysoKind kind;
  double    shade;
} kinds[] = {
  { SAYSO_KIND_DIRECT, 1 },
  { SAYSO_KIND_MIXED, 0.6 },
  { SAYSO_KIND_INDIRECT, 0.28 },
  { SAYSO_KIND_NONE, 0 },
};

typedef struct
{
  cairo_t *cairo;
  int      width, y;
  gboolean rtl;
  GdkRGBA  background, text, dim, speaker, claim, source, track;
} Page;

/* Where something of a width begins, that lies at x from the side where lines start. */
static double
place_x (const Page *page,
         double      x,
         double      width)
{
  return page->rtl ? page->width - x - width : x;
}

static PangoLayout *
new_layout (Page       *page,
            const char *text,
            const char *font)
{
  PangoLayout          *layout = pango_cairo_create_layout (page->cairo);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (description);
  return layout;
}

static int
text_width (Page       *page,
            const char *text,
            const char *font)
{
  g_autoptr (PangoLayout) layout = new_layout (page, text, font);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
draw_text (Page          *page,
           double         x,
           double         y,
           int            width,
           const char    *text,
           const char    *font,
           const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = new_layout (page, text, font);

  pango_context_set_base_dir (pango_layout_get_context (layout), page->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, page->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_auto_dir (layout, FALSE);
  gdk_cairo_set_source_rgba (page->cairo, colour);
  cairo_move_to (page->cairo, place_x (page, x, width), y);
  pango_cairo_show_layout (page->cairo, layout);
}

static void
rounded_path (Page  *page,
              double x,
              double y,
              double width,
              double height)
{
  double radius = MIN (RADIUS, MIN (width, height) / 2), left = place_x (page, x, width);

  cairo_new_sub_path (page->cairo);
  cairo_arc (page->cairo, left + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (page->cairo, left + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (page->cairo, left + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (page->cairo, left + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (page->cairo);
}

static void
fill_rounded (Page          *page,
              double         x,
              double         y,
              double         width,
              double         height,
              const GdkRGBA *colour)
{
  rounded_path (page, x, y, MAX (width, 1), height);
  gdk_cairo_set_source_rgba (page->cairo, colour);
  cairo_fill (page->cairo);
}

static GdkRGBA
mix (const GdkRGBA *colour,
     const GdkRGBA *background,
     double         share)
{
  return (GdkRGBA){ (float)(colour->red * share + background->red * (1 - share)), (float)(colour->green * share + background->green * (1 - share)),
                    (float)(colour->blue * share + background->blue * (1 - share)), 1 };
}

/* A bar of parts in shades of a colour; the outline holds the palest of them together. */
static void
draw_stack (Page          *page,
            double         x,
            double         y,
            double         width,
            double         height,
            const guint   *parts,
            guint          total,
            const GdkRGBA *colour)
{
  double at = x;

  if (total == 0)
    return;
  width = MAX (width, 2);
  cairo_save (page->cairo);
  rounded_path (page, x, y, width, height);
  cairo_clip (page->cairo);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      double  part = width * parts[kinds[i].kind] / total;
      GdkRGBA shade = mix (colour, &page->background, kinds[i].shade);

      gdk_cairo_set_source_rgba (page->cairo, &shade);
      cairo_rectangle (page->cairo, place_x (page, at, part), y, part, height);
      cairo_fill (page->cairo);
      at += part;
    }
  cairo_restore (page->cairo);
  rounded_path (page, x + 0.5, y + 0.5, MAX (width - 1, 1), height - 1);
  gdk_cairo_set_source_rgba (page->cairo, colour);
  cairo_set_line_width (page->cairo, 1);
  cairo_stroke (page->cairo);
}

static char *
dup_amount (const SaysoVoice *voice)
{
  g_autofree char *words = g_strdup_printf (g_dngettext (NULL, "%u word", "%u words", voice->n_words), voice->n_words);
  g_autofree char *claims = g_strdup_printf (g_dngettext (NULL, "%u claim", "%u claims", voice->n_claims), voice->n_claims);

  return g_strdup_printf ("%s · %s", words, claims);
}

static void
draw_places (Page             *page,
             const SaysoVoice *voice,
             double            x,
             double            width,
             const GdkRGBA    *colour)
{
  double middle = page->y + BAR_HEIGHT / 2.0;

  fill_rounded (page, x, middle - 1, width, 2, &page->track);
  for (guint i = 0; i < voice->places->len; i++)
    {
      SaysoPlace place = g_array_index (voice->places, SaysoPlace, i);
      double     from = place.start * width, wide = MAX ((place.end - place.start) * width, LEAST_TICK);

      fill_rounded (page, x + MIN (from, width - wide), page->y, wide, BAR_HEIGHT, colour);
    }
}

static int
places_width (const Page *page)
{
  return (page->width - 2 * MARGIN) * 3 / 10;
}

static void
draw_heading (Page       *page,
              const char *text,
              const char *places)
{
  int wide = places_width (page);

  draw_text (page, MARGIN, page->y, page->width - 2 * MARGIN - (places != NULL ? wide + COLUMN_GAP : 0), text, "Sans Bold 11", &page->text);
  if (places != NULL)
    draw_text (page, page->width - MARGIN - wide, page->y + 2, wide, places, "Sans 9", &page->dim);
  page->y += HEADING_HEIGHT;
}

static void
draw_note (Page       *page,
           const char *text)
{
  draw_text (page, MARGIN, page->y, page->width - 2 * MARGIN, text, "Sans 9", &page->dim);
  page->y += ROW_HEIGHT;
}

/* What the longest of the amounts beside the bars takes, in the language that they are in. */
static int
amounts_width (Page      *page,
               GPtrArray *voices)
{
  int widest = 0;

  for (guint i = 0; i < MIN (voices->len, MAX_ROWS); i++)
    {
      g_autofree char *amount = dup_amount (g_ptr_array_index (voices, i));

      widest = MAX (widest, text_width (page, amount, AMOUNT_FONT));
    }
  return widest + 1;
}

/* One row a voice: its words as a bar, by kind, and where it is heard. */
static void
draw_voices (Page          *page,
             GPtrArray     *voices,
             const GdkRGBA *bar,
             const GdkRGBA *tick)
{
  int   left = MARGIN + NAME_WIDTH, wide = places_width (page), label = amounts_width (page, voices);
  int   room = MAX (page->width - left - wide - COLUMN_GAP - MARGIN - 8 - label, LEAST_BAR);
  guint most = 1;

  for (guint i = 0; i < MIN (voices->len, MAX_ROWS); i++)
    most = MAX (most, ((SaysoVoice *)g_ptr_array_index (voices, i))->n_words);
  for (guint i = 0; i < MIN (voices->len, MAX_ROWS); i++)
    {
      const SaysoVoice *voice = g_ptr_array_index (voices, i);
      g_autofree char  *amount = dup_amount (voice);
      double            width = (double)room * voice->n_words / most;

      draw_text (page, MARGIN, page->y - 2, NAME_WIDTH - 12, voice->name, "Sans 10", voice->is_nobody ? &page->dim : &page->text);
      draw_stack (page, left, page->y, width, BAR_HEIGHT, voice->words, voice->n_words, bar);
      draw_text (page, left + MAX (width, 2) + 8, page->y - 1, label, amount, AMOUNT_FONT, &page->dim);
      draw_places (page, voice, page->width - MARGIN - wide, wide, tick);
      page->y += ROW_HEIGHT;
    }
  if (voices->len > MAX_ROWS)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", voices->len - MAX_ROWS), voices->len - MAX_ROWS);

      draw_note (page, more);
    }
  if (voices->len == 0)
    draw_note (page, _ ("None marked yet."));
  page->y += GAP;
}

static void
draw_tile (Page       *page,
           int         place,
           const char *number,
           const char *words)
{
  int room = (page->width - 2 * MARGIN) / 4;

  draw_text (page, MARGIN + place * room, page->y, room - 8, number, "Sans Bold 22", &page->text);
  draw_text (page, MARGIN + place * room, page->y + 38, room - 8, words, "Sans 9", &page->dim);
}

static void
draw_tiles (Page              *page,
            const SaysoVoices *voices)
{
  g_autofree char *claims = sayso_words_number (voices->n_claims);
  g_autofree char *speakers = sayso_words_number (voices->n_speakers);
  g_autofree char *sources = sayso_words_number (voices->sources->len);
  g_autofree char *share = sayso_words_confidence ((int)((guint64)voices->n_quoted * 1000 / MAX (voices->n_words, 1)));

  draw_tile (page, 0, claims, g_dngettext (NULL, "claim", "claims", voices->n_claims));
  draw_tile (page, 1, speakers, g_dngettext (NULL, "speaker", "speakers", voices->n_speakers));
  draw_tile (page, 2, sources, g_dngettext (NULL, "source", "sources", voices->sources->len));
  /* Translators: below a number like "48 %": how much of the article claims make up */
  draw_tile (page, 3, share, _ ("of all words stand in claims"));
  page->y += TILES_HEIGHT;
}

/* All claims in one bar, whose legend explains the bars of the speakers, too. */
static void
draw_kinds (Page              *page,
            const SaysoVoices *voices)
{
  int room = page->width - 2 * MARGIN, step = room / 4, x = MARGIN;

  draw_stack (page, MARGIN, page->y, room, BAR_HEIGHT + 4, voices->claims, voices->n_claims, &page->claim);
  page->y += BAR_HEIGHT + 14;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint            n = voices->claims[kinds[i].kind], one[SAYSO_N_KINDS] = { 0 };
      g_autofree char *share = sayso_words_confidence ((int)((guint64)n * 1000 / MAX (voices->n_claims, 1)));
      g_autofree char *number = sayso_words_number (n);
      g_autofree char *words = g_strdup_printf ("%s %s · %s", sayso_words_kind (kinds[i].kind), number, share);

      if (n == 0)
        continue;
      one[kinds[i].kind] = 1;
      draw_stack (page, x, page->y + 2, 12, 12, one, 1, &page->claim);
      draw_text (page, x + 19, page->y, step - 24, words, "Sans 9", &page->text);
      x += step;
    }
  page->y += LEGEND_HEIGHT + GAP;
}

/* On paper everything is in the light colours, whatever those of the window are. */
static void
choose_colours (SaysoStatistics *self,
                Page            *page,
                gboolean         on_paper)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  const struct
  {
    const char *name, *light;
    GdkRGBA    *colour;
  } colours[] = {
    { "sayso_pane", "#ffffff", &page->background },
    { "sayso_text", "#1c1c1e", &page->text },
    { "sayso_dim", "#5c5a61", &page->dim },
    { "sayso_speaker_line", "#9a4a00", &page->speaker },
    { "sayso_claim_line", "#1a5fb4", &page->claim },
    { "sayso_source_line", "#08664d", &page->source },
    { "sayso_track", "#d9d7d3", &page->track },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      gdk_rgba_parse (colours[i].colour, colours[i].light);
      if (!on_paper)
        gtk_style_context_lookup_color (context, colours[i].name, colours[i].colour);
    }
}

static void
draw (SaysoStatistics *self,
      cairo_t         *cairo,
      int              width,
      gboolean         on_paper)
{
  Page page = { cairo, width, MARGIN, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL };

  choose_colours (self, &page, on_paper);
  if (on_paper)
    {
      gdk_cairo_set_source_rgba (cairo, &page.background);
      cairo_paint (cairo);
    }
  draw_text (&page, MARGIN, page.y, width - 2 * MARGIN, self->title, "Sans Bold 13", &page.text);
  page.y += TITLE_HEIGHT;
  draw_tiles (&page, self->voices);
  draw_heading (&page, _ ("Who gets how many words"), _ ("Where in the article"));
  draw_voices (&page, self->voices->speakers, &page.claim, &page.speaker);
  draw_heading (&page, _ ("How claims are quoted"), NULL);
  draw_kinds (&page, self->voices);
  draw_heading (&page, _ ("What claims rest on"), _ ("Where in the article"));
  draw_voices (&page, self->voices->sources, &page.source, &page.source);
}

static int
rows_height (GPtrArray *voices)
{
  return (int)MAX (MIN (voices->len, MAX_ROWS + 1), 1) * ROW_HEIGHT + GAP;
}

static int
height_of (SaysoStatistics *self)
{
  return 2 * MARGIN + TITLE_HEIGHT + TILES_HEIGHT + 3 * HEADING_HEIGHT + rows_height (self->voices->speakers) + BAR_HEIGHT + 14 + LEGEND_HEIGHT + GAP + rows_height (self->voices->sources) - GAP;
}

static void
sayso_statistics_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  int      width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  draw (SAYSO_STATISTICS (widget), cairo, width, FALSE);
  cairo_destroy (cairo);
}

static void
sayso_statistics_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : height_of (SAYSO_STATISTICS (widget));
}

static void
sayso_statistics_finalize (GObject *object)
{
  g_clear_pointer (&SAYSO_STATISTICS (object)->voices, sayso_voices_free);
  g_free (SAYSO_STATISTICS (object)->title);
  G_OBJECT_CLASS (sayso_statistics_parent_class)->finalize (object);
}

static void
sayso_statistics_class_init (SaysoStatisticsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sayso_statistics_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = sayso_statistics_snapshot;
  GTK_WIDGET_CLASS (class)->measure = sayso_statistics_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sayso_statistics_init (SaysoStatistics *self)
{
}

/* The plots in words, for those who cannot see them. */
static void
describe (SaysoStatistics *self)
{
  SaysoVoices     *voices = self->voices;
  g_autofree char *head = g_strdup_printf (g_dngettext (NULL, "%u claim: %u direct, %u mixed, %u indirect.", "%u claims: %u direct, %u mixed, %u indirect.", voices->n_claims), voices->n_claims, voices->claims[SAYSO_KIND_DIRECT], voices->claims[SAYSO_KIND_MIXED], voices->claims[SAYSO_KIND_INDIRECT]);
  GString         *text = g_string_new (head);

  for (guint i = 0; i < MIN (voices->speakers->len, MAX_ROWS); i++)
    {
      const SaysoVoice *voice = g_ptr_array_index (voices->speakers, i);
      g_autofree char  *amount = dup_amount (voice);

      g_string_append_c (text, ' ');
      /* Translators: a name, and how many words and claims */
      g_string_append_printf (text, _ ("%s: %s."), voice->name, amount);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_string_free (text, TRUE);
}

GtkWidget *
sayso_statistics_new (SaysoDocument *document,
                      const char    *title)
{
  SaysoStatistics *self = g_object_new (SAYSO_TYPE_STATISTICS, NULL);

  self->voices = sayso_voices_new (document);
  self->title = g_strdup (title);
  describe (self);
  return GTK_WIDGET (self);
}

gboolean
sayso_statistics_save (SaysoStatistics *self,
                       const char      *path,
                       GError         **error)
{
  gboolean         is_png = g_str_has_suffix (path, ".png");
  int              scale = is_png ? 2 : 1;
  cairo_surface_t *surface = is_png ? cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SAVED_WIDTH * scale, height_of (self) * scale)
                                    : cairo_svg_surface_create (path, SAVED_WIDTH, height_of (self));
  cairo_t         *cairo = cairo_create (surface);
  cairo_status_t   status;

  g_return_val_if_fail (SAYSO_IS_STATISTICS (self), FALSE);

  cairo_scale (cairo, scale, scale);
  draw (self, cairo, SAVED_WIDTH, TRUE);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  if (status == CAIRO_STATUS_SUCCESS && is_png)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The picture “%s” cannot be written: %s. Your work is safe; choose another place."), path, cairo_status_to_string (status));
  return FALSE;
}
