/* What a mention calls whoever it means.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-name.h"
#include "tagged-text.h"

static void
check (const Reader *reader,
       const char   *mention,
       const char   *expected,
       const char   *shown)
{
  g_autofree char *utf8 = g_strconcat (mention, " said so.", NULL);
  g_autoptr (SaysoTokens) tokens = reader_tag (reader, utf8);
  SaysoName        found = sayso_name_find (tokens, reader->lexicon, 0, tokens->n_tokens - 3);
  g_autofree char *name = found.start < found.end ? sayso_tokens_dup_text (tokens, found.start, found.end) : g_strdup ("");
  g_autofree char *call = sayso_tokens_dup_text (tokens, found.shown_start, found.shown_end);

  g_assert_cmpstr (name, ==, expected);
  g_assert_cmpstr (call, ==, shown != NULL ? shown : expected);
}

/* A mention, the name in it, and what to show if that is not the name. */
static void
test_names (void)
{
  static const char *const cases[][3] = {
    { "Ada Finch", "Ada Finch" },
    { "Ada Finch, a pollster and strategist who joined the campaign,", "Ada Finch" },
    { "Ada Finch, who runs the harbour,", "Ada Finch" },
    { "Ada Finch, 57,", "Ada Finch" },
    { "Ada Finch, director of the harbour board,", "Ada Finch" },
    { "Ada Finch, Chairwoman and CEO of the harbour,", "Ada Finch" },
    { "Ada B. Finch of Lowmere", "Ada B. Finch" },
    { "Bo de Renwick", "Bo de Renwick" },
    /* Titles, and what comes with them. */
    { "Senator Ada Finch, his rival,", "Ada Finch" },
    { "Senator Finch", "Finch", "Senator Finch" },
    { "Lowmere Mayor Ada Finch", "Ada Finch" },
    { "former Secretary of State Ada Finch", "Ada Finch" },
    { "Mr. Renwick", "Renwick", "Mr. Renwick" },
    { "Lowmere Lt. Gov. Ada Finch", "Ada Finch" },
    { "General Seafoods", "Seafoods", "General Seafoods" },
    { "Bo King", "Bo King" },
    /* The name behind roles. */
    { "Finch campaign manager Bo Renwick", "Bo Renwick" },
    { "Finch's lawyer, Bo Renwick,", "Bo Renwick" },
    { "harbour historian Cy Marsh", "Cy Marsh" },
    { "Gazette contributor and harbour historian Cy Marsh", "Cy Marsh" },
    { "the head of the harbour board, Cy Marsh,", "Cy Marsh" },
    { "the board's chair, Lowmere Sen. Cy Marsh", "Cy Marsh" },
    { "Former Finch Senior Adviser Cy Marsh", "Cy Marsh" },
    /* Who has no name, but somebody else's near it. */
    { "Finch's lawyer", "", "Finch's lawyer" },
    { "a spokesman for Finch", "", "a spokesman for Finch" },
    { "Supporters of Finch", "", "Supporters of Finch" },
    { "the Finch campaign", "", "the Finch campaign" },
    { "Finch and her aides", "", "Finch and her aides" },
    { "residents of Renwick, Lowmere,", "", "residents of Renwick, Lowmere" },
    { "the Speaker", "", "the Speaker" },
    { "a pollster, who was not there,", "", "a pollster" },
    { "a board member who backs Finch", "", "a board member" },
    { "he", "", "he" },
    /* Several. */
    { "Ada Finch, Bo Renwick and Cy Marsh", "", "Ada Finch, Bo Renwick and Cy Marsh" },
    { "Finch and Renwick", "", "Finch and Renwick" },
    { "Two analysts, Ada Finch and Bo Renwick", "", "Two analysts, Ada Finch and Bo Renwick" },
    /* What is no person. */
    { "The notes released Monday", "", "The notes released Monday" },
    { "The Gazette", "Gazette", "The Gazette" },
    { "the Lowmere Gazette", "Lowmere Gazette" },
    { "the University of Lowmere", "University of Lowmere" },
    { "the Chamber of the Coast", "Chamber of the Coast" },
    { "Finch & Renwick", "Finch & Renwick" },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&reader, cases[i][0], cases[i][1], cases[i][2]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/name/names", test_names);
  return g_test_run ();
}
