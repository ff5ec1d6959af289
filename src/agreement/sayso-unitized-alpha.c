/* Krippendorff's alpha for unitizing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement/sayso-unitized-alpha.h"

#include <math.h>

/* The continuum as one observer cut it: pieces, and the gaps around them. */
typedef struct
{
  SaysoPiece place;
  gboolean   is_gap;
} Section;

static void
add_section (GArray  *sections,
             guint64  start,
             guint64  end,
             gboolean is_gap)
{
  Section section = { { start, end }, is_gap };

  if (start < end)
    g_array_append_val (sections, section);
}

static GArray *
cut (GArray *pieces,
     guint64 length)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (Section));
  guint64 at = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      SaysoPiece piece = g_array_index (pieces, SaysoPiece, i);

      add_section (sections, at, piece.start, TRUE);
      add_section (sections, piece.start, piece.end, FALSE);
      at = piece.end;
    }
  add_section (sections, at, length, TRUE);
  return sections;
}

static double
square (double x)
{
  return x * x;
}

/* Of two sections that intersect. */
static double
difference (const Section *a,
            const Section *b)
{
  const Section *piece = a->is_gap ? b : a, *gap = a->is_gap ? a : b;

  if (!a->is_gap && !b->is_gap)
    return square ((double)a->place.start - b->place.start) + square ((double)a->place.end - b->place.end);
  if (piece->is_gap || piece->place.start < gap->place.start || piece->place.end > gap->place.end)
    return 0;
  return square (piece->place.end - piece->place.start);
}

static double
observed_disagreement (GArray *first,
                       GArray *second,
                       guint64 length)
{
  double sum = 0;
  guint  i = 0, j = 0;

  while (i < first->len && j < second->len)
    {
      const Section *a = &g_array_index (first, Section, i), *b = &g_array_index (second, Section, j);

      sum += difference (a, b);
      i += a->place.end <= b->place.end;
      j += b->place.end <= a->place.end;
    }
  return sum / square (length);
}

static int
compare_longer_cb (gconstpointer a,
                   gconstpointer b)
{
  const guint64 *x = a, *y = b;

  return *x > *y ? -1 : *x < *y;
}

static void
collect_lengths (GArray  *sections,
                 gboolean of_gaps,
                 GArray  *lengths)
{
  for (guint i = 0; i < sections->len; i++)
    {
      const Section *section = &g_array_index (sections, Section, i);
      guint64        length = section->place.end - section->place.start;

      if (section->is_gap == of_gaps)
        g_array_append_val (lengths, length);
    }
}

/* What chance gives: each piece against each other one, and in each gap that it fits into. */
static double
expected_disagreement (GArray *first,
                       GArray *second,
                       guint64 length)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (guint64));
  double sum = 0, within = 0, longer = 0, both = 2.0 * length;
  guint  n_longer = 0;

  collect_lengths (first, FALSE, pieces);
  collect_lengths (second, FALSE, pieces);
  collect_lengths (first, TRUE, gaps);
  collect_lengths (second, TRUE, gaps);
  g_array_sort (pieces, compare_longer_cb);
  g_array_sort (gaps, compare_longer_cb);
  for (guint i = 0; i < pieces->len; i++)
    {
      double l = g_array_index (pieces, guint64, i);

      for (; n_longer < gaps->len && g_array_index (gaps, guint64, n_longer) >= l; n_longer++)
        longer += g_array_index (gaps, guint64, n_longer);
      sum += (pieces->len - 1) / 3.0 * (2 * l * l * l - 3 * l * l + l) + l * l * (longer - n_longer * (l - 1));
      within += l * (l - 1);
    }
  return 2.0 / length * sum / (both * (both - 1) - within);
}

double
sayso_unitized_alpha (GArray *first,
                      GArray *second,
                      guint64 length)
{
  g_autoptr (GArray) a = cut (first, length);
  g_autoptr (GArray) b = cut (second, length);

  if (first->len == 0 && second->len == 0)
    return NAN;
  return 1 - observed_disagreement (a, b, length) / expected_disagreement (a, b, length);
}
