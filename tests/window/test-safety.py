#!/usr/bin/env python3
"""Work survives a crash, another program, and a change of the article.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import time

import window

TEXT = 'Mayor Ada Finch said the bridge holds.\n\nThe harbour board denied it.\n'


def mark(shown, words, key):
    shown.select_text(words)
    shown.keys(key)


def test_kill_and_reopen(session):
    """All that is older than a second is there after kill -9."""
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    for words, key in (('Mayor Ada Finch', '1'), ('the bridge holds', '2'), ('The harbour board', '1')):
        mark(shown, words, key)
    time.sleep(1.0)
    shown.program.kill()
    shown = window.open_window(session, article.path)
    shown.wait_text('the bridge holds')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: {record['exact'] for record in saved.annotations()}
                       == {'Mayor Ada Finch', 'the bridge holds', 'The harbour board'}, 'all three marks')
    shown.close()


def test_kill_at_any_moment(session):
    """The sidecar is whole whenever the program dies."""
    article = window.Article(session, TEXT)
    marks = 0
    for moment in (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7):
        shown = window.open_window(session, article.path)
        mark(shown, 'the bridge holds' if marks % 2 else 'denied it', '2')
        marks += 1
        time.sleep(moment)
        shown.program.kill()
        sidecar = article.sidecar()  # Fails if it is torn.
        assert sidecar is None or sidecar['format'] == 'sayso-sidecar'
        strays = [name for name in os.listdir(os.path.dirname(article.path))
                  if name not in ('article.txt', 'article.txt.sayso.json') and not name.endswith('.lock')]
        assert len(strays) <= 1, strays
    shown = window.open_window(session, article.path)
    shown.wait_text('the bridge holds|denied it')
    shown.close()
    assert article.annotations(type='claim')


def test_undone_work_stays_undone(session):
    article = window.Article(session, TEXT)
    shown = window.open_window(session, article.path)
    mark(shown, 'the bridge holds', '2')
    mark(shown, 'Mayor Ada Finch', '1')
    shown.keys('ctrl+z')
    time.sleep(1.0)
    shown.program.kill()
    shown = window.open_window(session, article.path)
    shown.wait_text('the bridge holds')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: [record['exact'] for record in saved.annotations()] == ['the bridge holds'],
                       'the claim alone')
    shown.close()


def test_changed_article(session):
    """Marks are found again after an edit, and the window says that the article changed."""
    source = os.path.join(window.DATA, 'samples', 'lantern-bridge.txt')
    article = window.Article.copy(session, source)
    with open(article.path, encoding='utf-8') as file:
        text = file.read()
    changed = text.replace('By Ines Calder, ', 'Reported at length by Ines Calder for the ', 1)
    with open(article.path, 'w', encoding='utf-8') as file:
        file.write(changed)
    before = {record['id']: record['exact'] for record in article.annotations()}
    shown = window.open_window(session, article.path)
    shown.wait_text('changed')
    shown.screenshot('message-article-changed')
    shown.close()
    for record in article.annotations():
        start, end = record['spans'][0][0], record['spans'][-1][1]
        assert before[record['id']].split(' … ')[0] in changed[start:end], record
    assert open(article.path, encoding='utf-8').read() == changed


def test_another_program_writes(session):
    """A change by another program while the window is open is merged, not overwritten."""
    source = os.path.join(window.DATA, 'samples', 'lantern-bridge.txt')
    article = window.Article.copy(session, source)
    shown = window.open_window(session, article.path)
    shown.wait_text('Ferries can take')
    sidecar = article.sidecar()
    with open(article.sidecar_path, encoding='utf-8') as file:
        lines = file.read()
    victim = [record for record in sidecar['annotations'] if record['type'] == 'claim'][0]
    line = next(line for line in lines.splitlines() if victim['id'] in line and '"exact"' in line)
    noted = json.loads(line.strip().rstrip(','))
    assert 'note' not in noted
    with open(article.sidecar_path + '.new', 'w', encoding='utf-8') as file:
        file.write(lines.replace(line, line.replace('"by":', '"note": "from elsewhere", "by":')))
    os.rename(article.sidecar_path + '.new', article.sidecar_path)
    text = shown.article_text()
    at = text.index('The detour')
    shown.select(at, at + len('The detour'))
    shown.keys('1')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: any(record['exact'] == 'The detour' for record in saved.annotations())
                       and any(record.get('note') == 'from elsewhere' for record in saved.annotations()),
                       'both changes')
    shown.close()


def test_article_is_never_written(session):
    article = window.Article(session, TEXT)
    os.chmod(article.path, 0o444)
    before = os.stat(article.path)
    shown = window.open_window(session, article.path)
    mark(shown, 'the bridge holds', '2')
    shown.keys('ctrl+s')
    article.wait_saved(lambda saved: saved.annotations(), 'the mark')
    shown.close()
    after = os.stat(article.path)
    assert (before.st_ino, before.st_mtime_ns, before.st_size) == (after.st_ino, after.st_mtime_ns, after.st_size)


window.run([test_kill_and_reopen, test_kill_at_any_moment, test_undone_work_stays_undone, test_changed_article,
            test_another_program_writes, test_article_is_never_written])
