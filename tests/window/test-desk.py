#!/usr/bin/env python3
"""What lies around the article on a desk: history, recent articles, pictures, PDF, citations, and the desktop's own ways
to start the program.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import window
from session import wait


def sample(session):
    session.settings(tour_seen='true')
    return window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))


def start(session):
    article = sample(session)
    shown = window.open_window(session, article.path)
    shown.wait_text('Renwick')
    return article, shown


def save(session, shown, title, path):
    """Takes the name that the save dialog offers; the bytes of the file, once the window says that it is there."""
    number = wait(lambda: session.xdotool('search', '--onlyvisible', '--name', title, check=False), title, 20)
    session.xdotool('windowactivate', '--sync', number.split()[-1], check=False)
    shown.keys('Return')
    wait(lambda: os.path.exists(path), path, 20)
    shown.wait_text('Saved as', 20)
    with open(path, 'rb') as file:
        return file.read()


def test_history(session):
    article, shown = start(session)
    before = len(article.annotations(type='claim', status='accepted'))
    shown.focus_article()
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    shown.keys('a', 'a', 'a')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='accepted')) == before + 3, 'three accepted')
    shown.activate('history')
    # What was accepted is told in its own words.
    shown.wait_text('two more boats')
    shown.focus()
    shown.keys('Home', 'Down', 'Return')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='accepted')) == before + 1, 'one step')
    shown.wait_text('undone')
    shown.keys('Home', 'Return')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='accepted')) == before, 'none')
    shown.keys('End', 'Return')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='accepted')) == before + 3, 'all again')
    shown.keys('Escape')
    shown.focus()
    shown.close()


def test_statistics(session):
    article, shown = start(session)
    shown.activate('statistics')
    shown.wait_text('Oda Renwick: 77 words')
    shown.press('^Save SVG…$')
    picture = ElementTree.fromstring(save(session, shown, 'Save Statistics', article.path + '.svg'))
    assert picture.tag.endswith('}svg') and picture.get('width').startswith('800'), picture.attrib
    assert len(list(picture.iter())) > 300, 'the picture has nothing to look at'
    shown.press('^Close Message$')
    shown.press('^Save PNG…$')
    data = save(session, shown, 'Save Statistics', article.path + '.png')
    assert data.startswith(b'\x89PNG\r\n\x1a\n') and int.from_bytes(data[16:20], 'big') == 1600
    shown.keys('Escape')
    shown.focus()
    shown.close()


def test_pdf(session):
    article, shown = start(session)
    shown.activate('save-pdf')
    data = save(session, shown, 'Save as PDF', article.path + '.pdf')
    assert data.startswith(b'%PDF') and b'%%EOF' in data[-32:]
    if shutil.which('pdftotext'):
        text = subprocess.run(['pdftotext', '-layout', article.path + '.pdf', '-'], stdout=subprocess.PIPE, check=True)
        text = text.stdout.decode()
        assert 'Lantern Bridge to stay shut' in text and 'Page 1 of' in text
        assert text.count('Claim, to review') == text.count('Page '), 'each page has the legend'
        # Beside the line where the claim begins stands who says it.
        assert [line for line in text.splitlines() if line.strip().startswith('Oda Renwick') and 'We closed it' in line]
    shown.focus()
    shown.close()


def test_citation(session):
    article, shown = start(session)
    shown.put_caret(shown.article_text().index('We closed it'))
    shown.keys('ctrl+shift+c')
    shown.wait_text('copied with its attribution')
    # Pasted into the note, which the sidecar shows. The clipboard takes its time.
    shown.keys('m')
    note = wait(lambda: [node for node in shown.find_all(role='text') if shown.has(node, 'FOCUSED') and node.name != 'Article'], 'the note')[0]
    shown.keys('ctrl+v')
    wait(lambda: note.queryText().characterCount, 'the citation in the note')
    shown.keys('Escape')
    shown.focus_article()
    article.wait_saved(lambda saved: [record for record in saved.annotations(type='claim')
                                      if 'We closed it' in record.get('note', '')], 'the citation')
    note = next(record['note'] for record in article.annotations(type='claim') if 'We closed it' in record.get('note', ''))
    assert note.index('We closed it') < note.index('Oda Renwick') < note.index('in “'), note
    shown.close()


def titles(session, shown):
    found = session.xdotool('search', '--all', '--onlyvisible', '--pid', str(shown.program.process.pid), '--name', 'Sayso',
                            check=False).split()
    return sorted(session.xdotool('getwindowname', number, check=False) for number in found)


def test_several_files(session):
    article = sample(session)
    other = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'glass-orchard.txt'))
    shown = window.open_window(session, article.path, other.path)
    wait(lambda: titles(session, shown) == ['glass-orchard.txt — Sayso', 'lantern-bridge.txt — Sayso'],
         lambda: 'a window for each, there are %s' % titles(session, shown))
    shown.close()


def test_recent(session):
    article = sample(session)
    first = window.open_window(session, article.path)
    first.wait_text('Renwick')
    first.close()
    other = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'glass-orchard.txt'))
    shown = window.open_window(session, other.path)
    shown.wait_text('Orchard frost')
    # The empty window's list lies below, with the same rows.
    before = len(shown.find_all('^Lantern Bridge to stay shut', 'list item'))
    x, y, width, height = shown.extents(shown.find('^Recent articles$', 'toggle button|button|push button'))
    shown.click(x + width // 2, y + height // 2)
    wait(lambda: len(shown.find_all('^Lantern Bridge to stay shut', 'list item')) > before, 'the article from before')
    # Below the one that is open.
    shown.keys('Down', 'Return')
    wait(lambda: 'Renwick' in shown.article_text(), 'the recent article to be opened')
    shown.close()


def call(session, path, method, *arguments):
    return subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.sayso.Sayso' if 'sayso' in path else 'org.freedesktop.DBus',
                           '--object-path', path, '--method', method, *arguments],
                          env=session.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)


def test_activation(session):
    """The bus starts the program by itself, and it opens what it is told to."""
    article = sample(session)
    with open(os.path.join(window.DATA, 'io.github.sayso.Sayso.service.in'), encoding='utf-8') as file:
        service = file.read().replace('@bindir@', os.path.dirname(os.path.abspath(window.PROGRAM)))
    with open(session.path('data', 'dbus-1', 'services', 'io.github.sayso.Sayso.service'), 'w', encoding='utf-8') as file:
        file.write(service)
    call(session, '/org/freedesktop/DBus', 'org.freedesktop.DBus.ReloadConfig')
    call(session, '/io/github/sayso/Sayso', 'org.freedesktop.Application.Open', "['file://%s']" % article.path, '{}')
    name = 'lantern-bridge.txt — Sayso'
    wait(lambda: session.xdotool('search', '--onlyvisible', '--name', name, check=False), 'the window of the article', 20)
    call(session, '/io/github/sayso/Sayso', 'org.freedesktop.Application.ActivateAction', 'quit', '[]', '{}')
    wait(lambda: not session.xdotool('search', '--onlyvisible', '--name', name, check=False), 'the program to end')


window.run([test_history, test_statistics, test_pdf, test_citation, test_several_files, test_recent, test_activation])
