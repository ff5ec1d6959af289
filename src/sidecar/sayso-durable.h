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

#define SAYSO_DURABLE_ERROR (sayso_durable_error_quark ())
GQuark sayso_durable_error_quark (void);

typedef enum
{
  SAYSO_DURABLE_ERROR_UNSYNCED, /* replaced, but not surely on the disk yet */
} SaysoDurableError;

/* Temporary files are named ".NAME.sayso-XXXXXX". */
#define SAYSO_TEMPORARY_INFIX ".sayso-"

/* First of all in a program: where standard input, output or errors were closed, the next file that
 * is opened takes their number, and what is printed would be written into it. For reading
 * only, so that whoever writes there is told that it failed. */
void sayso_durable_keep_standard_files (void);

/* Reads a regular file; the bytes are NUL-terminated behind their size. Folders,
 * devices and pipes are refused, and files above max_bytes. Errors are of
 * G_IO_ERROR, with a sentence that does not repeat the path. */
GBytes *sayso_durable_read (const char *path,
                            gsize       max_bytes,
                            GError    **error);

/* The same for the file beside it that has another extension (".tokens"). NULL without an error if there is none; errors
 * name that file. */
GBytes *sayso_durable_read_sibling (const char *path,
                                    const char *extension,
                                    gsize       max_bytes,
                                    GError    **error);

/* The file a path leads to, symbolic links resolved; a file that is not there yet
 * resolves through its folder, a link to such a file through that one's. NULL with an error if the folder is missing. */
char *sayso_durable_resolve (const char *path,
                             GError    **error);

/* Replaces, or makes, a file; for callers that hold the lock. With
 * SAYSO_DURABLE_ERROR_UNSYNCED the new file is in place, whole, but a power cut might
 * bring back the old one; with any other error all is as it was. */
gboolean sayso_durable_replace (const char *path,
                                GBytes     *bytes,
                                GError    **error);

/* Makes sure that what was replaced before is so on the disk. */
gboolean sayso_durable_sync (const char *path,
                             GError    **error);

/* The same as replace () with the lock taken, and what a killed program left cleaned up. */
gboolean sayso_durable_write (const char *path,
                              GBytes     *bytes,
                              GError    **error);

/* Removes temporary files of this path that no living process is writing: while
 * it has the lock, all; where nothing can be locked, those older than a minute. */
void sayso_durable_clean (const char *path);

/* An advisory lock, held while a file is read, merged and replaced. It is taken on
 * the folder that the file is in, so all programs and all users that can
 * write there share it, whatever their environment, and no litter stays beside articles; on a file in the
 * user's runtime folder where folders cannot be locked (NFS). lock is -1 where neither can
 * be. FALSE if another program keeps it for longer than a save can take. */
gboolean sayso_durable_lock (const char *path,
                             int        *lock,
                             GError    **error);
void     sayso_durable_unlock (int lock);

G_END_DECLS
