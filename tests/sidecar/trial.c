/* Random edits and the naive model of what they come to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "trial.h"

#include "model/sayso-edit.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_MARKS 60

typedef struct
{
  guint word;
  guint type;
  guint note;     /* 0: none */
  guint identity; /* 0: none */
  guint status;   /* SaysoStatus */
} Mark;

typedef struct
{
  guint from; /* words */
  guint to;
} Link;

typedef struct
{
  GArray *marks;
  GArray *links;
} State;

struct _TrialModel
{
  GPtrArray *states; /* of State, the history */
  guint      at;
  guint      n_edits;
};

char *
trial_article (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < TRIAL_N_WORDS; i++)
    g_string_append_printf (text, "w%04u%c", i, i % 10 == 9 ? '\n' : ' ');
  return g_string_free (text, FALSE);
}

char *
trial_set_home (void)
{
  char *home = g_dir_make_tmp ("sayso-home-XXXXXX", NULL);

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  return home;
}

void
trial_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_file_test (folder, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      trial_remove_tree (path);
    }
  g_remove (folder);
}

TrialPlace *
trial_place_new (void)
{
  TrialPlace      *self = g_new0 (TrialPlace, 1);
  g_autofree char *text = trial_article ();

  self->folder = g_dir_make_tmp ("sayso-trial-XXXXXX", NULL);
  self->article = g_build_filename (self->folder, "harbour.txt", NULL);
  self->sidecar = sayso_store_sidecar_path (self->article);
  g_assert_true (g_file_set_contents (self->article, text, -1, NULL));
  return self;
}

void
trial_place_free (TrialPlace *self)
{
  trial_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->article);
  g_free (self->sidecar);
  g_free (self);
}

guint
trial_place_count_strays (TrialPlace *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint       n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (strcmp (name, "harbour.txt") != 0 && strcmp (name, "harbour.txt.sayso.json") != 0)
      n++;
  return n;
}

static State *
state_copy (const State *from)
{
  State *state = g_new0 (State, 1);

  state->marks = from != NULL ? g_array_copy (from->marks) : g_array_new (FALSE, FALSE, sizeof (Mark));
  state->links = from != NULL ? g_array_copy (from->links) : g_array_new (FALSE, FALSE, sizeof (Link));
  return state;
}

static void
state_free (gpointer data)
{
  State *state = data;

  g_array_unref (state->marks);
  g_array_unref (state->links);
  g_free (state);
}

TrialModel *
trial_model_new (void)
{
  TrialModel *self = g_new0 (TrialModel, 1);

  self->states = g_ptr_array_new_with_free_func (state_free);
  g_ptr_array_add (self->states, state_copy (NULL));
  return self;
}

TrialModel *
trial_model_copy (TrialModel *self)
{
  TrialModel *copy = g_new0 (TrialModel, 1);

  copy->states = g_ptr_array_new_with_free_func (state_free);
  for (guint i = 0; i < self->states->len; i++)
    g_ptr_array_add (copy->states, state_copy (self->states->pdata[i]));
  copy->at = self->at;
  copy->n_edits = self->n_edits;
  return copy;
}

void
trial_model_free (TrialModel *self)
{
  g_ptr_array_unref (self->states);
  g_free (self);
}

void
trial_model_forget_history (TrialModel *self)
{
  State *now = state_copy (self->states->pdata[self->at]);

  g_ptr_array_set_size (self->states, 0);
  g_ptr_array_add (self->states, now);
  self->at = 0;
}

static Mark *
mark_at (State *state,
         guint  word)
{
  for (guint i = 0; i < state->marks->len; i++)
    if (g_array_index (state->marks, Mark, i).word == word)
      return &g_array_index (state->marks, Mark, i);
  return NULL;
}

static guint
free_word (State *state,
           GRand *random)
{
  guint word;

  do
    word = g_rand_int_range (random, 0, TRIAL_N_WORDS);
  while (mark_at (state, word) != NULL);
  return word;
}

static guint
some_word (State *state,
           GRand *random)
{
  return g_array_index (state->marks, Mark, g_rand_int_range (random, 0, (gint32)state->marks->len)).word;
}

/* A claim and something else that it may link to and does not yet. */
static gboolean
choose_link (State     *state,
             GRand     *random,
             TrialEdit *edit)
{
  Mark *from, *to;

  edit->word = some_word (state, random);
  edit->other = some_word (state, random);
  from = mark_at (state, edit->word);
  to = mark_at (state, edit->other);
  if (from->type != SAYSO_ANNOTATION_CLAIM || to->type == SAYSO_ANNOTATION_CLAIM)
    return FALSE;
  for (guint i = 0; i < state->links->len; i++)
    if (g_array_index (state->links, Link, i).from == edit->word && g_array_index (state->links, Link, i).to == edit->other)
      return FALSE;
  return TRUE;
}

/* Several marks, each once; for a decision claims, of which one at least is decided otherwise. */
static gboolean
choose_many (State     *state,
             GRand     *random,
             TrialEdit *edit)
{
  guint n_other = 0;

  edit->status = g_rand_int_range (random, 0, 3);
  for (guint i = 0; i < 2 * TRIAL_MANY && edit->n_many < TRIAL_MANY; i++)
    {
      Mark    *mark = mark_at (state, some_word (state, random));
      gboolean fits = edit->kind == TRIAL_DELETE_MANY || mark->type == SAYSO_ANNOTATION_CLAIM;

      for (guint j = 0; j < edit->n_many; j++)
        fits = fits && edit->many[j] != mark->word;
      if (!fits)
        continue;
      edit->many[edit->n_many++] = mark->word;
      n_other += mark->status != edit->status;
    }
  return edit->n_many > 0 && (edit->kind == TRIAL_DELETE_MANY || n_other > 0);
}

static gboolean
choose_merge (State     *state,
              GRand     *random,
              TrialEdit *edit)
{
  Mark *into = mark_at (state, edit->word = some_word (state, random));
  Mark *from = mark_at (state, edit->other = some_word (state, random));

  return into->identity != 0 && from->identity != 0 && into->identity != from->identity;
}

static TrialEdit
choose (TrialModel *self,
        GRand      *random)
{
  State    *state = self->states->pdata[self->at];
  TrialEdit edit = { .kind = g_rand_int_range (random, 0, TRIAL_REDO + 1), .number = ++self->n_edits };

  if ((edit.kind == TRIAL_UNDO && self->at > 0) || (edit.kind == TRIAL_REDO && self->at + 1 < self->states->len))
    return edit;
  if (edit.kind == TRIAL_LINK && state->marks->len > 0 && choose_link (state, random, &edit))
    return edit;
  if ((edit.kind == TRIAL_DELETE_MANY || edit.kind == TRIAL_DECIDE) && state->marks->len > 0 && choose_many (state, random, &edit))
    return edit;
  if (edit.kind == TRIAL_MERGE && state->marks->len > 0 && choose_merge (state, random, &edit))
    return edit;
  if (state->marks->len > MAX_MARKS)
    edit.kind = TRIAL_DELETE;
  else if (state->marks->len == 0 || edit.kind == TRIAL_LINK || edit.kind > TRIAL_MOVE)
    edit.kind = TRIAL_MARK;
  edit.word = edit.kind == TRIAL_MARK ? free_word (state, random) : some_word (state, random);
  edit.other = free_word (state, random);
  edit.type = g_rand_int_range (random, 0, 4);
  if (edit.kind == TRIAL_IDENTIFY && mark_at (state, edit.word)->type != SAYSO_ANNOTATION_SPEAKER)
    edit.kind = TRIAL_NOTE;
  return edit;
}

static void
drop_mark (State *state,
           guint  word)
{
  for (guint i = state->links->len; i > 0; i--)
    {
      Link *link = &g_array_index (state->links, Link, i - 1);

      if (link->from == word || link->to == word)
        g_array_remove_index (state->links, i - 1);
    }
  for (guint i = state->marks->len; i > 0; i--)
    if (g_array_index (state->marks, Mark, i - 1).word == word)
      g_array_remove_index (state->marks, i - 1);
}

static void
move_mark (State *state,
           guint  word,
           guint  other)
{
  mark_at (state, word)->word = other;
  for (guint i = 0; i < state->links->len; i++)
    {
      Link *link = &g_array_index (state->links, Link, i);

      link->from = link->from == word ? other : link->from;
      link->to = link->to == word ? other : link->to;
    }
}

static void
merge (State *state,
       guint  into,
       guint  from)
{
  guint gone = mark_at (state, from)->identity, stays = mark_at (state, into)->identity;

  for (guint i = 0; i < state->marks->len; i++)
    if (g_array_index (state->marks, Mark, i).identity == gone)
      g_array_index (state->marks, Mark, i).identity = stays;
}

static void
change (State           *state,
        const TrialEdit *edit)
{
  switch (edit->kind)
    {
    case TRIAL_MARK:
      g_array_append_val (state->marks, ((Mark){ edit->word, edit->type, 0, 0, SAYSO_STATUS_ACCEPTED }));
      break;
    case TRIAL_DELETE:
      drop_mark (state, edit->word);
      break;
    case TRIAL_NOTE:
      mark_at (state, edit->word)->note = edit->number;
      break;
    case TRIAL_LINK:
      g_array_append_val (state->links, ((Link){ edit->word, edit->other }));
      break;
    case TRIAL_IDENTIFY:
      mark_at (state, edit->word)->identity = edit->number;
      break;
    case TRIAL_MOVE:
      move_mark (state, edit->word, edit->other);
      break;
    case TRIAL_DELETE_MANY:
      for (guint i = 0; i < edit->n_many; i++)
        drop_mark (state, edit->many[i]);
      break;
    case TRIAL_DECIDE:
      for (guint i = 0; i < edit->n_many; i++)
        mark_at (state, edit->many[i])->status = edit->status;
      break;
    case TRIAL_MERGE:
      merge (state, edit->word, edit->other);
      break;
    case TRIAL_UNDO:
    case TRIAL_REDO:
    default:
      g_assert_not_reached ();
    }
}

TrialEdit
trial_model_next (TrialModel *self,
                  GRand      *random)
{
  TrialEdit edit = choose (self, random);
  State    *next;

  if (edit.kind == TRIAL_UNDO)
    self->at--;
  else if (edit.kind == TRIAL_REDO)
    self->at++;
  else
    {
      next = state_copy (self->states->pdata[self->at]);
      change (next, &edit);
      g_ptr_array_set_size (self->states, (gint)++self->at);
      g_ptr_array_add (self->states, next);
    }
  return edit;
}

static SaysoSpan
span_of (guint word)
{
  return (SaysoSpan){ word * 6, word * 6 + 5 };
}

static SaysoAnnotation *
annotation_at (SaysoDocument *document,
               guint          word)
{
  g_autoptr (GPtrArray) found = sayso_document_find_overlapping (document, span_of (word));

  g_assert_cmpuint (found->len, ==, 1);
  return found->pdata[0];
}

static void
identify (SaysoDocument *document,
          guint          word,
          guint          number)
{
  g_autofree char *name = g_strdup_printf ("Person %u", number);
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();

  g_ptr_array_add (mentions, annotation_at (document, word));
  sayso_document_begin (document, "Identify");
  sayso_edit_identify (document, mentions, sayso_edit_add_identity (document, name, SAYSO_IDENTITY_PERSON), TRIAL_BY);
  sayso_document_end (document);
}

static SaysoIdentity *
identity_at (SaysoDocument *document,
             guint          word)
{
  return sayso_document_get_identity (document, sayso_annotation_get (annotation_at (document, word))->identity);
}

static void
apply_to_many (const TrialEdit *edit,
               SaysoDocument   *document)
{
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();

  for (guint i = 0; i < edit->n_many; i++)
    g_ptr_array_add (annotations, annotation_at (document, edit->many[i]));
  if (edit->kind == TRIAL_DECIDE)
    sayso_edit_decide (document, annotations, edit->status, TRIAL_BY);
  else
    sayso_edit_delete_all (document, annotations);
}

void
trial_edit_apply (const TrialEdit *edit,
                  SaysoDocument   *document)
{
  SaysoSpan        span = span_of (edit->kind == TRIAL_MOVE ? edit->other : edit->word);
  g_autofree char *note = g_strdup_printf ("note %u é 😀 \"\\\n", edit->number);

  switch (edit->kind)
    {
    case TRIAL_MARK:
      g_assert_nonnull (sayso_edit_mark (document, edit->type, &span, 1, TRIAL_BY));
      break;
    case TRIAL_DELETE:
      sayso_edit_delete (document, annotation_at (document, edit->word));
      break;
    case TRIAL_NOTE:
      sayso_edit_set_note (document, annotation_at (document, edit->word), note, TRIAL_BY);
      break;
    case TRIAL_LINK:
      g_assert_nonnull (sayso_edit_link (document, annotation_at (document, edit->word), annotation_at (document, edit->other), TRIAL_BY));
      break;
    case TRIAL_IDENTIFY:
      identify (document, edit->word, edit->number);
      break;
    case TRIAL_MOVE:
      g_assert_true (sayso_edit_set_spans (document, annotation_at (document, edit->word), &span, 1, TRIAL_BY));
      break;
    case TRIAL_DELETE_MANY:
    case TRIAL_DECIDE:
      apply_to_many (edit, document);
      break;
    case TRIAL_MERGE:
      sayso_edit_merge_identities (document, identity_at (document, edit->word), identity_at (document, edit->other), TRIAL_BY);
      break;
    case TRIAL_UNDO:
      sayso_document_undo (document);
      break;
    case TRIAL_REDO:
    default:
      sayso_document_redo (document);
    }
}

static int
compare_lines_cb (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (*(char **)a, *(char **)b);
}

static char *
join_sorted (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines_cb);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **)lines->pdata);
}

char *
trial_model_dump (TrialModel *self)
{
  State *state = self->states->pdata[self->at];
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < state->marks->len; i++)
    {
      Mark            *mark = &g_array_index (state->marks, Mark, i);
      g_autofree char *note = mark->note > 0 ? g_strdup_printf ("note %u é 😀 \"\\\n", mark->note) : g_strdup ("");
      g_autofree char *identity = mark->identity > 0 ? g_strdup_printf ("Person %u", mark->identity) : g_strdup ("");

      g_ptr_array_add (lines, g_strdup_printf ("%u/%u %u-%u “%s” %s\n", mark->type, mark->status, mark->word * 6, mark->word * 6 + 5, note, identity));
    }
  for (guint i = 0; i < state->links->len; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%u -> %u\n", g_array_index (state->links, Link, i).from * 6, g_array_index (state->links, Link, i).to * 6));
  return join_sorted (lines);
}

char *
trial_document_dump (SaysoDocument *document)
{
  GListModel *annotations = sayso_document_get_annotations (document), *links = sayso_document_get_links (document);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (SaysoAnnotation) annotation = g_list_model_get_item (annotations, i);
      const SaysoAnnotationRecord *record = sayso_annotation_get (annotation);
      SaysoIdentity               *identity = record->identity != NULL ? sayso_document_get_identity (document, record->identity) : NULL;

      g_assert_cmpuint (record->n_spans, ==, 1);
      g_ptr_array_add (lines, g_strdup_printf ("%u/%u %u-%u “%s” %s\n", record->type, record->status, record->spans[0].start, record->spans[0].end, record->note != NULL ? record->note : "",
                                               identity != NULL ? sayso_identity_get (identity)->name : ""));
    }
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (SaysoLink) link = g_list_model_get_item (links, i);
      const SaysoLinkRecord *record = sayso_link_get (link);

      g_ptr_array_add (lines, g_strdup_printf ("%u -> %u\n", sayso_annotation_get_hull (sayso_document_get_annotation (document, record->from)).start,
                                               sayso_annotation_get_hull (sayso_document_get_annotation (document, record->to)).start));
    }
  return join_sorted (lines);
}
