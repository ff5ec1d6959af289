/* Tables of quotes without offsets: what was said and who said it, as CSV, TSV,
 * JSON, JSON Lines or a Markdown table, as corpora (Quotebank) and language models
 * give them. The quotes are found in the article by their words.
 *
 * A quote that is not there, or is there more than once, is named in a notice and left
 * out: nothing is guessed. The speaker is the mention nearest to the quote.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fold.h"
#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-json.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  COLUMN_QUOTE,
  COLUMN_SPEAKER,
  COLUMN_WIKIDATA,
  COLUMN_SCORE,
  COLUMN_CUE,
  COLUMN_SOURCE,
  COLUMN_NOTE,
} Column;
#define N_COLUMNS (COLUMN_NOTE + 1)

/* What people call them, best first. */
static const char *const column_names[N_COLUMNS][12] = {
  [COLUMN_QUOTE] = { "quote", "quotation", "claim", "quote_text", "statement", "content", "utterance", "text", "said", "what", NULL },
  [COLUMN_SPEAKER] = { "speaker", "speaker_name", "speaker name", "who", "said_by", "said by", "attribution", "name", "person", "author", NULL },
  [COLUMN_WIKIDATA] = { "wikidata", "qid", "qids", "speaker_qid", "wikidata_id", NULL },
  [COLUMN_SCORE] = { "confidence", "score", "probability", NULL },
  [COLUMN_CUE] = { "cue", "verb", "reporting_verb", NULL },
  [COLUMN_SOURCE] = { "source", "outlet", "medium", NULL },
  [COLUMN_NOTE] = { "note", "comment", NULL },
};

typedef struct
{
  const SaysoImportOptions *options;
  const char               *file_name;
  SaysoImporter            *importer;
  SaysoFold                *fold;
  guint                     n_quotes, n_found;
} Reader;

/* One record, whatever it was read from. */
typedef struct
{
  char *values[N_COLUMNS];
  char *place;
} Record;

static void
clear_record (Record *record)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (record->values[i]);
  g_free (record->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, clear_record)

static void
tell (Reader       *reader,
      const Record *record,
      gboolean      is_there)
{
  const char      *quote = record->values[COLUMN_QUOTE];
  g_autofree char *start = g_utf8_substring (quote, 0, MIN (g_utf8_strlen (quote, -1), 60));
  g_autofree char *what = g_strdup_printf (is_there ? _ ("“%s” is in the article more than once; left out") : _ ("“%s” is not in the article; left out"), start);

  if (reader->options->notices != NULL)
    g_ptr_array_add (reader->options->notices, g_strdup_printf ("%s, %s: %s", reader->file_name, record->place, what));
}

static guint
distance (SaysoSpan a,
          SaysoSpan b)
{
  if (sayso_span_overlaps (a, b))
    return G_MAXUINT;
  return a.start >= b.end ? a.start - b.end : b.start - a.end;
}

/* The mention of some words that is nearest to a quote, but not in it. */
static gboolean
find_nearest (Reader     *reader,
              const char *words,
              SaysoSpan   quote,
              SaysoSpan  *nearest)
{
  const GArray *places = sayso_fold_find (reader->fold, words);
  guint         best = G_MAXUINT;

  for (guint i = 0; i < places->len; i++)
    {
      SaysoSpan place = g_array_index (places, SaysoSpan, i);

      if (distance (quote, place) < best)
        {
          best = distance (quote, place);
          *nearest = place;
        }
    }
  return best != G_MAXUINT;
}

/* By the whole name, or by its last word where that stands nearer. */
static gboolean
find_speaker (Reader     *reader,
              const char *name,
              SaysoSpan   quote,
              SaysoSpan  *place)
{
  const char *last = strrchr (name, ' ');
  SaysoSpan   by_last = { 0 };
  gboolean    whole;

  *place = (SaysoSpan){ 0 };
  whole = find_nearest (reader, name, quote, place);
  if (last == NULL || g_utf8_strlen (last + 1, -1) < 3 || !find_nearest (reader, last + 1, quote, &by_last))
    return whole;
  if (!whole || (!sayso_span_contains (*place, by_last) && distance (quote, by_last) < distance (quote, *place)))
    *place = by_last;
  return TRUE;
}

/* One annotation for each place, whoever links to it. */
static SaysoAnnotationRecord *
add_target (Reader             *reader,
            const Record       *record,
            SaysoAnnotationType type,
            SaysoSpan           place)
{
  g_autofree char       *key = g_strdup_printf ("%d %u %u", type, place.start, place.end);
  SaysoAnnotationRecord *target = sayso_importer_lookup (reader->importer, key);

  if (target != NULL)
    return target;
  target = sayso_importer_add (reader->importer, type, key, record->place, NULL);
  sayso_importer_add_resolved (reader->importer, place);
  return target;
}

static gboolean
is_known (const char *name)
{
  return name != NULL && *name != '\0' && g_ascii_strcasecmp (name, "none") != 0 && g_ascii_strcasecmp (name, "unknown") != 0 && g_ascii_strcasecmp (name, "null") != 0;
}

/* A name that the article does not have stays with the claim, as a value. */
static void
link_speaker (Reader                *reader,
              const Record          *record,
              SaysoAnnotationRecord *claim,
              SaysoSpan              quote)
{
  const char            *name = record->values[COLUMN_SPEAKER];
  const char            *wikidata = record->values[COLUMN_WIKIDATA];
  SaysoAnnotationRecord *speaker;
  SaysoIdentityRecord   *identity;
  SaysoSpan              place;

  if (!is_known (name))
    return;
  if (!find_speaker (reader, name, quote, &place))
    {
      sayso_annotation_record_set_attribute (claim, "speaker", name);
      sayso_importer_skip (reader->importer, _ ("speakers whom the article does not name; kept as a value of the claim"));
      return;
    }
  speaker = add_target (reader, record, SAYSO_ANNOTATION_SPEAKER, place);
  sayso_importer_link_records (reader->importer, claim, speaker);
  if (speaker->identity != NULL)
    return;
  identity = sayso_importer_identity (reader->importer, name);
  sayso_record_set_ref (&speaker->identity, identity->head.id);
  if (is_known (wikidata) && identity->wikidata == NULL)
    sayso_record_set_string (&identity->wikidata, wikidata);
}

static void
link_nearest (Reader                *reader,
              const Record          *record,
              SaysoAnnotationRecord *claim,
              SaysoSpan              quote,
              Column                 column,
              SaysoAnnotationType    type)
{
  SaysoSpan place = { 0 };

  if (is_known (record->values[column]) && find_nearest (reader, record->values[column], quote, &place))
    sayso_importer_link_records (reader->importer, claim, add_target (reader, record, type, place));
}

/* The places of all pieces of a quote, in order; the first piece must be there once, the
 * others next after it. */
static GArray *
find_quote (Reader       *reader,
            const Record *record)
{
  const char *whole[] = { record->values[COLUMN_QUOTE], NULL };
  g_auto (GStrv) pieces = sayso_fold_find (reader->fold, *whole)->len > 0 ? g_strdupv ((char **)whole) : sayso_fold_split (*whole);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));
  guint at = 0;

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      const GArray *places = sayso_fold_find (reader->fold, *piece);
      guint         i = 0;

      while (i < places->len && g_array_index (places, SaysoSpan, i).start < at)
        i++;
      if (i == places->len)
        {
          tell (reader, record, FALSE);
          return NULL;
        }
      if (at == 0 && places->len > 1)
        {
          tell (reader, record, TRUE);
          return NULL;
        }
      g_array_append_val (spans, g_array_index (places, SaysoSpan, i));
      at = g_array_index (places, SaysoSpan, i).end;
    }
  if (spans->len == 1)
    g_array_index (spans, SaysoSpan, 0) = sayso_fold_with_marks (reader->fold, g_array_index (spans, SaysoSpan, 0));
  return spans->len > 0 ? g_steal_pointer (&spans) : NULL;
}

static void
read_record (Reader       *reader,
             const Record *record)
{
  const char *quote = record->values[COLUMN_QUOTE];
  g_autoptr (GArray) spans = NULL;
  SaysoAnnotationRecord *claim;
  SaysoSpan              hull;

  if (quote == NULL || quote[strspn (quote, "-: \t")] == '\0')
    return;
  reader->n_quotes++;
  spans = find_quote (reader, record);
  if (spans == NULL)
    return;
  reader->n_found++;
  claim = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_CLAIM, NULL, record->place, NULL);
  for (guint i = 0; i < spans->len; i++)
    sayso_importer_add_resolved (reader->importer, g_array_index (spans, SaysoSpan, i));
  if (record->values[COLUMN_SCORE] != NULL)
    claim->confidence = *record->values[COLUMN_SCORE] != '\0' ? sayso_importer_confidence (g_ascii_strtod (record->values[COLUMN_SCORE], NULL)) : -1;
  if (record->values[COLUMN_NOTE] != NULL && *record->values[COLUMN_NOTE] != '\0')
    sayso_record_set_string (&claim->note, record->values[COLUMN_NOTE]);
  hull = (SaysoSpan){ g_array_index (spans, SaysoSpan, 0).start, g_array_index (spans, SaysoSpan, spans->len - 1).end };
  link_speaker (reader, record, claim, hull);
  link_nearest (reader, record, claim, hull, COLUMN_CUE, SAYSO_ANNOTATION_CUE);
  link_nearest (reader, record, claim, hull, COLUMN_SOURCE, SAYSO_ANNOTATION_SOURCE);
}

/* A value, or the first of a list of them. */
static char *
dup_member (JsonObject *object,
            const char *name)
{
  JsonArray *array = sayso_json_get_array (object, name);

  if (array != NULL && json_array_get_length (array) > 0)
    return g_strdup (sayso_json_string_at (array, 0));
  return sayso_json_dup_scalar (object, name);
}

static gboolean
read_object (JsonObject            *object,
             guint                  line,
             gpointer               user_data,
             GError G_GNUC_UNUSED **error)
{
  g_auto (Record) record = { { NULL }, g_strdup_printf (_ ("record %u"), line) };
  g_autoptr (GList) members = json_object_get_members (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    for (const char *const *name = column_names[i]; *name != NULL && record.values[i] == NULL; name++)
      for (GList *l = members; l != NULL && record.values[i] == NULL; l = l->next)
        if (g_ascii_strcasecmp (l->data, *name) == 0)
          record.values[i] = dup_member (object, l->data);
  read_record (user_data, &record);
  return TRUE;
}

static gboolean
read_array (Reader     *reader,
            const char *data,
            gsize       size,
            GError    **error)
{
  g_autoptr (JsonNode) root = sayso_json_read (data, size, reader->file_name, 0, error);
  JsonArray *array;

  if (root == NULL)
    return FALSE;
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (sayso_json_object_at (array, i) != NULL)
      read_object (sayso_json_object_at (array, i), i + 1, reader, NULL);
  return TRUE;
}

static int
find_column (const SaysoRows *rows,
             Column           column)
{
  for (const char *const *name = column_names[column]; *name != NULL; name++)
    for (int i = 0; rows->n_rows > 0 && rows->rows[0].cells[i] != NULL; i++)
      {
        g_autofree char *cell = g_strstrip (g_strdup (rows->rows[0].cells[i]));

        if (g_ascii_strcasecmp (cell, *name) == 0)
          return i;
      }
  return -1;
}

static gboolean
read_rows (Reader  *reader,
           GBytes  *bytes,
           char     separator,
           GError **error)
{
  g_autoptr (SaysoRows) rows = sayso_rows_read (bytes, separator, reader->file_name, error);
  int columns[N_COLUMNS];

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = find_column (rows, i);
  if (columns[COLUMN_QUOTE] < 0)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, line 1: no column is called “quote”, “quotation” or “claim”. Name the columns in the first line."), reader->file_name);
      return FALSE;
    }
  for (guint i = 1; i < rows->n_rows; i++)
    {
      g_auto (Record) record = { { NULL }, g_strdup_printf (_ ("line %u"), rows->rows[i].line) };

      for (guint j = 0; j < N_COLUMNS; j++)
        record.values[j] = columns[j] >= 0 ? g_strstrip (g_strdup (sayso_rows_get (rows, i, columns[j]))) : NULL;
      read_record (reader, &record);
    }
  return TRUE;
}

/* Models like to put a fence around what they print. */
static GBytes *
without_fence (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize       start = 0, end = size;

  while (start < end && g_ascii_isspace (data[start]))
    start++;
  while (end > start && g_ascii_isspace (data[end - 1]))
    end--;
  if (end - start > 6 && memcmp (data + start, "```", 3) == 0 && memcmp (data + end - 3, "```", 3) == 0)
    {
      end -= 3;
      while (start < end && data[start] != '\n')
        start++;
      while (start < end && g_ascii_isspace (data[start]))
        start++;
    }
  return g_bytes_new_from_bytes (bytes, start, end - start);
}

static gboolean
read_any (Reader  *reader,
          GBytes  *bytes,
          GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > 0 && data[0] == '[')
    return read_array (reader, data, size, error);
  if (size > 0 && data[0] == '{')
    return sayso_json_read_lines (bytes, reader->file_name, read_object, reader, error);
  return read_rows (reader, bytes, size > 0 && data[0] == '|' ? '|' : 0, error);
}

static GPtrArray *
import_quotes_table (GBytes                   *bytes,
                     const SaysoImportOptions *options,
                     GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (&sayso_format_quotes_table, options);
  g_autoptr (SaysoFold) fold = sayso_fold_new (options->text);
  g_autoptr (GBytes) table = without_fence (bytes);
  Reader reader = { options, sayso_import_options_name_file (options), importer, fold, 0, 0 };

  if (!read_any (&reader, table, error))
    return NULL;
  if (reader.n_found == 0)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH,
                   g_dngettext (GETTEXT_PACKAGE, "%s: its %u quote is not in the article just once. Is this the text that it is from?", "%s: none of its %u quotes is in the article just once. Is this the text that they are from?", reader.n_quotes), reader.file_name, reader.n_quotes);
      return NULL;
    }
  return sayso_importer_finish (importer, error);
}

const SaysoFormat sayso_format_quotes_table = {
  .name = "quotes-table",
  .title = N_ ("Table of quotes without places (CSV, TSV, JSON)"),
  .extension = ".csv",
  .unit = SAYSO_UNIT_NONE,
  .import_records = import_quotes_table,
};
