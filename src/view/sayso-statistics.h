/* What an article is made of, as plots: who gets how many words, in which kind of
 * quotation and where in the text, and what claims rest on.
 *
 * Drawn with cairo, so that window, SVG and PNG show the same; pictures are always in
 * the light colours, for paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "model/sayso-document.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_STATISTICS (sayso_statistics_get_type ())
G_DECLARE_FINAL_TYPE (SaysoStatistics, sayso_statistics, SAYSO, STATISTICS, GtkWidget)

/* Counts once; rejected claims are left out. The title stands above the plots. */
GtkWidget *sayso_statistics_new (SaysoDocument *document,
                                 const char    *title);
/* By the ending of path: ".png", else SVG. */
gboolean sayso_statistics_save (SaysoStatistics *self,
                                const char      *path,
                                GError         **error);

G_END_DECLS
