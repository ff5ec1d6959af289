#!/usr/bin/env python3
"""The man pages say what --help says, and no tool complains of them: test-man.py SOURCE-ROOT SAYSO [SAYSO-WINDOW].

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys

SOURCE, SAYSO = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
WINDOW = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
OPTION = re.compile(r'^  (?:-(\w), )?--([a-z-]+)(?:=(\S+))?(?: |$)', re.M)


def page(name):
    with open(os.path.join(SOURCE, 'data', 'man', name), encoding='utf-8') as file:
        return file.read()


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, LC_ALL='C.UTF-8', MANWIDTH='80'), check=False)
    return done.returncode, done.stdout.decode()


def plain(roff):
    """A request without its fonts: '.BR \\-q ", " \\-\\-quiet' gives '-q, --quiet'."""
    words = re.findall(r'"([^"]*)"|(\S+)', roff.split(' ', 1)[1])
    text = ''.join(quoted or bare for quoted, bare in words) if re.match(r'\.(BI|IB|BR|RB|RI|IR) ', roff) else \
        ' '.join(quoted or bare for quoted, bare in words)
    return re.sub(r'\\f.', '', text).replace('\\-', '-')


def documented(section):
    """{long name: (short name, argument)} of the tagged paragraphs that are options."""
    found = {}
    for tag in re.findall(r'^\.TP\n(.*)$', section, re.M):
        match = re.match(r'^(?:-(\w), )?--([a-z-]+)(?:=([A-Z]+))?$', plain(tag) if tag.startswith('.') else tag)
        if match:
            found[match.group(2)] = (match.group(1) or '', match.group(3) or '')
    return found


def offered(text):
    return {long: (short, argument) for short, long, argument in OPTION.findall(text)}


def compare(where, wanted, found):
    for name in sorted(set(wanted) | set(found)):
        if wanted.get(name) != found.get(name):
            yield '%s: --%s is %s in --help and %s in the page' % (where, name, wanted.get(name), found.get(name))


def commands():
    return re.findall(r'^   ([a-z][a-z-]*) +[A-Z]', run(SAYSO, '--help')[1], re.M)


def test_commands():
    """Each command has its section, with its options and its arguments, and no more."""
    text = page('sayso.1')
    sections = dict(re.findall(r'^\.SS "sayso ([a-z-]+)(.*?)(?=^\.S[SH] )', text, re.M | re.S))
    names = commands()
    if len(names) < 8:
        yield 'only %s were found in --help' % names
    for name in sorted(set(names) ^ set(sections)):
        yield 'data/man/sayso.1: %s is in one of --help and the page only' % name
    for name in set(names) & set(sections):
        text = run(SAYSO, 'help', name)[1]
        yield from compare('data/man/sayso.1: ' + name, offered(text), documented(sections[name]))
        usage = re.search(r'^  sayso \S+(?: \[OPTION…\])? ?(.*)$', text, re.M).group(1).replace('…', '...')
        heading = re.sub(r'\\f.', '', sections[name].split('\n')[0].rstrip('"'))
        if heading.replace('[OPTION]...', '').strip() != usage.strip():
            yield 'data/man/sayso.1: %s takes “%s”, the page says “%s”' % (name, usage, heading)


def test_exit_codes():
    codes = re.search(r'Exit codes: (.*)', run(SAYSO, '--help')[1]).group(1)
    section = page('sayso.1').split('.SH "EXIT STATUS"')[1].split('.SH ')[0]
    if re.findall(r'\b(\d) ', codes) != re.findall(r'^\.B (\d)$', section, re.M):
        yield 'the exit codes of --help are %s' % codes


def test_window():
    if WINDOW is None:
        return
    status, text = run(WINDOW, '--help')
    if status != 0:
        yield text
    yield from compare('data/man/sayso-window.1', offered(text), documented(page('sayso-window.1')))


def test_names():
    version = re.search(r"^  version: '([^']+)'", open(os.path.join(SOURCE, 'meson.build'), encoding='utf-8').read(), re.M)
    for name in ('sayso.1', 'sayso-window.1'):
        head = re.search(r'^\.TH (\S+) 1 \d{4}-\d\d-\d\d "Sayso ([^"]+)"', page(name), re.M)
        if not head or head.groups() != (name[:-2].upper(), version.group(1)):
            yield '%s: the head names %s, the version is %s' % (name, head and head.groups(), version.group(1))


def test_warnings():
    if shutil.which('man') is None or shutil.which('groff') is None and shutil.which('nroff') is None:
        raise FileNotFoundError('man is not installed')
    for name in ('sayso.1', 'sayso-window.1'):
        done = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', os.path.join(SOURCE, 'data', 'man', name)],
                              env=dict(os.environ, LC_ALL='C.UTF-8', MANWIDTH='80'), capture_output=True, check=False)
        if done.returncode != 0 or done.stderr:
            yield '%s: %s' % (name, done.stderr.decode())


def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    failed = 0
    print('1..%d' % len(tests))
    for number, test in enumerate(tests, 1):
        problems, skip = [], ''
        try:
            problems = list(test())
        except FileNotFoundError as error:
            skip = ' # SKIP %s' % error
        failed += bool(problems)
        print('%s %d - /man/%s%s' % ('not ok' if problems else 'ok', number, test.__name__[5:], skip))
        for problem in problems:
            print('# ' + problem)
    return 1 if failed else 0


sys.exit(main())
