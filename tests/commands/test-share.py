#!/usr/bin/env python3
"""Drives what people who annotate together use: sayso compare, merge and git-setup; TAP on standard output.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil
import subprocess

from folder import SAYSO, TEXT, Folder, Skip, run_all, test


def change(folder, name, function):
    """Edits a sidecar as another program would."""
    sidecar = json.loads(folder.read(name))
    function(sidecar)
    folder.write(name, json.dumps(sidecar))


def decide(status, when, number=0):
    def function(sidecar):
        claims = [a for a in sidecar['annotations'] if a['type'] == 'claim']
        claims[number].update(status=status, modified=when)
    return function


def statuses(sidecar):
    return [a['status'] for a in json.loads(sidecar)['annotations'] if a['type'] == 'claim']


def two_sets(folder):
    """An extractor's set, and one that knows of its first claim alone."""
    folder.run('extract', 'a.txt')

    def add(sidecar):
        claim = next(a for a in sidecar['annotations'] if a['type'] == 'claim')
        sidecar['sets'].append({'id': '00000000-0000-4000-8000-000000000001', 'name': 'jonas', 'origin': 'manual'})
        sidecar['annotations'].append(dict(claim, id='00000000-0000-4000-8000-000000000002', set=sidecar['sets'][-1]['id'],
                                           status='accepted'))
    change(folder, 'a.txt.sayso.json', add)
    return json.loads(folder.read('a.txt.sayso.json'))['sets'][0]


@test
def compare():
    with Folder() as folder:
        extracted = two_sets(folder)
        before = folder.read('a.txt.sayso.json')
        result = json.loads(folder.run('compare', '--json', extracted['name'], 'jonas', 'a.txt')[0])
        claims = result['annotations']['claim']
        assert (claims['first'], claims['second']) == (2, 1), claims
        for kind in ('same', 'overlapping'):
            assert claims[kind] == {'first_found': 1, 'second_found': 1, 'precision': 1, 'recall': .5, 'f1': .6667}, claims
        assert claims['alpha'] < 1 and 0 < claims['kappa'] < 1, claims
        assert result['links']['said-by']['same']['recall'] == 0 and result['links']['said-by']['same']['precision'] is None
        by_id = json.loads(folder.run('compare', '--json', extracted['id'], 'jonas', 'a.txt')[0])
        assert by_id['annotations'] == result['annotations']
        itself = json.loads(folder.run('compare', '--json', 'jonas', 'jonas', 'a.txt')[0])['annotations']['claim']
        assert itself['alpha'] == itself['kappa'] == itself['same']['f1'] == 1
        table = folder.run('compare', extracted['name'], 'jonas', 'a.txt')[0].splitlines()
        assert table[0].startswith('1 article; first: sayso') and len({len(line) for line in table[1:6]}) == 1, table
        assert next(line for line in table if line.startswith('claims')).split()[1:6] == ['2', '1', '100.0', '50.0', '66.7']
        assert folder.read('a.txt.sayso.json') == before


@test
def compare_complains():
    with Folder() as folder:
        two_sets(folder)
        folder.write('b.txt', TEXT)
        folder.run('extract', 'b.txt')
        assert 'b.txt: there is no annotation set “jonas”' in folder.run('compare', 'jonas', 'jonas', 'a.txt', 'b.txt', status=1)[1]
        assert folder.run('compare', 'jonas', 'jonas', 'a.txt', 'b.txt', status=1)[0].startswith('1 article;')
        assert 'No such file' in folder.run('compare', 'jonas', 'jonas', 'c.txt', status=1)[1]
        assert 'name two annotation sets' in folder.run('compare', 'jonas', 'a.txt', status=2)[1]
        change(folder, 'a.txt.sayso.json', lambda it: it['sets'].append(
            {'id': '00000000-0000-4000-8000-000000000009', 'name': 'jonas', 'origin': 'manual'}))
        assert 'several annotation sets' in folder.run('compare', 'jonas', 'jonas', 'a.txt', status=1)[1]


def three_versions(folder, *options):
    folder.run('extract', *options, 'a.txt')
    for name in ('base', 'ours', 'theirs'):
        folder.write(name, folder.read('a.txt.sayso.json'))


@test
def merge():
    with Folder() as folder:
        three_versions(folder)
        assert folder.run('merge', 'base', 'ours', 'theirs')[0] == folder.read('base'), 'the same bytes'
        change(folder, 'ours', decide('accepted', '2026-11-26T10:00:00Z', 0))
        change(folder, 'theirs', decide('rejected', '2026-11-26T10:00:00Z', 1))
        assert statuses(folder.run('merge', 'base', 'ours', 'theirs')[0]) == ['accepted', 'rejected']
        # Both decided on one: the later decision counts, on whichever side.
        change(folder, 'theirs', decide('rejected', '2026-11-26T11:00:00Z', 0))
        merged = folder.run('merge', 'base', 'ours', 'theirs')[0]
        assert statuses(merged) == ['rejected', 'rejected'] and merged == folder.run('merge', 'base', 'theirs', 'ours')[0]
        folder.run('merge', 'base', 'ours', 'theirs', '-o', 'ours')
        assert folder.read('ours') == merged
        # An empty base, as git has it where both sides added the file.
        folder.write('base', '')
        assert statuses(folder.run('merge', 'base', 'ours', 'theirs')[0]) == ['rejected', 'rejected']


@test
def merge_is_careful():
    with Folder() as folder:
        three_versions(folder)
        folder.write('theirs', folder.read('theirs')[:-5])
        before = {name: folder.read(name) for name in os.listdir(folder.path)}
        out, err = folder.run('merge', '-o', 'ours', 'base', 'ours', 'theirs', status=1)
        assert out == '' and err.startswith('sayso: theirs: line '), err
        assert 'none of the three' in folder.run('merge', '-o', 'a.txt', 'base', 'ours', 'base', status=2)[1]
        assert 'No such file' in folder.run('merge', 'base', 'ours', 'missing', status=1)[1]
        assert 'three sidecars' in folder.run('merge', 'base', 'ours', status=2)[1]
        assert {name: folder.read(name) for name in os.listdir(folder.path)} == before
        folder.write('theirs', folder.read('base').replace('"version": 1', '"version": 99'))
        assert 'newer Sayso' in folder.run('merge', 'base', 'ours', 'theirs', status=1)[1]


@test
def merge_without_a_copy():
    """Sidecars without the article's text need the article."""
    with Folder() as folder:
        three_versions(folder, '--no-snapshot')
        change(folder, 'theirs', decide('accepted', '2026-11-26T10:00:00Z'))
        assert 'no copy of the article' in folder.run('merge', 'base', 'ours', 'theirs', status=1)[1]
        merged = folder.run('merge', '--path', 'a.txt.sayso.json', 'base', 'ours', 'theirs')[0]
        assert statuses(merged) == ['accepted', 'suggested'] and 'text' not in json.loads(merged)
        folder.write('a.txt.sayso.json', merged)
        assert '0 moved, 0 orphans' in folder.run('check', 'a.txt')[0]


@test
def merge_of_two_texts():
    """Theirs is for an edited article: its annotations are found again in ours."""
    with Folder() as folder:
        three_versions(folder)
        folder.write('a.txt', b'\xef\xbb\xbf' + ('Monday. ' + TEXT).encode())
        folder.run('reanchor', 'a.txt')
        change(folder, 'a.txt.sayso.json', decide('accepted', '2026-11-26T10:00:00Z', 1))
        folder.write('theirs', folder.read('a.txt.sayso.json'))
        merged = json.loads(folder.run('merge', 'base', 'ours', 'theirs')[0])
        ours = json.loads(folder.read('ours'))
        assert merged['article'] == ours['article'] and merged['text'] == TEXT
        assert [a['spans'] for a in merged['annotations']] == [a['spans'] for a in ours['annotations']]
        assert [a['status'] for a in merged['annotations'] if a['type'] == 'claim'] == ['suggested', 'accepted']
        # The other way round, what is known of the file stays: its digest is of bytes with a byte order mark.
        folder.write('a.txt.sayso.json', folder.run('merge', 'base', 'theirs', 'ours')[0])
        assert '0 moved, 0 orphans' in folder.run('check', 'a.txt')[0]


@test
def git():
    with Folder() as folder:
        environment = {'PATH': os.path.dirname(SAYSO) + ':' + os.environ['PATH'], 'HOME': folder.home, 'LC_ALL': 'C.UTF-8',
                       'GIT_CONFIG_NOSYSTEM': '1', 'XDG_STATE_HOME': folder.home, 'XDG_RUNTIME_DIR': folder.home}

        def run(*arguments, status=0):
            done = subprocess.run(arguments, cwd=folder.path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  stdin=subprocess.DEVNULL, timeout=60)
            assert done.returncode == status, (arguments, done.stdout)
            return done.stdout.decode()

        try:
            run('git', 'init', '-q', '-b', 'main')
        except FileNotFoundError as error:
            raise Skip('git is not installed') from error
        assert 'sayso git-setup' in run(SAYSO, 'git-setup')
        assert run(SAYSO, 'git-setup') and folder.read('.gitattributes') == '*.sayso.json merge=sayso diff=sayso\n'
        run('git', 'config', 'user.name', 'Maria')
        run('git', 'config', 'user.email', 'maria@example.org')
        os.makedirs(folder.file("it's here"))
        sidecar = "it's here/a.txt.sayso.json"
        os.rename(folder.file('a.txt'), folder.file("it's here/a.txt"))
        run(SAYSO, 'extract', '--no-snapshot', "it's here/a.txt")
        run('git', 'add', '.')
        run('git', 'commit', '-q', '-m', 'Start')
        run('git', 'checkout', '-q', '-b', 'other')
        change(folder, sidecar, decide('accepted', '2026-11-26T10:00:00Z', 0))
        run('git', 'commit', '-qam', 'Theirs')
        run('git', 'checkout', '-q', 'main')
        change(folder, sidecar, decide('rejected', '2026-11-26T10:00:00Z', 1))
        run('git', 'commit', '-qam', 'Ours')
        run('git', 'merge', '-q', '-m', 'Both', 'other')
        assert statuses(folder.read(sidecar)) == ['accepted', 'rejected']
        assert '0 orphans' in run(SAYSO, 'check', "it's here/a.txt")
        change(folder, sidecar, decide('rejected', '2026-11-26T12:00:00Z', 0))
        run(SAYSO, 'reanchor', "it's here/a.txt")
        run('git', '-c', 'core.pager=cat', 'diff')
        # Where one side is damaged, git says so and keeps ours.
        run('git', 'checkout', '-q', '.')
        run('git', 'checkout', '-q', '-b', 'broken')
        folder.write(sidecar, folder.read(sidecar)[:-9])
        run('git', 'commit', '-qam', 'Broken')
        run('git', 'checkout', '-q', 'main')
        change(folder, sidecar, decide('rejected', '2026-11-26T13:00:00Z', 0))
        run('git', 'commit', '-qam', 'More')
        ours = folder.read(sidecar)
        assert 'CONFLICT' in run('git', 'merge', '-m', 'Both', 'broken', status=1)
        assert folder.read(sidecar) == ours


@test
def git_setup_complains():
    with Folder() as folder:
        assert 'git could not be run' in folder.run('git-setup', status=2, env={'PATH': folder.path})[1]
        if shutil.which('git'):
            assert 'not a git repository' in folder.run('git-setup', status=2, env={'GIT_CEILING_DIRECTORIES': '/'})[1]
        assert 'takes no arguments' in folder.run('git-setup', 'a.txt', status=2)[1]
        assert os.listdir(folder.path) == ['a.txt']


run_all('share')
