/* A cursor over JSON that the guard has let through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sidecar/sayso-cursor.h"

#include <stdlib.h>
#include <string.h>

static void
skip_space (SaysoCursor *self)
{
  while (*self->p == ' ' || *self->p == '\n' || *self->p == '\t' || *self->p == '\r')
    self->p++;
}

char
sayso_cursor_peek (SaysoCursor *self)
{
  skip_space (self);
  return *self->p;
}

void
sayso_cursor_enter (SaysoCursor *self)
{
  g_return_if_fail (sayso_cursor_peek (self) == '{' || *self->p == '[');
  self->p++;
}

/* To the next thing inside an open array or object; FALSE behind its end. */
static gboolean
advance (SaysoCursor *self)
{
  if (sayso_cursor_peek (self) == ',')
    {
      self->p++;
      skip_space (self);
      return TRUE;
    }
  if (*self->p == ']' || *self->p == '}')
    {
      self->p++;
      return FALSE;
    }
  return TRUE;
}

gboolean
sayso_cursor_next_element (SaysoCursor *self)
{
  return advance (self);
}

static guint
take_hex (SaysoCursor *self)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + g_ascii_xdigit_value (*self->p++);
  return unit;
}

/* Behind the backslash. */
static void
take_escape (SaysoCursor *self,
             GString     *out)
{
  static const char plain[] = "bfnrt", meant[] = "\b\f\n\r\t";
  char              c = *self->p++;
  const char       *found = strchr (plain, c);
  guint             unit;

  if (c != 'u')
    {
      g_string_append_c (out, found != NULL ? meant[found - plain] : c);
      return;
    }
  unit = take_hex (self);
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      self->p += 2;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (take_hex (self) - 0xdc00);
    }
  g_string_append_unichar (out, unit);
}

/* At the opening mark; appends what is meant, and behind the closing one. */
static void
take_text (SaysoCursor *self,
           GString     *out)
{
  self->p++;
  for (;;)
    {
      gsize plain = strcspn (self->p, "\"\\");

      g_string_append_len (out, self->p, plain);
      self->p += plain;
      if (*self->p++ == '"')
        return;
      take_escape (self, out);
    }
}

gboolean
sayso_cursor_next_member (SaysoCursor *self,
                          GString     *key)
{
  if (!advance (self))
    return FALSE;
  g_string_truncate (key, 0);
  take_text (self, key);
  skip_space (self);
  self->p++; /* the colon */
  skip_space (self);
  return TRUE;
}

static void
skip_string (SaysoCursor *self)
{
  self->p++;
  for (;;)
    {
      self->p += strcspn (self->p, "\"\\");
      if (*self->p == '"')
        break;
      self->p += 2;
    }
  self->p++;
}

void
sayso_cursor_skip (SaysoCursor *self)
{
  guint depth = 0;

  skip_space (self);
  do
    {
      switch (*self->p)
        {
        case '"':
          skip_string (self);
          break;
        case '{':
        case '[':
          depth++;
          self->p++;
          break;
        case '}':
        case ']':
          depth--;
          self->p++;
          break;
        case ',':
        case ':':
          self->p++;
          break;
        default:
          self->p += strcspn (self->p, ",]} \n\t\r");
          skip_space (self);
        }
      if (depth > 0)
        skip_space (self);
    }
  while (depth > 0);
}

char *
sayso_cursor_take_string (SaysoCursor *self)
{
  const char *end;
  GString    *text;

  if (sayso_cursor_peek (self) != '"')
    return NULL;
  /* Most strings have no escapes. */
  end = self->p + 1 + strcspn (self->p + 1, "\"\\");
  if (*end == '"')
    {
      char *plain = g_strndup (self->p + 1, end - self->p - 1);

      self->p = end + 1;
      return plain;
    }
  text = g_string_new (NULL);
  take_text (self, text);
  return g_string_free (text, FALSE);
}

gboolean
sayso_cursor_take_int (SaysoCursor *self,
                       gint64      *value)
{
  gsize length;

  sayso_cursor_peek (self);
  length = strspn (self->p, "-0123456789");
  if (length == 0 || self->p[length] == '.' || self->p[length] == 'e' || self->p[length] == 'E')
    return FALSE;
  *value = g_ascii_strtoll (self->p, NULL, 10);
  self->p += length;
  return TRUE;
}

gboolean
sayso_cursor_take_boolean (SaysoCursor *self,
                           gboolean    *value)
{
  char first = sayso_cursor_peek (self);

  if (first != 't' && first != 'f')
    return FALSE;
  *value = first == 't';
  self->p += *value ? strlen ("true") : strlen ("false");
  return TRUE;
}

void
sayso_cursor_copy (SaysoCursor *self,
                   GString     *out)
{
  guint depth = 0;

  skip_space (self);
  do
    {
      const char *token = self->p;

      if (*token == '"')
        skip_string (self);
      else if (strchr ("{}[],:", *token) != NULL)
        self->p++;
      else
        self->p += strcspn (self->p, ",]} \n\t\r");
      g_string_append_len (out, token, self->p - token);
      if (*token == ',' || *token == ':')
        g_string_append_c (out, ' ');
      depth += *token == '{' || *token == '[';
      depth -= *token == '}' || *token == ']';
      if (depth > 0)
        skip_space (self);
    }
  while (depth > 0);
}
