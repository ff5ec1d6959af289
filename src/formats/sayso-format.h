/* The exchange formats, one file each, behind one table.
 *
 * An exporter turns what was chosen of a document into bytes; before that it
 * can list what the format will drop. An importer turns bytes into records for a new
 * annotation set of suggestions. Neither touches the file system: whoever
 * calls reads and writes files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_FORMAT_ERROR (sayso_format_error_quark ())
GQuark sayso_format_error_quark (void);

typedef enum
{
  SAYSO_FORMAT_ERROR_MALFORMED, /* the bytes are not of this format */
  SAYSO_FORMAT_ERROR_MISMATCH,  /* a record's text is not what the article has there, in any unit */
  SAYSO_FORMAT_ERROR_REFERENCE, /* a link to nothing, or in a circle */
  SAYSO_FORMAT_ERROR_LIMIT,     /* too deep, too large */
  SAYSO_FORMAT_ERROR_LOSS,      /* strict export would lose something */
} SaysoFormatError;

typedef enum
{
  SAYSO_UNIT_CODEPOINT,
  SAYSO_UNIT_UTF16,
  SAYSO_UNIT_BYTE,
  SAYSO_UNIT_TOKEN,
  SAYSO_UNIT_GRAPHEME,
  SAYSO_UNIT_NONE, /* no offsets: found by text */
} SaysoUnit;
const char *sayso_unit_nick (SaysoUnit unit);

/* What to export. */
typedef struct
{
  SaysoDocument     *document;
  const char        *article_name; /* base name of the article file */
  const char *const *sets;         /* ids, or NULL for all */
  guint              statuses;     /* bits 1 << SaysoStatus; 0 means all but rejected */
  gboolean           csv_raw;      /* leave cells alone that a spreadsheet would run as formulas */
} SaysoExportOptions;

/* What an import gives: records of sets, identities, annotations and links, to be
 * made fit by sayso_format_fit () and put into the document by sayso_format_put (). */
typedef struct
{
  SaysoText  *text;
  const char *set_name;  /* NULL: the format's title */
  const char *file_name; /* for messages */
  /* Reads a file that belongs to the one being imported (BookNLP's .tokens), by
   * extension; NULL where there is none. May be NULL itself. */
  GBytes *(*read_sibling) (const char *extension,
                           gpointer    user_data,
                           GError    **error);
  gpointer user_data;
  /* Where translated sentences go about what the file has and Sayso has no place
   * for ("label Person: 3"): array of char *, owned elements. May be NULL. */
  GPtrArray *notices;
} SaysoImportOptions;

/* What several exports one after the other are. */
typedef enum
{
  SAYSO_SEQUENCE_NONE,   /* nothing that a reader takes */
  SAYSO_SEQUENCE_AS_IS,  /* a longer file of the same format: JSON Lines */
  SAYSO_SEQUENCE_HEADER, /* the same, if the first line of all but the first is left out: tables */
} SaysoSequence;

typedef struct
{
  const char *name;      /* "brat" */
  const char *title;     /* untranslated English; N_() */
  const char *extension; /* ".ann" */
  SaysoUnit   unit;
  /* NULL where the direction is not supported. The result is bytes to write as
   * they are. */
  GBytes *(*export_bytes) (const SaysoExportOptions *options,
                           GError                  **error);
  /* Adds translated sentences about what will be dropped from this document:
   * "3 notes". May be NULL: nothing ever is. */
  void (*list_losses) (const SaysoExportOptions *options,
                       GPtrArray                *losses);
  /* Array of records; the first is the new set. */
  GPtrArray *(*import_records) (GBytes                   *bytes,
                                const SaysoImportOptions *options,
                                GError                  **error);
  SaysoSequence sequence;
} SaysoFormat;

/* All formats, in the order they are listed in; n_formats may be NULL. */
const SaysoFormat *const *sayso_formats (guint *n_formats);
const SaysoFormat        *sayso_format_find (const char *name);

/* Exports, with strict: fails with SAYSO_FORMAT_ERROR_LOSS if anything would be lost. */
GBytes *sayso_format_export (const SaysoFormat        *format,
                             const SaysoExportOptions *options,
                             gboolean                  strict,
                             GError                  **error);
/* What an export would lose: NULL-terminated sentences, empty if nothing. */
char **sayso_format_list_losses (const SaysoFormat        *format,
                                 const SaysoExportOptions *options);
/* The steps of an import. What a file holds, as records; in whatever thread. */
GPtrArray *sayso_format_read (const SaysoFormat        *format,
                              GBytes                   *bytes,
                              const SaysoImportOptions *options,
                              GError                  **error);
/* The same as it can be put among the records that a document has (sayso_document_snapshot ()), in that order: where an id is
 * taken there, with another, and without the identities that are known there; in whatever thread. */
GPtrArray *sayso_format_fit (GPtrArray *records,
                             GPtrArray *known);
/* Puts what fits into a document as one undoable step; the id of the new set. */
char *sayso_format_put (const SaysoFormat *format,
                        GPtrArray         *fitting,
                        SaysoDocument     *document);
/* All of them, one after the other. */
char *sayso_format_import (const SaysoFormat        *format,
                           GBytes                   *bytes,
                           const SaysoImportOptions *options,
                           SaysoDocument            *document,
                           GError                  **error);

G_END_DECLS
