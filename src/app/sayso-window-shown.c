/* Acting on all claims that the list shows, as one step each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

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

/* "tag" adds it, "-tag" takes it away. */
static void
tag_cb (SaysoWindow *self,
        const char  *typed)
{
  g_autoptr (GPtrArray) shown = sayso_claim_list_dup_shown (SAYSO_CLAIM_LIST (self->list));
  gboolean         away = typed[0] == '-' && typed[1] != '\0';
  const char      *tag = typed + away;
  guint            n = 0;
  g_autofree char *text = NULL;

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
