#!/usr/bin/env python3
"""A monkey at keyboard and mouse: whatever is pressed and clicked, the program neither crashes nor complains, and at every
stop the sidecar is valid and fits the article, which has not changed.

$SAYSO_MONKEY_EVENTS says how many keys and clicks (20,000 for the figure in the manual), $SAYSO_MONKEY_SEED begins the dice.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import random
import re
import subprocess
import time

import window
from session import Failure, Skip

N_EVENTS = int(os.environ.get('SAYSO_MONKEY_EVENTS', 400))
SEED = os.environ.get('SAYSO_MONKEY_SEED', '1')
EVENTS_PER_STOP = 50
SIZE = (1280, 800)
HEADER = 60
# GTK leaves out a widget for one frame that changed its size while sizes were given out; and asks for the size of no monitor
# when it places a popover of a window that has just been carried elsewhere; and squeezes the list of a drop-down at the screen's edge;
# and its file chooser asks its own list for the rows of a folder that it has left meanwhile, and its tree view in there misplaces
# the entry for a new name (GTK's issue 3561; we have no tree view). An entry that loses its focus may have a cursor that
# blinks where words are selected, which it mends itself.
HARMLESS = re.compile(r'Trying to snapshot \w+ 0x\w+ without a current allocation|gdk_monitor_get_geometry: assertion|'
                      r'attempt to allocate GtkScrolledWindow scrolledwindow 0x\w+ with width \d+ and height -\d+|'
                      r'gtk_file_system_model_get_value: assertion|g_value_type_compatible: assertion|'
                      r'gtk_css_node_insert_after: assertion|GtkText - unexpected blinking selection')

# Not Ctrl+P: GTK 4.8's own print dialog asks a list that is gone when a printer is found late, which is an assertion of GTK.
# Keys that the window has or that go to an entry; those that move are the most frequent, as with people.
MOVES = ['Left', 'Right', 'Up', 'Down', 'Home', 'End', 'Prior', 'Next', 'ctrl+Right', 'ctrl+Left', 'ctrl+Home', 'ctrl+End', 'Tab',
         'shift+Tab', 'shift+Right', 'ctrl+shift+Right', 'shift+Down', 'shift+End', 'ctrl+a', 'F6', 'shift+F6']
VERBS = list('1234567890arnpejkdlstgmxuiocbfwqvhyz') + [
    'Return', 'shift+Return', 'shift+f', 'shift+w', 'shift+Delete', 'space', 'Escape', 'Delete', 'BackSpace', 'F1', 'F9', 'F10', 'Menu', 'shift+F10', 'bracketleft', 'bracketright', 'braceleft', 'braceright', 'slash', 'alt+shift+Left', 'alt+shift+Right', 'alt+shift+Up', 'alt+shift+Down', 'plus', 'minus', 'comma', 'period',
    'ctrl+z', 'ctrl+shift+z', 'ctrl+y', 'ctrl+s', 'ctrl+f', 'ctrl+shift+f', 'ctrl+shift+c', 'ctrl+g', 'ctrl+r', 'ctrl+i', 'ctrl+shift+e', 'ctrl+e', 'ctrl+o',
    'ctrl+n', 'ctrl+w', 'ctrl+c', 'ctrl+x', 'ctrl+v', 'ctrl+shift+v', 'ctrl+comma', 'ctrl+question', 'alt+Return', 'alt+Left', 'alt+Right',
    'alt+1', 'alt+2', 'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+BackSpace', 'ctrl+Delete', 'ctrl+d', 'ctrl+l', 'ctrl+k', 'ctrl+j',
    'ctrl+m', 'ctrl+t', 'ctrl+Return', 'ctrl+period', 'ctrl+semicolon', 'eacute', 'U4E00', 'F11', 'F2', 'F3', 'F5', 'ctrl+q']


def chain(dice, size):
    """Arguments of xdotool for one event."""
    fate = dice.random()
    if fate < 0.35:
        return ['key', dice.choice(MOVES)]
    if fate < 0.75:
        return ['key', dice.choice(VERBS)]
    place = ['mousemove', str(dice.randrange(size[0])), str(dice.randrange(size[1]))]
    if fate < 0.95:
        button = dice.choices('1345', (8, 1, 1, 1))[0]
        return place + ['click', '--repeat', dice.choice('1112'), button]
    # Not from the header on: that carries the window off the only monitor, and GTK 4.8 then asks for the size of none.
    place[2] = str(dice.randrange(HEADER, size[1]))
    return place + ['mousedown', '1', 'mousemove', str(dice.randrange(size[0])), str(dice.randrange(size[1])), 'mouseup', '1']


def check(session, shown, article, before):
    """The sidecar as it lies there: whole, to the schema, and to the article."""
    with open(article.path, 'rb') as file:
        if file.read() != before:
            raise Failure('the article was changed')
    complaints = [line for line in shown.program.complaints() if not HARMLESS.search(line)]
    if complaints:
        raise Failure('the program complained:\n' + '\n'.join(complaints))
    if article.sidecar() is None:
        return 0
    done = subprocess.run([window.COMMAND, 'check', article.path], env=session.environment, capture_output=True, check=False, timeout=60)
    if done.returncode != 0:
        raise Failure('sayso check: %s%s' % (done.stdout.decode(), done.stderr.decode()))
    return len(article.annotations())


def start(session, article):
    shown = window.open_window(session, article.path)
    shown.focus_article()
    return shown


def test_monkey(session):
    if window.COMMAND is None:
        raise Skip('the command was not built')
    dice = random.Random(SEED)
    session.settings(tour_seen='true')
    # Complaints end the test at the next stop, with what led to them, and not the program.
    session.environment['G_DEBUG'] = 'gc-friendly'
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', 'lantern-bridge.txt'))
    with open(article.path, 'rb') as file:
        before = file.read()
    shown = start(session, article)
    figures = {'events': 0, 'stops': 0, 'starts': 1, 'most marks': 0}
    last = []
    try:
        while True:
            events = [chain(dice, SIZE) for _ in range(min(EVENTS_PER_STOP, N_EVENTS - figures['events']))]
            last = (last + [' '.join(event) for event in events])[-3 * EVENTS_PER_STOP:]
            session.xdotool(*sum((event + ['sleep', '0.01'] for event in events), []), check=False)
            time.sleep(0.3)
            figures['events'] += len(events)
            figures['stops'] += 1
            if not shown.program.alive():
                # By Ctrl+Q or Ctrl+W, which is well; by a signal, which is not.
                if shown.program.process.returncode != 0:
                    raise Failure('the program ended with %d:\n%s' % (shown.program.process.returncode, shown.program.log))
            elif figures['stops'] % 8 == 0:
                session.xdotool('key', 'Escape', 'key', 'Escape', 'key', 'Escape', check=False)
            figures['most marks'] = max(figures['most marks'], check(session, shown, article, before))
            if figures['events'] >= N_EVENTS:
                break
            if not shown.program.alive():
                shown = start(session, article)
                figures['starts'] += 1
            elif figures['stops'] % 20 == 0:
                # Some dialogs keep the monkey from everything else.
                shown.program.stop()
                check(session, shown, article, before)
                shown = start(session, article)
                figures['starts'] += 1
    except Failure as failure:
        raise Failure('%s\nseed %s, after %s; the last events:\n%s' % (failure, SEED, figures, '\n'.join(last))) from failure
    print('# ' + json.dumps(figures), flush=True)
    assert figures['most marks'] > 0


window.run([test_monkey], SIZE)
