#!/usr/bin/env python3
"""What a claim costs in strokes: gold annotations replayed through the window's own keys (see measure-strokes.c).

  test-strokes.py MEASURE-STROKES                        the guard, on articles that the weights were not fitted on
  test-strokes.py MEASURE-STROKES --cross-fit MEASURE-QUALITY
      the table of the manual: the news corpus in five folds, each by weights that never saw it

Skipped where the corpora are not there: they lie in $SAYSO_SHARED, or in "shared" beside the source tree.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import json
import os
import subprocess
import sys

from session import Session, missing

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('SAYSO_SHARED') or os.path.join(os.path.dirname(SOURCE), 'shared')
NEWS = os.path.join(SHARED, 'corpora', 'polnear.dev.jsonl')
OTHER_NEWS = os.path.join(SHARED, 'corpora', 'gumnews.dev.jsonl')
FOLDS = 5
MOST_PERFECT = 1.3
# Strokes with our own suggestions as a share of those by hand: what was reached and a twentieth.
MOST_OWN_SHARE = 0.60
CASES = {
    'right': 'right', 'speaker-wrong': 'the speaker is wrong', 'speaker-missing': 'the speaker is missing',
    'speaker-too-much': 'there is no speaker', 'words': 'the words are wrong',
    'words-and-speaker': 'words and speaker are wrong', 'pieces': 'words in several pieces are wrong',
    'spurious': 'no claim at all', 'missed': 'a claim was missed',
}


def measure(session, program, how, corpus, *which, weights=None):
    environment = dict(session.environment, GTK_A11Y='none', GSETTINGS_BACKEND='memory', TMPDIR=session.folder)
    if weights:
        environment['SAYSO_DATADIR'] = weights
    done = subprocess.run([program, how, corpus] + [str(number) for number in which], env=environment, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError('measure-strokes %s: %d\n%s' % (how, done.returncode, done.stderr))
    return json.loads(done.stdout)


def add(total, figures):
    for name, value in figures.items():
        if name == 'most':
            most = total.setdefault(name, {})
            most.update((case, max(number, most.get(case, 0))) for case, number in value.items())
        elif isinstance(value, dict):
            add(total.setdefault(name, {}), value)
        elif isinstance(value, list):
            total[name] = [a + b for a, b in zip(total.get(name, [0] * len(value)), value)]
        else:
            total[name] = total.get(name, 0) + value


def per_claim(figures):
    return figures['strokes'] / max(1, figures['claims'])


def fit_folds(session, measure_quality):
    """Yields a folder with weights and the number of the articles that they were not fitted on."""
    with open(NEWS, encoding='utf-8') as corpus:
        lines = corpus.readlines()
    # The treebank is looked for beside the folder of the corpus, the lexicon beside the weights.
    others = session.path('corpora', 'others.jsonl')
    os.symlink(os.path.join(SHARED, 'treebank'), session.path('treebank'))
    for fold in range(FOLDS):
        weights = session.path('fold-%d' % fold, 'weights.bin')
        os.symlink(os.path.join(SOURCE, 'data', 'lexicon.txt'), session.path('fold-%d' % fold, 'lexicon.txt'))
        with open(others, 'w', encoding='utf-8') as out:
            out.writelines(line for number, line in enumerate(lines) if number % FOLDS != fold)
        subprocess.run([measure_quality, 'fit', others, weights, 'one fold'], check=True, stderr=subprocess.DEVNULL)
        yield fold, os.path.dirname(weights)


def table(session, program, measure_quality):
    totals = {'perfect': {}, 'own': {}, 'hand': {}}
    for fold, weights in fit_folds(session, measure_quality):
        for how, total in totals.items():
            add(total, measure(session, program, how, NEWS, FOLDS, fold, weights=weights))
        print('# fold %d of %d' % (fold + 1, FOLDS), file=sys.stderr, flush=True)
    print('| | strokes a claim | of these, selections |\n| --- | --- | --- |')
    for how, total in totals.items():
        print('| %s | %.2f | %.2f |' % (how, per_claim(total), total['selections'] / total['claims']))
    print('\n| the suggestion | how many | strokes each | most | share of all strokes |\n| --- | --- | --- | --- | --- |')
    for name, (number, strokes) in totals['own']['cases'].items():
        print('| %s | %d | %.2f | %d | %.0f %% |' % (CASES[name], number, strokes / max(1, number),
                                                  totals['own']['most'][name], 100 * strokes / totals['own']['strokes']))
    print('\n' + json.dumps(totals))
    return 0


def guard(session, program):
    perfect = measure(session, program, 'perfect', NEWS, 4 * FOLDS)
    add(perfect, measure(session, program, 'perfect', OTHER_NEWS))
    own = measure(session, program, 'own', OTHER_NEWS)
    hand = measure(session, program, 'hand', OTHER_NEWS)
    share = own['strokes'] / hand['strokes']
    yield 'perfect', per_claim(perfect) <= MOST_PERFECT and perfect['claims'] > 300, '%.2f strokes a claim' % per_claim(perfect)
    yield 'own', share <= MOST_OWN_SHARE, '%.2f strokes a claim, by hand %.2f: %.2f of it' % (
        per_claim(own), per_claim(hand), share)
    yield 'reached', not any(figures['unreached'] for figures in (perfect, own, hand)), 'every claim came out as annotated'
    # A right suggestion costs one key; any other speaker at most two and other words four, the answer included.
    cases = own['cases']
    yield 'right', cases['right'][0] == cases['right'][1] > 0 and cases['spurious'][0] == cases['spurious'][1], str(cases)
    most = own['most']
    yield 'mends', all(most[case] <= 2 for case in ('speaker-wrong', 'speaker-missing', 'speaker-too-much')) and \
        most['words'] <= 4 and most['words-and-speaker'] <= 4 and cases['words'][0] > 0 and cases['speaker-wrong'][0] > 0, str(most)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--cross-fit', metavar='MEASURE-QUALITY')
    arguments = parser.parse_args()
    names = ('perfect', 'own', 'reached', 'right', 'mends')
    reason = missing() or (None if os.path.exists(NEWS) else 'the corpora are not at ' + SHARED)
    if reason:
        print('1..%d' % len(names))
        for number, name in enumerate(names, 1):
            print('ok %d - /window/strokes/%s # SKIP %s' % (number, name, reason))
        return 0
    session = Session()
    try:
        if arguments.cross_fit:
            return table(session, arguments.program, arguments.cross_fit)
        print('1..%d' % len(names))
        failed = 0
        for number, (name, good, words) in enumerate(guard(session, arguments.program), 1):
            failed += not good
            print('%s %d - /window/strokes/%s\n# %s' % ('ok' if good else 'not ok', number, name, words), flush=True)
        return 1 if failed else 0
    finally:
        session.close()


sys.exit(main())
