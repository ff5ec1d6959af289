/* W3C Web Annotation in: as Sayso, Recogito and Hypothesis write it.
 *
 * The file is an array of annotations, an AnnotationPage or AnnotationCollection,
 * one annotation, or an answer of Hypothesis' API ("rows"). Positions come
 * first; where they do not fit the article in any unit (Hypothesis counts in
 * the web page), all of the file is looked up by quote and context instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-w3c.h"

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-json.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-quote.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many bytes may be gone through to find quotes: some seconds. */
#define MAX_SEARCHED (G_GUINT64_CONSTANT (1) << 34)

typedef struct
{
  SaysoImporter            *importer;
  const SaysoImportOptions *options;
  const char               *file_name;
  GHashTable               *identities; /* JSON → SaysoIdentityRecord */
  gboolean                  by_quote;
  gsize                     n_searches;
} Reader;

/* One target: what its selectors say. */
typedef struct
{
  gint64      start, end; /* -1: no position */
  const char *exact, *prefix, *suffix;
} Target;

static char *
place_of (JsonObject *annotation,
          guint       number)
{
  const char *id = sayso_json_get_string (annotation, "id");

  return id != NULL ? g_strdup_printf (_ ("annotation %u (%s)"), number, id) : g_strdup_printf (_ ("annotation %u"), number);
}

/* A member that may be one value or an array of them, as an array. */
static JsonArray *
get_list (JsonObject *object,
          const char *name)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *list;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_array_ref (json_node_get_array (node));
  list = json_array_new ();
  if (node != NULL)
    json_array_add_element (list, json_node_copy (node));
  return list;
}

static gboolean
has_word (JsonObject *object,
          const char *name,
          const char *word)
{
  g_autoptr (JsonArray) list = get_list (object, name);

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strcmp0 (sayso_json_string_at (list, i), word) == 0)
      return TRUE;
  return FALSE;
}

static void
read_selector (JsonObject *selector,
               Target     *target)
{
  const char *type = sayso_json_get_string (selector, "type");

  if (g_strcmp0 (type, "TextPositionSelector") == 0)
    {
      if (!sayso_json_get_int (selector, "start", &target->start) || !sayso_json_get_int (selector, "end", &target->end))
        target->start = target->end = -1;
    }
  else if (g_strcmp0 (type, "TextQuoteSelector") == 0)
    {
      target->exact = sayso_json_get_string (selector, "exact");
      target->prefix = sayso_json_get_string (selector, "prefix");
      target->suffix = sayso_json_get_string (selector, "suffix");
    }
}

static Target
read_target (JsonObject *object)
{
  g_autoptr (JsonArray) selectors = get_list (object, "selector");
  Target target = { -1, -1, NULL, NULL, NULL };

  for (guint i = 0; i < json_array_get_length (selectors); i++)
    {
      JsonObject *selector = sayso_json_object_at (selectors, i);

      if (selector != NULL)
        read_selector (selector, &target);
    }
  return target;
}

static gboolean
fail (Reader     *reader,
      const char *place,
      int         code,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, code, "%s, %s: %s", reader->file_name, place, message);
  return FALSE;
}

static gboolean
add_place (Reader       *reader,
           const Target *target,
           const char   *place,
           GError      **error)
{
  SaysoSpan span;

  if (!reader->by_quote && target->start >= 0)
    {
      sayso_importer_add_span (reader->importer, target->start, target->end, target->exact);
      return TRUE;
    }
  if (target->exact == NULL)
    return fail (reader, place, SAYSO_FORMAT_ERROR_MISMATCH, _ ("it has neither a position nor a quote to find it by"), error);
  if (++reader->n_searches > MAX_SEARCHED / MAX (sayso_text_get_n_bytes (reader->options->text), 1))
    return fail (reader, place, SAYSO_FORMAT_ERROR_LIMIT, _ ("so many quotes without positions cannot be looked up in so long an article"), error);
  switch (sayso_quote_find (reader->options->text, target->exact, target->prefix, target->suffix, &span))
    {
    case SAYSO_QUOTE_FOUND:
      sayso_importer_add_resolved (reader->importer, span);
      return TRUE;
    case SAYSO_QUOTE_AMBIGUOUS:
      return fail (reader, place, SAYSO_FORMAT_ERROR_MISMATCH, _ ("its quote stands in more than one place"), error);
    case SAYSO_QUOTE_MISSING:
    default:
      return fail (reader, place, SAYSO_FORMAT_ERROR_MISMATCH, _ ("its quote is not in the article"), error);
    }
}

static gboolean
add_places (Reader     *reader,
            JsonObject *annotation,
            const char *place,
            GError    **error)
{
  g_autoptr (JsonArray) targets = get_list (annotation, "target");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (targets); i++)
    {
      JsonObject *object = sayso_json_object_at (targets, i);
      Target      target;

      if (object == NULL)
        continue;
      target = read_target (object);
      n++;
      if (!add_place (reader, &target, place, error))
        return FALSE;
    }
  if (n == 0)
    return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("it has no target in a text"), error);
  return TRUE;
}

static SaysoIdentityRecord *
make_identity (Reader     *reader,
               JsonObject *source)
{
  const char          *name = sayso_json_get_string (source, "name");
  const char          *id = sayso_json_get_string (source, "id");
  const char          *wikidata = sayso_json_get_string (source, "sayso:wikidata");
  const char          *kind = sayso_json_get_string (source, "sayso:kind");
  SaysoIdentityRecord *identity = sayso_importer_add_identity (reader->importer, name != NULL ? name : id != NULL ? id
                                                                                                                  : "");
  g_auto (GStrv) aliases = sayso_json_dup_strv (source, "nickname");
  int value;

  if (kind != NULL && sayso_from_nick (SAYSO_TYPE_IDENTITY_KIND, kind, &value))
    identity->kind = value;
  sayso_record_set_strv (&identity->aliases, (const char *const *)aliases);
  if (id != NULL && g_str_has_prefix (id, "urn:uuid:"))
    sayso_importer_keep_id (reader->importer, identity, id + strlen ("urn:uuid:"));
  else if (id != NULL)
    wikidata = g_str_has_prefix (id, SAYSO_W3C_WIKIDATA) ? id + strlen (SAYSO_W3C_WIKIDATA) : id;
  sayso_record_set_string (&identity->wikidata, wikidata);
  return identity;
}

/* The source of an identifying body: an object of ours, or the address alone. */
static void
read_identity (Reader                *reader,
               JsonObject            *body,
               SaysoAnnotationRecord *record)
{
  JsonNode            *node = json_object_get_member (body, "source");
  g_autofree char     *key = node != NULL ? json_to_string (node, FALSE) : NULL;
  SaysoIdentityRecord *identity = key != NULL ? g_hash_table_lookup (reader->identities, key) : NULL;

  if (node == NULL)
    return;
  if (identity == NULL && JSON_NODE_HOLDS_OBJECT (node))
    identity = make_identity (reader, json_node_get_object (node));
  else if (identity == NULL && sayso_json_get_string (body, "source") != NULL)
    {
      g_autoptr (JsonObject) source = json_object_new ();

      json_object_set_string_member (source, "id", sayso_json_get_string (body, "source"));
      identity = make_identity (reader, source);
    }
  if (identity == NULL)
    return;
  g_hash_table_insert (reader->identities, g_steal_pointer (&key), identity);
  sayso_record_set_ref (&record->identity, identity->head.id);
}

static void
append_string (char     ***strv,
               const char *value)
{
  guint n = *strv != NULL ? g_strv_length (*strv) : 0;

  *strv = g_renew (char *, *strv, n + 2);
  (*strv)[n] = g_strdup (value);
  (*strv)[n + 1] = NULL;
}

static void
read_body (Reader                *reader,
           JsonObject            *body,
           SaysoAnnotationRecord *record)
{
  const char *purpose = sayso_json_get_string (body, "purpose");
  const char *name = sayso_json_get_string (body, "sayso:name");
  const char *value = sayso_json_get_string (body, "value");

  if (g_strcmp0 (purpose, "identifying") == 0)
    read_identity (reader, body, record);
  else if (value == NULL || g_strcmp0 (purpose, "classifying") == 0)
    return;
  else if (g_strcmp0 (purpose, "tagging") == 0)
    append_string (&record->tags, value);
  else if (g_strcmp0 (purpose, "describing") == 0 && name != NULL)
    sayso_annotation_record_set_attribute (record, name, value);
  else
    sayso_record_set_string (&record->note, value);
}

/* Who made it: an agent with a name, a string, or Hypothesis' "acct:…". */
static char *
dup_agent (JsonObject *annotation,
           const char *key)
{
  JsonObject *agent = sayso_json_get_object (annotation, key);
  const char *name = agent != NULL ? sayso_json_get_string (agent, "name") : sayso_json_get_string (annotation, key);

  if (agent != NULL && name == NULL)
    name = sayso_json_get_string (agent, "id");
  if (name != NULL && g_str_has_prefix (name, "acct:"))
    name += strlen ("acct:");
  return g_strdup (name);
}

static void
read_words (JsonObject            *annotation,
            SaysoAnnotationRecord *record)
{
  const char *kind = sayso_json_get_string (annotation, "sayso:kind");
  const char *status = sayso_json_get_string (annotation, "sayso:status");
  double      confidence;
  int         value;

  if (kind != NULL && sayso_from_nick (SAYSO_TYPE_KIND, kind, &value))
    record->kind = value;
  if (status != NULL && sayso_from_nick (SAYSO_TYPE_STATUS, status, &value))
    record->status = value;
  if (sayso_json_get_double (annotation, "sayso:confidence", &confidence))
    record->confidence = sayso_importer_confidence (confidence);
  if (g_strcmp0 (sayso_json_get_string (annotation, "sayso:anchor"), "moved") == 0)
    record->anchor = SAYSO_ANCHOR_MOVED;
}

static void
read_provenance (Reader                *reader,
                 JsonObject            *annotation,
                 SaysoAnnotationRecord *record)
{
  g_autofree char         *creator = dup_agent (annotation, json_object_has_member (annotation, "user") ? "user" : "creator");
  g_autofree char         *generator = dup_agent (annotation, "generator");
  SaysoSetRecord          *set = sayso_importer_get_set (reader->importer);
  const char              *modified = NULL;
  static const char *const names[] = { "modified", "updated", "created" };

  for (gsize i = 0; i < G_N_ELEMENTS (names) && modified == NULL; i++)
    modified = sayso_json_get_string (annotation, names[i]);
  sayso_record_set_ref (&record->by, creator);
  sayso_record_set_string (&record->modified, modified);
  if (set->tool == NULL)
    sayso_record_set_string (&set->tool, generator);
}

static void
read_details (Reader                *reader,
              JsonObject            *annotation,
              SaysoAnnotationRecord *record)
{
  g_autoptr (JsonArray) bodies = get_list (annotation, "body");
  g_autoptr (JsonArray) tags = get_list (annotation, "tags");
  const char *text = sayso_json_get_string (annotation, "text");

  for (guint i = 0; i < json_array_get_length (bodies); i++)
    {
      JsonObject *body = sayso_json_object_at (bodies, i);

      if (body != NULL)
        read_body (reader, body, record);
    }
  for (guint i = 0; i < json_array_get_length (tags); i++)
    if (sayso_json_string_at (tags, i) != NULL)
      append_string (&record->tags, sayso_json_string_at (tags, i));
  if (text != NULL && *text != '\0')
    sayso_record_set_string (&record->note, text);
  read_words (annotation, record);
  read_provenance (reader, annotation, record);
}

/* A classifying body says the type; else a tag that names one, which then is
 * no tag any more. *tag is set to it. */
static gboolean
find_type (JsonObject          *annotation,
           SaysoAnnotationType *type,
           const char         **tag)
{
  static const char *const purposes[] = { "classifying", "tagging" };
  g_autoptr (JsonArray) bodies = get_list (annotation, "body");
  g_autoptr (JsonArray) tags = get_list (annotation, "tags");

  *tag = NULL;
  for (gsize pass = 0; pass < G_N_ELEMENTS (purposes); pass++)
    for (guint i = 0; i < json_array_get_length (bodies); i++)
      {
        JsonObject *body = sayso_json_object_at (bodies, i);
        const char *value = body != NULL ? sayso_json_get_string (body, "value") : NULL;

        if (value == NULL || g_strcmp0 (sayso_json_get_string (body, "purpose"), purposes[pass]) != 0 || !sayso_importer_type_of (value, type))
          continue;
        *tag = pass > 0 ? value : NULL;
        return TRUE;
      }
  for (guint i = 0; i < json_array_get_length (tags); i++)
    if (sayso_json_string_at (tags, i) != NULL && sayso_importer_type_of (sayso_json_string_at (tags, i), type))
      {
        *tag = sayso_json_string_at (tags, i);
        return TRUE;
      }
  return FALSE;
}

static void
remove_tag (SaysoAnnotationRecord *record,
            const char            *tag)
{
  g_auto (GStrv) old = g_steal_pointer (&record->tags);

  for (char **p = old; p != NULL && *p != NULL; p++)
    if (!g_str_equal (*p, tag))
      append_string (&record->tags, *p);
}

static guint
count_details (JsonObject *annotation)
{
  JsonArray *bodies = sayso_json_get_array (annotation, "body");
  JsonArray *tags = sayso_json_get_array (annotation, "tags");

  return (bodies != NULL ? json_array_get_length (bodies) : 0) + (tags != NULL ? json_array_get_length (tags) : 0);
}

static gboolean
read_annotation (Reader     *reader,
                 JsonObject *annotation,
                 guint       number,
                 GError    **error)
{
  g_autofree char       *place = place_of (annotation, number);
  const char            *id = sayso_json_get_string (annotation, "id");
  const char            *tag;
  SaysoAnnotationType    type;
  SaysoAnnotationRecord *record;

  if (!find_type (annotation, &type, &tag))
    {
      type = SAYSO_ANNOTATION_CLAIM;
      sayso_importer_skip (reader->importer, _ ("the missing type of annotations, which were taken for claims"));
    }
  record = sayso_importer_add (reader->importer, type, id, place, error);
  if (record == NULL || !add_places (reader, annotation, place, error) || !sayso_importer_check_details (reader->importer, count_details (annotation), place, error))
    return FALSE;
  if (id != NULL && g_str_has_prefix (id, "urn:uuid:"))
    sayso_importer_keep_id (reader->importer, record, id + strlen ("urn:uuid:"));
  read_details (reader, annotation, record);
  if (tag != NULL)
    remove_tag (record, tag);
  return TRUE;
}

/* Two ids as targets, or one as the body and one as the target. */
static gboolean
read_link (Reader     *reader,
           JsonObject *annotation,
           guint       number,
           GError    **error)
{
  g_autofree char *place = place_of (annotation, number);
  g_autoptr (JsonArray) targets = get_list (annotation, "target");
  const char *id = sayso_json_get_string (annotation, "id");
  const char *from = json_array_get_length (targets) > 0 ? sayso_json_string_at (targets, 0) : NULL;
  const char *to = json_array_get_length (targets) > 1 ? sayso_json_string_at (targets, 1) : sayso_json_get_string (annotation, "body");

  if (from == NULL || to == NULL)
    return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("a link joins two annotations by their ids"), error);
  if (!sayso_importer_link (reader->importer, from, to, place, error))
    return FALSE;
  if (id != NULL && g_str_has_prefix (id, "urn:uuid:"))
    sayso_importer_keep_link_id (reader->importer, id + strlen ("urn:uuid:"));
  return TRUE;
}

static JsonArray *
find_annotations (JsonNode *root)
{
  static const char *const names[] = { "items", "rows", "annotations" };
  JsonObject              *object;
  JsonArray               *alone;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_array_ref (json_node_get_array (root));
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  object = json_node_get_object (root);
  if (sayso_json_get_object (object, "first") != NULL)
    object = sayso_json_get_object (object, "first");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (sayso_json_get_array (object, names[i]) != NULL)
      return json_array_ref (sayso_json_get_array (object, names[i]));
  if (!json_object_has_member (object, "target"))
    return NULL;
  alone = json_array_new ();
  json_array_add_element (alone, json_node_copy (root));
  return alone;
}

/* Links come second: they may stand before what they join. */
static gboolean
read_pass (Reader    *reader,
           JsonArray *annotations,
           gboolean   links,
           GError   **error)
{
  for (guint i = 0; i < json_array_get_length (annotations); i++)
    {
      JsonObject *annotation = sayso_json_object_at (annotations, i);

      if (annotation == NULL)
        {
          g_autofree char *place = g_strdup_printf (_ ("annotation %u"), i + 1);

          return fail (reader, place, SAYSO_FORMAT_ERROR_MALFORMED, _ ("an object was expected"), error);
        }
      if (has_word (annotation, "motivation", "linking") != links)
        continue;
      if (links ? !read_link (reader, annotation, i + 1, error) : !read_annotation (reader, annotation, i + 1, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_all (JsonArray                *annotations,
          const SaysoImportOptions *options,
          const char               *file_name,
          gboolean                  by_quote,
          GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (&sayso_format_w3c, options);
  g_autoptr (GHashTable) identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { importer, options, file_name, identities, by_quote };

  if (!read_pass (&reader, annotations, FALSE, error) || !read_pass (&reader, annotations, TRUE, error))
    return NULL;
  return sayso_importer_finish (importer, error);
}

GPtrArray *
sayso_w3c_import (GBytes                   *bytes,
                  const SaysoImportOptions *options,
                  GError                  **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *file_name = sayso_import_options_name_file (options);
  g_autoptr (JsonNode) root = sayso_json_read (data, size, file_name, 0, error);
  g_autoptr (JsonArray) annotations = NULL;
  g_autoptr (GError) by_position = NULL;
  GPtrArray *records;

  if (root == NULL)
    return NULL;
  annotations = find_annotations (root);
  if (annotations == NULL)
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s holds no Web Annotations"), file_name);
      return NULL;
    }
  records = read_all (annotations, options, file_name, FALSE, &by_position);
  /* Each quote is looked for in the whole article. */
  if (records == NULL && g_error_matches (by_position, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH) && sayso_text_get_n_bytes (options->text) < MAX_SEARCHED / MAX (json_array_get_length (annotations), 1))
    records = read_all (annotations, options, file_name, TRUE, NULL);
  if (records == NULL)
    g_propagate_error (error, g_steal_pointer (&by_position));
  return records;
}
