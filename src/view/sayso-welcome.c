/* The empty window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-welcome.h"

#include "view/sayso-recent-list.h"

#include <glib/gi18n.h>

struct _SaysoWelcome
{
  GtkWidget parent_instance;

  GtkWidget *scrolled, *recent_box, *recent;
};

G_DEFINE_FINAL_TYPE (SaysoWelcome, sayso_welcome, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 46);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_button (const char *label,
            const char *action,
            const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, css_class);
  return button;
}

static GtkWidget *
new_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *open = new_button (_ ("Open Article…"), "win.open", "pill");

  gtk_widget_add_css_class (open, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), new_button (_ ("Paste Text"), "win.paste", "pill"));
  return box;
}

static GtkWidget *
new_recent (SaysoWelcome *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Recent"));

  self->recent_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->recent = sayso_recent_list_new ();
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "dim");
  gtk_widget_set_margin_top (self->recent_box, 24);
  gtk_widget_set_size_request (self->recent_box, 418, -1);
  gtk_widget_set_halign (self->recent_box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->recent_box), heading);
  gtk_box_append (GTK_BOX (self->recent_box), self->recent);
  return self->recent_box;
}

static void
sayso_welcome_dispose (GObject *object)
{
  g_clear_pointer (&SAYSO_WELCOME (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_welcome_parent_class)->dispose (object);
}

static void
sayso_welcome_class_init (SaysoWelcomeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_welcome_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
sayso_welcome_init (SaysoWelcome *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (SAYSO_APP_ID);
  GtkWidget *sample = new_button (_ ("Try the sample article"), "win.sample", "link");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 112);
  gtk_widget_set_halign (sample, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  g_object_set (box, "margin-top", 24, "margin-bottom", 24, "margin-start", 12, "margin-end", 12, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (_ ("Who said what?"), "hero"));
  gtk_box_append (GTK_BOX (box), new_label (_ ("Open an article to find its quotes, mark who made each claim and note where it came from."), "lead"));
  gtk_box_append (GTK_BOX (box), new_buttons ());
  gtk_box_append (GTK_BOX (box), sample);
  gtk_box_append (GTK_BOX (box), new_recent (self));
  gtk_box_append (GTK_BOX (box), new_label (_ ("or drop a file anywhere in this window"), "dim"));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "welcome");
  sayso_welcome_refresh (self);
}

GtkWidget *
sayso_welcome_new (void)
{
  return g_object_new (SAYSO_TYPE_WELCOME, NULL);
}

void
sayso_welcome_refresh (SaysoWelcome *self)
{
  g_return_if_fail (SAYSO_IS_WELCOME (self));

  gtk_widget_set_visible (self->recent_box, sayso_recent_list_refresh (SAYSO_RECENT_LIST (self->recent)) > 0);
}
