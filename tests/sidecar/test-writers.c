/* Two programs change one sidecar at the same time: nothing of either is lost.
 *
 * Real processes, each with a runtime folder of its own, as a window and a job of cron or another user have. Each
 * marks 1,000 places and saves after every third ("-m thorough": after each); every tenth mark is noted, every hundredth
 * taken away and made again, so that changes and removals are merged, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "trial.h"

#include "model/sayso-edit.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_CHANGES 1000
/* A save reads, merges and writes all that is there. */
#define CHANGES_A_SAVE (g_test_thorough () ? 1 : 3)

static void
save (SaysoStore *store)
{
  g_autoptr (GError) error = NULL;

  sayso_store_save (store, &error);
  g_assert_no_error (error);
}

static SaysoAnnotation *
mark (SaysoStore *store,
      guint       word,
      const char *by)
{
  return sayso_edit_mark (sayso_store_get_document (store), SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ word * 6, word * 6 + 5 }, 1, by);
}

/* One takes the even words, the other the odd ones. */
static void
write_as (TrialPlace *place,
          guint       which)
{
  g_autofree char *runtime = g_strdup_printf ("%s/run-%u", g_getenv ("HOME"), which);
  const char      *by = which == 0 ? "maria" : "tom";
  g_autoptr (SaysoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_random_set_seed ((guint32)getpid ());
  store = sayso_store_open (place->article, NULL, SAYSO_STORE_NO_JOURNAL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      SaysoAnnotation *annotation = mark (store, i * 2 + which, by);

      if (i % CHANGES_A_SAVE == 0)
        save (store);
      if (i % 10 == 3)
        sayso_edit_set_note (sayso_store_get_document (store), annotation, "noted", by);
      if (i % 100 == 7)
        {
          sayso_edit_delete (sayso_store_get_document (store), annotation);
          save (store);
          mark (store, i * 2 + which, by);
        }
    }
  save (store);
}

static void
start (TrialPlace *place,
       guint       which)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid > 0)
    return;
  write_as (place, which);
  _exit (0);
}

static void
write_article (TrialPlace *place)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2 * N_CHANGES; i++)
    g_string_append_printf (text, "w%04u%c", i, i % 10 == 9 ? '\n' : ' ');
  g_assert_true (g_file_set_contents (place->article, text->str, -1, NULL));
}

static void
check (TrialPlace *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) store = sayso_store_open (place->article, NULL, SAYSO_STORE_INSPECT, &error);
  GListModel *annotations;

  g_assert_no_error (error);
  annotations = sayso_document_get_annotations (sayso_store_get_document (store));
  g_assert_cmpuint (g_list_model_get_n_items (annotations), ==, 2 * N_CHANGES);
  for (guint i = 0; i < 2 * N_CHANGES; i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);

      g_assert_cmpuint (record->spans[0].start, ==, i * 6);
      g_assert_cmpstr (record->by, ==, i % 2 == 0 ? "maria" : "tom");
      g_assert_cmpstr (record->note, ==, i / 2 % 10 == 3 ? "noted" : NULL);
    }
}

static void
test_two (void)
{
  g_autoptr (TrialPlace) place = trial_place_new ();

  write_article (place);
  start (place, 0);
  start (place, 1);
  for (guint i = 0; i < 2; i++)
    {
      int status = -1;

      g_assert_cmpint (wait (&status), >, 0);
      g_assert_cmpint (status, ==, 0);
    }
  check (place);
  g_assert_cmpuint (trial_place_count_strays (place), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = NULL;
  int              status;

  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  home = trial_set_home ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/writers/two", test_two);
  status = g_test_run ();
  trial_remove_tree (home);
  return status;
}
