/* Who the mentions of an article are, and what they are called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-identity.h"
#include "tagged-text.h"

/* Takes the brackets out of "[Ada Finch] said …"; returns the token ranges that they were around. */
static GArray *
list_mentions (const Reader *reader,
               const char   *bracketed,
               GString      *utf8,
               SaysoTokens **tokens)
{
  GArray *mentions = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));

  for (const char *c = bracketed; *c != '\0'; c++)
    if (*c == '[' || *c == ']')
      {
        guint at = utf8->len;

        g_array_append_val (edges, at);
      }
    else
      g_string_append_c (utf8, *c);
  *tokens = reader_tag (reader, utf8->str);
  for (guint i = 0; i + 1 < edges->len; i += 2)
    {
      guint range[2] = { sayso_tokens_find (*tokens, g_array_index (edges, guint, i)),
                         sayso_tokens_find (*tokens, g_array_index (edges, guint, i + 1)) };

      g_array_append_val (mentions, range);
    }
  return mentions;
}

/* What each mention is called, joined by "|". */
static char *
call (const Reader *reader,
      const char   *bracketed)
{
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (SaysoTokens) tokens = NULL;
  g_autoptr (GArray) mentions = list_mentions (reader, bracketed, utf8, &tokens);
  g_autofree guint     *identities = NULL;
  g_autofree SaysoSpan *names = NULL;
  g_autoptr (GString) calls = g_string_new (NULL);
  guint n = sayso_identities_find (tokens, reader->lexicon, (const guint (*)[2])mentions->data, mentions->len, &identities, &names);

  for (guint i = 0; i < mentions->len; i++)
    {
      SaysoSpan        name = names[identities[i]];
      g_autofree char *form = sayso_tokens_dup_text (tokens, name.start, name.end);

      g_assert_cmpuint (identities[i], <, n);
      g_string_append_printf (calls, "%s%s", i > 0 ? "|" : "", form);
    }
  return g_string_free (g_steal_pointer (&calls), FALSE);
}

static void
test_identities (void)
{
  static const char *const cases[][2] = {
    { "[Ada Finch] spoke. [Finch] wrote, and [she] said so again.", "Ada Finch|Ada Finch|Ada Finch" },
    { "[Finch] spoke, then [Senator Ada Finch] and [Ada B. Finch] wrote.", "Ada B. Finch|Ada B. Finch|Ada B. Finch" },
    { "[Ada Finch] spoke, and [Bo Finch] wrote.", "Ada Finch|Bo Finch" },
    /* Nobody is who somebody else is named by. */
    { "[Finch] spoke. [Finch's lawyer] wrote, and [a spokesman for Finch] called.", "Finch|Finch's lawyer|a spokesman for Finch" },
    { "[Finch] spoke. [Finch campaign manager Bo Renwick] wrote. [Renwick] called.", "Finch|Bo Renwick|Bo Renwick" },
    { "[Finch] spoke. [The Finch campaign] wrote.", "Finch|The Finch campaign" },
    { "[Finch and Renwick] spoke. [They] wrote. [Renwick] called.", "Finch and Renwick|Finch and Renwick|Renwick" },
    { "[The University of Lowmere] wrote. [Lowmere] answered.", "The University of Lowmere|Lowmere" },
    { "[Gazette contributor and harbour historian Cy Marsh] wrote. [Marsh] called.", "Cy Marsh|Cy Marsh" },
    /* "Who" is nobody who stands elsewhere, and nobody is called so. */
    { "[Ada Finch], [who] spoke, wrote.", "Ada Finch|Ada Finch" },
    { "[Ada Finch] spoke of the guards at the gate, [who] wrote. [She] called.", "Ada Finch|who|Ada Finch" },
    /* Roles of who was named. */
    { "[Mayor Ada Finch] spoke. [The mayor] wrote, and [she] called.", "Ada Finch|Ada Finch|Ada Finch" },
    { "[Ada Finch, a pollster,] spoke. [The pollster] wrote. [A pollster] called.", "Ada Finch|Ada Finch|A pollster" },
    { "[Ada Finch] spoke. [Finch's lawyer] wrote, and [he] called.", "Ada Finch|Finch's lawyer|Finch's lawyer" },
    { "[Ada Finch] spoke. [The report] came, and [she] called.", "Ada Finch|The report|Ada Finch" },
    { "[Ada Finch] spoke. [The Lowmere Gazette] asked, and [she] called.", "Ada Finch|The Lowmere Gazette|Ada Finch" },
    { "[Ada Finch] spoke. [The reason] is known, and [she] called.", "Ada Finch|The reason|Ada Finch" },
    { "[Ada Finch] spoke. [LBC] asked, and [she] called.", "Ada Finch|LBC|Ada Finch" },
    /* He and she. */
    { "[Mr. Finch] spoke. [Mrs. Finch] wrote. [He] called, and [she] came.", "Mr. Finch|Mrs. Finch|Mr. Finch|Mrs. Finch" },
    { "[Ada Finch] spoke. [George Renwick] wrote. [She] called.", "Ada Finch|George Renwick|Ada Finch" },
    { "[Renwick] spoke. [He] wrote. [She] called. [Ada Renwick] came.", "Renwick|Renwick|She|Ada Renwick" },
    { "[His mother] spoke. [He] wrote. [She] called.", "His mother|He|His mother" },
    { "[Ada Finch] spoke. [I] wrote. [I] called, and [we] came.", "Ada Finch|I|I|we" },
    { "[The officials] spoke. [They] wrote.", "The officials|The officials" },
  };
  g_auto (Reader) reader = { 0 };

  reader_open (&reader);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *calls = call (&reader, cases[i][0]);

      g_assert_cmpstr (calls, ==, cases[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/identity/identities", test_identities);
  return g_test_run ();
}
