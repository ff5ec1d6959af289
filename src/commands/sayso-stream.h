/* The filter: one article a line in, one result a line out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-extractor.h"

#include <stdio.h>

G_BEGIN_DECLS

/* Answers each line of in with exactly one line on out, in the same order, whatever is wrong with
 * it. max_errors 0: no limit. Returns an exit code; the number of errors is said on stderr. Memory is
 * bounded by a batch of lines. */
int sayso_stream_run (SaysoExtractor *extractor,
                      FILE           *in,
                      FILE           *out,
                      guint           n_threads,
                      guint           max_errors);

/* The answer to one line, without the newline; FALSE if it tells of an error. */
gboolean sayso_stream_answer (SaysoExtractor *extractor,
                              const char     *line,
                              gsize           length,
                              guint64         line_number,
                              GString        *answer);

G_END_DECLS
