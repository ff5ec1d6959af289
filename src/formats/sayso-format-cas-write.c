/* Laying a document out as feature structures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-cas.h"

#define STRING "uima.cas.String"

static const SaysoCasFeature mark_features[] = {
  { "label", STRING },
  { "kind", STRING },
  { "status", STRING },
  { "confidence", "uima.cas.Double" },
  { "identity", STRING },
  { "identityKind", STRING },
  { "identityAliases", STRING },
  { "wikidata", STRING },
  { "note", STRING },
  { "tags", STRING },
  { "attributes", STRING },
  { "by", STRING },
  { "modified", STRING },
  { "moved", STRING },
  { NULL, NULL },
};

static const SaysoCasFeature link_features[] = {
  { "Governor", SAYSO_CAS_PACKAGE SAYSO_CAS_MARK },
  { "Dependent", SAYSO_CAS_PACKAGE SAYSO_CAS_MARK },
  { "label", STRING },
  { NULL, NULL },
};

static const SaysoCasFeature origin_features[] = {
  { "tool", STRING },
  { NULL, NULL },
};

static const SaysoCasType types[] = {
  { SAYSO_CAS_MARK, "uima.tcas.Annotation", mark_features },
  { SAYSO_CAS_LINK, "uima.tcas.Annotation", link_features },
  { SAYSO_CAS_ORIGIN, "uima.cas.TOP", origin_features },
  { NULL, NULL, NULL },
};

const SaysoCasType *
sayso_cas_types (void)
{
  return types;
}

typedef struct
{
  const SaysoView *view;
  SaysoCasOutFunc  func;
  gpointer         user_data;
  guint            last_id;
  guint           *ids; /* of the first span of each annotation */
} Walk;

static void
tell (Walk       *walk,
      SaysoCasOut out)
{
  out.id = ++walk->last_id;
  walk->func (&out, walk->user_data);
}

static SaysoCasOut
place (Walk       *walk,
       const char *type,
       const char *label,
       SaysoSpan   span)
{
  return (SaysoCasOut){
    .type = type,
    .label = label,
    .placed = TRUE,
    .begin = sayso_text_to_utf16 (walk->view->text, span.start),
    .end = sayso_text_to_utf16 (walk->view->text, span.end),
  };
}

static void
tell_mark (Walk *walk,
           guint i)
{
  const SaysoAnnotationRecord *record = walk->view->annotations[i];

  for (guint j = 0; j < record->n_spans; j++)
    {
      SaysoCasOut out = place (walk, SAYSO_CAS_MARK, sayso_fields_type_name (record->type), record->spans[j]);

      out.record = j == 0 ? record : NULL;
      tell (walk, out);
      if (j == 0)
        walk->ids[i] = walk->last_id;
    }
}

static void
tell_parts (Walk *walk,
            guint i)
{
  const SaysoAnnotationRecord *record = walk->view->annotations[i];

  for (guint j = 1; j < record->n_spans; j++)
    {
      SaysoCasOut out = place (walk, SAYSO_CAS_LINK, SAYSO_CAS_PART, record->spans[j]);

      out.governor = walk->ids[i];
      out.dependent = walk->ids[i] + j;
      tell (walk, out);
    }
}

static void
tell_link (Walk                *walk,
           const SaysoViewLink *link)
{
  SaysoCasOut out = place (walk, SAYSO_CAS_LINK, sayso_fields_link_name (link->type), walk->view->annotations[link->to]->spans[0]);

  out.governor = walk->ids[link->from];
  out.dependent = walk->ids[link->to];
  tell (walk, out);
}

guint
sayso_cas_foreach (const SaysoView *view,
                   SaysoCasOutFunc  func,
                   gpointer         user_data)
{
  g_autofree guint     *ids = g_new (guint, view->n_annotations + 1);
  Walk                  walk = { view, func, user_data, 1, ids };
  const SaysoSetRecord *set = view->sets->len == 1 ? view->sets->pdata[0] : NULL;

  if (set != NULL && set->tool != NULL)
    tell (&walk, (SaysoCasOut){ .type = SAYSO_CAS_ORIGIN, .tool = set->tool });
  for (guint i = 0; i < view->n_annotations; i++)
    tell_mark (&walk, i);
  for (guint i = 0; i < view->n_annotations; i++)
    tell_parts (&walk, i);
  for (guint i = 0; i < view->n_links; i++)
    tell_link (&walk, &view->links[i]);
  return walk.last_id - 1;
}
