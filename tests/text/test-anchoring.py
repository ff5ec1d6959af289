#!/usr/bin/env python3
"""Annotations are found again in edited articles as often as they were: test-anchoring.py MEASURE-ANCHOR.

Skipped where the corpora are not there: they lie in $SAYSO_SHARED, or in "shared" beside the source tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('SAYSO_SHARED') or os.path.join(os.path.dirname(SOURCE), 'shared')
CORPUS = os.path.join(SHARED, 'corpora', 'polnear.dev.jsonl')
# By mix: least exact, most wrong, most deleted ones that were falsely found, in percent.
LIMITS = {0.05: (98.6, 0.1, 8), 0.10: (96.4, 0.4, 7), 0.20: (90.0, 0.6, 5)}


def main():
    print('1..%d' % len(LIMITS))
    if not os.path.exists(CORPUS):
        for number, mix in enumerate(LIMITS, 1):
            print('ok %d - /text/anchor/mix-%d # SKIP the corpora are not at %s' % (number, 100 * mix, SHARED))
        return 0
    lines = subprocess.run([sys.argv[1], CORPUS], check=True, capture_output=True, text=True).stdout.splitlines()
    failed = 0
    for number, row in enumerate(map(json.loads, lines), 1):
        exact, wrong, false = LIMITS[row['mix']]
        good = row['exact'] >= exact and row['wrong'] <= wrong and row['false'] <= false
        failed += not good
        print('%s %d - /text/anchor/mix-%d' % ('ok' if good else 'not ok', number, 100 * row['mix']))
        print('#', json.dumps(row))
    return 1 if failed else 0


sys.exit(main())
