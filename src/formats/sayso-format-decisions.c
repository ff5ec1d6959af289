/* The decision log: what was proposed, by whom, at which score, what became of
 * it, by whom and when. JSON Lines, one annotation a line.
 *
 * Rejected ones are the point of a log, so they are written unless statuses
 * are chosen; so are those that have lost their place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-details.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

#define ALL_STATUSES ((1 << SAYSO_STATUS_SUGGESTED) | (1 << SAYSO_STATUS_ACCEPTED) | (1 << SAYSO_STATUS_REJECTED))

/* A manual mark was proposed by the person, all others by a tool. */
static void
write_proposal (SaysoJsonWriter             *json,
                const SaysoView             *view,
                const SaysoAnnotationRecord *record)
{
  SaysoAnnotationSet   *item = record->set != NULL ? sayso_document_get_set (view->document, record->set) : NULL;
  const SaysoSetRecord *set = item != NULL ? sayso_annotation_set_get (item) : NULL;

  if (set == NULL)
    return;
  sayso_json_add_string (json, "set", set->name);
  sayso_json_add_string (json, "origin", sayso_nick (SAYSO_TYPE_ORIGIN, set->origin));
  sayso_json_add_string (json, "proposed_by", set->tool != NULL ? set->tool : set->annotator);
  sayso_json_add_string (json, "proposed", set->created);
}

static void
write_spans (SaysoJsonWriter             *json,
             const SaysoAnnotationRecord *record)
{
  sayso_json_key (json, "spans");
  sayso_json_begin_array (json);
  for (guint i = 0; i < record->n_spans; i++)
    {
      sayso_json_begin_array (json);
      sayso_json_int (json, record->spans[i].start);
      sayso_json_int (json, record->spans[i].end);
      sayso_json_end_array (json);
    }
  sayso_json_end_array (json);
}

static void
write_targets (SaysoJsonWriter *json,
               const SaysoView *view,
               guint            claim)
{
  static const char *const names[SAYSO_N_LINK_TYPES] = { "speakers", "sources", "cues" };

  for (int type = 0; type < SAYSO_N_LINK_TYPES; type++)
    {
      const SaysoViewLink *link = sayso_view_first_link (view, claim, type);

      if (link == NULL)
        continue;
      sayso_json_key (json, names[type]);
      sayso_json_begin_array (json);
      for (; link != NULL; link = sayso_view_next_link (view, link))
        sayso_json_string (json, link->record->to);
      sayso_json_end_array (json);
    }
}

/* number: of an annotation in the view, G_MAXUINT for an orphan. */
static void
write_decision (SaysoJsonWriter             *json,
                const SaysoView             *view,
                const SaysoAnnotationRecord *record,
                guint                        number)
{
  g_autofree char *text = number != G_MAXUINT ? sayso_view_dup_text (view, record, " … ") : g_strdup (record->exact);

  sayso_json_begin_object (json);
  sayso_json_add_string (json, "id", record->head.id);
  sayso_json_add_string (json, "article", view->article_name);
  sayso_json_add_string (json, "type", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  sayso_json_add_string (json, "text", text);
  write_spans (json, record);
  if (number != G_MAXUINT)
    write_targets (json, view, number);
  write_proposal (json, view, record);
  if (record->confidence >= 0)
    {
      sayso_json_key (json, "score");
      sayso_json_per_mille (json, record->confidence);
    }
  sayso_json_add_string (json, "outcome", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  sayso_json_add_string (json, "decided_by", record->by);
  sayso_json_add_string (json, "decided", record->modified);
  sayso_details_write (json, view, record, SAYSO_HOLDS_CONFIDENCE);
  sayso_json_end_object (json);
  sayso_json_newline (json);
}

static SaysoExportOptions
with_rejected (const SaysoExportOptions *options)
{
  SaysoExportOptions all = *options;

  if (all.statuses == 0)
    all.statuses = ALL_STATUSES;
  return all;
}

static GBytes *
export_decisions (const SaysoExportOptions *options,
                  GError                  **error)
{
  SaysoExportOptions all = with_rejected (options);
  g_autoptr (SaysoView) view = sayso_view_new (&all);
  SaysoJsonWriter json;

  sayso_json_writer_init (&json, FALSE);
  for (guint i = 0; i < view->n_annotations; i++)
    write_decision (&json, view, view->annotations[i], i);
  for (guint i = 0; i < view->orphans->len; i++)
    write_decision (&json, view, view->orphans->pdata[i], G_MAXUINT);
  return sayso_json_writer_end (&json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  SaysoExportOptions all = with_rejected (options);

  sayso_format_losses_beyond (&all, SAYSO_HOLDS_ALL, losses);
}

const SaysoFormat sayso_format_decisions = {
  .name = "decisions",
  .title = N_ ("Decision log (JSON Lines)"),
  .extension = ".jsonl",
  .unit = SAYSO_UNIT_CODEPOINT,
  .sequence = SAYSO_SEQUENCE_AS_IS,
  .export_bytes = export_decisions,
  .list_losses = list_losses,
};
