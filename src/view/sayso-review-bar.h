/* The floating bar of a review: how far it is, the suggestion with its speaker, who else may have
 * said it, and the three answers. At the end it sums up.
 *
 * Its buttons activate the window's actions: win.review-previous, -next,
 * win.accept, win.reject, win.edit, win.other-speaker (n), win.export, win.review-done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_REVIEW_BAR (sayso_review_bar_get_type ())
G_DECLARE_FINAL_TYPE (SaysoReviewBar, sayso_review_bar, SAYSO, REVIEW_BAR, GtkWidget)

GtkWidget *sayso_review_bar_new (void);
/* states: SaysoSegmentState of each suggestion; current: its place among them. */
void sayso_review_bar_show (SaysoReviewBar  *self,
                            SaysoDocument   *document,
                            SaysoAnnotation *claim,
                            const guint8    *states,
                            guint            n_states,
                            guint            current);
/* Others who may have said it, the likeliest first, for win.other-speaker (0) and on; at most so many are shown. */
#define SAYSO_REVIEW_BAR_OTHERS 3
void sayso_review_bar_set_others (SaysoReviewBar    *self,
                                  const char *const *names,
                                  guint              n_names);
void sayso_review_bar_show_summary (SaysoReviewBar *self,
                                    const guint8   *states,
                                    guint           n_states);

G_END_DECLS
