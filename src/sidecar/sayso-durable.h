/* Reading and replacing files so that a crash, a full disk or a second program
 * never leaves half a file.
 *
 * A file is replaced by writing a temporary file in the same directory, fsync,
 * rename and fsync of the directory; every return is checked; on any failure the
 * temporary file is removed and the old file is as it was. Symbolic links are
 * resolved first; mode and, where permitted, owner are kept. A file with
 * several hard links gets a new inode: the other names keep the old content.
 * GLib's g_file_replace () and g_file_set_contents () do not give all of this.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Temporary files are named ".NAME.sayso-XXXXXX". */
#define SAYSO_TEMPORARY_INFIX ".sayso-"

/* Reads a regular file; the bytes are NUL-terminated behind their size. Folders,
 * devices and pipes are refused, and files above max_bytes. Errors are of
 * G_IO_ERROR, with a sentence that does not repeat the path. */
GBytes *sayso_durable_read (const char *path,
                            gsize       max_bytes,
                            GError    **error);

/* The file a path leads to, symbolic links resolved; a file that is not there yet
 * resolves through its folder. NULL with an error if the folder is missing. */
char *sayso_durable_resolve (const char *path,
                             GError    **error);

gboolean sayso_durable_replace (const char *path,
                                GBytes     *bytes,
                                GError    **error);

/* Removes temporary files of this path that no living process can be writing (older than a minute). */
void sayso_durable_clean (const char *path);

/* An advisory lock on a path, shared by all Sayso programs of the user, held while a sidecar
 * is read, merged and replaced. It lies in the user's runtime folder, so no
 * litter stays beside articles. */
int  sayso_durable_lock (const char *path);
void sayso_durable_unlock (int lock);

G_END_DECLS
