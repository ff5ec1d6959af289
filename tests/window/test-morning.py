#!/usr/bin/env python3
"""A fact-checker's morning on a real article: open, extract, review five, add one, save, reopen, export, read.

The article comes from the corpora, which are not part of the project: without them this is skipped.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import io
import json
import os
import subprocess

import window
from session import Skip, wait


def corpus_article():
    """A news article of a size that people read."""
    shared = os.environ.get('SAYSO_SHARED') or os.path.join(os.path.dirname(window.DATA), '..', 'shared')
    path = os.path.join(shared, 'corpora', 'polnear.dev.jsonl')
    if not os.path.exists(path):
        raise Skip('no corpora in SAYSO_SHARED')
    with open(path, encoding='utf-8') as file:
        for line in file:
            article = json.loads(line)
            if 3000 < len(article['text']) < 5000 and len(article['quotes']) >= 12:
                return article['text']
    raise Skip('no article of the right size in the corpora')


def test_morning(session):
    text = corpus_article()
    article = window.Article(session, text, name='morning.txt')
    shown = window.open_window(session, article.path)
    assert shown.article_text().rstrip('\n') == text.rstrip('\n')

    # Extract.
    shown.keys('ctrl+shift+e')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='suggested')) >= 5,
                       'suggestions', 20)
    suggested = [record['id'] for record in article.annotations(type='claim')]

    # Review five with the keyboard.
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    shown.keys('a', 'a', 'r', 'a', 'r')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim', status='suggested')) == len(suggested) - 5,
                       'five decisions')
    assert len(article.annotations(type='claim', status='rejected')) == 2
    shown.keys('Escape')

    # Add one claim by hand, where nobody marked anything.
    taken = sorted(tuple(span) for record in article.annotations() for span in record['spans'])
    free = next(at for at in range(0, len(text) - 12)
                if (at == 0 or text[at - 1] == ' ') and text[at:at + 12].replace(' ', '').isalpha()
                and text[at + 12] == ' ' and text[at] != ' ' and text[at + 11] != ' '
                and all(end <= at or start >= at + 12 for start, end in taken))
    shown.select(free, free + 12)
    shown.keys('2')
    article.wait_saved(lambda saved: any(record['spans'] == [[free, free + 12]]
                                         for record in saved.annotations(type='claim')), 'the claim by hand')

    # Save, close, reopen.
    shown.keys('ctrl+s')
    shown.close()
    before = article.sidecar()
    shown = window.open_window(session, article.path)
    shown.wait_text('morning')
    shown.close()
    assert article.sidecar() == before

    # Export, and read what was written.
    if window.COMMAND is None:
        raise Skip('the command is not built; everything before the export passed')
    done = subprocess.run([window.COMMAND, 'export', '-f', 'csv', '--status', 'accepted', '-o', '-', article.path],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=session.environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode('utf-8-sig'))))
    accepted = article.annotations(type='claim', status='accepted')
    written = '\n'.join(value for row in rows for value in row.values() if value)
    for record in accepted:
        assert all(text[start:end] in written for start, end in record['spans']), record['exact']
    assert wait(lambda: len(rows) >= len(accepted), 'a row for each claim', 1)


window.run([test_morning])
