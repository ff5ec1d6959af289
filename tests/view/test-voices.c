/* Who is heard how much: words by voice and kind, several speakers of a claim, claims that
 * overlap, and what is rejected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "view/sayso-voices.h"

#include <string.h>

#define TEXT "Ada Finch and Bo Marsh said \"we can't wait\". The board said the pier is sound, as Bo wrote."

static SaysoAnnotation *
mark (SaysoDocument      *document,
      SaysoAnnotationType type,
      const char         *words)
{
  const char *at = strstr (TEXT, words);
  SaysoSpan   span = { (guint)(at - TEXT), (guint)(at - TEXT + strlen (words)) };

  g_assert_nonnull (at);
  return sayso_edit_mark (document, type, &span, 1, "tester");
}

static const SaysoVoice *
find (GPtrArray  *voices,
      const char *name)
{
  for (guint i = 0; i < voices->len; i++)
    {
      const SaysoVoice *voice = g_ptr_array_index (voices, i);

      if (g_str_equal (voice->name, name))
        return voice;
    }
  g_error ("there is no voice “%s”", name);
}

static SaysoDocument *
new_document (void)
{
  g_autoptr (SaysoText) text = sayso_text_new (TEXT, -1);

  return sayso_document_new (text);
}

static void
test_counts (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *ada = mark (document, SAYSO_ANNOTATION_SPEAKER, "Ada Finch");
  SaysoAnnotation *bo = mark (document, SAYSO_ANNOTATION_SPEAKER, "Bo Marsh");
  SaysoAnnotation *both = mark (document, SAYSO_ANNOTATION_CLAIM, "\"we can't wait\"");
  SaysoAnnotation *board = mark (document, SAYSO_ANNOTATION_CLAIM, "the pier is sound");
  SaysoAnnotation *inner = mark (document, SAYSO_ANNOTATION_CLAIM, "pier");
  g_autoptr (SaysoVoices) voices = NULL;

  sayso_edit_link (document, both, ada, "tester");
  sayso_edit_link (document, both, bo, "tester");
  sayso_edit_link (document, inner, ada, "tester");
  voices = sayso_voices_new (document);
  g_assert_cmpuint (voices->n_claims, ==, 3);
  g_assert_cmpuint (voices->n_speakers, ==, 2);
  g_assert_cmpuint (voices->speakers->len, ==, 3);
  g_assert_cmpuint (voices->n_words, ==, 19);
  /* "pier" stands within the other claim: seven words, each once. */
  g_assert_cmpuint (voices->n_quoted, ==, 7);
  g_assert_cmpuint (find (voices->speakers, "Ada Finch")->n_words, ==, 4);
  g_assert_cmpuint (find (voices->speakers, "Ada Finch")->words[SAYSO_KIND_DIRECT], ==, 3);
  g_assert_cmpuint (find (voices->speakers, "Ada Finch")->words[SAYSO_KIND_INDIRECT], ==, 1);
  g_assert_cmpuint (find (voices->speakers, "Bo Marsh")->n_claims, ==, 1);
  g_assert_cmpuint (find (voices->speakers, "No speaker")->n_words, ==, 4);
  /* Most words first, nobody last. */
  g_assert_cmpstr (((SaysoVoice *)g_ptr_array_index (voices->speakers, 0))->name, ==, "Ada Finch");
  g_assert_true (((SaysoVoice *)g_ptr_array_index (voices->speakers, 2))->is_nobody);
  g_assert_true (sayso_annotation_get (board)->kind == SAYSO_KIND_INDIRECT);
}

static void
test_places (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  g_autoptr (SaysoVoices) voices = NULL;
  const SaysoVoice *nobody;
  SaysoPlace        place;

  mark (document, SAYSO_ANNOTATION_CLAIM, "Ada");
  mark (document, SAYSO_ANNOTATION_CLAIM, "as Bo wrote.");
  voices = sayso_voices_new (document);
  nobody = find (voices->speakers, "No speaker");
  g_assert_cmpuint (nobody->places->len, ==, 2);
  place = g_array_index (nobody->places, SaysoPlace, 0);
  g_assert_cmpfloat (place.start, ==, 0);
  place = g_array_index (nobody->places, SaysoPlace, 1);
  g_assert_cmpfloat (place.end, ==, 1);
  g_assert_cmpfloat (place.start, >, 0.8);
}

static void
test_rejected (void)
{
  g_autoptr (SaysoDocument) document = new_document ();
  SaysoAnnotation *claim = mark (document, SAYSO_ANNOTATION_CLAIM, "the pier is sound");
  g_autoptr (SaysoVoices) voices = NULL;

  sayso_edit_decide_one (document, claim, SAYSO_STATUS_REJECTED, "tester");
  voices = sayso_voices_new (document);
  g_assert_cmpuint (voices->n_claims, ==, 0);
  g_assert_cmpuint (voices->n_quoted, ==, 0);
  g_assert_cmpuint (voices->speakers->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/voices/counts", test_counts);
  g_test_add_func ("/view/voices/places", test_places);
  g_test_add_func ("/view/voices/rejected", test_rejected);
  return g_test_run ();
}
