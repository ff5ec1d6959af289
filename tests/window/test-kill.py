#!/usr/bin/env python3
"""kill -9 of the real window at random moments of marking and saving.

Words are marked by the keyboard, a few at a time, now and then with Ctrl+S. Where the caret stands tells, over the
accessibility bus, which of them the window has come to: keys wait in the X server's queue where the machine is busy.
All of these must be there afterwards, however young, nothing may be there that was not typed, and the sidecar must be
whole as it was left. The command replays the journal of the dead window; every tenth time the window itself is opened
again. SAYSO_KILL_TRIALS says how many.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import random
import subprocess
import time

import window
from session import Failure, Skip, wait

N_TRIALS = int(os.environ.get('SAYSO_KILL_TRIALS', 6))
N_WORDS = 200
WORDS = ['w%04d' % number for number in range(N_WORDS)]


class Trial:
    """One life of the window."""

    def __init__(self, session, article, dice):
        self.session, self.dice = session, dice
        self.typed, self.n_made = [], 0
        self.shown = window.open_window(session, article.path, ready=False)
        self.text = None

    def key(self, *keys):
        self.session.xdotool('key', '--delay', '2', *keys)

    def start(self, first):
        """The caret before the first word that has no mark yet."""
        self.shown.wait_ready()
        node = self.shown.focus_article()
        self.text = node.queryText()
        self.key('ctrl+Home', *['ctrl+Right'] * first)
        wait(lambda: self.text.caretOffset == max(6 * first - 1, 0), 'the caret at the first word', 20)

    def see(self, first):
        """How far the window has come."""
        self.n_made = max(self.n_made, (self.text.caretOffset + 1) // 6 - first)

    def mark_until(self, end, first):
        for word in WORDS[first:]:
            if time.monotonic() > end:
                return
            self.typed.append(word)
            self.key('ctrl+shift+Right', self.dice.choice('123'), 'Right')
            if self.dice.random() < 0.15:
                self.key('ctrl+s')
            if self.dice.random() < 0.3:
                # In this order: at the last word, and then done with it.
                wait(lambda: self.text.caretOffset >= 6 * (first + len(self.typed)) - 1 and self.text.getNSelections() == 0, 'the marks', 30)
                self.see(first)


def exacts(article):
    """What is marked in the sidecar as it lies there; fails if it is not whole."""
    return [record['exact'] for record in article.annotations()]


def recover(session, article, by_window):
    if by_window:
        shown = window.open_window(session, article.path)
        shown.wait_text('w0000')
        shown.keys('ctrl+s')
        shown.close()
        return
    done = subprocess.run([window.COMMAND, 'reanchor', article.path], env=session.environment, capture_output=True, check=False, timeout=60)
    if done.returncode != 0:
        raise Failure('the command says %s' % done)


def one_trial(session, article, dice, number):
    """Returns figures: how many words were typed, how many of them the window had come to, how many the journal brought back."""
    before = exacts(article)
    first = len(before)
    trial = Trial(session, article, dice)
    if dice.random() < 0.1:
        time.sleep(dice.uniform(0, 1.5))  # While it starts.
    else:
        trial.start(first)
        trial.mark_until(time.monotonic() + dice.uniform(0, 5), first)
        time.sleep(dice.choice((0, 0, 0, dice.uniform(0, 2))))
    trial.shown.program.kill()
    left = exacts(article)
    recover(session, article, number % 10 == 9)
    found = exacts(article)
    made = trial.typed[:trial.n_made]
    if len(found) != len(set(found)) or not set(before) | set(made) <= set(found) <= set(before) | set(trial.typed):
        raise Failure('typed %s, made %d of them; before %s, left %s, found %s' % (trial.typed, trial.n_made, before, left, found))
    strays = sorted(set(os.listdir(os.path.dirname(article.path))) - {'article.txt', 'article.txt.sayso.json'})
    if strays and os.path.exists(article.sidecar_path):
        raise Failure('left behind: %s' % strays)
    return len(trial.typed), len(made), len(found) - len(left)


def test_kill(session):
    if window.COMMAND is None:
        raise Skip('the command was not built')
    dice = random.Random(os.environ.get('SAYSO_KILL_SEED', time.time_ns()))
    figures = {'trials': 0, 'words typed': 0, 'seen to be marked': 0, 'of these lost': 0, 'brought back': 0}
    while figures['trials'] < N_TRIALS:
        article = window.Article(session, ' '.join(WORDS) + '\n')
        while figures['trials'] < N_TRIALS and len(exacts(article)) < N_WORDS // 2:
            typed, made, back = one_trial(session, article, dice, figures['trials'])
            for name, value in (('trials', 1), ('words typed', typed), ('seen to be marked', made), ('brought back', back)):
                figures[name] += value
    print('# ' + json.dumps(figures), flush=True)
    # It was killed at work, not before.
    assert figures['seen to be marked'] > 2 * N_TRIALS, figures


window.run([test_kill])
