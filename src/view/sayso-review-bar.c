/* The floating bar of a review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-review-bar.h"

#include "view/sayso-key-cap.h"
#include "view/sayso-progress.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define CLAIM_CHARS 160
/* Without padding and border, which make 30 pixels more. */
#define LEAST_WIDTH 530
#define MOST_WIDTH 610

struct _SaysoReviewBar
{
  GtkWidget parent_instance;

  GtkWidget *box, *progress, *stack;
  GtkWidget *question, *speaker, *claim, *title, *details;
  GtkWidget *others[SAYSO_REVIEW_BAR_OTHERS], *other_names[SAYSO_REVIEW_BAR_OTHERS];
  GtkWidget *summary, *summary_title;
};

G_DEFINE_FINAL_TYPE (SaysoReviewBar, sayso_review_bar, GTK_TYPE_WIDGET)

static GtkWidget *
new_key_button (const char *label,
                const char *action,
                const char *css_class)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), sayso_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
new_arrow (const char *icon,
           const char *name,
           const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
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
new_words (SaysoReviewBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->speaker = new_label ("speaker-chip");
  gtk_label_set_max_width_chars (GTK_LABEL (self->speaker), 24);
  gtk_widget_set_valign (self->speaker, GTK_ALIGN_START);
  /* Two lines of it are read at a glance; the whole stands in the article above. */
  self->claim = new_label ("claim-chip");
  gtk_label_set_wrap (GTK_LABEL (self->claim), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->claim), 2);
  gtk_label_set_width_chars (GTK_LABEL (self->claim), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (self->claim), 40);
  gtk_widget_set_hexpand (self->claim, TRUE);
  gtk_box_append (GTK_BOX (row), self->speaker);
  gtk_box_append (GTK_BOX (row), self->claim);
  return row;
}

static GtkWidget *
new_answers (SaysoReviewBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = new_label ("title");
  self->details = new_label ("dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->details);
  gtk_box_append (GTK_BOX (row), new_arrow ("go-previous-symbolic", _ ("Previous Suggestion"), "win.review-previous"));
  gtk_box_append (GTK_BOX (row), new_arrow ("go-next-symbolic", _ ("Next Suggestion"), "win.review-next"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), new_key_button (_ ("Reject"), "win.reject", NULL));
  gtk_box_append (GTK_BOX (row), new_key_button (_ ("Edit"), "win.edit", NULL));
  gtk_box_append (GTK_BOX (row), new_key_button (_ ("Accept"), "win.accept", "suggested-action"));
  return row;
}

/* A small button: its key, then a name. */
static GtkWidget *
new_choice (const char *action,
            GtkWidget  *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), sayso_key_cap_new (action));
  gtk_box_append (GTK_BOX (box), name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "other");
  return button;
}

static GtkWidget *
new_other (SaysoReviewBar *self,
           guint           place)
{
  g_autofree char *action = g_strdup_printf ("win.other-speaker(%u)", place);

  self->other_names[place] = new_label ("name");
  gtk_label_set_max_width_chars (GTK_LABEL (self->other_names[place]), 18);
  self->others[place] = new_choice (action, self->other_names[place]);
  gtk_widget_set_visible (self->others[place], FALSE);
  return self->others[place];
}

static GtkWidget *
new_anybody (void)
{
  GtkWidget *button = new_choice ("win.letter-speaker(false)", gtk_label_new (_ ("Somebody Else")));

  gtk_widget_set_tooltip_text (button, _ ("Puts a letter at everybody who is mentioned around"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Somebody Else"), -1);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  return button;
}

/* As high without anybody, so that the answers stay where they are. */
static GtkWidget *
new_others (SaysoReviewBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (line, "others");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Others who may have said it"), -1);
  for (guint i = 0; i < SAYSO_REVIEW_BAR_OTHERS; i++)
    gtk_box_append (GTK_BOX (row), new_other (self, i));
  gtk_box_append (GTK_BOX (line), row);
  gtk_box_append (GTK_BOX (line), new_anybody ());
  return line;
}

static GtkWidget *
new_question (SaysoReviewBar *self)
{
  self->question = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->question), new_words (self));
  gtk_box_append (GTK_BOX (self->question), new_others (self));
  gtk_box_append (GTK_BOX (self->question), new_answers (self));
  return self->question;
}

static GtkWidget *
new_summary (SaysoReviewBar *self)
{
  GtkWidget *export = gtk_button_new_with_label (_ ("Export…"));
  GtkWidget *done = gtk_button_new_with_label (_ ("Done"));

  self->summary = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->summary_title = new_label ("title");
  gtk_widget_set_hexpand (self->summary_title, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "win.export");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (done), "win.review-done");
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_box_append (GTK_BOX (self->summary), self->summary_title);
  gtk_box_append (GTK_BOX (self->summary), export);
  gtk_box_append (GTK_BOX (self->summary), done);
  return self->summary;
}

static void
sayso_review_bar_dispose (GObject *object)
{
  SaysoReviewBar *self = SAYSO_REVIEW_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sayso_review_bar_parent_class)->dispose (object);
}

/* However long claims, names and translations are, the bar hides no more of the article. */
static void
sayso_review_bar_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  gtk_widget_measure (SAYSO_REVIEW_BAR (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (CLAMP (*natural, LEAST_WIDTH, MOST_WIDTH), *minimum);
}

static void
sayso_review_bar_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  gtk_widget_size_allocate (SAYSO_REVIEW_BAR (widget)->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
sayso_review_bar_class_init (SaysoReviewBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_review_bar_dispose;
  GTK_WIDGET_CLASS (class)->measure = sayso_review_bar_measure;
  GTK_WIDGET_CLASS (class)->size_allocate = sayso_review_bar_size_allocate;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "review-bar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sayso_review_bar_init (SaysoReviewBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->progress = sayso_progress_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_child (GTK_STACK (self->stack), new_question (self));
  gtk_stack_add_child (GTK_STACK (self->stack), new_summary (self));
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Review"), -1);
}

GtkWidget *
sayso_review_bar_new (void)
{
  return g_object_new (SAYSO_TYPE_REVIEW_BAR, NULL);
}

static char *
details_of (SaysoDocument   *document,
            SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  g_autofree char             *facts = sayso_words_facts (document, claim);

  if (record->status == SAYSO_STATUS_SUGGESTED)
    return g_steal_pointer (&facts);
  return g_strdup_printf ("%s · %s", facts, sayso_words_status (record->status));
}

void
sayso_review_bar_show (SaysoReviewBar  *self,
                       SaysoDocument   *document,
                       SaysoAnnotation *claim,
                       const guint8    *states,
                       guint            n_states,
                       guint            current)
{
  g_autofree char *speaker = NULL;
  g_autofree char *snippet = NULL;
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (SAYSO_IS_REVIEW_BAR (self));

  speaker = sayso_words_speaker (document, claim);
  snippet = sayso_words_snippet (document, claim, CLAIM_CHARS);
  title = g_strdup_printf (_ ("Suggestion %u of %u"), current + 1, n_states);
  details = details_of (document, claim);
  gtk_label_set_label (GTK_LABEL (self->speaker), speaker != NULL ? speaker : _ ("No speaker"));
  gtk_label_set_label (GTK_LABEL (self->claim), snippet);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_widget_set_tooltip_text (self->details, details);
  sayso_progress_set_states (SAYSO_PROGRESS (self->progress), states, n_states, current);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->question);
}

void
sayso_review_bar_set_others (SaysoReviewBar    *self,
                             const char *const *names,
                             guint              n_names)
{
  g_return_if_fail (SAYSO_IS_REVIEW_BAR (self));

  for (guint i = 0; i < SAYSO_REVIEW_BAR_OTHERS; i++)
    {
      gtk_widget_set_visible (self->others[i], i < n_names);
      if (i >= n_names)
        continue;
      gtk_label_set_label (GTK_LABEL (self->other_names[i]), names[i]);
      gtk_widget_set_tooltip_text (self->others[i], names[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->others[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
    }
}

void
sayso_review_bar_show_summary (SaysoReviewBar *self,
                               const guint8   *states,
                               guint           n_states)
{
  guint            n_accepted = 0, n_rejected = 0;
  g_autofree char *title = NULL;

  g_return_if_fail (SAYSO_IS_REVIEW_BAR (self));

  for (guint i = 0; i < n_states; i++)
    {
      n_accepted += states[i] == SAYSO_SEGMENT_STATE_ACCEPTED;
      n_rejected += states[i] == SAYSO_SEGMENT_STATE_REJECTED;
    }
  title = g_strdup_printf (g_dngettext (NULL, "%u reviewed: %u accepted, %u rejected", "All %u reviewed: %u accepted, %u rejected", n_states), n_states, n_accepted, n_rejected);
  gtk_label_set_label (GTK_LABEL (self->summary_title), title);
  sayso_progress_set_states (SAYSO_PROGRESS (self->progress), states, n_states, G_MAXUINT);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->summary);
}
