/* The guard against lists of valid and invalid JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-cursor.h"
#include "text/sayso-guard.h"

#include <string.h>

static void
test_valid (void)
{
  static const char *const cases[] = {
    "{}", "[]", " [ ] \n", "true", "null", "\"\"", "0", "-0", "1.5e+10", "[1, 2, {\"a\": []}]",
    "\"\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"é😀\"", "-9223372036854775808",
    "{\"a\": 1, \"A\": 2, \"\": 3}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (sayso_guard_check (cases[i], strlen (cases[i]), &error));
      g_assert_no_error (error);
    }
}

static void
test_invalid (void)
{
  static const struct
  {
    const char *json;
    int         code;
    const char *says;
  } cases[] = {
    { "", SAYSO_GUARD_ERROR_SYNTAX, "line 1, column 1" },
    { " ", SAYSO_GUARD_ERROR_SYNTAX, "ends too soon" },
    { "{} {}", SAYSO_GUARD_ERROR_SYNTAX, "line 1, column 4" },
    { "[1,]", SAYSO_GUARD_ERROR_SYNTAX, "column 4" },
    { "{\"a\": 1,}", SAYSO_GUARD_ERROR_SYNTAX, "column 9" },
    { "{'a': 1}", SAYSO_GUARD_ERROR_SYNTAX, "column 2" },
    { "// no\n{}", SAYSO_GUARD_ERROR_SYNTAX, "column 1" },
    { "{\"a\": 1,\n \"é\": 01}", SAYSO_GUARD_ERROR_SYNTAX, "line 2, column 8" },
    { "NaN", SAYSO_GUARD_ERROR_SYNTAX, "column 1" },
    { "+1", SAYSO_GUARD_ERROR_SYNTAX, "column 1" },
    { ".5", SAYSO_GUARD_ERROR_SYNTAX, "column 1" },
    { "1.", SAYSO_GUARD_ERROR_SYNTAX, "ends too soon" },
    { "9223372036854775808", SAYSO_GUARD_ERROR_NUMBER, "out of range" },
    { "1e999", SAYSO_GUARD_ERROR_NUMBER, "out of range" },
    { "{\"a\": 1, \"b\": 2, \"a\": 3}", SAYSO_GUARD_ERROR_DUPLICATE_KEY, "column 18" },
    { "{\"a\": 1, \"\\u0061\": 3}", SAYSO_GUARD_ERROR_DUPLICATE_KEY, "twice" },
    { "\"\\u0000\"", SAYSO_GUARD_ERROR_STRING, "U+0000" },
    { "\"\\ud800x\"", SAYSO_GUARD_ERROR_STRING, "surrogate" },
    { "\"\\udc00\"", SAYSO_GUARD_ERROR_STRING, "surrogate" },
    { "\"a\tb\"", SAYSO_GUARD_ERROR_STRING, "control" },
    { "\"\xff\"", SAYSO_GUARD_ERROR_STRING, "UTF-8" },
    { "\"\\x\"", SAYSO_GUARD_ERROR_SYNTAX, "escape" },
    { "\"abc", SAYSO_GUARD_ERROR_SYNTAX, "ends too soon" },
    { "truth", SAYSO_GUARD_ERROR_SYNTAX, "column 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sayso_guard_check (cases[i].json, strlen (cases[i].json), &error));
      g_assert_error (error, SAYSO_GUARD_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_depth (void)
{
  for (guint depth = 60; depth < 70; depth++)
    {
      g_autoptr (GString) json = g_string_new (NULL);

      for (guint i = 0; i < depth; i++)
        g_string_append_c (json, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (json, ']');
      g_assert_cmpint (sayso_guard_check (json->str, json->len, NULL), ==, depth <= SAYSO_GUARD_MAX_DEPTH);
    }
  {
    g_autofree char *brackets = g_strnfill (80000, '[');

    g_assert_false (sayso_guard_check (brackets, 80000, NULL));
  }
}

static void
test_many_keys (void)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (json, "\"k%u\": 1, ", i);
  g_string_append (json, "\"k77\": 2}");
  g_assert_false (sayso_guard_check (json->str, json->len, NULL));
  g_string_truncate (json, json->len - strlen ("\"k77\": 2}"));
  g_string_append (json, "\"another\": 2}");
  g_assert_true (sayso_guard_check (json->str, json->len, NULL));
}

/* Whatever the guard lets through, the cursor walks to its very end. */
static void
test_random_walk (void)
{
  static const char *const pieces[] = { "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-2.5", "true", "null", " ", "\"\\u00e9\"", "\n" };
  guint                    passed = 0;

  for (guint round = 0; round < 200000; round++)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (GString) copy = g_string_new (NULL);
      SaysoCursor cursor;

      for (int i = g_test_rand_int_range (1, 9); i > 0; i--)
        g_string_append (json, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!sayso_guard_check (json->str, json->len, NULL))
        continue;
      passed++;
      cursor = (SaysoCursor){ json->str, json->str };
      sayso_cursor_skip (&cursor);
      g_assert_cmpuint (strspn (cursor.p, " \n"), ==, strlen (cursor.p));
      cursor.p = json->str;
      sayso_cursor_copy (&cursor, copy);
      g_assert_true (sayso_guard_check (copy->str, copy->len, NULL));
    }
  g_assert_cmpuint (passed, >, 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/guard/valid", test_valid);
  g_test_add_func ("/sidecar/guard/invalid", test_invalid);
  g_test_add_func ("/sidecar/guard/depth", test_depth);
  g_test_add_func ("/sidecar/guard/many-keys", test_many_keys);
  g_test_add_func ("/sidecar/cursor/random-walk", test_random_walk);
  return g_test_run ();
}
