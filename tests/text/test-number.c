/* Numbers for files, against printf.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-number.h"

static void
check (gint64 number)
{
  g_autoptr (GString) out = g_string_new ("n");
  g_autofree char *wanted = g_strdup_printf ("n%" G_GINT64_FORMAT, number);

  sayso_number_append (out, number);
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
test_append (void)
{
  const gint64 edges[] = { 0, 1, 9, 10, -1, -10, G_MAXUINT, G_MAXINT64, G_MININT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    check (edges[i]);
  for (guint i = 0; i < 1000; i++)
    check ((gint64)((guint64)g_test_rand_int () << 32 | (guint32)g_test_rand_int ()) >> g_test_rand_int_range (0, 64));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/number/append", test_append);
  return g_test_run ();
}
