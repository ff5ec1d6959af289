/* Text in a text buffer: all of it, at the same offsets, and in no line that GTK cannot lay out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-article-text.h"

#include <string.h>

#define N_ROUNDS 60
#define SEPARATOR 0x2029

static GtkTextBuffer *
new_buffer (void)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);

  for (const char *const *tag = (const char *const[]){ "all", "joined", "long", "blank", NULL }; *tag != NULL; tag++)
    gtk_text_buffer_create_tag (buffer, *tag, NULL);
  return buffer;
}

static char *
dup_shown (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

/* Code point by code point; a separator stands for a space. */
static void
assert_shows (GtkTextBuffer *buffer,
              SaysoText     *text)
{
  g_autofree char *shown = dup_shown (buffer);
  const char      *p = shown, *q = sayso_text_get_utf8 (text);

  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, (int)sayso_text_get_length (text));
  for (; *q != '\0'; p = g_utf8_next_char (p), q = g_utf8_next_char (q))
    if (g_utf8_get_char (p) == SEPARATOR && *q != '\0')
      g_assert_cmpint (*q, ==, ' ');
    else
      g_assert_cmpuint (g_utf8_get_char (p), ==, g_utf8_get_char (q));
  g_assert_cmpint (*p, ==, '\0');
}

static void
append_line (GRand   *random,
             GString *text)
{
  static const char *const words[] = { "pier", "naïve", "“tide”", "🙂", "ב", "a", "the", "harbourmaster" };
  guint                    length = g_rand_int_range (random, 0, 10) == 0 ? 60000 : (guint)g_rand_int_range (random, 0, 300);
  gboolean                 spaced = g_rand_int_range (random, 0, 4) > 0;
  gsize                    until = text->len + length;

  while (text->len < until)
    g_string_append_printf (text, "%s%s", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], spaced ? " " : "");
  g_string_append (text, g_rand_boolean (random) ? "\n" : "\r\n");
}

static void
test_random (void)
{
  GRand *random = g_rand_new_with_seed (11);
  g_autoptr (GtkTextBuffer) buffer = new_buffer ();
  SaysoArticleText shown = { 0 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (SaysoText) text = NULL;

      for (guint i = 0; i < (guint)g_rand_int_range (random, 0, 40); i++)
        append_line (random, utf8);
      text = sayso_text_new (utf8->str, (gssize)utf8->len);
      sayso_article_text_start (&shown, buffer, text);
      for (guint i = 0; round % 2 == 0 && i < 3; i++)
        g_main_context_iteration (NULL, FALSE);
      sayso_article_text_finish (&shown);
      assert_shows (buffer, text);
    }
  sayso_article_text_clear (&shown);
  g_rand_free (random);
}

static int
longest_line (GtkTextBuffer *buffer)
{
  GtkTextIter iter;
  int         longest = 0;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  do
    longest = MAX (longest, gtk_text_iter_get_bytes_in_line (&iter));
  while (gtk_text_iter_forward_line (&iter));
  return longest;
}

/* A megabyte in one line comes in pieces; a line as people write them is left whole. */
static void
test_long_line (void)
{
  g_autoptr (GtkTextBuffer) buffer = new_buffer ();
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL, prose = NULL;
  SaysoArticleText shown = { 0 };

  while (utf8->len < 1000000)
    g_string_append (utf8, "The bridge will close on Monday. ");
  text = sayso_text_new (utf8->str, (gssize)utf8->len);
  sayso_article_text_start (&shown, buffer, text);
  sayso_article_text_finish (&shown);
  assert_shows (buffer, text);
  g_assert_cmpint (longest_line (buffer), <, 2200);

  g_string_truncate (utf8, 15000);
  prose = sayso_text_new (utf8->str, (gssize)utf8->len);
  sayso_article_text_start (&shown, buffer, prose);
  sayso_article_text_finish (&shown);
  g_assert_cmpint (longest_line (buffer), ==, 15000);
  sayso_article_text_clear (&shown);
}

/* A screenful at once; the rest without being asked for. */
static void
test_slices (void)
{
  g_autoptr (GtkTextBuffer) buffer = new_buffer ();
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (SaysoText) text = NULL;
  SaysoArticleText shown = { 0 };
  GtkTextIter      caret;

  while (utf8->len < 500000)
    g_string_append (utf8, "The bridge will close on Monday.\n\n");
  text = sayso_text_new (utf8->str, (gssize)utf8->len);
  sayso_article_text_start (&shown, buffer, text);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 10000);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <, 50000);
  while (shown.source != 0)
    g_main_context_iteration (NULL, TRUE);
  assert_shows (buffer, text);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_assert_true (gtk_text_iter_is_start (&caret));
  sayso_article_text_start (&shown, buffer, NULL);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/article-text/random", test_random);
  g_test_add_func ("/view/article-text/long-line", test_long_line);
  g_test_add_func ("/view/article-text/slices", test_slices);
  return g_test_run ();
}
