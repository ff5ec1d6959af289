/* Lossless or told: what each format says it will drop, strict exports, and what
 * is chosen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "format-fixture.h"

#include "model/sayso-edit.h"

#include <string.h>

static char **
losses_of (const char    *name,
           SaysoDocument *document,
           guint          statuses)
{
  SaysoExportOptions options = fixture_options (document);

  options.statuses = statuses;
  return sayso_format_list_losses (sayso_format_find (name), &options);
}

static void
assert_told (const char *name,
             char      **losses,
             const char *sentence)
{
  g_autofree char *all = g_strjoinv ("; ", losses);

  if (!g_strv_contains ((const char *const *)losses, sentence))
    g_error ("%s does not tell “%s” but: %s", name, sentence, all);
}

/* A claim in two pieces with everything on it, its speaker, source and cue. */
static SaysoDocument *
make_full (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("“We go,” said Zoë in a tweet, “now.” Rest.", -1);
  SaysoDocument    *document = sayso_document_new (text);
  SaysoAnnotation  *claim, *speaker, *source, *cue;
  SaysoIdentity    *identity;
  const char *const aliases[] = { "Z.", NULL };
  const char *const tags[] = { "checkworthy", "harbour", NULL };
  g_autoptr (GPtrArray) speakers = g_ptr_array_new ();

  claim = sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, (SaysoSpan[]){ { 0, 8 }, { 30, 36 } }, 2, "maria");
  cue = sayso_edit_mark (document, SAYSO_ANNOTATION_CUE, &(SaysoSpan){ 9, 13 }, 1, "maria");
  speaker = sayso_edit_mark (document, SAYSO_ANNOTATION_SPEAKER, &(SaysoSpan){ 14, 17 }, 1, "maria");
  source = sayso_edit_mark (document, SAYSO_ANNOTATION_SOURCE, &(SaysoSpan){ 21, 28 }, 1, "maria");
  sayso_edit_mark (document, SAYSO_ANNOTATION_CUE, &(SaysoSpan){ 37, 41 }, 1, "maria");
  sayso_edit_link (document, claim, speaker, "maria");
  sayso_edit_link (document, claim, source, "maria");
  sayso_edit_link (document, claim, cue, "maria");
  sayso_edit_set_note (document, claim, "look this up", "maria");
  sayso_edit_set_tags (document, claim, tags, "maria");
  sayso_edit_set_attribute (document, claim, "verdict", "true", "maria");
  identity = sayso_edit_add_identity (document, "Zoë Maas", SAYSO_IDENTITY_PERSON);
  g_ptr_array_add (speakers, speaker);
  sayso_edit_identify (document, speakers, identity, "maria");
  sayso_edit_set_identity_details (document, identity, SAYSO_IDENTITY_PERSON, aliases, "Q1");
  return document;
}

static void
test_counts (void)
{
  g_autoptr (SaysoDocument) document = make_full ();
  g_auto (GStrv) conll = losses_of ("conll", document, 0);
  g_auto (GStrv) brat = losses_of ("brat", document, 0);
  g_auto (GStrv) csv = losses_of ("csv", document, 0);
  g_auto (GStrv) polnear = losses_of ("polnear", document, 0);
  g_auto (GStrv) citron = losses_of ("citron", document, 0);
  g_auto (GStrv) claimreview = losses_of ("claimreview", document, 0);

  assert_told ("conll", conll, "that 1 annotation is in several pieces");
  assert_told ("conll", conll, "1 note");
  assert_told ("conll", conll, "2 tags");
  assert_told ("conll", conll, "1 codebook value");
  assert_told ("conll", conll, "3 links");
  assert_told ("conll", conll, "the identity of 1 mention");
  assert_told ("conll", conll, "the kind of 1 claim");
  assert_told ("brat", brat, "the kind and aliases of 1 identity");
  assert_told ("brat", brat, "who changed 5 annotations, and when");
  assert_told ("csv", csv, "1 codebook value");
  assert_told ("csv", csv, "the kind and aliases of 1 identity");
  assert_told ("csv", csv, "who changed 4 annotations, and when");
  assert_told ("csv", csv, "1 speaker, source or cue without a claim");
  assert_told ("polnear", polnear, "1 source (where it was said) and its links");
  assert_told ("citron", citron, "1 link to a source (where it was said)");
  assert_told ("claimreview", claimreview, "the place of 1 claim in the article");
}

/* These hold all of it. */
static void
test_nothing (void)
{
  static const char *const names[] = { "w3c", "prodigy", "label-studio", "doccano", "decisions" };
  g_autoptr (SaysoDocument) document = make_full ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) losses = losses_of (names[i], document, 0);
      SaysoExportOptions options = fixture_options (document);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = sayso_format_export (sayso_format_find (names[i]), &options, TRUE, &error);

      g_assert_no_error (error);
      g_assert_null (losses[0]);
    }
}

static void
test_strict (void)
{
  g_autoptr (SaysoDocument) document = make_full ();
  SaysoExportOptions options = fixture_options (document);
  g_autoptr (GError) error = NULL;

  g_assert_null (sayso_format_export (sayso_format_find ("conll"), &options, TRUE, &error));
  g_assert_error (error, SAYSO_FORMAT_ERROR, SAYSO_FORMAT_ERROR_LOSS);
  g_assert_nonnull (strstr (error->message, "2 tags"));
}

/* Rejected ones are left out unless asked for, and that is told. */
static void
test_rejected (void)
{
  g_autoptr (SaysoDocument) document = make_full ();
  SaysoExportOptions options = fixture_options (document);
  g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (sayso_document_get_claims (document), 0);
  g_autoptr (GBytes) without = NULL, with = NULL;
  g_auto (GStrv) losses = NULL, log = NULL;

  sayso_edit_decide_one (document, claim, SAYSO_STATUS_REJECTED, "maria");
  losses = losses_of ("w3c", document, 0);
  assert_told ("w3c", losses, "1 rejected annotation (ask for that status to export it)");
  log = losses_of ("decisions", document, 0);
  g_assert_null (log[0]);
  options.statuses = 0;
  without = sayso_format_export (sayso_format_find ("csv"), &options, FALSE, NULL);
  options.statuses = 1 << SAYSO_STATUS_REJECTED;
  with = sayso_format_export (sayso_format_find ("csv"), &options, FALSE, NULL);
  g_assert_null (g_strstr_len (g_bytes_get_data (without, NULL), g_bytes_get_size (without), "We go"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (with, NULL), g_bytes_get_size (with), "We go"));
}

static void
test_sets (void)
{
  g_autoptr (SaysoDocument) document = make_full ();
  SaysoExportOptions options = fixture_options (document);
  const char        *set = sayso_edit_ensure_manual_set (document, "other");
  const char *const  chosen[] = { set, NULL };
  g_autofree char   *kept = g_strdup (set);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) both = NULL;

  sayso_edit_mark (document, SAYSO_ANNOTATION_CLAIM, &(SaysoSpan){ 37, 41 }, 1, "other");
  both = losses_of ("w3c", document, 0);
  assert_told ("w3c", both, "which of 2 sets an annotation is in");
  options.sets = chosen;
  bytes = sayso_format_export (sayso_format_find ("brat"), &options, FALSE, NULL);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "T1\tClaim 37 41\tRest\n"));
  g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "T2"));
}

/* No verdict is made up; a person's own is passed on. */
static void
test_verdict (void)
{
  g_autoptr (SaysoDocument) document = make_full ();
  g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (sayso_document_get_claims (document), 0);
  g_autoptr (GBytes) given = fixture_export (sayso_format_find ("claimreview"), document);
  g_autoptr (GBytes) none = NULL;

  g_assert_nonnull (g_strstr_len (g_bytes_get_data (given, NULL), g_bytes_get_size (given),
                                  "{\"@type\": \"Rating\", \"alternateName\": \"true\"}"));
  sayso_edit_set_attribute (document, claim, "verdict", NULL, "maria");
  none = fixture_export (sayso_format_find ("claimreview"), document);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (none, NULL), g_bytes_get_size (none),
                                  "\"reviewRating\": {\"@type\": \"Rating\"}"));
}

/* A set of a tool with one claim, which it is sure of to 87 %. */
static SaysoDocument *
make_proposed (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("“We go,” said Zoë.", -1);
  SaysoDocument         *document = sayso_document_new (text);
  SaysoSetRecord        *set = sayso_record_new (SAYSO_TABLE_SETS, "00000000-0000-4000-8000-000000000001");
  SaysoAnnotationRecord *claim = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, "00000000-0000-4000-8000-000000000002");

  set->origin = SAYSO_ORIGIN_EXTRACTOR;
  sayso_record_set_string (&set->name, "robot");
  sayso_record_set_string (&set->tool, "robot 2");
  claim->type = SAYSO_ANNOTATION_CLAIM;
  claim->status = SAYSO_STATUS_SUGGESTED;
  claim->confidence = 870;
  sayso_record_set_ref (&claim->set, set->head.id);
  sayso_record_set_ref (&claim->by, "robot");
  sayso_record_set_string (&claim->modified, "2026-01-02T03:04:05Z");
  sayso_annotation_record_set_spans (claim, &(SaysoSpan){ 0, 8 }, 1);
  sayso_document_begin (document, "propose");
  sayso_document_put (document, &set->head);
  sayso_document_put (document, &claim->head);
  sayso_document_end (document);
  sayso_record_unref (set);
  sayso_record_unref (claim);
  return document;
}

/* Which tool, how sure, by whom and when: held, or told. What came back stays when it is accepted. */
static void
test_provenance (gconstpointer data)
{
  const SaysoFormat *format = data;
  g_autoptr (SaysoDocument) document = make_proposed ();
  g_autoptr (GBytes) bytes = fixture_export (format, document);
  g_auto (GStrv) losses = losses_of (format->name, document, 0);
  const char *const *told = (const char *const *)losses;
  g_autoptr (SaysoDocument) back = NULL;
  g_autoptr (SaysoAnnotation) claim = NULL;
  const SaysoAnnotationRecord *record;
  const SaysoSetRecord        *set;

  if (format->import_records == NULL)
    return;
  back = fixture_import (format, bytes, document, NULL);
  claim = g_list_model_get_item (sayso_document_get_claims (back), 0);
  record = sayso_annotation_get (claim);
  set = sayso_annotation_set_get (sayso_document_get_set (back, record->set));
  g_assert_true ((g_strcmp0 (set->tool, "robot 2") == 0) != g_strv_contains (told, "the name of the tool that made it"));
  g_assert_true ((record->confidence == 870) != g_strv_contains (told, "the confidence of 1 annotation"));
  g_assert_true ((g_strcmp0 (record->modified, "2026-01-02T03:04:05Z") == 0) != g_strv_contains (told, "who changed 1 annotation, and when"));
  if (record->confidence != 870)
    return;
  sayso_edit_decide_one (back, claim, SAYSO_STATUS_ACCEPTED, "maria");
  record = sayso_annotation_get (claim);
  g_assert_cmpint (record->status, ==, SAYSO_STATUS_ACCEPTED);
  g_assert_cmpint (record->confidence, ==, 870);
  g_assert_true (sayso_annotation_set_get (sayso_document_get_set (back, record->set)) == set);
}

int
main (int    argc,
      char **argv)
{
  guint                     n;
  const SaysoFormat *const *formats = sayso_formats (&n);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/formats/losses/provenance/%s", formats[i]->name);

      if (formats[i]->export_bytes != NULL)
        g_test_add_data_func (path, formats[i], test_provenance);
    }
  g_test_add_func ("/formats/losses/counts", test_counts);
  g_test_add_func ("/formats/losses/nothing", test_nothing);
  g_test_add_func ("/formats/losses/strict", test_strict);
  g_test_add_func ("/formats/losses/rejected", test_rejected);
  g_test_add_func ("/formats/losses/sets", test_sets);
  g_test_add_func ("/formats/claimreview/verdict", test_verdict);
  return g_test_run ();
}
