/* From tokens to labels by both passes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-pipeline.h"

#include <math.h>
#include <string.h>

gboolean
sayso_pipeline_label (const SaysoWeights *weights,
                      const SaysoTokens  *tokens,
                      SaysoLattice       *lattice,
                      GCancellable       *cancellable,
                      void (*progress) (double, gpointer),
                      gpointer user_data,
                      guint8  *labels,
                      gint32  *margins)
{
  guint8 first_pass[SAYSO_MAX_PARAGRAPH + 1];

  memset (labels, 0, tokens->n_tokens);
  if (margins != NULL)
    memset (margins, 0, tokens->n_tokens * sizeof *margins);
  for (guint i = 0; i < tokens->n_paragraphs; i++)
    {
      SaysoParagraph paragraph = tokens->paragraphs[i];

      if (i % 64 == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (i % 64 == 0 && progress != NULL)
        progress ((double)i / tokens->n_paragraphs, user_data);
      sayso_scene_set (&lattice->scene, tokens, paragraph, NULL, sayso_weights_cue_strength, (gpointer)weights);
      if (!sayso_scene_is_promising (&lattice->scene))
        continue;
      sayso_labeller_run (&weights->passes[0], lattice, first_pass, NULL);
      sayso_scene_set (&lattice->scene, tokens, paragraph, first_pass, sayso_weights_cue_strength, (gpointer)weights);
      sayso_labeller_run (&weights->passes[1], lattice, labels + paragraph.start, margins != NULL ? margins + paragraph.start : NULL);
    }
  return TRUE;
}

void
sayso_pipeline_describe (const SaysoTokens *tokens,
                         const SaysoChunk  *chunk,
                         gboolean           has_cue,
                         gboolean           has_speaker,
                         float             *out)
{
  out[0] = 1;
  out[1] = logf (1 + MAX (chunk->margin_least, 0) / 16.0f);
  out[2] = logf (1 + MAX (chunk->margin_mean, 0) / 16.0f);
  out[3] = logf (1 + MAX (chunk->margin_first, 0) / 16.0f);
  out[4] = logf (1 + MAX (chunk->margin_last, 0) / 16.0f);
  out[5] = has_cue;
  out[6] = has_speaker;
  out[7] = tokens->tokens[chunk->start].mark != SAYSO_MARK_OUTSIDE;
}
