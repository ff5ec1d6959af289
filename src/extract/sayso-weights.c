/* The file of fitted weights.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-weights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC "SAYSOWT3"
#define ALIGNMENT 16

typedef struct
{
  char    magic[8];
  guint64 size;
  guint64 checksum;
  guint32 description_length;
  guint32 n_cues;
  guint32 bits[2];
  guint32 step_bits[2];
  guint32 ranker_bits;
  guint32 judge_bits;
  guint32 syntax_bits; /* 0: none */
  guint32 n_reporting;
  float   threshold;
  guint32 unused;
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
  if (header->bits[0] > 24 || header->bits[1] > 24 || header->step_bits[0] > 20 || header->step_bits[1] > 20
      || header->ranker_bits != SAYSO_RANKER_BITS || header->judge_bits != SAYSO_JUDGE_BITS
      || (header->syntax_bits != 0 && header->syntax_bits != SAYSO_SYNTAX_BITS) || header->unused != 0
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
    size += 2 * SAYSO_SYNTAX_SIZE;
  for (guint i = 0; i < 2; i++)
    size += aligned ((gsize)SAYSO_ROW << header->bits[i]) + aligned ((gsize)SAYSO_STEP_ROW << header->step_bits[i]) + SAYSO_KNOWN_BYTES;
  return size + aligned (sizeof (float) << header->ranker_bits) + aligned (header->n_reporting * sizeof (SaysoReportWord)) + aligned (sizeof (float) << header->judge_bits);
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
      self->syntax.steps = (const gint8 *)p + SAYSO_SYNTAX_SIZE;
      p += 2 * SAYSO_SYNTAX_SIZE;
    }
  for (guint i = 0; i < 2; i++)
    {
      self->passes[i].bits = header->bits[i];
      self->passes[i].step_bits = header->step_bits[i];
      self->passes[i].votes = (const gint8 *)p;
      p += aligned ((gsize)SAYSO_ROW << header->bits[i]);
      self->passes[i].step_votes = (const gint8 *)p;
      p += aligned ((gsize)SAYSO_STEP_ROW << header->step_bits[i]);
      self->passes[i].known = p;
      p += SAYSO_KNOWN_BYTES;
    }
  self->ranker = (const float *)p;
  p += aligned (sizeof (float) << header->ranker_bits);
  self->reporting = (const SaysoReportWord *)p;
  self->n_reporting = header->n_reporting;
  p += aligned (header->n_reporting * sizeof (SaysoReportWord));
  self->judge = (const float *)p;
  self->threshold = header->threshold;
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

GBytes *
sayso_weights_to_bytes (const SaysoWeights *self)
{
  GByteArray *out = g_byte_array_new ();
  Header      header = { .description_length = strlen (self->description) + 1,
                         .n_cues = self->n_cues,
                         .ranker_bits = SAYSO_RANKER_BITS,
                         .judge_bits = SAYSO_JUDGE_BITS,
                         .n_reporting = self->n_reporting,
                         .threshold = self->threshold,
                         .syntax_bits = self->syntax.tags != NULL ? SAYSO_SYNTAX_BITS : 0 };

  memcpy (header.magic, MAGIC, 8);
  for (guint i = 0; i < 2; i++)
    {
      header.bits[i] = self->passes[i].bits;
      header.step_bits[i] = self->passes[i].step_bits;
    }
  append (out, &header, sizeof header);
  append (out, self->description, header.description_length);
  append (out, self->cues, self->n_cues * sizeof (SaysoCueWord));
  if (self->syntax.tags != NULL)
    {
      append (out, self->syntax.tags, SAYSO_SYNTAX_SIZE);
      append (out, self->syntax.steps, SAYSO_SYNTAX_SIZE);
    }
  for (guint i = 0; i < 2; i++)
    {
      append (out, self->passes[i].votes, (gsize)SAYSO_ROW << header.bits[i]);
      append (out, self->passes[i].step_votes, (gsize)SAYSO_STEP_ROW << header.step_bits[i]);
      append (out, self->passes[i].known, SAYSO_KNOWN_BYTES);
    }
  append (out, self->ranker, sizeof (float) << SAYSO_RANKER_BITS);
  append (out, self->reporting, self->n_reporting * sizeof (SaysoReportWord));
  append (out, self->judge, sizeof (float) << SAYSO_JUDGE_BITS);
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
