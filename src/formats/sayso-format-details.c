/* What an annotation has besides its type and place, as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"

static void
write_identity (SaysoJsonWriter           *json,
                const SaysoIdentityRecord *identity)
{
  sayso_json_key (json, "identity");
  sayso_json_begin_inline_object (json);
  sayso_json_add_string (json, "name", identity->name);
  if (identity->kind != SAYSO_IDENTITY_UNKNOWN)
    sayso_json_add_string (json, "kind", sayso_nick (SAYSO_TYPE_IDENTITY_KIND, identity->kind));
  sayso_json_add_strv (json, "aliases", (const char *const *)identity->aliases);
  sayso_json_add_string (json, "wikidata", identity->wikidata);
  sayso_json_end_object (json);
}

static void
write_attributes (SaysoJsonWriter *json,
                  char           **attributes)
{
  sayso_json_key (json, "attributes");
  sayso_json_begin_inline_object (json);
  for (; attributes[0] != NULL; attributes += 2)
    sayso_json_add_string (json, attributes[0], attributes[1]);
  sayso_json_end_object (json);
}

void
sayso_details_write (SaysoJsonWriter             *json,
                     const SaysoView             *view,
                     const SaysoAnnotationRecord *record,
                     SaysoHolds                   has)
{
  const SaysoIdentityRecord *identity = sayso_view_get_identity (view, record, NULL);

  sayso_json_key (json, SAYSO_DETAILS_KEY);
  sayso_json_begin_inline_object (json);
  if (record->kind != SAYSO_KIND_NONE)
    sayso_json_add_string (json, "kind", sayso_nick (SAYSO_TYPE_KIND, record->kind));
  sayso_json_add_string (json, "status", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->confidence >= 0 && !(has & SAYSO_HOLDS_CONFIDENCE))
    {
      sayso_json_key (json, "confidence");
      sayso_json_per_mille (json, record->confidence);
    }
  if (identity != NULL)
    write_identity (json, identity);
  if (!(has & SAYSO_HOLDS_NOTES))
    sayso_json_add_string (json, "note", record->note);
  sayso_json_add_strv (json, "tags", (const char *const *)record->tags);
  if (record->attributes != NULL && record->attributes[0] != NULL)
    write_attributes (json, record->attributes);
  sayso_json_add_string (json, "by", record->by);
  sayso_json_add_string (json, "modified", record->modified);
  if (record->anchor == SAYSO_ANCHOR_MOVED)
    {
      sayso_json_key (json, "moved");
      sayso_json_boolean (json, TRUE);
    }
  sayso_json_end_object (json);
}

void
sayso_details_write_fragment (SaysoJsonWriter *json,
                              const char      *key)
{
  sayso_json_key (json, SAYSO_DETAILS_KEY);
  sayso_json_begin_inline_object (json);
  sayso_json_add_string (json, "fragment_of", key);
  sayso_json_end_object (json);
}

char *
sayso_details_dup_fragment_of (JsonObject *mark)
{
  JsonObject *details = sayso_json_get_object (mark, SAYSO_DETAILS_KEY);

  return details != NULL ? sayso_json_dup_scalar (details, "fragment_of") : NULL;
}

void
sayso_details_write_tool (SaysoJsonWriter *json,
                          const SaysoView *view)
{
  const SaysoSetRecord *set = view->sets->len == 1 ? view->sets->pdata[0] : NULL;

  if (set == NULL || set->tool == NULL)
    return;
  sayso_json_key (json, SAYSO_DETAILS_KEY);
  sayso_json_begin_inline_object (json);
  sayso_json_add_string (json, "tool", set->tool);
  sayso_json_end_object (json);
}

void
sayso_details_read_tool (JsonObject    *root,
                         SaysoImporter *importer)
{
  JsonObject *details = sayso_json_get_object (root, SAYSO_DETAILS_KEY);

  if (details != NULL && sayso_json_get_string (details, "tool") != NULL)
    sayso_record_set_string (&sayso_importer_get_set (importer)->tool, sayso_json_get_string (details, "tool"));
}

GHashTable *
sayso_details_identities_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static SaysoIdentityRecord *
make_identity (JsonObject    *object,
               SaysoImporter *importer)
{
  const char *name = sayso_json_get_string (object, "name");
  const char *kind = sayso_json_get_string (object, "kind");
  g_auto (GStrv) aliases = sayso_json_dup_strv (object, "aliases");
  SaysoIdentityRecord *identity = sayso_importer_add_identity (importer, name != NULL ? name : "");
  int                  value;

  if (kind != NULL && sayso_from_nick (SAYSO_TYPE_IDENTITY_KIND, kind, &value))
    identity->kind = value;
  sayso_record_set_strv (&identity->aliases, (const char *const *)aliases);
  sayso_record_set_string (&identity->wikidata, sayso_json_get_string (object, "wikidata"));
  return identity;
}

static void
read_identity (JsonObject            *details,
               SaysoImporter         *importer,
               GHashTable            *identities,
               SaysoAnnotationRecord *record)
{
  JsonObject          *object = sayso_json_get_object (details, "identity");
  g_autofree char     *key = NULL;
  SaysoIdentityRecord *identity;

  if (object == NULL)
    return;
  key = json_to_string (json_object_get_member (details, "identity"), FALSE);
  identity = g_hash_table_lookup (identities, key);
  if (identity == NULL)
    {
      identity = make_identity (object, importer);
      g_hash_table_insert (identities, g_steal_pointer (&key), identity);
    }
  sayso_record_set_ref (&record->identity, identity->head.id);
}

static void
read_attributes (JsonObject            *details,
                 SaysoAnnotationRecord *record)
{
  JsonObject *attributes = sayso_json_get_object (details, "attributes");
  g_autoptr (GList) names = attributes != NULL ? json_object_get_members (attributes) : NULL;

  for (GList *l = g_list_length (names) <= SAYSO_IMPORTER_MAX_DETAILS ? names : NULL; l != NULL; l = l->next)
    {
      g_autofree char *value = sayso_json_dup_scalar (attributes, l->data);

      if (value != NULL)
        sayso_annotation_record_set_attribute (record, l->data, value);
    }
}

static void
read_words (JsonObject            *details,
            SaysoAnnotationRecord *record)
{
  const char *kind = sayso_json_get_string (details, "kind");
  const char *status = sayso_json_get_string (details, "status");
  double      confidence;
  int         value;

  if (kind != NULL && sayso_from_nick (SAYSO_TYPE_KIND, kind, &value))
    record->kind = value;
  if (status != NULL && sayso_from_nick (SAYSO_TYPE_STATUS, status, &value))
    record->status = value;
  if (sayso_json_get_double (details, "confidence", &confidence))
    record->confidence = sayso_importer_confidence (confidence);
  if (sayso_json_get_boolean (details, "moved"))
    record->anchor = SAYSO_ANCHOR_MOVED;
}

void
sayso_details_read (JsonObject            *mark,
                    SaysoImporter         *importer,
                    GHashTable            *identities,
                    SaysoAnnotationRecord *record)
{
  JsonObject *details = sayso_json_get_object (mark, SAYSO_DETAILS_KEY);
  g_auto (GStrv) tags = NULL;

  if (details == NULL)
    return;
  read_words (details, record);
  read_identity (details, importer, identities, record);
  read_attributes (details, record);
  tags = sayso_json_dup_strv (details, "tags");
  if (tags != NULL)
    sayso_record_set_strv (&record->tags, (const char *const *)tags);
  if (sayso_json_get_string (details, "note") != NULL)
    sayso_record_set_string (&record->note, sayso_json_get_string (details, "note"));
  sayso_record_set_ref (&record->by, sayso_json_get_string (details, "by"));
  sayso_record_set_string (&record->modified, sayso_json_get_string (details, "modified"));
}
