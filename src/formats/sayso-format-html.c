/* A report as one HTML page: the article with its marks, a card for each claim,
 * counts and a legend. No script, nothing fetched; prints, light and dark.
 *
 * Marks may nest and cross, so the text is cut wherever one begins or ends, and each
 * piece wears a class for each type that covers it: claims are a background,
 * darker where two overlap, the others a line below, each in its own style.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-list.h"
#include "formats/sayso-format-prose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char style[] = ":root{color-scheme:light dark;--ink:#1c1b19;--paper:#fdfcfa;--faint:#6b6862;--line:#d8d4cc;--claim:#fde9b8;--claim2:#f7cf73;--speaker:#1a5fb4;--source:#26774d;--cue:#a0340f}\n"
                            "@media (prefers-color-scheme:dark){:root{--ink:#ece9e3;--paper:#1d1c1a;--faint:#a9a59c;--line:#45423d;--claim:#4d3d12;--claim2:#75590f;--speaker:#8ab8f5;--source:#7fd3a5;--cue:#f2a384}}\n"
                            "body{color:var(--ink);background:var(--paper);font:1rem/1.65 Georgia,'Noto Serif',serif;max-width:46rem;margin:0 auto;padding:2rem 1rem}\n"
                            "h1{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}\n"
                            ".about,footer{color:var(--faint)}a{color:var(--speaker)}\n"
                            ".article{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}\n"
                            "mark{color:inherit;background:none}\n"
                            "mark.claim{background:var(--claim)}mark.deep{background:var(--claim2)}\n"
                            "mark.speaker{border-bottom:3px solid var(--speaker)}\n"
                            "mark.source{border-bottom:3px double var(--source)}\n"
                            "mark.cue{border-bottom:2px dotted var(--cue)}\n"
                            "mark.speaker.source,mark.speaker.cue,mark.source.cue{border-bottom-style:groove}\n"
                            "sup{font:.7rem/1 system-ui,sans-serif;white-space:nowrap}\n"
                            ".card{border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0;break-inside:avoid;overflow-wrap:anywhere}\n"
                            ".card:target,sup:target{outline:3px solid var(--speaker)}\n"
                            ".card.suggested{border-style:dashed}.card.rejected blockquote{text-decoration:line-through}\n"
                            "blockquote{margin:.25rem 0 .5rem;white-space:pre-wrap;unicode-bidi:plaintext}\n"
                            "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:0;font-size:.9rem}dt{color:var(--faint)}dd{margin:0;white-space:pre-wrap}\n"
                            "table{border-collapse:collapse}th,td{text-align:start;padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--line)}td:last-child{text-align:end}\n"
                            "@media print{:root{--paper:#fff}body{max-width:none;padding:0;font-size:10.5pt}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{color:inherit}}\n";

/* Text, with what HTML does not allow made visible. CRLF is one line end. */
static void
append_text_length (GString    *string,
                    const char *text,
                    gsize       length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (string, "&amp;");
      else if (c == '<')
        g_string_append (string, "&lt;");
      else if (c == '>')
        g_string_append (string, "&gt;");
      else if (c == '"')
        g_string_append (string, "&quot;");
      else if (c == '\r')
        g_string_append (string, p[1] == '\n' ? "" : "\n");
      else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
        g_string_append (string, "\xef\xbf\xbd");
      else
        g_string_append_len (string, p, g_utf8_next_char (p) - p);
    }
}

static void
append_text (GString    *string,
             const char *text)
{
  append_text_length (string, text, strlen (text));
}

/* Whatever a URL should not hold is escaped in the link, but shown as it is. */
static void
append_address (GString    *string,
                const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, "-._~:/?#@!$&'()*+,;=%", FALSE);

  g_string_append (string, " <a rel=\"noreferrer\" href=\"");
  append_text (string, escaped);
  g_string_append (string, "\">");
  append_text (string, address);
  g_string_append (string, "</a>");
}

/* A place where a span begins or ends. */
typedef struct
{
  guint    offset;
  guint    annotation;
  guint    claim; /* number of the claim that begins here; else 0 */
  gboolean begins;
} Edge;

/* Ends before beginnings, so that neighbours do not overlap. */
static int
compare_edges_cb (gconstpointer a,
                  gconstpointer b)
{
  const Edge *x = a, *y = b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;
  if (x->begins != y->begins)
    return x->begins ? 1 : -1;
  return x->annotation < y->annotation ? -1 : x->annotation > y->annotation;
}

static GArray *
collect_edges (const SaysoView *view)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  guint   n_claims = 0;

  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoAnnotationRecord *record = view->annotations[i];
      guint                        claim = record->type == SAYSO_ANNOTATION_CLAIM ? ++n_claims : 0;

      for (guint j = 0; j < record->n_spans; j++)
        {
          Edge begin = { record->spans[j].start, i, j == 0 ? claim : 0, TRUE };
          Edge end = { record->spans[j].end, i, 0, FALSE };

          g_array_append_val (edges, begin);
          g_array_append_val (edges, end);
        }
    }
  g_array_sort (edges, compare_edges_cb);
  return edges;
}

/* A piece of text below as many annotations of each type. */
static void
append_piece (GString         *string,
              const SaysoView *view,
              SaysoSpan        span,
              const guint     *covering)
{
  const char *utf8 = sayso_text_get_utf8 (view->text);
  gsize       from = sayso_text_to_byte (view->text, span.start);
  gsize       to = sayso_text_to_byte (view->text, span.end);
  gboolean    is_marked = FALSE;

  if (from == to)
    return;
  for (int type = 0; type < SAYSO_N_ANNOTATION_TYPES; type++)
    if (covering[type] > 0)
      {
        g_string_append_printf (string, "%s%s", is_marked ? " " : "<mark class=\"", sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, type));
        is_marked = TRUE;
      }
  if (covering[SAYSO_ANNOTATION_CLAIM] > 1)
    g_string_append (string, " deep");
  if (is_marked)
    g_string_append (string, "\">");
  append_text_length (string, utf8 + from, to - from);
  if (is_marked)
    g_string_append (string, "</mark>");
}

static void
append_article (GString         *string,
                const SaysoView *view)
{
  g_autoptr (GArray) edges = collect_edges (view);
  guint covering[SAYSO_N_ANNOTATION_TYPES] = { 0 };
  guint at = 0;

  g_string_append_printf (string, "<section aria-labelledby=\"article\"><h2 id=\"article\">%s</h2>\n<div class=\"article\" dir=\"auto\">", _ ("Article"));
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      append_piece (string, view, (SaysoSpan){ at, edge->offset }, covering);
      at = edge->offset;
      covering[view->annotations[edge->annotation]->type] += edge->begins ? 1 : -1;
      if (edge->claim > 0)
        {
          g_autofree char *label = g_strdup_printf (_ ("Claim %u"), edge->claim);

          g_string_append_printf (string, "<sup id=\"at%u\"><a href=\"#claim%u\" aria-label=\"", edge->claim, edge->claim);
          append_text (string, label);
          g_string_append_printf (string, "\">%u</a></sup>", edge->claim);
        }
    }
  append_piece (string, view, (SaysoSpan){ at, sayso_text_get_length (view->text) }, covering);
  g_string_append (string, "</div></section>\n");
}

static void
append_fact (GString         *string,
             const SaysoFact *fact)
{
  g_string_append (string, "<dt>");
  append_text (string, fact->word);
  g_string_append (string, "</dt><dd><bdi>");
  append_text (string, fact->value != NULL ? fact->value : "");
  g_string_append (string, "</bdi>");
  if (fact->address != NULL)
    append_address (string, fact->address);
  g_string_append (string, "</dd>\n");
}

static void
append_card (GString         *string,
             const SaysoView *view,
             guint            i,
             guint            number)
{
  const SaysoAnnotationRecord *record = view->annotations[i];
  g_autoptr (GArray) facts = sayso_prose_facts (view, i);
  g_autofree char *text = sayso_view_dup_text (view, record, " … ");

  g_string_append_printf (string, "<li class=\"card %s\" id=\"claim%u\"><a href=\"#at%u\">", sayso_nick (SAYSO_TYPE_STATUS, record->status), number, number);
  g_string_append_printf (string, _ ("Claim %u"), number);
  g_string_append (string, "</a><blockquote dir=\"auto\">");
  append_text (string, text);
  g_string_append (string, "</blockquote><dl>\n");
  for (guint j = 0; j < facts->len; j++)
    append_fact (string, &g_array_index (facts, SaysoFact, j));
  g_string_append (string, "</dl></li>\n");
}

static void
append_cards (GString         *string,
              const SaysoView *view)
{
  guint number = 0;

  g_string_append_printf (string, "<section aria-labelledby=\"claims\"><h2 id=\"claims\">%s</h2>\n", _ ("Who said what"));
  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      {
        if (number == 0)
          g_string_append (string, "<ol style=\"list-style:none;padding:0\">\n");
        append_card (string, view, i, ++number);
      }
  g_string_append (string, number > 0 ? "</ol></section>\n" : "</section>\n");
}

static void
append_row (GString    *string,
            const char *word,
            guint       n)
{
  g_string_append (string, "<tr><th scope=\"row\"><bdi>");
  append_text (string, word);
  g_string_append_printf (string, "</bdi></th><td>%u</td></tr>\n", n);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      counts)
{
  const char *x = *(const char *const *)a, *y = *(const char *const *)b;
  guint       n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, x));
  guint       m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, y));

  return n != m ? (n > m ? -1 : 1) : strcmp (x, y);
}

/* How many claims each speaker has, most first. */
static void
append_speakers (GString         *string,
                 const SaysoView *view)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **names = NULL;
  guint                   n_names;

  for (guint i = 0; i < view->n_annotations; i++)
    {
      const SaysoViewLink *link = sayso_view_first_link (view, i, SAYSO_LINK_SAID_BY);
      char                *name;

      if (link == NULL)
        continue;
      name = sayso_view_dup_speaker_name (view, view->annotations[link->to]);
      if (name != NULL)
        g_hash_table_insert (counts, name, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
    }
  names = (const char **)g_hash_table_get_keys_as_array (counts, &n_names);
  g_qsort_with_data (names, n_names, sizeof *names, compare_names_cb, counts);
  if (n_names == 0)
    return;
  g_string_append_printf (string, "<h3>%s</h3>\n<table>\n", _ ("Claims by speaker"));
  for (guint i = 0; i < n_names; i++)
    append_row (string, names[i], GPOINTER_TO_UINT (g_hash_table_lookup (counts, names[i])));
  g_string_append (string, "</table>\n");
}

static void
append_counts (GString         *string,
               const SaysoView *view)
{
  guint kinds[4] = { 0 }, statuses[3] = { 0 };

  for (guint i = 0; i < view->n_annotations; i++)
    if (view->annotations[i]->type == SAYSO_ANNOTATION_CLAIM)
      {
        kinds[view->annotations[i]->kind]++;
        statuses[view->annotations[i]->status]++;
      }
  g_string_append_printf (string, "<section aria-labelledby=\"counts\"><h2 id=\"counts\">%s</h2>\n<h3>%s</h3>\n<table>\n", C_ ("heading", "Counts"), _ ("Claims by kind"));
  for (int kind = SAYSO_KIND_DIRECT; kind <= SAYSO_KIND_MIXED; kind++)
    append_row (string, sayso_prose_kind (kind), kinds[kind]);
  append_row (string, sayso_prose_kind (SAYSO_KIND_NONE), kinds[SAYSO_KIND_NONE]);
  g_string_append_printf (string, "</table>\n<h3>%s</h3>\n<table>\n", _ ("Claims by status"));
  for (int status = SAYSO_STATUS_SUGGESTED; status <= SAYSO_STATUS_REJECTED; status++)
    append_row (string, sayso_prose_status (status), statuses[status]);
  g_string_append (string, "</table>\n");
  append_speakers (string, view);
  g_string_append (string, "</section>\n");
}

static void
append_head (GString         *string,
             const SaysoView *view)
{
  const char *title = sayso_prose_title (view);
  const char *url = view->article->url;

  /* Translators: the code of your language, for the lang attribute of a page. */
  g_string_append_printf (string, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", C_ ("language code", "en"));
  g_string_append (string, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
  append_text (string, title);
  g_string_append_printf (string, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<header><h1 dir=\"auto\">", style);
  append_text (string, title);
  g_string_append (string, "</h1>\n<p class=\"about\"><bdi>");
  append_text (string, view->article_name);
  g_string_append (string, "</bdi>");
  if (view->article->date != NULL)
    {
      g_string_append (string, " · <bdi>");
      append_text (string, view->article->date);
      g_string_append (string, "</bdi>");
    }
  if (url != NULL)
    {
      g_autofree char *address = sayso_prose_dup_address (url);

      g_string_append (string, " · ");
      if (address != NULL)
        append_address (string, address);
      else
        append_text (string, url);
    }
  g_string_append (string, "</p></header>\n<main>\n");
}

static void
append_legend (GString *string)
{
  g_string_append_printf (string, "<p class=\"about\">%s <mark class=\"claim\">%s</mark>, <mark class=\"speaker\">%s</mark>, <mark class=\"source\">%s</mark>, <mark class=\"cue\">%s</mark>. ",
                          _ ("Marked:"), _ ("what is said"), _ ("who says it"), _ ("where it was said"), _ ("the words that report it"));
  g_string_append_printf (string, "%s</p>\n", _ ("Numbers lead to the claim, and back."));
}

static GBytes *
export_html (const SaysoExportOptions *options,
             GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  GString *string = g_string_new (NULL);

  append_head (string, view);
  append_legend (string);
  append_article (string, view);
  append_cards (string, view);
  append_counts (string, view);
  g_string_append_printf (string, "</main>\n<footer><p>%s</p></footer>\n</body>\n</html>\n", _ ("Made with Sayso"));
  return g_string_free_to_bytes (string);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);

  sayso_view_list_losses (view, SAYSO_PROSE_CLAIMS_HOLD | SAYSO_HOLDS_UNLINKED, SAYSO_PROSE_OTHERS_HOLD | SAYSO_HOLDS_UNLINKED, losses);
}

const SaysoFormat sayso_format_html = {
  .name = "html",
  .title = N_ ("Report (HTML)"),
  .extension = ".html",
  .unit = SAYSO_UNIT_NONE,
  .export_bytes = export_html,
  .list_losses = list_losses,
};
