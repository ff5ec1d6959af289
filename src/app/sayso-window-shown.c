/* Acting on all claims that the list shows, as one step each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

static void
act_cb (SaysoWindow *self,
        SaysoStatus  status)
{
  g_autoptr (GPtrArray) shown = sayso_claim_list_dup_shown (SAYSO_CLAIM_LIST (self->list));
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < shown->len; i++)
    {
      if (sayso_annotation_get (g_ptr_array_index (shown, i))->status != status)
        g_ptr_array_add (others, g_ptr_array_index (shown, i));
    }
  if (others->len > 0)
    sayso_edit_decide (self->document, others, status, self->annotator);
  text = g_strdup_printf (status == SAYSO_STATUS_ACCEPTED ? g_dngettext (NULL, "%u claim accepted.", "%u claims accepted.", others->len) : g_dngettext (NULL, "%u claim rejected.", "%u claims rejected.", others->len), others->len);
  sayso_window_message (self, GTK_MESSAGE_INFO, text, others->len > 0 ? _ ("Undo") : NULL, others->len > 0 ? "win.undo" : NULL);
}

/* A claim's tags with one more, or one less; FALSE if that changes nothing. */
static gboolean
retag (SaysoWindow     *self,
       SaysoAnnotation *claim,
       const char      *tag,
       gboolean         away)
{
  char **old = sayso_annotation_get (claim)->tags;
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (away != (old != NULL && g_strv_contains ((const char *const *)old, tag)))
    return FALSE;
  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    {
      if (!g_str_equal (old[i], tag))
        g_strv_builder_add (tags, old[i]);
    }
  if (!away)
    g_strv_builder_add (tags, tag);
  all = g_strv_builder_end (tags);
  sayso_edit_set_tags (self->document, claim, (const char *const *)all, self->annotator);
  return TRUE;
}

static gboolean
is_same (const char *typed,
         const char *name)
{
  g_autofree char *left = g_utf8_casefold (typed, -1);
  g_autofree char *right = g_utf8_casefold (name, -1);

  return g_str_equal (left, right);
}

/* The field that is typed before "=", by its name or its title; NULL: it is a tag after all. */
static const SaysoCodebookField *
find_field (SaysoWindow *self,
            const char  *typed)
{
  const char      *sign = strchr (typed, '=');
  g_autofree char *name = sign != NULL ? g_strstrip (g_strndup (typed, (gsize)(sign - typed))) : NULL;

  for (guint i = 0; name != NULL && self->codebook != NULL && i < sayso_codebook_get_n_fields (self->codebook); i++)
    {
      const SaysoCodebookField *field = sayso_codebook_get_field (self->codebook, i);

      if (is_same (name, field->name) || is_same (name, field->title))
        return field;
    }
  return NULL;
}

/* The value of a field that is typed behind "="; what is none of its values is taken as it is. */
static const char *
find_value (const SaysoCodebookField *field,
            const char               *typed)
{
  for (guint i = 0; i < field->values->len; i++)
    {
      const SaysoCodebookValue *value = g_ptr_array_index (field->values, i);

      if (is_same (typed, value->value) || is_same (typed, value->title))
        return value->value;
    }
  return typed;
}

/* "field=value" sets it, "field=" empties it. */
static void
set_field (SaysoWindow              *self,
           const SaysoCodebookField *field,
           const char               *typed)
{
  g_autoptr (GPtrArray) shown = sayso_claim_list_dup_shown (SAYSO_CLAIM_LIST (self->list));
  g_autofree char *words = g_strstrip (g_strdup (strchr (typed, '=') + 1));
  const char      *value = *words != '\0' ? find_value (field, words) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = sayso_words_isolate (field->title);
  guint            before = sayso_history_get_position (sayso_document_get_history (self->document));

  if (value != NULL && !sayso_codebook_allows (self->codebook, field->name, value))
    {
      g_autofree char *isolated = sayso_words_isolate (words);

      text = g_strdup_printf (_ ("“%s” is no value of “%s” in the codebook. H shows those that there are."), isolated, title);
      sayso_window_message (self, GTK_MESSAGE_WARNING, text, NULL, NULL);
      return;
    }
  sayso_document_begin (self->document, _ ("Set a value of all shown"));
  for (guint i = 0; i < shown->len; i++)
    sayso_edit_set_attribute (self->document, g_ptr_array_index (shown, i), field->name, value, self->annotator);
  sayso_document_end (self->document);
  text = g_strdup_printf (g_dngettext (NULL, "“%2$s” set for %1$u claim.", "“%2$s” set for %1$u claims.", shown->len), shown->len, title);
  if (sayso_history_get_position (sayso_document_get_history (self->document)) > before)
    sayso_window_message (self, GTK_MESSAGE_INFO, text, _ ("Undo"), "win.undo");
  else
    sayso_window_message (self, GTK_MESSAGE_INFO, text, NULL, NULL);
}

/* "tag" adds it, "-tag" takes it away, "field=value" is of the codebook. */
static void
tag_cb (SaysoWindow *self,
        const char  *typed)
{
  const SaysoCodebookField *field = find_field (self, typed);
  g_autoptr (GPtrArray) shown = sayso_claim_list_dup_shown (SAYSO_CLAIM_LIST (self->list));
  gboolean         away = typed[0] == '-' && typed[1] != '\0';
  const char      *tag = typed + away;
  guint            n = 0;
  g_autofree char *text = NULL;

  if (field != NULL)
    {
      set_field (self, field, typed);
      return;
    }
  sayso_document_begin (self->document, _ ("Retag claims"));
  for (guint i = 0; i < shown->len; i++)
    n += retag (self, g_ptr_array_index (shown, i), tag, away);
  sayso_document_end (self->document);
  text = g_strdup_printf (away ? g_dngettext (NULL, "“%2$s” taken from %1$u claim.", "“%2$s” taken from %1$u claims.", n) : g_dngettext (NULL, "%u claim tagged “%s”.", "%u claims tagged “%s”.", n), n, tag);
  sayso_window_message (self, GTK_MESSAGE_INFO, text, n > 0 ? _ ("Undo") : NULL, n > 0 ? "win.undo" : NULL);
}

void
sayso_window_act_on_shown (SaysoWindow *self)
{
  g_signal_connect_swapped (self->list, "act-on-shown", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (self->list, "tag-shown", G_CALLBACK (tag_cb), self);
}
