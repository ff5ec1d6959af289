/* What the files of the store share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sidecar/sayso-journal.h"
#include "sidecar/sayso-store.h"

G_BEGIN_DECLS

/* Everything that opening finds out, in whatever thread. */
typedef struct
{
  char               *article_path;
  char               *sidecar_path; /* where it is to be saved */
  char               *beside_path;  /* where it belongs */
  SaysoText          *text;
  GPtrArray          *records;     /* until the document has them */
  SaysoDocument      *document;    /* made last, and taken by the store */
  GPtrArray          *base;        /* the records of the sidecar as it lies there, or NULL */
  char               *base_sha256; /* of the bytes of the sidecar, or NULL */
  gboolean            elsewhere;
  gboolean            needs_save;
  gboolean            without_snapshot; /* the sidecar was there, and leaves the text out: it stays so */
  char               *read_only_reason;
  SaysoReanchorReport report;
  guint               n_recovered;
} SaysoOpening;

void sayso_opening_free (SaysoOpening *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoOpening, sayso_opening_free)

/* text_func, or NULL, is called as soon as the article was read, in this thread. */
SaysoOpening *sayso_opening_run (const char        *article_path,
                                 const char        *encoding,
                                 SaysoStoreFlags    flags,
                                 SaysoStoreTextFunc text_func,
                                 gpointer           user_data,
                                 GError           **error);

/* Everything that saving needs, in whatever thread. */
typedef struct
{
  char      *sidecar_path;
  char      *beside_path;
  char      *article_name;
  SaysoText *text;
  gboolean   with_snapshot;
  gboolean   elsewhere;
  gboolean   journalled; /* all of it is in the journal as well */
  GPtrArray *ours;
  GPtrArray *base;
  char      *base_sha256;
  /* results */
  GPtrArray *merged; /* NULL: nobody else wrote */
  char      *new_sha256;
  gboolean   is_there; /* in place, even if an error says that the disk did not confirm it */
} SaysoSaving;

void sayso_saving_free (SaysoSaving *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoSaving, sayso_saving_free)

gboolean sayso_saving_run (SaysoSaving *self,
                           GError     **error);

/* The SHA-256 of a file in hexadecimal, found in a thread: g_task_propagate_pointer (), NULL without an error if it cannot be
 * read or has more than max_bytes. source is the task's. */
void sayso_store_digest_async (gpointer            source,
                               const char         *path,
                               gsize               max_bytes,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

/* "PATH: what": a sentence for people. */
void sayso_store_set_error (GError        **error,
                            SaysoStoreError code,
                            const char     *path,
                            const char     *what);

G_END_DECLS
