/* The places that get letters: who may have said a claim, and where its words may begin and end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "extract/sayso-mentions.h"
#include "view/sayso-candidates.h"
#include "view/sayso-letters.h"

#include <string.h>

/* Code points on either side of a claim where its speaker is looked for. */
#define SPEAKER_REACH 1500
/* A quotation mark or two, with a comma or a full stop. */
#define MOST_MARKS 3
/* As many as have a letter of their own. */
#define MAX_SPEAKERS 26

static gboolean
overlaps_any (GArray   *spans,
              SaysoSpan span)
{
  for (guint i = 0; i < spans->len; i++)
    if (sayso_span_overlaps (g_array_index (spans, SaysoSpan, i), span))
      return TRUE;
  return FALSE;
}

static gboolean
is_in_claim (const SaysoAnnotationRecord *claim,
             SaysoSpan                    span)
{
  for (guint i = 0; i < claim->n_spans; i++)
    if (sayso_span_overlaps (claim->spans[i], span))
      return TRUE;
  return FALSE;
}

static guint
distance (SaysoSpan hull,
          SaysoSpan span)
{
  return span.start >= hull.end ? span.start - hull.end : hull.start >= span.end ? hull.start - span.end
                                                                                 : 0;
}

static int
compare_distance (gconstpointer a,
                  gconstpointer b,
                  gpointer      hull)
{
  guint left = distance (*(const SaysoSpan *)hull, *(const SaysoSpan *)a), right = distance (*(const SaysoSpan *)hull, *(const SaysoSpan *)b);

  return left < right ? -1 : left > right;
}

/* Whoever else is mentioned around, the nearest first; neither in the claim nor the speaker that it has. */
static void
add_mentions (SaysoWindow     *self,
              SaysoAnnotation *claim,
              GArray          *places)
{
  SaysoText       *text = sayso_document_get_text (self->document);
  SaysoAnnotation *speaker = sayso_document_get_first_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  SaysoExtractor  *extractor = sayso_window_get_extractor (NULL);
  SaysoSpan        hull = sayso_annotation_get_hull (claim);
  SaysoSpan        around = sayso_window_stretch_around (text, hull, SPEAKER_REACH, SPEAKER_REACH);
  g_autofree char *words = sayso_text_slice (text, around);
  g_autoptr (GArray) mentions = NULL;

  if (extractor == NULL || hull.end - hull.start > SAYSO_SEGMENT_REACH)
    return;
  mentions = sayso_mentions_find (sayso_extractor_get_syntax (extractor), words, strlen (words));
  for (guint i = 0; i < mentions->len; i++)
    {
      g_array_index (mentions, SaysoSpan, i).start += around.start;
      g_array_index (mentions, SaysoSpan, i).end += around.start;
    }
  g_array_sort_with_data (mentions, compare_distance, &hull);
  for (guint i = 0; i < mentions->len && places->len < MAX_SPEAKERS; i++)
    {
      SaysoSpan span = g_array_index (mentions, SaysoSpan, i);

      if (!is_in_claim (sayso_annotation_get (claim), span) && !overlaps_any (places, span)
          && (speaker == NULL || !sayso_span_overlaps (sayso_annotation_get_hull (speaker), span)))
        g_array_append_val (places, span);
    }
}

GArray *
sayso_window_list_speaker_places (SaysoWindow     *self,
                                  SaysoAnnotation *claim)
{
  GArray          *places = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  SaysoAnnotation *speaker = sayso_document_get_first_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  SaysoSpan        hull = sayso_annotation_get_hull (claim);
  g_autoptr (GPtrArray) candidates = sayso_window_list_speakers (self, claim);

  for (guint i = speaker != NULL; i < candidates->len && places->len < MAX_SPEAKERS; i++)
    {
      SaysoSpan span = ((SaysoCandidate *)g_ptr_array_index (candidates, i))->span;

      if (distance (hull, span) <= SPEAKER_REACH)
        g_array_append_val (places, span);
    }
  add_mentions (self, claim, places);
  return places;
}

/* What a phrase begins or ends with is likelier than the word next to it. */
static guint
rank_place (SaysoText *text,
            guint      from,
            guint      place,
            gboolean   is_end)
{
  guint apart = place > from ? place - from : from - place;
  guint phrase = is_end ? sayso_segment_next_end (text, SAYSO_SEGMENT_PHRASE, place > 0 ? place - 1 : 0) : sayso_segment_previous_start (text, SAYSO_SEGMENT_PHRASE, place + 1);

  return phrase == place ? apart / 4 : apart;
}

typedef struct
{
  guint rank, place;
} Place;

static int
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const Place *left = a, *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return left->place < right->place ? -1 : left->place > right->place;
}

/* With the quotation mark that begins or ends right there. */
static guint
with_mark (SaysoText *text,
           guint      place,
           gboolean   is_end)
{
  SaysoSpan quotation;

  if (!sayso_segment_at (text, SAYSO_SEGMENT_QUOTATION, is_end ? place - 1 : place, &quotation))
    return place;
  if (!is_end && quotation.start < place && place - quotation.start <= MOST_MARKS)
    return quotation.start;
  if (is_end && quotation.end > place && quotation.end - place <= MOST_MARKS && !g_unichar_isalnum (sayso_text_get_char (text, quotation.end - 1)))
    return quotation.end;
  return place;
}

GArray *
sayso_window_list_word_places (SaysoText *text,
                               SaysoSpan  range,
                               guint      from,
                               gboolean   is_end)
{
  GArray   *spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  guint     at = range.start;
  SaysoSpan first;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  if (!is_end && sayso_segment_at (text, SAYSO_SEGMENT_WORD, at, &first) && first.start == at)
    {
      Place found = { rank_place (text, from, at, FALSE), at };

      g_array_append_val (places, found);
    }
  while (at < range.end && places->len < SAYSO_LETTERS_MAX)
    {
      guint place = is_end ? sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, at) : sayso_segment_next_start (text, SAYSO_SEGMENT_WORD, at);
      Place found = { rank_place (text, from, place, is_end), place };

      if (place <= at || place > range.end)
        break;
      g_array_append_val (places, found);
      at = place;
    }
  g_array_sort (places, compare_rank);
  for (guint i = 0; i < places->len; i++)
    {
      guint     place = g_array_index (places, Place, i).place;
      SaysoSpan span = { with_mark (text, place, is_end), 0 };

      span.end = span.start;
      g_array_append_val (spans, span);
    }
  return spans;
}
