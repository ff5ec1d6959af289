/* Reading a sidecar, strictly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-record-json.h"
#include "text/sayso-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (sayso - reader - error - quark, sayso_reader_error)

typedef struct
{
  SaysoCursor   cursor;
  SaysoSidecar *sidecar;
  SaysoText    *article;
  GHashTable   *by_id;                       /* id -> record */
  const char   *members[SAYSO_N_TABLES + 3]; /* where each known member's value begins */
  GString      *extras;
  gboolean      has_bom; /* of the article it was written for */
  GError      **error;
} Reader;

enum
{
  MEMBER_ARTICLE = SAYSO_TABLE_ARTICLE,
  MEMBER_SETS = SAYSO_TABLE_SETS,
  MEMBER_LINKS = SAYSO_TABLE_LINKS,
  MEMBER_FORMAT,
  MEMBER_VERSION,
  MEMBER_TEXT,
  N_MEMBERS
};

static const char *const member_names[N_MEMBERS] = {
  "article", "sets", "identities", "annotations", "links", "format", "version", "text"
};

void
sayso_sidecar_free (SaysoSidecar *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_clear_object (&self->snapshot);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

static gboolean
refuse (Reader          *reader,
        const char      *at,
        SaysoReaderError code,
        const char      *format,
        ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse (Reader          *reader,
        const char      *at,
        SaysoReaderError code,
        const char      *format,
        ...)
{
  g_autofree char *message = NULL;
  guint            line, column;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sayso_guard_locate (reader->cursor.start, at - reader->cursor.start, &line, &column);
  g_set_error (reader->error, SAYSO_READER_ERROR, code, _ ("line %u, column %u: %s"), line, column, message);
  return FALSE;
}

static void
keep_root_extra (Reader     *reader,
                 const char *key)
{
  if (reader->extras == NULL)
    reader->extras = g_string_new (NULL);
  else
    g_string_append (reader->extras, ", ");
  sayso_json_append_string (reader->extras, key);
  g_string_append (reader->extras, ": ");
  sayso_cursor_copy (&reader->cursor, reader->extras);
}

/* Members may come in any order: find them first. */
static gboolean
locate_members (Reader *reader)
{
  g_autoptr (GString) key = g_string_new (NULL);

  if (sayso_cursor_peek (&reader->cursor) != '{')
    return refuse (reader, reader->cursor.p, SAYSO_READER_ERROR_INVALID, _ ("a sidecar is one JSON object"));
  sayso_cursor_enter (&reader->cursor);
  while (sayso_cursor_next_member (&reader->cursor, key))
    {
      guint i = 0;

      while (i < N_MEMBERS && strcmp (member_names[i], key->str) != 0)
        i++;
      if (i == N_MEMBERS)
        {
          keep_root_extra (reader, key->str);
          continue;
        }
      reader->members[i] = reader->cursor.p;
      sayso_cursor_skip (&reader->cursor);
    }
  for (guint i = 0; i < N_MEMBERS; i++)
    if (reader->members[i] == NULL && i != MEMBER_TEXT)
      return refuse (reader, reader->cursor.start, SAYSO_READER_ERROR_INVALID, _ ("“%s” is missing"), member_names[i]);
  return TRUE;
}

static gboolean
read_format (Reader *reader)
{
  SaysoCursor     *cursor = &reader->cursor;
  g_autofree char *format = NULL;

  cursor->p = reader->members[MEMBER_FORMAT];
  format = sayso_cursor_take_string (cursor);
  if (g_strcmp0 (format, "sayso-sidecar") != 0)
    return refuse (reader, reader->members[MEMBER_FORMAT], SAYSO_READER_ERROR_INVALID, _ ("“format” must be “sayso-sidecar”"));
  cursor->p = reader->members[MEMBER_VERSION];
  if (!sayso_cursor_take_int (cursor, &reader->sidecar->version) || reader->sidecar->version < 1)
    return refuse (reader, reader->members[MEMBER_VERSION], SAYSO_READER_ERROR_INVALID, _ ("“version” must be a positive integer"));
  return TRUE;
}

static gboolean
read_article (Reader *reader)
{
  SaysoCursor *cursor = &reader->cursor;
  g_autoptr (GString) key = g_string_new (NULL);
  SaysoArticleRecord *record;
  gint64              length = -1;

  cursor->p = reader->members[MEMBER_ARTICLE];
  record = sayso_record_from_json (cursor, SAYSO_TABLE_ARTICLE, reader->error);
  if (record == NULL)
    return FALSE;
  if (reader->extras != NULL)
    record->head.extras = g_string_free (g_steal_pointer (&reader->extras), FALSE);
  g_ptr_array_add (reader->sidecar->records, record);
  g_hash_table_insert (reader->by_id, record->head.id, record);

  cursor->p = reader->members[MEMBER_ARTICLE];
  sayso_cursor_enter (cursor);
  while (sayso_cursor_next_member (cursor, key))
    {
      const char *at = cursor->p;

      if (strcmp (key->str, "file") == 0 && sayso_cursor_peek (cursor) == '"')
        reader->sidecar->file = sayso_cursor_take_string (cursor);
      else if (strcmp (key->str, "bom") == 0 && sayso_cursor_take_boolean (cursor, &reader->has_bom))
        continue;
      else if (strcmp (key->str, "sha256") == 0)
        {
          reader->sidecar->sha256 = sayso_cursor_take_string (cursor);
          if (reader->sidecar->sha256 == NULL || strlen (reader->sidecar->sha256) != 64)
            return refuse (reader, at, SAYSO_READER_ERROR_INVALID, _ ("“sha256” must be 64 hexadecimal digits"));
        }
      else if (strcmp (key->str, "length") == 0)
        {
          if (!sayso_cursor_take_int (cursor, &length) || length < 0 || length > G_MAXINT)
            return refuse (reader, at, SAYSO_READER_ERROR_INVALID, _ ("“length” must be a number of code points"));
        }
      else if (strcmp (key->str, "unit") == 0)
        {
          g_autofree char *unit = sayso_cursor_take_string (cursor);

          if (g_strcmp0 (unit, "codepoint") != 0)
            return refuse (reader, at, SAYSO_READER_ERROR_INVALID, _ ("“unit” must be “codepoint”"));
        }
      else
        sayso_cursor_skip (cursor);
    }
  if (reader->sidecar->sha256 == NULL || length < 0)
    return refuse (reader, reader->members[MEMBER_ARTICLE], SAYSO_READER_ERROR_INVALID, _ ("“article” needs “sha256” and “length”"));
  reader->sidecar->length = length;
  reader->sidecar->matches = g_ascii_strcasecmp (reader->sidecar->sha256, sayso_text_get_sha256 (reader->article)) == 0;
  return TRUE;
}

static gboolean
read_text (Reader *reader)
{
  g_autofree char *text = NULL;

  if (reader->members[MEMBER_TEXT] == NULL)
    return TRUE;
  reader->cursor.p = reader->members[MEMBER_TEXT];
  text = sayso_cursor_take_string (&reader->cursor);
  if (text == NULL)
    return refuse (reader, reader->members[MEMBER_TEXT], SAYSO_READER_ERROR_INVALID, _ ("“text” must be a string"));
  reader->sidecar->snapshot = sayso_text_new_for_file (text, reader->sidecar->sha256, reader->has_bom);
  if (sayso_text_get_length (reader->sidecar->snapshot) != reader->sidecar->length)
    return refuse (reader, reader->members[MEMBER_TEXT], SAYSO_READER_ERROR_INVALID,
                   _ ("“text” has %u characters, but the article had %u"),
                   sayso_text_get_length (reader->sidecar->snapshot), reader->sidecar->length);
  return TRUE;
}

/* The text that spans refer to, as far as it is known. */
static SaysoText *
annotated_text (Reader *reader)
{
  return reader->sidecar->matches ? reader->article : reader->sidecar->snapshot;
}

static gboolean
check_annotation (Reader                *reader,
                  const char            *at,
                  SaysoAnnotationRecord *record)
{
  SaysoText       *text = annotated_text (reader);
  g_autofree char *covered = NULL;

  if ((record->n_spans == 0) != (record->anchor == SAYSO_ANCHOR_ORPHAN))
    return refuse (reader, at, SAYSO_READER_ERROR_SPAN, _ ("annotation %s has no spans, so it must be an orphan, or the other way round"), record->head.id);
  if (record->n_spans == 0)
    return TRUE;
  if (record->spans[record->n_spans - 1].end > reader->sidecar->length)
    return refuse (reader, at, SAYSO_READER_ERROR_SPAN, _ ("annotation %s ends at %u, but the article has %u characters"),
                   record->head.id, record->spans[record->n_spans - 1].end, reader->sidecar->length);
  if (text == NULL)
    return TRUE;
  covered = sayso_exact_of_spans (text, record->spans, record->n_spans);
  if (strcmp (covered, record->exact) != 0)
    return refuse (reader, at, SAYSO_READER_ERROR_SPAN, _ ("annotation %s says “%.60s”, but the article has “%.60s” there"),
                   record->head.id, record->exact, covered);
  /* It can be read off the text from now on. */
  g_clear_pointer (&record->exact, g_free);
  g_clear_pointer (&record->prefix, g_free);
  g_clear_pointer (&record->suffix, g_free);
  return TRUE;
}

/* Ids are one space for all tables: what an id names may be of another one. */
static gconstpointer
find_in_table (GHashTable *by_id,
               const char *id,
               SaysoTable  table)
{
  const SaysoRecord *record = g_hash_table_lookup (by_id, id);

  return record != NULL && record->table == table ? record : NULL;
}

static gboolean
is_in_table (Reader     *reader,
             const char *id,
             SaysoTable  table)
{
  return find_in_table (reader->by_id, id, table) != NULL;
}

static gboolean
check_link (Reader                *reader,
            const char            *at,
            const SaysoLinkRecord *record)
{
  const SaysoAnnotationRecord *from, *to;

  if (!is_in_table (reader, record->from, SAYSO_TABLE_ANNOTATIONS) || !is_in_table (reader, record->to, SAYSO_TABLE_ANNOTATIONS))
    return refuse (reader, at, SAYSO_READER_ERROR_REFERENCE, _ ("link %s goes to an annotation that is not there"), record->head.id);
  from = g_hash_table_lookup (reader->by_id, record->from);
  to = g_hash_table_lookup (reader->by_id, record->to);
  if (from->type != SAYSO_ANNOTATION_CLAIM || to->type != sayso_link_type_target (record->type))
    return refuse (reader, at, SAYSO_READER_ERROR_REFERENCE, _ ("link %s does not go from a “claim” to a “%s”"), record->head.id,
                   sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, sayso_link_type_target (record->type)));
  return TRUE;
}

static gboolean
check_record (Reader      *reader,
              const char  *at,
              SaysoRecord *record)
{
  const char *set = NULL;

  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    {
      SaysoAnnotationRecord *annotation = (SaysoAnnotationRecord *)record;

      set = annotation->set;
      if (annotation->identity != NULL && !is_in_table (reader, annotation->identity, SAYSO_TABLE_IDENTITIES))
        return refuse (reader, at, SAYSO_READER_ERROR_REFERENCE, _ ("annotation %s has an identity that is not there"), record->id);
      if (!check_annotation (reader, at, annotation))
        return FALSE;
    }
  else if (record->table == SAYSO_TABLE_LINKS)
    {
      set = ((SaysoLinkRecord *)record)->set;
      if (!check_link (reader, at, (SaysoLinkRecord *)record))
        return FALSE;
    }
  if (set != NULL && !is_in_table (reader, set, SAYSO_TABLE_SETS))
    return refuse (reader, at, SAYSO_READER_ERROR_REFERENCE, _ ("%s belongs to a set that is not there"), record->id);
  if (g_hash_table_contains (reader->by_id, record->id))
    return refuse (reader, at, SAYSO_READER_ERROR_DUPLICATE, _ ("the id %s stands twice"), record->id);
  return TRUE;
}

static gboolean
read_table (Reader    *reader,
            SaysoTable table)
{
  SaysoCursor *cursor = &reader->cursor;

  cursor->p = reader->members[table];
  if (sayso_cursor_peek (cursor) != '[')
    return refuse (reader, cursor->p, SAYSO_READER_ERROR_INVALID, _ ("“%s” must be an array"), member_names[table]);
  sayso_cursor_enter (cursor);
  while (sayso_cursor_next_element (cursor))
    {
      const char *at = cursor->p;
      g_autoptr (SaysoRecord) record = sayso_record_from_json (cursor, table, reader->error);

      if (record == NULL || !check_record (reader, at, record))
        return FALSE;
      g_hash_table_insert (reader->by_id, record->id, record);
      g_ptr_array_add (reader->sidecar->records, g_steal_pointer (&record));
    }
  return TRUE;
}

static gboolean
read_all (Reader *reader)
{
  if (!locate_members (reader) || !read_format (reader))
    return FALSE;
  if (!read_article (reader) || !read_text (reader))
    return FALSE;
  for (SaysoTable table = SAYSO_TABLE_SETS; table < SAYSO_N_TABLES; table++)
    if (!read_table (reader, table))
      return FALSE;
  return TRUE;
}

SaysoSidecar *
sayso_sidecar_read (const char *data,
                    gsize       size,
                    SaysoText  *article,
                    GError    **error)
{
  g_autoptr (SaysoSidecar) sidecar = NULL;
  g_autoptr (GHashTable) by_id = NULL;
  Reader   reader = { 0 };
  gboolean good;

  g_return_val_if_fail (data != NULL && SAYSO_IS_TEXT (article), NULL);

  if (!sayso_guard_check (data, size, error))
    return NULL;
  sidecar = g_new0 (SaysoSidecar, 1);
  sidecar->records = g_ptr_array_new_with_free_func (sayso_record_unref);
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  reader.cursor = (SaysoCursor){ data, data };
  reader.sidecar = sidecar;
  reader.article = article;
  reader.by_id = by_id;
  reader.error = error;
  good = read_all (&reader);
  if (reader.extras != NULL)
    g_string_free (reader.extras, TRUE);
  return good ? g_steal_pointer (&sidecar) : NULL;
}

static gboolean
is_dangling (GHashTable        *by_id,
             const SaysoRecord *record)
{
  if (record->table == SAYSO_TABLE_LINKS)
    {
      const SaysoLinkRecord       *link = (const SaysoLinkRecord *)record;
      const SaysoAnnotationRecord *from = find_in_table (by_id, link->from, SAYSO_TABLE_ANNOTATIONS);
      const SaysoAnnotationRecord *to = find_in_table (by_id, link->to, SAYSO_TABLE_ANNOTATIONS);

      return from == NULL || to == NULL || find_in_table (by_id, link->set, SAYSO_TABLE_SETS) == NULL
             || from->type != SAYSO_ANNOTATION_CLAIM || to->type != sayso_link_type_target (link->type);
    }
  return record->table == SAYSO_TABLE_ANNOTATIONS
         && find_in_table (by_id, ((const SaysoAnnotationRecord *)record)->set, SAYSO_TABLE_SETS) == NULL;
}

void
sayso_records_drop_dangling (GPtrArray *records)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint kept = 0;

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (by_id, ((SaysoRecord *)records->pdata[i])->id, records->pdata[i]);
  /* Annotations come before links, so one pass sees their loss. */
  for (guint i = 0; i < records->len; i++)
    {
      SaysoRecord *record = records->pdata[i];

      if (is_dangling (by_id, record))
        {
          g_hash_table_remove (by_id, record->id);
          sayso_record_unref (record);
          continue;
        }
      if (record->table == SAYSO_TABLE_ANNOTATIONS)
        {
          SaysoAnnotationRecord *annotation = (SaysoAnnotationRecord *)record;

          if (annotation->identity != NULL && find_in_table (by_id, annotation->identity, SAYSO_TABLE_IDENTITIES) == NULL)
            {
              annotation = sayso_record_copy (record);
              sayso_record_set_ref (&annotation->identity, NULL);
              g_hash_table_replace (by_id, annotation->head.id, annotation);
              sayso_record_unref (record);
              record = &annotation->head;
            }
        }
      records->pdata[kept++] = record;
    }
  /* The pointers behind were moved or released already. */
  g_ptr_array_set_free_func (records, NULL);
  g_ptr_array_set_size (records, kept);
  g_ptr_array_set_free_func (records, sayso_record_unref);
}
