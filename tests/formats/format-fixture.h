/* Documents to try formats on: made from a seed, and one of everything that is
 * known to go wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

/* Emoji, combining characters, CRLF, tabs, line ends inside spans, right to
 * left; with links, fragments, notes and identities full of separators. */
SaysoDocument *fixture_torture (void);
/* The same document for the same seed. */
SaysoDocument *fixture_random (guint32 seed);
/* Plain words with n annotations, claims with speaker and cue. */
SaysoDocument *fixture_large (guint n);
/* An article without any marks. */
SaysoDocument *fixture_bare (SaysoDocument *of);

/* All statuses, unless told otherwise. */
SaysoExportOptions fixture_options (SaysoDocument *document);
GBytes            *fixture_export (const SaysoFormat *format,
                                   SaysoDocument     *document);
/* Into a new document with the same text; NULL with an error. */
SaysoDocument *fixture_import (const SaysoFormat *format,
                               GBytes            *bytes,
                               SaysoDocument     *of,
                               GError           **error);
/* Fails the test with both texts shown if they differ. */
void fixture_assert_same_bytes (const char *what,
                                GBytes     *a,
                                GBytes     *b);
/* What was imported must be fit to be saved: writes a sidecar and reads it,
 * strictly, and writes the same bytes again. */
void fixture_assert_savable (SaysoDocument *document);
