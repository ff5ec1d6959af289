/* What the files of the window share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/sayso-settings.h"
#include "app/sayso-window.h"
#include "extract/sayso-extractor.h"
#include "formats/sayso-format.h"
#include "model/sayso-codebook.h"
#include "model/sayso-edit.h"
#include "sidecar/sayso-store.h"
#include "text/sayso-segment.h"
#include "view/sayso-claim-list.h"
#include "view/sayso-inspector.h"
#include "view/sayso-link-popover.h"
#include "view/sayso-message-bar.h"
#include "view/sayso-panes.h"
#include "view/sayso-review-bar.h"
#include "view/sayso-welcome.h"

G_BEGIN_DECLS

/* What the letters over the article stand at. */
typedef enum
{
  SAYSO_LETTERS_OF_SPEAKER,
  SAYSO_LETTERS_OF_START, /* of a claim's words */
  SAYSO_LETTERS_OF_END,
} SaysoLettersOf;

struct _SaysoWindow
{
  GtkApplicationWindow parent_instance;

  SaysoSettings   *settings; /* borrowed */
  SaysoStore      *store;    /* NULL: nothing is open */
  SaysoDocument   *document; /* the store's */
  SaysoCodebook   *codebook; /* or NULL */
  SaysoAnnotation *current;  /* the selected mark, or NULL */
  GCancellable    *opening;  /* or NULL */
  char            *annotator;
  char            *article_name;
  gboolean         closing;
  gboolean         opening_sample;

  /* Review: the ids of what is or was to be decided, in the order of the text. */
  gboolean   in_review;
  GPtrArray *review;     /* of char * */
  GPtrArray *decisions;  /* ids, the last one last */
  GPtrArray *candidates; /* what Tab goes through, of candidates_of */
  char      *candidates_of;
  GPtrArray *others; /* SaysoCandidate, of candidates: who is offered beside the speaker that was suggested */
  guint      others_source;
  char      *reviewing;    /* the id of the claim at work; or NULL */
  guint      arrived;      /* the place in the history when it became that */
  char      *decided;      /* the id of a claim about which a decision is under way; or NULL */
  guint      decided_from; /* where the history stood when it became the claim at work */
  char      *clicked_from; /* the one before, when a click at clicked_at chose another mark; or NULL */
  guint      clicked_at;

  /* Letters over the article, to be typed; NULL: none. */
  GArray        *letters; /* of SaysoLetter */
  SaysoLettersOf letters_of;
  char          *lettered;       /* the id of the claim that they are about; NULL: a new one */
  gboolean       letters_accept; /* the claim, with any letter */
  guint          letters_start;  /* that was chosen */
  GtkWidget     *prompt;         /* over the article: what the letters ask */

  GHashTable *offered; /* ids of the speakers that were marked because Tab or a review offered them */

  char     *came_from; /* the id of the claim that G left for its speaker; or NULL */
  SaysoSpan widened;   /* what S selected last, from widened_from on */
  SaysoSpan widened_from;

  /* Header */
  GtkWidget *title, *subtitle, *review_button, *badge;
  GtkWidget *open_button, *recent_button, *sidebar_button, *undo_button, *redo_button, *search_button, *details_button, *menu_button;
  /* Content */
  GtkWidget *message_bar, *stack, *welcome, *panes;
  GtkWidget *list, *inspector, *review_bar;
  GtkWidget *search_bar, *search_entry, *search_status;
  GtkWidget *article;
  GtkWidget *link_popover;

  /* Long work under way, or NULL */
  GCancellable *work;
  const int    *work_done;     /* per mille, atomic, borrowed from the task; or NULL */
  gboolean      work_outlives; /* goes on when the window is closed */
  guint         work_source;
  GtkWidget    *work_bar, *work_words, *work_progress;
};

/* sayso-window.c: keeping the parts in step. */
void sayso_window_set_current (SaysoWindow     *self,
                               SaysoAnnotation *annotation,
                               gboolean         scroll);
/* The claim that is selected, or that the selected mark belongs to; or NULL. Of several claims of
 * a mark it is the one that a person came from. */
SaysoAnnotation *sayso_window_get_claim (SaysoWindow *self);
/* Writes what was typed into controls and is not yet in the document. */
void sayso_window_commit (SaysoWindow *self);
/* Shows a text that is being opened, where nothing else is open. */
void sayso_window_show_text (SaysoWindow *self,
                             SaysoText   *text);
void sayso_window_set_store (SaysoWindow *self,
                             SaysoStore  *store);
void sayso_window_update_title (SaysoWindow *self);
void sayso_window_update_actions (SaysoWindow *self);
void sayso_window_message (SaysoWindow   *self,
                           GtkMessageType type,
                           const char    *text,
                           const char    *button,
                           const char    *action);

/* -article.c: all that is asked of the text. */
GtkWidget *sayso_window_article_new (SaysoWindow *self);
void       sayso_window_article_set_document (SaysoWindow *self);
void       sayso_window_article_show_text (SaysoWindow *self,
                                           SaysoText   *text);
gboolean   sayso_window_article_get_selection (SaysoWindow *self,
                                               SaysoSpan   *span);
/* Where it began; the caret is at its other end. */
guint sayso_window_article_get_anchor (SaysoWindow *self);
void  sayso_window_article_select (SaysoWindow *self,
                                   SaysoSpan    span);
void  sayso_window_article_clear_selection (SaysoWindow *self);
guint sayso_window_article_get_caret (SaysoWindow *self);
void  sayso_window_article_show_current (SaysoWindow *self,
                                         gboolean     scroll);
/* What a mark made now would cover. FALSE if there is nothing. */
gboolean sayso_window_article_get_mark_span (SaysoWindow        *self,
                                             SaysoAnnotationType type,
                                             SaysoSpan          *span);
void     sayso_window_article_set_type_shown (SaysoWindow        *self,
                                              SaysoAnnotationType type,
                                              gboolean            shown);
void     sayso_window_article_grab_focus (SaysoWindow *self);
gboolean sayso_window_article_has_focus (SaysoWindow *self);

/* -actions.c */
void sayso_window_add_actions (SaysoWindow *self);

/* -letters.c */
GtkWidget *sayso_window_letters_new_prompt (SaysoWindow *self);
void       sayso_window_add_letter_actions (SaysoWindow *self);
/* What a key does while letters are shown; FALSE if it is not for them. */
gboolean sayso_window_letters_press (SaysoWindow    *self,
                                     guint           keyval,
                                     GdkModifierType state);
void     sayso_window_letters_stop (SaysoWindow *self);
/* Array of SaysoLetter, borrowed; NULL: none are shown. */
GArray *sayso_window_get_letters (SaysoWindow *self);

/* -letter-places.c: arrays of SaysoSpan, the likeliest first, owned. Who may have said a claim, but for the speaker that it has; and
 * the starts (or ends) of words in a range, when the claim starts (or ends) at from: empty spans. */
GArray *sayso_window_list_speaker_places (SaysoWindow     *self,
                                          SaysoAnnotation *claim);
GArray *sayso_window_list_word_places (SaysoText *text,
                                       SaysoSpan  range,
                                       guint      from,
                                       gboolean   is_end);

/* -marking.c */
/* Whom or what a person marks in a review belongs to the claim at work, whatever mark the
 * click chose that began the selection; else to the selected claim. May be NULL. */
SaysoAnnotation *sayso_window_claim_at_work (SaysoWindow *self);
void             sayso_window_add_marking_actions (SaysoWindow *self);

/* -keys.c */
typedef struct
{
  const char     *group; /* untranslated heading, N_() */
  const char     *title; /* what it does, N_() */
  guint           keyval;
  GdkModifierType modifiers;
  const char     *action; /* detailed name */
} SaysoKey;
const SaysoKey *sayso_window_keys (guint *n_keys);
void            sayso_window_add_keys (SaysoWindow *self);
/* Keys that a person may change, by their place in the table: NULL, or why not; owned. */
gboolean sayso_window_key_is_fixed (guint place);
char    *sayso_window_change_key (SaysoWindow    *self,
                                  guint           place,
                                  guint           keyval,
                                  GdkModifierType state);
void     sayso_window_reset_keys (void);
/* What a key press does, without the focused widget's own share; for tests. TRUE if it was
 * one of the keys. */
gboolean sayso_window_press (SaysoWindow    *self,
                             guint           keyval,
                             GdkModifierType state);

/* -review.c */
void sayso_window_review_start (SaysoWindow *self);
void sayso_window_review_stop (SaysoWindow *self);
void sayso_window_review_update (SaysoWindow *self);
/* The claim at work: the one that the bar asks about, or one that was marked by hand since;
 * NULL outside of a review. While there is a selection, what the click chose that began it
 * does not count. */
SaysoAnnotation *sayso_window_review_claim (SaysoWindow *self);
/* Whether the selection began with a click that chose another mark. */
gboolean sayso_window_review_is_by_click (SaysoWindow *self);
void     sayso_window_review_work_on (SaysoWindow     *self,
                                      SaysoAnnotation *claim);
void     sayso_window_review_decide (SaysoWindow *self,
                                     SaysoStatus  status);
void     sayso_window_review_reopen (SaysoWindow *self);
void     sayso_window_review_step (SaysoWindow *self,
                                   int          step);
void     sayso_window_review_candidate (SaysoWindow *self,
                                        int          step);
/* Whom the bar shows beside the speaker that was suggested for the claim at work: array of SaysoCandidate, borrowed. */
GPtrArray *sayso_window_review_get_others (SaysoWindow *self);
/* After a change of the document: what was mended of a claim and the decision about it are one step. */
void sayso_window_review_join (SaysoWindow *self);
/* Makes the n-th of them the speaker. */
void sayso_window_review_take_other (SaysoWindow *self,
                                     guint        n);

/* -files.c */
void sayso_window_add_file_actions (SaysoWindow *self);
void sayso_window_open_path (SaysoWindow *self,
                             const char  *path,
                             const char  *encoding);
/* -page.c: offers to make an article, if the file is a web page or Markdown; else FALSE. */
gboolean sayso_window_offer_article (SaysoWindow *self,
                                     const char  *path);
/* -speakers.c: so many code points before and after a claim, as whole lines where there are some. */
SaysoSpan sayso_window_stretch_around (SaysoText *text,
                                       SaysoSpan  hull,
                                       guint      before,
                                       guint      after);
/* Who may have said a claim, the speaker it has first, then the best; array of
 * SaysoCandidate, owned. */
GPtrArray *sayso_window_list_speakers (SaysoWindow     *self,
                                       SaysoAnnotation *claim);
/* Links the claim to an offered speaker, marked if need be. What was only offered before and
 * serves no claim any more goes. */
void sayso_window_offer_speaker (SaysoWindow     *self,
                                 SaysoAnnotation *claim,
                                 SaysoSpan        span);
/* Whether nobody but the program put this mark there. */
gboolean sayso_window_is_offered (SaysoWindow     *self,
                                  SaysoAnnotation *speaker);
void     sayso_window_drop_offered (SaysoWindow *self,
                                    const char  *id);
/* -extract.c: one for all windows, to be used from any thread; NULL where the weights cannot
 * be read. */
SaysoExtractor *sayso_window_get_extractor (GError **error);
/* -work.c: long work in a thread. words say what is done, name what its progress is called; done is
 * read for the progress, per mille, as long as data lives, NULL where nobody knows. NULL, with a
 * message, if other work is under way; else a task to be run, of which data is the task data.
 * finished gets a reference to the window as user data, and no source. */
GTask *sayso_window_begin_work (SaysoWindow        *self,
                                const char         *words,
                                const char         *name,
                                const int          *done,
                                gpointer            data,
                                GDestroyNotify      free_data,
                                GAsyncReadyCallback finished);
/* To be called first when it is finished. FALSE if nothing comes of it: the window was closed meanwhile, somebody stopped it, or
 * there was an error, which is told, with a button for the action again unless that is NULL. */
gboolean   sayso_window_end_work (SaysoWindow  *self,
                                  const GError *error,
                                  const char   *again);
void       sayso_window_drop_work (SaysoWindow *self);
GtkWidget *sayso_window_work_new (SaysoWindow *self);
/* -exchange.c: reads a file into the document, or writes one of what it holds now; in a thread. */
void sayso_window_import (SaysoWindow       *self,
                          const SaysoFormat *format,
                          const char        *path);
void sayso_window_export (SaysoWindow       *self,
                          const SaysoFormat *format,
                          const char *const *sets,
                          guint              statuses,
                          const char        *path);
/* -extract.c, -export.c, -help.c: their actions, and dialogs that Escape closes. */
void sayso_window_add_extract_actions (SaysoWindow *self);
void sayso_window_add_exchange_actions (SaysoWindow *self);
void sayso_window_add_codebook_actions (SaysoWindow *self);
/* -shown.c: what the list asks to be done to all claims that it shows. */
void sayso_window_act_on_shown (SaysoWindow *self);
void sayso_window_add_help_actions (SaysoWindow *self);
void sayso_window_add_shortcuts_actions (SaysoWindow *self);
void sayso_window_add_history_actions (SaysoWindow *self);
void sayso_window_add_identity_actions (SaysoWindow *self);
void sayso_window_add_print_actions (SaysoWindow *self);
void sayso_window_add_statistics_actions (SaysoWindow *self);
void sayso_window_add_tour_actions (SaysoWindow *self);
/* Over the sample article, the first time. */
void sayso_window_tour_once (SaysoWindow *self);

/* -dialog.c: a window over this one, which Escape closes. */
GtkWidget *sayso_window_new_dialog (SaysoWindow *self,
                                    const char  *title,
                                    int          width,
                                    int          height);

/* -menus.c: parts of the header. */
GtkWidget *sayso_window_menu_button_new (SaysoWindow *self);
GtkWidget *sayso_window_recent_button_new (void);

/* -session.c: on closing the window, before another article, and after it was opened. */
void sayso_window_session_remember (SaysoWindow *self);
void sayso_window_session_leave (SaysoWindow *self);
void sayso_window_session_return (SaysoWindow *self);

/* -manual.c */
void sayso_window_show_manual (SaysoWindow *self);

/* -search.c */
GtkWidget *sayso_window_search_new (SaysoWindow *self);
void       sayso_window_search_open (SaysoWindow *self);
void       sayso_window_search_close (SaysoWindow *self);
void       sayso_window_search_next (SaysoWindow *self,
                                     gboolean     forward);

G_END_DECLS
