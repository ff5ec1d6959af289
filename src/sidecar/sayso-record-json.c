/* Records as sidecars and journals spell them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-record-json.h"
#include "text/sayso-guard.h"
#include "text/sayso-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (sayso - record - error - quark, sayso_record_error)

/* Writing. */

void
sayso_json_append_string (GString    *out,
                          const char *value)
{
  g_string_append_c (out, '"');
  for (const char *p = value;; p++)
    {
      const char *plain = p;

      while ((guchar)*p >= 0x20 && *p != '"' && *p != '\\')
        p++;
      g_string_append_len (out, plain, p - plain);
      if (*p == '\0')
        break;
      switch (*p)
        {
        case '"':
        case '\\':
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          g_string_append_printf (out, "\\u%04x", (guchar)*p);
        }
    }
  g_string_append_c (out, '"');
}

static void
append_key (GString    *out,
            const char *key)
{
  if (out->str[out->len - 1] != '{')
    g_string_append (out, ", ");
  g_string_append_c (out, '"');
  g_string_append (out, key);
  g_string_append (out, "\": ");
}

/* Absent values are left out. */
static void
append_string (GString    *out,
               const char *key,
               const char *value)
{
  if (value == NULL)
    return;
  append_key (out, key);
  sayso_json_append_string (out, value);
}

static void
append_strings (GString    *out,
                const char *key,
                char      **values)
{
  if (values == NULL || values[0] == NULL)
    return;
  append_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      sayso_json_append_string (out, values[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_extras (GString    *out,
               const char *extras)
{
  if (extras == NULL)
    return;
  if (out->str[out->len - 1] != '{')
    g_string_append (out, ", ");
  g_string_append (out, extras);
}

static void
append_slice (GString    *out,
              const char *key,
              SaysoText  *text,
              SaysoSpan   span)
{
  g_autofree char *slice = sayso_text_slice (text, span);

  append_string (out, key, slice);
}

char *
sayso_exact_of_spans (SaysoText       *text,
                      const SaysoSpan *spans,
                      guint            n_spans)
{
  GString *exact = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    {
      gsize start = sayso_text_to_byte (text, spans[i].start);
      gsize end = sayso_text_to_byte (text, spans[i].end);

      if (i > 0)
        g_string_append (exact, SAYSO_EXACT_JOINT);
      g_string_append_len (exact, sayso_text_get_utf8 (text) + start, end - start);
    }
  return g_string_free (exact, FALSE);
}

static void
append_spans (GString                     *out,
              const SaysoAnnotationRecord *record)
{
  append_key (out, "spans");
  g_string_append_c (out, '[');
  for (guint i = 0; i < record->n_spans; i++)
    {
      g_string_append (out, i > 0 ? ", [" : "[");
      sayso_number_append (out, record->spans[i].start);
      g_string_append (out, ", ");
      sayso_number_append (out, record->spans[i].end);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

/* Read off the article, or, for an orphan, what was remembered. */
static void
append_quoted (GString                     *out,
               const SaysoAnnotationRecord *record,
               SaysoText                   *text)
{
  SaysoSpan        hull = sayso_spans_hull (record->spans, record->n_spans);
  g_autofree char *exact = NULL;

  if (record->n_spans == 0)
    {
      append_string (out, "exact", record->exact != NULL ? record->exact : "");
      append_string (out, "prefix", record->prefix != NULL ? record->prefix : "");
      append_string (out, "suffix", record->suffix != NULL ? record->suffix : "");
      return;
    }
  exact = sayso_exact_of_spans (text, record->spans, record->n_spans);
  append_string (out, "exact", exact);
  append_slice (out, "prefix", text, (SaysoSpan){ hull.start - MIN (hull.start, SAYSO_CONTEXT), hull.start });
  append_slice (out, "suffix", text, (SaysoSpan){ hull.end, hull.end + SAYSO_CONTEXT });
}

static void
append_attributes (GString *out,
                   char   **attributes)
{
  if (attributes == NULL)
    return;
  append_key (out, "attributes");
  g_string_append_c (out, '{');
  for (char **at = attributes; at[0] != NULL; at += 2)
    {
      if (at != attributes)
        g_string_append (out, ", ");
      sayso_json_append_string (out, at[0]);
      g_string_append (out, ": ");
      sayso_json_append_string (out, at[1]);
    }
  g_string_append_c (out, '}');
}

static void
append_annotation (GString                     *out,
                   const SaysoAnnotationRecord *record,
                   SaysoText                   *text)
{
  append_string (out, "set", record->set);
  append_string (out, "type", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  append_spans (out, record);
  append_quoted (out, record, text);
  if (record->kind != SAYSO_KIND_NONE)
    append_string (out, "kind", sayso_nick (SAYSO_TYPE_KIND, record->kind));
  append_string (out, "status", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->anchor != SAYSO_ANCHOR_EXACT)
    append_string (out, "anchor", sayso_nick (SAYSO_TYPE_ANCHOR, record->anchor));
  if (record->confidence >= 0)
    {
      append_key (out, "confidence");
      sayso_number_append (out, record->confidence);
    }
  append_string (out, "identity", record->identity);
  append_attributes (out, record->attributes);
  append_string (out, "note", record->note);
  append_strings (out, "tags", record->tags);
  append_string (out, "by", record->by);
  append_string (out, "modified", record->modified);
}

void
sayso_record_append_json (GString           *out,
                          const SaysoRecord *record,
                          SaysoText         *text)
{
  g_string_append_c (out, '{');
  if (record->table != SAYSO_TABLE_ARTICLE)
    append_string (out, "id", record->id);
  switch (record->table)
    {
    case SAYSO_TABLE_ARTICLE:
      {
        const SaysoArticleRecord *article = (const SaysoArticleRecord *)record;

        append_string (out, "title", article->title);
        append_string (out, "url", article->url);
        append_string (out, "date", article->date);
        append_extras (out, article->article_extras);
        break;
      }
    case SAYSO_TABLE_SETS:
      {
        const SaysoSetRecord *set = (const SaysoSetRecord *)record;

        append_string (out, "name", set->name);
        append_string (out, "origin", sayso_nick (SAYSO_TYPE_ORIGIN, set->origin));
        append_string (out, "annotator", set->annotator);
        append_string (out, "tool", set->tool);
        append_string (out, "created", set->created);
        break;
      }
    case SAYSO_TABLE_IDENTITIES:
      {
        const SaysoIdentityRecord *identity = (const SaysoIdentityRecord *)record;

        append_string (out, "name", identity->name);
        if (identity->kind != SAYSO_IDENTITY_UNKNOWN)
          append_string (out, "kind", sayso_nick (SAYSO_TYPE_IDENTITY_KIND, identity->kind));
        append_strings (out, "aliases", identity->aliases);
        append_string (out, "wikidata", identity->wikidata);
        break;
      }
    case SAYSO_TABLE_ANNOTATIONS:
      append_annotation (out, (const SaysoAnnotationRecord *)record, text);
      break;
    case SAYSO_TABLE_LINKS:
      {
        const SaysoLinkRecord *link = (const SaysoLinkRecord *)record;

        append_string (out, "set", link->set);
        append_string (out, "type", sayso_nick (SAYSO_TYPE_LINK_TYPE, link->type));
        append_string (out, "from", link->from);
        append_string (out, "to", link->to);
        break;
      }
    default:
      g_assert_not_reached ();
    }
  if (record->table != SAYSO_TABLE_ARTICLE)
    append_extras (out, record->extras);
  g_string_append_c (out, '}');
}

/* Reading. */

typedef struct
{
  SaysoCursor *cursor;
  const char  *key;
  GString     *extras; /* what is not known, so far */
  GError     **error;
} Reading;

static gboolean
refuse (Reading    *reading,
        const char *expected)
{
  guint line, column;

  sayso_guard_locate (reading->cursor->start, reading->cursor->p - reading->cursor->start, &line, &column);
  g_set_error (reading->error, SAYSO_RECORD_ERROR, SAYSO_RECORD_ERROR_INVALID,
               /* Translators: the first %s is a JSON key, the second says what it must be. */
               _ ("line %u, column %u: “%s” must be %s"), line, column, reading->key, expected);
  return FALSE;
}

static gboolean
read_string (Reading *reading,
             char   **field)
{
  char *value = sayso_cursor_take_string (reading->cursor);

  if (value == NULL)
    return refuse (reading, C_ ("what a value must be", "a string"));
  g_free (*field);
  *field = value;
  return TRUE;
}

static gboolean
read_ref (Reading     *reading,
          GRefString **field)
{
  g_autofree char *value = NULL;

  if (!read_string (reading, &value))
    return FALSE;
  sayso_record_set_ref (field, value);
  return TRUE;
}

static gboolean
read_enum (Reading *reading,
           GType    type,
           int     *field)
{
  const char      *at = reading->cursor->p;
  g_autofree char *value = NULL;

  if (!read_string (reading, &value))
    return FALSE;
  if (sayso_from_nick (type, value, field))
    return TRUE;
  reading->cursor->p = at;
  return refuse (reading, C_ ("what a value must be", "one of the words that the format knows"));
}

static gboolean
read_strings (Reading *reading,
              char  ***field)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  if (sayso_cursor_peek (reading->cursor) != '[')
    return refuse (reading, C_ ("what a value must be", "an array of strings"));
  sayso_cursor_enter (reading->cursor);
  while (sayso_cursor_next_element (reading->cursor))
    {
      g_autofree char *value = NULL;

      if (!read_string (reading, &value))
        return FALSE;
      g_strv_builder_add (builder, value);
    }
  values = g_strv_builder_end (builder);
  sayso_record_set_strv (field, (const char *const *)values);
  return TRUE;
}

static gboolean
read_offset (Reading *reading,
             guint   *offset)
{
  gint64 value;

  if (!sayso_cursor_take_int (reading->cursor, &value) || value < 0 || value > G_MAXINT)
    return refuse (reading, C_ ("what a value must be", "pairs of offsets"));
  *offset = value;
  return TRUE;
}

static gboolean
read_span (Reading *reading,
           GArray  *spans)
{
  SaysoCursor *cursor = reading->cursor;
  const char  *at = cursor->p;
  SaysoSpan    span;

  if (sayso_cursor_peek (cursor) != '[')
    return refuse (reading, C_ ("what a value must be", "pairs of offsets"));
  sayso_cursor_enter (cursor);
  if (!sayso_cursor_next_element (cursor) || !read_offset (reading, &span.start)
      || !sayso_cursor_next_element (cursor) || !read_offset (reading, &span.end)
      || sayso_cursor_next_element (cursor))
    return reading->error != NULL && *reading->error != NULL ? FALSE : refuse (reading, C_ ("what a value must be", "pairs of offsets"));
  if (sayso_span_is_empty (span)
      || (spans->len > 0 && span.start <= g_array_index (spans, SaysoSpan, spans->len - 1).end))
    {
      cursor->p = at;
      return refuse (reading, C_ ("what a value must be", "spans that are not empty, in order, and apart"));
    }
  g_array_append_val (spans, span);
  return TRUE;
}

static gboolean
read_spans (Reading               *reading,
            SaysoAnnotationRecord *record)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));

  if (sayso_cursor_peek (reading->cursor) != '[')
    return refuse (reading, C_ ("what a value must be", "an array of spans"));
  sayso_cursor_enter (reading->cursor);
  while (sayso_cursor_next_element (reading->cursor))
    if (!read_span (reading, spans))
      return FALSE;
  sayso_annotation_record_set_spans (record, (SaysoSpan *)spans->data, spans->len);
  return TRUE;
}

static gboolean
read_confidence (Reading *reading,
                 int     *confidence)
{
  const char *at = reading->cursor->p;
  gint64      value;

  if (sayso_cursor_take_int (reading->cursor, &value) && value >= 0 && value <= 1000)
    {
      *confidence = value;
      return TRUE;
    }
  reading->cursor->p = at;
  return refuse (reading, C_ ("what a value must be", "an integer from 0 to 1000"));
}

static gboolean
read_attributes (Reading               *reading,
                 SaysoAnnotationRecord *record)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (sayso_cursor_peek (reading->cursor) != '{')
    return refuse (reading, C_ ("what a value must be", "an object of strings"));
  sayso_cursor_enter (reading->cursor);
  while (sayso_cursor_next_member (reading->cursor, name))
    {
      g_autofree char *value = NULL;

      if (!read_string (reading, &value))
        return FALSE;
      sayso_annotation_record_set_attribute (record, name->str, value);
    }
  return TRUE;
}

/* A member that Sayso does not know is kept as it is spelt. */
static gboolean
keep_extra (Reading *reading)
{
  if (reading->extras->len > 0)
    g_string_append (reading->extras, ", ");
  sayso_json_append_string (reading->extras, reading->key);
  g_string_append (reading->extras, ": ");
  sayso_cursor_copy (reading->cursor, reading->extras);
  return TRUE;
}

#define IS(name) (strcmp (reading->key, name) == 0)

static gboolean
read_article_member (Reading            *reading,
                     SaysoArticleRecord *record)
{
  if (IS ("title"))
    return read_string (reading, &record->title);
  if (IS ("url"))
    return read_string (reading, &record->url);
  if (IS ("date"))
    return read_string (reading, &record->date);
  /* About the file: the reader's business. */
  if (IS ("file") || IS ("sha256") || IS ("length") || IS ("unit") || IS ("bom"))
    {
      sayso_cursor_skip (reading->cursor);
      return TRUE;
    }
  return keep_extra (reading);
}

static gboolean
read_set_member (Reading        *reading,
                 SaysoSetRecord *record)
{
  if (IS ("name"))
    return read_string (reading, &record->name);
  if (IS ("origin"))
    return read_enum (reading, SAYSO_TYPE_ORIGIN, (int *)&record->origin);
  if (IS ("annotator"))
    return read_string (reading, &record->annotator);
  if (IS ("tool"))
    return read_string (reading, &record->tool);
  if (IS ("created"))
    return read_string (reading, &record->created);
  return keep_extra (reading);
}

static gboolean
read_identity_member (Reading             *reading,
                      SaysoIdentityRecord *record)
{
  if (IS ("name"))
    return read_string (reading, &record->name);
  if (IS ("kind"))
    return read_enum (reading, SAYSO_TYPE_IDENTITY_KIND, (int *)&record->kind);
  if (IS ("aliases"))
    return read_strings (reading, &record->aliases);
  if (IS ("wikidata"))
    return read_string (reading, &record->wikidata);
  return keep_extra (reading);
}

static gboolean
read_annotation_member (Reading               *reading,
                        SaysoAnnotationRecord *record)
{
  if (IS ("set"))
    return read_ref (reading, &record->set);
  if (IS ("type"))
    return read_enum (reading, SAYSO_TYPE_ANNOTATION_TYPE, (int *)&record->type);
  if (IS ("spans"))
    return read_spans (reading, record);
  if (IS ("exact"))
    return read_string (reading, &record->exact);
  if (IS ("prefix"))
    return read_string (reading, &record->prefix);
  if (IS ("suffix"))
    return read_string (reading, &record->suffix);
  if (IS ("kind"))
    return read_enum (reading, SAYSO_TYPE_KIND, (int *)&record->kind);
  if (IS ("status"))
    return read_enum (reading, SAYSO_TYPE_STATUS, (int *)&record->status);
  if (IS ("anchor"))
    return read_enum (reading, SAYSO_TYPE_ANCHOR, (int *)&record->anchor);
  if (IS ("confidence"))
    return read_confidence (reading, &record->confidence);
  if (IS ("identity"))
    return read_ref (reading, &record->identity);
  if (IS ("attributes"))
    return read_attributes (reading, record);
  if (IS ("note"))
    return read_string (reading, &record->note);
  if (IS ("tags"))
    return read_strings (reading, &record->tags);
  if (IS ("by"))
    return read_ref (reading, &record->by);
  if (IS ("modified"))
    return read_string (reading, &record->modified);
  return keep_extra (reading);
}

static gboolean
read_link_member (Reading         *reading,
                  SaysoLinkRecord *record)
{
  if (IS ("set"))
    return read_ref (reading, &record->set);
  if (IS ("type"))
    return read_enum (reading, SAYSO_TYPE_LINK_TYPE, (int *)&record->type);
  if (IS ("from"))
    return read_string (reading, &record->from);
  if (IS ("to"))
    return read_string (reading, &record->to);
  return keep_extra (reading);
}

static gboolean
read_member (Reading     *reading,
             SaysoRecord *record)
{
  if (record->table != SAYSO_TABLE_ARTICLE && IS ("id"))
    return read_string (reading, &record->id);
  switch (record->table)
    {
    case SAYSO_TABLE_ARTICLE:
      return read_article_member (reading, (SaysoArticleRecord *)record);
    case SAYSO_TABLE_SETS:
      return read_set_member (reading, (SaysoSetRecord *)record);
    case SAYSO_TABLE_IDENTITIES:
      return read_identity_member (reading, (SaysoIdentityRecord *)record);
    case SAYSO_TABLE_ANNOTATIONS:
      return read_annotation_member (reading, (SaysoAnnotationRecord *)record);
    case SAYSO_TABLE_LINKS:
    default:
      return read_link_member (reading, (SaysoLinkRecord *)record);
    }
}

/* What each table's records cannot be without. */
static const char *const required[SAYSO_N_TABLES][7] = {
  [SAYSO_TABLE_SETS] = { "id", "name", "origin" },
  [SAYSO_TABLE_IDENTITIES] = { "id", "name" },
  [SAYSO_TABLE_ANNOTATIONS] = { "id", "set", "type", "spans", "exact", "status" },
  [SAYSO_TABLE_LINKS] = { "id", "set", "type", "from", "to" },
};

static guint
required_bit (SaysoTable  table,
              const char *key)
{
  for (guint i = 0; required[table][i] != NULL; i++)
    if (strcmp (required[table][i], key) == 0)
      return 1u << i;
  return 0;
}

static const char *
find_missing (SaysoTable table,
              guint      seen)
{
  for (guint i = 0; required[table][i] != NULL; i++)
    if ((seen & (1u << i)) == 0)
      return required[table][i];
  return NULL;
}

gpointer
sayso_record_from_json (SaysoCursor *cursor,
                        SaysoTable   table,
                        GError     **error)
{
  g_autoptr (SaysoRecord) record = sayso_record_new (table, table == SAYSO_TABLE_ARTICLE ? "article" : "");
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GString) extras = g_string_new (NULL);
  GError     *local = NULL;
  const char *at = cursor->p;
  const char *missing;
  guint       seen = 0;
  Reading     reading = { cursor, "", extras, &local };

  if (sayso_cursor_peek (cursor) != '{')
    {
      reading.key = sayso_nick (SAYSO_TYPE_TABLE, table);
      refuse (&reading, C_ ("what a value must be", "made of objects"));
      g_propagate_error (error, local);
      return NULL;
    }
  sayso_cursor_enter (cursor);
  while (sayso_cursor_next_member (cursor, key))
    {
      reading.key = key->str;
      if (!read_member (&reading, record))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      seen |= required_bit (table, key->str);
    }
  missing = find_missing (table, seen);
  if (missing != NULL || (table != SAYSO_TABLE_ARTICLE && *record->id == '\0'))
    {
      cursor->p = at;
      reading.key = missing != NULL ? missing : "id";
      refuse (&reading, C_ ("what a value must be", "there"));
      g_propagate_error (error, local);
      return NULL;
    }
  if (extras->len > 0)
    sayso_record_set_string (table == SAYSO_TABLE_ARTICLE ? &((SaysoArticleRecord *)record)->article_extras : &record->extras, extras->str);
  return g_steal_pointer (&record);
}
