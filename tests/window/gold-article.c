/* An article with its gold annotations, read from a line of a corpus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gold-article.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
find_tokens (Article *self)
{
  guint length = sayso_text_get_length (self->text);

  self->tokens = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  for (guint i = 0; i < length;)
    {
      SaysoSpan token = { i, i };

      while (token.end < length && (g_unichar_isalnum (sayso_text_get_char (self->text, token.end)) || (token.end > token.start && strchr ("'", (int)MIN (sayso_text_get_char (self->text, token.end), 127u)) != NULL)))
        token.end++;
      if (token.end > token.start)
        g_array_append_val (self->tokens, token);
      i = MAX (token.end, i + 1);
    }
}

static gboolean
covers (const SaysoSpan *spans,
        guint            n_spans,
        guint            offset)
{
  for (guint i = 0; i < n_spans; i++)
    if (offset >= spans[i].start && offset < spans[i].end)
      return TRUE;
  return FALSE;
}

/* How many words two lists of spans have in common, and apart; a leading "that" counts for
 * nothing, since annotators disagree about it. */
void
gold_compare_words (const Article   *self,
                    const SaysoSpan *a,
                    guint            n_a,
                    const SaysoSpan *b,
                    guint            n_b,
                    guint           *common,
                    guint           *apart)
{
  gboolean seen = FALSE;

  *common = *apart = 0;
  for (guint i = 0; i < self->tokens->len; i++)
    {
      SaysoSpan        token = g_array_index (self->tokens, SaysoSpan, i);
      gboolean         in_a = covers (a, n_a, token.start), in_b = covers (b, n_b, token.start);
      g_autofree char *word = in_a != in_b && !seen ? sayso_text_slice (self->text, token) : NULL;

      *common += in_a && in_b;
      *apart += in_a != in_b && !(word != NULL && g_ascii_strcasecmp (word, "that") == 0);
      seen = seen || in_a || in_b;
    }
}

gboolean
gold_same_words (const Article   *self,
                 const SaysoSpan *a,
                 guint            n_a,
                 const SaysoSpan *b,
                 guint            n_b)
{
  guint common, apart;

  gold_compare_words (self, a, n_a, b, n_b, &common, &apart);
  return apart == 0 && common > 0;
}

/* As score.py has it, but for its head words: the mention meets the gold one and shares half
 * of the words, or covers its last word. */
gboolean
gold_is_right_speaker (const Article *self,
                       const Gold    *gold,
                       SaysoSpan      mention)
{
  for (guint i = 0; i < gold->speakers->len; i++)
    {
      SaysoSpan wanted = g_array_index (gold->speakers, SaysoSpan, i);
      guint     common, apart;

      if (!sayso_span_overlaps (wanted, mention))
        continue;
      gold_compare_words (self, &wanted, 1, &mention, 1, &common, &apart);
      if (4 * common >= 2 * common + apart || (mention.start <= wanted.start && mention.end >= wanted.end))
        return TRUE;
    }
  return FALSE;
}

static SaysoSpan
read_span (JsonArray *pair_of_numbers)
{
  return (SaysoSpan){ (guint)json_array_get_int_element (pair_of_numbers, 0), (guint)json_array_get_int_element (pair_of_numbers, 1) };
}

static void
read_speakers (JsonObject *quote,
               const char *name,
               GArray     *speakers)
{
  JsonNode  *node = json_object_get_member (quote, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      SaysoSpan span = read_span (json_array_get_array_element (array, i));

      g_array_append_val (speakers, span);
    }
}

static gboolean
has_token_between (const Article *article,
                   guint          start,
                   guint          end)
{
  for (guint i = start; i < end; i++)
    if (g_unichar_isalnum (sayso_text_get_char (article->text, i)))
      return TRUE;
  return FALSE;
}

static void
read_gold (Article    *article,
           JsonObject *quote)
{
  JsonArray *spans = json_object_get_array_member (quote, "spans");
  Gold       gold = { .speakers = g_array_new (FALSE, FALSE, sizeof (SaysoSpan)) };

  gold.spans = g_new0 (SaysoSpan, json_array_get_length (spans));
  for (guint i = 0; i < json_array_get_length (spans); i++)
    {
      SaysoSpan span = read_span (json_array_get_array_element (spans, i));

      if (gold.n_spans > 0 && !has_token_between (article, gold.spans[gold.n_spans - 1].end, span.start))
        gold.spans[gold.n_spans - 1].end = span.end;
      else if (has_token_between (article, span.start, span.end))
        gold.spans[gold.n_spans++] = span;
    }
  read_speakers (quote, "speaker", gold.speakers);
  read_speakers (quote, "speaker_any", gold.speakers);
  if (gold.n_spans > 0 && json_object_get_boolean_member_with_default (quote, "reporting", TRUE) && !json_object_get_boolean_member_with_default (quote, "optional", FALSE))
    g_array_append_val (article->golds, gold);
}

void
gold_article_read (Article    *article,
                   const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray  *quotes = json_object_get_array_member (object, "quotes");

  article->text = sayso_text_new (json_object_get_string_member (object, "text"), -1);
  article->golds = g_array_new (FALSE, FALSE, sizeof (Gold));
  find_tokens (article);
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    read_gold (article, json_array_get_object_element (quotes, i));
}

void
gold_article_clear (Article *article)
{
  for (guint i = 0; i < article->golds->len; i++)
    {
      g_free (g_array_index (article->golds, Gold, i).spans);
      g_array_unref (g_array_index (article->golds, Gold, i).speakers);
    }
  g_array_unref (article->golds);
  g_array_unref (article->tokens);
  g_object_unref (article->text);
}
