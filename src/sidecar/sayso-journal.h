/* The journal: every step on disk before it is in the sidecar.
 *
 * One file of JSON lines in the user's state directory for each sidecar: a header that
 * names the article and the text that offsets refer to, then one line for each
 * step with the records it put and the ids it removed. Replaying puts whole
 * records, so replaying twice does no harm, and a line that was cut off by a
 * crash is left out.
 *
 * While a sidecar is being saved, the journal so far is set aside; it is removed once the
 * save is complete, so a crash at any point leaves either the saved
 * sidecar or the lines that lead to it.
 *
 * Who appends holds a lock on the file. The journal of a living window is not
 * replayed by others: a command that met it halfway would make lasting what is about to be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

typedef struct _SaysoJournal SaysoJournal;

/* Opens, and creates on the first step, the journal of a sidecar. text is what offsets refer to. */
SaysoJournal *sayso_journal_new (const char *sidecar_path,
                                 const char *article_path,
                                 SaysoText  *text);
/* Leaves the file as it is. */
void sayso_journal_free (SaysoJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoJournal, sayso_journal_free)

/* Writes a step, or its reverse. Errors of G_IO_ERROR name the journal's file; nothing was written then. A step of thousands
 * of changes, and what comes while that is written, goes to a thread: what fails there is told by the next sync or settle. */
gboolean sayso_journal_append (SaysoJournal *self,
                               SaysoStep    *step,
                               gboolean      undone,
                               GError      **error);
/* Whether a thread is writing. Everything else here waits for it. */
gboolean sayso_journal_is_busy (SaysoJournal *self);
/* Waits for it. */
gboolean sayso_journal_settle (SaysoJournal *self,
                               GError      **error);
/* To the disk itself. */
gboolean sayso_journal_sync (SaysoJournal *self,
                             GError      **error);

/* Around a save of everything appended so far. */
void sayso_journal_set_aside (SaysoJournal *self);
void sayso_journal_drop_aside (SaysoJournal *self);

/* All of it, once what was replayed from it is saved. */
void sayso_journal_drop (SaysoJournal *self);

/* What a journal holds. */
typedef struct
{
  char      *sha256; /* of the article that offsets refer to */
  GPtrArray *steps;  /* of GPtrArray of SaysoJournalEntry */
} SaysoReplay;

typedef struct
{
  SaysoTable   table;
  char        *id;
  SaysoRecord *record; /* NULL: removed */
} SaysoJournalEntry;

/* NULL if there is no journal for that sidecar, nothing in it, or a living window appends to it. Annotations keep their exact, prefix and suffix. */
SaysoReplay *sayso_journal_read (const char *sidecar_path);
void         sayso_replay_free (SaysoReplay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoReplay, sayso_replay_free)

G_END_DECLS
