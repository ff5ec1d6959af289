/* A fuzz target for the lexicon: what is refused changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static const char before[] = "[outlets]\ngazette\n";
  g_autoptr (SaysoLexicon) lexicon = sayso_lexicon_new ();
  g_autoptr (GError) error = NULL;
  guint32  word = sayso_tokens_hash ("gazette");
  gboolean good;

  g_assert_true (sayso_lexicon_add (lexicon, before, strlen (before), FALSE, NULL));
  good = sayso_lexicon_add (lexicon, (const char *)data, size, TRUE, &error);
  g_assert_true (good == (error == NULL));
  if (!good)
    g_assert_cmpuint (sayso_lexicon_look_up (lexicon, word), ==, SAYSO_WORD_OUTLET);
  return 0;
}
