/* Making a new article.
 *
 * The file is opened so that it fails if there is one, which no check beforehand could
 * promise. The sidecar comes second: what a crash leaves behind is at worst an article
 * without one, as any text file is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-article-file.h"

#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-record-json.h"
#include "sidecar/sayso-store-private.h"
#include "sidecar/sayso-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

char *
sayso_article_file_name_for (const char *path)
{
  const char      *slash = strrchr (path, '/');
  const char      *base = slash != NULL ? slash + 1 : path;
  const char      *dot = strrchr (base, '.');
  g_autofree char *stem = dot != NULL && dot != base ? g_strndup (path, dot - path) : g_strdup (path);

  return g_strconcat (stem, ".txt", NULL);
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize)n;
    }
  return fsync (fd) == 0;
}

static gboolean
write_new (const char *path,
           const char *text,
           GError    **error)
{
  int      fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int      problem = errno;
  gboolean is_written;

  if (fd < 0)
    {
      sayso_store_set_error (error, problem == EEXIST ? SAYSO_STORE_ERROR_EXISTS : SAYSO_STORE_ERROR_WRITE, path,
                             problem == EEXIST ? _ ("it is there already and was left as it is") : g_strerror (problem));
      return FALSE;
    }
  is_written = write_all (fd, text);
  problem = errno;
  if (close (fd) == 0 && is_written)
    return TRUE;
  sayso_store_set_error (error, SAYSO_STORE_ERROR_WRITE, path, g_strerror (is_written ? errno : problem));
  g_unlink (path);
  return FALSE;
}

static GBytes *
make_sidecar (const char     *path,
              const char     *text,
              const char     *title,
              const char     *byline,
              const char     *date,
              const char     *url,
              SaysoStoreFlags flags)
{
  g_autoptr (SaysoText) article = sayso_text_new (text, -1);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  g_autofree char    *name = g_path_get_basename (path);
  g_autofree char    *shown = g_utf8_make_valid (name, -1);
  SaysoArticleRecord *record = sayso_record_new (SAYSO_TABLE_ARTICLE, "article");

  sayso_record_set_string (&record->title, title);
  sayso_record_set_string (&record->date, date);
  sayso_record_set_string (&record->url, url);
  if (byline != NULL)
    {
      GString *extras = g_string_new ("\"byline\": ");

      sayso_json_append_string (extras, byline);
      record->article_extras = g_string_free (extras, FALSE);
    }
  g_ptr_array_add (records, record);
  return sayso_sidecar_write (records, article, shown, (flags & SAYSO_STORE_NO_SNAPSHOT) == 0);
}

gboolean
sayso_article_file_make (const char     *path,
                         const char     *text,
                         const char     *title,
                         const char     *byline,
                         const char     *date,
                         const char     *url,
                         SaysoStoreFlags flags,
                         GError        **error)
{
  g_autofree char *sidecar_path = NULL;
  g_autoptr (GBytes) sidecar = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, FALSE);

  sidecar_path = sayso_store_sidecar_path (path);
  if (g_file_test (sidecar_path, G_FILE_TEST_EXISTS) || g_file_test (sidecar_path, G_FILE_TEST_IS_SYMLINK))
    {
      sayso_store_set_error (error, SAYSO_STORE_ERROR_EXISTS, sidecar_path, _ ("it is there already and was left as it is"));
      return FALSE;
    }
  if (!write_new (path, text, error))
    return FALSE;
  sidecar = make_sidecar (path, text, title, byline, date, url, flags);
  if (sayso_durable_write (sidecar_path, sidecar, &local) || g_error_matches (local, SAYSO_DURABLE_ERROR, SAYSO_DURABLE_ERROR_UNSYNCED))
    return TRUE;
  sayso_store_set_error (error, SAYSO_STORE_ERROR_WRITE, sidecar_path, local->message);
  g_unlink (path);
  return FALSE;
}
