/* The guard: a strict JSON scanner that keeps nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-guard.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Objects with more keys than this are checked with a hash table. */
#define FEW_KEYS 24

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint       depth;
  GError    **error;
} Scan;

typedef struct
{
  const char *start;
  gsize       length;
} Slice;

/* The keys of one open object. */
typedef struct
{
  Slice       few[FEW_KEYS];
  guint       n_few;
  GHashTable *many;
} Keys;

G_DEFINE_QUARK (sayso - guard - error - quark, sayso_guard_error)

void
sayso_guard_locate (const char *data,
                    gsize       byte,
                    guint      *line,
                    guint      *column)
{
  const char *line_start = data, *newline;

  *line = 1;
  while ((newline = memchr (line_start, '\n', data + byte - line_start)) != NULL)
    {
      line_start = newline + 1;
      (*line)++;
    }
  *column = 1;
  for (const char *p = line_start; p < data + byte; p++)
    if (((guchar)*p & 0xc0) != 0x80)
      (*column)++;
}

static gboolean
fail (Scan           *scan,
      const char     *at,
      SaysoGuardError code,
      const char     *message)
{
  guint line, column;

  sayso_guard_locate (scan->start, at - scan->start, &line, &column);
  g_set_error (scan->error, SAYSO_GUARD_ERROR, code,
               _ ("line %u, column %u: %s"), line, column, message);
  return FALSE;
}

static gboolean
unexpected (Scan *scan)
{
  if (scan->p >= scan->end)
    return fail (scan, scan->end, SAYSO_GUARD_ERROR_SYNTAX, _ ("the file ends too soon"));
  if ((guchar)*scan->p < 0x20 || (guchar)*scan->p >= 0x7f)
    return fail (scan, scan->p, SAYSO_GUARD_ERROR_SYNTAX, _ ("this is not JSON"));
  {
    g_autofree char *message = g_strdup_printf (_ ("“%c” was not expected here"), *scan->p);

    return fail (scan, scan->p, SAYSO_GUARD_ERROR_SYNTAX, message);
  }
}

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && (*scan->p == ' ' || *scan->p == '\n' || *scan->p == '\t' || *scan->p == '\r'))
    scan->p++;
}

static gboolean
scan_hex (Scan  *scan,
          guint *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, scan->p++)
    {
      if (scan->p >= scan->end || !g_ascii_isxdigit (*scan->p))
        return unexpected (scan);
      *unit = *unit * 16 + g_ascii_xdigit_value (*scan->p);
    }
  return TRUE;
}

/* Behind the backslash. */
static gboolean
scan_escape (Scan *scan)
{
  const char *at = scan->p - 1;
  guint       unit, low;

  if (scan->p >= scan->end || *scan->p == '\0' || strchr ("\"\\/bfnrtu", *scan->p) == NULL)
    return fail (scan, at, SAYSO_GUARD_ERROR_SYNTAX, _ ("unknown escape in a string"));
  if (*scan->p++ != 'u')
    return TRUE;
  if (!scan_hex (scan, &unit))
    return FALSE;
  if (unit == 0)
    return fail (scan, at, SAYSO_GUARD_ERROR_STRING, _ ("U+0000 is not allowed in text"));
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || scan->end - scan->p < 2 || scan->p[0] != '\\' || scan->p[1] != 'u')
    return fail (scan, at, SAYSO_GUARD_ERROR_STRING, _ ("half of a surrogate pair"));
  scan->p += 2;
  if (!scan_hex (scan, &low))
    return FALSE;
  if (low < 0xdc00 || low > 0xdfff)
    return fail (scan, at, SAYSO_GUARD_ERROR_STRING, _ ("half of a surrogate pair"));
  return TRUE;
}

static gboolean
scan_string (Scan *scan)
{
  if (scan->p >= scan->end || *scan->p != '"')
    return unexpected (scan);
  scan->p++;
  for (;;)
    {
      while (scan->p < scan->end && (guchar)*scan->p >= 0x20 && *scan->p != '"' && *scan->p != '\\')
        scan->p++;
      if (scan->p >= scan->end)
        return unexpected (scan);
      if (*scan->p == '"')
        {
          scan->p++;
          return TRUE;
        }
      if (*scan->p != '\\')
        return fail (scan, scan->p, SAYSO_GUARD_ERROR_STRING, _ ("a control character stands unescaped in a string"));
      scan->p++;
      if (!scan_escape (scan))
        return FALSE;
    }
}

static gboolean
scan_digits (Scan *scan)
{
  if (scan->p >= scan->end || !g_ascii_isdigit (*scan->p))
    return unexpected (scan);
  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return TRUE;
}

static gboolean
check_range (Scan       *scan,
             const char *start,
             gboolean    is_integer)
{
  g_autofree char *number = g_strndup (start, scan->p - start);
  gint64           value;

  if (is_integer ? g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &value, NULL)
                 : isfinite (g_ascii_strtod (number, NULL)))
    return TRUE;
  return fail (scan, start, SAYSO_GUARD_ERROR_NUMBER, _ ("this number is out of range"));
}

static gboolean
scan_number (Scan *scan)
{
  const char *start = scan->p;
  gboolean    is_integer = TRUE;

  if (*scan->p == '-')
    scan->p++;
  if (scan->p < scan->end && *scan->p == '0')
    scan->p++;
  else if (!scan_digits (scan))
    return FALSE;
  if (scan->p < scan->end && *scan->p == '.')
    {
      is_integer = FALSE;
      scan->p++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (scan->p < scan->end && (*scan->p == 'e' || *scan->p == 'E'))
    {
      is_integer = FALSE;
      scan->p++;
      if (scan->p < scan->end && (*scan->p == '+' || *scan->p == '-'))
        scan->p++;
      if (!scan_digits (scan))
        return FALSE;
    }
  /* Up to 18 digits always fit: most numbers need no conversion. */
  return (is_integer && scan->p - start <= 18) || check_range (scan, start, is_integer);
}

static gboolean
scan_word (Scan       *scan,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(scan->end - scan->p) < length || memcmp (scan->p, word, length) != 0)
    return unexpected (scan);
  scan->p += length;
  return TRUE;
}

/* Keys are compared as they are meant, not as they are spelt. */
static char *
unescape_key (Slice key)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = key.start; p < key.start + key.length; p++)
    {
      guint unit;

      if (*p != '\\')
        {
          g_string_append_c (plain, *p);
          continue;
        }
      p++;
      if (*p != 'u')
        {
          g_string_append_c (plain, *p == 'n' ? '\n' : *p == 't' ? '\t'
                                                     : *p == 'r' ? '\r'
                                                     : *p == 'b' ? '\b'
                                                     : *p == 'f' ? '\f'
                                                                 : *p);
          continue;
        }
      unit = strtoul ((char[]){ p[1], p[2], p[3], p[4], 0 }, NULL, 16);
      p += 4;
      if (unit >= 0xd800 && unit <= 0xdbff)
        {
          guint low = strtoul ((char[]){ p[3], p[4], p[5], p[6], 0 }, NULL, 16);

          unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
          p += 6;
        }
      g_string_append_unichar (plain, unit);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
slices_equal (Slice a,
              Slice b)
{
  if (memchr (a.start, '\\', a.length) != NULL || memchr (b.start, '\\', b.length) != NULL)
    {
      g_autofree char *x = unescape_key (a);
      g_autofree char *y = unescape_key (b);

      return strcmp (x, y) == 0;
    }
  return a.length == b.length && memcmp (a.start, b.start, a.length) == 0;
}

/* FALSE if the key was there. */
static gboolean
keys_add (Keys *keys,
          Slice key)
{
  if (keys->many == NULL)
    {
      for (guint i = 0; i < keys->n_few; i++)
        if (slices_equal (keys->few[i], key))
          return FALSE;
      if (keys->n_few < FEW_KEYS)
        {
          keys->few[keys->n_few++] = key;
          return TRUE;
        }
      keys->many = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < keys->n_few; i++)
        g_hash_table_add (keys->many, unescape_key (keys->few[i]));
    }
  return g_hash_table_add (keys->many, unescape_key (key));
}

static gboolean scan_value (Scan *scan);

static gboolean
scan_member (Scan *scan,
             Keys *keys)
{
  const char *at = scan->p;
  Slice       key;

  if (!scan_string (scan))
    return FALSE;
  key = (Slice){ at + 1, scan->p - at - 2 };
  if (!keys_add (keys, key))
    {
      g_autofree char *message = g_strdup_printf (_ ("the key “%.*s” stands twice in one object"), (int)MIN (key.length, 80), key.start);

      return fail (scan, at, SAYSO_GUARD_ERROR_DUPLICATE_KEY, message);
    }
  skip_space (scan);
  if (scan->p >= scan->end || *scan->p != ':')
    return unexpected (scan);
  scan->p++;
  return scan_value (scan);
}

/* The inside of an array (keys NULL) or object, up to and with its end. */
static gboolean
scan_members (Scan *scan,
              Keys *keys)
{
  const char close = keys != NULL ? '}' : ']';

  if (++scan->depth > SAYSO_GUARD_MAX_DEPTH)
    return fail (scan, scan->p, SAYSO_GUARD_ERROR_DEPTH, _ ("nested too deeply"));
  scan->p++;
  skip_space (scan);
  if (scan->p < scan->end && *scan->p == close)
    {
      scan->p++;
      scan->depth--;
      return TRUE;
    }
  for (;;)
    {
      skip_space (scan);
      if (!(keys != NULL ? scan_member (scan, keys) : scan_value (scan)))
        return FALSE;
      skip_space (scan);
      if (scan->p >= scan->end || (*scan->p != ',' && *scan->p != close))
        return unexpected (scan);
      if (*scan->p++ == close)
        {
          scan->depth--;
          return TRUE;
        }
    }
}

static gboolean
scan_object (Scan *scan)
{
  Keys     keys;
  gboolean good;

  keys.n_few = 0;
  keys.many = NULL;
  good = scan_members (scan, &keys);
  g_clear_pointer (&keys.many, g_hash_table_unref);
  return good;
}

static gboolean
scan_value (Scan *scan)
{
  skip_space (scan);
  if (scan->p >= scan->end)
    return unexpected (scan);
  switch (*scan->p)
    {
    case '{':
      return scan_object (scan);
    case '[':
      return scan_members (scan, NULL);
    case '"':
      return scan_string (scan);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    default:
      if (*scan->p == '-' || g_ascii_isdigit (*scan->p))
        return scan_number (scan);
      return unexpected (scan);
    }
}

gboolean
sayso_guard_check (const char *data,
                   gsize       size,
                   GError    **error)
{
  Scan        scan = { data, data, data + size, 0, error };
  const char *bad;

  g_return_val_if_fail (data != NULL || size == 0, FALSE);

  if (size > SAYSO_GUARD_MAX_BYTES)
    {
      g_set_error (error, SAYSO_GUARD_ERROR, SAYSO_GUARD_ERROR_SIZE,
                   _ ("the file has %zu bytes; %d are allowed"), size, SAYSO_GUARD_MAX_BYTES);
      return FALSE;
    }
  if (size == 0)
    return fail (&scan, scan.end, SAYSO_GUARD_ERROR_SYNTAX, _ ("the file is empty"));
  if (!g_utf8_validate_len (data, size, &bad))
    return fail (&scan, bad, SAYSO_GUARD_ERROR_STRING, *bad == '\0' ? _ ("U+0000 is not allowed in text") : _ ("this is not UTF-8"));
  if (!scan_value (&scan))
    return FALSE;
  skip_space (&scan);
  if (scan.p < scan.end)
    return fail (&scan, scan.p, SAYSO_GUARD_ERROR_SYNTAX, _ ("something follows the end of the JSON"));
  return TRUE;
}
