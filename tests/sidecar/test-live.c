/* A store that lives in a main loop, as the window's does: it opens in a thread, saves by itself, and sees what others do to
 * the sidecar and to the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "sidecar/sayso-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define ARTICLE "Ann Bo said \"we are ready\" and that it opens.\n"

typedef struct
{
  char       *folder, *article, *sidecar;
  SaysoStore *store;
} Fixture;

static gboolean
late_cb (gpointer user_data)
{
  g_error ("waited in vain for %s", (const char *)user_data);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                               \
  G_STMT_START                                                            \
  {                                                                       \
    guint late = g_timeout_add_seconds (60, late_cb, (char *)#condition); \
                                                                          \
    while (!(condition))                                                  \
      g_main_context_iteration (NULL, TRUE);                              \
    g_source_remove (late);                                               \
  }                                                                       \
  G_STMT_END

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(SaysoStore **)user_data = sayso_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("sayso-live-XXXXXX", NULL);
  fixture->article = g_build_filename (fixture->folder, "harbour.txt", NULL);
  fixture->sidecar = sayso_store_sidecar_path (fixture->article);
  g_assert_true (g_file_set_contents (fixture->article, ARTICLE, -1, NULL));
  sayso_store_open_async (fixture->article, NULL, SAYSO_STORE_NONE, NULL, NULL, opened_cb, &fixture->store);
  WAIT_FOR (fixture->store != NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  sayso_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_unlink (fixture->article);
  g_unlink (fixture->sidecar);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->article);
  g_free (fixture->sidecar);
}

static void
mark (SaysoStore *store,
      guint       start,
      guint       end)
{
  sayso_edit_mark (sayso_store_get_document (store), SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ start, end }, 1, "maria");
}

static guint
count (SaysoStore *store)
{
  return g_list_model_get_n_items (sayso_document_get_annotations (sayso_store_get_document (store)));
}

/* Another program, which is quick. */
static void
mark_elsewhere (Fixture *fixture,
                guint    start,
                guint    end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) other = sayso_store_open (fixture->article, NULL, SAYSO_STORE_NONE, &error);

  g_assert_no_error (error);
  mark (other, start, end);
  g_assert_true (sayso_store_save (other, &error));
  sayso_store_close (other);
}

static void
test_autosave (Fixture      *fixture,
               gconstpointer data)
{
  SaysoStoreState  state;
  gboolean         elsewhere;
  g_autofree char *message = NULL;

  sayso_store_set_autosave (fixture->store, TRUE);
  mark (fixture->store, 12, 26);
  g_object_get (fixture->store, "state", &state, "elsewhere", &elsewhere, "error-message", &message, NULL);
  g_assert_cmpint (state, ==, SAYSO_STORE_MODIFIED);
  g_assert_false (elsewhere);
  g_assert_null (message);
  WAIT_FOR (sayso_store_get_state (fixture->store) == SAYSO_STORE_SAVED);
  g_assert_true (g_file_test (fixture->sidecar, G_FILE_TEST_EXISTS));
}

/* Somebody else's marks come in by themselves, and what is open and not saved stays. */
static void
test_foreign_change (Fixture      *fixture,
                     gconstpointer data)
{
  sayso_store_set_autosave (fixture->store, TRUE);
  mark (fixture->store, 0, 6);
  WAIT_FOR (sayso_store_get_state (fixture->store) == SAYSO_STORE_SAVED);
  mark_elsewhere (fixture, 12, 26);
  WAIT_FOR (count (fixture->store) == 2);
  WAIT_FOR (sayso_store_get_state (fixture->store) == SAYSO_STORE_SAVED);
}

static void
test_removed (Fixture      *fixture,
              gconstpointer data)
{
  mark (fixture->store, 0, 6);
  g_assert_true (sayso_store_save (fixture->store, NULL));
  g_assert_cmpint (g_unlink (fixture->sidecar), ==, 0);
  WAIT_FOR (sayso_store_get_state (fixture->store) == SAYSO_STORE_MODIFIED);
  g_assert_true (sayso_store_save (fixture->store, NULL));
  g_assert_true (g_file_test (fixture->sidecar, G_FILE_TEST_EXISTS));
}

static void
changed_cb (gboolean *told)
{
  *told = TRUE;
}

static void
test_article_changed (Fixture      *fixture,
                      gconstpointer data)
{
  gboolean told = FALSE;

  g_signal_connect_swapped (fixture->store, "article-changed", G_CALLBACK (changed_cb), &told);
  g_assert_true (g_file_set_contents (fixture->article, "Yesterday was wet. " ARTICLE, -1, NULL));
  WAIT_FOR (told);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_assert_null (sayso_store_open_finish (result, user_data));
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  sayso_store_open_async ("/nonexistent/a.txt", NULL, SAYSO_STORE_NONE, NULL, NULL, refused_cb, &error);
  WAIT_FOR (error != NULL);
  g_assert_nonnull (strstr (error->message, "a.txt"));
}

static gboolean
set_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static double
thread_time (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Whether what lies there is what was saved is found out in a thread: nobody waits while sixty megabytes are added up. */
static void
test_own_save_is_looked_at_aside (Fixture      *fixture,
                                  gconstpointer data)
{
  enum
  {
    N_TIMES = 400000
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sha256 = NULL;
  g_autofree char *saved = NULL;
  gsize            n_bytes;
  double           started, digesting, waiting;
  gboolean         is_over = FALSE;

  for (guint i = 0; i < N_TIMES; i++)
    g_string_append (text, "The pier was closed. ");
  sayso_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (fixture->article, text->str, (gssize)text->len, NULL));
  sayso_store_open_async (fixture->article, NULL, SAYSO_STORE_NONE, NULL, NULL, opened_cb, &fixture->store);
  WAIT_FOR (fixture->store != NULL);
  sayso_edit_mark (sayso_store_get_document (fixture->store), SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 4, 8 }, 1, "maria");
  sayso_store_save_async (fixture->store, NULL, NULL, NULL);
  started = thread_time ();
  WAIT_FOR (sayso_store_get_state (fixture->store) == SAYSO_STORE_SAVED);
  g_timeout_add (1000, set_cb, &is_over);
  WAIT_FOR (is_over);
  waiting = thread_time () - started;
  g_assert_true (g_file_get_contents (fixture->sidecar, &saved, &n_bytes, NULL));
  started = thread_time ();
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)saved, n_bytes);
  digesting = thread_time () - started;
  g_test_message ("%.1f ms in the main loop, %.1f ms to add up %zu bytes", waiting * 1000, digesting * 1000, n_bytes);
  g_assert_cmpfloat (waiting, <, digesting);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("sayso-home-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/sidecar/live/autosave", test_autosave);
  ADD ("/sidecar/live/foreign-change", test_foreign_change);
  ADD ("/sidecar/live/removed", test_removed);
  ADD ("/sidecar/live/article-changed", test_article_changed);
  ADD ("/sidecar/live/own-save-is-looked-at-aside", test_own_save_is_looked_at_aside);
  g_test_add_func ("/sidecar/live/refused", test_refused);
  return g_test_run ();
}
