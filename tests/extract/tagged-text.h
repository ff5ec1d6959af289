/* Text that is cut and tagged, for tests of what reads names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "extract/sayso-extractor.h"
#include "extract/sayso-lexicon.h"
#include "extract/sayso-syntax.h"
#include "text/sayso-data-files.h"

#include <string.h>

/* What knows of words and of tags. */
typedef struct
{
  SaysoExtractor *extractor;
  SaysoLexicon   *lexicon;
} Reader;

static inline void
reader_open (Reader *self)
{
  g_autofree char *path = sayso_data_file ("lexicon.txt");
  g_autofree char *text = NULL;
  gsize            n_bytes;
  g_autoptr (GError) error = NULL;

  self->extractor = sayso_extractor_new (NULL, &error);
  g_assert_no_error (error);
  self->lexicon = sayso_lexicon_new ();
  g_file_get_contents (path, &text, &n_bytes, &error);
  g_assert_no_error (error);
  sayso_lexicon_add (self->lexicon, text, n_bytes, FALSE, &error);
  g_assert_no_error (error);
}

static inline void
reader_clear (Reader *self)
{
  sayso_extractor_free (self->extractor);
  sayso_lexicon_free (self->lexicon);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* The text must outlive the tokens. */
static inline SaysoTokens *
reader_tag (const Reader *self,
            const char   *utf8)
{
  SaysoTokens       *tokens = sayso_tokens_new (utf8, strlen (utf8));
  SaysoSyntaxWeights syntax = sayso_extractor_get_syntax (self->extractor);
  SaysoParse         parse = { 0 };

  for (guint i = 0; i < tokens->n_paragraphs; i++)
    sayso_syntax_run (&syntax, &parse, tokens, tokens->paragraphs[i]);
  sayso_parse_clear (&parse);
  return tokens;
}
