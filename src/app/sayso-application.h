/* The program: one process, one window for each article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_APPLICATION (sayso_application_get_type ())
G_DECLARE_FINAL_TYPE (SaysoApplication, sayso_application, SAYSO, APPLICATION, GtkApplication)

SaysoApplication *sayso_application_new (void);

G_END_DECLS
