/* From what the extractor found to suggestions in a document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-proposals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOOL_PREFIX "sayso extract"
#define NEGATED_TAG "negated"

typedef struct
{
  SaysoDocument *document;
  const char    *set;
  GHashTable    *targets; /* "TYPE START END" -> id */
  char         **identities;
} Proposing;

static gboolean
is_our_set (SaysoDocument *document,
            const char    *id)
{
  SaysoAnnotationSet   *set = sayso_document_get_set (document, id);
  const SaysoSetRecord *record = set != NULL ? sayso_annotation_set_get (set) : NULL;

  return record != NULL && record->origin == SAYSO_ORIGIN_EXTRACTOR && record->tool != NULL
         && g_str_has_prefix (record->tool, TOOL_PREFIX);
}

static gboolean
is_undecided (SaysoDocument   *document,
              SaysoAnnotation *annotation)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);

  /* Whoever mended it has signed it. */
  return record->status == SAYSO_STATUS_SUGGESTED && record->by == NULL && is_our_set (document, record->set);
}

static GPtrArray *
list_annotations (SaysoDocument *document)
{
  GListModel *annotations = sayso_document_get_annotations (document);
  guint       n = g_list_model_get_n_items (annotations);
  GPtrArray  *list = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, g_list_model_get_item (annotations, i));
  return list;
}

static gboolean
is_used (SaysoDocument   *document,
         SaysoAnnotation *target)
{
  g_autoptr (GPtrArray) claims = sayso_document_get_claims_of (document, target);

  return claims->len > 0;
}

/* Claims first, then what no claim needs any more. */
static void
remove_undecided (SaysoDocument *document,
                  GHashTable    *loose_identities)
{
  g_autoptr (GPtrArray) list = list_annotations (document);

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < list->len; i++)
      {
        SaysoAnnotation             *annotation = list->pdata[i];
        const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
        gboolean                     claim = record->type == SAYSO_ANNOTATION_CLAIM;

        if (claim != (round == 0) || !is_undecided (document, annotation) || (!claim && is_used (document, annotation)))
          continue;
        if (record->identity != NULL)
          g_hash_table_add (loose_identities, g_strdup (record->identity));
        sayso_document_remove (document, SAYSO_TABLE_ANNOTATIONS, record->head.id);
      }
}

/* Identities that only removed suggestions had, and nobody described. */
static void
remove_loose_identities (SaysoDocument *document,
                         GHashTable    *loose)
{
  g_autoptr (GPtrArray) list = list_annotations (document);
  GHashTableIter iter;
  gpointer       id;

  for (guint i = 0; i < list->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (list->pdata[i]);

      if (record->identity != NULL)
        g_hash_table_remove (loose, record->identity);
    }
  g_hash_table_iter_init (&iter, loose);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const SaysoIdentityRecord *record = sayso_identity_get (sayso_document_get_identity (document, id));

      if (record->wikidata == NULL && record->aliases == NULL)
        sayso_document_remove (document, SAYSO_TABLE_IDENTITIES, id);
    }
}

static guint
covered (const SaysoSpan *spans,
         guint            n_spans)
{
  guint sum = 0;

  for (guint i = 0; i < n_spans; i++)
    sum += spans[i].end - spans[i].start;
  return sum;
}

static guint
shared (const SaysoSpan *a,
        guint            n_a,
        const SaysoSpan *b,
        guint            n_b)
{
  guint sum = 0;

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (sayso_span_overlaps (a[i], b[j]))
        sum += MIN (a[i].end, b[j].end) - MAX (a[i].start, b[j].start);
  return sum;
}

/* Half of either is the other: it is the same claim. */
static gboolean
is_there (SaysoDocument    *document,
          const SaysoQuote *quote)
{
  g_autoptr (GPtrArray) found = sayso_document_find_overlapping (document, sayso_spans_hull (quote->spans, quote->n_spans));

  for (guint i = 0; i < found->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (found->pdata[i]);
      guint                        both;

      if (record->type != SAYSO_ANNOTATION_CLAIM)
        continue;
      both = shared (record->spans, record->n_spans, quote->spans, quote->n_spans);
      if (both * 2 >= MIN (covered (record->spans, record->n_spans), covered (quote->spans, quote->n_spans)))
        return TRUE;
    }
  return FALSE;
}

static char *
find_or_make_set (SaysoDocument *document)
{
  GListModel *sets = sayso_document_get_sets (document);
  g_autoptr (SaysoSetRecord) made = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sets); i++)
    {
      g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, i);
      const SaysoSetRecord *record = sayso_annotation_set_get (set);

      if (record->origin == SAYSO_ORIGIN_EXTRACTOR && g_strcmp0 (record->tool, SAYSO_EXTRACT_TOOL) == 0)
        return g_strdup (record->head.id);
    }
  made = sayso_record_new (SAYSO_TABLE_SETS, NULL);
  made->origin = SAYSO_ORIGIN_EXTRACTOR;
  sayso_record_set_string (&made->name, "sayso " SAYSO_VERSION);
  sayso_record_set_string (&made->tool, SAYSO_EXTRACT_TOOL);
  made->created = sayso_timestamp_now ();
  sayso_document_put (document, made);
  return g_strdup (made->head.id);
}

static gboolean
is_name (const char *name)
{
  return g_unichar_isupper (g_utf8_get_char (name)) && strlen (name) > 1;
}

static gboolean
is_called (const SaysoIdentityRecord *record,
           const char                *name)
{
  return strcmp (record->name, name) == 0
         || (record->aliases != NULL && g_strv_contains ((const char *const *)record->aliases, name));
}

/* The id of an identity of that name, made if need be; NULL for "he". */
static const char *
find_or_make_identity (Proposing         *proposing,
                       const SaysoQuotes *quotes,
                       guint              identity)
{
  GListModel *identities = sayso_document_get_identities (proposing->document);
  const char *name = quotes->identities[identity].name;
  g_autoptr (SaysoIdentityRecord) made = NULL;

  if (proposing->identities[identity] != NULL || !is_name (name))
    return proposing->identities[identity];
  for (guint i = 0; i < g_list_model_get_n_items (identities); i++)
    {
      g_autoptr (SaysoIdentity) known = g_list_model_get_item (identities, i);

      if (is_called (sayso_identity_get (known), name))
        return proposing->identities[identity] = g_strdup (sayso_item_get_id (SAYSO_ITEM (known)));
    }
  made = sayso_record_new (SAYSO_TABLE_IDENTITIES, NULL);
  sayso_record_set_string (&made->name, name);
  sayso_document_put (proposing->document, made);
  return proposing->identities[identity] = g_strdup (made->head.id);
}

/* The suggested target at a span; several claims share one. A mark that somebody made
 * there serves, too. */
static char *
find_or_make_target (Proposing          *proposing,
                     SaysoAnnotationType type,
                     SaysoSpan           span,
                     const char         *identity)
{
  g_autofree char *key = g_strdup_printf ("%d %u %u", type, span.start, span.end);
  char            *id = g_hash_table_lookup (proposing->targets, key);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (SaysoAnnotationRecord) made = NULL;

  if (id != NULL)
    return g_strdup (id);
  there = sayso_document_find_overlapping (proposing->document, span);
  for (guint i = 0; i < there->len && id == NULL; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (there->pdata[i]);

      if (record->type == type && record->status != SAYSO_STATUS_REJECTED && record->n_spans == 1 && sayso_span_equal (record->spans[0], span))
        id = record->head.id;
    }
  if (id == NULL)
    {
      made = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);
      made->type = type;
      made->status = SAYSO_STATUS_SUGGESTED;
      sayso_record_set_ref (&made->set, proposing->set);
      sayso_record_set_ref (&made->identity, identity);
      sayso_annotation_record_set_spans (made, &span, 1);
      sayso_document_put (proposing->document, made);
      id = made->head.id;
    }
  g_hash_table_insert (proposing->targets, g_steal_pointer (&key), g_strdup (id));
  return g_strdup (id);
}

static void
link_to (Proposing    *proposing,
         const char   *claim,
         SaysoLinkType type,
         SaysoSpan     span,
         const char   *identity)
{
  g_autofree char *target = find_or_make_target (proposing, sayso_link_type_target (type), span, identity);
  g_autoptr (SaysoLinkRecord) link = sayso_record_new (SAYSO_TABLE_LINKS, NULL);

  link->type = type;
  sayso_record_set_ref (&link->set, proposing->set);
  sayso_record_set_string (&link->from, claim);
  sayso_record_set_string (&link->to, target);
  sayso_document_put (proposing->document, link);
}

static SaysoKind
kind_of (SaysoQuoteKind kind)
{
  switch (kind)
    {
    case SAYSO_QUOTE_DIRECT:
      return SAYSO_KIND_DIRECT;
    case SAYSO_QUOTE_MIXED:
      return SAYSO_KIND_MIXED;
    case SAYSO_QUOTE_INDIRECT:
    default:
      return SAYSO_KIND_INDIRECT;
    }
}

static void
propose (Proposing         *proposing,
         const SaysoQuotes *quotes,
         const SaysoQuote  *quote)
{
  static const char *const negated[] = { NEGATED_TAG, NULL };
  g_autoptr (SaysoAnnotationRecord) claim = sayso_record_new (SAYSO_TABLE_ANNOTATIONS, NULL);

  claim->type = SAYSO_ANNOTATION_CLAIM;
  claim->status = SAYSO_STATUS_SUGGESTED;
  claim->kind = kind_of (quote->kind);
  claim->confidence = MIN (quote->confidence, 1000);
  sayso_record_set_ref (&claim->set, proposing->set);
  sayso_annotation_record_set_spans (claim, quote->spans, quote->n_spans);
  if (quote->negated)
    sayso_record_set_strv (&claim->tags, negated);
  sayso_document_put (proposing->document, claim);
  if (quote->has_speaker)
    link_to (proposing, claim->head.id, SAYSO_LINK_SAID_BY, quote->speaker,
             quote->identity != G_MAXUINT ? find_or_make_identity (proposing, quotes, quote->identity) : NULL);
  if (quote->has_source)
    link_to (proposing, claim->head.id, SAYSO_LINK_FOUND_IN, quote->source, NULL);
  if (quote->has_cue)
    link_to (proposing, claim->head.id, SAYSO_LINK_CUED_BY, quote->cue, NULL);
}

guint
sayso_proposals_apply (SaysoDocument     *document,
                       const SaysoQuotes *quotes)
{
  g_autoptr (GHashTable) loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *set = NULL;
  Proposing        proposing = { .document = document, .targets = targets };
  guint            n = 0;

  g_return_val_if_fail (SAYSO_IS_DOCUMENT (document) && quotes != NULL, 0);

  proposing.identities = g_new0 (char *, quotes->n_identities + 1);
  sayso_document_begin (document, _ ("Extract quotes"));
  remove_undecided (document, loose);
  for (guint i = 0; i < quotes->n_quotes; i++)
    {
      if (is_there (document, &quotes->quotes[i]))
        continue;
      if (set == NULL)
        proposing.set = set = find_or_make_set (document);
      propose (&proposing, quotes, &quotes->quotes[i]);
      n++;
    }
  remove_loose_identities (document, loose);
  sayso_document_end (document);
  for (guint i = 0; i < quotes->n_identities; i++)
    g_free (proposing.identities[i]);
  g_free (proposing.identities);
  return n;
}
