/* How well two annotation sets agree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement/sayso-agreement.h"

#include "agreement/sayso-unitized-alpha.h"
#include "text/sayso-span-index.h"

#include <math.h>

/* Per type: tokens by who marked them; bit 0: the first set, bit 1: the second. */
typedef guint64 TokenCounts[4];

struct _SaysoAgreement
{
  SaysoAgreementCounts annotations[SAYSO_N_ANNOTATION_TYPES];
  SaysoAgreementCounts links[SAYSO_N_LINK_TYPES];
  TokenCounts          tokens[SAYSO_N_ANNOTATION_TYPES];
  GArray              *pieces[2][SAYSO_N_ANNOTATION_TYPES]; /* SaysoPiece, of all articles */
  guint64              length;                              /* of all articles */
};

/* What is compared: an annotation, or a link with its two ends. */
typedef struct
{
  const SaysoAnnotationRecord *from;
  const SaysoAnnotationRecord *to; /* NULL: no link */
} Mark;

SaysoAgreement *
sayso_agreement_new (void)
{
  SaysoAgreement *self = g_new0 (SaysoAgreement, 1);

  for (guint which = 0; which < 2; which++)
    for (guint type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
      self->pieces[which][type] = g_array_new (FALSE, FALSE, sizeof (SaysoPiece));
  return self;
}

void
sayso_agreement_free (SaysoAgreement *self)
{
  for (guint which = 0; which < 2; which++)
    for (guint type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
      g_array_unref (self->pieces[which][type]);
  g_free (self);
}

static gboolean
counts (const SaysoAnnotationRecord *record)
{
  return record != NULL && record->status != SAYSO_STATUS_REJECTED && record->n_spans > 0;
}

static GArray *
collect_annotations (GPtrArray          *records,
                     const char         *set,
                     SaysoAnnotationType type)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  for (guint i = 0; i < records->len; i++)
    {
      const SaysoAnnotationRecord *record = records->pdata[i];
      Mark                         mark = { record, NULL };

      if (record->head.table == SAYSO_TABLE_ANNOTATIONS && record->type == type && g_str_equal (record->set, set) && counts (record))
        g_array_append_val (marks, mark);
    }
  return marks;
}

static GArray *
collect_links (GPtrArray    *records,
               GHashTable   *annotations,
               const char   *set,
               SaysoLinkType type)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  for (guint i = 0; i < records->len; i++)
    {
      const SaysoLinkRecord *record = records->pdata[i];
      Mark                   mark;

      if (record->head.table != SAYSO_TABLE_LINKS || record->type != type || !g_str_equal (record->set, set))
        continue;
      mark.from = g_hash_table_lookup (annotations, record->from);
      mark.to = g_hash_table_lookup (annotations, record->to);
      if (counts (mark.from) && counts (mark.to))
        g_array_append_val (marks, mark);
    }
  return marks;
}

static void
append_place (GString                     *key,
              const SaysoAnnotationRecord *record)
{
  for (guint i = 0; record != NULL && i < record->n_spans; i++)
    g_string_append_printf (key, "%u-%u ", record->spans[i].start, record->spans[i].end);
  g_string_append_c (key, '/');
}

static char *
place_of (const Mark *mark)
{
  GString *key = g_string_new (NULL);

  append_place (key, mark->from);
  append_place (key, mark->to);
  return g_string_free (key, FALSE);
}

/* Pairs of the same place, each mark in one pair at most. */
static guint
count_same (GArray *first,
            GArray *second)
{
  g_autoptr (GHashTable) free_places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_same = 0;

  for (guint i = 0; i < first->len; i++)
    {
      char *place = place_of (&g_array_index (first, Mark, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (free_places, place));

      g_hash_table_replace (free_places, place, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < second->len; i++)
    {
      g_autofree char *place = place_of (&g_array_index (second, Mark, i));
      guint            n = GPOINTER_TO_UINT (g_hash_table_lookup (free_places, place));

      if (n == 0)
        continue;
      g_hash_table_replace (free_places, g_steal_pointer (&place), GUINT_TO_POINTER (n - 1));
      n_same++;
    }
  return n_same;
}

static gboolean
overlap (const SaysoAnnotationRecord *a,
         const SaysoAnnotationRecord *b)
{
  for (guint i = 0; i < a->n_spans; i++)
    for (guint j = 0; j < b->n_spans; j++)
      if (sayso_span_overlaps (a->spans[i], b->spans[j]))
        return TRUE;
  return FALSE;
}

typedef struct
{
  const Mark *mark;
  gboolean    is_met;
} Meeting;

/* The other mark's first end overlaps already. */
static gboolean
meet_cb (SaysoSpan span,
         gpointer  owner,
         gpointer  user_data)
{
  const Mark *other = owner;
  Meeting    *meeting = user_data;

  meeting->is_met = other->to == NULL || overlap (meeting->mark->to, other->to);
  return !meeting->is_met;
}

static guint
count_met (GArray *marks,
           GArray *others)
{
  g_autoptr (SaysoSpanIndex) index = sayso_span_index_new ();
  guint n_met = 0;

  for (guint i = 0; i < others->len; i++)
    {
      Mark *other = &g_array_index (others, Mark, i);

      for (guint j = 0; j < other->from->n_spans; j++)
        sayso_span_index_add (index, other->from->spans[j], other);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      Meeting meeting = { &g_array_index (marks, Mark, i), FALSE };

      for (guint j = 0; j < meeting.mark->from->n_spans && !meeting.is_met; j++)
        sayso_span_index_foreach_overlapping (index, meeting.mark->from->spans[j], meet_cb, &meeting);
      n_met += meeting.is_met;
    }
  return n_met;
}

static void
add_counts (SaysoAgreementCounts *sum,
            GArray               *first,
            GArray               *second)
{
  sum->n_first += first->len;
  sum->n_second += second->len;
  sum->n_same += count_same (first, second);
  sum->n_first_met += count_met (first, second);
  sum->n_second_met += count_met (second, first);
}

static int
compare_spans_cb (gconstpointer a,
                  gconstpointer b)
{
  return sayso_span_compare (*(const SaysoSpan *)a, *(const SaysoSpan *)b);
}

/* The spans of all marks in the order of the text; those that overlap are one. */
static GArray *
flatten (GArray *marks)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  guint   kept = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      g_array_append_vals (spans, mark->from->spans, mark->from->n_spans);
    }
  g_array_sort (spans, compare_spans_cb);
  for (guint i = 0; i < spans->len; i++)
    {
      SaysoSpan  span = g_array_index (spans, SaysoSpan, i);
      SaysoSpan *last = kept > 0 ? &g_array_index (spans, SaysoSpan, kept - 1) : NULL;

      if (last != NULL && span.start < last->end)
        last->end = MAX (last->end, span.end);
      else
        g_array_index (spans, SaysoSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
  return spans;
}

/* What stands between white space. */
static GArray *
cut_tokens (SaysoText *text)
{
  GArray   *tokens = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  SaysoSpan token = { 0, 0 };
  guint     offset = 0;

  for (const char *p = sayso_text_get_utf8 (text); *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        continue;
      token.end = offset;
      if (token.start < token.end)
        g_array_append_val (tokens, token);
      token.start = offset + 1;
    }
  token.end = offset;
  if (token.start < token.end)
    g_array_append_val (tokens, token);
  return tokens;
}

/* Whether a token is touched by one of the spans; *at goes along with the tokens. */
static gboolean
is_touched (GArray   *spans,
            SaysoSpan token,
            guint    *at)
{
  while (*at < spans->len && g_array_index (spans, SaysoSpan, *at).end <= token.start)
    (*at)++;
  return *at < spans->len && g_array_index (spans, SaysoSpan, *at).start < token.end;
}

static void
add_tokens (TokenCounts sum,
            GArray     *tokens,
            GArray     *first,
            GArray     *second)
{
  guint at_first = 0, at_second = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      SaysoSpan token = g_array_index (tokens, SaysoSpan, i);
      guint     by_first = is_touched (first, token, &at_first), by_second = is_touched (second, token, &at_second);

      sum[by_first | by_second << 1]++;
    }
}

static void
add_pieces (GArray *pieces,
            GArray *spans,
            guint64 offset)
{
  for (guint i = 0; i < spans->len; i++)
    {
      SaysoSpan  span = g_array_index (spans, SaysoSpan, i);
      SaysoPiece piece = { offset + span.start, offset + span.end };

      g_array_append_val (pieces, piece);
    }
}

static void
add_type (SaysoAgreement     *self,
          SaysoAnnotationType type,
          GArray             *tokens,
          GArray             *first,
          GArray             *second)
{
  g_autoptr (GArray) first_spans = flatten (first);
  g_autoptr (GArray) second_spans = flatten (second);

  add_counts (&self->annotations[type], first, second);
  add_tokens (self->tokens[type], tokens, first_spans, second_spans);
  add_pieces (self->pieces[0][type], first_spans, self->length);
  add_pieces (self->pieces[1][type], second_spans, self->length);
}

void
sayso_agreement_add (SaysoAgreement *self,
                     SaysoText      *text,
                     GPtrArray      *records,
                     const char     *first,
                     const char     *second)
{
  g_autoptr (GHashTable) annotations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) tokens = cut_tokens (text);

  for (guint i = 0; i < records->len; i++)
    {
      SaysoRecord *record = records->pdata[i];

      if (record->table == SAYSO_TABLE_ANNOTATIONS)
        g_hash_table_insert (annotations, record->id, record);
    }
  for (guint type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
    {
      g_autoptr (GArray) of_first = collect_annotations (records, first, type);
      g_autoptr (GArray) of_second = collect_annotations (records, second, type);

      add_type (self, type, tokens, of_first, of_second);
    }
  for (guint type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      g_autoptr (GArray) of_first = collect_links (records, annotations, first, type);
      g_autoptr (GArray) of_second = collect_links (records, annotations, second, type);

      add_counts (&self->links[type], of_first, of_second);
    }
  self->length += sayso_text_get_length (text);
}

const SaysoAgreementCounts *
sayso_agreement_get_annotations (SaysoAgreement     *self,
                                 SaysoAnnotationType type)
{
  return &self->annotations[type];
}

const SaysoAgreementCounts *
sayso_agreement_get_links (SaysoAgreement *self,
                           SaysoLinkType   type)
{
  return &self->links[type];
}

double
sayso_agreement_get_alpha (SaysoAgreement     *self,
                           SaysoAnnotationType type)
{
  return sayso_unitized_alpha (self->pieces[0][type], self->pieces[1][type], self->length);
}

double
sayso_agreement_get_kappa (SaysoAgreement     *self,
                           SaysoAnnotationType type)
{
  const guint64 *tokens = self->tokens[type];
  double         n = tokens[0] + tokens[1] + tokens[2] + tokens[3];
  double         by_first = (tokens[1] + tokens[3]) / n, by_second = (tokens[2] + tokens[3]) / n;
  double         agreed = (tokens[0] + tokens[3]) / n;
  double         by_chance = by_first * by_second + (1 - by_first) * (1 - by_second);

  /* 0 / 0 where nothing, or everything, is marked by both. */
  return (agreed - by_chance) / (1 - by_chance);
}
