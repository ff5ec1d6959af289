/* A message in the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-message-bar.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

struct _SaysoMessageBar
{
  GtkWidget parent_instance;

  GtkWidget *bar, *icon, *text, *button;
};

G_DEFINE_FINAL_TYPE (SaysoMessageBar, sayso_message_bar, GTK_TYPE_WIDGET)

static void
sayso_message_bar_dispose (GObject *object)
{
  SaysoMessageBar *self = SAYSO_MESSAGE_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_message_bar_parent_class)->dispose (object);
}

static void
sayso_message_bar_class_init (SaysoMessageBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_message_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
sayso_message_bar_init (SaysoMessageBar *self)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->icon = gtk_image_new ();
  self->text = gtk_label_new (NULL);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->bar, "message-bar");
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_selectable (GTK_LABEL (self->text), TRUE);
  gtk_widget_set_focusable (self->text, FALSE);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close Message"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close Message"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (sayso_message_bar_hide), self);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (sayso_message_bar_hide), self);
  gtk_box_append (GTK_BOX (self->bar), self->icon);
  gtk_box_append (GTK_BOX (self->bar), self->text);
  gtk_box_append (GTK_BOX (self->bar), self->button);
  gtk_box_append (GTK_BOX (self->bar), close);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sayso_message_bar_new (void)
{
  return g_object_new (SAYSO_TYPE_MESSAGE_BAR, NULL);
}

/* The target before the name: between the two the action would miss its parameter. */
static void
set_action (GtkActionable *button,
            const char    *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  gtk_actionable_set_action_name (button, NULL);
  if (action != NULL && !g_action_parse_detailed_name (action, &name, &target, NULL))
    g_assert_not_reached ();
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
sayso_message_bar_show (SaysoMessageBar *self,
                        GtkMessageType   type,
                        const char      *text,
                        const char      *button,
                        const char      *action)
{
  static const struct
  {
    GtkMessageType type;
    const char    *icon, *css_class;
  } looks[] = {
    { GTK_MESSAGE_ERROR, "dialog-error-symbolic", "error" },
    { GTK_MESSAGE_WARNING, "dialog-warning-symbolic", "warning" },
    { GTK_MESSAGE_INFO, "dialog-information-symbolic", "info" },
  };
  g_autofree char *unturned = NULL;

  g_return_if_fail (SAYSO_IS_MESSAGE_BAR (self));

  /* Errors name files, and a name may hold anything. */
  unturned = sayso_words_unturned (text);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_widget_remove_css_class (self->bar, looks[i].css_class);
      if (looks[i].type == type)
        {
          gtk_widget_add_css_class (self->bar, looks[i].css_class);
          gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[i].icon);
        }
    }
  gtk_label_set_label (GTK_LABEL (self->text), unturned);
  gtk_widget_set_visible (self->button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), button);
  set_action (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, unturned, -1);
}

void
sayso_message_bar_hide (SaysoMessageBar *self)
{
  g_return_if_fail (SAYSO_IS_MESSAGE_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
sayso_message_bar_get_text (SaysoMessageBar *self)
{
  g_return_val_if_fail (SAYSO_IS_MESSAGE_BAR (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (GTK_LABEL (self->text)) : NULL;
}
