/* What the labeller makes of votes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-labeller.h"
#include "extract/sayso-mix.h"

#include <string.h>

#define BITS 4

/* So many votes of each step to outside, the others have none, add up to less than what a chunk gets ahead. */
#define LITTLE 10

typedef struct
{
  gint8             votes[SAYSO_ROW << BITS];
  gint8             step_votes[SAYSO_STEP_ROW << BITS];
  guint8            known[SAYSO_KNOWN_BYTES];
  SaysoLabelWeights weights;
} Weights;

/* All features share their votes: each step to outside gets as many. */
static Weights *
make_weights (gint8 outside)
{
  Weights *self = g_new0 (Weights, 1);

  for (guint row = 0; row < 1u << BITS; row++)
    for (guint from = 0; from < SAYSO_N_CHUNK_KINDS; from++)
      self->step_votes[row * SAYSO_STEP_ROW + from * SAYSO_N_CHUNK_KINDS] = outside;
  self->weights = (SaysoLabelWeights){
    .bits = BITS,
    .step_bits = BITS,
    .votes = self->votes,
    .step_votes = self->step_votes,
    .stride = SAYSO_ROW,
    .step_stride = SAYSO_STEP_ROW,
    .known = self->known,
    .known_labels = self->known,
  };
  return self;
}

static guint8
no_cue_cb (guint32  word,
           gpointer user_data)
{
  return 0;
}

/* How many tokens are labelled, by one pass or the other. */
static guint
count_labelled (gint8    outside,
                gboolean is_second)
{
  static const char   utf8[] = "Ada said so.";
  g_autofree Weights *weights = make_weights (outside);
  g_autoptr (SaysoTokens) tokens = sayso_tokens_new (utf8, strlen (utf8));
  g_autofree guint8 *first_pass = g_new0 (guint8, tokens->n_tokens);
  g_autofree guint8 *labels = g_new0 (guint8, tokens->n_tokens);
  SaysoLattice       lattice = { 0 };
  guint              n = 0;

  for (guint i = 0; i < tokens->n_tokens; i++)
    tokens->tokens[i].head = i;
  sayso_scene_set (&lattice.scene, tokens, tokens->paragraphs[0], no_cue_cb, NULL);
  sayso_scene_parse (&lattice.scene);
  sayso_lattice_look (&lattice, weights->known);
  if (is_second)
    {
      lattice.scene.labels = first_pass;
      sayso_lattice_look_at_labels (&lattice, weights->known);
    }
  sayso_labeller_run (&weights->weights, &lattice, labels);
  for (guint i = 0; i < tokens->n_tokens; i++)
    n += labels[i] != 0;
  sayso_lattice_clear (&lattice);
  return n;
}

/* The first pass takes what has the most votes; the second prefers a chunk that is nearly as likely as none, for it is
 * judged later, but not one that is unlikely. */
static void
test_leans (void)
{
  g_assert_cmpuint (count_labelled (LITTLE, FALSE), ==, 0);
  g_assert_cmpuint (count_labelled (LITTLE, TRUE), >, 0);
  g_assert_cmpuint (count_labelled (100, TRUE), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/labeller/leans", test_leans);
  return g_test_run ();
}
