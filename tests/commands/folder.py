"""A folder with an article, a home for the command, and the runner of the command tests.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import traceback


def wrapped(program):
    """The program; or with SAYSO_WRAP a script of its name that runs it in there, such as in valgrind."""
    wrap = shlex.split(os.environ.get('SAYSO_WRAP', ''))
    if not wrap:
        return program
    # A test may leave it nothing to be found on.
    wrap[0] = shutil.which(wrap[0]) or wrap[0]
    folder = tempfile.mkdtemp(prefix='sayso-wrap-')
    atexit.register(shutil.rmtree, folder)
    script = os.path.join(folder, os.path.basename(program))
    with open(script, 'w', encoding='utf-8') as out:
        out.write('#!/bin/sh\nexec %s %s "$@"\n' % (shlex.join(wrap), shlex.quote(program)))
    os.chmod(script, 0o755)
    return script


PROGRAM = os.path.abspath(sys.argv[1])
SAYSO = wrapped(PROGRAM)
SAMPLES = os.path.abspath(sys.argv[2])
KEPT = os.environ.get('SAYSO_KEEP_SIDECARS')
TEXT = 'Ann Bo said the ferry will open in May. “We are ready for everybody who comes,” she told reporters.\n'
TESTS = []


class Skip(Exception):
    """A test cannot run here, and says why."""


def test(function):
    TESTS.append(function)
    return function


class Folder:
    """A folder with an article, and a home of its own for the program."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix='sayso-commands-')
        self.home = tempfile.mkdtemp(prefix='sayso-home-')
        self.write('a.txt', TEXT)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)
        shutil.rmtree(self.home, ignore_errors=True)

    def file(self, name):
        return os.path.join(self.path, name)

    def write(self, name, content):
        with open(self.file(name), 'wb') as out:
            out.write(content if isinstance(content, bytes) else content.encode())

    def read(self, name):
        with open(self.file(name), 'rb') as source:
            return source.read().decode()

    def keep(self):
        """For the schema test, which looks at every sidecar that was written."""
        for name in os.listdir(self.path) if KEPT else ():
            if name.endswith('.sayso.json'):
                os.makedirs(KEPT, exist_ok=True)
                shutil.copy(self.file(name), os.path.join(KEPT, f'commands-{os.path.basename(self.path)}-{name}'))

    def run(self, *arguments, stdin=b'', status=0, env=None, binary=False):
        environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'HOME': self.home,
                       'XDG_STATE_HOME': self.home, 'XDG_DATA_HOME': self.home, 'XDG_RUNTIME_DIR': self.home}
        environment.update(env or {})
        done = subprocess.run([SAYSO, *arguments], input=stdin, capture_output=True, cwd=self.path,
                              env=environment, timeout=120)
        assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        if status == 0 and arguments[0] in ('extract', 'import', 'reanchor'):
            self.keep()
        if binary:
            return done.stdout, done.stderr
        return done.stdout.decode(), done.stderr.decode()


def run_all(group):
    """Runs what @test named, as TAP, and exits."""
    print(f'1..{len(TESTS)}')
    failed = 0
    for number, function in enumerate(TESTS, 1):
        name = f'{number} /{group}/{function.__name__}'
        try:
            function()
            print(f'ok {name}', flush=True)
        except Skip as reason:
            print(f'ok {name} # SKIP {reason}', flush=True)
        except Exception:  # every failure is reported, whatever it is
            failed += 1
            print(f'not ok {name}')
            print(''.join('# ' + line + '\n' for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(1 if failed else 0)
