/* Which claims are to be shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-match.h"

#include "view/sayso-words.h"

#include <string.h>

typedef struct
{
  SaysoDocument          *document;
  SaysoClaimEntries      *entries;
  const SaysoClaimFilter *filter;
  const char             *needle;
} Match;

void
sayso_claim_filter_clear (SaysoClaimFilter *filter)
{
  g_free (filter->set);
  g_free (filter->speaker);
  g_free (filter->identity);
  g_free (filter->text);
  *filter = (SaysoClaimFilter){ 0 };
}

void
sayso_claim_filter_copy (SaysoClaimFilter       *to,
                         const SaysoClaimFilter *from)
{
  *to = *from;
  to->set = g_strdup (from->set);
  to->speaker = g_strdup (from->speaker);
  to->identity = g_strdup (from->identity);
  to->text = g_strdup (from->text);
}

gboolean
sayso_claim_filter_is_empty (const SaysoClaimFilter *filter)
{
  return filter->statuses == 0 && filter->kinds == 0 && filter->max_confidence == 0 && filter->min_confidence == 0 && filter->set == NULL && filter->speaker == NULL && filter->identity == NULL && filter->text == NULL && !filter->no_speaker;
}

/* Whether only letters of ASCII fold to such. Of Latin-1 all but the sharp s do, of the punctuation of prose all; for the
 * rest nothing is promised. */
static gboolean
folds_plainly (const char *text,
               gsize       n_bytes)
{
  const guint8 *bytes = (const guint8 *)text;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (bytes[i] < 0x80)
        continue;
      if (i + 1 < n_bytes && (bytes[i] == 0xc2 || (bytes[i] == 0xc3 && bytes[i + 1] != 0x9f)))
        i++;
      else if (i + 2 < n_bytes && bytes[i] == 0xe2 && bytes[i + 1] == 0x80)
        i += 2;
      else
        return FALSE;
    }
  return TRUE;
}

gboolean
sayso_claim_match_contains (const char *text,
                            gsize       n_bytes,
                            const char *needle)
{
  gsize            length = strlen (needle);
  g_autofree char *folded = NULL;

  if (!g_str_is_ascii (needle) || !folds_plainly (text, n_bytes))
    {
      folded = g_utf8_casefold (text, (gssize)n_bytes);
      return strstr (folded, needle) != NULL;
    }
  for (gsize i = 0; i + length <= n_bytes; i++)
    if ((length == 0 || g_ascii_tolower (text[i]) == *needle) && g_ascii_strncasecmp (text + i, needle, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains (const char *text,
          const char *needle)
{
  return text != NULL && sayso_claim_match_contains (text, strlen (text), needle);
}

static gboolean
claim_contains (const Match     *self,
                SaysoClaimEntry *entry)
{
  const SaysoAnnotationRecord *record = entry->record;
  SaysoText                   *text = sayso_document_get_text (self->document);
  g_autofree char             *exact = NULL;

  /* Most have one span, whose words lie there already. */
  if (record->n_spans == 1 && record->anchor != SAYSO_ANCHOR_ORPHAN)
    {
      gsize from = sayso_text_to_byte (text, record->spans[0].start);

      return sayso_claim_match_contains (sayso_text_get_utf8 (text) + from, sayso_text_to_byte (text, record->spans[0].end) - from, self->needle);
    }
  exact = sayso_document_dup_exact (self->document, entry->claim);
  return contains (exact, self->needle);
}

static gboolean
matches_text (const Match     *self,
              SaysoClaimEntry *entry)
{
  const SaysoAnnotationRecord *record = entry->record;

  if (claim_contains (self, entry) || contains (record->note, self->needle))
    return TRUE;
  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    {
      if (contains (record->tags[i], self->needle))
        return TRUE;
    }
  return contains (sayso_claim_entries_get_words (self->entries, entry), self->needle);
}

static gboolean
mentions_identity (const Match     *self,
                   SaysoAnnotation *claim)
{
  g_autoptr (GPtrArray) links = sayso_document_get_links_from (self->document, claim);

  for (guint i = 0; i < links->len; i++)
    {
      SaysoAnnotation *target = sayso_link_get_target (g_ptr_array_index (links, i));

      if (g_strcmp0 (sayso_annotation_get (target)->identity, self->filter->identity) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether a name is one of those who say it. */
static gboolean
is_said_by (const Match     *self,
            SaysoAnnotation *claim)
{
  g_autoptr (GPtrArray) speakers = sayso_document_get_linked (self->document, claim, SAYSO_LINK_SAID_BY);

  for (guint i = 0; i < speakers->len; i++)
    {
      g_autofree char *name = sayso_words_mention (self->document, g_ptr_array_index (speakers, i));

      if (g_str_equal (name, self->filter->speaker))
        return TRUE;
    }
  return FALSE;
}

gboolean
sayso_claim_filter_passes (const SaysoClaimFilter *filter,
                           const char             *needle,
                           SaysoClaimEntries      *entries,
                           SaysoClaimEntry        *entry)
{
  const SaysoAnnotationRecord *record = entry->record;
  Match                        match = { sayso_claim_entries_get_document (entries), entries, filter, needle };

  if (filter->statuses != 0 && (filter->statuses & (1u << record->status)) == 0)
    return FALSE;
  if (filter->kinds != 0 && (filter->kinds & (1u << record->kind)) == 0)
    return FALSE;
  if (filter->max_confidence > 0 && record->confidence > filter->max_confidence)
    return FALSE;
  if (filter->min_confidence > 0 && record->confidence >= 0 && record->confidence < filter->min_confidence)
    return FALSE;
  if (filter->set != NULL && g_strcmp0 (filter->set, record->set) != 0)
    return FALSE;
  if (filter->no_speaker && sayso_document_get_first_linked (match.document, entry->claim, SAYSO_LINK_SAID_BY) != NULL)
    return FALSE;
  if (filter->identity != NULL && !mentions_identity (&match, entry->claim))
    return FALSE;
  if (filter->speaker != NULL && !is_said_by (&match, entry->claim))
    return FALSE;
  return filter->text == NULL || matches_text (&match, entry);
}
