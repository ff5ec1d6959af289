/* Replacing files so that nothing is ever half there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define STALE_SECONDS 60

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
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("it has %" G_GINT64_FORMAT " bytes, and %" G_GSIZE_FORMAT " is the most that is read"),
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
      ssize_t n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, errno);
      if (n == 0)
        return TRUE;
      if (out->len + (gsize)n > max_bytes)
        return fail (error, EFBIG);
      g_byte_array_append (out, block, n);
    }
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
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

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

char *
sayso_durable_resolve (const char *path,
                       GError    **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *link = NULL;
  char            *resolved = realpath (path, NULL);
  char            *result;

  if (resolved == NULL && errno == ENOENT && (link = g_file_read_link (path, NULL)) == NULL)
    {
      folder = g_path_get_dirname (path);
      name = g_path_get_basename (path);
      resolved = realpath (folder, NULL);
      if (resolved != NULL)
        {
          result = g_build_filename (resolved, name, NULL);
          free (resolved);
          return result;
        }
    }
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
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, errno);
      data += n;
      size -= n;
    }
  return TRUE;
}

/* The new file gets the old one's mode; its owner only where that is
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
    return fail (error, S_ISDIR (info.st_mode) ? EISDIR : EINVAL);
  if (fchown (fd, info.st_uid, info.st_gid) != 0 && errno != EPERM)
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
  return fsync (fd) == 0 || fail (error, errno);
}

static gboolean
sync_folder (const char *folder,
             GError    **error)
{
  int      fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good;

  if (fd < 0)
    return fail (error, errno);
  /* Some file systems cannot sync folders, and say so. */
  good = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || fail (error, errno);
  close (fd);
  return good;
}

gboolean
sayso_durable_replace (const char *path,
                       GBytes     *bytes,
                       GError    **error)
{
  g_autofree char *target = sayso_durable_resolve (path, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *temporary = NULL;
  int              fd;

  if (target == NULL)
    return FALSE;
  folder = g_path_get_dirname (target);
  name = g_path_get_basename (target);
  temporary = g_strdup_printf ("%s/.%s" SAYSO_TEMPORARY_INFIX "XXXXXX", folder, name);
  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail (error, errno);
  if (!fill (fd, target, bytes, error))
    {
      close (fd);
      unlink (temporary);
      return FALSE;
    }
  /* close () reports what a network file system could not write. */
  if (close (fd) != 0 || rename (temporary, target) != 0)
    {
      fail (error, errno);
      unlink (temporary);
      return FALSE;
    }
  return sync_folder (folder, error);
}

void
sayso_durable_clean (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (".", name, SAYSO_TEMPORARY_INFIX, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *found = NULL;
      GStatBuf         info;

      if (!g_str_has_prefix (entry, prefix) || strlen (entry) != strlen (prefix) + 6)
        continue;
      found = g_build_filename (folder, entry, NULL);
      if (g_lstat (found, &info) == 0 && S_ISREG (info.st_mode) && time (NULL) - info.st_mtime > STALE_SECONDS)
        g_unlink (found);
    }
}

int
sayso_durable_lock (const char *path)
{
  g_autofree char *target = sayso_durable_resolve (path, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, target != NULL ? target : path, -1);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "sayso", NULL);
  g_autofree char *file = g_build_filename (folder, digest, NULL);
  int              fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;
  fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return -1;
  while (flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        close (fd);
        return -1;
      }
  return fd;
}

void
sayso_durable_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}
