/* Makes the records of an import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-importer.h"

#include "formats/sayso-format-places.h"
#include "formats/sayso-format-tidy.h"
#include "formats/sayso-format-units.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _SaysoImporter
{
  const SaysoFormat        *format;
  const SaysoImportOptions *options;
  SaysoPlaces               places;
  SaysoSetRecord           *set;
  GHashTable               *by_key;  /* char * → number of entry + 1 */
  GHashTable               *by_name; /* char * → SaysoIdentityRecord */
  GPtrArray                *identities;
  GPtrArray                *links;
  GHashTable               *link_keys; /* "from type to" */
  GHashTable               *ids;       /* kept UUIDs; borrowed */
  GHashTable               *skipped;   /* char * → count */
  guint64                   time;      /* the upper 48 bits of new ids */
  guint                     n_ids;
  SaysoText                *file_text;  /* or NULL */
  SaysoUnits               *file_units; /* of that text */
  SaysoLinkRecord          *last_link;  /* made by the last call; or NULL */
};

/* Instead of the number of an entry: a mark that was left out. */
#define SKIPPED G_MAXUINT

/* A UUID of version 7 (RFC 9562) with a counter, so that ids rise. */
static char *
next_id (SaysoImporter *self)
{
  guint n = self->n_ids++;

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint)(self->time >> 16), (guint)(self->time & 0xffff),
                          n >> 14 & 0xfff, 0x8000 | (n & 0x3fff), g_random_int () & 0xffff, g_random_int ());
}

static gpointer
new_record (SaysoImporter *self,
            SaysoTable     table)
{
  g_autofree char *id = next_id (self);

  return sayso_record_new (table, id);
}

const char *
sayso_import_options_name_file (const SaysoImportOptions *options)
{
  return options->file_name != NULL ? options->file_name : _ ("the file");
}

SaysoImporter *
sayso_importer_new (const SaysoFormat        *format,
                    const SaysoImportOptions *options)
{
  SaysoImporter *self = g_new0 (SaysoImporter, 1);

  self->format = format;
  self->options = options;
  sayso_places_init (&self->places, options->text, sayso_import_options_name_file (options), format->unit);
  self->time = g_get_real_time () / 1000;
  self->set = new_record (self, SAYSO_TABLE_SETS);
  self->set->origin = SAYSO_ORIGIN_IMPORT;
  sayso_record_set_string (&self->set->name, options->set_name != NULL ? options->set_name : _ (format->title));
  self->set->created = sayso_timestamp_now ();
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->identities = g_ptr_array_new_with_free_func (sayso_record_unref);
  self->links = g_ptr_array_new_with_free_func (sayso_record_unref);
  self->link_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
sayso_importer_free (SaysoImporter *self)
{
  sayso_record_unref (self->set);
  sayso_places_clear (&self->places);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->identities);
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->link_keys);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->skipped);
  g_clear_object (&self->file_text);
  g_clear_pointer (&self->file_units, sayso_units_free);
  g_free (self);
}

SaysoSetRecord *
sayso_importer_get_set (SaysoImporter *self)
{
  return self->set;
}

void
sayso_importer_set_unit (SaysoImporter *self,
                         SaysoUnit      unit)
{
  self->places.unit = unit;
}

gboolean
sayso_importer_is_article (SaysoImporter *self,
                           const char    *text)
{
  const char *article = sayso_text_get_utf8 (self->options->text);
  const char *article_end = article + sayso_text_get_n_bytes (self->options->text);
  const char *end = text + strlen (text);

  while (article < article_end && g_ascii_isspace (*article))
    article++;
  while (text < end && g_ascii_isspace (*text))
    text++;
  while (article_end > article && g_ascii_isspace (article_end[-1]))
    article_end--;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  return sayso_places_is_same_text (article, article_end, text, end);
}

SaysoAnnotationRecord *
sayso_importer_add (SaysoImporter      *self,
                    SaysoAnnotationType type,
                    const char         *key,
                    const char         *place,
                    GError            **error)
{
  SaysoPlacesEntry entry = { .first_span = self->places.spans->len };

  if (key != NULL && g_hash_table_contains (self->by_key, key))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, %s: the id “%s” is used twice"), self->places.file_name, place, key);
      return NULL;
    }
  entry.record = new_record (self, SAYSO_TABLE_ANNOTATIONS);
  entry.record->type = type;
  entry.record->status = SAYSO_STATUS_SUGGESTED;
  entry.record->confidence = -1;
  sayso_record_set_ref (&entry.record->set, self->set->head.id);
  entry.place = g_strdup (place);
  g_array_append_val (self->places.entries, entry);
  if (key != NULL)
    g_hash_table_insert (self->by_key, g_strdup (key), GUINT_TO_POINTER (self->places.entries->len));
  return entry.record;
}

gboolean
sayso_importer_check_details (SaysoImporter *self,
                              guint          n,
                              const char    *place,
                              GError       **error)
{
  if (n <= SAYSO_IMPORTER_MAX_DETAILS)
    return TRUE;
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT,
               _ ("%s, %s: more than %d things hang on it"), self->places.file_name, place, SAYSO_IMPORTER_MAX_DETAILS);
  return FALSE;
}

void
sayso_importer_keep_id (SaysoImporter *self,
                        gpointer       record,
                        const char    *uuid)
{
  SaysoRecord     *head = record;
  g_autofree char *lower = g_ascii_strdown (uuid, -1);

  if (!g_uuid_string_is_valid (uuid) || !g_str_equal (lower, uuid) || !g_hash_table_add (self->ids, g_strdup (uuid)))
    return;
  sayso_record_set_string (&head->id, uuid);
}

void
sayso_importer_set_file_text (SaysoImporter *self,
                              const char    *text)
{
  g_clear_object (&self->file_text);
  g_clear_pointer (&self->file_units, sayso_units_free);
  if (g_str_equal (text, sayso_text_get_utf8 (self->options->text)))
    return;
  self->file_text = sayso_text_new (text, -1);
  self->file_units = sayso_units_new (self->file_text, self->places.unit, SAYSO_NEWLINES_AS_IS);
}

/* What a span covers in the text that the file carries, or NULL. */
static char *
slice_file_text (SaysoImporter *self,
                 gint64         start,
                 gint64         end)
{
  SaysoSpan span;

  if (self->file_text == NULL || start < 0 || end < start || !sayso_units_to_codepoint (self->file_units, start, &span.start) || !sayso_units_to_codepoint (self->file_units, end, &span.end))
    return NULL;
  return sayso_text_slice (self->file_text, span);
}

static SaysoPlacesEntry *
last_entry (SaysoImporter *self)
{
  g_assert (self->places.entries->len > 0);
  return &g_array_index (self->places.entries, SaysoPlacesEntry, self->places.entries->len - 1);
}

static void
append_span (SaysoImporter  *self,
             SaysoPlacesSpan span)
{
  g_array_append_val (self->places.spans, span);
  last_entry (self)->n_spans++;
}

void
sayso_importer_add_span (SaysoImporter *self,
                         gint64         start,
                         gint64         end,
                         const char    *exact)
{
  SaysoPlacesSpan span = { start, end, exact != NULL ? g_strdup (exact) : slice_file_text (self, start, end), FALSE };

  append_span (self, span);
  self->places.has_checks |= span.exact != NULL;
}

void
sayso_importer_expect (SaysoImporter *self,
                       const char    *exact)
{
  SaysoPlacesEntry *entry = last_entry (self);

  g_free (entry->exact);
  entry->exact = g_strdup (exact);
  self->places.has_checks |= exact != NULL;
}

void
sayso_importer_add_resolved (SaysoImporter *self,
                             SaysoSpan      span)
{
  append_span (self, (SaysoPlacesSpan){ span.start, span.end, NULL, TRUE });
}

SaysoAnnotationRecord *
sayso_importer_lookup (SaysoImporter *self,
                       const char    *key)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));

  return number != 0 && number != SKIPPED ? g_array_index (self->places.entries, SaysoPlacesEntry, number - 1).record : NULL;
}

static gboolean
is_skipped (SaysoImporter *self,
            const char    *key)
{
  return key != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key)) == SKIPPED;
}

void
sayso_importer_link_records (SaysoImporter         *self,
                             SaysoAnnotationRecord *claim,
                             SaysoAnnotationRecord *target)
{
  SaysoLinkType    type;
  SaysoLinkRecord *link;
  char            *key;

  self->last_link = NULL;
  g_return_if_fail (claim->type == SAYSO_ANNOTATION_CLAIM);
  if (!sayso_link_type_for_target (target->type, &type))
    g_return_if_reached ();
  /* Addresses, because ids may still change. */
  key = g_strdup_printf ("%p %p", (void *)claim, (void *)target);
  if (!g_hash_table_add (self->link_keys, key))
    return;
  link = new_record (self, SAYSO_TABLE_LINKS);
  link->type = type;
  sayso_record_set_ref (&link->set, self->set->head.id);
  sayso_record_set_string (&link->from, claim->head.id);
  sayso_record_set_string (&link->to, target->head.id);
  g_ptr_array_add (self->links, link);
  self->last_link = link;
}

void
sayso_importer_keep_link_id (SaysoImporter *self,
                             const char    *uuid)
{
  if (self->last_link != NULL)
    sayso_importer_keep_id (self, self->last_link, uuid);
}

gboolean
sayso_importer_link (SaysoImporter *self,
                     const char    *a,
                     const char    *b,
                     const char    *place,
                     GError       **error)
{
  const char            *keys[] = { a, b };
  SaysoAnnotationRecord *ends[2];

  self->last_link = NULL;
  if (is_skipped (self, a) || is_skipped (self, b))
    {
      sayso_importer_skip (self, _ ("links to something left out"));
      return TRUE;
    }
  for (guint i = 0; i < 2; i++)
    {
      ends[i] = keys[i] != NULL ? sayso_importer_lookup (self, keys[i]) : NULL;
      if (ends[i] == NULL)
        {
          g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                       _ ("%s, %s: links to “%s”, which is not there"), self->places.file_name, place,
                       keys[i] != NULL ? keys[i] : "");
          return FALSE;
        }
    }
  if (ends[0] == ends[1])
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                   _ ("%s, %s: links “%s” to itself"), self->places.file_name, place, a);
      return FALSE;
    }
  if ((ends[0]->type == SAYSO_ANNOTATION_CLAIM) == (ends[1]->type == SAYSO_ANNOTATION_CLAIM))
    sayso_importer_skip (self, _ ("links that join no claim to a speaker, source or cue"));
  else if (ends[0]->type == SAYSO_ANNOTATION_CLAIM)
    sayso_importer_link_records (self, ends[0], ends[1]);
  else
    sayso_importer_link_records (self, ends[1], ends[0]);
  return TRUE;
}

SaysoIdentityRecord *
sayso_importer_add_identity (SaysoImporter *self,
                             const char    *name)
{
  SaysoIdentityRecord *identity = new_record (self, SAYSO_TABLE_IDENTITIES);

  sayso_record_set_string (&identity->name, name);
  g_ptr_array_add (self->identities, identity);
  if (!g_hash_table_contains (self->by_name, name))
    g_hash_table_insert (self->by_name, identity->name, identity);
  return identity;
}

SaysoIdentityRecord *
sayso_importer_identity (SaysoImporter *self,
                         const char    *name)
{
  SaysoIdentityRecord *identity = g_hash_table_lookup (self->by_name, name);

  return identity != NULL ? identity : sayso_importer_add_identity (self, name);
}

void
sayso_importer_skip (SaysoImporter *self,
                     const char    *what)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->skipped, what));

  g_hash_table_insert (self->skipped, g_strdup (what), GUINT_TO_POINTER (count + 1));
}

void
sayso_importer_skip_mark (SaysoImporter *self,
                          const char    *key,
                          const char    *label)
{
  g_autofree char *what = g_strdup_printf (_ ("label %s"), label != NULL ? label : "");

  sayso_importer_skip (self, what);
  if (key != NULL && !g_hash_table_contains (self->by_key, key))
    g_hash_table_insert (self->by_key, g_strdup (key), GUINT_TO_POINTER (SKIPPED));
}

gboolean
sayso_importer_type_of (const char          *label,
                        SaysoAnnotationType *type)
{
  static const struct
  {
    const char         *word;
    SaysoAnnotationType type;
  } words[] = {
    { "speaker", SAYSO_ANNOTATION_SPEAKER },
    { "claim", SAYSO_ANNOTATION_CLAIM },
    { "source", SAYSO_ANNOTATION_SOURCE },
    { "cue", SAYSO_ANNOTATION_CUE },
    { "quote", SAYSO_ANNOTATION_CLAIM },
    { "quotation", SAYSO_ANNOTATION_CLAIM },
    { "content", SAYSO_ANNOTATION_CLAIM },
    { "statement", SAYSO_ANNOTATION_CLAIM },
    { "utterance", SAYSO_ANNOTATION_CLAIM },
    { "directquote", SAYSO_ANNOTATION_CLAIM },
    { "indirectquote", SAYSO_ANNOTATION_CLAIM },
    { "outlet", SAYSO_ANNOTATION_SOURCE },
    { "medium", SAYSO_ANNOTATION_SOURCE },
    { "verb", SAYSO_ANNOTATION_CUE },
    { "trigger", SAYSO_ANNOTATION_CUE },
    { "cueverb", SAYSO_ANNOTATION_CUE },
    { "reportingverb", SAYSO_ANNOTATION_CUE },
  };
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (letters, g_ascii_tolower (*p));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, letters->str))
      {
        *type = words[i].type;
        return TRUE;
      }
  return FALSE;
}

int
sayso_importer_confidence (double score)
{
  return score >= 0 && score <= 1 ? (int)lround (score * 1000) : -1;
}

static void
tell_skipped (SaysoImporter *self)
{
  GHashTableIter iter;
  gpointer       what, count;

  if (self->options->notices == NULL)
    return;
  g_hash_table_iter_init (&iter, self->skipped);
  while (g_hash_table_iter_next (&iter, &what, &count))
    g_ptr_array_add (self->options->notices,
                     /* Translators: something in a file that was left out, and how often */
                     g_strdup_printf (_ ("left out: %s (%u)"), (char *)what, GPOINTER_TO_UINT (count)));
}

static void
append_all (GPtrArray *records,
            GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (records, sayso_record_ref (more->pdata[i]));
}

GPtrArray *
sayso_importer_finish (SaysoImporter *self,
                       GError       **error)
{
  GPtrArray *records;

  if (self->places.entries->len == 0 && g_hash_table_size (self->skipped) > 0)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s has no speaker, claim, source or cue by any name that Sayso knows"), self->places.file_name);
      return NULL;
    }
  if (!sayso_places_resolve (&self->places, error))
    return NULL;
  tell_skipped (self);
  sayso_format_tidy_time (&self->set->created);
  records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_ptr_array_add (records, sayso_record_ref (self->set));
  append_all (records, self->identities);
  for (guint i = 0; i < self->places.entries->len; i++)
    {
      SaysoAnnotationRecord *record = g_array_index (self->places.entries, SaysoPlacesEntry, i).record;

      sayso_format_tidy_annotation (record);
      g_ptr_array_add (records, sayso_record_ref (record));
    }
  append_all (records, self->links);
  return records;
}
