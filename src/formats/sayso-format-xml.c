/* XML in and out, with care.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-xml.h"

#include "formats/sayso-format-view.h"
#include "text/sayso-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* The Char production of XML 1.0. */
static gboolean
is_legal (gunichar c)
{
  return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

/* What stands for a character in text and in attributes; NULL: itself. */
static const char *
escape_of (gunichar c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    case 0x85:
      return "&#133;";
    case 0x2028:
      return "&#8232;";
    default:
      return is_legal (c) ? NULL : REPLACEMENT;
    }
}

void
sayso_xml_append_length (GString    *string,
                         const char *text,
                         gsize       length)
{
  const char *plain = text;
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      const char *next = g_utf8_next_char (p);
      const char *escape = escape_of (g_utf8_get_char (p));

      if (escape != NULL)
        {
          g_string_append_len (string, plain, p - plain);
          g_string_append (string, escape);
          plain = next;
        }
      p = next;
    }
  g_string_append_len (string, plain, end - plain);
}

void
sayso_xml_append (GString    *string,
                  const char *text)
{
  sayso_xml_append_length (string, text, strlen (text));
}

void
sayso_xml_append_attribute (GString    *string,
                            const char *name,
                            const char *value)
{
  if (value == NULL)
    return;
  g_string_append_c (string, ' ');
  g_string_append (string, name);
  g_string_append (string, "=\"");
  sayso_xml_append (string, value);
  g_string_append_c (string, '"');
}

void
sayso_xml_append_int_attribute (GString    *string,
                                const char *name,
                                gint64      value)
{
  g_string_append_c (string, ' ');
  g_string_append (string, name);
  g_string_append (string, "=\"");
  sayso_number_append (string, value);
  g_string_append_c (string, '"');
}

guint
sayso_xml_count_illegal (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    n += !is_legal (g_utf8_get_char (p));
  return n;
}

char *
sayso_xml_dup_clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_legal (g_utf8_get_char (p)))
      g_string_append_len (clean, p, g_utf8_next_char (p) - p);
    else
      g_string_append (clean, REPLACEMENT);
  return g_string_free (clean, FALSE);
}

static guint
count_illegal_strv (char **strings)
{
  guint n = 0;

  for (; strings != NULL && *strings != NULL; strings++)
    n += sayso_xml_count_illegal (*strings);
  return n;
}

void
sayso_xml_list_losses (const SaysoExportOptions *options,
                       GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = sayso_xml_count_illegal (sayso_text_get_utf8 (view->text));

  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoAnnotationRecord *record = view->annotations[i];

      n += sayso_xml_count_illegal (record->note) + sayso_xml_count_illegal (record->by);
      n += count_illegal_strv (record->tags) + count_illegal_strv (record->attributes);
    }
  for (guint i = 0; i < view->identities->len; i++)
    {
      const SaysoIdentityRecord *identity = view->identities->pdata[i];

      n += sayso_xml_count_illegal (identity->name) + sayso_xml_count_illegal (identity->wikidata) + count_illegal_strv (identity->aliases);
    }
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u control character that XML cannot hold", "%u control characters that XML cannot hold", n), n));
}

/* What libxml2 had to say first. */
typedef struct
{
  char *message;
  int   line;
} Complaint;

static void
complain_cb (void                             *user_data,
             const char                       *message,
             xmlParserSeverities G_GNUC_UNUSED severity,
             xmlTextReaderLocatorPtr           locator)
{
  Complaint *complaint = user_data;

  if (complaint->message != NULL)
    return;
  complaint->message = g_strstrip (g_utf8_make_valid (message, -1));
  complaint->line = locator != NULL ? xmlTextReaderLocatorLineNumber (locator) : 0;
}

static gboolean
tell_start (xmlTextReaderPtr       reader,
            const SaysoXmlHandler *handler,
            gpointer               user_data,
            GError               **error)
{
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func (xmlFree);
  const char *name = (const char *)xmlTextReaderConstLocalName (reader);
  const char *namespace_uri = (const char *)xmlTextReaderConstNamespaceUri (reader);
  guint       depth = xmlTextReaderDepth (reader);
  guint       line = xmlTextReaderGetParserLineNumber (reader);

  while (xmlTextReaderMoveToNextAttribute (reader) == 1)
    {
      g_ptr_array_add (attributes, xmlTextReaderName (reader));
      g_ptr_array_add (attributes, xmlTextReaderValue (reader));
    }
  g_ptr_array_add (attributes, NULL);
  xmlTextReaderMoveToElement (reader);
  return handler->start (name, namespace_uri != NULL ? namespace_uri : "", (const char *const *)attributes->pdata, depth, line, user_data, error);
}

static gboolean
tell_node (xmlTextReaderPtr       reader,
           const char            *file_name,
           const SaysoXmlHandler *handler,
           gpointer               user_data,
           GError               **error)
{
  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT:
      return tell_start (reader, handler, user_data, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (handler->text != NULL)
        handler->text ((const char *)xmlTextReaderConstValue (reader), xmlTextReaderDepth (reader), user_data);
      return TRUE;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED,
                   _ ("%s, line %d: a document type declaration or an entity; Sayso does not follow those. Remove it."),
                   file_name, xmlTextReaderGetParserLineNumber (reader));
      return FALSE;
    default:
      return TRUE;
    }
}

gboolean
sayso_xml_read (GBytes                *bytes,
                const char            *file_name,
                const SaysoXmlHandler *handler,
                gpointer               user_data,
                GError               **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  Complaint        complaint = { NULL, 0 };
  xmlTextReaderPtr reader;
  gboolean         going_on = TRUE;
  int              result = -1;

  if (file_name == NULL)
    file_name = _ ("the file");
  reader = size > 0 && size < G_MAXINT ? xmlReaderForMemory (data, (int)size, NULL, NULL, XML_PARSE_NONET) : NULL;
  if (reader != NULL)
    {
      xmlTextReaderSetErrorHandler (reader, complain_cb, &complaint);
      while (going_on && (result = xmlTextReaderRead (reader)) == 1)
        going_on = tell_node (reader, file_name, handler, user_data, error);
      xmlFreeTextReader (reader);
    }
  if (going_on && (result != 0 || complaint.message != NULL))
    {
      g_set_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED, _ ("%s, line %d: not well-formed XML: %s"),
                   file_name, complaint.line, complaint.message != NULL ? complaint.message : _ ("empty, or too large"));
      going_on = FALSE;
    }
  g_free (complaint.message);
  return going_on;
}
