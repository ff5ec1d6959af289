/* SaysoText: decoding and conversion of offsets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-text.h"

#include <string.h>

static void
test_refuses (void)
{
  static const struct
  {
    const char *bytes;
    gsize       size;
    int         code;
    const char *says;
  } cases[] = {
    { "ab\xff", 3, SAYSO_TEXT_ERROR_UTF8, "byte 2 (0xff)" },
    { "\xef\xbb\xbf"
      "a\xc3",
      5, SAYSO_TEXT_ERROR_UTF8, "byte 4 (0xc3)" },
    { "a\0b", 3, SAYSO_TEXT_ERROR_BINARY, "byte 1 is zero" },
    { "\xed\xa0\x80", 3, SAYSO_TEXT_ERROR_UTF8, "byte 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);
      g_autoptr (GError) error = NULL;

      g_assert_null (sayso_text_new_from_bytes (bytes, NULL, &error));
      g_assert_error (error, SAYSO_TEXT_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_encoding (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("caf\xe9", 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoText) text = sayso_text_new_from_bytes (bytes, "ISO-8859-1", &error);
  g_autoptr (SaysoText) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sayso_text_get_utf8 (text), ==, "café");
  none = sayso_text_new_from_bytes (bytes, "no-such-encoding", &error);
  g_assert_null (none);
  g_assert_error (error, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_ENCODING);
}

static void
test_bom (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xef\xbb\xbfhé", 6);
  g_autoptr (SaysoText) text = sayso_text_new_from_bytes (bytes, NULL, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_assert_true (sayso_text_has_bom (text));
  g_assert_cmpuint (sayso_text_get_length (text), ==, 2);
  g_assert_cmpstr (sayso_text_get_sha256 (text), ==, sha256);
}

static void
test_empty (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("", -1);

  g_assert_cmpuint (sayso_text_get_length (text), ==, 0);
  g_assert_cmpuint (sayso_text_to_byte (text, 7), ==, 0);
  g_assert_cmpuint (sayso_text_from_utf16 (text, 7), ==, 0);
}

/* Each conversion against a walk from the start. */
static void
test_random_offsets (void)
{
  static const char *const pieces[] = { "a", "é", "字", "😀", "\r\n", " ", "e\xcc\x81" };

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (SaysoText) text = NULL;
      guint n = g_test_rand_int_range (1, 700), offset = 0, utf16 = 0;

      for (guint i = 0; i < n; i++)
        g_string_append (string, pieces[g_test_rand_int_range (0, round % 5 == 0 ? 1 : G_N_ELEMENTS (pieces))]);
      /* Long runs of one width, which end anywhere. */
      for (guint i = 0; round % 5 == 1 && i < 8; i++)
        for (guint run = g_test_rand_int_range (1, 80), piece = i % 2 * g_test_rand_int_range (0, G_N_ELEMENTS (pieces)); run > 0; run--)
          g_string_append (string, pieces[piece]);
      text = sayso_text_new (string->str, -1);
      for (const char *p = string->str; *p != '\0'; p = g_utf8_next_char (p))
        {
          guint width = g_utf8_get_char (p) > 0xffff ? 2 : 1;
          gsize byte = p - string->str;

          g_assert_cmpuint (sayso_text_to_byte (text, offset), ==, byte);
          g_assert_cmpuint (sayso_text_to_utf16 (text, offset), ==, utf16);
          for (const char *q = p; q < g_utf8_next_char (p); q++)
            g_assert_cmpuint (sayso_text_from_byte (text, q - string->str), ==, offset);
          for (guint i = 0; i < width; i++)
            g_assert_cmpuint (sayso_text_from_utf16 (text, utf16 + i), ==, offset);
          g_assert_cmpuint (sayso_text_get_char (text, offset), ==, g_utf8_get_char (p));
          offset++;
          utf16 += width;
        }
      g_assert_cmpuint (sayso_text_get_length (text), ==, offset);
      g_assert_cmpuint (sayso_text_get_length_utf16 (text), ==, utf16);
    }
}

static void
test_locate (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("añb\ncd\n", -1);
  guint line, column;

  sayso_text_locate (text, 2, &line, &column);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (column, ==, 3);
  sayso_text_locate (text, 5, &line, &column);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (column, ==, 2);
}

static void
test_normalize (void)
{
  SaysoSpan spans[] = { { 5, 9 }, { 1, 3 }, { 3, 4 }, { 7, 7 }, { 8, 12 } };

  g_assert_cmpuint (sayso_spans_normalize (spans, 5), ==, 2);
  g_assert_true (sayso_span_equal (spans[0], ((SaysoSpan){ 1, 4 })));
  g_assert_true (sayso_span_equal (spans[1], ((SaysoSpan){ 5, 12 })));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/text/refuses", test_refuses);
  g_test_add_func ("/text/text/encoding", test_encoding);
  g_test_add_func ("/text/text/bom", test_bom);
  g_test_add_func ("/text/text/empty", test_empty);
  g_test_add_func ("/text/text/random-offsets", test_random_offsets);
  g_test_add_func ("/text/text/locate", test_locate);
  g_test_add_func ("/text/span/normalize", test_normalize);
  return g_test_run ();
}
