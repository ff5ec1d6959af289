/* The codebook of a project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-codebook.h"

#include "text/sayso-guard.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_BYTES (1024 * 1024)

struct _SaysoCodebook
{
  gatomicrefcount ref_count;
  GPtrArray      *fields; /* of SaysoCodebookField */
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

static gboolean
read_values (JsonObject         *object,
             SaysoCodebookField *field,
             GError            **error)
{
  JsonNode *node = json_object_get_member (object, "values");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, SAYSO_CODEBOOK_ERROR, SAYSO_CODEBOOK_ERROR_MALFORMED, _ ("“values” is not a list"));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      SaysoCodebookValue *value = read_value (json_array_get_element (json_node_get_array (node), i), error);

      if (value == NULL)
        return FALSE;
      g_ptr_array_add (field->values, value);
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
  good = object != NULL && read_string (object, "name", &field->name, error) && read_string (object, "title", &field->title, error) && read_string (object, "help", &field->help, error) && read_values (object, field, error);
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
  return TRUE;
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
      for (guint j = 0; j < known->values->len; j++)
        {
          if (g_str_equal (((SaysoCodebookValue *)g_ptr_array_index (known->values, j))->value, value))
            return TRUE;
        }
      return FALSE;
    }
  return TRUE;
}
