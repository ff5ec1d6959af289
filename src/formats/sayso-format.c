/* What all formats have in common for their callers: to be found by name, to
 * export or refuse, and to put what was imported into a document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format.h"

#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
#define FORMAT_ENTRY(name) &sayso_format_##name,
static const SaysoFormat *const formats[] = { SAYSO_FORMATS (FORMAT_ENTRY) };
/* clang-format on */

G_DEFINE_QUARK (sayso - format - error - quark, sayso_format_error)

const char *
sayso_unit_nick (SaysoUnit unit)
{
  static const char *const nicks[] = { "codepoint", "utf16", "byte", "token", "grapheme", "none" };

  g_return_val_if_fail (unit < G_N_ELEMENTS (nicks), NULL);
  return nicks[unit];
}

const SaysoFormat *const *
sayso_formats (guint *n_formats)
{
  if (n_formats != NULL)
    *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

const SaysoFormat *
sayso_format_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i]->name, name))
      return formats[i];
  return NULL;
}

char **
sayso_format_list_losses (const SaysoFormat        *format,
                          const SaysoExportOptions *options)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new ();

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (options != NULL && SAYSO_IS_DOCUMENT (options->document), NULL);

  if (format->list_losses != NULL)
    format->list_losses (options, losses);
  g_ptr_array_add (losses, NULL);
  return (char **)g_ptr_array_steal (losses, NULL);
}

GBytes *
sayso_format_export (const SaysoFormat        *format,
                     const SaysoExportOptions *options,
                     gboolean                  strict,
                     GError                  **error)
{
  g_return_val_if_fail (format != NULL && format->export_bytes != NULL, NULL);
  g_return_val_if_fail (options != NULL && SAYSO_IS_DOCUMENT (options->document), NULL);

  if (strict)
    {
      g_auto (GStrv) losses = sayso_format_list_losses (format, options);

      if (losses[0] != NULL)
        {
          g_autofree char *list = g_strjoinv ("; ", losses);

          g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LOSS,
                       /* Translators: a file format, and a list of what it cannot hold */
                       _ ("%s cannot hold all of this: %s. Choose another format, or export without being strict."),
                       _ (format->title), list);
          return NULL;
        }
    }
  return format->export_bytes (options, error);
}

/* A key that tells identities apart: two of the same name are the same only if
 * nothing contradicts it. */
static gboolean
is_same_identity (const SaysoIdentityRecord *a,
                  const SaysoIdentityRecord *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && (a->kind == b->kind || b->kind == SAYSO_IDENTITY_UNKNOWN) && (b->wikidata == NULL || g_strcmp0 (a->wikidata, b->wikidata) == 0);
}

/* Maps an imported identity to one that the document already has. */
static void
reuse_identity (SaysoDocument             *document,
                GHashTable                *renamed,
                GHashTable                *by_name,
                const SaysoIdentityRecord *imported)
{
  SaysoIdentity             *same_id = sayso_document_get_identity (document, imported->head.id);
  const SaysoIdentityRecord *known = same_id != NULL ? sayso_identity_get (same_id) : NULL;

  GPtrArray *namesakes = g_hash_table_lookup (by_name, imported->name != NULL ? imported->name : "");

  for (guint i = 0; namesakes != NULL && i < namesakes->len && (known == NULL || !is_same_identity (known, imported)); i++)
    known = namesakes->pdata[i];
  if (known != NULL && is_same_identity (known, imported))
    g_hash_table_insert (renamed, imported->head.id, g_strdup (known->head.id));
  else if (same_id != NULL)
    g_hash_table_insert (renamed, imported->head.id, g_uuid_string_random ());
}

/* Name → GPtrArray of records. */
static GHashTable *
index_identities (SaysoDocument *document)
{
  GListModel *identities = sayso_document_get_identities (document);
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < g_list_model_get_n_items (identities); i++)
    {
      g_autoptr (SaysoIdentity) identity = g_list_model_get_item (identities, i);
      const SaysoIdentityRecord *record = sayso_identity_get (identity);
      char                      *name = record->name != NULL ? record->name : (char *)"";
      GPtrArray                 *namesakes = g_hash_table_lookup (by_name, name);

      if (namesakes == NULL)
        g_hash_table_insert (by_name, name, namesakes = g_ptr_array_new ());
      g_ptr_array_add (namesakes, (gpointer)record);
    }
  return by_name;
}

/* Which ids have to change: those that the document has already, and those of
 * identities that it knows by another id. The keys belong to the records. */
static GHashTable *
plan_ids (SaysoDocument *document,
          GPtrArray     *records)
{
  g_autoptr (GHashTable) by_name = index_identities (document);
  GHashTable *renamed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < records->len; i++)
    {
      SaysoRecord *record = records->pdata[i];

      if (record->table == SAYSO_TABLE_IDENTITIES)
        reuse_identity (document, renamed, by_name, (SaysoIdentityRecord *)record);
      else if (record->table != SAYSO_TABLE_ARTICLE && sayso_document_get_item (document, record->table, record->id) != NULL)
        g_hash_table_insert (renamed, record->id, g_uuid_string_random ());
    }
  return renamed;
}

static const char *
new_id (GHashTable *renamed,
        const char *id)
{
  const char *replacement = id != NULL ? g_hash_table_lookup (renamed, id) : NULL;

  return replacement != NULL ? replacement : id;
}

/* The record with its id and references as planned; NULL for an identity that
 * is there already. */
static SaysoRecord *
rename_ids (SaysoDocument *document,
            SaysoRecord   *record,
            GHashTable    *renamed)
{
  SaysoRecord *copy;

  if (record->table == SAYSO_TABLE_IDENTITIES && g_hash_table_contains (renamed, record->id) && sayso_document_get_identity (document, new_id (renamed, record->id)) != NULL)
    return NULL;
  copy = sayso_record_copy (record);
  sayso_record_set_string (&copy->id, new_id (renamed, record->id));
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    {
      SaysoAnnotationRecord *annotation = (SaysoAnnotationRecord *)copy;

      sayso_record_set_ref (&annotation->set, new_id (renamed, ((SaysoAnnotationRecord *)record)->set));
      sayso_record_set_ref (&annotation->identity, new_id (renamed, ((SaysoAnnotationRecord *)record)->identity));
    }
  else if (record->table == SAYSO_TABLE_LINKS)
    {
      SaysoLinkRecord *link = (SaysoLinkRecord *)copy;

      sayso_record_set_ref (&link->set, new_id (renamed, ((SaysoLinkRecord *)record)->set));
      sayso_record_set_string (&link->from, new_id (renamed, ((SaysoLinkRecord *)record)->from));
      sayso_record_set_string (&link->to, new_id (renamed, ((SaysoLinkRecord *)record)->to));
    }
  return copy;
}

/* Sets and identities first, links last: what a record refers to must exist. */
static void
put_table (SaysoDocument *document,
           GPtrArray     *records,
           SaysoTable     table,
           GHashTable    *renamed)
{
  for (guint i = 0; i < records->len; i++)
    {
      SaysoRecord *record = records->pdata[i];
      g_autoptr (SaysoRecord) copy = NULL;

      if (record->table != table)
        continue;
      copy = rename_ids (document, record, renamed);
      if (copy != NULL)
        sayso_document_put (document, copy);
    }
}

GPtrArray *
sayso_format_read (const SaysoFormat        *format,
                   GBytes                   *bytes,
                   const SaysoImportOptions *options,
                   GError                  **error)
{
  g_autoptr (GBytes) safe = NULL;

  g_return_val_if_fail (format != NULL && format->import_records != NULL, NULL);
  g_return_val_if_fail (bytes != NULL && options != NULL, NULL);

  /* Readers count from where the bytes begin: an empty file begins somewhere, too. */
  safe = g_bytes_get_size (bytes) > 0 ? g_bytes_ref (bytes) : g_bytes_new_static ("", 0);
  return format->import_records (safe, options, error);
}

char *
sayso_format_put (const SaysoFormat *format,
                  GPtrArray         *records,
                  SaysoDocument     *document)
{
  g_autoptr (GHashTable) renamed = NULL;
  g_autofree char *label = NULL;
  SaysoRecord     *set;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  set = records->pdata[0];
  g_return_val_if_fail (set->table == SAYSO_TABLE_SETS, NULL);

  renamed = plan_ids (document, records);
  label = g_strdup_printf (_ ("Import %s"), _ (format->title));
  sayso_document_begin (document, label);
  for (int table = SAYSO_TABLE_SETS; table < SAYSO_N_TABLES; table++)
    put_table (document, records, table, renamed);
  sayso_document_end (document);
  return g_strdup (new_id (renamed, set->id));
}

char *
sayso_format_import (const SaysoFormat        *format,
                     GBytes                   *bytes,
                     const SaysoImportOptions *options,
                     SaysoDocument            *document,
                     GError                  **error)
{
  g_autoptr (GPtrArray) records = sayso_format_read (format, bytes, options, error);

  return records != NULL ? sayso_format_put (format, records, document) : NULL;
}
