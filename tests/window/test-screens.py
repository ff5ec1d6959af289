#!/usr/bin/env python3
"""Ten situations as a person sees them, kept as screenshots: test-screens.py --look light|dark --size 1280x800.

Each situation is checked for the words it must show, each screenshot for its size and for the brightness of its look.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import shutil
import sys

import window


def option(name, default):
    if name not in sys.argv:
        return default
    at = sys.argv.index(name)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


LOOK = option('--look', 'light')
SIZE = tuple(int(number) for number in option('--size', '1280x800').split('x'))


def keep(shown, situation):
    """Takes the screenshot of a situation and looks whether it is one."""
    name = '%s-%s-%dx%d' % (situation, LOOK, SIZE[0], SIZE[1])
    shown.screenshot(name)
    path = os.path.join(window.ARTEFACTS or '', name + '.png')
    if not os.path.exists(path) or shutil.which('identify') is None:
        return
    out = subprocess.run(['identify', '-format', '%w %h %[fx:mean] %[fx:standard_deviation]', path],
                         stdout=subprocess.PIPE, check=True).stdout.decode().split()
    width, height, mean, deviation = int(out[0]), int(out[1]), float(out[2]), float(out[3])
    assert (width, height) == SIZE, (width, height)
    assert deviation > 0.02, 'the screenshot is blank'
    assert (mean < 0.45) == (LOOK == 'dark'), 'the brightness of %s is %.2f' % (name, mean)


def begin(session, sample=None):
    session.settings(theme="'%s'" % LOOK, maximized='true', tour_seen='true')
    if sample is None:
        return window.open_window(session)
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', sample))
    shown = window.open_window(session, article.path)
    with open(article.path, encoding='utf-8') as file:
        headline = file.readline().strip()
    window.wait(lambda: headline in shown.article_text(), 'the article')
    return shown


def test_1_nothing_open(session):
    shown = begin(session)
    shown.wait_text('Open')
    keep(shown, '01-nothing-open')
    shown.close()


def test_2_annotated_article(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.wait_text('Renwick')
    keep(shown, '02-annotated')
    shown.close()


def test_3_review(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    shown.keys('a')
    shown.wait_text('Suggestion 2 of')
    keep(shown, '03-review')
    shown.close()


def test_4_selection(session):
    shown = begin(session, 'glass-orchard.txt')
    shown.select_text('"We have never counted anything like it,"')
    keep(shown, '04-selection')
    shown.close()


def test_5_claim_selected(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.put_caret(shown.article_text().index('sat on the report'))
    keep(shown, '05-claim')
    shown.close()


def test_6_link(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.put_caret(shown.article_text().index('sat on the report'))
    shown.keys('l')
    shown.wait_text('Harrow')
    keep(shown, '06-link')
    shown.keys('Escape')
    shown.close()


def test_7_search(session):
    shown = begin(session, 'lantern-bridge.txt')
    shown.keys('ctrl+f')
    shown.type('council')
    keep(shown, '07-search')
    shown.keys('Escape')
    shown.close()


def test_8_message(session):
    session.settings(theme="'%s'" % LOOK, maximized='true', tour_seen='true')
    article = window.Article(session, 'Ada said it.\n', name='torn.txt', sidecar='{"format": ')
    shown = window.open_window(session, article.path)
    shown.wait_text('torn')
    keep(shown, '08-message')
    shown.close()


def test_9_right_to_left(session):
    shown = begin(session, 'persian-library.txt')
    shown.select_text('«هیچ کتابی از بین نرفته است.')
    shown.keys('2')
    shown.put_caret(2)
    keep(shown, '09-right-to-left')
    shown.close()


def test_10_shortcuts(session):
    shown = begin(session, 'glass-orchard.txt')
    shown.keys('ctrl+question')
    shown.wait_text('Accept')
    keep(shown, '10-shortcuts')
    shown.keys('Escape')
    shown.close()


window.run([test_1_nothing_open, test_2_annotated_article, test_3_review, test_4_selection, test_5_claim_selected,
            test_6_link, test_7_search, test_8_message, test_9_right_to_left, test_10_shortcuts], size=SIZE)
