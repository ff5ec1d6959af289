#!/usr/bin/env python3
"""Fuzzes the targets one by one: fuzz.py SOURCES FOLDER [--seconds N | --cpu-minutes N] [NAME…]

Builds them in FOLDER with clang, the address and the undefined behaviour sanitizer, whatever compiler the rest is built
with. Each starts from its seeds in tests/fuzz/corpus, from the samples, and from what the exporters write. --seconds is
for a test, and as many run at a time as there are processors. --cpu-minutes is for a campaign: one target at a time, and
time on the processor counts, not time on the clock; what they found on their way is kept in FOLDER/corpus/NAME, and a
campaign that was interrupted goes on there. Prints TAP with executions, processor time and coverage of each.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

COMPILERS = ('clang-14', 'clang')
MAX_LENGTH = {'extract': 4096, 'stream': 8192, 'merge': 1024}
# Where others load the machine, a campaign can wait long for the processor.
TIMEOUT = {'test': 25, 'campaign': 300}
SLICE = 60
# GLib's slices hide what runs over.
OPTIONS = {'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1', 'G_SLICE': 'always-malloc'}


def build(sources, folder):
    """Returns {name: program} and the program that writes seeds of the formats; None if there is no compiler."""
    compiler = next((name for name in COMPILERS if shutil.which(name)), None)
    if compiler is None:
        return None
    environment = dict(os.environ, CC=('ccache ' if shutil.which('ccache') else '') + compiler)
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        subprocess.run(['meson', 'setup', folder, sources, '-Db_sanitize=address,undefined', '-Db_lundef=false',
                        '-Dc_args=-fsanitize=fuzzer-no-link'], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', folder, '--quiet', 'fuzz-targets'], check=True, stdout=sys.stderr)
    programs = glob.glob(os.path.join(folder, 'tests', '*', 'fuzz-*'))
    return {os.path.basename(path)[len('fuzz-'):]: path for path in programs if os.access(path, os.X_OK) and os.path.isfile(path)}


def gather_seeds(sources, folder, names):
    """Fills FOLDER/seeds/NAME."""
    samples = os.path.join(sources, 'data', 'samples')
    shutil.rmtree(os.path.join(folder, 'seeds'), ignore_errors=True)
    with tempfile.TemporaryDirectory() as exported:
        subprocess.run([os.path.join(folder, 'tests', 'formats', 'export-format-cases'), exported], check=True, stdout=subprocess.DEVNULL)
        for name in names:
            seeds = os.path.join(folder, 'seeds', name)
            os.makedirs(seeds)
            files = glob.glob(os.path.join(sources, 'tests', 'fuzz', 'corpus', name, '*'))
            files += glob.glob(os.path.join(exported, '*.' + name.split('-', 1)[-1])) if '-' in name else []
            if name in ('guard', 'sidecar'):
                files += glob.glob(os.path.join(samples, '*.sayso.json'))
            elif name == 'extract':
                files += glob.glob(os.path.join(samples, '*.txt'))
            for path in files:
                shutil.copy(path, seeds)


class Result:
    """What one target came to."""

    def __init__(self):
        self.executions, self.processor, self.coverage, self.units = 0, 0.0, 0, 0
        self.status, self.log = 0, ''

    def add(self, status, processor, log):
        self.status, self.processor = status, self.processor + processor
        done = re.search(r'stat::number_of_executed_units:\s*(\d+)', log)
        self.executions += int(done.group(1)) if done else 0
        for covered, units in re.findall(r'cov: (\d+) .*?corp: (\d+)/', log):
            self.coverage, self.units = int(covered), int(units)
        if status != 0:
            self.log = '\n'.join(log.splitlines()[-80:])

    def __str__(self):
        return '%d executions in %.0f s of processor time, %d edges covered, %d kept' % (
            self.executions, self.processor, self.coverage, self.units)


def run(program, name, folder, seconds, timeout):
    """One run of libFuzzer; returns its status, its processor time and what it printed."""
    corpus, seeds = os.path.join(folder, 'corpus', name), os.path.join(folder, 'seeds', name)
    findings = os.path.join(folder, 'findings', name + '-')
    os.makedirs(corpus, exist_ok=True)
    os.makedirs(os.path.dirname(findings), exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, open(os.path.join(scratch, 'log'), 'w+b') as log:
        with subprocess.Popen([os.path.abspath(program), '-max_total_time=%d' % seconds, '-timeout=%d' % timeout, '-rss_limit_mb=2048',
                               '-max_len=%d' % MAX_LENGTH.get(name, 65536), '-print_final_stats=1', '-artifact_prefix=' + findings,
                               corpus, seeds], cwd=scratch, env=dict(os.environ, TMPDIR=scratch, **OPTIONS), stdout=log, stderr=log) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        return child.returncode, usage.ru_utime + usage.ru_stime, log.read().decode(errors='replace')


def fuzz(program, name, folder, options):
    result = Result()
    if options.cpu_minutes is None:
        result.add(*run(program, name, folder, options.seconds, TIMEOUT['test']))
        return result
    while result.status == 0 and result.processor < options.cpu_minutes * 60:
        result.add(*run(program, name, folder, SLICE, TIMEOUT['campaign']))
        print('# fuzz/%s: %s' % (name, result), flush=True)
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('sources')
    parser.add_argument('folder')
    parser.add_argument('--seconds', type=int, default=15)
    parser.add_argument('--cpu-minutes', type=float)
    parser.add_argument('names', nargs='*')
    options = parser.parse_intermixed_args()
    folder = os.path.abspath(options.folder)
    programs = build(options.sources, folder)
    if programs is None:
        print('1..0 # SKIP clang is not installed')
        return 0
    names = options.names or sorted(programs)
    if not set(names) <= set(programs):
        parser.error('no such target; there are ' + ', '.join(sorted(programs)))
    gather_seeds(options.sources, folder, names)
    if options.cpu_minutes is None:
        shutil.rmtree(os.path.join(folder, 'corpus'), ignore_errors=True)
    print('1..%d' % len(names), flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(1 if options.cpu_minutes is not None else os.cpu_count()) as pool:
        results = pool.map(lambda name: fuzz(programs[name], name, folder, options), names)
        for number, (name, result) in enumerate(zip(names, results), 1):
            failed += result.status != 0
            print('%s %d - fuzz/%s' % ('ok' if result.status == 0 else 'not ok', number, name))
            print('# %s' % result)
            print(''.join('# %s\n' % line for line in result.log.splitlines()), end='', flush=True)
    return 1 if failed else 0


sys.exit(main())
