/* Who speaks here: identities with how often they speak, renamed, merged, split,
 * and what each says at one click.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-who.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  SaysoWindow         *window;
  SaysoDocument       *document;
  GtkWidget           *list, *name, *kind, *aliases, *wikidata, *into, *details, *hint;
  GPtrArray           *who;   /* of SaysoWho, of the rows */
  SaysoIdentityRecord *shown; /* what the entries were filled from; or NULL */
  gboolean             filling;
} Panel;

static void
panel_free (gpointer data)
{
  Panel *panel = data;

  g_clear_pointer (&panel->shown, sayso_record_unref);
  g_object_unref (panel->window);
  g_object_unref (panel->document);
  g_clear_pointer (&panel->who, g_ptr_array_unref);
  g_free (panel);
}

static SaysoWho *
selected (Panel *panel)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (panel->list));

  return row != NULL ? g_ptr_array_index (panel->who, (guint)gtk_list_box_row_get_index (row)) : NULL;
}

static SaysoIdentity *
identity_of (Panel          *panel,
             const SaysoWho *who)
{
  return who != NULL && who->identity != NULL ? sayso_document_get_identity (panel->document, who->identity) : NULL;
}

/* Mentions that nobody identified yet become an identity as soon as something is said of it. */
static SaysoIdentity *
ensure_identity (Panel          *panel,
                 const SaysoWho *who,
                 const char     *name)
{
  SaysoIdentity *identity = identity_of (panel, who);

  if (identity != NULL)
    return identity;
  identity = sayso_edit_add_identity (panel->document, name, SAYSO_IDENTITY_UNKNOWN);
  sayso_edit_identify (panel->document, who->mentions, identity, panel->window->annotator);
  return identity;
}

static void
show_all (Panel          *panel,
          const SaysoWho *who)
{
  SaysoClaimFilter filter = { 0 };

  if (who == NULL)
    return;
  filter.identity = who->identity;
  filter.speaker = who->identity == NULL ? who->name : NULL;
  sayso_panes_set_start_shown (SAYSO_PANES (panel->window->panes), TRUE);
  sayso_claim_list_set_filter (SAYSO_CLAIM_LIST (panel->window->list), &filter);
}

static void
show_row_cb (Panel     *panel,
             GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  show_all (panel, g_ptr_array_index (panel->who, (guint)gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))));
}

static void
activated_cb (Panel         *panel,
              GtkListBoxRow *row)
{
  show_all (panel, g_ptr_array_index (panel->who, (guint)gtk_list_box_row_get_index (row)));
}

static char *
dup_details (Panel          *panel,
             const SaysoWho *who)
{
  SaysoIdentity   *identity = identity_of (panel, who);
  g_autofree char *claims = g_strdup_printf (g_dngettext (NULL, "%u claim", "%u claims", who->n_claims), who->n_claims);
  g_autofree char *mentions = g_strdup_printf (g_dngettext (NULL, "%u mention", "%u mentions", who->mentions->len), who->mentions->len);
  GString         *details = g_string_new (identity != NULL ? sayso_words_identity_kind (sayso_identity_get (identity)->kind) : _ ("Not identified yet"));

  g_string_append_printf (details, " · %s · %s", claims, mentions);
  if (identity != NULL && sayso_identity_get (identity)->aliases != NULL && sayso_identity_get (identity)->aliases[0] != NULL)
    {
      g_autofree char *aliases = sayso_words_list (sayso_identity_get (identity)->aliases);

      g_string_append (details, " · ");
      /* Translators: other names of somebody. */
      g_string_append_printf (details, _ ("also %s"), aliases);
    }
  return g_string_free (details, FALSE);
}

static GtkWidget *
new_line (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (Panel          *panel,
         const SaysoWho *who)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *button = gtk_button_new_from_icon_name ("sayso-filter-symbolic");
  g_autofree char *details = dup_details (panel, who);
  g_autofree char *sentence = g_strdup_printf ("%s, %s", who->name, details);
  g_autofree char *says = sayso_words_fill (_ ("Show all that %s says"), who->name);

  gtk_box_append (GTK_BOX (words), new_line (who->name, "title"));
  gtk_box_append (GTK_BOX (words), new_line (details, "dim"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, says);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, says, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_row_cb), panel);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "history-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_list_box_append (GTK_LIST_BOX (panel->list), row);
}

static void
show_selected (Panel *panel)
{
  SaysoWho                  *who = selected (panel);
  SaysoIdentity             *identity = identity_of (panel, who);
  const SaysoIdentityRecord *record = identity != NULL ? sayso_identity_get (identity) : NULL;
  g_autofree char           *aliases = record != NULL && record->aliases != NULL ? g_strjoinv (", ", record->aliases) : g_strdup ("");

  gtk_widget_set_sensitive (panel->details, who != NULL);
  /* What is being typed stays while others work on. */
  if (record != NULL && record == panel->shown)
    return;
  g_clear_pointer (&panel->shown, sayso_record_unref);
  panel->shown = record != NULL ? sayso_record_ref ((gpointer)record) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (panel->name), who != NULL ? who->name : "");
  gtk_editable_set_text (GTK_EDITABLE (panel->aliases), aliases);
  gtk_editable_set_text (GTK_EDITABLE (panel->wikidata), record != NULL && record->wikidata != NULL ? record->wikidata : "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (panel->kind), record != NULL ? record->kind : 0);
  gtk_widget_set_visible (panel->hint, FALSE);
}

static void
selected_cb (Panel *panel)
{
  if (!panel->filling)
    show_selected (panel);
}

static gboolean
is_same (const SaysoWho *who,
         const char     *identity,
         const char     *name)
{
  return identity != NULL ? g_strcmp0 (who->identity, identity) == 0 : g_strcmp0 (who->name, name) == 0;
}

/* Keeps the selected row, by its identity or else by its name. */
static void
fill (Panel *panel)
{
  SaysoWho        *was = selected (panel);
  g_autofree char *identity = was != NULL ? g_strdup (was->identity) : NULL;
  g_autofree char *name = was != NULL ? g_strdup (was->name) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkListBoxRow *row;
  int            chosen = 0;

  panel->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (panel->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (panel->list), GTK_WIDGET (row));
  g_clear_pointer (&panel->who, g_ptr_array_unref);
  panel->who = sayso_who_list (panel->document);
  gtk_string_list_append (names, _ ("Merge into…"));
  for (guint i = 0; i < panel->who->len; i++)
    {
      const SaysoWho *who = g_ptr_array_index (panel->who, i);

      add_row (panel, who);
      gtk_string_list_append (names, who->name);
      if (was != NULL && is_same (who, identity, name))
        chosen = (int)i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (panel->into), G_LIST_MODEL (names));
  gtk_list_box_select_row (GTK_LIST_BOX (panel->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (panel->list), chosen));
  panel->filling = FALSE;
  show_selected (panel);
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
  SaysoWho        *who = selected (panel);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (panel->name))));
  g_autofree char *wikidata = sayso_who_dup_reference (gtk_editable_get_text (GTK_EDITABLE (panel->wikidata)));
  g_auto (GStrv) aliases = parse_aliases (gtk_editable_get_text (GTK_EDITABLE (panel->aliases)));
  SaysoIdentityKind kind = (SaysoIdentityKind)gtk_drop_down_get_selected (GTK_DROP_DOWN (panel->kind));
  SaysoIdentity    *identity;

  gtk_widget_set_visible (panel->hint, wikidata == NULL);
  if (who == NULL || *name == '\0' || wikidata == NULL)
    return;
  sayso_document_begin (panel->document, _ ("Change identity"));
  identity = ensure_identity (panel, who, name);
  if (g_strcmp0 (name, sayso_identity_get (identity)->name) != 0)
    sayso_edit_rename_identity (panel->document, identity, name);
  sayso_edit_set_identity_details (panel->document, identity, kind, (const char *const *)aliases, wikidata);
  sayso_document_end (panel->document);
}

static void
merge_cb (Panel *panel)
{
  SaysoWho *from = selected (panel);
  guint     chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (panel->into));
  SaysoWho *into = chosen > 0 && chosen - 1 < panel->who->len ? g_ptr_array_index (panel->who, chosen - 1) : NULL;

  if (from == NULL || into == NULL || into == from)
    return;
  sayso_document_begin (panel->document, _ ("Merge identities"));
  sayso_edit_merge_identities (panel->document, ensure_identity (panel, into, into->name), ensure_identity (panel, from, from->name), panel->window->annotator);
  sayso_document_end (panel->document);
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
}

static void
show_all_cb (Panel *panel)
{
  show_all (panel, selected (panel));
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
  panel->hint = new_line (_ ("Give an id such as Q42, or an address that begins with https://"), "dim");
  gtk_widget_set_visible (panel->hint, FALSE);
  gtk_grid_attach (GTK_GRID (grid), panel->hint, 1, 6, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), buttons, 0, 5, 2, 1);
  g_signal_connect_swapped (panel->name, "activate", G_CALLBACK (apply_cb), panel);
  g_signal_connect_swapped (panel->aliases, "activate", G_CALLBACK (apply_cb), panel);
  g_signal_connect_swapped (panel->wikidata, "activate", G_CALLBACK (apply_cb), panel);
  panel->details = grid;
  return grid;
}

/* Before the widgets go, which "destroy" is too late for. */
static void
hidden_cb (Panel *panel)
{
  g_signal_handlers_disconnect_by_data (panel->document, panel);
  g_signal_handlers_disconnect_by_data (panel->list, panel);
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
  GtkWidget   *placeholder;
  Panel       *panel = g_new0 (Panel, 1);

  panel->window = g_object_ref (self);
  panel->document = g_object_ref (self->document);
  panel->who = g_ptr_array_new ();
  panel->list = gtk_list_box_new ();
  gtk_widget_add_css_class (panel->list, "identity-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Identities"), -1);
  g_object_set_data_full (G_OBJECT (dialog), "panel", panel, panel_free);
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_widget_add_css_class (box, "dialog-content");
  gtk_widget_set_vexpand (scrolled, TRUE);
  placeholder = new_line (_ ("Nobody speaks here yet. Mark a speaker with 1."), "dim");
  gtk_widget_add_css_class (placeholder, "placeholder");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (panel->list), placeholder);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), panel->list);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), new_details (panel));
  gtk_window_set_child (GTK_WINDOW (dialog), box);
  fill (panel);
  g_signal_connect_swapped (panel->list, "row-selected", G_CALLBACK (selected_cb), panel);
  g_signal_connect_swapped (panel->list, "row-activated", G_CALLBACK (activated_cb), panel);
  g_signal_connect_swapped (panel->document, "changed", G_CALLBACK (fill), panel);
  g_signal_connect_swapped (panel->document, "reloaded", G_CALLBACK (fill), panel);
  g_signal_connect_swapped (dialog, "hide", G_CALLBACK (hidden_cb), panel);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_identity_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "identities", identities_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
