/* From tokens to labels by both passes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-pipeline.h"
#include "extract/sayso-reports.h"

#include <string.h>

/* What knows cue words. */
typedef struct
{
  const SaysoWeights *weights;
  const SaysoLexicon *lexicon;
} Cues;

/* A cue of a person's own is taken for one as good as "told". */
#define OWN_STRENGTH 12

static guint8
cue_strength_cb (guint32  word,
                 gpointer user_data)
{
  const Cues *cues = user_data;
  guint8      strength = sayso_weights_cue_strength (word, (gpointer)cues->weights);

  return strength == 0 && (sayso_lexicon_look_up (cues->lexicon, word) & SAYSO_WORD_OWN_CUE) ? OWN_STRENGTH : strength;
}

void
sayso_pipeline_finish (SaysoLattice *lattice,
                       guint8       *labels,
                       SaysoBeliefs *beliefs)
{
  sayso_reports_propose (&lattice->scene, labels);
  sayso_beliefs_add_paragraph (beliefs, lattice);
}

gboolean
sayso_pipeline_label (const SaysoWeights *weights,
                      const SaysoLexicon *lexicon,
                      SaysoTokens        *tokens,
                      SaysoLattice       *lattice,
                      GCancellable       *cancellable,
                      void (*progress) (double, gpointer),
                      gpointer      user_data,
                      guint8       *labels,
                      SaysoBeliefs *beliefs)
{
  guint8     first_pass[SAYSO_MAX_PARAGRAPH + 1];
  SaysoParse parse = { 0 };
  Cues       cues = { weights, lexicon };

  memset (labels, 0, tokens->n_tokens);
  for (guint i = 0; i < tokens->n_paragraphs; i++)
    {
      SaysoParagraph paragraph = tokens->paragraphs[i];

      if (i % 64 == 0 && g_cancellable_is_cancelled (cancellable))
        {
          sayso_parse_clear (&parse);
          return FALSE;
        }
      if (i % 64 == 0 && progress != NULL)
        progress ((double)i / tokens->n_paragraphs, user_data);
      sayso_scene_set (&lattice->scene, tokens, paragraph, cue_strength_cb, &cues);
      if (!sayso_scene_is_promising (&lattice->scene))
        continue;
      sayso_syntax_run (&weights->syntax, &parse, tokens, paragraph);
      sayso_scene_parse (&lattice->scene);
      sayso_lattice_look (lattice, weights->passes[0].known);
      sayso_labeller_run_first (weights->passes, lattice, first_pass);
      lattice->scene.labels = first_pass;
      sayso_lattice_look_at_labels (lattice, weights->passes[1].known_labels);
      sayso_labeller_run_second (weights->passes, lattice, labels + paragraph.start);
      sayso_pipeline_finish (lattice, labels + paragraph.start, beliefs);
    }
  sayso_parse_clear (&parse);
  return TRUE;
}
