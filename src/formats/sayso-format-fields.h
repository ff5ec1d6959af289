/* What an annotation has besides its type and place, as names and values, for
 * formats whose marks carry features.
 *
 * kind, status, confidence, identity, identityKind, identityAliases, wikidata, note,
 * tags, attributes, by, modified, moved. Lists and codebook values are JSON text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format-details.h"

G_BEGIN_DECLS

/* The names, NULL-terminated, in the order in which they are written. */
const char *const *sayso_fields_names (void);

/* is_json: the value is a JSON array, object or number, else any text. */
typedef void (*SaysoFieldFunc) (const char *name,
                                const char *value,
                                gboolean    is_json,
                                gpointer    user_data);
void sayso_fields_foreach (const SaysoView             *view,
                           const SaysoAnnotationRecord *record,
                           SaysoFieldFunc               func,
                           gpointer                     user_data);

/* The value of a field, or NULL; the caller frees it. */
typedef char *(*SaysoFieldGetFunc) (const char *name,
                                    gpointer    user_data);
/* identities as for sayso_details_read (). */
void sayso_fields_read (SaysoFieldGetFunc      func,
                        gpointer               user_data,
                        SaysoImporter         *importer,
                        GHashTable            *identities,
                        SaysoAnnotationRecord *record);

/* The words of links in formats whose features are in camel case: "saidBy". */
const char *sayso_fields_link_name (SaysoLinkType type);
/* "Claim" */
const char *sayso_fields_type_name (SaysoAnnotationType type);

G_END_DECLS
