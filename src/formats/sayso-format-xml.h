/* XML in and out, with care: what XML 1.0 cannot hold is replaced, and nothing
 * that a file declares is ever followed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "formats/sayso-format.h"

#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/* Text or attribute value (in double quotes). White space but the plain
 * space becomes a reference, so that no reader normalises it away. Characters that
 * XML 1.0 cannot hold become U+FFFD, one for one, so that offsets stay. */
void sayso_xml_append (GString    *string,
                       const char *text);
void sayso_xml_append_length (GString    *string,
                              const char *text,
                              gsize       length);
/* ' name="value"'; nothing if value is NULL. */
void sayso_xml_append_attribute (GString    *string,
                                 const char *name,
                                 const char *value);
void sayso_xml_append_int_attribute (GString    *string,
                                     const char *name,
                                     gint64      value);
/* A copy with all that XML cannot hold replaced as above. */
char *sayso_xml_dup_clean (const char *text);
/* How many characters of the chosen article, notes and names XML cannot hold. */
guint sayso_xml_count_illegal (const char *text);
/* Adds a sentence about those of the article and of what is exported. */
void sayso_xml_list_losses (const SaysoExportOptions *options,
                            GPtrArray                *losses);

/* Reads through a whole file, telling of each element: attributes are NULL-
 * terminated name, value pairs; text is told after start, in pieces. No external
 * entity, no network, no document type declaration. Return FALSE, with an
 * error, to stop. line counts from 1. */
typedef struct
{
  gboolean (*start) (const char        *name,
                     const char        *namespace_uri,
                     const char *const *attributes,
                     guint              depth,
                     guint              line,
                     gpointer           user_data,
                     GError           **error);
  void (*text) (const char *text,
                guint       depth,
                gpointer    user_data);
} SaysoXmlHandler;
gboolean sayso_xml_read (GBytes                *bytes,
                         const char            *file_name,
                         const SaysoXmlHandler *handler,
                         gpointer               user_data,
                         GError               **error);

G_END_DECLS
