#!/usr/bin/env python3
"""GNU parallel runs the stream, a worker dies in the middle of its part, and the result is that of a single run.

test-engines.py SAYSO

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAYSO = os.path.abspath(sys.argv[1])
N_ARTICLES = 300
WORKER = '''#!/bin/bash
if mkdir "%(folder)s/died" 2>/dev/null; then
  "%(sayso)s" extract --stream <"$1" | head -n 5 >"$1.tmp"
  kill -9 $$
fi
"%(sayso)s" extract --stream <"$1" >"$1.tmp" && mv "$1.tmp" "$1.out"
'''


def extract(folder):
    with open(os.path.join(folder, 'articles.jsonl'), 'rb') as articles:
        return subprocess.run([SAYSO, 'extract', '--stream'], stdin=articles, stdout=subprocess.PIPE, check=True).stdout


def parallel(folder, worker, retries):
    """The exit code, and what the parts' answers make together."""
    parts = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.startswith('part-') and len(name) == len('part-000'))
    for part in parts:
        if os.path.exists(part + '.out'):
            os.remove(part + '.out')
    done = subprocess.run(['parallel', '--will-cite', '--retries', str(retries), '-j', '2', worker, ':::', *parts],
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                          env=dict(os.environ, HOME=folder, SHELL='/bin/bash'))
    answers = b''
    for part in parts:
        if os.path.exists(part + '.out'):
            with open(part + '.out', 'rb') as file:
                answers += file.read()
    return done.returncode, answers


def main():
    if shutil.which('parallel') is None:
        print('1..0 # SKIP GNU parallel is not installed')
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'articles.jsonl'), 'wb') as articles:
            subprocess.run([sys.executable, os.path.join(HERE, 'generate.py'), '--stream', str(N_ARTICLES)], stdout=articles, check=True)
        subprocess.run(['split', '-a', '3', '-d', '-n', 'l/8', 'articles.jsonl', 'part-'], cwd=folder, check=True)
        worker = os.path.join(folder, 'worker')
        with open(worker, 'w', encoding='utf-8') as file:
            file.write(WORKER % {'folder': folder, 'sayso': SAYSO})
        os.chmod(worker, 0o755)
        single = extract(folder)
        unretried = parallel(folder, worker, 1)
        os.rmdir(os.path.join(folder, 'died'))
        results = [('lost-part-is-told', unretried[0] != 0 and unretried[1] != single),
                   ('worker-killed', parallel(folder, worker, 3) == (0, single) and os.path.exists(os.path.join(folder, 'died')))]
    print('1..%d' % len(results))
    for number, (name, good) in enumerate(results, 1):
        failed += not good
        print('%s %d /engines/parallel/%s' % ('ok' if good else 'not ok', number, name))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
