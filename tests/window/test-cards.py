#!/usr/bin/env python3
"""The cards: the codebook on them, finding among them, and who speaks, by keyboard and over the bus.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import subprocess

import window
from session import wait

TEXT = ('The kiosk stays\n\n'
        'Ilse Brandt said the kiosk would stay open.\n\n'
        'Tomas Reyes said the rent was too high. “We told them,” Brandt said.\n')
CODEBOOK = {
    'fields': [
        {'name': 'verdict', 'title': 'Verdict', 'help': 'What came of it.', 'values': [
            {'value': 'true', 'title': 'Held', 'guide': 'Every part of it was found to be so.'},
            {'value': 'false', 'title': 'Failed', 'guide': 'One part of it was not.'}]},
        {'name': 'topic', 'title': 'Topic'}],
    'tags': ['number', {'value': 'urgent', 'guide': 'Look at it first.'}],
}


def start(session, codebook=None):
    """Two speakers and three claims, marked by hand."""
    article = window.Article(session, TEXT)
    if codebook is not None:
        with open(os.path.join(os.path.dirname(article.path), 'codebook.json'), 'w', encoding='utf-8') as file:
            json.dump(codebook, file)
    shown = window.open_window(session, article.path)
    for words, key in (('Ilse Brandt', '1'), ('the kiosk would stay open', '2'), ('Tomas Reyes', '1'),
                       ('the rent was too high', '2')):
        shown.select_text(words)
        shown.keys(key)
    article.wait_saved(lambda saved: len(saved.links()) == 2, 'two claims with their speakers')
    return article, shown


def claim(article, words):
    return next(record for record in article.annotations(type='claim') if record['exact'] == words)


def card_of(shown, words):
    return next(node for node in shown.find_all(role='list item') if words in (node.name or ''))


def test_codebook_on_the_card(session):
    article, shown = start(session, CODEBOOK)
    card = wait(lambda: card_of(shown, 'the rent was too high'), 'the card')
    names = [window.plain(node.name) for node in shown.find_all(root=card)]
    for name in ('Verdict', 'Topic', 'Guide to Verdict'):
        assert name in names, 'no %s on the selected card: %s' % (name, names)
    assert any(name.startswith('Tags:') for name in names if name), names
    other = [node.name for node in shown.find_all(root=card_of(shown, 'the kiosk would stay open'))]
    assert 'Verdict' not in other, 'controls on a card that is not selected: %s' % other
    shown.screenshot('codebook-on-the-card')
    shown.close()


def test_codebook_by_keyboard(session):
    """V goes to the first field, the arrows choose; the export has it; one undo takes it back."""
    article, shown = start(session, CODEBOOK)
    shown.keys('v', 'space', 'Down', 'Down', 'Return')
    article.wait_saved(lambda saved: claim(saved, 'the rent was too high').get('attributes') == {'verdict': 'false'}
                       or 'false' in json.dumps(claim(saved, 'the rent was too high')), 'the verdict')
    wait(lambda: shown.find_all('Verdict: Failed'), 'the value on the card', 4)
    if window.COMMAND:
        done = subprocess.run([window.COMMAND, 'export', '-f', 'w3c', '-o', '-', article.path], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=session.environment)
        assert done.returncode == 0 and b'verdict' in done.stdout and b'false' in done.stdout, done
    shown.keys('Escape', 'ctrl+z')
    article.wait_saved(lambda saved: 'attributes' not in claim(saved, 'the rent was too high'), 'no verdict after undo')
    shown.close()


def test_guide(session):
    """What each value means is one key away."""
    _, shown = start(session, CODEBOOK)
    shown.keys('h')
    shown.wait_text('Held: Every part of it was found to be so')
    shown.wait_text('urgent: Look at it first')
    shown.keys('Escape')
    shown.close()


def test_values_that_the_codebook_does_not_have(session):
    """They are shown for what they are, and kept."""
    article, shown = start(session)
    shown.keys('ctrl+s')
    shown.close()
    sidecar = article.sidecar()
    record = next(record for record in sidecar['annotations'] if record['exact'] == 'the rent was too high')
    record['attributes'] = {'verdict': 'perhaps'}
    record['tags'] = ['colour']
    with open(article.sidecar_path, 'w', encoding='utf-8') as file:
        json.dump(sidecar, file)
    with open(os.path.join(os.path.dirname(article.path), 'codebook.json'), 'w', encoding='utf-8') as file:
        json.dump(CODEBOOK, file)
    shown = window.open_window(session, article.path)
    shown.put_caret(TEXT.index('the rent') + 5)
    shown.wait_text('“perhaps”, not in the codebook')
    shown.wait_text('Not in the codebook: colour')
    shown.close()
    assert claim(article, 'the rent was too high')['attributes'] == {'verdict': 'perhaps'}


def type_for_all_shown(shown, typed):
    shown.keys('ctrl+shift+f')
    entry = shown.find('Retag all shown', 'text|entry')
    for _ in range(40):
        if shown.has(entry, 'FOCUSED') or any(shown.has(node, 'FOCUSED') for node in shown.find_all(root=entry)):
            break
        shown.keys('Tab')
    shown.type(typed)
    shown.keys('Return')


def test_a_value_for_all_shown(session):
    """By the titles of field and value; what the codebook does not have is refused; one undo takes it back."""
    article, shown = start(session, CODEBOOK)

    def values(saved):
        return [record.get('attributes') for record in saved.annotations(type='claim')]
    type_for_all_shown(shown, 'Verdict = held')
    article.wait_saved(lambda saved: values(saved) == [{'verdict': 'true'}] * 2, 'the value in both')
    shown.wait_text('“Verdict” set for 2 claims')
    shown.focus_article()
    type_for_all_shown(shown, 'verdict=maybe')
    shown.wait_text('“maybe” is no value of “Verdict”')
    shown.focus_article()
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: values(saved) == [None, None], 'no value after one undo')
    shown.close()


def test_act_on_all_shown(session):
    """Search in claims, reject and retag what is found; one undo each."""
    article, shown = start(session)
    shown.keys('ctrl+shift+f')
    shown.type('rent')
    shown.wait_text('1 of 2 claims')
    shown.press('Reject All Shown')
    article.wait_saved(lambda saved: claim(saved, 'the rent was too high')['status'] == 'rejected', 'the one rejected')
    assert claim(article, 'the kiosk would stay open')['status'] == 'accepted'
    shown.press('^Show All$')
    shown.wait_text('1 claim rejected')
    shown.focus_article()
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: not saved.annotations(status='rejected'), 'nothing rejected after one undo')

    def tags(saved):
        return [record.get('tags') for record in saved.annotations(type='claim')]
    for typed, expected in (('later', ['later']), ('-later', None)):
        type_for_all_shown(shown, typed)
        article.wait_saved(lambda saved, expected=expected: tags(saved) == [expected, expected], 'tags %s' % expected)
        shown.focus_article()
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: tags(saved) == [['later'], ['later']], 'both tags after one undo')
    shown.close()


def test_who_speaks(session):
    """Speakers that nobody identified are there too, with how often; all that one says at one click; merged, renamed."""
    article, shown = start(session)
    shown.put_caret(TEXT.rindex('Brandt') + 2)
    shown.keys('1')
    shown.select_text('“We told them,”')
    shown.keys('2')
    article.wait_saved(lambda saved: len(saved.links()) == 3, 'a third claim with its speaker')
    shown.keys('F10')
    wait(lambda: shown.find_all('Who Speaks'), 'the menu')
    shown.keys('w')
    shown.wait_text('Ilse Brandt, Not identified yet · 1 claim · 1 mention')
    shown.press('Show all that Tomas Reyes says')
    shown.wait_text('What .?Tomas Reyes.? says')
    cards = [node.name for node in shown.find_all('Status:', 'list item')]
    assert len(cards) == 1 and 'the rent was too high' in cards[0], cards
    shown.screenshot('who-speaks')
    shown.keys('Escape')
    shown.close()


def test_only_seen_cards_are_filled(session):
    """GTK keeps two hundred rows; each has its name, and those in sight what is on a card."""
    article = window.Article(session, ''.join('“We closed pier %d,” said Oda Renwick on Monday.\n\n' % number for number in range(60)))
    subprocess.run([window.COMMAND, 'extract', article.path], env=session.environment, check=True, stdout=subprocess.DEVNULL)
    shown = window.open_window(session, article.path)

    def named():
        cards = shown.find_all('Status:', 'list item', hidden=True)
        return cards if len(cards) == 60 else None

    cards = wait(named, 'sixty named cards')

    def has_words(card):
        return any('closed pier' in (node.name or '') for node, depth in shown.walk(card) if depth > 1)

    wait(lambda: has_words(cards[0]), 'words on the first card')
    assert not has_words(cards[59]), 'the last card has words that nobody sees'
    shown.keys('ctrl+End')
    shown.keys('p')
    wait(lambda: any(has_words(card) for card in shown.find_all('pier 59', 'list item')), 'words on the last card once it is seen')
    shown.close()


window.run([test_codebook_on_the_card, test_codebook_by_keyboard, test_guide,
            test_values_that_the_codebook_does_not_have, test_a_value_for_all_shown, test_act_on_all_shown, test_who_speaks,
            test_only_seen_cards_are_filled])
