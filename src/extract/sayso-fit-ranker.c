/* Fitting the ranker of speakers.
 *
 * A conditional logit over the candidates, by stochastic steps. It learns on the true chunks of each article, and on those that
 * were guessed for it, as it will meet them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-fit-private.h"
#include "extract/sayso-linker.h"

#include <math.h>

#define EPOCHS 20
#define RATE 0.02
#define DECAY 0.85
/* Pulls weights to zero, per epoch. */
#define SHRINK 0.02

typedef struct
{
  float *ranker;
  float  rate;
} RankerFit;

static void
nudge (RankerFit            *fit,
       const SaysoCandidate *candidate,
       float                 by)
{
  for (guint i = 0; i < candidate->n_features; i++)
    fit->ranker[candidate->features[i]] += by;
}

/* Not known who says it. */
#define UNKNOWN -2

/* One claim chunk whose speaker is known, or known to be nobody. */
static void
learn_speaker (RankerFit       *fit,
               const SaysoLink *link,
               int              speaker)
{
  SaysoCandidate        candidates[SAYSO_MAX_CANDIDATES];
  guint                 n = sayso_linker_list (link, candidates, G_N_ELEMENTS (candidates));
  const SaysoCandidate *right = NULL;
  double                sum = 0;

  sayso_linker_rank (fit->ranker, candidates, n);
  for (guint i = 0; i < n; i++)
    {
      sum += exp (candidates[i].score - candidates[0].score);
      if (candidates[i].chunk == speaker)
        right = &candidates[i];
    }
  if (right == NULL)
    return; /* beyond reach */
  for (guint i = 0; i < n; i++)
    nudge (fit, &candidates[i], fit->rate * ((right == &candidates[i]) - exp (candidates[i].score - candidates[0].score) / sum));
}

/* Who says each content chunk. */
static int *
find_speakers (const SaysoSheet *sheet,
               const GArray     *chunks)
{
  int *speakers = g_new (int, chunks->len + 1);

  for (guint i = 0; i < chunks->len; i++)
    speakers[i] = UNKNOWN;
  for (guint i = 0; i < sheet->gold->n_quotes; i++)
    {
      const SaysoGoldQuote *quote = &sheet->gold->quotes[i];
      guint                 from, to;
      int                   speaker = quote->has_speaker ? UNKNOWN : -1;

      if (quote->has_speaker && sayso_sheet_find (sheet, quote->speaker, &from, &to))
        {
          speaker = sayso_chunks_find (chunks, SAYSO_CHUNK_SPEAKER, from, to);
          if (speaker < 0)
            speaker = sayso_chunks_find (chunks, SAYSO_CHUNK_PASSED_OVER, from, to);
        }
      /* One that was not found is not nobody. */
      if (quote->has_speaker && speaker < 0)
        continue;
      for (guint j = 0; j < quote->n_spans; j++)
        {
          int content = sayso_sheet_find (sheet, quote->spans[j], &from, &to) ? sayso_chunks_find (chunks, SAYSO_CHUNK_CONTENT, from, to) : -1;

          if (content >= 0)
            speakers[content] = speaker;
        }
    }
  return speakers;
}

static void
learn_chunks (RankerFit        *fit,
              const SaysoSheet *sheet,
              const GArray     *chunks)
{
  g_autofree int      *speakers = find_speakers (sheet, chunks);
  g_autofree SaysoTie *ties = sayso_ties_new (sheet->tokens, chunks);
  SaysoLink            link = { sheet->tokens, (const SaysoChunk *)chunks->data, ties, chunks->len, 0, -1, -1 };

  for (guint i = 0; i < chunks->len; i++)
    {
      if (link.chunks[i].kind != SAYSO_CHUNK_CONTENT)
        continue;
      sayso_link_move (&link, i);
      if (speakers[i] == UNKNOWN)
        continue;
      learn_speaker (fit, &link, speakers[i]);
      link.previous = speakers[i];
    }
}

static void
learn_sheet (RankerFit        *fit,
             const SaysoSheet *sheet)
{
  g_autoptr (GArray) chunks = sayso_chunks_of_labels (sheet->tokens, sheet->labels, NULL);

  learn_chunks (fit, sheet, chunks);
  learn_chunks (fit, sheet, sheet->chunks);
}

/* A ranker of all folds but one. */
static float *
fit_ranker (const SaysoSheet *sheets,
            guint             n_sheets,
            guint             left_out)
{
  RankerFit fit = { g_new0 (float, 1u << SAYSO_RANKER_BITS), RATE };

  for (guint epoch = 0; epoch < EPOCHS; epoch++)
    {
      for (guint i = 0; i < n_sheets; i++)
        {
          const SaysoSheet *sheet = &sheets[(i * 7919ull + epoch) % n_sheets];

          if (sheet->fold != left_out)
            learn_sheet (&fit, sheet);
        }
      fit.rate *= DECAY;
      for (gsize i = 0; i < 1u << SAYSO_RANKER_BITS; i++)
        fit.ranker[i] *= 1 - SHRINK;
    }
  return fit.ranker;
}

void
sayso_fit_rankers (const SaysoSheet *sheets,
                   guint             n_sheets,
                   guint             n_folds,
                   float           **rankers)
{
  for (guint fold = 0; fold <= n_folds; fold++)
    rankers[fold] = fit_ranker (sheets, n_sheets, fold);
}
