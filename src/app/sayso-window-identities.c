/* Who speaks here: identities with how often they speak, renamed, merged, split,
 * and what each says at one click.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  SaysoWindow   *window;
  SaysoDocument *document;
  GtkWidget     *list, *name, *kind, *aliases, *wikidata, *into, *details;
  GPtrArray     *ids; /* of the rows */
} Panel;

static void
panel_free (gpointer data)
{
  Panel *panel = data;

  g_object_unref (panel->window);
  g_object_unref (panel->document);
  g_ptr_array_unref (panel->ids);
  g_free (panel);
}

typedef struct
{
  guint n_mentions, n_claims;
} Count;

/* Identity id -> Count, in one walk. */
static GHashTable *
count_all (SaysoDocument *document)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GListModel *annotations = sayso_document_get_annotations (document);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const char *identity = sayso_annotation_get (annotation)->identity;
      g_autoptr (GPtrArray) claims = NULL;
      Count *count;

      if (identity == NULL)
        continue;
      count = g_hash_table_lookup (counts, identity);
      if (count == NULL)
        g_hash_table_insert (counts, g_strdup (identity), count = g_new0 (Count, 1));
      claims = sayso_document_get_claims_of (document, annotation);
      count->n_mentions++;
      count->n_claims += claims->len;
    }
  return counts;
}

static SaysoIdentity *
selected (Panel *panel)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (panel->list));

  return row != NULL ? sayso_document_get_identity (panel->document, g_ptr_array_index (panel->ids, (guint)gtk_list_box_row_get_index (row))) : NULL;
}

static void
add_row (Panel         *panel,
         SaysoIdentity *identity,
         const Count   *count)
{
  const SaysoIdentityRecord *record = sayso_identity_get (identity);
  GtkWidget                 *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget                 *name = gtk_label_new (record->name);
  guint                      n_claims = count != NULL ? count->n_claims : 0, n_mentions = count != NULL ? count->n_mentions : 0;
  g_autofree char           *claims = g_strdup_printf (g_dngettext (NULL, "%u claim", "%u claims", n_claims), n_claims);
  g_autofree char           *mentions = g_strdup_printf (g_dngettext (NULL, "%u mention", "%u mentions", n_mentions), n_mentions);
  g_autofree char           *words = g_strdup_printf ("%s · %s · %s", sayso_words_identity_kind (record->kind), claims, mentions);
  g_autofree char           *sentence = g_strdup_printf ("%s, %s", record->name, words);
  GtkWidget                 *detail = gtk_label_new (words);
  GtkWidget                 *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "title");
  gtk_widget_add_css_class (detail, "dim");
  gtk_widget_add_css_class (box, "history-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_list_box_append (GTK_LIST_BOX (panel->list), row);
  g_ptr_array_add (panel->ids, g_strdup (record->head.id));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (sayso_identity_get (*(SaysoIdentity *const *)a)->name, sayso_identity_get (*(SaysoIdentity *const *)b)->name);
}

static void
fill (Panel *panel)
{
  GListModel      *identities = sayso_document_get_identities (panel->document);
  SaysoIdentity   *was = selected (panel);
  g_autofree char *chosen = was != NULL ? g_strdup (sayso_item_get_id (SAYSO_ITEM (was))) : NULL;
  g_autoptr (GHashTable) counts = count_all (panel->document);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (panel->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (panel->list), child);
  g_ptr_array_set_size (panel->ids, 0);
  for (guint i = 0; i < g_list_model_get_n_items (identities); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (identities, i));
  g_ptr_array_sort (sorted, compare_names);
  gtk_string_list_append (names, _ ("Merge into…"));
  for (guint i = 0; i < sorted->len; i++)
    {
      SaysoIdentity *identity = g_ptr_array_index (sorted, i);

      add_row (panel, identity, g_hash_table_lookup (counts, sayso_item_get_id (SAYSO_ITEM (identity))));
      gtk_string_list_append (names, sayso_identity_get (identity)->name);
      if (g_strcmp0 (chosen, sayso_item_get_id (SAYSO_ITEM (identity))) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (panel->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (panel->list), (int)i));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (panel->into), G_LIST_MODEL (names));
}

static void
selected_cb (Panel *panel)
{
  SaysoIdentity             *identity = selected (panel);
  const SaysoIdentityRecord *record = identity != NULL ? sayso_identity_get (identity) : NULL;
  g_autofree char           *aliases = record != NULL && record->aliases != NULL ? g_strjoinv (", ", record->aliases) : g_strdup ("");

  gtk_widget_set_sensitive (panel->details, record != NULL);
  gtk_editable_set_text (GTK_EDITABLE (panel->name), record != NULL ? record->name : "");
  gtk_editable_set_text (GTK_EDITABLE (panel->aliases), aliases);
  gtk_editable_set_text (GTK_EDITABLE (panel->wikidata), record != NULL && record->wikidata != NULL ? record->wikidata : "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (panel->kind), record != NULL ? record->kind : 0);
}

static char **
parse_aliases (const char *text)
{
  char **aliases = g_strsplit (text, ",", -1);
  guint  n = 0;

  for (guint i = 0; aliases[i] != NULL; i++)
    {
      g_strstrip (aliases[i]);
      if (*aliases[i] != '\0')
        aliases[n++] = aliases[i];
      else
        g_free (aliases[i]);
    }
  aliases[n] = NULL;
  return aliases;
}

static void
apply_cb (Panel *panel)
{
  SaysoIdentity   *identity = selected (panel);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (panel->name))));
  g_autofree char *wikidata = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (panel->wikidata))));
  g_auto (GStrv) aliases = parse_aliases (gtk_editable_get_text (GTK_EDITABLE (panel->aliases)));

  if (identity == NULL || *name == '\0')
    return;
  sayso_document_begin (panel->document, _ ("Change identity"));
  if (g_strcmp0 (name, sayso_identity_get (identity)->name) != 0)
    sayso_edit_rename_identity (panel->document, identity, name);
  sayso_edit_set_identity_details (panel->document, identity, (SaysoIdentityKind)gtk_drop_down_get_selected (GTK_DROP_DOWN (panel->kind)),
                                   (const char *const *)aliases, *wikidata != '\0' ? wikidata : NULL);
  sayso_document_end (panel->document);
  fill (panel);
}

static void
merge_cb (Panel *panel)
{
  SaysoIdentity *from = selected (panel);
  guint          chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (panel->into));
  SaysoIdentity *into;

  if (from == NULL || chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || chosen - 1 >= panel->ids->len)
    return;
  into = sayso_document_get_identity (panel->document, g_ptr_array_index (panel->ids, chosen - 1));
  if (into == NULL || into == from)
    return;
  sayso_edit_merge_identities (panel->document, into, from, panel->window->annotator);
  fill (panel);
}

/* The mention that is selected in the article gets an identity of its own. */
static void
split_cb (Panel *panel)
{
  SaysoAnnotation *mention = panel->window->current;
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  g_autofree char *name = NULL;

  if (mention == NULL || sayso_annotation_get (mention)->identity == NULL)
    {
      sayso_window_message (panel->window, GTK_MESSAGE_INFO, _ ("Select a speaker or source in the article first; it then gets an identity of its own."), NULL, NULL);
      return;
    }
  name = sayso_words_snippet (panel->document, mention, 80);
  g_ptr_array_add (mentions, mention);
  sayso_edit_split_identity (panel->document, mentions, name, panel->window->annotator);
  fill (panel);
}

static void
show_all_cb (Panel *panel)
{
  SaysoIdentity   *identity = selected (panel);
  SaysoClaimFilter filter = { 0 };

  if (identity == NULL)
    return;
  filter.identity = (char *)sayso_item_get_id (SAYSO_ITEM (identity));
  sayso_panes_set_start_shown (SAYSO_PANES (panel->window->panes), TRUE);
  sayso_claim_list_set_filter (SAYSO_CLAIM_LIST (panel->window->list), &filter);
}

static GtkWidget *
new_button (Panel      *panel,
            const char *label,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, panel);
  return button;
}

static GtkWidget *
attach (GtkWidget  *grid,
        int         row,
        const char *name,
        GtkWidget  *control)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-name");
  gtk_widget_set_hexpand (control, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, row, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return control;
}

static GtkWidget *
new_details (Panel *panel)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (int kind = SAYSO_IDENTITY_UNKNOWN; kind <= SAYSO_IDENTITY_DOCUMENT; kind++)
    gtk_string_list_append (kinds, sayso_words_identity_kind ((SaysoIdentityKind)kind));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  panel->name = attach (grid, 0, _ ("Name"), gtk_entry_new ());
  panel->kind = attach (grid, 1, _ ("Kind"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&kinds)), NULL));
  panel->aliases = attach (grid, 2, _ ("Aliases"), gtk_entry_new ());
  panel->wikidata = attach (grid, 3, _ ("Wikidata or URL"), gtk_entry_new ());
  panel->into = attach (grid, 4, _ ("Merge"), gtk_drop_down_new_from_strings ((const char *[]){ "", NULL }));
  gtk_box_append (GTK_BOX (buttons), new_button (panel, _ ("Apply"), G_CALLBACK (apply_cb)));
  gtk_box_append (GTK_BOX (buttons), new_button (panel, _ ("Merge"), G_CALLBACK (merge_cb)));
  gtk_box_append (GTK_BOX (buttons), new_button (panel, _ ("Split Off Selected"), G_CALLBACK (split_cb)));
  gtk_box_append (GTK_BOX (buttons), new_button (panel, _ ("Show All They Say"), G_CALLBACK (show_all_cb)));
  gtk_grid_attach (GTK_GRID (grid), buttons, 0, 5, 2, 1);
  g_signal_connect_swapped (panel->name, "activate", G_CALLBACK (apply_cb), panel);
  g_signal_connect_swapped (panel->wikidata, "activate", G_CALLBACK (apply_cb), panel);
  panel->details = grid;
  return grid;
}

static void
identities_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SaysoWindow *self = user_data;
  GtkWidget   *dialog = sayso_window_new_dialog (self, _ ("Who Speaks"), 560, 600);
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget   *scrolled = gtk_scrolled_window_new ();
  Panel       *panel = g_new0 (Panel, 1);

  panel->window = g_object_ref (self);
  panel->document = g_object_ref (self->document);
  panel->ids = g_ptr_array_new_with_free_func (g_free);
  panel->list = gtk_list_box_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Identities"), -1);
  g_object_set_data_full (G_OBJECT (dialog), "panel", panel, panel_free);
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_widget_add_css_class (box, "dialog-content");
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), panel->list);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), new_details (panel));
  gtk_window_set_child (GTK_WINDOW (dialog), box);
  fill (panel);
  g_signal_connect_swapped (panel->list, "row-selected", G_CALLBACK (selected_cb), panel);
  gtk_list_box_select_row (GTK_LIST_BOX (panel->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (panel->list), 0));
  selected_cb (panel);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_identity_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "identities", identities_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
