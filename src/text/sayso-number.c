/* Numbers for files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "text/sayso-number.h"

void
sayso_number_append (GString *out,
                     gint64   number)
{
  char    digits[24];
  char   *p = digits + sizeof digits;
  guint64 left = number < 0 ? -(guint64)number : (guint64)number;

  do
    *--p = '0' + left % 10;
  while ((left /= 10) > 0);
  if (number < 0)
    *--p = '-';
  g_string_append_len (out, p, digits + sizeof digits - p);
}
