/* A fuzz target for the merge. The bytes are a programme of changes to three copies of the same records: the base,
 * ours and theirs. Whatever was changed, no record is invented or twice there, what only one side did is done, and
 * the result can be saved and read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-merge.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-writer.h"

#define ARTICLE "“We closed it,” Oda Renwick said. “It is shut,” the board told reporters.\n"
#define N_IDS 24
#define N_SIDES 3

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* Reads the programme; zeros behind its end. */
typedef struct
{
  const guint8 *data;
  gsize         size;
} Tape;

static guint
take (Tape *tape,
      guint n)
{
  if (tape->size == 0)
    return 0;
  tape->size--;
  return *tape->data++ % n;
}

static char *
make_id (guint n)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", n);
}

/* Mostly a record that fits its neighbours: sets first, then identities, annotations and links. */
static gpointer
make_record (Tape *tape,
             guint n)
{
  g_autofree char *id = make_id (n);
  g_autofree char *other = make_id (take (tape, N_IDS));
  g_autofree char *third = make_id (take (tape, N_IDS));
  SaysoTable       table = SAYSO_TABLE_SETS + take (tape, SAYSO_N_TABLES - 1);

  if (table == SAYSO_TABLE_SETS)
    {
      SaysoSetRecord *record = sayso_record_new (table, id);

      sayso_record_set_string (&record->name, take (tape, 2) ? "ada" : "ben");
      return record;
    }
  if (table == SAYSO_TABLE_IDENTITIES)
    {
      SaysoIdentityRecord *record = sayso_record_new (table, id);

      sayso_record_set_string (&record->name, take (tape, 2) ? "Oda Renwick" : "the board");
      return record;
    }
  if (table == SAYSO_TABLE_LINKS)
    {
      SaysoLinkRecord *record = sayso_record_new (table, id);

      record->type = take (tape, SAYSO_N_LINK_TYPES);
      sayso_record_set_string (&record->from, other);
      sayso_record_set_string (&record->to, third);
      sayso_record_set_ref (&record->set, "00000000-0000-4000-8000-000000000000");
      return record;
    }
  {
    SaysoAnnotationRecord *record = sayso_record_new (table, id);
    guint                  start = take (tape, 40);

    record->type = take (tape, SAYSO_N_ANNOTATION_TYPES);
    record->status = take (tape, 3);
    sayso_annotation_record_set_spans (record, &(SaysoSpan){ start, start + 1 + take (tape, 20) }, 1);
    sayso_record_set_ref (&record->set, take (tape, 4) ? "00000000-0000-4000-8000-000000000000" : other);
    if (take (tape, 2))
      sayso_record_set_ref (&record->identity, third);
    if (take (tape, 2))
      sayso_record_set_string (&record->modified, take (tape, 2) ? "2026-11-23T10:00:00Z" : "2026-11-24T10:00:00Z");
    return record;
  }
}

static GPtrArray *
to_records (SaysoRecord **slots)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (sayso_record_unref);

  g_ptr_array_add (records, sayso_record_new (SAYSO_TABLE_ARTICLE, "article"));
  for (guint i = 0; i < N_IDS; i++)
    if (slots[i] != NULL)
      g_ptr_array_add (records, sayso_record_ref (slots[i]));
  sayso_records_sort (records);
  sayso_records_drop_dangling (records);
  return records;
}

/* The base by the first bytes, then changes to either side. */
static void
run_programme (Tape      *tape,
               GPtrArray *sides[N_SIDES])
{
  SaysoRecord *slots[N_SIDES][N_IDS] = { 0 };
  guint        n_base = take (tape, N_IDS);
  SaysoRecord *set = sayso_record_new (SAYSO_TABLE_SETS, "00000000-0000-4000-8000-000000000000");

  sayso_record_set_string (&((SaysoSetRecord *)set)->name, "ada");
  for (guint side = 0; side < N_SIDES; side++)
    slots[side][0] = sayso_record_ref (set);
  sayso_record_unref (set);
  for (guint i = 1; i < n_base; i++)
    {
      slots[0][i] = make_record (tape, i);
      for (guint side = 1; side < N_SIDES; side++)
        slots[side][i] = sayso_record_ref (slots[0][i]);
    }
  while (tape->size > 0)
    {
      guint side = 1 + take (tape, N_SIDES - 1), i = take (tape, N_IDS);

      g_clear_pointer (&slots[side][i], sayso_record_unref);
      if (take (tape, 3) > 0)
        slots[side][i] = make_record (tape, i);
    }
  for (guint side = 0; side < N_SIDES; side++)
    {
      sides[side] = to_records (slots[side]);
      for (guint i = 0; i < N_IDS; i++)
        g_clear_pointer (&slots[side][i], sayso_record_unref);
    }
}

static const SaysoRecord *
find (GPtrArray  *records,
      const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((SaysoRecord *)records->pdata[i])->id, id))
      return records->pdata[i];
  return NULL;
}

static void
assert_same (GPtrArray *a,
             GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (sayso_record_equal (a->pdata[i], b->pdata[i]));
}

/* Each record is one that a side has, but for an identity that went. */
static void
check_origin (GPtrArray *merged,
              GPtrArray *sides[N_SIDES])
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < merged->len; i++)
    {
      const SaysoRecord *record = merged->pdata[i], *ours = find (sides[1], record->id), *theirs = find (sides[2], record->id);
      gboolean           known = (ours != NULL && sayso_record_equal (ours, record)) || (theirs != NULL && sayso_record_equal (theirs, record));

      g_assert_true (g_hash_table_add (seen, record->id));
      g_assert_true (ours != NULL || theirs != NULL);
      g_assert_true (known || (record->table == SAYSO_TABLE_ANNOTATIONS && ((const SaysoAnnotationRecord *)record)->identity == NULL));
    }
}

static void
check_savable (GPtrArray *merged,
               SaysoText *article)
{
  g_autoptr (GBytes) bytes = sayso_sidecar_write (merged, article, "article.txt", FALSE);
  g_autofree char *data = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoSidecar) sidecar = sayso_sidecar_read (data, g_bytes_get_size (bytes), article, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->records->len, ==, merged->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SaysoText *article;
  Tape              tape = { data, MIN (size, 1024) };
  GPtrArray        *sides[N_SIDES];
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (GPtrArray) only_ours = NULL;
  g_autoptr (GPtrArray) only_theirs = NULL;
  g_autoptr (GPtrArray) no_base = NULL;

  if (article == NULL)
    article = sayso_text_new (ARTICLE, -1);
  run_programme (&tape, sides);
  merged = sayso_merge (sides[0], sides[1], sides[2]);
  check_origin (merged, sides);
  check_savable (merged, article);
  only_ours = sayso_merge (sides[0], sides[1], sides[0]);
  assert_same (only_ours, sides[1]);
  only_theirs = sayso_merge (sides[0], sides[0], sides[2]);
  assert_same (only_theirs, sides[2]);
  no_base = sayso_merge (NULL, sides[1], sides[2]);
  check_origin (no_base, sides);
  check_savable (no_base, article);
  for (guint side = 0; side < N_SIDES; side++)
    g_ptr_array_unref (sides[side]);
  return 0;
}
