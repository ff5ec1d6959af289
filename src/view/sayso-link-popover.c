/* Choosing what a claim links to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-link-popover.h"

#include "view/sayso-candidates.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 40

struct _SaysoLinkPopover
{
  GtkPopover parent_instance;

  SaysoDocument   *document;
  SaysoAnnotation *claim;
  SaysoLinkType    type;
  GPtrArray       *candidates; /* of SaysoCandidate */

  GtkWidget *entry, *list, *title;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SaysoLinkPopover, sayso_link_popover, GTK_TYPE_POPOVER)

static void
choose (SaysoLinkPopover *self,
        GtkListBoxRow    *row,
        gboolean          add)
{
  const SaysoCandidate *candidate = row != NULL ? g_object_get_data (G_OBJECT (row), "candidate") : NULL;
  SaysoCandidate        copy = { 0 };

  if (row == NULL)
    return;
  if (candidate != NULL)
    copy = (SaysoCandidate){ .id = g_strdup (candidate->id), .span = candidate->span };
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, copy.id != NULL ? copy.id : "", copy.span.start, copy.span.end, add);
  g_free (copy.id);
}

static void
row_activated_cb (SaysoLinkPopover *self,
                  GtkListBoxRow    *row)
{
  choose (self, row, FALSE);
}

static void
add_row (SaysoLinkPopover     *self,
         const SaysoCandidate *candidate,
         const char           *name,
         const char           *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "name");
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *dim = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (dim), 0);
      gtk_label_set_ellipsize (GTK_LABEL (dim), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (dim), 44);
      gtk_widget_add_css_class (dim, "dim");
      gtk_box_append (GTK_BOX (box), dim);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "candidate", (gpointer)candidate);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static gboolean
fits (const char *name,
      const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return strstr (folded, needle) != NULL;
}

/* What was typed may stand in the article without a mark: offer the nearest. */
static void
add_typed (SaysoLinkPopover *self,
           const char       *typed)
{
  SaysoCandidate  *candidate;
  g_autofree char *words = NULL;
  SaysoSpan        span;

  if (!sayso_candidates_find_words (self->document, self->claim, typed, &span))
    return;
  candidate = sayso_candidate_new (NULL, span, typed);
  g_ptr_array_add (self->candidates, candidate);
  words = sayso_words_fill (_ ("Mark “%s” in the article"), typed);
  add_row (self, candidate, words, NULL);
}

/* Who opens this on a claim that has a speaker wants another one. */
static int
find_first_choice (SaysoLinkPopover *self,
                   const char       *typed)
{
  SaysoAnnotation      *linked = sayso_document_get_first_linked (self->document, self->claim, self->type);
  GtkListBoxRow        *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  const SaysoCandidate *candidate = row != NULL ? g_object_get_data (G_OBJECT (row), "candidate") : NULL;
  g_autofree char      *name = NULL;

  if (linked == NULL || candidate == NULL || *typed != '\0')
    return 0;
  name = sayso_words_mention (self->document, linked);
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 1);
  return g_str_equal (candidate->name, name) && row != NULL && g_object_get_data (G_OBJECT (row), "candidate") != NULL ? 1 : 0;
}

static void
fill (SaysoLinkPopover *self)
{
  const char      *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *needle = g_utf8_casefold (typed, -1);
  guint            n_candidates = self->candidates->len, n_rows = 0;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL && GTK_IS_LIST_BOX_ROW (child))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < n_candidates && n_rows < MAX_ROWS; i++)
    {
      const SaysoCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (!fits (candidate->name, needle) && (candidate->words == NULL || !fits (candidate->words, needle)))
        continue;
      add_row (self, candidate, candidate->name, candidate->words);
      n_rows++;
    }
  if (*typed != '\0')
    add_typed (self, typed);
  else if (sayso_document_get_first_linked (self->document, self->claim, self->type) != NULL)
    add_row (self, NULL, self->type == SAYSO_LINK_SAID_BY ? C_ ("speaker of a claim", "Nobody") : C_ ("source of a claim", "None"), NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), find_first_choice (self, typed)));
}

static void
move_selection (SaysoLinkPopover *self,
                int               step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), row != NULL ? MAX (gtk_list_box_row_get_index (row) + step, 0) : 0);

  if (next == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
  /* Scrolls it into view; the entry keeps the typing. */
  gtk_widget_grab_focus (GTK_WIDGET (next));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* With nothing typed, what deletes letters elsewhere takes the link away. */
static gboolean
choose_nobody (SaysoLinkPopover *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, "", 0, 0, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (SaysoLinkPopover *self,
        guint             keyval,
        guint             keycode,
        GdkModifierType   state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      choose (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)), (state & GDK_SHIFT_MASK) != 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      return choose_nobody (self);
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
sayso_link_popover_dispose (GObject *object)
{
  SaysoLinkPopover *self = SAYSO_LINK_POPOVER (object);

  g_clear_object (&self->claim);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_link_popover_parent_class)->dispose (object);
}

static void
sayso_link_popover_finalize (GObject *object)
{
  g_clear_pointer (&SAYSO_LINK_POPOVER (object)->candidates, g_ptr_array_unref);
  G_OBJECT_CLASS (sayso_link_popover_parent_class)->finalize (object);
}

static void
sayso_link_popover_class_init (SaysoLinkPopoverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_link_popover_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_link_popover_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
sayso_link_popover_init (SaysoLinkPopover *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GtkWidget          *hint = gtk_label_new (_ ("Enter takes it, Shift+Enter adds it to the others, Delete takes all away"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (fill), self);
  self->list = gtk_list_box_new ();
  gtk_widget_set_focusable (self->list, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* Where room is scarce, a popover shrinks to its least height: enough to choose from. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 150);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_set_size_request (box, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "link-popover");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (box, keys);
}

GtkWidget *
sayso_link_popover_new (void)
{
  return g_object_new (SAYSO_TYPE_LINK_POPOVER, NULL);
}

void
sayso_link_popover_prepare (SaysoLinkPopover *self,
                            SaysoDocument    *document,
                            SaysoAnnotation  *claim,
                            SaysoLinkType     type)
{
  const char *prompt = type == SAYSO_LINK_SAID_BY ? _ ("Who says it? Type a name") : _ ("Where was it said? Type words");

  g_return_if_fail (SAYSO_IS_LINK_POPOVER (self));

  g_set_object (&self->document, document);
  g_set_object (&self->claim, claim);
  self->type = type;
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = sayso_candidates_list (document, claim, type);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    fill (self);
  gtk_widget_grab_focus (self->entry);
}

SaysoLinkType
sayso_link_popover_get_link_type (SaysoLinkPopover *self)
{
  g_return_val_if_fail (SAYSO_IS_LINK_POPOVER (self), SAYSO_LINK_SAID_BY);

  return self->type;
}
