#!/usr/bin/env python3
"""Reviewing suggestions with the keyboard, on the annotated sample article.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

import window


def start(session):
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))
    shown = window.open_window(session, article.path)
    shown.wait_text('Ferries can take')
    return article, shown


def claims(article, status):
    return [record['exact'] for record in article.annotations(type='claim', status=status)]


def begin(shown):
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')


def test_accept_and_reject(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)
    shown.screenshot('review-first')
    shown.keys('a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the first suggestion accepted')
    shown.keys('r')
    article.wait_saved(lambda saved: waiting[1] in claims(saved, 'rejected'), 'the second suggestion rejected')
    shown.keys('a')
    article.wait_saved(lambda saved: waiting[2] in claims(saved, 'accepted'), 'the third suggestion accepted')
    assert claims(article, 'suggested') == waiting[3:]
    shown.close()


def test_accepting_takes_the_speaker_along(session):
    article, shown = start(session)
    begin(shown)
    shown.keys('a')
    article.wait_saved(lambda saved: any('Pell Adeyo-Marsh' in record['exact'] for record in
                                         saved.annotations(type='speaker', status='accepted')), 'its speaker accepted')
    assert ('Ferries can take about a third of that', 'said-by', 'its traffic engineer, Pell Adeyo-Marsh') \
        in article.links()
    shown.close()


def test_backspace_reopens(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)
    shown.keys('r')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'rejected'), 'the suggestion rejected')
    shown.keys('BackSpace')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting, 'the decision reopened')
    shown.keys('a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the other decision')
    shown.close()


def test_tab_takes_the_next_speaker(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)

    def speakers(saved):
        return [target for claim, kind, target in saved.links() if kind == 'said-by' and claim == waiting[0]]

    before = speakers(article)
    shown.keys('Tab', 'a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the suggestion accepted')
    after = speakers(article)
    assert len(after) == 1 and after != before, 'the speaker was %s and is %s' % (before, after)
    shown.close()


def test_a_number_takes_another_speaker(session):
    """The bar shows who else may have said it, and the key that takes each: with A, two keys for a wrong speaker."""
    article, shown = start(session)
    begin(shown)
    claim = claims(article, 'suggested')[0]
    first, = [to for of, kind, to in article.links() if of == claim and kind == 'said-by']
    row = shown.find('^Others who may have said it$')
    others = window.wait(lambda: [node.name for node in shown.find_all(role='push button|button', root=row)],
                         'somebody else')
    assert len(others) <= 3 and len(set(others)) == len(others), others
    assert not any(first.endswith(name) for name in others), (first, others)
    shown.keys(str(4 + len(others)), 'a')
    article.wait_saved(lambda saved: claim in claims(saved, 'accepted'), 'the claim accepted')
    second, = [to for of, kind, to in article.links() if of == claim and kind == 'said-by']
    # The button has the name of whoever is meant by "she".
    sidecar = article.sidecar()
    meant = {record['identity'] for record in sidecar['annotations'] if record['exact'] == second and record.get('identity')}
    names = [second] + [identity['name'] for identity in sidecar['identities'] if identity['id'] in meant]
    assert second != first and any(name.endswith(others[-1]) for name in names), (names, others)
    shown.screenshot('review-others')
    shown.close()


def test_undo_of_a_decision(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)
    shown.keys('a', 'a', 'r')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting[3:], 'three decisions')
    shown.keys('ctrl+z', 'ctrl+z', 'ctrl+z')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting, 'no decision after three undos')
    shown.close()


def speakers_of(article, claim):
    return [to for of, kind, to in article.links() if of == claim and kind == 'said-by']


def test_a_mend_and_its_decision_are_one_step(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    before = speakers_of(article, waiting[0])
    begin(shown)
    shown.keys('Tab', 'k', 'a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the suggestion accepted')
    assert speakers_of(article, waiting[0]) != before
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting, 'the decision undone')
    assert speakers_of(article, waiting[0]) == before, speakers_of(article, waiting[0])
    shown.keys('ctrl+shift+z')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted') and
                       speakers_of(saved, waiting[0]) != before, 'both done again')
    shown.close()


def test_speaker_by_letter(session):
    """F and a letter with Shift: two strokes for any speaker near, the answer included."""
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    before = speakers_of(article, waiting[0])
    begin(shown)
    shown.keys('f')
    shown.wait_text('Who said it')
    shown.screenshot('review-letters')
    shown.keys('Escape', 'f', 'shift+a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the claim accepted')
    after = speakers_of(article, waiting[0])
    assert len(after) == 1 and after != before, after
    shown.keys('f', 'shift+Delete')
    article.wait_saved(lambda saved: waiting[1] in claims(saved, 'accepted'), 'the next one accepted')
    assert not speakers_of(article, waiting[1])
    shown.keys('ctrl+z', 'ctrl+z')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting and
                       speakers_of(saved, waiting[0]) == before, 'two undos for two claims')
    shown.close()


def test_words_by_letter(session):
    """W, a letter for the start, Enter or a letter for the end."""
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    with open(article.path, encoding='utf-8') as file:
        text = file.read()
    begin(shown)
    shown.keys('w')
    shown.wait_text('Where do its words begin')
    shown.keys('a')
    shown.wait_text('Where do its words end')
    shown.keys('shift+Return')
    article.wait_saved(lambda saved: len(claims(saved, 'suggested')) == len(waiting) - 1, 'the decision')
    wider, = (record for record in article.annotations(type='claim', status='accepted')
              if record['exact'].endswith(waiting[0]) and record['exact'] != waiting[0])
    assert text[wider['spans'][0][0] - 1].isspace(), wider
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting, 'words and decision after one undo')
    marked = len(article.annotations(type='claim'))
    shown.keys('shift+w')
    shown.wait_text('Where does the new claim begin')
    shown.keys('a')
    shown.wait_text('Where does the new claim end')
    shown.keys('c')
    article.wait_saved(lambda saved: len(saved.annotations(type='claim')) == marked + 1, 'a new claim')
    shown.close()


def test_a_new_claim_by_letter(session):
    """The first letter is that of the first word, also where the article begins with it."""
    article = window.Article(session, 'Trains stop, she said.\n')
    shown = window.open_window(session, article.path)
    shown.wait_text('Trains stop')
    shown.focus_article()
    shown.keys('shift+w', 'a', 'b')
    article.wait_saved(lambda saved: [record['exact'] for record in saved.annotations(type='claim')] == ['Trains stop'], 'the claim')
    shown.close()


def test_a_piece_is_cut_out(session):
    """What the reporter put into a quotation is selected and taken out."""
    article, shown = start(session)
    whole = claims(article, 'suggested')[0]
    begin(shown)
    shown.keys('e')
    # From the start of the selected claim over its first word, and the second is selected.
    shown.keys('Left', 'ctrl+Right', 'ctrl+shift+Right', 'minus')
    article.wait_saved(lambda saved: whole not in claims(saved, 'suggested'), 'other words')
    with open(article.path, encoding='utf-8') as file:
        text = file.read()
    first = min((record for record in article.annotations(type='claim', status='suggested')), key=lambda record: record['spans'][0])
    words = whole.split(' ')
    assert [text[start:end] for start, end in first['spans']] == [words[0], ' '.join(words[2:])], first
    shown.close()


def test_edit_in_review(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)
    shown.keys('e', 'bracketleft')
    shorter = waiting[0].rsplit(' ', 1)[0]
    article.wait_saved(lambda saved: any(record['exact'] == shorter for record in saved.annotations(type='claim')),
                       'the claim a word shorter')
    shown.close()


def test_accept_the_rest_of_the_sentence(session):
    """One key accepts with other words; one undo takes words and decision back."""
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    with open(article.path, encoding='utf-8') as file:
        text = file.read()
    begin(shown)
    shown.keys('greater')
    article.wait_saved(lambda saved: len(claims(saved, 'suggested')) == len(waiting) - 1, 'the decision')
    wider, = (record for record in article.annotations(type='claim', status='accepted')
              if record['exact'].startswith(waiting[0]) and record['exact'] != waiting[0])
    assert text[wider['spans'][-1][1] - 1] in '.!?”"', wider
    shown.keys('ctrl+z')
    article.wait_saved(lambda saved: claims(saved, 'suggested') == waiting, 'words and decision after one undo')
    shown.close()


def test_offered_speakers_leave_nothing_behind(session):
    """Going through the candidates and round again leaves no marks that nobody chose."""
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    speakers = len(article.annotations(type='speaker'))
    begin(shown)
    shown.keys('Tab', 'Tab', 'Tab', 'a')
    article.wait_saved(lambda saved: waiting[0] in claims(saved, 'accepted'), 'the suggestion accepted')
    assert len(article.annotations(type='speaker')) <= speakers + 1, article.annotations(type='speaker')
    shown.close()


def test_all_reviewed(session):
    article, shown = start(session)
    waiting = claims(article, 'suggested')
    begin(shown)
    shown.keys(*('a' for _ in waiting))
    article.wait_saved(lambda saved: not claims(saved, 'suggested'), 'everything decided', 15)
    shown.wait_text('All %d reviewed|%d accepted' % (len(waiting), len(waiting)))
    shown.screenshot('review-done')
    assert set(waiting) <= set(claims(article, 'accepted'))
    shown.close()


def test_bystander_marks_are_left_alone(session):
    article, shown = start(session)
    before = {record['id']: record for record in article.annotations(status='accepted')}
    begin(shown)
    shown.keys('a', 'r')
    article.wait_saved(lambda saved: len(claims(saved, 'rejected')) == 2, 'two decisions')
    after = {record['id']: record for record in article.annotations()}
    for identifier, record in before.items():
        assert after[identifier] == record, 'changed from %s to %s' % (record, after[identifier])
    shown.close()


window.run([test_accept_and_reject, test_accepting_takes_the_speaker_along, test_backspace_reopens,
            test_tab_takes_the_next_speaker, test_a_number_takes_another_speaker, test_undo_of_a_decision,
            test_a_mend_and_its_decision_are_one_step, test_speaker_by_letter, test_words_by_letter, test_a_new_claim_by_letter, test_a_piece_is_cut_out, test_edit_in_review,
            test_accept_the_rest_of_the_sentence, test_offered_speakers_leave_nothing_behind, test_all_reviewed,
            test_bystander_marks_are_left_alone])
