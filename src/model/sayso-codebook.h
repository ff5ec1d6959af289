/* The codebook: what a project asks about each claim besides who said it, with
 * the values allowed and what each means.
 *
 * ARTICLE.codebook.json or codebook.json in the article's folder:
 *
 *   {"fields": [{"name": "verdict", "title": "Verdict", "help": "…",
 *                "values": [{"value": "true", "title": "True", "guide": "…"}, "open"]},
 *               {"name": "topic", "title": "Topic"}],
 *    "tags": [{"value": "urgent", "guide": "…"}, "number"]}
 *
 * A field with values is a choice, one without is free text. Where there are "tags", these are
 * the only ones that are meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "model/sayso-record.h"

G_BEGIN_DECLS

#define SAYSO_CODEBOOK_ERROR (sayso_codebook_error_quark ())
GQuark sayso_codebook_error_quark (void);
typedef enum
{
  SAYSO_CODEBOOK_ERROR_MALFORMED,
} SaysoCodebookError;

typedef struct
{
  char *value, *title; /* never NULL */
  char *guide;         /* or NULL */
} SaysoCodebookValue;

typedef struct
{
  char      *name, *title; /* never NULL */
  char      *help;         /* or NULL */
  GPtrArray *values;       /* of SaysoCodebookValue; empty: free text */
} SaysoCodebookField;

typedef struct _SaysoCodebook SaysoCodebook;

/* NULL without an error: there is none for this article. */
SaysoCodebook *sayso_codebook_find (const char *article_path,
                                    GError    **error);
SaysoCodebook *sayso_codebook_parse (const char *json,
                                     gssize      length,
                                     const char *file_name,
                                     GError    **error);
SaysoCodebook *sayso_codebook_ref (SaysoCodebook *self);
void           sayso_codebook_unref (SaysoCodebook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoCodebook, sayso_codebook_unref)

/* The fields, in the order of the file. */
guint                     sayso_codebook_get_n_fields (SaysoCodebook *self);
const SaysoCodebookField *sayso_codebook_get_field (SaysoCodebook *self,
                                                    guint          i);
/* The tags that are meant, array of SaysoCodebookValue; empty: any. Borrowed. */
GPtrArray *sayso_codebook_get_tags (SaysoCodebook *self);
gboolean   sayso_codebook_allows_tag (SaysoCodebook *self,
                                      const char    *tag);
/* What the field and each of its values mean, in paragraphs; NULL if it does not say. */
char *sayso_codebook_dup_guide (const SaysoCodebookField *field);
/* What all fields, values and tags mean; NULL if it does not say. */
char *sayso_codebook_dup_whole_guide (SaysoCodebook *self);
/* "Verdict: False · Topic: harbours": what a claim has, by its titles where there is a codebook
 * (NULL: none); NULL for nothing. */
char *sayso_codebook_dup_values (SaysoCodebook               *self,
                                 const SaysoAnnotationRecord *record);
/* Whether a value may stand in a field; unknown fields may hold anything. */
gboolean sayso_codebook_allows (SaysoCodebook *self,
                                const char    *field,
                                const char    *value);

G_END_DECLS
