#!/usr/bin/env python3
"""High contrast, reduced motion, and a screen of twice the pixels, each with its screenshot.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import time

import window
from session import Skip


def set_toolkit(session, **values):
    """GTK's own preferences, as a desktop sets them."""
    path = os.path.join(session.environment['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write('[Settings]\ngtk-cursor-blink=0\n')
        file.writelines('gtk-%s=%s\n' % (name.replace('_', '-'), value) for name, value in values.items())


def begin(session, environment=None):
    session.settings(maximized='true', tour_seen='true')
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))
    shown = window.open_window(session, article.path, environment=environment)
    shown.wait_text('Ferries can take')
    return shown


def picture(shown, name):
    """The path of a screenshot."""
    if not window.ARTEFACTS or shutil.which('convert') is None:
        raise Skip('there is nothing to take screenshots with')
    shown.screenshot(name)
    return os.path.join(window.ARTEFACTS, name + '.png')


def share(path, colour):
    """How much of a picture is exactly of a colour."""
    out = subprocess.run(('convert', path, '-alpha', 'off', '-fill', 'white', '-opaque', '#fffffe', '-fill', '#010101', '+opaque', colour,
                          '-fill', 'white', '-opaque', colour, '-fill', 'black', '-opaque', '#010101', '-format', '%[fx:mean]', 'info:'),
                         stdout=subprocess.PIPE, check=True)
    return float(out.stdout)


def test_high_contrast(session):
    for theme, colour in (('HighContrast', '#ffffff'), ('HighContrastInverse', '#000000')):
        set_toolkit(session, theme_name=theme)
        shown = begin(session)
        shown.keys('ctrl+r')
        shown.wait_text('Suggestion 1 of')
        path = picture(shown, 'contrast-' + theme)
        assert share(path, colour) > 0.7, '%.2f of the window is %s in %s' % (share(path, colour), colour, theme)
        shown.close()


def test_reduced_motion(session):
    """With animations off, what opens is there at once, and stays as it is.

    Scrollbars that are laid over the text go away a second after it scrolled: not these.
    """
    set_toolkit(session, enable_animations=0, overlay_scrolling=0)
    shown = begin(session)
    shown.keys('ctrl+r')
    shown.wait_text('Suggestion 1 of')
    first = picture(shown, 'motion-first')
    time.sleep(1)
    second = picture(shown, 'motion-second')
    out = subprocess.run(('compare', '-metric', 'AE', first, second, 'null:'), stderr=subprocess.PIPE, check=False).stderr.decode()
    assert float(out.split()[0]) == 0, '%s points moved without animations' % out
    shown.close()


def test_scale(session):
    """Twice the pixels: the same layout, twice as large."""
    set_toolkit(session)
    shown = begin(session)
    usual = shown.article_node().queryComponent().getExtents(shown.bus.WINDOW_COORDS)
    shown.close()
    shown = begin(session, environment={'GDK_SCALE': '2'})
    doubled = shown.article_node().queryComponent().getExtents(shown.bus.WINDOW_COORDS)
    # In points of the program, the window has half the room; the article keeps most of it.
    assert usual.width > doubled.width > 300, 'the article is %d wide, of usual %d' % (doubled.width, usual.width)
    picture(shown, 'scale-2')
    shown.close()


window.run([test_high_contrast, test_reduced_motion, test_scale])
