/* The lexicon: words by what they do in a report, as an editor can write them down.
 *
 * A file of sections, "[outlets]", with one word a line; "#" begins a comment. One comes with Sayso
 * (data/lexicon.txt says what the sections are); a person's own is read over it, adds words, and takes away those
 * that it has with a "-" in front.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a word can be, as bits. */
typedef enum
{
  SAYSO_WORD_CUE = 1 << 0,       /* "said" */
  SAYSO_WORD_NEGATION = 1 << 1,  /* "never" */
  SAYSO_WORD_TELLING = 1 << 2,   /* its object is who was told: "told" */
  SAYSO_WORD_PLACE = 1 << 3,     /* something is said in it: "interview" */
  SAYSO_WORD_MEDIUM = 1 << 4,    /* named without a noun: "Twitter" */
  SAYSO_WORD_DOCUMENT = 1 << 5,  /* speaks for itself: "report" */
  SAYSO_WORD_OUTLET = 1 << 6,    /* part of the name of a paper or station: "Gazette" */
  SAYSO_WORD_REPORTING = 1 << 7, /* what papers do: "reported" */
  SAYSO_WORD_LISTENER = 1 << 8,  /* who was told: "reporters" */
  SAYSO_WORD_TITLE = 1 << 9,     /* no part of a name: "Senator" */
  SAYSO_WORD_OWN_CUE = 1 << 10,  /* a cue of a person's own */
  SAYSO_WORD_MALE = 1 << 11,     /* a title, first name or role of who is "he": "Mr.", "father" */
  SAYSO_WORD_FEMALE = 1 << 12,   /* and of who is "she" */
} SaysoWordClass;

typedef struct _SaysoLexicon SaysoLexicon;

/* An empty one. */
SaysoLexicon *sayso_lexicon_new (void);
void          sayso_lexicon_free (SaysoLexicon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoLexicon, sayso_lexicon_free)

/* Reads what a file holds over what is there; all of it or, with an error (G_IO_ERROR_INVALID_DATA) that names the
 * line, nothing. is_own: it is a person's, whose cues count whatever the weights say. */
gboolean sayso_lexicon_add (SaysoLexicon *self,
                            const char   *text,
                            gsize         n_bytes,
                            gboolean      is_own,
                            GError      **error);

/* The classes of a word, by its hash (SaysoToken.word); 0: none. self may be NULL. */
guint sayso_lexicon_look_up (const SaysoLexicon *self,
                             guint32             word);

G_END_DECLS
