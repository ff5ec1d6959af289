/* A fuzz target for the sidecar's reader, writer and merge: what is read can be written and read
 * again, the same, and merged with itself and with nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"
#include "text/sayso-guard.h"
#include "model/sayso-record.h"
#include "sidecar/sayso-record-json.h"

#include <string.h>

#define ARTICLE "“We closed it,” Oda Renwick said.\n"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static SaysoSidecar *
read_bytes (const char *bytes,
            gsize       size,
            SaysoText  *article,
            GError    **error)
{
  g_autofree char *copy = g_strndup (bytes, size);

  /* strndup () stops at a NUL; the reader is to see all of it. */
  copy = g_realloc (copy, size + 1);
  memcpy (copy, bytes, size);
  copy[size] = '\0';
  return sayso_sidecar_read (copy, size, article, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (SaysoText) article = sayso_text_new (ARTICLE, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoSidecar) sidecar = read_bytes ((const char *)data, size, article, &error);
  g_autoptr (SaysoSidecar) again = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert_true ((sidecar == NULL) == (error != NULL));
  if (sidecar == NULL || !sidecar->matches)
    return 0;
  first = sayso_sidecar_write (sidecar->records, article, "article.txt", TRUE);
  again = read_bytes (g_bytes_get_data (first, NULL), g_bytes_get_size (first), article, &error);
  g_assert_no_error (error);
  second = sayso_sidecar_write (again->records, article, "article.txt", TRUE);
  g_assert_true (g_bytes_equal (first, second));
  merged = sayso_merge (sidecar->records, sidecar->records, again->records);
  g_assert_cmpuint (merged->len, ==, sidecar->records->len);
  return 0;
}
