/* What CoreNLP, BookNLP, GATE, UIMA and language models write, and what nobody should be
 * able to send in XML or as feature structures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format.h"
#include "../tools/patience.h"

#include <string.h>

/* Emoji and CRLF before what is marked; "Yes." twice. */
#define ARTICLE "😀 hi.\r\n“We go … now,” said Zoë Blum.\r\n“Yes.” Later, Blum said: “Yes.” He’ll say it’s late, said Bo."

static const char tokens[] = "token_ID_within_document\tbyte_onset\tbyte_offset\n"
                             "0\t0\t1\n1\t2\t5\n2\t7\t8\n3\t8\t20\n4\t20\t21\n5\t22\t26\n6\t27\t30\n7\t31\t35\n";
static const char entities[] = "COREF\tstart_token\tend_token\tprop\tcat\ttext\n7\t6\t7\tPROP\tPER\tZoë Blum\n7\t7\t7\tPROP\tPER\tBlum\n";

static GBytes *
read_sibling (const char *extension,
              gpointer    user_data,
              GError    **error)
{
  const char *data = g_str_equal (extension, ".tokens") ? tokens : entities;

  if (user_data == NULL)
    return g_bytes_new_static (data, strlen (data));
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such file");
  return NULL;
}

static SaysoDocument *
import (const char *format,
        const char *file,
        GPtrArray  *notices,
        gboolean    no_siblings,
        GError    **error)
{
  g_autoptr (SaysoText) text = sayso_text_new (ARTICLE, -1);
  g_autoptr (SaysoDocument) document = sayso_document_new (text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  SaysoImportOptions options = {
    .text = text,
    .file_name = "in",
    .notices = notices,
    .read_sibling = read_sibling,
    .user_data = no_siblings ? document : NULL,
  };
  g_autofree char *set = sayso_format_import (sayso_format_find (format), bytes, &options, document, error);

  return set != NULL ? g_steal_pointer (&document) : NULL;
}

/* "claim|speaker=identity" of each claim, in the order of the text, joined by ";". */
static char *
summarize (SaysoDocument *document)
{
  GListModel *claims = sayso_document_get_claims (document);
  GString    *summary = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);
      SaysoAnnotation *speaker = sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY);
      g_autofree char *said = sayso_document_dup_exact (document, claim);
      g_autofree char *who = speaker != NULL ? sayso_document_dup_exact (document, speaker) : NULL;
      const char      *id = speaker != NULL ? sayso_annotation_get (speaker)->identity : NULL;

      g_string_append_printf (summary, "%s%s|%s=%s", i > 0 ? ";" : "", said, who != NULL ? who : "",
                              id != NULL ? sayso_identity_get (sayso_document_get_identity (document, id))->name : "");
    }
  return g_string_free (summary, FALSE);
}

#define WHOLE "“We go … now,”"

static const struct
{
  const char *title, *format, *file, *summary;
} cases[] = {
  { "corenlp", "corenlp",
    "{\"sentences\":[{\"tokens\":[{\"characterOffsetBegin\":28,\"characterOffsetEnd\":31},{\"characterOffsetBegin\":32,\"characterOffsetEnd\":36}]}],"
    "\"quotes\":[{\"id\":0,\"text\":\"" WHOLE "\",\"beginIndex\":8,\"endIndex\":22,\"mention\":\"Zoë Blum\",\"mentionBegin\":0,\"mentionEnd\":1,\"canonicalSpeaker\":\"Zoë Blum\"}]}",
    WHOLE "|Zoë Blum=Zoë Blum" },
  { "corenlp-unknown", "corenlp",
    "{\"quotes\":[{\"text\":\"" WHOLE "\",\"beginIndex\":8,\"endIndex\":22,\"speaker\":\"Unknown\"}]}", WHOLE "|=" },
  { "csv", "quotes-table", "Quote,Speaker\n\"we GO ... now\",Zoë Blum\n", WHOLE "|Zoë Blum=Zoë Blum" },
  { "ellipsis", "quotes-table", "quote,speaker\n\"He'll say [...] late\",Bo\n", "He’ll say … late|Bo=Bo" },
  { "punctuation", "quotes-table", "claim\tspeaker\n\"\"\"He'll say it's late\"\"\"\tBo\n", "He’ll say it’s late|Bo=Bo" },
  { "quotebank", "quotes-table", "{\"quotation\":\"He'll say it's late,\",\"speaker\":\"Bo\",\"qids\":[\"Q7\"],\"probas\":[[\"Bo\",\"0.9\"]]}\n", "He’ll say it’s late|Bo=Bo" },
  { "fenced", "quotes-table", "```json\n[{\"quote\": \"he’ll say\", \"who\": \"Nobody\"}]\n```\n", "He’ll say|=" },
  { "markdown", "quotes-table", "| quote | speaker |\n|---|---|\n| He'll say it's late | Bo |\n", "He’ll say it’s late|Bo=Bo" },
  { "gate-java", "gate",
    "{\"text\":\"\",\"offset_type\":\"j\",\"annotation_sets\":{\"\":{\"annotations\":[{\"type\":\"Quote\",\"start\":8,\"end\":22,\"id\":0,\"features\":{\"saidBy\":[1]}},"
    "{\"type\":\"Speaker\",\"start\":28,\"end\":36,\"id\":1,\"features\":{\"identity\":\"Zoë\"}},{\"type\":\"Token\",\"start\":0,\"end\":2,\"id\":2,\"features\":{}}]}}}",
    WHOLE "|Zoë Blum=Zoë" },
  { "gate-json", "gate", "{\"text\":\"\",\"entities\":{\"Quote\":[{\"indices\":[8,22]}]}}", WHOLE "|=" },
  { "cas-slots", "cas-json",
    "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"custom.Quote\",\"@sofa\":1,\"begin\":8,\"end\":22,\"@who\":6},"
    "{\"%ID\":5,\"%TYPE\":\"custom.Speaker\",\"@sofa\":1,\"begin\":28,\"end\":36,\"identity\":\"Z\"},{\"%ID\":6,\"%TYPE\":\"FSArray\",\"%ELEMENTS\":[7]},"
    "{\"%ID\":7,\"%TYPE\":\"custom.WhoLink\",\"@target\":5}]}",
    WHOLE "|Zoë Blum=Z" },
  { "cas-relation", "cas-xmi",
    "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' xmlns:c='http:///webanno/custom.ecore'><c:Said xmi:id='7' begin='28' end='36' Governor='4' Dependent='5'/>"
    "<c:Span xmi:id='4' begin='8' end='22' value='Quote'/><c:Speaker xmi:id='5' begin='28' end='36'/></xmi:XMI>",
    WHOLE "|Zoë Blum=" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = import (cases[i].format, cases[i].file, NULL, FALSE, &error);
  g_autofree char *summary = NULL;

  g_assert_no_error (error);
  summary = summarize (document);
  g_assert_cmpstr (summary, ==, cases[i].summary);
}

/* In two places, or in none: told, and left out; the rest is imported. */
static void
test_ambiguous (void)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = import ("quotes-table", "quote,speaker\nyes,Blum\nnever said,Bo\nHe'll say,Bo\n", notices, FALSE, &error);
  g_autofree char *summary = NULL;

  g_assert_no_error (error);
  summary = summarize (document);
  g_assert_cmpstr (summary, ==, "He’ll say|Bo=Bo");
  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_nonnull (strstr (notices->pdata[0], "in, line 2"));
  g_assert_nonnull (strstr (notices->pdata[0], "more than once"));
  g_assert_nonnull (strstr (notices->pdata[1], "in, line 3"));
}

static void
test_booknlp (void)
{
  static const char quotes[] = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n2\t4\t6\t7\tZoë Blum\t7\tx\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;
  g_autofree char *summary = NULL;

  g_assert_null (import ("booknlp", quotes, NULL, TRUE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  document = import ("booknlp", quotes, NULL, FALSE, &error);
  g_assert_no_error (error);
  summary = summarize (document);
  g_assert_cmpstr (summary, ==, WHOLE "|Zoë Blum=Zoë Blum");
}

#define HEAD "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' xmlns:c='http:///c.ecore'>"
#define MARK "{\"%ID\":4,\"%TYPE\":\"c.Quote\",\"begin\":8,\"end\":22}"

static const struct
{
  const char      *title, *format, *file;
  SaysoFormatError code;
  const char      *named; /* what the message must name */
} hostile[] = {
  { "bomb", "cas-xmi", "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "external", "cas-xmi", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "cut", "cas-xmi", HEAD "<c:Quote", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "empty", "cas-xmi", "", SAYSO_FORMAT_ERROR_MALFORMED, "in" },
  { "beyond", "cas-xmi", HEAD "<c:Quote xmi:id='9' begin='2' end='99999'/></xmi:XMI>", SAYSO_FORMAT_ERROR_MISMATCH, "structure 9" },
  { "no-number", "cas-xmi", HEAD "<c:Quote xmi:id='9' begin='x' end='3'/></xmi:XMI>", SAYSO_FORMAT_ERROR_MALFORMED, "structure 9" },
  { "twice", "cas-xmi", HEAD "<c:Quote xmi:id='9' begin='0' end='3'/><c:Quote xmi:id='9' begin='0' end='3'/></xmi:XMI>", SAYSO_FORMAT_ERROR_MALFORMED, "“9”" },
  { "dangling", "cas-json", "{\"%FEATURE_STRUCTURES\":[" MARK ",{\"%ID\":8,\"%TYPE\":\"c.L\",\"@Governor\":4,\"@Dependent\":77}]}", SAYSO_FORMAT_ERROR_REFERENCE, "structure 8" },
  { "own-part", "cas-json", "{\"%FEATURE_STRUCTURES\":[" MARK ",{\"%ID\":8,\"%TYPE\":\"c.L\",\"label\":\"part\",\"@Governor\":4,\"@Dependent\":4}]}", SAYSO_FORMAT_ERROR_REFERENCE, "structure 8" },
  { "no-cas", "cas-json", "{}", SAYSO_FORMAT_ERROR_MALFORMED, "%FEATURE_STRUCTURES" },
  { "self-link", "gate", "{\"annotation_sets\":{\"s\":{\"annotations\":[{\"type\":\"Claim\",\"start\":0,\"end\":1,\"id\":3,\"features\":{\"saidBy\":[3]}}]}}}", SAYSO_FORMAT_ERROR_REFERENCE, "annotation 3" },
  { "fragment-of-nothing", "gate", "{\"annotation_sets\":{\"s\":{\"annotations\":[{\"type\":\"Claim\",\"start\":0,\"end\":1,\"id\":3,\"features\":{\"fragmentOf\":3}}]}}}", SAYSO_FORMAT_ERROR_REFERENCE, "“s 3”" },
  { "mention", "corenlp", "{\"quotes\":[{\"beginIndex\":0,\"endIndex\":3,\"mentionBegin\":5,\"mentionEnd\":9}]}", SAYSO_FORMAT_ERROR_REFERENCE, "quote 1" },
  { "tokens", "booknlp", "quote_start\tquote_end\n3\t900\n", SAYSO_FORMAT_ERROR_REFERENCE, "line 2" },
  { "no-column", "quotes-table", "a,b\n1,2\n", SAYSO_FORMAT_ERROR_MALFORMED, "line 1" },
  { "none-there", "quotes-table", "quote\nnever said\n", SAYSO_FORMAT_ERROR_MISMATCH, "in" },
};

static void
test_hostile (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = import (hostile[i].format, hostile[i].file, NULL, FALSE, &error);

  g_assert_null (document);
  g_assert_error (error, SAYSO_FORMAT_ERROR, (int)hostile[i].code);
  if (strstr (error->message, hostile[i].named) == NULL)
    g_error ("“%s” does not name %s", error->message, hostile[i].named);
}

/* Elements in elements, and references in a circle, end. */
static void
test_deep (void)
{
  g_autoptr (GString) file = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (file, "<a>");
  g_assert_null (import ("cas-xmi", file->str, NULL, FALSE, &error));
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_MALFORMED);
  g_clear_error (&error);
  document = import ("cas-json",
                     "{\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"c.Quote\",\"begin\":8,\"end\":22,\"@x\":6},"
                     "{\"%ID\":6,\"%TYPE\":\"A\",\"%ELEMENTS\":[7,6,7,6]},{\"%ID\":7,\"%TYPE\":\"A\",\"%ELEMENTS\":[6,7,6,7]}]}",
                     NULL, FALSE, &error);
  g_assert_no_error (error);
}

/* One array of a hundred thousand references, an element each; and a crowd of features. */
static void
test_wide (void)
{
  g_autoptr (GString) file = g_string_new (HEAD);
  g_autoptr (GString) crowd = g_string_new ("{\"%FEATURE_STRUCTURES\":[{\"%ID\":4,\"%TYPE\":\"c.Quote\",\"begin\":8,\"end\":22");
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoDocument) document = NULL;
  gint64 started = g_get_monotonic_time ();

  g_string_append (file, "<c:Quote xmi:id=\"4\" sofa=\"1\" begin=\"8\" end=\"22\">");
  for (guint i = 0; i < 200000; i++)
    g_string_append (file, "<x>1000000000000</x>");
  g_string_append (file, "</c:Quote></xmi:XMI>");
  document = import ("cas-xmi", file->str, NULL, FALSE, &error);
  g_assert_no_error (error);
  ASSERT_WITHIN (SECONDS_SINCE (started), 20);

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (crowd, ",\"f%u\":1", i);
  g_string_append (crowd, "}]}");
  g_assert_null (import ("cas-json", crowd->str, NULL, FALSE, &error));
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "feature structure 4"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/formats/foreign/%s", cases[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/formats/hostile/%s/%s", hostile[i].format, hostile[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/formats/foreign/ambiguous", test_ambiguous);
  g_test_add_func ("/formats/foreign/booknlp", test_booknlp);
  g_test_add_func ("/formats/hostile/deep", test_deep);
  g_test_add_func ("/formats/hostile/wide", test_wide);
  return g_test_run ();
}
