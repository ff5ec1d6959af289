/* CSV and TSV: one row a claim, for spreadsheets and for people who count.
 *
 * What a person reads stands in the first columns; the columns named
 * "..._at" hold places ("120..268;300..320": nothing that a spreadsheet takes for
 * a date), so that the table can be read back.
 * Several speakers (sources, cues) of one claim share a cell, separated by
 * " | "; so do their places.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-rows.h"
#include "formats/sayso-format-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FRAGMENTS_JOINED_BY " … "
#define TARGETS_JOINED_BY " | "
#define CONTEXT 64

#define CLAIMS_HOLD (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_NOTES | SAYSO_HOLDS_TAGS | SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_KIND | SAYSO_HOLDS_WIKIDATA | SAYSO_HOLDS_AUTHORSHIP)
/* A target has the status of its claim; where it has another, that is told. */
#define TARGETS_HOLD (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_IDENTITIES)

typedef enum
{
  CLAIM,
  SPEAKER,
  IDENTITY,
  WIKIDATA,
  SOURCE,
  SOURCE_IDENTITY,
  SOURCE_WIKIDATA,
  CUE,
  KIND,
  STATUS,
  CONFIDENCE,
  NOTE,
  TAGS,
  START,
  END,
  BEFORE,
  AFTER,
  BY,
  MODIFIED,
  CLAIM_AT,
  SPEAKER_AT,
  SOURCE_AT,
  CUE_AT,
  ARTICLE,
  N_COLUMNS
} Column;

static const char *const headings[N_COLUMNS] = {
  "claim", "speaker", "identity", "wikidata", "source", "source_identity", "source_wikidata", "cue",
  "kind", "status", "confidence", "note", "tags", "start", "end", "before", "after",
  "by", "modified", "claim_at", "speaker_at", "source_at", "cue_at", "article"
};

/* The four columns of a kind of target; N_COLUMNS where there is none. */
static const struct
{
  Column text, at, identity, wikidata;
} target_columns[SAYSO_N_LINK_TYPES] = {
  [SAYSO_LINK_SAID_BY] = { SPEAKER, SPEAKER_AT, IDENTITY, WIKIDATA },
  [SAYSO_LINK_FOUND_IN] = { SOURCE, SOURCE_AT, SOURCE_IDENTITY, SOURCE_WIKIDATA },
  [SAYSO_LINK_CUED_BY] = { CUE, CUE_AT, N_COLUMNS, N_COLUMNS },
};

static char *
format_places (const SaysoAnnotationRecord *record)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < record->n_spans; i++)
    g_string_append_printf (places, "%s%u..%u", i > 0 ? ";" : "", record->spans[i].start, record->spans[i].end);
  return g_string_free (places, FALSE);
}

/* The values of a cell must be told apart: "|" and "\" inside one are escaped. */
static void
append_value (GString    *cell,
              const char *value,
              gboolean    is_first)
{
  if (!is_first)
    g_string_append (cell, TARGETS_JOINED_BY);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '|' || *p == '\\')
        g_string_append_c (cell, '\\');
      g_string_append_c (cell, *p);
    }
}

static char **
split_values (const char *cell)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GString) value = g_string_new (NULL);
  const char *p = cell;

  while (*p != '\0')
    if (g_str_has_prefix (p, TARGETS_JOINED_BY))
      {
        g_strv_builder_add (values, value->str);
        g_string_truncate (value, 0);
        p += strlen (TARGETS_JOINED_BY);
      }
    else
      {
        p += *p == '\\' && p[1] != '\0';
        g_string_append_c (value, *p++);
      }
  if (*cell != '\0')
    g_strv_builder_add (values, value->str);
  return g_strv_builder_end (values);
}

typedef struct
{
  const SaysoAnnotationRecord *record;
  const SaysoIdentityRecord   *identity;
} Target;

static int
compare_spans (const SaysoAnnotationRecord *a,
               const SaysoAnnotationRecord *b)
{
  for (guint i = 0; i < MIN (a->n_spans, b->n_spans); i++)
    {
      int order = sayso_span_compare (a->spans[i], b->spans[i]);

      if (order != 0)
        return order;
    }
  return (int)a->n_spans - (int)b->n_spans;
}

/* By what the table shows of them, not by id, which it does not hold. */
static int
compare_targets_cb (gconstpointer a,
                    gconstpointer b)
{
  const Target *left = a, *right = b;
  int           order = compare_spans (left->record, right->record);

  if (order == 0)
    order = g_strcmp0 (left->identity != NULL ? left->identity->name : NULL,
                       right->identity != NULL ? right->identity->name : NULL);
  if (order == 0)
    order = g_strcmp0 (left->identity != NULL ? left->identity->wikidata : NULL,
                       right->identity != NULL ? right->identity->wikidata : NULL);
  return order;
}

static GArray *
collect_targets (const SaysoView *view,
                 guint            claim,
                 SaysoLinkType    type)
{
  GArray  *targets = g_array_new (FALSE, FALSE, sizeof (Target));
  gboolean has_identities = target_columns[type].identity != N_COLUMNS;

  for (const SaysoViewLink *link = sayso_view_first_link (view, claim, type); link != NULL; link = sayso_view_next_link (view, link))
    {
      const SaysoAnnotationRecord *record = view->annotations[link->to];
      Target                       target = { record, has_identities ? sayso_view_get_identity (view, record, NULL) : NULL };

      g_array_append_val (targets, target);
    }
  g_array_sort (targets, compare_targets_cb);
  for (guint i = targets->len; i > 1; i--)
    if (compare_targets_cb (&g_array_index (targets, Target, i - 2), &g_array_index (targets, Target, i - 1)) == 0)
      g_array_remove_index (targets, i - 1);
  return targets;
}

/* A row being made: one string a column, reused. */
typedef struct
{
  const SaysoView *view;
  GString         *cells[N_COLUMNS];
} RowMaker;

static void
fill_targets (RowMaker     *row,
              guint         claim,
              SaysoLinkType type)
{
  g_autoptr (GArray) targets = collect_targets (row->view, claim, type);
  gboolean any_identity = FALSE, any_wikidata = FALSE;

  for (guint i = 0; i < targets->len; i++)
    {
      const Target    *target = &g_array_index (targets, Target, i);
      g_autofree char *text = sayso_view_dup_text (row->view, target->record, FRAGMENTS_JOINED_BY);
      g_autofree char *places = format_places (target->record);

      append_value (row->cells[target_columns[type].text], text, i == 0);
      append_value (row->cells[target_columns[type].at], places, i == 0);
      if (target_columns[type].identity == N_COLUMNS)
        continue;
      any_identity |= target->identity != NULL;
      any_wikidata |= target->identity != NULL && target->identity->wikidata != NULL;
      append_value (row->cells[target_columns[type].identity], target->identity != NULL ? target->identity->name : "", i == 0);
      append_value (row->cells[target_columns[type].wikidata],
                    target->identity != NULL && target->identity->wikidata != NULL ? target->identity->wikidata : "", i == 0);
    }
  if (target_columns[type].identity != N_COLUMNS && !any_identity)
    g_string_truncate (row->cells[target_columns[type].identity], 0);
  if (target_columns[type].wikidata != N_COLUMNS && !any_wikidata)
    g_string_truncate (row->cells[target_columns[type].wikidata], 0);
}

static void
fill_claim (RowMaker                    *row,
            const SaysoAnnotationRecord *record)
{
  SaysoSpan        hull = sayso_view_hull (record);
  guint            length = sayso_text_get_length (row->view->text);
  g_autofree char *text = sayso_view_dup_text (row->view, record, FRAGMENTS_JOINED_BY);
  g_autofree char *places = format_places (record);
  g_autofree char *before = sayso_text_slice (row->view->text, (SaysoSpan){ hull.start - MIN (hull.start, CONTEXT), hull.start });
  g_autofree char *after = sayso_text_slice (row->view->text, (SaysoSpan){ hull.end, MIN (hull.end + CONTEXT, length) });

  g_string_assign (row->cells[CLAIM], text);
  g_string_assign (row->cells[CLAIM_AT], places);
  g_string_append_printf (row->cells[START], "%u", hull.start);
  g_string_append_printf (row->cells[END], "%u", hull.end);
  g_string_assign (row->cells[BEFORE], before);
  g_string_assign (row->cells[AFTER], after);
  if (record->kind != SAYSO_KIND_NONE)
    g_string_assign (row->cells[KIND], sayso_nick (SAYSO_TYPE_KIND, record->kind));
  g_string_assign (row->cells[STATUS], sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->confidence >= 0)
    g_string_append_printf (row->cells[CONFIDENCE], "%d.%03d", record->confidence / 1000, record->confidence % 1000);
  g_string_assign (row->cells[NOTE], record->note != NULL ? record->note : "");
  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    append_value (row->cells[TAGS], record->tags[i], i == 0);
  g_string_assign (row->cells[BY], record->by != NULL ? record->by : "");
  g_string_assign (row->cells[MODIFIED], record->modified != NULL ? record->modified : "");
  g_string_assign (row->cells[ARTICLE], row->view->article_name);
}

static GBytes *
export_rows (const SaysoExportOptions *options,
             char                      separator)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  GString *string = g_string_new (NULL);
  RowMaker row = { view };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      sayso_rows_append_cell (string, headings[i], separator, TRUE);
      row.cells[i] = g_string_new (NULL);
    }
  sayso_rows_end_row (string);
  for (guint i = 0; i < view->n_annotations; i++)
    {
      if (view->annotations[i]->type != SAYSO_ANNOTATION_CLAIM)
        continue;
      for (guint column = 0; column < N_COLUMNS; column++)
        g_string_truncate (row.cells[column], 0);
      fill_claim (&row, view->annotations[i]);
      for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
        fill_targets (&row, i, type);
      for (guint column = 0; column < N_COLUMNS; column++)
        sayso_rows_append_cell (string, row.cells[column]->str, separator, options->csv_raw);
      sayso_rows_end_row (string);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_free (row.cells[i], TRUE);
  return g_string_free_to_bytes (string);
}

/* Targets whose status is not that of the claim they are first read with. */
static guint
count_other_statuses (const SaysoView *view)
{
  g_autofree guint8 *seen = g_new0 (guint8, view->n_annotations + 1);
  guint              n = 0;

  for (guint i = 0; i < view->n_links; i++)
    {
      const SaysoViewLink *link = &view->links[i];

      n += !seen[link->to] && view->annotations[link->to]->status != view->annotations[link->from]->status;
      seen[link->to] = TRUE;
    }
  return n;
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = count_other_statuses (view);

  sayso_view_list_losses (view, CLAIMS_HOLD, TARGETS_HOLD, losses);
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("that %u annotation has another status than its claim", "that %u annotations have another status than their claims", n), n));
}

/* A table being read. */
typedef struct
{
  SaysoImporter   *importer;
  const SaysoRows *rows;
  const char      *file_name;
  int              columns[N_COLUMNS];
  GHashTable      *targets;    /* "type places identity" → SaysoAnnotationRecord */
  GHashTable      *identities; /* "wikidata name" → SaysoIdentityRecord */
  guint            row;
} TableReader;

static const char *
get_cell (TableReader *reader,
          Column       column)
{
  return sayso_rows_undo_defuse (sayso_rows_get (reader->rows, reader->row, reader->columns[column]));
}

static gboolean
row_error (TableReader *reader,
           Column       column,
           const char  *message,
           GError     **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s, line %u, column “%s”: %s"),
               reader->file_name, reader->rows->rows[reader->row].line, headings[column], message);
  return FALSE;
}

/* Spans of the annotation that was added last, from "120..268;300..320". */
static gboolean
read_places (TableReader *reader,
             Column       column,
             const char  *places,
             GError     **error)
{
  g_auto (GStrv) pieces = g_strsplit (places, ";", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char   *dots = strstr (pieces[i], "..");
      guint64 start, end;

      if (dots == NULL)
        return row_error (reader, column, _ ("a place is written as START..END"), error);
      *dots = '\0';
      if (!g_ascii_string_to_unsigned (pieces[i], 10, 0, G_MAXUINT32, &start, NULL) || !g_ascii_string_to_unsigned (dots + 2, 10, 0, G_MAXUINT32, &end, NULL))
        return row_error (reader, column, _ ("a place is written as START..END"), error);
      sayso_importer_add_span (reader->importer, start, end, NULL);
    }
  if (pieces[0] == NULL)
    return row_error (reader, column, _ ("the place is missing"), error);
  return TRUE;
}

/* Pieces stand with " … " between them; the article has none of that. */
static void
expect_text (TableReader *reader,
             const char  *text,
             const char  *places)
{
  g_auto (GStrv) pieces = NULL;
  g_autofree char *joined = NULL;

  if (*text == '\0')
    return;
  if (strchr (places, ';') == NULL)
    {
      sayso_importer_expect (reader->importer, text);
      return;
    }
  pieces = g_strsplit (text, FRAGMENTS_JOINED_BY, -1);
  joined = g_strjoinv (" ", pieces);
  sayso_importer_expect (reader->importer, joined);
}

static SaysoIdentityRecord *
read_identity (TableReader *reader,
               const char  *name,
               const char  *wikidata)
{
  g_autofree char     *key = g_strdup_printf ("%s\n%s", wikidata, name);
  SaysoIdentityRecord *identity = g_hash_table_lookup (reader->identities, key);

  if (identity != NULL || (*name == '\0' && *wikidata == '\0'))
    return identity;
  identity = sayso_importer_add_identity (reader->importer, name);
  if (*wikidata != '\0')
    sayso_record_set_string (&identity->wikidata, wikidata);
  g_hash_table_insert (reader->identities, g_steal_pointer (&key), identity);
  return identity;
}

static SaysoAnnotationRecord *
read_target (TableReader                 *reader,
             const SaysoAnnotationRecord *claim,
             SaysoLinkType                type,
             const char                  *text,
             const char                  *places,
             SaysoIdentityRecord         *identity,
             GError                     **error)
{
  g_autofree char       *key = g_strdup_printf ("%d %s %p", type, places, (void *)identity);
  g_autofree char       *place = g_strdup_printf (_ ("line %u"), reader->rows->rows[reader->row].line);
  SaysoAnnotationRecord *record = g_hash_table_lookup (reader->targets, key);

  if (record != NULL)
    return record;
  record = sayso_importer_add (reader->importer, sayso_link_type_target (type), NULL, place, error);
  if (record == NULL || !read_places (reader, target_columns[type].at, places, error))
    return NULL;
  expect_text (reader, text, places);
  record->status = claim->status;
  if (identity != NULL)
    sayso_record_set_ref (&record->identity, identity->head.id);
  g_hash_table_insert (reader->targets, g_steal_pointer (&key), record);
  return record;
}

static const char *
nth (char **values,
     guint  i)
{
  return i < g_strv_length (values) ? values[i] : "";
}

static gboolean
read_targets (TableReader           *reader,
              SaysoAnnotationRecord *claim,
              SaysoLinkType          type,
              GError               **error)
{
  gboolean has_identities = target_columns[type].identity != N_COLUMNS;
  g_auto (GStrv) places = split_values (get_cell (reader, target_columns[type].at));
  g_auto (GStrv) texts = split_values (get_cell (reader, target_columns[type].text));
  g_auto (GStrv) names = split_values (has_identities ? get_cell (reader, target_columns[type].identity) : "");
  g_auto (GStrv) wikidata = split_values (has_identities ? get_cell (reader, target_columns[type].wikidata) : "");

  if (g_strv_length (places) > SAYSO_IMPORTER_MAX_DETAILS)
    return row_error (reader, target_columns[type].at, _ ("too many places"), error);
  for (guint i = 0; places[i] != NULL; i++)
    {
      SaysoIdentityRecord   *identity = read_identity (reader, nth (names, i), nth (wikidata, i));
      SaysoAnnotationRecord *target = read_target (reader, claim, type, nth (texts, i), places[i], identity, error);

      if (target == NULL)
        return FALSE;
      sayso_importer_link_records (reader->importer, claim, target);
    }
  return TRUE;
}

static gboolean
read_word (TableReader *reader,
           Column       column,
           GType        type,
           int         *value,
           GError     **error)
{
  const char *word = get_cell (reader, column);

  if (*word == '\0' || sayso_from_nick (type, word, value))
    return TRUE;
  return row_error (reader, column, _ ("Sayso does not know this word"), error);
}

static gboolean
read_details (TableReader           *reader,
              SaysoAnnotationRecord *claim,
              GError               **error)
{
  const char *confidence = get_cell (reader, CONFIDENCE);
  g_auto (GStrv) tags = split_values (get_cell (reader, TAGS));
  int kind = SAYSO_KIND_NONE, status = SAYSO_STATUS_SUGGESTED;

  if (!read_word (reader, KIND, SAYSO_TYPE_KIND, &kind, error) || !read_word (reader, STATUS, SAYSO_TYPE_STATUS, &status, error))
    return FALSE;
  claim->kind = kind;
  claim->status = status;
  if (*confidence != '\0')
    claim->confidence = sayso_importer_confidence (g_ascii_strtod (confidence, NULL));
  if (*get_cell (reader, NOTE) != '\0')
    sayso_record_set_string (&claim->note, get_cell (reader, NOTE));
  if (tags[0] != NULL)
    sayso_record_set_strv (&claim->tags, (const char *const *)tags);
  if (*get_cell (reader, BY) != '\0')
    sayso_record_set_ref (&claim->by, get_cell (reader, BY));
  if (*get_cell (reader, MODIFIED) != '\0')
    sayso_record_set_string (&claim->modified, get_cell (reader, MODIFIED));
  return TRUE;
}

static gboolean
read_claim (TableReader *reader,
            GError     **error)
{
  const char            *at = get_cell (reader, CLAIM_AT);
  g_autofree char       *hull = NULL;
  g_autofree char       *place = g_strdup_printf (_ ("line %u"), reader->rows->rows[reader->row].line);
  SaysoAnnotationRecord *claim;

  if (*at == '\0')
    at = hull = g_strdup_printf ("%s..%s", get_cell (reader, START), get_cell (reader, END));
  claim = sayso_importer_add (reader->importer, SAYSO_ANNOTATION_CLAIM, NULL, place, error);
  if (claim == NULL || !read_places (reader, CLAIM_AT, at, error))
    return FALSE;
  expect_text (reader, get_cell (reader, CLAIM), at);
  if (!read_details (reader, claim, error))
    return FALSE;
  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    if (!read_targets (reader, claim, type, error))
      return FALSE;
  return TRUE;
}

static gboolean
find_columns (TableReader *reader,
              GError     **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    reader->columns[i] = sayso_rows_find_column (reader->rows, headings[i]);
  if (reader->columns[CLAIM] >= 0 && (reader->columns[CLAIM_AT] >= 0 || (reader->columns[START] >= 0 && reader->columns[END] >= 0)))
    return TRUE;
  g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
               _ ("%s: the first line must name the columns “claim” and “claim_at” (or “start” and “end”). A table of quotes and speakers without places is the format quotes-table."),
               reader->file_name);
  return FALSE;
}

static GPtrArray *
import_rows (GBytes                   *bytes,
             const SaysoImportOptions *options,
             const SaysoFormat        *format,
             char                      separator,
             GError                  **error)
{
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (SaysoRows) rows = sayso_rows_read (bytes, separator, file_name, error);
  g_autoptr (SaysoImporter) importer = NULL;
  g_autoptr (GHashTable) targets = NULL, identities = NULL;
  TableReader reader = { .rows = rows, .file_name = file_name };

  if (rows == NULL || !find_columns (&reader, error))
    return NULL;
  reader.importer = importer = sayso_importer_new (format, options);
  reader.targets = targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.identities = identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (reader.row = 1; reader.row < rows->n_rows; reader.row++)
    if (!read_claim (&reader, error))
      return NULL;
  return sayso_importer_finish (importer, error);
}

static GBytes *
export_csv (const SaysoExportOptions *options,
            GError                  **error)
{
  return export_rows (options, ',');
}

static GBytes *
export_tsv (const SaysoExportOptions *options,
            GError                  **error)
{
  return export_rows (options, '\t');
}

/* A spreadsheet may have saved it with semicolons. */
static GPtrArray *
import_csv (GBytes                   *bytes,
            const SaysoImportOptions *options,
            GError                  **error)
{
  return import_rows (bytes, options, &sayso_format_csv, 0, error);
}

static GPtrArray *
import_tsv (GBytes                   *bytes,
            const SaysoImportOptions *options,
            GError                  **error)
{
  return import_rows (bytes, options, &sayso_format_tsv, '\t', error);
}

const SaysoFormat sayso_format_csv = {
  .name = "csv",
  .title = N_ ("Table (CSV)"),
  .extension = ".csv",
  .unit = SAYSO_UNIT_CODEPOINT,
  .sequence = SAYSO_SEQUENCE_HEADER,
  .export_bytes = export_csv,
  .list_losses = list_losses,
  .import_records = import_csv,
};

const SaysoFormat sayso_format_tsv = {
  .name = "tsv",
  .title = N_ ("Table (TSV)"),
  .extension = ".tsv",
  .unit = SAYSO_UNIT_CODEPOINT,
  .sequence = SAYSO_SEQUENCE_HEADER,
  .export_bytes = export_tsv,
  .list_losses = list_losses,
  .import_records = import_tsv,
};
