/* Makes the records of an import, and finds out how its offsets count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-importer.h"

#include "formats/sayso-format-tidy.h"
#include "formats/sayso-format-units.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* A span as the file gives it. */
typedef struct
{
  gint64   start, end;
  char    *exact;       /* or NULL */
  gboolean is_resolved; /* in code points of the article already */
} RawSpan;

typedef struct
{
  SaysoAnnotationRecord *record;
  char                  *place;
  char                  *exact; /* of all spans together, or NULL */
  guint                  first_span, n_spans;
} Entry;

struct _SaysoImporter
{
  const SaysoFormat        *format;
  const SaysoImportOptions *options;
  const char               *file_name;
  SaysoUnit                 unit;
  SaysoSetRecord           *set;
  GArray                   *entries; /* Entry */
  GArray                   *spans;   /* RawSpan */
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
  gboolean                  has_checks; /* some covered text is stated */
};

/* Instead of the number of an entry: a mark that was left out. */
#define SKIPPED G_MAXUINT

/* One way to read the offsets. */
typedef struct
{
  SaysoUnit     unit;
  SaysoNewlines newlines;
} Reading;

static void
clear_raw_span (gpointer data)
{
  g_free (((RawSpan *)data)->exact);
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  sayso_record_unref (entry->record);
  g_free (entry->place);
  g_free (entry->exact);
}

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
  self->file_name = sayso_import_options_name_file (options);
  self->unit = format->unit;
  self->time = g_get_real_time () / 1000;
  self->set = new_record (self, SAYSO_TABLE_SETS);
  self->set->origin = SAYSO_ORIGIN_IMPORT;
  sayso_record_set_string (&self->set->name, options->set_name != NULL ? options->set_name : _ (format->title));
  self->set->created = sayso_timestamp_now ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->spans = g_array_new (FALSE, FALSE, sizeof (RawSpan));
  g_array_set_clear_func (self->spans, clear_raw_span);
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
  g_array_unref (self->entries);
  g_array_unref (self->spans);
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
  self->unit = unit;
}

static inline gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p)) || *p == '\v';
}

static const char *
skip_space (const char *p,
            const char *end)
{
  while (p < end && is_space (p))
    p = g_utf8_next_char (p);
  return p;
}

/* Equal up to what kind of and how much white space there is in one place. */
static gboolean
is_same_text (const char *a,
              const char *a_end,
              const char *b,
              const char *b_end)
{
  while (a < a_end && b < b_end)
    if (is_space (a) && is_space (b))
      {
        a = skip_space (a, a_end);
        b = skip_space (b, b_end);
      }
    else if (*a++ != *b++)
      return FALSE;
  return a == a_end && b == b_end;
}

gboolean
sayso_importer_is_article (SaysoImporter *self,
                           const char    *text)
{
  const char *article = sayso_text_get_utf8 (self->options->text);
  const char *article_end = article + sayso_text_get_n_bytes (self->options->text);
  const char *end = text + strlen (text);

  while (article_end > article && g_ascii_isspace (article_end[-1]))
    article_end--;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  return is_same_text (skip_space (article, article_end), article_end, skip_space (text, end), end);
}

SaysoAnnotationRecord *
sayso_importer_add (SaysoImporter      *self,
                    SaysoAnnotationType type,
                    const char         *key,
                    const char         *place,
                    GError            **error)
{
  Entry entry = { .first_span = self->spans->len };

  if (key != NULL && g_hash_table_contains (self->by_key, key))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, %s: the id “%s” is used twice"), self->file_name, place, key);
      return NULL;
    }
  entry.record = new_record (self, SAYSO_TABLE_ANNOTATIONS);
  entry.record->type = type;
  entry.record->status = SAYSO_STATUS_SUGGESTED;
  entry.record->confidence = -1;
  sayso_record_set_ref (&entry.record->set, self->set->head.id);
  entry.place = g_strdup (place);
  g_array_append_val (self->entries, entry);
  if (key != NULL)
    g_hash_table_insert (self->by_key, g_strdup (key), GUINT_TO_POINTER (self->entries->len));
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
               _ ("%s, %s: more than %d things hang on it"), self->file_name, place, SAYSO_IMPORTER_MAX_DETAILS);
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
  self->file_units = sayso_units_new (self->file_text, self->unit, SAYSO_NEWLINES_AS_IS);
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

static Entry *
last_entry (SaysoImporter *self)
{
  g_assert (self->entries->len > 0);
  return &g_array_index (self->entries, Entry, self->entries->len - 1);
}

static void
append_span (SaysoImporter *self,
             RawSpan        span)
{
  g_array_append_val (self->spans, span);
  last_entry (self)->n_spans++;
}

void
sayso_importer_add_span (SaysoImporter *self,
                         gint64         start,
                         gint64         end,
                         const char    *exact)
{
  RawSpan span = { start, end, exact != NULL ? g_strdup (exact) : slice_file_text (self, start, end), FALSE };

  append_span (self, span);
  self->has_checks |= span.exact != NULL;
}

void
sayso_importer_expect (SaysoImporter *self,
                       const char    *exact)
{
  Entry *entry = last_entry (self);

  g_free (entry->exact);
  entry->exact = g_strdup (exact);
  self->has_checks |= exact != NULL;
}

void
sayso_importer_add_resolved (SaysoImporter *self,
                             SaysoSpan      span)
{
  append_span (self, (RawSpan){ span.start, span.end, NULL, TRUE });
}

SaysoAnnotationRecord *
sayso_importer_lookup (SaysoImporter *self,
                       const char    *key)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));

  return number != 0 && number != SKIPPED ? g_array_index (self->entries, Entry, number - 1).record : NULL;
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
                       _ ("%s, %s: links to “%s”, which is not there"), self->file_name, place,
                       keys[i] != NULL ? keys[i] : "");
          return FALSE;
        }
    }
  if (ends[0] == ends[1])
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE,
                   _ ("%s, %s: links “%s” to itself"), self->file_name, place, a);
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

/* Whether the article has there what the file says. */
static gboolean
covers (SaysoImporter   *self,
        const SaysoSpan *spans,
        guint            n_spans,
        const char      *exact)
{
  const char *utf8 = sayso_text_get_utf8 (self->options->text);
  g_autoptr (GString) joined = NULL;

  if (n_spans == 1)
    return is_same_text (utf8 + sayso_text_to_byte (self->options->text, spans[0].start),
                         utf8 + sayso_text_to_byte (self->options->text, spans[0].end), exact, exact + strlen (exact));
  joined = g_string_new (NULL);
  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *piece = sayso_text_slice (self->options->text, spans[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", piece);
    }
  return is_same_text (joined->str, joined->str + joined->len, exact, exact + strlen (exact));
}

static gboolean
resolve_span (SaysoImporter    *self,
              const SaysoUnits *units,
              const RawSpan    *raw,
              SaysoSpan        *span)
{
  if (raw->is_resolved)
    {
      *span = (SaysoSpan){ raw->start, raw->end };
      return raw->start < raw->end && raw->end <= sayso_text_get_length (self->options->text);
    }
  return raw->start >= 0 && raw->start < raw->end && sayso_units_to_codepoint (units, raw->start, &span->start) && sayso_units_to_codepoint (units, raw->end, &span->end) && (raw->exact == NULL || covers (self, span, 1, raw->exact));
}

static gboolean
resolve_entry (SaysoImporter    *self,
               const SaysoUnits *units,
               Entry            *entry)
{
  g_autofree SaysoSpan *spans = g_new (SaysoSpan, entry->n_spans + 1);

  if (entry->n_spans == 0)
    return FALSE;
  for (guint i = 0; i < entry->n_spans; i++)
    if (!resolve_span (self, units, &g_array_index (self->spans, RawSpan, entry->first_span + i), &spans[i]))
      return FALSE;
  if (entry->exact != NULL && !covers (self, spans, entry->n_spans, entry->exact))
    return FALSE;
  sayso_annotation_record_set_spans (entry->record, spans, sayso_spans_normalize (spans, entry->n_spans));
  return TRUE;
}

/* How many entries fit, from the first on, read in one way. */
static guint
count_fitting (SaysoImporter *self,
               Reading        reading)
{
  g_autoptr (SaysoUnits) units = sayso_units_new (self->options->text, reading.unit, reading.newlines);
  guint fitting = 0;

  while (fitting < self->entries->len && resolve_entry (self, units, &g_array_index (self->entries, Entry, fitting)))
    fitting++;
  return fitting;
}

static gboolean
has_lone_lf (const char *utf8)
{
  for (const char *p = utf8; (p = strchr (p, '\n')) != NULL; p++)
    if (p == utf8 || p[-1] != '\r')
      return TRUE;
  return FALSE;
}

/* The format's own unit first, then the others, then with other line ends. */
static guint
plan_readings (SaysoImporter *self,
               Reading       *readings)
{
  const SaysoUnit units[] = { self->unit, SAYSO_UNIT_CODEPOINT, SAYSO_UNIT_UTF16, SAYSO_UNIT_BYTE, SAYSO_UNIT_GRAPHEME };
  const char     *utf8 = sayso_text_get_utf8 (self->options->text);
  guint           n = 0;

  for (int newlines = SAYSO_NEWLINES_AS_IS; newlines <= SAYSO_NEWLINES_CRLF; newlines++)
    {
      if ((newlines == SAYSO_NEWLINES_LF && strstr (utf8, "\r\n") == NULL) || (newlines == SAYSO_NEWLINES_CRLF && !has_lone_lf (utf8)))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        if (units[i] != SAYSO_UNIT_TOKEN && units[i] != SAYSO_UNIT_NONE && (i == 0 || units[i] != self->unit))
          readings[n++] = (Reading){ units[i], newlines };
    }
  /* Without any covered text to go by, another unit would be a guess. */
  return self->has_checks ? n : MIN (n, 1);
}

static const char *
unit_title (SaysoUnit unit)
{
  switch (unit)
    {
    case SAYSO_UNIT_UTF16:
      return _ ("UTF-16 units");
    case SAYSO_UNIT_BYTE:
      return _ ("bytes");
    case SAYSO_UNIT_GRAPHEME:
      return _ ("graphemes");
    default:
      return _ ("characters");
    }
}

/* A short piece of text for a message. */
static char *
excerpt (const char *text)
{
  glong            length = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (length, 40));

  return length > 40 ? g_strconcat (start, "…", NULL) : g_steal_pointer (&start);
}

static char *
describe_misfit (SaysoImporter    *self,
                 const SaysoUnits *units,
                 const Entry      *entry)
{
  const char      *wanted = entry->exact;
  const RawSpan   *raw;
  SaysoSpan        span;
  g_autofree char *there = NULL, *there_short = NULL, *wanted_short = NULL;

  if (entry->n_spans == 0)
    return g_strdup (_ ("it has no place in the text"));
  raw = &g_array_index (self->spans, RawSpan, entry->first_span);
  for (guint i = 0; i < entry->n_spans; i++, raw++)
    {
      if (raw->start >= raw->end || raw->start < 0)
        return g_strdup_printf (_ ("%" PRId64 " to %" PRId64 " is no range"), raw->start, raw->end);
      if (raw->end > sayso_units_get_length (units))
        return g_strdup_printf (_ ("%" PRId64 " is beyond the end of the article, which has %u"),
                                raw->end, sayso_units_get_length (units));
      if (!sayso_units_to_codepoint (units, raw->start, &span.start) || !sayso_units_to_codepoint (units, raw->end, &span.end))
        return g_strdup_printf (_ ("%" PRId64 " to %" PRId64 " cuts a character"), raw->start, raw->end);
      if (raw->exact != NULL)
        wanted = raw->exact;
      if (wanted != NULL && (entry->n_spans == 1 || raw->exact != NULL) && !covers (self, &span, 1, wanted))
        break;
    }
  there = sayso_text_slice (self->options->text, span);
  there_short = excerpt (there);
  wanted_short = excerpt (wanted != NULL ? wanted : "");
  return g_strdup_printf (_ ("it says “%s”, but the article has “%s” there"), wanted_short, there_short);
}

static gboolean
report_misfit (SaysoImporter *self,
               guint          number,
               Reading        reading,
               GError       **error)
{
  const Entry *entry = &g_array_index (self->entries, Entry, number);
  g_autoptr (SaysoUnits) units = sayso_units_new (self->options->text, reading.unit, reading.newlines);
  g_autofree char *why = describe_misfit (self, units, entry);

  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH,
               /* Translators: file, record, what is wrong, unit like "characters" */
               _ ("%s, %s: %s (offsets counted in %s). Is this the text that it was made for?"),
               self->file_name, entry->place, why, unit_title (reading.unit));
  return FALSE;
}

static gboolean
resolve (SaysoImporter *self,
         GError       **error)
{
  Reading readings[15];
  guint   n = plan_readings (self, readings);
  guint   best = 0, best_fitting = 0;

  for (guint i = 0; i < n; i++)
    {
      guint fitting = count_fitting (self, readings[i]);

      if (fitting == self->entries->len)
        return TRUE;
      if (fitting > best_fitting)
        {
          best = i;
          best_fitting = fitting;
        }
    }
  return report_misfit (self, best_fitting, readings[best], error);
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

  if (self->entries->len == 0 && g_hash_table_size (self->skipped) > 0)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s has no speaker, claim, source or cue by any name that Sayso knows"), self->file_name);
      return NULL;
    }
  if (!resolve (self, error))
    return NULL;
  tell_skipped (self);
  sayso_format_tidy_time (&self->set->created);
  records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_ptr_array_add (records, sayso_record_ref (self->set));
  append_all (records, self->identities);
  for (guint i = 0; i < self->entries->len; i++)
    {
      SaysoAnnotationRecord *record = g_array_index (self->entries, Entry, i).record;

      sayso_format_tidy_annotation (record);
      g_ptr_array_add (records, sayso_record_ref (record));
    }
  append_all (records, self->links);
  return records;
}
