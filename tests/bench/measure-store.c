/* Measures the store: measure-store ARTICLE
 *
 * Opens the article with its sidecar, changes one mark, and saves, five times. Prints "load SECONDS" and "save SECONDS", the
 * best of processor time; writing through to the disk is waiting, and not counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "sidecar/sayso-store.h"

#include <stdio.h>
#include <time.h>

#define N_TIMES 5

static double
processor_time (void)
{
  return (double)clock () / CLOCKS_PER_SEC;
}

static gboolean
measure (const char *path,
         double     *load,
         double     *save,
         GError    **error)
{
  double started = processor_time (), opened;
  g_autoptr (SaysoStore) store = sayso_store_open (path, NULL, 0, error);
  SaysoSpan span = { 0, 3 };
  gboolean  saved;

  if (store == NULL)
    return FALSE;
  opened = processor_time ();
  *load = MIN (*load, opened - started);
  sayso_store_set_autosave (store, FALSE);
  sayso_edit_mark (sayso_store_get_document (store), SAYSO_ANNOTATION_CLAIM, &span, 1, "measure");
  started = processor_time ();
  saved = sayso_store_save (store, error);
  *save = MIN (*save, processor_time () - started);
  sayso_store_close (store);
  return saved;
}

int
main (int    argc,
      char **argv)
{
  double load = G_MAXDOUBLE, save = G_MAXDOUBLE;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: %s ARTICLE\n", argv[0]);
      return 2;
    }
  for (guint i = 0; i < N_TIMES; i++)
    if (!measure (argv[1], &load, &save, &error))
      {
        g_printerr ("%s: %s\n", argv[1], error->message);
        return 1;
      }
  printf ("load %.3f\nsave %.3f\n", load, save);
  return 0;
}
