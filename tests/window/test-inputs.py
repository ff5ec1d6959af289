#!/usr/bin/env python3
"""Input that is not as it should be: a message in the window, and nothing lost.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import stat
import subprocess

import window
from session import Skip, wait

TEXT = 'Mayor Ada Finch said the bridge holds.\n\nThe harbour board denied it.\n'


def stays_usable(shown):
    """A message is no dead end: the window answers, and can be closed."""
    assert shown.program.alive()
    shown.find(role='frame|dialog')


def refused(session, path, pattern):
    """Opening path says why it cannot be read."""
    shown = window.open_window(session, path)
    shown.wait_text(pattern)
    stays_usable(shown)
    return shown


def test_missing_file(session):
    path = session.path('nowhere', 'gone.txt')
    shown = refused(session, path, r'gone\.txt.*(no such|not exist|not found|missing|cannot|can.t)')
    shown.screenshot('message-missing-file')
    shown.close()
    assert not os.path.exists(path) and not os.path.exists(path + '.sayso.json')


def test_folder(session):
    path = session.path('a-folder', 'x')
    shown = refused(session, os.path.dirname(path), r'a-folder.*folder|folder.*a-folder')
    shown.close()


def test_binary_file(session):
    article = window.Article(session, b'\x7fELF\0\1\2\3' * 64, name='program.bin')
    shown = refused(session, article.path, r'program\.bin.*(binary|no text|not (a )?text|U\+0000)')
    shown.close()
    assert article.sidecar() is None


def test_invalid_utf8(session):
    data = TEXT.encode() + b'caf\xe9\n'
    article = window.Article(session, data, name='latin.txt')
    shown = refused(session, article.path, r'latin\.txt.*(UTF-8|encoding)')
    shown.screenshot('message-encoding')
    shown.focus()
    shown.keys('Escape')
    shown.close()
    assert open(article.path, 'rb').read() == data and article.sidecar() is None


def test_empty_file(session):
    article = window.Article(session, b'', name='empty.txt')
    shown = window.open_window(session, article.path)
    shown.wait_text(r'empty')
    stays_usable(shown)
    shown.close()
    assert open(article.path, 'rb').read() == b''


def test_broken_sidecar(session):
    broken = '{\n  "format": "sayso-sidecar",\n  "version": 1,\n  "article": {"file": "x"\n'
    article = window.Article(session, TEXT, name='torn.txt', sidecar=broken)
    shown = window.open_window(session, article.path)
    shown.wait_text(r'line \d+')
    shown.screenshot('message-broken-sidecar')
    shown.close()
    assert open(article.sidecar_path, encoding='utf-8').read() == broken, 'the broken sidecar was overwritten'


def test_newer_version(session):
    source = os.path.join(window.DATA, 'samples', 'lantern-bridge.txt')
    article = window.Article.copy(session, source)
    with open(article.sidecar_path, encoding='utf-8') as file:
        newer = file.read().replace('"version": 1,', '"version": 9,', 1)
    with open(article.sidecar_path, 'w', encoding='utf-8') as file:
        file.write(newer)
    shown = window.open_window(session, article.path)
    shown.wait_text(r'newer|version 9')
    shown.close()
    assert open(article.sidecar_path, encoding='utf-8').read() == newer


def test_read_only_folder(session):
    """Saved in the user's data folder instead, and the window says so; the next start finds it there."""
    article = window.Article(session, TEXT, name='locked.txt')
    folder = os.path.dirname(article.path)
    os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
    locked = not os.access(folder, os.W_OK)
    if not locked:
        # Root may write everywhere but where the file system itself says no.
        done = subprocess.run(['chattr', '+i', folder], check=False, stderr=subprocess.DEVNULL)
        if done.returncode != 0:
            raise Skip('this user can write everywhere')
    try:
        shown = window.open_window(session, article.path)
        shown.select_text('Mayor Ada Finch')
        shown.keys('1')
        shown.wait_text(r'read-only|can.t save')
        shown.screenshot('message-read-only')
        shown.close()
        shown = window.open_window(session, article.path)
        shown.put_caret(TEXT.index('Ada'))
        kept = []
        for root, _, names in os.walk(session.environment['XDG_DATA_HOME']):
            kept += [os.path.join(root, name) for name in names if name.endswith('.sayso.json')]
        assert kept, 'no sidecar in the data folder'
        assert 'Mayor Ada Finch' in open(kept[0], encoding='utf-8').read()
        shown.close()
    finally:
        if not locked:
            subprocess.run(['chattr', '-i', folder], check=False)
        os.chmod(folder, stat.S_IRWXU)


def test_markup_is_text(session):
    """What looks like markup in an article is shown as it stands."""
    text = '<b>Ada</b> & <Finch> said “<i>5 < 6</i> &amp; %s”.\n'
    article = window.Article(session, text, name='<b>markup & co.txt')
    shown = window.open_window(session, article.path)
    shown.select_text('“<i>5 < 6</i> &amp; %s”')
    shown.keys('2')
    article.wait_saved(lambda saved: saved.annotations(type='claim'), 'the claim')
    wait(lambda: '<i>5 < 6</i> &amp; %s' in shown.texts(), 'the claim as it stands')
    shown.close()


window.run([test_missing_file, test_folder, test_binary_file, test_invalid_utf8, test_empty_file, test_broken_sidecar,
            test_newer_version, test_read_only_folder, test_markup_is_text])
