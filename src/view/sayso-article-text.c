/* An article's text on its way into a text buffer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-article-text.h"

#include <string.h>

/* A few screens; then what takes a few milliseconds. */
#define FIRST_SLICE 16384
#define SLICE 131072
/* A longer line is shown in pieces of about so many bytes, if it has spaces. */
#define LONG_LINE 20000
#define PIECE 2000
/* Longer without a space: not wrapped, for GTK takes seconds to lay it out otherwise. */
#define LONG_PIECE 20000
#define SEPARATOR "\xe2\x80\xa9"

/* One slice: what goes into the buffer, and which of its lines are out of the ordinary. */
typedef struct
{
  GString *shown;
  GArray  *odd; /* OddLine */
  guint    line;
} Slice;

typedef struct
{
  guint       line;
  const char *tag;
} OddLine;

static void
note (Slice      *slice,
      const char *tag)
{
  OddLine odd = { slice->line, tag };

  g_array_append_val (slice->odd, odd);
}

/* Where a piece of a long line ends: behind a space; at its end if there is none. */
static gsize
find_piece (const char *line,
            gsize       length)
{
  const char *space = length > PIECE ? memchr (line + PIECE, ' ', length - PIECE) : NULL;

  return space != NULL ? (gsize)(space - line) + 1 : length;
}

static void
add_long_line (Slice      *slice,
               const char *line,
               gsize       length)
{
  for (gsize at = 0; at < length;)
    {
      gsize    piece = find_piece (line + at, length - at);
      gboolean joined = at + piece < length;

      g_string_append_len (slice->shown, line + at, (gssize)(piece - joined));
      if (piece > LONG_PIECE)
        note (slice, "long");
      if (joined)
        {
          note (slice, "joined");
          g_string_append (slice->shown, SEPARATOR);
          slice->line++;
        }
      at += piece;
    }
}

/* Adds a line with what ends it; returns its bytes. */
static gsize
add_line (Slice      *slice,
          const char *line,
          gsize       left)
{
  const char *end = memchr (line, '\n', left);
  gsize       length = end != NULL ? (gsize)(end - line) : left;

  if (length > LONG_LINE)
    add_long_line (slice, line, length);
  else
    g_string_append_len (slice->shown, line, (gssize)length);
  if (length == 0 || (length == 1 && *line == '\r'))
    note (slice, "blank");
  if (end == NULL)
    return length;
  g_string_append_c (slice->shown, '\n');
  slice->line++;
  return length + 1;
}

static void
tag_line (GtkTextBuffer *buffer,
          const OddLine *odd)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int)odd->line);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag_by_name (buffer, odd->tag, &start, &end);
}

/* At least so many bytes, to the end of a line. */
static void
insert (SaysoArticleText *self,
        gsize             n_bytes)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GArray) odd = g_array_new (FALSE, FALSE, sizeof (OddLine));
  Slice       slice = { shown, odd, self->line };
  const char *utf8 = sayso_text_get_utf8 (self->text);
  gsize       size = sayso_text_get_n_bytes (self->text);
  GtkTextIter end;

  while (self->done < size && shown->len < n_bytes)
    self->done += add_line (&slice, utf8 + self->done, size - self->done);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, shown->str, (int)shown->len, "all", NULL);
  for (guint i = 0; i < odd->len; i++)
    tag_line (self->buffer, &g_array_index (odd, OddLine, i));
  self->line = slice.line;
}

static gboolean
insert_cb (gpointer user_data)
{
  SaysoArticleText *self = user_data;

  insert (self, SLICE);
  if (self->done < sayso_text_get_n_bytes (self->text))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
sayso_article_text_start (SaysoArticleText *self,
                          GtkTextBuffer    *buffer,
                          SaysoText        *text)
{
  GtkTextIter start;

  sayso_article_text_clear (self);
  gtk_text_buffer_set_text (buffer, "", 0);
  if (text == NULL)
    return;
  self->buffer = buffer;
  self->text = g_object_ref (text);
  self->done = self->line = 0;
  insert (self, FIRST_SLICE);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (self->done < sayso_text_get_n_bytes (text))
    self->source = g_idle_add (insert_cb, self);
}

void
sayso_article_text_finish (SaysoArticleText *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->text != NULL && self->done < sayso_text_get_n_bytes (self->text))
    insert (self, G_MAXSIZE);
}

void
sayso_article_text_clear (SaysoArticleText *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->text);
}
