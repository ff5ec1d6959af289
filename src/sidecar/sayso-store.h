/* An open article: its document, and where and whether it is saved.
 *
 * The store reads article and sidecar, replays the journal of a session that
 * did not end well, re-anchors if the article changed, writes each step to
 * the journal within a second, saves atomically off the main thread, and merges what
 * other programs write to the same sidecar. The document is changed by others;
 * the store watches it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"
#include "sidecar/sayso-reanchor.h"

G_BEGIN_DECLS

#define SAYSO_STORE_ERROR (sayso_store_error_quark ())
GQuark sayso_store_error_quark (void);

/* Messages are whole sentences for people: they name the file, the place
 * (line and column of a sidecar, byte of an article) and what to do. */
typedef enum
{
  SAYSO_STORE_ERROR_ARTICLE,   /* the article cannot be read: missing, folder, device, too large */
  SAYSO_STORE_ERROR_ENCODING,  /* the article is not UTF-8: ask for an encoding */
  SAYSO_STORE_ERROR_BINARY,    /* the article is no text */
  SAYSO_STORE_ERROR_SIDECAR,   /* the sidecar is damaged; nothing was overwritten */
  SAYSO_STORE_ERROR_READ_ONLY, /* this document cannot be saved (newer version) */
  SAYSO_STORE_ERROR_WRITE,     /* saving failed; the old file is intact */
  SAYSO_STORE_ERROR_EXISTS,    /* a new article's name is taken; what is there is left as it is */
} SaysoStoreError;

typedef enum
{
  SAYSO_STORE_NONE = 0,
  SAYSO_STORE_INSPECT = 1 << 0,     /* only look: no lock, no journal, no monitor, no migration */
  SAYSO_STORE_NO_SNAPSHOT = 1 << 1, /* leave the article's text out of the sidecar */
  SAYSO_STORE_NO_JOURNAL = 1 << 2,  /* commands: one change, one save */
} SaysoStoreFlags;

typedef enum
{
  SAYSO_STORE_SAVED,
  SAYSO_STORE_MODIFIED,
  SAYSO_STORE_SAVING,
  SAYSO_STORE_FAILED, /* the last save failed: see "error-message"; the journal has the work */
  SAYSO_STORE_READ_ONLY,
} SaysoStoreState;

#define SAYSO_TYPE_STORE (sayso_store_get_type ())
G_DECLARE_FINAL_TYPE (SaysoStore, sayso_store, SAYSO, STORE, GObject)

/* Properties: state (SaysoStoreState), error-message, elsewhere (saved in the
 * user's data directory: the folder is read-only or hidden by a sandbox).
 * Signals: merged (guint n_changes): another program's changes were merged in;
 *          article-changed: the article file changed on disk. */

/* "ARTICLE.sayso.json". */
char *sayso_store_sidecar_path (const char *article_path);

/* Whether a path, under whatever name, is the article or a sidecar: articles are never
 * written, and sidecars only by saving. */
gboolean sayso_store_protects (const char *article_path,
                               const char *path);

/* Reads an article with its sidecar, replays what a crash left in the journal, and finds marks again
 * if the article changed. encoding: NULL for UTF-8. NULL with a SaysoStoreError if it cannot. Opening
 * in a thread gives the same. */
SaysoStore *sayso_store_open (const char     *article_path,
                              const char     *encoding,
                              SaysoStoreFlags flags,
                              GError        **error);
/* The article was read, and its sidecar will be. */
typedef void (*SaysoStoreTextFunc) (SaysoText *text,
                                    gpointer   user_data);
/* text_func, or NULL, is called in the thread that calls this, before callback and with the same user_data. */
void        sayso_store_open_async (const char         *article_path,
                                    const char         *encoding,
                                    SaysoStoreFlags     flags,
                                    GCancellable       *cancellable,
                                    SaysoStoreTextFunc  text_func,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
SaysoStore *sayso_store_open_finish (GAsyncResult *result,
                                     GError      **error);

/* The document, whose changes are saved, and the path of its article. Borrowed. */
SaysoDocument *sayso_store_get_document (SaysoStore *self);
const char    *sayso_store_get_article_path (SaysoStore *self);
/* Where it is really saved. */
const char     *sayso_store_get_sidecar_path (SaysoStore *self);
SaysoStoreState sayso_store_get_state (SaysoStore *self);
/* In words, or NULL. */
const char *sayso_store_get_error_message (SaysoStore *self);
/* Whether it is saved in the user's data directory. */
gboolean sayso_store_is_elsewhere (SaysoStore *self);
/* Why, and what to do, in words; NULL if it is saved beside the article. */
const char *sayso_store_get_elsewhere_reason (SaysoStore *self);
/* Why it is read-only, in words, or NULL. */
const char                *sayso_store_get_read_only_reason (SaysoStore *self);
const SaysoReanchorReport *sayso_store_get_report (SaysoStore *self);
/* How many steps of a broken-off session were replayed from the journal. */
guint sayso_store_get_n_recovered (SaysoStore *self);

/* Writes the sidecar now if anything changed, blocking; merges first if the
 * file changed meanwhile. */
gboolean sayso_store_save (SaysoStore *self,
                           GError    **error);
void     sayso_store_save_async (SaysoStore         *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean sayso_store_save_finish (SaysoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error);

/* Saves soon: called after each step by the store itself, on idle. Turned off for
 * commands. */
void sayso_store_set_autosave (SaysoStore *self,
                               gboolean    autosave);

/* Syncs the journal, gives the lock back. Unsaved work stays in the journal. */
void sayso_store_close (SaysoStore *self);

G_END_DECLS
