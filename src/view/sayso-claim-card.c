/* One claim in the list.
 *
 * A card listens to nothing: the list tells it to refresh, because what it shows
 * comes from several records (the claim, its links, mentions and identities).
 *
 * GTK keeps two hundred rows of a list, of which ten are seen, and makes them all anew where the list goes far. So a card
 * is empty, but for its name, until the list says that it comes near what is seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-card.h"

#include "view/sayso-codebook-fields.h"
#include "view/sayso-tooltip.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define SNIPPET_CHARS 160

struct _SaysoClaimCard
{
  GtkWidget parent_instance;

  SaysoDocument   *document;
  SaysoAnnotation *claim;

  GtkWidget *initials, *speaker, *status_icon, *status;
  GtkWidget *snippet;
  GtkWidget *source_row, *source;
  GtkWidget *facts;

  SaysoCodebook *codebook; /* or NULL */
  GtkWidget     *box;      /* of all that it shows; NULL or hidden while it is empty */
  GtkWidget     *controls; /* on the selected card of an article with a codebook; or NULL */
};

G_DEFINE_FINAL_TYPE (SaysoClaimCard, sayso_claim_card, GTK_TYPE_WIDGET)

/* An empty card is as tall as one that was emptied. It keeps to that while others are much like it: the list guesses from
 * them where its rows are, and would guess anew each time. */
static int typical_height = 100;

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_speaker (SaysoClaimCard *self)
{
  g_autofree char *speaker = sayso_words_speaker (self->document, self->claim);
  g_autofree char *initials = sayso_words_initials (speaker != NULL ? speaker : "");

  gtk_label_set_label (GTK_LABEL (self->initials), initials);
  gtk_label_set_label (GTK_LABEL (self->speaker), speaker != NULL ? speaker : _ ("No speaker yet"));
  set_class (self->speaker, "missing", speaker == NULL);
  set_class (self->initials, "missing", speaker == NULL);
}

/* What asks for attention wins over the tick. */
static void
show_status (SaysoClaimCard *self)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (self->claim);
  gboolean                     lacks_speaker = sayso_document_get_first_linked (self->document, self->claim, SAYSO_LINK_SAID_BY) == NULL;
  const char                  *icon = NULL, *words = NULL;

  if (record->anchor == SAYSO_ANCHOR_ORPHAN)
    icon = "dialog-warning-symbolic", words = C_ ("mark", "Lost");
  else if (record->anchor == SAYSO_ANCHOR_MOVED)
    icon = "dialog-warning-symbolic", words = C_ ("mark", "Moved");
  else if (record->status == SAYSO_STATUS_SUGGESTED)
    words = C_ ("status", "To review");
  else if (record->status == SAYSO_STATUS_REJECTED)
    words = C_ ("status", "Rejected");
  else if (lacks_speaker)
    icon = "dialog-warning-symbolic";
  else
    icon = "object-select-symbolic";

  gtk_widget_set_visible (self->status_icon, icon != NULL);
  /* Setting the same once more would lay out the whole window. */
  if (icon != NULL && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->status_icon)), icon) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->status_icon), icon);
  set_class (self->status_icon, "warning", icon != NULL && icon[0] == 'd');
  gtk_widget_set_visible (self->status, words != NULL);
  gtk_label_set_label (GTK_LABEL (self->status), words != NULL ? words : "");
  set_class (GTK_WIDGET (self), "suggested", record->status == SAYSO_STATUS_SUGGESTED);
  set_class (GTK_WIDGET (self), "rejected", record->status == SAYSO_STATUS_REJECTED);
}

static void
show_source (SaysoClaimCard *self)
{
  g_autofree char *source = sayso_words_source (self->document, self->claim);

  gtk_widget_set_visible (self->source_row, source != NULL);
  gtk_label_set_label (GTK_LABEL (self->source), source != NULL ? source : "");
}

/* One line of all that the rest of the card does not say; whole in the tooltip. */
static void
show_facts (SaysoClaimCard *self)
{
  g_autofree char *facts = sayso_words_facts (self->document, self->claim);
  g_autofree char *values = sayso_codebook_dup_values (self->codebook, sayso_annotation_get (self->claim));
  g_autofree char *line = values != NULL ? g_strdup_printf ("%s · %s", values, facts) : g_strdup (facts);

  gtk_label_set_label (GTK_LABEL (self->facts), line);
  sayso_tooltip_set (self->facts, line);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_head (SaysoClaimCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->initials = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->initials, "initials");
  gtk_widget_set_valign (self->initials, GTK_ALIGN_CENTER);
  self->speaker = new_label ("name");
  gtk_widget_set_hexpand (self->speaker, TRUE);
  self->status_icon = gtk_image_new ();
  gtk_widget_add_css_class (self->status_icon, "status-icon");
  self->status = new_label ("pill");
  gtk_widget_set_valign (self->status, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), self->initials);
  gtk_box_append (GTK_BOX (head), self->speaker);
  gtk_box_append (GTK_BOX (head), self->status_icon);
  gtk_box_append (GTK_BOX (head), self->status);
  return head;
}

static GtkWidget *
new_source_row (SaysoClaimCard *self)
{
  self->source_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->source = new_label ("source-line");
  gtk_widget_add_css_class (self->source_row, "source-row");
  gtk_box_append (GTK_BOX (self->source_row), gtk_image_new_from_icon_name ("text-x-generic-symbolic"));
  gtk_box_append (GTK_BOX (self->source_row), self->source);
  return self->source_row;
}

static void
sayso_claim_card_dispose (GObject *object)
{
  SaysoClaimCard *self = SAYSO_CLAIM_CARD (object);
  GtkWidget      *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->box = NULL;
  self->controls = NULL;
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  g_clear_object (&self->claim);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_claim_card_parent_class)->dispose (object);
}

static void
sayso_claim_card_class_init (SaysoClaimCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sayso_claim_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "claim-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sayso_claim_card_init (SaysoClaimCard *self)
{
}

static void
build (SaysoClaimCard *self)
{
  GtkWidget *box = self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->facts = new_label ("facts");
  self->snippet = new_label ("snippet");
  gtk_label_set_wrap (GTK_LABEL (self->snippet), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->snippet), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->snippet), 2);
  gtk_label_set_width_chars (GTK_LABEL (self->snippet), 10);
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), self->snippet);
  gtk_box_append (GTK_BOX (box), new_source_row (self));
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
sayso_claim_card_new (void)
{
  return g_object_new (SAYSO_TYPE_CLAIM_CARD, NULL);
}

static void
empty (SaysoClaimCard *self)
{
  if (sayso_claim_card_is_filled (self))
    {
      int height = gtk_widget_get_allocated_height (GTK_WIDGET (self));

      if (self->controls == NULL && height > 0 && ABS (height - typical_height) * 4 > typical_height)
        typical_height = height;
      sayso_claim_card_set_controls (self, FALSE, NULL);
      gtk_widget_set_visible (self->box, FALSE);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, typical_height);
}

void
sayso_claim_card_set_claim (SaysoClaimCard  *self,
                            SaysoDocument   *document,
                            SaysoAnnotation *claim)
{
  g_return_if_fail (SAYSO_IS_CLAIM_CARD (self));

  if (claim == self->claim && document == self->document)
    return;
  empty (self);
  g_set_object (&self->document, document);
  g_set_object (&self->claim, claim);
  sayso_claim_card_refresh (self);
}

gboolean
sayso_claim_card_is_filled (SaysoClaimCard *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_CARD (self), FALSE);

  return self->box != NULL && gtk_widget_get_visible (self->box);
}

void
sayso_claim_card_fill (SaysoClaimCard *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_CARD (self));

  if (self->claim == NULL || sayso_claim_card_is_filled (self))
    return;
  if (self->box == NULL)
    build (self);
  gtk_widget_set_visible (self->box, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
  sayso_claim_card_refresh (self);
}

void
sayso_claim_card_set_codebook (SaysoClaimCard *self,
                               SaysoCodebook  *codebook)
{
  g_return_if_fail (SAYSO_IS_CLAIM_CARD (self));

  if (codebook == self->codebook)
    return;
  sayso_claim_card_set_controls (self, FALSE, NULL);
  if (codebook != NULL)
    sayso_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  self->codebook = codebook;
  sayso_claim_card_refresh (self);
}

void
sayso_claim_card_set_controls (SaysoClaimCard *self,
                               gboolean        shown,
                               const char     *annotator)
{
  g_return_if_fail (SAYSO_IS_CLAIM_CARD (self));

  if (self->codebook == NULL || !shown)
    {
      if (self->controls != NULL)
        gtk_box_remove (GTK_BOX (self->box), self->controls);
      self->controls = NULL;
      return;
    }
  sayso_claim_card_fill (self);
  if (self->controls == NULL)
    {
      self->controls = sayso_codebook_fields_new (TRUE);
      sayso_codebook_fields_set_codebook (SAYSO_CODEBOOK_FIELDS (self->controls), self->codebook);
      gtk_box_append (GTK_BOX (self->box), self->controls);
      sayso_codebook_fields_show (SAYSO_CODEBOOK_FIELDS (self->controls), self->document, self->claim);
    }
  sayso_codebook_fields_set_annotator (SAYSO_CODEBOOK_FIELDS (self->controls), annotator);
}

SaysoCodebookFields *
sayso_claim_card_get_controls (SaysoClaimCard *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_CARD (self), NULL);

  return self->controls != NULL ? SAYSO_CODEBOOK_FIELDS (self->controls) : NULL;
}

SaysoAnnotation *
sayso_claim_card_get_claim (SaysoClaimCard *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_CARD (self), NULL);

  return self->claim;
}

static void
show_claim (SaysoClaimCard *self)
{
  g_autofree char *snippet = sayso_words_snippet (self->document, self->claim, SNIPPET_CHARS);

  gtk_label_set_label (GTK_LABEL (self->snippet), snippet);
  show_speaker (self);
  show_status (self);
  show_source (self);
  show_facts (self);
  if (self->controls != NULL)
    sayso_codebook_fields_show (SAYSO_CODEBOOK_FIELDS (self->controls), self->document, self->claim);
}

void
sayso_claim_card_refresh (SaysoClaimCard *self)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (SAYSO_IS_CLAIM_CARD (self));

  /* A claim that is being removed may still have its card for a moment. */
  if (self->claim == NULL || sayso_document_get_annotation (self->document, sayso_item_get_id (SAYSO_ITEM (self->claim))) != self->claim)
    return;
  if (sayso_claim_card_is_filled (self))
    show_claim (self);
  sentence = sayso_words_claim_sentence (self->document, self->claim);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  /* The row around the card is what has the focus, so it says the sentence. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}
