/* How well two annotation sets agree: known figures, and cases that can be counted by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement/sayso-agreement.h"
#include "agreement/sayso-unitized-alpha.h"

#include <math.h>

static GArray *
pieces (guint n,
        ...)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SaysoPiece));
  va_list arguments;

  va_start (arguments, n);
  for (guint i = 0; i < n; i++)
    {
      SaysoPiece piece;

      piece.start = va_arg (arguments, int);
      piece.end = va_arg (arguments, int);
      g_array_append_val (array, piece);
    }
  va_end (arguments);
  return array;
}

/* The example that Krippendorff works out (Content Analysis, 2004, page 254), moved to start at 0:
 * observed disagreement 0.0144, expected 0.0532. */
static void
test_published (void)
{
  g_autoptr (GArray) first = pieces (2, 75, 145, 220, 250);
  g_autoptr (GArray) second = pieces (3, 70, 150, 205, 225, 250, 270);
  g_autoptr (GArray) alike = pieces (2, 30, 90, 150, 200);

  g_assert_cmpfloat_with_epsilon (sayso_unitized_alpha (first, second, 300), 0.7286, 0.0001);
  g_assert_cmpfloat_with_epsilon (sayso_unitized_alpha (second, first, 300), 0.7286, 0.0001);
  g_assert_cmpfloat (sayso_unitized_alpha (alike, alike, 300), ==, 1);
}

static void
test_alpha_bounds (void)
{
  g_autoptr (GArray) none = pieces (0);
  g_autoptr (GArray) one = pieces (1, 10, 20);
  g_autoptr (GArray) other = pieces (1, 50, 60);
  g_autoptr (GArray) nearly = pieces (1, 10, 21);

  g_assert_true (isnan (sayso_unitized_alpha (none, none, 100)));
  g_assert_cmpfloat (sayso_unitized_alpha (one, other, 100), <, 0.05);
  g_assert_cmpfloat (sayso_unitized_alpha (one, none, 100), <, sayso_unitized_alpha (one, nearly, 100));
  g_assert_cmpfloat (sayso_unitized_alpha (one, nearly, 100), >, 0.9);
}

/*            0         1         2         3
 *            0123456789012345678901234567890123456789 */
#define TEXT "one two three four five six seven eight\n"

static SaysoAnnotationRecord *
add (GPtrArray          *records,
     const char         *id,
     const char         *set,
     SaysoAnnotationType type,
     guint               start,
     guint               end)
{
  SaysoAnnotationRecord *record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, id);

  sayso_record_set_ref (&record->set, set);
  record->type = type;
  sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, end }, 1);
  g_ptr_array_add (records, record);
  return record;
}

static void
link_to (GPtrArray  *records,
         const char *set,
         const char *from,
         const char *to)
{
  SaysoLinkRecord *record = sayso_record_new (SAYSO_TABLE_LINKS, NULL);

  sayso_record_set_ref (&record->set, set);
  record->type = SAYSO_LINK_SAID_BY;
  record->from = g_strdup (from);
  record->to = g_strdup (to);
  g_ptr_array_add (records, record);
}

static void
assert_counts (const SaysoAgreementCounts *counts,
               SaysoAgreementCounts        wanted)
{
  g_assert_cmpuint (counts->n_first, ==, wanted.n_first);
  g_assert_cmpuint (counts->n_second, ==, wanted.n_second);
  g_assert_cmpuint (counts->n_same, ==, wanted.n_same);
  g_assert_cmpuint (counts->n_first_met, ==, wanted.n_first_met);
  g_assert_cmpuint (counts->n_second_met, ==, wanted.n_second_met);
}

static void
test_counts (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_autoptr (SaysoAgreement) agreement = sayso_agreement_new ();

  /* Alike; overlapping; twice at one place in one set; alone; rejected; lost; of another type. */
  add (records, "a1", "a", SAYSO_ANNOTATION_CLAIM, 0, 7);
  add (records, "b1", "b", SAYSO_ANNOTATION_CLAIM, 0, 7);
  add (records, "a2", "a", SAYSO_ANNOTATION_CLAIM, 8, 18);
  add (records, "b2", "b", SAYSO_ANNOTATION_CLAIM, 14, 23);
  add (records, "b3", "b", SAYSO_ANNOTATION_CLAIM, 0, 7);
  add (records, "a4", "a", SAYSO_ANNOTATION_CLAIM, 34, 39);
  add (records, "b4", "b", SAYSO_ANNOTATION_CLAIM, 34, 39)->status = SAYSO_STATUS_REJECTED;
  sayso_annotation_record_set_spans (add (records, "b5", "b", SAYSO_ANNOTATION_CLAIM, 34, 39), NULL, 0);
  add (records, "b6", "b", SAYSO_ANNOTATION_SPEAKER, 34, 39);
  add (records, "c1", "c", SAYSO_ANNOTATION_CLAIM, 34, 39);
  sayso_agreement_add (agreement, text, records, "a", "b");
  assert_counts (sayso_agreement_get_annotations (agreement, SAYSO_ANNOTATION_CLAIM), (SaysoAgreementCounts){ 3, 3, 1, 2, 3 });
  assert_counts (sayso_agreement_get_annotations (agreement, SAYSO_ANNOTATION_SPEAKER), (SaysoAgreementCounts){ 0, 1, 0, 0, 0 });

  /* Of eight tokens the first set touches 1, 2, 3, 4, 8; the second 1, 2, 4, 5: chance agrees on half of them. */
  g_assert_cmpfloat_with_epsilon (sayso_agreement_get_kappa (agreement, SAYSO_ANNOTATION_CLAIM), 0.25, 0.0001);
  g_assert_true (isnan (sayso_agreement_get_kappa (agreement, SAYSO_ANNOTATION_CUE)));
  g_assert_true (isnan (sayso_agreement_get_alpha (agreement, SAYSO_ANNOTATION_CUE)));

  /* A second article is counted on top, and lies behind the first. */
  sayso_agreement_add (agreement, text, records, "a", "b");
  assert_counts (sayso_agreement_get_annotations (agreement, SAYSO_ANNOTATION_CLAIM), (SaysoAgreementCounts){ 6, 6, 2, 4, 6 });
  g_assert_cmpfloat_with_epsilon (sayso_agreement_get_kappa (agreement, SAYSO_ANNOTATION_CLAIM), 0.25, 0.0001);
}

static void
test_alike (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_autoptr (SaysoAgreement) agreement = sayso_agreement_new ();

  /* The second set has its pieces in another order, and one within another. */
  add (records, "a1", "a", SAYSO_ANNOTATION_CUE, 8, 18);
  add (records, "a2", "a", SAYSO_ANNOTATION_CUE, 24, 27);
  add (records, "b2", "b", SAYSO_ANNOTATION_CUE, 24, 27);
  add (records, "b1", "b", SAYSO_ANNOTATION_CUE, 8, 18);
  add (records, "b3", "b", SAYSO_ANNOTATION_CUE, 14, 18);
  sayso_agreement_add (agreement, text, records, "a", "b");
  assert_counts (sayso_agreement_get_annotations (agreement, SAYSO_ANNOTATION_CUE), (SaysoAgreementCounts){ 2, 3, 2, 2, 3 });
  g_assert_cmpfloat (sayso_agreement_get_alpha (agreement, SAYSO_ANNOTATION_CUE), ==, 1);
  g_assert_cmpfloat (sayso_agreement_get_kappa (agreement, SAYSO_ANNOTATION_CUE), ==, 1);
}

static void
test_links (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_autoptr (SaysoAgreement) agreement = sayso_agreement_new ();

  add (records, "a1", "a", SAYSO_ANNOTATION_CLAIM, 0, 7);
  add (records, "a2", "a", SAYSO_ANNOTATION_SPEAKER, 8, 13);
  add (records, "a3", "a", SAYSO_ANNOTATION_CLAIM, 19, 27);
  add (records, "b1", "b", SAYSO_ANNOTATION_CLAIM, 0, 7);
  add (records, "b2", "b", SAYSO_ANNOTATION_SPEAKER, 8, 13);
  add (records, "b3", "b", SAYSO_ANNOTATION_CLAIM, 24, 33);
  add (records, "b4", "b", SAYSO_ANNOTATION_SPEAKER, 34, 39);
  /* One the same, one with overlapping claims, one to another speaker. */
  link_to (records, "a", "a1", "a2");
  link_to (records, "b", "b1", "b2");
  link_to (records, "a", "a3", "a2");
  link_to (records, "b", "b3", "b2");
  link_to (records, "b", "b3", "b4");
  sayso_agreement_add (agreement, text, records, "a", "b");
  assert_counts (sayso_agreement_get_links (agreement, SAYSO_LINK_SAID_BY), (SaysoAgreementCounts){ 2, 3, 1, 2, 2 });
  assert_counts (sayso_agreement_get_links (agreement, SAYSO_LINK_CUED_BY), (SaysoAgreementCounts){ 0 });
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/published", test_published);
  g_test_add_func ("/agreement/alpha-bounds", test_alpha_bounds);
  g_test_add_func ("/agreement/counts", test_counts);
  g_test_add_func ("/agreement/alike", test_alike);
  g_test_add_func ("/agreement/links", test_links);
  return g_test_run ();
}
