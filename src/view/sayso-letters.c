/* Letters at places of the article, to be typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-letters.h"

#include <string.h>

#define N_LETTERS 26

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return sayso_span_compare (((const SaysoLetter *)a)->span, ((const SaysoLetter *)b)->span);
}

/* As many single letters as leave enough pairs for the rest. */
static guint
count_single (guint n)
{
  guint n_single = N_LETTERS;

  while (n_single > 0 && n_single + (N_LETTERS - n_single) * N_LETTERS < n)
    n_single--;
  return n_single;
}

GArray *
sayso_letters_new (const SaysoSpan *spans,
                   guint            n_spans)
{
  GArray *letters = g_array_new (FALSE, TRUE, sizeof (SaysoLetter));
  guint   n = MIN (n_spans, SAYSO_LETTERS_MAX), n_single = count_single (n), i_single = 0, i_pair = 0;

  for (guint i = 0; i < n; i++)
    {
      /* The length of the label, until the labels are given. */
      SaysoLetter letter = { .span = spans[i], .label = { i < n_single ? 1 : 2 } };

      g_array_append_val (letters, letter);
    }
  g_array_sort (letters, compare_spans);
  for (guint i = 0; i < n; i++)
    {
      char *label = g_array_index (letters, SaysoLetter, i).label;

      if (label[0] == 1)
        label[0] = (char)('a' + i_single++);
      else
        {
          label[0] = (char)('a' + n_single + i_pair / N_LETTERS);
          label[1] = (char)('a' + i_pair++ % N_LETTERS);
        }
    }
  return letters;
}

gboolean
sayso_letters_type (GArray *letters,
                    char    letter)
{
  guint n = 0;

  for (guint i = 0; i < letters->len; i++)
    n += g_array_index (letters, SaysoLetter, i).label[0] == letter;
  if (n == 0)
    return FALSE;
  for (guint i = letters->len; i-- > 0;)
    {
      char *label = g_array_index (letters, SaysoLetter, i).label;

      if (label[0] != letter)
        g_array_remove_index (letters, i);
      else
        memmove (label, label + 1, sizeof ((SaysoLetter *)0)->label - 1);
    }
  return TRUE;
}
