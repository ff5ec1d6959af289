/* Reader and writer over random documents; the sidecars are left for the schema test, in
 * the folder named by SAYSO_KEEP_SIDECARS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const pieces[] = { "word ", "Ünï ", "字", "😀 ", "e\xcc\x81 ", "\r\n", "\"", "\\", "\t", "“so” ", "\x01", "\u202eabc ", "…" };

static char *
random_string (guint most)
{
  GString *string = g_string_new (NULL);

  for (int i = g_test_rand_int_range (1, (int)most + 1); i > 0; i--)
    g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (string, FALSE);
}

static gboolean
maybe (void)
{
  return g_test_rand_bit ();
}

static void
random_spans (SaysoAnnotationRecord *record,
              guint                  length)
{
  SaysoSpan spans[3];
  guint     n = g_test_rand_int_range (1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint start = g_test_rand_int_range (0, (int)length), width = g_test_rand_int_range (1, 12);

      spans[i] = (SaysoSpan){ start, MIN (length, start + width) };
    }
  sayso_annotation_record_set_spans (record, spans, n);
}

static SaysoAnnotationRecord *
random_annotation (const char *set,
                   const char *identity,
                   guint       length)
{
  SaysoAnnotationRecord *record = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  sayso_record_set_ref (&record->set, set);
  record->type = g_test_rand_int_range (0, SAYSO_N_ANNOTATION_TYPES);
  record->status = g_test_rand_int_range (0, 3);
  if (record->type == SAYSO_ANNOTATION_CLAIM)
    record->kind = g_test_rand_int_range (0, 4);
  if (g_test_rand_int_range (0, 6) == 0)
    {
      record->anchor = SAYSO_ANCHOR_ORPHAN;
      record->exact = random_string (4);
      record->prefix = random_string (4);
      record->suffix = random_string (4);
    }
  else
    random_spans (record, length);
  if (maybe ())
    record->confidence = g_test_rand_int_range (0, 1001);
  if (maybe ())
    record->note = random_string (6);
  if (maybe ())
    sayso_record_set_ref (&record->identity, identity);
  if (maybe ())
    sayso_record_set_ref (&record->by, "maria");
  if (maybe ())
    record->modified = sayso_timestamp_now ();
  if (maybe ())
    sayso_record_set_strv (&record->tags, (const char *const[]){ "a", "b \"c\"", NULL });
  if (maybe ())
    sayso_annotation_record_set_attribute (record, "verdict", "so\nso");
  if (maybe ())
    sayso_record_set_string (&record->head.extras, "\"x-later\": {\"a\": [1.50, null, true]}");
  return record;
}

static void
add_random_links (GPtrArray  *records,
                  const char *set)
{
  guint n = records->len;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        SaysoAnnotationRecord *from = records->pdata[i], *to = records->pdata[j];
        SaysoLinkRecord       *link;
        SaysoLinkType          type;

        if (from->head.table != SAYSO_TABLE_ANNOTATIONS || to->head.table != SAYSO_TABLE_ANNOTATIONS
            || from->type != SAYSO_ANNOTATION_CLAIM || !sayso_link_type_for_target (to->type, &type) || g_test_rand_int_range (0, 5) > 0)
          continue;
        link = sayso_record_new (SAYSO_TABLE_LINKS, NULL);
        link->type = type;
        sayso_record_set_ref (&link->set, set);
        sayso_record_set_string (&link->from, from->head.id);
        sayso_record_set_string (&link->to, to->head.id);
        g_ptr_array_add (records, link);
      }
}

static GPtrArray *
random_records (guint length,
                guint n_annotations)
{
  GPtrArray           *records = g_ptr_array_new_with_free_func (sayso_record_unref);
  SaysoArticleRecord  *article = sayso_record_new (SAYSO_TABLE_ARTICLE, "article");
  SaysoSetRecord      *set = sayso_record_new (SAYSO_TABLE_SETS, NULL);
  SaysoIdentityRecord *identity = sayso_record_new (SAYSO_TABLE_IDENTITIES, NULL);

  if (maybe ())
    article->title = random_string (5);
  set->name = random_string (3);
  set->origin = g_test_rand_int_range (0, 4);
  identity->name = random_string (3);
  identity->kind = g_test_rand_int_range (0, 6);
  if (maybe ())
    sayso_record_set_string (&identity->wikidata, "Q42");
  g_ptr_array_add (records, article);
  g_ptr_array_add (records, set);
  g_ptr_array_add (records, identity);
  for (guint i = 0; i < n_annotations; i++)
    g_ptr_array_add (records, random_annotation (set->head.id, identity->head.id, length));
  add_random_links (records, set->head.id);
  sayso_records_sort (records);
  return records;
}

static SaysoSidecar *
read_back (GBytes    *bytes,
           SaysoText *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  SaysoSidecar    *sidecar = sayso_sidecar_read (data, g_bytes_get_size (bytes), text, &error);

  g_assert_no_error (error);
  return sidecar;
}

static void
keep (GBytes *bytes,
      guint   number)
{
  const char      *folder = g_getenv ("SAYSO_KEEP_SIDECARS");
  g_autofree char *name = g_strdup_printf ("random-%u.sayso.json", number);
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static void
test_random_round_trip (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autofree char *article = random_string (60);
      g_autoptr (SaysoText) text = sayso_text_new (article, -1);
      g_autoptr (GPtrArray) records = random_records (sayso_text_get_length (text), g_test_rand_int_range (0, 15));
      g_autoptr (GBytes) first = sayso_sidecar_write (records, text, "a \"b\".txt", round % 2);
      g_autoptr (SaysoSidecar) sidecar = read_back (first, text);
      g_autoptr (GBytes) second = sayso_sidecar_write (sidecar->records, text, "a \"b\".txt", round % 2);

      g_assert_cmpuint (sidecar->records->len, ==, records->len);
      for (guint i = 0; i < records->len; i++)
        g_assert_true (sayso_record_equal (records->pdata[i], sidecar->records->pdata[i]));
      g_assert_true (g_bytes_equal (first, second));
      if (round < 30)
        keep (first, round);
    }
}

/* The merge against a plain statement of its rules, record by record. */
static SaysoRecord *
find (GPtrArray  *records,
      const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (((SaysoRecord *)records->pdata[i])->id, id) == 0)
      return records->pdata[i];
  return NULL;
}

static GPtrArray *
random_edit (GPtrArray *base,
             guint      length)
{
  GPtrArray *edited = g_ptr_array_new_with_free_func (sayso_record_unref);

  for (guint i = 0; i < base->len; i++)
    {
      SaysoRecord *record = base->pdata[i];

      if (record->table != SAYSO_TABLE_ANNOTATIONS || g_test_rand_int_range (0, 3) > 0)
        g_ptr_array_add (edited, sayso_record_ref (record));
      else if (maybe ())
        {
          SaysoAnnotationRecord *changed = sayso_record_copy (record);

          changed->status = g_test_rand_int_range (0, 3);
          g_free (changed->note);
          changed->note = random_string (2);
          g_ptr_array_add (edited, changed);
        }
    }
  return edited;
}

static void
test_random_merge (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) base = random_records (100, 12);
      g_autoptr (GPtrArray) ours = random_edit (base, 100);
      g_autoptr (GPtrArray) theirs = random_edit (base, 100);
      g_autoptr (GPtrArray) merged = sayso_merge (base, ours, theirs);

      for (guint i = 0; i < base->len; i++)
        {
          SaysoRecord *b = base->pdata[i], *o = find (ours, b->id), *t = find (theirs, b->id), *m = find (merged, b->id);

          if (b->table != SAYSO_TABLE_ANNOTATIONS)
            continue;
          if (o == NULL && t == NULL)
            g_assert_null (m);
          else if (o == NULL || t == NULL)
            g_assert_true ((m == NULL) == sayso_record_equal (o != NULL ? o : t, b));
          else if (sayso_record_equal (o, b))
            g_assert_true (m == t);
          else if (sayso_record_equal (t, b))
            g_assert_true (m == o);
          else
            {
              SaysoStatus ours_status = ((SaysoAnnotationRecord *)o)->status, theirs_status = ((SaysoAnnotationRecord *)t)->status;

              g_assert_true (m == o || m == t);
              /* No decision is lost to a suggestion. */
              if (ours_status != SAYSO_STATUS_SUGGESTED || theirs_status != SAYSO_STATUS_SUGGESTED)
                g_assert_cmpint (((SaysoAnnotationRecord *)m)->status, !=, SAYSO_STATUS_SUGGESTED);
            }
        }
    }
}

/* Cut off or changed anywhere, a sidecar is refused or read, never crashed on. */
static void
test_random_damage (void)
{
  g_autoptr (SaysoText) text = sayso_text_new ("One two three “four” five.", -1);
  g_autoptr (GPtrArray) records = random_records (sayso_text_get_length (text), 8);
  g_autoptr (GBytes) bytes = sayso_sidecar_write (records, text, "a.txt", TRUE);
  gsize size = g_bytes_get_size (bytes);
  guint refused = 0;

  for (gsize cut = 0; cut + 1 < size; cut++)
    {
      g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), cut);
      g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (data, cut, text, NULL);

      g_assert_null (sidecar);
    }
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (SaysoSidecar) sidecar = NULL;
      g_autoptr (GError) error = NULL;

      data[g_test_rand_int_range (0, (int)size)] = "{}[]\",:0a\\"[g_test_rand_int_range (0, 10)];
      sidecar = sayso_sidecar_read (data, size, text, &error);
      refused += sidecar == NULL;
      g_assert_true ((sidecar == NULL) == (error != NULL));
    }
  g_assert_cmpuint (refused, >, 1000);
}

/* Ids are one space: a link may name a set, an annotation an annotation as its set or identity. None of it is
 * taken for what it is not. */
static void
test_wrong_table (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (sayso_record_unref);
  SaysoSetRecord        *set = sayso_record_new (SAYSO_TABLE_SETS, NULL);
  SaysoAnnotationRecord *claim = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
  SaysoAnnotationRecord *stray = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
  SaysoLinkRecord       *link = sayso_record_new (SAYSO_TABLE_LINKS, NULL);

  set->name = g_strdup ("s");
  claim->type = stray->type = SAYSO_ANNOTATION_CLAIM;
  sayso_record_set_ref (&claim->set, set->head.id);
  sayso_record_set_ref (&claim->identity, set->head.id);
  sayso_record_set_ref (&stray->set, claim->head.id);
  sayso_record_set_ref (&link->set, set->head.id);
  sayso_record_set_string (&link->from, set->head.id);
  sayso_record_set_string (&link->to, claim->head.id);
  g_ptr_array_add (records, set);
  g_ptr_array_add (records, claim);
  g_ptr_array_add (records, stray);
  g_ptr_array_add (records, link);
  sayso_records_drop_dangling (records);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_true (records->pdata[0] == (gpointer)set);
  g_assert_null (((SaysoAnnotationRecord *)records->pdata[1])->identity);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sidecar/sidecar/random-round-trip", test_random_round_trip);
  g_test_add_func ("/sidecar/sidecar/random-merge", test_random_merge);
  g_test_add_func ("/sidecar/sidecar/wrong-table", test_wrong_table);
  g_test_add_func ("/sidecar/sidecar/random-damage", test_random_damage);
  return g_test_run ();
}
