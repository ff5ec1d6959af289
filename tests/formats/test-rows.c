/* Tables: RFC 4180 to the letter, and no cell that a spreadsheet runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-rows.h"

#include <string.h>

static void
test_quoting (void)
{
  g_autoptr (GString) string = g_string_new (NULL);

  sayso_rows_append_cell (string, "plain", ',', FALSE);
  sayso_rows_append_cell (string, "a,b", ',', FALSE);
  sayso_rows_append_cell (string, "say \"no\"", ',', FALSE);
  sayso_rows_append_cell (string, "two\r\nlines", ',', FALSE);
  sayso_rows_append_cell (string, NULL, ',', FALSE);
  sayso_rows_end_row (string);
  g_assert_cmpstr (string->str, ==, "plain,\"a,b\",\"say \"\"no\"\"\",\"two\r\nlines\",\r\n");
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *cell, *defused;
  } cases[] = {
    { "=SUM(1)", "'=SUM(1)" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@x", "'@x" },
    { "\tx", "'\tx" },
    { "\rx", "'\rx" },
    { "  =1", "'  =1" },
    { "'=1", "''=1" },
    { "＝1", "'＝1" },
    { "a=1", NULL },
    { "'tis", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *defused = sayso_rows_defuse (cases[i].cell);

      g_assert_cmpstr (defused, ==, cases[i].defused);
      g_assert_cmpstr (sayso_rows_undo_defuse (defused != NULL ? defused : cases[i].cell), ==, cases[i].cell);
    }
}

static SaysoRows *
read_table (const char *table,
            GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, strlen (table));

  return sayso_rows_read (bytes, 0, "t.csv", error);
}

static void
test_reading (void)
{
  g_autoptr (SaysoRows) rows = read_table ("\xef\xbb\xbf"
                                           "A,b\r\n\"x\"\"y\",\"1\n2\"\n\nlast,\"\"",
                                           NULL);

  g_assert_cmpuint (rows->n_rows, ==, 3);
  g_assert_cmpint (sayso_rows_find_column (rows, "a"), ==, 0);
  g_assert_cmpint (sayso_rows_find_column (rows, "c"), ==, -1);
  g_assert_cmpstr (sayso_rows_get (rows, 1, 0), ==, "x\"y");
  g_assert_cmpstr (sayso_rows_get (rows, 1, 1), ==, "1\n2");
  g_assert_cmpuint (rows->rows[2].line, ==, 5);
  g_assert_cmpstr (sayso_rows_get (rows, 2, 1), ==, "");
  g_assert_cmpstr (sayso_rows_get (rows, 2, 9), ==, "");
}

static void
test_separators (void)
{
  g_autoptr (SaysoRows) semicolons = read_table ("a;b,c;d\n1;2;3\n", NULL);
  g_autoptr (SaysoRows) tabs = read_table ("a\tb\n1,5\t2\n", NULL);

  g_assert_cmpstr (sayso_rows_get (semicolons, 1, 2), ==, "3");
  g_assert_cmpstr (sayso_rows_get (tabs, 1, 0), ==, "1,5");
}

static void
test_errors (void)
{
  static const struct
  {
    const char *table, *says;
  } cases[] = {
    { "a,b\n1,\"2\n3", "t.csv, line 2" },
    { "a\xff", "byte 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_table (cases[i].table, &error));
      g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Written and read: the same cells, whatever stands in them. */
static void
test_random (void)
{
  static const char alphabet[] = "a=+-@'\"\t\r\n,; ";

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SaysoRows) rows = NULL;

      g_ptr_array_add (cells, g_strdup ("first"));
      for (guint i = 0; i < 4; i++)
        {
          GString *cell = g_string_new (NULL);

          for (int length = g_test_rand_int_range (0, 6); length > 0; length--)
            g_string_append_c (cell, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      for (guint i = 0; i < cells->len; i++)
        sayso_rows_append_cell (string, cells->pdata[i], ',', FALSE);
      sayso_rows_end_row (string);
      bytes = g_bytes_new_static (string->str, string->len);
      rows = sayso_rows_read (bytes, ',', "t", NULL);
      g_assert_cmpuint (rows->n_rows, ==, 1);
      for (guint i = 0; i < cells->len; i++)
        g_assert_cmpstr (sayso_rows_undo_defuse (sayso_rows_get (rows, 0, i)), ==, cells->pdata[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/rows/quoting", test_quoting);
  g_test_add_func ("/formats/rows/formulas", test_formulas);
  g_test_add_func ("/formats/rows/reading", test_reading);
  g_test_add_func ("/formats/rows/separators", test_separators);
  g_test_add_func ("/formats/rows/errors", test_errors);
  g_test_add_func ("/formats/rows/random", test_random);
  return g_test_run ();
}
