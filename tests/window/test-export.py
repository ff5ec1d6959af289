#!/usr/bin/env python3
"""Exporting from the window, and reading what was written; linking by typing a name.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import json
import os
import time

import window
from session import wait


def start(session):
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))
    shown = window.open_window(session, article.path)
    shown.wait_text('Renwick')
    return article, shown


def choose_format(shown, place, title):
    """Opens the export dialog and takes a format by its place in the list, with the keyboard."""
    shown.keys('ctrl+e')
    shown.wait_text('Annotation sets')
    shown.keys('space')
    shown.find('^%s' % title, 'list item|label')
    shown.keys('Home', *(['Down'] * place), 'Return')
    shown.wait_text('cannot hold|nothing is lost')


def save(shown, path):
    """Presses Export and takes the name that the save dialog offers."""
    shown.press('^Export…$')
    shown.press('^_?Save')
    data = wait(lambda: os.path.exists(path) and open(path, 'rb').read(), 'the file %s' % path)
    shown.wait_text('Exported to')
    shown.focus()
    return data


def test_csv(session):
    article, shown = start(session)
    choose_format(shown, 1, r'Table \(CSV\)')
    shown.screenshot('export')
    data = save(shown, article.path + '.csv')
    rows = list(csv.DictReader(io.StringIO(data.decode('utf-8-sig'))))
    accepted = article.annotations(type='claim', status='accepted')
    assert len(rows) == len(accepted), '%d rows, %d accepted claims' % (len(rows), len(accepted))
    cells = '\n'.join(value for row in rows for value in row.values() if value)
    for record in accepted:
        assert record['exact'].split(' … ')[0] in cells, record['exact']
    assert 'Oda Renwick' in cells and 'in a statement' in cells
    shown.close()


def test_w3c(session):
    article, shown = start(session)
    before = article.sidecar()
    choose_format(shown, 3, 'W3C Web Annotation')
    written = json.loads(save(shown, article.path + '.jsonld'))
    records = written if isinstance(written, list) else written.get('items') or written['@graph']
    text = open(article.path, encoding='utf-8').read()
    positions = []

    def collect(value):
        if isinstance(value, dict):
            if value.get('type') == 'TextPositionSelector':
                positions.append((value['start'], value['end']))
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)
    collect(records)
    covered = {text[first:last] for first, last in positions}
    for record in article.annotations(status='accepted'):
        assert record['exact'].split(' … ')[0] in covered, record['exact']
    assert article.sidecar() == before, 'an export changed the sidecar'
    shown.close()


def test_import(session):
    """What was exported comes back in a set of its own, read in a thread; and one step takes it away again."""
    article, shown = start(session)
    choose_format(shown, 3, 'W3C Web Annotation')
    save(shown, article.path + '.jsonld')
    n_before = len(article.annotations(type='claim'))
    n_accepted = len(article.annotations(type='claim', status='accepted'))
    shown.activate('import')
    shown.wait_text('comes as suggestions')
    shown.keys('space')
    shown.find('^W3C Web Annotation', 'list item|label')
    shown.keys('Home', *(['Down'] * 3), 'Return')
    shown.press('^Choose File…$')
    shown.find('^_?Open$', 'push button|button')
    # The chooser is seen before it has the keyboard.
    time.sleep(1)
    shown.type(article.path + '.jsonld')
    shown.keys('Return')
    shown.wait_text('Imported')
    shown.focus()
    article.wait_saved(lambda saved: len(saved.annotations(type='claim')) == n_before + n_accepted, 'the imported claims')
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim')) == n_before, 'the claims from before')
    shown.close()


def test_link_by_typing(session):
    """A distant speaker is found by typing a part of the name."""
    article, shown = start(session)
    shown.put_caret(shown.article_text().index('an inquiry'))
    shown.keys('l')
    shown.find('Who says it', 'text|entry')
    shown.type('sorr')
    wait(lambda: shown.find_all('Bettany Sorrel', 'list item|label'), 'the name among the candidates')
    shown.keys('Return')
    article.wait_saved(lambda saved: [target for claim, kind, target in saved.links()
                                      if claim == 'an inquiry' and kind == 'said-by']
                       == ['Bettany Sorrel, 81, who lives beneath its western arch'], 'the distant speaker')
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: ('an inquiry', 'said-by', 'He') in saved.links(), 'the speaker from before')
    shown.close()


window.run([test_csv, test_w3c, test_import, test_link_by_typing])
