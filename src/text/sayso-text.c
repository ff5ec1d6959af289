/* The text of an article and its offset index.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One index entry stands for this many code points: most stretches of this length in a European text are
 * ASCII, and need no walk. */
#define STRIDE 32

typedef struct
{
  guint32 byte;
  guint32 utf16;
} IndexEntry;

struct _SaysoText
{
  GObject     parent_instance;
  char       *utf8;
  gsize       n_bytes;
  guint       length;
  guint       length_utf16;
  gboolean    has_bom;
  char       *sha256;
  IndexEntry *index; /* NULL for ASCII; one more at the end */
};

G_DEFINE_TYPE (SaysoText, sayso_text, G_TYPE_OBJECT)
G_DEFINE_QUARK (sayso - text - error - quark, sayso_text_error)

static inline guint
utf16_width (const char *p)
{
  return (guchar)*p >= 0xf0 ? 2 : 1;
}

static void
build_index (SaysoText *self)
{
  GArray     *entries;
  const char *p = self->utf8;
  const char *end = p + self->n_bytes;
  guint       length = 0, utf16 = 0;

  while (p < end && (guchar)*p < 0x80)
    p++;
  if (p == end)
    {
      self->length = self->length_utf16 = self->n_bytes;
      return;
    }

  entries = g_array_sized_new (FALSE, FALSE, sizeof (IndexEntry), self->n_bytes / STRIDE + 2);
  for (p = self->utf8; p < end; p = g_utf8_next_char (p))
    {
      if (length % STRIDE == 0)
        {
          IndexEntry entry = { p - self->utf8, utf16 };
          g_array_append_val (entries, entry);
        }
      utf16 += utf16_width (p);
      length++;
    }
  g_array_append_vals (entries, &(IndexEntry){ self->n_bytes, utf16 }, 1);
  self->length = length;
  self->length_utf16 = utf16;
  self->index = (IndexEntry *)g_array_free (entries, FALSE);
}

/* The last index entry for which value (entry) <= wanted. */
static guint
find_entry (SaysoText *self,
            gsize      wanted,
            gboolean   by_utf16)
{
  guint low = 0, high = (self->length + STRIDE - 1) / STRIDE;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      gsize value = by_utf16 ? self->index[middle].utf16 : self->index[middle].byte;

      if (value <= wanted)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
sayso_text_finalize (GObject *object)
{
  SaysoText *self = SAYSO_TEXT (object);

  g_free (self->utf8);
  g_free (self->sha256);
  g_free (self->index);
  G_OBJECT_CLASS (sayso_text_parent_class)->finalize (object);
}

static void
sayso_text_class_init (SaysoTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sayso_text_finalize;
}

static void
sayso_text_init (SaysoText *self)
{
}

/* Takes the strings. */
static SaysoText *
text_take (char    *utf8,
           gsize    n_bytes,
           gboolean has_bom,
           char    *sha256)
{
  SaysoText *self = g_object_new (SAYSO_TYPE_TEXT, NULL);

  self->utf8 = utf8;
  self->n_bytes = n_bytes;
  self->has_bom = has_bom;
  self->sha256 = sha256;
  build_index (self);
  return self;
}

static gboolean
check_utf8 (const char *data,
            gsize       size,
            gsize       skipped,
            GError    **error)
{
  const char *bad;

  if (g_utf8_validate_len (data, size, &bad))
    return TRUE;
  if (*bad == '\0')
    g_set_error (error, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_BINARY,
                 _ ("byte %zu is zero: this is not a text file"),
                 (gsize)(bad - data) + skipped);
  else
    g_set_error (error, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_UTF8,
                 _ ("byte %zu (0x%02x) is not UTF-8; choose the encoding that the file was written in"),
                 (gsize)(bad - data) + skipped, (guchar)*bad);
  return FALSE;
}

SaysoText *
sayso_text_new_from_bytes (GBytes     *bytes,
                           const char *encoding,
                           GError    **error)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *decoded = NULL;
  gboolean         has_bom;
  gsize            skipped;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (size > SAYSO_TEXT_MAX_BYTES)
    {
      g_set_error (error, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_TOO_LARGE,
                   _ ("the file has %zu bytes; articles may have up to %d"),
                   size, SAYSO_TEXT_MAX_BYTES);
      return NULL;
    }
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "utf-8") != 0 && size > 0)
    {
      g_autoptr (GError) local = NULL;

      decoded = g_convert (data, size, "UTF-8", encoding, NULL, &size, &local);
      if (decoded == NULL)
        {
          g_set_error (error, SAYSO_TEXT_ERROR, SAYSO_TEXT_ERROR_ENCODING,
                       _ ("cannot be read as %s: %s"), encoding, local->message);
          return NULL;
        }
      data = decoded;
    }
  has_bom = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  skipped = has_bom ? 3 : 0;
  if (!check_utf8 (data + skipped, size - skipped, skipped, error))
    return NULL;
  return text_take (g_strndup (data + skipped, size - skipped), size - skipped, has_bom,
                    g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes));
}

SaysoText *
sayso_text_new (const char *utf8,
                gssize      length)
{
  g_return_val_if_fail (utf8 != NULL, NULL);

  if (length < 0)
    length = strlen (utf8);
  return text_take (g_strndup (utf8, length), length, FALSE,
                    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)utf8, length));
}

SaysoText *
sayso_text_new_for_file (const char *utf8,
                         const char *sha256,
                         gboolean    has_bom)
{
  g_return_val_if_fail (utf8 != NULL && sha256 != NULL, NULL);

  return text_take (g_strdup (utf8), strlen (utf8), has_bom, g_ascii_strdown (sha256, -1));
}

const char *
sayso_text_get_utf8 (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), NULL);
  return self->utf8;
}

gsize
sayso_text_get_n_bytes (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);
  return self->n_bytes;
}

guint
sayso_text_get_length (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);
  return self->length;
}

guint
sayso_text_get_length_utf16 (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);
  return self->length_utf16;
}

const char *
sayso_text_get_sha256 (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), NULL);
  return self->sha256;
}

gboolean
sayso_text_has_bom (SaysoText *self)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), FALSE);
  return self->has_bom;
}

/* The place of a code point in a text that is not ASCII. */
static IndexEntry
find_place (SaysoText *self,
            guint      offset)
{
  const IndexEntry *entry = &self->index[offset / STRIDE];
  const char       *p = self->utf8 + entry->byte;
  guint             utf16 = entry->utf16, left = offset % STRIDE;

  if (offset - left + STRIDE <= self->length && entry[1].byte - entry->byte == STRIDE)
    return (IndexEntry){ entry->byte + left, entry->utf16 + left };
  for (; left > 0; left--)
    {
      utf16 += utf16_width (p);
      p = g_utf8_next_char (p);
    }
  return (IndexEntry){ p - self->utf8, utf16 };
}

gsize
sayso_text_to_byte (SaysoText *self,
                    guint      offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);

  if (offset >= self->length)
    return self->n_bytes;
  return self->index != NULL ? find_place (self, offset).byte : offset;
}

guint
sayso_text_from_byte (SaysoText *self,
                      gsize      byte)
{
  const char *p, *wanted;
  guint       offset;

  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);

  if (byte >= self->n_bytes)
    return self->length;
  if (self->index == NULL)
    return byte;
  offset = find_entry (self, byte, FALSE) * STRIDE;
  p = self->utf8 + self->index[offset / STRIDE].byte;
  wanted = self->utf8 + byte;
  while (g_utf8_next_char (p) <= wanted)
    {
      p = g_utf8_next_char (p);
      offset++;
    }
  return offset;
}

guint
sayso_text_to_utf16 (SaysoText *self,
                     guint      offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);

  if (offset >= self->length)
    return self->length_utf16;
  return self->index != NULL ? find_place (self, offset).utf16 : offset;
}

guint
sayso_text_from_utf16 (SaysoText *self,
                       guint      utf16)
{
  const char *p;
  guint       offset, at;

  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);

  if (utf16 >= self->length_utf16)
    return self->length;
  if (self->index == NULL)
    return utf16;
  offset = find_entry (self, utf16, TRUE) * STRIDE;
  p = self->utf8 + self->index[offset / STRIDE].byte;
  at = self->index[offset / STRIDE].utf16;
  while (at + utf16_width (p) <= utf16)
    {
      at += utf16_width (p);
      p = g_utf8_next_char (p);
      offset++;
    }
  return offset;
}

gunichar
sayso_text_get_char (SaysoText *self,
                     guint      offset)
{
  g_return_val_if_fail (SAYSO_IS_TEXT (self), 0);

  if (offset >= self->length)
    return 0;
  return g_utf8_get_char (self->utf8 + sayso_text_to_byte (self, offset));
}

char *
sayso_text_slice (SaysoText *self,
                  SaysoSpan  span)
{
  gsize start, end;

  g_return_val_if_fail (SAYSO_IS_TEXT (self), NULL);

  start = sayso_text_to_byte (self, span.start);
  end = sayso_text_to_byte (self, MAX (span.start, span.end));
  return g_strndup (self->utf8 + start, end - start);
}

void
sayso_text_locate (SaysoText *self,
                   guint      offset,
                   guint     *line,
                   guint     *column)
{
  const char *p, *start, *wanted;

  g_return_if_fail (SAYSO_IS_TEXT (self));
  g_return_if_fail (line != NULL && column != NULL);

  wanted = self->utf8 + sayso_text_to_byte (self, offset);
  *line = 1;
  for (p = start = self->utf8; (p = memchr (p, '\n', wanted - p)) != NULL; start = ++p)
    (*line)++;
  *column = g_utf8_pointer_to_offset (start, wanted) + 1;
}
