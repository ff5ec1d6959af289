#!/usr/bin/env python3
"""Marking by hand with the keyboard alone, and what it leaves in the sidecar.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import window
from session import wait

TEXT = ('Bridge holds, says mayor\n\n'
        'Mayor Ada Finch said the old bridge is “safe for now” in a statement.\n\n'
        '“We looked,” she said, “and it held.”\n\n'
        'According to the harbour board, two boats were lost.\n')


def start(session, text=TEXT, sidecar=None):
    article = window.Article(session, text, sidecar=sidecar)
    return article, window.open_window(session, article.path)


def mark(shown, article, words, key):
    """Selects words, presses the key of a type, and waits until the sidecar has them."""
    shown.select_text(words)
    shown.keys(key)
    kinds = {'1': 'speaker', '2': 'claim', '3': 'source', '4': 'cue'}
    article.wait_saved(lambda saved: any(record['exact'] == words for record in saved.annotations(type=kinds[key])),
                       'the %s “%s”' % (kinds[key], words))


def test_mark_each_type(session):
    article, shown = start(session)
    for words, key in (('Mayor Ada Finch', '1'), ('the old bridge is “safe for now”', '2'), ('a statement', '3'),
                       ('said', '4')):
        mark(shown, article, words, key)
    claim, = article.annotations(type='claim')
    assert claim['kind'] == 'mixed' and claim['status'] == 'accepted', claim
    assert claim['spans'] == [[TEXT.index('the old bridge'), TEXT.index(' in a statement')]], claim
    shown.screenshot('marked-by-hand')
    shown.close()


def test_kinds(session):
    article, shown = start(session)
    mark(shown, article, '“We looked,”', '2')
    mark(shown, article, 'two boats were lost', '2')
    assert {record['exact']: record['kind'] for record in article.annotations(type='claim')} == {
        '“We looked,”': 'direct', 'two boats were lost': 'indirect'}
    shown.close()


def test_link(session):
    article, shown = start(session)
    mark(shown, article, 'Mayor Ada Finch', '1')
    mark(shown, article, 'the harbour board', '1')
    mark(shown, article, 'two boats were lost', '2')
    wanted = ('two boats were lost', 'said-by', 'the harbour board')
    if wanted not in article.links():
        shown.keys('l')
        wait(lambda: shown.find_all('the harbour board'), 'the speakers to choose from')
        shown.keys('Return')
    article.wait_saved(lambda saved: wanted in saved.links(), 'the claim linked to the nearest speaker')
    shown.close()


def test_link_another(session):
    """A claim that has a speaker is offered the next one first; nobody is offered last."""
    article, shown = start(session)
    mark(shown, article, 'Mayor Ada Finch', '1')
    mark(shown, article, 'the harbour board', '1')
    mark(shown, article, 'two boats were lost', '2')
    if not article.links():
        shown.keys('l', 'Return')
    article.wait_saved(lambda saved: saved.links() == [('two boats were lost', 'said-by', 'the harbour board')], 'a link')
    shown.keys('l')
    wait(lambda: shown.find_all('^Mayor Ada Finch$', 'list item|label'), 'the speakers to choose from')
    shown.keys('Return')
    article.wait_saved(lambda saved: saved.links() == [('two boats were lost', 'said-by', 'Mayor Ada Finch')], 'another one')
    shown.close()


def test_undo_redo(session):
    article, shown = start(session)
    mark(shown, article, 'Mayor Ada Finch', '1')
    mark(shown, article, 'the old bridge is “safe for now”', '2')
    linked = article.links()
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: not saved.annotations(type='claim') and not saved.links(), 'no claim after undo')
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: not saved.annotations(), 'nothing after two undos')
    shown.keys('ctrl+shift+z', 'ctrl+shift+z')
    article.wait_saved(lambda saved: saved.annotations(type='claim') and saved.annotations(type='speaker')
                       and saved.links() == linked, 'everything after two redos')
    shown.close()


def test_boundary_keeps_links(session):
    article, shown = start(session)
    mark(shown, article, 'the harbour board', '1')
    mark(shown, article, 'two boats were', '2')
    if not article.links():
        shown.keys('l', 'Return')
    article.wait_saved(lambda saved: saved.links() == [('two boats were', 'said-by', 'the harbour board')], 'a link')
    identifier = article.annotations(type='claim')[0]['id']
    shown.keys('bracketright')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'].startswith('two boats were lost'),
                       'the end a word further')
    shown.keys('bracketleft', 'bracketleft')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'] == 'two boats', 'the end a word back')
    shown.keys('braceright')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'] == 'boats', 'the start a word in')
    shown.keys('braceleft')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'] == 'two boats', 'the start a word out')
    assert article.annotations(type='claim')[0]['id'] == identifier
    assert article.links() == [('two boats', 'said-by', 'the harbour board')]
    shown.close()


def test_change_type(session):
    article, shown = start(session)
    mark(shown, article, 'the harbour board', '1')
    identifier = article.annotations(type='speaker')[0]['id']
    at = TEXT.index('harbour')
    shown.put_caret(at)
    shown.select(TEXT.index('the harbour board'), TEXT.index('the harbour board') + len('the harbour board'))
    shown.keys('3')
    article.wait_saved(lambda saved: [record['exact'] for record in saved.annotations(type='source')]
                       == ['the harbour board'], 'a source')
    sources = article.annotations(type='source')
    assert article.annotations(type='speaker') == [] and sources[0]['id'] == identifier, article.annotations()
    shown.close()


def test_delete(session):
    article, shown = start(session)
    mark(shown, article, 'the harbour board', '1')
    mark(shown, article, 'two boats were lost', '2')
    shown.put_caret(TEXT.index('boats'))
    shown.keys('Delete')
    article.wait_saved(lambda saved: not saved.annotations(type='claim'), 'no claim after Delete')
    assert len(article.annotations(type='speaker')) == 1 and article.links() == []
    assert article.sidecar()['text'] == TEXT == open(article.path, encoding='utf-8').read()
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: saved.annotations(type='claim'), 'the claim back')
    shown.close()


def test_note(session):
    article, shown = start(session)
    mark(shown, article, 'two boats were lost', '2')
    shown.put_caret(TEXT.index('boats'))
    shown.keys('m')
    shown.type('Ask 1 a r for the log.')
    shown.keys('Escape')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0].get('note') == 'Ask 1 a r for the log.',
                       'the note, whose letters are no commands')
    assert len(article.annotations()) == 1
    shown.close()


def test_without_selection(session):
    """2 takes the quotation at the caret, else the sentence; 1 takes the name."""
    article, shown = start(session)
    shown.put_caret(TEXT.index('looked'))
    shown.keys('2')
    article.wait_saved(lambda saved: [record['exact'] for record in saved.annotations(type='claim')]
                       == ['“We looked,”'], 'the quotation at the caret')
    shown.put_caret(TEXT.index('Ada'))
    shown.keys('1')
    article.wait_saved(lambda saved: any('Ada Finch' in record['exact'] for record in saved.annotations(type='speaker')),
                       'the name at the caret')
    shown.close()


def test_snap_levels(session):
    """S goes from the word to the quotation, the sentence and the paragraph, and back to the caret."""
    _, shown = start(session)
    at = TEXT.index('looked') + 2
    shown.put_caret(at)
    paragraph = TEXT.index('“We looked')
    for start_at, words in ((TEXT.index('looked'), 'looked'), (paragraph, '“We looked,”'),
                            (paragraph, '“We looked,” she said, “and it held.”')):
        shown.keys('s')
        window.wait(lambda expected=(start_at, start_at + len(words)): shown.selection() == expected, words, 4)
    shown.keys('s')
    window.wait(lambda: shown.selection() is None and shown.caret() == at, 'the caret as it was', 4)
    shown.close()


def test_phrases(session):
    """Ctrl with a bracket goes to the next comma, mark or full stop."""
    article, shown = start(session)
    mark(shown, article, 'two boats', '2')
    shown.keys('ctrl+bracketright')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'] == 'two boats were lost', 'to the stop')
    shown.keys('ctrl+shift+bracketleft')
    article.wait_saved(lambda saved: saved.annotations(type='claim')[0]['exact'].startswith('According to'), 'from the start')
    shown.close()


def test_every_occurrence(session):
    """Whole words alone, all of one identity, taken back by one undo."""
    article, shown = start(session, 'Finn came. Finnish boats left. Finn said so.\n')
    shown.put_caret(2)
    shown.keys('i')
    article.wait_saved(lambda saved: [record['exact'] for record in saved.annotations()] == ['Finn', 'Finn'], 'two marks')
    assert len({record['identity'] for record in article.annotations(type='speaker')}) == 1
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: not saved.annotations() and not saved.sidecar()['identities'], 'nothing after undo')
    shown.close()


def test_an_identity_has_one_line(session):
    """What is selected may run over lines; a name does not, and neither does the message, whose height GTK reckons wrong then."""
    article, shown = start(session, 'Finn\n\nHolm came. Finn\n\nHolm left.\n')
    shown.select(0, 10)
    shown.keys('i')
    article.wait_saved(lambda saved: [identity['name'] for identity in saved.sidecar()['identities']] == ['Finn Holm'], 'the name')
    shown.wait_text('2 mentions of “Finn Holm”')
    assert not shown.program.complaints(), shown.program.complaints()
    shown.close()


def test_there_and_back(session):
    """G goes to each speaker of a claim, and back to the claim it came from, not to another of the same speaker."""
    article, shown = start(session)
    mark(shown, article, 'Mayor Ada Finch', '1')
    mark(shown, article, 'the old bridge is “safe for now”', '2')
    mark(shown, article, '“We looked,”', '2')
    shown.keys('l')
    wait(lambda: shown.find_all('Mayor Ada Finch', 'list item|label'), 'the speakers to choose from')
    shown.keys('Return')
    article.wait_saved(lambda saved: len(saved.links()) == 2, 'two claims of one speaker')
    shown.keys('g')
    window.wait(lambda: shown.caret() <= TEXT.index(' said'), 'the caret at the speaker', 4)
    shown.keys('g')
    window.wait(lambda: shown.caret() >= TEXT.index('“We looked'), 'the caret back at the claim', 4)
    shown.close()


def test_save_and_reopen(session):
    article, shown = start(session)
    mark(shown, article, 'the harbour board', '1')
    mark(shown, article, 'two boats were lost', '2')
    shown.keys('ctrl+s')
    shown.close()
    with open(article.sidecar_path, 'rb') as file:
        before = file.read()
    shown = window.open_window(session, article.path)
    shown.wait_text('two boats were lost')
    assert shown.article_text().rstrip('\n') == TEXT.rstrip('\n')
    shown.close()
    with open(article.sidecar_path, 'rb') as file:
        assert file.read() == before, 'opening and closing changed the sidecar'


window.run([test_mark_each_type, test_kinds, test_link, test_link_another, test_undo_redo, test_boundary_keeps_links, test_change_type,
            test_delete, test_note, test_without_selection, test_snap_levels, test_phrases,
            test_every_occurrence, test_an_identity_has_one_line, test_there_and_back, test_save_and_reopen])
