/* How much memory this process takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

/* The resident memory of this process in bytes. */
static inline gsize
resident (void)
{
  g_autofree char *statm = NULL;
  gulong           pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  g_assert_cmpint (sscanf (statm, "%*u %lu", &pages), ==, 1);
  return pages * (gsize)sysconf (_SC_PAGESIZE);
}
