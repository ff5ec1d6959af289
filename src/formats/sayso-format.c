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

/* Finding a place for imported records among those of a document. */
typedef struct
{
  GHashTable *known[SAYSO_N_TABLES]; /* id -> record of the document */
  GHashTable *by_name;               /* name -> GPtrArray of its identities */
  GHashTable *renamed;               /* id in the import -> id, owned; the keys belong to the records */
} Fitting;

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
reuse_identity (Fitting                   *self,
                const SaysoIdentityRecord *imported)
{
  const SaysoIdentityRecord *same_id = g_hash_table_lookup (self->known[SAYSO_TABLE_IDENTITIES], imported->head.id);
  const SaysoIdentityRecord *known = same_id;
  GPtrArray                 *namesakes = g_hash_table_lookup (self->by_name, imported->name != NULL ? imported->name : "");

  for (guint i = 0; namesakes != NULL && i < namesakes->len && (known == NULL || !is_same_identity (known, imported)); i++)
    known = namesakes->pdata[i];
  if (known != NULL && is_same_identity (known, imported))
    g_hash_table_insert (self->renamed, imported->head.id, g_strdup (known->head.id));
  else if (same_id != NULL)
    g_hash_table_insert (self->renamed, imported->head.id, g_uuid_string_random ());
}

static void
index_identity (Fitting             *self,
                SaysoIdentityRecord *record)
{
  char      *name = record->name != NULL ? record->name : (char *)"";
  GPtrArray *namesakes = g_hash_table_lookup (self->by_name, name);

  if (namesakes == NULL)
    g_hash_table_insert (self->by_name, name, namesakes = g_ptr_array_new ());
  g_ptr_array_add (namesakes, record);
}

static void
fitting_init (Fitting   *self,
              GPtrArray *known)
{
  for (int table = 0; table < SAYSO_N_TABLES; table++)
    self->known[table] = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->renamed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < known->len; i++)
    {
      SaysoRecord *record = known->pdata[i];

      g_hash_table_insert (self->known[record->table], record->id, record);
      if (record->table == SAYSO_TABLE_IDENTITIES)
        index_identity (self, (SaysoIdentityRecord *)record);
    }
}

static void
fitting_clear (Fitting *self)
{
  for (int table = 0; table < SAYSO_N_TABLES; table++)
    g_hash_table_unref (self->known[table]);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->renamed);
}

/* Which ids have to change: those that the document has already, and those of
 * identities that it knows by another id. */
static void
plan_ids (Fitting   *self,
          GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      SaysoRecord *record = records->pdata[i];

      if (record->table == SAYSO_TABLE_IDENTITIES)
        reuse_identity (self, (SaysoIdentityRecord *)record);
      else if (record->table != SAYSO_TABLE_ARTICLE && g_hash_table_contains (self->known[record->table], record->id))
        g_hash_table_insert (self->renamed, record->id, g_uuid_string_random ());
    }
}

static const char *
new_id (Fitting    *self,
        const char *id)
{
  const char *replacement = id != NULL ? g_hash_table_lookup (self->renamed, id) : NULL;

  return replacement != NULL ? replacement : id;
}

/* The record with its id and references as planned; NULL for an identity that
 * is there already. */
static SaysoRecord *
rename_ids (Fitting     *self,
            SaysoRecord *record)
{
  SaysoRecord *copy;

  if (record->table == SAYSO_TABLE_IDENTITIES && g_hash_table_contains (self->known[record->table], new_id (self, record->id)))
    return NULL;
  if (g_hash_table_size (self->renamed) == 0)
    return sayso_record_ref (record);
  copy = sayso_record_copy (record);
  sayso_record_set_string (&copy->id, new_id (self, record->id));
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    {
      SaysoAnnotationRecord *annotation = (SaysoAnnotationRecord *)copy;

      sayso_record_set_ref (&annotation->set, new_id (self, ((SaysoAnnotationRecord *)record)->set));
      sayso_record_set_ref (&annotation->identity, new_id (self, ((SaysoAnnotationRecord *)record)->identity));
    }
  else if (record->table == SAYSO_TABLE_LINKS)
    {
      SaysoLinkRecord *link = (SaysoLinkRecord *)copy;

      sayso_record_set_ref (&link->set, new_id (self, ((SaysoLinkRecord *)record)->set));
      sayso_record_set_string (&link->from, new_id (self, ((SaysoLinkRecord *)record)->from));
      sayso_record_set_string (&link->to, new_id (self, ((SaysoLinkRecord *)record)->to));
    }
  return copy;
}

GPtrArray *
sayso_format_fit (GPtrArray *records,
                  GPtrArray *known)
{
  GPtrArray *fitting = g_ptr_array_new_with_free_func (sayso_record_unref);
  Fitting    self = { 0 };

  fitting_init (&self, known);
  plan_ids (&self, records);
  /* Sets and identities first, links last: what a record refers to must exist. */
  for (int table = SAYSO_TABLE_SETS; table < SAYSO_N_TABLES; table++)
    for (guint i = 0; i < records->len; i++)
      {
        SaysoRecord *record = records->pdata[i];
        SaysoRecord *renamed = (int)record->table == table ? rename_ids (&self, record) : NULL;

        if (renamed != NULL)
          g_ptr_array_add (fitting, renamed);
      }
  fitting_clear (&self);
  return fitting;
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
                  GPtrArray         *fitting,
                  SaysoDocument     *document)
{
  g_autofree char *label = NULL;
  SaysoRecord     *set;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (fitting != NULL && fitting->len > 0, NULL);

  set = fitting->pdata[0];
  g_return_val_if_fail (set->table == SAYSO_TABLE_SETS, NULL);

  label = g_strdup_printf (_ ("Import %s"), _ (format->title));
  sayso_document_begin (document, label);
  sayso_document_put_many (document, fitting);
  sayso_document_end (document);
  return g_strdup (set->id);
}

char *
sayso_format_import (const SaysoFormat        *format,
                     GBytes                   *bytes,
                     const SaysoImportOptions *options,
                     SaysoDocument            *document,
                     GError                  **error)
{
  g_autoptr (GPtrArray) records = sayso_format_read (format, bytes, options, error);
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) fitting = NULL;

  if (records == NULL)
    return NULL;
  known = sayso_document_snapshot (document);
  fitting = sayso_format_fit (records, known);
  return sayso_format_put (format, fitting, document);
}
