/* sayso export, sayso import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command-article.h"
#include "formats/sayso-format.h"
#include "sidecar/sayso-durable.h"
#include "sidecar/sayso-portal.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Files of other programs above this are refused. */
#define MAX_IMPORT_BYTES (512 * 1024 * 1024)

static char    *format_name;
static char    *output;
static char    *encoding;
static char    *import_set;
static char   **set_names;
static char   **status_names;
static gboolean strict;
static gboolean csv_raw;
static gboolean force;
static gboolean quiet;
static gboolean no_snapshot;

static const GOptionEntry export_entries[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_ ("The format; “sayso formats” lists them"), N_ ("FORMAT") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set_names, N_ ("Only this annotation set; may be repeated"), N_ ("NAME") },
  { "status", 0, 0, G_OPTION_ARG_STRING_ARRAY, &status_names, N_ ("Only suggested, accepted or rejected ones; may be repeated (all but rejected, if not given)"), N_ ("STATUS") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write; - is standard output"), N_ ("FILE") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_ ("Refuse if the format would lose anything"), NULL },
  { "csv-raw", 0, 0, G_OPTION_ARG_NONE, &csv_raw, N_ ("Leave cells alone that a spreadsheet would run as formulas"), NULL },
  { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace a file that is there already"), NULL },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("Do not list what the format cannot hold"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the articles are written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

static const GOptionEntry import_entries[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_ ("The format; “sayso formats” lists them"), N_ ("FORMAT") },
  { "set", 0, 0, G_OPTION_ARG_STRING, &import_set, N_ ("What to call the annotation set"), N_ ("NAME") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write the article made of a web page or of Markdown (FILE.txt, if not given)"), N_ ("ARTICLE") },
  { "no-snapshot", 0, 0, G_OPTION_ARG_NONE, &no_snapshot, N_ ("Leave the article’s text out of a new sidecar"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the article, or the page, is written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

static const SaysoFormat *
find_format (const char *command,
             gboolean    for_export)
{
  const SaysoFormat *format = format_name != NULL ? sayso_format_find (format_name) : NULL;

  if (format_name == NULL)
    sayso_command_complain (_ ("%s: which format? Say -f FORMAT; “sayso formats” lists them"), command);
  else if (format == NULL)
    sayso_command_complain (_ ("%s: there is no format “%s”; “sayso formats” lists them"), command, format_name);
  else if (for_export ? format->export_bytes == NULL : format->import_records == NULL)
    {
      sayso_command_complain (for_export ? _ ("%s: %s can only be imported") : _ ("%s: %s can only be exported"), command, format_name);
      return NULL;
    }
  return format;
}

static gboolean
read_statuses (guint *statuses)
{
  *statuses = 0;
  for (guint i = 0; status_names != NULL && status_names[i] != NULL; i++)
    {
      int status;

      if (!sayso_from_nick (SAYSO_TYPE_STATUS, status_names[i], &status))
        {
          sayso_command_complain (_ ("export: “%s” is no status; it is suggested, accepted or rejected"), status_names[i]);
          return FALSE;
        }
      *statuses |= 1u << status;
    }
  return TRUE;
}

/* The ids of the sets of these names. NULL with FALSE if one is not there. */
static gboolean
find_sets (SaysoDocument *document,
           const char    *article,
           GPtrArray     *ids)
{
  GListModel *sets = sayso_document_get_sets (document);

  for (guint i = 0; set_names != NULL && set_names[i] != NULL; i++)
    {
      guint before = ids->len;

      for (guint j = 0; j < g_list_model_get_n_items (sets); j++)
        {
          g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, j);
          const SaysoSetRecord *record = sayso_annotation_set_get (set);

          if (strcmp (record->name, set_names[i]) == 0 || strcmp (record->head.id, set_names[i]) == 0)
            g_ptr_array_add (ids, record->head.id);
        }
      if (ids->len == before)
        {
          sayso_command_complain (_ ("%s: there is no annotation set “%s”"), article, set_names[i]);
          return FALSE;
        }
    }
  g_ptr_array_add (ids, NULL);
  return TRUE;
}

/* One article after the other is one stream: a table has its header once. */
static void
write_stream (const SaysoFormat *format,
              GBytes            *bytes)
{
  static gboolean is_under_way;
  gsize           length;
  const char     *data = g_bytes_get_data (bytes, &length);
  const char     *line_end = is_under_way && format->sequence == SAYSO_SEQUENCE_HEADER ? memchr (data, '\n', length) : NULL;

  if (line_end != NULL)
    {
      length -= (gsize)(line_end + 1 - data);
      data = line_end + 1;
    }
  fwrite (data, 1, length, stdout);
  is_under_way = TRUE;
}

static int
write_output (const SaysoFormat *format,
              const char        *path,
              GBytes            *bytes)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "-") == 0)
    {
      write_stream (format, bytes);
      return SAYSO_EXIT_GOOD;
    }
  if (sayso_durable_write (path, bytes, &error))
    return SAYSO_EXIT_GOOD;
  sayso_command_complain (_ ("%s: could not be written: %s"), path, error->message);
  return SAYSO_EXIT_FAILED;
}

/* "harbour.txt" becomes "harbour.ann", as brat and others expect. */
static char *
beside (const char        *article,
        const SaysoFormat *format)
{
  const char      *slash = strrchr (article, '/');
  const char      *dot = strrchr (slash != NULL ? slash : article, '.');
  g_autofree char *stem = dot != NULL && dot != article ? g_strndup (article, dot - article) : g_strdup (article);

  return g_strconcat (stem, format->extension, NULL);
}

static int
export_one (const SaysoFormat *format,
            const char        *article,
            guint              statuses)
{
  int status = SAYSO_EXIT_GOOD;
  g_autoptr (SaysoStore) store = sayso_command_open (article, encoding, SAYSO_STORE_INSPECT, &status);
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autofree char *name = g_path_get_basename (article);
  g_autofree char *path = output != NULL ? g_strdup (output) : beside (article, format);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) losses = NULL;
  SaysoExportOptions options = { 0 };

  if (store == NULL)
    return status;
  if (!find_sets (sayso_store_get_document (store), article, sets))
    return SAYSO_EXIT_PROBLEMS;
  if (strcmp (path, "-") != 0 && sayso_store_protects (article, path))
    {
      sayso_command_complain (_ ("%s: is the article or a sidecar and is never overwritten; -o names another place"), path);
      return SAYSO_EXIT_FAILED;
    }
  if (output == NULL && sayso_portal_has (article))
    {
      sayso_command_complain (_ ("%s: what is written beside an article of the document portal is thrown away; say with -o where to write"), article);
      return SAYSO_EXIT_FAILED;
    }
  if (output == NULL && !force && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      sayso_command_complain (_ ("%s: is there already and was left as it is; --force replaces it, -o names another place"), path);
      return SAYSO_EXIT_FAILED;
    }
  options.document = sayso_store_get_document (store);
  options.article_name = name;
  options.sets = sets->len > 1 ? (const char *const *)sets->pdata : NULL;
  options.statuses = statuses;
  options.csv_raw = csv_raw;
  losses = sayso_format_list_losses (format, &options);
  for (guint i = 0; !quiet && losses[i] != NULL; i++)
    /* Translators: article, format, what is lost. */
    sayso_command_complain (_ ("%s: %s cannot hold: %s"), article, format->name, losses[i]);
  bytes = sayso_format_export (format, &options, strict, &error);
  if (bytes == NULL)
    {
      sayso_command_complain ("%s: %s", article, error->message);
      return SAYSO_EXIT_PROBLEMS;
    }
  return write_output (format, path, bytes);
}

int
sayso_command_export (int    argc,
                      char **argv)
{
  int                status = SAYSO_EXIT_GOOD;
  const SaysoFormat *format;
  guint              statuses;

  if (!sayso_command_parse ("export", export_entries, &argc, &argv, &status))
    return status;
  format = find_format ("export", TRUE);
  if (format == NULL || !read_statuses (&statuses))
    return SAYSO_EXIT_FAILED;
  if (argc < 2)
    {
      sayso_command_complain (_ ("export: no article was named; see “sayso export --help”"));
      return SAYSO_EXIT_FAILED;
    }
  if (argc > 2 && output != NULL && strcmp (output, "-") != 0)
    {
      sayso_command_complain (_ ("export: -o names one file, but there are %d articles"), argc - 1);
      return SAYSO_EXIT_FAILED;
    }
  if (argc > 2 && output != NULL && format->sequence == SAYSO_SEQUENCE_NONE)
    {
      sayso_command_complain (_ ("export: -o - writes one %s document, but there are %d articles; without -o, each is written beside its article"), format->name, argc - 1);
      return SAYSO_EXIT_FAILED;
    }
  for (int i = 1; i < argc; i++)
    status = sayso_exit_worse (status, export_one (format, argv[i], statuses));
  return status;
}

static GBytes *
read_sibling (const char *extension,
              gpointer    user_data,
              GError    **error)
{
  return sayso_durable_read_sibling (user_data, extension, MAX_IMPORT_BYTES, error);
}

int
sayso_command_import (int    argc,
                      char **argv)
{
  int                status = SAYSO_EXIT_GOOD;
  const SaysoFormat *format;
  g_autoptr (SaysoStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *set = NULL;
  SaysoImportOptions options = { 0 };
  SaysoStoreFlags    flags;

  if (!sayso_command_parse ("import", import_entries, &argc, &argv, &status))
    return status;
  flags = SAYSO_STORE_NO_JOURNAL | (no_snapshot ? SAYSO_STORE_NO_SNAPSHOT : 0);
  if (argc == 2)
    return sayso_command_make_article (argv[1], format_name, encoding, output, flags);
  format = find_format ("import", FALSE);
  if (format == NULL)
    return SAYSO_EXIT_FAILED;
  if (output != NULL)
    {
      sayso_command_complain (_ ("import: -o is for an article made of a web page or of Markdown; annotations go into the sidecar"));
      return SAYSO_EXIT_FAILED;
    }
  if (argc != 3)
    {
      sayso_command_complain (_ ("import: name an article and one file; see “sayso import --help”"));
      return SAYSO_EXIT_FAILED;
    }
  store = sayso_command_open (argv[1], encoding, flags, &status);
  if (store == NULL)
    return status;
  bytes = sayso_durable_read (argv[2], MAX_IMPORT_BYTES, &error);
  if (bytes == NULL)
    {
      sayso_command_complain ("%s: %s", argv[2], error->message);
      return SAYSO_EXIT_PROBLEMS;
    }
  options.text = sayso_document_get_text (sayso_store_get_document (store));
  options.set_name = import_set;
  options.file_name = argv[2];
  options.read_sibling = read_sibling;
  options.user_data = argv[2];
  set = sayso_format_import (format, bytes, &options, sayso_store_get_document (store), &error);
  if (set == NULL)
    {
      sayso_command_complain ("%s: %s", argv[2], error->message);
      return SAYSO_EXIT_PROBLEMS;
    }
  if (!sayso_command_save (store))
    return SAYSO_EXIT_FAILED;
  return status;
}
