/* Where the marks of a file are in the article: finds the one unit and kind of line ends in which all offsets agree with
 * it, the format's own first, then the others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"
#include "model/sayso-record.h"

G_BEGIN_DECLS

/* A span as the file gives it. */
typedef struct
{
  gint64   start, end;
  char    *exact;       /* or NULL */
  gboolean is_resolved; /* in code points of the article already */
} SaysoPlacesSpan;

typedef struct
{
  SaysoAnnotationRecord *record;
  char                  *place;
  char                  *exact; /* of all spans together, or NULL */
  guint                  first_span, n_spans;
} SaysoPlacesEntry;

typedef struct
{
  SaysoText  *text;       /* of the article; borrowed */
  const char *file_name;  /* for messages; borrowed */
  SaysoUnit   unit;       /* to be tried first */
  GArray     *entries;    /* SaysoPlacesEntry */
  GArray     *spans;      /* SaysoPlacesSpan */
  gboolean    has_checks; /* some covered text is stated */
} SaysoPlaces;

/* Starts without entries. */
void sayso_places_init (SaysoPlaces *self,
                        SaysoText   *text,
                        const char  *file_name,
                        SaysoUnit    unit);
void sayso_places_clear (SaysoPlaces *self);

/* Sets the spans of all records. If there is no way to read the offsets, the error names the first
 * record that does not fit. */
gboolean sayso_places_resolve (SaysoPlaces *self,
                               GError     **error);

/* Equal up to what kind of and how much white space there is in one place. */
gboolean sayso_places_is_same_text (const char *a,
                                    const char *a_end,
                                    const char *b,
                                    const char *b_end);

G_END_DECLS
