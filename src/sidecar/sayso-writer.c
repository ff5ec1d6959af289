/* Writing a sidecar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-writer.h"
#include "sidecar/sayso-reader.h"
#include "sidecar/sayso-record-json.h"

#include <string.h>

static void
append_article (GString                  *out,
                const SaysoArticleRecord *record,
                SaysoText                *article,
                const char               *article_name)
{
  g_autoptr (GString) details = g_string_new (NULL);

  g_string_append (out, "  \"article\": {\"file\": ");
  sayso_json_append_string (out, article_name);
  g_string_append_printf (out, ", \"sha256\": \"%s\", \"length\": %u, \"unit\": \"codepoint\", \"bom\": %s",
                          sayso_text_get_sha256 (article), sayso_text_get_length (article),
                          sayso_text_has_bom (article) ? "true" : "false");
  sayso_record_append_json (details, &record->head, article);
  if (details->len > 2)
    g_string_append (out, ", ");
  g_string_append_len (out, details->str + 1, details->len - 1);
  g_string_append (out, ",\n");
}

static void
append_table (GString   *out,
              GPtrArray *records,
              SaysoTable table,
              SaysoText *article,
              guint     *at)
{
  gboolean first = TRUE;

  g_string_append_printf (out, "  \"%s\": [", sayso_nick (SAYSO_TYPE_TABLE, table));
  for (; *at < records->len && ((SaysoRecord *)records->pdata[*at])->table == table; (*at)++)
    {
      g_string_append (out, first ? "\n    " : ",\n    ");
      sayso_record_append_json (out, records->pdata[*at], article);
      first = FALSE;
    }
  g_string_append (out, first ? "]" : "\n  ]");
}

GBytes *
sayso_sidecar_write (GPtrArray  *records,
                     SaysoText  *article,
                     const char *article_name,
                     gboolean    with_snapshot)
{
  const SaysoArticleRecord *record = records->pdata[0];
  GString                  *out = g_string_sized_new (sayso_text_get_n_bytes (article) + records->len * 256 + 1024);
  guint                     at = 1;

  g_string_append_printf (out, "{\n  \"format\": \"sayso-sidecar\",\n  \"version\": %d,\n", SAYSO_SIDECAR_VERSION);
  append_article (out, record, article, article_name);
  if (with_snapshot)
    {
      g_string_append (out, "  \"text\": ");
      sayso_json_append_string (out, sayso_text_get_utf8 (article));
      g_string_append (out, ",\n");
    }
  for (SaysoTable table = SAYSO_TABLE_SETS; table < SAYSO_N_TABLES; table++)
    {
      append_table (out, records, table, article, &at);
      g_string_append (out, table + 1 < SAYSO_N_TABLES ? ",\n" : "");
    }
  if (record->head.extras != NULL)
    g_string_append_printf (out, ",\n  %s", record->head.extras);
  g_string_append (out, "\n}\n");
  return g_string_free_to_bytes (out);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const SaysoRecord *x = *(SaysoRecord **)a, *y = *(SaysoRecord **)b;

  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return sayso_record_compare (x, y);
}

void
sayso_records_sort (GPtrArray *records)
{
  g_ptr_array_sort (records, compare_cb);
}
