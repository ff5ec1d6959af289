/* What was chosen for an export, laid out for exporters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-view.h"

static gboolean
is_chosen_set (const SaysoExportOptions *options,
               const char               *set)
{
  return options->sets == NULL || (set != NULL && g_strv_contains (options->sets, set));
}

static gboolean
is_chosen_status (const SaysoExportOptions *options,
                  SaysoStatus               status)
{
  guint statuses = options->statuses;

  if (statuses == 0)
    statuses = (1 << SAYSO_STATUS_SUGGESTED) | (1 << SAYSO_STATUS_ACCEPTED);
  return (statuses & (1 << status)) != 0;
}

static int
compare_records_cb (gconstpointer a,
                    gconstpointer b)
{
  return sayso_record_compare (*(gconstpointer *)a, *(gconstpointer *)b);
}

static void
collect_annotations (SaysoView *self)
{
  GListModel *list = sayso_document_get_annotations (self->document);
  guint       n = g_list_model_get_n_items (list);

  self->annotations = g_new (const SaysoAnnotationRecord *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SaysoAnnotation) item = g_list_model_get_item (list, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (item);

      if (!is_chosen_set (self->options, record->set))
        continue;
      if (!is_chosen_status (self->options, record->status))
        self->n_rejected += self->options->statuses == 0;
      else if (record->n_spans == 0)
        g_ptr_array_add (self->orphans, (gpointer)record);
      else
        self->annotations[self->n_annotations++] = record;
    }
  qsort (self->annotations, self->n_annotations, sizeof *self->annotations, compare_records_cb);
}

static int
compare_links_cb (const void *a,
                  const void *b)
{
  const SaysoViewLink *left = a, *right = b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  if (left->type != right->type)
    return left->type < right->type ? -1 : 1;
  if (left->to != right->to)
    return left->to < right->to ? -1 : 1;
  return g_strcmp0 (left->record->head.id, right->record->head.id);
}

/* Id → number + 1. */
static GHashTable *
number_annotations (SaysoView *self)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->n_annotations; i++)
    g_hash_table_insert (numbers, self->annotations[i]->head.id, GUINT_TO_POINTER (i + 1));
  return numbers;
}

static void
collect_links (SaysoView *self)
{
  GListModel *list = sayso_document_get_links (self->document);
  guint       n = g_list_model_get_n_items (list);
  g_autoptr (GHashTable) numbers = number_annotations (self);

  self->links = g_new (SaysoViewLink, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SaysoLink) item = g_list_model_get_item (list, i);
      const SaysoLinkRecord *record = sayso_link_get (item);
      guint                  from = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, record->from));
      guint                  to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, record->to));

      if (from != 0 && to != 0)
        self->links[self->n_links++] = (SaysoViewLink){ record, record->type, from - 1, to - 1 };
      else if (from != 0)
        self->n_dropped_links++;
    }
}

/* Two sets may hold the same link; no format needs it twice. */
static void
drop_equal_links (SaysoView *self)
{
  guint kept = 0;

  qsort (self->links, self->n_links, sizeof *self->links, compare_links_cb);
  for (guint i = 0; i < self->n_links; i++)
    {
      const SaysoViewLink *last = kept > 0 ? &self->links[kept - 1] : NULL;

      if (last == NULL || last->from != self->links[i].from || last->to != self->links[i].to || last->type != self->links[i].type)
        self->links[kept++] = self->links[i];
    }
  self->n_links = kept;
}

static void
index_links (SaysoView *self)
{
  guint at = 0;

  self->first_link = g_new (guint, self->n_annotations + 1);
  for (guint i = 0; i <= self->n_annotations; i++)
    {
      while (at < self->n_links && self->links[at].from < i)
        at++;
      self->first_link[i] = at;
    }
}

static void
collect_identities (SaysoView *self)
{
  self->identities = g_ptr_array_new ();
  self->identity_numbers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->n_annotations; i++)
    {
      const char                *id = self->annotations[i]->identity;
      SaysoIdentity             *identity = id != NULL ? sayso_document_get_identity (self->document, id) : NULL;
      const SaysoIdentityRecord *record;

      if (identity == NULL)
        continue;
      record = sayso_identity_get (identity);
      if (g_hash_table_contains (self->identity_numbers, record))
        continue;
      g_ptr_array_add (self->identities, (gpointer)record);
      g_hash_table_insert (self->identity_numbers, (gpointer)record, GUINT_TO_POINTER (self->identities->len));
    }
}

static void
collect_sets (SaysoView *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->sets = g_ptr_array_new ();
  for (guint i = 0; i < self->n_annotations; i++)
    {
      const char         *id = self->annotations[i]->set;
      SaysoAnnotationSet *set;

      if (id == NULL || !g_hash_table_add (seen, (gpointer)id))
        continue;
      set = sayso_document_get_set (self->document, id);
      if (set != NULL)
        g_ptr_array_add (self->sets, (gpointer)sayso_annotation_set_get (set));
    }
  g_ptr_array_sort (self->sets, compare_records_cb);
}

/* After annotations were replaced: links by their new numbers, without those
 * that have lost an end. */
static void
renumber_links (SaysoView *self)
{
  g_autoptr (GHashTable) numbers = number_annotations (self);
  guint kept = 0;

  for (guint i = 0; i < self->n_links; i++)
    {
      SaysoViewLink link = self->links[i];
      guint         from = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, link.record->from));
      guint         to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, link.record->to));

      if (from != 0 && to != 0)
        self->links[kept++] = (SaysoViewLink){ link.record, link.type, from - 1, to - 1 };
    }
  self->n_links = kept;
}

void
sayso_view_replace (SaysoView           *self,
                    SaysoViewReplaceFunc func)
{
  guint kept = 0;

  for (guint i = 0; i < self->n_annotations; i++)
    {
      SaysoAnnotationRecord *replacement = func (self, self->annotations[i]);

      if (replacement != NULL)
        {
          self->annotations[kept++] = replacement;
          g_ptr_array_add (self->replacements, replacement);
        }
    }
  self->n_annotations = kept;
  qsort (self->annotations, kept, sizeof *self->annotations, compare_records_cb);
  renumber_links (self);
  drop_equal_links (self);
  g_free (self->first_link);
  index_links (self);
  g_ptr_array_unref (self->identities);
  g_hash_table_unref (self->identity_numbers);
  collect_identities (self);
}

SaysoView *
sayso_view_new (const SaysoExportOptions *options)
{
  SaysoView *self = g_new0 (SaysoView, 1);

  self->options = options;
  self->orphans = g_ptr_array_new ();
  self->replacements = g_ptr_array_new_with_free_func (sayso_record_unref);
  self->document = g_object_ref (options->document);
  self->text = sayso_document_get_text (self->document);
  self->article = sayso_document_get_article (self->document);
  self->article_name = options->article_name != NULL ? options->article_name : "article.txt";
  collect_annotations (self);
  collect_links (self);
  drop_equal_links (self);
  index_links (self);
  collect_identities (self);
  collect_sets (self);
  return self;
}

void
sayso_view_free (SaysoView *self)
{
  g_free (self->annotations);
  g_free (self->links);
  g_free (self->first_link);
  g_ptr_array_unref (self->identities);
  g_ptr_array_unref (self->sets);
  g_hash_table_unref (self->identity_numbers);
  g_ptr_array_unref (self->orphans);
  g_ptr_array_unref (self->replacements);
  g_object_unref (self->document);
  g_free (self);
}

char *
sayso_view_dup_span_text (const SaysoView *self,
                          SaysoSpan        span)
{
  return sayso_text_slice (self->text, span);
}

char *
sayso_view_dup_text (const SaysoView             *self,
                     const SaysoAnnotationRecord *record,
                     const char                  *joined_by)
{
  GString *joined;

  if (record->n_spans == 1)
    return sayso_text_slice (self->text, record->spans[0]);
  joined = g_string_new (NULL);
  for (guint i = 0; i < record->n_spans; i++)
    {
      g_autofree char *piece = sayso_text_slice (self->text, record->spans[i]);

      if (i > 0)
        g_string_append (joined, joined_by);
      g_string_append (joined, piece);
    }
  return g_string_free (joined, FALSE);
}

SaysoSpan
sayso_view_hull (const SaysoAnnotationRecord *record)
{
  return sayso_spans_hull (record->spans, record->n_spans);
}

const SaysoIdentityRecord *
sayso_view_get_identity (const SaysoView             *self,
                         const SaysoAnnotationRecord *record,
                         guint                       *number)
{
  SaysoIdentity             *identity = record->identity != NULL ? sayso_document_get_identity (self->document, record->identity) : NULL;
  const SaysoIdentityRecord *found = identity != NULL ? sayso_identity_get (identity) : NULL;

  if (found != NULL && number != NULL)
    *number = GPOINTER_TO_UINT (g_hash_table_lookup (self->identity_numbers, found)) - 1;
  return found;
}

static const SaysoViewLink *
find_link (const SaysoView *self,
           guint            from,
           guint            at,
           SaysoLinkType    type)
{
  for (; at < self->first_link[from + 1]; at++)
    if (self->links[at].type == type)
      return &self->links[at];
  return NULL;
}

const SaysoViewLink *
sayso_view_first_link (const SaysoView *self,
                       guint            from,
                       SaysoLinkType    type)
{
  return find_link (self, from, self->first_link[from], type);
}

const SaysoViewLink *
sayso_view_next_link (const SaysoView     *self,
                      const SaysoViewLink *link)
{
  return find_link (self, link->from, link - self->links + 1, link->type);
}

char *
sayso_view_dup_speaker_name (const SaysoView             *self,
                             const SaysoAnnotationRecord *speaker)
{
  const SaysoIdentityRecord *identity = sayso_view_get_identity (self, speaker, NULL);

  if (identity != NULL && identity->name != NULL && *identity->name != '\0')
    return g_strdup (identity->name);
  return sayso_view_dup_text (self, speaker, " ");
}
