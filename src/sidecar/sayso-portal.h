/* Articles that come through the document portal of a sandbox (Flatpak).
 *
 * The portal shows one file in a folder of its own, /run/user/1000/doc/1a2b3c/harbour.txt. What is
 * written beside it there is thrown away: a sidecar must never go there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a path leads through the document portal. */
gboolean sayso_portal_has (const char *path);

/* Where a file of the portal really lies, as the portal tells it, or NULL if it does not or the
 * path is not of the portal. This program may be unable to reach that place.
 * Returns: (transfer full) (nullable) */
char *sayso_portal_dup_host_path (const char *path);

/* The same, if this program reaches the very same bytes there: then the file beside it can be
 * written after all.
 * Returns: (transfer full) (nullable) */
char *sayso_portal_dup_reachable (const char *path);

G_END_DECLS
