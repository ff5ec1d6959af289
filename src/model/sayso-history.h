/* What was done to a document, step by step, to be undone and redone.
 *
 * A step is what a person would call one action; it may hold many changes.
 * The history is a GListModel of SaysoStep, oldest first, undone steps
 * included (they come after the position) until a new step drops them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "model/sayso-record.h"

G_BEGIN_DECLS

/* One record of one id replaced by another; before NULL: added, after NULL:
 * removed. Holds a reference on both. */
typedef struct
{
  SaysoRecord *before;
  SaysoRecord *after;
} SaysoChange;

#define SAYSO_TYPE_STEP (sayso_step_get_type ())
G_DECLARE_FINAL_TYPE (SaysoStep, sayso_step, SAYSO, STEP, GObject)

/* In words for people, translated: "Accept claim". */
const char        *sayso_step_get_label (SaysoStep *self);
const SaysoChange *sayso_step_get_changes (SaysoStep *self,
                                           guint     *n_changes);
/* When it was made, Unix time in microseconds. */
gint64 sayso_step_get_time (SaysoStep *self);

#define SAYSO_TYPE_HISTORY (sayso_history_get_type ())
G_DECLARE_FINAL_TYPE (SaysoHistory, sayso_history, SAYSO, HISTORY, GObject)

/* Properties: can-undo, can-redo, undo-label, redo-label, position. */
gboolean    sayso_history_can_undo (SaysoHistory *self);
gboolean    sayso_history_can_redo (SaysoHistory *self);
const char *sayso_history_get_undo_label (SaysoHistory *self);
const char *sayso_history_get_redo_label (SaysoHistory *self);
/* How many steps are done. */
guint sayso_history_get_position (SaysoHistory *self);

/* Makes the last steps that are done, from the place from on, one step with the label of the last: what a
 * person did to one thing and then decided about it. What was undone stays behind them. */
void sayso_history_join (SaysoHistory *self,
                         guint         from);

/* For the document alone. */
SaysoHistory *sayso_history_new (void);
SaysoStep    *sayso_step_new (const char *label);
void          sayso_step_append (SaysoStep         *self,
                                 const SaysoRecord *before,
                                 const SaysoRecord *after);
void          sayso_history_push (SaysoHistory *self,
                                  SaysoStep    *step);
/* Moves the position; the step to apply backwards or forwards, or NULL. */
SaysoStep *sayso_history_step_back (SaysoHistory *self);
SaysoStep *sayso_history_step_forward (SaysoHistory *self);
void       sayso_history_clear (SaysoHistory *self);

G_END_DECLS
