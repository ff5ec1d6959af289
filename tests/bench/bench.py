#!/usr/bin/env python3
"""Measures the command at growing sizes, and compares it with simple limits.

bench.py SAYSO [--store MEASURE-STORE] [--full] [--instructions] [--repeat N]

Processor time (user and system) and not the clock is measured, the best of N runs, so that a busy machine matters
little. The inputs come from generate.py. Ends with 1 if a command fails, or grows faster than n log n allows.
--full goes on to a million annotations: ten articles of 100,000, because one sidecar may have 256 MB.
--store also measures loading and saving a sidecar, without the rest of a command.
--instructions counts them with callgrind, which no noise reaches.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (1000, 10000, 100000)
# Beyond n log n, for what caches and the allocator add.
SLACK = 1.6
# Below this the start of a process is what is measured.
LEAST_SECONDS = 0.03


def make(folder, marks, seed):
    subprocess.run([sys.executable, os.path.join(HERE, 'generate.py'), '--seed', str(seed), '--marks', str(marks), folder], check=True)
    return os.path.join(folder, 'article.txt')


def run(command, repeat):
    """The best processor seconds, and the most resident MB (of a fork at least 14, which Python itself has)."""
    best, most = math.inf, 0
    for _ in range(repeat):
        with open(os.devnull, 'r+b') as null:
            child = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit('%s: ended with %d' % (' '.join(command[:4]), child.returncode))
        best = min(best, usage.ru_utime + usage.ru_stime)
        most = max(most, usage.ru_maxrss / 1024)
    return best, most


def commands(sayso, articles):
    return {
        'check': [sayso, 'check', *articles],
        'stats': [sayso, 'stats', *articles],
        'reanchor': [sayso, 'reanchor', *articles],
        'export brat': [sayso, 'export', '-f', 'brat', '-o', '-', articles[0]],
        'export csv': [sayso, 'export', '-f', 'csv', '-o', '-', articles[0]],
    }


def limits(articles):
    return {'wc -w': ['wc', '-w', *articles], 'json.tool': [sys.executable, '-m', 'json.tool', articles[0] + '.sayso.json']}


def measure(sayso, articles, repeat):
    found = {}
    for name, command in {**limits(articles), **commands(sayso, articles)}.items():
        if len(articles) == 1 or not name.startswith(('export', 'json')):
            found[name] = run(command, repeat)
    return found


def allowed(small, large):
    return large / small * math.log(large) / math.log(small) * SLACK


def print_row(size, found):
    for name, (seconds, memory) in found.items():
        ratios = ['%.2f' % (seconds / found[limit][0]) if limit in found and found[limit][0] > 0.005 else '-' for limit in ('wc -w', 'json.tool')]
        print('| %9d | %-11s | %7.3f | %6.0f | %7s | %9s |' % (size, name, seconds, memory, *ratios), flush=True)


def check_growth(results):
    problems = []
    for (small, before), (large, after) in zip(results, results[1:]):
        for name in after:
            if name in before and name not in ('wc -w', 'json.tool') and after[name][0] > max(before[name][0], LEAST_SECONDS) * allowed(small, large):
                problems.append('%s: from %d to %d annotations it took %.1f times as long' % (name, small, large, after[name][0] / before[name][0]))
    return problems


def measure_store(program, folder):
    print('\n| annotations | load, seconds | save |\n| ---: | ---: | ---: |')
    for size in SIZES:
        done = subprocess.run([program, os.path.join(folder, str(size), 'article.txt')], stdout=subprocess.PIPE, check=True)
        print('| %d | %s | %s |' % (size, *(line.split()[1] for line in done.stdout.decode().splitlines())), flush=True)


def count_instructions(sayso, folder, sizes):
    print('\n| annotations | command | instructions, millions | for one annotation |\n| ---: | --- | ---: | ---: |')
    for size in sizes:
        article = os.path.join(folder, str(size), 'article.txt')
        for name, command in commands(sayso, [article]).items():
            done = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
            count = int(re.search(rb'Collected : (\d+)', done.stderr).group(1))
            print('| %d | %s | %.0f | %.0f |' % (size, name, count / 1e6, count / size), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('sayso')
    parser.add_argument('--store')
    parser.add_argument('--full', action='store_true')
    parser.add_argument('--instructions', action='store_true')
    parser.add_argument('--repeat', type=int, default=3)
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_STATE_HOME=folder + '/state', XDG_DATA_HOME=folder + '/share')
        print('--version: %.4f s\n' % run([options.sayso, '--version'], 10)[0])
        print('| annotations | command | seconds | MB | x wc -w | x json.tool |\n| ---: | --- | ---: | ---: | ---: | ---: |')
        for size in SIZES:
            results.append((size, measure(options.sayso, [make(os.path.join(folder, str(size)), size, 7)], options.repeat)))
            print_row(*results[-1])
        if options.full:
            articles = [make(os.path.join(folder, 'many', str(i)), 100000, 7 + i) for i in range(10)]
            results.append((1000000, measure(options.sayso, articles, 1)))
            print_row(*results[-1])
        if options.store:
            measure_store(options.store, folder)
        if options.instructions and shutil.which('valgrind'):
            count_instructions(options.sayso, folder, SIZES[:2])
        elif options.instructions:
            print('\nNo instruction counts: valgrind is not installed.')
    problems = check_growth(results)
    print('\n' + ('\n'.join(problems) if problems else 'All of it grows as n log n or less.'))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
