/* A fuzz target for making articles, of what FUZZ_FORMAT names: whatever the bytes, it
 * gives text that an article can be, or an error of the formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoImportedArticle) article = NULL;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  article = sayso_article_import_for_format (FUZZ_FORMAT) (bytes, NULL, &error);
  g_assert_true ((article == NULL) == (error != NULL && error->domain == SAYSO_FORMAT_ERROR));
  if (article != NULL)
    {
      const char *fields[] = { article->text, article->title, article->byline, article->date, article->url };

      g_assert_true (g_str_has_suffix (article->text, "\n"));
      for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        g_assert_true (fields[i] == NULL || (*fields[i] != '\0' && g_utf8_validate (fields[i], -1, NULL)));
    }
  return 0;
}
