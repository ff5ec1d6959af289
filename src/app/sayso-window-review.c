/* The review: one suggestion after the other, with one key each.
 *
 * What is reviewed is the list of suggestions as it was when the review began,
 * in the order of the text; what was decided stays in it, to be seen in the progress
 * line and to be gone back to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-candidates.h"
#include "view/sayso-progress.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

static SaysoAnnotation *
review_claim (SaysoWindow *self,
              guint        i)
{
  SaysoAnnotation *claim = sayso_document_get_annotation (self->document, g_ptr_array_index (self->review, i));

  return claim != NULL && sayso_annotation_get (claim)->type == SAYSO_ANNOTATION_CLAIM ? claim : NULL;
}

static gboolean
is_open (SaysoAnnotation *claim)
{
  return claim != NULL && sayso_annotation_get (claim)->status == SAYSO_STATUS_SUGGESTED;
}

/* G_MAXUINT where the current claim is none of the review. */
static guint
current_place (SaysoWindow *self)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);

  for (guint i = 0; claim != NULL && i < self->review->len; i++)
    {
      if (g_str_equal (sayso_item_get_id (SAYSO_ITEM (claim)), g_ptr_array_index (self->review, i)))
        return i;
    }
  return G_MAXUINT;
}

/* The next suggestion still open, in a circle; G_MAXUINT if none is left. */
static guint
next_open (SaysoWindow *self,
           guint        from,
           int          step)
{
  guint n = self->review->len;

  for (guint i = 1; i <= n; i++)
    {
      guint place = step > 0 ? (from + i) % n : (from + n * 2 - i) % n;

      if (is_open (review_claim (self, place)))
        return place;
    }
  return G_MAXUINT;
}

static guint8 *
dup_states (SaysoWindow *self,
            guint       *n_open)
{
  guint8 *states = g_new0 (guint8, self->review->len + 1);

  *n_open = 0;
  for (guint i = 0; i < self->review->len; i++)
    {
      SaysoAnnotation *claim = review_claim (self, i);

      if (is_open (claim))
        *n_open += 1;
      else if (claim == NULL || sayso_annotation_get (claim)->status == SAYSO_STATUS_REJECTED)
        states[i] = SAYSO_SEGMENT_STATE_REJECTED;
      else
        states[i] = SAYSO_SEGMENT_STATE_ACCEPTED;
    }
  return states;
}

gboolean
sayso_window_review_is_by_click (SaysoWindow *self)
{
  SaysoSpan selection;

  return self->clicked_from != NULL && sayso_window_article_get_selection (self, &selection) && sayso_window_article_get_anchor (self) == self->clicked_at;
}

SaysoAnnotation *
sayso_window_review_claim (SaysoWindow *self)
{
  const char      *id = sayso_window_review_is_by_click (self) ? self->clicked_from : self->reviewing;
  SaysoAnnotation *claim = self->in_review && id != NULL ? sayso_document_get_annotation (self->document, id) : NULL;

  return claim != NULL && sayso_annotation_get (claim)->type == SAYSO_ANNOTATION_CLAIM ? claim : NULL;
}

void
sayso_window_review_work_on (SaysoWindow     *self,
                             SaysoAnnotation *claim)
{
  const char *id = sayso_item_get_id (SAYSO_ITEM (claim));

  if (g_strcmp0 (self->reviewing, id) == 0)
    return;
  g_free (self->reviewing);
  self->reviewing = g_strdup (id);
  self->arrived = sayso_history_get_position (sayso_document_get_history (self->document));
}

/* Whether a change belongs to what a person sees as this claim: itself, its links, and the words
 * they lead to. */
static gboolean
is_part_of (const SaysoChange *change,
            const char        *claim)
{
  const SaysoRecord *record = change->after != NULL ? change->after : change->before;

  if (record->table == SAYSO_TABLE_LINKS)
    return g_str_equal (((const SaysoLinkRecord *)record)->from, claim);
  if (record->table == SAYSO_TABLE_ANNOTATIONS)
    return g_str_equal (record->id, claim) || ((const SaysoAnnotationRecord *)record)->type != SAYSO_ANNOTATION_CLAIM;
  return record->table == SAYSO_TABLE_SETS;
}

static gboolean
is_step_about (SaysoHistory *history,
               guint         place,
               const char   *claim)
{
  g_autoptr (SaysoStep) step = g_list_model_get_item (G_LIST_MODEL (history), place);
  guint              n_changes;
  const SaysoChange *changes = sayso_step_get_changes (step, &n_changes);

  for (guint i = 0; i < n_changes; i++)
    if (!is_part_of (&changes[i], claim))
      return FALSE;
  return TRUE;
}

void
sayso_window_review_join (SaysoWindow *self)
{
  g_autofree char *claim = g_steal_pointer (&self->decided);
  SaysoHistory    *history = sayso_document_get_history (self->document);
  guint            from = sayso_history_get_position (history);

  if (claim == NULL)
    return;
  while (from > self->decided_from && is_step_about (history, from - 1, claim))
    from--;
  sayso_history_join (history, from);
  self->arrived = MIN (self->arrived, sayso_history_get_position (history));
}

static gboolean
is_named (GPtrArray  *candidates,
          const char *name)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_str_equal (((SaysoCandidate *)g_ptr_array_index (candidates, i))->name, name))
      return TRUE;
  return FALSE;
}

/* Each name once, and not that of the speaker that the claim has. */
static void
list_others (SaysoWindow     *self,
             SaysoAnnotation *claim)
{
  SaysoAnnotation *speaker = sayso_document_get_first_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  g_autofree char *name = speaker != NULL ? sayso_words_mention (self->document, speaker) : NULL;

  g_ptr_array_set_size (self->others, 0);
  for (guint i = 0; i < self->candidates->len && self->others->len < SAYSO_REVIEW_BAR_OTHERS; i++)
    {
      SaysoCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (g_strcmp0 (candidate->name, name) != 0 && !is_named (self->others, candidate->name))
        g_ptr_array_add (self->others, candidate);
    }
}

/* The candidates of the claim that Tab goes through, as of the first Tab: relinking
 * takes suggested speakers away that no claim uses, so places are kept, not marks. */
static void
ensure_candidates (SaysoWindow     *self,
                   SaysoAnnotation *claim)
{
  const char *id = sayso_item_get_id (SAYSO_ITEM (claim));

  if (g_strcmp0 (self->candidates_of, id) == 0)
    return;
  g_free (self->candidates_of);
  self->candidates_of = g_strdup (id);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = sayso_window_list_speakers (self, claim);
  list_others (self, claim);
}

static void
show_others (SaysoWindow *self)
{
  const char *names[SAYSO_REVIEW_BAR_OTHERS];
  guint       n = 0;

  for (; n < self->others->len; n++)
    names[n] = ((SaysoCandidate *)g_ptr_array_index (self->others, n))->name;
  sayso_review_bar_set_others (SAYSO_REVIEW_BAR (self->review_bar), names, n);
}

static gboolean
others_cb (gpointer user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_review_claim (self);

  self->others_source = 0;
  if (claim == NULL)
    return G_SOURCE_REMOVE;
  ensure_candidates (self, claim);
  show_others (self);
  return G_SOURCE_REMOVE;
}

/* The suggestion is there at once; who else may have said it is ranked when it has been drawn. */
static void
queue_others (SaysoWindow     *self,
              SaysoAnnotation *claim)
{
  if (g_strcmp0 (self->candidates_of, sayso_item_get_id (SAYSO_ITEM (claim))) != 0)
    sayso_review_bar_set_others (SAYSO_REVIEW_BAR (self->review_bar), NULL, 0);
  if (self->others_source == 0)
    self->others_source = g_idle_add_full (G_PRIORITY_LOW, others_cb, self, NULL);
}

void
sayso_window_review_update (SaysoWindow *self)
{
  g_autofree guint8 *states = NULL;
  guint              n_open = 0, place;

  gtk_widget_set_visible (self->review_bar, self->in_review);
  if (self->in_review)
    gtk_widget_add_css_class (self->review_button, "active");
  else
    gtk_widget_remove_css_class (self->review_button, "active");
  if (!self->in_review)
    return;
  states = dup_states (self, &n_open);
  place = current_place (self);
  if (place != G_MAXUINT)
    sayso_window_review_work_on (self, review_claim (self, place));
  if (place != G_MAXUINT && (n_open > 0 || is_open (review_claim (self, place))))
    {
      sayso_review_bar_show (SAYSO_REVIEW_BAR (self->review_bar), self->document, review_claim (self, place), states, self->review->len, place);
      queue_others (self, review_claim (self, place));
    }
  else if (n_open == 0)
    sayso_review_bar_show_summary (SAYSO_REVIEW_BAR (self->review_bar), states, self->review->len);
}

static void
go_to (SaysoWindow *self,
       guint        place)
{
  if (place != G_MAXUINT)
    sayso_window_set_current (self, review_claim (self, place), TRUE);
  sayso_window_review_update (self);
}

static void
collect_suggestions (SaysoWindow *self)
{
  GListModel *claims = sayso_document_get_claims (self->document);

  g_ptr_array_set_size (self->review, 0);
  g_ptr_array_set_size (self->decisions, 0);
  for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
    {
      g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

      if (is_open (claim))
        g_ptr_array_add (self->review, g_strdup (sayso_item_get_id (SAYSO_ITEM (claim))));
    }
}

void
sayso_window_review_start (SaysoWindow *self)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  guint            place = G_MAXUINT;

  collect_suggestions (self);
  if (self->review->len == 0)
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("There is nothing to review. Find quotes with Extract Quotes, or select text and press 2 to mark a claim."), _ ("Extract Quotes"), "win.extract");
      return;
    }
  self->in_review = TRUE;
  sayso_message_bar_hide (SAYSO_MESSAGE_BAR (self->message_bar));
  if (claim != NULL)
    place = current_place (self);
  go_to (self, place != G_MAXUINT ? place : next_open (self, self->review->len - 1, 1));
  sayso_window_article_grab_focus (self);
  sayso_window_update_actions (self);
}

void
sayso_window_review_stop (SaysoWindow *self)
{
  self->in_review = FALSE;
  sayso_window_review_update (self);
  sayso_window_update_actions (self);
}

void
sayso_window_review_decide (SaysoWindow *self,
                            SaysoStatus  status)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  guint            place;

  if (claim == NULL)
    return;
  place = current_place (self);
  sayso_window_commit (self);
  g_ptr_array_add (self->decisions, g_strdup (sayso_item_get_id (SAYSO_ITEM (claim))));
  if (self->in_review && g_strcmp0 (self->reviewing, sayso_item_get_id (SAYSO_ITEM (claim))) == 0)
    {
      g_free (self->decided);
      self->decided = g_strdup (self->reviewing);
      self->decided_from = self->arrived;
    }
  sayso_edit_decide_one (self->document, claim, status, self->annotator);
  if (!self->in_review)
    return;
  go_to (self, place != G_MAXUINT ? next_open (self, place, 1) : G_MAXUINT);
}

void
sayso_window_review_reopen (SaysoWindow *self)
{
  while (self->decisions->len > 0)
    {
      g_autofree char *id = g_ptr_array_steal_index (self->decisions, self->decisions->len - 1);
      SaysoAnnotation *claim = sayso_document_get_annotation (self->document, id);

      if (claim == NULL || is_open (claim))
        continue;
      sayso_edit_decide_one (self->document, claim, SAYSO_STATUS_SUGGESTED, self->annotator);
      sayso_window_set_current (self, claim, TRUE);
      sayso_window_review_update (self);
      return;
    }
  sayso_window_message (self, GTK_MESSAGE_INFO, _ ("There is no decision to go back to."), NULL, NULL);
}

void
sayso_window_review_step (SaysoWindow *self,
                          int          step)
{
  guint place = current_place (self);

  if (self->review->len > 0)
    go_to (self, next_open (self, place != G_MAXUINT ? place : (step > 0 ? self->review->len - 1 : 0), step));
}

/* Tab goes through the candidates in a circle, the best first. */
void
sayso_window_review_candidate (SaysoWindow *self,
                               int          step)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  SaysoAnnotation *speaker;
  SaysoSpan        at = { 0 };
  guint            place = G_MAXUINT;

  if (claim == NULL)
    return;
  /* The speaker that is selected may be taken away. */
  if (self->current != claim)
    sayso_window_set_current (self, claim, FALSE);
  ensure_candidates (self, claim);
  if (self->candidates->len == 0)
    return;
  speaker = sayso_document_get_first_linked (self->document, claim, SAYSO_LINK_SAID_BY);
  if (speaker != NULL)
    at = sayso_annotation_get_hull (speaker);
  for (guint i = 0; speaker != NULL && i < self->candidates->len; i++)
    {
      if (sayso_span_equal (((SaysoCandidate *)g_ptr_array_index (self->candidates, i))->span, at))
        place = i;
    }
  place = place == G_MAXUINT ? 0 : (guint)((int)(place + self->candidates->len) + step) % self->candidates->len;
  sayso_window_offer_speaker (self, claim, ((SaysoCandidate *)g_ptr_array_index (self->candidates, place))->span);
}

GPtrArray *
sayso_window_review_get_others (SaysoWindow *self)
{
  SaysoAnnotation *claim = self->in_review ? sayso_window_get_claim (self) : NULL;

  if (claim == NULL)
    g_ptr_array_set_size (self->others, 0);
  else
    ensure_candidates (self, claim);
  return self->others;
}

void
sayso_window_review_take_other (SaysoWindow *self,
                                guint        n)
{
  SaysoAnnotation *claim = sayso_window_get_claim (self);
  GPtrArray       *others;

  /* The speaker that is selected may be taken away. */
  if (claim != NULL && self->current != claim)
    sayso_window_set_current (self, claim, FALSE);
  others = sayso_window_review_get_others (self);
  show_others (self);
  if (n < others->len)
    sayso_window_offer_speaker (self, claim, ((SaysoCandidate *)g_ptr_array_index (others, n))->span);
}
