/* Measures re-anchoring on real articles that were edited at random: measure-anchor CORPUS.jsonl [ARTICLES].
 *
 * Edit mix k %: k % of the sentences deleted, k % inserted (from another article), k/2 % of the words
 * exchanged, k/5 % of the characters mistyped. Where each character went is remembered, so the truth is known. A
 * span is found exactly if it covers what is left of it, with or without the words at its edges that were
 * exchanged; it is wrong if it covers less than half of that or as much else.
 *
 * Prints a line of JSON for each mix. The seed is fixed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-anchor.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  gunichar *text;
  guint     n;
  GArray   *spans; /* SaysoSpan */
} Article;

/* The article as it becomes: each character, and where it was. */
typedef struct
{
  GString *utf8;
  GArray  *origins; /* gint32: -1 for new ones */
  GArray  *kept;    /* guint8: FALSE if it stands for another */
  guint    n;
} Edit;

typedef struct
{
  guint n, exact, near, wrong, lost, n_deleted, false_anchors;
} Result;

static void
put (Edit    *edit,
     gunichar c,
     gint32   origin,
     guint8   kept)
{
  g_string_append_unichar (edit->utf8, c);
  g_array_append_val (edit->origins, origin);
  g_array_append_val (edit->kept, kept);
  edit->n++;
}

static guint
sentence_end (const Article *article,
              guint          at)
{
  for (; at < article->n; at++)
    if (article->text[at] == '\n' || (at > 0 && article->text[at] == ' ' && strchr (".!?", (int)MIN (article->text[at - 1], 127)) != NULL))
      return at + 1;
  return article->n;
}

static gboolean
chance (GRand *random,
        double share)
{
  return g_rand_double (random) < share;
}

/* A word of some article. */
static guint
pick_word (GRand         *random,
           const Article *from,
           guint         *end)
{
  guint at = g_rand_int_range (random, 0, (int)from->n - 1);

  while (at > 0 && !g_unichar_isalnum (from->text[at]))
    at--;
  while (at > 0 && g_unichar_isalnum (from->text[at - 1]))
    at--;
  for (*end = at; *end < from->n && g_unichar_isalnum (from->text[*end]); (*end)++)
    ;
  return at;
}

static void
copy_sentence (Edit          *edit,
               GRand         *random,
               const Article *article,
               const Article *other,
               guint          from,
               guint          to,
               double         k)
{
  for (guint at = from; at < to;)
    {
      guint end = at, word_end;

      while (end < to && g_unichar_isalnum (article->text[end]))
        end++;
      if (end > at && chance (random, k / 2))
        {
          guint word = pick_word (random, other, &word_end);

          for (guint i = word; i < word_end; i++)
            put (edit, other->text[i], (gint32)(at + (i - word < end - at ? i - word : end - at - 1)), FALSE);
          at = end;
          continue;
        }
      for (end = end > at ? end : at + 1; at < end; at++)
        {
          gboolean mistyped = article->text[at] != '\n' && chance (random, k / 5);

          put (edit, mistyped ? (gunichar)g_rand_int_range (random, 'a', 'z' + 1) : article->text[at], (gint32)at, !mistyped);
        }
    }
}

static void
edit_article (Edit          *edit,
              GRand         *random,
              const Article *article,
              const Article *other,
              double         k)
{
  for (guint at = 0; at < article->n;)
    {
      guint end = sentence_end (article, at);

      if (chance (random, k))
        {
          guint from = sentence_end (other, (guint)g_rand_int_range (random, 0, (int)other->n / 2)), to = sentence_end (other, from);

          for (guint i = from; i < to; i++)
            put (edit, other->text[i], -1, TRUE);
        }
      if (!chance (random, k))
        copy_sentence (edit, random, article, other, at, end, k);
      at = end;
    }
}

/* Where a span went: all of it, or only what was kept letter by letter. FALSE if nothing is
 * left. */
static gboolean
find_truth (const Edit *edit,
            SaysoSpan   span,
            gboolean    only_kept,
            SaysoSpan  *truth)
{
  gboolean found = FALSE;

  for (guint i = 0; i < edit->n; i++)
    {
      gint32 origin = g_array_index (edit->origins, gint32, i);

      if (origin < (gint32)span.start || origin >= (gint32)span.end || (only_kept && !g_array_index (edit->kept, guint8, i)))
        continue;
      if (!found)
        truth->start = i;
      truth->end = i + 1;
      found = TRUE;
    }
  return found;
}

static gboolean
overlaps (SaysoSpan a,
          SaysoSpan b)
{
  guint start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;

  return end > start && 4 * (end - start) >= (a.end - a.start) + (b.end - b.start);
}

static void
judge (const Edit    *edit,
       SaysoAnchorer *anchorer,
       SaysoSpan      span,
       Result        *result)
{
  SaysoSpan             all = { 0 }, kept = { 0 };
  SaysoAnchored         how;
  g_autofree SaysoSpan *found = sayso_anchorer_find (anchorer, &span, 1, NULL, NULL, NULL, &how);

  if (!find_truth (edit, span, FALSE, &all))
    {
      result->n_deleted++;
      result->false_anchors += found != NULL;
      return;
    }
  if (!find_truth (edit, span, TRUE, &kept))
    kept = all;
  result->n++;
  if (found == NULL)
    result->lost++;
  else if (sayso_span_equal (*found, all) || sayso_span_equal (*found, kept))
    result->exact++;
  else if (overlaps (*found, all))
    result->near++;
  else
    result->wrong++;
}

static void
run (GRand         *random,
     const Article *article,
     const Article *other,
     double         k,
     Result        *result)
{
  Edit             edit = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gint32)), g_array_new (FALSE, FALSE, 1), 0 };
  g_autofree char *was = g_ucs4_to_utf8 (article->text, article->n, NULL, NULL, NULL);

  edit_article (&edit, random, article, other, k);
  {
    g_autoptr (SaysoText) old = sayso_text_new (was, -1);
    g_autoptr (SaysoText) now = sayso_text_new (edit.utf8->str, (gssize)edit.utf8->len);
    g_autoptr (SaysoAnchorer) anchorer = sayso_anchorer_new (old, now);

    for (guint i = 0; i < article->spans->len; i++)
      judge (&edit, anchorer, g_array_index (article->spans, SaysoSpan, i), result);
  }
  g_string_free (edit.utf8, TRUE);
  g_array_unref (edit.origins);
  g_array_unref (edit.kept);
}

static void
add_spans (Article   *article,
           JsonArray *pairs)
{
  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);
      SaysoSpan  span = { (guint)json_array_get_int_element (pair, 0), (guint)json_array_get_int_element (pair, 1) };

      g_array_append_val (article->spans, span);
    }
}

static Article
read_article (const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray  *quotes = json_object_get_array_member (object, "quotes");
  glong       n;
  Article     article = { .spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan)) };

  article.text = g_utf8_to_ucs4_fast (json_object_get_string_member (object, "text"), -1, &n);
  article.n = (guint)n;
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    for (const char *const *name = (const char *const[]){ "spans", "speaker", "cue", NULL }; *name != NULL; name++)
      {
        JsonNode *node = json_object_get_member (json_array_get_object_element (quotes, i), *name);

        if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
          add_spans (&article, json_node_get_array (node));
      }
  return article;
}

int
main (int    argc,
      char **argv)
{
  static const double mixes[] = { 0.05, 0.10, 0.20 };
  guint               n_articles = argc > 2 ? (guint)atoi (argv[2]) : 60;
  g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (Article));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (argc < 2 || !g_file_get_contents (argv[1], &text, NULL, NULL))
    {
      g_printerr ("usage: %s CORPUS.jsonl [ARTICLES]\n", argv[0]);
      return 2;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0' && articles->len < n_articles; i++)
    {
      Article article = read_article (lines[i]);

      g_array_append_val (articles, article);
    }
  for (gsize m = 0; m < G_N_ELEMENTS (mixes); m++)
    {
      GRand *random = g_rand_new_with_seed (11);
      Result r = { 0 };

      for (guint i = 0; i < articles->len; i++)
        run (random, &g_array_index (articles, Article, i), &g_array_index (articles, Article, (i + 1) % articles->len), mixes[m], &r);
      printf ("{\"mix\": %.2f, \"spans\": %u, \"exact\": %.2f, \"near\": %.2f, \"wrong\": %.2f, \"orphans\": %.2f, \"deleted\": %u, \"false\": %.2f}\n",
              mixes[m], r.n, 100.0 * r.exact / MAX (r.n, 1), 100.0 * r.near / MAX (r.n, 1), 100.0 * r.wrong / MAX (r.n, 1),
              100.0 * r.lost / MAX (r.n, 1), r.n_deleted, 100.0 * r.false_anchors / MAX (r.n_deleted, 1));
      g_rand_free (random);
    }
  for (guint i = 0; i < articles->len; i++)
    {
      g_free (g_array_index (articles, Article, i).text);
      g_array_unref (g_array_index (articles, Article, i).spans);
    }
  return 0;
}
