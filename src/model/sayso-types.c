/* The closed vocabularies of the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-types.h"

G_DEFINE_ENUM_TYPE (SaysoTable, sayso_table, G_DEFINE_ENUM_VALUE (SAYSO_TABLE_ARTICLE, "article"), G_DEFINE_ENUM_VALUE (SAYSO_TABLE_SETS, "sets"), G_DEFINE_ENUM_VALUE (SAYSO_TABLE_IDENTITIES, "identities"), G_DEFINE_ENUM_VALUE (SAYSO_TABLE_ANNOTATIONS, "annotations"), G_DEFINE_ENUM_VALUE (SAYSO_TABLE_LINKS, "links"))

G_DEFINE_ENUM_TYPE (SaysoAnnotationType, sayso_annotation_type, G_DEFINE_ENUM_VALUE (SAYSO_ANNOTATION_SPEAKER, "speaker"), G_DEFINE_ENUM_VALUE (SAYSO_ANNOTATION_CLAIM, "claim"), G_DEFINE_ENUM_VALUE (SAYSO_ANNOTATION_SOURCE, "source"), G_DEFINE_ENUM_VALUE (SAYSO_ANNOTATION_CUE, "cue"))

G_DEFINE_ENUM_TYPE (SaysoKind, sayso_kind, G_DEFINE_ENUM_VALUE (SAYSO_KIND_NONE, "none"), G_DEFINE_ENUM_VALUE (SAYSO_KIND_DIRECT, "direct"), G_DEFINE_ENUM_VALUE (SAYSO_KIND_INDIRECT, "indirect"), G_DEFINE_ENUM_VALUE (SAYSO_KIND_MIXED, "mixed"))

G_DEFINE_ENUM_TYPE (SaysoStatus, sayso_status, G_DEFINE_ENUM_VALUE (SAYSO_STATUS_SUGGESTED, "suggested"), G_DEFINE_ENUM_VALUE (SAYSO_STATUS_ACCEPTED, "accepted"), G_DEFINE_ENUM_VALUE (SAYSO_STATUS_REJECTED, "rejected"))

G_DEFINE_ENUM_TYPE (SaysoAnchor, sayso_anchor, G_DEFINE_ENUM_VALUE (SAYSO_ANCHOR_EXACT, "exact"), G_DEFINE_ENUM_VALUE (SAYSO_ANCHOR_MOVED, "moved"), G_DEFINE_ENUM_VALUE (SAYSO_ANCHOR_ORPHAN, "orphan"))

G_DEFINE_ENUM_TYPE (SaysoLinkType, sayso_link_type, G_DEFINE_ENUM_VALUE (SAYSO_LINK_SAID_BY, "said-by"), G_DEFINE_ENUM_VALUE (SAYSO_LINK_FOUND_IN, "found-in"), G_DEFINE_ENUM_VALUE (SAYSO_LINK_CUED_BY, "cued-by"))

G_DEFINE_ENUM_TYPE (SaysoIdentityKind, sayso_identity_kind, G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_UNKNOWN, "unknown"), G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_PERSON, "person"), G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_ORGANISATION, "organisation"), G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_GROUP, "group"), G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_OUTLET, "outlet"), G_DEFINE_ENUM_VALUE (SAYSO_IDENTITY_DOCUMENT, "document"))

G_DEFINE_ENUM_TYPE (SaysoOrigin, sayso_origin, G_DEFINE_ENUM_VALUE (SAYSO_ORIGIN_MANUAL, "manual"), G_DEFINE_ENUM_VALUE (SAYSO_ORIGIN_EXTRACTOR, "extractor"), G_DEFINE_ENUM_VALUE (SAYSO_ORIGIN_IMPORT, "import"), G_DEFINE_ENUM_VALUE (SAYSO_ORIGIN_ADJUDICATED, "adjudicated"))

/* The classes of these static types live as long as the program. */
static GEnumClass *
enum_class (GType type)
{
  GEnumClass *klass = g_type_class_peek_static (type);

  return klass != NULL ? klass : g_type_class_ref (type);
}

const char *
sayso_nick (GType type,
            int   value)
{
  GEnumValue *found = g_enum_get_value (enum_class (type), value);

  g_return_val_if_fail (found != NULL, NULL);
  return found->value_nick;
}

gboolean
sayso_from_nick (GType       type,
                 const char *nick,
                 int        *value)
{
  GEnumValue *found = g_enum_get_value_by_nick (enum_class (type), nick);

  if (found == NULL)
    return FALSE;
  *value = found->value;
  return TRUE;
}

SaysoAnnotationType
sayso_link_type_target (SaysoLinkType type)
{
  switch (type)
    {
    case SAYSO_LINK_FOUND_IN:
      return SAYSO_ANNOTATION_SOURCE;
    case SAYSO_LINK_CUED_BY:
      return SAYSO_ANNOTATION_CUE;
    case SAYSO_LINK_SAID_BY:
    default:
      return SAYSO_ANNOTATION_SPEAKER;
    }
}

gboolean
sayso_link_type_for_target (SaysoAnnotationType target,
                            SaysoLinkType      *type)
{
  for (int i = 0; i < SAYSO_N_LINK_TYPES; i++)
    if (sayso_link_type_target (i) == target)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}
