#!/usr/bin/env python3
"""Runs a test program that needs a display in a session of its own: in-session.py PROGRAM ARGUMENT...

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys

from session import WRAP, Session, missing


def main():
    reason = missing()
    if reason:
        print('1..0 # SKIP ' + reason)
        return 0
    session = Session()
    try:
        environment = {name: value for name, value in os.environ.items() if name.startswith('SAYSO_')}
        environment.update(session.environment, GTK_A11Y='none', GSETTINGS_BACKEND='memory', TMPDIR=session.folder)
        return subprocess.run([*WRAP, *sys.argv[1:]], env=environment, check=False).returncode
    finally:
        session.close()


sys.exit(main())
