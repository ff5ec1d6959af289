#!/usr/bin/env python3
"""A window to come back to: caret, panes and article are found again; what lies over what; the words of a suggestion.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

import window
from session import wait

LONG = ' '.join('word%d' % number for number in range(120))


def sample(session):
    return window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))


def is_pressed(shown, name):
    return shown.has(shown.find(name, 'toggle button|button|push button|check box'), 'PRESSED')


def test_return(session):
    article = sample(session)
    session.settings(tour_seen='true')
    shown = window.open_window(session, article.path)
    assert is_pressed(shown, '^Claims Pane$')
    shown.put_caret(shown.article_text().index('sat on the report'))
    caret = shown.caret()
    shown.focus_article()
    shown.keys('F9')
    wait(lambda: not is_pressed(shown, '^Claims Pane$'), 'the pane to go')
    shown.close()

    shown = window.open_window(session)
    wait(lambda: 'sat on the report' in shown.article_text(), 'the article to come back')
    wait(lambda: shown.caret() == caret, lambda: 'the caret at %d, it is at %d' % (caret, shown.caret()))
    assert not is_pressed(shown, '^Claims Pane$')
    shown.close()


def test_missing_last_article(session):
    article = sample(session)
    session.settings(tour_seen='true', last_article="'%s'" % (article.path + '.gone'))
    shown = window.open_window(session)
    shown.wait_text('Open')
    shown.close()


def test_one_overlay(session):
    article = sample(session)
    session.settings(tour_seen='true', width='780', height='600')
    shown = window.open_window(session, article.path)
    shown.focus_article()
    shown.keys('F9')
    wait(lambda: is_pressed(shown, '^Claims Pane$'), 'the claims')
    shown.keys('alt+Return')
    wait(lambda: is_pressed(shown, '^Details Pane$'), 'the details')
    wait(lambda: not is_pressed(shown, '^Claims Pane$'), 'the claims to make room')
    shown.close()


def test_bar_keeps_its_width(session):
    # A long name of who says it, too.
    article = window.Article(session, 'The chair of the committee for the harbour, the ferries and the lamps of the pier, '
                             'Ada Birch, said that %s, and left.\n' % LONG)
    session.settings(tour_seen='true')
    shown = window.open_window(session, article.path)
    shown.keys('ctrl+shift+e')
    article.wait_saved(lambda saved: saved.annotations(type='claim', status='suggested'), 'a suggestion')
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    bar = shown.find('^Review$', 'panel|grouping|group|generic|filler')
    width = shown.extents(bar)[2]
    # 560 to 640, of which 30 of padding and border are not told over the bus.
    assert 528 <= width <= 612, 'the bar is %d px wide' % width
    shown.screenshot('review-long-claim')
    shown.close()


def test_accept_selected_words(session):
    article = sample(session)
    session.settings(tour_seen='true')
    shown = window.open_window(session, article.path)
    claim = next(record for record in sorted(article.annotations(type='claim', status='suggested'),
                                             key=lambda record: record['spans'][0]))
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    start, end = claim['spans'][0][0], claim['spans'][-1][1]
    while shown.article_text()[end - 1] != ' ':
        end -= 1
    shown.select(start, end - 1)
    shown.keys('a')
    article.wait_saved(lambda saved: any(record['id'] == claim['id'] and record['status'] == 'accepted'
                                         and record['spans'] == [[start, end - 1]]
                                         for record in saved.annotations(type='claim')), 'the selected words')
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: any(record['id'] == claim['id'] and record['status'] == 'suggested'
                                         and record['spans'] == claim['spans']
                                         for record in saved.annotations(type='claim')), 'one step back')
    shown.close()


def change_key(shown, title, key):
    shown.press('^%s.*Change the key' % title)
    shown.wait_text('Press the new key')
    shown.keys(key)


def test_keys_are_changed(session):
    article = sample(session)
    session.settings(tour_seen='true')
    shown = window.open_window(session, article.path)
    shown.focus_article()
    shown.keys('ctrl+question')
    shown.wait_text('Click a key to change it')
    change_key(shown, 'Accept', 'r')
    shown.wait_text('R is the key of .Reject, and on to the next. already')
    change_key(shown, 'Accept', 'Home')
    shown.wait_text('Home moves or edits')
    change_key(shown, 'Accept', 'x')
    shown.wait_text('Accept[^:]*: X. Change the key')
    change_key(shown, 'Choose the speaker', 'y')
    shown.wait_text('Choose the speaker: Y. Change the key')
    shown.keys('Escape')
    shown.focus()
    claims = len(article.annotations(type='claim', status='suggested'))
    shown.focus_article()
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    shown.find('^Y$', 'label|static')
    shown.screenshot('keys-changed')
    shown.keys('a', 'x')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='suggested')) == claims - 1,
                       'one decision by the new key, none by the old')
    shown.close()
    shown = window.open_window(session, article.path)
    shown.keys('ctrl+question')
    shown.wait_text('Accept[^:]*: X. Change the key')
    shown.screenshot('shortcuts-changed')
    shown.press('^Usual Keys$')
    shown.wait_text('Accept[^:]*: A. Change the key')
    shown.keys('Escape')
    shown.focus()
    shown.close()


window.run([test_return, test_missing_last_article, test_one_overlay, test_bar_keeps_its_width,
            test_accept_selected_words, test_keys_are_changed])
