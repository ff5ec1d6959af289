/* Aligning two versions of a text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-diff.h"

#include <string.h>

/* A gap is compared cell by cell up to this many cells. */
/* No further than this, so that the cost stays linear. */
#define MAX_SLIDE 256

#define MAX_CELLS (600 * 600)

typedef struct
{
  guint32 start; /* code points */
  guint32 length;
  guint32 hash;
} Token;

typedef struct
{
  gunichar *chars;
  guint     length;
  GArray   *tokens;
} Side;

typedef struct
{
  Side     old;
  Side     now;
  guint32 *map;
} Diff;

static gboolean
is_wordlike (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

static void
side_init (Side      *side,
           SaysoText *text)
{
  glong length;

  side->chars = g_utf8_to_ucs4_fast (sayso_text_get_utf8 (text), sayso_text_get_n_bytes (text), &length);
  side->length = length;
  side->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  for (guint i = 0; i < side->length;)
    {
      Token token = { i, 0, 2166136261u };

      /* FNV-1a */
      do
        token.hash = (token.hash ^ side->chars[i]) * 16777619u;
      while (is_wordlike (side->chars[i++]) && i < side->length && is_wordlike (side->chars[i]));
      token.length = i - token.start;
      g_array_append_val (side->tokens, token);
    }
}

static void
side_clear (Side *side)
{
  g_free (side->chars);
  g_array_unref (side->tokens);
}

static const Token *
token_at (const Side *side,
          guint       i)
{
  return &g_array_index (side->tokens, Token, i);
}

static gboolean
same_token (const Diff *diff,
            guint       i,
            guint       j)
{
  const Token *a = token_at (&diff->old, i), *b = token_at (&diff->now, j);

  return a->hash == b->hash && a->length == b->length
         && memcmp (diff->old.chars + a->start, diff->now.chars + b->start, a->length * sizeof (gunichar)) == 0;
}

static void
match_tokens (Diff *diff,
              guint i,
              guint j)
{
  const Token *a = token_at (&diff->old, i), *b = token_at (&diff->now, j);

  for (guint k = 0; k < a->length; k++)
    diff->map[a->start + k] = b->start + k;
}

/* Longest common subsequence of two short sequences, calling match () for its
 * pairs. */
static void
align_cells (guint n,
             guint m,
             gboolean (*same) (gpointer, guint, guint),
             void (*match) (gpointer, guint, guint),
             gpointer data)
{
  g_autofree guint16 *best = g_new0 (guint16, (gsize)(n + 1) * (m + 1));

#define BEST(i, j) best[(gsize)(i) * (m + 1) + (j)]
  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      BEST (i, j) = same (data, i, j) ? BEST (i + 1, j + 1) + 1 : MAX (BEST (i + 1, j), BEST (i, j + 1));
  for (guint i = 0, j = 0; i < n && j < m;)
    {
      if (same (data, i, j) && BEST (i, j) == BEST (i + 1, j + 1) + 1)
        match (data, i++, j++);
      else if (BEST (i + 1, j) >= BEST (i, j + 1))
        i++;
      else
        j++;
    }
#undef BEST
}

typedef struct
{
  Diff *diff;
  guint old_base;
  guint now_base;
} Gap;

static gboolean
same_chars_cb (gpointer data,
               guint    i,
               guint    j)
{
  Gap *gap = data;

  return gap->diff->old.chars[gap->old_base + i] == gap->diff->now.chars[gap->now_base + j];
}

static void
match_chars_cb (gpointer data,
                guint    i,
                guint    j)
{
  Gap *gap = data;

  gap->diff->map[gap->old_base + i] = gap->now_base + j;
}

/* Tokens old_from..old_to were replaced by now_from..now_to: a word that was
 * mistyped keeps most of its characters. */
static void
align_characters (Diff *diff,
                  guint old_from,
                  guint old_to,
                  guint now_from,
                  guint now_to)
{
  Gap   gap = { diff, 0, 0 };
  guint n, m;

  if (old_from >= old_to || now_from >= now_to)
    return;
  gap.old_base = token_at (&diff->old, old_from)->start;
  gap.now_base = token_at (&diff->now, now_from)->start;
  n = token_at (&diff->old, old_to - 1)->start + token_at (&diff->old, old_to - 1)->length - gap.old_base;
  m = token_at (&diff->now, now_to - 1)->start + token_at (&diff->now, now_to - 1)->length - gap.now_base;
  /* Long replacements are another text: letters they share mean nothing. */
  if (n > 80 || m > 80)
    return;
  align_cells (n, m, same_chars_cb, match_chars_cb, &gap);
}

static gboolean
same_tokens_cb (gpointer data,
                guint    i,
                guint    j)
{
  Gap *gap = data;

  return same_token (gap->diff, gap->old_base + i, gap->now_base + j);
}

typedef struct
{
  Gap   gap;
  guint old_done; /* tokens before these are aligned */
  guint now_done;
} TokenGap;

static gboolean
same_tokens_in_gap_cb (gpointer data,
                       guint    i,
                       guint    j)
{
  return same_tokens_cb (&((TokenGap *)data)->gap, i, j);
}

static void
match_tokens_in_gap_cb (gpointer data,
                        guint    i,
                        guint    j)
{
  TokenGap *at = data;

  align_characters (at->gap.diff, at->old_done, at->gap.old_base + i, at->now_done, at->gap.now_base + j);
  match_tokens (at->gap.diff, at->gap.old_base + i, at->gap.now_base + j);
  at->old_done = at->gap.old_base + i + 1;
  at->now_done = at->gap.now_base + j + 1;
}

/* Runs of three tokens that occur once on each side. */
typedef struct
{
  guint old_at;
  guint now_at;
  guint n_old;
  guint n_now;
} Run;

static guint
run_key (const Side *side,
         guint       i)
{
  guint key = token_at (side, i)->hash;

  key = key * 31 + token_at (side, i + 1)->hash;
  key = key * 31 + token_at (side, i + 2)->hash;
  return key;
}

static int
compare_runs_cb (gconstpointer a,
                 gconstpointer b)
{
  const Run *x = a, *y = b;

  return (x->old_at > y->old_at) - (x->old_at < y->old_at);
}

static GArray *
find_unique_runs (Diff *diff,
                  guint old_from,
                  guint old_to,
                  guint now_from,
                  guint now_to)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GArray        *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  GHashTableIter iter;
  gpointer       value;

  for (guint i = old_from; i + 3 <= old_to; i++)
    {
      gpointer key = GUINT_TO_POINTER (run_key (&diff->old, i));
      Run     *run = g_hash_table_lookup (table, key);

      if (run == NULL)
        {
          run = g_new0 (Run, 1);
          g_hash_table_insert (table, key, run);
        }
      run->old_at = i;
      run->n_old++;
    }
  for (guint j = now_from; j + 3 <= now_to; j++)
    {
      Run *run = g_hash_table_lookup (table, GUINT_TO_POINTER (run_key (&diff->now, j)));

      if (run == NULL)
        continue;
      run->now_at = j;
      run->n_now++;
    }
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Run *run = value;

      if (run->n_old == 1 && run->n_now == 1 && same_token (diff, run->old_at, run->now_at)
          && same_token (diff, run->old_at + 1, run->now_at + 1) && same_token (diff, run->old_at + 2, run->now_at + 2))
        g_array_append_val (runs, *run);
    }
  g_array_sort (runs, compare_runs_cb);
  return runs;
}

/* Keeps the longest subsequence of runs that ascends on both sides. */
static void
keep_increasing (GArray *runs)
{
  g_autofree guint *tails = g_new (guint, runs->len + 1);
  g_autofree guint *previous = g_new (guint, runs->len + 1);
  g_autoptr (GArray) kept = g_array_new (FALSE, TRUE, sizeof (Run));
  guint length = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (runs, Run, tails[middle]).now_at < g_array_index (runs, Run, i).now_at)
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  g_array_set_size (kept, length);
  for (guint at = length > 0 ? tails[length - 1] : G_MAXUINT, k = length; k > 0; at = previous[at], k--)
    g_array_index (kept, Run, k - 1) = g_array_index (runs, Run, at);
  g_array_set_size (runs, 0);
  g_array_append_vals (runs, kept->data, kept->len);
}

static void
align (Diff *diff,
       guint old_from,
       guint old_to,
       guint now_from,
       guint now_to,
       guint depth)
{
  g_autoptr (GArray) runs = NULL;
  guint old_end = old_to, now_end = now_to;

  for (; old_from < old_to && now_from < now_to && same_token (diff, old_from, now_from); old_from++, now_from++)
    match_tokens (diff, old_from, now_from);
  for (; old_end > old_from && now_end > now_from && same_token (diff, old_end - 1, now_end - 1); old_end--, now_end--)
    match_tokens (diff, old_end - 1, now_end - 1);
  if (old_from >= old_end || now_from >= now_end)
    return;

  if ((gsize)(old_end - old_from) * (now_end - now_from) <= MAX_CELLS)
    {
      TokenGap at = { { diff, old_from, now_from }, old_from, now_from };

      align_cells (old_end - old_from, now_end - now_from, same_tokens_in_gap_cb, match_tokens_in_gap_cb, &at);
      align_characters (diff, at.old_done, old_end, at.now_done, now_end);
      return;
    }
  runs = find_unique_runs (diff, old_from, old_end, now_from, now_end);
  keep_increasing (runs);
  /* Nothing in common, or nothing that gets smaller: two different texts. */
  if (runs->len == 0 || depth > 32)
    return;
  for (guint i = 0; i < runs->len; i++)
    {
      Run *run = &g_array_index (runs, Run, i);

      if (run->old_at < old_from || run->now_at < now_from)
        continue;
      align (diff, old_from, run->old_at, now_from, run->now_at, depth + 1);
      match_tokens (diff, run->old_at, run->now_at);
      old_from = run->old_at + 1;
      now_from = run->now_at + 1;
    }
  align (diff, old_from, old_end, now_from, now_end, depth + 1);
}

/* How well something that was cut out can begin here: after a paragraph, a
 * sentence, a word, or inside of one. */
static guint
rate_cut (SaysoText *old,
          guint      at)
{
  if (at == 0 || sayso_text_get_char (old, at - 1) == '\n')
    return 3;
  if (!g_unichar_isspace (sayso_text_get_char (old, at - 1)))
    return 0;
  return at > 1 && g_unichar_ispunct (sayso_text_get_char (old, at - 2)) ? 2 : 1;
}

/* A sentence that was cut may begin like the one after it; then either beginning
 * can be the one that is left. Moves what is gone back to where the cut is whole. */
static void
slide_gone_back (SaysoText *old,
                 guint32   *map)
{
  guint length = sayso_text_get_length (old);

  for (guint start = 0, end; start < length; start = end)
    {
      guint best = 0, rate, k;

      for (end = start; end < length && map[end] == SAYSO_DIFF_GONE; end++)
        ;
      if (end == start)
        {
          end++;
          continue;
        }
      rate = rate_cut (old, start);
      for (k = 1; k <= MIN (start, MAX_SLIDE) && map[start - k] != SAYSO_DIFF_GONE && sayso_text_get_char (old, start - k) == sayso_text_get_char (old, end - k); k++)
        if (rate_cut (old, start - k) > rate)
          {
            rate = rate_cut (old, start - k);
            best = k;
          }
      for (k = 1; k <= best; k++)
        {
          map[end - k] = map[start - k];
          map[start - k] = SAYSO_DIFF_GONE;
        }
    }
}

guint32 *
sayso_diff_map (SaysoText *old,
                SaysoText *now)
{
  Diff diff = { 0 };

  g_return_val_if_fail (SAYSO_IS_TEXT (old) && SAYSO_IS_TEXT (now), NULL);

  side_init (&diff.old, old);
  side_init (&diff.now, now);
  diff.map = g_new (guint32, diff.old.length + 1);
  memset (diff.map, 0xff, (diff.old.length + 1) * sizeof *diff.map);
  align (&diff, 0, diff.old.tokens->len, 0, diff.now.tokens->len, 0);
  side_clear (&diff.old);
  side_clear (&diff.now);
  slide_gone_back (old, diff.map);
  return diff.map;
}
