/* What a claim says about itself, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-prose.h"

#include <glib/gi18n-lib.h>

const char *
sayso_prose_kind (SaysoKind kind)
{
  switch (kind)
    {
    case SAYSO_KIND_DIRECT:
      return C_ ("kind of claim", "direct");
    case SAYSO_KIND_INDIRECT:
      return C_ ("kind of claim", "indirect");
    case SAYSO_KIND_MIXED:
      return C_ ("kind of claim", "mixed");
    default:
      return C_ ("kind of claim", "not known");
    }
}

const char *
sayso_prose_status (SaysoStatus status)
{
  switch (status)
    {
    case SAYSO_STATUS_ACCEPTED:
      return C_ ("status", "accepted");
    case SAYSO_STATUS_REJECTED:
      return C_ ("status", "rejected");
    default:
      return C_ ("status", "suggested, not reviewed");
    }
}

static gboolean
is_wikidata_id (const char *text)
{
  if (*text != 'Q' || text[1] == '\0')
    return FALSE;
  for (text++; g_ascii_isdigit (*text); text++)
    ;
  return *text == '\0';
}

char *
sayso_prose_dup_address (const char *wikidata)
{
  if (wikidata == NULL)
    return NULL;
  if (is_wikidata_id (wikidata))
    return g_strconcat ("https://www.wikidata.org/wiki/", wikidata, NULL);
  return g_str_has_prefix (wikidata, "https://") || g_str_has_prefix (wikidata, "http://") ? g_strdup (wikidata) : NULL;
}

const char *
sayso_prose_title (const SaysoView *view)
{
  return view->article->title != NULL && *view->article->title != '\0' ? view->article->title : view->article_name;
}

static void
clear_fact (gpointer data)
{
  SaysoFact *fact = data;

  g_free (fact->word);
  g_free (fact->value);
  g_free (fact->address);
}

static void
add_fact (GArray     *facts,
          const char *word,
          char       *value,
          char       *address)
{
  SaysoFact fact = { g_strdup (word), value, address };

  g_array_append_val (facts, fact);
}

static void
add_target (GArray                      *facts,
            const SaysoView             *view,
            const char                  *word,
            const SaysoAnnotationRecord *target)
{
  const SaysoIdentityRecord *identity = sayso_view_get_identity (view, target, NULL);
  char                      *text = sayso_view_dup_text (view, target, " … ");

  if (identity != NULL && identity->name != NULL && g_strcmp0 (identity->name, text) != 0)
    {
      char *named = g_strdup_printf ("%s (%s)", identity->name, text);

      g_free (text);
      text = named;
    }
  add_fact (facts, word, text, sayso_prose_dup_address (identity != NULL ? identity->wikidata : NULL));
}

static void
add_targets (GArray          *facts,
             const SaysoView *view,
             guint            i)
{
  const char *const words[] = { _ ("Speaker"), _ ("Source"), _ ("Cue") };

  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    for (const SaysoViewLink *link = sayso_view_first_link (view, i, type); link != NULL; link = sayso_view_next_link (view, link))
      add_target (facts, view, words[type], view->annotations[link->to]);
}

static void
add_attributes (GArray *facts,
                char  **attributes)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    add_fact (facts, attributes[0], g_strdup (attributes[1]), NULL);
}

GArray *
sayso_prose_facts (const SaysoView *view,
                   guint            i)
{
  const SaysoAnnotationRecord *record = view->annotations[i];
  const SaysoIdentityRecord   *identity = sayso_view_get_identity (view, record, NULL);
  GArray                      *facts = g_array_new (FALSE, FALSE, sizeof (SaysoFact));

  g_array_set_clear_func (facts, clear_fact);
  add_targets (facts, view, i);
  if (record->kind != SAYSO_KIND_NONE)
    add_fact (facts, _ ("Kind"), g_strdup (sayso_prose_kind (record->kind)), NULL);
  add_fact (facts, _ ("Status"), g_strdup (sayso_prose_status (record->status)), NULL);
  if (record->confidence >= 0)
    add_fact (facts, _ ("Confidence"), g_strdup_printf (_ ("%d.%d %%"), record->confidence / 10, record->confidence % 10), NULL);
  if (identity != NULL)
    add_fact (facts, _ ("Identity"), g_strdup (identity->name), sayso_prose_dup_address (identity->wikidata));
  if (record->note != NULL && *record->note != '\0')
    add_fact (facts, _ ("Note"), g_strdup (record->note), NULL);
  if (record->tags != NULL && record->tags[0] != NULL)
    add_fact (facts, _ ("Tags"), g_strjoinv (", ", record->tags), NULL);
  add_attributes (facts, record->attributes);
  if (record->by != NULL)
    add_fact (facts, C_ ("who changed it", "By"), g_strdup (record->by), NULL);
  if (record->modified != NULL)
    add_fact (facts, C_ ("when it was changed", "Changed"), g_strdup (record->modified), NULL);
  if (record->anchor == SAYSO_ANCHOR_MOVED)
    add_fact (facts, C_ ("where it stands", "Place"), g_strdup (_ ("found again after the article changed; to be reviewed")), NULL);
  return facts;
}
