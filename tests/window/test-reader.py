#!/usr/bin/env python3
"""What a screen reader meets: a name on every control, the article as text, cards as sentences.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re

import window

CONTROLS = ('push button', 'toggle button', 'check box', 'radio button', 'entry', 'combo box', 'spin button', 'slider',
            'list item', 'menu item', 'page tab', 'text', 'switch')
# What GTK calls an object that nobody named.
NAMELESS = re.compile(r'^$|^Gtk[A-Z]|^Sayso[A-Z]|^_|_\w+ \w')


def sample(session):
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))
    shown = window.open_window(session, article.path)
    shown.wait_text('Ferries can take')
    return article, shown


def nameless(shown):
    found = []
    for node, _ in shown.walk():
        if node.getRoleName() in CONTROLS and NAMELESS.search(node.name or ''):
            inside = [child.name for child, _ in shown.walk(node)][1:]
            # The button within a menu button or an entry speaks through the control around it.
            if node.parent is not None and node.parent.getRoleName() in CONTROLS \
                    and not NAMELESS.search(node.parent.name or ''):
                continue
            found.append('%s "%s" in "%s", with %s' % (node.getRoleName(), node.name,
                                                       node.parent.name if node.parent else '', inside[:3]))
    return found


def test_names_with_an_article(session):
    _, shown = sample(session)
    found = nameless(shown)
    assert not found, 'controls without a name:\n' + '\n'.join(found)
    shown.close()


def test_names_in_review(session):
    _, shown = sample(session)
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    found = nameless(shown)
    assert not found, 'controls without a name:\n' + '\n'.join(found)
    for name in ('Accept', 'Reject', 'Edit'):
        shown.find('^' + name, 'push button')
    shown.close()


def test_names_with_nothing_open(session):
    shown = window.open_window(session)
    found = nameless(shown)
    assert not found, 'controls without a name:\n' + '\n'.join(found)
    shown.find('Open', 'push button')
    shown.close()


def test_article_is_text(session):
    article, shown = sample(session)
    with open(article.path, encoding='utf-8') as file:
        assert shown.article_text().rstrip('\n') == file.read().rstrip('\n')
    shown.put_caret(40)
    shown.keys('Right')
    assert shown.caret() == 41
    shown.close()


def test_cards_read_as_sentences(session):
    _, shown = sample(session)
    cards = [node.name for node in shown.find_all(role='list item')]
    assert any('Renwick' in name and 'We closed it' in name for name in cards), cards[:8]
    assert any(re.search('review|suggest', name, re.I) for name in cards) or len(cards) < 14, cards[:20]
    shown.close()


def test_caret_on_a_mark_is_announced(session):
    """The article's description says what the mark is."""
    article, shown = sample(session)
    text = shown.article_text()
    shown.put_caret(text.index('Mayor Oda Renwick') + 6)
    node = shown.article_node()

    def said():
        return node.description or ''
    window.wait(lambda: re.search('speaker', said(), re.I), lambda: 'a word on the speaker; it says “%s”' % said(), 4)
    assert article.annotations()
    shown.close()


def test_claim_is_announced(session):
    """Moving onto a claim by the arrow keys says type, speaker and status."""
    _, shown = sample(session)
    at = shown.article_text().index('Ferries can take')
    shown.put_caret(at - 1)
    shown.keys('Right', 'Right')
    node = shown.article_node()
    window.wait(lambda: re.search('Claim, speaker .*Pell Adeyo-Marsh.*To review', node.description or ''),
                lambda: 'type, speaker and status; it says “%s”' % node.description, 4)
    shown.close()


def test_names_in_dialogs(session):
    """What opens beside the window has names too."""
    _, shown = sample(session)
    for keys in (('ctrl+comma',), ('ctrl+question',), ('F10', 'w'), ('ctrl+shift+f',)):
        shown.keys(*keys)
        window.time.sleep(0.8)
        found = nameless(shown)
        assert not found, '%s: controls without a name:\n%s' % (keys, '\n'.join(found))
        shown.keys('Escape')
        window.time.sleep(0.3)
    shown.close()


window.run([test_names_with_an_article, test_names_in_review, test_names_with_nothing_open, test_article_is_text,
            test_cards_read_as_sentences, test_caret_on_a_mark_is_announced,
            test_claim_is_announced, test_names_in_dialogs])
