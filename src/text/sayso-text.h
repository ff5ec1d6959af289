/* The decoded text of an article: immutable, and quick to convert between
 * code points, UTF-8 bytes and UTF-16 units.
 *
 * The text is taken as it stands: no normalisation, CRLF is two code points.
 * A byte order mark is stripped and remembered. An index entry every 128 code
 * points makes each conversion a look-up and a short walk; plain ASCII needs
 * no index at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "text/sayso-span.h"

G_BEGIN_DECLS

#define SAYSO_TYPE_TEXT (sayso_text_get_type ())
G_DECLARE_FINAL_TYPE (SaysoText, sayso_text, SAYSO, TEXT, GObject)

#define SAYSO_TEXT_ERROR (sayso_text_error_quark ())
GQuark sayso_text_error_quark (void);

typedef enum
{
  SAYSO_TEXT_ERROR_UTF8,      /* not UTF-8: offer to read another encoding */
  SAYSO_TEXT_ERROR_BINARY,    /* has U+0000: this is no text */
  SAYSO_TEXT_ERROR_TOO_LARGE, /* beyond what offsets can hold */
  SAYSO_TEXT_ERROR_ENCODING,  /* cannot be read in the encoding given */
} SaysoTextError;

/* Articles above this size are refused: 1 GiB of UTF-8. */
#define SAYSO_TEXT_MAX_BYTES (1024 * 1024 * 1024)

/* Decodes the bytes of an article file. encoding is an iconv name, or NULL for
 * UTF-8. The error names the byte offset of the first bad sequence. An empty
 * file gives an empty text. */
SaysoText *sayso_text_new_from_bytes (GBytes     *bytes,
                                      const char *encoding,
                                      GError    **error);

/* For text that is already known to be UTF-8; length in bytes, -1 for a
 * NUL-terminated string. */
SaysoText *sayso_text_new (const char *utf8,
                           gssize      length);

/* For text that was read of a file which is not at hand: its UTF-8 without the byte order mark, and
 * what is known of the file. */
SaysoText *sayso_text_new_for_file (const char *utf8,
                                    const char *sha256,
                                    gboolean    has_bom);

/* The UTF-8 text, NUL-terminated, without the byte order mark. */
const char *sayso_text_get_utf8 (SaysoText *self);
gsize       sayso_text_get_n_bytes (SaysoText *self);
guint       sayso_text_get_length (SaysoText *self);
guint       sayso_text_get_length_utf16 (SaysoText *self);

/* SHA-256 in lower-case hexadecimal of the file's bytes as they were given,
 * byte order mark included. */
const char *sayso_text_get_sha256 (SaysoText *self);
gboolean    sayso_text_has_bom (SaysoText *self);

/* Offsets beyond the end are clamped to it; one inside a character goes to its
 * start. */
gsize sayso_text_to_byte (SaysoText *self,
                          guint      offset);
guint sayso_text_from_byte (SaysoText *self,
                            gsize      byte);
guint sayso_text_to_utf16 (SaysoText *self,
                           guint      offset);
guint sayso_text_from_utf16 (SaysoText *self,
                             guint      utf16);

/* The character at an offset, 0 at the end. */
gunichar sayso_text_get_char (SaysoText *self,
                              guint      offset);

/* A copy of the text that a span covers. */
char *sayso_text_slice (SaysoText *self,
                        SaysoSpan  span);

/* Line and column, both from 1, of an offset, for messages only. */
void sayso_text_locate (SaysoText *self,
                        guint      offset,
                        guint     *line,
                        guint     *column);

G_END_DECLS
