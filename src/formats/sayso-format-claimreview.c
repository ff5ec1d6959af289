/* schema.org ClaimReview skeletons, one a claim, for fact-checkers to fill in.
 *
 * What Sayso knows is who said what, where; a verdict it does not, and none
 * is made up: the rating is left empty unless a person gave one in the codebook
 * value "verdict".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-json.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_type (SaysoJsonWriter *json,
          const char      *type)
{
  sayso_json_add_string (json, "@type", type);
}

static const char *
agent_type (const SaysoIdentityRecord *identity)
{
  switch (identity != NULL ? identity->kind : SAYSO_IDENTITY_UNKNOWN)
    {
    case SAYSO_IDENTITY_ORGANISATION:
    case SAYSO_IDENTITY_GROUP:
      return "Organization";
    case SAYSO_IDENTITY_OUTLET:
      return "NewsMediaOrganization";
    default:
      return "Person";
    }
}

static void
add_same_as (SaysoJsonWriter           *json,
             const SaysoIdentityRecord *identity)
{
  const char      *wikidata = identity != NULL ? identity->wikidata : NULL;
  g_autofree char *address = NULL;

  if (wikidata != NULL && *wikidata == 'Q')
    wikidata = address = g_strconcat ("https://www.wikidata.org/wiki/", wikidata, NULL);
  sayso_json_add_string (json, "sameAs", wikidata);
}

static void
write_author (SaysoJsonWriter *json,
              const SaysoView *view,
              guint            number)
{
  const SaysoAnnotationRecord *speaker = view->annotations[number];
  const SaysoIdentityRecord   *identity = sayso_view_get_identity (view, speaker, NULL);
  g_autofree char             *name = sayso_view_dup_speaker_name (view, speaker);

  sayso_json_begin_object (json);
  add_type (json, agent_type (identity));
  sayso_json_add_string (json, "name", name);
  add_same_as (json, identity);
  sayso_json_end_object (json);
}

static void
write_authors (SaysoJsonWriter *json,
               const SaysoView *view,
               guint            claim)
{
  const SaysoViewLink *link = sayso_view_first_link (view, claim, SAYSO_LINK_SAID_BY);
  gboolean             several = link != NULL && sayso_view_next_link (view, link) != NULL;

  if (link == NULL)
    return;
  sayso_json_key (json, "author");
  if (several)
    sayso_json_begin_array (json);
  for (; link != NULL; link = sayso_view_next_link (view, link))
    write_author (json, view, link->to);
  if (several)
    sayso_json_end_array (json);
}

static void
write_article (SaysoJsonWriter *json,
               const SaysoView *view)
{
  const SaysoArticleRecord *article = view->article;

  sayso_json_begin_object (json);
  add_type (json, "NewsArticle");
  sayso_json_add_string (json, "headline", article != NULL && article->title != NULL ? article->title : view->article_name);
  if (article != NULL)
    {
      sayso_json_add_string (json, "url", article->url);
      sayso_json_add_string (json, "datePublished", article->date);
    }
  sayso_json_end_object (json);
}

/* The article, and where the article says that it was said. */
static void
write_appearance (SaysoJsonWriter *json,
                  const SaysoView *view,
                  guint            claim)
{
  sayso_json_key (json, "appearance");
  sayso_json_begin_array (json);
  write_article (json, view);
  for (const SaysoViewLink *link = sayso_view_first_link (view, claim, SAYSO_LINK_FOUND_IN); link != NULL;
       link = sayso_view_next_link (view, link))
    {
      g_autofree char *name = sayso_view_dup_speaker_name (view, view->annotations[link->to]);

      sayso_json_begin_object (json);
      add_type (json, "CreativeWork");
      sayso_json_add_string (json, "name", name);
      add_same_as (json, sayso_view_get_identity (view, view->annotations[link->to], NULL));
      sayso_json_end_object (json);
    }
  sayso_json_end_array (json);
}

static void
write_review (SaysoJsonWriter *json,
              const SaysoView *view,
              guint            claim)
{
  const SaysoAnnotationRecord *record = view->annotations[claim];
  g_autofree char             *text = sayso_view_dup_text (view, record, " … ");

  sayso_json_begin_object (json);
  sayso_json_add_string (json, "@context", "https://schema.org");
  add_type (json, "ClaimReview");
  sayso_json_add_string (json, "claimReviewed", text);
  sayso_json_key (json, "itemReviewed");
  sayso_json_begin_object (json);
  add_type (json, "Claim");
  sayso_json_add_string (json, "text", text);
  write_authors (json, view, claim);
  if (view->article != NULL)
    sayso_json_add_string (json, "datePublished", view->article->date);
  write_appearance (json, view, claim);
  sayso_json_end_object (json);
  sayso_json_key (json, "reviewRating");
  sayso_json_begin_inline_object (json);
  add_type (json, "Rating");
  sayso_json_add_string (json, "alternateName", sayso_annotation_record_get_attribute (record, "verdict"));
  sayso_json_end_object (json);
  sayso_json_end_object (json);
}

static GBytes *
export_claimreview (const SaysoExportOptions *options,
                    GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, TRUE);
  sayso_json_begin_array (&json);
  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      write_review (&json, view, i);
  sayso_json_end_array (&json);
  return sayso_json_writer_end (&json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n_claims = 0, n_cued = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    n_claims += view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM;
  for (guint i = 0; i < view->n_links; i++)
    n_cued += view->links[i].type == SAYSO_LINK_CUED_BY;
  sayso_view_list_losses (view, SAYSO_HOLDS_LINKS | SAYSO_HOLDS_WIKIDATA,
                          SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_FRAGMENTS, losses);
  if (n_claims > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("the place of %u claim in the article", "the places of %u claims in the article", n_claims), n_claims));
  if (n_cued > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u link to a cue", "%u links to cues", n_cued), n_cued));
}

const SaysoFormat sayso_format_claimreview = {
  .name = "claimreview",
  .title = N_ ("schema.org ClaimReview (skeleton)"),
  .extension = ".jsonld",
  .unit = SAYSO_UNIT_NONE,
  .export_bytes = export_claimreview,
  .list_losses = list_losses,
};
