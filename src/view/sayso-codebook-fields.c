/* The controls of a codebook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-codebook-fields.h"

#include "model/sayso-edit.h"
#include "view/sayso-key-cap.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

struct _SaysoCodebookFields
{
  GtkWidget parent_instance;

  SaysoDocument   *document;
  SaysoAnnotation *claim;
  SaysoCodebook   *codebook;
  char            *annotator;
  gboolean         compact;
  gboolean         quiet; /* the controls are being filled, not used */

  GtkWidget *box;
  GPtrArray *fields; /* the control of each field */
  GtkWidget *tags;   /* the menu button, or NULL */
  GPtrArray *checks; /* the check button of each tag */
};

G_DEFINE_FINAL_TYPE (SaysoCodebookFields, sayso_codebook_fields, GTK_TYPE_WIDGET)

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
is_alive (SaysoCodebookFields *self)
{
  return self->claim != NULL && sayso_document_get_annotation (self->document, sayso_item_get_id (SAYSO_ITEM (self->claim))) == self->claim && sayso_annotation_get (self->claim)->type == SAYSO_ANNOTATION_CLAIM;
}

static const SaysoCodebookField *
field_of (GtkWidget *control)
{
  return g_object_get_data (G_OBJECT (control), "field");
}

static const char *
value_of (SaysoCodebookFields      *self,
          const SaysoCodebookField *field)
{
  return sayso_annotation_record_get_attribute (sayso_annotation_get (self->claim), field->name);
}

/* A value that the codebook does not know has the last row, and choosing it changes nothing. */
static void
choice_cb (SaysoCodebookFields *self,
           GParamSpec          *pspec,
           GtkDropDown         *drop_down)
{
  const SaysoCodebookField *field = field_of (GTK_WIDGET (drop_down));
  guint                     chosen = gtk_drop_down_get_selected (drop_down);
  const char               *value = NULL;

  if (self->quiet || !is_alive (self) || chosen > field->values->len)
    return;
  if (chosen > 0)
    value = ((SaysoCodebookValue *)g_ptr_array_index (field->values, chosen - 1))->value;
  sayso_edit_set_attribute (self->document, self->claim, field->name, value, self->annotator);
}

static void
commit_text (SaysoCodebookFields *self,
             GtkWidget           *entry)
{
  const SaysoCodebookField *field = field_of (entry);
  const char               *value = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (self->quiet || !is_alive (self))
    return;
  if (g_strcmp0 (*value != '\0' ? value : NULL, value_of (self, field)) != 0)
    sayso_edit_set_attribute (self->document, self->claim, field->name, *value != '\0' ? value : NULL, self->annotator);
}

static void
left_cb (SaysoCodebookFields     *self,
         GtkEventControllerFocus *focus)
{
  commit_text (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static GtkWidget *
new_choice (SaysoCodebookFields      *self,
            const SaysoCodebookField *field)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (titles, _ ("Not set"));
  for (guint i = 0; i < field->values->len; i++)
    gtk_string_list_append (titles, ((SaysoCodebookValue *)g_ptr_array_index (field->values, i))->title);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  return drop_down;
}

static GtkWidget *
new_entry (SaysoCodebookFields *self)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  g_signal_connect_object (entry, "activate", G_CALLBACK (commit_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* The guideline of each value, behind a button beside the field. */
static GtkWidget *
new_guide (const SaysoCodebookField *field)
{
  g_autofree char *guide = sayso_codebook_dup_guide (field);
  g_autofree char *name = sayso_words_fill (_ ("Guide to %s"), field->title);
  GtkWidget       *button = gtk_menu_button_new ();
  GtkWidget       *popover = gtk_popover_new ();
  GtkWidget       *text = gtk_label_new (guide);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 44);
  gtk_popover_set_child (GTK_POPOVER (popover), text);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, guide != NULL);
  gtk_widget_set_tooltip_text (button, name);
  name_widget (button, name);
  return button;
}

static void
append_row (SaysoCodebookFields *self,
            const char          *title,
            const char          *action,
            GtkWidget           *control,
            GtkWidget           *guide)
{
  GtkWidget *outer = gtk_box_new (self->compact ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, self->compact ? 8 : 5);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "field-name");
  gtk_box_append (GTK_BOX (heading), label);
  if (action != NULL && !self->compact)
    gtk_box_append (GTK_BOX (heading), sayso_key_cap_new (action));
  gtk_widget_set_hexpand (control, !self->compact);
  if (self->compact)
    gtk_widget_set_size_request (control, 134, -1);
  name_widget (control, title);
  gtk_box_append (GTK_BOX (row), control);
  if (guide != NULL)
    gtk_box_append (GTK_BOX (row), guide);
  gtk_box_append (GTK_BOX (outer), heading);
  gtk_box_append (GTK_BOX (outer), row);
  gtk_box_append (GTK_BOX (self->box), outer);
}

static void
tag_cb (SaysoCodebookFields *self,
        GtkCheckButton      *check)
{
  const SaysoCodebookValue *value = g_object_get_data (G_OBJECT (check), "value");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  char **old;

  if (self->quiet || !is_alive (self))
    return;
  old = sayso_annotation_get (self->claim)->tags;
  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    {
      if (!g_str_equal (old[i], value->value))
        g_strv_builder_add (builder, old[i]);
    }
  if (gtk_check_button_get_active (check))
    g_strv_builder_add (builder, value->value);
  tags = g_strv_builder_end (builder);
  sayso_edit_set_tags (self->document, self->claim, (const char *const *)tags, self->annotator);
}

static void
add_tags (SaysoCodebookFields *self)
{
  GPtrArray *tags = sayso_codebook_get_tags (self->codebook);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  for (guint i = 0; i < tags->len; i++)
    {
      SaysoCodebookValue *value = g_ptr_array_index (tags, i);
      GtkWidget          *check = gtk_check_button_new_with_label (value->title);

      gtk_widget_set_tooltip_text (check, value->guide);
      g_object_set_data (G_OBJECT (check), "value", value);
      g_signal_connect_object (check, "toggled", G_CALLBACK (tag_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->checks, check);
      gtk_box_append (GTK_BOX (box), check);
    }
  self->tags = gtk_menu_button_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->tags), popover);
  append_row (self, _ ("Tags"), NULL, self->tags, NULL);
}

void
sayso_codebook_fields_set_codebook (SaysoCodebookFields *self,
                                    SaysoCodebook       *codebook)
{
  GtkWidget *child;

  g_return_if_fail (SAYSO_IS_CODEBOOK_FIELDS (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->checks, 0);
  self->tags = NULL;
  if (codebook != NULL)
    sayso_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  self->codebook = codebook;
  for (guint i = 0; codebook != NULL && i < sayso_codebook_get_n_fields (codebook); i++)
    {
      const SaysoCodebookField *field = sayso_codebook_get_field (codebook, i);
      GtkWidget                *control = field->values->len > 0 ? new_choice (self, field) : new_entry (self);

      g_object_set_data (G_OBJECT (control), "field", (gpointer)field);
      g_ptr_array_add (self->fields, control);
      append_row (self, field->title, i == 0 ? "win.codebook" : NULL, control, new_guide (field));
    }
  /* The details have an entry for all tags. */
  if (self->compact && codebook != NULL && sayso_codebook_get_tags (codebook)->len > 0)
    add_tags (self);
}

static void
fill_choice (SaysoCodebookFields *self,
             GtkWidget           *control)
{
  const SaysoCodebookField *field = field_of (control);
  const char               *value = value_of (self, field);
  GtkStringList            *titles = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (control)));
  guint                     chosen = 0, n_known = field->values->len + 1;

  for (guint i = 0; value != NULL && i < field->values->len; i++)
    {
      if (g_str_equal (((SaysoCodebookValue *)g_ptr_array_index (field->values, i))->value, value))
        chosen = i + 1;
    }
  gtk_string_list_splice (titles, n_known, g_list_model_get_n_items (G_LIST_MODEL (titles)) - n_known, NULL);
  if (value != NULL && chosen == 0)
    {
      g_autofree char *unknown = sayso_words_fill (_ ("“%s”, not in the codebook"), value);

      gtk_string_list_append (titles, unknown);
      chosen = n_known;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), chosen);
}

static void
fill_tags (SaysoCodebookFields *self)
{
  char           **tags = sayso_annotation_get (self->claim)->tags;
  g_autofree char *joined = tags != NULL ? g_strjoinv (", ", tags) : NULL;
  gboolean         any = joined != NULL && *joined != '\0';
  g_autofree char *name = any ? g_strdup_printf (_ ("Tags: %s"), joined) : g_strdup (_ ("Tags: none"));

  for (guint i = 0; i < self->checks->len; i++)
    {
      const SaysoCodebookValue *value = g_object_get_data (G_OBJECT (g_ptr_array_index (self->checks, i)), "value");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (g_ptr_array_index (self->checks, i)), tags != NULL && g_strv_contains ((const char *const *)tags, value->value));
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->tags), any ? joined : _ ("Not set"));
  name_widget (self->tags, name);
}

void
sayso_codebook_fields_show (SaysoCodebookFields *self,
                            SaysoDocument       *document,
                            SaysoAnnotation     *claim)
{
  g_return_if_fail (SAYSO_IS_CODEBOOK_FIELDS (self));

  g_set_object (&self->document, document);
  g_set_object (&self->claim, claim);
  gtk_widget_set_visible (GTK_WIDGET (self), is_alive (self) && self->fields->len + self->checks->len > 0);
  if (!is_alive (self) || self->quiet)
    return;
  self->quiet = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget  *control = g_ptr_array_index (self->fields, i);
      const char *value = value_of (self, field_of (control));

      if (!GTK_IS_EDITABLE (control))
        fill_choice (self, control);
      else if (g_strcmp0 (value != NULL ? value : "", gtk_editable_get_text (GTK_EDITABLE (control))) != 0)
        gtk_editable_set_text (GTK_EDITABLE (control), value != NULL ? value : "");
    }
  if (self->tags != NULL)
    fill_tags (self);
  self->quiet = FALSE;
}

void
sayso_codebook_fields_commit (SaysoCodebookFields *self)
{
  g_return_if_fail (SAYSO_IS_CODEBOOK_FIELDS (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      if (GTK_IS_EDITABLE (g_ptr_array_index (self->fields, i)))
        commit_text (self, g_ptr_array_index (self->fields, i));
    }
}

gboolean
sayso_codebook_fields_focus (SaysoCodebookFields *self)
{
  g_return_val_if_fail (SAYSO_IS_CODEBOOK_FIELDS (self), FALSE);

  if (self->fields->len > 0)
    return gtk_widget_grab_focus (g_ptr_array_index (self->fields, 0));
  return self->tags != NULL && gtk_widget_grab_focus (self->tags);
}

void
sayso_codebook_fields_set_annotator (SaysoCodebookFields *self,
                                     const char          *annotator)
{
  g_return_if_fail (SAYSO_IS_CODEBOOK_FIELDS (self));

  g_free (self->annotator);
  self->annotator = g_strdup (annotator);
}

static void
sayso_codebook_fields_dispose (GObject *object)
{
  SaysoCodebookFields *self = SAYSO_CODEBOOK_FIELDS (object);

  self->quiet = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->claim);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_codebook_fields_parent_class)->dispose (object);
}

static void
sayso_codebook_fields_finalize (GObject *object)
{
  SaysoCodebookFields *self = SAYSO_CODEBOOK_FIELDS (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->checks);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  g_free (self->annotator);
  G_OBJECT_CLASS (sayso_codebook_fields_parent_class)->finalize (object);
}

static void
sayso_codebook_fields_class_init (SaysoCodebookFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_codebook_fields_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_codebook_fields_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "codebook-fields");
}

static void
sayso_codebook_fields_init (SaysoCodebookFields *self)
{
  self->fields = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->annotator = g_strdup (g_get_user_name ());
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sayso_codebook_fields_new (gboolean compact)
{
  SaysoCodebookFields *self = g_object_new (SAYSO_TYPE_CODEBOOK_FIELDS, NULL);

  self->compact = compact;
  gtk_box_set_spacing (GTK_BOX (self->box), compact ? 4 : 14);
  return GTK_WIDGET (self);
}
