#!/usr/bin/env python3
"""The manual tells the truth: its commands run, its links lead somewhere, each format has a page.

test-manual.py SOURCE-ROOT [SAYSO]: without the command, the pages with commands are skipped.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.abspath(sys.argv[1])
COMMAND = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 and os.path.exists(sys.argv[2]) else None
MANUAL = os.path.join(SOURCE, 'data', 'manual')


def pages():
    for folder, _, names in os.walk(MANUAL):
        for name in sorted(names):
            if name.endswith('.md'):
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as file:
                    yield os.path.relpath(path, MANUAL), file.read()


def commands(text):
    """The shell commands of a page, in order."""
    return '\n'.join(re.findall(r'^```sh\n(.*?)^```$', text, re.M | re.S))


def run_page(page, text):
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(os.path.join(SOURCE, 'data', 'samples')):
            shutil.copy(os.path.join(SOURCE, 'data', 'samples', name), folder)
        os.mkdir(os.path.join(folder, 'bin'))
        os.symlink(COMMAND, os.path.join(folder, 'bin', 'sayso'))
        environment = dict(os.environ, PATH=os.path.join(folder, 'bin') + ':/usr/bin:/bin', HOME=folder,
                           XDG_STATE_HOME=folder + '/state', XDG_DATA_HOME=folder + '/share')
        done = subprocess.run(['bash', '-euo', 'pipefail', '-x', '-c', commands(text)], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        output = done.stdout.decode(errors='replace')
        return [] if done.returncode == 0 else ['%s: ended with %d' % (page, done.returncode)] + output.splitlines()[-12:]


def check_links(found):
    for page, text in found:
        folder = os.path.dirname(os.path.join(MANUAL, page))
        for target in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', text):
            if not os.path.exists(os.path.join(folder, target)):
                yield '%s: leads to %s, which is not there' % (page, target)


def check_index(found):
    linked = set()
    for page, text in found:
        linked |= {os.path.normpath(os.path.join(os.path.dirname(page), target))
                   for target in re.findall(r'\]\(([^)#:]+)\)', text)}
    for page, _ in found:
        if page != 'index.md' and page not in linked:
            yield '%s: no page leads to it' % page


def check_formats(found):
    with open(os.path.join(SOURCE, 'src', 'formats', 'sayso-format-list.h'), encoding='utf-8') as file:
        names = [name.replace('_', '-') for name in re.findall(r'^\s*FORMAT \((\w+)\)', file.read(), re.M)]
    by_page = dict(found)
    if not names:
        yield 'no format was found in sayso-format-list.h'
    for name in names:
        text = by_page.get('formats/%s.md' % name)
        if text is None:
            yield 'formats/%s.md: is missing' % name
        elif '## What is lost' not in text or '-f %s ' % name not in text:
            yield 'formats/%s.md: does not say what is lost, or how to use it' % name


def main():
    found = list(pages())
    checks = [('links', list(check_links(found)), None), ('index', list(check_index(found)), None),
              ('formats', list(check_formats(found)), None)]
    for page, text in found:
        if commands(text):
            skip = None if COMMAND else 'the command is not built'
            checks.append(('commands/' + page[:-3], [] if skip else run_page(page, text), skip))
    print('1..%d' % len(checks))
    for number, (name, problems, skip) in enumerate(checks, 1):
        print('%s %d - /manual/%s%s' % ('not ok' if problems else 'ok', number, name, ' # SKIP ' + skip if skip else ''))
        for problem in problems:
            print('# ' + problem)
    return 1 if any(problems for _, problems, _ in checks) else 0


sys.exit(main())
