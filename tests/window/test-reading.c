/* Reading: the width of the column, its letters and lines; that nothing moves when marks
 * appear; what links are drawn; lines from right to left; files that are dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"
#include "view/sayso-article-view-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define PARAGRAPH                                                                                     \
  "The harbour board said on Tuesday that the ferry would run again from the first of May, once the " \
  "pier had been mended and its lamps replaced. \"Nobody is happy about a winter without a boat,\" "  \
  "Mayor Ada Finch told reporters, adding that the town had looked for another and found none that "  \
  "could be had before the ice. "
#define RTL_TEXT "שלום עולם. ראש העיר אמרה שהגשר ייפתח מחדש בחודש הבא.\n"

typedef struct
{
  SaysoWindow *window;
  char        *path;
} Fixture;

static GtkApplication *application;

static char *
write_article (const char *name,
               const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("sayso-reading-XXXXXX", NULL);
  char            *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static GtkTextView *
get_view (Fixture *fixture)
{
  return GTK_TEXT_VIEW (fixture->window->article);
}

/* Where each line on the screen begins: "OFFSET:Y " of all of them. The mean is of the lines
 * that were broken, not of the last ones of paragraphs. */
static char *
dup_lines (Fixture *fixture,
           double  *mean_chars)
{
  GtkTextView *view = get_view (fixture);
  GString     *lines = g_string_new (NULL);
  GtkTextIter  iter, next;
  guint        n_broken = 0, n_chars = 0;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &iter);
  for (next = iter; gtk_text_view_forward_display_line (view, &next); iter = next)
    {
      GdkRectangle place;

      gtk_text_view_get_iter_location (view, &iter, &place);
      g_string_append_printf (lines, "%d:%d ", gtk_text_iter_get_offset (&iter), place.y);
      if (gtk_text_iter_get_line (&next) != gtk_text_iter_get_line (&iter))
        continue;
      n_broken++;
      n_chars += (guint)(gtk_text_iter_get_offset (&next) - gtk_text_iter_get_offset (&iter));
    }
  if (mean_chars != NULL)
    *mean_chars = (double)n_chars / n_broken;
  return g_string_free (lines, FALSE);
}

/* The panes and margins come to rest after the window is shown. */
static void
wait_for_rest (Fixture *fixture)
{
  GtkTextView     *view = get_view (fixture);
  g_autofree char *before = NULL;

  while (gtk_text_view_get_left_margin (view) < 40 || gtk_text_view_get_right_margin (view) < 40)
    g_main_context_iteration (NULL, TRUE);
  for (;;)
    {
      g_autofree char *now = dup_lines (fixture, NULL);

      if (g_strcmp0 (now, before) == 0)
        return;
      g_free (before);
      before = g_steal_pointer (&now);
      settle (200);
    }
}

static void
open_article (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  sayso_window_open (fixture->window, file);
  while (fixture->window->store == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for_rest (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer text)
{
  fixture->window = sayso_window_new (application);
  fixture->path = write_article ("article.txt", text);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  open_article (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer text)
{
  g_object_set (fixture->window->settings, "zoom", 1.0, "line-spacing", 1.5, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->path);
}

static int
line_height (Fixture *fixture)
{
  GtkTextIter iter;
  int         y = 0, first = 0;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (get_view (fixture)), &iter);
  for (int i = 0; i < 2; i++)
    {
      GdkRectangle place;

      gtk_text_view_get_iter_location (get_view (fixture), &iter, &place);
      first = y;
      y = place.y;
      gtk_text_view_forward_display_line (get_view (fixture), &iter);
    }
  return y - first;
}

static void
test_column (Fixture      *fixture,
             gconstpointer text)
{
  double           chars = 0, larger = 0;
  int              height = line_height (fixture);
  g_autofree char *lines = dup_lines (fixture, &chars);
  g_autofree char *zoomed = NULL;
  g_autofree char *spaced = NULL;
  GtkAdjustment   *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (get_view (fixture)));

  g_test_message ("%.1f characters a line", chars);
  g_assert_cmpfloat (chars, >, 60);
  g_assert_cmpfloat (chars, <, 76);
  g_assert_cmpint (gtk_text_view_get_left_margin (get_view (fixture)), >=, 56);

  g_object_set (fixture->window->settings, "line-spacing", 2.0, NULL);
  settle (200);
  g_assert_cmpint (line_height (fixture), >, height * 5 / 4);
  g_object_set (fixture->window->settings, "line-spacing", 1.5, "zoom", 1.2, NULL);
  settle (200);
  zoomed = dup_lines (fixture, &larger);
  g_assert_cmpstr (zoomed, !=, lines);
  g_assert_cmpint (line_height (fixture), >, height);
  /* Larger letters make the column wider, as long as there is room. */
  g_test_message ("%.1f characters a line at 120 %%", larger);
  g_assert_cmpfloat (larger, >, chars - 12);
  g_object_set (fixture->window->settings, "zoom", 3.0, NULL);
  settle (200);
  g_assert_cmpfloat (gtk_adjustment_get_upper (across), <=, gtk_adjustment_get_page_size (across));
}

static SaysoAnnotation *
mark (Fixture            *fixture,
      SaysoAnnotationType type,
      const char         *words,
      SaysoAnnotation    *claim)
{
  const char      *text = sayso_text_get_utf8 (sayso_document_get_text (fixture->window->document));
  const char      *at = strstr (text, words);
  SaysoSpan        span = { (guint)g_utf8_pointer_to_offset (text, at), 0 };
  SaysoAnnotation *annotation;

  span.end = span.start + (guint)g_utf8_strlen (words, -1);
  annotation = sayso_edit_mark (fixture->window->document, type, &span, 1, "tester");
  if (claim != NULL)
    sayso_edit_link (fixture->window->document, claim, annotation, "tester");
  return annotation;
}

static void
test_no_reflow (Fixture      *fixture,
                gconstpointer text)
{
  g_autofree char *before = dup_lines (fixture, NULL);
  g_autofree char *marked = NULL;
  g_autofree char *hidden = NULL;
  SaysoAnnotation *claim = mark (fixture, SAYSO_ANNOTATION_CLAIM, "the ferry would run again from the first of May", NULL);

  mark (fixture, SAYSO_ANNOTATION_SPEAKER, "The harbour board", claim);
  mark (fixture, SAYSO_ANNOTATION_SOURCE, "on Tuesday", claim);
  sayso_window_set_current (fixture->window, claim, FALSE);
  settle (300);
  marked = dup_lines (fixture, NULL);
  g_assert_cmpstr (marked, ==, before);
  sayso_window_article_set_type_shown (fixture->window, SAYSO_ANNOTATION_CLAIM, FALSE);
  settle (200);
  hidden = dup_lines (fixture, NULL);
  g_assert_cmpstr (hidden, ==, before);
}

/* Lines are drawn to what the view holds as linked, and to nothing else. */
static void
test_links (Fixture      *fixture,
            gconstpointer text)
{
  SaysoArticleView *view = SAYSO_ARTICLE_VIEW (fixture->window->article);
  SaysoAnnotation  *first = mark (fixture, SAYSO_ANNOTATION_CLAIM, "the ferry would run again", NULL);
  SaysoAnnotation  *second = mark (fixture, SAYSO_ANNOTATION_CLAIM, "\"Nobody is happy about a winter without a boat,\"", NULL);
  SaysoAnnotation  *board = mark (fixture, SAYSO_ANNOTATION_SPEAKER, "The harbour board", first);
  SaysoAnnotation  *ada = mark (fixture, SAYSO_ANNOTATION_SPEAKER, "Mayor Ada Finch", second);

  sayso_window_set_current (fixture->window, NULL, FALSE);
  g_assert_cmpuint (g_hash_table_size (view->linked), ==, 0);
  sayso_window_set_current (fixture->window, second, FALSE);
  g_assert_cmpuint (g_hash_table_size (view->linked), ==, 2);
  g_assert_true (g_hash_table_contains (view->linked, sayso_item_get_id (SAYSO_ITEM (ada))));
  g_assert_false (g_hash_table_contains (view->linked, sayso_item_get_id (SAYSO_ITEM (board))));
  sayso_window_set_current (fixture->window, first, FALSE);
  g_assert_true (g_hash_table_contains (view->linked, sayso_item_get_id (SAYSO_ITEM (board))));
  g_assert_false (g_hash_table_contains (view->linked, sayso_item_get_id (SAYSO_ITEM (ada))));
}

/* Bars and links have their room where the lines begin. */
static void
test_rtl (Fixture      *fixture,
          gconstpointer text)
{
  SaysoArticleView *view = SAYSO_ARTICLE_VIEW (fixture->window->article);
  GtkTextIter       iter;
  GdkRectangle      place;

  g_assert_true (view->is_rtl);
  g_assert_cmpint (gtk_text_view_get_right_margin (get_view (fixture)), >=, 56);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (get_view (fixture)), &iter);
  gtk_text_view_get_iter_location (get_view (fixture), &iter, &place);
  g_assert_cmpint (place.x, >, gtk_widget_get_width (fixture->window->article) / 2);
}

static guint n_opened;

static void
open_cb (GApplication *opened,
         gpointer      files,
         int           n_files,
         const char   *hint)
{
  n_opened += (guint)n_files;
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_error ("the window takes nothing that is dropped");
}

/* The first file comes into the window, each other into one of its own. */
static void
test_drop (Fixture      *fixture,
           gconstpointer text)
{
  GtkDropTarget   *target = find_drop_target (GTK_WIDGET (fixture->window));
  g_autofree char *one = write_article ("one.txt", "One.\n");
  g_autofree char *two = write_article ("two.txt", "Two.\n");
  GSList          *files = g_slist_append (g_slist_append (NULL, g_file_new_for_path (one)), g_file_new_for_path (two));
  GValue           value = G_VALUE_INIT;
  gboolean         taken = FALSE;

  g_signal_connect (application, "open", G_CALLBACK (open_cb), NULL);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  while (g_strcmp0 (sayso_window_get_article_path (fixture->window), one) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_opened, ==, 1);
}

#define ADD(name, text, func) g_test_add ("/window/reading/" name, Fixture, text, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  static const char *article = PARAGRAPH PARAGRAPH "\n\n" PARAGRAPH PARAGRAPH "\n";

  gtk_test_init (&argc, &argv, NULL);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ADD ("column", article, test_column);
  ADD ("no-reflow", article, test_no_reflow);
  ADD ("links", article, test_links);
  ADD ("rtl", RTL_TEXT, test_rtl);
  ADD ("drop", article, test_drop);
  return g_test_run ();
}
