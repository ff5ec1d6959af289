/* The model's values in words for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view/sayso-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define FSI "\342\201\250"
#define PDI "\342\201\251"
#define ELLIPSIS "…"
/* What a card shows of a speaker. */
#define NAME_CHARS 80

const char *
sayso_words_type (SaysoAnnotationType type)
{
  switch (type)
    {
    case SAYSO_ANNOTATION_SPEAKER:
      return _ ("Speaker");
    case SAYSO_ANNOTATION_SOURCE:
      return _ ("Source");
    case SAYSO_ANNOTATION_CUE:
      return _ ("Cue");
    case SAYSO_ANNOTATION_CLAIM:
    default:
      return _ ("Claim");
    }
}

const char *
sayso_words_kind (SaysoKind kind)
{
  switch (kind)
    {
    case SAYSO_KIND_DIRECT:
      return C_ ("kind of claim", "Direct");
    case SAYSO_KIND_INDIRECT:
      return C_ ("kind of claim", "Indirect");
    case SAYSO_KIND_MIXED:
      return C_ ("kind of claim", "Mixed");
    case SAYSO_KIND_NONE:
    default:
      return C_ ("kind of claim", "Kind not known");
    }
}

const char *
sayso_words_status (SaysoStatus status)
{
  switch (status)
    {
    case SAYSO_STATUS_ACCEPTED:
      return C_ ("status", "Accepted");
    case SAYSO_STATUS_REJECTED:
      return C_ ("status", "Rejected");
    case SAYSO_STATUS_SUGGESTED:
    default:
      return C_ ("status", "To review");
    }
}

const char *
sayso_words_identity_kind (SaysoIdentityKind kind)
{
  switch (kind)
    {
    case SAYSO_IDENTITY_PERSON:
      return C_ ("kind of identity", "Person");
    case SAYSO_IDENTITY_ORGANISATION:
      return C_ ("kind of identity", "Organisation");
    case SAYSO_IDENTITY_GROUP:
      return C_ ("kind of identity", "Group");
    case SAYSO_IDENTITY_OUTLET:
      return C_ ("kind of identity", "Outlet");
    case SAYSO_IDENTITY_DOCUMENT:
      return C_ ("kind of identity", "Document");
    case SAYSO_IDENTITY_UNKNOWN:
    default:
      return C_ ("kind of identity", "Not known");
    }
}

const char *
sayso_words_set_origin (SaysoOrigin origin)
{
  switch (origin)
    {
    case SAYSO_ORIGIN_EXTRACTOR:
      return C_ ("origin of a set", "Extracted");
    case SAYSO_ORIGIN_IMPORT:
      return C_ ("origin of a set", "Imported");
    case SAYSO_ORIGIN_ADJUDICATED:
      return C_ ("origin of a set", "Adjudicated");
    case SAYSO_ORIGIN_MANUAL:
    default:
      return C_ ("origin of a set", "By hand");
    }
}

/* Turns the direction of what follows, also beyond the text that it stands in. */
static gboolean
is_turn (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || c == 0x2066 || c == 0x2067;
}

/* A character that would change how the text around it is shown. */
static gboolean
is_control (gunichar c)
{
  return is_turn (c) || c == 0x2068 || c == 0x2069 || (g_unichar_iscntrl (c) && !g_unichar_isspace (c));
}

static void
append_without (GString    *string,
                const char *text,
                gboolean (*is_left_out) (gunichar))
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_left_out (g_utf8_get_char (p)))
      g_string_append_unichar (string, g_utf8_get_char (p));
}

char *
sayso_words_isolate (const char *text)
{
  GString *isolated = g_string_new (FSI);

  /* One of its own would end the isolation. */
  append_without (isolated, text, is_control);
  g_string_append (isolated, PDI);
  return g_string_free (isolated, FALSE);
}

char *
sayso_words_fill (const char *format,
                  const char *text)
{
  g_autofree char *isolated = sayso_words_isolate (text);

  return g_strdup_printf (format, isolated);
}

char *
sayso_words_unturned (const char *message)
{
  GString *unturned = g_string_new (NULL);

  append_without (unturned, message, is_turn);
  return g_string_free (unturned, FALSE);
}

char *
sayso_words_one_line (const char *text,
                      guint       max_chars)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;
  guint    n_chars = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = n_chars > 0;
          continue;
        }
      if (is_control (c))
        continue;
      if (n_chars + space >= max_chars)
        {
          g_string_append (line, ELLIPSIS);
          break;
        }
      if (space)
        g_string_append_c (line, ' ');
      n_chars += 1 + space;
      space = FALSE;
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

char *
sayso_words_snippet (SaysoDocument   *document,
                     SaysoAnnotation *annotation,
                     guint            max_chars)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
  GString                     *text = g_string_new (NULL);
  guint                        left = max_chars * 2 + 1;

  if (record->n_spans == 0)
    g_string_append (text, record->exact != NULL ? record->exact : "");
  for (guint i = 0; i < record->n_spans && left > 0; i++)
    {
      SaysoSpan        span = record->spans[i];
      g_autofree char *slice = NULL;

      span.end = MIN (span.end, span.start + left);
      left -= span.end - span.start;
      slice = sayso_text_slice (sayso_document_get_text (document), span);
      if (i > 0)
        g_string_append (text, " … ");
      g_string_append (text, slice);
    }
  {
    g_autofree char *whole = g_string_free (text, FALSE);

    return sayso_words_one_line (whole, max_chars);
  }
}

/* Words that stand before names and give no initial. */
static gboolean
is_small_word (const char *word)
{
  return !g_unichar_isupper (g_utf8_get_char (word)) && !g_unichar_isdigit (g_utf8_get_char (word));
}

char *
sayso_words_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -\t\n\r", -1);
  GString *initials = g_string_new (NULL);
  gunichar first = 0, last = 0, any = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (!g_unichar_isalnum (c))
        continue;
      if (any == 0)
        any = c;
      if (is_small_word (words[i]) && g_unichar_islower (c))
        continue;
      if (first == 0)
        first = c;
      else
        last = c;
    }
  if (first == 0)
    first = any;
  g_string_append_unichar (initials, first != 0 ? g_unichar_toupper (first) : '?');
  if (last != 0)
    g_string_append_unichar (initials, g_unichar_toupper (last));
  return g_string_free (initials, FALSE);
}

char *
sayso_words_mention (SaysoDocument   *document,
                     SaysoAnnotation *mention)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (mention);
  SaysoIdentity               *identity = record->identity != NULL ? sayso_document_get_identity (document, record->identity) : NULL;

  if (identity != NULL)
    return sayso_words_one_line (sayso_identity_get (identity)->name, NAME_CHARS);
  return sayso_words_snippet (document, mention, NAME_CHARS);
}

static char *
join (const char *before,
      const char *next)
{
  /* Translators: a list with one more; only the comma is to be translated. */
  return g_strdup_printf (C_ ("list", "%s, %s"), before, next);
}

/* Takes both. */
static char *
join_take (char *before,
           char *next)
{
  g_autofree char *first = before;
  g_autofree char *second = next;

  return join (first, second);
}

char *
sayso_words_list (char **items)
{
  char *list = g_strdup (items[0] != NULL ? items[0] : "");

  for (guint i = 1; items[0] != NULL && items[i] != NULL; i++)
    list = join_take (list, g_strdup (items[i]));
  return list;
}

static char *
linked_in_words (SaysoDocument   *document,
                 SaysoAnnotation *claim,
                 SaysoLinkType    type)
{
  g_autoptr (GPtrArray) linked = sayso_document_get_linked (document, claim, type);
  char *words = NULL;

  for (guint i = 0; i < linked->len; i++)
    {
      g_autofree char *mention = sayso_words_mention (document, g_ptr_array_index (linked, i));
      g_autofree char *before = words;

      if (before == NULL)
        words = g_steal_pointer (&mention);
      else if (i + 1 < linked->len)
        words = join (before, mention);
      else
        /* Translators: the end of a list: "Maria, Peter and Ali". */
        words = g_strdup_printf (C_ ("list", "%s and %s"), before, mention);
    }
  return words;
}

char *
sayso_words_speaker (SaysoDocument   *document,
                     SaysoAnnotation *claim)
{
  return linked_in_words (document, claim, SAYSO_LINK_SAID_BY);
}

char *
sayso_words_source (SaysoDocument   *document,
                    SaysoAnnotation *claim)
{
  return linked_in_words (document, claim, SAYSO_LINK_FOUND_IN);
}

char *
sayso_words_number (guint number)
{
  /* Translators: a number alone; where your language has digits of its own, "%Iu" writes them. */
  return g_strdup_printf (C_ ("number", "%u"), number);
}

char *
sayso_words_confidence (int per_mille)
{
  if (per_mille < 0)
    return NULL;
  /* Translators: a percentage, with a no-break space. */
  return g_strdup_printf (_ ("%d\u00a0%%"), (per_mille + 5) / 10);
}

/* Takes more. */
static void
append_sentence (GString *text,
                 char    *more)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, more);
  g_free (more);
}

char *
sayso_words_sure (const char *confidence)
{
  /* Translators: how sure the extractor is, a percentage: "93 % sure". */
  return g_strdup_printf (_ ("%s sure"), confidence);
}

char *
sayso_words_facts (SaysoDocument   *document,
                   SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  SaysoAnnotation             *cue = sayso_document_get_first_linked (document, claim, SAYSO_LINK_CUED_BY);
  g_autofree char             *confidence = sayso_words_confidence (record->confidence);
  GString                     *facts = g_string_new (sayso_words_kind (record->kind));

  if (cue != NULL)
    {
      g_autofree char *word = sayso_words_snippet (document, cue, 24);

      g_string_append (facts, " · ");
      /* Translators: a quoted word; only the quotation marks are to be translated. */
      g_string_append_printf (facts, _ ("“%s”"), word);
    }
  if (confidence != NULL)
    {
      g_autofree char *sure = sayso_words_sure (confidence);

      g_string_append_printf (facts, " · %s", sure);
    }
  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    g_string_append_printf (facts, " · #%s", record->tags[i]);
  if (record->note != NULL)
    {
      g_autofree char *note = sayso_words_one_line (record->note, 120);

      g_string_append_printf (facts, " · %s", note);
    }
  return g_string_free (facts, FALSE);
}

/* Tags and note, as sentences. */
static void
append_remarks (GString                     *sentence,
                const SaysoAnnotationRecord *record)
{
  g_autofree char *tags = record->tags != NULL ? g_strjoinv (", ", record->tags) : NULL;
  g_autofree char *note = record->note != NULL ? sayso_words_one_line (record->note, 200) : NULL;

  if (tags != NULL && *tags != '\0')
    append_sentence (sentence, g_strdup_printf (_ ("Tags: %s."), tags));
  if (note != NULL)
    append_sentence (sentence, g_strdup_printf (_ ("Note: %s."), note));
}

char *
sayso_words_claim_sentence (SaysoDocument   *document,
                            SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  g_autofree char             *snippet = sayso_words_snippet (document, claim, 200);
  g_autofree char             *speaker = sayso_words_speaker (document, claim);
  g_autofree char             *source = sayso_words_source (document, claim);
  GString                     *sentence = g_string_new (NULL);

  if (speaker != NULL)
    /* Translators: who says it, and what is said. */
    g_string_append_printf (sentence, _ ("%s: %s."), speaker, snippet);
  else
    g_string_append_printf (sentence, _ ("No speaker yet: %s."), snippet);
  if (source != NULL)
    append_sentence (sentence, g_strdup_printf (_ ("Source: %s."), source));
  append_sentence (sentence, g_strdup_printf (_ ("Quotation: %s. Status: %s."), sayso_words_kind (record->kind), sayso_words_status (record->status)));
  if (record->anchor == SAYSO_ANCHOR_ORPHAN)
    append_sentence (sentence, g_strdup (_ ("Not found in the article any more.")));
  else if (record->anchor == SAYSO_ANCHOR_MOVED)
    append_sentence (sentence, g_strdup (_ ("Found again by likeness after the article changed.")));
  append_remarks (sentence, record);
  return g_string_free (sentence, FALSE);
}

static const char *
kind_reason (SaysoKind kind)
{
  switch (kind)
    {
    case SAYSO_KIND_DIRECT:
      return _ ("All of it stands in quotation marks.");
    case SAYSO_KIND_MIXED:
      return _ ("Some of it stands in quotation marks.");
    case SAYSO_KIND_INDIRECT:
    case SAYSO_KIND_NONE:
    default:
      return _ ("It reads as reported speech.");
    }
}

/* Takes the word that announces the claim, if there is one. */
static char *
cue_reason (char    *word,
            gboolean has_speaker)
{
  g_autofree char *cue = word;

  if (cue == NULL)
    return g_strdup (_ ("Suggested without a word that announces it."));
  return g_strdup_printf (has_speaker ? _ ("Suggested because “%s” joins the statement to a name.") : _ ("Suggested because “%s” announces a statement."), cue);
}

char *
sayso_words_reason (SaysoDocument   *document,
                    SaysoAnnotation *claim)
{
  const SaysoAnnotationRecord *record = sayso_annotation_get (claim);
  SaysoAnnotationSet          *set = sayso_document_get_set (document, record->set);
  SaysoAnnotation             *cue = sayso_document_get_first_linked (document, claim, SAYSO_LINK_CUED_BY);
  g_autofree char             *confidence = sayso_words_confidence (record->confidence);
  GString                     *reason = NULL;

  if (set == NULL || sayso_annotation_set_get (set)->origin == SAYSO_ORIGIN_MANUAL)
    return NULL;
  reason = g_string_new (NULL);
  append_sentence (reason, cue_reason (cue != NULL ? sayso_words_snippet (document, cue, 40) : NULL, sayso_document_get_first_linked (document, claim, SAYSO_LINK_SAID_BY) != NULL));
  append_sentence (reason, g_strdup (kind_reason (record->kind)));
  if (confidence != NULL)
    append_sentence (reason, g_strdup_printf (_ ("Confidence %s."), confidence));
  /* Translators: the annotation set that a suggestion is in. */
  append_sentence (reason, sayso_words_fill (_ ("From “%s”."), sayso_annotation_set_get (set)->name));
  return g_string_free (reason, FALSE);
}

char *
sayso_words_citation (SaysoDocument   *document,
                      SaysoAnnotation *claim,
                      const char      *article_name)
{
  const SaysoArticleRecord *article = sayso_document_get_article (document);
  g_autofree char          *exact = sayso_document_dup_exact (document, claim);
  g_autofree char          *line = sayso_words_one_line (exact, G_MAXUINT / 2);
  g_autofree char          *speaker = sayso_words_speaker (document, claim);
  g_autofree char          *source = sayso_words_source (document, claim);
  char                     *citation = g_strdup_printf ("%s — %s", line, speaker != NULL ? speaker : _ ("speaker not named"));

  if (source != NULL)
    citation = join_take (citation, g_strdup (source));
  /* Translators: the article's title, in a citation: "…" — Maria, a press conference, in “Title”, 2026-11-26 */
  citation = join_take (citation, g_strdup_printf (_ ("in “%s”"), article->title != NULL ? article->title : article_name));
  if (article->date != NULL)
    citation = join_take (citation, g_strdup (article->date));
  if (article->url != NULL)
    {
      g_autofree char *before = citation;

      citation = g_strdup_printf ("%s <%s>", before, article->url);
    }
  return citation;
}
