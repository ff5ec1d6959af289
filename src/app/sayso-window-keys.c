/* The key map: one table, from which the keys, the shortcuts window and the tests
 * are made.
 *
 * Single letters are handled by a controller on the window in the bubble phase:
 * as application accelerators they would steal letters from entries. What a
 * read-only text view would swallow (Delete, BackSpace) and Tab in a review are taken
 * in the capture phase, but only while the article or the list has the focus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "app/sayso-window-private.h"

#include <glib/gi18n.h>

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

#define MARKING N_ ("Marking")
#define ENDS N_ ("Ends of a mark")
#define LINKING N_ ("Claims")
#define REVIEW N_ ("Review")
#define MOVING N_ ("Moving")
#define GENERAL N_ ("General")

/* clang-format off */
static const SaysoKey keys[] = {
  { MARKING, N_ ("Mark as speaker"), GDK_KEY_1, 0, "win.mark('speaker')" },
  { MARKING, N_ ("Mark as claim"), GDK_KEY_2, 0, "win.mark('claim')" },
  { MARKING, N_ ("Mark as source"), GDK_KEY_3, 0, "win.mark('source')" },
  { MARKING, N_ ("Mark as cue"), GDK_KEY_4, 0, "win.mark('cue')" },
  { MARKING, N_ ("Add the selection to the claim as another piece"), GDK_KEY_plus, 0, "win.add-fragment" },
  { MARKING, N_ ("Every occurrence of this name is the same identity"), GDK_KEY_i, 0, "win.mark-all" },
  { MARKING, N_ ("Delete the mark"), GDK_KEY_Delete, 0, "win.delete" },
  { MARKING, N_ ("Next of the marks that overlap here"), GDK_KEY_period, 0, "win.cycle" },
  { ENDS, N_ ("End one word earlier"), GDK_KEY_bracketleft, 0, "win.move-end('end-word-back')" },
  { ENDS, N_ ("End one word later"), GDK_KEY_bracketright, 0, "win.move-end('end-word-on')" },
  { ENDS, N_ ("Start one word earlier"), GDK_KEY_braceleft, 0, "win.move-end('start-word-back')" },
  { ENDS, N_ ("Start one word later"), GDK_KEY_braceright, 0, "win.move-end('start-word-on')" },
  { ENDS, N_ ("End one character earlier"), GDK_KEY_Left, SHIFT | ALT, "win.move-end('end-char-back')" },
  { ENDS, N_ ("End one character later"), GDK_KEY_Right, SHIFT | ALT, "win.move-end('end-char-on')" },
  { ENDS, N_ ("Start one character earlier"), GDK_KEY_Up, SHIFT | ALT, "win.move-end('start-char-back')" },
  { ENDS, N_ ("Start one character later"), GDK_KEY_Down, SHIFT | ALT, "win.move-end('start-char-on')" },
  { ENDS, N_ ("Snap to word, sentence, quotation, character in turn"), GDK_KEY_s, 0, "win.widen" },
  { LINKING, N_ ("Choose the speaker"), GDK_KEY_l, 0, "win.link-speaker" },
  { LINKING, N_ ("Choose the source"), GDK_KEY_o, 0, "win.link-source" },
  { LINKING, N_ ("Direct, indirect, mixed in turn"), GDK_KEY_k, 0, "win.next-kind" },
  { LINKING, N_ ("First field of the codebook"), GDK_KEY_v, 0, "win.codebook" },
  { LINKING, N_ ("Write a note"), GDK_KEY_m, 0, "win.note" },
  { LINKING, N_ ("Copy the claim with its attribution"), GDK_KEY_c, CTRL | SHIFT, "win.copy-citation" },
  { REVIEW, N_ ("Start or end the review"), GDK_KEY_r, CTRL, "win.review" },
  { REVIEW, N_ ("Accept, or the selected words of it, and on to the next"), GDK_KEY_a, 0, "win.accept" },
  { REVIEW, N_ ("Reject, and on to the next"), GDK_KEY_r, 0, "win.reject" },
  { REVIEW, N_ ("Edit: select the claim; change the selection, and again"), GDK_KEY_e, 0, "win.edit" },
  { REVIEW, N_ ("Back to the last decision, and reopen it"), GDK_KEY_BackSpace, 0, "win.reopen" },
  { REVIEW, N_ ("Next speaker candidate"), GDK_KEY_Tab, 0, "win.candidate(1)" },
  { REVIEW, N_ ("Previous speaker candidate"), GDK_KEY_ISO_Left_Tab, SHIFT, "win.candidate(-1)" },
  { MOVING, N_ ("Next claim; in a review, next suggestion"), GDK_KEY_n, 0, "win.next" },
  { MOVING, N_ ("Previous claim; in a review, previous suggestion"), GDK_KEY_p, 0, "win.previous" },
  { MOVING, N_ ("From the claim to its speaker, and back"), GDK_KEY_g, 0, "win.go-speaker" },
  { MOVING, N_ ("Next pane"), GDK_KEY_F6, 0, "win.next-pane" },
  { MOVING, N_ ("Search in the article"), GDK_KEY_f, CTRL, "win.search" },
  { MOVING, N_ ("Search in the article"), GDK_KEY_slash, 0, "win.search" },
  { MOVING, N_ ("Search in claims"), GDK_KEY_f, CTRL | SHIFT, "win.search-claims" },
  { MOVING, N_ ("Next match"), GDK_KEY_g, CTRL, "win.search-next" },
  { MOVING, N_ ("Previous match"), GDK_KEY_g, CTRL | SHIFT, "win.search-previous" },
  { MOVING, N_ ("Close a popover or the search, then deselect"), GDK_KEY_Escape, 0, "win.escape" },
  { GENERAL, N_ ("Open an article"), GDK_KEY_o, CTRL, "win.open" },
  { GENERAL, N_ ("Save now"), GDK_KEY_s, CTRL, "win.save" },
  { GENERAL, N_ ("Export"), GDK_KEY_e, CTRL, "win.export" },
  { GENERAL, N_ ("Extract quotes"), GDK_KEY_e, CTRL | SHIFT, "win.extract" },
  { GENERAL, N_ ("Print"), GDK_KEY_p, CTRL, "win.print" },
  { GENERAL, N_ ("Undo"), GDK_KEY_z, CTRL, "win.undo" },
  { GENERAL, N_ ("Redo"), GDK_KEY_z, CTRL | SHIFT, "win.redo" },
  { GENERAL, N_ ("Redo"), GDK_KEY_y, CTRL, "win.redo" },
  { GENERAL, N_ ("Show or hide the claims"), GDK_KEY_F9, 0, "win.sidebar" },
  { GENERAL, N_ ("Show or hide the details"), GDK_KEY_Return, ALT, "win.details" },
  { GENERAL, N_ ("Larger letters"), GDK_KEY_plus, CTRL, "win.zoom('in')" },
  { GENERAL, N_ ("Smaller letters"), GDK_KEY_minus, CTRL, "win.zoom('out')" },
  { GENERAL, N_ ("Usual letters"), GDK_KEY_0, CTRL, "win.zoom('reset')" },
  { GENERAL, N_ ("Keyboard shortcuts"), GDK_KEY_question, CTRL, "win.shortcuts" },
  { GENERAL, N_ ("Help"), GDK_KEY_F1, 0, "win.help" },
  { GENERAL, N_ ("Preferences"), GDK_KEY_comma, CTRL, "win.preferences" },
  { GENERAL, N_ ("Main menu"), GDK_KEY_F10, 0, NULL },
  { GENERAL, N_ ("Close the window"), GDK_KEY_w, CTRL, "window.close" },
};
/* clang-format on */

const SaysoKey *
sayso_window_keys (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

static gboolean
activate (SaysoWindow    *self,
          const SaysoKey *key)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (key->action == NULL || !g_action_parse_detailed_name (key->action, &name, &target, NULL))
    return FALSE;
  return gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

/* Shift is part of the character for signs ("{" is Shift+[), Lock changes nothing. */
static gboolean
is_pressed (const SaysoKey *key,
            guint           keyval,
            GdkModifierType state)
{
  GdkModifierType modifiers = state & (CTRL | SHIFT | ALT | GDK_SUPER_MASK | GDK_META_MASK);

  if (gdk_keyval_to_lower (keyval) != key->keyval)
    return FALSE;
  if (g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) && !g_unichar_isalpha (gdk_keyval_to_unicode (keyval)))
    modifiers &= ~SHIFT;
  return modifiers == key->modifiers;
}

/* A keypad digit counts as the digit. */
static guint
plain_keyval (guint keyval)
{
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return GDK_KEY_0 + keyval - GDK_KEY_KP_0;
  if (keyval == GDK_KEY_KP_Add)
    return GDK_KEY_plus;
  if (keyval == GDK_KEY_KP_Delete)
    return GDK_KEY_Delete;
  return keyval;
}

static gboolean
is_single (const SaysoKey *key)
{
  return key->modifiers == 0 && gdk_keyval_to_unicode (key->keyval) != 0 && key->keyval != GDK_KEY_Escape && key->keyval != GDK_KEY_Delete && key->keyval != GDK_KEY_BackSpace && key->keyval != GDK_KEY_Tab;
}

/* Where letters are for typing. */
static gboolean
is_typing (SaysoWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (focus == NULL)
    return FALSE;
  if (GTK_IS_EDITABLE (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_EDITABLE) != NULL)
    return TRUE;
  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    return TRUE;
  return gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
bubble_cb (SaysoWindow    *self,
           guint           keyval,
           guint           keycode,
           GdkModifierType state)
{
  gboolean typing = is_typing (self);

  keyval = plain_keyval (keyval);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval == GDK_KEY_Tab || keys[i].keyval == GDK_KEY_ISO_Left_Tab || !is_pressed (&keys[i], keyval, state))
        continue;
      if (typing && (keys[i].modifiers & CTRL) == 0 && keys[i].keyval < GDK_KEY_F1 && keys[i].keyval != GDK_KEY_Escape)
        continue;
      if (is_single (&keys[i]) && !sayso_settings_get_boolean (self->settings, "single-keys"))
        continue;
      return activate (self, &keys[i]);
    }
  return GDK_EVENT_PROPAGATE;
}

/* Before the focused widget: only what it would swallow. */
static gboolean
capture_cb (SaysoWindow    *self,
            guint           keyval,
            guint           keycode,
            GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean   on_text = focus != NULL && (focus == self->article || gtk_widget_is_ancestor (focus, self->article));
  gboolean   on_list = focus != NULL && gtk_widget_is_ancestor (focus, self->list);

  keyval = plain_keyval (keyval);
  if (!on_text && !on_list)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      guint    key = keys[i].keyval;
      gboolean is_tab = key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab;
      gboolean is_arrow = (keys[i].modifiers & ALT) != 0 && key != GDK_KEY_Return;

      if (!is_pressed (&keys[i], keyval, state))
        continue;
      if (is_tab && self->in_review)
        return activate (self, &keys[i]);
      if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || is_arrow)
        return activate (self, &keys[i]);
    }
  return GDK_EVENT_PROPAGATE;
}

gboolean
sayso_window_press (SaysoWindow    *self,
                    guint           keyval,
                    GdkModifierType state)
{
  return capture_cb (self, keyval, 0, state) || bubble_cb (self, keyval, 0, state);
}

static void
add_controller (SaysoWindow        *self,
                GtkPropagationPhase phase,
                GCallback           callback)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_object (controller, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
sayso_window_add_keys (SaysoWindow *self)
{
  add_controller (self, GTK_PHASE_BUBBLE, G_CALLBACK (bubble_cb));
  add_controller (self, GTK_PHASE_CAPTURE, G_CALLBACK (capture_cb));
}
