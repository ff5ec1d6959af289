/* CoNLL with BIO tags: a token and its tag a line, a blank line between
 * sentences.
 *
 * A token has one tag, so of marks that overlap only the first and longest is
 * written, and each piece of a claim begins anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-list.h"
#include "formats/sayso-format-tokens.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SaysoSpan           span;
  SaysoAnnotationType type;
  guint               annotation;
} Mark;

static int
compare_marks_cb (gconstpointer a,
                  gconstpointer b)
{
  const Mark *left = a, *right = b;
  int         order = sayso_span_compare (left->span, right->span);

  return order != 0 ? order : (int)left->annotation - (int)right->annotation;
}

/* All spans, without those that overlap an earlier one. n_dropped counts the
 * annotations of which a span is missing. */
static GArray *
choose_marks (const SaysoView *view,
              guint           *n_dropped)
{
  GArray            *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_autofree guint8 *dropped = g_new0 (guint8, view->n_annotations + 1);
  guint              kept = 0, end = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    for (guint j = 0; j < view->annotations[i]->n_spans; j++)
      {
        Mark mark = { view->annotations[i]->spans[j], view->annotations[i]->type, i };

        g_array_append_val (marks, mark);
      }
  g_array_sort (marks, compare_marks_cb);
  *n_dropped = 0;
  for (guint i = 0; i < marks->len; i++)
    {
      Mark mark = g_array_index (marks, Mark, i);

      if (mark.span.start >= end)
        {
          g_array_index (marks, Mark, kept++) = mark;
          end = mark.span.end;
        }
      else
        {
          *n_dropped += !dropped[mark.annotation];
          dropped[mark.annotation] = TRUE;
        }
    }
  g_array_set_size (marks, kept);
  return marks;
}

/* Control characters would end lines in some readers. */
static void
append_token (GString    *string,
              const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (string, g_unichar_iscntrl (c) ? 0xfffd : c);
    }
}

static void
append_tag (GString  *string,
            GArray   *marks,
            guint    *at,
            gboolean *inside,
            SaysoSpan token)
{
  const Mark *mark;

  while (*at < marks->len && g_array_index (marks, Mark, *at).span.end <= token.start)
    {
      (*at)++;
      *inside = FALSE;
    }
  mark = *at < marks->len ? &g_array_index (marks, Mark, *at) : NULL;
  if (mark == NULL || mark->span.start >= token.end)
    {
      g_string_append (string, "\tO\n");
      return;
    }
  g_string_append_printf (string, "\t%c-%s\n", *inside ? 'I' : 'B', sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, mark->type));
  *inside = TRUE;
}

static GBytes *
export_conll (const SaysoExportOptions *options,
              GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  g_autoptr (SaysoTokenGrid) tokens = sayso_token_grid_new (view->text, view);
  guint n_dropped, at = 0;
  g_autoptr (GArray) marks = choose_marks (view, &n_dropped);
  GString *string = g_string_new (NULL);
  gboolean inside = FALSE;

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      const SaysoGridToken *token = &tokens->tokens[i];
      g_autofree char      *text = NULL;

      if (token->is_space)
        continue;
      if (token->starts_sentence && string->len > 0)
        g_string_append_c (string, '\n');
      text = sayso_view_dup_span_text (view, token->span);
      append_token (string, text);
      append_tag (string, marks, &at, &inside, token->span);
    }
  return g_string_free_to_bytes (string);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n;

  g_array_unref (choose_marks (view, &n));
  sayso_view_list_losses (view, SAYSO_HOLDS_UNLINKED, SAYSO_HOLDS_UNLINKED, losses);
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u annotation that overlaps another", "%u annotations that overlap others", n), n));
}

const SaysoFormat sayso_format_conll = {
  .name = "conll",
  .title = N_ ("CoNLL (BIO tags)"),
  .extension = ".conll",
  .unit = SAYSO_UNIT_TOKEN,
  .export_bytes = export_conll,
  .list_losses = list_losses,
};
