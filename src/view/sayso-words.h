/* The model's values in words for people: what cards, chips, messages and
 * screen readers say.
 *
 * Text from an article or a person is never Pango markup here, and is wrapped in
 * bidi isolates where it stands inside a sentence of ours. Strings are owned by
 * the caller unless they are const.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/sayso-document.h"

G_BEGIN_DECLS

const char *sayso_words_type (SaysoAnnotationType type);
const char *sayso_words_kind (SaysoKind kind);
const char *sayso_words_status (SaysoStatus status);
const char *sayso_words_identity_kind (SaysoIdentityKind kind);
const char *sayso_words_set_origin (SaysoOrigin origin);

/* FSI text PDI: keeps right-to-left text from turning the sentence around it. */
char *sayso_words_isolate (const char *text);
/* A sentence of ours, with such words in the place of its one %s. */
char *sayso_words_fill (const char *format,
                        const char *text);
/* A message without what would turn all that follows it. Isolates, which cannot, stay. */
char *sayso_words_unturned (const char *message);
/* One line, white space folded, at most max_chars (then with an ellipsis). */
char *sayso_words_one_line (const char *text,
                            guint       max_chars);
/* The same of what an annotation covers, without copying all of a long one. */
char *sayso_words_snippet (SaysoDocument   *document,
                           SaysoAnnotation *annotation,
                           guint            max_chars);
/* "DW" for "Dana Whitlock": at most two letters, "?" where there is none. */
char *sayso_words_initials (const char *name);

/* The name of a mention: its identity's, else the words themselves. */
char *sayso_words_mention (SaysoDocument   *document,
                           SaysoAnnotation *mention);
/* Who says a claim: "Dana Whitlock", "A and B"; NULL where nobody is linked. */
char *sayso_words_speaker (SaysoDocument   *document,
                           SaysoAnnotation *claim);
/* Where it was said: NULL where nothing is linked. */
char *sayso_words_source (SaysoDocument   *document,
                          SaysoAnnotation *claim);
/* What else there is about a claim, in one line: "Mixed · “warning” · 72 % sure · #harbour". */
char *sayso_words_facts (SaysoDocument   *document,
                         SaysoAnnotation *claim);
/* A claim as a whole sentence, for list rows and announcements. */
char *sayso_words_claim_sentence (SaysoDocument   *document,
                                  SaysoAnnotation *claim);
/* Why a suggestion was made, in words. */
char *sayso_words_reason (SaysoDocument   *document,
                          SaysoAnnotation *claim);
/* A claim with its attribution, to be pasted into a text. */
char *sayso_words_citation (SaysoDocument   *document,
                            SaysoAnnotation *claim,
                            const char      *article_name);
/* Items of a list, with the comma of the language: "one, two, three". */
char *sayso_words_list (char **items);
/* A number alone, in the digits of the language. */
char *sayso_words_number (guint number);
/* "72 %", or NULL where no confidence is given. */
char *sayso_words_confidence (int per_mille);
/* How sure a program is, from a percentage in words: "93 % sure". */
char *sayso_words_sure (const char *confidence);

G_END_DECLS
