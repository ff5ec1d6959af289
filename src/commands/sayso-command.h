/* What the subcommands share: their table, their options, their messages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sidecar/sayso-store.h"

G_BEGIN_DECLS

/* What the program returns. */
typedef enum
{
  SAYSO_EXIT_GOOD = 0,
  SAYSO_EXIT_PROBLEMS = 1, /* with the inputs; named on stderr */
  SAYSO_EXIT_FAILED = 2,   /* usage, I/O */
} SaysoExit;

/* A function, not MAX (): its arguments do work. */
static inline int
sayso_exit_worse (int a,
                  int b)
{
  return a > b ? a : b;
}

typedef struct
{
  const char *name;
  const char *arguments;   /* "FILE…" */
  const char *summary;     /* untranslated, N_() */
  const char *description; /* untranslated, N_(): for "sayso NAME --help" */
  /* argv[0] is the subcommand's name. */
  int (*run) (int    argc,
              char **argv);
  const char *examples; /* untranslated, N_(): lines of "COMMAND   what it does" */
  const char *group;    /* untranslated, N_(): the heading above it; NULL: the one before */
} SaysoCommand;

int sayso_command_check (int argc, char **argv);
int sayso_command_compare (int argc, char **argv);
int sayso_command_export (int argc, char **argv);
int sayso_command_extract (int argc, char **argv);
int sayso_command_fit (int argc, char **argv);
int sayso_command_formats (int argc, char **argv);
int sayso_command_git_setup (int argc, char **argv);
int sayso_command_import (int argc, char **argv);
int sayso_command_merge (int argc, char **argv);
int sayso_command_reanchor (int argc, char **argv);
int sayso_command_stats (int argc, char **argv);

/* In the order of the help. */
const SaysoCommand *sayso_commands (guint *n_commands);
const SaysoCommand *sayso_command_find (const char *name);

/* Parses a subcommand's options; what is left in argv are its arguments, from argv[1]. FALSE: said
 * what is wrong on stderr (or showed the help: *status is then SAYSO_EXIT_GOOD). */
gboolean sayso_command_parse (const char         *name,
                              const GOptionEntry *entries,
                              int                *argc,
                              char             ***argv,
                              int                *status);

/* Flushes standard output: what could not be written was not done. Returns status, or
 * SAYSO_EXIT_FAILED after a complaint; a reader that went away is no failure. */
int sayso_command_finish_output (int status);

/* "sayso: MESSAGE", made safe for a terminal, on stderr. */
void sayso_command_complain (const char *format,
                             ...) G_GNUC_PRINTF (1, 2);

/* Text for a terminal: control characters and bidi controls are escaped. */
char *sayso_terminal_escape (const char *text);

/* Opens for a command, complains if it fails. */
SaysoStore *sayso_command_open (const char     *article,
                                const char     *encoding,
                                SaysoStoreFlags flags,
                                int            *status);

/* Saves, complains if it fails. */
gboolean sayso_command_save (SaysoStore *store);

G_END_DECLS
