/* Finding what a person types into a search, without case.
 *
 * What is typed is plain text, not a pattern. The time is linear in the length of the text, whatever is searched for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first place at or behind from where needle stands, or with forward FALSE the last one before it; in a circle.
 * All are bytes of text, from at a character. FALSE if it stands nowhere, or is empty. */
gboolean sayso_search_find (const char *text,
                            gsize       from,
                            const char *needle,
                            gboolean    forward,
                            gsize      *found);

G_END_DECLS
