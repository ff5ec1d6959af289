#!/usr/bin/env python3
"""Measures the real window, in a display of its own, and compares it with a bare text view.

bench-window.py MEASURE-WINDOW SAMPLE [--repeat N] [--articles N]

MEASURE-WINDOW is built from measure-window.c, SAMPLE the sample article. The inputs come from tests/bench/generate.py. Seconds
from the start of a process are the best of N; milliseconds of work are those of one run of a hundred each, the clock's
waiting left out.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

from session import Session, missing

SIZES = (1000, 10000, 100000)
LINE = 2000000
ARTICLE_BYTES = 5000


def make(*arguments):
    subprocess.run([sys.executable, '-B', os.path.join(HERE, '..', 'bench', 'generate.py'), *arguments], check=True)


class Bench:
    def __init__(self, program, session, repeat):
        self.program = program
        self.repeat = repeat
        self.environment = dict(session.environment, GTK_A11Y='none', GSETTINGS_BACKEND='memory', TMPDIR=session.folder,
                                GSETTINGS_SCHEMA_DIR=os.environ.get('GSETTINGS_SCHEMA_DIR', ''))

    def run(self, mode, path):
        """The figures that it prints, by name."""
        out = subprocess.run([self.program, mode, path], env=self.environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if out.returncode != 0:
            raise SystemExit('%s %s ended with %d: %s' % (mode, path, out.returncode, out.stderr.decode()[-500:]))
        return {name: [float(figure) for figure in figures] for name, *figures in (line.split() for line in out.stdout.decode().splitlines())}

    def best(self, mode, path):
        runs = [self.run(mode, path) for _ in range(self.repeat)]
        return {name: min(run[name][0] for run in runs) for name in runs[0]}


def print_start(bench, what, path):
    bare, ours = bench.best('bare', path), bench.best('start', path)
    print('| %s | %.2f | %.2f | %.0f | %.2f | %.1f | %.1f |' % (what, ours['readable'], ours['complete'], ours['memory'], bare['readable'],
                                                         ours['readable'] / bare['readable'], ours['complete'] / bare['readable']), flush=True)


def starts(bench, folder, sample):
    print('| article | readable | complete | MB | bare text view | readable : bare | complete : bare |')
    print('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
    print_start(bench, 'the sample', shutil.copy(sample, folder))
    for marks in SIZES:
        make('--marks', str(marks), os.path.join(folder, str(marks)))
        print_start(bench, '{:,} marks'.format(marks), os.path.join(folder, str(marks), 'article.txt'))
    make('--one-line', str(LINE), folder)
    print('| one line of {:,} bytes | {readable:.2f} | {complete:.2f} | {memory:.0f} | | | |'.format(LINE, **bench.best('start', os.path.join(folder, 'line.txt'))))


def work(bench, folder):
    print('\n| {:,} marks | median ms | 99 of 100 | largest |'.format(SIZES[-1]))
    print('| --- | ---: | ---: | ---: |')
    figures = bench.run('work', os.path.join(folder, str(SIZES[-1]), 'article.txt'))
    for name, row in figures.items():
        if len(row) == 3:
            print('| %s | %.1f | %.1f | %.1f |' % (name, *row))
    print('| memory, MB | %.0f | | |' % figures['memory'][0])
    for name in ('export', 'import'):
        print('%s: %.2f s, the longest wait meanwhile %.0f ms' % (name, *figures[name]))


def turn(bench, folder, n_articles, sample):
    many = os.path.join(folder, 'many')
    os.mkdir(many)
    with open(sample, encoding='utf-8') as file:
        text = file.read()
    for number in range(n_articles):
        with open(os.path.join(many, '%04d.txt' % number), 'w', encoding='utf-8') as file:
            file.write(('Article %d.\n\n' % number + text * 9)[:ARTICLE_BYTES])
    figures = bench.run('turn', many)
    print('\n{:,} articles of {:,} bytes in turn: median {:.1f} ms, 99 of 100 within {:.1f} ms; grew by {:.1f} MB after the first hundred'.format(
        n_articles, ARTICLE_BYTES, figures['turn'][0], figures['turn'][1], figures['growth'][0]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('sample')
    parser.add_argument('--repeat', type=int, default=3)
    parser.add_argument('--articles', type=int, default=1000)
    options = parser.parse_args()
    reason = missing()
    if reason:
        print('skipped: ' + reason)
        return 77
    session = Session()
    folder = tempfile.mkdtemp(prefix='sayso-bench-')
    try:
        bench = Bench(options.program, session, options.repeat)
        starts(bench, folder, options.sample)
        turn(bench, folder, options.articles, options.sample)
        work(bench, folder)
    finally:
        session.close()
        shutil.rmtree(folder)
    return 0


sys.exit(main())
