/* Articles from web pages: what is kept, and what is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"

#include <string.h>

static SaysoImportedArticle *
import (const char *page,
        gssize      length,
        GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, length >= 0 ? (gsize)length : strlen (page));

  return sayso_article_import_html (bytes, NULL, error);
}

static void
test_page (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoImportedArticle) article = import (
    "<!DOCTYPE html><html><head><title>Harbour — The Daily</title><meta property='og:title' content='Harbour stays open'>"
    "<meta name='author' content='Maria Lind'><meta property='article:published_time' content='2026-03-01'>"
    "<link rel='canonical' href='https://example.org/harbour'><script>var x = '<p>no</p>';</script></head>"
    "<body><nav><p>Home and much more that nobody wants to read here at all, ever</p></nav><article><h1>Harbour stays open</h1>"
    "<p>“We   will\n not <em>go</em>,” said Zo&euml; &amp; Bo 😀.</p><p>One<br>two</p><aside><p>Advert</p></aside></article><footer>©</footer></body></html>",
    -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (article->text, ==, "Harbour stays open\n\n“We will not go,” said Zoë & Bo 😀.\n\nOne\ntwo\n");
  g_assert_cmpstr (article->title, ==, "Harbour stays open");
  g_assert_cmpstr (article->byline, ==, "Maria Lind");
  g_assert_cmpstr (article->date, ==, "2026-03-01");
  g_assert_cmpstr (article->url, ==, "https://example.org/harbour");
}

static void
test_bare (void)
{
  g_autoptr (SaysoImportedArticle) article = import ("<title> A </title>Just text", -1, NULL);

  g_assert_cmpstr (article->text, ==, "Just text\n");
  g_assert_cmpstr (article->title, ==, "A");
  g_assert_null (article->url);
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoImportedArticle) article = NULL;

  g_assert_null (import ("", 0, &error));
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (import ("<script>alert(1)</script>", -1, &error));
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED);
  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<div>");
  g_string_append (deep, "x");
  article = import (deep->str, -1, NULL);
  g_assert_true (article == NULL || article->text != NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/article/page", test_page);
  g_test_add_func ("/formats/article/bare", test_bare);
  g_test_add_func ("/formats/article/hostile", test_hostile);
  return g_test_run ();
}
