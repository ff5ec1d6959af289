/* The file of fitted weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-weights.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAGIC "SAYSOWT8"
#define ALIGNMENT 16
#define N_PASSES 2
#define N_FORESTS 2

typedef struct
{
  char    magic[8];
  guint64 size;
  guint64 checksum;
  guint32 description_length;
  guint32 n_cues;
  guint32 bits; /* of both passes */
  guint32 step_bits;
  guint32 ranker_bits;
  guint32 n_trees[N_FORESTS];
  guint32 syntax_bits; /* 0: none */
  guint32 n_reporting;
  float   threshold;
  float   starts[N_FORESTS];
} Header;

G_DEFINE_QUARK (sayso - weights - error - quark, sayso_weights_error)

/* FNV-1a over words of eight bytes: fast enough to check at every start. */
static guint64
checksum_of (const guint8 *data,
             gsize         size)
{
  guint64 sum = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      guint64 word;

      memcpy (&word, data + i, 8);
      sum = (sum ^ word) * G_GUINT64_CONSTANT (1099511628211);
      sum ^= sum >> 29;
    }
  return sum;
}

/* Of all but what stands before the checksum itself: magic and size are checked by themselves. */
static guint64
checksum_of_file (const Header *header,
                  const guint8 *body,
                  gsize         size)
{
  const guint8 *rest = (const guint8 *)&header->checksum + sizeof header->checksum;

  return checksum_of (body, size) ^ checksum_of (rest, (const guint8 *)(header + 1) - rest);
}

static gsize
aligned (gsize size)
{
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static gboolean
damaged (GError    **error,
         const char *what)
{
  g_set_error (error, SAYSO_WEIGHTS_ERROR, SAYSO_WEIGHTS_ERROR_DAMAGED,
               /* Translators: the weights are the fitted part of the quote extractor. */
               _ ("the weights file is damaged (%s); install Sayso again, or fit new weights"), what);
  return FALSE;
}

static gboolean
check (const Header *header,
       gsize         size,
       GError      **error)
{
  if (size < aligned (sizeof *header) || memcmp (header->magic, MAGIC, 8) != 0)
    return damaged (error, _ ("it does not begin as one"));
  if (header->size != size)
    return damaged (error, _ ("its size is wrong"));
  if (header->bits < 4 || header->bits > 24 || header->step_bits < 4 || header->step_bits > 20
      || header->ranker_bits != SAYSO_RANKER_BITS || header->n_trees[0] > 10000 || header->n_trees[1] > 10000
      || (header->syntax_bits != 0 && header->syntax_bits != SAYSO_STEP_BITS) || !isfinite (header->starts[0]) || !isfinite (header->starts[1])
      || header->n_cues > 1000000 || header->n_reporting > 1000000 || !(header->threshold >= 0 && header->threshold <= 1) || header->description_length == 0 || header->description_length > 1000000)
    return damaged (error, _ ("its parts make no sense"));
  for (const guint8 *p = (const guint8 *)(header + 1); p < (const guint8 *)header + aligned (sizeof *header); p++)
    if (*p != 0)
      return damaged (error, _ ("its parts make no sense"));
  return TRUE;
}

static gsize
expected_size (const Header *header)
{
  gsize size = aligned (sizeof *header) + aligned (header->description_length) + aligned (header->n_cues * sizeof (SaysoCueWord));

  if (header->syntax_bits > 0)
    size += SAYSO_TAG_SIZE + SAYSO_STEP_SIZE + 2 * SAYSO_KNOWN_BYTES;
  size += ((gsize)N_PASSES * SAYSO_ROW << header->bits) + ((gsize)N_PASSES * SAYSO_STEP_ROW << header->step_bits) + 2 * SAYSO_KNOWN_BYTES;
  return size + aligned (sizeof (float) << header->ranker_bits) + aligned (header->n_reporting * sizeof (SaysoReportWord)) + aligned (header->n_trees[0] * sizeof (SaysoTree)) + aligned (header->n_trees[1] * sizeof (SaysoTree));
}

/* What its trees ask for has to be there. */
static gboolean
is_forest (const SaysoForest *forest,
           guint              n_values)
{
  for (guint i = 0; i < forest->n_trees; i++)
    for (guint node = 0; node < SAYSO_TREE_NODES; node++)
      if (forest->trees[i].features[node] >= n_values)
        return FALSE;
  return TRUE;
}

/* It is shown: text to its end, where there is a NUL. */
static gboolean
is_description (const guint8 *at,
                gsize         length)
{
  return at[length - 1] == '\0' && g_utf8_validate ((const char *)at, (gssize)length - 1, NULL);
}

SaysoWeights *
sayso_weights_new_from_bytes (GBytes  *bytes,
                              GError **error)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const Header *header = (const Header *)data;
  const guint8 *p;
  SaysoWeights *self;

  if (!check (header, size, error))
    return NULL;
  if (expected_size (header) != size || !is_description (data + aligned (sizeof *header), header->description_length))
    {
      damaged (error, _ ("its parts make no sense"));
      return NULL;
    }
  if (checksum_of_file (header, data + aligned (sizeof *header), size - aligned (sizeof *header)) != header->checksum)
    {
      damaged (error, _ ("its checksum is wrong"));
      return NULL;
    }
  self = g_new0 (SaysoWeights, 1);
  self->bytes = g_bytes_ref (bytes);
  p = data + aligned (sizeof *header);
  self->description = (const char *)p;
  p += aligned (header->description_length);
  self->cues = (const SaysoCueWord *)p;
  self->n_cues = header->n_cues;
  p += aligned (header->n_cues * sizeof (SaysoCueWord));
  if (header->syntax_bits > 0)
    {
      self->syntax.tags = (const gint8 *)p;
      p += SAYSO_TAG_SIZE;
      self->syntax.steps = (const gint8 *)p;
      p += SAYSO_STEP_SIZE;
      self->syntax.known_tags = p;
      p += SAYSO_KNOWN_BYTES;
      self->syntax.known_steps = p;
      p += SAYSO_KNOWN_BYTES;
    }
  for (guint i = 0; i < N_PASSES; i++)
    self->passes[i] = (SaysoLabelWeights){ .bits = header->bits,
                                           .step_bits = header->step_bits,
                                           .votes = (const gint8 *)p + i * SAYSO_ROW,
                                           .step_votes = (const gint8 *)p + ((gsize)N_PASSES * SAYSO_ROW << header->bits) + i * SAYSO_STEP_ROW,
                                           .stride = N_PASSES * SAYSO_ROW,
                                           .step_stride = N_PASSES * SAYSO_STEP_ROW };
  p += ((gsize)N_PASSES * SAYSO_ROW << header->bits) + ((gsize)N_PASSES * SAYSO_STEP_ROW << header->step_bits);
  self->passes[0].known = self->passes[1].known = p;
  p += SAYSO_KNOWN_BYTES;
  self->passes[1].known_labels = p;
  p += SAYSO_KNOWN_BYTES;
  self->ranker = (const float *)p;
  p += aligned (sizeof (float) << header->ranker_bits);
  self->reporting = (const SaysoReportWord *)p;
  self->n_reporting = header->n_reporting;
  p += aligned (header->n_reporting * sizeof (SaysoReportWord));
  self->judge = (SaysoForest){ (const SaysoTree *)p, header->n_trees[0], header->starts[0] };
  p += aligned (header->n_trees[0] * sizeof (SaysoTree));
  self->boundary = (SaysoForest){ (const SaysoTree *)p, header->n_trees[1], header->starts[1] };
  self->threshold = header->threshold;
  if (!is_forest (&self->judge, SAYSO_N_JUDGE_VALUES) || !is_forest (&self->boundary, SAYSO_N_BOUNDARY_VALUES))
    {
      damaged (error, _ ("its parts make no sense"));
      g_clear_pointer (&self, sayso_weights_free);
    }
  return self;
}

SaysoWeights *
sayso_weights_load (const char *path,
                    GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    {
      g_set_error (error, SAYSO_WEIGHTS_ERROR, SAYSO_WEIGHTS_ERROR_MISSING, "%s", local->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  return sayso_weights_new_from_bytes (bytes, error);
}

void
sayso_weights_free (SaysoWeights *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
append (GByteArray   *out,
        gconstpointer data,
        gsize         size)
{
  static const guint8 padding[ALIGNMENT];

  g_byte_array_append (out, data, size);
  g_byte_array_append (out, padding, aligned (size) - size);
}

/* The rows of both passes by turns. */
static void
append_rows (GByteArray  *out,
             const gint8 *first,
             const gint8 *second,
             guint        row,
             guint        n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_byte_array_append (out, (const guint8 *)first + (gsize)i * row, row);
      g_byte_array_append (out, (const guint8 *)second + (gsize)i * row, row);
    }
}

GBytes *
sayso_weights_to_bytes (const SaysoWeights *self)
{
  GByteArray *out = g_byte_array_new ();
  Header      header = { .description_length = strlen (self->description) + 1,
                         .n_cues = self->n_cues,
                         .bits = self->passes[0].bits,
                         .step_bits = self->passes[0].step_bits,
                         .ranker_bits = SAYSO_RANKER_BITS,
                         .n_trees = { self->judge.n_trees, self->boundary.n_trees },
                         .starts = { self->judge.start, self->boundary.start },
                         .n_reporting = self->n_reporting,
                         .threshold = self->threshold,
                         .syntax_bits = self->syntax.tags != NULL ? SAYSO_STEP_BITS : 0 };

  memcpy (header.magic, MAGIC, 8);
  append (out, &header, sizeof header);
  append (out, self->description, header.description_length);
  append (out, self->cues, self->n_cues * sizeof (SaysoCueWord));
  if (self->syntax.tags != NULL)
    {
      append (out, self->syntax.tags, SAYSO_TAG_SIZE);
      append (out, self->syntax.steps, SAYSO_STEP_SIZE);
      append (out, self->syntax.known_tags, SAYSO_KNOWN_BYTES);
      append (out, self->syntax.known_steps, SAYSO_KNOWN_BYTES);
    }
  append_rows (out, self->passes[0].votes, self->passes[1].votes, SAYSO_ROW, 1u << header.bits);
  append_rows (out, self->passes[0].step_votes, self->passes[1].step_votes, SAYSO_STEP_ROW, 1u << header.step_bits);
  /* Both passes look at the same articles, and know the same. */
  append (out, self->passes[0].known, SAYSO_KNOWN_BYTES);
  append (out, self->passes[1].known_labels, SAYSO_KNOWN_BYTES);
  append (out, self->ranker, sizeof (float) << SAYSO_RANKER_BITS);
  append (out, self->reporting, self->n_reporting * sizeof (SaysoReportWord));
  append (out, self->judge.trees, self->judge.n_trees * sizeof (SaysoTree));
  append (out, self->boundary.trees, self->boundary.n_trees * sizeof (SaysoTree));
  header.size = out->len;
  header.checksum = checksum_of_file (&header, out->data + aligned (sizeof header), out->len - aligned (sizeof header));
  memcpy (out->data, &header, sizeof header);
  return g_byte_array_free_to_bytes (out);
}

guint8
sayso_weights_cue_strength (guint32  word,
                            gpointer user_data)
{
  const SaysoWeights *self = user_data;
  guint               low = 0, high = self->n_cues;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->cues[middle].word < word)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n_cues && self->cues[low].word == word ? self->cues[low].strength : 0;
}
