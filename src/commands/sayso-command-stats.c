/* sayso stats: what is annotated, in numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "commands/sayso-command.h"
#include "sidecar/sayso-record-json.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean json;
static char    *encoding;

static const GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("As JSON, one object a line"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("What the articles are written in, if not UTF-8"), N_ ("NAME") },
  { NULL }
};

typedef struct
{
  char *name;
  guint n_claims;
  guint n_words;
} Speaker;

typedef struct
{
  guint       types[SAYSO_N_ANNOTATION_TYPES];
  guint       statuses[3]; /* of claims */
  guint       kinds[4];
  guint       n_unattributed;
  guint       n_words;
  GHashTable *speakers; /* name -> Speaker */
} Stats;

static void
speaker_free (gpointer data)
{
  Speaker *speaker = data;

  g_free (speaker->name);
  g_free (speaker);
}

static guint
count_words (const char *text)
{
  guint    n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean word = g_unichar_isalnum (g_utf8_get_char (p));

      n += word && !inside;
      inside = word || (inside && (*p == '\'' || g_utf8_get_char (p) == 0x2019));
    }
  return n;
}

static char *
name_of (SaysoDocument   *document,
         SaysoAnnotation *speaker)
{
  SaysoIdentity *identity = sayso_document_get_identity (document, sayso_annotation_get (speaker)->identity);

  return identity != NULL ? g_strdup (sayso_identity_get (identity)->name) : sayso_document_dup_exact (document, speaker);
}

static void
count_claim (Stats           *stats,
             SaysoDocument   *document,
             SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  g_autoptr (GPtrArray) speakers = sayso_document_get_linked (document, claim, SAYSO_LINK_SAID_BY);
  g_autofree char *exact = sayso_document_dup_exact (document, claim);
  guint            n_words = count_words (exact);

  stats->statuses[record->status]++;
  if (record->status == SAYSO_STATUS_REJECTED)
    return;
  stats->kinds[record->kind]++;
  stats->n_words += n_words;
  stats->n_unattributed += speakers->len == 0;
  for (guint i = 0; i < speakers->len; i++)
    {
      g_autofree char *name = name_of (document, speakers->pdata[i]);
      Speaker         *speaker = g_hash_table_lookup (stats->speakers, name);

      if (speaker == NULL)
        {
          speaker = g_new0 (Speaker, 1);
          speaker->name = g_strdup (name);
          g_hash_table_insert (stats->speakers, speaker->name, speaker);
        }
      speaker->n_claims++;
      speaker->n_words += n_words;
    }
}

static int
compare_speakers_cb (gconstpointer a,
                     gconstpointer b)
{
  const Speaker *x = *(Speaker **)a, *y = *(Speaker **)b;

  if (x->n_words != y->n_words)
    return x->n_words > y->n_words ? -1 : 1;
  return strcmp (x->name, y->name);
}

static void
print_json (const char *article,
            Stats      *stats,
            GPtrArray  *speakers)
{
  g_autoptr (GString) out = g_string_new ("{\"file\": ");

  sayso_json_append_string (out, article);
  for (guint i = 0; i < SAYSO_N_ANNOTATION_TYPES; i++)
    g_string_append_printf (out, ", \"%ss\": %u", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, i), stats->types[i]);
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (out, ", \"%s\": %u", sayso_nick (SAYSO_TYPE_STATUS, i), stats->statuses[i]);
  for (guint i = SAYSO_KIND_DIRECT; i <= SAYSO_KIND_MIXED; i++)
    g_string_append_printf (out, ", \"%s\": %u", sayso_nick (SAYSO_TYPE_KIND, i), stats->kinds[i]);
  g_string_append_printf (out, ", \"unattributed\": %u, \"words\": %u, \"by_speaker\": [", stats->n_unattributed, stats->n_words);
  for (guint i = 0; i < speakers->len; i++)
    {
      Speaker *speaker = speakers->pdata[i];

      g_string_append (out, i > 0 ? ", {\"name\": " : "{\"name\": ");
      sayso_json_append_string (out, speaker->name);
      g_string_append_printf (out, ", \"claims\": %u, \"words\": %u}", speaker->n_claims, speaker->n_words);
    }
  g_string_append (out, "]}");
  puts (out->str);
}

static void
print_table (const char *article,
             Stats      *stats,
             GPtrArray  *speakers)
{
  g_autofree char *shown = sayso_terminal_escape (article);

  puts (shown);
  printf (_ ("  claims    %u (%u accepted, %u to review, %u rejected)\n"), stats->types[SAYSO_ANNOTATION_CLAIM],
          stats->statuses[SAYSO_STATUS_ACCEPTED], stats->statuses[SAYSO_STATUS_SUGGESTED], stats->statuses[SAYSO_STATUS_REJECTED]);
  printf (_ ("  kinds     %u direct, %u indirect, %u mixed\n"), stats->kinds[SAYSO_KIND_DIRECT], stats->kinds[SAYSO_KIND_INDIRECT], stats->kinds[SAYSO_KIND_MIXED]);
  printf (_ ("  sources   %u\n"), stats->types[SAYSO_ANNOTATION_SOURCE]);
  if (stats->n_unattributed > 0)
    printf (ngettext ("  no speaker for %u claim\n", "  no speaker for %u claims\n", stats->n_unattributed), stats->n_unattributed);
  for (guint i = 0; i < speakers->len; i++)
    {
      Speaker         *speaker = speakers->pdata[i];
      g_autofree char *name = sayso_terminal_escape (speaker->name);

      printf (ngettext ("  %5u words in %3u claim   %s\n", "  %5u words in %3u claims  %s\n", speaker->n_claims), speaker->n_words, speaker->n_claims, name);
    }
}

static void
print_stats (SaysoStore *store,
             const char *article)
{
  SaysoDocument *document = sayso_store_get_document (store);
  GListModel    *annotations = sayso_document_get_annotations (document);
  g_autoptr (GHashTable) speakers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, speaker_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  Stats          stats = { .speakers = speakers };
  GHashTableIter iter;
  gpointer       speaker;

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);

      stats.types[sayso_annotation_get (annotation)->type]++;
      if (sayso_annotation_get (annotation)->type == SAYSO_ANNOTATION_CLAIM)
        count_claim (&stats, document, annotation);
    }
  g_hash_table_iter_init (&iter, speakers);
  while (g_hash_table_iter_next (&iter, NULL, &speaker))
    g_ptr_array_add (sorted, speaker);
  g_ptr_array_sort (sorted, compare_speakers_cb);
  (json ? print_json : print_table) (article, &stats, sorted);
}

int
sayso_command_stats (int    argc,
                     char **argv)
{
  int status = SAYSO_EXIT_GOOD;

  if (!sayso_command_parse ("stats", entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    {
      sayso_command_complain (_ ("stats: no article was named; see “sayso stats --help”"));
      return SAYSO_EXIT_FAILED;
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (SaysoStore) store = sayso_command_open (argv[i], encoding, SAYSO_STORE_INSPECT, &status);

      if (store != NULL)
        print_stats (store, argv[i]);
    }
  return status;
}
