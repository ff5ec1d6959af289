/* The pane of claim cards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-list.h"

#include "view/sayso-claim-card.h"
#include "view/sayso-claim-filter-popover.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

struct _SaysoClaimList
{
  GtkWidget parent_instance;

  SaysoDocument      *document;
  SaysoClaimModel    *model;
  GtkSingleSelection *selection;
  SaysoAnnotation    *held;     /* selected before the model changed and again after it; else NULL */
  GHashTable         *cards;    /* those bound to a claim; SaysoClaimCard */
  SaysoClaimFilter    given;    /* set from outside: what one identity or speaker says */
  SaysoCodebook      *codebook; /* or NULL */
  char               *annotator;
  gboolean            quiet;

  GtkWidget *box;
  GtkWidget *all, *to_review, *all_count, *to_review_count;
  GtkWidget *filter_button, *filter_popover;
  GtkWidget *filter_bar, *filter_words;
  GtkWidget *stack, *list, *nothing, *nothing_words, *extract;
};

enum
{
  SELECTED,
  ACT_ON_SHOWN,
  TAG_SHOWN,
  LEGEND_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SaysoClaimList, sayso_claim_list, GTK_TYPE_WIDGET)

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_counts (SaysoClaimList *self)
{
  guint            n_claims = self->document != NULL ? g_list_model_get_n_items (sayso_document_get_claims (self->document)) : 0;
  guint            n_suggested = self->document != NULL ? sayso_document_count_claims (self->document, SAYSO_STATUS_SUGGESTED) : 0;
  g_autofree char *all = sayso_words_number (n_claims);
  g_autofree char *to_review = sayso_words_number (n_suggested);
  g_autofree char *all_name = g_strdup_printf (_ ("All claims, %u"), n_claims);
  g_autofree char *to_review_name = g_strdup_printf (_ ("To review, %u"), n_suggested);

  gtk_label_set_label (GTK_LABEL (self->all_count), all);
  gtk_label_set_label (GTK_LABEL (self->to_review_count), to_review);
  name_widget (self->all, all_name);
  name_widget (self->to_review, to_review_name);
}

/* Above the cards, where not all are shown: which, and how many. */
static void
show_filter (SaysoClaimList *self)
{
  SaysoClaimFilter filter = *sayso_claim_model_get_filter (self->model);
  SaysoIdentity   *identity = filter.identity != NULL && self->document != NULL ? sayso_document_get_identity (self->document, filter.identity) : NULL;
  const char      *who = identity != NULL ? sayso_identity_get (identity)->name : self->given.speaker;
  guint            n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint            n_claims = self->document != NULL ? g_list_model_get_n_items (sayso_document_get_claims (self->document)) : 0;
  g_autofree char *words = NULL;

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->to_review)))
    filter.statuses = 0;
  gtk_widget_set_visible (self->filter_bar, !sayso_claim_filter_is_empty (&filter));
  if (who != NULL)
    words = sayso_words_fill (_ ("What %s says"), who);
  else
    words = g_strdup_printf (g_dngettext (NULL, "%u of %u claim", "%u of %u claims", n_claims), n_shown, n_claims);
  gtk_label_set_label (GTK_LABEL (self->filter_words), words);
}

static void
show_stack (SaysoClaimList *self)
{
  gboolean    empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  const char *words = _ ("No claims yet. Select text and press 2 to mark one.");

  if (!sayso_claim_filter_is_empty (sayso_claim_model_get_filter (self->model)))
    words = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->to_review)) ? _ ("Nothing left to review.") : _ ("No claim fits this filter.");
  gtk_label_set_label (GTK_LABEL (self->nothing_words), words);
  gtk_widget_set_visible (self->extract, self->document != NULL && g_list_model_get_n_items (sayso_document_get_claims (self->document)) == 0);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), empty ? self->nothing : gtk_widget_get_parent (self->list));
  show_filter (self);
}

static void
apply_filter (SaysoClaimList *self)
{
  SaysoClaimFilter filter = { 0 };

  sayso_claim_filter_popover_read (SAYSO_CLAIM_FILTER_POPOVER (self->filter_popover), &filter);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->to_review)))
    filter.statuses = 1u << SAYSO_STATUS_SUGGESTED;
  if (self->given.identity != NULL)
    filter.identity = g_strdup (self->given.identity);
  if (self->given.speaker != NULL && filter.speaker == NULL)
    filter.speaker = g_strdup (self->given.speaker);
  sayso_claim_model_set_order (self->model, sayso_claim_filter_popover_get_order (SAYSO_CLAIM_FILTER_POPOVER (self->filter_popover)));
  sayso_claim_model_set_filter (self->model, &filter);
  show_stack (self);
  sayso_claim_filter_clear (&filter);
}

static void
filter_cb (SaysoClaimList *self)
{
  if (!self->quiet)
    apply_filter (self);
}

static void
act_cb (SaysoClaimList *self,
        SaysoStatus     status)
{
  g_signal_emit (self, signals[ACT_ON_SHOWN], 0, status);
}

static void
tag_cb (SaysoClaimList *self,
        const char     *tag)
{
  g_signal_emit (self, signals[TAG_SHOWN], 0, tag);
}

static void
clear_filter_cb (SaysoClaimList *self)
{
  SaysoClaimFilter none = { 0 };

  sayso_claim_list_set_filter (self, &none);
}

static void
show_controls (SaysoClaimList *self,
               GtkWidget      *card)
{
  SaysoAnnotation *claim = sayso_claim_card_get_claim (SAYSO_CLAIM_CARD (card));

  sayso_claim_card_set_codebook (SAYSO_CLAIM_CARD (card), self->codebook);
  sayso_claim_card_set_controls (SAYSO_CLAIM_CARD (card), claim != NULL && claim == gtk_single_selection_get_selected_item (self->selection), self->annotator);
}

/* On the selected card. Those on screen are few. */
static void
show_all_controls (SaysoClaimList *self)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    show_controls (self, card);
}

static void
selection_cb (SaysoClaimList *self)
{
  SaysoAnnotation *claim = gtk_single_selection_get_selected_item (self->selection);

  if (!self->quiet)
    sayso_claim_list_commit (self);
  show_all_controls (self);
  if (!self->quiet && claim != NULL)
    g_signal_emit (self, signals[SELECTED], 0, claim);
}

/* Where all cards are replaced, GtkSingleSelection looks for the selected one from the first to the last. So nothing is
 * selected while it does, and then what the model finds at once. */
static void
hold_selection_cb (SaysoClaimList *self)
{
  gpointer selected = gtk_single_selection_get_selected_item (self->selection);

  /* Where another document is shown, none is found again, and the cards have none while they are asked. */
  if (selected == NULL || self->quiet)
    return;
  self->held = g_object_ref (selected);
  g_object_freeze_notify (G_OBJECT (self->selection));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
restore_selection_cb (SaysoClaimList *self)
{
  gboolean was_quiet = self->quiet;

  if (self->held == NULL)
    return;
  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, sayso_claim_model_find (self->model, self->held));
  g_object_thaw_notify (G_OBJECT (self->selection));
  self->quiet = was_quiet;
  g_clear_object (&self->held);
}

static void
activate_cb (SaysoClaimList *self,
             guint           position)
{
  g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (claim != NULL)
    g_signal_emit (self, signals[SELECTED], 0, claim);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          SaysoClaimList           *self)
{
  gtk_list_item_set_child (item, sayso_claim_card_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         SaysoClaimList           *self)
{
  GtkWidget *card = gtk_list_item_get_child (item);

  g_hash_table_add (self->cards, card);
  sayso_claim_card_set_claim (SAYSO_CLAIM_CARD (card), self->document, gtk_list_item_get_item (item));
  show_controls (self, card);
}

/* GTK 4.8 unbinds a row and binds it again with the same claim when only its place changed, which is what all rows after a
 * new claim go through; so the card keeps what it shows until it is to show something else. */
static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           SaysoClaimList           *self)
{
  if (self->cards != NULL)
    g_hash_table_remove (self->cards, gtk_list_item_get_child (item));
}

/* Cards are where they are once the list was laid out; what they are filled with is laid out in the same frame. Those that
 * went out of sight are not mapped any more, and still have the room that they had when they were seen. */
static void
fill_seen_cards (SaysoClaimList *self)
{
  int            height = gtk_widget_get_height (self->list);
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    {
      graphene_rect_t bounds;

      if (!sayso_claim_card_is_filled (card) && gtk_widget_get_mapped (card)
          && gtk_widget_compute_bounds (card, self->list, &bounds) && bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0)
        sayso_claim_card_fill (card);
    }
}

static void
realize_cb (SaysoClaimList *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (self->list), "layout", G_CALLBACK (fill_seen_cards), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
unrealize_cb (SaysoClaimList *self)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (self->list), fill_seen_cards, self);
}

static void
refresh_cards (SaysoClaimList *self)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    sayso_claim_card_refresh (card);
}

/* A card's texts come from half a dozen records; the list holds two hundred cards, of which a step changes one or two. */
static void
refresh_changed (SaysoClaimList *self,
                 SaysoStep      *step)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       card;

  if (!sayso_document_find_changed_claims (self->document, step, ids))
    {
      refresh_cards (self);
      return;
    }
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    {
      SaysoAnnotation *claim = sayso_claim_card_get_claim (card);

      if (claim != NULL && g_hash_table_contains (ids, sayso_item_get_id (SAYSO_ITEM (claim))))
        sayso_claim_card_refresh (card);
    }
}

static void
changed_cb (SaysoDocument  *document,
            SaysoStep      *step,
            gboolean        undone,
            SaysoClaimList *self)
{
  refresh_changed (self, step);
  show_counts (self);
  show_stack (self);
}

static void
reloaded_cb (SaysoDocument  *document,
             SaysoClaimList *self)
{
  show_counts (self);
  show_stack (self);
}

static GtkWidget *
new_switch_half (const char *label,
                 GtkWidget **count)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  *count = gtk_label_new ("0");
  gtk_widget_add_css_class (*count, "count");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), *count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static GtkWidget *
new_head (SaysoClaimList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->all = new_switch_half (_ ("All claims"), &self->all_count);
  self->to_review = new_switch_half (C_ ("status", "To review"), &self->to_review_count);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->to_review), GTK_TOGGLE_BUTTON (self->all));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all), TRUE);
  gtk_widget_add_css_class (halves, "segmented");
  gtk_widget_set_hexpand (halves, TRUE);
  gtk_box_append (GTK_BOX (halves), self->all);
  gtk_box_append (GTK_BOX (halves), self->to_review);
  g_signal_connect_swapped (self->to_review, "toggled", G_CALLBACK (filter_cb), self);

  self->filter_popover = sayso_claim_filter_popover_new ();
  g_signal_connect_swapped (self->filter_popover, "changed", G_CALLBACK (filter_cb), self);
  g_signal_connect_swapped (self->filter_popover, "act", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (self->filter_popover, "tag", G_CALLBACK (tag_cb), self);
  self->filter_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->filter_button), "sayso-filter-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->filter_button), self->filter_popover);
  gtk_widget_set_tooltip_text (self->filter_button, _ ("Filter and sort claims"));
  gtk_widget_add_css_class (self->filter_button, "flat");
  name_widget (self->filter_button, _ ("Filter claims"));

  gtk_widget_add_css_class (head, "pane-head");
  gtk_box_append (GTK_BOX (head), halves);
  gtk_box_append (GTK_BOX (head), self->filter_button);
  return head;
}

static GtkWidget *
new_filter_bar (SaysoClaimList *self)
{
  GtkWidget *clear = gtk_button_new_with_label (_ ("Show All"));

  self->filter_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->filter_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->filter_words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->filter_words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->filter_words, TRUE);
  gtk_widget_add_css_class (self->filter_bar, "filter-bar");
  gtk_widget_add_css_class (clear, "flat");
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (clear_filter_cb), self);
  gtk_box_append (GTK_BOX (self->filter_bar), self->filter_words);
  gtk_box_append (GTK_BOX (self->filter_bar), clear);
  gtk_widget_set_visible (self->filter_bar, FALSE);
  return self->filter_bar;
}

/* What stands where there is no card. */
static GtkWidget *
new_nothing (SaysoClaimList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->nothing_words = gtk_label_new (NULL);
  self->extract = gtk_button_new_with_label (_ ("Extract Quotes"));
  gtk_label_set_wrap (GTK_LABEL (self->nothing_words), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->nothing_words), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->extract), "win.extract");
  gtk_widget_add_css_class (self->extract, "suggested-action");
  gtk_widget_add_css_class (self->extract, "pill");
  gtk_widget_set_halign (self->extract, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "placeholder");
  gtk_box_append (GTK_BOX (box), self->nothing_words);
  gtk_box_append (GTK_BOX (box), self->extract);
  return box;
}

static GtkWidget *
new_list (SaysoClaimList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "claims");
  name_widget (self->list, _ ("Claims"));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect_swapped (self->list, "unrealize", G_CALLBACK (unrealize_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);

  self->nothing = new_nothing (self);
  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), scrolled);
  gtk_stack_add_child (GTK_STACK (self->stack), self->nothing);
  gtk_widget_set_vexpand (self->stack, TRUE);
  return self->stack;
}

static void
legend_cb (SaysoClaimList  *self,
           GtkToggleButton *button)
{
  SaysoAnnotationType type = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "type"));

  g_signal_emit (self, signals[LEGEND_CHANGED], 0, type, gtk_toggle_button_get_active (button));
}

static GtkWidget *
new_legend (SaysoClaimList *self)
{
  static const struct
  {
    SaysoAnnotationType type;
    const char         *label, *css_class, *tooltip;
  } entries[] = {
    { SAYSO_ANNOTATION_SPEAKER, N_ ("Speakers"), "speaker", N_ ("Solid underline: speakers. Show or hide them") },
    { SAYSO_ANNOTATION_CLAIM, N_ ("Claims"), "claim", N_ ("Filled, a bar in the margin: claims. Show or hide them") },
    { SAYSO_ANNOTATION_SOURCE, N_ ("Sources"), "source", N_ ("Dotted underline: sources. Show or hide them") },
  };
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (legend, "legend");
  gtk_box_set_homogeneous (GTK_BOX (legend), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (entries[i].label));

      gtk_widget_add_css_class (button, entries[i].css_class);
      gtk_widget_set_tooltip_text (button, _ (entries[i].tooltip));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      g_object_set_data (G_OBJECT (button), "type", GINT_TO_POINTER (entries[i].type));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (legend_cb), self);
      gtk_box_append (GTK_BOX (legend), button);
    }
  return legend;
}

static void
sayso_claim_list_dispose (GObject *object)
{
  SaysoClaimList *self = SAYSO_CLAIM_LIST (object);

  self->quiet = TRUE;
  sayso_claim_list_set_document (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  sayso_claim_filter_clear (&self->given);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  g_clear_pointer (&self->annotator, g_free);
  G_OBJECT_CLASS (sayso_claim_list_parent_class)->dispose (object);
}

static void
sayso_claim_list_class_init (SaysoClaimListClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sayso_claim_list_dispose;
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SAYSO_TYPE_ANNOTATION);
  signals[ACT_ON_SHOWN] = g_signal_new ("act-on-shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SAYSO_TYPE_STATUS);
  signals[TAG_SHOWN] = g_signal_new ("tag-shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEGEND_CHANGED] = g_signal_new ("legend-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, SAYSO_TYPE_ANNOTATION_TYPE, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "claim-list");
}

static void
sayso_claim_list_init (SaysoClaimList *self)
{
  self->cards = g_hash_table_new (NULL, NULL);
  self->model = sayso_claim_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  g_signal_connect_object (self->model, "replacing", G_CALLBACK (hold_selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "replaced", G_CALLBACK (restore_selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (show_stack), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selection_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), new_head (self));
  gtk_box_append (GTK_BOX (self->box), new_filter_bar (self));
  gtk_box_append (GTK_BOX (self->box), new_list (self));
  gtk_box_append (GTK_BOX (self->box), new_legend (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_counts (self);
  show_stack (self);
}

GtkWidget *
sayso_claim_list_new (void)
{
  return g_object_new (SAYSO_TYPE_CLAIM_LIST, NULL);
}

void
sayso_claim_list_set_document (SaysoClaimList *self,
                               SaysoDocument  *document)
{
  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->given.identity, g_free);
  g_clear_pointer (&self->given.speaker, g_free);
  self->quiet = TRUE;
  sayso_claim_model_set_document (self->model, document);
  self->quiet = FALSE;
  if (document == NULL)
    return;
  /* After the model, which moves the rows. */
  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (document, "reloaded", G_CALLBACK (reloaded_cb), self);
  sayso_claim_filter_popover_set_document (SAYSO_CLAIM_FILTER_POPOVER (self->filter_popover), document);
  show_counts (self);
  show_stack (self);
}

void
sayso_claim_list_set_current (SaysoClaimList  *self,
                              SaysoAnnotation *claim)
{
  guint position;

  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  position = sayso_claim_model_find (self->model, claim);
  if (gtk_single_selection_get_selected (self->selection) != position)
    {
      self->quiet = TRUE;
      gtk_single_selection_set_selected (self->selection, position);
      self->quiet = FALSE;
    }
  if (position != G_MAXUINT)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

SaysoClaimModel *
sayso_claim_list_get_model (SaysoClaimList *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_LIST (self), NULL);

  return self->model;
}

void
sayso_claim_list_set_filter (SaysoClaimList         *self,
                             const SaysoClaimFilter *filter)
{
  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  g_free (self->given.identity);
  self->given.identity = g_strdup (filter->identity);
  g_free (self->given.speaker);
  self->given.speaker = g_strdup (filter->speaker);
  self->quiet = TRUE;
  sayso_claim_filter_popover_reset (SAYSO_CLAIM_FILTER_POPOVER (self->filter_popover));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (filter->statuses == 1u << SAYSO_STATUS_SUGGESTED ? self->to_review : self->all), TRUE);
  self->quiet = FALSE;
  apply_filter (self);
}

void
sayso_claim_list_set_codebook (SaysoClaimList *self,
                               SaysoCodebook  *codebook,
                               const char     *annotator)
{
  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  g_free (self->annotator);
  self->annotator = g_strdup (annotator);
  if (codebook != NULL)
    sayso_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  self->codebook = codebook;
  show_all_controls (self);
}

static SaysoCodebookFields *
find_controls (SaysoClaimList *self)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    if (sayso_claim_card_get_controls (card) != NULL)
      return sayso_claim_card_get_controls (card);
  return NULL;
}

void
sayso_claim_list_commit (SaysoClaimList *self)
{
  SaysoCodebookFields *controls;

  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  controls = find_controls (self);
  if (controls != NULL)
    sayso_codebook_fields_commit (controls);
}

gboolean
sayso_claim_list_focus_codebook (SaysoClaimList *self)
{
  SaysoCodebookFields *controls;

  g_return_val_if_fail (SAYSO_IS_CLAIM_LIST (self), FALSE);

  controls = find_controls (self);
  return controls != NULL && sayso_codebook_fields_focus (controls);
}

GPtrArray *
sayso_claim_list_dup_shown (SaysoClaimList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint      n_items;

  g_return_val_if_fail (SAYSO_IS_CLAIM_LIST (self), shown);

  sayso_claim_model_finish (self->model);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (self->model), i));
  return shown;
}

void
sayso_claim_list_focus_search (SaysoClaimList *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->filter_button));
  sayso_claim_filter_popover_focus_search (SAYSO_CLAIM_FILTER_POPOVER (self->filter_popover));
}

void
sayso_claim_list_grab_list_focus (SaysoClaimList *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_LIST (self));

  gtk_widget_grab_focus (self->list);
}
