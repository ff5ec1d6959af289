#!/usr/bin/env python3
"""The window goes on when what is around it goes: buses, settings, the sidecar under it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import shutil
import signal
import subprocess
import time

import window
from session import Failure, Session, Skip, wait

TEXT = 'Mayor Ada Finch said the bridge holds.\n\nThe harbour board denied it.\n'


def mark_by_keys(session, article, words, exact):
    """Marks the next words after the caret as a claim, with nothing but keys, and waits until it is saved."""
    session.xdotool('key', '--delay', '20', *['ctrl+shift+Right'] * words, '2', 'Right', 'ctrl+s')
    article.wait_saved(lambda saved: exact in [record['exact'] for record in saved.annotations()], exact, 20)


def children_of(session, name):
    """Processes of this session: their environment names its folder."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/environ' % pid, 'rb') as environ, open('/proc/%s/cmdline' % pid, 'rb') as cmdline:
                if session.folder.encode() in environ.read() and re.search(name, cmdline.read().decode(errors='replace')):
                    found.append(int(pid))
        except OSError:
            continue
    return found


def lose(session, name):
    """Kills a service as a crash would."""
    found = children_of(session, name)
    if not found:
        raise Failure('no %s to lose' % name)
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    wait(lambda: not set(found) & set(children_of(session, name)), '%s to be gone' % name)


def open_unseen(session, article, environment=None):
    """Opens the window and gives the article the keyboard, with nothing but the X server: the accessibility library of this
    process knows the buses of its first session alone."""
    shown = window.open_window(session, article.path, ready=False, environment=environment)
    shown.focus()

    def first_mark():
        session.xdotool('mousemove', '620', '330', 'click', '1', 'key', '--delay', '20', 'ctrl+Home', 'ctrl+shift+Right', '2', 'Right', 'ctrl+s')
        time.sleep(0.5)
        return [record['exact'] for record in article.annotations()] == ['Mayor']
    wait(first_mark, 'the first mark', 30)
    return shown


def goes_on_without(name, environment=None, start=()):
    """In a session of its own, as nothing is left of it: the service is killed, and marking and saving go on."""
    session = Session()
    try:
        session.settings(tour_seen='true')
        if start:
            session._start(*start)  # pylint: disable=protected-access
            time.sleep(0.5)
        article = window.Article(session, TEXT)
        # What GTK itself says when the connection closes while it registers, as on a slow machine, ends no program of a user.
        shown = open_unseen(session, article, dict(environment or {}, G_DEBUG='gc-friendly'))
        lose(session, name)
        time.sleep(0.5)
        mark_by_keys(session, article, 2, 'Ada Finch')
        if not shown.program.alive():
            raise Failure('the program ended with %s:\n%s' % (shown.program.process.returncode, shown.program.log))
        session.xdotool('key', 'ctrl+q')
        status = shown.program.wait_exit(20)
        if status != 0 or re.search('Sayso-(WARNING|CRITICAL)', shown.program.log):
            raise Failure('the program ended with %d:\n%s' % (status, shown.program.log))
    finally:
        while window.OPEN:
            window.OPEN.pop().program.stop()
        session.close()


def test_accessibility_bus_lost(_):
    goes_on_without('at-spi|accessibility')


def test_session_bus_lost(_):
    goes_on_without('dbus-daemon')


def test_settings_daemon_lost(_):
    if shutil.which('xsettingsd') is None:
        raise Skip('xsettingsd is not installed')
    goes_on_without('xsettingsd', start=('xsettingsd', '-c', os.devnull))


def test_settings_store_lost(_):
    """The service that keeps settings where the desktop is GNOME."""
    service = '/usr/libexec/dconf-service'
    if not os.path.exists(service):
        raise Skip('dconf is not installed')
    goes_on_without('dconf-service', {'GSETTINGS_BACKEND': 'dconf'}, start=(service,))


def test_display_lost(_):
    """No window can go on without its display; what was done is there at the next start."""
    session = Session()
    try:
        article = window.Article(session, TEXT)
        shown = open_unseen(session, article)
        session.xdotool('key', '--delay', '20', 'ctrl+shift+Right', 'ctrl+shift+Right', '1')
        time.sleep(1.5)
        lose(session, 'Xvfb')
        shown.program.wait_exit(20)
        done = subprocess.run([window.COMMAND, 'reanchor', article.path], env=session.environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0
        assert [record['exact'] for record in article.annotations()] == ['Mayor', 'Ada Finch']
    finally:
        while window.OPEN:
            window.OPEN.pop().program.stop()
        session.close()


def test_sidecar_changes_again_and_again(session):
    """Another program adds to the sidecar while the window does: every mark of both is there."""
    article = window.Article(session, ' '.join('word%02d' % number for number in range(80)) + '\n')
    shown = window.open_window(session, article.path)
    shown.put_caret(0)
    mark_by_keys(session, article, 1, 'word00')
    for number in range(1, 13):
        sidecar = article.sidecar()
        other = dict(sidecar['annotations'][0], id='00000000-0000-4000-8000-%012d' % number, exact='word%02d' % (40 + number),
                     spans=[[7 * (40 + number), 7 * (40 + number) + 6]], prefix='', suffix='')
        sidecar['annotations'].append(other)
        with open(article.sidecar_path + '.new', 'w', encoding='utf-8') as file:
            json.dump(sidecar, file)
        os.rename(article.sidecar_path + '.new', article.sidecar_path)
        mark_by_keys(session, article, 1, 'word%02d' % number)
    expected = {'word%02d' % number for number in [*range(13), *range(41, 53)]}
    article.wait_saved(lambda saved: {record['exact'] for record in saved.annotations()} == expected, 'all marks')
    shown.close()


def test_sidecar_becomes_nonsense(session):
    """What another program broke is neither taken over nor written over unasked, and the window keeps what it has."""
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    shown.put_caret(0)
    mark_by_keys(session, article, 1, 'Mayor')
    nonsense = '{"format": "sayso-sidecar", "version": 1, "annotations": [\n'
    with open(article.sidecar_path, 'w', encoding='utf-8') as file:
        file.write(nonsense)
    session.xdotool('key', '--delay', '20', 'ctrl+shift+Right', '2', 'ctrl+s')
    shown.wait_text(r'line \d+|damaged|cannot be read|could not be saved')
    shown.screenshot('message-sidecar-broken-meanwhile')
    with open(article.sidecar_path, encoding='utf-8') as file:
        assert file.read() == nonsense
    os.unlink(article.sidecar_path)
    shown.press('Try Again')
    article.wait_saved(lambda saved: len(saved.annotations()) == 2, 'both marks')
    shown.close()


window.run([test_sidecar_changes_again_and_again, test_sidecar_becomes_nonsense, test_accessibility_bus_lost, test_session_bus_lost,
            test_settings_daemon_lost, test_settings_store_lost, test_display_lost])
