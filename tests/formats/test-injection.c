/* Text that would be something else in the file that it is written to: a line of brat, an element, a script, a heading, a formula.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include "formats/sayso-article-import.h"
#include "model/sayso-edit.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

/* Each wants out of another kind of place. */
static const char *const payloads[] = {
  "<script>alert(1)</script>",
  "\"><script>alert(1)</script>",
  "' onmouseover='alert(1)",
  "\" onload=\"alert(1)\" x=\"",
  "</style><script>alert(1)</script>",
  "--><script>alert(1)</script><!--",
  "]]><script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "javascript:alert(1)",
  "x\nT999\tClaim 0 5\t“We g",
  "x\r\nR999\tSaidBy Arg1:T1 Arg2:T2",
  "x\r#999\tAnnotatorNotes T1\tplanted",
  "x\u2028T998\tClaim 0 5\t“We g",
  "=HYPERLINK(\"http://example.org\")",
  "@SUM(1)\t+1",
  "\n\n# heading\n\n[link](javascript:alert(1)) `code` | cell",
  "%s%n\\",
};

/* The payload wherever a person or a file can put words. */
static SaysoDocument *
planted (const char *payload)
{
  g_autofree char *article = g_strdup_printf ("“We go,” said %s on Monday, %s.\n", payload, payload);
  g_autoptr (SaysoText) text = sayso_text_new (article, -1);
  SaysoDocument         *document = sayso_document_new (text);
  glong                  length = g_utf8_strlen (payload, -1);
  SaysoSetRecord        *set = sayso_record_new (SAYSO_TABLE_SETS, NULL);
  SaysoIdentityRecord   *identity = sayso_record_new (SAYSO_TABLE_IDENTITIES, NULL);
  SaysoAnnotationRecord *claim = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
  SaysoAnnotationRecord *speaker = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
  SaysoLinkRecord       *link = sayso_record_new (SAYSO_TABLE_LINKS, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);

  sayso_record_set_string (&set->name, payload);
  sayso_record_set_string (&set->annotator, payload);
  sayso_record_set_string (&identity->name, payload);
  sayso_record_set_string (&identity->wikidata, payload);
  sayso_record_set_strv (&identity->aliases, (const char *const[]){ payload, NULL });
  claim->type = SAYSO_ANNOTATION_CLAIM;
  sayso_annotation_record_set_spans (claim, &(SaysoSpan){ 0, 14 + (guint)length }, 1);
  sayso_record_set_string (&claim->note, payload);
  sayso_record_set_strv (&claim->tags, (const char *const[]){ payload, NULL });
  sayso_annotation_record_set_attribute (claim, payload, payload);
  sayso_record_set_ref (&claim->by, payload);
  speaker->type = SAYSO_ANNOTATION_SPEAKER;
  sayso_annotation_record_set_spans (speaker, &(SaysoSpan){ 14, 14 + (guint)length }, 1);
  sayso_record_set_ref (&speaker->identity, identity->head.id);
  link->type = SAYSO_LINK_SAID_BY;
  sayso_record_set_string (&link->from, claim->head.id);
  sayso_record_set_string (&link->to, speaker->head.id);
  sayso_record_set_ref (&claim->set, set->head.id);
  sayso_record_set_ref (&speaker->set, set->head.id);
  sayso_record_set_ref (&link->set, set->head.id);
  g_ptr_array_add (records, set);
  g_ptr_array_add (records, identity);
  g_ptr_array_add (records, claim);
  g_ptr_array_add (records, speaker);
  g_ptr_array_add (records, link);
  sayso_document_begin (document, "plant");
  for (guint i = 0; i < records->len; i++)
    sayso_document_put (document, records->pdata[i]);
  sayso_document_end (document);
  sayso_edit_set_article_details (document, payload, payload, payload);
  return document;
}

static char *
export_text (const char    *format,
             SaysoDocument *document)
{
  SaysoExportOptions options = { .document = document, .article_name = "\"><script>alert(1)</script>.txt", .statuses = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sayso_format_export (sayso_format_find (format), &options, FALSE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* No element runs anything, no attribute either, and no address is more than an address. */
static void
check_element (xmlNode *node)
{
  static const char *const bad[] = { "script", "iframe", "object", "embed", "form", "base" };

  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        g_assert_cmpstr ((const char *)node->name, !=, bad[i]);
      for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        {
          xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);

          g_assert_false (g_str_has_prefix ((const char *)attribute->name, "on"));
          if (g_str_equal (attribute->name, "href") || g_str_equal (attribute->name, "src"))
            g_assert_true (value[0] == '#' || g_str_has_prefix ((const char *)value, "http://") || g_str_has_prefix ((const char *)value, "https://"));
          xmlFree (value);
        }
      check_element (node->children);
    }
}

static void
test_html (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (SaysoDocument) document = planted (payloads[i]);
      g_autofree char *html = export_text ("html", document);
      htmlDocPtr       page = htmlReadMemory (html, (int)strlen (html), NULL, "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);

      g_assert_nonnull (page);
      check_element (xmlDocGetRootElement (page));
      xmlFreeDoc (page);
      g_assert_nonnull (strstr (html, "Content-Security-Policy"));
    }
}

static guint
count_records (SaysoDocument *document)
{
  return g_list_model_get_n_items (sayso_document_get_annotations (document));
}

/* Whatever stands in the words, a file that is read again has the marks that were written, and no other. */
static void
test_read_again (void)
{
  guint                     n_formats, n_read = 0;
  const SaysoFormat *const *formats = sayso_formats (&n_formats);

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    for (guint f = 0; f < n_formats; f++)
      {
        g_autoptr (SaysoDocument) document = planted (payloads[i]);
        g_autoptr (SaysoDocument) again = NULL;
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (GError) error = NULL;

        if (formats[f]->export_bytes == NULL || formats[f]->import_records == NULL)
          continue;
        bytes = fixture_export (formats[f], document);
        again = fixture_import (formats[f], bytes, document, &error);
        if (error != NULL)
          g_error ("%s with “%s”: %s", formats[f]->name, payloads[i], error->message);
        fixture_assert_savable (again);
        if (count_records (again) > count_records (document))
          g_error ("%s with “%s”: %u annotations became %u", formats[f]->name, payloads[i], count_records (document), count_records (again));
        n_read++;
      }
  g_assert_cmpuint (n_read, >, 5 * G_N_ELEMENTS (payloads));
}

/* What is XML is well formed, and has no element that the words brought in. */
static void
test_xml (void)
{
  static const char *const formats[] = { "cas-xmi", "tei" };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
      {
        g_autoptr (SaysoDocument) document = planted (payloads[i]);
        g_autofree char *xml = export_text (formats[f], document);
        xmlDocPtr        parsed = xmlReadMemory (xml, (int)strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

        g_assert_nonnull (parsed);
        check_element (xmlDocGetRootElement (parsed));
        xmlFreeDoc (parsed);
      }
}

/* An external entity, a bomb: in no format that is XML or HTML does a file say what another file has. */
static void
test_entities (void)
{
  static const char *const files[] = {
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>“Read &e; here,” said Ada Finch.</x>",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><x>“Read,” said Ada Finch.</x>",
    "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\" parse=\"text\"/>“Read,” said Ada Finch.</x>",
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
    "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
    "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">]><x>“Read &h;,” said Ada Finch.</x>",
  };
  g_autoptr (SaysoDocument) document = planted ("Ada");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (SaysoImportedArticle) article = sayso_article_import_html (bytes, NULL, NULL);
      g_autoptr (SaysoDocument) imported = fixture_import (sayso_format_find ("cas-xmi"), bytes, document, NULL);

      /* An include is an element like others, and no annotation. */
      g_assert_true (imported == NULL || count_records (imported) == 0);
      if (article != NULL)
        {
          g_assert_null (strstr (article->text, "root:"));
          g_assert_cmpuint (strlen (article->text), <, 1000);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/injection/html", test_html);
  g_test_add_func ("/formats/injection/read-again", test_read_again);
  g_test_add_func ("/formats/injection/xml", test_xml);
  g_test_add_func ("/formats/injection/entities", test_entities);
  return g_test_run ();
}
