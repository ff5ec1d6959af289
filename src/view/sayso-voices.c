/* Counting who is heard in an article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-voices.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>

static void
voice_free (gpointer data)
{
  SaysoVoice *voice = data;

  g_free (voice->name);
  g_array_unref (voice->places);
  g_free (voice);
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

static guint
count_words (const char *text,
             gsize       n_bytes)
{
  guint    n_words = 0;
  gboolean inside = FALSE;

  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    {
      gboolean is_word = is_in_word (g_utf8_get_char (p));

      n_words += is_word && !inside;
      inside = is_word;
    }
  return n_words;
}

static guint
count_in_span (SaysoText *text,
               guint      start,
               guint      end)
{
  gsize first = sayso_text_to_byte (text, start);

  return count_words (sayso_text_get_utf8 (text) + first, sayso_text_to_byte (text, end) - first);
}

typedef struct
{
  guint      n_words;
  SaysoKind  kind;
  SaysoPlace place;
} Claim;

/* voices by_name keeps no names of its own. */
static void
add_to (GPtrArray   *voices,
        GHashTable  *by_name,
        const char  *name,
        const Claim *claim)
{
  SaysoVoice *voice = g_hash_table_lookup (by_name, name != NULL ? name : "");

  if (voice == NULL)
    {
      voice = g_new0 (SaysoVoice, 1);
      voice->is_nobody = name == NULL;
      voice->name = g_strdup (name != NULL ? name : _ ("No speaker"));
      voice->places = g_array_new (FALSE, FALSE, sizeof (SaysoPlace));
      g_ptr_array_add (voices, voice);
      g_hash_table_insert (by_name, g_strdup (name != NULL ? name : ""), voice);
    }
  voice->n_words += claim->n_words;
  voice->words[claim->kind] += claim->n_words;
  voice->n_claims++;
  g_array_append_val (voice->places, claim->place);
}

/* Two mentions of one identity are one voice of a claim. */
static guint
add_linked (SaysoDocument   *document,
            SaysoAnnotation *annotation,
            SaysoLinkType    type,
            GPtrArray       *voices,
            GHashTable      *by_name,
            const Claim     *claim)
{
  g_autoptr (GPtrArray) linked = sayso_document_get_linked (document, annotation, type);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < linked->len; i++)
    {
      g_autofree char *name = sayso_words_mention (document, g_ptr_array_index (linked, i));

      if (g_hash_table_add (seen, g_strdup (name)))
        add_to (voices, by_name, name, claim);
    }
  return linked->len;
}

static int
compare_voices (gconstpointer a,
                gconstpointer b)
{
  const SaysoVoice *left = *(SaysoVoice *const *)a, *right = *(SaysoVoice *const *)b;

  /* Nobody comes last, however much is said by them. */
  if (left->is_nobody != right->is_nobody)
    return left->is_nobody ? 1 : -1;
  if (left->n_words != right->n_words)
    return left->n_words < right->n_words ? 1 : -1;
  return g_utf8_collate (left->name, right->name);
}

/* Claims come in the order of their starts, and may overlap. */
static guint
count_new (SaysoText                   *text,
           const SaysoAnnotationRecord *record,
           guint                       *until)
{
  guint n_words = 0;

  for (guint i = 0; i < record->n_spans; i++)
    {
      guint start = MAX (record->spans[i].start, *until);

      if (start < record->spans[i].end)
        n_words += count_in_span (text, start, record->spans[i].end);
      *until = MAX (*until, record->spans[i].end);
    }
  return n_words;
}

static void
count_claim (SaysoVoices     *self,
             SaysoDocument   *document,
             SaysoAnnotation *annotation,
             GHashTable      *speakers,
             GHashTable      *sources)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
  SaysoText                   *text = sayso_document_get_text (document);
  double                       length = MAX (sayso_text_get_length (text), 1);
  SaysoSpan                    hull = sayso_annotation_get_hull (annotation);
  Claim                        claim = { .kind = record->kind, .place = { hull.start / length, hull.end / length } };

  for (guint i = 0; i < record->n_spans; i++)
    claim.n_words += count_in_span (text, record->spans[i].start, record->spans[i].end);
  self->n_claims++;
  self->claims[record->kind]++;
  if (add_linked (document, annotation, SAYSO_LINK_SAID_BY, self->speakers, speakers, &claim) == 0)
    add_to (self->speakers, speakers, NULL, &claim);
  add_linked (document, annotation, SAYSO_LINK_FOUND_IN, self->sources, sources, &claim);
}

SaysoVoices *
sayso_voices_new (SaysoDocument *document)
{
  SaysoVoices *self = g_new0 (SaysoVoices, 1);
  GListModel  *claims = sayso_document_get_claims (document);
  SaysoText   *text = sayso_document_get_text (document);
  guint        until = 0;
  g_autoptr (GHashTable) speakers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->speakers = g_ptr_array_new_with_free_func (voice_free);
  self->sources = g_ptr_array_new_with_free_func (voice_free);
  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

      if (sayso_annotation_get (claim)->status == SAYSO_STATUS_REJECTED)
        continue;
      count_claim (self, document, claim, speakers, sources);
      self->n_quoted += count_new (text, sayso_annotation_get (claim), &until);
    }
  self->n_speakers = self->speakers->len - (g_hash_table_contains (speakers, "") ? 1 : 0);
  self->n_words = count_words (sayso_text_get_utf8 (text), sayso_text_get_n_bytes (text));
  g_ptr_array_sort (self->speakers, compare_voices);
  g_ptr_array_sort (self->sources, compare_voices);
  return self;
}

void
sayso_voices_free (SaysoVoices *self)
{
  g_ptr_array_unref (self->speakers);
  g_ptr_array_unref (self->sources);
  g_free (self);
}
