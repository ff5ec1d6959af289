#!/usr/bin/env python3
"""The shells complete sayso: test-completion.py SOURCE-ROOT SAYSO.

bash and fish complete real lines. For zsh the completion function runs with stand-ins for the functions that
would need a terminal. A shell that is not installed is skipped.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, SAYSO = (os.path.abspath(path) for path in sys.argv[1:3])
FOLDER = os.path.join(SOURCE, 'data', 'completions')
ARTICLES = {'harbour.txt', 'hall.txt'}


def run(*command):
    """Runs a shell in a folder with two articles, a sidecar and a folder."""
    if shutil.which(command[0]) is None:
        raise FileNotFoundError('%s is not installed' % command[0])
    with tempfile.TemporaryDirectory() as folder:
        for name in (*ARTICLES, 'harbour.txt.sayso.json'):
            open(os.path.join(folder, name), 'w', encoding='utf-8').close()
        os.mkdir(os.path.join(folder, 'archive'))
        home = os.path.join(folder, 'archive', 'home')
        environment = dict(os.environ, PATH=os.path.dirname(SAYSO) + ':' + os.environ['PATH'], LC_ALL='C.UTF-8', HOME=home,
                           XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_CACHE_HOME=home)
        done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = done.stdout.decode()
    assert done.returncode == 0, output
    return output


def in_bash(*words):
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sayso; printf "%s\\n" "${COMPREPLY[@]}"')
    return set(run('bash', '-uc', script, 'bash', os.path.join(FOLDER, 'sayso.bash'), *words).split('\n')) - {''}


def in_fish(line):
    script = 'source %s; complete -C "%s"' % (os.path.join(FOLDER, 'sayso.fish'), line)
    return {row.split('\t')[0] for row in run('fish', '--no-config', '-c', script).split('\n')} - {''}


def in_zsh(*words):
    script = '''
        _arguments() { print -rl -- "$@" } ; _files() { print -r -- "files $*" }
        _describe() { print -rl -- "${(@P)4}" }
        _alternative() { local each; for each; do eval "${each#*:*:}"; done }
        compadd() { print -rl -- "$@" }
        source() { builtin source "$@" }
        words=(%s); CURRENT=%d; PREFIX=${words[-1]}
        _sayso_file=$(<"%s")
        eval "${_sayso_file%%_sayso \\"\\$@\\"*}"
        _sayso || true
    ''' % (' '.join("'%s'" % word for word in words), len(words), os.path.join(FOLDER, '_sayso'))
    return set(run('zsh', '-fc', script).split('\n')) - {''}


def help_of(*arguments):
    return run(SAYSO, *arguments)


def commands():
    return set(re.findall(r'^   ([a-z][a-z-]*) +[A-Z]', help_of('--help'), re.M))


def long_options(command):
    return set(re.findall(r'^  (?:-\w, )?(--[a-z-]+=?)', help_of('help', command), re.M))


def formats(direction):
    return {line.split()[0] for line in help_of('formats').splitlines() if direction in line.split()[1:5]}


def equal(found, wanted):
    assert found == wanted, 'missing %s, too many %s' % (sorted(wanted - found), sorted(found - wanted))


def test_bash_commands():
    equal(in_bash('sayso', ''), commands() | ARTICLES | {'help', 'archive'})
    equal(in_bash('sayso', 'ex'), {'extract', 'export'})
    equal(in_bash('sayso', '--'), {'--help', '--version'})
    equal(in_bash('sayso', 'help', ''), commands())


def test_bash_options():
    for command in commands():
        equal(in_bash('sayso', command, '--'), long_options(command) | {'--help'})
    assert {'-f', '-o', '-q'} <= in_bash('sayso', 'export', '-')


def test_bash_arguments():
    equal(in_bash('sayso', 'export', '-f', ''), formats('export'))
    equal(in_bash('sayso', 'export', '--format', '=', 'c'), {name for name in formats('export') if name[0] == 'c'})
    equal(in_bash('sayso', 'import', '--format', '='), formats('import'))
    equal(in_bash('sayso', 'export', '--status', '='), {'suggested', 'accepted', 'rejected'})
    equal(in_bash('sayso', 'check', 'h'), ARTICLES)
    equal(in_bash('sayso', 'fit', ''), {'archive'})
    equal(in_bash('sayso', 'formats', ''), set())
    equal(in_bash('sayso', 'git-setup', ''), set())
    equal(in_bash('sayso', 'merge', 'h'), ARTICLES | {'harbour.txt.sayso.json'})


def test_fish():
    equal(in_fish('sayso '), commands() | ARTICLES | {'help', 'archive/'})
    equal(in_fish('sayso help '), commands())
    for command in commands():
        equal(in_fish('sayso %s --' % command), {option.rstrip('=') for option in long_options(command)})
    equal(in_fish('sayso export -f '), formats('export'))
    equal(in_fish('sayso import -f '), formats('import'))
    equal(in_fish('sayso check h'), ARTICLES)
    equal(in_fish('sayso fit '), {'archive/'})
    equal(in_fish('sayso git-setup '), set())
    equal(in_fish('sayso merge h'), ARTICLES | {'harbour.txt.sayso.json'})


def test_zsh():
    equal({line.split(':')[0] for line in in_zsh('sayso', 'help', '')}, commands() | {'help'})
    assert commands() <= {line.split(':')[0] for line in in_zsh('sayso', '')}
    for command in commands():
        found = {re.match(r'\*?(--[a-z-]+=?)', line).group(1) for line in in_zsh('sayso', command, '--')
                 if re.match(r'\*?--', line)}
        equal(found, long_options(command) | {'--help'})
    formats_line = [line for line in in_zsh('sayso', 'export', '') if line.startswith('--format=')]
    assert formats_line and '(brat ' in formats_line[0], formats_line


def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    failed = 0
    print('1..%d' % len(tests))
    for number, test in enumerate(tests, 1):
        problem, skip = '', ''
        try:
            test()
        except FileNotFoundError as error:
            skip = ' # SKIP %s' % error
        except AssertionError as error:
            problem = str(error)
        failed += bool(problem)
        print('%s %d - /completion/%s%s' % ('not ok' if problem else 'ok', number, test.__name__[5:], skip))
        for line in problem.splitlines():
            print('# ' + line)
    return 1 if failed else 0


sys.exit(main())
