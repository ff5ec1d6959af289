/* brat standoff in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-brat.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (256 * 1024 * 1024)

/* A line, or several where the covered text holds line ends. */
typedef struct
{
  guint number; /* from 1 */
  char *id;     /* "T1" */
  char *data;   /* "Claim 0 5;9 12" */
  char *text;   /* the rest, or NULL */
} Line;

typedef struct
{
  SaysoImporter            *importer;
  const SaysoImportOptions *options;
  const char               *file_name;
  SaysoBratTypeFunc         type_of;
  GArray                   *lines;       /* Line */
  GHashTable               *text_bounds; /* ids of T lines, whether taken or not */
  GHashTable               *events;      /* id of an E line → id of its trigger */
  GHashTable               *identities;  /* "DB:ID\tname" → SaysoIdentityRecord */
  GHashTable               *n_details;   /* record → how many lines are about it */
} Reader;

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_free (line->data);
  g_free (line->text);
}

static gboolean
fail (Reader     *reader,
      const Line *line,
      int         code,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, code, _ ("%s, line %u (%s): %s"), reader->file_name, line->number,
               line->id, message);
  return FALSE;
}

static char *
place_of (const Line *line)
{
  return g_strdup_printf (_ ("line %u (%s)"), line->number, line->id);
}

/* Whether a line begins a record, rather than going on with the text before. */
static gboolean
begins_record (const char *start,
               const char *end)
{
  const char *tab = memchr (start, '\t', end - start);

  if (tab == NULL || tab == start || strchr ("TREAMN#*", *start) == NULL)
    return FALSE;
  if (*start == '*')
    return tab == start + 1;
  for (const char *p = start + 1; p < tab; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return *start == '#' || *start == 'E' || tab > start + 1;
}

static void
append_line (Reader     *reader,
             guint       number,
             const char *start,
             const char *end)
{
  const char *tab = memchr (start, '\t', end - start);
  const char *next = memchr (tab + 1, '\t', end - tab - 1);
  Line        line = { number, g_strndup (start, tab - start) };

  line.data = g_strndup (tab + 1, (next != NULL ? next : end) - tab - 1);
  if (next != NULL)
    line.text = g_strndup (next + 1, end - next - 1);
  g_array_append_val (reader->lines, line);
}

/* A raw line end inside the covered text, which some tools write. */
static gboolean
continue_line (Reader     *reader,
               guint       number,
               const char *start,
               const char *end,
               GError    **error)
{
  Line            *last = reader->lines->len > 0 ? &g_array_index (reader->lines, Line, reader->lines->len - 1) : NULL;
  g_autofree char *more = g_strndup (start, end - start);
  g_autofree char *before = NULL;

  if (g_strstrip (more)[0] == '\0' && (last == NULL || last->text == NULL))
    return TRUE;
  if (last == NULL || last->text == NULL)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, line %u: this is no line of brat standoff"), reader->file_name, number);
      return FALSE;
    }
  before = last->text;
  last->text = g_strconcat (before, "\n", more, NULL);
  return TRUE;
}

static gboolean
split_lines (Reader     *reader,
             const char *data,
             gsize       size,
             GError    **error)
{
  const char *end = data + size;
  guint       number = 1;

  for (const char *start = data; start < end; number++)
    {
      const char *stop = memchr (start, '\n', end - start);
      const char *next = stop != NULL ? stop + 1 : end;

      stop = stop != NULL ? stop : end;
      if (stop > start && stop[-1] == '\r')
        stop--;
      if (begins_record (start, stop))
        append_line (reader, number, start, stop);
      else if (!continue_line (reader, number, start, stop, error))
        return FALSE;
      start = next;
    }
  return TRUE;
}

static gboolean
read_text_bound (Reader     *reader,
                 const Line *line,
                 GError    **error)
{
  g_autofree char *place = place_of (line);
  g_autofree char *expected = line->text != NULL ? g_strchomp (g_strdup (line->text)) : NULL;
  g_autofree char *label = NULL;
  const char      *offsets = strchr (line->data, ' ');
  g_auto (GStrv) fragments = NULL;
  SaysoAnnotationType type;

  if (offsets == NULL)
    return fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("the offsets are missing"), error);
  label = g_strndup (line->data, offsets - line->data);
  g_hash_table_add (reader->text_bounds, line->id);
  if (!reader->type_of (label, &type))
    {
      g_autofree char *what = g_strdup_printf (_ ("type %s"), label);

      if (!g_str_equal (label, "Attribution"))
        sayso_importer_skip (reader->importer, what);
      return TRUE;
    }
  if (sayso_importer_add (reader->importer, type, line->id, place, error) == NULL)
    return FALSE;
  fragments = g_strsplit (offsets + 1, ";", -1);
  for (guint i = 0; fragments[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (fragments[i], " ", 2);
      guint64 start, end;

      if (g_strv_length (ends) != 2 || !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXUINT32, &start, NULL) || !g_ascii_string_to_unsigned (g_strchomp (ends[1]), 10, 0, G_MAXUINT32, &end, NULL))
        return fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("offsets are written as START END"), error);
      sayso_importer_add_span (reader->importer, start, end, NULL);
    }
  if (expected != NULL && *expected != '\0')
    sayso_importer_expect (reader->importer, line->text);
  return TRUE;
}

/* "Role:T1" → "T1"; an event stands for its trigger. NULL with an error where
 * there is no such record. */
static const char *
resolve_argument (Reader     *reader,
                  const Line *line,
                  const char *argument,
                  GError    **error)
{
  const char      *colon = strchr (argument, ':');
  const char      *id = colon != NULL ? colon + 1 : NULL;
  const char      *trigger = id != NULL ? g_hash_table_lookup (reader->events, id) : NULL;
  g_autofree char *message = NULL;

  if (id == NULL)
    {
      fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("arguments are written as ROLE:ID"), error);
      return NULL;
    }
  if (g_str_equal (id, line->id))
    {
      fail (reader, line, SAYSO_FORMAT_ERROR_REFERENCE, _ ("it is an argument of itself"), error);
      return NULL;
    }
  if (trigger != NULL)
    id = trigger;
  if (g_hash_table_contains (reader->text_bounds, id))
    return id;
  message = g_strdup_printf (_ ("“%s” is not there"), id);
  fail (reader, line, SAYSO_FORMAT_ERROR_REFERENCE, message, error);
  return NULL;
}

static gboolean
read_relation (Reader     *reader,
               const Line *line,
               GError    **error)
{
  g_auto (GStrv) words = g_strsplit (g_strchomp (line->data), " ", -1);
  g_autofree char *place = place_of (line);
  const char      *a, *b;

  if (g_strv_length (words) != 3)
    return fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("a relation has a type and two arguments"), error);
  a = resolve_argument (reader, line, words[1], error);
  b = a != NULL ? resolve_argument (reader, line, words[2], error) : NULL;
  if (b == NULL)
    return FALSE;
  if (sayso_importer_lookup (reader->importer, a) == NULL || sayso_importer_lookup (reader->importer, b) == NULL)
    {
      sayso_importer_skip (reader->importer, _ ("relations of other types"));
      return TRUE;
    }
  return sayso_importer_link (reader->importer, a, b, place, error);
}

/* An event joins every claim among its parts with every other part. */
static gboolean
read_event (Reader     *reader,
            const Line *line,
            GError    **error)
{
  g_auto (GStrv) words = g_strsplit (g_strchomp (line->data), " ", -1);
  g_autofree char *place = place_of (line);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (!sayso_importer_check_details (reader->importer, g_strv_length (words), place, error))
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char            *id;
      SaysoAnnotationRecord *record;

      if (*words[i] == '\0')
        continue;
      id = resolve_argument (reader, line, words[i], error);
      if (id == NULL)
        return FALSE;
      record = sayso_importer_lookup (reader->importer, id);
      if (record != NULL)
        g_ptr_array_add (parts, record);
    }
  for (guint i = 0; i < parts->len; i++)
    for (guint j = 0; j < parts->len; j++)
      if (((SaysoAnnotationRecord *)parts->pdata[i])->type == SAYSO_ANNOTATION_CLAIM && ((SaysoAnnotationRecord *)parts->pdata[j])->type != SAYSO_ANNOTATION_CLAIM)
        sayso_importer_link_records (reader->importer, parts->pdata[i], parts->pdata[j]);
  return TRUE;
}

static void
add_tag (SaysoAnnotationRecord *record,
         const char            *tag)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  if (record->tags != NULL)
    g_strv_builder_addv (builder, (const char **)record->tags);
  g_strv_builder_add (builder, tag);
  tags = g_strv_builder_end (builder);
  sayso_record_set_strv (&record->tags, (const char *const *)tags);
}

/* What Sayso writes is understood as what it was; anything else becomes a codebook value. */
static void
set_attribute (SaysoAnnotationRecord *record,
               const char            *name,
               const char            *value)
{
  guint64 number;
  int     word;

  if (g_str_equal (name, "Kind") && sayso_from_nick (SAYSO_TYPE_KIND, value, &word))
    record->kind = word;
  else if (g_str_equal (name, "Status") && sayso_from_nick (SAYSO_TYPE_STATUS, value, &word))
    record->status = word;
  else if (g_str_equal (name, "Confidence") && g_ascii_string_to_unsigned (value, 10, 0, 1000, &number, NULL))
    record->confidence = number;
  else if (g_str_equal (name, "Tag"))
    add_tag (record, value);
  else
    {
      g_autofree char *plain = g_uri_unescape_string (name, NULL);

      /* "%fb" unescapes to what is no text. */
      if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
        sayso_record_set_string (&plain, name);
      sayso_annotation_record_set_attribute (record, plain, value);
    }
}

/* One more line about an annotation. */
static gboolean
count_detail (Reader                      *reader,
              const Line                  *line,
              const SaysoAnnotationRecord *record,
              GError                     **error)
{
  guint            n = GPOINTER_TO_UINT (g_hash_table_lookup (reader->n_details, record)) + 1;
  g_autofree char *place = place_of (line);

  g_hash_table_insert (reader->n_details, (gpointer)record, GUINT_TO_POINTER (n));
  return sayso_importer_check_details (reader->importer, n, place, error);
}

static gboolean
read_attribute (Reader     *reader,
                const Line *line,
                GError    **error)
{
  g_auto (GStrv) words = g_strsplit (line->data, " ", 3);
  SaysoAnnotationRecord *record;

  if (g_strv_length (words) < 2)
    return fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("an attribute has a name and what it is of"), error);
  record = sayso_importer_lookup (reader->importer, words[1]);
  if (record == NULL)
    return TRUE;
  set_attribute (record, words[0], words[2] != NULL ? words[2] : "true");
  return count_detail (reader, line, record, error);
}

static gboolean
read_normalization (Reader     *reader,
                    const Line *line,
                    GError    **error)
{
  g_auto (GStrv) words = g_strsplit (line->data, " ", 3);
  const char            *name = line->text != NULL ? line->text : "";
  const char            *reference, *colon;
  g_autofree char       *key = NULL;
  SaysoAnnotationRecord *record;
  SaysoIdentityRecord   *identity;

  if (g_strv_length (words) < 3 || (colon = strchr (words[2], ':')) == NULL)
    return fail (reader, line, SAYSO_FORMAT_ERROR_MALFORMED, _ ("a reference is written as Reference ID DATABASE:KEY"), error);
  reference = words[2];
  record = sayso_importer_lookup (reader->importer, words[1]);
  if (record == NULL)
    return TRUE;
  key = g_strconcat (reference, "\t", name, NULL);
  identity = g_hash_table_lookup (reader->identities, key);
  if (identity == NULL)
    {
      identity = sayso_importer_add_identity (reader->importer, name);
      if (g_str_has_prefix (reference, "Wikidata:") || g_str_has_prefix (reference, "URL:"))
        sayso_record_set_string (&identity->wikidata, colon + 1);
      else if (!g_str_has_prefix (reference, "Identity:"))
        sayso_record_set_string (&identity->wikidata, reference);
      g_hash_table_insert (reader->identities, g_steal_pointer (&key), identity);
    }
  sayso_record_set_ref (&record->identity, identity->head.id);
  return TRUE;
}

static gboolean
read_note (Reader     *reader,
           const Line *line,
           GError    **error)
{
  g_auto (GStrv) words = g_strsplit (line->data, " ", 3);
  SaysoAnnotationRecord *record = g_strv_length (words) >= 2 ? sayso_importer_lookup (reader->importer, words[1]) : NULL;
  g_autofree char       *both = NULL;

  if (record == NULL || line->text == NULL || *line->text == '\0')
    return TRUE;
  if (record->note != NULL)
    both = g_strconcat (record->note, "\n", line->text, NULL);
  sayso_record_set_string (&record->note, both != NULL ? both : line->text);
  return count_detail (reader, line, record, error);
}

/* The id of what an event hangs on: "Attribution:T4 …". */
static void
note_event (Reader     *reader,
            const Line *line)
{
  const char *colon = strchr (line->data, ':');
  gsize       length = colon != NULL ? strcspn (colon + 1, " ") : 0;

  /* PolNeAR's events may have no number; then nothing can refer to them. */
  if (colon != NULL && line->id[1] != '\0')
    g_hash_table_insert (reader->events, line->id, g_strndup (colon + 1, length));
}

typedef gboolean (*LineFunc) (Reader     *reader,
                              const Line *line,
                              GError    **error);

/* Records may refer to later ones, so each kind of line has a pass of its own. */
static gboolean
for_each_line (Reader  *reader,
               char     letter,
               LineFunc func,
               GError **error)
{
  for (guint i = 0; i < reader->lines->len; i++)
    {
      const Line *line = &g_array_index (reader->lines, Line, i);

      if ((line->id[0] == letter || (letter == 'A' && line->id[0] == 'M')) && !func (reader, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (Reader  *reader,
          GError **error)
{
  if (!for_each_line (reader, 'T', read_text_bound, error))
    return FALSE;
  for (guint i = 0; i < reader->lines->len; i++)
    if (g_array_index (reader->lines, Line, i).id[0] == 'E')
      note_event (reader, &g_array_index (reader->lines, Line, i));
  return for_each_line (reader, 'E', read_event, error) && for_each_line (reader, 'R', read_relation, error) && for_each_line (reader, 'A', read_attribute, error) && for_each_line (reader, 'N', read_normalization, error) && for_each_line (reader, '#', read_note, error);
}

static gboolean
is_line_gap (SaysoText *text,
             guint      start,
             guint      end)
{
  for (guint i = start; i < end; i++)
    if (!sayso_brat_is_line_end (sayso_text_get_char (text, i)))
      return FALSE;
  return TRUE;
}

/* brat splits at line ends; nobody else means two pieces by that. */
static void
join_lines (SaysoText             *text,
            SaysoAnnotationRecord *record)
{
  guint                 n = 0;
  g_autofree SaysoSpan *joined = g_new (SaysoSpan, record->n_spans + 1);

  for (guint i = 0; i < record->n_spans; i++)
    if (n > 0 && is_line_gap (text, joined[n - 1].end, record->spans[i].start))
      joined[n - 1].end = record->spans[i].end;
    else
      joined[n++] = record->spans[i];
  if (n < record->n_spans)
    sayso_annotation_record_set_spans (record, joined, n);
}

static GPtrArray *
read_records (Reader     *reader,
              const char *data,
              gsize       size,
              GError    **error)
{
  GPtrArray *records;

  if (!split_lines (reader, data, size, error) || !read_all (reader, error))
    return NULL;
  records = sayso_importer_finish (reader->importer, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (((SaysoRecord *)records->pdata[i])->table == SAYSO_TABLE_ANNOTATIONS)
      join_lines (reader->options->text, records->pdata[i]);
  return records;
}

GPtrArray *
sayso_brat_import (GBytes                   *bytes,
                   const SaysoImportOptions *options,
                   const SaysoFormat        *format,
                   SaysoBratTypeFunc         type_of,
                   GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *bad;
  g_autoptr (SaysoImporter) importer = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GHashTable) text_bounds = NULL, events = NULL, identities = NULL, n_details = NULL;
  Reader reader = { .options = options, .type_of = type_of };

  reader.file_name = sayso_import_options_name_file (options);
  if (size > MAX_BYTES)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT, _ ("%s is too large"), reader.file_name);
      return NULL;
    }
  if (!g_utf8_validate_len (data, size, &bad))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s: byte %ld is not UTF-8, or zero"),
                   reader.file_name, (long)(bad - data));
      return NULL;
    }
  reader.importer = importer = sayso_importer_new (format, options);
  reader.lines = lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (lines, clear_line);
  reader.text_bounds = text_bounds = g_hash_table_new (g_str_hash, g_str_equal);
  reader.events = events = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  reader.identities = identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.n_details = n_details = g_hash_table_new (NULL, NULL);
  return read_records (&reader, data, size, error);
}
