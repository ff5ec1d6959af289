#!/usr/bin/env python3
"""How many lines below the commands the tests of the core and of the command reach: coverage.py SOURCES FOLDER [--missing]

Builds in FOLDER for it, runs both suites, and reads what gcov counted. Prints a table by layer, with --missing each line
that was not reached, too. The exit code is 1 if fewer lines are reached than promised.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import concurrent.futures
import glob
import json
import os
import subprocess
import sys

LAYERS = ('text', 'model', 'sidecar', 'formats', 'extract', 'agreement')
LEAST = 95.0


def build(sources, folder):
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        subprocess.run(['meson', 'setup', folder, sources, '-Db_coverage=true', '-Dbuildtype=debug'], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', folder, '--quiet'], check=True)
    for path in glob.glob(os.path.join(folder, '**', '*.gcda'), recursive=True):
        os.unlink(path)


def counts(folder):
    """{source: {line: times}} of the static library."""
    objects = glob.glob(os.path.join(folder, 'src', 'libsayso-core.a.p', '*.gcda'))

    def read(path):
        done = subprocess.run(['gcov', '--json-format', '--stdout', path], cwd=folder, check=True, capture_output=True)
        return json.loads(done.stdout)

    found = collections.defaultdict(lambda: collections.defaultdict(int))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for unit in pool.map(read, objects):
            for source in unit['files']:
                for line in source['lines']:
                    found[source['file']][line['line_number']] += line['count']
    return found


def layer_of(path):
    parts = path.split(os.sep)
    return parts[parts.index('src') + 1] if 'src' in parts[:-2] else None


def main():
    sources, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    build(sources, folder)
    # Whether they pass is the business of an ordinary build: gcov itself writes and complains where tests forbid it.
    subprocess.run(['meson', 'test', '-C', folder, '--no-rebuild', '--suite', 'core', '--suite', 'command', '--timeout-multiplier', '10'],
                   env=dict(os.environ, SAYSO_TEST_SLOW_MACHINE='1'), check=False)
    table = {layer: [0, 0] for layer in LAYERS}
    missing = []
    for path, lines in sorted(counts(folder).items()):
        layer = layer_of(path)
        if layer not in table:
            continue
        table[layer][0] += len(lines)
        table[layer][1] += sum(1 for times in lines.values() if times > 0)
        missing += ['%s:%d' % (path, number) for number, times in sorted(lines.items()) if times == 0]
    total = [sum(column) for column in zip(*table.values())]
    if '--missing' in sys.argv:
        print('\n'.join(missing))
    for layer, (lines, reached) in [*table.items(), ('all', total)]:
        if lines:
            print('%-10s %6d of %6d lines  %6.2f %%' % (layer, reached, lines, 100 * reached / lines))
    if 100 * total[1] < LEAST * total[0]:
        print('Fewer than %g %% of the lines are reached.' % LEAST)
        return 1
    return 0


sys.exit(main())
