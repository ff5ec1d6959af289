/* The verbs of annotating: who a mention is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "model/sayso-edit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
may_have_identity (const SaysoAnnotationRecord *record)
{
  return record->type == SAYSO_ANNOTATION_SPEAKER || record->type == SAYSO_ANNOTATION_SOURCE;
}

SaysoIdentity *
sayso_edit_add_identity (SaysoDocument    *document,
                         const char       *name,
                         SaysoIdentityKind kind)
{
  g_autoptr (SaysoIdentityRecord) record = sayso_record_new (SAYSO_TABLE_IDENTITIES, NULL);

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  sayso_record_set_string (&record->name, name);
  record->kind = kind;
  sayso_document_begin (document, _ ("Add identity"));
  sayso_document_put (document, record);
  sayso_document_end (document);
  return sayso_document_get_identity (document, record->head.id);
}

void
sayso_edit_identify (SaysoDocument *document,
                     GPtrArray     *annotations,
                     SaysoIdentity *identity,
                     const char    *by)
{
  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  sayso_document_begin (document, identity != NULL ? C_ ("verb", "Identify") : _ ("Remove identity"));
  for (guint i = 0; i < annotations->len; i++)
    {
      g_autoptr (SaysoAnnotationRecord) record = sayso_edit_copy (annotations->pdata[i], by);

      if (!may_have_identity (record))
        continue;
      sayso_record_set_ref (&record->identity, identity != NULL ? sayso_item_get_id (SAYSO_ITEM (identity)) : NULL);
      sayso_edit_put_if_other (document, record);
    }
  sayso_document_end (document);
}

void
sayso_edit_rename_identity (SaysoDocument *document,
                            SaysoIdentity *identity,
                            const char    *name)
{
  g_autoptr (SaysoIdentityRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));
  g_return_if_fail (name != NULL);

  record = sayso_record_copy (sayso_identity_get (identity));
  sayso_record_set_string (&record->name, name);
  sayso_document_begin (document, _ ("Rename identity"));
  sayso_document_put (document, record);
  sayso_document_end (document);
}

void
sayso_edit_set_identity_details (SaysoDocument     *document,
                                 SaysoIdentity     *identity,
                                 SaysoIdentityKind  kind,
                                 const char *const *aliases,
                                 const char        *wikidata)
{
  g_autoptr (SaysoIdentityRecord) record = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));

  record = sayso_record_copy (sayso_identity_get (identity));
  record->kind = kind;
  sayso_record_set_strv (&record->aliases, aliases);
  sayso_record_set_string (&record->wikidata, wikidata != NULL && *wikidata != '\0' ? wikidata : NULL);
  sayso_document_begin (document, _ ("Change identity"));
  sayso_document_put (document, record);
  sayso_document_end (document);
}

static GPtrArray *
mentions_of (SaysoDocument *document,
             SaysoIdentity *identity)
{
  GListModel *annotations = sayso_document_get_annotations (document);
  GPtrArray  *mentions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);

      if (g_strcmp0 (sayso_annotation_get (annotation)->identity, sayso_item_get_id (SAYSO_ITEM (identity))) == 0)
        g_ptr_array_add (mentions, g_steal_pointer (&annotation));
    }
  return mentions;
}

static void
add_alias (GPtrArray  *aliases,
           const char *name,
           const char *alias)
{
  if (strcmp (name, alias) == 0 || g_ptr_array_find_with_equal_func (aliases, alias, g_str_equal, NULL))
    return;
  g_ptr_array_add (aliases, (char *)alias);
}

static void
unite_aliases (SaysoIdentityRecord       *into,
               const SaysoIdentityRecord *from)
{
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();
  g_autoptr (SaysoIdentityRecord) before = sayso_record_copy (into);

  for (guint i = 0; before->aliases != NULL && before->aliases[i] != NULL; i++)
    add_alias (aliases, into->name, before->aliases[i]);
  add_alias (aliases, into->name, from->name);
  for (guint i = 0; from->aliases != NULL && from->aliases[i] != NULL; i++)
    add_alias (aliases, into->name, from->aliases[i]);
  g_ptr_array_add (aliases, NULL);
  sayso_record_set_strv (&into->aliases, (const char *const *)aliases->pdata);
}

void
sayso_edit_merge_identities (SaysoDocument *document,
                             SaysoIdentity *into,
                             SaysoIdentity *from,
                             const char    *by)
{
  g_autoptr (SaysoIdentityRecord) united = NULL;
  g_autoptr (GPtrArray) mentions = NULL;
  g_autofree char *gone = NULL;

  g_return_if_fail (SAYSO_IS_DOCUMENT (document));
  g_return_if_fail (into != from);

  united = sayso_record_copy (sayso_identity_get (into));
  unite_aliases (united, sayso_identity_get (from));
  if (united->wikidata == NULL)
    sayso_record_set_string (&united->wikidata, sayso_identity_get (from)->wikidata);
  if (united->kind == SAYSO_IDENTITY_UNKNOWN)
    united->kind = sayso_identity_get (from)->kind;
  mentions = mentions_of (document, from);
  gone = g_strdup (sayso_item_get_id (SAYSO_ITEM (from)));

  sayso_document_begin (document, _ ("Merge identities"));
  sayso_document_put (document, united);
  sayso_edit_identify (document, mentions, into, by);
  sayso_document_remove (document, SAYSO_TABLE_IDENTITIES, gone);
  sayso_document_end (document);
}

SaysoIdentity *
sayso_edit_split_identity (SaysoDocument *document,
                           GPtrArray     *annotations,
                           const char    *name,
                           const char    *by)
{
  SaysoIdentity *identity;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);

  sayso_document_begin (document, _ ("Split identity"));
  identity = sayso_edit_add_identity (document, name, SAYSO_IDENTITY_UNKNOWN);
  sayso_edit_identify (document, annotations, identity, by);
  sayso_document_end (document);
  return identity;
}
