/* Measures the real window: how long until an article can be read, how much work a frame is.
 *
 *   measure-window start ARTICLE       from the start of the process to readable text, and to a frame with marks and cards
 *   measure-window bare ARTICLE        the same text in a bare text view, as a limit
 *   measure-window turn FOLDER         all articles of a folder, opened in turn in one window
 *   measure-window work ARTICLE        changes and movements, from the call to the painted frame; an export and an import
 *
 * Prints lines "what seconds", or "what median 99th-percentile largest" in milliseconds, "memory MB", and
 * for an export and an import "what seconds longest-wait", in milliseconds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-application.h"
#include "app/sayso-window-private.h"
#include "view/sayso-article-view.h"
#include "resident.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_TIMES 100
/* A screenful of text is there. */
#define READABLE 500

static GtkApplication *application;
static gint64          started;

static double
since (gint64 moment)
{
  return (double)(g_get_monotonic_time () - moment) / G_USEC_PER_SEC;
}

/* When the process was made, which is earlier than main () by the time that the loader takes. */
static gint64
process_start (void)
{
  g_autofree char *stat = NULL;
  const char      *p;
  guint64          ticks = 0;

  g_assert_true (g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL));
  p = strrchr (stat, ')');
  for (guint field = 2; p != NULL && field < 22; field++)
    p = strchr (p + 1, ' ');
  g_assert_nonnull (p);
  ticks = g_ascii_strtoull (p + 1, NULL, 10);
  return (gint64)(ticks * G_USEC_PER_SEC / (guint64)sysconf (_SC_CLK_TCK));
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* Until a frame was painted after now. */
static void
paint (GtkWidget *widget)
{
  GdkFrameClock *clock;
  gboolean       painted = FALSE;
  gulong         handler;

  /* The text may be there before the window is. */
  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (widget);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (widget);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_readable (SaysoWindow *window)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (window->article))) > READABLE;
}

static SaysoWindow *
open_window (void)
{
  SaysoWindow *window = sayso_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
open_article (SaysoWindow *window,
              const char  *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  sayso_window_open (window, file);
}

static void
wait_for_article (SaysoWindow *window)
{
  while (window->opening != NULL || window->document == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static SaysoWindow *
measure_start (const char *path)
{
  SaysoWindow *window = open_window ();

  open_article (window, path);
  while (!is_readable (window))
    g_main_context_iteration (NULL, TRUE);
  paint (window->article);
  printf ("readable %.3f\n", since (started));
  wait_for_article (window);
  paint (window->article);
  printf ("complete %.3f\n", since (started));
  printf ("memory %.0f\n", (double)resident () / 1e6);
  return window;
}

static void
measure_bare (const char *path)
{
  GtkWidget       *window = gtk_application_window_new (application);
  GtkWidget       *scrolled = gtk_scrolled_window_new (), *view = gtk_text_view_new ();
  g_autofree char *text = NULL;
  gsize            length;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, (int)length);
  gtk_window_present (GTK_WINDOW (window));
  paint (view);
  printf ("readable %.3f\n", since (started));
  printf ("memory %.0f\n", (double)resident () / 1e6);
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
print_times (const char *what,
             double     *times,
             guint       n)
{
  qsort (times, n, sizeof *times, compare_doubles_cb);
  printf ("%s %.2f %.2f %.2f\n", what, 1000 * times[n / 2], 1000 * times[(n * 99 + 99) / 100 - 1], 1000 * times[n - 1]);
}

static void
measure_turn (const char *folder)
{
  SaysoWindow *window = open_window ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gsize       before = 0;
  const char *name;

  g_assert_nonnull (dir);
  paint (GTK_WIDGET (window));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gint64           moment = g_get_monotonic_time ();
      double           took;

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      open_article (window, path);
      wait_for_article (window);
      paint (window->article);
      took = since (moment);
      g_array_append_val (times, took);
      if (times->len == 100)
        before = resident ();
    }
  print_times ("turn", (double *)times->data, times->len);
  printf ("growth %.1f\n", ((double)resident () - (double)before) / 1e6);
  printf ("memory %.0f\n", (double)resident () / 1e6);
}

/* Work: from the call to the painted frame, without what the clock waits for. */

typedef void (*Step) (SaysoWindow *window,
                      guint        i);

/* Runs what is ready; returns how long that took. Waiting is no work. */
static double
iterate (void)
{
  gint64 moment;

  while (!g_main_context_pending (NULL))
    g_usleep (200);
  moment = g_get_monotonic_time ();
  g_main_context_iteration (NULL, FALSE);
  return since (moment);
}

/* Until nothing happens any more: what moves has come to rest, what is built in pieces is whole. Returns the longest
 * that anything else would have had to wait. */
static double
settle (double *all)
{
  double longest = 0;
  gint64 quiet = g_get_monotonic_time ();

  while (since (quiet) < 0.05)
    {
      double took;

      if (!g_main_context_pending (NULL))
        {
          g_usleep (200);
          continue;
        }
      took = iterate ();
      *all += took;
      longest = MAX (longest, took);
      quiet = g_get_monotonic_time ();
    }
  return longest;
}

/* prepare is what a person did before, and does not count: to have come there and selected the words; may be NULL. */
static void
work (SaysoWindow *window,
      const char  *what,
      Step         prepare,
      Step         step)
{
  GdkFrameClock   *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  double           first[N_TIMES], all[N_TIMES], longest[N_TIMES];
  g_autofree char *what_all = g_strconcat (what, "-all", NULL);
  g_autofree char *what_longest = g_strconcat (what, "-longest", NULL);

  for (guint i = 0; i < N_TIMES; i++)
    {
      gboolean painted = FALSE;
      double   later = 0;
      gulong   handler;
      gint64   moment;

      if (prepare != NULL)
        {
          prepare (window, i);
          settle (&later);
        }
      handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
      moment = g_get_monotonic_time ();
      step (window, i);
      gtk_widget_queue_draw (window->article);
      first[i] = since (moment);
      longest[i] = first[i];
      while (!painted)
        {
          double took = iterate ();

          first[i] += took;
          longest[i] = MAX (longest[i], took);
        }
      g_signal_handler_disconnect (clock, handler);
      all[i] = first[i];
      later = settle (&all[i]);
      longest[i] = MAX (longest[i], later);
    }
  print_times (what, first, N_TIMES);
  print_times (what_longest, longest, N_TIMES);
  print_times (what_all, all, N_TIMES);
  fflush (stdout);
}

static void
activate (SaysoWindow *window,
          const char  *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

static guint
somewhere (SaysoWindow *window,
           guint        i)
{
  guint length = sayso_text_get_length (sayso_document_get_text (window->document));

  return (guint)((guint64)length * (i * 37 % N_TIMES) / N_TIMES);
}

static void
select_step (SaysoWindow *window,
             guint        i)
{
  guint at = somewhere (window, 40) + 60 * i;

  sayso_window_article_select (window, (SaysoSpan){ at, at + 12 });
}

static void
add_step (SaysoWindow *window,
          guint        i)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.mark", "s", "claim");
}

static void
undo_step (SaysoWindow *window,
           guint        i)
{
  activate (window, "win.undo");
}

static void
redo_step (SaysoWindow *window,
           guint        i)
{
  activate (window, "win.redo");
}

static void
move_step (SaysoWindow *window,
           guint        i)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.move-end", "s", i % 2 ? "end-word-back" : "end-word-on");
}

static void
delete_step (SaysoWindow *window,
             guint        i)
{
  activate (window, "win.delete");
}

static void
caret_step (SaysoWindow *window,
            guint        i)
{
  guint at = somewhere (window, 0) + 60 * i;

  sayso_window_article_select (window, (SaysoSpan){ at, at });
}

static void
jump_step (SaysoWindow *window,
           guint        i)
{
  guint length = sayso_text_get_length (sayso_document_get_text (window->document));
  guint at = i % 2 ? 0 : length;

  sayso_window_article_select (window, (SaysoSpan){ at, at });
}

static void
scroll_step (SaysoWindow *window,
             guint        i)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (window->article));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
}

static void
next_step (SaysoWindow *window,
           guint        i)
{
  activate (window, "win.next");
}

static void
find_step (SaysoWindow *window,
           guint        i)
{
  static const char *const words[] = { "bridge", "the", "xyzzy", "Monday" };
  SaysoClaimFilter         filter = { .text = (char *)words[i % G_N_ELEMENTS (words)] };

  sayso_claim_model_set_filter (sayso_claim_list_get_model (SAYSO_CLAIM_LIST (window->list)), &filter);
}

static void
filter_step (SaysoWindow *window,
             guint        i)
{
  SaysoClaimFilter filter = { .statuses = 1u << (i % 2 ? SAYSO_STATUS_SUGGESTED : SAYSO_STATUS_ACCEPTED) };

  sayso_claim_model_set_filter (sayso_claim_list_get_model (SAYSO_CLAIM_LIST (window->list)), &filter);
}

static void
sort_step (SaysoWindow *window,
           guint        i)
{
  SaysoClaimFilter nothing = { 0 };
  SaysoClaimModel *model = sayso_claim_list_get_model (SAYSO_CLAIM_LIST (window->list));

  if (!sayso_claim_filter_is_empty (sayso_claim_model_get_filter (model)))
    sayso_claim_model_set_filter (model, &nothing);
  sayso_claim_model_set_order (model, i % 2 ? SAYSO_CLAIM_ORDER_SPEAKER : SAYSO_CLAIM_ORDER_CONFIDENCE);
}

/* Prints how long it takes, in seconds, and the longest that anything else had to wait meanwhile, in milliseconds. */
static void
measure_exchange (SaysoWindow *window,
                  const char  *what,
                  const char  *path)
{
  const SaysoFormat *format = sayso_format_find ("w3c");
  gint64             moment = g_get_monotonic_time ();
  double             longest, later, all = 0;

  if (strcmp (what, "export") == 0)
    sayso_window_export (window, format, NULL, 0, path);
  else
    sayso_window_import (window, format, path);
  longest = since (moment);
  while (window->work != NULL)
    {
      double took = iterate ();

      longest = MAX (longest, took);
    }
  later = settle (&all);
  longest = MAX (longest, later);
  /* What came to rest was quiet for 0.05 s. */
  printf ("%s %.2f %.1f\n", what, since (moment) - 0.05, 1000 * longest);
  fflush (stdout);
}

static void
measure_work (const char *path)
{
  SaysoWindow     *window = measure_start (path);
  gint64           moment = g_get_monotonic_time ();
  g_autofree char *exported = NULL;

  /* The lists and the layout of the text come to rest. */
  while (since (moment) < 6)
    g_main_context_iteration (NULL, FALSE);
  work (window, "scroll", NULL, scroll_step);
  work (window, "caret", NULL, caret_step);
  work (window, "jump", NULL, jump_step);
  work (window, "next", NULL, next_step);
  work (window, "add", select_step, add_step);
  work (window, "undo", NULL, undo_step);
  work (window, "redo", NULL, redo_step);
  work (window, "move", next_step, move_step);
  work (window, "delete", next_step, delete_step);
  work (window, "find", NULL, find_step);
  work (window, "filter", NULL, filter_step);
  work (window, "sort", NULL, sort_step);
  printf ("memory %.0f\n", (double)resident () / 1e6);
  exported = g_strconcat (path, ".jsonld", NULL);
  measure_exchange (window, "export", exported);
  measure_exchange (window, "import", exported);
}

int
main (int    argc,
      char **argv)
{
  started = process_start ();
  if (argc != 3)
    {
      g_printerr ("usage: %s start|bare|turn|work PATH\n", argv[0]);
      return 2;
    }
  gtk_init ();
  application = GTK_APPLICATION (sayso_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  if (strcmp (argv[1], "start") == 0)
    measure_start (argv[2]);
  else if (strcmp (argv[1], "bare") == 0)
    measure_bare (argv[2]);
  else if (strcmp (argv[1], "turn") == 0)
    measure_turn (argv[2]);
  else
    measure_work (argv[2]);
  fflush (stdout);
  _exit (0);
}
