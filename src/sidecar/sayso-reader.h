/* Reading a sidecar, strictly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

#define SAYSO_SIDECAR_VERSION 1

#define SAYSO_READER_ERROR (sayso_reader_error_quark ())
GQuark sayso_reader_error_quark (void);

typedef enum
{
  SAYSO_READER_ERROR_INVALID,   /* JSON, but no sidecar */
  SAYSO_READER_ERROR_REFERENCE, /* a reference to nothing, or to the wrong thing */
  SAYSO_READER_ERROR_SPAN,      /* a span beyond the article, or not over the text it claims */
  SAYSO_READER_ERROR_DUPLICATE, /* one id twice */
} SaysoReaderError;

/* What a sidecar says. */
typedef struct
{
  gint64     version;
  char      *file;     /* that article's name, for display alone; or NULL */
  char      *sha256;   /* of the article it was written for */
  guint      length;   /* of that article, in code points */
  SaysoText *snapshot; /* its text, with that digest; or NULL */
  GPtrArray *records;  /* article first, then the tables in order; owned */
  /* Whether the article is the one it was written for. If not, annotations keep exact,
   * prefix and suffix, and their spans refer to the old text. */
  gboolean matches;
} SaysoSidecar;

void sayso_sidecar_free (SaysoSidecar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoSidecar, sayso_sidecar_free)

/* data must be NUL-terminated behind size. Everything is checked: grammar (the guard), required members, ids,
 * references, spans, and the covered text. The error says where: "line 12,
 * column 3: …". Errors are of SAYSO_GUARD_ERROR, SAYSO_RECORD_ERROR or
 * SAYSO_READER_ERROR. */
SaysoSidecar *sayso_sidecar_read (const char *data,
                                  gsize       size,
                                  SaysoText  *article,
                                  GError    **error);

/* Checks what records refer to, as sayso_sidecar_read () does: for records from elsewhere (a journal, a
 * merge), sorted. Drops what refers to nothing or to the wrong table, in place. */
void sayso_records_drop_dangling (GPtrArray *records);

G_END_DECLS
