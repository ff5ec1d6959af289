/* The guard: is this the strict JSON that a sidecar, a journal or an article
 * stream must be?
 *
 * RFC 8259 to the letter, and more: UTF-8 well formed, one root, nesting of at
 * most 64, at most 256 MB, no key twice in one object, no U+0000 and no lone
 * surrogate in any string, integers within 64 bits, other numbers finite.
 * json-glib 1.6 lets all of these through or falls over them, so nothing is
 * parsed before the guard has seen it. One pass, no memory beyond the keys of the
 * open objects.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SAYSO_GUARD_MAX_DEPTH 64
#define SAYSO_GUARD_MAX_BYTES (256 * 1024 * 1024)

#define SAYSO_GUARD_ERROR (sayso_guard_error_quark ())
GQuark sayso_guard_error_quark (void);

typedef enum
{
  SAYSO_GUARD_ERROR_SYNTAX,
  SAYSO_GUARD_ERROR_DEPTH,
  SAYSO_GUARD_ERROR_SIZE,
  SAYSO_GUARD_ERROR_DUPLICATE_KEY,
  SAYSO_GUARD_ERROR_STRING, /* UTF-8, U+0000, surrogates */
  SAYSO_GUARD_ERROR_NUMBER, /* out of range */
} SaysoGuardError;

/* FALSE with "line L, column C: what is wrong"; columns count characters. */
gboolean sayso_guard_check (const char *data,
                            gsize       size,
                            GError    **error);

/* Line and column, from 1, of a byte of UTF-8 text. */
void sayso_guard_locate (const char *data,
                         gsize       byte,
                         guint      *line,
                         guint      *column);

G_END_DECLS
