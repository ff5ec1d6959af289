/* The extractor: an article's text in, proposals of who says what out.
 *
 * Tokens are labelled in two passes (extract/sayso-labeller.h), chunks are joined into quotes
 * and given speakers (extract/sayso-linker.h), sources are looked for by rule
 * (extract/sayso-source.h) and mentions grouped into identities (extract/sayso-identity.h).
 * Without fitted weights, rules alone find quotations and "NAME said" (extract/sayso-rules.h).
 * No file is read but weights and lexicons when an extractor is made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "extract/sayso-syntax.h"

G_BEGIN_DECLS

typedef enum
{
  SAYSO_QUOTE_DIRECT,
  SAYSO_QUOTE_INDIRECT,
  SAYSO_QUOTE_MIXED,
} SaysoQuoteKind;

/* All spans count code points; all pointers are owned by the SaysoQuotes. */
typedef struct
{
  SaysoSpan     *spans; /* the claim's pieces, in order */
  guint          n_spans;
  SaysoSpan      speaker;
  SaysoSpan      cue;
  SaysoSpan      source;
  gboolean       has_speaker;
  gboolean       has_cue;
  gboolean       has_source;
  SaysoQuoteKind kind;
  guint          confidence;   /* per mille: of those given as 900, nine in ten are right */
  gboolean       negated;      /* "did not say that …" */
  guint          identity;     /* index into identities, G_MAXUINT for none */
  const char    *speaker_name; /* the fullest name in the article, or NULL */
  SaysoSpan     *candidates;   /* other speakers, best first, without the chosen one */
  guint          n_candidates;
} SaysoQuote;

typedef struct
{
  char      *name; /* the fullest mention */
  SaysoSpan *mentions;
  guint      n_mentions;
} SaysoQuoteIdentity;

typedef struct
{
  SaysoQuote         *quotes; /* in the order of the text */
  guint               n_quotes;
  SaysoQuoteIdentity *identities;
  guint               n_identities;
} SaysoQuotes;

void sayso_quotes_free (SaysoQuotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoQuotes, sayso_quotes_free)

typedef struct _SaysoExtractor SaysoExtractor;

/* Weights from weights_path; NULL looks in $SAYSO_DATADIR, where Sayso is installed, and
 * in the source tree. If there are none and no path was given, rules alone do. Errors are of
 * SAYSO_WEIGHTS_ERROR. An extractor does not change and may be used by any number
 * of threads. */
SaysoExtractor *sayso_extractor_new (const char *weights_path,
                                     GError    **error);
SaysoExtractor *sayso_extractor_new_from_bytes (GBytes  *weights,
                                                GError **error);
SaysoExtractor *sayso_extractor_new_rules (void);
/* Reads a person's own words over those that come with Sayso (extract/sayso-lexicon.h): from a file, or from
 * "lexicon.txt" in Sayso's folder of the person's data, if there is one. Before the first run, and by one
 * thread. The error names file and line; then nothing of the file counts. */
gboolean sayso_extractor_add_lexicon (SaysoExtractor *self,
                                      const char     *path,
                                      GError        **error);
gboolean sayso_extractor_add_own_lexicon (SaysoExtractor *self,
                                          GError        **error);
void     sayso_extractor_free (SaysoExtractor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaysoExtractor, sayso_extractor_free)

/* What tags and parses for it, to fit others with; its tables are NULL for rules alone. Valid as
 * long as the extractor. */
SaysoSyntaxWeights sayso_extractor_get_syntax (SaysoExtractor *self);

/* What it was fitted on, or NULL: rules alone. */
const char *sayso_extractor_get_description (SaysoExtractor *self);

/* done is a share from 0 to 1; called in the thread that runs. */
typedef void (*SaysoExtractProgress) (double   done,
                                      gpointer user_data);

/* NULL only when cancelled. */
SaysoQuotes *sayso_extractor_run (SaysoExtractor      *self,
                                  const char          *utf8,
                                  gsize                n_bytes,
                                  GCancellable        *cancellable,
                                  SaysoExtractProgress progress,
                                  gpointer             user_data,
                                  GError             **error);

/* Who may say this claim, whatever found or made it: speakers best first, an array of n_speakers
 * spans to be freed with g_free (). */
SaysoSpan *sayso_extractor_rank_speakers (SaysoExtractor  *self,
                                          const char      *utf8,
                                          gsize            n_bytes,
                                          const SaysoSpan *claim,
                                          guint            n_spans,
                                          guint           *n_speakers);

G_END_DECLS
