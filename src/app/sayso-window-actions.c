/* The verbs of the window, as actions: whatever presses them (keys, buttons, menus,
 * the accessibility bus), they do the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-candidates.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What needs an open article; all of it is disabled without one. */
static const char *needs_document[] = {
  "mark", "add-fragment", "cut-fragment", "mark-all", "delete", "cycle", "move-end", "widen", "link-speaker", "link-source", "next-kind",
  "codebook", "guide", "note", "copy-citation", "review", "accept", "accept-wider", "reject", "edit", "reopen", "candidate", "other-speaker", "letter-speaker", "letter-words", "next",
  "previous", "go-speaker", "search", "search-claims", "search-next", "search-previous", "save", "export", "import",
  "extract", "print", "save-pdf", "review-next", "review-previous", "review-done", "set-type", "escape", "next-pane",
  "history", "identities", "statistics"
};

static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (self->current != NULL)
    sayso_edit_delete (self->document, self->current);
}

static void
cycle_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SaysoWindow *self = user_data;
  guint        caret = sayso_window_article_get_caret (self);
  g_autoptr (GPtrArray) here = sayso_document_find_overlapping (self->document, (SaysoSpan){ caret, caret });
  guint place = 0;

  if (here->len == 0)
    return;
  for (guint i = 0; i < here->len; i++)
    {
      if (g_ptr_array_index (here, i) == self->current)
        place = (i + 1) % here->len;
    }
  sayso_window_set_current (self, g_ptr_array_index (here, place), FALSE);
}

static guint
moved_end (SaysoText  *text,
           const char *how,
           SaysoSpan   span)
{
  SaysoSegment unit = strstr (how, "word") != NULL ? SAYSO_SEGMENT_WORD : strstr (how, "phrase") != NULL ? SAYSO_SEGMENT_PHRASE
                                                                                                         : SAYSO_SEGMENT_CHARACTER;
  gboolean     on = g_str_has_suffix (how, "on");

  if (g_str_has_prefix (how, "end"))
    return on ? sayso_segment_next_end (text, unit, span.end) : sayso_segment_previous_end (text, unit, span.end);
  return on ? sayso_segment_next_start (text, unit, span.start) : sayso_segment_previous_start (text, unit, span.start);
}

static void
move_end_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow          *self = user_data;
  const char           *how = g_variant_get_string (parameter, NULL);
  g_autofree SaysoSpan *spans = NULL;
  guint                 n_spans, which;

  if (self->current == NULL || sayso_annotation_get (self->current)->n_spans == 0)
    return;
  n_spans = sayso_annotation_get (self->current)->n_spans;
  spans = g_memdup2 (sayso_annotation_get (self->current)->spans, n_spans * sizeof (SaysoSpan));
  which = g_str_has_prefix (how, "end") ? n_spans - 1 : 0;
  if (g_str_has_prefix (how, "end"))
    spans[which].end = moved_end (sayso_document_get_text (self->document), how, spans[which]);
  else
    spans[which].start = moved_end (sayso_document_get_text (self->document), how, spans[which]);
  if (!sayso_span_is_empty (spans[which]))
    sayso_edit_set_spans (self->document, self->current, spans, n_spans, self->annotator);
}

/* The smallest unit around a span that is larger; FALSE if there is none. */
static gboolean
find_wider (SaysoText *text,
            SaysoSpan  span,
            SaysoSpan *wider)
{
  static const SaysoSegment units[] = { SAYSO_SEGMENT_WORD, SAYSO_SEGMENT_QUOTATION, SAYSO_SEGMENT_SENTENCE, SAYSO_SEGMENT_PARAGRAPH };
  gboolean                  found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      SaysoSpan unit;

      if (!sayso_segment_at (text, units[i], span.start, &unit) || !sayso_span_contains (unit, span) || sayso_span_equal (unit, span))
        continue;
      if (!found || unit.end - unit.start < wider->end - wider->start)
        *wider = unit;
      found = TRUE;
    }
  return found;
}

/* Word, sentence, quotation, paragraph: the next larger unit around what is selected; from the
 * largest back to the caret as it was. */
static void
widen_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SaysoWindow *self = user_data;
  SaysoSpan    span;

  if (!sayso_window_article_get_selection (self, &span))
    span.start = span.end = sayso_window_article_get_caret (self);
  if (!sayso_span_equal (span, self->widened))
    self->widened_from = span;
  if (!find_wider (sayso_document_get_text (self->document), span, &self->widened))
    self->widened = self->widened_from;
  sayso_window_article_select (self, self->widened);
}

/* Below the last words of the claim. A popover of the whole article would lie below the
 * window, where there may be no room for any of it. */
static void
point_at_claim (SaysoWindow     *self,
                SaysoAnnotation *claim,
                GtkWidget       *parent)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->article);
  GtkTextIter  end;
  GdkRectangle place;
  int          y;

  if (parent != self->article)
    {
      gtk_popover_set_pointing_to (GTK_POPOVER (self->link_popover), NULL);
      return;
    }
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &end, (int)sayso_annotation_get_hull (claim).end);
  gtk_text_view_get_iter_location (view, &end, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &y);
  place.y = CLAMP (y, 0, MAX (0, gtk_widget_get_height (self->article) - place.height));
  place.width = 1;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->link_popover), &place);
}

static void
open_link_popover (SaysoWindow  *self,
                   SaysoLinkType type)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  GtkWidget       *chip = type == SAYSO_LINK_SAID_BY ? sayso_inspector_get_speaker_chip (SAYSO_INSPECTOR (self->inspector)) : sayso_inspector_get_source_chip (SAYSO_INSPECTOR (self->inspector));
  GtkWidget       *parent = self->in_review ? self->review_bar : self->article;

  if (claim == NULL)
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("Select a claim first: a card in the list, or the words in the article."), NULL, NULL);
      return;
    }
  if (sayso_panes_get_end_shown (SAYSO_PANES (self->panes)))
    parent = chip;
  sayso_window_set_current (self, claim, FALSE);
  if (gtk_widget_get_parent (self->link_popover) != parent)
    {
      if (gtk_widget_get_parent (self->link_popover) != NULL)
        gtk_widget_unparent (self->link_popover);
      gtk_widget_set_parent (self->link_popover, parent);
    }
  point_at_claim (self, claim, parent);
  gtk_popover_popup (GTK_POPOVER (self->link_popover));
  sayso_link_popover_prepare (SAYSO_LINK_POPOVER (self->link_popover), self->document, claim, type);
}

static void
link_speaker_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  open_link_popover (user_data, SAYSO_LINK_SAID_BY);
}

static void
link_source_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  open_link_popover (user_data, SAYSO_LINK_FOUND_IN);
}

static void
chosen_cb (SaysoWindow *self,
           const char  *id,
           guint        start,
           guint        end,
           gboolean     add)
{
  SaysoLinkType    type = sayso_link_popover_get_link_type (SAYSO_LINK_POPOVER (self->link_popover));
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  SaysoAnnotation *target = *id != '\0' ? sayso_document_get_annotation (self->document, id) : NULL;

  if (claim == NULL)
    return;
  sayso_document_begin (self->document, type == SAYSO_LINK_SAID_BY ? _ ("Set speaker") : _ ("Set source"));
  if (target == NULL && end > start && add)
    target = sayso_edit_mark (self->document, sayso_link_type_target (type), &(SaysoSpan){ start, end }, 1, self->annotator);
  if (target != NULL && add)
    sayso_edit_link (self->document, claim, target, self->annotator);
  else if (target == NULL && end > start)
    sayso_edit_relink_to_span (self->document, claim, type, (SaysoSpan){ start, end }, self->annotator);
  else
    sayso_edit_relink (self->document, claim, type, target, self->annotator);
  sayso_document_end (self->document);
  sayso_window_article_grab_focus (self);
}

static void
next_kind_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  SaysoKind        kind;

  if (claim == NULL)
    return;
  kind = sayso_annotation_get (claim)->kind;
  sayso_edit_set_kind (self->document, claim, kind == SAYSO_KIND_MIXED ? SAYSO_KIND_DIRECT : kind + 1, self->annotator);
}

static void
note_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (self->current == NULL)
    return;
  sayso_panes_set_end_shown (SAYSO_PANES (self->panes), TRUE);
  sayso_inspector_focus_note (SAYSO_INSPECTOR (self->inspector));
}

static void
copy_citation_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  g_autofree char *citation = NULL;

  if (claim == NULL)
    return;
  citation = sayso_words_citation (self->document, claim, self->article_name);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), citation);
  sayso_window_message (self, GTK_MESSAGE_INFO, _ ("The claim was copied with its attribution."), NULL, NULL);
}

static void
review_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (self->in_review)
    sayso_window_review_stop (self);
  else
    sayso_window_review_start (self);
}

static void
reopen_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  sayso_window_review_reopen (user_data);
}

static void
candidate_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sayso_window_review_candidate (user_data, g_variant_get_int32 (parameter));
}

/* Along the cards as they are shown; from the caret where none is selected. */
static void
step_claim (SaysoWindow *self,
            int          step)
{
  SaysoClaimModel *model = sayso_claim_list_get_model (SAYSO_CLAIM_LIST (self->list));
  guint            n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  guint            place = claim != NULL ? sayso_claim_model_find (model, claim) : G_MAXUINT;
  g_autoptr (SaysoAnnotation) next = NULL;

  if (n_items == 0)
    return;
  if (place == G_MAXUINT)
    place = step > 0 ? 0 : n_items - 1;
  else if ((step > 0 && place + 1 >= n_items) || (step < 0 && place == 0))
    return;
  else
    place += (guint)step;
  next = g_list_model_get_item (G_LIST_MODEL (model), place);
  sayso_window_set_current (self, next, TRUE);
}

static void
other_speaker_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sayso_window_review_take_other (user_data, (guint)g_variant_get_int32 (parameter));
}

static void
next_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (self->in_review)
    sayso_window_review_step (self, 1);
  else
    step_claim (self, 1);
}

static void
previous_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow *self = user_data;

  if (self->in_review)
    sayso_window_review_step (self, -1);
  else
    step_claim (self, -1);
}

static void
review_next_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sayso_window_review_step (user_data, 1);
}

static void
review_previous_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  sayso_window_review_step (user_data, -1);
}

static void
review_done_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sayso_window_review_stop (user_data);
}

/* From a claim to its first speaker, on to its other speakers, and back to the claim. */
static void
go_speaker_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  g_autoptr (GPtrArray) speakers = NULL;
  guint next = 0;

  if (claim == NULL)
    return;
  speakers = sayso_document_get_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  if (self->current != claim && !g_ptr_array_find (speakers, self->current, &next))
    next = speakers->len;
  else if (self->current != claim)
    next++;
  g_free (self->came_from);
  self->came_from = g_strdup (sayso_item_get_id (SAYSO_ITEM (claim)));
  if (next < speakers->len || self->current != claim)
    sayso_window_set_current (self, next < speakers->len ? g_ptr_array_index (speakers, next) : claim, TRUE);
}

static void
next_pane_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SaysoWindow *self = user_data;
  GtkWidget   *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (sayso_window_article_has_focus (self) && sayso_panes_get_end_shown (SAYSO_PANES (self->panes)))
    gtk_widget_child_focus (self->inspector, GTK_DIR_TAB_FORWARD);
  else if (focus != NULL && gtk_widget_is_ancestor (focus, self->list))
    sayso_window_article_grab_focus (self);
  else if (sayso_panes_get_start_shown (SAYSO_PANES (self->panes)))
    sayso_claim_list_grab_list_focus (SAYSO_CLAIM_LIST (self->list));
  else
    sayso_window_article_grab_focus (self);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  sayso_window_search_open (user_data);
}

static void
search_claims_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SaysoWindow *self = user_data;

  sayso_panes_set_start_shown (SAYSO_PANES (self->panes), TRUE);
  sayso_claim_list_focus_search (SAYSO_CLAIM_LIST (self->list));
}

static void
search_next_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sayso_window_search_next (user_data, TRUE);
}

static void
search_previous_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  sayso_window_search_next (user_data, FALSE);
}

/* One thing at a time: what lies over the article, the search, the selection, the
 * review, the selected mark. */
static void
escape_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  SaysoWindow *self = user_data;
  SaysoSpan    selection;

  if (gtk_widget_get_visible (self->search_bar))
    sayso_window_search_close (self);
  else if (sayso_window_article_get_selection (self, &selection))
    sayso_window_article_clear_selection (self);
  else if (sayso_panes_fold_overlays (SAYSO_PANES (self->panes)))
    sayso_window_article_grab_focus (self);
  else if (!sayso_window_article_has_focus (self) && self->current != NULL)
    sayso_window_article_grab_focus (self);
  else if (self->in_review)
    sayso_window_review_stop (self);
  else
    sayso_window_set_current (self, NULL, FALSE);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;

  sayso_window_commit (self);
  sayso_document_undo (self->document);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sayso_document_redo (((SaysoWindow *)user_data)->document);
}

static void
zoom_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow *self = user_data;
  const char  *how = g_variant_get_string (parameter, NULL);
  double       zoom = sayso_settings_get_double (self->settings, "zoom");

  zoom = g_str_equal (how, "in") ? zoom * 1.1 : g_str_equal (how, "out") ? zoom / 1.1
                                                                         : 1;
  g_object_set (self->settings, "zoom", CLAMP (zoom, 0.5, 3), NULL);
}

static const GActionEntry entries[] = {
  { "delete", delete_cb },
  { "cycle", cycle_cb },
  { "move-end", move_end_cb, "s" },
  { "widen", widen_cb },
  { "link-speaker", link_speaker_cb },
  { "link-source", link_source_cb },
  { "next-kind", next_kind_cb },
  { "note", note_cb },
  { "copy-citation", copy_citation_cb },
  { "review", review_cb },
  { "reopen", reopen_cb },
  { "candidate", candidate_cb, "i" },
  { "other-speaker", other_speaker_cb, "i" },
  { "next", next_cb },
  { "previous", previous_cb },
  { "review-next", review_next_cb },
  { "review-previous", review_previous_cb },
  { "review-done", review_done_cb },
  { "go-speaker", go_speaker_cb },
  { "next-pane", next_pane_cb },
  { "search", search_cb },
  { "search-claims", search_claims_cb },
  { "search-next", search_next_cb },
  { "search-previous", search_previous_cb },
  { "escape", escape_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "zoom", zoom_cb, "s" },
};

static void
enable (SaysoWindow *self,
        const char  *name,
        gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
sayso_window_update_actions (SaysoWindow *self)
{
  SaysoHistory *history = self->document != NULL ? sayso_document_get_history (self->document) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (needs_document); i++)
    enable (self, needs_document[i], self->document != NULL);
  enable (self, "undo", history != NULL && sayso_history_can_undo (history));
  enable (self, "redo", history != NULL && sayso_history_can_redo (history));
}

void
sayso_window_add_actions (SaysoWindow *self)
{
  g_autoptr (GPropertyAction) sidebar = g_property_action_new ("sidebar", self->panes, "start-shown");
  g_autoptr (GPropertyAction) details = g_property_action_new ("details", self->panes, "end-shown");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sayso_window_add_marking_actions (self);
  sayso_window_add_letter_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (details));
  self->link_popover = g_object_ref_sink (sayso_link_popover_new ());
  g_signal_connect_object (self->link_popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}
