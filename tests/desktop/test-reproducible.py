#!/usr/bin/env python3
"""Two builds in two folders give the same bytes: test-reproducible.py SOURCE-ROOT.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.abspath(sys.argv[1])
PROGRAMS = ('src/commands/sayso', 'src/app/sayso-window')
PARTS = ('src', 'ui', 'data', 'po', 'tests', 'meson.build')


def run(*command, **environment):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env=dict(os.environ, **environment))
    assert done.returncode == 0, '%s: %s' % (' '.join(command), done.stdout.decode(errors='replace')[-2000:])


def build(root, name, **environment):
    """Builds a copy of the sources in a folder of its own name, and returns the bytes of the programs."""
    source = os.path.join(root, 'sources')
    os.makedirs(source)
    for part in PARTS:
        original = os.path.join(SOURCE, part)
        if os.path.isdir(original):
            shutil.copytree(original, os.path.join(source, part), ignore=shutil.ignore_patterns('__pycache__'))
        else:
            shutil.copy(original, source)
    folder = os.path.join(source, name)
    # Not optimised: what makes builds differ is names of folders and dates, and it takes half the time.
    run('meson', 'setup', '-Doptimization=0', folder, source, **environment)
    programs = [program for program in PROGRAMS if os.path.exists(os.path.join(folder, 'src/app')) or 'commands' in program]
    run('ninja', '-C', folder, *programs, **environment)
    found = {}
    for program in programs:
        with open(os.path.join(folder, program), 'rb') as file:
            found[program] = file.read()
        assert root.encode() not in found[program], '%s names the folder that it was built in' % program
    return found


def main():
    for tool in ('meson', 'ninja'):
        if shutil.which(tool) is None:
            print('1..0 # SKIP %s is not installed' % tool)
            return 0
    problems = []
    with tempfile.TemporaryDirectory(prefix='a') as first, tempfile.TemporaryDirectory(prefix='another-') as second:
        try:
            one = build(os.path.join(first, 'x'), 'build', TZ='UTC', LC_ALL='C.UTF-8', SOURCE_DATE_EPOCH='1700000000')
            two = build(os.path.join(second, 'deeper/y'), 'b', TZ='Asia/Tokyo', LC_ALL='C', SOURCE_DATE_EPOCH='1800000000')
            for program, content in one.items():
                if content != two[program]:
                    at = next((i for i, (a, b) in enumerate(zip(content, two[program])) if a != b), -1)
                    problems.append('%s: %d and %d bytes, they differ from byte %d' % (
                        program, len(content), len(two[program]), at))
        except AssertionError as error:
            problems = str(error).splitlines()
    print('1..1\n%s 1 - /reproducible/programs' % ('not ok' if problems else 'ok'))
    for problem in problems:
        print('# ' + problem)
    return 1 if problems else 0


sys.exit(main())
