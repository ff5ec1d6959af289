/* Who speaks in an article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-who.h"

#include "view/sayso-words.h"

#include <string.h>

static void
who_free (gpointer data)
{
  SaysoWho *who = data;

  g_free (who->identity);
  g_free (who->name);
  g_ptr_array_unref (who->mentions);
  g_free (who);
}

static SaysoWho *
add (GPtrArray  *list,
     const char *identity,
     const char *name)
{
  SaysoWho *who = g_new0 (SaysoWho, 1);

  who->identity = g_strdup (identity);
  who->name = g_strdup (name);
  who->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (list, who);
  return who;
}

/* An id for identities, their folded words for other speakers; NULL for what is nobody. */
static char *
dup_key (SaysoDocument   *document,
         SaysoAnnotation *mention)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (mention);
  g_autofree char             *words = NULL;
  g_autofree char             *folded = NULL;

  if (record->status == SAYSO_STATUS_REJECTED)
    return NULL;
  if (record->identity != NULL)
    return g_strdup (record->identity);
  if (record->type != SAYSO_ANNOTATION_SPEAKER)
    return NULL;
  words = sayso_words_mention (document, mention);
  folded = g_utf8_casefold (words, -1);
  return g_strconcat ("words ", folded, NULL);
}

static guint
count_claims (SaysoDocument   *document,
              SaysoAnnotation *mention)
{
  g_autoptr (GPtrArray) claims = sayso_document_get_claims_of (document, mention);
  guint n = 0;

  for (guint i = 0; i < claims->len; i++)
    n += sayso_annotation_get (g_ptr_array_index (claims, i))->status != SAYSO_STATUS_REJECTED;
  return n;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const SaysoWho *left = *(SaysoWho *const *)a, *right = *(SaysoWho *const *)b;

  if (left->n_claims != right->n_claims)
    return left->n_claims > right->n_claims ? -1 : 1;
  return g_utf8_collate (left->name, right->name);
}

GPtrArray *
sayso_who_list (SaysoDocument *document)
{
  GPtrArray  *list = g_ptr_array_new_with_free_func (who_free);
  GListModel *identities = sayso_document_get_identities (document);
  GListModel *annotations = sayso_document_get_annotations (document);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (identities); i++)
    {
      g_autoptr (SaysoIdentity) identity = g_list_model_get_item (identities, i);
      const SaysoIdentityRecord *record = sayso_identity_get (identity);

      g_hash_table_insert (by_key, g_strdup (record->head.id), add (list, record->head.id, record->name));
    }
  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) mention = g_list_model_get_item (annotations, i);
      g_autofree char *key = dup_key (document, mention);
      SaysoWho        *who = key != NULL ? g_hash_table_lookup (by_key, key) : NULL;

      if (key == NULL)
        continue;
      if (who == NULL)
        {
          g_autofree char *name = sayso_words_mention (document, mention);

          who = add (list, NULL, name);
          g_hash_table_insert (by_key, g_steal_pointer (&key), who);
        }
      who->n_claims += count_claims (document, mention);
      g_ptr_array_add (who->mentions, g_steal_pointer (&mention));
    }
  g_ptr_array_sort (list, compare);
  return list;
}

static gboolean
is_wikidata_id (const char *text)
{
  return (*text == 'Q' || *text == 'q') && text[1] >= '1' && text[1] <= '9' && text[1 + strspn (text + 1, "0123456789")] == '\0';
}

char *
sayso_who_dup_reference (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  const char      *last = strrchr (plain, '/');
  g_autoptr (GUri) uri = NULL;

  if (*plain == '\0')
    return g_strdup ("");
  if (is_wikidata_id (plain))
    return g_strdup_printf ("Q%s", plain + 1);
  uri = g_uri_parse (plain, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")) || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if ((g_str_equal (g_uri_get_host (uri), "www.wikidata.org") || g_str_equal (g_uri_get_host (uri), "wikidata.org")) && is_wikidata_id (last + 1))
    return g_strdup_printf ("Q%s", last + 2);
  return g_steal_pointer (&plain);
}
