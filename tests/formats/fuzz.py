#!/usr/bin/env python3
"""Fuzzes one importer for some seconds, from what the exporter writes.

    fuzz.py TARGET EXPORT-CASES FORMAT [SECONDS]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile


def main():
    target, export_cases, name = sys.argv[1:4]
    seconds = sys.argv[4] if len(sys.argv) > 4 else os.environ.get('SAYSO_FUZZ_SECONDS', '3')
    with tempfile.TemporaryDirectory() as folder:
        exported, seeds = os.path.join(folder, 'exported'), os.path.join(folder, 'seeds')
        os.mkdir(exported)
        os.mkdir(seeds)
        subprocess.run([export_cases, exported], check=True)
        for path in glob.glob(os.path.join(exported, '*.' + name)):
            shutil.copy(path, seeds)
        return subprocess.run([target, '-max_total_time=' + seconds, '-timeout=10', '-rss_limit_mb=2048', '-max_len=65536',
                               '-print_final_stats=1', seeds], check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
