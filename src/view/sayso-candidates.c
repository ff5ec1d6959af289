/* What a claim may link to, in the order a person should be offered it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-candidates.h"

#include "text/sayso-segment.h"
#include "view/sayso-words.h"

#include <string.h>

/* How far around a claim marks are looked for first, and at most. */
#define NEAR 4000
#define MAX_CANDIDATES 200

static void
candidate_free (gpointer data)
{
  SaysoCandidate *candidate = data;

  g_free (candidate->id);
  g_free (candidate->name);
  g_free (candidate->words);
  g_free (candidate);
}

SaysoCandidate *
sayso_candidate_new (const char *id,
                     SaysoSpan   span,
                     const char *name)
{
  SaysoCandidate *candidate = g_new0 (SaysoCandidate, 1);

  candidate->id = g_strdup (id);
  candidate->span = span;
  candidate->name = g_strdup (name);
  return candidate;
}

/* The gap between two spans; what lies inside the claim itself comes late. */
static guint
distance (SaysoSpan claim,
          SaysoSpan other)
{
  if (other.end <= claim.start)
    return claim.start - other.end;
  if (other.start >= claim.end)
    return other.start - claim.end;
  return 200;
}

static int
compare_distance (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  SaysoSpan claim = sayso_annotation_get_hull (user_data);
  guint     left = distance (claim, sayso_annotation_get_hull (*(SaysoAnnotation *const *)a));
  guint     right = distance (claim, sayso_annotation_get_hull (*(SaysoAnnotation *const *)b));

  return left < right ? -1 : left > right;
}

static void
keep_targets (GPtrArray    *annotations,
              SaysoLinkType type)
{
  guint n_kept = 0;

  for (guint i = 0; i < annotations->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (g_ptr_array_index (annotations, i));

      if (record->type == sayso_link_type_target (type) && record->status != SAYSO_STATUS_REJECTED)
        annotations->pdata[n_kept++] = annotations->pdata[i];
    }
  g_ptr_array_set_size (annotations, (int)n_kept);
}

/* Marks around the claim; the whole article only where there are few. */
static GPtrArray *
find_around (SaysoDocument   *document,
             SaysoAnnotation *claim,
             SaysoLinkType    type)
{
  SaysoSpan hull = sayso_annotation_get_hull (claim);
  guint     length = sayso_text_get_length (sayso_document_get_text (document));

  for (guint reach = NEAR;; reach *= 8)
    {
      SaysoSpan  around = { hull.start > reach ? hull.start - reach : 0, MIN (length, hull.end + reach) };
      GPtrArray *found = sayso_document_find_overlapping (document, around);

      keep_targets (found, type);
      if (found->len >= 30 || (around.start == 0 && around.end == length))
        return found;
      g_ptr_array_unref (found);
    }
}

GPtrArray *
sayso_candidates_list (SaysoDocument   *document,
                       SaysoAnnotation *claim,
                       SaysoLinkType    type)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (GPtrArray) found = find_around (document, claim, type);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_sort_with_data (found, compare_distance, claim);
  for (guint i = 0; i < found->len && candidates->len < MAX_CANDIDATES; i++)
    {
      SaysoAnnotation *mention = g_ptr_array_index (found, i);
      g_autofree char *name = sayso_words_mention (document, mention);
      g_autofree char *words = sayso_words_snippet (document, mention, 80);
      SaysoCandidate  *candidate;

      if (g_hash_table_contains (names, name))
        continue;
      candidate = sayso_candidate_new (sayso_item_get_id (SAYSO_ITEM (mention)), sayso_annotation_get_hull (mention), name);
      if (!g_str_equal (name, words))
        candidate->words = g_steal_pointer (&words);
      g_hash_table_add (names, candidate->name);
      g_ptr_array_add (candidates, candidate);
    }
  return candidates;
}

static gboolean
is_listed (GPtrArray *candidates,
           SaysoSpan  place)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      if (sayso_span_overlaps (((SaysoCandidate *)g_ptr_array_index (candidates, i))->span, place))
        return TRUE;
    }
  return FALSE;
}

static SaysoAnnotation *
find_speaker_at (SaysoDocument *document,
                 SaysoSpan      place)
{
  g_autoptr (GPtrArray) there = sayso_document_find_overlapping (document, place);

  keep_targets (there, SAYSO_LINK_SAID_BY);
  return there->len > 0 ? g_ptr_array_index (there, 0) : NULL;
}

static void
add_mention (GPtrArray       *candidates,
             SaysoDocument   *document,
             SaysoAnnotation *mention)
{
  g_autofree char *name = sayso_words_mention (document, mention);

  if (!is_listed (candidates, sayso_annotation_get_hull (mention)))
    g_ptr_array_add (candidates, sayso_candidate_new (sayso_item_get_id (SAYSO_ITEM (mention)), sayso_annotation_get_hull (mention), name));
}

GPtrArray *
sayso_candidates_list_ranked (SaysoDocument   *document,
                              SaysoAnnotation *claim,
                              const SaysoSpan *ranked,
                              guint            n_ranked)
{
  GPtrArray       *candidates = g_ptr_array_new_with_free_func (candidate_free);
  SaysoAnnotation *speaker = sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY);
  g_autoptr (GPtrArray) nearest = sayso_candidates_list (document, claim, SAYSO_LINK_SAID_BY);

  if (speaker != NULL)
    add_mention (candidates, document, speaker);
  for (guint i = 0; i < n_ranked; i++)
    {
      SaysoAnnotation *mention = find_speaker_at (document, ranked[i]);
      g_autofree char *words = sayso_text_slice (sayso_document_get_text (document), ranked[i]);

      if (mention != NULL)
        add_mention (candidates, document, mention);
      else if (!is_listed (candidates, ranked[i]))
        g_ptr_array_add (candidates, sayso_candidate_new (NULL, ranked[i], words));
    }
  for (guint i = 0; i < nearest->len; i++)
    {
      const SaysoCandidate *near = g_ptr_array_index (nearest, i);

      if (!is_listed (candidates, near->span))
        g_ptr_array_add (candidates, sayso_candidate_new (near->id, near->span, near->name));
    }
  return candidates;
}

/* ASCII case folding keeps byte offsets, so a find is a place. */
static const char *
find_folded (const char *haystack,
             gsize       length,
             const char *needle)
{
  gsize n_needle = strlen (needle);

  for (gsize i = 0; i + n_needle <= length; i++)
    {
      if (g_ascii_strncasecmp (haystack + i, needle, n_needle) == 0)
        return haystack + i;
    }
  return NULL;
}

gboolean
sayso_candidates_find_words (SaysoDocument   *document,
                             SaysoAnnotation *claim,
                             const char      *words,
                             SaysoSpan       *span)
{
  SaysoText  *text = sayso_document_get_text (document);
  const char *utf8 = sayso_text_get_utf8 (text);
  SaysoSpan   hull = sayso_annotation_get_hull (claim);
  gsize       start = sayso_text_to_byte (text, hull.start > NEAR ? hull.start - NEAR : 0);
  gsize       end = sayso_text_to_byte (text, hull.end + NEAR);
  guint       best = G_MAXUINT;

  for (const char *p = utf8 + start; (p = find_folded (p, end - (gsize)(p - utf8), words)) != NULL; p++)
    {
      SaysoSpan found = { sayso_text_from_byte (text, (gsize)(p - utf8)), sayso_text_from_byte (text, (gsize)(p - utf8) + strlen (words)) };

      if (distance (hull, found) < best)
        {
          best = distance (hull, found);
          *span = found;
        }
    }
  return best != G_MAXUINT;
}

SaysoAnnotation *
sayso_candidates_in_sentence (SaysoDocument   *document,
                              SaysoAnnotation *claim,
                              SaysoLinkType    type)
{
  SaysoSpan hull = sayso_annotation_get_hull (claim);
  SaysoSpan sentence = hull, last;
  g_autoptr (GPtrArray) found = NULL;
  SaysoAnnotation *best = NULL;
  guint            best_distance = G_MAXUINT;

  if (sayso_segment_at (sayso_document_get_text (document), SAYSO_SEGMENT_SENTENCE, hull.start, &last))
    sentence = (SaysoSpan){ MIN (sentence.start, last.start), MAX (sentence.end, last.end) };
  if (sayso_segment_at (sayso_document_get_text (document), SAYSO_SEGMENT_SENTENCE, hull.end, &last))
    sentence.end = MAX (sentence.end, last.end);
  found = sayso_document_find_overlapping (document, sentence);
  keep_targets (found, type);
  for (guint i = 0; i < found->len; i++)
    {
      SaysoSpan place = sayso_annotation_get_hull (g_ptr_array_index (found, i));

      if (!sayso_span_overlaps (hull, place) && distance (hull, place) < best_distance)
        {
          best = g_ptr_array_index (found, i);
          best_distance = distance (hull, place);
        }
    }
  return best;
}
