/* Words, sentences, quotations and names around an offset.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-segment.h"
#include "../tools/patience.h"

#include <string.h>

/* In the cases a bar marks the offset that is asked about. */
static char *
ask (SaysoSegment unit,
     const char  *marked,
     gboolean     name)
{
  const char      *bar = strchr (marked, '|');
  g_autofree char *plain = g_strdup_printf ("%.*s%s", (int)(bar - marked), marked, bar + 1);
  g_autoptr (SaysoText) text = sayso_text_new (plain, -1);
  guint     offset = g_utf8_pointer_to_offset (marked, bar);
  SaysoSpan span;

  if (name ? !sayso_segment_name_at (text, offset, &span) : !sayso_segment_at (text, unit, offset, &span))
    return g_strdup ("-");
  return sayso_text_slice (text, span);
}

static void
test_units (void)
{
  static const struct
  {
    SaysoSegment unit;
    const char  *marked;
    const char  *expected;
  } cases[] = {
    { SAYSO_SEGMENT_WORD, "the can|'t do", "can't" },
    { SAYSO_SEGMENT_WORD, "end|. Next", "end" },
    { SAYSO_SEGMENT_WORD, "a , | b", "-" },
    { SAYSO_SEGMENT_WORD, "mother-in|-law said", "mother-in-law" },
    { SAYSO_SEGMENT_SENTENCE, "One here. Tw|o there. Three.", "Two there." },
    { SAYSO_SEGMENT_SENTENCE, "Then Mr. Sm|ith left. He ran.", "Then Mr. Smith left." },
    { SAYSO_SEGMENT_SENTENCE, "It was J. K. Ro|we who came. Yes.", "It was J. K. Rowe who came." },
    { SAYSO_SEGMENT_QUOTATION, "He said \"we a|re\" and \"go\".", "\"we are\"" },
    { SAYSO_SEGMENT_QUOTATION, "He said “we a|re ‘so’ good” and.", "“we are ‘so’ good”" },
    { SAYSO_SEGMENT_QUOTATION, "Er sagte „wir s|ind“ und.", "„wir sind“" },
    { SAYSO_SEGMENT_QUOTATION, "Il dit « nous so|mmes » et.", "-" },
    { SAYSO_SEGMENT_QUOTATION, "Il dit «nous so|mmes» et.", "«nous sommes»" },
    { SAYSO_SEGMENT_QUOTATION, "Er sagt »wir s|ind« und.", "»wir sind«" },
    { SAYSO_SEGMENT_QUOTATION, "He said ''we a|re'' now.", "''we are''" },
    { SAYSO_SEGMENT_QUOTATION, "She said 'we don't g|o' now.", "'we don't go'" },
    { SAYSO_SEGMENT_QUOTATION, "the voters' ri|ghts", "-" },
    { SAYSO_SEGMENT_QUOTATION, "“It goes on a|nd on.\n“And more.”", "“It goes on and on." },
    { SAYSO_SEGMENT_PARAGRAPH, "One.\r\nTw|o.\r\nThree.", "Two." },
    { SAYSO_SEGMENT_PHRASE, "He left, sh|e said, at 1,000 or so.", "she said" },
    { SAYSO_SEGMENT_PHRASE, "He left, she said, at 1,0|00 or so. Then.", "at 1,000 or so" },
    { SAYSO_SEGMENT_PHRASE, "He “left th|e U.S. by car,” she said.", "left the U.S. by car" },
    { SAYSO_SEGMENT_PHRASE, "One he|re. Two there.", "One here" },
    { SAYSO_SEGMENT_PHRASE, "A well-known – even fam|ous – don't", "even famous" },
    { SAYSO_SEGMENT_CHARACTER, "a|e\xcc\x81x", "e\xcc\x81" },
    { SAYSO_SEGMENT_CHARACTER, "x👩|\u200d🚀y", "👩\u200d🚀" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = ask (cases[i].unit, cases[i].marked, FALSE);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "when Jean-Luc de Vr|ies spoke", "Jean-Luc de Vries" },
    { "the Bank o|f Ellery said", "Bank of Ellery" },
    { "of th|e day", "the" },
    { "said Dana K. Whi|tlock, mayor", "Dana K. Whitlock" },
    { "two off|icials said", "officials" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = ask (0, cases[i][0], TRUE);

      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_walk (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("One two.\r\n\r\nThree, four", -1);

  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, 0), ==, 3);
  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, 3), ==, 7);
  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, 7), ==, 17);
  g_assert_cmpuint (sayso_segment_next_start (text, SAYSO_SEGMENT_WORD, 1), ==, 4);
  g_assert_cmpuint (sayso_segment_next_start (text, SAYSO_SEGMENT_WORD, 4), ==, 12);
  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, 23), ==, 23);
  g_assert_cmpuint (sayso_segment_previous_start (text, SAYSO_SEGMENT_WORD, 23), ==, 19);
  g_assert_cmpuint (sayso_segment_previous_start (text, SAYSO_SEGMENT_WORD, 12), ==, 4);
  g_assert_cmpuint (sayso_segment_previous_end (text, SAYSO_SEGMENT_WORD, 12), ==, 7);
  g_assert_cmpuint (sayso_segment_previous_start (text, SAYSO_SEGMENT_WORD, 0), ==, 0);
}

static void
test_walk_phrases (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("He said, in May, that “we go.” Then", -1);

  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_PHRASE, 2), ==, 7);
  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_PHRASE, 7), ==, 15);
  g_assert_cmpuint (sayso_segment_next_end (text, SAYSO_SEGMENT_PHRASE, 21), ==, 28);
  g_assert_cmpuint (sayso_segment_previous_end (text, SAYSO_SEGMENT_PHRASE, 28), ==, 21);
  g_assert_cmpuint (sayso_segment_previous_start (text, SAYSO_SEGMENT_PHRASE, 23), ==, 17);
  g_assert_cmpuint (sayso_segment_next_start (text, SAYSO_SEGMENT_PHRASE, 17), ==, 23);
}

static void
test_trim (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("  caf\x65\xcc\x81 au lait \r\n", -1);
  SaysoSpan span;

  /* "  cafe´ au lait \r\n": c at 2, the accent at 6 */
  span = sayso_segment_trim (text, (SaysoSpan){ 0, 99 });
  g_assert_true (sayso_span_equal (span, (SaysoSpan){ 2, 15 }));
  span = sayso_segment_trim (text, (SaysoSpan){ 2, 6 });
  g_assert_true (sayso_span_equal (span, (SaysoSpan){ 2, 7 }));
  span = sayso_segment_trim_to_words (text, (SaysoSpan){ 4, 9 });
  g_assert_true (sayso_span_equal (span, (SaysoSpan){ 2, 10 }));
  span = sayso_segment_trim (text, (SaysoSpan){ 15, 18 });
  g_assert_true (sayso_span_is_empty (span));
}

static void
test_quoted (void)
{
  static const struct
  {
    const char *text;
    SaysoSpan   span;
    SaysoQuoted expected;
  } cases[] = {
    { "He said \"we go\" now.", { 8, 15 }, SAYSO_QUOTED_ALL },
    { "He said \"we go\" now.", { 9, 14 }, SAYSO_QUOTED_ALL },
    { "He said \"we go\" now.", { 3, 15 }, SAYSO_QUOTED_SOME },
    { "He said \"we go\" now.", { 0, 7 }, SAYSO_QUOTED_NONE },
    { "“One.\n“Two.” Three", { 0, 12 }, SAYSO_QUOTED_ALL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoText) text = sayso_text_new (cases[i].text, -1);

      g_assert_cmpint (sayso_segment_quoted (text, &cases[i].span, 1), ==, cases[i].expected);
    }
}

/* Whatever the text, answers lie inside it and enclose what was asked about. */
static void
test_random (void)
{
  static const char *const pieces[] = { "a", " ", "\n", "\r\n", "“", "”", "\"", "'", "''", "«", "»", ".", "É", "😀", "e\xcc\x81", "Mr.", "‘", "’" };

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (SaysoText) text = NULL;
      guint length;

      for (int i = g_test_rand_int_range (0, 60); i > 0; i--)
        g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      text = sayso_text_new (string->str, -1);
      length = sayso_text_get_length (text);
      for (guint offset = 0; offset <= length; offset++)
        for (guint unit = 0; unit <= SAYSO_SEGMENT_PARAGRAPH; unit++)
          {
            SaysoSpan span;
            guint     next = sayso_segment_next_end (text, unit, offset), previous = sayso_segment_previous_start (text, unit, offset);

            if (sayso_segment_at (text, unit, offset, &span))
              {
                g_assert_cmpuint (span.start, <, span.end);
                g_assert_cmpuint (span.end, <=, length);
              }
            g_assert_true (next > offset || offset == length);
            g_assert_true (previous < offset || offset == 0);
          }
    }
}

static void
test_long_line (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL;
  gint64    started;
  SaysoSpan span;

  while (string->len < 2 * 1024 * 1024)
    g_string_append (string, "She said “it is open” and ‘more. ");
  text = sayso_text_new (string->str, -1);
  started = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (sayso_segment_at (text, SAYSO_SEGMENT_SENTENCE, 1000000 + i, &span));
      sayso_segment_at (text, SAYSO_SEGMENT_QUOTATION, 1000000 + i, &span);
    }
  ASSERT_WITHIN (SECONDS_SINCE (started), 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/segment/units", test_units);
  g_test_add_func ("/text/segment/names", test_names);
  g_test_add_func ("/text/segment/walk", test_walk);
  g_test_add_func ("/text/segment/walk-phrases", test_walk_phrases);
  g_test_add_func ("/text/segment/trim", test_trim);
  g_test_add_func ("/text/segment/quoted", test_quoted);
  g_test_add_func ("/text/segment/random", test_random);
  g_test_add_func ("/text/segment/long-line", test_long_line);
  return g_test_run ();
}
