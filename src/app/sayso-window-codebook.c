/* The codebook from the keyboard: its first field, and what its values mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

static void
say_none (SaysoWindow *self)
{
  sayso_window_message (self, GTK_MESSAGE_INFO, _ ("This article has no codebook. Put “codebook.json” into its folder to ask for a verdict, a topic or more."), NULL, NULL);
}

/* In the details if they are shown, else on the card. */
static void
codebook_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (!sayso_panes_get_end_shown (SAYSO_PANES (self->panes)) && sayso_panes_get_start_shown (SAYSO_PANES (self->panes)) && sayso_claim_list_focus_codebook (SAYSO_CLAIM_LIST (self->list)))
    return;
  sayso_panes_set_end_shown (SAYSO_PANES (self->panes), TRUE);
  if (!sayso_inspector_focus_codebook (SAYSO_INSPECTOR (self->inspector)))
    say_none (self);
}

static void
guide_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  g_autofree char *guide = self->codebook != NULL ? sayso_codebook_dup_whole_guide (self->codebook) : NULL;
  GtkWidget       *dialog, *scrolled, *text;

  if (self->codebook == NULL)
    {
      say_none (self);
      return;
    }
  dialog = sayso_window_new_dialog (self, _ ("Guide to the Codebook"), 460, 520);
  scrolled = gtk_scrolled_window_new ();
  text = gtk_label_new (guide != NULL ? guide : _ ("This codebook does not say what its values mean."));
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "dialog-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), text);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_codebook_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "codebook", codebook_cb }, { "guide", guide_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
