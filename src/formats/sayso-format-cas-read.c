/* Making records of feature structures, ours and other people's.
 *
 * A mark is an annotation whose type, or label, names one of ours ("Quote",
 * "custom.Speaker"). A link is a relation (Governor and Dependent, source and target,
 * from and to), or a feature of one mark that leads to another, through arrays and
 * INCEpTION's slots too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-cas.h"
#include "formats/sayso-format-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far a reference is followed through arrays, lists and slots. */
#define MAX_HOPS 4
/* How many references are followed in a file, and more for each of its items: many marks that
 * all lead to one long array would else take time without end. */
#define MAX_STEPS 1000000
#define MAX_STEPS_PER_ITEM 16

typedef struct
{
  char    *name;
  GString *value;
  gboolean is_reference;
} Feature;

typedef struct
{
  char      *id;
  char      *type;
  GArray    *features; /* Feature */
  GPtrArray *parts;    /* borrowed Item: the further spans of a mark; or NULL */
  gboolean   is_part;
} Item;

struct _SaysoCas
{
  const char    *file_name;
  GPtrArray     *items;
  GHashTable    *by_id;
  SaysoImporter *importer;
  GHashTable    *identities;
  gsize          n_steps; /* references followed so far */
  const Item    *crowded; /* the first item with more features than anybody has; or NULL */
};

static void
clear_feature (gpointer data)
{
  Feature *feature = data;

  g_free (feature->name);
  g_string_free (feature->value, TRUE);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item->type);
  g_array_unref (item->features);
  g_clear_pointer (&item->parts, g_ptr_array_unref);
  g_free (item);
}

SaysoCas *
sayso_cas_new (const char *file_name)
{
  SaysoCas *self = g_new0 (SaysoCas, 1);

  self->file_name = file_name != NULL ? file_name : _ ("the file");
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
sayso_cas_free (SaysoCas *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
sayso_cas_begin_item (SaysoCas   *self,
                      const char *id,
                      const char *type)
{
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (id != NULL ? id : "");
  item->type = g_strdup (type);
  item->features = g_array_new (FALSE, FALSE, sizeof (Feature));
  g_array_set_clear_func (item->features, clear_feature);
  g_ptr_array_add (self->items, item);
  if (!g_hash_table_contains (self->by_id, item->id))
    g_hash_table_insert (self->by_id, item->id, item);
}

static Feature *
find_feature (const Item *item,
              const char *name)
{
  for (guint i = 0; i < item->features->len; i++)
    {
      Feature *feature = &g_array_index (item->features, Feature, i);

      if (g_str_equal (feature->name, name))
        return feature;
    }
  return NULL;
}

void
sayso_cas_add_feature (SaysoCas   *self,
                       const char *name,
                       const char *value,
                       gboolean    is_reference)
{
  Item    *item = self->items->pdata[self->items->len - 1];
  Feature *known = find_feature (item, name);

  if (known != NULL)
    {
      g_string_append_c (known->value, ' ');
      g_string_append (known->value, value);
    }
  else if (item->features->len >= SAYSO_IMPORTER_MAX_DETAILS)
    self->crowded = self->crowded != NULL ? self->crowded : item;
  else
    {
      Feature feature = { g_strdup (name), g_string_new (value), is_reference };

      g_array_append_val (item->features, feature);
    }
}

static const char *
get (const Item *item,
     const char *name)
{
  const Feature *feature = find_feature (item, name);

  return feature != NULL ? feature->value->str : NULL;
}

static char *
get_cb (const char *name,
        gpointer    user_data)
{
  return g_strdup (get (user_data, name));
}

static const char *
short_type (const Item *item)
{
  const char *dot = strrchr (item->type, '.');

  return dot != NULL ? dot + 1 : item->type;
}

/* The label of an annotation: its type, if that is a word of ours, else a feature. */
static const char *
get_label (const Item          *item,
           SaysoAnnotationType *type)
{
  static const char *const names[] = { "label", "value", "type", "category" };

  if (sayso_importer_type_of (short_type (item), type))
    return short_type (item);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (get (item, names[i]) != NULL && sayso_importer_type_of (get (item, names[i]), type))
      return get (item, names[i]);
  return NULL;
}

static gboolean
is_placed (const Item *item)
{
  return get (item, "begin") != NULL && get (item, "end") != NULL;
}

static const char *
first_of (const Item        *item,
          const char *const *names)
{
  for (; *names != NULL; names++)
    {
      const Feature *feature = find_feature (item, *names);

      if (feature != NULL && feature->is_reference)
        return feature->value->str;
    }
  return NULL;
}

/* A relation has two ends; its words for them are INCEpTION's or other people's. */
static gboolean
get_ends (const Item  *item,
          const char **from,
          const char **to)
{
  static const char *const froms[] = { "Governor", "source", "from", "arg1", NULL };
  static const char *const tos[] = { "Dependent", "target", "to", "arg2", NULL };

  *from = first_of (item, froms);
  *to = first_of (item, tos);
  return *from != NULL && *to != NULL;
}

static gboolean
fail (SaysoCas   *self,
      const Item *item,
      int         code,
      const char *message,
      GError    **error)
{
  g_set_error (error, SAYSO_FORMAT_ERROR, code, _ ("%s, feature structure %s (%s): %s"), self->file_name, item->id, short_type (item), message);
  return FALSE;
}

/* Notes which marks are further spans of which others. */
static gboolean
collect_parts (SaysoCas *self,
               GError  **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item       *item = self->items->pdata[i];
      const char *from, *to;
      Item       *whole, *part;

      if (g_strcmp0 (get (item, "label"), SAYSO_CAS_PART) != 0 || !get_ends (item, &from, &to))
        continue;
      whole = g_hash_table_lookup (self->by_id, from);
      part = g_hash_table_lookup (self->by_id, to);
      if (whole == NULL || part == NULL)
        return fail (self, item, SAYSO_FORMAT_ERROR_REFERENCE, _ ("links to something that is not there"), error);
      if (part->is_part || part == whole)
        return fail (self, item, SAYSO_FORMAT_ERROR_REFERENCE, _ ("a part of itself, or of two others"), error);
      if (whole->parts == NULL)
        whole->parts = g_ptr_array_new ();
      g_ptr_array_add (whole->parts, part);
      part->is_part = TRUE;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->is_part && item->parts != NULL)
        return fail (self, item, SAYSO_FORMAT_ERROR_REFERENCE, _ ("is a part, and has parts"), error);
    }
  return TRUE;
}

static gboolean
add_place (SaysoCas   *self,
           const Item *item,
           GError    **error)
{
  gint64 start, end;

  if (!is_placed (item) || !g_ascii_string_to_signed (get (item, "begin"), 10, 0, G_MAXINT32, &start, NULL) || !g_ascii_string_to_signed (get (item, "end"), 10, 0, G_MAXINT32, &end, NULL))
    return fail (self, item, SAYSO_FORMAT_ERROR_MALFORMED, _ ("“begin” and “end” must be numbers"), error);
  sayso_importer_add_span (self->importer, start, end, NULL);
  return TRUE;
}

/* What every document has and no one misses: tokens, sentences, metadata. */
static gboolean
is_scaffolding (const Item *item)
{
  return g_str_has_prefix (item->type, "uima.") || strstr (item->type, ".segmentation.") != NULL || strstr (item->type, ".metadata.") != NULL || strstr (item->type, "TagsetDescription") != NULL;
}

static gboolean
read_mark (SaysoCas *self,
           Item     *item,
           GError  **error)
{
  SaysoAnnotationType    type;
  const char            *label = get_label (item, &type);
  const char            *from, *to;
  g_autofree char       *place = NULL;
  SaysoAnnotationRecord *record;

  if (!is_placed (item) || item->is_part || get_ends (item, &from, &to))
    return TRUE;
  if (label == NULL)
    {
      if (!is_scaffolding (item))
        sayso_importer_skip_mark (self->importer, item->id, short_type (item));
      return TRUE;
    }
  place = g_strdup_printf (_ ("feature structure %s (%s)"), item->id, short_type (item));
  record = sayso_importer_add (self->importer, type, item->id, place, error);
  if (record == NULL || !add_place (self, item, error))
    return FALSE;
  for (guint i = 0; item->parts != NULL && i < item->parts->len; i++)
    if (!add_place (self, item->parts->pdata[i], error))
      return FALSE;
  sayso_fields_read (get_cb, item, self->importer, self->identities, record);
  return TRUE;
}

static gboolean
read_relation (SaysoCas *self,
               Item     *item,
               GError  **error)
{
  const char *ends[2];
  gboolean    is_of_marks = FALSE;

  if (!get_ends (item, &ends[0], &ends[1]) || g_strcmp0 (get (item, "label"), SAYSO_CAS_PART) == 0)
    return TRUE;
  for (guint i = 0; i < 2; i++)
    {
      if (!g_hash_table_contains (self->by_id, ends[i]))
        return fail (self, item, SAYSO_FORMAT_ERROR_REFERENCE, _ ("links to something that is not there"), error);
      is_of_marks |= sayso_importer_lookup (self->importer, ends[i]) != NULL;
    }
  for (guint i = 0; i < 2; i++)
    if (is_of_marks && sayso_importer_lookup (self->importer, ends[i]) == NULL)
      {
        sayso_importer_skip (self->importer, _ ("links to something left out"));
        return TRUE;
      }
  if (!is_of_marks)
    return TRUE;
  {
    g_autofree char *place = g_strdup_printf (_ ("feature structure %s (%s)"), item->id, short_type (item));

    return sayso_importer_link (self->importer, ends[0], ends[1], place, error);
  }
}

static gboolean
is_tired (const SaysoCas *self)
{
  return self->n_steps > MAX_STEPS + (gsize)self->items->len * MAX_STEPS_PER_ITEM;
}

static void follow_all (SaysoCas              *self,
                        SaysoAnnotationRecord *from,
                        const char            *ids,
                        guint                  hops);

static void
follow (SaysoCas              *self,
        SaysoAnnotationRecord *from,
        const char            *id,
        guint                  hops)
{
  static const char *const ways[] = { "elements", "target", "head", "tail" };
  SaysoAnnotationRecord   *to = sayso_importer_lookup (self->importer, id);
  const Item              *item = g_hash_table_lookup (self->by_id, id);

  self->n_steps++;
  if (to != NULL)
    {
      if (from->type == SAYSO_ANNOTATION_CLAIM && to->type != SAYSO_ANNOTATION_CLAIM)
        sayso_importer_link_records (self->importer, from, to);
      else if (from->type != SAYSO_ANNOTATION_CLAIM && to->type == SAYSO_ANNOTATION_CLAIM)
        sayso_importer_link_records (self->importer, to, from);
      return;
    }
  for (gsize i = 0; item != NULL && hops < MAX_HOPS && i < G_N_ELEMENTS (ways); i++)
    {
      const Feature *feature = find_feature (item, ways[i]);

      if (feature != NULL && feature->is_reference)
        follow_all (self, from, feature->value->str, hops + 1);
    }
}

static void
follow_all (SaysoCas              *self,
            SaysoAnnotationRecord *from,
            const char            *ids,
            guint                  hops)
{
  g_autoptr (GString) id = g_string_new (NULL);

  while (*ids != '\0' && !is_tired (self))
    {
      gsize length = strcspn (ids, " ");

      g_string_truncate (id, 0);
      g_string_append_len (id, ids, (gssize)length);
      if (length > 0)
        follow (self, from, id->str, hops);
      ids += length + (ids[length] == ' ');
    }
}

/* Features of a mark that lead to other marks. */
static void
read_references (SaysoCas *self,
                 Item     *item)
{
  SaysoAnnotationRecord *record = sayso_importer_lookup (self->importer, item->id);

  for (guint i = 0; record != NULL && i < item->features->len; i++)
    {
      const Feature *feature = &g_array_index (item->features, Feature, i);

      if (feature->is_reference && !g_str_equal (feature->name, "sofa"))
        follow_all (self, record, feature->value->str, 0);
    }
}

/* The text that the offsets count in, if one of the views has the article. */
static void
read_text (SaysoCas                 *self,
           const SaysoImportOptions *options,
           gboolean                  clean)
{
  const char      *first = NULL;
  g_autofree char *ours = clean ? sayso_xml_dup_clean (sayso_text_get_utf8 (options->text)) : g_strdup (sayso_text_get_utf8 (options->text));

  for (guint i = 0; i < self->items->len; i++)
    {
      const char *text = get (self->items->pdata[i], "sofaString");

      if (text != NULL && g_str_equal (text, ours))
        return;
      if (first == NULL)
        first = text;
    }
  if (first != NULL)
    sayso_importer_set_file_text (self->importer, first);
}

static gboolean
read_items (SaysoCas *self,
            GError  **error)
{
  if (self->crowded != NULL)
    return fail (self, self->crowded, SAYSO_FORMAT_ERROR_LIMIT, _ ("it has too many features"), error);
  if (!collect_parts (self, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    if (!read_mark (self, self->items->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item       *item = self->items->pdata[i];
      const char *tool = get (item, "tool");

      if (!read_relation (self, item, error))
        return FALSE;
      read_references (self, item);
      if (is_tired (self))
        return fail (self, item, SAYSO_FORMAT_ERROR_LIMIT, _ ("too many references to follow"), error);
      if (g_str_equal (short_type (item), SAYSO_CAS_ORIGIN) && tool != NULL)
        sayso_record_set_string (&sayso_importer_get_set (self->importer)->tool, tool);
    }
  return TRUE;
}

GPtrArray *
sayso_cas_import (SaysoCas                 *self,
                  const SaysoFormat        *format,
                  const SaysoImportOptions *options,
                  gboolean                  clean,
                  GError                  **error)
{
  g_autoptr (SaysoImporter) importer = sayso_importer_new (format, options);
  g_autoptr (GHashTable) identities = sayso_details_identities_new ();

  self->importer = importer;
  self->identities = identities;
  read_text (self, options, clean);
  return read_items (self, error) ? sayso_importer_finish (importer, error) : NULL;
}
