/* Documents to try formats on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"

#include <string.h>

static const char torture_text[] = "\xf0\x9f\x98\x80 “Wir gehen nicht”, sagte Zoë\xcc\x88 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 gestern.\r\n"
                                   "\t“A,” he said,\n“B\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa.” =SUM(1)\r\n"
                                   "قال الوزير: «لن نغلق الميناء» في بيان.\n"
                                   "e\xcc\x81te\xcc\x81 | a\tb \xe2\x80\xa8 c; \"d\" <e> & 'f' \\n g [0] _ * -> h.";

static const char *const pieces[] = {
  "word", "Zoë", "e\xcc\x81", "😀", "\r\n", "\n", "\t", " ", " ", " ", ".", ",", "“", "”", "\"", "'",
  "字", "👩‍🚀", "لن", "|", ";", "=", "\\", "<b>", "&amp;", "\xe2\x80\xa8", "1", "T1\tClaim 0 1\tx", "[", "]", "*", "__"
};

static const char *const strings[] = {
  "plain", "=1+1", "'=1", "a | b", "a\\b", "a\"b", "a,b;c", "tab\there", "two\nlines", "cr\r\nlf", "<b>&</b>",
  "ünï 😀", "- dash", " lead", "T9\tClaim 0 1\tx", "%41%", "a|", "{\"x\": 1}", "]]>", "\xe2\x80\xa8sep"
};

typedef struct
{
  GRand         *rand;
  SaysoDocument *document;
  SaysoText     *text;
  GPtrArray     *identities; /* ids */
  GPtrArray     *claims;     /* ids */
  GPtrArray     *targets;    /* ids */
  guint          n_ids;
  char          *set;
} Maker;

/* Repeatable ids, in no order. */
static char *
make_id (Maker *maker)
{
  guint n = maker->n_ids++;

  return g_strdup_printf ("%08x-%04x-4000-8000-%012x", g_rand_int (maker->rand), n & 0xffff, n);
}

static gpointer
make_record (Maker     *maker,
             SaysoTable table)
{
  g_autofree char *id = make_id (maker);

  return sayso_record_new (table, id);
}

static gboolean
chance (Maker *maker,
        double p)
{
  return g_rand_double (maker->rand) < p;
}

static const char *
any_string (Maker *maker)
{
  return strings[g_rand_int_range (maker->rand, 0, G_N_ELEMENTS (strings))];
}

static void
begin (Maker      *maker,
       guint32     seed,
       const char *utf8)
{
  SaysoSetRecord *set;

  maker->rand = g_rand_new_with_seed (seed);
  maker->text = sayso_text_new (utf8, -1);
  maker->document = sayso_document_new (maker->text);
  maker->identities = g_ptr_array_new_with_free_func (g_free);
  maker->claims = g_ptr_array_new_with_free_func (g_free);
  maker->targets = g_ptr_array_new_with_free_func (g_free);
  sayso_document_begin (maker->document, "make");
  set = make_record (maker, SAYSO_TABLE_SETS);
  sayso_record_set_string (&set->name, "tests");
  set->origin = SAYSO_ORIGIN_EXTRACTOR;
  sayso_record_set_string (&set->tool, "tester 1.0");
  sayso_record_set_string (&set->created, "2026-01-02T03:04:05Z");
  sayso_document_put (maker->document, set);
  maker->set = g_strdup (set->head.id);
  sayso_record_unref (set);
}

static SaysoDocument *
finish (Maker *maker)
{
  sayso_document_end (maker->document);
  g_rand_free (maker->rand);
  g_object_unref (maker->text);
  g_ptr_array_unref (maker->identities);
  g_ptr_array_unref (maker->claims);
  g_ptr_array_unref (maker->targets);
  g_free (maker->set);
  return maker->document;
}

static void
add_identity (Maker      *maker,
              const char *name,
              const char *wikidata)
{
  static const char *const aliases[] = { "Bob", "B.\tB", NULL };
  SaysoIdentityRecord     *identity = make_record (maker, SAYSO_TABLE_IDENTITIES);

  sayso_record_set_string (&identity->name, name);
  sayso_record_set_string (&identity->wikidata, wikidata);
  identity->kind = g_rand_int_range (maker->rand, SAYSO_IDENTITY_UNKNOWN, SAYSO_IDENTITY_DOCUMENT + 1);
  if (chance (maker, 0.3))
    sayso_record_set_strv (&identity->aliases, aliases);
  sayso_document_put (maker->document, identity);
  g_ptr_array_add (maker->identities, g_strdup (identity->head.id));
  sayso_record_unref (identity);
}

static void
add_details (Maker                 *maker,
             SaysoAnnotationRecord *record)
{
  static const char *const tags[] = { "a b", "checkworthy", "x|y", NULL };

  record->status = g_rand_int_range (maker->rand, SAYSO_STATUS_SUGGESTED, SAYSO_STATUS_REJECTED + 1);
  record->confidence = chance (maker, 0.6) ? g_rand_int_range (maker->rand, 0, 1001) : -1;
  if (record->type == SAYSO_ANNOTATION_CLAIM)
    record->kind = g_rand_int_range (maker->rand, SAYSO_KIND_NONE, SAYSO_KIND_MIXED + 1);
  if (chance (maker, 0.3))
    sayso_record_set_string (&record->note, any_string (maker));
  if (chance (maker, 0.3))
    sayso_record_set_strv (&record->tags, tags + g_rand_int_range (maker->rand, 0, 3));
  if (chance (maker, 0.2))
    sayso_annotation_record_set_attribute (record, "verdict", any_string (maker));
  if (chance (maker, 0.1))
    sayso_annotation_record_set_attribute (record, "Kind", "of its own");
  if (chance (maker, 0.4))
    sayso_record_set_ref (&record->by, "maria");
  if (chance (maker, 0.4))
    sayso_record_set_string (&record->modified, "2026-02-03T04:05:06Z");
  if (chance (maker, 0.1))
    record->anchor = SAYSO_ANCHOR_MOVED;
  if (record->type != SAYSO_ANNOTATION_CLAIM && record->type != SAYSO_ANNOTATION_CUE && chance (maker, 0.5))
    sayso_record_set_ref (&record->identity, maker->identities->pdata[g_rand_int_range (maker->rand, 0, maker->identities->len)]);
}

static void
add_annotation (Maker              *maker,
                SaysoAnnotationType type,
                const SaysoSpan    *spans,
                guint               n_spans,
                gboolean            plain)
{
  SaysoAnnotationRecord *record = make_record (maker, SAYSO_TABLE_ANNOTATIONS);

  record->type = type;
  sayso_record_set_ref (&record->set, maker->set);
  sayso_annotation_record_set_spans (record, spans, n_spans);
  if (!plain)
    add_details (maker, record);
  sayso_document_put (maker->document, record);
  g_ptr_array_add (type == SAYSO_ANNOTATION_CLAIM ? maker->claims : maker->targets, g_strdup (record->head.id));
  sayso_record_unref (record);
}

static void
add_link (Maker      *maker,
          const char *from,
          const char *to)
{
  SaysoAnnotationType target = sayso_annotation_get (sayso_document_get_annotation (maker->document, to))->type;
  SaysoLinkRecord    *link = make_record (maker, SAYSO_TABLE_LINKS);

  g_assert_true (sayso_link_type_for_target (target, &link->type));
  sayso_record_set_ref (&link->set, maker->set);
  sayso_record_set_string (&link->from, from);
  sayso_record_set_string (&link->to, to);
  sayso_document_put (maker->document, link);
  sayso_record_unref (link);
}

static void
add_random_annotation (Maker *maker)
{
  SaysoSpan spans[3];
  guint     length = sayso_text_get_length (maker->text);
  guint     n = chance (maker, 0.2) ? 3 : 1;

  for (guint i = 0; i < n; i++)
    {
      spans[i].start = g_rand_int_range (maker->rand, 0, length);
      spans[i].end = spans[i].start + g_rand_int_range (maker->rand, 1, 13);
      spans[i].end = MIN (spans[i].end, length);
    }
  n = sayso_spans_normalize (spans, n);
  add_annotation (maker, g_rand_int_range (maker->rand, 0, SAYSO_N_ANNOTATION_TYPES), spans, n, FALSE);
}

static void
add_random_marks (Maker *maker,
                  guint  n)
{
  add_identity (maker, "Ali Khamenei", "Q57336");
  add_identity (maker, "=Bob | \\ “B”", NULL);
  add_identity (maker, "Zoë\xcc\x88", "https://example.org/z?a=1&b=2");
  add_identity (maker, "Zoë\xcc\x88", NULL);
  for (guint i = 0; i < n; i++)
    add_random_annotation (maker);
  for (guint i = 0; i < n && maker->claims->len > 0 && maker->targets->len > 0; i++)
    add_link (maker, maker->claims->pdata[g_rand_int_range (maker->rand, 0, maker->claims->len)],
              maker->targets->pdata[g_rand_int_range (maker->rand, 0, maker->targets->len)]);
}

SaysoDocument *
fixture_torture (void)
{
  Maker maker = { 0 };
  guint length;

  begin (&maker, 42, torture_text);
  length = sayso_text_get_length (maker.text);
  add_random_marks (&maker, 80);
  /* The whole text, each end of it, and something that holds CRLF inside. */
  add_annotation (&maker, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 0, length }, 1, FALSE);
  add_annotation (&maker, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ 0, 1 }, 1, FALSE);
  add_annotation (&maker, SAYSO_ANNOTATION_SOURCE, &(SaysoSpan){ length - 1, length }, 1, FALSE);
  return finish (&maker);
}

SaysoDocument *
fixture_random (guint32 seed)
{
  Maker maker = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) string = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 1, 120);

  for (guint i = 0; i < n; i++)
    g_string_append (string, pieces[g_rand_int_range (rand, 0, seed % 4 == 0 ? 10 : G_N_ELEMENTS (pieces))]);
  begin (&maker, seed, string->str);
  add_random_marks (&maker, g_rand_int_range (rand, 0, 40));
  return finish (&maker);
}

SaysoDocument *
fixture_large (guint n)
{
  Maker maker = { 0 };
  g_autoptr (GString) string = g_string_new (NULL);
  guint n_claims = n / 3;

  for (guint i = 0; i < n_claims; i++)
    g_string_append (string, "“We will not go,” said Zoë Müller here.\n");
  begin (&maker, 7, string->str);
  for (guint i = 0; i < n_claims; i++)
    {
      guint at = i * 40;

      add_annotation (&maker, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ at, at + 17 }, 1, TRUE);
      add_annotation (&maker, SAYSO_ANNOTATION_CUE, &(SaysoSpan){ at + 18, at + 22 }, 1, TRUE);
      add_link (&maker, maker.claims->pdata[i], maker.targets->pdata[2 * i]);
      add_annotation (&maker, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ at + 23, at + 33 }, 1, TRUE);
      add_link (&maker, maker.claims->pdata[i], maker.targets->pdata[2 * i + 1]);
    }
  return finish (&maker);
}

SaysoDocument *
fixture_bare (SaysoDocument *of)
{
  return sayso_document_new (sayso_document_get_text (of));
}

SaysoExportOptions
fixture_options (SaysoDocument *document)
{
  return (SaysoExportOptions){ .document = document, .article_name = "harbour.txt", .statuses = 7 };
}

GBytes *
fixture_export (const SaysoFormat *format,
                SaysoDocument     *document)
{
  SaysoExportOptions options = fixture_options (document);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sayso_format_export (format, &options, FALSE, &error);

  g_assert_no_error (error);
  return bytes;
}

SaysoDocument *
fixture_import (const SaysoFormat *format,
                GBytes            *bytes,
                SaysoDocument     *of,
                GError           **error)
{
  g_autoptr (SaysoDocument) document = fixture_bare (of);
  SaysoImportOptions options = { .text = sayso_document_get_text (of), .file_name = "in" };
  g_autofree char   *set = sayso_format_import (format, bytes, &options, document, error);

  return set != NULL ? g_steal_pointer (&document) : NULL;
}

void
fixture_assert_same_bytes (const char *what,
                           GBytes     *a,
                           GBytes     *b)
{
  gsize       n_a, n_b, at = 0;
  const char *data_a = g_bytes_get_data (a, &n_a), *data_b = g_bytes_get_data (b, &n_b);

  if (g_bytes_equal (a, b))
    return;
  while (at < n_a && at < n_b && data_a[at] == data_b[at])
    at++;
  at -= MIN (at, 200);
  g_error ("%s: bytes differ at about %" G_GSIZE_FORMAT ":\n%.*s\n--- and\n%.*s", what, at,
           (int)MIN (n_a - at, 500), data_a + at, (int)MIN (n_b - at, 500), data_b + at);
}

void
fixture_assert_savable (SaysoDocument *document)
{
  SaysoText *text = sayso_document_get_text (document);
  g_autoptr (GPtrArray) records = sayso_document_snapshot (document);
  g_autoptr (GBytes) written = sayso_sidecar_write (records, text, "harbour.txt", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoSidecar) read = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *data = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));

  read = sayso_sidecar_read (data, g_bytes_get_size (written), text, &error);
  if (error != NULL)
    g_error ("not fit to be saved: %s\n%s", error->message, data);
  again = sayso_sidecar_write (read->records, text, "harbour.txt", TRUE);
  fixture_assert_same_bytes ("sidecar", written, again);
}
