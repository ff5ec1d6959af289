/* JSON for the exchange formats: a writer that appends to a string, and a
 * reader that lets the guard (text/sayso-guard.h) look first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *string;
  gboolean pretty; /* two spaces a level; else all on one line */
  guint    depth;
  guint    inline_depth; /* from this depth on, all on one line */
  gboolean is_first;
  gboolean after_key;
} SaysoJsonWriter;

/* Starts a text. pretty: on several lines. Commas and colons are set by the writer. */
void sayso_json_writer_init (SaysoJsonWriter *self,
                             gboolean         pretty);
void sayso_json_begin_object (SaysoJsonWriter *self);
void sayso_json_end_object (SaysoJsonWriter *self);
void sayso_json_begin_array (SaysoJsonWriter *self);
void sayso_json_end_array (SaysoJsonWriter *self);
/* Object or array of which everything inside stands on one line. */
void sayso_json_begin_inline_object (SaysoJsonWriter *self);
void sayso_json_begin_inline_array (SaysoJsonWriter *self);
void sayso_json_key (SaysoJsonWriter *self,
                     const char      *key);
void sayso_json_string (SaysoJsonWriter *self,
                        const char      *value);
void sayso_json_int (SaysoJsonWriter *self,
                     gint64           value);
void sayso_json_boolean (SaysoJsonWriter *self,
                         gboolean         value);
void sayso_json_null (SaysoJsonWriter *self);
/* A value that is JSON already. */
void sayso_json_raw (SaysoJsonWriter *self,
                     const char      *json);
/* Per mille as a fraction: 930 becomes 0.93. */
void sayso_json_per_mille (SaysoJsonWriter *self,
                           int              value);
void sayso_json_append_per_mille (GString *string,
                                  int      value);
/* A key with its value; a NULL string leaves the member out. */
void sayso_json_add_string (SaysoJsonWriter *self,
                            const char      *key,
                            const char      *value);
void sayso_json_add_int (SaysoJsonWriter *self,
                         const char      *key,
                         gint64           value);
void sayso_json_add_strv (SaysoJsonWriter   *self,
                          const char        *key,
                          const char *const *value);
/* A line break, between the records of JSON Lines. */
void sayso_json_newline (SaysoJsonWriter *self);
/* Ends the last line and gives the text out. */
GBytes *sayso_json_writer_end (SaysoJsonWriter *self);

/* The root; file_name and line (0: none) are for messages, which name line and
 * column. length in bytes. */
JsonNode *sayso_json_read (const char *data,
                           gsize       length,
                           const char *file_name,
                           guint       line,
                           GError    **error);

/* Calls for each line that is not blank, numbered from 1; stops at FALSE. */
typedef gboolean (*SaysoJsonLineFunc) (JsonObject *object,
                                       guint       line,
                                       gpointer    user_data,
                                       GError    **error);
gboolean sayso_json_read_lines (GBytes           *bytes,
                                const char       *file_name,
                                SaysoJsonLineFunc func,
                                gpointer          user_data,
                                GError          **error);

/* Members by name, whatever is in their place: NULL, or FALSE, if they are
 * missing or of another type. */
const char *sayso_json_get_string (JsonObject *object,
                                   const char *name);
JsonObject *sayso_json_get_object (JsonObject *object,
                                   const char *name);
JsonArray  *sayso_json_get_array (JsonObject *object,
                                  const char *name);
gboolean    sayso_json_get_int (JsonObject *object,
                                const char *name,
                                gint64     *value);
gboolean    sayso_json_get_double (JsonObject *object,
                                   const char *name,
                                   double     *value);
/* FALSE for whatever is no boolean. */
gboolean sayso_json_get_boolean (JsonObject *object,
                                 const char *name);
/* A string, or a number or boolean as one. The caller frees it. */
char *sayso_json_dup_scalar (JsonObject *object,
                             const char *name);
/* Strings of an array; others are left out. NULL if it is missing or empty. */
char **sayso_json_dup_strv (JsonObject *object,
                            const char *name);
/* Elements of an array as objects or strings; NULL if they are not. */
JsonObject *sayso_json_object_at (JsonArray *array,
                                  guint      index);
const char *sayso_json_string_at (JsonArray *array,
                                  guint      index);

G_END_DECLS
