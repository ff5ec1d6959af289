/* System calls that fail, or kill, on request.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* Else open () would be defined under another name, or twice. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#include "config.h"

#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_CALLS 512
#define MAX_DESCRIPTION 600

static FaultKind kind;
static unsigned  at;
static int       code;
static unsigned  n_calls;
static long      thread;
static int       full;
static int       log_fd = -1;
static char      descriptions[MAX_CALLS + 1][MAX_DESCRIPTION];

void
fault_start (FaultKind wanted,
             unsigned  number,
             int       error)
{
  kind = wanted;
  at = number;
  code = error;
  n_calls = 0;
  full = 0;
  thread = syscall (SYS_gettid);
}

unsigned
fault_stop (void)
{
  thread = 0;
  return n_calls;
}

const char *
fault_describe (unsigned number)
{
  return number >= 1 && number <= n_calls && number <= MAX_CALLS ? descriptions[number] : "";
}

/* The address sanitizer has functions of its own for these, and calls them before it can be called itself. */
#ifndef __SANITIZE_ADDRESS__

static void
describe (const char *format,
          va_list     arguments)
{
  char *into = descriptions[n_calls <= MAX_CALLS ? n_calls : 0];
  int   length = vsnprintf (into, MAX_DESCRIPTION - 1, format, arguments);

  if (log_fd < 0)
    return;
  length = length < MAX_DESCRIPTION - 2 ? length : MAX_DESCRIPTION - 2;
  into[length] = '\n';
  syscall (SYS_write, log_fd, into, length + 1);
  into[length] = '\0';
}

/* What is to become of this call. */
static FaultKind __attribute__ ((format (printf, 2, 3)))
meet (int         takes_room,
      const char *format,
      ...)
{
  va_list arguments;

  if (thread == 0 || syscall (SYS_gettid) != thread)
    return FAULT_NONE;
  n_calls++;
  va_start (arguments, format);
  describe (format, arguments);
  va_end (arguments);
  if (full && takes_room)
    {
      errno = code;
      return FAULT_FAIL;
    }
  if (n_calls != at || kind == FAULT_NONE)
    return FAULT_NONE;
  if (kind == FAULT_KILL)
    kill (getpid (), SIGKILL);
  full = kind == FAULT_FULL;
  errno = code;
  return kind;
}

static int
open_at (int         folder,
         const char *path,
         int         flags,
         mode_t      mode)
{
  if (meet ((flags & O_CREAT) != 0, "open %s %s", (flags & O_ACCMODE) != O_RDONLY ? "w" : "r", path) != FAULT_NONE)
    return -1;
  return (int)syscall (SYS_openat, folder, path, flags, mode);
}

static mode_t
mode_of (int     flags,
         va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
}

int
open (const char *path,
      int         flags,
      ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_of (flags, arguments);
  va_end (arguments);
  return open_at (AT_FDCWD, path, flags, mode);
}

int
openat (int         folder,
        const char *path,
        int         flags,
        ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_of (flags, arguments);
  va_end (arguments);
  return open_at (folder, path, flags, mode);
}

ssize_t
read (int    fd,
      void  *data,
      size_t size)
{
  if (meet (0, "read %d", fd) != FAULT_NONE)
    return -1;
  return syscall (SYS_read, fd, data, size);
}

ssize_t
write (int         fd,
       const void *data,
       size_t      size)
{
  switch (meet (1, "write %d %zu", fd, size))
    {
    case FAULT_NONE:
      return syscall (SYS_write, fd, data, size);
    case FAULT_SHORT:
    case FAULT_FULL:
      return syscall (SYS_write, fd, data, size > 0 ? 1 : 0);
    case FAULT_FAIL:
    case FAULT_KILL:
    default:
      return -1;
    }
}

/* As Linux does it: the descriptor is gone, whatever close () says. */
int
close (int fd)
{
  FaultKind found = meet (0, "close %d", fd);
  int       said = errno;
  int       result = (int)syscall (SYS_close, fd);

  if (found == FAULT_NONE)
    return result;
  errno = said;
  return -1;
}

#define CALL(name, arguments, room, number, passed, ...) \
  int name arguments                                     \
  {                                                      \
    if (meet (room, __VA_ARGS__) != FAULT_NONE)          \
      return -1;                                         \
    return (int)syscall (number, passed);                \
  }
#define PASS(...) __VA_ARGS__

CALL (fsync, (int fd), 1, SYS_fsync, fd, "fsync %d", fd)
CALL (fdatasync, (int fd), 1, SYS_fdatasync, fd, "fdatasync %d", fd)
CALL (flock, (int fd, int what), 0, SYS_flock, PASS (fd, what), "flock %d", fd)
CALL (ftruncate, (int fd, off_t size), 0, SYS_ftruncate, PASS (fd, size), "ftruncate %d", fd)
CALL (fchmod, (int fd, mode_t mode), 0, SYS_fchmod, PASS (fd, mode), "fchmod %d", fd)
CALL (fchown, (int fd, uid_t user, gid_t group), 0, SYS_fchown, PASS (fd, user, group), "fchown %d", fd)
CALL (rename, (const char *from, const char *to), 0, SYS_renameat2, PASS (AT_FDCWD, from, AT_FDCWD, to, 0), "rename %s %s", from, to)
CALL (unlink, (const char *path), 0, SYS_unlinkat, PASS (AT_FDCWD, path, 0), "unlink %s", path)
CALL (mkdir, (const char *path, mode_t mode), 1, SYS_mkdirat, PASS (AT_FDCWD, path, mode), "mkdir %s", path)
CALL (access, (const char *path, int mode), 0, SYS_faccessat, PASS (AT_FDCWD, path, mode), "access %s", path)
CALL (stat, (const char *path, struct stat *info), 0, SYS_newfstatat, PASS (AT_FDCWD, path, info, 0), "stat %s", path)
CALL (fstat, (int fd, struct stat *info), 0, SYS_newfstatat, PASS (fd, "", info, AT_EMPTY_PATH), "fstat %d", fd)

/* The names under which programs with 64-bit offsets, and hardened ones, know them. */
int open64 (const char *path, int flags, ...) __attribute__ ((alias ("open")));
int openat64 (int folder, const char *path, int flags, ...) __attribute__ ((alias ("openat")));
int ftruncate64 (int fd, off_t size) __attribute__ ((alias ("ftruncate")));
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);

int
__open_2 (const char *path,
          int         flags)
{
  return open_at (AT_FDCWD, path, flags, 0);
}

int
__open64_2 (const char *path,
            int         flags)
{
  return open_at (AT_FDCWD, path, flags, 0);
}

#endif

/* Loaded into a program from outside: from its first call on. */
static void __attribute__ ((constructor))
start_by_environment (void)
{
  static const char *const kinds[] = { "none", "fail", "short", "full", "kill" };
  const char              *wanted = getenv ("SAYSO_FAULT_KIND"), *number = getenv ("SAYSO_FAULT_AT");
  const char              *error = getenv ("SAYSO_FAULT_ERRNO"), *path = getenv ("SAYSO_FAULT_LOG");

  if (path != NULL)
    log_fd = (int)syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  for (unsigned i = 0; wanted != NULL && i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp (wanted, kinds[i]) == 0)
      fault_start (i, number != NULL ? (unsigned)atoi (number) : 0, error != NULL ? atoi (error) : EIO);
}
