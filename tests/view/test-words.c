/* The words of the interface keep text from files apart from their own: what it says is shown, what it would do to the
 * text around it is not done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-words.h"

#include <string.h>

#define FSI "\u2068"
#define PDI "\u2069"

static void
test_isolate (void)
{
  static const struct
  {
    const char *text, *shown;
  } cases[] = {
    { "Oda Renwick", FSI "Oda Renwick" PDI },
    { "\u05d0\u05d1", FSI "\u05d0\u05d1" PDI },
    { "", FSI PDI },
    /* Out of its isolation, and on from there. */
    { "Oda" PDI "\u202egnp.exe", FSI "Odagnp.exe" PDI },
    { FSI FSI "Oda\u2066\u202a\u202c", FSI "Oda" PDI },
    { "Oda\nRenwick\tor\x1b[31m\x07", FSI "Oda\nRenwick\tor[31m" PDI },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = sayso_words_isolate (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_one_line (void)
{
  static const struct
  {
    const char *text;
    guint       max;
    const char *shown;
  } cases[] = {
    { "Oda  Renwick\n\nsaid", 40, "Oda Renwick said" },
    { "  Oda ", 40, "Oda" },
    { "Oda Renwick", 5, "Oda R…" },
    { "Oda\u202e\u2069\x1b Renwick", 40, "Oda Renwick" },
    { "<b>Oda</b> & co", 40, "<b>Oda</b> & co" },
    { "\n \n", 40, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = sayso_words_one_line (cases[i].text, cases[i].max);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What turns the direction stays out of a message, whoever wrote the name in it. */
static void
test_messages (void)
{
  g_autofree char *filled = sayso_words_fill ("Saved as “%s”.", "\u202efdp.exe" PDI);
  g_autofree char *unturned = sayso_words_unturned ("“" FSI "Oda" PDI "\u202e\u2067.txt”: not saved");

  g_assert_cmpstr (filled, ==, "Saved as “" FSI "fdp.exe" PDI "”.");
  g_assert_cmpstr (unturned, ==, "“" FSI "Oda" PDI ".txt”: not saved");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/words/isolate", test_isolate);
  g_test_add_func ("/view/words/one-line", test_one_line);
  g_test_add_func ("/view/words/messages", test_messages);
  return g_test_run ();
}
