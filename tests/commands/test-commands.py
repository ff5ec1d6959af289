#!/usr/bin/env python3
"""Drives the sayso command as a user would; TAP on standard output.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess

from folder import PROGRAM, SAMPLES, SAYSO, TEXT, Folder, run_all, test


@test
def help_and_version():
    with Folder() as folder:
        out, err = folder.run('--version')
        assert out.startswith('sayso ') and err == ''
        out, _ = folder.run('--help')
        for name in ('extract', 'fit', 'import', 'export', 'formats', 'check', 'reanchor', 'stats', 'compare', 'merge', 'git-setup'):
            assert f'\n   {name} ' in out, name
            text, _ = folder.run('help', name)
            assert f'sayso {name}' in text
            assert folder.run(name, '--help')[0] == text


@test
def article_of_page():
    with Folder() as folder:
        folder.write('page.html', '<title>Ferry</title><meta name="author" content="Maria Lind"><meta name="date" content="2026-05-01">'
                     '<link rel="canonical" href="https://example.org/ferry"><nav>Home</nav><p>' + TEXT + '</p>')
        assert folder.run('import', 'page.html') == ('page.txt\n', '')
        assert folder.read('page.txt') == TEXT
        article = json.loads(folder.read('page.txt.sayso.json'))['article']
        assert (article['title'], article['byline'], article['date'], article['url']) == \
            ('Ferry', 'Maria Lind', '2026-05-01', 'https://example.org/ferry'), article
        assert 'ok' in folder.run('check', 'page.txt')[0] or '0 orphans' in folder.run('check', 'page.txt')[0]
        # The byline outlives what other commands save.
        folder.run('extract', 'page.txt')
        assert json.loads(folder.read('page.txt.sayso.json'))['article']['byline'] == 'Maria Lind'
        before = sorted(os.listdir(folder.path)), folder.read('page.txt.sayso.json')
        assert 'left as it is; -o names another place' in folder.run('import', 'page.html', status=2)[1]
        assert before == (sorted(os.listdir(folder.path)), folder.read('page.txt.sayso.json'))
        folder.write('taken.txt', 'mine')
        assert 'taken.txt' in folder.run('import', '-o', 'taken.txt', 'page.html', status=2)[1]
        assert folder.read('taken.txt') == 'mine' and not os.path.exists(folder.file('taken.txt.sayso.json'))
        folder.write('note.md', '# Ferry\n\n*Ann Bo* said so.\n')
        folder.run('import', '--no-snapshot', '-o', 'other.txt', 'note.md')
        assert folder.read('other.txt') == 'Ferry\n\nAnn Bo said so.\n'
        assert 'text' not in json.loads(folder.read('other.txt.sayso.json'))
        folder.write('page.dat', '<p>One</p>')
        folder.run('import', '-f', 'html', 'page.dat', '-o', 'dat.txt')
        assert folder.read('dat.txt') == 'One\n'
        folder.write('empty.html', '<script>1</script>')
        assert 'no readable text' in folder.run('import', 'empty.html', status=1)[1]
        assert 'page.dat' not in folder.run('import', 'a.txt', status=2)[0]


@test
def snapshot_stays_out():
    with Folder() as folder:
        folder.run('extract', '--no-snapshot', 'a.txt')
        folder.run('export', '-f', 'brat', 'a.txt')
        folder.run('import', '-f', 'brat', 'a.txt', 'a.ann')
        assert 'text' not in json.loads(folder.read('a.txt.sayso.json'))
        folder.write('a.txt', 'New. ' + TEXT)
        folder.run('reanchor', 'a.txt')
        sidecar = json.loads(folder.read('a.txt.sayso.json'))
        assert 'text' not in sidecar and sidecar['article']['length'] == len('New. ' + TEXT)


@test
def several_on_standard_output():
    with Folder() as folder:
        folder.write('b.txt', TEXT)
        folder.run('extract', 'a.txt', 'b.txt')
        for name in ('w3c', 'label-studio', 'brat', 'html', 'conll'):
            out, err = folder.run('export', '-f', name, '-o', '-', 'a.txt', 'b.txt', status=2)
            assert out == '' and 'there are 2 articles' in err, (name, err)
        for name in ('prodigy', 'doccano', 'decisions'):
            out, _ = folder.run('export', '-q', '-f', name, '-o', '-', 'a.txt', 'b.txt')
            one, _ = folder.run('export', '-q', '-f', name, '-o', '-', 'a.txt')
            assert out.startswith(one) and out.count('\n') == 2 * one.count('\n')
            assert all(json.loads(line) for line in out.splitlines())
        for name in ('csv', 'tsv'):
            out, _ = folder.run('export', '-q', '-f', name, '-o', '-', 'a.txt', 'b.txt')
            rows = list(csv.DictReader(io.StringIO(out, newline=''), delimiter=',' if name == 'csv' else '\t'))
            assert [row['article'] for row in rows] == ['a.txt', 'a.txt', 'b.txt', 'b.txt'], rows


@test
def usage_errors():
    with Folder() as folder:
        for arguments, says in ((['nonsense'], 'neither a command nor a file'), (['--nonsense'], 'no option'),
                                (['check', '--nonsense'], '--nonsense'), (['check'], 'no article'),
                                (['export', 'a.txt'], 'which format'), (['export', '-f', 'x', 'a.txt'], 'no format “x”'),
                                (['export', '-f', 'conll', '--status', 'good', 'a.txt'], 'no status'),
                                (['import', '-f', 'conll', 'a.txt', 'b'], 'only be exported'),
                                (['extract', '--stream', 'a.txt'], 'standard input'), (['extract', '-j', '0', '--stream'], '-j'),
                                (['extract', '--stream', '--print'], 'choose one'), (['fit'], 'name a folder')):
            out, err = folder.run(*arguments, status=2)
            assert out == '' and says in err and err.startswith('sayso: ') and err.count('\n') == 1, (arguments, err)


@test
def bad_articles():
    with Folder() as folder:
        folder.write('latin.txt', 'caf\xe9'.encode('latin-1'))
        folder.write('binary.txt', b'a\0b')
        os.mkdir(folder.file('folder.txt'))
        os.mkfifo(folder.file('pipe.txt'))
        for name, says in (('missing.txt', 'No such file'), ('folder.txt', 'folder'), ('latin.txt', 'byte 3 (0xe9)'),
                           ('binary.txt', 'byte 1 is zero'), ('pipe.txt', 'pipe')):
            for command in (['extract'], ['extract', '--print'], ['stats'], ['check']):
                _, err = folder.run(*command, name, status=1)
                assert name in err and says in err, (command, name, err)
        assert '--encoding' in folder.run('stats', 'latin.txt', status=1)[1]
        assert folder.run('extract', '--encoding', 'ISO-8859-1', 'latin.txt')[1] == ''


@test
def empty_article():
    with Folder() as folder:
        folder.write('empty.txt', b'')
        assert folder.run('extract', 'empty.txt')[0] == 'empty.txt: 0 claims suggested\n'
        assert not os.path.exists(folder.file('empty.txt.sayso.json'))


@test
def extract_check_stats():
    with Folder() as folder:
        out, err = folder.run('extract', 'a.txt')
        assert out == 'a.txt: 2 claims suggested\n' and err == '', (out, err)
        out, _ = folder.run('check', 'a.txt')
        assert out.count('\n') == 1 and '0 moved, 0 orphans' in out
        stats = json.loads(folder.run('stats', '--json', 'a.txt')[0])
        assert stats['claims'] == 2 and stats['suggested'] == 2 and stats['direct'] == 1
        assert 'no sidecar' in (folder.write('b.txt', 'x'), folder.run('check', 'b.txt', status=1))[1][1]


@test
def check_knows_the_codebook():
    with Folder() as folder:
        folder.write('a.txt', TEXT)
        folder.run('extract', 'a.txt')
        folder.write('codebook.json', '{"fields": [{"name": "verdict", "values": ["held"]}, {"name": "topic"}], "tags": ["number"]}')
        sidecar = folder.read('a.txt.sayso.json')
        decided = re.sub('("type": "claim".*?)"status": "suggested"',
                         r'\1"status": "accepted", "attributes": {"topic": "x", "verdict": "perhaps"}, "tags": ["odd"]', sidecar, count=1)
        assert decided != sidecar
        folder.run('check', 'a.txt')
        folder.write('a.txt.sayso.json', decided.replace('"accepted", "attributes": {"topic": "x", "verdict": "perhaps"}, "tags": ["odd"]',
                                                         '"accepted", "tags": ["number"], "attributes": {"verdict": "held"}'))
        folder.run('check', 'a.txt')
        folder.write('a.txt.sayso.json', decided)
        _, err = folder.run('check', 'a.txt', status=1)
        assert err.count('a.txt:1:') == 2 and '“perhaps” is no value of “verdict”' in err and 'no tag “odd”' in err, err
        folder.write('codebook.json', '{"fields": 3}')
        assert 'codebook.json' in folder.run('check', 'a.txt', status=1)[1]


@test
def print_writes_nothing():
    with Folder() as folder:
        out, _ = folder.run('extract', '--print', 'a.txt')
        assert 'We are ready' in out and out.startswith('a.txt: 2 claims\n')
        assert os.listdir(folder.path) == ['a.txt']


@test
def extract_again_keeps_decisions():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        sidecar = folder.read('a.txt.sayso.json')
        lines = sidecar.split('\n')
        at = next(i for i, line in enumerate(lines) if '"type": "claim"' in line and 'We are' in line)
        record = json.loads(lines[at].strip().rstrip(','))
        lines[at] = lines[at].replace('"status": "suggested"', '"status": "rejected"')
        folder.write('a.txt.sayso.json', '\n'.join(lines))
        assert folder.run('extract', 'a.txt')[0] == 'a.txt: 1 claim suggested\n'
        again = json.loads(folder.read('a.txt.sayso.json'))
        claims = [a for a in again['annotations'] if a['type'] == 'claim']
        assert len(claims) == 2
        assert [a['status'] for a in claims if a['id'] == record['id']] == ['rejected']
        first = folder.read('a.txt.sayso.json')
        folder.run('extract', 'a.txt')
        assert len(json.loads(folder.read('a.txt.sayso.json'))['annotations']) == len(json.loads(first)['annotations'])


@test
def damaged_sidecar():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        good = folder.read('a.txt.sayso.json')
        folder.write('a.txt.sayso.json', good.replace('"version": 1,', '"version": 1,,'))
        for command in ('extract', 'check', 'stats'):
            _, err = folder.run(command, 'a.txt', status=1)
            assert 'a.txt.sayso.json' in err and 'line 3, column 16' in err, err
        assert folder.read('a.txt.sayso.json') == good.replace('"version": 1,', '"version": 1,,')


@test
def reanchor():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        folder.write('a.txt', 'Yesterday was wet.\n' + TEXT)
        assert 'article changed' in folder.run('check', 'a.txt', status=1)[0]
        folder.run('reanchor', 'a.txt')
        assert '0 moved, 0 orphans' in folder.run('check', 'a.txt')[0]


@test
def export_and_import():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        _, err = folder.run('export', '-f', 'brat', 'a.txt')
        assert os.path.exists(folder.file('a.ann'))
        assert 'is there already' in folder.run('export', '-f', 'brat', 'a.txt', status=2)[1]
        folder.run('export', '-f', 'brat', '--force', '-q', 'a.txt')
        out, _ = folder.run('export', '-f', 'csv', '-o', '-', 'a.txt')
        assert out.startswith('claim,speaker,')
        assert 'no annotation set' in folder.run('export', '-f', 'csv', '--set', 'x', '-o', '-', 'a.txt', status=1)[1]
        folder.write('c.txt', TEXT)
        folder.run('import', '-f', 'brat', '--set', 'from brat', 'c.txt', 'a.ann')
        assert '"name": "from brat"' in folder.read('c.txt.sayso.json')
        folder.write('bad.ann', 'T1\tClaim 0 9999\tAnn\n')
        assert 'bad.ann' in folder.run('import', '-f', 'brat', 'c.txt', 'bad.ann', status=1)[1]
        out, _ = folder.run('export', '-f', 'csv', '--status', 'accepted', '-o', '-', 'a.txt')
        assert out.count('\n') == 1


@test
def export_never_overwrites_articles():
    with Folder() as folder:
        folder.write('n.csv', TEXT)
        for name in ('a.txt', 'n.csv'):
            folder.run('extract', name)
        os.symlink('a.txt', folder.file('link'))
        os.link(folder.file('a.txt'), folder.file('hard'))
        before = {name: folder.read(name) for name in os.listdir(folder.path)}
        for arguments in (['-o', 'a.txt', 'a.txt'], ['-o', 'a.txt.sayso.json', 'a.txt'], ['--force', 'n.csv'], ['-o', 'link', 'a.txt'],
                          ['-o', 'hard', 'a.txt'], ['-o', 'other.sayso.json', 'a.txt'], ['--force', '-o', './a.txt', 'a.txt']):
            _, err = folder.run('export', '-q', '-f', 'csv', *arguments, status=2)
            assert 'never overwritten' in err, (arguments, err)
        assert {name: folder.read(name) for name in os.listdir(folder.path)} == before


@test
def formats():
    with Folder() as folder:
        listed = json.loads(folder.run('formats', '--json')[0])
        assert {'brat', 'csv', 'w3c'} <= {f['name'] for f in listed}
        assert set(listed[0]) == {'name', 'title', 'extension', 'import', 'export', 'unit'}


@test
def terminal_is_safe():
    with Folder() as folder:
        folder.write('e.txt', 'Ann Bo said, “we are \x1b[31mready\u202e for everybody here.”\n')
        out, _ = folder.run('extract', '--print', 'e.txt')
        assert '\x1b' not in out and '\u202e' not in out and '\\x1b' in out


def record(number, text=TEXT):
    return json.dumps({'id': number, 'text': text}) + '\n'


@test
def stream_answers_each_line():
    with Folder() as folder:
        lines = record(1) + 'no json\n' + '{"id": "x"}\n' + '\n' + record('é') + json.dumps({'id': None, 'text': ''})
        out, err = folder.run('extract', '--stream', stdin=lines.encode(), status=1)
        answers = [json.loads(line) for line in out.splitlines()]
        assert [a['id'] for a in answers] == [1, None, 'x', None, 'é', None]
        assert [a.get('error', {}).get('line') for a in answers] == [None, 2, 3, 4, None, None]
        assert answers[0]['quotes'][1]['kind'] == 'direct' and answers[0]['quotes'][1]['speaker_name'] == 'Ann Bo'
        assert '3 of 6' in err
        start, end = answers[0]['quotes'][1]['spans'][0]
        assert TEXT[start:end].startswith('“We are ready')


@test
def stream_is_the_same_everywhere():
    with Folder() as folder:
        lines = ''.join(record(i, TEXT * (i % 7)) for i in range(300)).encode()
        plain = folder.run('extract', '--stream', stdin=lines, binary=True)[0]
        assert folder.run('extract', '--stream', '-j', '4', stdin=lines, binary=True)[0] == plain
        assert folder.run('extract', '--stream', stdin=lines, binary=True, env={'LC_ALL': 'C', 'HOME': '/nonexistent'})[0] == plain


@test
def stream_stops_after_errors():
    with Folder() as folder:
        out, _ = folder.run('extract', '--stream', '--max-errors', '2', stdin=b'x\n' * 10, status=1)
        assert out.count('\n') == 2


@test
def stream_closed_pipe_and_full_disk():
    with Folder() as folder:
        lines = ''.join(record(i) for i in range(5000))
        folder.write('in.jsonl', lines)
        done = subprocess.run(f'{SAYSO} extract --stream < in.jsonl | head -n 1 > /dev/null; echo "${{PIPESTATUS[0]}}"',
                              shell=True, executable='/bin/bash', cwd=folder.path, capture_output=True, timeout=120)
        assert done.stdout == b'0\n' and done.stderr == b'', done
        if os.path.exists('/dev/full'):
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([SAYSO, 'extract', '--stream'], input=lines.encode(), stdout=full,
                                      stderr=subprocess.PIPE, cwd=folder.path, timeout=120)
            assert done.returncode == 2 and b'standard output' in done.stderr, done


@test
def full_disk_is_no_success():
    if not os.path.exists('/dev/full'):
        return
    with Folder() as folder:
        for arguments in (['--version'], ['--help'], ['help'], ['help', 'check'], ['check', '--help'], ['formats']):
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([SAYSO, *arguments], stdout=full, stderr=subprocess.PIPE, cwd=folder.path, timeout=60)
            assert done.returncode == 2 and b'standard output' in done.stderr, (arguments, done)
            done = subprocess.run(f'{SAYSO} {" ".join(arguments)} | true; echo "${{PIPESTATUS[0]}}"', shell=True,
                                  executable='/bin/bash', cwd=folder.path, capture_output=True, timeout=60)
            assert done.stdout == b'0\n' and done.stderr == b'', (arguments, done)


@test
def help_fits_a_terminal():
    with Folder() as folder:
        names = re.findall(r'^   (\w\S*) +[A-Z]', folder.run('--help')[0], re.M)
        assert len(names) >= 8
        for arguments in (['--help'], *(['help', name] for name in names)):
            text, _ = folder.run(*arguments)
            options = text.partition('Options:')[2]
            for line in text.split('\n'):
                assert len(line) <= 90 or line in options, (arguments, line)
            assert 'xamples' in text, arguments


@test
def window_inherits_no_ignored_signal():
    with Folder() as folder:
        shutil.copy(PROGRAM, folder.file('sayso'))
        folder.write('sayso-window', '#!/bin/sh\ngrep SigIgn /proc/self/status; echo "$@"\n')
        os.chmod(folder.file('sayso-window'), 0o755)
        done = subprocess.run([folder.file('sayso'), 'a.txt'], cwd=folder.path, capture_output=True, timeout=60,
                              preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
        ignored, arguments = done.stdout.decode().split('\n')[:2]
        assert int(ignored.split()[1], 16) >> (signal.SIGPIPE - 1) & 1 == 0 and arguments == 'a.txt', done


@test
def fit_reads_several_folders():
    with Folder() as folder:
        for name in ('x', 'y'):
            os.mkdir(folder.file(name))
            for number in range(3):
                article = f'{name}/{number}.txt'
                folder.write(article, TEXT * 3)
                folder.run('extract', article)
                sidecar = folder.read(article + '.sayso.json')
                folder.write(article + '.sayso.json', sidecar.replace('"status": "suggested"', '"status": "accepted"'))
        assert 'fitted on 6 articles' in folder.run('fit', 'x', 'y')[0]
        assert os.path.exists(folder.file('x/weights.bin')) and not os.path.exists(folder.file('y/weights.bin'))
        folder.run('extract', '--print', '--weights', 'x/weights.bin', 'a.txt')
        assert 'missing' in folder.run('fit', 'x', 'missing', status=2)[1]


@test
def document_portal():
    """What is written beside an article of the portal is thrown away: nothing may go there."""
    with Folder() as folder:
        portal = os.path.join(folder.home, 'doc', '1a2b3c')
        os.makedirs(portal)
        shown = os.path.join(portal, 'a.txt')
        shutil.copy(folder.file('a.txt'), shown)
        _, err = folder.run('extract', shown)
        assert 'alone' in err and 'data folder' in err and folder.home in err, err
        assert os.listdir(portal) == ['a.txt'] and os.listdir(folder.path) == ['a.txt']
        assert json.loads(folder.run('stats', '--json', shown)[0])['claims'] == 2
        assert '0 orphans' in folder.run('check', shown)[0]
        # An export says that it would go nowhere, or goes where -o says.
        assert folder.run('export', '-q', '-f', 'csv', '-o', '-', shown)[0].startswith('claim,speaker,')
        assert '-o' in folder.run('export', '-q', '-f', 'csv', shown, status=2)[1]
        try:
            os.setxattr(shown, 'user.document-portal.host-path', folder.file('a.txt').encode())
        except OSError:
            return
        # The real place is known and can be reached: the sidecar goes there.
        assert 'alone' not in folder.run('extract', shown)[1]
        assert sorted(os.listdir(folder.path)) == ['a.txt', 'a.txt.sayso.json'] and os.listdir(portal) == ['a.txt']
        # It is known, and holds something else: another file of that name.
        folder.write('a.txt', 'Something else.')
        os.unlink(folder.file('a.txt.sayso.json'))
        assert 'alone' in folder.run('extract', shown)[1]
        assert os.listdir(folder.path) == ['a.txt']
        # Kept elsewhere under its real name, it comes home as soon as it can.
        folder.write('a.txt', TEXT)
        assert '2 claims suggested' in folder.run('extract', 'a.txt')[0]
        assert os.path.exists(folder.file('a.txt.sayso.json'))


@test
def read_only_folder_is_told():
    with Folder() as folder:
        os.mkdir(folder.file('locked'))
        folder.write('locked/a.txt', TEXT)
        os.chmod(folder.file('locked'), 0o555)
        if os.access(folder.file('locked'), os.W_OK):
            return
        assert 'read-only' in folder.run('extract', 'locked/a.txt')[1]


@test
def samples_are_sound():
    with Folder() as folder:
        shutil.copytree(SAMPLES, folder.file('samples'))
        out, _ = folder.run('check', 'samples/lantern-bridge.txt')
        assert '0 moved, 0 orphans' in out


run_all('commands')
