/* A segmented progress line: one piece a suggestion, coloured by what became of
 * it. Where pieces would be too narrow to see, it runs together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SAYSO_SEGMENT_STATE_OPEN,
  SAYSO_SEGMENT_STATE_ACCEPTED,
  SAYSO_SEGMENT_STATE_REJECTED,
} SaysoSegmentState;

#define SAYSO_TYPE_PROGRESS (sayso_progress_get_type ())
G_DECLARE_FINAL_TYPE (SaysoProgress, sayso_progress, SAYSO, PROGRESS, GtkWidget)

GtkWidget *sayso_progress_new (void);
/* Takes a copy of n_states bytes of SaysoSegmentState; current is G_MAXUINT for none. */
void sayso_progress_set_states (SaysoProgress *self,
                                const guint8  *states,
                                guint          n_states,
                                guint          current);

G_END_DECLS
