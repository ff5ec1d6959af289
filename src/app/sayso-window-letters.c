/* By letter: places of the article get letters, and typing one takes its place.
 *
 * F asks who said the claim at work (Delete: nobody), W for its words, first the start and then the end; Shift+W for the words
 * of a new claim. The last letter with Shift accepts the claim too. While letters are shown
 * they take every key: Escape leaves, Enter keeps the end that there is, and any other leaves and does what it always does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-article-view.h"
#include "view/sayso-letters.h"

#include <glib/gi18n.h>
#include <string.h>

/* Code points behind a claim where its words may end, and before it where they may begin. */
#define REACH 600

static void
show (SaysoWindow   *self,
      SaysoLettersOf of,
      GArray        *spans,
      const char    *message)
{
  g_clear_pointer (&self->letters, g_array_unref);
  self->letters = sayso_letters_new ((const SaysoSpan *)(gpointer)spans->data, spans->len);
  self->letters_of = of;
  sayso_article_view_set_letters (SAYSO_ARTICLE_VIEW (self->article), self->letters);
  gtk_label_set_label (GTK_LABEL (self->prompt), message);
  gtk_widget_set_visible (self->prompt, TRUE);
}

/* Over the text rather than above it, so that no line moves under the eyes. */
GtkWidget *
sayso_window_letters_new_prompt (SaysoWindow *self)
{
  self->prompt = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "visible", FALSE,
                               "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->prompt, "prompt");
  return self->prompt;
}

void
sayso_window_letters_stop (SaysoWindow *self)
{
  if (self->letters == NULL)
    return;
  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->lettered, g_free);
  sayso_article_view_set_letters (SAYSO_ARTICLE_VIEW (self->article), NULL);
  gtk_widget_set_visible (self->prompt, FALSE);
}

GArray *
sayso_window_get_letters (SaysoWindow *self)
{
  return self->letters;
}

/* The claim that the letters are about, if it is still there. */
static SaysoAnnotation *
lettered_claim (SaysoWindow *self)
{
  return self->lettered != NULL ? sayso_document_get_annotation (self->document, self->lettered) : NULL;
}

static void
accept_with (SaysoWindow     *self,
             SaysoAnnotation *claim)
{
  sayso_window_set_current (self, claim, FALSE);
  sayso_window_review_decide (self, SAYSO_STATUS_ACCEPTED);
}

/* Who said it. */

/* An empty span: nobody. */
static void
take_speaker (SaysoWindow     *self,
              SaysoAnnotation *claim,
              SaysoSpan        span,
              gboolean         accept)
{
  sayso_document_begin (self->document, _ ("Change speaker"));
  sayso_window_set_current (self, claim, FALSE);
  if (sayso_span_is_empty (span))
    sayso_edit_relink (self->document, claim, SAYSO_LINK_SAID_BY, NULL, self->annotator);
  else
    sayso_window_offer_speaker (self, claim, span);
  if (accept)
    accept_with (self, claim);
  sayso_document_end (self->document);
  sayso_window_review_update (self);
}

/* With words selected, they are the speaker. */
static void
letter_speaker_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_claim_at_work (self);
  SaysoSpan        selection;
  g_autoptr (GArray) places = NULL;

  if (claim == NULL)
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("Choose a claim first: its speaker is asked for."), NULL, NULL);
      return;
    }
  self->letters_accept = g_variant_get_boolean (parameter);
  if (sayso_window_article_get_selection (self, &selection) && sayso_window_article_get_mark_span (self, SAYSO_ANNOTATION_SPEAKER, &selection))
    {
      sayso_window_article_clear_selection (self);
      take_speaker (self, claim, selection, self->letters_accept);
      return;
    }
  g_free (self->lettered);
  self->lettered = g_strdup (sayso_item_get_id (SAYSO_ITEM (claim)));
  places = sayso_window_list_speaker_places (self, claim);
  show (self, SAYSO_LETTERS_OF_SPEAKER, places, _ ("Who said it? Type a letter, or Delete for nobody; with Shift, accept as well."));
}

/* The words of a claim. */

static void
ask_start (SaysoWindow     *self,
           SaysoAnnotation *claim)
{
  SaysoText *text = sayso_document_get_text (self->document);
  SaysoSpan  range = sayso_article_view_get_visible (SAYSO_ARTICLE_VIEW (self->article));
  guint      from = sayso_window_article_get_caret (self);
  g_autoptr (GArray) places = NULL;

  if (claim != NULL)
    {
      SaysoSpan hull = sayso_annotation_get_hull (claim);

      from = hull.start;
      range = (SaysoSpan){ from > REACH ? from - REACH : 0, hull.end };
    }
  places = sayso_window_list_word_places (text, range, from, FALSE);
  g_free (self->lettered);
  self->lettered = claim != NULL ? g_strdup (sayso_item_get_id (SAYSO_ITEM (claim))) : NULL;
  show (self, SAYSO_LETTERS_OF_START, places, claim != NULL ? _ ("Where do its words begin? Type a letter, or Enter to keep the start.") : _ ("Where does the new claim begin? Type a letter."));
}

static void
ask_end (SaysoWindow *self)
{
  SaysoText       *text = sayso_document_get_text (self->document);
  SaysoAnnotation *claim = lettered_claim (self);
  guint            from = claim != NULL ? sayso_annotation_get_hull (claim).end : self->letters_start;
  SaysoSpan        range = { self->letters_start, MIN (MAX (from, self->letters_start) + REACH, sayso_text_get_length (text)) };
  g_autoptr (GArray) places = sayso_window_list_word_places (text, range, from, TRUE);

  show (self, SAYSO_LETTERS_OF_END, places, claim != NULL ? _ ("Where do its words end? Type a letter, or Enter to keep the end; with Shift, accept as well.") : _ ("Where does the new claim end? Type a letter."));
}

static void
take_words (SaysoWindow *self,
            SaysoSpan    span,
            gboolean     accept)
{
  gboolean is_new = self->lettered == NULL;
  g_autoptr (SaysoAnnotation) claim = lettered_claim (self);

  if (claim != NULL)
    g_object_ref (claim);
  sayso_window_letters_stop (self);
  if (sayso_span_is_empty (span) || (claim == NULL && !is_new))
    return;
  if (is_new)
    {
      sayso_window_article_select (self, span);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.mark", "s", "claim");
      return;
    }
  sayso_document_begin (self->document, accept ? _ ("Accept with other words") : _ ("Change the words"));
  sayso_window_set_current (self, claim, FALSE);
  sayso_edit_set_spans (self->document, claim, &span, 1, self->annotator);
  if (accept)
    accept_with (self, claim);
  sayso_document_end (self->document);
}

static void
letter_words_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = g_variant_get_boolean (parameter) ? NULL : sayso_window_claim_at_work (self);

  self->letters_accept = FALSE;
  if (claim != NULL && sayso_annotation_get (claim)->n_spans == 0)
    claim = NULL;
  ask_start (self, claim);
}

/* Keys while letters are shown. */

static void
take (SaysoWindow *self,
      SaysoSpan    span,
      gboolean     accept)
{
  g_autoptr (SaysoAnnotation) claim = lettered_claim (self);

  if (claim != NULL)
    g_object_ref (claim);
  switch (self->letters_of)
    {
    case SAYSO_LETTERS_OF_SPEAKER:
      sayso_window_letters_stop (self);
      if (claim != NULL)
        take_speaker (self, claim, span, accept);
      break;
    case SAYSO_LETTERS_OF_START:
      self->letters_start = span.start;
      ask_end (self);
      break;
    case SAYSO_LETTERS_OF_END:
      take_words (self, (SaysoSpan){ self->letters_start, span.start }, accept);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Enter. */
static void
keep (SaysoWindow *self,
      gboolean     accept)
{
  SaysoAnnotation *claim = lettered_claim (self);
  SaysoSpan        hull = claim != NULL ? sayso_annotation_get_hull (claim) : (SaysoSpan){ 0 };

  if (claim == NULL || self->letters_of == SAYSO_LETTERS_OF_SPEAKER)
    sayso_window_letters_stop (self);
  else if (self->letters_of == SAYSO_LETTERS_OF_START)
    take (self, (SaysoSpan){ hull.start, hull.start }, accept);
  else
    take (self, (SaysoSpan){ hull.end, hull.end }, accept);
}

static gboolean
type (SaysoWindow *self,
      guint        keyval,
      gboolean     accept)
{
  gunichar letter = gdk_keyval_to_unicode (gdk_keyval_to_lower (keyval));

  if (letter < 'a' || letter > 'z')
    return FALSE;
  /* A letter that stands nowhere is a slip. */
  if (!sayso_letters_type (self->letters, (char)letter))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    }
  if (self->letters->len == 1 && g_array_index (self->letters, SaysoLetter, 0).label[0] == '\0')
    take (self, g_array_index (self->letters, SaysoLetter, 0).span, accept || self->letters_accept);
  else
    sayso_article_view_set_letters (SAYSO_ARTICLE_VIEW (self->article), self->letters);
  return TRUE;
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift;
}

gboolean
sayso_window_letters_press (SaysoWindow    *self,
                            guint           keyval,
                            GdkModifierType state)
{
  gboolean accept = (state & GDK_SHIFT_MASK) != 0;

  if (self->letters == NULL || is_modifier (keyval))
    return FALSE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) == 0)
    {
      if (type (self, keyval, accept))
        return TRUE;
      if (self->letters_of == SAYSO_LETTERS_OF_SPEAKER && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
        {
          take (self, (SaysoSpan){ 0 }, accept || self->letters_accept);
          return TRUE;
        }
      if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
        {
          keep (self, accept);
          return TRUE;
        }
    }
  sayso_window_letters_stop (self);
  return keyval == GDK_KEY_Escape;
}

static const GActionEntry entries[] = {
  { "letter-speaker", letter_speaker_cb, "b" },
  { "letter-words", letter_words_cb, "b" },
};

void
sayso_window_add_letter_actions (SaysoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
