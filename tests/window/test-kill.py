#!/usr/bin/env python3
"""kill -9 of the real window at random moments of marking and saving.

Words are marked by the keyboard as fast as it goes, now and then with Ctrl+S. What was typed more than a second before
the end must be there afterwards, nothing else may be, and the sidecar must be whole as it was left. The command replays
the journal of the dead window; every tenth time the window itself is opened again. SAYSO_KILL_TRIALS says how many.

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


def xdotool_search(session, program):
    return session.xdotool('search', '--onlyvisible', '--pid', str(program.process.pid), check=False).split()


class Trial:
    """One life of the window."""

    def __init__(self, session, article, dice):
        self.session, self.article, self.dice = session, article, dice
        self.typed = []  # (when, word)
        self.program = window.Program(session, window.PROGRAM, article.path)

    def key(self, *keys):
        self.session.xdotool('key', '--delay', '2', *keys)

    def start(self, first):
        """The caret before the first word that has no mark yet; False if killed before."""
        shown = wait(lambda: xdotool_search(self.session, self.program), lambda: 'a window:\n' + self.program.log, 30)
        self.session.xdotool('windowactivate', '--sync', shown[-1], check=False)
        self.session.xdotool('mousemove', '400', '400', 'click', '1')
        self.key('ctrl+Home', *['ctrl+Right'] * first)

    def mark_until(self, end, first):
        for word in WORDS[first:]:
            if time.monotonic() > end:
                return
            self.key('ctrl+shift+Right', self.dice.choice('123'), 'Right')
            self.typed.append((time.monotonic(), word))
            if self.dice.random() < 0.15:
                self.key('ctrl+s')

    def kill(self):
        self.program.kill()
        return time.monotonic()


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
    """Returns how many words were marked, and whether it was killed with some of them in the journal alone."""
    before = exacts(article)
    first = len(before)
    trial = Trial(session, article, dice)
    if dice.random() < 0.1:
        time.sleep(dice.uniform(0, 1.5))  # While it starts.
    else:
        trial.start(first)
        trial.mark_until(time.monotonic() + dice.uniform(0, 5), first)
        time.sleep(dice.choice((0, 0, 0, dice.uniform(0, 2))))
    killed = trial.kill()
    left = exacts(article)
    recover(session, article, number % 10 == 9)
    found = exacts(article)
    typed = [word for _, word in trial.typed]
    old = [word for when, word in trial.typed if when < killed - 1.0]
    if len(found) != len(set(found)) or not set(before) | set(old) <= set(found) <= set(before) | set(typed):
        raise Failure('typed %s, of these a second old %s; before %s, left %s, found %s' % (typed, old, before, left, found))
    strays = sorted(set(os.listdir(os.path.dirname(article.path))) - {'article.txt', 'article.txt.sayso.json'})
    if strays and os.path.exists(article.sidecar_path):
        raise Failure('left behind: %s' % strays)
    return len(typed), len(found) - len(left), len(typed) - (len(found) - first)


def test_kill(session):
    if window.COMMAND is None:
        raise Skip('the command was not built')
    dice = random.Random(os.environ.get('SAYSO_KILL_SEED', time.time_ns()))
    figures = {'trials': 0, 'words typed': 0, 'killed with unsaved work': 0, 'brought back': 0, 'younger than a second and lost': 0}
    while figures['trials'] < N_TRIALS:
        article = window.Article(session, ' '.join(WORDS) + '\n')
        while figures['trials'] < N_TRIALS and len(exacts(article)) < N_WORDS // 2:
            typed, back, lost = one_trial(session, article, dice, figures['trials'])
            for name, value in (('trials', 1), ('words typed', typed), ('killed with unsaved work', back > 0), ('brought back', back),
                                ('younger than a second and lost', lost)):
                figures[name] += value
    print('# ' + json.dumps(figures), flush=True)
    # It was killed at work, not before.
    assert figures['words typed'] > 2 * N_TRIALS, figures


window.run([test_kill])
