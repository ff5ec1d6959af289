/* Sidecars that somebody made to do harm, and that a careless program made by accident: each is refused, and the
 * message says where and why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-record-json.h"
#include "sidecar/sayso-writer.h"
#include "text/sayso-guard.h"
#include "../tools/patience.h"

#include <string.h>

#define ARTICLE "“We closed it,” Oda Renwick said.\n"
#define ID(n) "00000000-0000-4000-8000-00000000000" #n
#define CLAIM "{\"id\": \"" ID (3) "\", \"set\": \"" ID (1) "\", \"type\": \"claim\", \"spans\": [[0, 15]], \"exact\": \"“We closed it,”\", \"status\": \"accepted\"}"
#define SPEAKER "{\"id\": \"" ID (4) "\", \"set\": \"" ID (1) "\", \"type\": \"speaker\", \"spans\": [[16, 27]], \"exact\": \"Oda Renwick\", \"status\": \"accepted\", \"identity\": \"" ID (2) "\"}"
#define LINK "{\"id\": \"" ID (5) "\", \"set\": \"" ID (1) "\", \"type\": \"said-by\", \"from\": \"" ID (3) "\", \"to\": \"" ID (4) "\"}"

static char *
whole_sidecar (void)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, ARTICLE, -1);

  return g_strdup_printf ("{\n\"format\": \"sayso-sidecar\",\n\"version\": 1,\n"
                          "\"article\": {\"file\": \"article.txt\", \"sha256\": \"%s\", \"length\": 34, \"unit\": \"codepoint\", \"bom\": false},\n"
                          "\"text\": \"“We closed it,” Oda Renwick said.\\n\",\n"
                          "\"sets\": [{\"id\": \"" ID (1) "\", \"name\": \"ada\", \"origin\": \"manual\"}],\n"
                                                          "\"identities\": [{\"id\": \"" ID (2) "\", \"name\": \"Oda Renwick\", \"kind\": \"person\"}],\n"
                                                                                                "\"annotations\": [" CLAIM ",\n" SPEAKER "],\n"
                                                                                                "\"links\": [" LINK "]\n}\n",
                          sha256);
}

static SaysoSidecar *
read_sidecar (const char *data,
              GError    **error)
{
  g_autoptr (SaysoText) article = sayso_text_new (ARTICLE, -1);

  return sayso_sidecar_read (data, strlen (data), article, error);
}

/* In the whole one, what is replaced by what, and what the message must say. */
static const struct
{
  const char *title, *needle, *replacement, *says;
} cases[] = {
  { "format", "sayso-sidecar", "other", "line 2, column 11: “format”" },
  { "format-number", "\"sayso-sidecar\"", "5", "line 2, column 11: “format”" },
  { "version-zero", "\"version\": 1", "\"version\": 0", "line 3" },
  { "version-fraction", "\"version\": 1", "\"version\": 1.5", "line 3" },
  { "version-huge", "\"version\": 1", "\"version\": 99999999999999999999", "line 3" },
  { "no-links", "\"links\"", "\"other\"", "“links” is missing" },
  { "no-object", "{\n\"format\"", "[{\n\"format\"", "line" },
  { "article-string", "\"article\": {", "\"article\": \"x\", \"b\": {", "line 4" },
  { "sha256-short", "\"sha256\": \"", "\"sha256\": \"0", "64 hexadecimal digits" },
  { "sha256-number", "\"sha256\": ", "\"sha256\": 1, \"x\": ", "64 hexadecimal digits" },
  { "length-negative", "\"length\": 34", "\"length\": -1", "number of code points" },
  { "length-huge", "\"length\": 34", "\"length\": 4294967296", "number of code points" },
  { "length-missing", "\"length\": 34", "\"size\": 34", "needs “sha256” and “length”" },
  { "unit", "codepoint", "byte", "must be “codepoint”" },
  { "text-number", "\"text\": \"", "\"text\": 5, \"x\": \"", "“text” must be a string" },
  { "text-other-length", "\"text\": \"", "\"text\": \"And ", "“text” has 38 characters, but the article had 34" },
  { "title-number", "\"bom\": false", "\"title\": 5", "“title” must be a string" },
  { "sets-object", "\"sets\": [", "\"sets\": {\"x\": [1]}, \"y\": [", "“sets” must be an array" },
  { "sets-of-strings", "\"sets\": [", "\"sets\": [\"x\", ", "made of objects" },
  { "set-without-name", "\"name\": \"ada\", ", "", "“name” must be there" },
  { "set-without-id", "\"id\": \"" ID (1) "\", \"name\"", "\"name\"", "“id” must be there" },
  { "set-id-empty", "\"id\": \"" ID (1) "\", \"name\"", "\"id\": \"\", \"name\"", "“id” must be there" },
  { "set-id-number", "\"id\": \"" ID (1) "\", \"name\"", "\"id\": 1, \"name\"", "“id” must be a string" },
  { "set-origin", "\"manual\"", "\"nowhere\"", "“origin” must be one of the words" },
  { "aliases-string", "\"kind\": \"person\"", "\"aliases\": \"x\"", "array of strings" },
  { "aliases-numbers", "\"kind\": \"person\"", "\"aliases\": [1]", "must be a string" },
  { "identity-twice", "\"id\": \"" ID (2) "\"", "\"id\": \"" ID (1) "\"", "stands twice" },
  { "annotation-twice", "\"id\": \"" ID (4) "\"", "\"id\": \"" ID (3) "\"", "the id " ID (3) " stands twice" },
  { "annotation-is-article", "\"id\": \"" ID (3) "\"", "\"id\": \"article\"", "stands twice" },
  { "type-unknown", "\"type\": \"claim\"", "\"type\": \"shout\"", "“type” must be one of the words" },
  { "spans-object", "[[0, 15]]", "{\"a\": 0}", "array of spans" },
  { "spans-flat", "[[0, 15]]", "[0, 15]", "pairs of offsets" },
  { "spans-one", "[[0, 15]]", "[[0]]", "pairs of offsets" },
  { "spans-three", "[[0, 15]]", "[[0, 15, 16]]", "pairs of offsets" },
  { "spans-strings", "[[0, 15]]", "[[\"0\", \"15\"]]", "pairs of offsets" },
  { "spans-negative", "[[0, 15]]", "[[-1, 15]]", "pairs of offsets" },
  { "spans-fraction", "[[0, 15]]", "[[0.5, 15]]", "pairs of offsets" },
  { "spans-huge", "[[0, 15]]", "[[0, 4294967311]]", "pairs of offsets" },
  { "spans-turned", "[[0, 15]]", "[[15, 0]]", "not empty, in order, and apart" },
  { "spans-empty", "[[0, 15]]", "[[3, 3]]", "not empty, in order, and apart" },
  { "spans-overlap", "[[0, 15]]", "[[0, 9], [8, 15]]", "not empty, in order, and apart" },
  { "spans-none", "[[0, 15]]", "[]", "must be an orphan" },
  { "spans-beyond", "[[16, 27]]", "[[16, 2700]]", "ends at 2700, but the article has 34 characters" },
  { "spans-other-words", "[[16, 27]]", "[[15, 27]]", "says “Oda Renwick”, but the article has “ Oda Renwick”" },
  { "confidence", "\"type\": \"claim\"", "\"type\": \"claim\", \"confidence\": 1001", "an integer from 0 to 1000" },
  { "confidence-float", "\"type\": \"claim\"", "\"type\": \"claim\", \"confidence\": 0.5", "an integer from 0 to 1000" },
  { "attributes", "\"type\": \"claim\"", "\"type\": \"claim\", \"attributes\": []", "an object of strings" },
  { "attribute-number", "\"type\": \"claim\"", "\"type\": \"claim\", \"attributes\": {\"a\": 1}", "must be a string" },
  { "set-number", "\"set\": \"" ID (1) "\", \"type\": \"claim\"", "\"set\": 1, \"type\": \"claim\"", "“set” must be a string" },
  { "set-unknown", "\"set\": \"" ID (1) "\", \"type\": \"claim\"", "\"set\": \"" ID (9) "\", \"type\": \"claim\"", "belongs to a set that is not there" },
  { "set-is-identity", "\"set\": \"" ID (1) "\", \"type\": \"claim\"", "\"set\": \"" ID (2) "\", \"type\": \"claim\"", "belongs to a set that is not there" },
  { "identity-unknown", "\"identity\": \"" ID (2) "\"", "\"identity\": \"" ID (9) "\"", "has an identity that is not there" },
  { "link-from-nothing", "\"from\": \"" ID (3) "\"", "\"from\": \"" ID (9) "\"", "goes to an annotation that is not there" },
  { "link-to-nothing", "\"to\": \"" ID (4) "\"", "\"to\": \"" ID (9) "\"", "goes to an annotation that is not there" },
  { "link-to-set", "\"to\": \"" ID (4) "\"", "\"to\": \"" ID (1) "\"", "goes to an annotation that is not there" },
  { "link-to-itself", "\"to\": \"" ID (4) "\"", "\"to\": \"" ID (3) "\"", "does not go from a" },
  { "link-wrong-way", "\"from\": \"" ID (3) "\"", "\"from\": \"" ID (4) "\"", "does not go from a" },
  { "link-wrong-type", "\"said-by\"", "\"found-in\"", "does not go from a" },
  { "link-set-unknown", "\"set\": \"" ID (1) "\", \"type\": \"said-by\"", "\"set\": \"" ID (9) "\", \"type\": \"said-by\"", "belongs to a set that is not there" },
  { "key-twice", "\"version\": 1", "\"version\": 1, \"version\": 1", "line 3, column 15" },
  { "zero-in-text", "“We closed it,” Oda Renwick said.\\n\"", "a\\u0000b\"", "U+0000" },
};

static void
test_case (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *whole = whole_sidecar ();
  const char      *at = strstr (whole, cases[i].needle);
  g_autofree char *head = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (SaysoSidecar) sidecar = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (at);
  head = g_strndup (whole, (gsize)(at - whole));
  damaged = g_strconcat (head, cases[i].replacement, at + strlen (cases[i].needle), NULL);
  sidecar = read_sidecar (damaged, &error);
  g_assert_null (sidecar);
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, "line ") || strstr (error->message, cases[i].says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, cases[i].says);
}

static void
test_whole (void)
{
  g_autofree char *whole = whole_sidecar ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoSidecar) sidecar = read_sidecar (whole, &error);

  g_assert_no_error (error);
  g_assert_true (sidecar->matches);
  g_assert_cmpuint (sidecar->records->len, ==, 6);
}

/* A path in article.file leads nowhere: it is not even kept. */
static void
test_paths (void)
{
  static const char *const paths[] = { "/etc/passwd", "../../../etc/passwd", "file:///etc/passwd", "\\u202etxt.exe", "" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *whole = whole_sidecar ();
      g_auto (GStrv) parts = g_strsplit (whole, "article.txt", 2);
      g_autofree char *renamed = g_strjoinv (paths[i], parts);
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoSidecar) sidecar = read_sidecar (renamed, &error);
      g_autoptr (SaysoText) article = sayso_text_new (ARTICLE, -1);
      g_autoptr (GBytes) written = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      written = sayso_sidecar_write (sidecar->records, article, "article.txt", TRUE);
      text = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
      g_assert_nonnull (strstr (text, "\"file\": \"article.txt\""));
      g_assert_null (strstr (text, "passwd"));
    }
}

/* As deep as may be is read, whatever stands there is kept; one more is refused, eighty thousand as well. */
static void
test_nesting (void)
{
  static const guint depths[] = { 60, 62, 63, 64, 80000 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autofree char *whole = whole_sidecar ();
      g_auto (GStrv) parts = g_strsplit (whole, "\"bom\": false", 2);
      g_autofree char *opening = g_strnfill (depths[i], '[');
      g_autofree char *closing = g_strnfill (depths[i], ']');
      g_autofree char *nested = g_strconcat (parts[0], "\"x\": ", opening, closing, parts[1], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SaysoSidecar) sidecar = read_sidecar (nested, &error);

      /* Two are around it. */
      if (depths[i] + 2 <= SAYSO_GUARD_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, SAYSO_GUARD_ERROR, SAYSO_GUARD_ERROR_DEPTH);
    }
}

/* A hundred thousand members, records and tags are no more than slow. */
static void
test_crowd (void)
{
  g_autofree char *whole = whole_sidecar ();
  g_auto (GStrv) parts = g_strsplit (whole, "\"bom\": false", 2);
  g_autoptr (GString) crowd = g_string_new (parts[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoSidecar) sidecar = NULL;

  g_string_append (crowd, "\"bom\": false");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (crowd, ", \"k%u\": %u", i, i);
  g_string_append (crowd, parts[1]);
  g_test_timer_start ();
  sidecar = read_sidecar (crowd->str, &error);
  g_assert_no_error (error);
  ASSERT_WITHIN (g_test_timer_elapsed (), 30);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/hostile/whole", test_whole);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sidecar/hostile/%s", cases[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/sidecar/hostile/paths", test_paths);
  g_test_add_func ("/sidecar/hostile/nesting", test_nesting);
  g_test_add_func ("/sidecar/hostile/crowd", test_crowd);
  return g_test_run ();
}
