/* Units and tokens against walks from the start.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include "formats/sayso-format-tokens.h"
#include "formats/sayso-format-units.h"

#include <pango/pango.h>
#include <string.h>

static SaysoText *
random_text (void)
{
  static const char *const pieces[] = { "a", "é", "e\xcc\x81", "😀", "👩‍🚀", "\r\n", "\n", "\r", " ", "字", "\xd8\x80", "🇩🇪" };
  g_autoptr (GString) string = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
    g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return sayso_text_new (string->str, -1);
}

/* The text up to an offset as another program would have it. */
static char *
convert_newlines (const char   *utf8,
                  gsize         length,
                  SaysoNewlines newlines)
{
  GString *string = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      gboolean is_crlf = utf8[i] == '\r' && utf8[i + 1] == '\n';
      gboolean is_bare = utf8[i] == '\n' && (i == 0 || utf8[i - 1] != '\r');

      if (newlines == SAYSO_NEWLINES_CRLF && is_bare)
        g_string_append_c (string, '\r');
      if (newlines != SAYSO_NEWLINES_LF || !is_crlf)
        g_string_append_c (string, utf8[i]);
    }
  return g_string_free (string, FALSE);
}

static guint
measure (const char *utf8,
         SaysoUnit   unit)
{
  glong                 n_utf16;
  g_autofree gunichar2 *utf16 = NULL;

  switch (unit)
    {
    case SAYSO_UNIT_BYTE:
      return strlen (utf8);
    case SAYSO_UNIT_UTF16:
      utf16 = g_utf8_to_utf16 (utf8, -1, NULL, &n_utf16, NULL);
      return n_utf16;
    default:
      return g_utf8_strlen (utf8, -1);
    }
}

static void
check_units (SaysoText    *text,
             SaysoUnit     unit,
             SaysoNewlines newlines)
{
  g_autoptr (SaysoUnits) units = sayso_units_new (text, unit, newlines);
  const char *utf8 = sayso_text_get_utf8 (text);

  for (guint offset = 0; offset <= sayso_text_get_length (text); offset++)
    {
      gsize            byte = sayso_text_to_byte (text, offset);
      g_autofree char *before = convert_newlines (utf8, byte, newlines);
      guint            value = measure (before, unit), back;

      g_assert_cmpuint (sayso_units_from_codepoint (units, offset), ==, value);
      g_assert_true (sayso_units_to_codepoint (units, value, &back));
      /* Between CR and LF there is no place in a text of LF alone. */
      if (newlines != SAYSO_NEWLINES_LF || byte == 0 || utf8[byte] != '\n' || utf8[byte - 1] != '\r')
        g_assert_cmpuint (back, ==, offset);
    }
  g_assert_false (sayso_units_to_codepoint (units, sayso_units_get_length (units) + 1, &(guint){ 0 }));
}

static void
test_random (void)
{
  static const SaysoUnit kinds[] = { SAYSO_UNIT_CODEPOINT, SAYSO_UNIT_UTF16, SAYSO_UNIT_BYTE };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (SaysoText) text = random_text ();

      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (int newlines = SAYSO_NEWLINES_AS_IS; newlines <= SAYSO_NEWLINES_CRLF; newlines++)
          check_units (text, kinds[i], newlines);
    }
}

static void
test_graphemes (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("a👩‍🚀e\xcc\x81\r\n🇩🇪b", -1);
  g_autoptr (SaysoUnits) units = sayso_units_new (text, SAYSO_UNIT_GRAPHEME, SAYSO_NEWLINES_AS_IS);
  static const guint starts[] = { 0, 1, 4, 6, 8, 10, 11 };
  guint              offset;

  g_assert_cmpuint (sayso_units_get_length (units), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_assert_cmpuint (sayso_units_from_codepoint (units, starts[i]), ==, i);
      g_assert_true (sayso_units_to_codepoint (units, i, &offset));
      g_assert_cmpuint (offset, ==, starts[i]);
    }
}

/* Against Pango's view of each whole line. */
static void
test_random_graphemes (void)
{
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (SaysoText) text = random_text ();
      g_autofree guint8 *starts = sayso_units_grapheme_starts (text);
      g_auto (GStrv) lines = g_strsplit (sayso_text_get_utf8 (text), "\n", -1);
      guint at = 0;

      for (guint i = 0; lines[i] != NULL; i++)
        {
          glong                    length = g_utf8_strlen (lines[i], -1);
          g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, length + 1);

          pango_get_log_attrs (lines[i], -1, -1, pango_language_from_string ("en"), attrs, (int)length + 1);
          for (glong j = 0; j < length; j++)
            g_assert_cmpint (starts[at + j], ==, j == 0 || attrs[j].is_cursor_position);
          at += length;
          /* The end of the line is one with a CR before it. */
          if (lines[i + 1] != NULL)
            g_assert_cmpint (starts[at], ==, !g_str_has_suffix (lines[i], "\r"));
          at++;
        }
      /* An empty text is split into no line. */
      g_assert_cmpuint (MAX (at, 1), ==, sayso_text_get_length (text) + 1);
    }
}

static void
test_inside (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("é😀", -1);
  g_autoptr (SaysoUnits) bytes = sayso_units_new (text, SAYSO_UNIT_BYTE, SAYSO_NEWLINES_AS_IS);
  g_autoptr (SaysoUnits) utf16 = sayso_units_new (text, SAYSO_UNIT_UTF16, SAYSO_NEWLINES_AS_IS);
  guint offset;

  g_assert_false (sayso_units_to_codepoint (bytes, 1, &offset));
  g_assert_false (sayso_units_to_codepoint (utf16, 2, &offset));
}

/* Tokens and the spaces between them are the text, and every span is made of
 * whole tokens. */
static void
test_tokens (void)
{
  for (guint seed = 1; seed <= 100; seed++)
    {
      g_autoptr (SaysoDocument) document = fixture_random (seed);
      SaysoExportOptions options = fixture_options (document);
      g_autoptr (SaysoView) view = sayso_view_new (&options);
      g_autoptr (SaysoTokenGrid) tokens = sayso_token_grid_new (view->text, view);
      guint at = 0;

      for (guint i = 0; i < tokens->n_tokens; i++)
        {
          g_assert_cmpuint (tokens->tokens[i].span.start, ==, at);
          at = tokens->tokens[i].span.end;
          if (tokens->tokens[i].space_after)
            g_assert_cmpuint (sayso_text_get_char (view->text, at++), ==, ' ');
        }
      g_assert_cmpuint (at, ==, sayso_text_get_length (view->text));
      for (guint i = 0; i < view->n_annotations; i++)
        for (guint j = 0; j < view->annotations[i]->n_spans; j++)
          {
            SaysoSpan span = view->annotations[i]->spans[j];
            guint     first, last;

            g_assert_true (sayso_token_grid_find (tokens, span, &first, &last));
            g_assert_cmpuint (tokens->tokens[first].span.start, ==, span.start);
            g_assert_cmpuint (tokens->tokens[last].span.end, ==, span.end);
          }
    }
}

static void
test_words (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("He didn’t go. “No!” She left.\nnow", -1);
  g_autoptr (SaysoTokenGrid) tokens = sayso_token_grid_new (text, NULL);
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      g_autofree char *word = sayso_text_slice (text, tokens->tokens[i].span);

      g_string_append_printf (string, "%s%s", tokens->tokens[i].starts_sentence ? "/" : "|", tokens->tokens[i].is_space ? "_" : word);
    }
  g_assert_cmpstr (string->str, ==, "/He|didn’t|go|./“|No|!|”/She|left|.|_/now");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/units/random", test_random);
  g_test_add_func ("/formats/units/graphemes", test_graphemes);
  g_test_add_func ("/formats/units/random-graphemes", test_random_graphemes);
  g_test_add_func ("/formats/units/inside", test_inside);
  g_test_add_func ("/formats/tokens/random", test_tokens);
  g_test_add_func ("/formats/tokens/words", test_words);
  return g_test_run ();
}
