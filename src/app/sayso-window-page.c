/* Opening a web page or Markdown: a text article is made of it, which is what Sayso
 * annotates; the page itself is not changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "app/sayso-dialogs.h"
#include "formats/sayso-article-import.h"
#include "sidecar/sayso-article-file.h"
#include "sidecar/sayso-durable.h"
#include "view/sayso-words.h"

#include <glib/gi18n.h>

typedef struct
{
  SaysoWindow *window;
  char        *page, *article;
} Offer;

enum
{
  ANSWER_CANCEL,
  ANSWER_AS_IT_IS,
  ANSWER_ARTICLE,
};

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->window);
  g_free (offer->page);
  g_free (offer->article);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static gboolean
make_article (Offer   *offer,
              GError **error)
{
  SaysoStoreFlags flags = sayso_settings_get_boolean (offer->window->settings, "snapshot") ? SAYSO_STORE_NONE : SAYSO_STORE_NO_SNAPSHOT;
  g_autoptr (GBytes) bytes = sayso_durable_read (offer->page, SAYSO_ARTICLE_IMPORT_MAX_BYTES, error);
  g_autoptr (SaysoImportedArticle) article = bytes != NULL ? sayso_article_import_for_file (offer->page) (bytes, NULL, error) : NULL;

  return article != NULL && sayso_article_file_make (offer->article, article->text, article->title, article->byline, article->date, article->url, flags, error);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Offer) offer = user_data;
  g_autoptr (GError) error = NULL;
  int answer = sayso_dialogs_ask_finish (result);

  if (answer == ANSWER_AS_IT_IS)
    sayso_window_open_path (offer->window, offer->page, NULL);
  else if (answer == ANSWER_ARTICLE && (g_file_test (offer->article, G_FILE_TEST_EXISTS) || make_article (offer, &error)))
    sayso_window_open_path (offer->window, offer->article, NULL);
  else if (error != NULL)
    sayso_window_message (offer->window, GTK_MESSAGE_ERROR, error->message, _ ("Open Another…"), "win.open");
}

gboolean
sayso_window_offer_article (SaysoWindow *self,
                            const char  *path)
{
  const char      *buttons[] = { _ ("Cancel"), _ ("Open As It Is"), NULL, NULL };
  g_autofree char *page = g_filename_display_basename (path);
  g_autofree char *shown = NULL;
  g_autofree char *question = sayso_words_fill (_ ("Make a text article of “%s”?"), page);
  g_autofree char *detail = NULL;
  Offer           *offer;

  if (sayso_article_import_for_file (path) == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  offer = g_new0 (Offer, 1);
  offer->window = g_object_ref (self);
  offer->page = g_strdup (path);
  offer->article = sayso_article_file_name_for (path);
  shown = g_filename_display_basename (offer->article);
  if (g_file_test (offer->article, G_FILE_TEST_EXISTS))
    {
      detail = sayso_words_fill (_ ("Sayso annotates plain text. “%s” is there already and can be opened instead; it is not overwritten."), shown);
      buttons[ANSWER_ARTICLE] = _ ("Open the Text");
    }
  else
    {
      detail = sayso_words_fill (_ ("Sayso annotates plain text. What is to be read on the page, without navigation, advertisements and comments, goes into “%s” beside it. The page itself is not changed."), shown);
      buttons[ANSWER_ARTICLE] = _ ("Make Article");
    }
  sayso_dialogs_ask (GTK_WINDOW (self), question, detail, buttons, answer_cb, offer);
  return TRUE;
}
