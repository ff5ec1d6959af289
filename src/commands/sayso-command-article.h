/* sayso import FILE: an article of a web page or of Markdown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "commands/sayso-command.h"

G_BEGIN_DECLS

/* format and output may be NULL: told by the file's name, and beside it. Returns a SaysoExit. */
int sayso_command_make_article (const char     *file,
                                const char     *format,
                                const char     *encoding,
                                const char     *output,
                                SaysoStoreFlags flags);

G_END_DECLS
