#!/usr/bin/env python3
"""The disk is full, the folder cannot be written, the files change: the window says so, and no work is lost.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess

import window
from session import Skip, wait

TEXT = 'Mayor Ada Finch said the bridge holds.\n\nThe harbour board denied it.\n'


def mark(shown, words, key):
    shown.select_text(words)
    shown.keys(key)


def mounted(*arguments):
    if os.geteuid() != 0 or subprocess.run(['mount', *arguments], capture_output=True, check=False).returncode != 0:
        raise Skip('mounting is not allowed here')


def test_full_disk(session):
    article = window.Article(session, TEXT)
    folder = os.path.dirname(article.path)
    mounted('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)
    try:
        with open(article.path, 'w', encoding='utf-8') as file:
            file.write(TEXT)
        shown = window.open_window(session, article.path)
        mark(shown, 'Mayor Ada Finch', '1')
        shown.keys('ctrl+s')
        article.wait_saved(lambda saved: len(saved.annotations()) == 1, 'the first mark')
        with open(os.path.join(folder, 'filler'), 'wb', buffering=0) as filler:
            try:
                while True:
                    filler.write(b'x' * 4096)
            except OSError:
                pass
        mark(shown, 'the bridge holds', '2')
        shown.keys('ctrl+s')
        shown.wait_text('No space left.*as it was.*kept in the journal')
        shown.screenshot('message-disk-full')
        assert len(article.annotations()) == 1  # The old one, whole.
        assert sorted(os.listdir(folder)) == ['article.txt', 'article.txt.sayso.json', 'filler']
        os.unlink(os.path.join(folder, 'filler'))
        shown.press('Try Again')
        article.wait_saved(lambda saved: len(saved.annotations()) == 2, 'both marks')
        wait(lambda: not re.search('No space left', shown.texts()), 'the message to go')
        shown.close()
    finally:
        subprocess.run(['umount', '-l', folder], check=False)


def test_read_only_folder(session):
    article = window.Article(session, TEXT)
    folder = os.path.dirname(article.path)
    mounted('--bind', folder, folder)
    try:
        subprocess.run(['mount', '-o', 'remount,ro,bind', folder], check=True)
        shown = window.open_window(session, article.path)
        shown.wait_text('read-only.*own data folder')
        mark(shown, 'the bridge holds', '2')
        shown.keys('ctrl+s')
        kept = os.path.join(session.environment['XDG_DATA_HOME'], 'sayso', 'sidecars')
        wait(lambda: os.path.isdir(kept) and os.listdir(kept), 'the sidecar in the data folder')
        shown.close()
        assert os.listdir(folder) == ['article.txt']
    finally:
        subprocess.run(['umount', '-l', folder], check=False)
    # It comes home as soon as it can.
    shown = window.open_window(session, article.path)
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: len(saved.annotations()) == 1, 'the mark beside the article')
    shown.close()


def test_sidecar_becomes_a_folder(session):
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    mark(shown, 'Mayor Ada Finch', '1')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: len(saved.annotations()) == 1, 'the first mark')
    os.unlink(article.sidecar_path)
    os.mkdir(article.sidecar_path)
    mark(shown, 'the bridge holds', '2')
    shown.keys('ctrl+s')
    shown.wait_text('article.txt.sayso.json: it could not be saved: it is a folder')
    os.rmdir(article.sidecar_path)
    shown.press('Try Again')
    article.wait_saved(lambda saved: len(saved.annotations()) == 2, 'both marks')
    shown.close()


def test_sidecar_deleted(session):
    """Somebody deletes the sidecar while it is open: what is shown is still there, and saved again."""
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    mark(shown, 'Mayor Ada Finch', '1')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: len(saved.annotations()) == 1, 'the first mark')
    os.unlink(article.sidecar_path)
    shown.close()
    assert len(article.annotations()) == 1


def test_article_changed_and_deleted(session):
    """Another program rewrites the article, then deletes it: marks are saved for the text they were made in."""
    article = window.Article(session, TEXT)
    folder = os.path.dirname(article.path)
    shown = window.open_window(session, article.path)
    mark(shown, 'Mayor Ada Finch', '1')
    with open(article.path + '.new', 'w', encoding='utf-8') as file:
        file.write('First of all, m' + TEXT)
    os.rename(article.path + '.new', article.path)
    shown.wait_text('article.*changed')
    mark(shown, 'the bridge holds', '2')
    os.unlink(article.path)
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: len(saved.annotations()) == 2, 'both marks')
    shown.close()
    assert sorted(os.listdir(folder)) == ['article.txt.sayso.json']
    # Put back as it is now, it is found again.
    with open(article.path, 'w', encoding='utf-8') as file:
        file.write('First of all, m' + TEXT)
    shown = window.open_window(session, article.path)
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: all(record['spans'][0][0] > 10 for record in saved.annotations()), 'marks at their new places')
    shown.close()


def test_writes_only_where_it_may(session):
    """strace sees every file that the window opens for writing, makes, renames or removes."""
    if shutil.which('strace') is None:
        raise Skip('strace is not installed')
    if 'SAYSO_TEST_LEAKS' in os.environ:
        raise Skip('valgrind writes a log of its own')
    trace = session.path('trace')
    calls = ('trace=open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,'
             'truncate,chmod,fchmodat,mknod,mknodat,socket,connect')
    if subprocess.run(['strace', '-f', '-o', trace, 'true'], capture_output=True, check=False).returncode != 0:
        raise Skip('strace is not allowed here')
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    tracer = subprocess.Popen(['strace', '-f', '-qq', '-o', trace, '-e', calls, '-p', str(shown.program.process.pid)], stderr=subprocess.DEVNULL)
    wait(lambda: 'TracerPid:\t%d' % tracer.pid in open('/proc/%d/status' % shown.program.process.pid, encoding='utf-8').read(), 'the tracer')
    mark(shown, 'the bridge holds', '2')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: saved.annotations(), 'the mark')
    shown.close()
    tracer.wait(10)
    allowed = (os.path.dirname(article.path) + '/', session.folder + '/', '/dev/null', '/dev/shm/', '/proc/self/')
    seen = 0
    with open(trace, encoding='utf-8', errors='replace') as lines:
        for line in lines:
            if ' = -1 E' in line or ' = ? ' in line:
                continue
            assert 'AF_INET' not in line, line
            call = re.search(r'(\w+)\(', line)
            if call is None or call.group(1) in ('socket', 'connect'):
                continue
            if call.group(1) in ('open', 'openat') and not re.search(r'O_(WRONLY|RDWR|CREAT|TRUNC)', line):
                continue
            for path in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
                seen += path.startswith(article.path)
                assert path.startswith(allowed), line
    assert seen > 0


window.run([test_full_disk, test_read_only_folder, test_sidecar_becomes_a_folder, test_sidecar_deleted, test_article_changed_and_deleted,
            test_writes_only_where_it_may])
