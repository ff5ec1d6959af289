/* Reading and writing brat standoff, for the two formats that are made of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-importer.h"
#include "formats/sayso-format-view.h"

G_BEGIN_DECLS

/* What brat can hold of what was chosen: spans without line ends at their edges. */
SaysoView *sayso_brat_view_new (const SaysoExportOptions *options);

/* The T lines of a view being written. */
typedef struct
{
  const SaysoView *view;
  GString         *string;
  guint           *numbers; /* T number of each annotation that is written, else 0 */
  guint            n_text_bounds;
} SaysoBratWriter;

/* Starts to write a view, which must outlive the writer. */
void sayso_brat_writer_init (SaysoBratWriter *self,
                             const SaysoView *view);
/* Writes a T line under a type name; spans are split at line ends, as brat does
 * itself. Returns its number. */
guint   sayso_brat_write_text_bound (SaysoBratWriter             *self,
                                     const SaysoAnnotationRecord *record,
                                     const char                  *type);
GBytes *sayso_brat_writer_end (SaysoBratWriter *self);
/* What splitting at line ends loses. */
void sayso_brat_list_span_losses (const SaysoView *view,
                                  GPtrArray       *losses);
/* Where Python's splitlines () splits. */
static inline gboolean
sayso_brat_is_line_end (gunichar c)
{
  return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Which of our types a label means; FALSE to leave it out. */
typedef gboolean (*SaysoBratTypeFunc) (const char          *label,
                                       SaysoAnnotationType *type);
GPtrArray *sayso_brat_import (GBytes                   *bytes,
                              const SaysoImportOptions *options,
                              const SaysoFormat        *format,
                              SaysoBratTypeFunc         type_of,
                              GError                  **error);

G_END_DECLS
