/* Counts the strokes that an article costs: a replay of gold annotations through the window.
 *
 *   measure-strokes perfect|own|keys|hand CORPUS.jsonl [EVERY [FIRST]]
 *     perfect  suggestions are the gold annotations themselves
 *     own      suggestions are the extractor's (its weights from $SAYSO_DATADIR)
 *     keys     the same, and no selection with the mouse where a claim is of one piece
 *     hand     there are no suggestions
 *
 * The window is the real one, with its keys, actions and ranking; only the person is made: one
 * who knows the gold annotations and always takes the cheapest way there. A stroke is a key
 * press, or a selection with the mouse (press, drag, release). In the end what the document holds is
 * compared with the gold annotations; "unreached" counts claims that came out otherwise.
 * Prints one JSON object.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"
#include "extract/sayso-proposals.h"
#include "gold-article.h"
#include "view/sayso-candidates.h"
#include "view/sayso-letters.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* What had to be done about a claim. */
typedef enum
{
  RIGHT,
  SPEAKER_WRONG,
  SPEAKER_MISSING,
  SPEAKER_TOO_MUCH,
  WORDS,
  WORDS_AND_SPEAKER,
  PIECES,
  SPURIOUS,
  MISSED,
  N_CASES,
} Case;

static const char *const case_names[N_CASES] = { "right", "speaker-wrong", "speaker-missing", "speaker-too-much", "words", "words-and-speaker", "pieces", "spurious", "missed" };

typedef struct
{
  SaysoWindow *window;
  gboolean     keys_alone;
  guint        n_strokes, n_selections, n_articles, n_claims, n_unreached, n_reviews, n_tab_once, n_tab, n_lettered;
  guint        n[N_CASES], strokes[N_CASES], most[N_CASES];
} Counter;

/* The hands. */

static void
press (Counter        *self,
       guint           keyval,
       GdkModifierType state)
{
  self->n_strokes++;
  if (!sayso_window_press (self->window, keyval, state))
    g_error ("nothing answers to the key %s", gdk_keyval_name (keyval));
}

/* As a mouse does it: a click, and on to the other end. */
static void
drag (Counter  *self,
      SaysoSpan span)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->window->article));
  GtkTextIter    start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)span.start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)span.end);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_move_mark (buffer, gtk_text_buffer_get_insert (buffer), &end);
  self->n_strokes++;
  self->n_selections++;
}

static SaysoDocument *
document_of (Counter *self)
{
  return self->window->document;
}

static SaysoAnnotation *
speaker_of (Counter         *self,
            SaysoAnnotation *claim)
{
  return sayso_document_get_first_linked (document_of (self), claim, SAYSO_LINK_SAID_BY);
}

static gboolean
has_right_speaker (Counter         *self,
                   const Article   *article,
                   const Gold      *gold,
                   SaysoAnnotation *claim)
{
  SaysoAnnotation *speaker = speaker_of (self, claim);

  if (gold->speakers->len == 0)
    return speaker == NULL;
  return speaker != NULL && gold_is_right_speaker (article, gold, sayso_annotation_get_hull (speaker));
}

/* How far Tab has to go; G_MAXUINT if it never comes there. */
static guint
tabs_needed (Counter         *self,
             const Article   *article,
             const Gold      *gold,
             SaysoAnnotation *claim)
{
  g_autoptr (GPtrArray) candidates = NULL;
  guint has_speaker = speaker_of (self, claim) != NULL;

  if (!self->window->in_review)
    return G_MAXUINT;
  candidates = sayso_window_list_speakers (self->window, claim);
  for (guint i = has_speaker; i < candidates->len; i++)
    if (gold_is_right_speaker (article, gold, ((SaysoCandidate *)g_ptr_array_index (candidates, i))->span))
      return i + 1 - has_speaker;
  return G_MAXUINT;
}

/* Which of the others that the bar shows; G_MAXUINT: none. */
static guint
find_other (Counter       *self,
            const Article *article,
            const Gold    *gold)
{
  GPtrArray *others = sayso_window_review_get_others (self->window);

  for (guint i = 0; i < others->len; i++)
    if (gold_is_right_speaker (article, gold, ((SaysoCandidate *)g_ptr_array_index (others, i))->span))
      return i;
  return G_MAXUINT;
}

/* What labels a place that a person wants, while letters are shown; NULL if nothing does. */
typedef gboolean (*IsWanted) (SaysoSpan     place,
                              gconstpointer wanted);

static const char *
find_label (Counter      *self,
            IsWanted      is_wanted,
            gconstpointer wanted)
{
  GArray     *letters = sayso_window_get_letters (self->window);
  const char *best = NULL;

  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      const SaysoLetter *letter = &g_array_index (letters, SaysoLetter, i);

      if (is_wanted (letter->span, wanted) && (best == NULL || strlen (letter->label) < strlen (best)))
        best = letter->label;
    }
  return best;
}

/* The last letter with Shift, if the claim is to be accepted. */
static void
type_label (Counter    *self,
            const char *label,
            gboolean    accept)
{
  g_autofree char *letters = g_strdup (label);

  for (const char *letter = letters; *letter != '\0'; letter++)
    press (self, (guint)*letter, accept && letter[1] == '\0' ? GDK_SHIFT_MASK : 0);
}

typedef struct
{
  const Article *article;
  const Gold    *gold;
} Wanted;

static gboolean
is_wanted_speaker (SaysoSpan     place,
                   gconstpointer wanted)
{
  return gold_is_right_speaker (((const Wanted *)wanted)->article, ((const Wanted *)wanted)->gold, place);
}

/* F and a letter; where the speaker has none, the words are selected for it. */
static void
choose_speaker (Counter       *self,
                const Article *article,
                const Gold    *gold,
                gboolean       accept)
{
  Wanted      wanted = { article, gold };
  guint       before = self->n_strokes;
  const char *label;

  if (gold->speakers->len == 0)
    {
      press (self, GDK_KEY_f, 0);
      press (self, GDK_KEY_Delete, accept ? GDK_SHIFT_MASK : 0);
      return;
    }
  press (self, GDK_KEY_f, 0);
  label = find_label (self, is_wanted_speaker, &wanted);
  self->n_lettered += label != NULL;
  if (label != NULL && strlen (label) == 1)
    {
      type_label (self, label, accept);
      return;
    }
  press (self, GDK_KEY_Escape, 0);
  self->n_strokes = before;
  drag (self, g_array_index (gold->speakers, SaysoSpan, 0));
  press (self, GDK_KEY_f, accept ? GDK_SHIFT_MASK : 0);
}

/* Returns whether the claim was accepted with it, which is done where accept allows it. */
static gboolean
mend_speaker (Counter         *self,
              const Article   *article,
              const Gold      *gold,
              SaysoAnnotation *claim,
              gboolean         accept)
{
  guint other, tabs;

  if (has_right_speaker (self, article, gold, claim))
    return FALSE;
  other = gold->speakers->len > 0 ? find_other (self, article, gold) : G_MAXUINT;
  tabs = gold->speakers->len > 0 ? tabs_needed (self, article, gold, claim) : G_MAXUINT;
  self->n_tab += self->window->in_review;
  self->n_tab_once += tabs == 1;
  if (tabs == 1)
    press (self, GDK_KEY_Tab, 0);
  else if (other != G_MAXUINT)
    press (self, GDK_KEY_5 + other, 0);
  else
    {
      choose_speaker (self, article, gold, accept);
      return accept;
    }
  return FALSE;
}

static const guint end_keys[] = { GDK_KEY_bracketleft, GDK_KEY_bracketright, GDK_KEY_braceleft, GDK_KEY_braceright };

/* What the four keys do to a copy. */
static void
move_end (SaysoText *text,
          guint      key,
          SaysoSpan *spans,
          guint      n_spans)
{
  SaysoSpan *first = &spans[0], *last = &spans[n_spans - 1];

  if (key == GDK_KEY_bracketleft)
    last->end = sayso_segment_previous_end (text, SAYSO_SEGMENT_WORD, last->end);
  else if (key == GDK_KEY_bracketright)
    last->end = sayso_segment_next_end (text, SAYSO_SEGMENT_WORD, last->end);
  else if (key == GDK_KEY_braceleft)
    first->start = sayso_segment_previous_start (text, SAYSO_SEGMENT_WORD, first->start);
  else
    first->start = sayso_segment_next_start (text, SAYSO_SEGMENT_WORD, first->start);
}

/* One or two presses of the brackets that give the wanted words; FALSE if there are none. */
static gboolean
find_presses (const Article   *article,
              const Gold      *gold,
              SaysoAnnotation *claim,
              guint           *keys,
              guint           *n_keys)
{
  guint n_spans = sayso_annotation_get (claim)->n_spans;

  for (guint way = 0; way < 20; way++)
    {
      g_autofree SaysoSpan *spans = g_memdup2 (sayso_annotation_get (claim)->spans, n_spans * sizeof (SaysoSpan));

      *n_keys = way < 4 ? 1 : 2;
      keys[0] = end_keys[way % 4];
      keys[1] = way < 4 ? 0 : end_keys[way / 4 - 1];
      for (guint i = 0; i < *n_keys; i++)
        move_end (article->text, keys[i], spans, n_spans);
      if (spans[0].start < spans[0].end && spans[n_spans - 1].start < spans[n_spans - 1].end && gold_same_words (article, spans, n_spans, gold->spans, gold->n_spans))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_words (const Article   *article,
           const Gold      *gold,
           SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);

  return gold_same_words (article, record->spans, record->n_spans, gold->spans, gold->n_spans);
}

static guint
likest_piece (const Gold *gold,
              SaysoSpan   hull)
{
  guint best = 0, most = 0;

  for (guint i = 0; i < gold->n_spans; i++)
    {
      guint start = MAX (gold->spans[i].start, hull.start), end = MIN (gold->spans[i].end, hull.end);

      if (end > start && end - start > most)
        {
          most = end - start;
          best = i;
        }
    }
  return best;
}

/* All but n pieces from first on. */
static void
add_pieces (Counter    *self,
            const Gold *gold,
            guint       first,
            guint       n)
{
  for (guint i = 0; i < gold->n_spans; i++)
    {
      if (i >= first && i < first + n)
        continue;
      drag (self, gold->spans[i]);
      press (self, GDK_KEY_plus, 0);
    }
}

/* Whether it lacks but pieces: it covers exactly those from *first on, *n of them. */
static gboolean
find_pieces (const Article   *article,
             const Gold      *gold,
             SaysoAnnotation *claim,
             guint           *first,
             guint           *n)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);

  for (*first = 0; *first < gold->n_spans; *first += 1)
    for (*n = 1; *first + *n <= gold->n_spans && *n < gold->n_spans; *n += 1)
      if (gold_same_words (article, record->spans, record->n_spans, gold->spans + *first, *n))
        return TRUE;
  return FALSE;
}

/* The key that accepts a suggestion with the rest of its sentence, if that gives the wanted words;
 * else 0. The sentence is what the window takes for one, so the window is asked, and undone. */
static guint
find_wider (Counter         *self,
            const Article   *article,
            const Gold      *gold,
            SaysoAnnotation *claim)
{
  static const guint keys[] = { GDK_KEY_less, GDK_KEY_greater };
  guint              n_strokes = self->n_strokes, key = 0;

  if (has_words (article, gold, claim) || gold->n_spans != sayso_annotation_get (claim)->n_spans)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (keys) && key == 0; i++)
    {
      press (self, keys[i], 0);
      if (has_words (article, gold, claim))
        key = keys[i];
      press (self, GDK_KEY_z, GDK_CONTROL_MASK);
      sayso_window_set_current (self->window, claim, FALSE);
    }
  self->n_strokes = n_strokes;
  return key;
}

/* Whether selecting the words and accepting them is all there is to do. */
static gboolean
can_accept_selection (const Article   *article,
                      const Gold      *gold,
                      SaysoAnnotation *claim)
{
  guint keys[2], n_keys = 0;

  if (gold->n_spans > 1 || has_words (article, gold, claim))
    return FALSE;
  return !sayso_span_equal (gold->spans[0], sayso_annotation_get_hull (claim)) && !(find_presses (article, gold, claim, keys, &n_keys) && n_keys == 1);
}

static void
mend_words (Counter         *self,
            const Article   *article,
            const Gold      *gold,
            SaysoAnnotation *claim)
{
  guint keys[2], n_keys = 0, first, n_there;

  if (has_words (article, gold, claim))
    return;
  if (find_presses (article, gold, claim, keys, &n_keys))
    {
      for (guint i = 0; i < n_keys; i++)
        press (self, keys[i], 0);
      return;
    }
  if (!find_pieces (article, gold, claim, &first, &n_there))
    {
      first = likest_piece (gold, sayso_annotation_get_hull (claim));
      n_there = 1;
      drag (self, gold->spans[first]);
      press (self, GDK_KEY_e, 0);
    }
  add_pieces (self, gold, first, n_there);
}

static void
settle (Counter *self,
        Case     what,
        guint    before)
{
  self->n[what]++;
  self->strokes[what] += self->n_strokes - before;
  self->most[what] = MAX (self->most[what], self->n_strokes - before);
}

static Case
case_of (Counter         *self,
         const Article   *article,
         const Gold      *gold,
         SaysoAnnotation *claim)
{
  gboolean speaker = has_right_speaker (self, article, gold, claim);

  if (!has_words (article, gold, claim) && (gold->n_spans > 1 || sayso_annotation_get (claim)->n_spans > 1))
    return PIECES;
  if (!has_words (article, gold, claim))
    return speaker ? WORDS : WORDS_AND_SPEAKER;
  if (speaker)
    return RIGHT;
  return gold->speakers->len == 0 ? SPEAKER_TOO_MUCH : speaker_of (self, claim) == NULL ? SPEAKER_MISSING
                                                                                        : SPEAKER_WRONG;
}

/* The eyes: which suggestion is meant for which gold claim, the likest first. */
static GHashTable *
pair (Counter       *self,
      const Article *article)
{
  GListModel *claims = sayso_document_get_claims (document_of (self));
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (;;)
    {
      double           best = 0;
      Gold            *best_gold = NULL;
      SaysoAnnotation *best_claim = NULL;

      for (guint i = 0; i < g_list_model_get_n_items (claims); i++)
        {
          g_autoptr (SaysoAnnotation) claim = g_list_model_get_item (claims, i);

          if (g_hash_table_contains (pairs, sayso_item_get_id (SAYSO_ITEM (claim))))
            continue;
          for (guint k = 0; k < article->golds->len; k++)
            {
              Gold *gold = &g_array_index (article->golds, Gold, k);
              guint common, apart;

              if (gold->found || !sayso_span_overlaps (sayso_annotation_get_hull (claim), (SaysoSpan){ gold->spans[0].start, gold->spans[gold->n_spans - 1].end }))
                continue;
              gold_compare_words (article, sayso_annotation_get (claim)->spans, sayso_annotation_get (claim)->n_spans, gold->spans, gold->n_spans, &common, &apart);
              if (common > 0 && (double)common / (common + apart) > best)
                {
                  best = (double)common / (common + apart);
                  best_gold = gold;
                  best_claim = claim;
                }
            }
        }
      if (best_gold == NULL)
        return pairs;
      best_gold->found = TRUE;
      g_hash_table_insert (pairs, g_strdup (sayso_item_get_id (SAYSO_ITEM (best_claim))), best_gold);
    }
}

static void
check (Counter         *self,
       const Article   *article,
       const Gold      *gold,
       SaysoAnnotation *claim)
{
  gboolean accepted = sayso_annotation_get (claim)->status == SAYSO_STATUS_ACCEPTED;

  if (accepted && has_words (article, gold, claim) && has_right_speaker (self, article, gold, claim))
    return;
  self->n_unreached++;
  if (g_getenv ("SAYSO_VERBOSE") != NULL)
    {
      g_autofree char *exact = sayso_document_dup_exact (document_of (self), claim);

      g_printerr ("unreached: accepted %d, words %d, speaker %d, gold %u-%u of %u, claim %u-%u: %s\n", accepted, has_words (article, gold, claim), has_right_speaker (self, article, gold, claim),
                  gold->spans[0].start, gold->spans[gold->n_spans - 1].end, gold->n_spans, sayso_annotation_get_hull (claim).start, sayso_annotation_get_hull (claim).end, exact);
    }
}

/* A place that differs by white space and marks alone is the same. */
typedef struct
{
  SaysoText *text;
  guint      at;
} WantedPlace;

static gboolean
is_wanted_place (SaysoSpan     place,
                 gconstpointer wanted)
{
  const WantedPlace *there = wanted;

  for (guint i = MIN (place.start, there->at); i < MAX (place.start, there->at); i++)
    if (g_unichar_isalnum (sayso_text_get_char (there->text, i)))
      return FALSE;
  return TRUE;
}

/* Types the label of a place; FALSE if there is none. */
static gboolean
type_place (Counter *self,
            guint    at,
            gboolean accept)
{
  WantedPlace wanted = { sayso_document_get_text (document_of (self)), at };
  const char *label = find_label (self, is_wanted_place, &wanted);

  if (label == NULL)
    return FALSE;
  type_label (self, label, accept);
  return TRUE;
}

/* W, the start, the end; FALSE if the letters do not reach so far. */
static gboolean
choose_words (Counter        *self,
              const Gold     *gold,
              GdkModifierType state,
              gboolean        accept)
{
  guint before = self->n_strokes;

  press (self, GDK_KEY_w, state);
  if (type_place (self, gold->spans[0].start, FALSE) && type_place (self, gold->spans[0].end, accept))
    return TRUE;
  press (self, GDK_KEY_Escape, 0);
  self->n_strokes = before;
  return FALSE;
}

static void
mend_and_accept (Counter         *self,
                 const Article   *article,
                 const Gold      *gold,
                 SaysoAnnotation *claim)
{
  guint    key = find_wider (self, article, gold, claim);
  gboolean by_selection = key == 0 && can_accept_selection (article, gold, claim);
  gboolean accepted;

  if (key == 0 && !by_selection)
    mend_words (self, article, gold, claim);
  accepted = mend_speaker (self, article, gold, claim, key == 0 && !by_selection);
  if (by_selection && self->keys_alone && choose_words (self, gold, 0, TRUE))
    return;
  if (by_selection)
    drag (self, gold->spans[0]);
  if (!accepted)
    press (self, key != 0 ? key : GDK_KEY_a, 0);
}

static void
review (Counter       *self,
        const Article *article)
{
  g_autoptr (GHashTable) pairs = pair (self, article);

  if (sayso_document_count_claims (document_of (self), SAYSO_STATUS_SUGGESTED) == 0)
    return;
  press (self, GDK_KEY_r, GDK_CONTROL_MASK);
  self->n_reviews++;
  while (sayso_document_count_claims (document_of (self), SAYSO_STATUS_SUGGESTED) > 0)
    {
      g_autoptr (SaysoAnnotation) claim = g_object_ref (sayso_window_review_claim (self->window));
      const Gold *gold = g_hash_table_lookup (pairs, sayso_item_get_id (SAYSO_ITEM (claim)));
      Case        what = gold == NULL ? SPURIOUS : case_of (self, article, gold, claim);
      guint       before = self->n_strokes, n_open = sayso_document_count_claims (document_of (self), SAYSO_STATUS_SUGGESTED);

      if (sayso_annotation_get (claim)->status != SAYSO_STATUS_SUGGESTED)
        {
          press (self, GDK_KEY_n, 0);
          continue;
        }
      if (gold == NULL)
        press (self, GDK_KEY_r, 0);
      else
        mend_and_accept (self, article, gold, claim);
      if (sayso_document_count_claims (document_of (self), SAYSO_STATUS_SUGGESTED) >= n_open)
        g_error ("a decision about the claim at %u, %s, decided nothing", sayso_annotation_get_hull (claim).start, case_names[what]);
      settle (self, what, before);
      if (gold != NULL)
        check (self, article, gold, claim);
    }
}

static void
mark_missed (Counter       *self,
             const Article *article)
{
  for (guint i = 0; i < article->golds->len; i++)
    {
      const Gold *gold = &g_array_index (article->golds, Gold, i);
      g_autoptr (SaysoAnnotation) claim = NULL;
      guint before = self->n_strokes;

      if (gold->found)
        continue;
      if (!self->keys_alone || !choose_words (self, gold, GDK_SHIFT_MASK, FALSE))
        {
          drag (self, gold->spans[0]);
          press (self, GDK_KEY_2, 0);
        }
      claim = g_object_ref (sayso_window_get_claim (self->window));
      add_pieces (self, gold, 0, 1);
      mend_speaker (self, article, gold, claim, FALSE);
      settle (self, MISSED, before);
      check (self, article, gold, claim);
    }
}

/* The articles. */

static void
suggest_gold (SaysoDocument *document,
              const Article *article)
{
  g_autofree SaysoQuote *list = g_new0 (SaysoQuote, article->golds->len + 1);
  SaysoQuotes            quotes = { .quotes = list, .n_quotes = article->golds->len };

  for (guint i = 0; i < article->golds->len; i++)
    {
      const Gold *gold = &g_array_index (article->golds, Gold, i);

      list[i] = (SaysoQuote){ .spans = gold->spans, .n_spans = gold->n_spans, .has_speaker = gold->speakers->len > 0, .identity = G_MAXUINT, .confidence = 900 };
      if (list[i].has_speaker)
        list[i].speaker = g_array_index (gold->speakers, SaysoSpan, 0);
    }
  sayso_proposals_apply (document, &quotes);
}

static void
suggest_own (SaysoDocument *document,
             const Article *article)
{
  SaysoExtractor *extractor = sayso_window_get_extractor (NULL);
  g_autoptr (SaysoQuotes) quotes = sayso_extractor_run (extractor, sayso_text_get_utf8 (article->text), sayso_text_get_n_bytes (article->text), NULL, NULL, NULL, NULL);

  sayso_proposals_apply (document, quotes);
}

static void
open_article (Counter       *self,
              const Article *article,
              const char    *folder)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.txt", folder, self->n_articles);
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoStore) store = NULL;

  g_file_set_contents (path, sayso_text_get_utf8 (article->text), (gssize)sayso_text_get_n_bytes (article->text), &error);
  g_assert_no_error (error);
  store = sayso_store_open (path, NULL, SAYSO_STORE_NONE, &error);
  g_assert_no_error (error);
  sayso_window_set_store (self->window, store);
}

static void
count_article (Counter    *self,
               const char *how,
               const char *line,
               const char *folder)
{
  Article article = { 0 };

  gold_article_read (&article, line);
  open_article (self, &article, folder);
  if (g_str_equal (how, "perfect"))
    suggest_gold (self->window->document, &article);
  else if (!g_str_equal (how, "hand"))
    suggest_own (self->window->document, &article);
  review (self, &article);
  mark_missed (self, &article);
  self->n_articles++;
  self->n_claims += article.golds->len;
  gold_article_clear (&article);
}

static void
print (const Counter *self)
{
  g_print ("{\"articles\": %u, \"claims\": %u, \"strokes\": %u, \"selections\": %u, \"reviews\": %u, \"unreached\": %u, \"tab_once\": %u, \"tab\": %u, \"lettered\": %u, \"cases\": {",
           self->n_articles, self->n_claims, self->n_strokes, self->n_selections, self->n_reviews, self->n_unreached, self->n_tab_once, self->n_tab, self->n_lettered);
  for (guint i = 0; i < N_CASES; i++)
    g_print ("%s\"%s\": [%u, %u]", i > 0 ? ", " : "", case_names[i], self->n[i], self->strokes[i]);
  g_print ("}, \"most\": {");
  for (guint i = 0; i < N_CASES; i++)
    g_print ("%s\"%s\": %u", i > 0 ? ", " : "", case_names[i], self->most[i]);
  g_print ("}}\n");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folder = g_dir_make_tmp ("sayso-strokes-XXXXXX", NULL);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Counter counter = { 0 };
  guint   every = argc > 3 ? (guint)atoi (argv[3]) : 1, first = argc > 4 ? (guint)atoi (argv[4]) : 0;

  if (argc < 3 || every == 0)
    {
      g_printerr ("usage: %s perfect|own|keys|hand CORPUS.jsonl [EVERY [FIRST]]\n", argv[0]);
      return 2;
    }
  if (!g_file_get_contents (argv[2], &text, NULL, &error))
    g_error ("%s", error->message);
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  counter.keys_alone = g_str_equal (argv[1], "keys");
  counter.window = sayso_window_new (application);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = first; lines[i] != NULL && i < g_strv_length (lines); i += every)
    if (*lines[i] != '\0')
      count_article (&counter, argv[1], lines[i], folder);
  sayso_window_set_store (counter.window, NULL);
  print (&counter);
  gtk_window_destroy (GTK_WINDOW (counter.window));
  return 0;
}
