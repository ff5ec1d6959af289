/* The history: every step, and back to any of them.
 *
 * It stands beside the window, which can be worked in meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define DETAIL_CHARS 60

typedef struct
{
  SaysoWindow   *window; /* outlives the panel */
  SaysoDocument *document;
  GtkWidget     *list;
  gboolean       jumping; /* over several steps */
} Panel;

static void
panel_free (gpointer data)
{
  Panel *panel = data;

  g_object_unref (panel->document);
  g_free (panel);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          Panel                    *panel)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), new_label ("step"));
  gtk_box_append (GTK_BOX (words), new_label ("dim"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), new_label ("dim"));
  gtk_widget_add_css_class (row, "history-row");
  gtk_list_item_set_child (item, row);
}

/* Of a step that only linked: the claim's words. */
static char *
dup_linked_detail (Panel             *panel,
                   const SaysoChange *changes,
                   guint              n_changes)
{
  for (guint i = 0; i < n_changes; i++)
    {
      SaysoRecord     *record = changes[i].after != NULL ? changes[i].after : changes[i].before;
      SaysoAnnotation *claim = record->table == SAYSO_TABLE_LINKS ? sayso_document_get_annotation (panel->document, ((const SaysoLinkRecord *)record)->from) : NULL;

      if (claim != NULL)
        return sayso_words_snippet (panel->document, claim, DETAIL_CHARS);
    }
  return NULL;
}

/* The words that a step was about: of the first claim that it changed, else of the first mark. */
static char *
dup_detail (Panel     *panel,
            SaysoStep *step)
{
  SaysoText                   *text = sayso_document_get_text (panel->document);
  const SaysoAnnotationRecord *best = NULL;
  guint                        n_changes = 0;
  const SaysoChange           *changes = sayso_step_get_changes (step, &n_changes);
  g_autofree char             *exact = NULL;

  for (guint i = 0; i < n_changes && (best == NULL || best->type != SAYSO_ANNOTATION_CLAIM); i++)
    {
      SaysoRecord                 *record = changes[i].after != NULL ? changes[i].after : changes[i].before;
      const SaysoAnnotationRecord *mark = (const SaysoAnnotationRecord *)record;

      if (record->table == SAYSO_TABLE_ANNOTATIONS && mark->n_spans > 0 && (best == NULL || mark->type == SAYSO_ANNOTATION_CLAIM))
        best = mark;
    }
  if (best == NULL)
    return dup_linked_detail (panel, changes, n_changes);
  exact = sayso_text_slice (text, (SaysoSpan){ best->spans[0].start, MIN (best->spans[0].end, best->spans[0].start + 2 * DETAIL_CHARS) });
  return sayso_words_one_line (exact, DETAIL_CHARS);
}

static char *
dup_time (SaysoStep *step,
          gboolean   undone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (sayso_step_get_time (step) / G_USEC_PER_SEC);

  if (undone)
    /* Translators: of a step of the history that was taken back */
    return g_strdup (_ ("undone"));
  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");
}

/* Row 0 is the article as it was opened; row n is after step n. */
static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Panel                    *panel)
{
  SaysoStep       *step = SAYSO_IS_STEP (gtk_list_item_get_item (item)) ? gtk_list_item_get_item (item) : NULL;
  guint            row = gtk_list_item_get_position (item), position = sayso_history_get_position (sayso_document_get_history (panel->document));
  GtkWidget       *box = gtk_list_item_get_child (item);
  GtkWidget       *label = gtk_widget_get_first_child (gtk_widget_get_first_child (box));
  GtkWidget       *detail = gtk_widget_get_next_sibling (label);
  g_autofree char *words = step != NULL ? dup_detail (panel, step) : NULL;
  g_autofree char *time = step != NULL ? dup_time (step, row > position) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (label), step != NULL ? sayso_step_get_label (step) : _ ("As it was opened"));
  gtk_label_set_label (GTK_LABEL (detail), words != NULL ? words : "");
  gtk_widget_set_visible (detail, words != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), time);
  gtk_widget_remove_css_class (box, "undone");
  gtk_widget_remove_css_class (box, "now");
  if (row == position)
    gtk_widget_add_css_class (box, "now");
  else if (row > position)
    gtk_widget_add_css_class (box, "undone");
}

/* Rows show whether their step is undone, which no model tells: bind them anew. */
static void
position_cb (Panel *panel)
{
  GtkListItemFactory *factory;

  if (panel->jumping)
    return;
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), panel);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), panel);
  gtk_list_view_set_factory (GTK_LIST_VIEW (panel->list), factory);
  gtk_widget_activate_action (panel->list, "list.scroll-to-item", "u", sayso_history_get_position (sayso_document_get_history (panel->document)));
  g_object_unref (factory);
}

static void
activate_cb (Panel *panel,
             guint  row)
{
  SaysoHistory *history = sayso_document_get_history (panel->document);

  /* Another article may stand in the window by now. */
  if (panel->document != panel->window->document)
    {
      gtk_window_close (GTK_WINDOW (gtk_widget_get_root (panel->list)));
      return;
    }
  sayso_inspector_commit (SAYSO_INSPECTOR (panel->window->inspector));
  panel->jumping = TRUE;
  while (sayso_history_get_position (history) > row)
    sayso_document_undo (panel->document);
  while (sayso_history_get_position (history) < row && sayso_history_can_redo (history))
    sayso_document_redo (panel->document);
  panel->jumping = FALSE;
  position_cb (panel);
}

static void
closed_cb (GtkWidget *dialog,
           Panel     *panel)
{
  g_signal_handlers_disconnect_by_data (sayso_document_get_history (panel->document), panel);
}

static GtkSelectionModel *
new_rows (SaysoHistory *history)
{
  g_autoptr (GtkStringList) opened = gtk_string_list_new ((const char *const[]){ "", NULL });
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (parts, opened);
  g_list_store_append (parts, history);
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SaysoWindow  *self = user_data;
  GtkWidget    *dialog = sayso_window_new_dialog (self, _ ("History"), 400, 520);
  GtkWidget    *scrolled = gtk_scrolled_window_new ();
  Panel        *panel = g_new0 (Panel, 1);
  SaysoHistory *history = sayso_document_get_history (self->document);

  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  panel->window = self;
  panel->document = g_object_ref (self->document);
  panel->list = gtk_list_view_new (new_rows (history), NULL);
  gtk_widget_add_css_class (panel->list, "history");
  position_cb (panel);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (panel->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps; activate one to go back or forward to it"), -1);
  g_signal_connect_swapped (panel->list, "activate", G_CALLBACK (activate_cb), panel);
  g_signal_connect_swapped (history, "notify::position", G_CALLBACK (position_cb), panel);
  g_signal_connect (dialog, "destroy", G_CALLBACK (closed_cb), panel);
  g_object_set_data_full (G_OBJECT (dialog), "panel", panel, panel_free);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), panel->list);
  gtk_window_set_child (GTK_WINDOW (dialog), scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sayso_window_add_history_actions (SaysoWindow *self)
{
  static const GActionEntry entries[] = { { "history", history_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
