/* A fuzz target for the journal: whatever stands in the file, it is read as far as it is whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-journal.h"

#include <glib/gstdio.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static char *sidecar, *path;
  g_autoptr (SaysoReplay) replay = NULL;

  if (path == NULL)
    {
      g_autofree char *folder = g_dir_make_tmp ("sayso-fuzz-XXXXXX", NULL);
      g_autofree char *sum = NULL;
      g_autofree char *name = NULL;
      g_autofree char *journals = NULL;

      g_setenv ("XDG_STATE_HOME", folder, TRUE);
      sidecar = g_build_filename (folder, "article.txt.sayso.json", NULL);
      sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sidecar, -1);
      name = g_strconcat (sum, ".jsonl", NULL);
      journals = g_build_filename (folder, "sayso", "journal", NULL);
      g_mkdir_with_parents (journals, 0700);
      path = g_build_filename (journals, name, NULL);
    }
  g_assert_true (g_file_set_contents (path, (const char *)data, (gssize)size, NULL));
  replay = sayso_journal_read (sidecar);
  for (guint i = 0; replay != NULL && i < replay->steps->len; i++)
    {
      GPtrArray *step = replay->steps->pdata[i];

      for (guint k = 0; k < step->len; k++)
        g_assert_nonnull (((SaysoJournalEntry *)step->pdata[k])->id);
    }
  return 0;
}
