/* Clauses that report the sentence they are set into.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-phrase.h"
#include "extract/sayso-reports.h"
#include "extract/sayso-syntax.h"

/* How many sixteenths of its uses a word has to be a cue. */
#define LEAST_STRENGTH 6
#define MAX_NAME 14
#define MAX_REPORTS 8

static const SaysoToken *
token_at (const SaysoScene *scene,
          guint             i)
{
  return &scene->tokens->tokens[scene->paragraph.start + i];
}

static gboolean
sets_off (const SaysoScene *scene,
          guint             i)
{
  const SaysoToken *token = token_at (scene, i);

  return token->tag == SAYSO_TAG_COMMA || token->tag == SAYSO_TAG_COLON || token->tag == SAYSO_TAG_QUOTE || token->mark == SAYSO_MARK_CLOSES;
}

/* Whether a word may stand in "two officials of the city's harbour board". */
static gboolean
may_name (guint8 tag)
{
  switch (tag)
    {
    case SAYSO_TAG_VB:
    case SAYSO_TAG_VBD:
    case SAYSO_TAG_VBG:
    case SAYSO_TAG_VBN:
    case SAYSO_TAG_VBP:
    case SAYSO_TAG_VBZ:
    case SAYSO_TAG_MD:
    case SAYSO_TAG_THAT:
    case SAYSO_TAG_WDT:
    case SAYSO_TAG_WP:
    case SAYSO_TAG_WRB:
    case SAYSO_TAG_STOP:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
is_according (const SaysoScene *scene,
              guint             i,
              guint             end)
{
  static gsize according, to;

  if (g_once_init_enter (&to))
    {
      according = sayso_tokens_hash ("according");
      g_once_init_leave (&to, sayso_tokens_hash ("to"));
    }
  return token_at (scene, i)->word == according && i + 1 < end && token_at (scene, i + 1)->word == to;
}

/* Where the clause of a cue starts, behind what sets it off; -1 if nothing does. */
static int
find_start (const SaysoScene *scene,
            guint             start,
            guint             cue,
            SaysoReportOrder *order)
{
  int at = (int)cue - 1;

  while (at >= (int)start && token_at (scene, at)->tag == SAYSO_TAG_RB)
    at--;
  if (at >= (int)start && sets_off (scene, at))
    {
      *order = SAYSO_REPORT_CUE_FIRST;
      return at + 1;
    }
  /* "has said", "would say" */
  while (at >= (int)start && (token_at (scene, at)->tag == SAYSO_TAG_RB || sayso_token_is_finite (token_at (scene, at))))
    at--;
  for (guint walked = 0; at >= (int)start && walked < MAX_NAME; at--, walked++)
    {
      if (sets_off (scene, at))
        {
          *order = SAYSO_REPORT_NAME_FIRST;
          return walked > 0 ? at + 1 : -1;
        }
      if (!may_name (token_at (scene, at)->tag))
        return -1;
    }
  return -1;
}

static gboolean
find_report (const SaysoScene *scene,
             guint             start,
             guint             end,
             guint             cue,
             SaysoReport      *report)
{
  int at;

  if (token_at (scene, cue)->mark == SAYSO_MARK_INSIDE)
    return FALSE;
  *report = (SaysoReport){ .cue = cue, .order = SAYSO_REPORT_ACCORDING };
  if (is_according (scene, cue, end))
    at = (int)cue;
  else
    at = scene->cue[cue] >= LEAST_STRENGTH ? find_start (scene, start, cue, &report->order) : -1;
  if (at < 0)
    return FALSE;
  report->start = at;
  for (report->end = cue + 1; report->end < end; report->end++)
    if (sets_off (scene, report->end) || token_at (scene, report->end)->tag == SAYSO_TAG_STOP)
      break;
  /* "…, he said that": what follows is what is said. */
  return report->order != SAYSO_REPORT_NAME_FIRST || cue + 1 == end || token_at (scene, cue + 1)->tag != SAYSO_TAG_THAT;
}

guint
sayso_reports_find (const SaysoScene *scene,
                    guint             start,
                    guint             end,
                    SaysoReport      *reports,
                    guint             max_reports)
{
  guint n = 0;

  for (guint i = start; i < end && n < max_reports; i++)
    {
      SaysoReport report;

      if (!find_report (scene, start, end, i, &report) || (n > 0 && report.start < reports[n - 1].end))
        continue;
      reports[n++] = report;
      i = report.end;
    }
  return n;
}

static gboolean
is_free (const guint8 *labels,
         guint         from,
         guint         to)
{
  for (guint i = from; i < to; i++)
    if (labels[i] != 0)
      return FALSE;
  return from < to;
}

/* A stretch of a sentence beside a clause, without the marks at its ends. */
static void
propose_stretch (const SaysoScene *scene,
                 guint             from,
                 guint             to,
                 gboolean          wants_verb,
                 guint8           *labels)
{
  gboolean has_word = FALSE, has_verb = FALSE;

  while (from < to && (sets_off (scene, from) || token_at (scene, from)->mark == SAYSO_MARK_CLOSES))
    from++;
  while (from < to && (sets_off (scene, to - 1) || token_at (scene, to - 1)->tag == SAYSO_TAG_STOP))
    to--;
  if (!is_free (labels, from, to))
    return;
  for (guint i = from; i < to; i++)
    {
      has_word |= (token_at (scene, i)->shape & SAYSO_SHAPE_WORD) != 0;
      has_verb |= sayso_token_is_finite (token_at (scene, i));
    }
  if (has_word && (has_verb || !wants_verb))
    sayso_labels_fill (labels, from, to, SAYSO_CHUNK_CONTENT);
}

/* Whether nothing of a clause is labelled but its cue, and the rest may be a name: not "in a tweet", "later". */
static gboolean
has_cue_alone (const SaysoScene  *scene,
               const SaysoReport *report,
               guint              cue_end,
               const guint8      *labels)
{
  guint  first = report->order == SAYSO_REPORT_NAME_FIRST ? report->start : cue_end;
  guint8 tag = first < report->end ? token_at (scene, first)->tag : SAYSO_TAG_STOP;

  if (!may_name (tag) || tag == SAYSO_TAG_IN || tag == SAYSO_TAG_TO || tag == SAYSO_TAG_RB || tag == SAYSO_TAG_RP || tag == SAYSO_TAG_CC)
    return FALSE;
  for (guint i = report->cue; i < cue_end; i++)
    if (sayso_label_kind (labels[i]) != SAYSO_CHUNK_CUE)
      return FALSE;
  if (report->order == SAYSO_REPORT_NAME_FIRST)
    return is_free (labels, report->start, report->cue);
  return is_free (labels, cue_end, report->end);
}

static void
propose_clause (const SaysoScene  *scene,
                const SaysoReport *report,
                guint8            *labels)
{
  gboolean according = report->order == SAYSO_REPORT_ACCORDING;
  guint    cue_end = report->cue + 1 + according;

  if (is_free (labels, report->start, report->end))
    sayso_labels_fill (labels, report->cue, cue_end, SAYSO_CHUNK_CUE);
  else if (!has_cue_alone (scene, report, cue_end, labels))
    return;
  if (report->order == SAYSO_REPORT_NAME_FIRST)
    sayso_labels_fill (labels, report->start, report->cue, SAYSO_CHUNK_SPEAKER);
  else
    sayso_labels_fill (labels, cue_end, report->end, SAYSO_CHUNK_SPEAKER);
}

static void
propose_in_sentence (const SaysoScene *scene,
                     guint             start,
                     guint             end,
                     guint8           *labels)
{
  SaysoReport reports[MAX_REPORTS];
  guint       n = sayso_reports_find (scene, start, end, reports, MAX_REPORTS), from = start;

  for (guint i = 0; i < n; i++)
    {
      propose_stretch (scene, from, reports[i].start, i > 0, labels);
      propose_clause (scene, &reports[i], labels);
      from = reports[i].end;
    }
  if (n > 0)
    propose_stretch (scene, from, end, TRUE, labels);
}

/* A paragraph that is one quotation is speech, be it ever so short: a turn of a conversation, or a quotation that goes
 * on. */
static void
propose_turn (const SaysoScene *scene,
              guint             n,
              guint8           *labels)
{
  for (guint i = 0; i < n; i++)
    {
      SaysoMarkState mark = token_at (scene, i)->mark;

      if (mark == SAYSO_MARK_OUTSIDE || (mark == SAYSO_MARK_OPENS) != (i == 0) || (mark == SAYSO_MARK_CLOSES && i + 1 < n))
        return;
    }
  if (n > 2 && is_free (labels, 0, n))
    sayso_labels_fill (labels, 0, n, SAYSO_CHUNK_CONTENT);
}

void
sayso_reports_propose (const SaysoScene *scene,
                       guint8           *labels)
{
  guint n = scene->paragraph.end - scene->paragraph.start;

  propose_turn (scene, n, labels);

  for (guint start = 0; start < n;)
    {
      guint end = MIN (token_at (scene, start)->sentence_end - scene->paragraph.start, n);

      propose_in_sentence (scene, start, end, labels);
      start = MAX (end, start + 1);
    }
}
