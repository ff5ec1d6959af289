/* Items: what views bind to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-item.h"

#include <string.h>

typedef struct
{
  SaysoRecord *record;
} SaysoItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SaysoItem, sayso_item, G_TYPE_OBJECT)

struct _SaysoAnnotationSet
{
  SaysoItem parent_instance;
};

struct _SaysoIdentity
{
  SaysoItem parent_instance;
};

struct _SaysoAnnotation
{
  SaysoItem parent_instance;
};

struct _SaysoLink
{
  SaysoItem        parent_instance;
  SaysoAnnotation *target;
};

G_DEFINE_FINAL_TYPE (SaysoAnnotationSet, sayso_annotation_set, SAYSO_TYPE_ITEM)
G_DEFINE_FINAL_TYPE (SaysoIdentity, sayso_identity, SAYSO_TYPE_ITEM)
G_DEFINE_FINAL_TYPE (SaysoAnnotation, sayso_annotation, SAYSO_TYPE_ITEM)
G_DEFINE_FINAL_TYPE (SaysoLink, sayso_link, SAYSO_TYPE_ITEM)

/* Properties that show fields of the record: one description serves reading,
 * comparing and notifying. */
typedef enum
{
  FIELD_STRING,
  FIELD_STRV,
  FIELD_INT,
  FIELD_ENUM,
  FIELD_SPANS,
} FieldType;

typedef struct
{
  const char *name;
  FieldType   type;
  gsize       offset;
  GType (*enum_type) (void);
} Field;

#define AT(Type, field) G_STRUCT_OFFSET (Type, field)

static const Field set_fields[] = {
  { "name", FIELD_STRING, AT (SaysoSetRecord, name) },
  { "origin", FIELD_ENUM, AT (SaysoSetRecord, origin), sayso_origin_get_type },
  { "annotator", FIELD_STRING, AT (SaysoSetRecord, annotator) },
  { "tool", FIELD_STRING, AT (SaysoSetRecord, tool) },
  { "created", FIELD_STRING, AT (SaysoSetRecord, created) },
  { NULL },
};

static const Field identity_fields[] = {
  { "name", FIELD_STRING, AT (SaysoIdentityRecord, name) },
  { "kind", FIELD_ENUM, AT (SaysoIdentityRecord, kind), sayso_identity_kind_get_type },
  { "aliases", FIELD_STRV, AT (SaysoIdentityRecord, aliases) },
  { "wikidata", FIELD_STRING, AT (SaysoIdentityRecord, wikidata) },
  { NULL },
};

static const Field annotation_fields[] = {
  { "set", FIELD_STRING, AT (SaysoAnnotationRecord, set) },
  { "type", FIELD_ENUM, AT (SaysoAnnotationRecord, type), sayso_annotation_type_get_type },
  { "kind", FIELD_ENUM, AT (SaysoAnnotationRecord, kind), sayso_kind_get_type },
  { "status", FIELD_ENUM, AT (SaysoAnnotationRecord, status), sayso_status_get_type },
  { "anchor", FIELD_ENUM, AT (SaysoAnnotationRecord, anchor), sayso_anchor_get_type },
  { "confidence", FIELD_INT, AT (SaysoAnnotationRecord, confidence) },
  { "spans", FIELD_SPANS, AT (SaysoAnnotationRecord, n_spans) },
  { "identity", FIELD_STRING, AT (SaysoAnnotationRecord, identity) },
  { "by", FIELD_STRING, AT (SaysoAnnotationRecord, by) },
  { "modified", FIELD_STRING, AT (SaysoAnnotationRecord, modified) },
  { "note", FIELD_STRING, AT (SaysoAnnotationRecord, note) },
  { "tags", FIELD_STRV, AT (SaysoAnnotationRecord, tags) },
  { "attributes", FIELD_STRV, AT (SaysoAnnotationRecord, attributes) },
  { NULL },
};

static const Field link_fields[] = {
  { "set", FIELD_STRING, AT (SaysoLinkRecord, set) },
  { "type", FIELD_ENUM, AT (SaysoLinkRecord, type), sayso_link_type_get_type },
  { "from", FIELD_STRING, AT (SaysoLinkRecord, from) },
  { "to", FIELD_STRING, AT (SaysoLinkRecord, to) },
  { NULL },
};

static const Field *const fields_of_table[SAYSO_N_TABLES] = {
  [SAYSO_TABLE_SETS] = set_fields,
  [SAYSO_TABLE_IDENTITIES] = identity_fields,
  [SAYSO_TABLE_ANNOTATIONS] = annotation_fields,
  [SAYSO_TABLE_LINKS] = link_fields,
};

static SaysoRecord *
peek (SaysoItem *self)
{
  return ((SaysoItemPrivate *)sayso_item_get_instance_private (self))->record;
}

#define MEMBER(Type, record, field) (*(Type *)G_STRUCT_MEMBER_P ((record), (field)->offset))

static void
sayso_item_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SaysoRecord *record = peek (SAYSO_ITEM (object));
  const Field *field;

  if (property_id == 1)
    {
      g_value_set_string (value, record->id);
      return;
    }
  field = &fields_of_table[record->table][property_id - 2];
  switch (field->type)
    {
    case FIELD_STRING:
      g_value_set_string (value, MEMBER (char *, record, field));
      break;
    case FIELD_STRV:
      g_value_set_boxed (value, MEMBER (char **, record, field));
      break;
    case FIELD_INT:
      g_value_set_int (value, MEMBER (int, record, field));
      break;
    case FIELD_ENUM:
      g_value_set_enum (value, MEMBER (int, record, field));
      break;
    case FIELD_SPANS:
      g_value_set_uint (value, MEMBER (guint, record, field));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static gboolean
strings_differ (char **before,
                char **after)
{
  if (before == NULL || after == NULL)
    return before != after;
  return !g_strv_equal ((const char *const *)before, (const char *const *)after);
}

static gboolean
field_differs (const Field       *field,
               const SaysoRecord *before,
               const SaysoRecord *after)
{
  switch (field->type)
    {
    case FIELD_STRING:
      return g_strcmp0 (MEMBER (char *, before, field), MEMBER (char *, after, field)) != 0;
    case FIELD_STRV:
      return strings_differ (MEMBER (char **, before, field), MEMBER (char **, after, field));
    case FIELD_SPANS:
      {
        const SaysoAnnotationRecord *x = (const void *)before, *y = (const void *)after;

        return !sayso_spans_equal (x->spans, x->n_spans, y->spans, y->n_spans);
      }
    case FIELD_INT:
    case FIELD_ENUM:
    default:
      return MEMBER (int, before, field) != MEMBER (int, after, field);
    }
}

static void
sayso_item_finalize (GObject *object)
{
  SaysoItemPrivate *priv = sayso_item_get_instance_private (SAYSO_ITEM (object));

  g_clear_pointer (&priv->record, sayso_record_unref);
  G_OBJECT_CLASS (sayso_item_parent_class)->finalize (object);
}

static void
sayso_item_class_init (SaysoItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sayso_item_get_property;
  object_class->finalize = sayso_item_finalize;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
sayso_item_init (SaysoItem *self)
{
}

static GParamSpec *
describe (const Field *field)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type)
    {
    case FIELD_STRV:
      return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
    case FIELD_INT:
      return g_param_spec_int (field->name, NULL, NULL, -1, 1000, -1, flags);
    case FIELD_ENUM:
      return g_param_spec_enum (field->name, NULL, NULL, field->enum_type (), 0, flags);
    case FIELD_SPANS:
      return g_param_spec_uint (field->name, NULL, NULL, 0, G_MAXUINT, 0, flags);
    case FIELD_STRING:
    default:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    }
}

static void
install_fields (gpointer     klass,
                const Field *fields)
{
  /* GObject does not inherit this one. */
  G_OBJECT_CLASS (klass)->get_property = sayso_item_get_property;
  for (guint i = 0; fields[i].name != NULL; i++)
    g_object_class_install_property (G_OBJECT_CLASS (klass), i + 2, describe (&fields[i]));
}

static void
sayso_annotation_set_class_init (SaysoAnnotationSetClass *klass)
{
  install_fields (klass, set_fields);
}

static void
sayso_annotation_set_init (SaysoAnnotationSet *self)
{
}

static void
sayso_identity_class_init (SaysoIdentityClass *klass)
{
  install_fields (klass, identity_fields);
}

static void
sayso_identity_init (SaysoIdentity *self)
{
}

static void
sayso_annotation_class_init (SaysoAnnotationClass *klass)
{
  install_fields (klass, annotation_fields);
}

static void
sayso_annotation_init (SaysoAnnotation *self)
{
}

static void
sayso_link_class_init (SaysoLinkClass *klass)
{
  install_fields (klass, link_fields);
}

static void
sayso_link_init (SaysoLink *self)
{
}

static GType
item_type (SaysoTable table)
{
  switch (table)
    {
    case SAYSO_TABLE_SETS:
      return SAYSO_TYPE_ANNOTATION_SET;
    case SAYSO_TABLE_IDENTITIES:
      return SAYSO_TYPE_IDENTITY;
    case SAYSO_TABLE_ANNOTATIONS:
      return SAYSO_TYPE_ANNOTATION;
    case SAYSO_TABLE_LINKS:
      return SAYSO_TYPE_LINK;
    case SAYSO_TABLE_ARTICLE:
    default:
      return G_TYPE_INVALID;
    }
}

SaysoItem *
sayso_item_new (const SaysoRecord *record)
{
  SaysoItem        *self;
  SaysoItemPrivate *priv;

  g_return_val_if_fail (record != NULL && item_type (record->table) != G_TYPE_INVALID, NULL);

  self = g_object_new (item_type (record->table), NULL);
  priv = sayso_item_get_instance_private (self);
  priv->record = sayso_record_ref (record);
  return self;
}

void
sayso_item_set_record (SaysoItem         *self,
                       const SaysoRecord *record)
{
  SaysoItemPrivate *priv;
  g_autoptr (SaysoRecord) before = NULL;

  g_return_if_fail (SAYSO_IS_ITEM (self));
  g_return_if_fail (record != NULL);

  priv = sayso_item_get_instance_private (self);
  before = g_steal_pointer (&priv->record);
  priv->record = sayso_record_ref (record);

  g_object_freeze_notify (G_OBJECT (self));
  for (const Field *field = fields_of_table[record->table]; field->name != NULL; field++)
    if (field_differs (field, before, record))
      g_object_notify (G_OBJECT (self), field->name);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
sayso_item_get_id (SaysoItem *self)
{
  g_return_val_if_fail (SAYSO_IS_ITEM (self), NULL);
  return peek (self)->id;
}

gconstpointer
sayso_item_get_record (SaysoItem *self)
{
  g_return_val_if_fail (SAYSO_IS_ITEM (self), NULL);
  return peek (self);
}

const SaysoSetRecord *
sayso_annotation_set_get (SaysoAnnotationSet *self)
{
  return sayso_item_get_record (SAYSO_ITEM (self));
}

const SaysoIdentityRecord *
sayso_identity_get (SaysoIdentity *self)
{
  return sayso_item_get_record (SAYSO_ITEM (self));
}

const SaysoAnnotationRecord *
sayso_annotation_get (SaysoAnnotation *self)
{
  return sayso_item_get_record (SAYSO_ITEM (self));
}

SaysoSpan
sayso_annotation_get_hull (SaysoAnnotation *self)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (self);

  return sayso_spans_hull (record->spans, record->n_spans);
}

const SaysoLinkRecord *
sayso_link_get (SaysoLink *self)
{
  return sayso_item_get_record (SAYSO_ITEM (self));
}

SaysoAnnotation *
sayso_link_get_target (SaysoLink *self)
{
  g_return_val_if_fail (SAYSO_IS_LINK (self), NULL);

  return self->target;
}

void
sayso_link_set_target (SaysoLink       *self,
                       SaysoAnnotation *target)
{
  g_return_if_fail (SAYSO_IS_LINK (self));

  self->target = target;
}
