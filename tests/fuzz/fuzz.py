#!/usr/bin/env python3
"""Fuzzes one target for some seconds: fuzz.py TARGET SEED...; $SAYSO_FUZZ_SECONDS says how many.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import sys
import tempfile


def main():
    seconds = os.environ.get('SAYSO_FUZZ_SECONDS', '3')
    with tempfile.TemporaryDirectory() as folder:
        for seed in sys.argv[2:]:
            shutil.copy(seed, folder)
        return subprocess.run([os.path.abspath(sys.argv[1]), '-max_total_time=' + seconds, '-timeout=10', '-rss_limit_mb=2048', '-max_len=65536',
                               '-print_final_stats=1', folder], check=False, cwd=folder).returncode


sys.exit(main())
