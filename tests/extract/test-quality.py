#!/usr/bin/env python3
"""The extractor is as good as it was, on articles that it was not fitted on: test-quality.py MEASURE-QUALITY.

Fits on four fifths of the news corpus and scores the rest; the whole table comes from
"measure-quality cross-fit". Skipped where the corpora are not there: they lie in $SAYSO_SHARED, or in "shared"
beside the source tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('SAYSO_SHARED') or os.path.join(os.path.dirname(SOURCE), 'shared')
CORPUS = os.path.join(SHARED, 'corpora', 'polnear.dev.jsonl')
SCORER = os.path.join(SHARED, 'corpora', 'score.py')
FOLDS = 5
# Half a point under what this fold reached.
THRESHOLDS = {'exact': 75.6, 'match': 87.7, 'attributed': 80.8}


def score(folder, predictions):
    gold = os.path.join(folder, 'gold.jsonl')
    with open(CORPUS, encoding='utf-8') as corpus, open(gold, 'w', encoding='utf-8') as out:
        out.writelines(line for number, line in enumerate(corpus) if number % FOLDS == 0)
    text = subprocess.run([sys.executable, '-B', SCORER, gold, predictions, '--reporting-only'],
                          check=True, capture_output=True, text=True).stdout
    figures = {}
    for line in text.splitlines():
        if line.startswith('content exact'):
            figures['exact'] = float(line.split()[4])
        elif line.startswith('content match'):
            figures['match'] = float(line.split()[4])
        elif line.startswith('attributed'):
            figures['attributed'] = float(line.split()[3])
    return figures


def main():
    print('1..%d' % len(THRESHOLDS))
    if not os.path.exists(CORPUS):
        for number, name in enumerate(THRESHOLDS, 1):
            print('ok %d - /extract/quality/%s # SKIP the corpora are not at %s' % (number, name, SHARED))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        predictions = os.path.join(folder, 'predictions.jsonl')
        subprocess.run([sys.argv[1], 'cross-fit', CORPUS, predictions, '1'], check=True, stderr=subprocess.DEVNULL)
        figures = score(folder, predictions)
    failed = 0
    for number, (name, least) in enumerate(THRESHOLDS.items(), 1):
        good = figures[name] >= least
        failed += not good
        print('%s %d - /extract/quality/%s' % ('ok' if good else 'not ok', number, name))
        print('# %s F1 %.1f, at least %.1f' % (name, figures[name], least), json.dumps(figures))
    return 1 if failed else 0


sys.exit(main())
