#!/usr/bin/env python3
"""What is installed runs where it is, and uninstall leaves nothing: test-install.py BUILD-ROOT.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
import catalogue  # noqa: E402 pylint: disable=wrong-import-position

BUILD = os.path.abspath(sys.argv[1])
# Made by programs of the desktop from what all packages install; not ours to remove.
SHARED = ('mimeinfo.cache', 'icon-theme.cache', 'gschemas.compiled')


def run(*command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=120, **options)
    output = done.stdout.decode(errors='replace')
    assert done.returncode == 0, '%s: %s' % (' '.join(command), output[-2000:])
    return output


def files(root):
    return {os.path.relpath(os.path.join(folder, name), root)
            for folder, folders, names in os.walk(root)
            for name in names + [each for each in folders if os.path.islink(os.path.join(folder, each))]}


def promised(destination):
    """What meson says it installs, whole folders file by file."""
    for source, target in json.loads(run('meson', 'introspect', '--installed', BUILD)).items():
        if os.path.isdir(source) and not os.path.islink(source):
            for name in files(source):
                yield os.path.relpath(os.path.join(target, name), '/')
        else:
            yield os.path.relpath(target, '/')


def check(destination):
    installed = None
    try:
        run('meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', destination)
        installed = files(destination)
        yield 'something-is-installed', [] if len(installed) > 30 else ['only %d files' % len(installed)]
        missing = set(promised(destination)) - installed
        yield 'all-is-installed', ['%s is not there' % name for name in sorted(missing)]
        commands = [name for name in installed if name.endswith('bin/sayso')]
        yield 'the-command-is-installed', [] if len(commands) == 1 else ['%s' % commands]
        prefix = os.path.join(destination, os.path.dirname(os.path.dirname(commands[0])))
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(prefix, 'share/sayso/samples/glass-orchard.txt'), folder)
            environment = {'PATH': os.environ['PATH'], 'HOME': folder, 'LC_ALL': 'C.UTF-8',
                           'SAYSO_DATADIR': os.path.join(prefix, 'share/sayso')}
            output = run(os.path.join(destination, commands[0]), 'extract', 'glass-orchard.txt', cwd=folder, env=environment)
        yield 'it-runs', ['it said: ' + output] if 'not installed' in output or 'claims suggested' not in output else []
        environment.update(SAYSO_LOCALEDIR=os.path.join(prefix, 'share/locale'), LANGUAGE='de')
        with tempfile.TemporaryDirectory() as folder:
            environment.update(catalogue.locale_named(folder, 'en_GB.UTF-8') or {})
            output = run(os.path.join(destination, commands[0]), '--help', env=environment)
        yield 'it-is-translated', [] if 'Zitate finden' in output else ['it said: ' + output]
        yield 'no-folder-of-the-build', [
            '%s names the folder of the build' % name for name in sorted(installed)
            if os.path.isfile(os.path.join(destination, name))
            and BUILD.encode() in open(os.path.join(destination, name), 'rb').read()]
    finally:
        run('ninja', '-C', BUILD, 'uninstall')
    left = {name for name in files(destination) if os.path.basename(name) not in SHARED}
    yield 'nothing-is-left', ['%s is left' % name for name in sorted(left)]


def main():
    for tool in ('meson', 'ninja'):
        if shutil.which(tool) is None:
            print('1..0 # SKIP %s is not installed' % tool)
            return 0
    failed, count = 0, 0
    with tempfile.TemporaryDirectory() as destination:
        try:
            for count, (name, problems) in enumerate(check(destination), 1):
                failed += bool(problems)
                print('%s %d - /install/%s' % ('not ok' if problems else 'ok', count, name))
                for problem in problems:
                    print('# ' + problem)
        except AssertionError as error:
            failed += 1
            count += 1
            print('not ok %d - /install/runs' % count)
            for line in str(error).splitlines():
                print('# ' + line)
    print('1..%d' % count)
    return 1 if failed else 0


sys.exit(main())
