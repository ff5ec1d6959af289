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
#include "view/sayso-key-cap.h"

#include <glib/gi18n.h>
#include <string.h>

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
  { MARKING, N_ ("Take the selection out of the claim"), GDK_KEY_minus, 0, "win.cut-fragment" },
  { MARKING, N_ ("Mark a claim by letter: start, then end"), GDK_KEY_w, SHIFT, "win.letter-words(true)" },
  { MARKING, N_ ("Every occurrence of this name is the same identity"), GDK_KEY_i, 0, "win.mark-all" },
  { MARKING, N_ ("Delete the mark"), GDK_KEY_Delete, 0, "win.delete" },
  { MARKING, N_ ("Next of the marks that overlap here"), GDK_KEY_period, 0, "win.cycle" },
  { ENDS, N_ ("End one word earlier"), GDK_KEY_bracketleft, 0, "win.move-end('end-word-back')" },
  { ENDS, N_ ("End one word later"), GDK_KEY_bracketright, 0, "win.move-end('end-word-on')" },
  { ENDS, N_ ("Start one word earlier"), GDK_KEY_braceleft, 0, "win.move-end('start-word-back')" },
  { ENDS, N_ ("Start one word later"), GDK_KEY_braceright, 0, "win.move-end('start-word-on')" },
  { ENDS, N_ ("End at the comma, mark or full stop before"), GDK_KEY_bracketleft, CTRL, "win.move-end('end-phrase-back')" },
  { ENDS, N_ ("End at the next comma, mark or full stop"), GDK_KEY_bracketright, CTRL, "win.move-end('end-phrase-on')" },
  { ENDS, N_ ("Start at the phrase before"), GDK_KEY_braceleft, CTRL, "win.move-end('start-phrase-back')" },
  { ENDS, N_ ("Start at the next phrase"), GDK_KEY_braceright, CTRL, "win.move-end('start-phrase-on')" },
  { ENDS, N_ ("End one character earlier"), GDK_KEY_Left, SHIFT | ALT, "win.move-end('end-char-back')" },
  { ENDS, N_ ("End one character later"), GDK_KEY_Right, SHIFT | ALT, "win.move-end('end-char-on')" },
  { ENDS, N_ ("Start one character earlier"), GDK_KEY_Up, SHIFT | ALT, "win.move-end('start-char-back')" },
  { ENDS, N_ ("Start one character later"), GDK_KEY_Down, SHIFT | ALT, "win.move-end('start-char-on')" },
  { ENDS, N_ ("Snap to word, sentence, quotation, character in turn"), GDK_KEY_s, 0, "win.widen" },
  { LINKING, N_ ("Choose the speaker"), GDK_KEY_l, 0, "win.link-speaker" },
  { LINKING, N_ ("Choose the source"), GDK_KEY_o, 0, "win.link-source" },
  { LINKING, N_ ("Direct, indirect, mixed in turn"), GDK_KEY_k, 0, "win.next-kind" },
  { LINKING, N_ ("First field of the codebook"), GDK_KEY_v, 0, "win.codebook" },
  { LINKING, N_ ("Guide to the values of the codebook"), GDK_KEY_h, 0, "win.guide" },
  { LINKING, N_ ("Write a note"), GDK_KEY_m, 0, "win.note" },
  { LINKING, N_ ("Copy the claim with its attribution"), GDK_KEY_c, CTRL | SHIFT, "win.copy-citation" },
  { REVIEW, N_ ("Start or end the review"), GDK_KEY_r, CTRL, "win.review" },
  { REVIEW, N_ ("Accept, or the selected words of it, and on to the next"), GDK_KEY_a, 0, "win.accept" },
  { REVIEW, N_ ("Accept from the start of its sentence on"), GDK_KEY_less, 0, "win.accept-wider('start')" },
  { REVIEW, N_ ("Accept to the end of its sentence, or of the next"), GDK_KEY_greater, 0, "win.accept-wider('end')" },
  { REVIEW, N_ ("Reject, and on to the next"), GDK_KEY_r, 0, "win.reject" },
  { REVIEW, N_ ("Edit: select the claim; change the selection, and again"), GDK_KEY_e, 0, "win.edit" },
  { REVIEW, N_ ("Back to the last decision, and reopen it"), GDK_KEY_BackSpace, 0, "win.reopen" },
  { REVIEW, N_ ("Speaker by letter, or the selected words"), GDK_KEY_f, 0, "win.letter-speaker(false)" },
  { REVIEW, N_ ("Speaker by letter, or the selected words, and accept"), GDK_KEY_f, SHIFT, "win.letter-speaker(true)" },
  { REVIEW, N_ ("Words by letter: start, then end; Shift at the end accepts"), GDK_KEY_w, 0, "win.letter-words(false)" },
  { REVIEW, N_ ("Next speaker candidate"), GDK_KEY_Tab, 0, "win.candidate(1)" },
  { REVIEW, N_ ("Previous speaker candidate"), GDK_KEY_ISO_Left_Tab, SHIFT, "win.candidate(-1)" },
  { REVIEW, N_ ("The first of the other speakers"), GDK_KEY_5, 0, "win.other-speaker(0)" },
  { REVIEW, N_ ("The second of the other speakers"), GDK_KEY_6, 0, "win.other-speaker(1)" },
  { REVIEW, N_ ("The third of the other speakers"), GDK_KEY_7, 0, "win.other-speaker(2)" },
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

/* The table as it was changed. */
static SaysoKey current[G_N_ELEMENTS (keys)];

/* What a key is called in the settings: by what it usually is. */
static char *
usual_name (guint i)
{
  return gtk_accelerator_name (keys[i].keyval, keys[i].modifiers);
}

static void
apply_change (const char *change)
{
  g_auto (GStrv) parts = g_strsplit (change, "\t", 2);
  guint           keyval = 0;
  GdkModifierType modifiers = 0;

  if (g_strv_length (parts) != 2 || !gtk_accelerator_parse (parts[1], &keyval, &modifiers) || keyval == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = usual_name (i);

      if (!g_str_equal (name, parts[0]))
        continue;
      current[i].keyval = keyval;
      current[i].modifiers = modifiers;
    }
}

/* The caps beside buttons and fields say the first key of an action. */
static void
show_caps (void)
{
  for (guint i = G_N_ELEMENTS (keys); i-- > 0;)
    if (current[i].action != NULL)
      sayso_key_cap_set_key (current[i].action, current[i].keyval, current[i].modifiers);
}

static void
load (void)
{
  g_auto (GStrv) changes = NULL;

  g_object_get (sayso_settings_get_default (), "keys", &changes, NULL);
  memcpy (current, keys, sizeof keys);
  for (guint i = 0; changes != NULL && changes[i] != NULL; i++)
    apply_change (changes[i]);
  show_caps ();
}

const SaysoKey *
sayso_window_keys (guint *n_keys)
{
  if (current[0].action == NULL)
    load ();
  *n_keys = G_N_ELEMENTS (keys);
  return current;
}

static gboolean
trigger_is (GtkShortcutTrigger *trigger,
            guint               keyval,
            GdkModifierType     modifiers)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return trigger_is (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)), keyval, modifiers) || trigger_is (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)), keyval, modifiers);
  return GTK_IS_KEYVAL_TRIGGER (trigger) && gdk_keyval_to_lower (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger))) == keyval && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers;
}

static gboolean
is_of_widget (GtkWidget      *widget,
              guint           keyval,
              GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

          if (trigger_is (gtk_shortcut_get_trigger (shortcut), keyval, modifiers))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
sayso_window_key_is_fixed (guint i)
{
  return keys[i].action == NULL || keys[i].keyval == GDK_KEY_Escape;
}

static void
store (guint           place,
       guint           keyval,
       GdkModifierType modifiers)
{
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  current[place].keyval = keyval;
  current[place].modifiers = modifiers;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *usual = usual_name (i);
      g_autofree char *now = gtk_accelerator_name (current[i].keyval, current[i].modifiers);
      g_autofree char *change = g_strdup_printf ("%s\t%s", usual, now);

      if (!g_str_equal (usual, now))
        g_strv_builder_add (changes, change);
    }
  all = g_strv_builder_end (changes);
  g_object_set (sayso_settings_get_default (), "keys", all, NULL);
  show_caps ();
}

char *
sayso_window_change_key (SaysoWindow    *self,
                         guint           place,
                         guint           keyval,
                         GdkModifierType state)
{
  GdkModifierType  modifiers = state & (CTRL | SHIFT | ALT | GDK_SUPER_MASK | GDK_META_MASK);
  g_autofree char *label = NULL;

  keyval = gdk_keyval_to_lower (keyval);
  if (g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) && !g_unichar_isalpha (gdk_keyval_to_unicode (keyval)))
    modifiers &= ~SHIFT;
  label = gtk_accelerator_get_label (keyval, modifiers);
  if (keyval == keys[place].keyval && modifiers == keys[place].modifiers)
    ; /* Back to the usual one, which may be shared with GTK on purpose. */
  else if (!gtk_accelerator_valid (keyval, modifiers) || keyval == GDK_KEY_Escape || keyval == GDK_KEY_Return || is_of_widget (self->article, keyval, modifiers) || is_of_widget (GTK_WIDGET (self), keyval, modifiers))
    return g_strdup_printf (_ ("%s moves or edits in every text and window; choose another key."), label);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (i != place && current[i].keyval == keyval && current[i].modifiers == modifiers)
        return g_strdup_printf (_ ("%s is the key of “%s” already; change that one first."), label, _ (current[i].title));
    }
  store (place, keyval, modifiers);
  return NULL;
}

void
sayso_window_reset_keys (void)
{
  static const char *const none[] = { NULL };

  g_object_set (sayso_settings_get_default (), "keys", none, NULL);
  load ();
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
  if (keyval == GDK_KEY_KP_Subtract)
    return GDK_KEY_minus;
  if (keyval == GDK_KEY_KP_Delete)
    return GDK_KEY_Delete;
  return keyval;
}

static gboolean
is_single (const SaysoKey *key)
{
  return (key->modifiers & ~SHIFT) == 0 && gdk_keyval_to_unicode (key->keyval) != 0 && key->keyval != GDK_KEY_Escape && key->keyval != GDK_KEY_Delete && key->keyval != GDK_KEY_BackSpace && key->keyval != GDK_KEY_Tab;
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
      if (current[i].keyval == GDK_KEY_Tab || current[i].keyval == GDK_KEY_ISO_Left_Tab || !is_pressed (&current[i], keyval, state))
        continue;
      if (typing && (current[i].modifiers & CTRL) == 0 && current[i].keyval < GDK_KEY_F1 && current[i].keyval != GDK_KEY_Escape)
        continue;
      if (is_single (&current[i]) && !sayso_settings_get_boolean (self->settings, "single-keys"))
        continue;
      return activate (self, &current[i]);
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

  if (is_typing (self))
    sayso_window_letters_stop (self);
  else if (sayso_window_letters_press (self, keyval, state))
    return GDK_EVENT_STOP;
  keyval = plain_keyval (keyval);
  if ((!on_text && !on_list) || is_typing (self))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      guint    key = current[i].keyval;
      gboolean is_tab = key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab;
      gboolean is_arrow = (current[i].modifiers & ALT) != 0 && key != GDK_KEY_Return;

      if (!is_pressed (&current[i], keyval, state))
        continue;
      if (is_tab && self->in_review && (on_text || GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus))))
        return activate (self, &current[i]);
      if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || is_arrow)
        return activate (self, &current[i]);
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
  load ();
  add_controller (self, GTK_PHASE_BUBBLE, G_CALLBACK (bubble_cb));
  add_controller (self, GTK_PHASE_CAPTURE, G_CALLBACK (capture_cb));
}
