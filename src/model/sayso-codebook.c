/* The codebook of a project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-codebook.h"

#include "text/sayso-guard.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_BYTES (1024 * 1024)

struct _SaysoCodebook
{
  gatomicrefcount ref_count;
  GPtrArray      *fields; /* of SaysoCodebookField */
  GPtrArray      *tags;   /* of SaysoCodebookValue */
};

G_DEFINE_QUARK (sayso - codebook - error - quark, sayso_codebook_error)

static void
value_free (gpointer data)
{
  SaysoCodebookValue *value = data;

  g_free (value->value);
  g_free (value->title);
  g_free (value->guide);
  g_free (value);
}

static void
field_free (gpointer data)
{
  SaysoCodebookField *field = data;

  g_free (field->name);
  g_free (field->title);
  g_free (field->help);
  g_ptr_array_unref (field->values);
  g_free (field);
}

SaysoCodebook *
sayso_codebook_ref (SaysoCodebook *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sayso_codebook_unref (SaysoCodebook *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->tags);
  g_free (self);
}

/* A string member, or NULL; another type is an error. */
static gboolean
read_string (JsonObject *object,
             const char *member,
             char      **string,
             GError    **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("“%s” is not a string"), member);
      return FALSE;
    }
  *string = json_node_dup_string (node);
  return TRUE;
}

static SaysoCodebookValue *
read_value (JsonNode *node,
            GError  **error)
{
  SaysoCodebookValue *value = g_new0 (SaysoCodebookValue, 1);
  gboolean            good = TRUE;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    value->value = json_node_dup_string (node);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    good = read_string (json_node_get_object (node), "value", &value->value, error) && read_string (json_node_get_object (node), "title", &value->title, error) && read_string (json_node_get_object (node), "guide", &value->guide, error);
  if (good && (value->value == NULL || value->value[0] == '\0'))
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("a value has no “value”"));
      good = FALSE;
    }
  if (!good)
    {
      value_free (value);
      return NULL;
    }
  if (value->title == NULL)
    value->title = g_strdup (value->value);
  return value;
}

/* The values in a list member, if it is there. */
static gboolean
read_values (JsonObject *object,
             const char *member,
             GPtrArray  *values,
             GError    **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("“%s” is not a list"), member);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      SaysoCodebookValue *value = read_value (json_array_get_element (json_node_get_array (node), i), error);

      if (value == NULL)
        return FALSE;
      g_ptr_array_add (values, value);
    }
  return TRUE;
}

static SaysoCodebookField *
read_field (JsonNode *node,
            GError  **error)
{
  SaysoCodebookField *field = g_new0 (SaysoCodebookField, 1);
  JsonObject         *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean            good;

  field->values = g_ptr_array_new_with_free_func (value_free);
  good = object != NULL && read_string (object, "name", &field->name, error) && read_string (object, "title", &field->title, error) && read_string (object, "help", &field->help, error) && read_values (object, "values", field->values, error);
  if ((object == NULL || good) && (field->name == NULL || field->name[0] == '\0'))
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("a field has no “name”"));
      good = FALSE;
    }
  if (!good)
    {
      field_free (field);
      return NULL;
    }
  if (field->title == NULL)
    field->title = g_strdup (field->name);
  return field;
}

static gboolean
read_fields (SaysoCodebook *self,
             JsonNode      *root,
             GError       **error)
{
  JsonNode *fields = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "fields") : NULL;

  if (fields == NULL || !JSON_NODE_HOLDS_ARRAY (fields))
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("it has no list “fields”"));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (fields)); i++)
    {
      SaysoCodebookField *field = read_field (json_array_get_element (json_node_get_array (fields), i), error);

      if (field == NULL)
        return FALSE;
      g_ptr_array_add (self->fields, field);
    }
  return read_values (json_node_get_object (root), "tags", self->tags, error);
}

SaysoCodebook *
sayso_codebook_parse (const char *json,
                      gssize      length,
                      const char *file_name,
                      GError    **error)
{
  g_autoptr (SaysoCodebook) self = g_new0 (SaysoCodebook, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->tags = g_ptr_array_new_with_free_func (value_free);
  if (!sayso_guard_check (json, length < 0 ? strlen (json) : (gsize)length, &local) || !json_parser_load_from_data (parser, json, length, &local) || !read_fields (self, json_parser_get_root (parser), &local))
    {
      g_set_error (error, local->domain, local->code, _ ("The codebook “%s” cannot be used: %s"), file_name, local->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static SaysoCodebook *
load (const char *path,
      GError    **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize            length = 0;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return NULL;
  if (length > MAX_BYTES)
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("The codebook “%s” is larger than one megabyte."), name);
      return NULL;
    }
  return sayso_codebook_parse (bytes, (gssize)length, name, error);
}

SaysoCodebook *
sayso_codebook_find (const char *article_path,
                     GError    **error)
{
  g_autofree char *own = g_strconcat (article_path, ".codebook.json", NULL);
  g_autofree char *folder = g_path_get_dirname (article_path);
  g_autofree char *shared = g_build_filename (folder, "codebook.json", NULL);

  if (g_file_test (own, G_FILE_TEST_IS_REGULAR))
    return load (own, error);
  if (g_file_test (shared, G_FILE_TEST_IS_REGULAR))
    return load (shared, error);
  return NULL;
}

guint
sayso_codebook_get_n_fields (SaysoCodebook *self)
{
  return self->fields->len;
}

const SaysoCodebookField *
sayso_codebook_get_field (SaysoCodebook *self,
                          guint          i)
{
  g_return_val_if_fail (i < self->fields->len, NULL);

  return g_ptr_array_index (self->fields, i);
}

static gboolean
has_value (GPtrArray  *values,
           const char *value)
{
  for (guint i = 0; i < values->len; i++)
    {
      if (g_str_equal (((SaysoCodebookValue *)g_ptr_array_index (values, i))->value, value))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
sayso_codebook_get_tags (SaysoCodebook *self)
{
  return self->tags;
}

gboolean
sayso_codebook_allows_tag (SaysoCodebook *self,
                           const char    *tag)
{
  return self->tags->len == 0 || has_value (self->tags, tag);
}

static void
append_guides (GString   *guide,
               GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const SaysoCodebookValue *value = g_ptr_array_index (values, i);

      if (value->guide != NULL)
        g_string_append_printf (guide, "%s%s: %s", guide->len > 0 ? "\n\n" : "", value->title, value->guide);
    }
}

char *
sayso_codebook_dup_guide (const SaysoCodebookField *field)
{
  GString *guide = g_string_new (field->help);

  append_guides (guide, field->values);
  return g_string_free (guide, guide->len == 0);
}

static void
append_chapter (GString    *whole,
                const char *title,
                const char *guide)
{
  if (guide != NULL && *guide != '\0')
    g_string_append_printf (whole, "%s%s\n\n%s", whole->len > 0 ? "\n\n\n" : "", title, guide);
}

char *
sayso_codebook_dup_whole_guide (SaysoCodebook *self)
{
  GString *whole = g_string_new (NULL);
  GString *tags = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const SaysoCodebookField *field = g_ptr_array_index (self->fields, i);
      g_autofree char          *guide = sayso_codebook_dup_guide (field);

      append_chapter (whole, field->title, guide);
    }
  append_guides (tags, self->tags);
  append_chapter (whole, _ ("Tags"), tags->str);
  g_string_free (tags, TRUE);
  return g_string_free (whole, whole->len == 0);
}

static const char *
title_of (GPtrArray  *values,
          const char *value)
{
  for (guint i = 0; i < values->len; i++)
    {
      const SaysoCodebookValue *known = g_ptr_array_index (values, i);

      if (g_str_equal (known->value, value))
        return known->title;
    }
  return value;
}

char *
sayso_codebook_dup_values (SaysoCodebook               *self,
                           const SaysoAnnotationRecord *record)
{
  GString *words = g_string_new (NULL);

  for (char **pair = record->attributes; pair != NULL && pair[0] != NULL; pair += 2)
    {
      const char *title = pair[0], *value = pair[1];

      for (guint i = 0; self != NULL && i < self->fields->len; i++)
        {
          const SaysoCodebookField *field = g_ptr_array_index (self->fields, i);

          if (!g_str_equal (field->name, pair[0]))
            continue;
          title = field->title;
          value = title_of (field->values, value);
        }
      g_string_append_printf (words, "%s%s: %s", words->len > 0 ? " · " : "", title, value);
    }
  return g_string_free (words, words->len == 0);
}

gboolean
sayso_codebook_allows (SaysoCodebook *self,
                       const char    *field,
                       const char    *value)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SaysoCodebookField *known = g_ptr_array_index (self->fields, i);

      if (!g_str_equal (known->name, field) || known->values->len == 0)
        continue;
      return has_value (known->values, value);
    }
  return TRUE;
}
