/* brat attributions as in PARC and PolNeAR: events of content, cue and source.
 *
 * Their "Source" is who says it: our speaker. Where it was said, our source,
 * has no place there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-brat.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>

#define HOLDS (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED)

static const char *const type_names[SAYSO_N_ANNOTATION_TYPES] = {
  [SAYSO_ANNOTATION_SPEAKER] = "Source",
  [SAYSO_ANNOTATION_CLAIM] = "Content",
  [SAYSO_ANNOTATION_CUE] = "Cue",
};

/* The second and later arguments of a role are numbered, as brat does. */
static void
write_arguments (SaysoBratWriter *writer,
                 guint            claim,
                 SaysoLinkType    type)
{
  const char *role = type_names[sayso_link_type_target (type)];
  guint       n = 0;

  for (const SaysoViewLink *link = sayso_view_first_link (writer->view, claim, type); link != NULL;
       link = sayso_view_next_link (writer->view, link))
    {
      guint number = writer->numbers[link->to];

      if (number == 0)
        continue;
      g_string_append_printf (writer->string, " %s", role);
      if (++n > 1)
        g_string_append_printf (writer->string, "%u", n);
      g_string_append_printf (writer->string, ":T%u", number);
    }
}

static GBytes *
export_polnear (const SaysoExportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_brat_view_new (options);
  SaysoBratWriter writer;
  guint           n_events = 0;

  sayso_brat_writer_init (&writer, view);
  for (guint i = 0; i < view->n_annotations; i++)
    if (type_names[view->annotations[i]->type] != NULL)
      writer.numbers[i] = sayso_brat_write_text_bound (&writer, view->annotations[i], type_names[view->annotations[i]->type]);
  for (guint i = 0; i < view->n_annotations; i++)
    {
      guint trigger;

      if (view->annotations[i]->type != SAYSO_ANNOTATION_CLAIM)
        continue;
      trigger = sayso_brat_write_text_bound (&writer, view->annotations[i], "Attribution");
      g_string_append_printf (writer.string, "E%u\tAttribution:T%u Content:T%u", ++n_events, trigger, writer.numbers[i]);
      write_arguments (&writer, i, SAYSO_LINK_CUED_BY);
      write_arguments (&writer, i, SAYSO_LINK_SAID_BY);
      g_string_append_c (writer.string, '\n');
    }
  return sayso_brat_writer_end (&writer);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = 0;

  sayso_view_list_losses (view, HOLDS, HOLDS, losses);
  sayso_brat_list_span_losses (view, losses);
  for (guint i = 0; i < view->n_annotations; i++)
    n += view->annotations[i]->type == SAYSO_ANNOTATION_SOURCE;
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u source (where it was said) and its links", "%u sources (where it was said) and their links", n), n));
}

static gboolean
type_of (const char          *label,
         SaysoAnnotationType *type)
{
  for (int i = 0; i < SAYSO_N_ANNOTATION_TYPES; i++)
    if (type_names[i] != NULL && g_ascii_strcasecmp (type_names[i], label) == 0)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}

static GPtrArray *
import_polnear (GBytes                   *bytes,
                const SaysoImportOptions *options,
                GError                  **error)
{
  return sayso_brat_import (bytes, options, &sayso_format_polnear, type_of, error);
}

const SaysoFormat sayso_format_polnear = {
  .name = "polnear",
  .title = N_ ("PolNeAR attributions (brat)"),
  .extension = ".ann",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_polnear,
  .list_losses = list_losses,
  .import_records = import_polnear,
};
