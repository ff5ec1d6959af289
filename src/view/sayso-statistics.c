/* What an article is made of, as plots.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-statistics.h"

#include "view/sayso-words.h"

#include <cairo-svg.h>
#include <glib/gi18n.h>

#define MAX_BARS 8
#define MARGIN 24
#define NAME_WIDTH 190
#define BAR_HEIGHT 16
#define ROW_HEIGHT 26
#define HEADING_HEIGHT 34
#define GAP 22
#define SAVED_WIDTH 760

typedef struct
{
  char   *name;
  guint   n_words, n_claims;
  GArray *places; /* of double: where in the article, 0 to 1 */
} Voice;

struct _SaysoStatistics
{
  GtkWidget parent_instance;

  GPtrArray *speakers, *sources; /* of Voice, most words first */
  guint      kinds[4];
  guint      n_claims;
};

G_DEFINE_FINAL_TYPE (SaysoStatistics, sayso_statistics, GTK_TYPE_WIDGET)

static void
voice_free (gpointer data)
{
  Voice *voice = data;

  g_free (voice->name);
  g_array_unref (voice->places);
  g_free (voice);
}

static guint
count_words (const char *text)
{
  guint    n_words = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_word = g_unichar_isalnum (g_utf8_get_char (p)) || g_utf8_get_char (p) == '\'' || g_utf8_get_char (p) == 0x2019;

      n_words += is_word && !inside;
      inside = is_word;
    }
  return n_words;
}

static void
add_to (GPtrArray  *voices,
        GHashTable *by_name,
        const char *name,
        guint       n_words,
        double      place)
{
  Voice *voice = g_hash_table_lookup (by_name, name);

  if (voice == NULL)
    {
      voice = g_new0 (Voice, 1);
      voice->name = g_strdup (name);
      voice->places = g_array_new (FALSE, FALSE, sizeof (double));
      g_ptr_array_add (voices, voice);
      g_hash_table_insert (by_name, voice->name, voice);
    }
  voice->n_words += n_words;
  voice->n_claims++;
  g_array_append_val (voice->places, place);
}

static int
compare_voices (gconstpointer a,
                gconstpointer b)
{
  const Voice *left = *(Voice *const *)a, *right = *(Voice *const *)b;

  if (left->n_words != right->n_words)
    return left->n_words < right->n_words ? 1 : -1;
  return g_utf8_collate (left->name, right->name);
}

static void
count (SaysoStatistics *self,
       SaysoDocument   *document)
{
  GListModel *claims = sayso_document_get_claims (document);
  guint       length = MAX (sayso_text_get_length (sayso_document_get_text (document)), 1);
  g_autoptr (GHashTable) speakers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
      g_autofree char             *exact = sayso_document_dup_exact (document, claim);
      g_autofree char             *speaker = sayso_words_speaker (document, claim);
      g_autofree char             *source = sayso_words_source (document, claim);
      double                       place = (double)sayso_annotation_get_hull (claim).start / length;

      if (record->status == SAYSO_STATUS_REJECTED)
        continue;
      self->n_claims++;
      self->kinds[record->kind]++;
      add_to (self->speakers, speakers, speaker != NULL ? speaker : _ ("No speaker"), count_words (exact), place);
      if (source != NULL)
        add_to (self->sources, sources, source, count_words (exact), place);
    }
  g_ptr_array_sort (self->speakers, compare_voices);
  g_ptr_array_sort (self->sources, compare_voices);
}

typedef struct
{
  cairo_t *cairo;
  int      width, y;
  GdkRGBA  background, text, dim, speaker, claim, source, track;
} Page;

static void
draw_text (Page       *page,
           int         x,
           int         y,
           int         width,
           const char *text,
           const char *font,
           GdkRGBA    *colour)
{
  PangoLayout          *layout = pango_cairo_create_layout (page->cairo);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  gdk_cairo_set_source_rgba (page->cairo, colour);
  cairo_move_to (page->cairo, x, y);
  pango_cairo_show_layout (page->cairo, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
draw_bar (Page    *page,
          double   x,
          double   y,
          double   width,
          double   height,
          GdkRGBA *colour)
{
  gdk_cairo_set_source_rgba (page->cairo, colour);
  cairo_rectangle (page->cairo, x, y, MAX (width, 1), height);
  cairo_fill (page->cairo);
}

static void
draw_heading (Page       *page,
              const char *text)
{
  draw_text (page, MARGIN, page->y, page->width - 2 * MARGIN, text, "Sans Bold 12", &page->text);
  page->y += HEADING_HEIGHT;
}

/* One row a voice: its words as a bar, and below it a tick wherever it is heard. */
static void
draw_voices (Page      *page,
             GPtrArray *voices,
             GdkRGBA   *colour)
{
  int   left = MARGIN + NAME_WIDTH, room = page->width - left - MARGIN - 130;
  guint most = voices->len > 0 ? MAX (((Voice *)g_ptr_array_index (voices, 0))->n_words, 1) : 1;

  for (guint i = 0; i < MIN (voices->len, MAX_BARS); i++)
    {
      const Voice     *voice = g_ptr_array_index (voices, i);
      g_autofree char *words = g_strdup_printf (_ ("%u words, %u claims"), voice->n_words, voice->n_claims);
      double           width = (double)room * voice->n_words / most;

      draw_text (page, MARGIN, page->y - 2, NAME_WIDTH - 12, voice->name, "Sans 10", &page->text);
      draw_bar (page, left, page->y, width, BAR_HEIGHT, colour);
      draw_text (page, left + (int)width + 8, page->y - 1, 130, words, "Sans 9", &page->dim);
      page->y += ROW_HEIGHT;
    }
  if (voices->len > MAX_BARS)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), voices->len - MAX_BARS);

      draw_text (page, left, page->y - 2, room, more, "Sans 9", &page->dim);
      page->y += ROW_HEIGHT;
    }
  if (voices->len == 0)
    {
      draw_text (page, MARGIN, page->y, room, _ ("None marked yet."), "Sans 10", &page->dim);
      page->y += ROW_HEIGHT;
    }
  page->y += GAP;
}

static void
draw_places (Page      *page,
             GPtrArray *voices)
{
  int left = MARGIN + NAME_WIDTH, room = page->width - left - MARGIN;

  for (guint i = 0; i < MIN (voices->len, MAX_BARS); i++)
    {
      const Voice *voice = g_ptr_array_index (voices, i);

      draw_text (page, MARGIN, page->y - 2, NAME_WIDTH - 12, voice->name, "Sans 10", &page->text);
      draw_bar (page, left, page->y + BAR_HEIGHT / 2.0, room, 1, &page->track);
      for (guint j = 0; j < voice->places->len; j++)
        draw_bar (page, left + g_array_index (voice->places, double, j) * (room - 4), page->y, 4, BAR_HEIGHT, &page->speaker);
      page->y += ROW_HEIGHT;
    }
  page->y += GAP;
}

static void
draw_kinds (SaysoStatistics *self,
            Page            *page)
{
  static const SaysoKind kinds[] = { SAYSO_KIND_DIRECT, SAYSO_KIND_MIXED, SAYSO_KIND_INDIRECT };
  int                    x = MARGIN, room = page->width - 2 * MARGIN;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && self->n_claims > 0; i++)
    {
      int              width = (int)((double)room * self->kinds[kinds[i]] / self->n_claims);
      g_autofree char *words = g_strdup_printf ("%s %u", sayso_words_kind (kinds[i]), self->kinds[kinds[i]]);
      GdkRGBA          colour = page->claim;

      colour.alpha *= 1 - 0.32f * i;
      if (width == 0)
        continue;
      draw_bar (page, x, page->y, width - 2, BAR_HEIGHT, &colour);
      draw_text (page, x, page->y + BAR_HEIGHT + 3, MAX (width - 6, 20), words, "Sans 9", &page->dim);
      x += width;
    }
  page->y += ROW_HEIGHT + 14 + GAP;
}

static int
draw (SaysoStatistics *self,
      cairo_t         *cairo,
      int              width,
      gboolean         with_background)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  Page             page = { cairo, width, MARGIN };
  const struct
  {
    const char *name;
    GdkRGBA    *colour;
  } colours[] = {
    { "sayso_pane", &page.background },
    { "sayso_text", &page.text },
    { "sayso_dim", &page.dim },
    { "sayso_speaker_line", &page.speaker },
    { "sayso_claim_line", &page.claim },
    { "sayso_source_line", &page.source },
    { "sayso_track", &page.track },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      *colours[i].colour = (GdkRGBA){ 0.4f, 0.4f, 0.4f, 1 };
      gtk_style_context_lookup_color (context, colours[i].name, colours[i].colour);
    }
  if (with_background)
    {
      gdk_cairo_set_source_rgba (cairo, &page.background);
      cairo_paint (cairo);
    }
  draw_heading (&page, _ ("Who gets how many words"));
  draw_voices (&page, self->speakers, &page.speaker);
  draw_heading (&page, _ ("Where each voice is heard, from the first line to the last"));
  draw_places (&page, self->speakers);
  draw_heading (&page, _ ("How claims are quoted"));
  draw_kinds (self, &page);
  draw_heading (&page, _ ("What claims rest on"));
  draw_voices (&page, self->sources, &page.source);
  return page.y;
}

static int
height_of (SaysoStatistics *self)
{
  int speakers = (int)MIN (self->speakers->len, MAX_BARS), sources = (int)MIN (self->sources->len, MAX_BARS);

  return MARGIN * 2 + 4 * (HEADING_HEIGHT + GAP) + (2 * MAX (speakers, 1) + MAX (sources, 1) + 4) * ROW_HEIGHT + 14;
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
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : height_of (SAYSO_STATISTICS (widget));
}

static void
sayso_statistics_finalize (GObject *object)
{
  g_ptr_array_unref (SAYSO_STATISTICS (object)->speakers);
  g_ptr_array_unref (SAYSO_STATISTICS (object)->sources);
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
  self->speakers = g_ptr_array_new_with_free_func (voice_free);
  self->sources = g_ptr_array_new_with_free_func (voice_free);
}

/* The plots in words, for those who cannot see them. */
static void
describe (SaysoStatistics *self)
{
  g_autofree char *head = g_strdup_printf (_ ("%u claims: %u direct, %u mixed, %u indirect."), self->n_claims, self->kinds[SAYSO_KIND_DIRECT], self->kinds[SAYSO_KIND_MIXED], self->kinds[SAYSO_KIND_INDIRECT]);
  GString         *text = g_string_new (head);

  for (guint i = 0; i < MIN (self->speakers->len, MAX_BARS); i++)
    {
      const Voice *voice = g_ptr_array_index (self->speakers, i);

      g_string_append_printf (text, _ (" %s: %u words in %u claims."), voice->name, voice->n_words, voice->n_claims);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_string_free (text, TRUE);
}

GtkWidget *
sayso_statistics_new (SaysoDocument *document)
{
  SaysoStatistics *self = g_object_new (SAYSO_TYPE_STATISTICS, NULL);

  count (self, document);
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
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The picture “%s” cannot be written: %s."), path, cairo_status_to_string (status));
  return FALSE;
}
