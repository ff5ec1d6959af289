#!/usr/bin/env python3
"""Runs the long campaigns about the disk, one after the other: campaign.py TESTS [--window PYTHON TEST ARGUMENT…]

20,000 kills of the store and 250 of the window, 10,000 sequences of undo and redo with records and with verbs, all
faults, two writers. Prints their figures; the exit code is 0 if all passed.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import sys
import time

CAMPAIGNS = [
    ('sidecar/test-kill', '-m', 'thorough'),
    ('sidecar/test-undo', '-m', 'thorough'),
    ('model/test-document', '-m', 'thorough', '-p', '/model/document/random-history'),
    ('sidecar/test-fault',),
    ('sidecar/test-writers', '-m', 'thorough'),
]
N_WINDOW_KILLS = '250'


def run(command, environment=None):
    started = time.monotonic()
    print('+', ' '.join(os.path.basename(part) for part in command[:3]), flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False,
                          env=dict(os.environ, **(environment or {})))
    lines = [line for line in done.stdout.splitlines() if re.match(r'(not )?ok\b|# [{\d]|Bail|.*ERROR', line)]
    print('\n'.join(lines))
    print('  %s after %.0f s' % ('passed' if done.returncode == 0 else 'FAILED', time.monotonic() - started), flush=True)
    return done.returncode == 0


def main():
    os.nice(15)
    folder, window = sys.argv[1], sys.argv[2:]
    good = [run([os.path.join(folder, name), *arguments]) for name, *arguments in CAMPAIGNS]
    if window and window[0] == '--window':
        good.append(run(window[1:], {'SAYSO_KILL_TRIALS': N_WINDOW_KILLS}))
    sys.exit(0 if all(good) else 1)


main()
