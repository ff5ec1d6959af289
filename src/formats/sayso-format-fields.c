/* What an annotation has besides its type and place, as names and values.
 *
 * Read through sayso-format-details.h, so that there is one place that knows what
 * each of them means.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fields.h"

#include <string.h>

static const char *const names[] = { "kind", "status", "confidence", "identity", "identityKind", "identityAliases", "wikidata", "note", "tags", "attributes", "by", "modified", "moved", NULL };

const char *const *
sayso_fields_names (void)
{
  return names;
}

static char *
strv_to_json (char **strings)
{
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, FALSE);
  sayso_json_begin_array (&json);
  for (; *strings != NULL; strings++)
    sayso_json_string (&json, *strings);
  sayso_json_end_array (&json);
  return g_string_free (json.string, FALSE);
}

static char *
pairs_to_json (char **pairs)
{
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, FALSE);
  sayso_json_begin_object (&json);
  for (; *pairs != NULL; pairs += 2)
    sayso_json_add_string (&json, pairs[0], pairs[1]);
  sayso_json_end_object (&json);
  return g_string_free (json.string, FALSE);
}

static void
tell (const char    *name,
      const char    *value,
      SaysoFieldFunc func,
      gpointer       user_data)
{
  if (value != NULL)
    func (name, value, FALSE, user_data);
}

static void
tell_json (const char    *name,
           char          *json,
           SaysoFieldFunc func,
           gpointer       user_data)
{
  func (name, json, TRUE, user_data);
  g_free (json);
}

static void
tell_identity (const SaysoIdentityRecord *identity,
               SaysoFieldFunc             func,
               gpointer                   user_data)
{
  tell ("identity", identity->name != NULL ? identity->name : "", func, user_data);
  if (identity->kind != SAYSO_IDENTITY_UNKNOWN)
    tell ("identityKind", sayso_nick (SAYSO_TYPE_IDENTITY_KIND, identity->kind), func, user_data);
  if (identity->aliases != NULL && identity->aliases[0] != NULL)
    tell_json ("identityAliases", strv_to_json (identity->aliases), func, user_data);
  tell ("wikidata", identity->wikidata, func, user_data);
}

static char *
confidence_to_json (int per_mille)
{
  GString *string = g_string_new (NULL);

  sayso_json_append_per_mille (string, per_mille);
  return g_string_free (string, FALSE);
}

void
sayso_fields_foreach (const SaysoView             *view,
                      const SaysoAnnotationRecord *record,
                      SaysoFieldFunc               func,
                      gpointer                     user_data)
{
  const SaysoIdentityRecord *identity = sayso_view_get_identity (view, record, NULL);

  if (record->kind != SAYSO_KIND_NONE)
    tell ("kind", sayso_nick (SAYSO_TYPE_KIND, record->kind), func, user_data);
  tell ("status", sayso_nick (SAYSO_TYPE_STATUS, record->status), func, user_data);
  if (record->confidence >= 0)
    tell_json ("confidence", confidence_to_json (record->confidence), func, user_data);
  if (identity != NULL)
    tell_identity (identity, func, user_data);
  tell ("note", record->note, func, user_data);
  if (record->tags != NULL && record->tags[0] != NULL)
    tell_json ("tags", strv_to_json (record->tags), func, user_data);
  if (record->attributes != NULL && record->attributes[0] != NULL)
    tell_json ("attributes", pairs_to_json (record->attributes), func, user_data);
  tell ("by", record->by, func, user_data);
  tell ("modified", record->modified, func, user_data);
  if (record->anchor == SAYSO_ANCHOR_MOVED)
    tell ("moved", "true", func, user_data);
}

/* A field in the shape that sayso_details_read () knows. */
static void
put_string (JsonObject       *object,
            const char       *member,
            const char       *name,
            SaysoFieldGetFunc func,
            gpointer          user_data)
{
  g_autofree char *value = func (name, user_data);

  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/* Text that is no such JSON, of another program: taken as the one element, or left. */
static void
put_json (JsonObject       *object,
          const char       *member,
          const char       *name,
          JsonNodeType      type,
          SaysoFieldGetFunc func,
          gpointer          user_data)
{
  g_autofree char *value = func (name, user_data);
  g_autoptr (JsonNode) node = value != NULL ? sayso_json_read (value, strlen (value), name, 0, NULL) : NULL;

  if (node != NULL && json_node_get_node_type (node) == type)
    json_object_set_member (object, member, g_steal_pointer (&node));
  else if (value != NULL && *value != '\0' && type == JSON_NODE_ARRAY)
    {
      JsonArray *array = json_array_new ();

      json_array_add_string_element (array, value);
      json_object_set_array_member (object, member, array);
    }
}

static void
put_numbers (JsonObject       *object,
             SaysoFieldGetFunc func,
             gpointer          user_data)
{
  g_autofree char *confidence = func ("confidence", user_data);
  g_autofree char *moved = func ("moved", user_data);

  if (confidence != NULL && *confidence != '\0')
    {
      char  *end;
      double value = g_ascii_strtod (confidence, &end);

      if (*end == '\0')
        json_object_set_double_member (object, "confidence", value);
    }
  if (g_strcmp0 (moved, "true") == 0)
    json_object_set_boolean_member (object, "moved", TRUE);
}

static void
put_identity (JsonObject       *object,
              SaysoFieldGetFunc func,
              gpointer          user_data)
{
  JsonObject *identity = json_object_new ();

  put_string (identity, "name", "identity", func, user_data);
  if (!json_object_has_member (identity, "name"))
    {
      json_object_unref (identity);
      return;
    }
  put_string (identity, "kind", "identityKind", func, user_data);
  put_json (identity, "aliases", "identityAliases", JSON_NODE_ARRAY, func, user_data);
  put_string (identity, "wikidata", "wikidata", func, user_data);
  json_object_set_object_member (object, "identity", identity);
}

void
sayso_fields_read (SaysoFieldGetFunc      func,
                   gpointer               user_data,
                   SaysoImporter         *importer,
                   GHashTable            *identities,
                   SaysoAnnotationRecord *record)
{
  static const char *const strings[] = { "kind", "status", "note", "by", "modified" };
  g_autoptr (JsonObject) mark = json_object_new ();
  JsonObject *details = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    put_string (details, strings[i], strings[i], func, user_data);
  put_numbers (details, func, user_data);
  put_identity (details, func, user_data);
  put_json (details, "tags", "tags", JSON_NODE_ARRAY, func, user_data);
  put_json (details, "attributes", "attributes", JSON_NODE_OBJECT, func, user_data);
  json_object_set_object_member (mark, SAYSO_DETAILS_KEY, details);
  sayso_details_read (mark, importer, identities, record);
}

const char *
sayso_fields_link_name (SaysoLinkType type)
{
  static const char *const link_names[] = { "saidBy", "foundIn", "cuedBy" };

  return link_names[type];
}

const char *
sayso_fields_type_name (SaysoAnnotationType type)
{
  static const char *const type_names[] = { "Speaker", "Claim", "Source", "Cue" };

  return type_names[type];
}
