/* Marking words, and deciding about the claim at work with the words that are selected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-candidates.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of what is selected, as the name of an identity. */
#define NAME_CHARS 80

/* A new claim beside a marked speaker is linked to it at once. */
static void
link_new_claim (SaysoWindow     *self,
                SaysoAnnotation *claim)
{
  for (SaysoLinkType type = SAYSO_LINK_SAID_BY; type <= SAYSO_LINK_CUED_BY; type++)
    {
      SaysoAnnotation *target = sayso_candidates_in_sentence (self->document, claim, type);

      if (target != NULL)
        sayso_edit_link (self->document, claim, target, self->annotator);
    }
}

static gboolean
covers_just (SaysoAnnotation *mark,
             SaysoSpan        span)
{
  return sayso_annotation_get (mark)->n_spans == 1 && sayso_span_equal (sayso_annotation_get_hull (mark), span);
}

static gboolean
is_suggested (SaysoAnnotation *annotation)
{
  return annotation != NULL && sayso_annotation_get (annotation)->status == SAYSO_STATUS_SUGGESTED;
}

SaysoAnnotation *
sayso_window_claim_at_work (SaysoWindow *self)
{
  SaysoAnnotation *claim = sayso_window_review_claim (self);

  return claim != NULL ? claim : sayso_window_get_claim (self);
}

/* A new speaker, source or cue goes to a claim that misses one, and takes the place of one
 * that was only offered, or of any where the claim itself is only suggested: nobody said yet that it is right. */
static void
link_new_target (SaysoWindow     *self,
                 SaysoAnnotation *claim,
                 SaysoAnnotation *target)
{
  SaysoAnnotation *old;
  SaysoLinkType    type;
  g_autofree char *offered = NULL;

  if (claim == NULL || !sayso_link_type_for_target (sayso_annotation_get (target)->type, &type))
    return;
  old = sayso_document_get_first_linked (self->document, claim, type);
  if (sayso_window_is_offered (self, old))
    offered = g_strdup (sayso_item_get_id (SAYSO_ITEM (old)));
  if (old == NULL || offered != NULL || is_suggested (claim))
    sayso_edit_relink (self->document, claim, type, target, self->annotator);
  if (offered != NULL)
    sayso_window_drop_offered (self, offered);
}

/* A mark that covers these very words gets another type rather than a twin. */
static SaysoAnnotation *
find_same (SaysoWindow *self,
           SaysoSpan    span)
{
  g_autoptr (GPtrArray) there = sayso_document_find_overlapping (self->document, span);

  for (guint i = 0; i < there->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (g_ptr_array_index (there, i));

      if (record->n_spans == 1 && sayso_span_equal (record->spans[0], span) && record->status != SAYSO_STATUS_REJECTED)
        return g_ptr_array_index (there, i);
    }
  return NULL;
}

/* Marking the parts of a claim leaves the claim selected. */
static void
select_after_marking (SaysoWindow        *self,
                      SaysoAnnotationType type,
                      SaysoAnnotation    *claim,
                      SaysoAnnotation    *made)
{
  if (type == SAYSO_ANNOTATION_CLAIM)
    sayso_window_review_work_on (self, made);
  if (type == SAYSO_ANNOTATION_CLAIM || claim == NULL)
    sayso_window_set_current (self, made, FALSE);
  else if (claim != self->current)
    sayso_window_set_current (self, claim, FALSE);
}

/* Words that are marked so already go to the claim that misses them; others change their
 * type. */
static void
mark_same (SaysoWindow        *self,
           SaysoAnnotation    *same,
           SaysoAnnotationType type,
           SaysoAnnotation    *claim)
{
  gboolean completes = claim != NULL && claim != same && sayso_annotation_get (same)->type == type && type != SAYSO_ANNOTATION_CLAIM;

  if (completes)
    link_new_target (self, claim, same);
  else
    sayso_edit_set_type (self->document, same, type, self->annotator);
  sayso_window_article_clear_selection (self);
  select_after_marking (self, type, completes ? claim : NULL, same);
}

static void
mark (SaysoWindow        *self,
      SaysoAnnotationType type)
{
  SaysoSpan        span;
  SaysoAnnotation *made, *same, *claim;

  if (!sayso_window_article_get_mark_span (self, type, &span))
    return;
  same = find_same (self, span);
  claim = sayso_window_claim_at_work (self);
  if (same != NULL)
    {
      mark_same (self, same, type, claim);
      return;
    }
  sayso_document_begin (self->document, type == SAYSO_ANNOTATION_CLAIM ? _ ("Mark claim") : C_ ("verb", "Mark"));
  made = sayso_edit_mark (self->document, type, &span, 1, self->annotator);
  if (made != NULL && type == SAYSO_ANNOTATION_CLAIM)
    link_new_claim (self, made);
  else if (made != NULL)
    link_new_target (self, claim, made);
  sayso_document_end (self->document);
  sayso_window_article_clear_selection (self);
  if (made != NULL)
    select_after_marking (self, type, claim, made);
}

static void
mark_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  int type = 0;

  if (sayso_from_nick (SAYSO_TYPE_ANNOTATION_TYPE, g_variant_get_string (parameter, NULL), &type))
    mark (user_data, (SaysoAnnotationType)type);
}

static void
set_type_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow *self = user_data;
  int          type = 0;

  if (self->current != NULL && sayso_from_nick (SAYSO_TYPE_ANNOTATION_TYPE, g_variant_get_string (parameter, NULL), &type))
    sayso_edit_set_type (self->document, self->current, (SaysoAnnotationType)type, self->annotator);
}

static void
add_fragment_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_claim_at_work (self);
  SaysoSpan        span;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));

  if (claim == NULL || !sayso_window_article_get_selection (self, &span))
    return;
  g_array_append_vals (spans, sayso_annotation_get (claim)->spans, sayso_annotation_get (claim)->n_spans);
  g_array_append_val (spans, span);
  sayso_edit_set_spans (self->document, claim, (const SaysoSpan *)(gpointer)spans->data, spans->len, self->annotator);
  sayso_window_article_clear_selection (self);
  if (self->current != claim)
    sayso_window_set_current (self, claim, FALSE);
}

/* What is left of spans without a part of them, white space at the cuts not counted. */
static GArray *
cut (SaysoText       *text,
     const SaysoSpan *spans,
     guint            n_spans,
     SaysoSpan        part)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (SaysoSpan));

  for (guint i = 0; i < n_spans; i++)
    {
      SaysoSpan sides[2] = { { spans[i].start, MIN (spans[i].end, part.start) }, { MAX (spans[i].start, part.end), spans[i].end } };

      for (guint side = 0; side < 2; side++)
        {
          SaysoSpan kept = sides[side].start < sides[side].end ? sayso_segment_trim (text, sides[side]) : (SaysoSpan){ 0 };

          if (!sayso_span_is_empty (kept))
            g_array_append_val (left, kept);
        }
    }
  return left;
}

/* What is selected is no part of the claim: words of the reporter within a quotation. */
static void
cut_fragment_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoAnnotation *claim = sayso_window_claim_at_work (self);
  SaysoSpan        span;
  g_autoptr (GArray) left = NULL;

  if (claim == NULL || !sayso_window_article_get_selection (self, &span))
    return;
  left = cut (sayso_document_get_text (self->document), sayso_annotation_get (claim)->spans, sayso_annotation_get (claim)->n_spans, span);
  if (left->len == 0)
    {
      sayso_window_message (self, GTK_MESSAGE_INFO, _ ("That would leave nothing of the claim. Delete takes it away."), NULL, NULL);
      return;
    }
  sayso_edit_set_spans (self->document, claim, (const SaysoSpan *)(gpointer)left->data, left->len, self->annotator);
  sayso_window_article_clear_selection (self);
  if (self->current != claim)
    sayso_window_set_current (self, claim, FALSE);
}

/* The next place where a name stands as whole words, from *from on, in bytes; FALSE if there is none. */
static gboolean
find_name (SaysoText  *text,
           const char *name,
           gsize      *from,
           SaysoSpan  *place)
{
  const char *utf8 = sayso_text_get_utf8 (text);

  for (const char *found = strstr (utf8 + *from, name); found != NULL; found = strstr (found + 1, name))
    {
      gsize     byte = (gsize)(found - utf8);
      SaysoSpan span = { sayso_text_from_byte (text, byte), sayso_text_from_byte (text, byte + strlen (name)) };

      if (!sayso_span_equal (sayso_segment_trim_to_words (text, span), span))
        continue;
      *from = byte + strlen (name);
      *place = span;
      return TRUE;
    }
  return FALSE;
}

/* The speaker that is marked at a place, or a new mark there. */
static SaysoAnnotation *
ensure_speaker_at (SaysoWindow *self,
                   SaysoSpan    place)
{
  g_autoptr (GPtrArray) there = sayso_document_find_overlapping (self->document, place);

  for (guint i = 0; i < there->len; i++)
    {
      const SaysoAnnotationRecord *record = sayso_annotation_get (g_ptr_array_index (there, i));

      if (record->type == SAYSO_ANNOTATION_SPEAKER && record->status != SAYSO_STATUS_REJECTED)
        return g_ptr_array_index (there, i);
    }
  return sayso_edit_mark (self->document, SAYSO_ANNOTATION_SPEAKER, &place, 1, self->annotator);
}

/* Every occurrence of the name under the caret or in the selection becomes a speaker
 * mark of one identity, where nothing of that type stands yet. */
static void
mark_all_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoText       *text = sayso_document_get_text (self->document);
  SaysoSpan        span;
  gsize            from = 0;
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  SaysoIdentity *identity = NULL;

  if (self->current != NULL && sayso_annotation_get (self->current)->type != SAYSO_ANNOTATION_CLAIM && !sayso_window_article_get_selection (self, &span))
    span = sayso_annotation_get_hull (self->current);
  else if (!sayso_window_article_get_mark_span (self, SAYSO_ANNOTATION_SPEAKER, &span))
    return;
  name = sayso_text_slice (text, span);
  line = sayso_words_one_line (name, NAME_CHARS);
  sayso_document_begin (self->document, _ ("Mark every occurrence"));
  while (find_name (text, name, &from, &span))
    {
      SaysoAnnotation *mention = ensure_speaker_at (self, span);

      if (mention == NULL)
        continue;
      g_ptr_array_add (mentions, mention);
      if (identity == NULL && sayso_annotation_get (mention)->identity != NULL)
        identity = sayso_document_get_identity (self->document, sayso_annotation_get (mention)->identity);
    }
  if (identity == NULL && mentions->len > 0)
    identity = sayso_edit_add_identity (self->document, line, SAYSO_IDENTITY_PERSON);
  sayso_edit_identify (self->document, mentions, identity, self->annotator);
  sayso_document_end (self->document);
  shown = sayso_words_isolate (line);
  message = g_strdup_printf (g_dngettext (NULL, "%u mention of “%s” is one identity now.", "%u mentions of “%s” are one identity now.", mentions->len), mentions->len, shown);
  sayso_window_message (self, GTK_MESSAGE_INFO, message, _ ("Undo"), "win.undo");
}

/* A decision is about the claim at work, whatever the click chose that began a selection. */
static void
decide (SaysoWindow *self,
        SaysoStatus  status)
{
  SaysoAnnotation *claim = sayso_window_review_is_by_click (self) ? sayso_window_review_claim (self) : NULL;

  if (claim != NULL)
    sayso_window_set_current (self, claim, FALSE);
  sayso_window_review_decide (self, status);
}

/* In a review, words of the suggestion that are selected are what is accepted of it. */
static gboolean
accept_selection (SaysoWindow *self)
{
  SaysoAnnotation *claim = sayso_window_review_claim (self);
  SaysoSpan        selection;

  if (!is_suggested (claim) || !sayso_window_article_get_selection (self, &selection))
    return FALSE;
  if (!sayso_span_overlaps (selection, sayso_annotation_get_hull (claim)) || covers_just (claim, selection))
    return FALSE;
  sayso_document_begin (self->document, _ ("Accept with other words"));
  sayso_edit_set_spans (self->document, claim, &selection, 1, self->annotator);
  sayso_window_article_clear_selection (self);
  sayso_window_set_current (self, claim, FALSE);
  sayso_window_review_decide (self, SAYSO_STATUS_ACCEPTED);
  sayso_document_end (self->document);
  return TRUE;
}

static gboolean
has_word_between (SaysoText *text,
                  guint      start,
                  guint      end)
{
  for (guint i = start; i < end; i++)
    if (g_unichar_isalnum (sayso_text_get_char (text, i)))
      return TRUE;
  return FALSE;
}

/* The nearest end of a sentence after, or start of one before, that takes in another word. */
static guint
wider_end (SaysoText *text,
           guint      from,
           gboolean   to_start)
{
  guint length = sayso_text_get_length (text), at = from;

  while (to_start ? at > 0 : at < length)
    {
      at = to_start ? sayso_segment_previous_start (text, SAYSO_SEGMENT_SENTENCE, at) : sayso_segment_next_end (text, SAYSO_SEGMENT_SENTENCE, at);
      if (has_word_between (text, MIN (at, from), MAX (at, from)))
        break;
    }
  return at;
}

/* Accepts a suggestion with the rest of its sentence, before it or behind it. */
static void
accept_wider_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SaysoWindow          *self = user_data;
  SaysoAnnotation      *claim = self->in_review ? sayso_window_review_claim (self) : sayso_window_get_claim (self);
  SaysoText            *text = sayso_document_get_text (self->document);
  g_autofree SaysoSpan *spans = NULL;
  guint                 n_spans;

  if (!is_suggested (claim) || sayso_annotation_get (claim)->n_spans == 0)
    return;
  n_spans = sayso_annotation_get (claim)->n_spans;
  spans = g_memdup2 (sayso_annotation_get (claim)->spans, n_spans * sizeof (SaysoSpan));
  if (g_str_equal (g_variant_get_string (parameter, NULL), "start"))
    spans[0].start = wider_end (text, spans[0].start, TRUE);
  else
    spans[n_spans - 1].end = wider_end (text, spans[n_spans - 1].end, FALSE);
  sayso_document_begin (self->document, _ ("Accept with other words"));
  sayso_edit_set_spans (self->document, claim, spans, n_spans, self->annotator);
  sayso_window_set_current (self, claim, FALSE);
  sayso_window_review_decide (self, SAYSO_STATUS_ACCEPTED);
  sayso_document_end (self->document);
}

static void
accept_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  if (!accept_selection (user_data))
    decide (user_data, SAYSO_STATUS_ACCEPTED);
}

static void
reject_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  decide (user_data, SAYSO_STATUS_REJECTED);
}

/* How much of both lies in both, per mille. */
static guint
likeness (SaysoSpan a,
          SaysoSpan b)
{
  guint common = sayso_span_overlaps (a, b) ? MIN (a.end, b.end) - MAX (a.start, b.start) : 0;

  return common * 1000 / MAX (1, a.end - a.start + b.end - b.start - common);
}

/* Selecting begins with a click, which may choose a mark at that place: the new words are
 * meant for the claim at work, unless they are more like that mark. */
static SaysoAnnotation *
edited_mark (SaysoWindow *self,
             SaysoSpan    selection)
{
  SaysoAnnotation *claim = sayso_window_review_claim (self);

  if (claim == NULL || self->current == NULL || !sayso_window_review_is_by_click (self))
    return self->current != NULL ? self->current : claim;
  if (sayso_annotation_get (self->current)->type == SAYSO_ANNOTATION_CLAIM)
    return claim;
  return likeness (selection, sayso_annotation_get_hull (self->current)) > likeness (selection, sayso_annotation_get_hull (claim)) ? self->current : claim;
}

/* First selects what the mark covers; with another selection, that becomes what it
 * covers. */
static void
edit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SaysoWindow     *self = user_data;
  SaysoSpan        selection;
  gboolean         has_selection = sayso_window_article_get_selection (self, &selection);
  SaysoAnnotation *mark = has_selection ? edited_mark (self, selection) : self->current;

  if (mark == NULL)
    return;
  if (has_selection && !covers_just (mark, selection))
    {
      sayso_edit_set_spans (self->document, mark, &selection, 1, self->annotator);
      sayso_window_article_clear_selection (self);
      sayso_window_set_current (self, mark, FALSE);
      return;
    }
  sayso_window_article_grab_focus (self);
  sayso_window_article_select (self, sayso_annotation_get_hull (mark));
}

static const GActionEntry entries[] = {
  { "mark", mark_cb, "s" },
  { "set-type", set_type_cb, "s" },
  { "add-fragment", add_fragment_cb },
  { "cut-fragment", cut_fragment_cb },
  { "mark-all", mark_all_cb },
  { "accept", accept_cb },
  { "accept-wider", accept_wider_cb, "s" },
  { "reject", reject_cb },
  { "edit", edit_cb },
};

void
sayso_window_add_marking_actions (SaysoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
