/* Alignment and re-anchoring: what must hold for any two texts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-anchor.h"
#include "text/sayso-diff.h"
#include "../tools/patience.h"

#include <time.h>

#define N_RANDOM 300
#define N_SENTENCES 1600 /* a hundred thousand characters */
#define N_SPANS 500
#define LIMIT_SECONDS 0.05

/* Sentences that begin and end alike, with words of their own between. */
static char *
make_sentence (guint number)
{
  return g_strdup_printf ("The clerk №%u said that bridge %u cost %u pounds – “too much”. ", number, number * 7 % 9973, g_test_rand_int_range (100, 999));
}

/* A draft without the sentences that drop[] names, and with one added after each
 * that add[] names; at[] gets where each sentence starts, if it is there. */
static SaysoText *
make_text (GPtrArray    *sentences,
           const guint8 *drop,
           const guint8 *add,
           guint        *at)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint offset = 0;

  for (guint i = 0; i < sentences->len; i++)
    {
      const char *sentence = g_ptr_array_index (sentences, i);

      at[i] = offset;
      if (drop == NULL || !drop[i])
        {
          g_string_append (text, sentence);
          offset += g_utf8_strlen (sentence, -1);
        }
      if (add != NULL && add[i])
        {
          g_autofree char *added = g_strdup_printf ("Nobody at desk %u answered the téléphone. ", i);

          g_string_append (text, added);
          offset += g_utf8_strlen (added, -1);
        }
    }
  return sayso_text_new (text->str, -1);
}

static void
test_map_is_sound (void)
{
  static const char *const words[] = { "a", "b", "said", " ", " ", "é", "“", "\n", "the", "." };

  for (guint round = 0; round < N_RANDOM; round++)
    {
      g_autoptr (GString) x = g_string_new (NULL);
      g_autoptr (GString) y = g_string_new (NULL);
      g_autoptr (SaysoText) old = NULL;
      g_autoptr (SaysoText) now = NULL;
      g_autofree guint32 *map = NULL;
      guint32             next = 0;

      for (int i = g_test_rand_int_range (0, 200); i > 0; i--)
        {
          const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];

          if (g_test_rand_int_range (0, 10) != 0)
            g_string_append (x, word);
          if (g_test_rand_int_range (0, 10) != 0)
            g_string_append (y, word);
        }
      old = sayso_text_new (x->str, -1);
      now = sayso_text_new (y->str, -1);
      map = sayso_diff_map (old, now);
      for (guint i = 0; i < sayso_text_get_length (old); i++)
        if (map[i] != SAYSO_DIFF_GONE)
          {
            g_autofree char *before = sayso_text_slice (old, (SaysoSpan){ i, i + 1 });
            g_autofree char *after = NULL;

            g_assert_cmpuint (map[i], >=, next);
            g_assert_cmpuint (map[i], <, sayso_text_get_length (now));
            after = sayso_text_slice (now, (SaysoSpan){ map[i], map[i] + 1 });
            g_assert_cmpstr (before, ==, after);
            next = map[i] + 1;
          }
    }
}

static void
test_equal_texts (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("“No,” she said. No, no, no.", -1);
  g_autofree guint32 *map = sayso_diff_map (text, text);

  for (guint i = 0; i < sayso_text_get_length (text); i++)
    g_assert_cmpuint (map[i], ==, i);
}

/* Sentences that stay are found, hardly ever for review; those deleted are not found at all. */
static void
test_moved_and_deleted (void)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *drop = g_new0 (guint8, N_SENTENCES), *add = g_new0 (guint8, N_SENTENCES);
  g_autofree guint  *before = g_new (guint, N_SENTENCES), *after = g_new (guint, N_SENTENCES);
  g_autoptr (SaysoText) old = NULL;
  g_autoptr (SaysoText) now = NULL;
  g_autoptr (SaysoAnchorer) anchorer = NULL;
  guint   n_kept = 0, n_exact = 0;
  clock_t start;
  double  seconds;

  for (guint i = 0; i < N_SENTENCES; i++)
    {
      g_ptr_array_add (sentences, make_sentence (i));
      add[i] = g_test_rand_int_range (0, 20) == 0;
      drop[i] = !add[i] && (i == 0 || !add[i - 1]) && g_test_rand_int_range (0, 20) == 0;
    }
  old = make_text (sentences, NULL, NULL, before);
  now = make_text (sentences, drop, add, after);
  start = clock ();
  anchorer = sayso_anchorer_new (old, now);
  for (guint i = 0; i < N_SPANS; i++)
    {
      guint                 at = i * (N_SENTENCES / N_SPANS);
      guint                 length = g_utf8_strlen (g_ptr_array_index (sentences, at), -1) - 1;
      SaysoSpan             span = { before[at], before[at] + length };
      SaysoAnchored         anchored;
      g_autofree SaysoSpan *found = sayso_anchorer_find (anchorer, &span, 1, NULL, NULL, NULL, &anchored);

      if (drop[at])
        {
          g_assert_cmpint (anchored, ==, SAYSO_NOT_ANCHORED);
          continue;
        }
      n_kept++;
      g_assert_cmpint (anchored, !=, SAYSO_NOT_ANCHORED);
      if (anchored != SAYSO_ANCHORED_EXACTLY)
        continue; /* said to be for review */
      n_exact++;
      g_assert_cmpuint (found->start, ==, after[at]);
      g_assert_cmpuint (found->end, ==, after[at] + length);
    }
  g_assert_cmpuint (n_exact * 1000, >=, n_kept * 986);
  seconds = (double)(clock () - start) / CLOCKS_PER_SEC;
  g_test_message ("%u characters, %u spans: %.1f ms", sayso_text_get_length (old), N_SPANS, seconds * 1000);
  g_assert_cmpuint (sayso_text_get_length (old), >, 100000);
  ASSERT_WITHIN (seconds, LIMIT_SECONDS);
}

/* Without the old text only the words and their context are left to go by. */
/* A cue of one word that was exchanged is what stands there now, for review; with a neighbour
 * gone, too, nothing is guessed. */
static void
test_exchanged (void)
{
  g_autoptr (SaysoText) old = sayso_text_new ("The mayor said that the bridge is safe.", -1);
  g_autoptr (SaysoText) now = sayso_text_new ("The mayor thought that the bridge is safe.", -1);
  g_autoptr (SaysoText) other = sayso_text_new ("Nobody knows whether the bridge is safe.", -1);
  g_autoptr (SaysoAnchorer) anchorer = sayso_anchorer_new (old, now);
  g_autoptr (SaysoAnchorer) hopeless = sayso_anchorer_new (old, other);
  SaysoSpan             cue = { 10, 14 };
  SaysoAnchored         anchored;
  g_autofree SaysoSpan *found = sayso_anchorer_find (anchorer, &cue, 1, NULL, NULL, NULL, &anchored);

  g_assert_cmpint (anchored, ==, SAYSO_ANCHORED_NEARLY);
  g_assert_true (sayso_span_equal (*found, (SaysoSpan){ 10, 17 }));
  g_assert_null (sayso_anchorer_find (hopeless, &cue, 1, NULL, NULL, NULL, &anchored));
  g_assert_cmpint (anchored, ==, SAYSO_NOT_ANCHORED);
}

static void
test_by_words (void)
{
  g_autoptr (SaysoText) now = sayso_text_new ("One. Ann Lee said no. Two. Ann Lee said yes. Three.", -1);
  g_autoptr (SaysoAnchorer) anchorer = sayso_anchorer_new (NULL, now);
  SaysoSpan             span = { 0, 7 };
  SaysoAnchored         anchored;
  g_autofree SaysoSpan *found = sayso_anchorer_find (anchorer, &span, 1, "Ann Lee", "no. Two. ", " said yes", &anchored);

  g_assert_cmpint (anchored, ==, SAYSO_ANCHORED_EXACTLY);
  g_assert_cmpuint (found->start, ==, 27);
  g_assert_cmpuint (found->end, ==, 34);
  /* Twice in the article and nothing to tell them apart: no guess. */
  g_assert_null (sayso_anchorer_find (anchorer, &span, 1, "Ann Lee", "", "", &anchored));
  g_assert_cmpint (anchored, ==, SAYSO_NOT_ANCHORED);
  g_assert_null (sayso_anchorer_find (anchorer, &span, 1, "Bob Lee", "Two. ", " said", &anchored));
  g_assert_cmpint (anchored, ==, SAYSO_NOT_ANCHORED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/diff/map-is-sound", test_map_is_sound);
  g_test_add_func ("/text/diff/equal-texts", test_equal_texts);
  g_test_add_func ("/text/anchor/moved-and-deleted", test_moved_and_deleted);
  g_test_add_func ("/text/anchor/exchanged", test_exchanged);
  g_test_add_func ("/text/anchor/by-words", test_by_words);
  return g_test_run ();
}
