/* brat standoff out: lines that no text can break out of.
 *
 * brat reads lines as Python does, so every character at which Python splits
 * lines ends a fragment; whatever else is written on a line of its own has such
 * characters replaced.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-brat.h"
#include "formats/sayso-format-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOLDS (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_NOTES | SAYSO_HOLDS_TAGS | SAYSO_HOLDS_ATTRIBUTES | SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_KIND | SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_WIKIDATA | SAYSO_HOLDS_UNLINKED)

static const char *const type_names[SAYSO_N_ANNOTATION_TYPES] = { "Speaker", "Claim", "Source", "Cue" };
static const char *const link_names[SAYSO_N_LINK_TYPES] = { "SaidBy", "FoundIn", "CuedBy" };

void
sayso_brat_writer_init (SaysoBratWriter *self,
                        const SaysoView *view)
{
  self->view = view;
  self->string = g_string_new (NULL);
  self->numbers = g_new0 (guint, view->n_annotations + 1);
  self->n_text_bounds = 0;
}

GBytes *
sayso_brat_writer_end (SaysoBratWriter *self)
{
  g_free (self->numbers);
  return g_string_free_to_bytes (self->string);
}

/* Without line ends at the edges of spans, which brat cannot hold; NULL if
 * nothing is left. */
static SaysoAnnotationRecord *
trim_line_ends (const SaysoView             *view,
                const SaysoAnnotationRecord *record)
{
  g_autofree SaysoSpan  *spans = g_new (SaysoSpan, record->n_spans);
  SaysoAnnotationRecord *copy;
  guint                  n = 0;
  gboolean               changed = FALSE;

  for (guint i = 0; i < record->n_spans; i++)
    {
      SaysoSpan span = record->spans[i];

      while (span.start < span.end && sayso_brat_is_line_end (sayso_text_get_char (view->text, span.start)))
        span.start++;
      while (span.start < span.end && sayso_brat_is_line_end (sayso_text_get_char (view->text, span.end - 1)))
        span.end--;
      changed |= !sayso_span_equal (span, record->spans[i]);
      if (!sayso_span_is_empty (span))
        spans[n++] = span;
    }
  if (!changed || n == 0)
    return n > 0 ? sayso_record_ref (record) : NULL;
  copy = sayso_record_copy (record);
  sayso_annotation_record_set_spans (copy, spans, n);
  return copy;
}

SaysoView *
sayso_brat_view_new (const SaysoExportOptions *options)
{
  SaysoView *view = sayso_view_new (options);

  sayso_view_replace (view, trim_line_ends);
  return view;
}

/* Adds the lines of a span as fragments. */
static void
append_fragments (const SaysoView *view,
                  SaysoSpan        span,
                  GArray          *fragments)
{
  const char *p = sayso_text_get_utf8 (view->text) + sayso_text_to_byte (view->text, span.start);
  SaysoSpan   fragment = { span.start, span.start };

  for (guint at = span.start; at <= span.end; at++, p = g_utf8_next_char (p))
    if (at == span.end || sayso_brat_is_line_end (g_utf8_get_char (p)))
      {
        fragment.end = at;
        if (!sayso_span_is_empty (fragment))
          g_array_append_val (fragments, fragment);
        fragment.start = at + 1;
      }
}

static GArray *
list_fragments (const SaysoView             *view,
                const SaysoAnnotationRecord *record)
{
  GArray *fragments = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));

  for (guint i = 0; i < record->n_spans; i++)
    append_fragments (view, record->spans[i], fragments);
  return fragments;
}

guint
sayso_brat_write_text_bound (SaysoBratWriter             *self,
                             const SaysoAnnotationRecord *record,
                             const char                  *type)
{
  g_autoptr (GArray) fragments = list_fragments (self->view, record);

  g_string_append_printf (self->string, "T%u\t%s ", ++self->n_text_bounds, type);
  for (guint i = 0; i < fragments->len; i++)
    {
      SaysoSpan fragment = g_array_index (fragments, SaysoSpan, i);

      g_string_append_printf (self->string, "%s%u %u", i > 0 ? ";" : "", fragment.start, fragment.end);
    }
  for (guint i = 0; i < fragments->len; i++)
    {
      g_autofree char *text = sayso_view_dup_span_text (self->view, g_array_index (fragments, SaysoSpan, i));

      g_string_append_c (self->string, i > 0 ? ' ' : '\t');
      g_string_append (self->string, text);
    }
  g_string_append_c (self->string, '\n');
  return self->n_text_bounds;
}

/* The rest of a line, with line ends and tabs made spaces. */
static void
append_line (GString    *string,
             const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || sayso_brat_is_line_end (c))
        c = ' ';
      g_string_append_unichar (string, c);
    }
  g_string_append_c (string, '\n');
}

static gboolean
has_line_end (const char *value)
{
  for (const char *p = value != NULL ? value : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\t' || sayso_brat_is_line_end (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

typedef struct
{
  SaysoBratWriter writer;
  guint           n_attributes, n_normalizations, n_notes;
} Brat;

static void
write_attribute (Brat       *brat,
                 guint       number,
                 const char *name,
                 const char *value)
{
  g_string_append_printf (brat->writer.string, "A%u\t%s T%u ", ++brat->n_attributes, name, number);
  append_line (brat->writer.string, value);
}

/* A name of the codebook as a brat name: other characters as %XX, and the
 * first one too where the name is one of ours. */
static char *
escape_name (const char *name)
{
  static const char *const reserved[] = { "Kind", "Status", "Confidence", "Tag", NULL };
  g_autofree char         *escaped = g_uri_escape_string (name, NULL, FALSE);

  if (g_strv_contains (reserved, name))
    return g_strdup_printf ("%%%02X%s", name[0], name + 1);
  return g_steal_pointer (&escaped);
}

static void
write_attributes (Brat                        *brat,
                  const SaysoAnnotationRecord *record,
                  guint                        number)
{
  if (record->kind != SAYSO_KIND_NONE)
    write_attribute (brat, number, "Kind", sayso_nick (SAYSO_TYPE_KIND, record->kind));
  write_attribute (brat, number, "Status", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->confidence >= 0)
    {
      g_autofree char *value = g_strdup_printf ("%d", record->confidence);

      write_attribute (brat, number, "Confidence", value);
    }
  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    write_attribute (brat, number, "Tag", record->tags[i]);
  for (guint i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    {
      g_autofree char *name = escape_name (record->attributes[i]);

      write_attribute (brat, number, name, record->attributes[i + 1]);
    }
}

/* "Wikidata:Q42", "URL:https://…", else "Identity:3" for what has no address. */
static void
write_identity (Brat                      *brat,
                const SaysoIdentityRecord *identity,
                guint                      identity_number,
                guint                      number)
{
  GString *string = brat->writer.string;

  g_string_append_printf (string, "N%u\tReference T%u ", ++brat->n_normalizations, number);
  if (identity->wikidata == NULL)
    g_string_append_printf (string, "Identity:%u", identity_number + 1);
  else
    {
      g_autofree char *escaped = g_uri_escape_string (identity->wikidata, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "%?#[]", TRUE);

      g_string_append_printf (string, "%s:%s", *identity->wikidata == 'Q' ? "Wikidata" : "URL", escaped);
    }
  g_string_append_c (string, '\t');
  append_line (string, identity->name != NULL ? identity->name : "");
}

/* Numbers that do not change when identities of one address become one. */
static guint *
number_nameless (const SaysoView *view)
{
  guint *numbers = g_new (guint, view->identities->len + 1);
  guint  n = 0;

  for (guint i = 0; i < view->identities->len; i++)
    numbers[i] = ((SaysoIdentityRecord *)view->identities->pdata[i])->wikidata == NULL ? n++ : 0;
  return numbers;
}

static void
write_links (Brat *brat)
{
  const SaysoView *view = brat->writer.view;
  const guint     *numbers = brat->writer.numbers;

  for (guint i = 0; i < view->n_links; i++)
    g_string_append_printf (brat->writer.string, "R%u\t%s Arg1:T%u Arg2:T%u\n", i + 1, link_names[view->links[i].type],
                            numbers[view->links[i].from], numbers[view->links[i].to]);
}

static GBytes *
export_brat (const SaysoExportOptions *options,
             GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_brat_view_new (options);
  g_autofree guint *identity_numbers = number_nameless (view);
  Brat              brat = { 0 };
  const guint      *numbers;

  sayso_brat_writer_init (&brat.writer, view);
  numbers = brat.writer.numbers;
  for (guint i = 0; i < view->n_annotations; i++)
    brat.writer.numbers[i] = sayso_brat_write_text_bound (&brat.writer, view->annotations[i], type_names[view->annotations[i]->type]);
  write_links (&brat);
  for (guint i = 0; i < view->n_annotations; i++)
    write_attributes (&brat, view->annotations[i], numbers[i]);
  for (guint i = 0; i < view->n_annotations; i++)
    {
      guint                      number;
      const SaysoIdentityRecord *identity = sayso_view_get_identity (view, view->annotations[i], &number);

      if (identity != NULL)
        write_identity (&brat, identity, identity_numbers[number], numbers[i]);
    }
  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->note != NULL && *view->annotations[i]->note != '\0')
      {
        g_string_append_printf (brat.writer.string, "#%u\tAnnotatorNotes T%u\t", ++brat.n_notes, numbers[i]);
        append_line (brat.writer.string, view->annotations[i]->note);
      }
  return sayso_brat_writer_end (&brat.writer);
}

static guint
count_multi_line (const SaysoView *view)
{
  guint n = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoAnnotationRecord *record = view->annotations[i];

      n += has_line_end (record->note);
      for (char **tag = record->tags; tag != NULL && *tag != NULL; tag++)
        n += has_line_end (*tag);
      for (char **pair = record->attributes; pair != NULL && *pair != NULL; pair += 2)
        n += has_line_end (pair[1]);
    }
  for (guint i = 0; i < view->identities->len; i++)
    n += has_line_end (((SaysoIdentityRecord *)view->identities->pdata[i])->name);
  return n;
}

void
sayso_brat_list_span_losses (const SaysoView *view,
                             GPtrArray       *losses)
{
  guint n_gone = 0, n_trimmed = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    {
      g_autoptr (SaysoAnnotationRecord) trimmed = trim_line_ends (view, view->annotations[i]);

      n_gone += trimmed == NULL;
      n_trimmed += trimmed != NULL && trimmed != view->annotations[i];
    }
  if (n_gone > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u annotation of nothing but line ends", "%u annotations of nothing but line ends", n_gone), n_gone));
  if (n_trimmed > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("line ends at the edges of %u annotation", "line ends at the edges of %u annotations", n_trimmed), n_trimmed));
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = count_multi_line (view);

  sayso_view_list_losses (view, HOLDS, HOLDS, losses);
  sayso_brat_list_span_losses (view, losses);
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("line ends and tabs in %u note, tag or name", "line ends and tabs in %u notes, tags and names", n), n));
}

static GPtrArray *
import_brat (GBytes                   *bytes,
             const SaysoImportOptions *options,
             GError                  **error)
{
  return sayso_brat_import (bytes, options, &sayso_format_brat, sayso_importer_type_of, error);
}

const SaysoFormat sayso_format_brat = {
  .name = "brat",
  .title = N_ ("brat standoff"),
  .extension = ".ann",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_brat,
  .list_losses = list_losses,
  .import_records = import_brat,
};
