#!/usr/bin/env python3
"""Engines that exist run the stream, a worker dies in the middle of its part, and the result is that of a single run.

test-engines.py SAYSO [--articles N] [--parts N] [ENGINE…]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import sys
import tempfile
import os
import time

from engines import ENGINES, Absent, Run, parallel


def is_told(run, single):
    """Without retries the part is lost, and the exit code says so."""
    run.clear()
    return parallel(run, 1).returncode != 0 and run.answers() != single


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('sayso')
    parser.add_argument('--articles', type=int, default=300)
    parser.add_argument('--parts', type=int, default=8)
    parser.add_argument('engines', nargs='*', default=list(ENGINES))
    options = parser.parse_intermixed_args()
    failed = 0
    print('1..%d' % (len(options.engines) + 1))
    with tempfile.TemporaryDirectory() as folder:
        run = Run(folder, os.path.abspath(options.sayso), options.articles, options.parts)
        begun = time.monotonic()
        single = run.single()
        print('# %d articles, %d bytes; a single run took %.1f s' % (options.articles, os.path.getsize(run.articles), time.monotonic() - begun))
        for number, engine in enumerate(options.engines, 1):
            run.clear()
            begun = time.monotonic()
            try:
                good = ENGINES[engine](run) == single and run.a_worker_died()
            except Absent as absent:
                print('ok %d - /engines/%s # SKIP %s' % (number, engine, absent), flush=True)
                continue
            failed += not good
            print('%s %d - /engines/%s\n# %.1f s' % ('ok' if good else 'not ok', number, engine, time.monotonic() - begun), flush=True)
        try:
            good = is_told(run, single)
            failed += not good
            print('%s %d - /engines/lost-part-is-told' % ('ok' if good else 'not ok', len(options.engines) + 1))
        except Absent as absent:
            print('ok %d - /engines/lost-part-is-told # SKIP %s' % (len(options.engines) + 1, absent))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
