/* Searching in the article.
 *
 * Plain text without case, from the caret on, in a circle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "text/sayso-search.h"

#include <glib/gi18n.h>

static void
search_from (SaysoWindow *self,
             guint        from,
             gboolean     forward)
{
  const char *needle = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gsize       found;
  SaysoText  *text;
  SaysoSpan   span;

  gtk_label_set_label (GTK_LABEL (self->search_status), "");
  if (self->document == NULL || *needle == '\0')
    return;
  text = sayso_document_get_text (self->document);
  if (!sayso_search_find (sayso_text_get_utf8 (text), sayso_text_to_byte (text, from), needle, forward, &found))
    {
      gtk_label_set_label (GTK_LABEL (self->search_status), _ ("Not found"));
      return;
    }
  span.start = sayso_text_from_byte (text, found);
  span.end = span.start + (guint)g_utf8_strlen (needle, -1);
  sayso_window_article_select (self, span);
}

void
sayso_window_search_next (SaysoWindow *self,
                          gboolean     forward)
{
  SaysoSpan selection;

  if (!sayso_window_article_get_selection (self, &selection))
    selection.start = selection.end = sayso_window_article_get_caret (self);
  search_from (self, forward ? selection.end : selection.start, forward);
}

static void
changed_cb (SaysoWindow *self)
{
  SaysoSpan selection;

  if (!sayso_window_article_get_selection (self, &selection))
    selection.start = sayso_window_article_get_caret (self);
  search_from (self, selection.start, TRUE);
}

static void
next_cb (SaysoWindow *self)
{
  sayso_window_search_next (self, TRUE);
}

static void
previous_cb (SaysoWindow *self)
{
  sayso_window_search_next (self, FALSE);
}

void
sayso_window_search_open (SaysoWindow *self)
{
  gtk_widget_set_visible (self->search_bar, TRUE);
  gtk_widget_grab_focus (self->search_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

void
sayso_window_search_close (SaysoWindow *self)
{
  gtk_widget_set_visible (self->search_bar, FALSE);
  sayso_window_article_grab_focus (self);
}

static GtkWidget *
new_arrow (SaysoWindow *self,
           const char  *icon,
           const char  *name,
           GCallback    callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

GtkWidget *
sayso_window_search_new (SaysoWindow *self)
{
  self->search_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->search_entry = gtk_search_entry_new ();
  self->search_status = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->search_entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search in the article"), -1);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->search_entry, "next-match", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->search_entry, "previous-match", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (sayso_window_search_close), self);
  gtk_widget_add_css_class (self->search_bar, "search-bar");
  gtk_widget_add_css_class (self->search_status, "dim");
  gtk_box_append (GTK_BOX (self->search_bar), self->search_entry);
  gtk_box_append (GTK_BOX (self->search_bar), self->search_status);
  gtk_box_append (GTK_BOX (self->search_bar), new_arrow (self, "go-up-symbolic", _ ("Previous Match"), G_CALLBACK (previous_cb)));
  gtk_box_append (GTK_BOX (self->search_bar), new_arrow (self, "go-down-symbolic", _ ("Next Match"), G_CALLBACK (next_cb)));
  gtk_widget_set_visible (self->search_bar, FALSE);
  return self->search_bar;
}
