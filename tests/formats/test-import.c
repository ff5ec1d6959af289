/* What other programs write: their dialects, their units, their mistakes, and
 * what nobody should be able to send.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include <string.h>

/* Emoji and CRLF before what is marked. */
#define ARTICLE "😀 hi.\r\n“We go,” said Zoë.\nEnd."

static SaysoDocument *
import (const char *format,
        const char *article,
        const char *file,
        GPtrArray  *notices,
        GError    **error)
{
  g_autoptr (SaysoText) text = sayso_text_new (article, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  SaysoImportOptions options = { .text = text, .file_name = "in", .notices = notices };
  g_autofree char   *set = sayso_format_import (sayso_format_find (format), bytes, &options, document, error);

  return set != NULL ? g_steal_pointer (&document) : NULL;
}

/* The covered text and speaker of the only claim, "claim|speaker". */
static char *
summarize (SaysoDocument *document)
{
  GListModel *claims = sayso_document_get_claims (document);
  g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, 0);
  SaysoAnnotation *speaker;
  g_autofree char *said = NULL, *who = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (claims), ==, 1);
  g_assert_cmpint (sayso_annotation_get (claim)->status, ==, SAYSO_STATUS_SUGGESTED);
  speaker = sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY);
  said = sayso_document_dup_exact (document, claim);
  who = speaker != NULL ? sayso_document_dup_exact (document, speaker) : NULL;
  return g_strdup_printf ("%s|%s", said, who != NULL ? who : "");
}

static const struct
{
  const char *title, *format, *file;
} dialects[] = {
  { "brat", "brat", "T1\tQuote 7 15\t“We go,”\nT2\tSpeaker 21 24\tZoë\nR1\tSpeaks Arg1:T2 Arg2:T1\n" },
  { "brat-utf16", "brat", "T1\tClaim 8 16\t“We go,”\nT2\tSpeaker 22 25\tZoë\nR1\tSaidBy Arg1:T1 Arg2:T2\n" },
  { "brat-bytes", "brat", "T1\tClaim 10 22\t“We go,”\nT2\tSpeaker 28 32\tZoë\nR1\tSaidBy Arg1:T1 Arg2:T2\n" },
  { "brat-lf", "brat", "T1\tClaim 6 14\t“We go,”\nT2\tSpeaker 20 23\tZoë\nR1\tSaidBy Arg1:T1 Arg2:T2\n" },
  { "brat-utf16-lf", "brat", "T1\tClaim 7 15\t“We go,”\nT2\tSpeaker 21 24\tZoë\nR1\tSaidBy Arg1:T1 Arg2:T2\n" },
  { "brat-crlf-file", "brat", "T1\tClaim 7 15\t“We go,”\r\nT2\tSpeaker 21 24\tZoë\r\nR1\tSaidBy Arg1:T1 Arg2:T2\r\n" },
  { "brat-event", "brat", "T1\tClaim 7 15\t“We go,”\nT2\tSpeaker 21 24\tZoë\nT3\tCue 16 20\tsaid\nE1\tCue:T3 What:T1 Who:T2\n" },
  { "polnear", "polnear", "T1\tSource 21 24\tZoë\nT2\tCue 16 20\tsaid\nT3\tContent 7 15\t“We go,”\nT4\tAttribution 16 20\tsaid\nE\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n" },
  { "recogito", "w3c",
    "[{\"id\":\"a\",\"type\":\"Annotation\",\"body\":[{\"purpose\":\"tagging\",\"value\":\"Claim\"}],\"target\":{\"selector\":["
    "{\"type\":\"TextQuoteSelector\",\"exact\":\"“We go,”\"},{\"type\":\"TextPositionSelector\",\"start\":8,\"end\":16}]}},"
    "{\"id\":\"b\",\"type\":\"Annotation\",\"body\":[{\"purpose\":\"tagging\",\"value\":\"speaker\"}],\"target\":{\"selector\":["
    "{\"type\":\"TextQuoteSelector\",\"exact\":\"Zoë\"},{\"type\":\"TextPositionSelector\",\"start\":22,\"end\":25}]}},"
    "{\"id\":\"c\",\"motivation\":\"linking\",\"type\":\"Annotation\",\"body\":\"b\",\"target\":\"a\"}]" },
  { "hypothesis", "w3c",
    "{\"total\":1,\"rows\":[{\"id\":\"x\",\"user\":\"acct:maria@hypothes.is\",\"updated\":\"2026-01-01T00:00:00Z\",\"text\":\"hm\","
    "\"tags\":[\"quote\",\"t\"],\"target\":[{\"source\":\"u\",\"selector\":[{\"type\":\"RangeSelector\"},"
    "{\"type\":\"TextPositionSelector\",\"start\":901,\"end\":909},"
    "{\"type\":\"TextQuoteSelector\",\"exact\":\"“We go,”\",\"prefix\":\"hi. \",\"suffix\":\" said\"}]}]}]}" },
  { "prodigy", "prodigy",
    "{\"text\":\"😀 hi.\\n“We go,” said Zoë.\\nEnd.\",\"spans\":[{\"start\":6,\"end\":14,\"label\":\"QUOTE\",\"token_end\":6},"
    "{\"start\":20,\"end\":23,\"label\":\"SPEAKER\",\"token_end\":8}],\"relations\":[{\"head\":8,\"child\":6,\"label\":\"says\"}]}\n" },
  { "label-studio", "label-studio",
    "[{\"data\":{\"id\":\"7\",\"body\":\"😀 hi.\\r\\n“We go,” said Zoë.\\nEnd.\"},\"annotations\":[{\"result\":["
    "{\"id\":\"q\",\"type\":\"labels\",\"value\":{\"start\":8,\"end\":16,\"text\":\"“We go,”\",\"labels\":[\"Quote\"]}},"
    "{\"id\":\"s\",\"type\":\"labels\",\"value\":{\"start\":22,\"end\":25,\"text\":\"Zoë\",\"labels\":[\"Speaker\"]}},"
    "{\"type\":\"relation\",\"from_id\":\"q\",\"to_id\":\"s\",\"direction\":\"right\"}]}]}]" },
  { "doccano", "doccano",
    "{\"id\":3,\"text\":\"😀 hi.\\r\\n“We go,” said Zoë.\\nEnd.\",\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":7,\"end_offset\":15},"
    "{\"id\":2,\"label\":\"speaker\",\"start_offset\":21,\"end_offset\":24}],\"relations\":[{\"id\":1,\"from_id\":1,\"to_id\":2,\"type\":\"x\"}]}\n" },
  { "citron", "citron",
    "{\"quotes\":[{\"cue\":{\"start\":16,\"end\":20,\"text\":\"said\"},\"sources\":[{\"start\":21,\"end\":24,\"text\":\"Zoë\"}],"
    "\"contents\":[{\"start\":7,\"end\":15,\"text\":\"“We go,”\"}],\"coreferences\":[],\"confidence\":0.9,\"id\":0}]}" },
  { "csv", "csv", "claim,claim_at,speaker,speaker_at\n\"“We go,”\",7..15,Zoë,21..24\n" },
};

static void
test_dialect (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = import (dialects[i].format, ARTICLE, dialects[i].file, NULL, &error);
  g_autofree char *summary = NULL;

  g_assert_no_error (error);
  summary = summarize (document);
  g_assert_cmpstr (summary, ==, g_str_equal (dialects[i].title, "hypothesis") ? "“We go,”|" : "“We go,”|Zoë");
}

/* Score, author, date and tool of the other program are kept. */
static void
test_provenance (void)
{
  g_autoptr (SaysoDocument) document = import ("w3c", ARTICLE,
                                               "[{\"type\":\"Annotation\",\"creator\":{\"name\":\"maria\"},\"created\":\"2026-01-01T00:00:00Z\",\"generator\":{\"name\":\"tool 3\"},"
                                               "\"sayso:confidence\":0.875,\"body\":[{\"purpose\":\"tagging\",\"value\":\"claim\"},{\"purpose\":\"tagging\",\"value\":\"x\"}],"
                                               "\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"We go\"}}}]",
                                               NULL, NULL);
  g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (sayso_document_get_claims (document), 0);
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);

  g_assert_cmpint (record->confidence, ==, 875);
  g_assert_cmpstr (record->by, ==, "maria");
  g_assert_cmpstr (record->modified, ==, "2026-01-01T00:00:00Z");
  g_assert_cmpuint (g_strv_length (record->tags), ==, 1);
  g_assert_cmpstr (sayso_annotation_set_get (sayso_document_get_set (document, record->set))->tool, ==, "tool 3");
}

/* What has no place is told, and links to it do not break the rest. */
static void
test_notices (void)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = import ("doccano", ARTICLE,
                                               "{\"text\":\"😀 hi.\\r\\n“We go,” said Zoë.\\nEnd.\",\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":7,\"end_offset\":15},"
                                               "{\"id\":2,\"label\":\"Person\",\"start_offset\":21,\"end_offset\":24}],\"relations\":[{\"from_id\":1,\"to_id\":2}]}",
                                               notices, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 2);
}

/* Whom the article knows already is not made anew. */
static void
test_identities (void)
{
  static const char *const names[] = { "w3c", "prodigy", "doccano", "label-studio" };
  g_autoptr (SaysoDocument) document = fixture_torture ();
  GListModel *identities = sayso_document_get_identities (document);
  guint       n = g_list_model_get_n_items (identities);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SaysoFormat *format = sayso_format_find (names[i]);
      g_autoptr (GBytes) bytes = fixture_export (format, document);
      SaysoImportOptions options = { .text = sayso_document_get_text (document), .file_name = "in" };
      g_autofree char   *set = sayso_format_import (format, bytes, &options, document, NULL);

      g_assert_nonnull (set);
      g_assert_cmpuint (g_list_model_get_n_items (identities), ==, n);
      sayso_document_undo (document);
    }
}

/* A date as others write it is put right, what is none is dropped, and a name
 * that unescapes to no text stays as it is. */
static void
test_tidied (void)
{
  static const struct
  {
    const char *given, *kept;
  } times[] = {
    { "2026-02-03T04:05:06Z", "2026-02-03T04:05:06Z" },
    { "2026-02-03T04:05:06.123456+00:00", "2026-02-03T04:05:06.123456+00:00" },
    { "20260203T040506Z", "2026-02-03T04:05:06Z" },
    { "yesterday", NULL },
  };
  g_autoptr (SaysoDocument) brat = import ("brat", ARTICLE, "T1\tClaim 7 15\t“We go,”\nA1\t%fbx T1 y\n", NULL, NULL);
  g_autoptr (SaysoAnnotation) odd = g_list_model_get_item (sayso_document_get_claims (brat), 0);

  g_assert_cmpstr (sayso_annotation_record_get_attribute (sayso_annotation_get (odd), "%fbx"), ==, "y");
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *file = g_strdup_printf ("claim,claim_at,modified\n\"“We go,”\",7..15,%s\n", times[i].given);
      g_autoptr (SaysoDocument) document = import ("csv", ARTICLE, file, NULL, NULL);
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (sayso_document_get_claims (document), 0);

      g_assert_cmpstr (sayso_annotation_get (claim)->modified, ==, times[i].kept);
    }
}

static const struct
{
  const char *format, *file;
  int         code;
  const char *says;
} refused[] = {
  { "brat", "T1\tClaim 7 15\twrong\n", SAYSO_FORMAT_ERROR_MISMATCH, "(T1)" },
  { "brat", "T1\tClaim 7 15\t“We go,”\nT2\tClaim 900 910\tx\n", SAYSO_FORMAT_ERROR_MISMATCH, "(T2)" },
  { "brat", "T1\tClaim 16 8\t“We go,”\n", SAYSO_FORMAT_ERROR_MISMATCH, "(T1)" },
  { "brat", "T1\tClaim -1 8\tx\n", SAYSO_FORMAT_ERROR_MALFORMED, "(T1)" },
  { "brat", "T1\tClaim 0 99999999999\tx\n", SAYSO_FORMAT_ERROR_MALFORMED, "(T1)" },
  { "brat", "T1\tClaim 7 15\t“We go,”\nT1\tClaim 7 15\t“We go,”\n", SAYSO_FORMAT_ERROR_MALFORMED, "T1" },
  { "brat", "T1\tClaim 7 15\t“We go,”\nR1\tSaidBy Arg1:T1 Arg2:T9\n", SAYSO_FORMAT_ERROR_REFERENCE, "(R1)" },
  { "brat", "T1\tClaim 7 15\t“We go,”\nR1\tSaidBy Arg1:T1 Arg2:T1\n", SAYSO_FORMAT_ERROR_REFERENCE, "(R1)" },
  { "brat", "T1\tClaim 7 15\t“We go,”\nE1\tClaim:T1 Of:E1\n", SAYSO_FORMAT_ERROR_REFERENCE, "(E1)" },
  { "brat", "T1\tPerson 21 24\tZoë\n", SAYSO_FORMAT_ERROR_MALFORMED, "no speaker" },
  { "brat", "hello\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "w3c", "", SAYSO_FORMAT_ERROR_MALFORMED, "in" },
  { "w3c", "{}", SAYSO_FORMAT_ERROR_MALFORMED, "Web Annotations" },
  { "w3c", "[{\"id\":\"a\",\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"nowhere\"}}}]", SAYSO_FORMAT_ERROR_MISMATCH, "(a)" },
  { "w3c", "[{\"id\":\"a\",\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"i\"}}}]", SAYSO_FORMAT_ERROR_MISMATCH, "more than one" },
  { "w3c", "[{\"id\":\"a\",\"target\":\"u\"}]", SAYSO_FORMAT_ERROR_MALFORMED, "(a)" },
  { "w3c", "[{\"id\":\"a\",\"motivation\":\"linking\",\"target\":[\"b\",\"c\"]}]", SAYSO_FORMAT_ERROR_REFERENCE, "(a)" },
  { "prodigy", "{\"text\":\"other\"}\n", SAYSO_FORMAT_ERROR_MISMATCH, "not this article" },
  { "prodigy", "{\"text\":1}\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "prodigy", "{\"text\":\"x\"}\n[]\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 2" },
  { "prodigy", "{\"text\":\"x\"}\n{\"text\":\"y\"\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 2" },
  { "label-studio", "[]", SAYSO_FORMAT_ERROR_MISMATCH, "0 tasks" },
  { "label-studio", "3", SAYSO_FORMAT_ERROR_MISMATCH, "1 task" },
  { "citron", "{\"quotes\":[{\"contents\":[]}]}", SAYSO_FORMAT_ERROR_MALFORMED, "quote 1" },
  { "citron", "{\"quotes\":[{\"contents\":[{\"start\":0,\"end\":9000}]}]}", SAYSO_FORMAT_ERROR_MISMATCH, "9000" },
  { "csv", "a,b\n1,2\n", SAYSO_FORMAT_ERROR_MALFORMED, "quotes-table" },
  { "csv", "claim,claim_at\nx,5\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 2" },
  { "csv", "claim,claim_at,status\n\"“We go,”\",7..15,maybe\n", SAYSO_FORMAT_ERROR_MALFORMED, "“status”" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoDocument) document = import (refused[i].format, ARTICLE, refused[i].file, NULL, &error);

      if (document != NULL || error->code != refused[i].code || strstr (error->message, refused[i].says) == NULL)
        g_error ("%s: %s\n%s", refused[i].format, refused[i].file, error != NULL ? error->message : "was taken");
    }
}

/* json-glib alone crashes on these. */
static void
test_deep (void)
{
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);
  g_autofree char          *deep = g_strnfill (200000, '[');

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      if (formats[i]->import_records == NULL)
        continue;
      g_assert_null (import (formats[i]->name, ARTICLE, deep, NULL, &error));
      g_assert_true (error != NULL && error->domain == SAYSO_FORMAT_ERROR);
    }
}

/* What would cost the square of its length is refused. */
static void
test_piles (void)
{
  static const struct
  {
    const char *format, *head, *more, *tail;
  } piles[] = {
    { "brat", "T1\tClaim 7 15\t“We go,”\n", "A1\tTag T1 x\n", "" },
    { "brat", "T1\tClaim 7 15\t“We go,”\n", "#1\tAnnotatorNotes T1\tx\n", "" },
    { "brat", "T1\tClaim 7 15\t“We go,”\nE1\tClaim:T1", " A:T1", "\n" },
    { "w3c", "[{\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"We\"}},\"tags\":[\"x\"", ",\"x\"", "]}]" },
    { "csv", "claim,claim_at,speaker_at\nx,7..15,1..2", " | 1..2", "\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (piles); i++)
    {
      g_autoptr (GString) file = g_string_new (piles[i].head);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 100000; j++)
        g_string_append (file, piles[i].more);
      g_string_append (file, piles[i].tail);
      g_assert_null (import (piles[i].format, ARTICLE, file->str, NULL, &error));
      g_assert_true (error != NULL && error->domain == SAYSO_FORMAT_ERROR);
    }
}

/* No importer falls over its own format with a byte changed, cut or doubled, nor
 * takes from it what cannot be saved. */
static void
test_mangled (gconstpointer data)
{
  const SaysoFormat *format = data;
  g_autoptr (SaysoDocument) document = fixture_torture ();
  g_autoptr (GBytes) bytes = fixture_export (format, document);
  gsize       size;
  const char *original = g_bytes_get_data (bytes, &size);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GByteArray) mangled = g_byte_array_new ();
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoDocument) back = NULL;
      gsize at = g_test_rand_int_range (0, size), length = g_test_rand_int_range (1, 40);

      length = MIN (length, size - at);

      g_byte_array_append (mangled, (const guint8 *)original, size);
      switch (round % 4)
        {
        case 0:
          mangled->data[at] = g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_byte_array_remove_range (mangled, at, length);
          break;
        case 2:
          g_byte_array_set_size (mangled, at);
          break;
        default:
          g_byte_array_append (mangled, (const guint8 *)original + at, length);
        }
      file = g_bytes_new (mangled->data, mangled->len);
      back = fixture_import (format, file, document, &error);
      g_assert_true ((back == NULL) == (error != NULL));
      g_assert_true (error == NULL || error->domain == SAYSO_FORMAT_ERROR);
      if (back != NULL)
        fixture_assert_savable (back);
    }
}

int
main (int    argc,
      char **argv)
{
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autofree char *path = g_strdup_printf ("/formats/import/dialect/%s", dialects[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_dialect);
    }
  g_test_add_func ("/formats/import/provenance", test_provenance);
  g_test_add_func ("/formats/import/notices", test_notices);
  g_test_add_func ("/formats/import/identities", test_identities);
  g_test_add_func ("/formats/import/tidied", test_tidied);
  g_test_add_func ("/formats/import/refused", test_refused);
  g_test_add_func ("/formats/import/deep", test_deep);
  g_test_add_func ("/formats/import/piles", test_piles);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/formats/import/mangled/%s", formats[i]->name);

      if (formats[i]->import_records != NULL && formats[i]->export_bytes != NULL)
        g_test_add_data_func (path, formats[i], test_mangled);
    }
  return g_test_run ();
}
