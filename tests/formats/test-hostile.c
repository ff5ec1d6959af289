/* One record through every importer that has places: counted in each unit, beyond the
 * text, backwards, and linked to itself or to nothing. The message names the record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"
#include "formats/sayso-format-details.h"

#include <string.h>

/* An emoji, a combining accent and CRLF before what is marked, and a lone line feed. */
#define ARTICLE "Oh.\n😀 e\xcc\x81!\r\n“We go,” said Zoë."
/* Escaped, so that it is not taken for the covered text. */
#define JSON_ARTICLE "Oh.\\n😀 e\xcc\x81!\\r\\n\\u201cWe go,\\u201d said Zoë."
#define EXACT "“We go,”"
#define HEAD "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' xmlns:c='http:///c.ecore'>"

/* BEGIN and END stand for the place; the file states the covered text, except where bare. */
typedef struct
{
  const char *format, *file, *bare, *named;
} Template;

static const Template templates[] = {
  { "brat", "T1\tClaim BEGIN END\t" EXACT "\n", NULL, "(T1)" },
  { "polnear", "T3\tContent BEGIN END\t" EXACT "\nT4\tAttribution BEGIN END\t" EXACT "\nE\tAttribution:T4 Content:T3\n", NULL, "(T3)" },
  { "w3c",
    "[{\"id\":\"a\",\"body\":{\"purpose\":\"tagging\",\"value\":\"claim\"},\"target\":{\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":BEGIN,\"end\":END},"
    "{\"type\":\"TextQuoteSelector\",\"exact\":\"" EXACT "\"}]}}]",
    "[{\"id\":\"a\",\"body\":{\"purpose\":\"tagging\",\"value\":\"claim\"},\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":BEGIN,\"end\":END}}}]",
    "annotation 1 (a)" },
  { "prodigy", "{\"text\":\"" JSON_ARTICLE "\",\"spans\":[{\"start\":BEGIN,\"end\":END,\"label\":\"CLAIM\",\"text\":\"" EXACT "\"}]}\n",
    "{\"text\":\"" JSON_ARTICLE "\",\"spans\":[{\"start\":BEGIN,\"end\":END,\"label\":\"CLAIM\"}]}\n", "line 1" },
  { "label-studio",
    "[{\"data\":{\"text\":\"" JSON_ARTICLE "\"},\"annotations\":[{\"result\":[{\"id\":\"q\",\"type\":\"labels\",\"value\":{\"start\":BEGIN,\"end\":END,"
    "\"text\":\"" EXACT "\",\"labels\":[\"Claim\"]}}]}]}]",
    NULL, "(q)" },
  { "doccano", "{\"text\":\"" JSON_ARTICLE "\",\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":BEGIN,\"end_offset\":END,\"text\":\"" EXACT "\"}]}\n",
    "{\"text\":\"" JSON_ARTICLE "\",\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":BEGIN,\"end_offset\":END}]}\n", "line 1" },
  { "citron", "{\"quotes\":[{\"contents\":[{\"start\":BEGIN,\"end\":END,\"text\":\"" EXACT "\"}]}]}", NULL, "quote 1" },
  { "csv", "claim,claim_at\n\"" EXACT "\",BEGIN..END\n", NULL, "line 2" },
  { "tsv", "claim\tclaim_at\n" EXACT "\tBEGIN..END\n", NULL, "line 2" },
  { "corenlp", "{\"quotes\":[{\"text\":\"" EXACT "\",\"beginIndex\":BEGIN,\"endIndex\":END}]}", NULL, "quote 1" },
  { "gate", NULL, "{\"text\":\"\",\"annotation_sets\":{\"\":{\"annotations\":[{\"type\":\"Claim\",\"start\":BEGIN,\"end\":END,\"id\":3,\"features\":{}}]}}}", "annotation 3" },
  { "gate", NULL, "{\"text\":\"\",\"entities\":{\"Claim\":[{\"indices\":[BEGIN,END]}]}}", "Claim 1" },
  { "cas-json", NULL, "{\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"c.Claim\",\"begin\":BEGIN,\"end\":END}]}", "structure 4" },
  { "cas-xmi", NULL, HEAD "<c:Claim xmi:id='4' begin='BEGIN' end='END'/></xmi:XMI>", "structure 4" },
};

/* Where EXACT stands, as programs count: of the article, of it with LF alone, of it with CRLF throughout. */
static const struct
{
  const char *title;
  int         begin;
  int         length;
} readings[] = {
  { "code points", 11, 8 },
  { "UTF-16", 12, 8 },
  { "bytes", 15, 12 },
  { "graphemes", 9, 8 },
  { "code points, LF", 10, 8 },
  { "UTF-16, CRLF", 13, 8 },
  { "bytes, CRLF", 16, 12 },
};

static SaysoDocument *
import (const char *format,
        const char *file,
        GError    **error)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));

  return fixture_import (sayso_format_find (format), bytes, document, error);
}

static SaysoDocument *
import_at (const char *format,
           const char *template,
           gint64   begin,
           gint64   end,
           GError **error)
{
  g_autoptr (GString) file = g_string_new (template);
  g_autofree char *begins = g_strdup_printf ("%" G_GINT64_FORMAT, begin);
  g_autofree char *ends = g_strdup_printf ("%" G_GINT64_FORMAT, end);

  g_string_replace (file, "BEGIN", begins, 0);
  g_string_replace (file, "END", ends, 0);
  return import (format, file->str, error);
}

/* Whatever the unit and the line ends, the same words are found. */
static void
test_units (gconstpointer data)
{
  const Template *template = data;

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoDocument) document = import_at (template->format, template->file, readings[i].begin, readings[i].begin + readings[i].length, &error);
      g_autoptr (SaysoAnnotation) claim = NULL;
      g_autofree char *exact = NULL;

      if (document == NULL)
        g_error ("%s, %s: %s", template->format, readings[i].title, error->message);
      g_assert_cmpuint (g_list_model_get_n_items (sayso_document_get_annotations (document)), ==, 1);
      claim = g_list_model_get_item (sayso_document_get_claims (document), 0);
      exact = sayso_document_dup_exact (document, claim);
      g_assert_cmpstr (exact, ==, EXACT);
    }
}

/* What is ours in a file can be of any type there: json-glib complains of one that it was not asked for (found by fuzzing). */
static void
test_details (void)
{
  static const char *const values[] = { "[]", "{}", "null", "1", "\"x\"", "[{\"a\":1}]" };
  static const char *const names[] = { "moved", "kind", "status", "confidence", "identity", "attributes", "tags", "note" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *file = g_strdup_printf ("{\"text\":\"" JSON_ARTICLE "\",\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":11,\"end_offset\":19,"
                                                 "\"" SAYSO_DETAILS_KEY "\":{\"%s\":%s}}]}\n",
                                                 names[i], values[j]);
        g_autoptr (SaysoDocument) document = import ("doccano", file, &error);

        g_assert_true (document != NULL || error != NULL);
      }
}

static void
assert_refused (const Template *template,
                const char    *what,
                SaysoDocument *document,
                const GError  *error)
{
  if (document != NULL || error->domain != SAYSO_FORMAT_ERROR || strstr (error->message, template->named) == NULL)
    g_test_fail_printf ("%s, %s: “%s” does not name %s", template->format, what, error != NULL ? error->message : "taken", template->named);
}

/* No place in the article is none, and the record is named. */
static void
test_places (gconstpointer data)
{
  static const struct
  {
    gint64 begin, end;
  } places[] = { { 11, 9000 }, { 9000, 9008 }, { 19, 11 }, { 11, 11 }, { -1, 8 }, { 11, G_MAXINT64 }, { G_MININT64, 19 }, { 0x10000000bLL, 0x100000013LL } };
  const Template *template = data;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, places[i].begin, places[i].end);
      g_autoptr (SaysoDocument) document = import_at (template->format, template->bare != NULL ? template->bare : template->file, places[i].begin, places[i].end, &error);

      assert_refused (template, what, document, error);
    }
}

/* Other words stand there. */
static void
test_words (gconstpointer data)
{
  const Template *template = data;
  g_autoptr (GString) file = g_string_new (template->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;

  g_string_replace (file, EXACT, "“He ran,”", 0);
  document = import_at (template->format, file->str, 11, 19, &error);
  assert_refused (template, "other words", document, error);
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MISMATCH);
}

#define LINKS_JSON "{\"text\":\"" JSON_ARTICLE "\","
#define QUOTE "\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":11,\"end\":19}}"

/* Links from a record to itself, and to what is not there. */
static const Template links[] = {
  { "brat", "T1\tClaim 11 19\t" EXACT "\nR1\tSaidBy Arg1:T1 Arg2:T1\n", "T1\tClaim 11 19\t" EXACT "\nR1\tSaidBy Arg1:T1 Arg2:T7\n", "R1" },
  { "w3c", "[{\"id\":\"a\"," QUOTE "},{\"id\":\"l\",\"motivation\":\"linking\",\"target\":[\"a\",\"a\"]}]",
    "[{\"id\":\"a\"," QUOTE "},{\"id\":\"l\",\"motivation\":\"linking\",\"target\":[\"a\",\"b\"]}]", "(l)" },
  { "prodigy", LINKS_JSON "\"spans\":[{\"start\":11,\"end\":19,\"label\":\"CLAIM\",\"token_end\":5}],\"relations\":[{\"head\":5,\"child\":5,\"label\":\"x\"}]}\n",
    LINKS_JSON "\"spans\":[{\"start\":11,\"end\":19,\"label\":\"CLAIM\",\"token_end\":5}],\"relations\":[{\"head\":5,\"child\":900,\"label\":\"x\"}]}\n", "line 1" },
  { "label-studio",
    "[{\"data\":" LINKS_JSON "\"id\":1},\"annotations\":[{\"result\":[{\"id\":\"q\",\"type\":\"labels\",\"value\":{\"start\":11,\"end\":19,\"labels\":[\"Claim\"]}},"
    "{\"type\":\"relation\",\"from_id\":\"q\",\"to_id\":\"q\"}]}]}]",
    "[{\"data\":" LINKS_JSON "\"id\":1},\"annotations\":[{\"result\":[{\"id\":\"q\",\"type\":\"labels\",\"value\":{\"start\":11,\"end\":19,\"labels\":[\"Claim\"]}},"
    "{\"type\":\"relation\",\"from_id\":\"q\",\"to_id\":\"z\"}]}]}]",
    "result 2" },
  { "doccano", LINKS_JSON "\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":11,\"end_offset\":19}],\"relations\":[{\"from_id\":1,\"to_id\":1}]}\n",
    LINKS_JSON "\"entities\":[{\"id\":1,\"label\":\"claim\",\"start_offset\":11,\"end_offset\":19}],\"relations\":[{\"from_id\":1,\"to_id\":9}]}\n", "line 1" },
  { "gate", "{\"annotation_sets\":{\"s\":{\"annotations\":[{\"type\":\"Claim\",\"start\":0,\"end\":1,\"id\":3,\"features\":{\"saidBy\":[3]}}]}}}",
    "{\"annotation_sets\":{\"s\":{\"annotations\":[{\"type\":\"Claim\",\"start\":0,\"end\":1,\"id\":3,\"features\":{\"saidBy\":[8]}}]}}}", "annotation 3" },
  { "cas-json", "{\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"c.Claim\",\"begin\":0,\"end\":1},{\"%ID\":8,\"%TYPE\":\"c.Said\",\"@Governor\":4,\"@Dependent\":4}]}",
    "{\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"c.Claim\",\"begin\":0,\"end\":1},{\"%ID\":8,\"%TYPE\":\"c.Said\",\"@Governor\":4,\"@Dependent\":5}]}", "structure 8" },
  { "cas-xmi", HEAD "<c:Claim xmi:id='4' begin='0' end='1'/><c:Said xmi:id='8' Governor='4' Dependent='4'/></xmi:XMI>",
    HEAD "<c:Claim xmi:id='4' begin='0' end='1'/><c:Said xmi:id='8' Governor='4' Dependent='5'/></xmi:XMI>", "structure 8" },
};

static void
test_links (gconstpointer data)
{
  const Template *template = data;
  const char *const files[] = { template->file, template->bare };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoDocument) document = import (template->format, files[i], &error);

      assert_refused (template, i == 0 ? "linked to itself" : "linked to nothing", document, error);
      g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_REFERENCE);
    }
}

static void
add (const char *title,
     guint       number,
     const Template *template,
     void (*func) (gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/formats/hostile/%s/%s-%u", title, template->format, number);

  g_test_add_data_func (path, template, func);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      add ("places", i, &templates[i], test_places);
      if (templates[i].file == NULL)
        continue;
      add ("units", i, &templates[i], test_units);
      add ("words", i, &templates[i], test_words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    add ("links", i, &links[i], test_links);
  g_test_add_func ("/formats/hostile/details", test_details);
  return g_test_run ();
}
