#!/usr/bin/env python3
"""What a person sees in seventeen situations, kept as screenshots: test-screens.py --look light --size 1280x800.

Each situation is checked for the words it must show, each dialog for standing on the screen as a whole, and each
screenshot for its size and for the brightness of its look (light, dark, contrast-light, contrast-dark).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import shutil
import sys
import time

import window
from session import wait


def option(name, default):
    if name not in sys.argv:
        return default
    at = sys.argv.index(name)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


LOOK = option('--look', 'light')
SIZE = tuple(int(number) for number in option('--size', '1280x800').split('x'))
# What the desktop's own theme is called for a look that is no preference of ours.
THEMES = {'contrast-light': 'HighContrast', 'contrast-dark': 'HighContrastInverse'}


def measure(path):
    """Width, height, mean brightness and its deviation of a picture; None where ImageMagick is not there."""
    if not os.path.exists(path) or shutil.which('identify') is None:
        return None
    out = subprocess.run(['identify', '-format', '%w %h %[fx:mean] %[fx:standard_deviation]', path],
                         stdout=subprocess.PIPE, check=True).stdout.decode().split()
    return int(out[0]), int(out[1]), float(out[2]), float(out[3])


def keep(shown, situation, *words):
    """Takes the screenshot of a situation once it shows these words, and looks whether it is one."""
    for pattern in words:
        shown.wait_text(pattern)
    name = '%s-%s-%dx%d' % (situation, LOOK, SIZE[0], SIZE[1])
    shown.screenshot(name)
    seen = measure(os.path.join(window.ARTEFACTS or '', name + '.png'))
    if seen is not None:
        assert seen[:2] == SIZE, seen[:2]
        assert seen[3] > 0.02, 'the screenshot %s is blank' % name
        assert (seen[2] < 0.45) == LOOK.endswith('dark'), 'the brightness of %s is %.2f' % (name, seen[2])


def settings(session, **values):
    theme = 'follow' if LOOK in THEMES else LOOK
    if LOOK in THEMES:
        with open(session.path('config', 'gtk-4.0', 'settings.ini'), 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-theme-name=%s\n' % THEMES[LOOK])
    session.settings(theme="'%s'" % theme, maximized='true', tour_seen='true', **values)


def begin(session, sample):
    settings(session)
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', sample))
    shown = window.open_window(session, article.path)
    with open(article.path, encoding='utf-8') as file:
        headline = file.readline().strip()
    window.wait(lambda: headline in shown.article_text(), 'the article')
    return shown


def dialog(shown, action, situation, *words):
    """A dialog, looked at and closed again."""
    shown.activate(action)
    keep(shown, situation, *words)
    for x, y, width, height in shown.windows():
        assert x >= -1 and y >= -1 and x + width <= SIZE[0] + 1 and y + height <= SIZE[1] + 1, \
            '%s: a window of %dx%d at %d, %d is not on the screen as a whole' % (situation, width, height, x, y)
    shown.keys('Escape')
    window.wait(lambda: not shown.find_all(words[0]), 'the dialog to close')
    shown.focus()


def dismiss(shown, pattern):
    """Presses Escape until something is gone: what just opened may be to be read before it has the keyboard."""
    def gone():
        shown.keys('Escape')
        for _ in range(40):
            if not shown.find_all(pattern):
                return True
            time.sleep(0.05)
        return False
    wait(gone, '/%s/ to go' % pattern)


def test_empty(session):
    settings(session)
    shown = window.open_window(session)
    keep(shown, '01-nothing-open', 'Open Article', 'drop a file')
    shown.close()


def test_reading(session):
    shown = begin(session, 'lantern-bridge.txt')
    keep(shown, '02-annotated', 'Renwick')
    shown.put_caret(shown.article_text().index('sat on the report'))
    keep(shown, '05-claim', 'Harrow')
    shown.keys('l')
    keep(shown, '06-link', 'Type a name')
    dismiss(shown, 'Type a name')
    shown.keys('ctrl+f')
    shown.type('council')
    wait(lambda: shown.selection() and shown.article_text()[slice(*shown.selection())] == 'council', 'the first match')
    keep(shown, '07-search')
    shown.keys('Escape')
    shown.keys('ctrl+shift+f')
    keep(shown, '11-filter', 'Search claims')
    dismiss(shown, 'Search claims')
    shown.activate('tour', '<int32 0>')
    keep(shown, '12-tour', '1 of 4')
    shown.close()


def test_reviewing(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    shown.keys('a')
    keep(shown, '03-review', 'Suggestion 2 of')
    dialog(shown, 'history', '13-history', 'As it was opened', 'Accept')
    dialog(shown, 'statistics', '14-statistics', 'Save SVG')
    dialog(shown, 'identities', '15-identities', 'Wikidata', 'Oda Renwick')
    dialog(shown, 'preferences', '16-preferences', 'Line spacing')
    dialog(shown, 'shortcuts', '10-shortcuts', 'Click a key', 'Accept')
    shown.close()


def test_marking(session):
    shown = begin(session, 'glass-orchard.txt')
    shown.select_text('"We have never counted anything like it,"')
    keep(shown, '04-selection', 'Extract Quotes')
    shown.close()


def test_message(session):
    settings(session)
    article = window.Article(session, 'Ada said it.\n', name='torn.txt', sidecar='{"format": ')
    shown = window.open_window(session, article.path)
    keep(shown, '08-message', 'torn.txt. was not opened', 'Nothing was changed')
    shown.close()


def test_right_to_left(session):
    shown = begin(session, 'persian-library.txt')
    shown.select_text('«هیچ کتابی از بین نرفته است.')
    shown.keys('2')
    shown.put_caret(2)
    keep(shown, '09-right-to-left', 'No speaker yet')
    shown.close()


TESTS = [test_empty, test_reading, test_reviewing, test_marking, test_message, test_right_to_left]
window.run(TESTS, size=SIZE)
