/* Who the mentions of an article are, and what they are called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"
#include "extract/sayso-identity.h"
#include "extract/sayso-syntax.h"

#include <string.h>

static char *
name_in (SaysoSyntaxWeights syntax,
         const char        *mention)
{
  g_autofree char *utf8 = g_strconcat (mention, " said so.", NULL);
  g_autoptr (SaysoTokens) tokens = sayso_tokens_new (utf8, strlen (utf8));
  SaysoParse        parse = { 0 };
  guint             end;
  const SaysoToken *last;

  sayso_syntax_run (&syntax, &parse, tokens, tokens->paragraphs[0]);
  sayso_parse_clear (&parse);
  end = sayso_identity_name_end (tokens, 0, tokens->n_tokens - 3);
  last = &tokens->tokens[end - 1];
  return g_strndup (utf8, last->byte + last->n_bytes);
}

/* What tells more of somebody is no part of the name; a list, and whoever has none, stay whole. */
static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "Ada Finch", "Ada Finch" },
    { "Ada Finch, a pollster and strategist who joined the campaign,", "Ada Finch" },
    { "Ada Finch, who runs the harbour,", "Ada Finch" },
    { "Ada Finch, 57,", "Ada Finch" },
    { "Ada Finch, director of the harbour board,", "Ada Finch" },
    { "Senator Ada Finch, his rival,", "Senator Ada Finch" },
    { "Ada Finch, Bo Renwick and Cy Marsh", "Ada Finch, Bo Renwick and Cy Marsh" },
    { "a pollster, who was not there,", "a pollster, who was not there," },
    { "he", "he" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SaysoExtractor) extractor = sayso_extractor_new (NULL, &error);
  SaysoSyntaxWeights syntax;

  g_assert_no_error (error);
  syntax = sayso_extractor_get_syntax (extractor);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = name_in (syntax, cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/identity/names", test_names);
  return g_test_run ();
}
