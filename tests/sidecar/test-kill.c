/* kill -9 at random moments while a document is edited and saved.
 *
 * Each trial starts a process that opens the article as the window does, edits and saves it, and is killed. A second
 * process then opens what is left: the sidecar must be whole, and the marks exactly those after the last edit that was
 * finished, or after the one that was being made. Half of the time that one, too, ends without saving, so that a
 * trial finds the journals of several ends. "-m thorough" makes 20,000 trials.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "trial.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRIALS_IN_A_FOLDER 25
#define N_TRIALS 300
#define N_THOROUGH 20000

/* What the processes tell each other; a killed one cannot say more. */
typedef struct
{
  volatile guint n_started;
  volatile guint n_done;
  volatile guint saving;
  volatile guint opened;
  volatile guint n_saves;
  volatile guint matched; /* 1 + how many edits are there; 0: no such state */
  volatile guint n_recovered;
} Shared;

typedef struct
{
  guint n_trials;
  guint n_edits;
  guint n_saves;
  guint n_while_opening;
  guint n_while_saving;
  guint n_in_edit;
  guint n_strays;
  guint n_recovering;
  guint n_recovered;
} Figures;

static Shared *shared;

static void
state_cb (SaysoStore *store)
{
  shared->saving = sayso_store_get_state (store) == SAYSO_STORE_SAVING;
}

/* Until it is killed. */
static void
edit_for_ever (TrialPlace *place,
               TrialModel *model,
               guint32     seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GRand) pace = g_rand_new_with_seed (seed + 1);
  g_autoptr (GError) error = NULL;
  SaysoStore *store = sayso_store_open (place->article, NULL, SAYSO_STORE_NONE, &error);

  g_assert_no_error (error);
  g_signal_connect (store, "notify::state", G_CALLBACK (state_cb), NULL);
  shared->opened = 1;
  for (;;)
    {
      TrialEdit edit = trial_model_next (model, random);

      shared->n_started++;
      trial_edit_apply (&edit, sayso_store_get_document (store));
      shared->n_done++;
      if (g_rand_int_range (pace, 0, 3) == 0)
        {
          sayso_store_save_async (store, NULL, NULL, NULL);
          shared->n_saves++;
        }
      do
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (g_rand_int_range (pace, 0, 300));
        }
      while (g_rand_int_range (pace, 0, 3) != 0);
    }
}

/* Compares what is there with the states after as many edits as were finished, and one more. */
static void
compare (SaysoStore *store,
         TrialModel *model,
         guint32     seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *found = trial_document_dump (sayso_store_get_document (store));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < shared->n_done; i++)
    trial_model_next (model, random);
  before = trial_model_dump (model);
  if (shared->n_started > shared->n_done)
    {
      trial_model_next (model, random);
      after = trial_model_dump (model);
    }
  if (g_strcmp0 (found, after) == 0)
    shared->matched = 1 + shared->n_started;
  else if (strcmp (found, before) == 0)
    shared->matched = 1 + shared->n_done;
  else
    g_printerr ("found:\n%s\nafter %u edits:\n%s\n", found, shared->n_done, before);
}

static void
look_after (TrialPlace *place,
            TrialModel *model,
            guint32     seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) only_looking = sayso_store_open (place->article, NULL, SAYSO_STORE_INSPECT, &error);
  g_autoptr (SaysoStore) store = NULL;

  /* The sidecar by itself is whole, and fits. */
  g_assert_no_error (error);
  store = sayso_store_open (place->article, NULL, SAYSO_STORE_NONE, &error);
  g_assert_no_error (error);
  shared->n_recovered = sayso_store_get_n_recovered (store);
  g_assert_cmpuint (trial_place_count_strays (place), ==, 0);
  compare (store, model, seed);
  if (seed % 2 == 0)
    return;
  g_assert_true (sayso_store_save (store, &error));
  g_clear_object (&store);
  store = sayso_store_open (place->article, NULL, SAYSO_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sayso_store_get_n_recovered (store), ==, 0);
}

static pid_t
start (void (*work) (TrialPlace *, TrialModel *, guint32),
       TrialPlace *place,
       TrialModel *model,
       guint32     seed)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      /* Ids are drawn from GLib's generator, of which each process has the same copy now. */
      g_random_set_seed (seed ^ (guint32)getpid ());
      work (place, model, seed);
      _exit (0);
    }
  return pid;
}

static void
wait_for_moment (void)
{
  guint n_edits = g_test_rand_int_range (0, 14);

  /* Some while it opens, the others at any moment of editing. */
  if (g_test_rand_int_range (0, 5) > 0)
    for (guint i = 0; (!shared->opened || shared->n_done < n_edits) && i < 100000; i++)
      g_usleep (50);
  g_usleep (g_test_rand_int_range (0, 5000));
}

static void
trial (TrialPlace  *place,
       TrialModel **model,
       Figures     *figures)
{
  guint32 seed = g_test_rand_int ();
  int     status;
  pid_t   pid;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  trial_model_forget_history (*model);
  memset (shared, 0, sizeof *shared);
  pid = start (edit_for_ever, place, *model, seed);
  wait_for_moment ();
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  figures->n_strays += trial_place_count_strays (place);

  g_assert_cmpint (start (look_after, place, *model, seed), >, 0);
  g_assert_cmpint (wait (&status), >, 0);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (shared->matched, >, 0);
  for (guint i = 0; i < shared->matched - 1; i++)
    trial_model_next (*model, random);

  figures->n_trials++;
  figures->n_edits += shared->n_done;
  figures->n_saves += shared->n_saves;
  figures->n_while_opening += !shared->opened;
  figures->n_while_saving += shared->saving;
  figures->n_in_edit += shared->n_started > shared->n_done;
  figures->n_recovering += shared->n_recovered > 0;
  figures->n_recovered += shared->n_recovered;
}

static guint
n_trials (void)
{
  const char *wanted = g_getenv ("SAYSO_KILL_TRIALS");

  if (wanted != NULL)
    return (guint)atoi (wanted);
  return g_test_thorough () ? N_THOROUGH : N_TRIALS;
}

static void
test_kill (void)
{
  Figures figures = { 0 };

  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
  while (figures.n_trials < n_trials ())
    {
      g_autoptr (TrialPlace) place = trial_place_new ();
      g_autoptr (TrialModel) model = trial_model_new ();

      for (guint i = 0; i < TRIALS_IN_A_FOLDER && figures.n_trials < n_trials (); i++)
        trial (place, &model, &figures);
    }
  g_test_message ("%u trials, %u edits, %u saves begun; killed %u while opening, %u while saving, %u in an edit, leaving %u temporary files; "
                  "%u trials brought back %u steps; 0 corrupt sidecars, 0 finished edits lost",
                  figures.n_trials, figures.n_edits, figures.n_saves, figures.n_while_opening, figures.n_while_saving,
                  figures.n_in_edit, figures.n_strays, figures.n_recovering, figures.n_recovered);
  /* That it was hit where it matters. */
  g_assert_cmpuint (figures.n_while_saving, >, figures.n_trials / 50);
  g_assert_cmpuint (figures.n_recovering, >, figures.n_trials / 10);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = trial_set_home ();
  int              status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/kill/at-any-moment", test_kill);
  status = g_test_run ();
  trial_remove_tree (home);
  return status;
}
