/* The claims of a document, one entry each, with what they are filtered and sorted by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-entries.h"

#include "view/sayso-words.h"

#define NOBODY_KEY "\364\217\277\275"

typedef struct _SaysoSpeaker
{
  char       *words;
  const char *key; /* NULL while nobody sorted */
} Speaker;

struct _SaysoClaimEntries
{
  SaysoDocument *document;
  GHashTable    *by_id;    /* id -> SaysoClaimEntry, owned; the ids belong to the records */
  GHashTable    *speakers; /* words -> Speaker; never removed, as others use what is in them */
  GHashTable    *keys;     /* a set: speakers whose names differ in case alone have the same one */
  guint          age;      /* of what entries know of speakers; 0 is never valid */
};

static void
entry_free (gpointer data)
{
  SaysoClaimEntry *entry = data;

  g_object_unref (entry->claim);
  sayso_record_unref ((gpointer)entry->record);
  g_free (entry);
}

static void
speaker_free (gpointer data)
{
  Speaker *speaker = data;

  g_free (speaker->words);
  g_free (speaker);
}

SaysoClaimEntries *
sayso_claim_entries_new (SaysoDocument *document)
{
  SaysoClaimEntries *self = g_rc_box_new0 (SaysoClaimEntries);

  self->document = document != NULL ? g_object_ref (document) : NULL;
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->speakers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, speaker_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->age = 1;
  return self;
}

SaysoClaimEntries *
sayso_claim_entries_ref (SaysoClaimEntries *self)
{
  return g_rc_box_acquire (self);
}

static void
entries_clear (gpointer data)
{
  SaysoClaimEntries *self = data;

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->speakers);
  g_hash_table_unref (self->keys);
  g_clear_object (&self->document);
}

void
sayso_claim_entries_unref (SaysoClaimEntries *self)
{
  g_rc_box_release_full (self, entries_clear);
}

SaysoDocument *
sayso_claim_entries_get_document (SaysoClaimEntries *self)
{
  return self->document;
}

SaysoClaimEntry *
sayso_claim_entries_find (SaysoClaimEntries *self,
                          const char        *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

SaysoClaimEntry *
sayso_claim_entries_add (SaysoClaimEntries *self,
                         SaysoAnnotation   *claim)
{
  SaysoClaimEntry *entry = g_new0 (SaysoClaimEntry, 1);

  entry->claim = g_object_ref (claim);
  entry->record = sayso_record_ref (sayso_annotation_get (claim));
  g_hash_table_insert (self->by_id, entry->record->head.id, entry);
  return entry;
}

void
sayso_claim_entries_remove (SaysoClaimEntries *self,
                            SaysoClaimEntry   *entry)
{
  g_hash_table_remove (self->by_id, entry->record->head.id);
}

void
sayso_claim_entries_update (SaysoClaimEntries *self,
                            SaysoClaimEntry   *entry)
{
  const SaysoAnnotationRecord *before = entry->record;

  entry->record = sayso_record_ref (sayso_annotation_get (entry->claim));
  /* The key of the table is the id inside the record. */
  g_hash_table_steal (self->by_id, before->head.id);
  g_hash_table_insert (self->by_id, entry->record->head.id, entry);
  sayso_record_unref ((gpointer)before);
  entry->speaker_age = 0;
}

/* Takes the words. */
static Speaker *
intern (SaysoClaimEntries *self,
        char              *words)
{
  Speaker *speaker = g_hash_table_lookup (self->speakers, words);

  if (speaker != NULL)
    {
      g_free (words);
      return speaker;
    }
  speaker = g_new0 (Speaker, 1);
  speaker->words = words;
  g_hash_table_insert (self->speakers, words, speaker);
  return speaker;
}

static const Speaker *
get_speaker (SaysoClaimEntries *self,
             SaysoClaimEntry   *entry)
{
  if (entry->speaker_age != self->age)
    {
      char *words = sayso_words_speaker (self->document, entry->claim);

      entry->speaker = words != NULL ? intern (self, words) : NULL;
      entry->speaker_age = self->age;
    }
  return entry->speaker;
}

const char *
sayso_claim_entries_get_words (SaysoClaimEntries *self,
                               SaysoClaimEntry   *entry)
{
  const Speaker *speaker = get_speaker (self, entry);

  return speaker != NULL ? speaker->words : NULL;
}

static const char *
intern_key (SaysoClaimEntries *self,
            const char        *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_autofree char *key = g_utf8_collate_key (folded, -1);
  gpointer         known = NULL;

  if (g_hash_table_lookup_extended (self->keys, key, &known, NULL))
    return known;
  g_hash_table_add (self->keys, known = g_steal_pointer (&key));
  return known;
}

const char *
sayso_claim_entries_get_key (SaysoClaimEntries *self,
                             SaysoClaimEntry   *entry)
{
  Speaker *speaker = (Speaker *)get_speaker (self, entry);

  if (speaker == NULL)
    return NOBODY_KEY;
  if (speaker->key == NULL)
    speaker->key = intern_key (self, speaker->words);
  return speaker->key;
}

void
sayso_claim_entries_forget_speaker (SaysoClaimEntries *self,
                                    SaysoClaimEntry   *entry)
{
  entry->speaker_age = 0;
}

void
sayso_claim_entries_forget_speakers (SaysoClaimEntries *self)
{
  self->age++;
}
