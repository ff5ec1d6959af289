#!/usr/bin/env python3
"""Runs the suite with an eye on memory: checked.py SOURCES FOLDER sanitizers|valgrind [TEST…]

sanitizers: everything is built in FOLDER with the address, the leak and the undefined behaviour sanitizer, and all of
core, command and window is run so. valgrind: the programs of FOLDER, an ordinary build, are run under memcheck. What
is suppressed is none of ours; each entry of tests/tools/*.supp says why. The exit code is 0 if nothing was found.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SUITES = ['--suite', 'core', '--suite', 'command', '--suite', 'window']
FOUND = 'Sanitizer|runtime error:'
# What it is about that other programs or packages come with, or that is far too slow to tell anything.
NO_VALGRIND = ('bench/', 'desktop/', 'commands/disk', 'sidecar/kill', 'sidecar/writers', 'extract/quality', 'window/kill', 'window/monkey')


def sanitizers(sources, folder, names):
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        subprocess.run(['meson', 'setup', folder, sources, '-Db_sanitize=address,undefined', '-Db_lundef=false'], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', folder, '--quiet'], check=True)
    with tempfile.TemporaryDirectory() as logs:
        # Without strict_string_checks: each strchr () would look at all that follows, and a long text take its square.
        # And without OpenGL, whose drivers do not free what they make when they are looked for.
        environment = dict(os.environ, SAYSO_TEST_SLOW_MACHINE='1', G_SLICE='always-malloc', GDK_DEBUG='gl-disable',
                           UBSAN_OPTIONS='print_stacktrace=1:log_path=%s/ubsan' % logs,
                           LSAN_OPTIONS='print_suppressions=0:suppressions=%s' % os.path.join(HERE, 'leaks.supp'))
        status = 0
        # GTK 4.8 leaks two dates of its recent files at each start, from where a stack cannot be told without following every
        # allocation, at seven times the time; valgrind looks for leaks of the window, and window/cycles for growth.
        for leaks, suites in ((1, ['core', 'command']), (0, ['window'])):
            some = [name for name in names if name.startswith('window/') != bool(leaks)] if names else \
                [word for suite in suites for word in ('--suite', suite)]
            environment['ASAN_OPTIONS'] = 'detect_leaks=%d:log_path=%s/asan:detect_stack_use_after_return=1' % (leaks, logs)
            if some:
                status |= subprocess.run(['meson', 'test', '-C', folder, '--no-rebuild', '--timeout-multiplier', '10', '--print-errorlogs', *some],
                                         env=environment, check=False).returncode
        found = sorted(glob.glob(os.path.join(logs, '*')))
        for path in found:
            with open(path, encoding='utf-8', errors='replace') as log:
                print(log.read())
    print('%d reports of the sanitizers' % len(found))
    return status or len(found) > 0


def is_ours(finding):
    """Not a leak of something that no function of ours had to do with, but main (), who ran the main loop, or who made a
    library call its own handler of a signal: a library's own."""
    stack = re.split('g_main_context_dispatch|g_signal_emit', finding)[0]
    return 'definitely lost' not in finding or re.search(r'\((sayso|test|measure)-[\w-]+\.c:\d+\)', stack) is not None


def findings_of_valgrind(path):
    """What it says of the program, and not of itself, such as a system call that it passes on without knowing it."""
    with open(path, encoding='utf-8', errors='replace') as log:
        said = ''.join(line for line in log if not line.startswith('--'))
    findings = [finding for finding in re.split(r'(?m)^==\d+== *\n', said) if finding.strip()]
    return '\n'.join(finding for finding in findings if is_ours(finding))


def valgrind(_, folder, names):
    listed = subprocess.run(['meson', 'test', '-C', folder, '--no-rebuild', '--list', *SUITES], capture_output=True, text=True, check=True).stdout
    tests = names or [line.split(' / ')[-1].strip() for line in listed.splitlines() if ' / ' in line]
    tests = [name for name in tests if names or not name.startswith(NO_VALGRIND)]
    suppressions = ['--suppressions=' + path for path in sorted(glob.glob(os.path.join(HERE, 'valgrind-*.supp')))]
    for path in ('/usr/share/glib-2.0/valgrind/glib.supp', '/usr/share/gtk-4.0/valgrind/gtk.supp'):
        if os.path.exists(path):
            suppressions.append('--suppressions=' + path)
    with tempfile.TemporaryDirectory() as logs:
        wrapper = ['valgrind', '--quiet', '--leak-check=full', '--show-leak-kinds=definite', '--num-callers=40', '--log-file=%s/%%p' % logs,
                   *suppressions]
        environment = dict(os.environ, SAYSO_TEST_SLOW_MACHINE='1', SAYSO_TEST_LEAKS='1', G_SLICE='always-malloc', GDK_DEBUG='gl-disable',
                           SAYSO_WRAP=' '.join(wrapper))
        compiled = ['--wrapper=' + ' '.join(wrapper)]
        driven = [name for name in tests if name.startswith(('window/', 'commands/'))]
        rest = [name for name in tests if name not in driven]
        status = 0
        for some, options in ((rest, compiled), (driven, [])):
            if some:
                status |= subprocess.run(['meson', 'test', '-C', folder, '--no-rebuild', '--timeout-multiplier', '30', '--print-errorlogs', '--logbase',
                                          'valgrind', *options, *some], env=environment, check=False).returncode
        found = [finding for finding in map(findings_of_valgrind, sorted(glob.glob(os.path.join(logs, '*')))) if finding]
        print('\n'.join(found))
    print('%d processes with a finding of valgrind' % len(found))
    return status or len(found) > 0


def main():
    sources, folder, what, *names = sys.argv[1:]
    sys.exit(1 if {'sanitizers': sanitizers, 'valgrind': valgrind}[what](os.path.abspath(sources), os.path.abspath(folder), names) else 0)


main()
