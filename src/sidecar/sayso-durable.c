/* Replacing files so that nothing is ever half there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define STALE_SECONDS 60
#define LOCK_SECONDS 10
#define LOCK_POLL_US 1000
#define MAX_LINKS 40
/* Of the name in a temporary file's name: names have 255 bytes at most, on some disks fewer. */
#define MAX_NAME_BYTES 120

G_DEFINE_QUARK (sayso - durable - error - quark, sayso_durable_error)

static gboolean
fail (GError **error,
      int      code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
check_regular (const struct stat *info,
               gsize              max_bytes,
               GError           **error)
{
  if (S_ISDIR (info->st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _ ("it is a folder"));
  else if (!S_ISREG (info->st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is a device or a pipe, not a file"));
  else if ((guint64)info->st_size > max_bytes)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("it has %" PRId64 " bytes, and %zu is the most that is read"),
                 (gint64)info->st_size, max_bytes);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_all (int         fd,
          GByteArray *out,
          gsize       max_bytes,
          GError    **error)
{
  for (;;)
    {
      guint8  block[65536];
      ssize_t n = TEMP_FAILURE_RETRY (read (fd, block, sizeof block));

      if (n < 0)
        return fail (error, errno);
      if (n == 0)
        return TRUE;
      if (out->len + (gsize)n > max_bytes)
        return fail (error, EFBIG);
      g_byte_array_append (out, block, n);
    }
}

void
sayso_durable_keep_standard_files (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDONLY);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close (fd);
}

GBytes *
sayso_durable_read (const char *path,
                    gsize       max_bytes,
                    GError    **error)
{
  g_autoptr (GByteArray) out = NULL;
  struct stat info;
  gboolean    good;
  gsize       size;
  /* Not to wait for the other end of a pipe. */
  int fd = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));

  if (fd < 0)
    {
      fail (error, errno);
      return NULL;
    }
  if (fstat (fd, &info) != 0)
    {
      fail (error, errno);
      close (fd);
      return NULL;
    }
  if (!check_regular (&info, max_bytes, error))
    {
      close (fd);
      return NULL;
    }
  out = g_byte_array_sized_new (info.st_size + 1);
  good = read_all (fd, out, max_bytes, error);
  close (fd);
  if (!good)
    return NULL;
  size = out->len;
  g_byte_array_append (out, (const guint8 *)"", 1);
  return g_bytes_new_with_free_func (out->data, size, (GDestroyNotify)g_byte_array_unref, g_byte_array_ref (out));
}

GBytes *
sayso_durable_read_sibling (const char *path,
                            const char *extension,
                            gsize       max_bytes,
                            GError    **error)
{
  const char      *name = strrchr (path, G_DIR_SEPARATOR);
  const char      *dot = strrchr (name != NULL ? name : path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (path, (gsize)(dot - path)) : g_strdup (path);
  g_autofree char *sibling = g_strconcat (stem, extension, NULL);
  GBytes          *bytes;

  if (!g_file_test (sibling, G_FILE_TEST_EXISTS))
    return NULL;
  bytes = sayso_durable_read (sibling, max_bytes, error);
  if (bytes == NULL)
    g_prefix_error (error, "%s: ", sibling);
  return bytes;
}

/* Where a file would be made that is not there yet. */
static char *
resolve_absent (const char *path,
                guint       n_links,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *link = g_file_read_link (path, NULL);
  g_autofree char *target = NULL;
  g_autofree char *resolved = NULL;

  if (link != NULL && n_links == MAX_LINKS)
    {
      fail (error, ELOOP);
      return NULL;
    }
  if (link != NULL)
    {
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
      return resolve_absent (target, n_links + 1, error);
    }
  resolved = realpath (folder, NULL);
  if (resolved == NULL)
    {
      fail (error, errno);
      return NULL;
    }
  return g_build_filename (resolved, name, NULL);
}

char *
sayso_durable_resolve (const char *path,
                       GError    **error)
{
  char *resolved = realpath (path, NULL);
  char *result;

  if (resolved == NULL && errno == ENOENT)
    return resolve_absent (path, 0, error);
  if (resolved == NULL)
    {
      fail (error, errno);
      return NULL;
    }
  result = g_strdup (resolved);
  free (resolved);
  return result;
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       size,
           GError    **error)
{
  while (size > 0)
    {
      ssize_t n = TEMP_FAILURE_RETRY (write (fd, data, size));

      if (n < 0)
        return fail (error, errno);
      data += n;
      size -= n;
    }
  return TRUE;
}

/* The new file gets the old one's mode; its owner and group only where that is
 * permitted, and never more rights than the old one gave. */
static gboolean
keep_mode (int         fd,
           const char *path,
           GError    **error)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return errno == ENOENT || fail (error, errno);
  if (!S_ISREG (info.st_mode))
    return check_regular (&info, 0, error);
  if (fchown (fd, info.st_uid, info.st_gid) != 0
      && (errno != EPERM || (fchown (fd, (uid_t)-1, info.st_gid) != 0 && errno != EPERM)))
    return fail (error, errno);
  if (fchmod (fd, info.st_mode & 07777) != 0)
    return fail (error, errno);
  return TRUE;
}

static gboolean
fill (int         fd,
      const char *path,
      GBytes     *bytes,
      GError    **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!keep_mode (fd, path, error) || !write_all (fd, data, size, error))
    return FALSE;
  return TEMP_FAILURE_RETRY (fsync (fd)) == 0 || fail (error, errno);
}

/* For syncing. A folder that may be written and not read cannot be synced: -1
 * with no error. */
static gboolean
open_folder (const char *folder,
             int        *fd,
             GError    **error)
{
  *fd = TEMP_FAILURE_RETRY (open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return *fd >= 0 || errno == EACCES || fail (error, errno);
}

/* Closes it, too. */
static gboolean
sync_folder (int      fd,
             GError **error)
{
  gboolean good = fd < 0 || TEMP_FAILURE_RETRY (fsync (fd)) == 0;

  if (!good && errno != EINVAL && errno != ENOTSUP)
    g_set_error (error, SAYSO_DURABLE_ERROR, SAYSO_DURABLE_ERROR_UNSYNCED, "%s", g_strerror (errno));
  else
    good = TRUE; /* Some file systems cannot sync folders, and say so. */
  if (fd >= 0)
    close (fd);
  return good;
}

gboolean
sayso_durable_sync (const char *path,
                    GError    **error)
{
  g_autofree char *target = sayso_durable_resolve (path, error);
  g_autofree char *folder = target != NULL ? g_path_get_dirname (target) : NULL;
  int              fd;

  return folder != NULL && open_folder (folder, &fd, error) && sync_folder (fd, error);
}

/* ".NAME.sayso-", the name cut where it is long. */
static char *
temporary_prefix (const char *name)
{
  gsize length = strlen (name);

  if (length > MAX_NAME_BYTES)
    for (length = MAX_NAME_BYTES; (name[length] & 0xc0) == 0x80;)
      length--;
  return g_strdup_printf (".%.*s" SAYSO_TEMPORARY_INFIX, (int)length, name);
}

/* Writes the temporary file and puts it in place. */
static gboolean
replace (const char *temporary,
         int         fd,
         const char *target,
         GBytes     *bytes,
         GError    **error)
{
  if (!fill (fd, target, bytes, error))
    {
      close (fd);
      unlink (temporary);
      return FALSE;
    }
  /* close () reports what a network file system could not write. After fsync,
   * an interrupted one has closed all the same. */
  if ((close (fd) != 0 && errno != EINTR) || TEMP_FAILURE_RETRY (rename (temporary, target)) != 0)
    {
      fail (error, errno);
      unlink (temporary);
      return FALSE;
    }
  return TRUE;
}

gboolean
sayso_durable_replace (const char *path,
                       GBytes     *bytes,
                       GError    **error)
{
  g_autofree char *target = sayso_durable_resolve (path, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *temporary = NULL;
  int              fd, folder_fd;

  if (target == NULL)
    return FALSE;
  folder = g_path_get_dirname (target);
  name = g_path_get_basename (target);
  prefix = temporary_prefix (name);
  /* Opened first: what can fail, fails before anything is replaced. */
  if (!open_folder (folder, &folder_fd, error))
    return FALSE;
  do
    {
      g_free (temporary);
      temporary = g_strdup_printf ("%s/%sXXXXXX", folder, prefix);
      fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
    }
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    fail (error, errno);
  if (fd < 0 || !replace (temporary, fd, target, bytes, error))
    {
      if (folder_fd >= 0)
        close (folder_fd);
      return FALSE;
    }
  return sync_folder (folder_fd, error);
}

gboolean
sayso_durable_write (const char *path,
                     GBytes     *bytes,
                     GError    **error)
{
  int      lock;
  gboolean good;

  sayso_durable_clean (path);
  if (!sayso_durable_lock (path, &lock, error))
    return FALSE;
  good = sayso_durable_replace (path, bytes, error);
  sayso_durable_unlock (lock);
  return good;
}

static gboolean
is_stale (const char *path,
          gboolean    locked)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && (locked || time (NULL) - info.st_mtime > STALE_SECONDS);
}

static void
remove_temporaries (const char *target,
                    gboolean    locked)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *prefix = temporary_prefix (name);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *found = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, prefix) && strlen (entry) == strlen (prefix) + 6 && is_stale (found, locked))
        g_unlink (found);
    }
}

/* A file to lock where folders cannot be locked: in the user's runtime folder,
 * so that no litter stays beside articles. */
static int
open_lock_file (const char *target)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, target, -1);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "sayso", NULL);
  g_autofree char *file = g_build_filename (folder, digest, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;
  return TEMP_FAILURE_RETRY (open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

/* 0, or why not: EWOULDBLOCK after so many seconds. */
static int
lock_within (int   fd,
             guint seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno != EWOULDBLOCK || g_get_monotonic_time () >= end)
        return errno;
      g_usleep (LOCK_POLL_US);
    }
  return 0;
}

/* A lock, or -1 with the reason: EWOULDBLOCK, or that nothing can be locked here. */
static int
take_lock (const char *path,
           guint       seconds,
           int        *reason)
{
  g_autofree char *resolved = sayso_durable_resolve (path, NULL);
  const char      *target = resolved != NULL ? resolved : path;
  g_autofree char *folder = g_path_get_dirname (target);
  int              fd = TEMP_FAILURE_RETRY (open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));

  *reason = fd >= 0 ? lock_within (fd, seconds) : errno;
  if (*reason != 0 && *reason != EWOULDBLOCK)
    {
      if (fd >= 0)
        close (fd);
      fd = open_lock_file (target);
      *reason = fd >= 0 ? lock_within (fd, seconds) : errno;
    }
  if (*reason == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

void
sayso_durable_clean (const char *path)
{
  g_autofree char *target = sayso_durable_resolve (path, NULL);
  int              reason;
  int              lock = take_lock (path, 0, &reason);

  /* Who has the lock now is alive, and cleans up behind itself. */
  if (target != NULL && (lock >= 0 || reason != EWOULDBLOCK))
    remove_temporaries (target, lock >= 0);
  sayso_durable_unlock (lock);
}

gboolean
sayso_durable_lock (const char *path,
                    int        *lock,
                    GError    **error)
{
  int reason;

  *lock = take_lock (path, LOCK_SECONDS, &reason);
  if (*lock >= 0 || reason != EWOULDBLOCK)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("another program has kept its folder locked for %d seconds"), LOCK_SECONDS);
  return FALSE;
}

void
sayso_durable_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}
