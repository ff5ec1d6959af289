/* A fuzz target for one importer, named by FUZZ_FORMAT: whatever the bytes, it
 * gives records that a document takes, or an error of the formats.
 *
 * Seeds are what export-format-cases writes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SaysoDocument *article;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;

  if (article == NULL)
    {
      article = fixture_torture ();
      g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
    }
  document = fixture_import (sayso_format_find (FUZZ_FORMAT), bytes, article, &error);
  g_assert_true ((document == NULL) == (error != NULL && error->domain == SAYSO_FORMAT_ERROR));
  /* What came in can be saved, and go out again. */
  if (document != NULL)
    {
      fixture_assert_savable (document);
      g_bytes_unref (fixture_export (sayso_format_find ("w3c"), document));
    }
  return 0;
}
