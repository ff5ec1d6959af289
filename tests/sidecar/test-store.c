/* SaysoStore: what is marked is on disk, whatever happens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit.h"
#include "sidecar/sayso-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_MANY 3000
#define BY "maria"
#define ARTICLE "Ann Bo said \"we are ready\" and that it opens.\r\nCy agreed 😀, it opens.\n"

typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("sayso-store-XXXXXX", NULL);
  fixture->article = g_build_filename (fixture->folder, "harbour.txt", NULL);
  fixture->sidecar = sayso_store_sidecar_path (fixture->article);
  g_assert_true (g_file_set_contents (fixture->article, ARTICLE, -1, NULL));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_unlink (fixture->article);
  g_unlink (fixture->sidecar);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->article);
  g_free (fixture->sidecar);
}

static SaysoStore *
open_store (Fixture        *fixture,
            SaysoStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  SaysoStore *store = sayso_store_open (fixture->article, NULL, flags, &error);

  g_assert_no_error (error);
  return store;
}

/* For the schema test, which looks at every sidecar that was written. */
static void
keep (const char *sidecar)
{
  static guint     number;
  const char      *folder = g_getenv ("SAYSO_KEEP_SIDECARS");
  g_autofree char *name = g_strdup_printf ("store-%u.sayso.json", number++);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (folder == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_get_contents (sidecar, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
save (SaysoStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sayso_store_save (store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sayso_store_get_state (store), ==, SAYSO_STORE_SAVED);
  keep (sayso_store_get_sidecar_path (store));
}

static SaysoAnnotation *
mark (SaysoStore         *store,
      SaysoAnnotationType type,
      guint               start,
      guint               end)
{
  return sayso_edit_mark (sayso_store_get_document (store), type, &(SaysoSpan){ start, end }, 1, BY);
}

static guint
count (SaysoStore *store)
{
  return g_list_model_get_n_items (sayso_document_get_annotations (sayso_store_get_document (store)));
}

static char *
contents (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
annotate_everything (SaysoStore *store)
{
  SaysoDocument    *document = sayso_store_get_document (store);
  SaysoSpan         fragments[] = { { 12, 26 }, { 36, 44 } };
  SaysoAnnotation  *claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, fragments, 2, BY);
  SaysoAnnotation  *speaker = mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  const char *const tags[] = { "b", "a", NULL };
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();

  sayso_edit_link (document, claim, speaker, BY);
  sayso_edit_set_note (document, claim, "is \"it\"\n\ttrue? \x01 é 😀 \\", BY);
  sayso_edit_set_tags (document, claim, tags, BY);
  sayso_edit_set_attribute (document, claim, "verdict", "false", BY);
  g_ptr_array_add (mentions, speaker);
  sayso_edit_identify (document, mentions, sayso_edit_add_identity (document, "Ann Bo", SAYSO_IDENTITY_PERSON), BY);
  sayso_edit_set_article_details (document, "Ferry opens", "https://example.org/a", "2026-11-23");
}

static void
test_round_trip (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autoptr (SaysoStore) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  annotate_everything (store);
  save (store);
  first = contents (fixture->sidecar);
  again = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  before = sayso_document_snapshot (sayso_store_get_document (store));
  after = sayso_document_snapshot (sayso_store_get_document (again));
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_true (sayso_record_equal (before->pdata[i], after->pdata[i]));
  /* A change and its undoing give the same bytes. */
  mark (again, SAYSO_ANNOTATION_SOURCE, 46, 50);
  save (again);
  sayso_document_undo (sayso_store_get_document (again));
  save (again);
  second = contents (fixture->sidecar);
  g_assert_cmpstr (first, ==, second);
}

static void
test_keeps_unknown_members (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GString) edited = NULL;

  annotate_everything (store);
  save (store);
  first = contents (fixture->sidecar);
  edited = g_string_new (first);
  g_string_replace (edited, "\"status\": \"accepted\", ", "\"status\": \"accepted\", \"x-score\": 1.50e2, ", 1);
  g_string_replace (edited, "\"title\"", "\"x-desk\": {\"a\": [1, 2.0, null]}, \"title\"", 1);
  g_string_replace (edited, "\n}\n", ",\n  \"x-root\": \"yes\"\n}\n", 1);
  g_assert_true (g_file_set_contents (fixture->sidecar, edited->str, -1, NULL));

  g_clear_object (&store);
  store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  mark (store, SAYSO_ANNOTATION_SOURCE, 46, 50);
  save (store);
  second = contents (fixture->sidecar);
  g_assert_nonnull (strstr (second, "\"x-score\": 1.50e2"));
  g_assert_nonnull (strstr (second, "\"x-desk\": {\"a\": [1, 2.0, null]}"));
  g_assert_nonnull (strstr (second, "\"x-root\": \"yes\""));
}

static void
test_journal_recovers (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) again = NULL;
  g_autoptr (SaysoStore) third = NULL;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  mark (store, SAYSO_ANNOTATION_CLAIM, 36, 44);
  sayso_document_undo (sayso_store_get_document (store));
  /* As if the program were killed: nothing is saved any more. */
  sayso_store_set_autosave (store, FALSE);
  g_clear_object (&store);

  again = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpuint (count (again), ==, 2);
  g_assert_cmpuint (sayso_store_get_n_recovered (again), ==, 3);
  save (again);
  third = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpuint (count (third), ==, 2);
  g_assert_cmpuint (sayso_store_get_n_recovered (third), ==, 0);
}

/* More changes in one step than are written while a person waits, and what comes meanwhile: in that order, none left out. */
static void
mark_many (SaysoStore *store)
{
  SaysoDocument *document = sayso_store_get_document (store);

  sayso_document_begin (document, "many");
  for (guint i = 0; i < N_MANY; i++)
    mark (store, SAYSO_ANNOTATION_CLAIM, 12 + i % 10, 26 + i % 10);
  sayso_document_end (document);
}

static void
test_journal_of_many (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) again = NULL;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  mark_many (store);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  sayso_document_undo (sayso_store_get_document (store));
  mark_many (store);
  sayso_document_undo (sayso_store_get_document (store));
  sayso_store_set_autosave (store, FALSE);
  g_clear_object (&store);

  again = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpuint (sayso_store_get_n_recovered (again), ==, 6);
  g_assert_cmpuint (count (again), ==, 1 + N_MANY);
}

/* A failure in the thread is told, too. */
static void
test_journal_of_many_fails (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (SaysoStore) window = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) other = NULL;

  mark (window, SAYSO_ANNOTATION_CLAIM, 12, 26);
  other = open_store (fixture, SAYSO_STORE_NONE);
  sayso_store_set_autosave (other, FALSE);
  mark_many (other);
  while (sayso_store_get_state (other) != SAYSO_STORE_FAILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (sayso_store_get_error_message (other), "another window"));
  save (other);
  g_assert_cmpuint (count (other), ==, N_MANY);
}

/* A command that replays a dead window's journal takes it away with its save. */
static void
test_command_takes_journal (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) command = NULL;
  g_autoptr (SaysoStore) again = NULL;

  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  sayso_store_set_autosave (store, FALSE);
  g_clear_object (&store);
  command = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_assert_cmpuint (sayso_store_get_n_recovered (command), ==, 1);
  save (command);
  again = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpuint (sayso_store_get_n_recovered (again), ==, 0);
  g_assert_cmpuint (count (again), ==, 1);
}

/* A living window's journal is its own: what it undoes later must not be saved by others. */
static void
test_living_journal (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (SaysoStore) window = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) command = NULL;
  g_autoptr (SaysoStore) other = NULL;

  mark (window, SAYSO_ANNOTATION_CLAIM, 12, 26);
  command = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_assert_cmpuint (count (command), ==, 0);
  mark (command, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (command);
  sayso_document_undo (sayso_store_get_document (window));
  save (window);
  g_assert_cmpuint (count (window), ==, 1);
  /* A second window has none, and says so. */
  mark (window, SAYSO_ANNOTATION_CLAIM, 12, 26);
  other = open_store (fixture, SAYSO_STORE_NONE);
  mark (other, SAYSO_ANNOTATION_CLAIM, 36, 44);
  g_assert_cmpint (sayso_store_get_state (other), ==, SAYSO_STORE_FAILED);
  g_assert_nonnull (strstr (sayso_store_get_error_message (other), "another window"));
  save (other);
  save (window);
  g_assert_cmpuint (count (window), ==, 3);
}

/* A link to a file that is not there yet is written through, and stays. */
static void
test_dangling_link (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *real = g_build_filename (fixture->folder, "real.json", NULL);
  g_autoptr (SaysoStore) store = NULL;

  g_assert_cmpint (symlink ("real.json", fixture->sidecar), ==, 0);
  store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  g_assert_true (g_file_test (fixture->sidecar, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (real, G_FILE_TEST_IS_REGULAR));
  g_unlink (real);
}

/* Names that leave no room for a temporary file's. */
static void
test_long_name (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *name = g_strnfill (255 - strlen (".sayso.json"), 'n');
  g_autofree char *article = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *sidecar = sayso_store_sidecar_path (article);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) store = NULL;

  g_assert_true (g_file_set_contents (article, ARTICLE, -1, NULL));
  store = sayso_store_open (article, NULL, SAYSO_STORE_NO_JOURNAL, &error);
  g_assert_no_error (error);
  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  g_assert_true (g_file_test (sidecar, G_FILE_TEST_IS_REGULAR));
  g_unlink (article);
  g_unlink (sidecar);
}

/* Another program takes the sidecar away, or puts a folder there, while it is open. */
static void
test_taken_away (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (SaysoStore) again = NULL;
  g_autoptr (GError) error = NULL;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  g_unlink (fixture->sidecar);
  save (store);
  g_assert_true (g_file_test (fixture->sidecar, G_FILE_TEST_IS_REGULAR));

  g_unlink (fixture->sidecar);
  g_assert_cmpint (g_mkdir (fixture->sidecar, 0755), ==, 0);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  g_assert_false (sayso_store_save (store, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, fixture->sidecar));
  g_assert_nonnull (strstr (error->message, "it is a folder"));
  g_assert_cmpint (g_rmdir (fixture->sidecar), ==, 0);
  save (store);
  again = open_store (fixture, SAYSO_STORE_INSPECT);
  g_assert_cmpuint (count (again), ==, 2);
}

/* The article goes, and its folder, too: what could not be saved is in the journal, and found when they come back. */
static void
test_folder_taken_away (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *moved = g_strconcat (fixture->folder, "-moved", NULL);
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NONE);
  g_autoptr (GError) error = NULL;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  g_assert_cmpint (g_rename (fixture->folder, moved), ==, 0);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  g_assert_false (sayso_store_save (store, &error));
  g_assert_nonnull (strstr (error->message, fixture->sidecar));
  g_assert_nonnull (strstr (error->message, "kept in the journal"));
  g_clear_object (&store);
  g_assert_cmpint (g_rename (moved, fixture->folder), ==, 0);
  store = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpuint (count (store), ==, 2);
  save (store);
}

static void
test_two_writers (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (SaysoStore) one = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autoptr (SaysoStore) two = open_store (fixture, SAYSO_STORE_NO_JOURNAL);

  mark (one, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  mark (two, SAYSO_ANNOTATION_CLAIM, 12, 26);
  save (one);
  save (two);
  g_assert_cmpuint (count (two), ==, 2);
  mark (one, SAYSO_ANNOTATION_CLAIM, 36, 44);
  save (one);
  g_assert_cmpuint (count (one), ==, 3);
}

static void
test_reanchors (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autoptr (SaysoStore) again = NULL;
  const SaysoReanchorReport *report;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  mark (store, SAYSO_ANNOTATION_CLAIM, 36, 44);
  save (store);
  g_assert_true (g_file_set_contents (fixture->article, "On Monday Ann Bo said \"we were ready\" again.\r\nCy agreed.\n", -1, NULL));
  again = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  report = sayso_store_get_report (again);
  g_assert_true (report->article_changed);
  g_assert_cmpuint (report->n_exact, ==, 1);
  g_assert_cmpuint (report->n_moved, ==, 1);
  g_assert_cmpuint (report->n_orphans, ==, 1);
  g_assert_cmpuint (count (again), ==, 3);
  save (again);
  g_clear_object (&again);
  again = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_assert_false (sayso_store_get_report (again)->article_changed);
  g_assert_cmpuint (count (again), ==, 3);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *says;
  } cases[] = {
    { "\"version\": 1", "\"version\": 1,", "line 3, column 16" },
    { "\"sayso-sidecar\"", "\"other\"", "format" },
    { "[[0, 6]]", "[[0, 7]]", "says “Ann Bo”, but the article has “Ann Bo ”" },
    { "[[0, 6]]", "[[0, 700]]", "ends at 700, but the article has" },
    { "[[0, 6]]", "[[6, 0]]", "in order" },
    { "[[0, 6]]", "[[0.5, 6]]", "pairs of offsets" },
    { "\"type\": \"speaker\"", "\"type\": \"narrator\"", "one of the words" },
    { "\"set\": \"", "\"set\": \"x", "a set that is not there" },
    { "\"status\": \"accepted\"", "\"status\": true", "a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SaysoStore) store = NULL;
      g_autoptr (SaysoStore) broken = NULL;
      g_autoptr (GString) edited = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *good = NULL;
      g_autofree char *after = NULL;

      g_unlink (fixture->sidecar);
      store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
      mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
      save (store);
      good = contents (fixture->sidecar);
      edited = g_string_new (good);
      g_assert_cmpuint (g_string_replace (edited, cases[i].from, cases[i].to, 1), ==, 1);
      g_assert_true (g_file_set_contents (fixture->sidecar, edited->str, -1, NULL));
      broken = sayso_store_open (fixture->article, NULL, SAYSO_STORE_NONE, &error);
      g_assert_null (broken);
      g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_SIDECAR);
      g_assert_nonnull (strstr (error->message, fixture->sidecar));
      g_assert_nonnull (strstr (error->message, cases[i].says));
      after = contents (fixture->sidecar);
      g_assert_cmpstr (after, ==, edited->str);
    }
}

static void
test_newer_version (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autoptr (SaysoStore) newer = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *good = NULL;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  good = contents (fixture->sidecar);
  edited = g_string_new (good);
  g_string_replace (edited, "\"version\": 1", "\"version\": 2", 1);
  g_assert_true (g_file_set_contents (fixture->sidecar, edited->str, -1, NULL));
  newer = open_store (fixture, SAYSO_STORE_NONE);
  g_assert_cmpint (sayso_store_get_state (newer), ==, SAYSO_STORE_READ_ONLY);
  g_assert_nonnull (sayso_store_get_read_only_reason (newer));
  g_assert_cmpuint (count (newer), ==, 1);
  g_assert_false (sayso_store_save (newer, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_READ_ONLY);
}

static void
test_symlink_and_mode (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *real = g_build_filename (fixture->folder, "real.json", NULL);
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  GStatBuf info;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  save (store);
  g_assert_cmpint (g_rename (fixture->sidecar, real), ==, 0);
  g_assert_cmpint (g_chmod (real, 0640), ==, 0);
  g_assert_cmpint (symlink ("real.json", fixture->sidecar), ==, 0);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  save (store);
  g_assert_cmpint (g_lstat (fixture->sidecar, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
  g_assert_cmpint (g_stat (real, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_unlink (real);
}

static void
test_refuses (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sayso_store_open (fixture->folder, NULL, SAYSO_STORE_NONE, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_ARTICLE);
  g_clear_error (&error);
  g_assert_null (sayso_store_open ("/dev/zero", NULL, SAYSO_STORE_NONE, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_ARTICLE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->article, "caf\xe9", -1, NULL));
  g_assert_null (sayso_store_open (fixture->article, NULL, SAYSO_STORE_NONE, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_ENCODING);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->article, "a\0b", 3, NULL));
  g_assert_null (sayso_store_open (fixture->article, NULL, SAYSO_STORE_NONE, &error));
  g_assert_error (error, SAYSO_STORE_ERROR, SAYSO_STORE_ERROR_BINARY);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sayso_store_save_finish (SAYSO_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static void
test_changes_while_saving (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (SaysoStore) store = open_store (fixture, SAYSO_STORE_NO_JOURNAL);
  g_autoptr (SaysoStore) again = NULL;
  gboolean done = FALSE;

  mark (store, SAYSO_ANNOTATION_SPEAKER, 0, 6);
  sayso_store_save_async (store, NULL, saved_cb, &done);
  mark (store, SAYSO_ANNOTATION_CLAIM, 12, 26);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sayso_store_get_state (store), ==, SAYSO_STORE_MODIFIED);
  save (store);
  again = open_store (fixture, SAYSO_STORE_INSPECT);
  g_assert_cmpuint (count (again), ==, 2);
}

typedef struct
{
  GThread    *thread;
  SaysoStore *store;
  guint       n_texts;
} AsyncOpening;

static void
text_read_cb (SaysoText *text,
              gpointer   user_data)
{
  AsyncOpening *opening = user_data;

  g_assert_true (g_thread_self () == opening->thread);
  g_assert_null (opening->store);
  opening->n_texts++;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  AsyncOpening *opening = user_data;
  g_autoptr (GError) error = NULL;

  opening->store = sayso_store_open_finish (result, &error);
  g_assert_no_error (error);
}

/* Nobody holds the main context while the thread reads: the text must wait for it all the same. */
static void
test_text_first (Fixture      *fixture,
                 gconstpointer data)
{
  AsyncOpening opening = { g_thread_self (), NULL, 0 };

  sayso_store_open_async (fixture->article, NULL, SAYSO_STORE_INSPECT, NULL, text_read_cb, opened_cb, &opening);
  g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpuint (opening.n_texts, ==, 0);
  while (opening.store == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (opening.n_texts, ==, 1);
  g_object_unref (opening.store);
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
  ADD ("/sidecar/store/round-trip", test_round_trip);
  ADD ("/sidecar/store/text-first", test_text_first);
  ADD ("/sidecar/store/keeps-unknown-members", test_keeps_unknown_members);
  ADD ("/sidecar/store/journal-recovers", test_journal_recovers);
  ADD ("/sidecar/store/journal-of-many", test_journal_of_many);
  ADD ("/sidecar/store/journal-of-many-fails", test_journal_of_many_fails);
  ADD ("/sidecar/store/command-takes-journal", test_command_takes_journal);
  ADD ("/sidecar/store/living-journal", test_living_journal);
  ADD ("/sidecar/store/dangling-link", test_dangling_link);
  ADD ("/sidecar/store/long-name", test_long_name);
  ADD ("/sidecar/store/taken-away", test_taken_away);
  ADD ("/sidecar/store/folder-taken-away", test_folder_taken_away);
  ADD ("/sidecar/store/two-writers", test_two_writers);
  ADD ("/sidecar/store/reanchors", test_reanchors);
  ADD ("/sidecar/store/damaged", test_damaged);
  ADD ("/sidecar/store/newer-version", test_newer_version);
  ADD ("/sidecar/store/symlink-and-mode", test_symlink_and_mode);
  ADD ("/sidecar/store/refuses", test_refuses);
  ADD ("/sidecar/store/changes-while-saving", test_changes_while_saving);
  return g_test_run ();
}
