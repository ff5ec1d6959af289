/* The pane beside the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-inspector.h"

#include "model/sayso-edit.h"
#include "view/sayso-codebook-fields.h"
#include "view/sayso-key-cap.h"
#include "view/sayso-tooltip.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNIPPET_CHARS 400

struct _SaysoInspector
{
  GtkWidget parent_instance;

  SaysoDocument   *document;
  SaysoAnnotation *annotation;
  SaysoCodebook   *codebook;
  char            *annotator;
  gboolean         quiet; /* the controls are being filled, not used */

  GtkWidget *stack, *nothing, *details;
  GtkWidget *title, *position, *snippet;
  GtkWidget *speaker_box, *speaker_chip, *speaker_name;
  GtkWidget *source_box, *source_chip, *source_name;
  GtkWidget *cue_box, *cue;
  GtkWidget *says_box, *says;
  GtkWidget *kind_box, *kinds[3];
  GtkWidget *status;
  GtkWidget *fields;
  GtkWidget *tags, *tags_hint, *note, *reason;
};

static const SaysoKind kinds[] = { SAYSO_KIND_DIRECT, SAYSO_KIND_INDIRECT, SAYSO_KIND_MIXED };

G_DEFINE_FINAL_TYPE (SaysoInspector, sayso_inspector, GTK_TYPE_WIDGET)

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
is_alive (SaysoInspector *self)
{
  return self->annotation != NULL && sayso_document_get_annotation (self->document, sayso_item_get_id (SAYSO_ITEM (self->annotation))) == self->annotation;
}

static char *
dup_note (SaysoInspector *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note));
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
commit_note (SaysoInspector *self)
{
  g_autofree char *note = NULL;

  if (self->quiet || !is_alive (self))
    return;
  note = dup_note (self);
  g_strstrip (note);
  if (g_strcmp0 (note, sayso_annotation_get (self->annotation)->note) != 0 && (*note != '\0' || sayso_annotation_get (self->annotation)->note != NULL))
    sayso_edit_set_note (self->document, self->annotation, note, self->annotator);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* "b, a, b" as a sorted list without twins. */
static char **
parse_tags (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  GPtrArray *unique = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*g_strstrip (words[i]) != '\0')
        g_ptr_array_add (tags, words[i]);
    }
  g_ptr_array_sort (tags, compare_strings);
  for (guint i = 0; i < tags->len; i++)
    {
      if (i == 0 || strcmp (g_ptr_array_index (tags, i), g_ptr_array_index (tags, i - 1)) != 0)
        g_ptr_array_add (unique, g_strdup (g_ptr_array_index (tags, i)));
    }
  g_ptr_array_add (unique, NULL);
  return (char **)g_ptr_array_free (unique, FALSE);
}

static void
commit_tags (SaysoInspector *self)
{
  g_auto (GStrv) tags = NULL;

  if (self->quiet || !is_alive (self))
    return;
  tags = parse_tags (gtk_editable_get_text (GTK_EDITABLE (self->tags)));
  sayso_edit_set_tags (self->document, self->annotation, (const char *const *)tags, self->annotator);
}

static void
kind_cb (SaysoInspector  *self,
         GtkToggleButton *button)
{
  if (self->quiet || !is_alive (self) || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (self->kinds[i] == GTK_WIDGET (button))
        sayso_edit_set_kind (self->document, self->annotation, kinds[i], self->annotator);
    }
}

static void
on_leave (SaysoInspector *self,
          GtkWidget      *widget,
          GCallback       callback)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static GtkWidget *
new_heading (const char *text,
             const char *action)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "field-name");
  gtk_box_append (GTK_BOX (row), label);
  if (action != NULL)
    gtk_box_append (GTK_BOX (row), sayso_key_cap_new (action));
  return row;
}

static GtkWidget *
new_field (const char *text,
           const char *action,
           GtkWidget  *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);

  gtk_box_append (GTK_BOX (box), new_heading (text, action));
  gtk_box_append (GTK_BOX (box), control);
  return box;
}

static GtkWidget *
new_chip (const char *icon,
          const char *css_class,
          const char *action,
          GtkWidget **name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  *name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (*name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (*name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (*name, TRUE);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (row), *name);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, css_class);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_kinds (SaysoInspector *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (row, "segmented");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->kinds[i] = gtk_toggle_button_new_with_label (sayso_words_kind (kinds[i]));
      gtk_widget_set_hexpand (self->kinds[i], TRUE);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->kinds[i]), GTK_TOGGLE_BUTTON (self->kinds[0]));
      g_signal_connect_swapped (self->kinds[i], "toggled", G_CALLBACK (kind_cb), self);
      gtk_box_append (GTK_BOX (row), self->kinds[i]);
    }
  return row;
}

static GtkWidget *
new_note (SaysoInspector *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->note = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->note), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->note), FALSE);
  g_object_set (self->note, "left-margin", 9, "right-margin", 9, "top-margin", 7, "bottom-margin", 7, NULL);
  name_widget (self->note, _ ("Note"));
  on_leave (self, self->note, G_CALLBACK (commit_note));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->note);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, -1, 74);
  gtk_widget_add_css_class (scrolled, "note");
  return scrolled;
}

static GtkWidget *
new_text (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_head (SaysoInspector *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "title");
  self->position = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->position, "dim");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->position);
  return head;
}

static void
append_details (SaysoInspector *self,
                GtkBox         *box)
{
  self->snippet = new_text ("quoted");
  self->cue = new_text ("value");
  self->says = new_text ("value");
  self->status = new_text ("value");
  self->reason = new_text ("reason");
  self->speaker_chip = new_chip ("avatar-default-symbolic", "speaker", "win.link-speaker", &self->speaker_name);
  self->source_chip = new_chip ("text-x-generic-symbolic", "source", "win.link-source", &self->source_name);
  name_widget (self->speaker_chip, _ ("Speaker: none"));
  name_widget (self->source_chip, _ ("Source: none"));
  self->tags = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->tags), _ ("Separated by commas"));
  name_widget (self->tags, _ ("Tags"));
  g_signal_connect_swapped (self->tags, "activate", G_CALLBACK (commit_tags), self);
  on_leave (self, self->tags, G_CALLBACK (commit_tags));
  self->fields = sayso_codebook_fields_new (FALSE);

  gtk_box_append (box, new_head (self));
  gtk_box_append (box, self->snippet);
  gtk_box_append (box, self->speaker_box = new_field (_ ("Speaker"), "win.link-speaker", self->speaker_chip));
  gtk_box_append (box, self->source_box = new_field (_ ("Source"), "win.link-source", self->source_chip));
  gtk_box_append (box, self->cue_box = new_field (_ ("Cue"), NULL, self->cue));
  gtk_box_append (box, self->says_box = new_field (_ ("Belongs to"), NULL, self->says));
  gtk_box_append (box, self->kind_box = new_field (_ ("Quotation"), NULL, new_kinds (self)));
  gtk_box_append (box, new_field (_ ("Status"), NULL, self->status));
  gtk_box_append (box, self->fields);
  gtk_box_append (box, new_field (_ ("Tags"), NULL, self->tags));
  gtk_box_append (box, self->tags_hint = new_text ("hint"));
  gtk_box_append (box, new_field (_ ("Note"), "win.note", new_note (self)));
  gtk_box_append (box, self->reason);
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Nothing selected"));
  GtkWidget *text = gtk_label_new (_ ("Select a claim to see its speaker, source and verdict."));

  gtk_widget_add_css_class (title, "title");
  gtk_widget_add_css_class (text, "dim");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (text), 12);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "nothing");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static void
sayso_inspector_dispose (GObject *object)
{
  SaysoInspector *self = SAYSO_INSPECTOR (object);

  self->quiet = TRUE;
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->annotation);
  g_clear_object (&self->document);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  G_OBJECT_CLASS (sayso_inspector_parent_class)->dispose (object);
}

static void
sayso_inspector_finalize (GObject *object)
{
  SaysoInspector *self = SAYSO_INSPECTOR (object);

  g_free (self->annotator);
  G_OBJECT_CLASS (sayso_inspector_parent_class)->finalize (object);
}

static void
sayso_inspector_class_init (SaysoInspectorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_inspector_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_inspector_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "inspector");
}

static void
sayso_inspector_init (SaysoInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  self->annotator = g_strdup (g_get_user_name ());
  gtk_widget_add_css_class (box, "inspector-content");
  append_details (self, GTK_BOX (box));
  self->details = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->details), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->details), box);
  self->nothing = new_nothing ();
  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), self->nothing);
  gtk_stack_add_child (GTK_STACK (self->stack), self->details);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
sayso_inspector_new (void)
{
  return g_object_new (SAYSO_TYPE_INSPECTOR, NULL);
}

void
sayso_inspector_set_annotator (SaysoInspector *self,
                               const char     *annotator)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  g_free (self->annotator);
  self->annotator = g_strdup (annotator);
  sayso_codebook_fields_set_annotator (SAYSO_CODEBOOK_FIELDS (self->fields), annotator);
}

void
sayso_inspector_set_codebook (SaysoInspector *self,
                              SaysoCodebook  *codebook)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  if (codebook != NULL)
    sayso_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  self->codebook = codebook;
  sayso_codebook_fields_set_codebook (SAYSO_CODEBOOK_FIELDS (self->fields), codebook);
  sayso_inspector_refresh (self);
}

static void
fill_linked (SaysoInspector *self)
{
  g_autofree char *speaker = sayso_words_speaker (self->document, self->annotation);
  g_autofree char *source = sayso_words_source (self->document, self->annotation);
  g_autofree char *speaker_name = speaker != NULL ? g_strdup_printf (_ ("Speaker: %s"), speaker) : g_strdup (_ ("Speaker: none"));
  g_autofree char *source_name = source != NULL ? g_strdup_printf (_ ("Source: %s"), source) : g_strdup (_ ("Source: none"));
  SaysoAnnotation *cue = sayso_document_get_first_linked (self->document, self->annotation, SAYSO_LINK_CUED_BY);
  g_autofree char *word = cue != NULL ? sayso_words_snippet (self->document, cue, 80) : NULL;

  gtk_label_set_label (GTK_LABEL (self->speaker_name), speaker != NULL ? speaker : _ ("Choose a speaker"));
  gtk_label_set_label (GTK_LABEL (self->source_name), source != NULL ? source : _ ("Choose a source"));
  name_widget (self->speaker_chip, speaker_name);
  name_widget (self->source_chip, source_name);
  sayso_tooltip_set (self->speaker_chip, speaker);
  sayso_tooltip_set (self->source_chip, source);
  if (speaker == NULL)
    gtk_widget_add_css_class (self->speaker_chip, "unset");
  else
    gtk_widget_remove_css_class (self->speaker_chip, "unset");
  if (source == NULL)
    gtk_widget_add_css_class (self->source_chip, "unset");
  else
    gtk_widget_remove_css_class (self->source_chip, "unset");
  gtk_label_set_label (GTK_LABEL (self->cue), word != NULL ? word : "");
  gtk_widget_set_visible (self->cue_box, word != NULL);
}

/* Takes the part. */
static void
append_part (GString    *status,
             const char *separator,
             char       *part)
{
  g_string_append (status, separator);
  g_string_append (status, part);
  g_free (part);
}

static void
fill_status (SaysoInspector *self)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (self->annotation);
  g_autofree char             *confidence = sayso_words_confidence (record->confidence);
  SaysoAnnotationSet          *set = sayso_document_get_set (self->document, record->set);
  GString                     *status = g_string_new (NULL);

  if (record->by != NULL)
    /* Translators: a status and whose it is: "Accepted by Maria". */
    g_string_append_printf (status, _ ("%s by %s"), sayso_words_status (record->status), record->by);
  else
    g_string_append (status, sayso_words_status (record->status));
  if (confidence != NULL)
    append_part (status, " · ", sayso_words_sure (confidence));
  if (set != NULL)
    append_part (status, " · ", sayso_words_fill (_ ("set “%s”"), sayso_annotation_set_get (set)->name));
  if (record->anchor == SAYSO_ANCHOR_MOVED)
    append_part (status, "\n", g_strdup (_ ("The article changed; this was found again by likeness.")));
  if (record->anchor == SAYSO_ANCHOR_ORPHAN)
    append_part (status, "\n", g_strdup (_ ("The article changed; this was not found again. Select its text and press E to place it.")));
  gtk_label_set_label (GTK_LABEL (self->status), status->str);
  g_string_free (status, TRUE);
}

static void
fill_says (SaysoInspector *self)
{
  g_autoptr (GPtrArray) claims = sayso_document_get_claims_of (self->document, self->annotation);
  g_autofree char *words = NULL;

  if (claims->len == 1)
    {
      g_autofree char *snippet = sayso_words_snippet (self->document, g_ptr_array_index (claims, 0), 120);

      words = g_strdup_printf ("%s", snippet);
    }
  else
    words = g_strdup_printf (g_dngettext (NULL, "%u claim", "%u claims", claims->len), claims->len);
  gtk_label_set_label (GTK_LABEL (self->says), words);
}

static void
fill_note (SaysoInspector *self)
{
  const char      *note = sayso_annotation_get (self->annotation)->note;
  g_autofree char *shown = dup_note (self);

  if (g_strcmp0 (shown, note != NULL ? note : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note)), note != NULL ? note : "", -1);
}

/* Tags that the codebook does not have are kept, and told of. */
static void
check_tags (SaysoInspector *self)
{
  char **tags = sayso_annotation_get (self->annotation)->tags;
  g_autoptr (GString) unknown = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; self->codebook != NULL && tags != NULL && tags[i] != NULL; i++)
    {
      if (!sayso_codebook_allows_tag (self->codebook, tags[i]))
        g_string_append_printf (unknown, "%s%s", unknown->len > 0 ? ", " : "", tags[i]);
    }
  words = sayso_words_fill (_ ("Not in the codebook: %s"), unknown->str);
  gtk_label_set_label (GTK_LABEL (self->tags_hint), unknown->len > 0 ? words : "");
  gtk_widget_set_visible (self->tags_hint, unknown->len > 0);
}

static void
fill_tags (SaysoInspector *self)
{
  char           **tags = sayso_annotation_get (self->annotation)->tags;
  g_autofree char *joined = tags != NULL ? g_strjoinv (", ", tags) : g_strdup ("");

  if (g_strcmp0 (joined, gtk_editable_get_text (GTK_EDITABLE (self->tags))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->tags), joined);
  check_tags (self);
}

static void
fill_head (SaysoInspector *self)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (self->annotation);
  g_autofree char             *snippet = sayso_words_snippet (self->document, self->annotation, SNIPPET_CHARS);
  guint                        position = sayso_document_get_claim_position (self->document, self->annotation);
  guint                        n_claims = g_list_model_get_n_items (sayso_document_get_claims (self->document));
  g_autofree char             *place = position != G_MAXUINT ? g_strdup_printf (C_ ("position", "%u of %u"), position + 1, n_claims) : g_strdup ("");
  static const char           *classes[] = { "speaker", "claim", "source", "cue" };

  gtk_label_set_label (GTK_LABEL (self->title), sayso_words_type (record->type));
  gtk_label_set_label (GTK_LABEL (self->position), place);
  gtk_label_set_label (GTK_LABEL (self->snippet), snippet);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->snippet, classes[i]);
  gtk_widget_add_css_class (self->snippet, classes[record->type]);
}

static void
fill (SaysoInspector *self)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (self->annotation);
  gboolean                     is_claim = record->type == SAYSO_ANNOTATION_CLAIM;
  g_autofree char             *reason = sayso_words_reason (self->document, self->annotation);

  fill_head (self);
  gtk_widget_set_visible (self->speaker_box, is_claim);
  gtk_widget_set_visible (self->source_box, is_claim);
  gtk_widget_set_visible (self->kind_box, is_claim);
  gtk_widget_set_visible (self->cue_box, FALSE);
  gtk_widget_set_visible (self->says_box, !is_claim);
  if (is_claim)
    fill_linked (self);
  else
    fill_says (self);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kinds[i]), record->kind == kinds[i]);
  sayso_codebook_fields_show (SAYSO_CODEBOOK_FIELDS (self->fields), self->document, self->annotation);
  fill_status (self);
  fill_tags (self);
  fill_note (self);
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_label_set_label (GTK_LABEL (self->reason), reason != NULL ? reason : "");
}

void
sayso_inspector_refresh (SaysoInspector *self)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  if (self->quiet)
    return;
  if (!is_alive (self))
    {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->nothing);
      return;
    }
  self->quiet = TRUE;
  fill (self);
  self->quiet = FALSE;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->details);
}

void
sayso_inspector_show (SaysoInspector  *self,
                      SaysoDocument   *document,
                      SaysoAnnotation *annotation)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  if (self->annotation != annotation)
    sayso_inspector_commit (self);
  g_set_object (&self->document, document);
  g_set_object (&self->annotation, annotation);
  sayso_inspector_refresh (self);
}

void
sayso_inspector_commit (SaysoInspector *self)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  if (!is_alive (self) || self->quiet)
    return;
  commit_note (self);
  commit_tags (self);
  sayso_codebook_fields_commit (SAYSO_CODEBOOK_FIELDS (self->fields));
}

void
sayso_inspector_focus_note (SaysoInspector *self)
{
  g_return_if_fail (SAYSO_IS_INSPECTOR (self));

  gtk_widget_grab_focus (self->note);
}

gboolean
sayso_inspector_focus_codebook (SaysoInspector *self)
{
  g_return_val_if_fail (SAYSO_IS_INSPECTOR (self), FALSE);

  return sayso_codebook_fields_focus (SAYSO_CODEBOOK_FIELDS (self->fields));
}

GtkWidget *
sayso_inspector_get_speaker_chip (SaysoInspector *self)
{
  g_return_val_if_fail (SAYSO_IS_INSPECTOR (self), NULL);

  return self->speaker_chip;
}

GtkWidget *
sayso_inspector_get_source_chip (SaysoInspector *self)
{
  g_return_val_if_fail (SAYSO_IS_INSPECTOR (self), NULL);

  return self->source_chip;
}
