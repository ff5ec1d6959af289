/* The manual within the program: its pages are Markdown, of which this reads what they use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "text/sayso-data-files.h"

#include <glib/gi18n.h>
#include <string.h>

#define TARGET "sayso-target"
/* Of a table that is set in columns, in characters; a wider one is set row by row. */
#define TABLE_WIDTH 84

typedef struct
{
  GtkWidget     *view;
  GtkTextBuffer *buffer;
  GtkWidget     *pages;
  GtkWidget     *back;
  GPtrArray     *visited; /* names of pages, the one that is shown last */
} Manual;

static const struct
{
  const char *page;
  const char *title;
} pages[] = {
  { "index.md", N_ ("Overview") },
  { "installing.md", N_ ("Installing") },
  { "first-hour.md", N_ ("The first hour") },
  { "annotating.md", N_ ("Annotating") },
  { "reviewing.md", N_ ("Reviewing") },
  { "formats.md", N_ ("Formats") },
  { "command-line.md", N_ ("Command line") },
  { "file-format.md", N_ ("File format") },
  { "promises.md", N_ ("What we promise about your data") },
  { "quality.md", N_ ("Extraction quality") },
  { "performance.md", N_ ("Performance") },
  { "accessibility.md", N_ ("Accessibility") },
  { "troubleshooting.md", N_ ("Troubleshooting") },
};

static void
manual_free (gpointer data)
{
  Manual *manual = data;

  g_ptr_array_unref (manual->visited);
  g_free (manual);
}

static void
insert (Manual     *manual,
        const char *text,
        gssize      length,
        const char *tag,
        const char *target)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (manual->buffer);
  GtkTextTag      *tags[2] = { tag != NULL ? gtk_text_tag_table_lookup (table, tag) : NULL, NULL };
  GtkTextIter      start, end;
  int              offset;

  gtk_text_buffer_get_end_iter (manual->buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (manual->buffer, &end, text, (int)length);
  gtk_text_buffer_get_iter_at_offset (manual->buffer, &start, offset);
  if (target != NULL)
    {
      tags[1] = gtk_text_buffer_create_tag (manual->buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
      g_object_set_data_full (G_OBJECT (tags[1]), TARGET, g_strdup (target), g_free);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i] != NULL)
      gtk_text_buffer_apply_tag (manual->buffer, tags[i], &start, &end);
}

/* [words](page.md): links between pages can be followed, other addresses are for other programs. */
static const char *
insert_link (Manual     *manual,
             const char *start,
             const char *tag)
{
  const char      *middle = strstr (start, "](");
  const char      *end = middle != NULL ? strchr (middle, ')') : NULL;
  g_autofree char *target = NULL;

  if (end == NULL || memchr (start + 1, '[', middle - start - 1) != NULL)
    return NULL;
  target = g_strndup (middle + 2, end - middle - 2);
  insert (manual, start + 1, middle - start - 1, tag, g_str_has_suffix (target, ".md") ? target : NULL);
  return end + 1;
}

/* **strong**, *emphasis*, `code` and links; all else as it stands. */
static void
insert_inline (Manual     *manual,
               const char *text,
               const char *tag)
{
  static const char *const marks[][2] = { { "**", "strong" }, { "`", "code" }, { "*", "emphasis" } };

  while (*text != '\0')
    {
      gsize       plain = strcspn (text, "*`[");
      const char *rest = NULL;

      insert (manual, text, plain, tag, NULL);
      text += plain;
      if (*text == '[')
        rest = insert_link (manual, text, tag);
      for (guint i = 0; rest == NULL && i < G_N_ELEMENTS (marks); i++)
        {
          gsize       width = strlen (marks[i][0]);
          const char *end = g_str_has_prefix (text, marks[i][0]) ? strstr (text + width, marks[i][0]) : NULL;

          if (end == NULL || end == text + width)
            continue;
          insert (manual, text + width, end - text - width, marks[i][1], NULL);
          rest = end + width;
        }
      if (rest == NULL && *text != '\0')
        {
          insert (manual, text, 1, tag, NULL);
          rest = text + 1;
        }
      text = rest != NULL ? rest : text;
    }
}

static char **
split_row (const char *line)
{
  g_autofree char *inner = g_strndup (line + 1, strlen (line) - 2);
  char           **cells = g_strsplit (inner, "|", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  return cells;
}

/* As wide as it looks: without the marks. */
static guint
cell_width (const char *cell)
{
  guint width = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == ']' && p[1] == '(' && strchr (p, ')') != NULL)
      p = strchr (p, ')');
    else
      width += strchr ("*`[", *p) == NULL;
  return width;
}

static void
insert_row (Manual *manual,
            char  **cells,
            char  **heads,
            guint  *widths,
            guint   total)
{
  guint n_heads = g_strv_length (heads);

  for (guint i = 0; cells[i] != NULL && i < n_heads; i++)
    {
      if (total > TABLE_WIDTH)
        {
          if (i > 0 && *heads[i] != '\0' && cells != heads && *cells[i] != '\0')
            {
              insert (manual, "    ", -1, NULL, NULL);
              insert (manual, heads[i], -1, "emphasis", NULL);
              insert (manual, ": ", -1, NULL, NULL);
            }
          if (cells != heads)
            insert_inline (manual, cells[i], i == 0 ? "strong" : NULL);
          if (cells != heads && *cells[i] != '\0')
            insert (manual, "\n", -1, NULL, NULL);
          continue;
        }
      insert_inline (manual, cells[i], cells == heads ? "table-head" : "table");
      for (guint width = cell_width (cells[i]); width < widths[i] + 2; width++)
        insert (manual, " ", -1, "table", NULL);
    }
  if (total <= TABLE_WIDTH)
    insert (manual, "\n", -1, NULL, NULL);
}

/* Returns the line behind the table. */
static guint
insert_table (Manual *manual,
              char  **lines,
              guint   first)
{
  g_auto (GStrv) heads = split_row (lines[first]);
  guint             n_columns = g_strv_length (heads), total = 0, end = first;
  g_autofree guint *widths = g_new0 (guint, n_columns);

  for (; lines[end] != NULL && lines[end][0] == '|'; end++)
    {
      g_auto (GStrv) cells = split_row (lines[end]);

      for (guint i = 0; end != first + 1 && i < n_columns && cells[i] != NULL; i++)
        widths[i] = MAX (widths[i], cell_width (cells[i]));
    }
  for (guint i = 0; i < n_columns; i++)
    total += widths[i] + 2;
  insert_row (manual, heads, heads, widths, total);
  for (guint row = first + 2; row < end; row++)
    {
      g_auto (GStrv) cells = split_row (lines[row]);

      insert_row (manual, cells, heads, widths, total);
    }
  insert (manual, "\n", -1, NULL, NULL);
  return end;
}

static gboolean
continues_paragraph (const char *line)
{
  return line != NULL && *line != '\0' && strchr ("#|-!`<", *line) == NULL && !g_str_has_prefix (line, "    ");
}

/* One block from line i on; returns the line behind it. */
static guint
insert_block (Manual *manual,
              char  **lines,
              guint   i)
{
  const char *line = lines[i];
  const char *tag = NULL;
  g_autoptr (GString) paragraph = NULL;

  if (*line == '\0' || g_str_has_prefix (line, "![") || g_str_has_prefix (line, "<!--"))
    return i + 1;
  if (*line == '|')
    return insert_table (manual, lines, i);
  if (g_str_has_prefix (line, "```") || g_str_has_prefix (line, "    "))
    {
      gboolean fenced = *line == '`';

      for (i += fenced; lines[i] != NULL && (fenced ? !g_str_has_prefix (lines[i], "```") : g_str_has_prefix (lines[i], "    ")); i++)
        {
          insert (manual, lines[i], -1, "block", NULL);
          insert (manual, "\n", -1, "block", NULL);
        }
      insert (manual, "\n", -1, NULL, NULL);
      return i + (fenced && lines[i] != NULL);
    }
  if (*line == '#')
    tag = g_str_has_prefix (line, "# ") ? "h1" : "h2";
  while (*line == '#' || (tag != NULL && *line == ' '))
    line++;
  paragraph = g_string_new (NULL);
  if (g_str_has_prefix (line, "- "))
    {
      g_string_append (paragraph, "•  ");
      line += 2;
    }
  g_string_append (paragraph, line);
  for (i++; tag == NULL && continues_paragraph (lines[i]); i++)
    g_string_append_printf (paragraph, " %s", g_strchug (lines[i]));
  insert_inline (manual, paragraph->str, tag);
  insert (manual, lines[i] != NULL && g_str_has_prefix (lines[i], "- ") ? "\n" : "\n\n", -1, tag, NULL);
  return i;
}

static void
show_page (Manual     *manual,
           const char *name)
{
  g_autofree char *page = g_build_filename ("manual", name, NULL);
  g_autofree char *path = sayso_data_file (page);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkTextIter start;

  gtk_text_buffer_set_text (manual->buffer, "", 0);
  if (g_file_get_contents (path, &text, NULL, NULL) && g_utf8_validate (text, -1, NULL))
    lines = g_strsplit (text, "\n", -1);
  if (lines == NULL)
    insert (manual, _ ("This page of the manual is not installed."), -1, NULL, NULL);
  for (guint i = 0; lines != NULL && lines[i] != NULL;)
    i = insert_block (manual, lines, i);
  gtk_text_buffer_get_start_iter (manual->buffer, &start);
  gtk_text_buffer_place_cursor (manual->buffer, &start);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (manual->view), &start, 0, TRUE, 0, 0);
  gtk_widget_set_sensitive (manual->back, manual->visited->len > 1);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].page, name))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (manual->pages), i);
}

static void
visit (Manual     *manual,
       const char *name)
{
  g_ptr_array_add (manual->visited, g_strdup (name));
  show_page (manual, name);
}

static void
back_cb (GtkButton *button,
         gpointer   user_data)
{
  Manual *manual = user_data;

  if (manual->visited->len < 2)
    return;
  g_ptr_array_set_size (manual->visited, (int)manual->visited->len - 1);
  show_page (manual, g_ptr_array_index (manual->visited, manual->visited->len - 1));
}

static void
page_cb (GtkDropDown *drop_down,
         GParamSpec  *pspec,
         gpointer     user_data)
{
  Manual *manual = user_data;
  guint   chosen = gtk_drop_down_get_selected (drop_down);

  /* It is set, too, to tell where a link led. */
  if (chosen < G_N_ELEMENTS (pages) && !g_str_equal (pages[chosen].page, g_ptr_array_index (manual->visited, manual->visited->len - 1)))
    visit (manual, pages[chosen].page);
}

/* Follows the link at a place in the text, if there is one. */
static gboolean
follow (Manual            *manual,
        const GtkTextIter *at)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (at);

  for (GSList *item = tags; item != NULL; item = item->next)
    {
      const char      *target = g_object_get_data (item->data, TARGET);
      g_autofree char *folder = NULL;
      g_autofree char *joined = NULL;

      if (target == NULL)
        continue;
      folder = g_path_get_dirname (g_ptr_array_index (manual->visited, manual->visited->len - 1));
      joined = g_canonicalize_filename (target, g_str_equal (folder, ".") ? "/" : "/formats");
      visit (manual, joined + 1);
      return TRUE;
    }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  Manual     *manual = user_data;
  GtkTextIter at;
  int         buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (manual->view), GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  if (gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (manual->view), &at, buffer_x, buffer_y))
    follow (manual, &at);
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        gpointer               user_data)
{
  Manual     *manual = user_data;
  GtkTextIter at;

  if (keyval == GDK_KEY_Left && (state & GDK_ALT_MASK) != 0)
    {
      back_cb (NULL, manual);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (manual->buffer, &at, gtk_text_buffer_get_insert (manual->buffer));
  return follow (manual, &at) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
make_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "h1", "weight", PANGO_WEIGHT_BOLD, "scale", 1.5, NULL);
  gtk_text_buffer_create_tag (buffer, "h2", "weight", PANGO_WEIGHT_BOLD, "scale", 1.15, "pixels-above-lines", 8, NULL);
  gtk_text_buffer_create_tag (buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "emphasis", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "block", "family", "monospace", "left-margin", 48, NULL);
  gtk_text_buffer_create_tag (buffer, "table", "family", "monospace", "wrap-mode", GTK_WRAP_NONE, NULL);
  gtk_text_buffer_create_tag (buffer, "table-head", "family", "monospace", "weight", PANGO_WEIGHT_BOLD, NULL);
}

static void
watch (Manual *manual)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (click, "released", G_CALLBACK (pressed_cb), manual);
  gtk_widget_add_controller (manual->view, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), manual);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (manual->view, keys);
  g_signal_connect (manual->back, "clicked", G_CALLBACK (back_cb), manual);
  g_signal_connect (manual->pages, "notify::selected", G_CALLBACK (page_cb), manual);
}

void
sayso_window_show_manual (SaysoWindow *self)
{
  GtkWidget  *dialog = sayso_window_new_dialog (self, _ ("Help"), 820, 680);
  GtkWidget  *scrolled = gtk_scrolled_window_new ();
  GtkWidget  *bar = gtk_window_get_titlebar (GTK_WINDOW (dialog));
  const char *titles[G_N_ELEMENTS (pages) + 1] = { NULL };
  Manual     *manual = g_new0 (Manual, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    titles[i] = _ (pages[i].title);
  manual->visited = g_ptr_array_new_with_free_func (g_free);
  manual->view = gtk_text_view_new ();
  gtk_widget_add_css_class (manual->view, "manual");
  manual->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (manual->view));
  manual->pages = gtk_drop_down_new_from_strings (titles);
  manual->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  g_object_set_data_full (G_OBJECT (dialog), "sayso-manual", manual, manual_free);
  make_tags (manual->buffer);
  g_object_set (manual->view, "editable", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "left-margin", 28, "right-margin", 28, "top-margin", 20, "bottom-margin", 20, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (manual->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Page of the manual"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (manual->pages), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"), -1);
  gtk_widget_set_tooltip_text (manual->back, _ ("Back (Alt+Left)"));
  gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), manual->back);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), manual->pages);
  watch (manual);
  visit (manual, pages[0].page);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), manual->view);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_set_focus (GTK_WINDOW (dialog), manual->view);
  gtk_window_present (GTK_WINDOW (dialog));
}
