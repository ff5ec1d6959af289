#!/usr/bin/env python3
"""The manual opens within the program, and large text leaves room for the article.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess

import window
from session import Skip, wait

TEXT = 'Mayor Ada Finch said the bridge holds.\n\nThe harbour board denied it.\n'


def page(shown):
    """The text of the manual's page, or None."""
    for node in shown.find_all(name='Page of the manual'):
        return node.queryText().getText(0, -1)
    return None


def wait_page(shown, title):
    wait(lambda: (page(shown) or '').startswith(title), lambda: 'the page %s, there is: %s' % (title, (page(shown) or '')[:80]))


def test_manual(session):
    article = window.Article(session, TEXT.encode())
    shown = window.open_window(session, article.path)
    shown.keys('F1')
    wait_page(shown, 'Sayso: the manual')
    text = page(shown)
    assert '](' not in text and '**' not in text, 'Markdown is shown as it is written'
    # By keyboard: to the first link, and through it.
    shown.keys('Down', 'Down', 'Right', 'Right', 'Right', 'Right', 'Return')
    wait_page(shown, 'Installing')
    shown.screenshot('manual')
    shown.keys('alt+Left')
    wait_page(shown, 'Sayso: the manual')
    shown.keys('Escape')
    wait(lambda: page(shown) is None, 'the manual to close')
    shown.close()


def wide(shown):
    """How wide the article is."""
    return shown.extents(shown.article_node())[2]


def set_dpi(session, value):
    done = subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', value],
                          env=dict(session.environment), check=False)
    if done.returncode != 0:
        raise Skip('xprop cannot set the size of text')


def test_large_text(session):
    article = window.Article(session, TEXT.encode())
    shown = window.open_window(session, article.path)
    usual = wide(shown)
    shown.close()
    set_dpi(session, 'Xft.dpi: 192')
    try:
        shown = window.open_window(session, article.path)
        assert wide(shown) > usual, 'the panes took the room: %d, with usual text %d' % (wide(shown), usual)
        shown.screenshot('large-text')
        shown.close()
    finally:
        set_dpi(session, 'Xft.dpi: 96')


window.run([test_manual, test_large_text])
