/* Numbers for files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a number in decimal digits. Files hold millions of offsets, and printf for each took a sixth of the time to write
 * them. */
void sayso_number_append (GString *out,
                          gint64   number);

G_END_DECLS
