/* What a format holds comes back the same: for the torture document, for random
 * documents, and for large ones in time. Every format of the registry goes
 * through here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"
#include "../tools/patience.h"

#include <time.h>

#define N_RANDOM 200
#define N_LARGE 100000
/* The aim is two seconds; the manual has the times of each format. Tests fill freed memory with noise and share the
 * machine, and a guard that fails by chance guards nothing. */
#define AIM_SECONDS 2.0
#define LIMIT_SECONDS 4.0

static void
assert_round_trip (const SaysoFormat *format,
                   SaysoDocument     *document)
{
  g_autoptr (GBytes) first = fixture_export (format, document);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) back = NULL;
  g_autoptr (GBytes) second = NULL;

  if (format->import_records == NULL)
    return;
  back = fixture_import (format, first, document, &error);
  if (error != NULL)
    g_error ("%s: %s\n%s", format->name, error->message, (const char *)g_bytes_get_data (first, NULL));
  second = fixture_export (format, back);
  fixture_assert_same_bytes (format->name, first, second);
}

static void
test_torture (gconstpointer data)
{
  g_autoptr (SaysoDocument) document = fixture_torture ();

  assert_round_trip (data, document);
}

static void
test_random (gconstpointer data)
{
  for (guint seed = 1; seed <= N_RANDOM; seed++)
    {
      g_autoptr (SaysoDocument) document = fixture_random (seed);

      assert_round_trip (data, document);
    }
}

/* With nothing to say, and on an empty article. */
static void
test_empty (gconstpointer data)
{
  g_autoptr (SaysoDocument) torture = fixture_torture ();
  g_autoptr (SaysoDocument) bare = fixture_bare (torture);
  g_autoptr (SaysoText) text = sayso_text_new ("", 0);
  g_autoptr (SaysoDocument) empty = sayso_document_new (text);

  assert_round_trip (data, bare);
  assert_round_trip (data, empty);
}

/* Imports are suggestions in a set of their own; importing twice makes two. */
static void
test_set (gconstpointer data)
{
  const SaysoFormat *format = data;
  g_autoptr (SaysoDocument) document = fixture_large (30);
  g_autoptr (GBytes) bytes = fixture_export (format, document);
  SaysoImportOptions options = { .text = sayso_document_get_text (document), .file_name = "in", .set_name = "theirs" };
  guint              n = g_list_model_get_n_items (sayso_document_get_annotations (document));

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char      *id = sayso_format_import (format, bytes, &options, document, &error);
      const SaysoSetRecord *set;

      g_assert_no_error (error);
      set = sayso_annotation_set_get (sayso_document_get_set (document, id));
      g_assert_cmpstr (set->name, ==, "theirs");
      g_assert_cmpint (set->origin, ==, SAYSO_ORIGIN_IMPORT);
      g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_sets (document)), ==, 2 + round);
    }
  sayso_document_undo (document);
  sayso_document_undo (document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_annotations (document)), ==, n);
}

/* Processor time, which other programs on the machine do not lengthen. */
static double
seconds_since (clock_t start)
{
  return (double)(clock () - start) / CLOCKS_PER_SEC;
}

/* The best of three: what fills the caches from another core lengthens processor time, too. */
static double
measure_export (const SaysoFormat *format,
                SaysoDocument     *document,
                GBytes           **bytes)
{
  double best = G_MAXDOUBLE;

  *bytes = NULL;
  for (guint round = 0; round < 3 && best >= AIM_SECONDS; round++)
    {
      clock_t start = clock ();

      g_clear_pointer (bytes, g_bytes_unref);
      *bytes = fixture_export (format, document);
      best = MIN (best, seconds_since (start));
    }
  return best;
}

static void
test_large (gconstpointer data)
{
  const SaysoFormat *format = data;
  g_autoptr (SaysoDocument) document = fixture_large (N_LARGE);
  g_autoptr (GBytes) bytes = NULL;
  double  exported = measure_export (format, document, &bytes);
  clock_t start;

  g_test_message ("%-14s export of %d annotations: %.2f s, %.1f MB", format->name, N_LARGE, exported,
                  g_bytes_get_size (bytes) / 1e6);
  if (format->import_records != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoDocument) back = NULL;

      start = clock ();
      back = fixture_import (format, bytes, document, &error);
      g_assert_no_error (error);
      g_test_message ("%-14s import: %.2f s", format->name, seconds_since (start));
    }
  ASSERT_WITHIN (exported, LIMIT_SECONDS);
}

int
main (int    argc,
      char **argv)
{
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    {
      static const struct
      {
        const char *name;
        void (*func) (gconstpointer data);
        gboolean needs_import;
      } tests[] = {
        { "torture", test_torture, FALSE },
        { "random", test_random, FALSE },
        { "empty", test_empty, FALSE },
        { "set", test_set, TRUE },
        { "large", test_large, FALSE },
      };

      for (gsize j = 0; j < G_N_ELEMENTS (tests) && formats[i]->export_bytes != NULL; j++)
        {
          g_autofree char *path = g_strdup_printf ("/formats/%s/%s", formats[i]->name, tests[j].name);

          if (!tests[j].needs_import || formats[i]->import_records != NULL)
            g_test_add_data_func (path, formats[i], tests[j].func);
        }
    }
  return g_test_run ();
}
