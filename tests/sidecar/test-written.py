#!/usr/bin/env python3
"""Every sidecar that the other tests wrote follows the schema: test-written.py SOURCE-ROOT FOLDER.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import sys

SOURCE, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'tools'))
import schema  # noqa: E402 pylint: disable=wrong-import-position


def main():
    wanted = schema.load(os.path.join(SOURCE, 'data', 'sayso-sidecar.schema.json'))
    written = sorted(glob.glob(os.path.join(FOLDER, '*.sayso.json')))
    failed = 0
    print('1..1')
    for path in written:
        for problem in schema.problems(schema.load(path), wanted):
            print('# %s: %s' % (os.path.basename(path), problem))
            failed += 1
    if not written:
        print('# no test has written a sidecar')
    good = written and not failed
    print('%s 1 - /sidecar/written (%d sidecars)' % ('ok' if good else 'not ok', len(written)))
    return 0 if good else 1


sys.exit(main())
