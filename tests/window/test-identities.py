#!/usr/bin/env python3
"""Who speaks here: renamed, merged, split off again, and all that they say, each as one step.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import window
from session import wait

TEXT = ('Mayor Ada Finch said the bridge is safe. “We looked,” she said.\n\n'
        'The harbour board said two boats were lost. Finch denied it.\n')


def start(session):
    article = window.Article(session, TEXT)
    session.settings(tour_seen='true')
    shown = window.open_window(session, article.path)
    for words, key in (('Mayor Ada Finch', '1'), ('the bridge is safe', '2'), ('The harbour board', '1'),
                       ('two boats were lost', '2'), ('Finch denied', '1')):
        shown.select_text(words)
        shown.keys(key)
        article.wait_saved(lambda saved, words=words: any(record['exact'] == words for record in saved.annotations()), words)
    shown.activate('identities')
    shown.find('^Wikidata or URL$', 'text|entry')
    return article, shown


def in_dialog(shown, name, role):
    return shown.find(name, role, root=shown.find('^Who Speaks$', 'frame|dialog|window'))


def click_on(shown, name, role):
    """Clicks on something in the dialog, which is the smaller of the two windows."""
    box = in_dialog(shown, name, role).queryComponent().getExtents(shown.bus.WINDOW_COORDS)
    left, top, _, _ = min(shown.windows(), key=lambda place: place[2] * place[3])
    shown.click(left + box.x + min(box.width // 2, 60), top + box.y + box.height // 2)


def identity_of(article, words):
    record, = [record for record in article.annotations() if record['exact'] == words]
    return record.get('identity')


def name_of(article, words):
    return next((identity['name'] for identity in article.sidecar()['identities']
                 if identity['id'] == identity_of(article, words)), None)


def choose(shown, row):
    click_on(shown, row, 'list item')
    wait(lambda: shown.has(in_dialog(shown, row, 'list item'), 'SELECTED'), 'the row %s to be selected' % row)


def rename(shown, article):
    choose(shown, '^Mayor Ada Finch')
    click_on(shown, '^Name$', 'text|entry')
    shown.keys('ctrl+a')
    shown.type('Ada Finch')
    shown.keys('Return')
    article.wait_saved(lambda saved: name_of(saved, 'Mayor Ada Finch') == 'Ada Finch', 'the new name')


def merge(shown, article, row, steps):
    choose(shown, row)
    click_on(shown, '^Merge$', 'combo box')
    shown.keys(*['Down'] * steps, 'Return')
    click_on(shown, '^Merge$', 'push button|button')


def test_rename_merge_split(session):
    article, shown = start(session)
    rename(shown, article)
    shown.screenshot('identities-renamed')
    merge(shown, article, '^Finch denied', 1)
    article.wait_saved(lambda saved: identity_of(saved, 'Finch denied') == identity_of(saved, 'Mayor Ada Finch') is not None,
                       'one identity of both')
    assert name_of(article, 'Finch denied') == 'Ada Finch'
    assert identity_of(article, 'The harbour board') != identity_of(article, 'Finch denied')

    shown.put_caret(TEXT.index('Finch denied') + 2)
    shown.press('^Split Off Selected$')
    article.wait_saved(lambda saved: identity_of(saved, 'Finch denied') != identity_of(saved, 'Mayor Ada Finch'), 'two again')
    assert name_of(article, 'Finch denied') == 'Finch denied' and name_of(article, 'Mayor Ada Finch') == 'Ada Finch'

    for what, condition in (('one identity', lambda saved: identity_of(saved, 'Finch denied') == identity_of(saved, 'Mayor Ada Finch')),
                            ('the new name alone', lambda saved: name_of(saved, 'Mayor Ada Finch') == 'Ada Finch'
                             and identity_of(saved, 'Finch denied') != identity_of(saved, 'Mayor Ada Finch')),
                            ('the old name', lambda saved: name_of(saved, 'Mayor Ada Finch') != 'Ada Finch')):
        shown.activate('undo')
        article.wait_saved(condition, 'undo back to ' + what)


def test_all_they_say(session):
    article, shown = start(session)
    claims = len(article.annotations(type='claim'))
    assert claims == 2
    choose(shown, '^The harbour board')
    shown.press('^Show All They Say$')
    wait(lambda: [node for node in shown.find_all('two boats were lost', 'list item|table cell|list box')]
         and not shown.find_all('^Mayor Ada Finch: the bridge', 'list item|table cell'), 'the claims of the board alone')


window.run([test_rename_merge_split, test_all_they_say])
