/* Counting what a format drops, so that people are told before it is gone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-view.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint fragmented, notes, tags, attributes, scored, decided, kinds, identified;
  guint authored, unlinked, moved, detailed, wikidata;
} Counts;

/* Whether an identity says more than its name. */
static gboolean
has_details (const SaysoIdentityRecord *identity)
{
  return identity->kind != SAYSO_IDENTITY_UNKNOWN || (identity->aliases != NULL && identity->aliases[0] != NULL);
}

static guint
count_pairs (char **strings)
{
  return strings != NULL ? g_strv_length (strings) / 2 : 0;
}

/* What annotations have that is not held: of claims, or of all the others. */
static void
count_annotations (const SaysoView *view,
                   gboolean         are_claims,
                   SaysoHolds       lacks,
                   Counts          *counts)
{
  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoAnnotationRecord *record = view->annotations[i];

      if ((record->type == SAYSO_ANNOTATION_CLAIM) != are_claims)
        continue;
#define LACKS(what) ((lacks & SAYSO_HOLDS_##what) != 0)
      counts->fragmented += LACKS (FRAGMENTS) && record->n_spans > 1;
      counts->notes += LACKS (NOTES) && record->note != NULL && *record->note != '\0';
      counts->tags += LACKS (TAGS) && record->tags != NULL ? g_strv_length (record->tags) : 0;
      counts->attributes += LACKS (ATTRIBUTES) ? count_pairs (record->attributes) : 0;
      counts->scored += LACKS (CONFIDENCE) && record->confidence >= 0;
      counts->decided += LACKS (STATUS) && record->status != SAYSO_STATUS_SUGGESTED;
      counts->kinds += LACKS (KIND) && record->kind != SAYSO_KIND_NONE;
      counts->identified += LACKS (IDENTITIES) && record->identity != NULL;
      counts->authored += LACKS (AUTHORSHIP) && (record->by != NULL || record->modified != NULL);
      counts->moved += LACKS (ANCHORS) && record->anchor == SAYSO_ANCHOR_MOVED;
#undef LACKS
    }
}

static void
count_unlinked (const SaysoView *view,
                Counts          *counts)
{
  g_autofree guint8 *is_linked = g_new0 (guint8, view->n_annotations + 1);

  for (guint i = 0; i < view->n_links; i++)
    is_linked[view->links[i].to] = TRUE;
  for (guint i = 0; i < view->n_annotations; i++)
    counts->unlinked += view->annotations[i]->type != SAYSO_ANNOTATION_CLAIM && !is_linked[i];
}

static void
count_identities (const SaysoView *view,
                  Counts          *counts)
{
  for (guint i = 0; i < view->identities->len; i++)
    {
      const SaysoIdentityRecord *identity = view->identities->pdata[i];

      counts->detailed += has_details (identity);
      counts->wikidata += identity->wikidata != NULL;
    }
}

static void
tell (GPtrArray  *losses,
      guint       n,
      const char *sentence)
{
  if (n > 0)
    /* One sentence for each number is picked by the caller. */
    g_ptr_array_add (losses, g_strdup_printf (sentence, n));
}

/* n was counted only where the format lacks it. */
static void
tell_annotations (GPtrArray    *losses,
                  const Counts *n)
{
  tell (losses, n->fragmented, ngettext ("that %u annotation is in several pieces", "that %u annotations are in several pieces", n->fragmented));
  tell (losses, n->notes, ngettext ("%u note", "%u notes", n->notes));
  tell (losses, n->tags, ngettext ("%u tag", "%u tags", n->tags));
  tell (losses, n->attributes, ngettext ("%u codebook value", "%u codebook values", n->attributes));
  tell (losses, n->scored, ngettext ("the confidence of %u annotation", "the confidence of %u annotations", n->scored));
  tell (losses, n->decided, ngettext ("what was decided on %u annotation", "what was decided on %u annotations", n->decided));
  tell (losses, n->kinds, ngettext ("the kind of %u claim", "the kinds of %u claims", n->kinds));
  tell (losses, n->identified, ngettext ("the identity of %u mention", "the identities of %u mentions", n->identified));
  tell (losses, n->authored, ngettext ("who changed %u annotation, and when", "who changed %u annotations, and when", n->authored));
  tell (losses, n->moved, ngettext ("that %u annotation was moved and not looked at", "that %u annotations were moved and not looked at", n->moved));
}

/* Of several sets, which is which is lost already. */
static gboolean
has_tool (const SaysoView *view)
{
  return view->sets->len == 1 && ((const SaysoSetRecord *)view->sets->pdata[0])->tool != NULL;
}

static void
tell_view (GPtrArray       *losses,
           const SaysoView *view,
           SaysoHolds       lacks,
           const Counts    *n)
{
  if (lacks & SAYSO_HOLDS_LINKS)
    tell (losses, view->n_links, ngettext ("%u link", "%u links", view->n_links));
  if (lacks & SAYSO_HOLDS_UNLINKED)
    tell (losses, n->unlinked, ngettext ("%u speaker, source or cue without a claim", "%u speakers, sources and cues without a claim", n->unlinked));
  if (lacks & SAYSO_HOLDS_IDENTITY_DETAILS && !(lacks & SAYSO_HOLDS_IDENTITIES))
    tell (losses, n->detailed, ngettext ("the kind and aliases of %u identity", "the kinds and aliases of %u identities", n->detailed));
  if (lacks & SAYSO_HOLDS_WIKIDATA && !(lacks & SAYSO_HOLDS_IDENTITIES))
    tell (losses, n->wikidata, ngettext ("the address of %u identity", "the addresses of %u identities", n->wikidata));
  if (lacks & SAYSO_HOLDS_SETS && view->sets->len > 1)
    tell (losses, view->sets->len, ngettext ("which of %u set an annotation is in", "which of %u sets an annotation is in", view->sets->len));
  if (lacks & SAYSO_HOLDS_TOOL && has_tool (view))
    g_ptr_array_add (losses, g_strdup (_ ("the name of the tool that made it")));
  if (lacks & SAYSO_HOLDS_REJECTED)
    tell (losses, view->n_rejected, ngettext ("%u rejected annotation (ask for that status to export it)", "%u rejected annotations (ask for that status to export them)", view->n_rejected));
  if (lacks & SAYSO_HOLDS_ORPHANS)
    tell (losses, view->orphans->len, ngettext ("%u annotation that has lost its place in the article", "%u annotations that have lost their place in the article", view->orphans->len));
  tell (losses, view->n_dropped_links, ngettext ("%u link to something that is not exported", "%u links to something that is not exported", view->n_dropped_links));
}

void
sayso_view_list_losses (const SaysoView *self,
                        SaysoHolds       claims_hold,
                        SaysoHolds       others_hold,
                        GPtrArray       *losses)
{
  Counts     counts = { 0 };
  SaysoHolds all_hold = claims_hold | (others_hold & SAYSO_HOLDS_IDENTITIES);

  count_annotations (self, TRUE, ~claims_hold, &counts);
  count_annotations (self, FALSE, ~others_hold, &counts);
  count_unlinked (self, &counts);
  count_identities (self, &counts);
  tell_annotations (losses, &counts);
  tell_view (losses, self, ~all_hold, &counts);
}

void
sayso_format_losses_beyond (const SaysoExportOptions *options,
                            SaysoHolds                holds,
                            GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);

  sayso_view_list_losses (view, holds, holds, losses);
}
