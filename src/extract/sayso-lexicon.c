/* The lexicon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "extract/sayso-lexicon.h"
#include "extract/sayso-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SaysoLexicon
{
  GHashTable *classes; /* hash of a word -> SaysoWordClass bits */
};

static const struct
{
  const char *name;
  SaysoWordClass class;
} sections[] = {
  { "cues", SAYSO_WORD_CUE }, { "negations", SAYSO_WORD_NEGATION }, { "telling", SAYSO_WORD_TELLING }, { "places", SAYSO_WORD_PLACE }, { "media", SAYSO_WORD_MEDIUM }, { "documents", SAYSO_WORD_DOCUMENT }, { "outlets", SAYSO_WORD_OUTLET }, { "reporting", SAYSO_WORD_REPORTING }, { "listeners", SAYSO_WORD_LISTENER }, { "titles", SAYSO_WORD_TITLE }, { "men", SAYSO_WORD_MALE }, { "women", SAYSO_WORD_FEMALE }
};

SaysoLexicon *
sayso_lexicon_new (void)
{
  SaysoLexicon *self = g_new0 (SaysoLexicon, 1);

  self->classes = g_hash_table_new (NULL, NULL);
  return self;
}

void
sayso_lexicon_free (SaysoLexicon *self)
{
  g_hash_table_unref (self->classes);
  g_free (self);
}

guint
sayso_lexicon_look_up (const SaysoLexicon *self,
                       guint32             word)
{
  return self != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, GUINT_TO_POINTER (word))) : 0;
}

static gboolean
refuse (GError    **error,
        guint       line,
        const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("line %u: %s"), line, what);
  return FALSE;
}

/* 0 if there is no such section. */
static guint
find_section (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (strcmp (name, sections[i].name) == 0)
      return sections[i].class;
  return 0;
}

static void
set_word (GHashTable *classes,
          const char *word,
          guint class,
          gboolean is_own)
{
  gboolean         takes_away = *word == '-' && word[1] != '\0';
  g_autofree char *lower = g_utf8_strdown (takes_away ? word + 1 : word, -1);
  gpointer         key = GUINT_TO_POINTER (sayso_tokens_hash (lower));
  guint            known = GPOINTER_TO_UINT (g_hash_table_lookup (classes, key));

  if (is_own && class == SAYSO_WORD_CUE)
    class |= SAYSO_WORD_OWN_CUE;
  g_hash_table_insert (classes, key, GUINT_TO_POINTER (takes_away ? known & ~class : known | class));
}

static gboolean
read_line (GHashTable *classes,
           char       *line,
           guint       number,
           gboolean    is_own,
           guint      *section,
           GError    **error)
{
  char *comment = strchr (line, '#');

  if (comment != NULL)
    *comment = '\0';
  g_strstrip (line);
  if (*line == '\0')
    return TRUE;
  if (*line == '[' && g_str_has_suffix (line, "]"))
    {
      line[strlen (line) - 1] = '\0';
      *section = find_section (line + 1);
      return *section != 0 || refuse (error, number, _ ("there is no such section; the lexicon that comes with Sayso shows all"));
    }
  if (*section == 0)
    return refuse (error, number, _ ("a word stands before the first section, “[cues]” for example"));
  if (strpbrk (line, " \t") != NULL)
    return refuse (error, number, _ ("one word a line is understood, not several"));
  set_word (classes, line, *section, is_own);
  return TRUE;
}

static GHashTable *
copy_of (GHashTable *classes)
{
  GHashTable    *copy = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, classes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, value);
  return copy;
}

gboolean
sayso_lexicon_add (SaysoLexicon *self,
                   const char   *text,
                   gsize         n_bytes,
                   gboolean      is_own,
                   GError      **error)
{
  g_autoptr (GHashTable) classes = NULL;
  g_autofree char *whole = NULL;
  g_auto (GStrv) lines = NULL;
  guint section = 0;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (!g_utf8_validate (text, (gssize)n_bytes, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("it is not UTF-8 text"));
      return FALSE;
    }
  classes = copy_of (self->classes);
  whole = g_strndup (text, n_bytes);
  lines = g_strsplit (whole, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (classes, lines[i], i + 1, is_own, &section, error))
      return FALSE;
  g_hash_table_unref (self->classes);
  self->classes = g_steal_pointer (&classes);
  return TRUE;
}
