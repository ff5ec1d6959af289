/* Where the files lie that come with Sayso: weights, manual, samples.
 *
 * No folder of the build is compiled in, so two builds in two places give the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of a file, "manual/index.md": in the folder that the environment variable SAYSO_DATADIR
 * names, else in the source tree if this program runs in its build folder, else where Sayso is
 * installed. The first that exists, else the last: the message over a missing file names it.
 * Returns: (transfer full) */
char *sayso_data_file (const char *name);

/* The "data" folder of the build that this program runs in, or NULL if it is installed.
 * Returns: (transfer full) (nullable) */
char *sayso_data_build_folder (void);

/* Where the translations are: the folder that the environment variable SAYSO_LOCALEDIR names, else
 * that of the build that this program runs in, else where Sayso is installed.
 * Returns: (transfer full) */
char *sayso_data_locale_folder (void);

G_END_DECLS
