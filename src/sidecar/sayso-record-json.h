/* Records as sidecars and journals spell them: one object on one line.
 *
 * json-glib's generator cannot put one record on a line with spaces after commas and
 * colons, which is what makes a sidecar pleasant to read and to diff; these
 * few functions can, and are an order of magnitude faster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-record.h"
#include "sidecar/sayso-cursor.h"
#include "text/sayso-text.h"

G_BEGIN_DECLS

#define SAYSO_RECORD_ERROR (sayso_record_error_quark ())
GQuark sayso_record_error_quark (void);

typedef enum
{
  SAYSO_RECORD_ERROR_INVALID,
} SaysoRecordError;

/* How many code points of context are written before and behind a span. */
#define SAYSO_CONTEXT 64

/* What joins the texts of several spans in "exact". */
#define SAYSO_EXACT_JOINT " … "

/* Appends a JSON string, quotation marks included. */
void sayso_json_append_string (GString    *out,
                               const char *value);

/* Appends the record as an object. text is the article that its spans lie in. */
void sayso_record_append_json (GString           *out,
                               const SaysoRecord *record,
                               SaysoText         *text);

/* Reads the object at the cursor, which the guard has seen. Of annotations, exact, prefix
 * and suffix are kept as they stand in the file. The error says what is
 * wrong and on which line. */
gpointer sayso_record_from_json (SaysoCursor *cursor,
                                 SaysoTable   table,
                                 GError     **error);

/* The covered text, spans joined by SAYSO_EXACT_JOINT. */
char *sayso_exact_of_spans (SaysoText       *text,
                            const SaysoSpan *spans,
                            guint            n_spans);

G_END_DECLS
