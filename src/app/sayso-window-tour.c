/* The guided tour: four messages over the sample article, each followed by doing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

static const char *stops[] = {
  N_ ("This is a sample to play with. Claims are filled and have a bar in the margin, speakers a solid line, sources a dotted one; what still waits for you is dashed."),
  N_ ("Press N to go from claim to claim and P to go back. The pane beside the article shows who says it, where, and why it was suggested."),
  N_ ("Press Ctrl+R to review: A accepts and moves on, R rejects, Tab takes the next speaker, Backspace goes back to the last decision."),
  N_ ("Select words and press 1, 2 or 3 to mark a speaker, a claim or a source. All is saved as you go; Ctrl+Z undoes, and Ctrl+? shows every key."),
};

static void
show_stop (SaysoWindow *self,
           int          stop)
{
  /* Translators: which step of how many, and its text. */
  g_autofree char *text = g_strdup_printf (_ ("%d of %d. %s"), stop + 1, (int)G_N_ELEMENTS (stops), _ (stops[stop]));
  g_autofree char *next = g_strdup_printf ("win.tour(%d)", stop + 1);
  gboolean         is_last = stop + 1 == (int)G_N_ELEMENTS (stops);

  sayso_window_message (self, GTK_MESSAGE_INFO, text, is_last ? _ ("Begin") : _ ("Next"), next);
}

static void
tour_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;
  int          stop = g_variant_get_int32 (parameter);

  g_object_set (self->settings, "tour-seen", TRUE, NULL);
  if (stop >= 0 && stop < (int)G_N_ELEMENTS (stops))
    show_stop (self, stop);
  else if (self->document != NULL)
    sayso_window_article_grab_focus (self);
}

void
sayso_window_add_tour_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "tour", tour_cb, "i" } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
sayso_window_tour_once (SaysoWindow *self)
{
  if (!sayso_settings_get_boolean (self->settings, "tour-seen"))
    show_stop (self, 0);
}
