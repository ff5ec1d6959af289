#!/usr/bin/env python3
"""What the benchmark measures is real: the made inputs are the same for a seed, other for another, and valid.

test-inputs.py SAYSO

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAYSO = sys.argv[1]


def make(*arguments):
    return subprocess.run([sys.executable, os.path.join(HERE, 'generate.py'), *arguments], check=True, stdout=subprocess.PIPE).stdout


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def test_same_seed(folder):
    contents = []
    for name, seed in (('a', '3'), ('b', '3'), ('c', '4')):
        make('--seed', seed, '--marks', '200', os.path.join(folder, name))
        contents.append(read(os.path.join(folder, name, 'article.txt.sayso.json')))
    return contents[0] == contents[1] and contents[0] != contents[2]


def test_counts(folder):
    sidecar = json.loads(read(os.path.join(folder, 'a', 'article.txt.sayso.json')))
    return len(sidecar['annotations']) == 200 and len(sidecar['links']) == 100


def test_check_accepts(folder):
    return subprocess.run([SAYSO, 'check', os.path.join(folder, 'a', 'article.txt')], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_stream(folder):
    lines = make('--seed', '5', '--stream', '20')
    done = subprocess.run([SAYSO, 'extract', '--stream'], input=lines, stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode == 0 and [a['id'] for a in answers] == list(range(20)) and any(a['quotes'] for a in answers)


def test_one_line(folder):
    make('--one-line', '50000', folder)
    line = read(os.path.join(folder, 'line.txt'))
    return len(line) > 49000 and b'\n' not in line


def main():
    tests = [test_same_seed, test_counts, test_check_accepts, test_stream, test_one_line]
    failed = 0
    print('1..%d' % len(tests))
    with tempfile.TemporaryDirectory() as folder:
        for number, test in enumerate(tests, 1):
            good = test(folder)
            failed += not good
            print('%s %d /bench/inputs/%s' % ('ok' if good else 'not ok', number, test.__name__[5:]))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
