/* The controls that narrow the claim list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-claim-filter-popover.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>

/* Names beyond this are found by typing them. */
#define MAX_SPEAKERS 500
/* How many claims are looked through for names. */
#define MAX_CLAIMS_FOR_NAMES 20000

struct _SaysoClaimFilterPopover
{
  GtkPopover parent_instance;

  SaysoDocument *document;
  GPtrArray     *set_ids; /* as in the drop-down, from its second row on */
  gboolean       quiet;

  GtkWidget *search;
  GtkWidget *statuses[3];
  GtkWidget *kinds[3];
  GtkWidget *speaker, *set, *order, *confidence, *no_speaker, *tag;
};

enum
{
  CHANGED,
  ACT,
  TAG,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SaysoClaimFilterPopover, sayso_claim_filter_popover, GTK_TYPE_POPOVER)

static void
emit_changed (SaysoClaimFilterPopover *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
accept_cb (SaysoClaimFilterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACT], 0, SAYSO_STATUS_ACCEPTED);
}

static void
reject_cb (SaysoClaimFilterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACT], 0, SAYSO_STATUS_REJECTED);
}

static void
tag_cb (SaysoClaimFilterPopover *self)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tag))));

  if (*tag == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (GTK_EDITABLE (self->tag), "");
  g_signal_emit (self, signals[TAG], 0, tag);
}

static void
reset_cb (SaysoClaimFilterPopover *self)
{
  sayso_claim_filter_popover_reset (self);
}

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
attach (GtkWidget  *grid,
        int         row,
        const char *name,
        GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-name");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
}

static GtkWidget *
new_drop_down (SaysoClaimFilterPopover *self,
               const char *const       *strings,
               const char              *name)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (strings);

  name_widget (drop_down, name);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (emit_changed), self);
  return drop_down;
}

static GtkWidget *
new_checks (SaysoClaimFilterPopover *self,
            GtkWidget              **checks,
            const char *const       *names)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  for (guint i = 0; i < 3; i++)
    {
      checks[i] = gtk_check_button_new_with_label (names[i]);
      g_signal_connect_swapped (checks[i], "toggled", G_CALLBACK (emit_changed), self);
      gtk_box_append (GTK_BOX (box), checks[i]);
    }
  return box;
}

static GtkWidget *
new_confidence (SaysoClaimFilterPopover *self)
{
  self->confidence = gtk_spin_button_new_with_range (0, 100, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->confidence), 100);
  name_widget (self->confidence, _ ("At most this sure, in percent"));
  g_signal_connect_swapped (self->confidence, "value-changed", G_CALLBACK (emit_changed), self);
  return self->confidence;
}

static GtkWidget *
new_button (SaysoClaimFilterPopover *self,
            const char              *label,
            GCallback                callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
new_buttons (SaysoClaimFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), new_button (self, _ ("Accept All Shown"), G_CALLBACK (accept_cb)));
  gtk_box_append (GTK_BOX (box), new_button (self, _ ("Reject All Shown"), G_CALLBACK (reject_cb)));
  gtk_box_append (GTK_BOX (box), new_button (self, C_ ("verb", "Clear"), G_CALLBACK (reset_cb)));
  return box;
}

/* The names of those who speak, each once, in the order of the text. */
static char **
dup_speakers (SaysoDocument *document)
{
  GListModel *claims = sayso_document_get_claims (document);
  guint       n_claims = MIN (g_list_model_get_n_items (claims), MAX_CLAIMS_FOR_NAMES);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  g_ptr_array_add (names, g_strdup (_ ("Anyone")));
  for (guint i = 0; i < n_claims && names->len <= MAX_SPEAKERS; i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);
      g_autoptr (GPtrArray) speakers = sayso_document_get_linked (document, claim, SAYSO_LINK_SAID_BY);

      for (guint k = 0; k < speakers->len; k++)
        {
          g_autofree char *name = sayso_words_mention (document, g_ptr_array_index (speakers, k));

          if (g_hash_table_contains (seen, name))
            continue;
          g_hash_table_add (seen, name);
          g_ptr_array_add (names, g_steal_pointer (&name));
        }
    }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

/* Keeps the row that was chosen where it is still there. */
static void
set_strings (GtkWidget         *drop_down,
             const char *const *strings)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (strings);
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (drop_down));
  g_autofree char *old = chosen != NULL ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
  guint            selected = 0;

  for (guint i = 0; old != NULL && strings[i] != NULL; i++)
    {
      if (g_str_equal (strings[i], old))
        selected = i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
}

static void
fill_sets (SaysoClaimFilterPopover *self)
{
  GListModel *sets = sayso_document_get_sets (self->document);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->set_ids, 0);
  g_ptr_array_add (names, g_strdup (_ ("All sets")));
  for (guint i = 0; i < g_list_model_get_n_items (sets); i++)
    {
      g_autoptr (SaysoAnnotationSet) set = g_list_model_get_item (sets, i);

      g_ptr_array_add (self->set_ids, g_strdup (sayso_annotation_set_get (set)->head.id));
      g_ptr_array_add (names, g_strdup (sayso_annotation_set_get (set)->name));
    }
  g_ptr_array_add (names, NULL);
  set_strings (self->set, (const char *const *)names->pdata);
}

static void
map_cb (SaysoClaimFilterPopover *self)
{
  g_auto (GStrv) speakers = NULL;

  if (self->document == NULL)
    return;
  self->quiet = TRUE;
  speakers = dup_speakers (self->document);
  set_strings (self->speaker, (const char *const *)speakers);
  fill_sets (self);
  self->quiet = FALSE;
}

static void
sayso_claim_filter_popover_dispose (GObject *object)
{
  SaysoClaimFilterPopover *self = SAYSO_CLAIM_FILTER_POPOVER (object);

  self->quiet = TRUE;
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sayso_claim_filter_popover_parent_class)->dispose (object);
}

static void
sayso_claim_filter_popover_finalize (GObject *object)
{
  g_ptr_array_unref (SAYSO_CLAIM_FILTER_POPOVER (object)->set_ids);
  G_OBJECT_CLASS (sayso_claim_filter_popover_parent_class)->finalize (object);
}

static void
sayso_claim_filter_popover_class_init (SaysoClaimFilterPopoverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_claim_filter_popover_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_claim_filter_popover_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SAYSO_TYPE_STATUS);
  signals[TAG] = g_signal_new ("tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sayso_claim_filter_popover_init (SaysoClaimFilterPopover *self)
{
  const char *statuses[] = { sayso_words_status (SAYSO_STATUS_SUGGESTED), sayso_words_status (SAYSO_STATUS_ACCEPTED), sayso_words_status (SAYSO_STATUS_REJECTED) };
  const char *kinds[] = { sayso_words_kind (SAYSO_KIND_DIRECT), sayso_words_kind (SAYSO_KIND_INDIRECT), sayso_words_kind (SAYSO_KIND_MIXED) };
  const char *nothing[] = { _ ("Anyone"), NULL };
  const char *no_sets[] = { _ ("All sets"), NULL };
  const char *orders[] = { _ ("Place in the article"), _ ("Speaker"), _ ("Least sure first"), _ ("Status"), _ ("Longest first"), NULL };
  GtkWidget  *grid = gtk_grid_new ();

  self->set_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Words in claims, speakers, notes"), NULL);
  name_widget (self->search, _ ("Search claims"));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (emit_changed), self);
  /* The entry keeps Escape to itself. */
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  gtk_grid_attach (GTK_GRID (grid), self->search, 0, 0, 2, 1);
  attach (grid, 1, _ ("Status"), new_checks (self, self->statuses, statuses));
  attach (grid, 2, _ ("Kind"), new_checks (self, self->kinds, kinds));
  attach (grid, 3, _ ("Speaker"), self->speaker = new_drop_down (self, nothing, _ ("Speaker to show")));
  attach (grid, 4, _ ("Annotation set"), self->set = new_drop_down (self, no_sets, _ ("Annotation set to show")));
  /* xgettext:no-c-format */
  attach (grid, 5, _ ("At most % sure"), new_confidence (self));
  self->no_speaker = gtk_check_button_new_with_label (_ ("Only without a speaker"));
  g_signal_connect_swapped (self->no_speaker, "toggled", G_CALLBACK (emit_changed), self);
  gtk_grid_attach (GTK_GRID (grid), self->no_speaker, 1, 6, 1, 1);
  attach (grid, 7, C_ ("sorting", "Order"), self->order = new_drop_down (self, orders, _ ("Order of claims")));
  self->tag = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->tag), _ ("A tag, -tag to take it away, or field=value; Enter"));
  name_widget (self->tag, _ ("Retag all shown"));
  g_signal_connect_swapped (self->tag, "activate", G_CALLBACK (tag_cb), self);
  attach (grid, 8, _ ("Retag all shown"), self->tag);
  gtk_grid_attach (GTK_GRID (grid), new_buttons (self), 0, 9, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
sayso_claim_filter_popover_new (void)
{
  return g_object_new (SAYSO_TYPE_CLAIM_FILTER_POPOVER, NULL);
}

void
sayso_claim_filter_popover_set_document (SaysoClaimFilterPopover *self,
                                         SaysoDocument           *document)
{
  g_return_if_fail (SAYSO_IS_CLAIM_FILTER_POPOVER (self));

  g_set_object (&self->document, document);
}

static guint
read_checks (GtkWidget **checks,
             const int  *values)
{
  guint bits = 0;

  for (guint i = 0; i < 3; i++)
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (checks[i])))
        bits |= 1u << values[i];
    }
  return bits;
}

void
sayso_claim_filter_popover_read (SaysoClaimFilterPopover *self,
                                 SaysoClaimFilter        *filter)
{
  static const int statuses[] = { SAYSO_STATUS_SUGGESTED, SAYSO_STATUS_ACCEPTED, SAYSO_STATUS_REJECTED };
  static const int kinds[] = { SAYSO_KIND_DIRECT, SAYSO_KIND_INDIRECT, SAYSO_KIND_MIXED };
  const char      *text;
  guint            set;
  int              sure;

  g_return_if_fail (SAYSO_IS_CLAIM_FILTER_POPOVER (self));

  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  set = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->set));
  sure = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->confidence));
  filter->statuses = read_checks (self->statuses, statuses);
  filter->kinds = read_checks (self->kinds, kinds);
  filter->max_confidence = sure < 100 ? MAX (sure * 10, 1) : 0;
  filter->no_speaker = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->no_speaker));
  if (*text != '\0')
    filter->text = g_strdup (text);
  if (set != GTK_INVALID_LIST_POSITION && set > 0 && set - 1 < self->set_ids->len)
    filter->set = g_strdup (g_ptr_array_index (self->set_ids, set - 1));
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->speaker)) > 0)
    {
      GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->speaker));

      filter->speaker = chosen != NULL ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
    }
}

SaysoClaimOrder
sayso_claim_filter_popover_get_order (SaysoClaimFilterPopover *self)
{
  g_return_val_if_fail (SAYSO_IS_CLAIM_FILTER_POPOVER (self), SAYSO_CLAIM_ORDER_PLACE);

  return (SaysoClaimOrder)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order));
}

void
sayso_claim_filter_popover_reset (SaysoClaimFilterPopover *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_FILTER_POPOVER (self));

  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  for (guint i = 0; i < 3; i++)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->statuses[i]), FALSE);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[i]), FALSE);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->no_speaker), FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->speaker), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->set), 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->confidence), 100);
  self->quiet = FALSE;
  emit_changed (self);
}

void
sayso_claim_filter_popover_focus_search (SaysoClaimFilterPopover *self)
{
  g_return_if_fail (SAYSO_IS_CLAIM_FILTER_POPOVER (self));

  gtk_widget_grab_focus (self->search);
}
