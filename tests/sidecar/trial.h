/* Random edits of a document, and a naive model that tells what they must come to.
 *
 * The model is a plain list of marks and links, found by place and type, as ids are drawn anew each time. It chooses
 * the next edit from itself and a generator alone, so that another process can tell what a killed one had done. Its
 * undo is a stack of copies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sidecar/sayso-store.h"

G_BEGIN_DECLS

#define TRIAL_BY "maria"
#define TRIAL_N_WORDS 600
#define TRIAL_MANY 3

/* Words of five letters, ten a line: word n stands at 6 n. */
char *trial_article (void);

/* A folder with an article in it, and folders for what the store keeps elsewhere. */
typedef struct
{
  char *folder;
  char *article;
  char *sidecar;
} TrialPlace;

/* Called once, before anything of GLib asks for the user's folders; returns the folder, to be removed. */
char *trial_set_home (void);
void  trial_remove_tree (const char *folder);

TrialPlace *trial_place_new (void);
void        trial_place_free (TrialPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrialPlace, trial_place_free)

/* How many files other than article and sidecar lie in the folder. */
guint trial_place_count_strays (TrialPlace *self);

typedef enum
{
  TRIAL_MARK,
  TRIAL_DELETE,
  TRIAL_NOTE,
  TRIAL_LINK,
  TRIAL_IDENTIFY,
  TRIAL_MOVE,
  TRIAL_DELETE_MANY,
  TRIAL_DECIDE, /* claims, several at once */
  TRIAL_MERGE,  /* two identities */
  TRIAL_UNDO,
  TRIAL_REDO,
} TrialKind;

typedef struct
{
  TrialKind kind;
  guint     word;   /* of the mark that is made, changed or linked from */
  guint     other;  /* of the mark that is linked to, or the place it moves to */
  guint     type;   /* SaysoAnnotationType of a new mark */
  guint     status; /* SaysoStatus that is decided on */
  guint     many[TRIAL_MANY];
  guint     n_many;
  guint     number;
} TrialEdit;

typedef struct _TrialModel TrialModel;

TrialModel *trial_model_new (void);
TrialModel *trial_model_copy (TrialModel *self);
void        trial_model_free (TrialModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrialModel, trial_model_free)

/* Chooses an edit and makes it. */
TrialEdit trial_model_next (TrialModel *self,
                            GRand      *random);
/* After a restart there is nothing to undo. */
void trial_model_forget_history (TrialModel *self);

/* The same edit, by the program's own verbs. */
void trial_edit_apply (const TrialEdit *edit,
                       SaysoDocument   *document);

/* One line for each mark and link, sorted: equal texts are equal states. */
char *trial_model_dump (TrialModel *self);
char *trial_document_dump (SaysoDocument *document);

G_END_DECLS
