/* A fault at each system call of an edit and its save, one after the other, and a kill at each.
 *
 * For each way in which a sidecar can lie there, the calls are counted first. Then, for each of them, a process edits and
 * saves while that one call fails, and ends without another word; a second process looks at what is left: the old
 * sidecar or the new one, whole; a message that names the file where the save failed, and says truly which of the two
 * it is; all the work back; no temporary file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fault.h"
#include "trial.h"

#include "model/sayso-edit.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  FaultKind   kind;
  int         code;
  const char *name;
} Fault;

static const Fault faults[] = {
  { FAULT_FAIL, ENOSPC, "ENOSPC" },
  { FAULT_FAIL, EIO, "EIO" },
  { FAULT_FAIL, EMFILE, "EMFILE" },
  { FAULT_FAIL, EDQUOT, "EDQUOT" },
  { FAULT_FAIL, EACCES, "EACCES" },
  { FAULT_FAIL, EINTR, "EINTR" },
  { FAULT_SHORT, ENOSPC, "short write" },
  { FAULT_FULL, ENOSPC, "full from here on" },
  { FAULT_KILL, 0, "kill" },
};

/* Who is killed leaves all that he holds, which a search for leaks cannot tell from what was lost: without the last. */
static guint
count_faults (void)
{
  return G_N_ELEMENTS (faults) - (g_getenv ("SAYSO_TEST_LEAKS") != NULL);
}

/* What was there before. */
typedef enum
{
  THERE_SIDECAR,
  THERE_NOTHING,
  THERE_LINK,    /* the sidecar is a symbolic link into another folder */
  THERE_FOREIGN, /* another program wrote since it was opened */
  THERE_JOURNAL, /* and the session before was killed */
} There;

static const char *const there_names[] = { "sidecar", "nothing", "link", "foreign", "journal" };

/* What the process that has the fault tells. */
typedef struct
{
  volatile guint    n_calls;
  volatile guint    n_done; /* edits */
  volatile gboolean saved;
  char              call[600];
  char              message[2000];
  char              journal_message[2000];
} Shared;

static Shared *shared;

static void
mark_word (SaysoStore *store,
           guint       word)
{
  g_assert_nonnull (sayso_edit_mark (sayso_store_get_document (store), SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ word * 6, word * 6 + 5 }, 1, TRIAL_BY));
}

static SaysoStore *
open_store (TrialPlace     *place,
            SaysoStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  SaysoStore *store = sayso_store_open (place->article, NULL, flags, &error);

  g_assert_no_error (error);
  return store;
}

static void
save (SaysoStore *store)
{
  g_autoptr (GError) error = NULL;

  sayso_store_save (store, &error);
  g_assert_no_error (error);
}

static gboolean
has_word (SaysoStore *store,
          guint       word)
{
  g_autoptr (GPtrArray) found = sayso_document_find_overlapping (sayso_store_get_document (store), (SaysoSpan){ word * 6, word * 6 + 5 });

  return found->len == 1;
}

/* In a process of its own, as ids and folders are remembered in it. */
static int
in_process (void (*work) (TrialPlace *, There, const Fault *, guint),
            TrialPlace  *place,
            There        there,
            const Fault *fault,
            guint        at)
{
  int   status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      g_random_set_seed ((guint32)getpid ());
      work (place, there, fault, at);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

/* Word 1 was saved before. */
static void
prepare (TrialPlace  *place,
         There        there,
         const Fault *fault,
         guint        at)
{
  SaysoStore *store;

  if (there == THERE_NOTHING)
    return;
  if (there == THERE_LINK)
    {
      g_autofree char *folder = g_build_filename (place->folder, "elsewhere", NULL);

      g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
      g_assert_cmpint (symlink ("elsewhere/real.json", place->sidecar), ==, 0);
    }
  store = open_store (place, there == THERE_JOURNAL ? SAYSO_STORE_NONE : SAYSO_STORE_NO_JOURNAL);
  mark_word (store, 1);
  save (store);
  if (there == THERE_JOURNAL)
    mark_word (store, 4);
}

static void
write_as_another (TrialPlace *place)
{
  g_autoptr (SaysoStore) other = open_store (place, SAYSO_STORE_NO_JOURNAL);

  mark_word (other, 4);
  save (other);
}

static void
edit_and_save (TrialPlace  *place,
               There        there,
               const Fault *fault,
               guint        at)
{
  SaysoStore *store = open_store (place, SAYSO_STORE_NONE);
  g_autoptr (GError) error = NULL;

  if (there == THERE_FOREIGN)
    write_as_another (place);
  fault_start (fault->kind, at, fault->code);
  for (guint word = 2; word <= 3; word++)
    {
      mark_word (store, word);
      shared->n_done++;
      if (sayso_store_get_error_message (store) != NULL)
        g_strlcpy (shared->journal_message, sayso_store_get_error_message (store), sizeof shared->journal_message);
    }
  shared->saved = sayso_store_save (store, &error);
  shared->n_calls = fault_stop ();
  g_strlcpy (shared->call, fault_describe (at), sizeof shared->call);
  if (error != NULL)
    g_strlcpy (shared->message, error->message, sizeof shared->message);
  g_assert_cmpint (shared->saved, ==, error == NULL);
  g_assert_cmpint (sayso_store_get_state (store), ==, error == NULL ? SAYSO_STORE_SAVED : SAYSO_STORE_FAILED);
}

static gboolean
may_be_interrupted (void)
{
  static const char *const names[] = { "open ", "read ", "write ", "fsync ", "fdatasync ", "flock ", "close ", "rename " };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (shared->call, names[i]))
      return TRUE;
  return FALSE;
}

static guint
count_strays (TrialPlace *place,
              There       there)
{
  g_autofree char *folder = g_build_filename (place->folder, "elsewhere", NULL);
  g_autoptr (GDir) dir = there == THERE_LINK ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint       n = trial_place_count_strays (place) - (there == THERE_LINK ? 1 : 0);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += strcmp (name, "real.json") != 0;
  return n;
}

/* The sidecar as it lies there is the old or the new one, and the message says which. */
static void
check_sidecar (TrialPlace  *place,
               There        there,
               const Fault *fault)
{
  g_autoptr (SaysoStore) store = open_store (place, SAYSO_STORE_INSPECT);
  gboolean is_new = has_word (store, 3);

  g_assert_cmpint (has_word (store, 1), ==, there != THERE_NOTHING || FALSE);
  g_assert_cmpint (has_word (store, 2), ==, is_new);
  if (there == THERE_FOREIGN)
    g_assert_true (has_word (store, 4));
  if (fault->kind == FAULT_KILL)
    return;
  if (shared->saved)
    g_assert_true (is_new);
  else
    {
      g_assert_nonnull (strstr (shared->message, place->sidecar));
      g_assert_nonnull (strstr (shared->message, is_new ? "did not confirm" : "as it was"));
      if (!is_new)
        g_assert_nonnull (strstr (shared->message, *shared->journal_message == '\0' ? "kept in the journal" : "nowhere else"));
    }
  if (fault->code == EINTR && may_be_interrupted ())
    g_assert_true (shared->saved);
}

/* The next start brings everything back, and leaves nothing behind. */
static void
look_after (TrialPlace  *place,
            There        there,
            const Fault *fault,
            guint        at)
{
  SaysoStore *store;

  if (fault->kind != FAULT_KILL && !g_str_has_prefix (shared->call, "unlink "))
    g_assert_cmpuint (count_strays (place, there), ==, 0);
  check_sidecar (place, there, fault);
  store = open_store (place, SAYSO_STORE_NONE);
  g_assert_cmpuint (count_strays (place, there), ==, 0);
  g_assert_cmpint (has_word (store, 1), ==, there != THERE_NOTHING);
  g_assert_cmpint (has_word (store, 4), ==, there == THERE_FOREIGN || there == THERE_JOURNAL);
  /* What could not be journalled was said to be so. */
  for (guint word = 2; word < 2 + shared->n_done; word++)
    if (*shared->journal_message == '\0' || shared->saved)
      g_assert_true (has_word (store, word));
  if (*shared->journal_message != '\0')
    g_assert_nonnull (strstr (shared->journal_message, ".jsonl"));
  save (store);
  g_clear_object (&store);
  store = open_store (place, SAYSO_STORE_NONE);
  g_assert_cmpuint (sayso_store_get_n_recovered (store), ==, 0);
  if (there == THERE_LINK)
    g_assert_true (g_file_test (place->sidecar, G_FILE_TEST_IS_SYMLINK));
}

static void
run (There        there,
     const Fault *fault,
     guint        at)
{
  g_autoptr (TrialPlace) place = trial_place_new ();
  int status;

  memset (shared, 0, sizeof *shared);
  g_assert_cmpint (in_process (prepare, place, there, fault, at), ==, 0);
  status = in_process (edit_and_save, place, there, fault, at);
  if (fault->kind == FAULT_KILL)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  else
    g_assert_cmpint (status, ==, 0);
  if (in_process (look_after, place, there, fault, at) != 0)
    {
      g_printerr ("%s, at call %u (%s): saved %d, message “%s”, journal “%s”\n", fault->name, at, shared->call, shared->saved,
                  shared->message, shared->journal_message);
      g_test_fail ();
    }
}

static void
share (void)
{
  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (shared != MAP_FAILED);
}

/* Each kind of fault in a process of its own: what they wait for most is the end of others. */
static pid_t
start_worker (There        there,
              const Fault *fault,
              guint        n_calls)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid > 0)
    return pid;
  share ();
  g_random_set_seed ((guint32)getpid ());
  for (guint at = 1; at <= n_calls; at++)
    run (there, fault, at);
  _exit (g_test_failed () ? 1 : 0);
}

static void
test_faults (gconstpointer data)
{
  There       there = GPOINTER_TO_UINT (data);
  const Fault none = { FAULT_NONE, 0, "none" };
  guint       n_calls;

  /* The first run makes folders that the others find. */
  run (there, &none, 0);
  run (there, &none, 0);
  n_calls = shared->n_calls;
  g_assert_cmpuint (n_calls, >, 20);
  for (guint i = 0; i < count_faults (); i++)
    start_worker (there, &faults[i], n_calls);
  for (guint i = 0; i < count_faults (); i++)
    {
      int status = -1;

      g_assert_cmpint (wait (&status), >, 0);
      if (status != 0)
        g_test_fail ();
    }
  g_test_message ("%u calls, %u faults at each", n_calls, count_faults ());
}

static void
record_order (TrialPlace  *place,
              There        there,
              const Fault *fault,
              guint        at)
{
  static const struct
  {
    const char *prefix;
    const char *part;
  } wanted[] = {
    { "write ", NULL },                             /* the journal */
    { "flock ", NULL },                             /* then nobody else */
    { "open w ", ".harbour.txt.sayso.json.sayso" }, /* the temporary file, */
    { "write ", NULL },                             /* written, */
    { "fsync ", NULL },                             /* on the disk, */
    { "close ", NULL },                             /* */
    { "rename ", "harbour.txt.sayso.json" },        /* only then in place, */
    { "fsync ", NULL },                             /* the folder, too; */
    { "unlink ", ".aside.jsonl" },                  /* only then the journal goes */
  };
  SaysoStore *store = open_store (place, SAYSO_STORE_NONE);
  gsize       found = 0;

  fault_start (FAULT_NONE, 0, 0);
  mark_word (store, 2);
  save (store);
  shared->n_calls = fault_stop ();
  for (guint i = 1; i <= shared->n_calls && found < G_N_ELEMENTS (wanted); i++)
    {
      const char *call = fault_describe (i);

      if (g_str_has_prefix (call, wanted[found].prefix) && (wanted[found].part == NULL || strstr (call, wanted[found].part) != NULL))
        found++;
    }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (wanted));
}

/* A power cut is a kill that also loses what was not synced: the order is what protects from it. */
static void
test_order (void)
{
  g_autoptr (TrialPlace) place = trial_place_new ();

  g_assert_cmpint (in_process (record_order, place, THERE_NOTHING, NULL, 0), ==, 0);
}

static void
wait_for_journal (TrialPlace  *place,
                  There        there,
                  const Fault *fault,
                  guint        at)
{
  SaysoStore *store = open_store (place, SAYSO_STORE_NONE);
  gint64      end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  sayso_store_set_autosave (store, FALSE);
  mark_word (store, 2);
  g_assert_cmpint (sayso_store_get_state (store), ==, SAYSO_STORE_MODIFIED);
  fault_start (FAULT_FULL, 1, ENOSPC);
  while (sayso_store_get_state (store) == SAYSO_STORE_MODIFIED && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  fault_stop ();
  g_assert_cmpint (sayso_store_get_state (store), ==, SAYSO_STORE_FAILED);
  g_assert_nonnull (strstr (sayso_store_get_error_message (store), ".jsonl"));
}

/* That the journal did not come to the disk within its second is said, too. */
static void
test_journal_sync (void)
{
  g_autoptr (TrialPlace) place = trial_place_new ();

  g_assert_cmpint (in_process (wait_for_journal, place, THERE_NOTHING, NULL, 0), ==, 0);
}

static void
wait_for_aside (TrialPlace  *place,
                There        there,
                const Fault *fault,
                guint        at)
{
  SaysoStore *store = open_store (place, SAYSO_STORE_NONE);
  gint64      end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean    synced = FALSE;

  sayso_store_set_autosave (store, FALSE);
  mark_word (store, 2);
  g_assert_cmpint (g_mkdir (place->sidecar, 0755), ==, 0);
  g_assert_false (sayso_store_save (store, NULL));
  fault_start (FAULT_NONE, 0, 0);
  while (!synced && g_get_monotonic_time () < end)
    {
      guint n_calls;

      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
      n_calls = fault_stop ();
      for (guint i = 1; i <= n_calls; i++)
        synced = synced || g_str_has_prefix (fault_describe (i), "fdatasync ");
      fault_start (FAULT_NONE, 0, 0);
    }
  g_assert_true (synced);
}

/* Nor are lines forgotten that were set aside for a save that failed. */
static void
test_aside_sync (void)
{
  g_autoptr (TrialPlace) place = trial_place_new ();

  g_assert_cmpint (in_process (wait_for_aside, place, THERE_NOTHING, NULL, 0), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = NULL;
  int              status;

#ifdef __SANITIZE_ADDRESS__
  g_print ("1..0 # SKIP the address sanitizer has system calls of its own\n");
  return 0;
#endif
  /* Thousands of saves, and none of them for a power cut to come. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  home = trial_set_home ();
  g_test_init (&argc, &argv, NULL);
  share ();
  g_test_add_func ("/sidecar/fault/order", test_order);
  g_test_add_func ("/sidecar/fault/journal-sync", test_journal_sync);
  g_test_add_func ("/sidecar/fault/aside-sync", test_aside_sync);
  for (guint there = 0; there < G_N_ELEMENTS (there_names); there++)
    {
      g_autofree char *path = g_strconcat ("/sidecar/fault/", there_names[there], NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (there), test_faults);
    }
  status = g_test_run ();
  trial_remove_tree (home);
  return status;
}
