#!/usr/bin/env python3
"""What a disk, an environment or another program can do to the sayso command; TAP on standard output.

What needs rights that are not there is skipped, and says which.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import concurrent.futures
import contextlib
import errno
import glob
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from folder import SAMPLES, SAYSO, TEXT, Folder, Skip, run_all, test

FAULT = os.path.abspath(sys.argv[3])
SIDECAR = 'a.txt.sayso.json'
NOBODY = 65534


def strays(folder, *allowed):
    return sorted(set(os.listdir(folder.path)) - {'a.txt', SIDECAR} - set(allowed))


def annotations(folder, path=None):
    with open(path or folder.file(SIDECAR), encoding='utf-8') as file:
        return json.load(file)['annotations']


def check_exact(folder, article, path=None):
    """Every mark of a sidecar says what the article has there, counted in code points."""
    with open(article, encoding='utf-8-sig', newline='') as file:
        text = file.read()
    found = annotations(folder, path)
    for record in found:
        assert ' … '.join(text[start:end] for start, end in record['spans']) == record['exact'], record
    return found


def root_only():
    if os.geteuid() != 0:
        raise Skip('only root may do this')


@contextlib.contextmanager
def mounted(*arguments):
    root_only()
    if subprocess.run(['mount', *arguments], capture_output=True, check=False).returncode != 0:
        raise Skip('mounting is not allowed here')
    try:
        yield
    finally:
        subprocess.run(['umount', arguments[-1]], check=True)


# Full disks.

def fill(path):
    with open(path, 'wb', buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b'x' * 4096)
    return os.path.getsize(path)


@test
def full_disk():
    with Folder() as folder:
        disk = folder.file('disk')
        os.mkdir(disk)
        with mounted('-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk):
            article, filler = os.path.join(disk, 'a.txt'), os.path.join(disk, 'filler')
            shutil.copy(folder.file('a.txt'), article)
            with open(article, 'a', encoding='utf-8') as file:
                file.write('A line without anybody in it.\n' * 1000)
            folder.run('extract', article)
            with open(article + '.sayso.json', 'rb') as file:
                before = file.read()
            for room in (0, 4096, 16384):
                size = fill(filler)
                os.truncate(filler, size - room)
                _, err = folder.run('extract', '--rules', article, status=2)
                assert article + '.sayso.json' in err and 'No space left' in err and 'as it was' in err, err
                with open(article + '.sayso.json', 'rb') as file:
                    assert file.read() == before
                assert sorted(os.listdir(disk)) == ['a.txt', 'a.txt.sayso.json', 'filler']
            os.unlink(filler)
            folder.run('extract', '--rules', article)
            assert check_exact(folder, article, article + '.sayso.json')


@test
def file_size_limit():
    """The same where nothing can be mounted: a limit on what a file may have."""
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        before = folder.read(SIDECAR)
        for limit in (0, 1, 1000):
            done = subprocess.run([SAYSO, 'extract', '--rules', folder.file('a.txt')], capture_output=True, check=False, timeout=60,
                                  env={'HOME': folder.home, 'LC_ALL': 'C.UTF-8'},
                                  preexec_fn=lambda l=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (l, l)))
            assert done.returncode == 2 and SIDECAR in done.stderr.decode() and b'File too large' in done.stderr, done
            assert folder.read(SIDECAR) == before and strays(folder) == []


@test
def output_on_a_full_device():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        if not os.path.exists('/dev/full'):
            raise Skip('there is no /dev/full')
        for arguments in (['stats', 'a.txt'], ['check', 'a.txt'], ['formats'], ['--help'], ['--version'], ['extract', '--print', 'a.txt'],
                          ['export', '-f', 'csv', '-o', '-', 'a.txt']):
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([SAYSO, *arguments], stdout=full, stderr=subprocess.PIPE, cwd=folder.path, check=False, timeout=60)
            assert done.returncode == 2, (arguments, done)


# Folders that cannot be written.

def as_nobody():
    """How to run a program as somebody for whom permissions count."""
    if os.geteuid() != 0:
        return []
    prefix = ['setpriv', '--reuid', str(NOBODY), '--regid', str(NOBODY), '--clear-groups']
    if shutil.which('setpriv') is None or subprocess.run([*prefix, SAYSO, '--version'], capture_output=True, check=False).returncode != 0:
        raise Skip('the command cannot be run as another user here')
    return prefix


def saves_elsewhere(folder, prefix):
    """In a read-only folder the sidecar goes to the data folder, is found there, and comes home later."""
    environment = {'HOME': folder.home, 'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH']}

    def run(*arguments):
        done = subprocess.run([*prefix, SAYSO, *arguments], capture_output=True, cwd='/', env=environment, check=False, timeout=60)
        assert done.returncode == 0, (arguments, done)
        return done.stdout.decode(), done.stderr.decode()
    _, err = run('extract', folder.file('a.txt'))
    away = glob.glob(os.path.join(folder.home, '.local/share/sayso/sidecars/*-' + SIDECAR))
    assert len(away) == 1 and 'read-only' in err and away[0] in err, err
    assert os.listdir(folder.path) == ['a.txt']
    assert '0 moved, 0 orphans' in run('check', folder.file('a.txt'))[0]
    # How many depends on what this user may read: weights and lexicon can lie in a folder closed to it.
    assert json.loads(run('stats', '--json', folder.file('a.txt'))[0])['claims'] > 0
    return annotations(folder, away[0])


def comes_home(folder, marks):
    environment = {'XDG_DATA_HOME': os.path.join(folder.home, '.local/share')}
    folder.run('reanchor', 'a.txt', env=environment)
    assert annotations(folder) == marks
    assert glob.glob(os.path.join(folder.home, '.local/share/sayso/sidecars/*')) == []


@test
def folder_without_permission():
    with Folder() as folder:
        prefix = as_nobody()
        if prefix:
            os.chown(folder.home, NOBODY, NOBODY)
        os.chmod(folder.path, 0o555)
        marks = saves_elsewhere(folder, prefix)
        os.chmod(folder.path, 0o755)
        comes_home(folder, marks)


@test
def immutable_folder():
    with Folder() as folder:
        root_only()
        if shutil.which('chattr') is None:
            raise Skip('chattr is not installed')
        if subprocess.run(['chattr', '+i', folder.path], capture_output=True, check=False).returncode != 0:
            raise Skip('chattr +i is not allowed here')
        try:
            marks = saves_elsewhere(folder, [])
        finally:
            subprocess.run(['chattr', '-i', folder.path], check=True)
        comes_home(folder, marks)


@test
def read_only_mount():
    with Folder() as folder:
        with mounted('--bind', folder.path, folder.path):
            subprocess.run(['mount', '-o', 'remount,ro,bind', folder.path], check=True)
            marks = saves_elsewhere(folder, [])
        comes_home(folder, marks)


@test
def read_only_home():
    with Folder() as folder:
        prefix = as_nobody()
        if prefix:
            os.chown(folder.path, NOBODY, NOBODY)
            os.chown(folder.file('a.txt'), NOBODY, NOBODY)
        os.chmod(folder.home, 0o555)
        # With rules alone: the weights may lie where nobody but root can read.
        done = subprocess.run([*prefix, SAYSO, 'extract', '--rules', 'a.txt'], capture_output=True, cwd=folder.path, check=False, timeout=60,
                              env={'HOME': folder.home, 'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH']})
        os.chmod(folder.home, 0o755)
        assert done.returncode == 0 and done.stderr == b'', done
        assert check_exact(folder, folder.file('a.txt')) and strays(folder) == []


# Files that are not what they seem.

@contextlib.contextmanager
def odd_files(folder, name):
    """Makes each kind of thing that is no file, under one name: yields a function that says what the message must say."""
    path = folder.file(name)

    def folder_there():
        os.mkdir(path)
        return 'folder'

    def fifo():
        os.mkfifo(path)
        return 'pipe'

    def device():
        os.symlink('/dev/zero', path)
        return 'device'

    def terminal():
        os.symlink('/dev/tty', path)
        return 'device|No such device'

    def listener():
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path)
        return 'No such device|pipe'

    def sparse():
        with open(path, 'wb') as file:
            file.truncate(40 << 30)
        return 'bytes'

    def loop():
        os.symlink(name, path)
        return 'symbolic links'

    def make(kind):
        if os.path.islink(path) or os.path.exists(path):
            shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
        return kind() if kind else None
    yield [lambda k=kind: make(k) for kind in (folder_there, fifo, device, terminal, listener, sparse, loop)]
    make(None)


def run_timed(folder, *arguments):
    """A refusal comes at once, and does not wait for the other end of a pipe."""
    done = subprocess.run([SAYSO, *arguments], capture_output=True, cwd=folder.path, check=False, timeout=10, stdin=subprocess.DEVNULL,
                          env={'HOME': folder.home, 'LC_ALL': 'C.UTF-8'}, start_new_session=True)
    return done.returncode, done.stderr.decode()


@test
def odd_articles():
    with Folder() as folder, odd_files(folder, 'odd.txt') as kinds:
        for make in kinds:
            says = make()
            for command in (['extract'], ['extract', '--print'], ['check'], ['reanchor'], ['stats'], ['export', '-f', 'csv', '-o', '-']):
                status, err = run_timed(folder, *command, 'odd.txt')
                assert status == 1 and 'odd.txt' in err and re.search(says, err), (command, says, err)


@test
def odd_sidecars():
    with Folder() as folder, odd_files(folder, SIDECAR) as kinds:
        for make in kinds:
            says = make()
            for command in (['extract'], ['check'], ['reanchor'], ['stats'], ['export', '-f', 'csv', '-o', '-']):
                status, err = run_timed(folder, *command, 'a.txt')
                assert status == 1 and SIDECAR in err and re.search(says, err), (command, says, err)
            assert strays(folder) == []


@test
def odd_imports_and_outputs():
    with Folder() as folder, odd_files(folder, 'odd') as kinds:
        folder.run('extract', 'a.txt')
        for make in kinds:
            says = make()
            status, err = run_timed(folder, 'import', '-f', 'w3c', 'a.txt', 'odd')
            assert status == 1 and 'odd' in err and re.search(says, err), (says, err)
            if says == 'bytes':
                continue
            status, err = run_timed(folder, 'export', '--force', '-f', 'csv', '-o', 'odd', 'a.txt')
            assert status == 2 and 'odd' in err, (says, err)
            assert strays(folder, 'odd') == []


@test
def remote_locations():
    with Folder() as folder:
        for address in ('https://example.org/a.txt', 'sftp://host/a.txt', 'smb://host/share/a.txt'):
            _, err = folder.run('extract', address, status=1)
            assert address in err and 'nothing is fetched' in err, err


@test
def links_to_the_sidecar():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        os.mkdir(folder.file('real'))
        os.rename(folder.file(SIDECAR), folder.file('real/kept.json'))
        os.chmod(folder.file('real/kept.json'), 0o640)
        os.symlink('real/kept.json', folder.file(SIDECAR))
        before = folder.read('real/kept.json')
        folder.run('extract', '--rules', 'a.txt')
        assert os.readlink(folder.file(SIDECAR)) == 'real/kept.json'
        assert folder.read('real/kept.json') != before
        assert os.stat(folder.file('real/kept.json')).st_mode & 0o777 == 0o640
        assert os.listdir(folder.file('real')) == ['kept.json']

        # A hard link keeps what it had: the new file is another one.
        os.link(folder.file('real/kept.json'), folder.file('hard.json'))
        before = folder.read('hard.json')
        folder.run('extract', 'a.txt')
        assert folder.read('hard.json') == before and folder.read('real/kept.json') != before


# Two at a time.

@test
def many_commands_at_once():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        folder.run('export', '-q', '-f', 'w3c', '-o', 'in.jsonld', 'a.txt')
        n = 24
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda i: folder.run('import', '-f', 'w3c', '--set', f'set {i}', 'a.txt', 'in.jsonld'), range(n)))
        with open(folder.file(SIDECAR), encoding='utf-8') as file:
            names = [record['name'] for record in json.load(file)['sets']]
        assert {f'set {i}' for i in range(n)} <= set(names), names
        assert strays(folder, 'in.jsonld') == []


# Each system call of a command.

def faulty(folder, kind, number, code, log=None):
    environment = {'HOME': folder.home, 'LC_ALL': 'C.UTF-8', 'LD_PRELOAD': FAULT, 'SAYSO_FAULT_KIND': kind,
                   'SAYSO_FAULT_AT': str(number), 'SAYSO_FAULT_ERRNO': str(code)}
    if log:
        environment['SAYSO_FAULT_LOG'] = log
    return subprocess.run([SAYSO, 'import', '-f', 'w3c', '--set', 'faulty', 'a.txt', 'in.jsonld'], capture_output=True, env=environment,
                          cwd=folder.path, check=False, timeout=60)


def one_fault(kind, number, code, given):
    with Folder() as folder:
        for name, content in given.items():
            folder.write(name, content)
        done = faulty(folder, kind, number, code)
        with open(folder.file(SIDECAR), encoding='utf-8') as file:
            raw = file.read()
        sets = [record['name'] for record in json.loads(raw)['sets']]
        where = (kind, number, code, done)
        assert raw == given[SIDECAR] or 'faulty' in sets, where
        if kind == 'kill':
            assert done.returncode == -signal.SIGKILL, where
        elif done.returncode == 0:
            assert 'faulty' in sets, where
        else:
            err = done.stderr.decode()
            assert done.returncode in (1, 2) and ('a.txt' in err or 'in.jsonld' in err), where
            if 'as it was' in err:
                assert raw == given[SIDECAR], where
        folder.run('import', '-f', 'w3c', '--set', 'again', 'a.txt', 'in.jsonld')
        assert strays(folder, 'in.jsonld') == [], where


@test
def faults_at_each_call():
    with Folder() as folder:
        folder.run('extract', 'a.txt')
        folder.run('export', '-q', '-f', 'w3c', '-o', 'in.jsonld', 'a.txt')
        given = {name: folder.read(name) for name in (SIDECAR, 'in.jsonld')}
        log = os.path.join(folder.home, 'calls')
        done = faulty(folder, 'none', 0, 0, log)
        if done.returncode != 0 or not os.path.exists(log):
            raise Skip('LD_PRELOAD does not work with this build')
        with open(log, encoding='utf-8') as file:
            calls = file.read().splitlines()
    assert sum(call.startswith('fsync') for call in calls) == 2 and any(call.startswith('rename') for call in calls), calls
    jobs = [(kind, number, code, given) for number in range(1, len(calls) + 1)
            for kind, code in (('full', errno.ENOSPC), ('fail', errno.EIO), ('fail', errno.EMFILE), ('fail', errno.EDQUOT), ('kill', 0))]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda job: one_fault(*job), jobs))
    print(f'# {len(calls)} calls, {len(jobs)} faults')


# Where it writes.

def traced_environment(folder):
    """A tracer and the leak sanitizer exclude each other."""
    return {'HOME': folder.home, 'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH'], 'ASAN_OPTIONS': 'detect_leaks=0'}


def written_paths(trace):
    """Paths that a traced program opened for writing, made, renamed, removed or changed; and sockets to anywhere."""
    with open(trace, encoding='utf-8', errors='replace') as file:
        for line in file:
            if re.search(r' = -1 E| = \? ', line):
                continue
            call = re.search(r'(\w+)\(', line)
            paths = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
            if not call or not paths:
                if call and call.group(1) == 'socket' and 'AF_INET' in line:
                    yield 'network'
                continue
            if call.group(1) in ('open', 'openat', 'openat2') and not re.search(r'O_(WRONLY|RDWR|CREAT|TRUNC)', line):
                continue
            yield from paths


@test
def writes_only_where_it_may():
    with Folder() as folder:
        trace = os.path.join(folder.home, 'trace')
        strace = ['strace', '-f', '-qq', '-o', trace, '-e', 'trace=open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,'
                  'rmdir,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown,lchown,fchownat,mknod,mknodat,utimensat,socket']
        if shutil.which('strace') is None:
            raise Skip('strace is not installed')
        if subprocess.run([*strace, 'true'], capture_output=True, check=False).returncode != 0:
            raise Skip('strace is not allowed here')
        seen = 0
        for arguments in (['extract', 'a.txt'], ['extract', '--print', 'a.txt'], ['check', 'a.txt'], ['stats', 'a.txt'], ['reanchor', 'a.txt'],
                          ['export', '-f', 'w3c', '-o', 'out.jsonld', 'a.txt'], ['import', '-f', 'w3c', 'a.txt', 'out.jsonld'],
                          ['export', '-f', 'html', 'a.txt'], ['fit', '-o', 'weights.bin', '.'], ['formats']):
            subprocess.run([*strace, SAYSO, *arguments], capture_output=True, cwd=folder.path, check=False, timeout=60,
                           env=traced_environment(folder))
            for path in written_paths(trace):
                full = os.path.normpath(os.path.join(folder.path, path))
                seen += full.startswith(folder.path)
                assert full == '/dev/null' or full.startswith((folder.path + '/', folder.home)), (arguments, path)
        assert seen > 5


@test
def huge_imports():
    """Forty gigabytes of nothing, for each importer; and beside what BookNLP wrote."""
    with Folder() as folder:
        folder.write('b.quotes', 'quote_start\tquote_end\n0\t1\n')
        for name in ('huge', 'b.tokens', 'huge.html', 'huge.md'):
            with open(folder.file(name), 'wb') as file:
                file.truncate(40 << 30)
        names = [listed['name'] for listed in json.loads(folder.run('formats', '--json')[0]) if listed['import']]
        assert len(names) > 10
        for arguments, named in [*((['-f', name, 'a.txt', 'huge'], 'huge') for name in names), (['-f', 'booknlp', 'a.txt', 'b.quotes'], 'b.tokens'),
                                 (['huge.html'], 'huge.html'), (['huge.md'], 'huge.md')]:
            status, err = run_timed(folder, 'import', *arguments)
            assert status == 1 and named in err and 'bytes' in err, (arguments, status, err)


def traced(folder, calls, *arguments):
    """The exit code of a command, and its system calls as strace writes them."""
    trace = os.path.join(folder.home, 'trace')
    if shutil.which('strace') is None:
        raise Skip('strace is not installed')
    done = subprocess.run(['strace', '-f', '-qq', '-o', trace, '-e', 'trace=' + calls, SAYSO, *arguments], capture_output=True, cwd=folder.path,
                          check=False, timeout=60, env=traced_environment(folder))
    if not os.path.exists(trace) or os.path.getsize(trace) == 0:
        raise Skip('strace is not allowed here')
    with open(trace, encoding='utf-8', errors='replace') as file:
        return done.returncode, file.read()


@test
def formats_touch_only_what_they_are_given():
    """No format, either way, looks into another folder, also where the file that it reads names one."""
    with Folder() as folder, Folder() as other:
        secret = other.file('secret')
        other.write('secret', 'No one may read this.')
        folder.run('extract', 'a.txt')
        folder.write('bomb.xmi', f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><x>&s;</x>')
        folder.write('dtd.xmi', f'<!DOCTYPE x SYSTEM "{secret}"><x/>')
        folder.write('page.html', f'<html><head><base href="file://{secret}"><link rel="stylesheet" href="{secret}"><script src="{secret}"></script></head>'
                     f'<body><article><img src="{secret}"><p>Ann Bo said the ferry will open in May, on time.</p></article></body></html>')
        folder.write('note.md', f'# Ferry\n\n![picture]({secret}) Ann Bo said so.\n')
        names = json.loads(folder.run('formats', '--json')[0])
        commands = [(1, 'import', '-f', 'cas-xmi', 'a.txt', 'bomb.xmi'), (1, 'import', '-f', 'cas-xmi', 'a.txt', 'dtd.xmi'),
                    (0, 'import', 'page.html'), (0, 'import', 'note.md')]
        commands += [(0, 'export', '-q', '-f', listed['name'], '-o', 'out.' + listed['name'], 'a.txt') for listed in names if listed['export']]
        commands += [(0, 'import', '-f', listed['name'], 'a.txt', 'out.' + listed['name']) for listed in names if listed['export'] and listed['import']]
        for wanted, *arguments in commands:
            status, trace = traced(folder, 'open,openat,openat2,stat,newfstatat,statx,readlink,readlinkat,access,faccessat2,execve,socket', *arguments)
            assert status == wanted, (arguments, status)
            assert other.path not in trace and 'AF_INET' not in trace, arguments
        assert len(commands) > 30 and folder.read('page.txt').count('Ann Bo') == 1


# Environments.

@contextlib.contextmanager
def locales(*names):
    """A folder with locales made for the test; those that could be."""
    with tempfile.TemporaryDirectory() as folder:
        made = [name for name in names if shutil.which('localedef') and subprocess.run(
            ['localedef', '-i', name.split('.')[0], '-f', name.split('.')[1], os.path.join(folder, name)],
            capture_output=True, check=False).returncode <= 1 and os.path.isdir(os.path.join(folder, name))]
        yield folder, made


def without_times(data):
    return re.sub(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)', b'TIME', data)


def everything(folder, environment):
    """What the command says and writes in an environment; what is for people, in English there, too."""
    said = []
    lines = ''.join(json.dumps({'id': i, 'text': TEXT + 'İstanbul’da Ali said 1,5 I i ı İ.\n'}) + '\n' for i in range(3)).encode()
    names = [listed['name'] for listed in json.loads(folder.run('formats', '--json')[0]) if listed['export']]
    for arguments in [['stats', '--json', 'lantern-bridge.txt'], ['stats', 'lantern-bridge.txt'], ['extract', '--print', 'lantern-bridge.txt'],
                      ['extract', '--rules', '--print', 'lantern-bridge.txt'], ['check', 'lantern-bridge.txt'], ['extract', '--stream'],
                      *(['export', '-q', '-f', name, '-o', '-', 'lantern-bridge.txt'] for name in names)]:
        for_people = arguments[0] in ('stats', 'check') and '--json' not in arguments or '--print' in arguments or {'html', 'markdown'} & {*arguments}
        done = subprocess.run([SAYSO, *arguments], input=lines, capture_output=True, cwd=folder.path, check=False, timeout=60,
                              env=dict(environment, LANGUAGE='en') if for_people else environment)
        assert done.returncode == 0, (arguments, environment, done.stderr)
        said.append((arguments, without_times(done.stdout)))
    return said


@test
def any_locale_and_environment():
    with Folder() as folder, locales('tr_TR.UTF-8', 'de_DE.UTF-8', 'ar_EG.UTF-8', 'tr_TR.ISO-8859-9') as (path, made):
        for name in os.listdir(SAMPLES):
            if name.startswith('lantern-bridge'):
                shutil.copy(os.path.join(SAMPLES, name), folder.file(name))
        wanted = everything(folder, {'LC_ALL': 'C.UTF-8', 'HOME': folder.home})
        environments = [{}, {'LC_ALL': 'C'}, {'LC_ALL': 'nonsense'}, {'TZ': 'Asia/Kolkata'}, {'TZ': 'nonsense:::'}, {'HOME': '/nonexistent'},
                        {'HOME': ''}, {'TMPDIR': '/nonexistent'}, {'XDG_RUNTIME_DIR': '/nonexistent', 'XDG_STATE_HOME': 'relative'}]
        environments += [{'LC_ALL': name, 'LOCPATH': path} for name in made]
        for environment in environments:
            assert everything(folder, environment) == wanted, environment
        print('# locales:', ' '.join(made) or 'none could be made')
        if not made:
            raise Skip('localedef has no sources here; C and C.UTF-8 alone were compared')


@test
def arguments_in_any_locale():
    """A name typed in UTF-8 is that name, also where the locale knows no letters beyond ASCII."""
    with Folder() as folder:
        folder.write('é 😀.txt', TEXT)
        for locale in ('C.UTF-8', 'C', 'nonsense'):
            folder.run('extract', 'é 😀.txt', env={'LC_ALL': locale})
            folder.run('export', '-q', '-f', 'w3c', '-o', 'ü.jsonld', 'é 😀.txt', env={'LC_ALL': locale})
            folder.run('import', '-f', 'w3c', '--set', f'Zoë {locale}', 'é 😀.txt', 'ü.jsonld', env={'LC_ALL': locale})
            assert f'Zoë {locale}' in folder.read('é 😀.txt.sayso.json')
            folder.run('export', '-q', '-f', 'csv', '--set', f'Zoë {locale}', '-o', '-', 'é 😀.txt', env={'LC_ALL': locale})


@test
def closed_standard_files():
    """The sidecar must not get the number of standard output, and what is printed with it."""
    with Folder() as folder:
        for closing, status in (('<&-', 0), ('>&-', 2), ('2>&-', 0), ('<&- >&- 2>&-', 2), ('>&- 2>&-', 2)):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(folder.file(SIDECAR))
            done = subprocess.run(['bash', '-c', f'"$0" extract a.txt missing.txt {closing}; "$0" extract a.txt {closing}', SAYSO], cwd=folder.path,
                                  capture_output=True, env={'HOME': folder.home, 'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH']}, check=False, timeout=60)
            assert done.returncode == status, (closing, done)
            assert check_exact(folder, folder.file('a.txt')) and strays(folder) == [], closing


@test
def deleted_current_folder():
    with Folder() as folder:
        gone = folder.file('gone')
        os.mkdir(gone)

        def leave():
            os.chdir(gone)
            os.rmdir(gone)
        for arguments, status in ((['extract', folder.file('a.txt')], 0), (['stats', folder.file('a.txt')], 0), (['extract', 'a.txt'], 1)):
            os.makedirs(gone, exist_ok=True)
            done = subprocess.run([SAYSO, *arguments], capture_output=True, preexec_fn=leave, check=False, timeout=60,
                                  env={'HOME': folder.home, 'LC_ALL': 'C.UTF-8'})
            assert done.returncode == status, (arguments, done)
        assert check_exact(folder, folder.file('a.txt'))


# Texts.

@test
def texts_of_all_shapes():
    with Folder() as folder:
        shapes = {
            'crlf.txt': TEXT.replace('\n', '\r\n') * 3,
            'cr.txt': TEXT.replace('\n', '\r') * 3,
            'bom.txt': '\ufeff' + TEXT,
            'emoji.txt': '😀👩‍👩‍👧 ' + TEXT.replace('ferry', '⛴️ ferry 🇪🇺'),
            'combining.txt': 'Zoë é́́́ ' + TEXT,
            'right-to-left.txt': 'قال علي إن العبارة ستفتح. ' + TEXT,
            'line.txt': (TEXT.rstrip('\n') + ' ') * 5000,
            'no-end.txt': TEXT.rstrip('\n'),
            'blank.txt': '\n' * 10000 + TEXT,
        }
        for name, text in shapes.items():
            folder.write(name, text)
            before = os.stat(folder.file(name))
            folder.run('extract', name)
            found = check_exact(folder, folder.file(name), folder.file(name + '.sayso.json'))
            assert any(record['type'] == 'claim' for record in found), name
            assert '0 moved, 0 orphans' in folder.run('check', name)[0], name
            after = os.stat(folder.file(name))
            assert (before.st_ino, before.st_mtime_ns, before.st_size) == (after.st_ino, after.st_mtime_ns, after.st_size), name


run_all('commands/disk')
