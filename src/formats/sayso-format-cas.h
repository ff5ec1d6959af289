/* UIMA CAS, as its JSON and its XMI have in common: our types, and making records
 * of feature structures.
 *
 * All marks are of one type and all links of another between two of those, as
 * INCEpTION has span and relation layers: webanno.custom.SaysoMark with "label"
 * (Claim, Speaker, ...), webanno.custom.SaysoLink with Governor (the claim),
 * Dependent and "label" (saidBy, ...; "part" joins the first span of a mark to its further
 * ones). Offsets are UTF-16.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-fields.h"

G_BEGIN_DECLS

#define SAYSO_CAS_MARK "SaysoMark"
#define SAYSO_CAS_LINK "SaysoLink"
#define SAYSO_CAS_ORIGIN "SaysoOrigin"
#define SAYSO_CAS_PACKAGE "webanno.custom."
#define SAYSO_CAS_PART "part"
#define SAYSO_CAS_VIEW "_InitialView"
#define SAYSO_CAS_HOLDS (SAYSO_DETAILS_HOLD | SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

/* A feature structure to be written. Ids: the sofa is 1, the others follow. */
typedef struct
{
  const char                  *type; /* SAYSO_CAS_MARK, ... */
  guint                        id;
  gboolean                     placed; /* has begin and end */
  guint                        begin, end;
  const char                  *label;
  guint                        governor, dependent; /* 0: none */
  const char                  *tool;
  const SaysoAnnotationRecord *record; /* of which to write the fields, or NULL */
} SaysoCasOut;

typedef void (*SaysoCasOutFunc) (const SaysoCasOut *out,
                                 gpointer           user_data);
/* Returns the number of feature structures. */
guint sayso_cas_foreach (const SaysoView *view,
                         SaysoCasOutFunc  func,
                         gpointer         user_data);

/* A type of ours with its features; name and range NULL end the list. */
typedef struct
{
  const char *name, *range;
} SaysoCasFeature;
typedef struct
{
  const char            *name, *super;
  const SaysoCasFeature *features;
} SaysoCasType;
/* Ended by a name of NULL. */
const SaysoCasType *sayso_cas_types (void);

/* What was read of a file: feature structures with their features as text. */
typedef struct _SaysoCas SaysoCas;
SaysoCas                *sayso_cas_new (const char *file_name);
void                     sayso_cas_free (SaysoCas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoCas, sayso_cas_free)

/* type: qualified or not. */
void sayso_cas_begin_item (SaysoCas   *self,
                           const char *id,
                           const char *type);
/* A feature of the item that was begun last. A reference's value is ids, separated
 * by spaces; with several calls of one name they add up. */
void sayso_cas_add_feature (SaysoCas   *self,
                            const char *name,
                            const char *value,
                            gboolean    is_reference);

/* clean: whether the file's text is the article as XML can hold it. */
GPtrArray *sayso_cas_import (SaysoCas                 *self,
                             const SaysoFormat        *format,
                             const SaysoImportOptions *options,
                             gboolean                  clean,
                             GError                  **error);

G_END_DECLS
