/* A fuzz target for the extractor: in any text, spans lie inside it and in order, and what is said
 * of them makes sense.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-extractor.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
check_span (SaysoSpan span,
            glong     length)
{
  g_assert_cmpuint (span.start, <, span.end);
  g_assert_cmpuint (span.end, <=, (guint)length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SaysoExtractor *extractors[2];
  g_autofree char       *utf8 = g_utf8_make_valid ((const char *)data, (gssize)size);
  glong                  length = g_utf8_strlen (utf8, -1);

  if (extractors[0] == NULL)
    {
      extractors[0] = sayso_extractor_new (NULL, NULL);
      extractors[1] = sayso_extractor_new_rules ();
    }
  for (guint e = 0; e < G_N_ELEMENTS (extractors); e++)
    {
      g_autoptr (SaysoQuotes) quotes = sayso_extractor_run (extractors[e], utf8, strlen (utf8), NULL, NULL, NULL, NULL);

      for (guint i = 0; i < quotes->n_quotes; i++)
        {
          const SaysoQuote *quote = &quotes->quotes[i];

          for (guint k = 0; k < quote->n_spans; k++)
            {
              check_span (quote->spans[k], length);
              g_assert_true (k == 0 || quote->spans[k - 1].end <= quote->spans[k].start);
            }
          if (quote->has_speaker)
            check_span (quote->speaker, length);
          if (quote->has_cue)
            check_span (quote->cue, length);
          if (quote->has_source)
            check_span (quote->source, length);
          g_assert_cmpuint (quote->confidence, <=, 1000);
          g_assert_true (quote->identity == G_MAXUINT || quote->identity < quotes->n_identities);
        }
    }
  return 0;
}
