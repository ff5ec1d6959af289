/* System calls that fail, or kill, on request.
 *
 * The functions of the C library that files are opened, written, replaced and removed with are defined again; the
 * program's and GLib's calls come here. Built into a test it is steered by fault_start (); loaded into a program with
 * LD_PRELOAD, by the environment: SAYSO_FAULT_AT (the number of the call, from 1), SAYSO_FAULT_KIND, SAYSO_FAULT_ERRNO,
 * and SAYSO_FAULT_LOG, a file that gets a line for each call. What the C library calls inside itself is not seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

typedef enum
{
  FAULT_NONE,  /* only count */
  FAULT_FAIL,  /* nothing is done, and the call fails */
  FAULT_SHORT, /* one byte is written; other calls fail */
  FAULT_FULL,  /* as SHORT, and all that follows that would take room fails */
  FAULT_KILL,  /* the process ends before the call */
} FaultKind;

/* Counts this thread's calls from here on; the one with the given number, from 1, has the fault. */
void fault_start (FaultKind kind,
                  unsigned  at,
                  int       code);
/* How many calls there were. */
unsigned fault_stop (void);
/* "fsync 7", "rename A B": what a call was; numbers from 1, up to 512 are kept. */
const char *fault_describe (unsigned number);
