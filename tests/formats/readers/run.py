#!/usr/bin/env python3
"""Holds every export against readers that are not our own.

    run.py EXPORT-CASES BUILD-FOLDER

Makes an environment of its own in the build folder (Python packages by requirements.txt, npm packages by
package.json; kept until those change), exports the cases, and runs each reader_*.py and reader_*.mjs in it. A
reader says nothing if all is well. Where packages cannot be had, their readers are skipped, visibly.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
INSTALL_SECONDS = 400
READ_SECONDS = 300


def stamp_of(paths):
    """What was installed, and for which interpreter."""
    stamp = hashlib.sha256(sys.version.encode())
    for path in paths:
        with open(path, 'rb') as file:
            stamp.update(file.read())
    return stamp.hexdigest()


def is_fresh(folder, wanted):
    try:
        with open(os.path.join(folder, 'stamp'), encoding='utf-8') as file:
            return file.read() == wanted
    except OSError:
        return False


def install(folder, list_names, make):
    """Runs make in an empty folder unless it was made for the same lists before. Says what went wrong, or None. What
    make could not get all of is used, but made again the next time."""
    wanted = stamp_of(os.path.join(HERE, name) for name in list_names)
    if is_fresh(folder, wanted):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    try:
        os.makedirs(folder)
        complete = make(folder)
    except (subprocess.SubprocessError, OSError) as error:
        return str(error).split('\n', 1)[0][:200]
    if complete:
        with open(os.path.join(folder, 'stamp'), 'w', encoding='utf-8') as file:
            file.write(wanted)
    return None


def pip(folder, arguments, until):
    """Whether pip could do it before that time."""
    try:
        return subprocess.run([os.path.join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--retries', '1', *arguments], check=False,
                              timeout=max(1, until - time.monotonic()), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def make_python(folder):
    """All at once, or one package after the other, so that one that cannot be had costs its own reader alone; those that are
    used for the files in them come without what they depend on."""
    venv.create(folder, with_pip=True)
    until = time.monotonic() + INSTALL_SECONDS
    path = os.path.join(HERE, 'requirements.txt')
    with open(path, encoding='utf-8') as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith('#')]
    alone = pip(folder, ['--no-deps', '-r', os.path.join(HERE, 'requirements-alone.txt')], until)
    return (pip(folder, ['-r', path], until) or all([pip(folder, [line], until) for line in lines])) and alone


def make_node(folder):
    shutil.copy(os.path.join(HERE, 'package.json'), folder)
    subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts'], cwd=folder, check=True,
                   timeout=INSTALL_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return True


def read_python(folder, script, exported):
    return subprocess.run([os.path.join(folder, 'bin', 'python'), script, exported], timeout=READ_SECONDS,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, env={**os.environ, 'PYTHONPATH': HERE, 'PYTHONDONTWRITEBYTECODE': '1'})


def read_node(folder, script, exported):
    # Beside node_modules, which is how Node finds them.
    copy = shutil.copy(script, folder)
    return subprocess.run(['node', copy, exported], timeout=READ_SECONDS, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)


def main():
    export_cases, build = sys.argv[1:]
    kinds = [('py', os.path.join(build, 'readers-python'), ['requirements.txt', 'requirements-alone.txt'], make_python, read_python),
             ('mjs', os.path.join(build, 'readers-node'), ['package.json'], make_node, read_node)]
    scripts = sorted(glob.glob(os.path.join(HERE, 'reader_*.*')))
    failed = number = 0
    print(f'1..{len(scripts)}', flush=True)
    with tempfile.TemporaryDirectory() as exported:
        subprocess.run([export_cases, exported], check=True)
        for suffix, folder, list_names, make, read in kinds:
            trouble = install(folder, list_names, make)
            for script in (script for script in scripts if script.endswith('.' + suffix)):
                number += 1
                name = os.path.basename(script).rsplit('.', 1)[0][len('reader_'):]
                if trouble:
                    print(f'ok {number} {name} # SKIP the packages cannot be had: {trouble}', flush=True)
                    continue
                try:
                    result = read(folder, script, exported)
                    code, output = result.returncode, result.stdout.decode(errors='replace')
                except subprocess.TimeoutExpired:
                    code, output = 1, 'took too long'
                if code == 77 or 'ModuleNotFoundError' in output:
                    print(f'ok {number} {name} # SKIP {output.strip().splitlines()[-1]}', flush=True)
                    continue
                print(f'{"ok" if code == 0 else "not ok"} {number} {name}', flush=True)
                if code != 0:
                    failed += 1
                    print('\n'.join('# ' + line for line in output.splitlines()[-12:]), flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
