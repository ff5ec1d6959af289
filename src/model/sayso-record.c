/* Records: immutable values with atomic reference counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-record.h"

#include <string.h>

static const gsize sizes[SAYSO_N_TABLES] = {
  [SAYSO_TABLE_ARTICLE] = sizeof (SaysoArticleRecord),
  [SAYSO_TABLE_SETS] = sizeof (SaysoSetRecord),
  [SAYSO_TABLE_IDENTITIES] = sizeof (SaysoIdentityRecord),
  [SAYSO_TABLE_ANNOTATIONS] = sizeof (SaysoAnnotationRecord),
  [SAYSO_TABLE_LINKS] = sizeof (SaysoLinkRecord),
};

/* Each table's fields by their kind, so that copying, comparing and clearing
 * are written once. Offsets, ended by 0 (the head is there). */
typedef struct
{
  gsize strings[8];
  gsize refs[4];
  gsize lists[4];
} Layout;

#define AT(Type, field) G_STRUCT_OFFSET (Type, field)
#define EXTRAS AT (SaysoRecord, extras)

static const Layout layouts[SAYSO_N_TABLES] = {
  [SAYSO_TABLE_ARTICLE] = {
    .strings = { EXTRAS, AT (SaysoArticleRecord, title), AT (SaysoArticleRecord, url), AT (SaysoArticleRecord, date), AT (SaysoArticleRecord, article_extras) },
  },
  [SAYSO_TABLE_SETS] = {
    .strings = { EXTRAS, AT (SaysoSetRecord, name), AT (SaysoSetRecord, annotator), AT (SaysoSetRecord, tool), AT (SaysoSetRecord, created) },
  },
  [SAYSO_TABLE_IDENTITIES] = {
    .strings = { EXTRAS, AT (SaysoIdentityRecord, name), AT (SaysoIdentityRecord, wikidata) },
    .lists = { AT (SaysoIdentityRecord, aliases) },
  },
  [SAYSO_TABLE_ANNOTATIONS] = {
    .strings = { EXTRAS, AT (SaysoAnnotationRecord, modified), AT (SaysoAnnotationRecord, note), AT (SaysoAnnotationRecord, exact), AT (SaysoAnnotationRecord, prefix), AT (SaysoAnnotationRecord, suffix) },
    .refs = { AT (SaysoAnnotationRecord, set), AT (SaysoAnnotationRecord, identity), AT (SaysoAnnotationRecord, by) },
    .lists = { AT (SaysoAnnotationRecord, tags), AT (SaysoAnnotationRecord, attributes) },
  },
  [SAYSO_TABLE_LINKS] = {
    .strings = { EXTRAS, AT (SaysoLinkRecord, from), AT (SaysoLinkRecord, to) },
    .refs = { AT (SaysoLinkRecord, set) },
  },
};

#define FIELD(Type, record, offset) ((Type *)G_STRUCT_MEMBER_P ((record), (offset)))

static void
clear_record (gpointer data)
{
  SaysoRecord  *record = data;
  const Layout *layout = &layouts[record->table];

  for (const gsize *at = layout->strings; *at != 0; at++)
    g_free (*FIELD (char *, record, *at));
  for (const gsize *at = layout->refs; *at != 0; at++)
    if (*FIELD (GRefString *, record, *at) != NULL)
      g_ref_string_release (*FIELD (GRefString *, record, *at));
  for (const gsize *at = layout->lists; *at != 0; at++)
    g_strfreev (*FIELD (char **, record, *at));
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    g_free (((SaysoAnnotationRecord *)record)->spans);
  g_free (record->id);
}

static gboolean
lists_equal (char **a,
             char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *)a, (const char *const *)b);
}

static gboolean
scalars_equal (const SaysoRecord *a,
               const SaysoRecord *b)
{
  switch (a->table)
    {
    case SAYSO_TABLE_SETS:
      return ((const SaysoSetRecord *)a)->origin == ((const SaysoSetRecord *)b)->origin;
    case SAYSO_TABLE_IDENTITIES:
      return ((const SaysoIdentityRecord *)a)->kind == ((const SaysoIdentityRecord *)b)->kind;
    case SAYSO_TABLE_LINKS:
      return ((const SaysoLinkRecord *)a)->type == ((const SaysoLinkRecord *)b)->type;
    case SAYSO_TABLE_ANNOTATIONS:
      {
        const SaysoAnnotationRecord *x = (const void *)a, *y = (const void *)b;

        return x->type == y->type && x->kind == y->kind && x->status == y->status
               && x->anchor == y->anchor && x->confidence == y->confidence
               && sayso_spans_equal (x->spans, x->n_spans, y->spans, y->n_spans);
      }
    case SAYSO_TABLE_ARTICLE:
    default:
      return TRUE;
    }
}

gpointer
sayso_record_new (SaysoTable  table,
                  const char *id)
{
  SaysoRecord *record;

  g_return_val_if_fail (table < SAYSO_N_TABLES, NULL);

  record = g_atomic_rc_box_alloc0 (sizes[table]);
  record->table = table;
  record->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  if (table == SAYSO_TABLE_ANNOTATIONS)
    {
      ((SaysoAnnotationRecord *)record)->status = SAYSO_STATUS_ACCEPTED;
      ((SaysoAnnotationRecord *)record)->confidence = -1;
    }
  return record;
}

gpointer
sayso_record_copy (gconstpointer data)
{
  SaysoRecord  *record = (gpointer)data;
  const Layout *layout;
  SaysoRecord  *copy;

  g_return_val_if_fail (record != NULL, NULL);

  layout = &layouts[record->table];
  copy = g_atomic_rc_box_dup (sizes[record->table], record);
  copy->id = g_strdup (record->id);
  for (const gsize *at = layout->strings; *at != 0; at++)
    *FIELD (char *, copy, *at) = g_strdup (*FIELD (char *, record, *at));
  for (const gsize *at = layout->refs; *at != 0; at++)
    if (*FIELD (GRefString *, record, *at) != NULL)
      g_ref_string_acquire (*FIELD (GRefString *, copy, *at));
  for (const gsize *at = layout->lists; *at != 0; at++)
    *FIELD (char **, copy, *at) = g_strdupv (*FIELD (char **, record, *at));
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    {
      SaysoAnnotationRecord *annotation = (SaysoAnnotationRecord *)copy;

      annotation->spans = g_memdup2 (annotation->spans, annotation->n_spans * sizeof (SaysoSpan));
    }
  return copy;
}

gpointer
sayso_record_ref (gconstpointer record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return g_atomic_rc_box_acquire ((gpointer)record);
}

void
sayso_record_unref (gpointer record)
{
  g_return_if_fail (record != NULL);
  g_atomic_rc_box_release_full (record, clear_record);
}

gboolean
sayso_record_equal (gconstpointer a,
                    gconstpointer b)
{
  SaysoRecord  *x = (gpointer)a, *y = (gpointer)b;
  const Layout *layout;

  if (x == y)
    return TRUE;
  if (x == NULL || y == NULL || x->table != y->table || strcmp (x->id, y->id) != 0 || !scalars_equal (x, y))
    return FALSE;
  layout = &layouts[x->table];
  for (const gsize *at = layout->strings; *at != 0; at++)
    if (g_strcmp0 (*FIELD (char *, x, *at), *FIELD (char *, y, *at)) != 0)
      return FALSE;
  for (const gsize *at = layout->refs; *at != 0; at++)
    if (g_strcmp0 (*FIELD (GRefString *, x, *at), *FIELD (GRefString *, y, *at)) != 0)
      return FALSE;
  for (const gsize *at = layout->lists; *at != 0; at++)
    if (!lists_equal (*FIELD (char **, x, *at), *FIELD (char **, y, *at)))
      return FALSE;
  return TRUE;
}

void
sayso_record_set_string (char      **field,
                         const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
sayso_record_set_ref (GRefString **field,
                      const char  *value)
{
  GRefString *interned = value != NULL ? g_ref_string_new_intern (value) : NULL;

  if (*field != NULL)
    g_ref_string_release (*field);
  *field = interned;
}

void
sayso_record_set_strv (char            ***field,
                       const char *const *value)
{
  char **copy = value != NULL && value[0] != NULL ? g_strdupv ((char **)value) : NULL;

  g_strfreev (*field);
  *field = copy;
}

void
sayso_annotation_record_set_spans (SaysoAnnotationRecord *self,
                                   const SaysoSpan       *spans,
                                   guint                  n_spans)
{
  SaysoSpan *copy;

  g_return_if_fail (self != NULL);

  copy = g_memdup2 (spans, n_spans * sizeof (SaysoSpan));
  g_free (self->spans);
  self->spans = copy;
  self->n_spans = sayso_spans_normalize (copy, n_spans);
}

const char *
sayso_annotation_record_get_attribute (const SaysoAnnotationRecord *self,
                                       const char                  *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (char **at = self->attributes; at != NULL && at[0] != NULL; at += 2)
    if (strcmp (at[0], name) == 0)
      return at[1];
  return NULL;
}

void
sayso_annotation_record_set_attribute (SaysoAnnotationRecord *self,
                                       const char            *name,
                                       const char            *value)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  gboolean placed = value == NULL;
  char   **result;

  g_return_if_fail (self != NULL && name != NULL);

  for (char **at = self->attributes; at != NULL && at[0] != NULL; at += 2)
    {
      int order = strcmp (at[0], name);

      if (!placed && order >= 0)
        {
          g_strv_builder_add_many (kept, name, value, NULL);
          placed = TRUE;
        }
      if (order != 0)
        g_strv_builder_add_many (kept, at[0], at[1], NULL);
    }
  if (!placed)
    g_strv_builder_add_many (kept, name, value, NULL);

  result = g_strv_builder_end (kept);
  g_strfreev (self->attributes);
  self->attributes = g_steal_pointer (&result);
  if (self->attributes[0] == NULL)
    g_clear_pointer (&self->attributes, g_strfreev);
}

static int
compare_annotations (const SaysoAnnotationRecord *a,
                     const SaysoAnnotationRecord *b)
{
  /* Orphans have no place and come last. */
  if ((a->n_spans == 0) != (b->n_spans == 0))
    return a->n_spans == 0 ? 1 : -1;
  if (a->n_spans > 0)
    {
      SaysoSpan x = sayso_spans_hull (a->spans, a->n_spans);
      SaysoSpan y = sayso_spans_hull (b->spans, b->n_spans);

      if (x.start != y.start)
        return x.start < y.start ? -1 : 1;
      if (x.end != y.end)
        return x.end < y.end ? -1 : 1;
    }
  if (a->type != b->type)
    return strcmp (sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, a->type), sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, b->type));
  return strcmp (a->head.id, b->head.id);
}

static int
compare_links (const SaysoLinkRecord *a,
               const SaysoLinkRecord *b)
{
  int order = strcmp (a->from, b->from);

  if (order == 0)
    order = strcmp (sayso_nick (SAYSO_TYPE_LINK_TYPE, a->type), sayso_nick (SAYSO_TYPE_LINK_TYPE, b->type));
  if (order == 0)
    order = strcmp (a->to, b->to);
  return order != 0 ? order : strcmp (a->head.id, b->head.id);
}

int
sayso_record_compare (gconstpointer a,
                      gconstpointer b)
{
  const SaysoRecord *x = a, *y = b;

  g_return_val_if_fail (x != NULL && y != NULL && x->table == y->table, 0);

  if (x->table == SAYSO_TABLE_ANNOTATIONS)
    return compare_annotations (a, b);
  if (x->table == SAYSO_TABLE_LINKS)
    return compare_links (a, b);
  return strcmp (x->id, y->id);
}

char *
sayso_timestamp_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}
