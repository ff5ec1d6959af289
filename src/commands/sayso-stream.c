/* The filter: one article a line in, one result a line out.
 *
 * Lines are read in batches; the threads of a pool answer those of one batch, and the
 * answers are written in order before the next batch is read. With one thread a
 * batch is one line, so that a result is out before the next article comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-stream.h"
#include "commands/sayso-command.h"
#include "sidecar/sayso-record-json.h"
#include "text/sayso-guard.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LINES_PER_THREAD 32
/* A batch stops growing here, however few lines it has. */
#define MAX_BATCH_BYTES (64 * 1024 * 1024)

typedef struct
{
  SaysoExtractor *extractor;
  GString        *line;
  GString        *answer;
  guint64         number;
  gboolean        good;
} Job;

static void
append_error (GString    *answer,
              const char *id,
              const char *code,
              const char *message,
              guint64     line_number)
{
  g_string_append_printf (answer, "{\"id\": %s, \"error\": {\"code\": \"%s\", \"message\": ", id != NULL ? id : "null", code);
  sayso_json_append_string (answer, message);
  g_string_append_printf (answer, ", \"line\": %" G_GUINT64_FORMAT "}}", line_number);
}

static void
append_span (GString  *answer,
             SaysoSpan span)
{
  g_string_append_printf (answer, "[%u, %u]", span.start, span.end);
}

static void
append_optional (GString    *answer,
                 const char *name,
                 gboolean    has,
                 SaysoSpan   span)
{
  g_string_append_printf (answer, ", \"%s\": ", name);
  if (!has)
    {
      g_string_append (answer, "null");
      return;
    }
  g_string_append_c (answer, '[');
  append_span (answer, span);
  g_string_append_c (answer, ']');
}

static void
append_quote (GString          *answer,
              const SaysoQuote *quote)
{
  static const char *const kinds[] = { "direct", "indirect", "mixed" };

  g_string_append (answer, "{\"spans\": [");
  for (guint i = 0; i < quote->n_spans; i++)
    {
      if (i > 0)
        g_string_append (answer, ", ");
      append_span (answer, quote->spans[i]);
    }
  g_string_append_printf (answer, "], \"kind\": \"%s\", \"confidence\": %u", kinds[quote->kind], MIN (quote->confidence, 1000));
  append_optional (answer, "speaker", quote->has_speaker, quote->speaker);
  append_optional (answer, "cue", quote->has_cue, quote->cue);
  append_optional (answer, "source", quote->has_source, quote->source);
  g_string_append (answer, ", \"speaker_name\": ");
  if (quote->speaker_name != NULL)
    sayso_json_append_string (answer, quote->speaker_name);
  else
    g_string_append (answer, "null");
  if (quote->negated)
    g_string_append (answer, ", \"negated\": true");
  g_string_append_c (answer, '}');
}

/* The id as it is spelt, and the text. FALSE if the line has no text. */
static gboolean
read_record (const char *line,
             GString    *id,
             char      **text)
{
  SaysoCursor cursor = { line, line };
  g_autoptr (GString) key = g_string_new (NULL);

  if (sayso_cursor_peek (&cursor) != '{')
    return FALSE;
  sayso_cursor_enter (&cursor);
  while (sayso_cursor_next_member (&cursor, key))
    {
      if (strcmp (key->str, "id") == 0)
        sayso_cursor_copy (&cursor, id);
      else if (strcmp (key->str, "text") == 0 && sayso_cursor_peek (&cursor) == '"')
        *text = sayso_cursor_take_string (&cursor);
      else
        sayso_cursor_skip (&cursor);
    }
  return *text != NULL;
}

gboolean
sayso_stream_answer (SaysoExtractor *extractor,
                     const char     *line,
                     gsize           length,
                     guint64         line_number,
                     GString        *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) id = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (SaysoQuotes) quotes = NULL;

  if (!sayso_guard_check (line, length, &error))
    {
      append_error (answer, NULL, "json", error->message, line_number);
      return FALSE;
    }
  if (!read_record (line, id, &text))
    {
      append_error (answer, id->len > 0 ? id->str : NULL, "text", "the record must be an object with a string “text”", line_number);
      return FALSE;
    }
  quotes = sayso_extractor_run (extractor, text, strlen (text), NULL, NULL, NULL, NULL);
  g_string_append_printf (answer, "{\"id\": %s, \"quotes\": [", id->len > 0 ? id->str : "null");
  for (guint i = 0; i < quotes->n_quotes; i++)
    {
      if (i > 0)
        g_string_append (answer, ", ");
      append_quote (answer, &quotes->quotes[i]);
    }
  g_string_append (answer, "]}");
  return TRUE;
}

static void
answer_cb (gpointer data,
           gpointer user_data)
{
  Job *job = data;

  g_string_truncate (job->answer, 0);
  job->good = sayso_stream_answer (job->extractor, job->line->str, job->line->len, job->number, job->answer);
}

/* FALSE at the end of the input. */
static gboolean
read_line (FILE    *in,
           GString *line,
           char   **buffer,
           size_t  *capacity)
{
  ssize_t length = getline (buffer, capacity, in);

  if (length < 0)
    return FALSE;
  while (length > 0 && ((*buffer)[length - 1] == '\n' || (*buffer)[length - 1] == '\r'))
    length--;
  g_string_truncate (line, 0);
  g_string_append_len (line, *buffer, length);
  return TRUE;
}

static guint
fill_batch (FILE    *in,
            Job     *jobs,
            guint    n_jobs,
            guint64 *number,
            char   **buffer,
            size_t  *capacity)
{
  gsize bytes = 0;
  guint n = 0;

  while (n < n_jobs && bytes < MAX_BATCH_BYTES && read_line (in, jobs[n].line, buffer, capacity))
    {
      bytes += jobs[n].line->len;
      jobs[n++].number = ++*number;
    }
  return n;
}

static void
answer_batch (Job  *jobs,
              guint n,
              guint n_threads)
{
  GThreadPool *pool;

  if (n_threads == 1)
    {
      for (guint i = 0; i < n; i++)
        answer_cb (&jobs[i], NULL);
      return;
    }
  pool = g_thread_pool_new (answer_cb, NULL, n_threads, FALSE, NULL);
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, &jobs[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* FALSE if the output cannot be written any more. */
static gboolean
write_batch (FILE    *out,
             Job     *jobs,
             guint    n,
             guint64 *n_errors)
{
  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (jobs[i].answer, '\n');
      *n_errors += !jobs[i].good;
      if (fwrite (jobs[i].answer->str, 1, jobs[i].answer->len, out) != jobs[i].answer->len)
        return FALSE;
    }
  return fflush (out) == 0;
}

int
sayso_stream_run (SaysoExtractor *extractor,
                  FILE           *in,
                  FILE           *out,
                  guint           n_threads,
                  guint           max_errors)
{
  guint   n_jobs = n_threads == 1 ? 1 : n_threads * LINES_PER_THREAD, n;
  Job    *jobs = g_new0 (Job, n_jobs);
  guint64 number = 0, n_errors = 0;
  char   *buffer = NULL;
  size_t  capacity = 0;
  int     status = SAYSO_EXIT_GOOD;

  for (guint i = 0; i < n_jobs; i++)
    jobs[i] = (Job){ extractor, g_string_new (NULL), g_string_new (NULL) };
  while (status == SAYSO_EXIT_GOOD && (n = fill_batch (in, jobs, n_jobs, &number, &buffer, &capacity)) > 0)
    {
      answer_batch (jobs, n, n_threads);
      errno = 0;
      if (!write_batch (out, jobs, n, &n_errors))
        /* Whoever listened has gone: nothing to say to them. */
        status = errno == EPIPE ? SAYSO_EXIT_PROBLEMS : SAYSO_EXIT_FAILED;
      else if (max_errors > 0 && n_errors >= max_errors)
        break;
    }
  if (status == SAYSO_EXIT_FAILED)
    sayso_command_complain (_ ("extract: standard output could not be written: %s"), g_strerror (errno));
  else if (status == SAYSO_EXIT_PROBLEMS)
    status = SAYSO_EXIT_GOOD;
  if (ferror (in))
    {
      sayso_command_complain (_ ("extract: standard input could not be read: %s"), g_strerror (errno));
      status = SAYSO_EXIT_FAILED;
    }
  if (n_errors > 0)
    {
      sayso_command_complain (ngettext ("extract: %" PRIu64 " of %" PRIu64 " record was bad", "extract: %" PRIu64 " of %" PRIu64 " records were bad", n_errors),
                              n_errors, number);
      status = MAX (status, SAYSO_EXIT_PROBLEMS);
    }
  for (guint i = 0; i < n_jobs; i++)
    {
      g_string_free (jobs[i].line, TRUE);
      g_string_free (jobs[i].answer, TRUE);
    }
  g_free (jobs);
  free (buffer);
  return status;
}
