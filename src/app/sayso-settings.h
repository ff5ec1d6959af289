/* What a person prefers, and what the window was like last time.
 *
 * Bound to GSettings where the schema is installed; without it the defaults hold
 * and changes last as long as the program runs. Never aborts.
 *
 * Properties: theme ("follow", "light", "dark"), snap-to-words, snapshot,
 * single-keys, annotator ("" for the login name), line-spacing (1.0 to 2.0), zoom (0.5 to
 * 3.0), width, height, maximized, show-sidebar, show-details, tour-seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SAYSO_TYPE_SETTINGS (sayso_settings_get_type ())
G_DECLARE_FINAL_TYPE (SaysoSettings, sayso_settings, SAYSO, SETTINGS, GObject)

/* The one object of the program; borrowed. */
SaysoSettings *sayso_settings_get_default (void);

gboolean sayso_settings_get_boolean (SaysoSettings *self,
                                     const char    *name);
int      sayso_settings_get_int (SaysoSettings *self,
                                 const char    *name);
double   sayso_settings_get_double (SaysoSettings *self,
                                    const char    *name);
char    *sayso_settings_dup_string (SaysoSettings *self,
                                    const char    *name);
/* Who annotates: the name given, else the login's real name, else the login. */
char *sayso_settings_dup_annotator (SaysoSettings *self);

G_END_DECLS
