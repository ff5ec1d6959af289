/* Writing JSON by appending, and reading it with care.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-json.h"

#include "text/sayso-guard.h"
#include "text/sayso-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sayso_json_writer_init (SaysoJsonWriter *self,
                        gboolean         pretty)
{
  *self = (SaysoJsonWriter){ .string = g_string_new (NULL), .pretty = pretty, .inline_depth = G_MAXUINT, .is_first = TRUE };
}

static gboolean
breaks_lines (SaysoJsonWriter *self)
{
  return self->pretty && self->depth < self->inline_depth;
}

static void
break_line (SaysoJsonWriter *self)
{
  static const char spaces[] = "                                ";

  g_string_append_c (self->string, '\n');
  for (guint left = 2 * self->depth; left > 0;)
    {
      guint now = MIN (left, sizeof spaces - 1);

      g_string_append_len (self->string, spaces, now);
      left -= now;
    }
}

/* What goes before a value or a key. */
static void
separate (SaysoJsonWriter *self)
{
  if (self->after_key)
    {
      self->after_key = FALSE;
      return;
    }
  if (!self->is_first)
    g_string_append_c (self->string, ',');
  if (self->depth > 0 && breaks_lines (self))
    break_line (self);
  else if (!self->is_first)
    g_string_append_c (self->string, ' ');
  self->is_first = FALSE;
}

static void
begin (SaysoJsonWriter *self,
       char             bracket)
{
  separate (self);
  g_string_append_c (self->string, bracket);
  self->depth++;
  self->is_first = TRUE;
}

static void
end (SaysoJsonWriter *self,
     char             bracket)
{
  gboolean breaks = breaks_lines (self) && !self->is_first;

  self->depth--;
  if (breaks)
    break_line (self);
  if (self->depth < self->inline_depth)
    self->inline_depth = G_MAXUINT;
  g_string_append_c (self->string, bracket);
  self->is_first = FALSE;
}

void
sayso_json_begin_object (SaysoJsonWriter *self)
{
  begin (self, '{');
}

void
sayso_json_end_object (SaysoJsonWriter *self)
{
  end (self, '}');
}

void
sayso_json_begin_array (SaysoJsonWriter *self)
{
  begin (self, '[');
}

void
sayso_json_end_array (SaysoJsonWriter *self)
{
  end (self, ']');
}

static void
begin_inline (SaysoJsonWriter *self,
              char             bracket)
{
  begin (self, bracket);
  if (self->inline_depth == G_MAXUINT)
    self->inline_depth = self->depth;
}

void
sayso_json_begin_inline_object (SaysoJsonWriter *self)
{
  begin_inline (self, '{');
}

void
sayso_json_begin_inline_array (SaysoJsonWriter *self)
{
  begin_inline (self, '[');
}

/* U+2028 and U+2029 are escaped too: some line readers break there. */
static gsize
escaped_width (const char *p)
{
  if ((guchar)*p < 0x20 || *p == '"' || *p == '\\' || *p == 0x7f)
    return 1;
  if (p[0] == '\xc2' && p[1] == '\x85')
    return 2;
  if (p[0] == '\xe2' && p[1] == '\x80' && (p[2] == '\xa8' || p[2] == '\xa9'))
    return 3;
  return 0;
}

static void
append_escape (GString    *string,
               const char *p)
{
  static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (const char *name = named; *name != '\0'; name += 2)
    if (*p == *name)
      {
        g_string_append_c (string, '\\');
        g_string_append_c (string, name[1]);
        return;
      }
  g_string_append_printf (string, "\\u%04x", g_utf8_get_char (p));
}

static void
append_string (GString    *string,
               const char *value)
{
  const char *plain = value;

  g_string_append_c (string, '"');
  for (const char *p = value; *p != '\0';)
    {
      gsize width = escaped_width (p);

      if (width == 0)
        {
          p++;
          continue;
        }
      g_string_append_len (string, plain, p - plain);
      append_escape (string, p);
      plain = p += width;
    }
  g_string_append (string, plain);
  g_string_append_c (string, '"');
}

void
sayso_json_key (SaysoJsonWriter *self,
                const char      *key)
{
  separate (self);
  append_string (self->string, key);
  g_string_append (self->string, ": ");
  self->after_key = TRUE;
}

void
sayso_json_string (SaysoJsonWriter *self,
                   const char      *value)
{
  separate (self);
  append_string (self->string, value);
}

void
sayso_json_int (SaysoJsonWriter *self,
                gint64           value)
{
  separate (self);
  sayso_number_append (self->string, value);
}

void
sayso_json_boolean (SaysoJsonWriter *self,
                    gboolean         value)
{
  separate (self);
  g_string_append (self->string, value ? "true" : "false");
}

void
sayso_json_null (SaysoJsonWriter *self)
{
  separate (self);
  g_string_append (self->string, "null");
}

void
sayso_json_raw (SaysoJsonWriter *self,
                const char      *json)
{
  separate (self);
  g_string_append (self->string, json);
}

void
sayso_json_per_mille (SaysoJsonWriter *self,
                      int              value)
{
  separate (self);
  sayso_json_append_per_mille (self->string, value);
}

void
sayso_json_append_per_mille (GString *string,
                             int      value)
{
  g_string_append_printf (string, "%d.%03d", value / 1000, value % 1000);
  while (string->str[string->len - 1] == '0' && string->str[string->len - 2] != '.')
    g_string_truncate (string, string->len - 1);
}

void
sayso_json_add_string (SaysoJsonWriter *self,
                       const char      *key,
                       const char      *value)
{
  if (value == NULL)
    return;
  sayso_json_key (self, key);
  sayso_json_string (self, value);
}

void
sayso_json_add_int (SaysoJsonWriter *self,
                    const char      *key,
                    gint64           value)
{
  sayso_json_key (self, key);
  sayso_json_int (self, value);
}

void
sayso_json_add_strv (SaysoJsonWriter   *self,
                     const char        *key,
                     const char *const *value)
{
  if (value == NULL || value[0] == NULL)
    return;
  sayso_json_key (self, key);
  sayso_json_begin_inline_array (self);
  for (guint i = 0; value[i] != NULL; i++)
    sayso_json_string (self, value[i]);
  sayso_json_end_array (self);
}

void
sayso_json_newline (SaysoJsonWriter *self)
{
  g_string_append_c (self->string, '\n');
  self->is_first = TRUE;
}

GBytes *
sayso_json_writer_end (SaysoJsonWriter *self)
{
  GString *string = g_steal_pointer (&self->string);

  if (string->len > 0 && string->str[string->len - 1] != '\n')
    g_string_append_c (string, '\n');
  return g_string_free_to_bytes (string);
}

/* The guard says line and column; a record of JSON Lines has its own line. */
static gboolean
check (const char *data,
       gsize       length,
       const char *file_name,
       guint       line,
       GError    **error)
{
  g_autoptr (GError) local = NULL;
  int code = SAYSO_FORMAT_ERROR_MALFORMED;

  if (sayso_guard_check (data, length, &local))
    return TRUE;
  if (g_error_matches (local, SAYSO_GUARD_ERROR, SAYSO_GUARD_ERROR_DEPTH) || g_error_matches (local, SAYSO_GUARD_ERROR, SAYSO_GUARD_ERROR_SIZE))
    code = SAYSO_FORMAT_ERROR_LIMIT;
  if (line > 0)
    g_set_error (error, SAYSO_FORMAT_ERROR, code, _ ("%s, record in line %u: %s"), file_name, line, local->message);
  else
    g_set_error (error, SAYSO_FORMAT_ERROR, code, "%s: %s", file_name, local->message);
  return FALSE;
}

JsonNode *
sayso_json_read (const char *data,
                 gsize       length,
                 const char *file_name,
                 guint       line,
                 GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local = NULL;

  if (file_name == NULL)
    file_name = _ ("the file");
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3, length -= 3;
  if (!check (data, length, file_name, line, error))
    return NULL;
  if (!json_parser_load_from_data (parser, data, length, &local))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, "%s: %s", file_name, local->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

static gboolean
is_blank (const char *line,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_line (const char       *start,
           gsize             length,
           const char       *file_name,
           guint             line,
           SaysoJsonLineFunc func,
           gpointer          user_data,
           GError          **error)
{
  g_autoptr (JsonNode) root = sayso_json_read (start, length, file_name, line, error);

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, line %u: an object was expected"), file_name, line);
      return FALSE;
    }
  return func (json_node_get_object (root), line, user_data, error);
}

gboolean
sayso_json_read_lines (GBytes           *bytes,
                       const char       *file_name,
                       SaysoJsonLineFunc func,
                       gpointer          user_data,
                       GError          **error)
{
  gsize       size;
  const char *start = g_bytes_get_data (bytes, &size);
  const char *end = start + size;

  if (file_name == NULL)
    file_name = _ ("the file");
  for (guint line = 1; start < end; line++)
    {
      const char *stop = memchr (start, '\n', end - start);

      if (stop == NULL)
        stop = end;
      if (!is_blank (start, stop - start) && !read_line (start, stop - start, file_name, line, func, user_data, error))
        return FALSE;
      start = stop + 1;
    }
  return TRUE;
}

/* The member if it holds a value of that type. */
static JsonNode *
get_value (JsonObject  *object,
           const char  *name,
           JsonNodeType node_type,
           GType        type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_node_type (node) != node_type)
    return NULL;
  if (type != G_TYPE_INVALID && json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

const char *
sayso_json_get_string (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_value (object, name, JSON_NODE_VALUE, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

JsonObject *
sayso_json_get_object (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_value (object, name, JSON_NODE_OBJECT, G_TYPE_INVALID);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
sayso_json_get_array (JsonObject *object,
                      const char *name)
{
  JsonNode *node = get_value (object, name, JSON_NODE_ARRAY, G_TYPE_INVALID);

  return node != NULL ? json_node_get_array (node) : NULL;
}

gboolean
sayso_json_get_int (JsonObject *object,
                    const char *name,
                    gint64     *value)
{
  JsonNode *node = get_value (object, name, JSON_NODE_VALUE, G_TYPE_INT64);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
sayso_json_get_double (JsonObject *object,
                       const char *name,
                       double     *value)
{
  JsonNode *node = get_value (object, name, JSON_NODE_VALUE, G_TYPE_INVALID);
  GType     type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *value = json_node_get_double (node);
  return TRUE;
}

gboolean
sayso_json_get_boolean (JsonObject *object,
                        const char *name)
{
  JsonNode *node = get_value (object, name, JSON_NODE_VALUE, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

char *
sayso_json_dup_scalar (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_value (object, name, JSON_NODE_VALUE, G_TYPE_INVALID);
  char      buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL)
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }
}

char **
sayso_json_dup_strv (JsonObject *object,
                     const char *name)
{
  JsonArray *array = sayso_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *value = sayso_json_string_at (array, i);

      if (value == NULL)
        continue;
      g_strv_builder_add (builder, value);
      found = TRUE;
    }
  return found ? g_strv_builder_end (builder) : NULL;
}

JsonObject *
sayso_json_object_at (JsonArray *array,
                      guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
sayso_json_string_at (JsonArray *array,
                      guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}
