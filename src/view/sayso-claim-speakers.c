/* Who says each claim of a document, in words, remembered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-speakers.h"

#include "view/sayso-words.h"

/* More changes than this are not looked at one by one. */
#define MANY_CHANGES 2000
#define NOBODY_KEY "\364\217\277\275"

struct _SaysoClaimSpeakers
{
  SaysoDocument *document;
  GHashTable    *speakers; /* words -> Speaker; never removed, as others use what is in them */
  GHashTable    *by_claim; /* a reference -> Speaker, or NULL for nobody */
};

typedef struct
{
  char *words;
  char *key; /* NULL while nobody sorted */
} Speaker;

static void
speaker_free (gpointer data)
{
  Speaker *speaker = data;

  g_free (speaker->words);
  g_free (speaker->key);
  g_free (speaker);
}

SaysoClaimSpeakers *
sayso_claim_speakers_new (SaysoDocument *document)
{
  SaysoClaimSpeakers *self = g_rc_box_new0 (SaysoClaimSpeakers);

  self->document = document != NULL ? g_object_ref (document) : NULL;
  self->speakers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, speaker_free);
  /* The reference keeps another claim from coming to the same place in memory. */
  self->by_claim = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  return self;
}

SaysoClaimSpeakers *
sayso_claim_speakers_ref (SaysoClaimSpeakers *self)
{
  return g_rc_box_acquire (self);
}

static void
speakers_clear (gpointer data)
{
  SaysoClaimSpeakers *self = data;

  g_hash_table_unref (self->by_claim);
  g_hash_table_unref (self->speakers);
  g_clear_object (&self->document);
}

void
sayso_claim_speakers_unref (SaysoClaimSpeakers *self)
{
  g_rc_box_release_full (self, speakers_clear);
}

/* Takes the words. */
static Speaker *
intern (SaysoClaimSpeakers *self,
        char               *words)
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

static Speaker *
get_speaker (SaysoClaimSpeakers *self,
             SaysoAnnotation    *claim)
{
  gpointer speaker = NULL;

  if (!g_hash_table_lookup_extended (self->by_claim, claim, NULL, &speaker))
    {
      char *words = sayso_words_speaker (self->document, claim);

      speaker = words != NULL ? intern (self, words) : NULL;
      g_hash_table_insert (self->by_claim, g_object_ref (claim), speaker);
    }
  return speaker;
}

const char *
sayso_claim_speakers_get_words (SaysoClaimSpeakers *self,
                                SaysoAnnotation    *claim)
{
  Speaker *speaker = get_speaker (self, claim);

  return speaker != NULL ? speaker->words : NULL;
}

const char *
sayso_claim_speakers_get_key (SaysoClaimSpeakers *self,
                              SaysoAnnotation    *claim)
{
  Speaker *speaker = get_speaker (self, claim);

  if (speaker == NULL)
    return NOBODY_KEY;
  if (speaker->key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (speaker->words, -1);

      speaker->key = g_utf8_collate_key (folded, -1);
    }
  return speaker->key;
}

void
sayso_claim_speakers_forget_all (SaysoClaimSpeakers *self)
{
  g_hash_table_remove_all (self->by_claim);
}

static void
forget_what_says (SaysoClaimSpeakers *self,
                  SaysoAnnotation    *mention)
{
  g_autoptr (GPtrArray) claims = sayso_document_get_claims_of (self->document, mention);

  for (guint i = 0; i < claims->len; i++)
    g_hash_table_remove (self->by_claim, claims->pdata[i]);
}

static void
forget (SaysoClaimSpeakers *self,
        const SaysoRecord  *record)
{
  SaysoAnnotation *annotation;

  switch (record->table)
    {
    case SAYSO_TABLE_ANNOTATIONS:
      annotation = sayso_document_get_annotation (self->document, record->id);
      if (annotation != NULL && ((const SaysoAnnotationRecord *)record)->type != SAYSO_ANNOTATION_CLAIM)
        forget_what_says (self, annotation);
      break;
    case SAYSO_TABLE_LINKS:
      annotation = sayso_document_get_annotation (self->document, ((const SaysoLinkRecord *)record)->from);
      if (annotation != NULL)
        g_hash_table_remove (self->by_claim, annotation);
      break;
    case SAYSO_TABLE_IDENTITIES:
      sayso_claim_speakers_forget_all (self);
      break;
    case SAYSO_TABLE_ARTICLE:
    case SAYSO_TABLE_SETS:
    default:
      break;
    }
}

void
sayso_claim_speakers_step_done (SaysoClaimSpeakers *self,
                                SaysoStep          *step)
{
  guint              n_changes = 0;
  const SaysoChange *changes = sayso_step_get_changes (step, &n_changes);

  if (n_changes > MANY_CHANGES)
    sayso_claim_speakers_forget_all (self);
  else
    for (guint i = 0; i < n_changes; i++)
      {
        if (changes[i].before != NULL)
          forget (self, changes[i].before);
        if (changes[i].after != NULL)
          forget (self, changes[i].after);
      }
}
