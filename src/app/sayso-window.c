/* The window: building it, and keeping its parts in step.
 *
 * The document is the truth. The window holds one thing of its own, which mark
 * is selected, and hands that to article, list and inspector.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-tooltip.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

#define TITLE_CHARS 90

G_DEFINE_FINAL_TYPE (SaysoWindow, sayso_window, GTK_TYPE_APPLICATION_WINDOW)

void
sayso_window_message (SaysoWindow   *self,
                      GtkMessageType type,
                      const char    *text,
                      const char    *button,
                      const char    *action)
{
  sayso_message_bar_show (SAYSO_MESSAGE_BAR (self->message_bar), type, text, button, action);
}

SaysoAnnotation *
sayso_window_get_claim (SaysoWindow *self)
{
  g_autoptr (GPtrArray) claims = NULL;

  if (self->current == NULL)
    return NULL;
  if (sayso_annotation_get (self->current)->type == SAYSO_ANNOTATION_CLAIM)
    return self->current;
  claims = sayso_document_get_claims_of (self->document, self->current);
  for (guint i = 0; i < claims->len; i++)
    {
      const char *id = sayso_item_get_id (g_ptr_array_index (claims, i));

      if (g_strcmp0 (id, self->came_from) == 0 || (self->came_from == NULL && self->in_review && g_strcmp0 (id, self->reviewing) == 0))
        return g_ptr_array_index (claims, i);
    }
  return claims->len > 0 ? g_ptr_array_index (claims, 0) : NULL;
}

void
sayso_window_commit (SaysoWindow *self)
{
  sayso_inspector_commit (SAYSO_INSPECTOR (self->inspector));
  sayso_claim_list_commit (SAYSO_CLAIM_LIST (self->list));
}

void
sayso_window_set_current (SaysoWindow     *self,
                          SaysoAnnotation *annotation,
                          gboolean         scroll)
{
  sayso_window_commit (self);
  if (annotation != self->current)
    {
      sayso_window_letters_stop (self);
      g_clear_pointer (&self->candidates_of, g_free);
    }
  /* Wherever a claim was left from does not count once another is chosen. */
  if (annotation == NULL || sayso_annotation_get (annotation)->type == SAYSO_ANNOTATION_CLAIM)
    g_clear_pointer (&self->came_from, g_free);
  g_set_object (&self->current, annotation);
  sayso_inspector_show (SAYSO_INSPECTOR (self->inspector), self->document, annotation);
  sayso_claim_list_set_current (SAYSO_CLAIM_LIST (self->list), sayso_window_get_claim (self));
  sayso_window_article_show_current (self, scroll);
  sayso_window_review_update (self);
}

/* The first line that is no blank is the title where none is known. */
static char *
dup_title (SaysoWindow *self)
{
  const SaysoArticleRecord *article = sayso_document_get_article (self->document);
  SaysoText                *text = sayso_document_get_text (self->document);
  const char               *line = sayso_text_get_utf8 (text);
  g_autofree char          *first = NULL;

  if (article->title != NULL)
    return sayso_words_one_line (article->title, TITLE_CHARS);
  while (g_ascii_isspace (*line))
    line++;
  first = g_strndup (line, MIN (strcspn (line, "\r\n"), TITLE_CHARS * 8));
  if (*first == '\0' || !g_utf8_validate (first, -1, NULL))
    return g_filename_display_name (self->article_name);
  return sayso_words_one_line (first, TITLE_CHARS);
}

static const char *
state_words (SaysoWindow *self)
{
  switch (sayso_store_get_state (self->store))
    {
    case SAYSO_STORE_SAVING:
      return _ ("saving…");
    case SAYSO_STORE_MODIFIED:
      return _ ("kept, saving soon");
    case SAYSO_STORE_FAILED:
      return _ ("not saved");
    case SAYSO_STORE_READ_ONLY:
      return _ ("read-only");
    case SAYSO_STORE_SAVED:
    default:
      return sayso_store_is_elsewhere (self->store) ? _ ("saved in your data folder") : _ ("saved");
    }
}

void
sayso_window_update_title (SaysoWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *unturned = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *window_title = NULL;

  gtk_widget_set_visible (self->subtitle, self->store != NULL);
  if (self->store == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->title), _ ("Sayso"));
      gtk_window_set_title (GTK_WINDOW (self), _ ("Sayso"));
      return;
    }
  title = dup_title (self);
  name = g_filename_display_name (self->article_name);
  isolated = sayso_words_isolate (name);
  subtitle = g_strdup_printf ("%s — %s", isolated, state_words (self));
  window_title = g_strdup_printf (_ ("%s — Sayso"), name);
  unturned = sayso_words_unturned (window_title);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  sayso_tooltip_set (self->subtitle, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), unturned);
}

static void
update_badge (SaysoWindow *self)
{
  guint            n_suggested = self->document != NULL ? sayso_document_count_claims (self->document, SAYSO_STATUS_SUGGESTED) : 0;
  g_autofree char *count = sayso_words_number (n_suggested);
  g_autofree char *name = g_strdup_printf (g_dngettext (NULL, "Review, %u to do", "Review, %u to do", n_suggested), n_suggested);

  gtk_label_set_label (GTK_LABEL (self->badge), count);
  gtk_widget_set_visible (self->badge, n_suggested > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->review_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_tooltips (SaysoWindow *self)
{
  SaysoHistory    *history = self->document != NULL ? sayso_document_get_history (self->document) : NULL;
  const char      *undo_label = history != NULL ? sayso_history_get_undo_label (history) : NULL;
  const char      *redo_label = history != NULL ? sayso_history_get_redo_label (history) : NULL;
  g_autofree char *undo = undo_label != NULL ? g_strdup_printf (_ ("Undo: %s"), undo_label) : g_strdup (_ ("Undo"));
  g_autofree char *redo = redo_label != NULL ? g_strdup_printf (_ ("Redo: %s"), redo_label) : g_strdup (_ ("Redo"));

  sayso_tooltip_set (self->undo_button, undo);
  sayso_tooltip_set (self->redo_button, redo);
}

/* After each step, undo and redo. */
static void
changed_cb (SaysoWindow *self)
{
  sayso_window_review_join (self);
  if (self->current != NULL && sayso_document_get_annotation (self->document, sayso_item_get_id (SAYSO_ITEM (self->current))) != self->current)
    sayso_window_set_current (self, NULL, FALSE);
  else
    {
      sayso_inspector_refresh (SAYSO_INSPECTOR (self->inspector));
      sayso_claim_list_set_current (SAYSO_CLAIM_LIST (self->list), sayso_window_get_claim (self));
      sayso_window_article_show_current (self, FALSE);
      sayso_window_review_update (self);
    }
  update_badge (self);
  update_tooltips (self);
  sayso_window_update_actions (self);
}

static void
reloaded_cb (SaysoWindow *self)
{
  sayso_window_set_current (self, NULL, FALSE);
  changed_cb (self);
}

static void
state_cb (SaysoWindow *self)
{
  sayso_window_update_title (self);
  if (sayso_store_get_state (self->store) == SAYSO_STORE_FAILED && sayso_store_get_error_message (self->store) != NULL)
    sayso_window_message (self, GTK_MESSAGE_ERROR, sayso_store_get_error_message (self->store), _ ("Try Again"), "win.save");
}

static void
merged_cb (SaysoWindow *self,
           guint        n_changes)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "Another program changed this sidecar. Its %u change was merged in; yours are kept.", "Another program changed this sidecar. Its %u changes were merged in; yours are kept.", n_changes), n_changes);

  sayso_window_message (self, GTK_MESSAGE_INFO, text, NULL, NULL);
}

static void
article_changed_cb (SaysoWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (sayso_store_get_article_path (self->store), NULL, NULL);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (uri != NULL ? uri : ""));
  g_autofree char *action = g_action_print_detailed_name ("win.open-uri", target);

  sayso_window_message (self, GTK_MESSAGE_WARNING, _ ("The article changed on disk. Your marks are safe; open it anew to see the new text and find them again in it."), _ ("Open Anew"), action);
}

/* Panels beside the window show the article that goes. */
static void
close_panels (SaysoWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    {
      if (gtk_window_get_transient_for (window->data) == GTK_WINDOW (self) && !gtk_window_get_modal (window->data))
        gtk_window_destroy (window->data);
    }
}

static void
close_store (SaysoWindow *self)
{
  if (self->store == NULL)
    return;
  close_panels (self);
  sayso_window_commit (self);
  sayso_window_session_leave (self);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  if (sayso_store_get_state (self->store) != SAYSO_STORE_READ_ONLY)
    sayso_store_save (self->store, NULL);
  sayso_store_close (self->store);
}

void
sayso_window_set_store (SaysoWindow *self,
                        SaysoStore  *store)
{
  SaysoDocument *document = store != NULL ? sayso_store_get_document (store) : NULL;

  self->in_review = FALSE;
  sayso_window_letters_stop (self);
  g_clear_object (&self->current);
  close_store (self);
  sayso_inspector_show (SAYSO_INSPECTOR (self->inspector), NULL, NULL);
  g_clear_pointer (&self->candidates_of, g_free);
  g_clear_pointer (&self->reviewing, g_free);
  g_clear_pointer (&self->decided, g_free);
  g_clear_pointer (&self->clicked_from, g_free);
  g_clear_pointer (&self->came_from, g_free);
  g_ptr_array_set_size (self->review, 0);
  g_ptr_array_set_size (self->decisions, 0);
  g_set_object (&self->store, store);
  g_set_object (&self->document, document);
  g_free (self->article_name);
  self->article_name = store != NULL ? g_path_get_basename (sayso_store_get_article_path (store)) : NULL;
  sayso_window_article_set_document (self);
  sayso_claim_list_set_document (SAYSO_CLAIM_LIST (self->list), self->document);
  if (store != NULL)
    {
      g_signal_connect_object (self->document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->document, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "merged", G_CALLBACK (merged_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "article-changed", G_CALLBACK (article_changed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), store != NULL ? self->panes : self->welcome);
  gtk_widget_set_visible (self->recent_button, store != NULL);
  gtk_widget_set_visible (self->sidebar_button, store != NULL);
  gtk_widget_set_visible (self->undo_button, store != NULL);
  gtk_widget_set_visible (self->redo_button, store != NULL);
  gtk_widget_set_visible (self->review_button, store != NULL);
  gtk_widget_set_visible (self->search_button, store != NULL);
  gtk_widget_set_visible (self->details_button, store != NULL);
  sayso_window_review_update (self);
  sayso_window_update_title (self);
  sayso_window_update_actions (self);
  update_badge (self);
  update_tooltips (self);
  if (store != NULL)
    sayso_window_article_grab_focus (self);
}

void
sayso_window_show_text (SaysoWindow *self,
                        SaysoText   *text)
{
  sayso_window_article_show_text (self, text);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->panes);
}

static void
selected_cb (SaysoWindow     *self,
             SaysoAnnotation *claim)
{
  if (claim != self->current)
    sayso_window_set_current (self, claim, TRUE);
}

static void
legend_cb (SaysoWindow        *self,
           SaysoAnnotationType type,
           gboolean            shown)
{
  sayso_window_article_set_type_shown (self, type, shown);
}

static GtkWidget *
new_icon_button (GType       type,
                 const char *icon,
                 const char *name,
                 const char *tooltip,
                 const char *action)
{
  GtkWidget *button = g_object_new (type, "icon-name", icon, "tooltip-text", tooltip, "action-name", action, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_title (SaysoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = gtk_label_new (NULL);
  self->subtitle = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "title");
  gtk_widget_add_css_class (self->subtitle, "subtitle");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->subtitle), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->subtitle);
  return box;
}

static GtkWidget *
new_review_button (SaysoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->review_button = gtk_button_new ();
  self->badge = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Review")));
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_button_set_child (GTK_BUTTON (self->review_button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->review_button), "win.review");
  gtk_widget_set_tooltip_text (self->review_button, _ ("Review suggestions (Ctrl+R)"));
  gtk_widget_add_css_class (self->review_button, "flat");
  gtk_widget_add_css_class (self->review_button, "review-button");
  return self->review_button;
}

static GtkWidget *
new_header (SaysoWindow *self)
{
  GtkWidget *header = gtk_header_bar_new ();

  self->open_button = gtk_button_new_with_label (C_ ("verb", "Open"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.open");
  gtk_widget_set_tooltip_text (self->open_button, _ ("Open an article (Ctrl+O)"));
  gtk_widget_add_css_class (self->open_button, "flat");
  self->sidebar_button = new_icon_button (GTK_TYPE_TOGGLE_BUTTON, "sayso-sidebar-symbolic", _ ("Claims Pane"), _ ("Show claims (F9)"), "win.sidebar");
  self->undo_button = new_icon_button (GTK_TYPE_BUTTON, "edit-undo-symbolic", _ ("Undo"), _ ("Undo"), "win.undo");
  self->redo_button = new_icon_button (GTK_TYPE_BUTTON, "edit-redo-symbolic", _ ("Redo"), _ ("Redo"), "win.redo");
  self->search_button = new_icon_button (GTK_TYPE_BUTTON, "edit-find-symbolic", _ ("Search"), _ ("Search in the article (Ctrl+F)"), "win.search");
  self->details_button = new_icon_button (GTK_TYPE_TOGGLE_BUTTON, "sayso-details-symbolic", _ ("Details Pane"), _ ("Show details (Alt+Return)"), "win.details");
  self->recent_button = sayso_window_recent_button_new ();
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->open_button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->recent_button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->sidebar_button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->undo_button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->redo_button);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), sayso_window_menu_button_new (self));
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), self->details_button);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), self->search_button);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), new_review_button (self));
  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (header), new_title (self));
  return header;
}

static GtkWidget *
new_centre (SaysoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *article = sayso_window_article_new (self);

  self->review_bar = sayso_review_bar_new ();
  gtk_widget_set_halign (self->review_bar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->review_bar, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (self->review_bar, 16);
  gtk_widget_set_visible (self->review_bar, FALSE);
  gtk_widget_set_vexpand (article, TRUE);
  gtk_widget_add_css_class (box, "centre");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), article);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->review_bar);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), sayso_window_letters_new_prompt (self));
  gtk_box_append (GTK_BOX (box), sayso_window_search_new (self));
  gtk_box_append (GTK_BOX (box), overlay);
  return box;
}

static GtkWidget *
new_panes (SaysoWindow *self)
{
  self->list = sayso_claim_list_new ();
  self->inspector = sayso_inspector_new ();
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (selected_cb), self);
  sayso_window_act_on_shown (self);
  g_signal_connect_swapped (self->list, "legend-changed", G_CALLBACK (legend_cb), self);
  self->panes = sayso_panes_new (self->list, new_centre (self), self->inspector);
  g_object_bind_property (self->settings, "show-sidebar", self->panes, "start-shown", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->settings, "show-details", self->panes, "end-shown", G_BINDING_SYNC_CREATE);
  return self->panes;
}

static void
build (SaysoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->message_bar = sayso_message_bar_new ();
  self->stack = gtk_stack_new ();
  self->welcome = sayso_welcome_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_child (GTK_STACK (self->stack), self->welcome);
  gtk_stack_add_child (GTK_STACK (self->stack), new_panes (self));
  gtk_box_append (GTK_BOX (box), self->message_bar);
  gtk_box_append (GTK_BOX (box), sayso_window_work_new (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_add_css_class (box, "drop-frame");
  gtk_window_set_titlebar (GTK_WINDOW (self), new_header (self));
  gtk_window_set_child (GTK_WINDOW (self), box);
}

static gboolean
sayso_window_close_request (GtkWindow *window)
{
  SaysoWindow *self = SAYSO_WINDOW (window);
  g_autoptr (GError) error = NULL;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  sayso_window_session_remember (self);
  g_object_set (self->settings, "maximized", gtk_window_is_maximized (window), NULL);
  if (!gtk_window_is_maximized (window))
    g_object_set (self->settings, "width", MAX (width, 360), "height", MAX (height, 294), NULL);
  sayso_window_commit (self);
  if (self->store != NULL && !self->closing && sayso_store_get_state (self->store) != SAYSO_STORE_READ_ONLY && !sayso_store_save (self->store, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("%s Your work is kept and comes back when you open this article again. Close once more to close anyway."), error->message);

      self->closing = TRUE;
      sayso_window_message (self, GTK_MESSAGE_ERROR, text, _ ("Try Again"), "win.save");
      return TRUE;
    }
  return GTK_WINDOW_CLASS (sayso_window_parent_class)->close_request (window);
}

static void
sayso_window_dispose (GObject *object)
{
  SaysoWindow *self = SAYSO_WINDOW (object);

  /* They hold the panes, whose own action muxers hold that of the window: nothing of it would ever be freed. */
  g_action_map_remove_action (G_ACTION_MAP (self), "sidebar");
  g_action_map_remove_action (G_ACTION_MAP (self), "details");
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  sayso_window_drop_work (self);
  g_clear_handle_id (&self->others_source, g_source_remove);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      sayso_store_close (self->store);
    }
  if (self->link_popover != NULL && gtk_widget_get_parent (self->link_popover) != NULL)
    gtk_widget_unparent (self->link_popover);
  g_clear_object (&self->link_popover);
  g_clear_object (&self->opening);
  g_clear_object (&self->current);
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  g_clear_pointer (&self->codebook, sayso_codebook_unref);
  G_OBJECT_CLASS (sayso_window_parent_class)->dispose (object);
}

static void
sayso_window_finalize (GObject *object)
{
  SaysoWindow *self = SAYSO_WINDOW (object);

  g_ptr_array_unref (self->review);
  g_ptr_array_unref (self->decisions);
  g_ptr_array_unref (self->others);
  g_hash_table_unref (self->offered);
  g_clear_pointer (&self->letters, g_array_unref);
  g_free (self->lettered);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self->candidates_of);
  g_free (self->reviewing);
  g_free (self->decided);
  g_free (self->clicked_from);
  g_free (self->came_from);
  g_free (self->annotator);
  g_free (self->article_name);
  G_OBJECT_CLASS (sayso_window_parent_class)->finalize (object);
}

static void
sayso_window_class_init (SaysoWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sayso_window_dispose;
  G_OBJECT_CLASS (class)->finalize = sayso_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = sayso_window_close_request;
}

static void
annotator_cb (SaysoWindow *self)
{
  g_free (self->annotator);
  self->annotator = sayso_settings_dup_annotator (self->settings);
  sayso_inspector_set_annotator (SAYSO_INSPECTOR (self->inspector), self->annotator);
  sayso_claim_list_set_codebook (SAYSO_CLAIM_LIST (self->list), self->codebook, self->annotator);
}

static void
sayso_window_init (SaysoWindow *self)
{
  self->settings = sayso_settings_get_default ();
  self->review = g_ptr_array_new_with_free_func (g_free);
  self->decisions = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new ();
  self->offered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sayso");
  gtk_window_set_icon_name (GTK_WINDOW (self), SAYSO_APP_ID);
  gtk_window_set_default_size (GTK_WINDOW (self), sayso_settings_get_int (self->settings, "width"), sayso_settings_get_int (self->settings, "height"));
  if (sayso_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  build (self);
  sayso_window_add_actions (self);
  sayso_window_add_file_actions (self);
  sayso_window_add_extract_actions (self);
  sayso_window_add_exchange_actions (self);
  sayso_window_add_codebook_actions (self);
  sayso_window_add_help_actions (self);
  sayso_window_add_history_actions (self);
  sayso_window_add_identity_actions (self);
  sayso_window_add_print_actions (self);
  sayso_window_add_statistics_actions (self);
  sayso_window_add_tour_actions (self);
  sayso_window_add_keys (self);
  g_signal_connect_object (self->settings, "notify::annotator", G_CALLBACK (annotator_cb), self, G_CONNECT_SWAPPED);
  annotator_cb (self);
  sayso_window_set_store (self, NULL);
}

SaysoWindow *
sayso_window_new (GtkApplication *application)
{
  return g_object_new (SAYSO_TYPE_WINDOW, "application", application, NULL);
}

const char *
sayso_window_get_article_path (SaysoWindow *self)
{
  g_return_val_if_fail (SAYSO_IS_WINDOW (self), NULL);

  return self->store != NULL ? sayso_store_get_article_path (self->store) : NULL;
}

gboolean
sayso_window_is_empty (SaysoWindow *self)
{
  g_return_val_if_fail (SAYSO_IS_WINDOW (self), FALSE);

  return self->store == NULL && self->opening == NULL;
}
