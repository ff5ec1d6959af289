/* W3C Web Annotation out: an array of annotations, one a line.
 *
 * Each span is a target with its quote and its position, in code points as the
 * specification has it. What the vocabulary has no word for goes under a prefix of
 * Sayso's own, so that JSON-LD processors keep it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "formats/sayso-format-w3c.h"

#include "formats/sayso-format-json.h"
#include "formats/sayso-format-list.h"
#include "formats/sayso-format-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONTEXT 64
#define HOLDS (SAYSO_HOLDS_ALL & ~(SAYSO_HOLDS_SETS | SAYSO_HOLDS_REJECTED | SAYSO_HOLDS_ORPHANS))

typedef struct
{
  SaysoJsonWriter  json;
  const SaysoView *view;
  char            *source; /* IRI of the article */
} Writer;

static void
add_urn (SaysoJsonWriter *json,
         const char      *key,
         const char      *id)
{
  g_autofree char *urn = g_strconcat ("urn:uuid:", id, NULL);

  if (key != NULL)
    sayso_json_key (json, key);
  sayso_json_string (json, urn);
}

static void
begin_annotation (SaysoJsonWriter *json,
                  const char      *id,
                  const char      *motivation)
{
  sayso_json_begin_inline_object (json);
  sayso_json_key (json, "@context");
  sayso_json_begin_array (json);
  sayso_json_string (json, "http://www.w3.org/ns/anno.jsonld");
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "sayso", SAYSO_W3C_NAMESPACE);
  sayso_json_end_object (json);
  sayso_json_end_array (json);
  add_urn (json, "id", id);
  sayso_json_add_string (json, "type", "Annotation");
  sayso_json_add_string (json, "motivation", motivation);
}

/* name: of a codebook value, else NULL. */
static void
write_textual_body (SaysoJsonWriter *json,
                    const char      *purpose,
                    const char      *name,
                    const char      *value)
{
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "type", "TextualBody");
  sayso_json_add_string (json, "purpose", purpose);
  sayso_json_add_string (json, "sayso:name", name);
  sayso_json_add_string (json, "value", value);
  sayso_json_end_object (json);
}

/* An address that others know, if the identity has one. */
static char *
dup_iri (const SaysoIdentityRecord *identity)
{
  const char *wikidata = identity->wikidata;

  if (wikidata != NULL && *wikidata == 'Q' && wikidata[1] != '\0' && wikidata[1 + strspn (wikidata + 1, "0123456789")] == '\0')
    return g_strconcat (SAYSO_W3C_WIKIDATA, wikidata, NULL);
  if (wikidata != NULL && g_str_has_prefix (wikidata, "http") && g_uri_is_valid (wikidata, G_URI_FLAGS_NONE, NULL))
    return g_strdup (wikidata);
  return NULL;
}

static void
write_identity_body (SaysoJsonWriter           *json,
                     const SaysoIdentityRecord *identity)
{
  g_autofree char *iri = dup_iri (identity);

  sayso_json_begin_object (json);
  sayso_json_add_string (json, "type", "SpecificResource");
  sayso_json_add_string (json, "purpose", "identifying");
  sayso_json_key (json, "source");
  sayso_json_begin_object (json);
  if (iri != NULL)
    sayso_json_add_string (json, "id", iri);
  else
    add_urn (json, "id", identity->head.id);
  sayso_json_add_string (json, "name", identity->name);
  sayso_json_add_strv (json, "nickname", (const char *const *)identity->aliases);
  sayso_json_add_string (json, "sayso:kind", sayso_nick (SAYSO_TYPE_IDENTITY_KIND, identity->kind));
  if (iri == NULL)
    sayso_json_add_string (json, "sayso:wikidata", identity->wikidata);
  sayso_json_end_object (json);
  sayso_json_end_object (json);
}

static void
write_bodies (Writer                      *writer,
              const SaysoAnnotationRecord *record)
{
  SaysoJsonWriter           *json = &writer->json;
  const SaysoIdentityRecord *identity = sayso_view_get_identity (writer->view, record, NULL);

  sayso_json_key (json, "body");
  sayso_json_begin_array (json);
  write_textual_body (json, "classifying", NULL, sayso_nick (SAYSO_TYPE_ANNOTATION_TYPE, record->type));
  if (identity != NULL)
    write_identity_body (json, identity);
  for (char **tag = record->tags; tag != NULL && *tag != NULL; tag++)
    write_textual_body (json, "tagging", NULL, *tag);
  for (char **pair = record->attributes; pair != NULL && *pair != NULL; pair += 2)
    write_textual_body (json, "describing", pair[0], pair[1]);
  if (record->note != NULL && *record->note != '\0')
    write_textual_body (json, "commenting", NULL, record->note);
  sayso_json_end_array (json);
}

static void
write_target (Writer   *writer,
              SaysoSpan span)
{
  SaysoJsonWriter *json = &writer->json;
  SaysoText       *text = writer->view->text;
  g_autofree char *exact = sayso_text_slice (text, span);
  g_autofree char *prefix = sayso_text_slice (text, (SaysoSpan){ span.start - MIN (span.start, CONTEXT), span.start });
  g_autofree char *suffix = sayso_text_slice (text, (SaysoSpan){ span.end, MIN (span.end + CONTEXT, sayso_text_get_length (text)) });

  sayso_json_begin_object (json);
  sayso_json_add_string (json, "source", writer->source);
  sayso_json_key (json, "selector");
  sayso_json_begin_array (json);
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "type", "TextQuoteSelector");
  sayso_json_add_string (json, "exact", exact);
  sayso_json_add_string (json, "prefix", prefix);
  sayso_json_add_string (json, "suffix", suffix);
  sayso_json_end_object (json);
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "type", "TextPositionSelector");
  sayso_json_add_int (json, "start", span.start);
  sayso_json_add_int (json, "end", span.end);
  sayso_json_end_object (json);
  sayso_json_end_array (json);
  sayso_json_end_object (json);
}

static void
write_agent (SaysoJsonWriter *json,
             const char      *key,
             const char      *type,
             const char      *name)
{
  if (name == NULL)
    return;
  sayso_json_key (json, key);
  sayso_json_begin_object (json);
  sayso_json_add_string (json, "type", type);
  sayso_json_add_string (json, "name", name);
  sayso_json_end_object (json);
}

static void
write_annotation (Writer                      *writer,
                  const SaysoAnnotationRecord *record)
{
  SaysoJsonWriter    *json = &writer->json;
  SaysoAnnotationSet *set = record->set != NULL ? sayso_document_get_set (writer->view->document, record->set) : NULL;

  begin_annotation (json, record->head.id, "classifying");
  write_agent (json, "creator", "Person", record->by);
  write_agent (json, "generator", "Software", set != NULL ? sayso_annotation_set_get (set)->tool : NULL);
  sayso_json_add_string (json, "modified", record->modified);
  write_bodies (writer, record);
  sayso_json_key (json, "target");
  if (record->n_spans > 1)
    sayso_json_begin_array (json);
  for (guint i = 0; i < record->n_spans; i++)
    write_target (writer, record->spans[i]);
  if (record->n_spans > 1)
    sayso_json_end_array (json);
  if (record->kind != SAYSO_KIND_NONE)
    sayso_json_add_string (json, "sayso:kind", sayso_nick (SAYSO_TYPE_KIND, record->kind));
  sayso_json_add_string (json, "sayso:status", sayso_nick (SAYSO_TYPE_STATUS, record->status));
  if (record->confidence >= 0)
    {
      sayso_json_key (json, "sayso:confidence");
      sayso_json_per_mille (json, record->confidence);
    }
  if (record->anchor == SAYSO_ANCHOR_MOVED)
    sayso_json_add_string (json, "sayso:anchor", "moved");
  sayso_json_end_object (json);
}

static void
write_link (Writer              *writer,
            const SaysoViewLink *link)
{
  SaysoJsonWriter *json = &writer->json;

  begin_annotation (json, link->record->head.id, "linking");
  sayso_json_key (json, "body");
  write_textual_body (json, "classifying", NULL, sayso_nick (SAYSO_TYPE_LINK_TYPE, link->type));
  sayso_json_key (json, "target");
  sayso_json_begin_array (json);
  add_urn (json, NULL, link->record->from);
  add_urn (json, NULL, link->record->to);
  sayso_json_end_array (json);
  sayso_json_end_object (json);
}

static GBytes *
export_w3c (const SaysoExportOptions *options,
            GError                  **error)
{
  g_autoptr (SaysoView) view = sayso_view_new (options);
  g_autofree char *relative = g_uri_escape_string (view->article_name, NULL, FALSE);
  Writer           writer = { .view = view };

  writer.source = view->article != NULL && view->article->url != NULL ? view->article->url : relative;
  sayso_json_writer_init (&writer.json, TRUE);
  sayso_json_begin_array (&writer.json);
  for (guint i = 0; i < view->n_annotations; i++)
    write_annotation (&writer, view->annotations[i]);
  for (guint i = 0; i < view->n_links; i++)
    write_link (&writer, &view->links[i]);
  sayso_json_end_array (&writer.json);
  return sayso_json_writer_end (&writer.json);
}

static void
list_losses (const SaysoExportOptions *options,
             GPtrArray                *losses)
{
  sayso_format_losses_beyond (options, HOLDS, losses);
}

const SaysoFormat sayso_format_w3c = {
  .name = "w3c",
  .title = N_ ("W3C Web Annotation"),
  .extension = ".jsonld",
  .unit = SAYSO_UNIT_CODEPOINT,
  .export_bytes = export_w3c,
  .list_losses = list_losses,
  .import_records = sayso_w3c_import,
};
