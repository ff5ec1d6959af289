/* Making what other programs write fit for the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-tidy.h"

#include <string.h>

static int
compare_strings_cb (gconstpointer a,
                    gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Sorted and each once, as the model has them. */
static void
tidy_tags (SaysoAnnotationRecord *record)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  g_autofree char **old = record->tags;

  if (old == NULL)
    return;
  for (guint i = 0; old[i] != NULL; i++)
    g_ptr_array_add (tags, old[i]);
  g_ptr_array_sort (tags, compare_strings_cb);
  for (guint i = tags->len; i > 1; i--)
    if (g_str_equal (tags->pdata[i - 1], tags->pdata[i - 2]))
      g_free (g_ptr_array_remove_index (tags, i - 1));
  g_ptr_array_add (tags, NULL);
  record->tags = (char **)g_ptr_array_steal (tags, NULL);
}

/* YYYY-MM-DDThh:mm:ss, perhaps a fraction, and Z or an offset. */
static gboolean
is_time (const char *time)
{
  static const char mask[] = "0000-00-00T00:00:00";
  const char       *p = time;

  for (const char *m = mask; *m != '\0'; m++, p++)
    if (*m == '0' ? !g_ascii_isdigit (*p) : *p != *m)
      return FALSE;
  if (*p == '.' && g_ascii_isdigit (p[1]))
    p += 1 + strspn (p + 1, "0123456789");
  if (g_str_equal (p, "Z"))
    return TRUE;
  if ((*p != '+' && *p != '-') || !g_ascii_isdigit (p[1]) || !g_ascii_isdigit (p[2]))
    return FALSE;
  p += p[3] == ':' ? 4 : 3;
  return g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && p[2] == '\0';
}

void
sayso_format_tidy_time (char **time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) parsed = NULL, in_utc = NULL;

  if (*time == NULL || is_time (*time))
    return;
  parsed = g_date_time_new_from_iso8601 (*time, utc);
  in_utc = parsed != NULL ? g_date_time_to_utc (parsed) : NULL;
  g_free (*time);
  *time = in_utc != NULL ? g_date_time_format (in_utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

void
sayso_format_tidy_annotation (SaysoAnnotationRecord *record)
{
  if (record->type != SAYSO_ANNOTATION_CLAIM)
    record->kind = SAYSO_KIND_NONE;
  tidy_tags (record);
  sayso_format_tidy_time (&record->modified);
}
