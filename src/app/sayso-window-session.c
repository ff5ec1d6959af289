/* The session: what is found again as it was left.
 *
 * The window's size, the panes and the size of letters are settings; so are the article that was
 * open last and, for the articles of late, where the caret stood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PLACES 50

/* The path within "OFFSET\tPATH". */
static const char *
path_of (const char *place)
{
  const char *tab = strchr (place, '\t');

  return tab != NULL ? tab + 1 : place;
}

static char **
dup_places (SaysoWindow *self)
{
  char **places = NULL;

  g_object_get (self->settings, "places", &places, NULL);
  return places;
}

static void
remember_place (SaysoWindow *self)
{
  const char *path = sayso_store_get_article_path (self->store);
  g_auto (GStrv) old = dup_places (self);
  g_auto (GStrv) all = NULL;
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_autofree char *place = g_strdup_printf ("%u\t%s", sayso_window_article_get_caret (self), path);

  /* Settings are UTF-8, paths need not be. */
  if (!g_utf8_validate (place, -1, NULL))
    return;
  g_strv_builder_add (places, place);
  for (guint i = 0, n = 1; old != NULL && old[i] != NULL && n < MAX_PLACES; i++)
    {
      if (g_str_equal (path_of (old[i]), path))
        continue;
      g_strv_builder_add (places, old[i]);
      n++;
    }
  all = g_strv_builder_end (places);
  g_object_set (self->settings, "places", all, NULL);
}

void
sayso_window_session_remember (SaysoWindow *self)
{
  const char *path = self->store != NULL ? sayso_store_get_article_path (self->store) : "";

  g_object_set (self->settings,
                "show-sidebar", sayso_panes_get_start_wanted (SAYSO_PANES (self->panes)),
                "show-details", sayso_panes_get_end_wanted (SAYSO_PANES (self->panes)),
                "last-article", g_utf8_validate (path, -1, NULL) ? path : "", NULL);
  if (self->store != NULL)
    remember_place (self);
}

void
sayso_window_session_leave (SaysoWindow *self)
{
  if (self->store != NULL)
    remember_place (self);
}

void
sayso_window_session_return (SaysoWindow *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->article);
  const char  *path = sayso_store_get_article_path (self->store);
  guint        length = sayso_text_get_length (sayso_document_get_text (self->document));
  g_auto (GStrv) places = dup_places (self);

  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    {
      guint caret = (guint)MIN (g_ascii_strtoull (places[i], NULL, 10), length);

      if (caret == 0 || !g_str_equal (path_of (places[i]), path))
        continue;
      sayso_window_article_select (self, (SaysoSpan){ caret, caret });
      gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)), 0, TRUE, 0, 0.36);
      return;
    }
}

void
sayso_window_open_last (SaysoWindow *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (SAYSO_IS_WINDOW (self));

  path = sayso_settings_dup_string (self->settings, "last-article");
  if (path != NULL && *path != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    sayso_window_open_path (self, path, NULL);
}
