/* Windows come and go: each that is closed is freed with all that it showed, the process does not grow, and what was under
 * way when it was closed does no harm.
 *
 * $SAYSO_CYCLES says how often; 1,000 for the figures in the manual.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"
#include "resident.h"

#include <glib/gstdio.h>

/* What the first cycles leave behind is kept on purpose: styles, glyphs, icons. */
#define N_WARM 12
/* Fonts and glyphs come and go in pieces of a megabyte; a document that stays has a hundred times as much as this a cycle. */
#define MAX_GROWTH (4 * 1024 * 1024)
#define MAX_GROWTH_PER_CYCLE 8192

static GtkApplication *application;

static guint
n_cycles (void)
{
  const char *wanted = g_getenv ("SAYSO_CYCLES");

  return wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10) : 40;
}

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

static char *
new_article (guint n_paragraphs)
{
  static guint     n;
  g_autofree char *folder = g_dir_make_tmp ("sayso-cycles-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("article-%u.txt", ++n);
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = g_build_filename (folder, name, NULL);

  for (guint i = 0; i < n_paragraphs; i++)
    g_string_append_printf (text, "“We closed pier %u,” said Mayor Oda Renwick on Monday. The board denied it.\n\n", i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
  return path;
}

static SaysoWindow *
open_article (const char *path)
{
  SaysoWindow *window = sayso_window_new (application);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gtk_window_present (GTK_WINDOW (window));
  sayso_window_open (window, file);
  return window;
}

static void
gone_cb (gpointer user_data,
         GObject *object)
{
  *(gboolean *)user_data = TRUE;
}

static void
widget_gone_cb (gpointer user_data,
                GObject *object)
{
  g_hash_table_remove (user_data, object);
}

/* Each widget below, with its type's name, until it is freed. */
static void
watch_widgets (GtkWidget  *widget,
               GHashTable *alive)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      /* One for the display, which moves from window to window. */
      if (g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkTooltipWindow"))
        continue;
      g_hash_table_insert (alive, child, (gpointer)G_OBJECT_TYPE_NAME (child));
      g_object_weak_ref (G_OBJECT (child), widget_gone_cb, alive);
      watch_widgets (child, alive);
    }
}

static void
list_alive (GHashTable *alive)
{
  GHashTableIter iter;
  gpointer       type;

  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, NULL, &type))
    g_test_message ("still there: %s", (const char *)type);
}

/* Closes it as its user would, and sees it freed with its document and all that it showed. */
static void
close_window (SaysoWindow *window)
{
  /* Kept where a widget stays, which would tell it when the test is over. */
  GHashTable *alive = g_hash_table_new (NULL, NULL);
  gboolean    has_document = window->document != NULL;
  gboolean    window_gone = FALSE, document_gone = FALSE, store_gone = FALSE;

  g_object_weak_ref (G_OBJECT (window), gone_cb, &window_gone);
  if (has_document)
    {
      g_object_weak_ref (G_OBJECT (window->document), gone_cb, &document_gone);
      g_object_weak_ref (G_OBJECT (window->store), gone_cb, &store_gone);
    }
  watch_widgets (GTK_WIDGET (window), alive);
  g_assert_cmpuint (g_hash_table_size (alive), >, 50);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window_gone);
  WAIT_FOR (!has_document || store_gone);
  WAIT_FOR (!has_document || document_gone);
  list_alive (alive);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
  g_hash_table_unref (alive);
}

static void
test_open_and_close (void)
{
  g_autofree char *path = new_article (40);
  gsize            before = 0;

  for (guint i = 0; i < N_WARM + n_cycles (); i++)
    {
      SaysoWindow *window = open_article (path);

      WAIT_FOR (sayso_window_get_article_path (window) != NULL);
      /* Marks on the first round, to be painted on all others. */
      if (i == 0)
        {
          g_action_group_activate_action (G_ACTION_GROUP (window), "extract", NULL);
          WAIT_FOR (window->work == NULL);
          g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_annotations (window->document)), >, 40);
        }
      for (guint k = 0; k < 20; k++)
        g_main_context_iteration (NULL, FALSE);
      close_window (window);
      if (i == N_WARM - 1)
        before = resident ();
    }
  g_test_message ("%u cycles: %" G_GSIZE_FORMAT " KiB before, %" G_GSIZE_FORMAT " KiB after", n_cycles (), before / 1024, resident () / 1024);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed for a while, as valgrind does */
  if (g_getenv ("SAYSO_TEST_LEAKS") == NULL)
    g_assert_cmpuint (resident (), <, before + MAX_GROWTH + n_cycles () * MAX_GROWTH_PER_CYCLE);
#endif
}

static void
iterate_for (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

/* At whatever moment: while it opens, before the first tick of the progress bar and behind it. */
static void
test_close_while_extracting (void)
{
  g_autofree char *path = new_article (400);

  for (guint i = 0; i < 8; i++)
    {
      SaysoWindow *window = open_article (path);

      if (i > 0)
        {
          WAIT_FOR (sayso_window_get_article_path (window) != NULL);
          g_action_group_activate_action (G_ACTION_GROUP (window), "extract", NULL);
          g_assert_nonnull (window->work);
          iterate_for ((i - 1) * 50);
        }
      close_window (window);
    }
}

/* Open, with what was found in it. */
static SaysoWindow *
open_extracted (void)
{
  g_autofree char *path = new_article (400);
  SaysoWindow     *window = open_article (path);

  WAIT_FOR (sayso_window_get_article_path (window) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (window), "extract", NULL);
  WAIT_FOR (window->work == NULL);
  return window;
}

static char *
beside (SaysoWindow *window,
        const char  *extension)
{
  return g_strconcat (sayso_window_get_article_path (window), extension, NULL);
}

static void
export_all (SaysoWindow *window,
            const char  *path)
{
  sayso_window_export (window, sayso_format_find ("w3c"), NULL, 0, path);
}

/* Who exports and closes the window finds the whole file. */
static void
test_close_while_exporting (void)
{
  SaysoWindow     *window = open_extracted ();
  g_autofree char *whole = beside (window, ".jsonld");
  g_autofree char *second = beside (window, ".second.jsonld");
  g_autofree char *wanted = NULL;
  g_autofree char *written = NULL;

  export_all (window, whole);
  WAIT_FOR (window->work == NULL);
  g_assert_true (g_file_get_contents (whole, &wanted, NULL, NULL));
  export_all (window, second);
  g_assert_nonnull (window->work);
  close_window (window);
  WAIT_FOR (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (second, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, wanted);
}

/* What was stopped is not written later, either, and while it goes on nothing else begins. */
static void
test_stop_export (void)
{
  SaysoWindow     *window = open_extracted ();
  g_autofree char *path = beside (window, ".jsonld");
  GCancellable    *work;

  export_all (window, path);
  work = window->work;
  sayso_window_import (window, sayso_format_find ("w3c"), "/nowhere");
  g_assert_true (window->work == work);
  g_cancellable_cancel (work);
  WAIT_FOR (window->work == NULL);
  iterate_for (500);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_window (window);
}

/* At whatever moment: while it is read, and when it is just there. */
static void
test_close_while_importing (void)
{
  SaysoWindow     *window = open_extracted ();
  g_autofree char *path = beside (window, ".jsonld");
  g_autofree char *article = g_strdup (sayso_window_get_article_path (window));
  guint            n_before = g_list_model_get_n_items (sayso_document_get_claims (window->document));

  export_all (window, path);
  WAIT_FOR (window->work == NULL);
  sayso_window_import (window, sayso_format_find ("w3c"), path);
  WAIT_FOR (window->work == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_claims (window->document)), ==, 2 * n_before);
  close_window (window);
  for (guint i = 0; i < 6; i++)
    {
      window = open_article (article);
      WAIT_FOR (sayso_window_get_article_path (window) != NULL);
      sayso_window_import (window, sayso_format_find ("w3c"), path);
      iterate_for (i * 10);
      close_window (window);
    }
}

/* Who a mention was found to be is gone when the import comes: it brings them along. */
static void
test_change_while_importing (void)
{
  SaysoWindow     *window = open_extracted ();
  g_autofree char *path = beside (window, ".jsonld");
  guint            n_claims = g_list_model_get_n_items (sayso_document_get_claims (window->document));
  guint            n_identities = g_list_model_get_n_items (sayso_document_get_identities (window->document));

  export_all (window, path);
  WAIT_FOR (window->work == NULL);
  sayso_window_import (window, sayso_format_find ("w3c"), path);
  sayso_document_undo (window->document);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (window->document)), ==, 0);
  WAIT_FOR (window->work == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_claims (window->document)), ==, n_claims);
  g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_identities (window->document)), ==, n_identities);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));
  g_test_add_func ("/window/cycles/open-and-close", test_open_and_close);
  g_test_add_func ("/window/cycles/close-while-extracting", test_close_while_extracting);
  g_test_add_func ("/window/cycles/close-while-exporting", test_close_while_exporting);
  g_test_add_func ("/window/cycles/stop-export", test_stop_export);
  g_test_add_func ("/window/cycles/close-while-importing", test_close_while_importing);
  g_test_add_func ("/window/cycles/change-while-importing", test_change_while_importing);
  return g_test_run ();
}
