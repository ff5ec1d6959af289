/* Articles that come through the document portal of a sandbox.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-portal.h"

#include "sidecar/sayso-durable.h"
#include "text/sayso-text.h"

#include <limits.h>
#include <string.h>
#include <sys/xattr.h>

/* Where the portal is mounted: outside of a sandbox, and in one. */
#define FOLDER_IN_SANDBOX "/run/flatpak/doc/"
/* Since xdg-desktop-portal 1.16. */
#define HOST_PATH_ATTRIBUTE "user.document-portal.host-path"

gboolean
sayso_portal_has (const char *path)
{
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  absolute = g_canonicalize_filename (path, NULL);
  folder = g_strconcat (g_get_user_runtime_dir (), "/doc/", NULL);
  return g_str_has_prefix (absolute, folder) || g_str_has_prefix (absolute, FOLDER_IN_SANDBOX);
}

char *
sayso_portal_dup_host_path (const char *path)
{
  char    value[PATH_MAX];
  ssize_t length;

  if (!sayso_portal_has (path))
    return NULL;
  length = getxattr (path, HOST_PATH_ATTRIBUTE, value, sizeof value - 1);
  if (length <= 0)
    return NULL;
  value[length] = '\0';
  return g_path_is_absolute (value) && !sayso_portal_has (value) ? g_strdup (value) : NULL;
}

char *
sayso_portal_dup_reachable (const char *path)
{
  g_autofree char *host_path = sayso_portal_dup_host_path (path);
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GBytes) here = NULL;

  if (host_path == NULL)
    return NULL;
  there = sayso_durable_read (host_path, SAYSO_TEXT_MAX_BYTES, NULL);
  here = there != NULL ? sayso_durable_read (path, SAYSO_TEXT_MAX_BYTES, NULL) : NULL;
  return here != NULL && g_bytes_equal (here, there) ? g_steal_pointer (&host_path) : NULL;
}
