/* Limits of time, for tests of what could take for ever.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/* Fails if so many seconds are not less than the limit, unless $SAYSO_TEST_SLOW_MACHINE says that the machine, or what
 * watches the program, is slow. */
#define ASSERT_WITHIN(seconds, limit)                 \
  G_STMT_START                                        \
  {                                                   \
    double taken = (seconds);                         \
                                                      \
    if (g_getenv ("SAYSO_TEST_SLOW_MACHINE") == NULL) \
      g_assert_cmpfloat (taken, <, limit);            \
  }                                                   \
  G_STMT_END

#define SECONDS_SINCE(moment) ((double)(g_get_monotonic_time () - (moment)) / G_USEC_PER_SEC)
