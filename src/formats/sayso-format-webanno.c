/* WebAnno TSV 3.3, as INCEpTION reads it: one token a line, in sentences. All
 * marks are in one span layer and all links in one relation layer, the same as in our
 * UIMA CAS; further spans of a mark are marks that a relation "part" joins to it.
 * Offsets are UTF-16.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-fields.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-tokens.h"
#include "text/sayso-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOLDS (SAYSO_HOLDS_FRAGMENTS | SAYSO_HOLDS_LINKS | SAYSO_HOLDS_UNLINKED | SAYSO_HOLDS_NOTES | SAYSO_HOLDS_STATUS | SAYSO_HOLDS_KIND | SAYSO_HOLDS_CONFIDENCE | SAYSO_HOLDS_IDENTITIES | SAYSO_HOLDS_WIKIDATA)

/* The features of the span layer, after its label. */
static const char *const features[] = { "kind", "status", "confidence", "identity", "wikidata", "note" };
/* In place of the number of one: the label. */
#define LABEL G_N_ELEMENTS (features)

/* A span of an annotation, which is a mark of its own. */
typedef struct
{
  guint annotation, fragment;
  guint first, last;                     /* tokens, those that are white space counted too */
  char *values[G_N_ELEMENTS (features)]; /* escaped; NULL for none */
} Mark;

/* "1-2": the second token of the first sentence. Number 0: it is not written. */
typedef struct
{
  guint sentence, number;
} Address;

typedef struct
{
  const SaysoView *view;
  SaysoTokenGrid  *tokens;
  GArray          *marks;      /* Mark; its number is its place + 1 */
  guint           *first_mark; /* of each annotation; G_MAXUINT if it has none */
  GPtrArray      **by_token;   /* GArray-like lists of marks that cover each token; or NULL */
  GPtrArray      **relations;  /* cells of the relation column for each token; or NULL */
  Address         *addresses;  /* of each token */
} Writer;

static void
append_escaped (GString    *string,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (string, *p);
    else if (strchr ("\\[]|_;*", *p) != NULL)
      g_string_append_printf (string, "\\%c", *p);
    else if (*p == '\t')
      g_string_append (string, "\\t");
    else if (*p == '\n')
      g_string_append (string, "\\n");
    else if (*p == '\r')
      g_string_append (string, "\\r");
    else if (p[0] == '-' && p[1] == '>')
      {
        g_string_append (string, "\\->");
        p++;
      }
    else
      g_string_append_c (string, *p);
}

static void
add_to (GPtrArray    **lists,
        guint          token,
        gpointer       item,
        GDestroyNotify free_item)
{
  if (lists[token] == NULL)
    lists[token] = g_ptr_array_new_with_free_func (free_item);
  g_ptr_array_add (lists[token], item);
}

/* White space is no token to WebAnno: a mark must have some other. */
static gboolean
find_tokens (Writer   *writer,
             SaysoSpan span,
             guint    *first,
             guint    *last)
{
  if (!sayso_token_grid_find (writer->tokens, span, first, last))
    return FALSE;
  while (*first <= *last && writer->tokens->tokens[*first].is_space)
    (*first)++;
  while (*last > *first && writer->tokens->tokens[*last].is_space)
    (*last)--;
  return *first <= *last && !writer->tokens->tokens[*first].is_space;
}

static void
take_field_cb (const char            *name,
               const char            *value,
               gboolean G_GNUC_UNUSED is_json,
               gpointer               user_data)
{
  Mark *mark = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    if (g_str_equal (features[i], name) && *value != '\0')
      {
        GString *escaped = g_string_new (NULL);

        append_escaped (escaped, value);
        g_free (mark->values[i]);
        mark->values[i] = g_string_free (escaped, FALSE);
      }
}

static void
clear_mark (gpointer data)
{
  Mark *mark = data;

  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    g_free (mark->values[i]);
}

static void
collect_marks (Writer *writer)
{
  const SaysoView *view = writer->view;

  for (guint i = 0; i < view->n_annotations; i++)
    {
      writer->first_mark[i] = G_MAXUINT;
      for (guint j = 0; j < view->annotations[i]->n_spans; j++)
        {
          Mark mark = { i, j, 0, 0, { NULL } };

          if (!find_tokens (writer, view->annotations[i]->spans[j], &mark.first, &mark.last))
            continue;
          if (writer->first_mark[i] == G_MAXUINT)
            writer->first_mark[i] = writer->marks->len;
          if (j == 0)
            sayso_fields_foreach (view, view->annotations[i], take_field_cb, &mark);
          g_array_append_val (writer->marks, mark);
          for (guint token = mark.first; token <= mark.last; token++)
            add_to (writer->by_token, token, GUINT_TO_POINTER (writer->marks->len), NULL);
        }
    }
}

static void
number_tokens (Writer *writer)
{
  guint sentence = 0, number = 0;

  for (guint i = 0; i < writer->tokens->n_tokens; i++)
    {
      const SaysoGridToken *token = &writer->tokens->tokens[i];

      if (token->starts_sentence)
        number = 0;
      if (token->is_space)
        continue;
      sentence += number == 0;
      writer->addresses[i] = (Address){ sentence, ++number };
    }
}

/* A relation stands at its target: label, and where its source is. */
static void
add_relation (Writer     *writer,
              const char *label,
              guint       source,
              guint       target)
{
  const Mark *from = &g_array_index (writer->marks, Mark, source);
  const Mark *to = &g_array_index (writer->marks, Mark, target);

  add_to (writer->relations, to->first,
          g_strdup_printf ("%s\n%u-%u[%u_%u]", label, writer->addresses[from->first].sentence,
                           writer->addresses[from->first].number, source + 1, target + 1),
          g_free);
}

static void
collect_relations (Writer *writer)
{
  const SaysoView *view = writer->view;

  for (guint i = 0; i < writer->marks->len; i++)
    {
      guint first = writer->first_mark[g_array_index (writer->marks, Mark, i).annotation];

      if (first != i)
        add_relation (writer, "part", first, i);
    }
  for (guint i = 0; i < view->n_links; i++)
    {
      guint from = writer->first_mark[view->links[i].from], to = writer->first_mark[view->links[i].to];

      if (from != G_MAXUINT && to != G_MAXUINT)
        add_relation (writer, sayso_fields_link_name (view->links[i].type), from, to);
    }
}

/* One feature of all marks that cover a token, by its number, or LABEL. */
static void
append_cell (GString *string,
             Writer  *writer,
             guint    token,
             gsize    feature)
{
  GPtrArray *covering = writer->by_token[token];

  g_string_append_c (string, '\t');
  for (guint i = 0; covering != NULL && i < covering->len; i++)
    {
      guint                        number = GPOINTER_TO_UINT (covering->pdata[i]);
      const Mark                  *mark = &g_array_index (writer->marks, Mark, number - 1);
      const SaysoAnnotationRecord *record = writer->view->annotations[mark->annotation];

      if (i > 0)
        g_string_append_c (string, '|');
      if (feature == LABEL)
        g_string_append (string, sayso_fields_type_name (record->type));
      else
        g_string_append (string, mark->values[feature] != NULL ? mark->values[feature] : "*");
      g_string_append_c (string, '[');
      sayso_number_append (string, number);
      g_string_append_c (string, ']');
    }
  if (covering == NULL)
    g_string_append_c (string, '_');
}

static void
append_relations (GString *string,
                  Writer  *writer,
                  guint    token)
{
  GPtrArray *relations = writer->relations[token];

  for (guint half = 0; half < 2; half++)
    {
      g_string_append_c (string, '\t');
      for (guint i = 0; relations != NULL && i < relations->len; i++)
        {
          const char *cell = relations->pdata[i];
          const char *line_end = strchr (cell, '\n');

          if (i > 0)
            g_string_append_c (string, '|');
          g_string_append_len (string, half == 0 ? cell : line_end + 1, half == 0 ? line_end - cell : (gssize)strlen (line_end + 1));
        }
      if (relations == NULL)
        g_string_append_c (string, '_');
    }
}

static void
append_pair (GString *string,
             guint    a,
             guint    b)
{
  sayso_number_append (string, a);
  g_string_append_c (string, '-');
  sayso_number_append (string, b);
  g_string_append_c (string, '\t');
}

static void
append_token (GString *string,
              Writer  *writer,
              guint    i)
{
  const SaysoGridToken *token = &writer->tokens->tokens[i];
  g_autofree char      *text = sayso_view_dup_span_text (writer->view, token->span);

  append_pair (string, writer->addresses[i].sentence, writer->addresses[i].number);
  append_pair (string, sayso_text_to_utf16 (writer->view->text, token->span.start),
               sayso_text_to_utf16 (writer->view->text, token->span.end));
  append_escaped (string, text);
  append_cell (string, writer, i, LABEL);
  for (gsize j = 0; j < G_N_ELEMENTS (features); j++)
    append_cell (string, writer, i, j);
  append_relations (string, writer, i);
  g_string_append (string, "\t\n");
}

/* The text of a sentence, from its first token that is written to its last. */
static void
append_sentence_head (GString *string,
                      Writer  *writer,
                      guint    first)
{
  guint            last = first;
  g_autofree char *text = NULL;

  for (guint i = first + 1; i < writer->tokens->n_tokens && !writer->tokens->tokens[i].starts_sentence; i++)
    if (!writer->tokens->tokens[i].is_space)
      last = i;
  text = sayso_view_dup_span_text (writer->view, (SaysoSpan){ writer->tokens->tokens[first].span.start, writer->tokens->tokens[last].span.end });
  g_string_append (string, "\n#Text=");
  append_escaped (string, text);
  g_string_append_c (string, '\n');
}

static void
append_all (GString *string,
            Writer  *writer)
{
  g_string_append (string, "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.SaysoMark|label");
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    g_string_append_printf (string, "|%s", features[i]);
  g_string_append (string, "\n#T_RL=webanno.custom.SaysoLink|label|BT_webanno.custom.SaysoMark\n\n");
  for (guint i = 0; i < writer->tokens->n_tokens; i++)
    {
      if (writer->addresses[i].number == 0)
        continue;
      if (writer->addresses[i].number == 1)
        append_sentence_head (string, writer, i);
      append_token (string, writer, i);
    }
}

static void
free_lists (GPtrArray **lists,
            guint       n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
  g_free (lists);
}

static GBytes *
export_webanno (const SaysoExportOptions *options,
                GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  g_autoptr (SaysoTokenGrid) tokens = sayso_token_grid_new (view->text, view);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_autofree guint *first_mark = g_new (guint, view->n_annotations + 1);
  GString          *string = g_string_new (NULL);
  Writer            writer = { view, tokens, marks, first_mark, NULL, NULL, NULL };

  g_array_set_clear_func (marks, clear_mark);
  writer.by_token = g_new0 (GPtrArray *, tokens->n_tokens + 1);
  writer.relations = g_new0 (GPtrArray *, tokens->n_tokens + 1);
  writer.addresses = g_new0 (Address, tokens->n_tokens + 1);
  number_tokens (&writer);
  collect_marks (&writer);
  collect_relations (&writer);
  append_all (string, &writer);
  free_lists (writer.by_token, tokens->n_tokens);
  free_lists (writer.relations, tokens->n_tokens);
  g_free (writer.addresses);
  return g_string_free_to_bytes (string);
}

/* Marks of white space alone have no token to stand at. */
static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  guint n = 0;

  sayso_view_list_losses (view, HOLDS, HOLDS, losses);
  for (guint i = 0; i < view->n_annotations; i++)
    for (guint j = 0; j < view->annotations[i]->n_spans; j++)
      {
        g_autofree char *text = sayso_view_dup_span_text (view, view->annotations[i]->spans[j]);

        n += *g_strstrip (text) == '\0';
      }
  if (n > 0)
    g_ptr_array_add (losses, g_strdup_printf (ngettext ("%u mark of nothing but white space", "%u marks of nothing but white space", n), n));
}

const SaysoFormat sayso_format_webanno_tsv = {
  .name = "webanno-tsv",
  .title = N_ ("WebAnno TSV 3.3"),
  .extension = ".tsv",
  .unit = SAYSO_UNIT_UTF16,
  .export_bytes = export_webanno,
  .list_losses = list_losses,
};
