/* A fuzz target for one importer, named by FUZZ_FORMAT: whatever the bytes, it
 * gives records that a document takes, or an error of the formats.
 *
 * Seeds are what export-format-cases writes, and those in tests/fuzz/corpus. What lies beside a file
 * of BookNLP's (.tokens, .entities) follows it, after a form feed each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

#define N_PARTS 3

/* The file and, of BookNLP, what lies beside it; the rest is all the last one's. */
static void
split (const guint8 *data,
       gsize         size,
       GBytes       *parts[N_PARTS])
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      gboolean      is_more = i + 1 < N_PARTS && strcmp (FUZZ_FORMAT, "booknlp") == 0;
      const guint8 *feed = is_more && size > 0 ? memchr (data, '\f', size) : NULL;
      gsize         length = feed != NULL ? (gsize)(feed - data) : size;

      parts[i] = g_bytes_new (data, length);
      data += length + (feed != NULL);
      size -= length + (feed != NULL);
    }
}

static GBytes *
read_sibling (const char *extension,
              gpointer    user_data,
              GError    **error)
{
  GBytes **parts = user_data;

  return g_bytes_ref (parts[strcmp (extension, ".tokens") == 0 ? 1 : 2]);
}

static SaysoDocument *
import (const guint8  *data,
        gsize          size,
        SaysoDocument *article,
        GError       **error)
{
  g_autoptr (SaysoDocument) document = fixture_bare (article);
  GBytes            *parts[N_PARTS];
  SaysoImportOptions options = { .text = sayso_document_get_text (article), .file_name = "in", .read_sibling = read_sibling, .user_data = parts };
  g_autofree char   *set = NULL;

  split (data, size, parts);
  set = sayso_format_import (sayso_format_find (FUZZ_FORMAT), parts[0], &options, document, error);
  for (guint i = 0; i < N_PARTS; i++)
    g_bytes_unref (parts[i]);
  return set != NULL ? g_steal_pointer (&document) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SaysoDocument *article;
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;

  if (article == NULL)
    {
      article = fixture_torture ();
      g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
    }
  document = import (data, size, article, &error);
  g_assert_true ((document == NULL) == (error != NULL && error->domain == SAYSO_FORMAT_ERROR));
  /* What came in can be saved, and go out again. */
  if (document != NULL)
    {
      fixture_assert_savable (document);
      g_bytes_unref (fixture_export (sayso_format_find ("w3c"), document));
    }
  return 0;
}
