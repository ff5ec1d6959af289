/* Articles from web pages and from Markdown: what is kept, and what is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-article-import.h"
#include "../tools/patience.h"

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

/* The same text whatever stands around it. */
static void
test_clutter (void)
{
#define PROSE "<p>“We will not go,” said the captain to reporters on Monday, “not even if the storm comes back.”</p>" \
              "<p>The mayor agreed with her, and told the council that the harbour would stay as it was.</p>"
  static const char *const around[] = {
    "%s",
    "<div class='site-nav'><a href='/'>Home</a><a href='/x'>More</a></div><div class=content>%s</div>",
    "<div class='content'>%s<div class='ad-slot'><p>Buy our shoes, they are cheaper than they ever were before.</p></div></div>",
    "<div>%s</div><section class='comments'><p>I think that this is very wrong, and have more to say of it than anybody wants.</p></section>",
    "<main>%s<figure><img src=x><figcaption>The harbour at dawn. Photograph by somebody.</figcaption></figure></main>",
    "<article>%s<div class='wp-caption'><p>The harbour at dawn.</p></div></article>",
    "<article>%s<ul><li><a href='1'>Another article</a></li><li><a href='2'>Yet another article</a></li></ul></article>",
    "<article class='comment'><p>First!</p></article><article class='post tag-social'>%s</article>",
    "<article><p>A teaser.</p></article><div id='story'>%s</div><article><p>One more.</p></article>",
    "<body class='has-sidebar'><div style='display : none'><p>Secret words that nobody sees.</p></div><div role='navigation'>Menu</div>%s",
    "<div class='sidebar'>%s</div>", /* named so wrongly: it is all there is */
    "<script>document.write('<p>no</p>')</script><style>p { }</style><noscript><p>Turn it on.</p></noscript>%s<form><p>Subscribe!</p></form>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    {
      g_auto (GStrv) parts = g_strsplit (around[i], "%s", 2);
      g_autofree char *page = g_strconcat (parts[0], PROSE, parts[1], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoImportedArticle) article = import (page, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (article->text, ==,
                       "“We will not go,” said the captain to reporters on Monday, “not even if the storm comes back.”\n\n"
                       "The mayor agreed with her, and told the council that the harbour would stay as it was.\n");
    }
}

static void
test_metadata (void)
{
  static const struct
  {
    const char *page, *title, *byline, *date, *url;
  } cases[] = {
    { "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"NewsArticle\", \"headline\": \"H\", \"author\": [{\"name\": \"A B\"}, \"C D\"],"
      " \"datePublished\": \"2026-01-02\"}]}</script><meta name=author content='Staff'><meta property='og:title' content='No'>",
      "H", "A B, C D", "2026-01-02", NULL },
    { "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": [[[</script><title>T</title>", "T", NULL, NULL, NULL },
    { "<meta property='article:author' content='https://example.org/me'><h1>  Big\n news </h1><span class=byline>By Maria Lind</span><time datetime='2026-05-01'>May</time>",
      "Big news", "Maria Lind", "2026-05-01", NULL },
    { "<link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='https://example.org/a'>", NULL, NULL, NULL, "https://example.org/a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = g_strconcat (cases[i].page, "<p>Text.</p>", NULL);
      g_autoptr (SaysoImportedArticle) article = import (page, -1, NULL);

      g_assert_nonnull (article);
      g_assert_cmpstr (article->title, ==, cases[i].title);
      g_assert_cmpstr (article->byline, ==, cases[i].byline);
      g_assert_cmpstr (article->date, ==, cases[i].date);
      g_assert_cmpstr (article->url, ==, cases[i].url);
    }
}

static void
test_markdown (void)
{
  static const struct
  {
    const char *markdown, *text;
  } cases[] = {
    { "# Big *news* #\n\nOne\nline.", "Big news\n\nOne line.\n" },
    { "Big\n===\ntext\r\nmore  \r\nbreak\\\nagain", "Big\n\ntext more\nbreak\nagain\n" },
    { "**bold _both_** 2 * 3 * 4 snake_case_word ~~gone~~ ~ok~", "bold both 2 * 3 * 4 snake_case_word gone ~ok~\n" },
    { "***all***, *a **b** c*, **open", "all, a b c, **open\n" },
    { "[a *link*](https://x.org/a_(b) \"t\") [b][ref] [c] ![picture](p.jpg)!\n\n[ref]: https://y", "a link b [c] !\n" },
    { "said[^1] so.\n\n[^1]: A note\n    goes on.\n\n    And on.\n\nEnd.", "said so.\n\nEnd.\n" },
    { "`a*b*` ``c`d`` `open", "a*b* c`d `open\n" },
    { "> “Yes,”\n> she said.\n\n- one\n- two\n1. three", "“Yes,” she said.\n\none\n\ntwo\n\nthree\n" },
    { "a\n\n* * *\n\n```\ncode\n\nmore\n```\nb\n\n<!-- no\n\nno -->\n<div>\nno\n</div>\n\nc <b>d</b> <https://e.f> 1 < 2", "a\n\nb\n\nc d https://e.f 1 < 2\n" },
    { "\\*plain\\* &amp; &#8220;x&#x201d; &nothing; &copy;", "*plain* & “x” &nothing; ©\n" },
    { "\xef\xbb\xbf😀 e\xcc\x81\t*שלום*", "😀 e\xcc\x81\tשלום\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].markdown, strlen (cases[i].markdown));
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoImportedArticle) article = sayso_article_import_markdown (bytes, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (article->text, ==, cases[i].text);
    }
}

static void
test_front_matter (void)
{
  const char *page = "---\ntitle: \"Harbour: open\"\nauthor: Maria Lind\ndate: 2026-03-01\nurl: https://example.org/h\n---\n# Other\n\nText.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, strlen (page));
  g_autoptr (SaysoImportedArticle) article = sayso_article_import_markdown (bytes, NULL, NULL);

  g_assert_cmpstr (article->title, ==, "Harbour: open");
  g_assert_cmpstr (article->byline, ==, "Maria Lind");
  g_assert_cmpstr (article->date, ==, "2026-03-01");
  g_assert_cmpstr (article->url, ==, "https://example.org/h");
  g_assert_cmpstr (article->text, ==, "Other\n\nText.\n");
}

/* What an attacker repeats a million times is read in a time that grows with its length. */
static void
test_hostile_markdown (void)
{
  static const char *const pieces[] = { "[](", "![", "![a](b)", "*a", "_*", "`", "``a`", "<", "&", "[", "]", ">", "- ", "***", "[^", "<!--", "(", "~~", "\n", "#\n", "[][" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) page = g_string_new ("x ");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SaysoImportedArticle) article = NULL;
      gint64 started = g_get_monotonic_time ();

      while (page->len < 1000000)
        g_string_append (page, pieces[i]);
      bytes = g_bytes_new (page->str, page->len);
      article = sayso_article_import_markdown (bytes, NULL, NULL);
      g_assert_nonnull (article);
      ASSERT_WITHIN (SECONDS_SINCE (started), 20);
    }
}

/* Found by fuzzing: a page that says UTF-8 and is not. */
static void
test_invalid (void)
{
  static const char page[] = "<html><head><meta charset=\"utf-8\"><title>Caf\xe9</title></head><body><p>One caf\xe9, one \x8b word, a na\xc3\xafve one.</p></body></html>";
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoImportedArticle) article = import (page, sizeof page - 1, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (article->text, -1, NULL));
  g_assert_true (article->title == NULL || g_utf8_validate (article->title, -1, NULL));
  g_assert_nonnull (strstr (article->text, "word"));
}

static void
test_kinds (void)
{
  g_assert_true (sayso_article_import_for_file ("a/b.HTML") == sayso_article_import_html);
  g_assert_true (sayso_article_import_for_file ("b.md") == sayso_article_import_markdown);
  g_assert_true (sayso_article_import_for_format ("markdown") == sayso_article_import_markdown);
  g_assert_null (sayso_article_import_for_file ("b.html.txt"));
  g_assert_null (sayso_article_import_for_file ("b"));
  g_assert_null (sayso_article_import_for_format ("w3c"));
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
  g_test_add_func ("/formats/article/clutter", test_clutter);
  g_test_add_func ("/formats/article/metadata", test_metadata);
  g_test_add_func ("/formats/article/invalid", test_invalid);
  g_test_add_func ("/formats/article/kinds", test_kinds);
  g_test_add_func ("/formats/article/markdown", test_markdown);
  g_test_add_func ("/formats/article/front-matter", test_front_matter);
  g_test_add_func ("/formats/article/hostile", test_hostile);
  g_test_add_func ("/formats/article/hostile-markdown", test_hostile_markdown);
  return g_test_run ();
}
