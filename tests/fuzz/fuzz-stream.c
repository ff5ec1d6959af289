/* A fuzz target for the JSON Lines filter: whatever comes in, each line is answered by one line, which
 * is JSON and tells either quotations or an error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "commands/sayso-stream.h"
#include "text/sayso-guard.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* The command's own would fill the terminal. */
void
sayso_command_complain (const char *format,
                        ...)
{
}

static guint
count_lines (const char *bytes,
             gsize       size)
{
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += bytes[i] == '\n';
  return n + (size > 0 && bytes[size - 1] != '\n');
}

static void
check_answers (const char *answers,
               guint       n_bad)
{
  g_auto (GStrv) lines = g_strsplit (answers, "\n", -1);
  guint n_errors = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;

      sayso_guard_check (lines[i], strlen (lines[i]), &error);
      g_assert_no_error (error);
      n_errors += strstr (lines[i], "\"quotes\": [") == NULL;
    }
  g_assert_true ((n_errors > 0) == (n_bad > 0));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SaysoExtractor *extractor;
  char                  *answers = NULL;
  size_t                 length = 0;
  FILE                  *in, *out;
  int                    status;

  if (size == 0)
    return 0;
  if (extractor == NULL)
    {
      extractor = sayso_extractor_new_rules ();
      /* GLib has 2,032 bytes for each thread, which look lost while the thread ends; so none does. */
      g_thread_pool_set_max_unused_threads (-1);
      g_thread_pool_set_max_idle_time (0);
    }
  in = fmemopen ((gpointer)data, size, "r");
  out = open_memstream (&answers, &length);
  /* By the length of the input, so that threads are tried as well. */
  status = sayso_stream_run (extractor, in, out, 1 + size % 2, 0);
  fclose (in);
  fclose (out);
  g_assert_cmpuint (count_lines (answers, length), ==, count_lines ((const char *)data, size));
  g_assert_cmpint (status, !=, SAYSO_EXIT_FAILED);
  check_answers (answers, status == SAYSO_EXIT_PROBLEMS);
  free (answers);
  return 0;
}
