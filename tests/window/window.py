"""The hands and eyes of the window tests: keys by xdotool, everything else over the accessibility bus.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
import schema  # noqa: E402 pylint: disable=wrong-import-position
from session import PATIENCE, WRAP, Failure, Program, Session, Skip, Tap, missing, wait


def plain(words):
    """A name without the isolates that keep the direction of what stands in it to itself."""
    return re.sub('[\u2068\u2069]', '', words or '')


class Window:
    """The program's window, as a person or a screen reader meets it."""

    def __init__(self, session, program_path, *arguments, ready=True, environment=None):
        import pyatspi  # pylint: disable=import-outside-toplevel
        self.bus = pyatspi
        if WRAP:
            pyatspi.Atspi.set_timeout(800 * PATIENCE, 15000 * PATIENCE)
        self.session = session
        self.program = Program(session, program_path, *arguments, environment=environment)
        self.application = None
        if ready:
            self.wait_ready()

    # The tree.

    def _find_application(self):
        if not self.program.alive():
            raise Failure('the program ended with %d:\n%s' % (self.program.process.returncode, self.program.log))
        desktop = self.bus.Registry.getDesktop(0)
        desktop.set_cache_mask(self.bus.Atspi.Cache.NONE)
        for index in range(desktop.childCount):
            try:
                candidate = desktop.getChildAtIndex(index)
                if candidate is not None and candidate.get_process_id() == self.program.process.pid:
                    candidate.set_cache_mask(self.bus.Atspi.Cache.NONE)
                    if candidate.childCount:
                        return candidate
            except Exception:  # pylint: disable=broad-except
                continue  # It came or went while we looked.
        return None

    def wait_ready(self):
        self.application = wait(self._find_application, lambda: 'a window:\n' + self.program.log, 20)
        self.focus()

    def focus(self):
        """Gives the newest window of the program the keyboard."""
        pid = str(self.program.process.pid)
        found = wait(lambda: self.session.xdotool('search', '--onlyvisible', '--pid', pid, check=False).split(),
                     'a mapped window')
        self.session.xdotool('windowactivate', '--sync', found[-1], check=False)
        return found

    def walk(self, root=None, hidden=False):
        """Every accessible object below root, in order, with its depth; without what is hidden, unless asked for."""
        stack = [(root or self.application, 0)]
        while stack:
            node, depth = stack.pop()
            try:
                if not hidden and depth and not self.has(node, 'VISIBLE'):
                    continue
                children = [node.getChildAtIndex(index) for index in range(node.childCount)]
            except Exception:  # pylint: disable=broad-except
                continue  # It went while we looked.
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(children) if child is not None)

    def dump(self):
        """The tree as text, for messages."""
        lines = []
        for node, depth in self.walk():
            try:
                lines.append('%s%s "%s"' % ('  ' * depth, node.getRoleName(), node.name))
            except Exception:  # pylint: disable=broad-except
                lines.append('  ' * depth + '(gone)')
        return '\n'.join(lines)

    def has(self, node, state):
        return node.getState().contains(getattr(self.bus, 'STATE_' + state))

    def find_all(self, name=None, role=None, root=None, hidden=False):
        """Objects whose name matches a regular expression, and whose role is one of those given (a|b)."""
        found = []
        roles = role.split('|') if role else None
        for node, _ in self.walk(root, hidden):
            try:
                if roles and node.getRoleName() not in roles:
                    continue
                if name is None or re.search(name, plain(node.name)):
                    found.append(node)
            except Exception:  # pylint: disable=broad-except
                continue
        return found

    def find(self, name=None, role=None, root=None, seconds=20):
        return wait(lambda: self.find_all(name, role, root), lambda: '%s "%s" in\n%s' % (role, name, self.dump()),
                    seconds)[0]

    def press(self, name, role='push button|toggle button|menu item|check box|radio button|button'):
        """Activates a control by its name, as a screen reader does."""
        node = self.find(name, role)
        try:
            actions = node.queryAction()
        except NotImplementedError:
            raise Failure('"%s" has no action' % node.name) from None
        actions.doAction(0)
        return node

    def texts(self, skip_article=False):
        """All that stands in the window to read: names of objects and contents of texts."""
        found = []
        for node, _ in self.walk():
            try:
                name, text = plain(node.name), ''
                if node.getRoleName() in ('text', 'entry') and not (skip_article and name == 'Article'):
                    contents = node.queryText()
                    text = contents.getText(0, min(contents.characterCount, 4000))
                found += [line for line in (name, text) if line and line not in found[-4:]]
            except Exception:  # pylint: disable=broad-except
                continue
        return '\n'.join(found)

    def wait_text(self, pattern, seconds=20):
        """Waits until the window says something."""
        def said():
            if not self.program.alive():
                raise Failure('the program ended with %d:\n%s' % (self.program.process.returncode, self.program.log))
            return re.search(pattern, self.texts(), re.I | re.S)
        return wait(said,
                    lambda: 'the window to say /%s/; it says:\n%s\n%s' % (
                        pattern, self.texts(skip_article=True)[:3000], self.program.log), seconds)

    # The article.

    def article_node(self):
        """The text view of the article: the text object with the most characters."""
        def look():
            best = None
            for node in self.find_all(role='text|document text|terminal'):
                try:
                    count = node.queryText().characterCount
                except NotImplementedError:
                    continue
                if node.name == 'Article' or re.match('article', node.name or '', re.I):
                    return node
                if best is None or count > best[0]:
                    best = (count, node)
            return best[1] if best else None
        return wait(look, lambda: 'the article in\n' + self.dump())

    def article_text(self):
        text = self.article_node().queryText()
        return text.getText(0, text.characterCount)

    def caret(self):
        return self.article_node().queryText().caretOffset

    def focus_article(self):
        """Goes to the article with Tab, as the bus cannot move the focus in GTK 4.8; with a click if that fails."""
        node = self.article_node()
        for _ in range(24):
            if self.has(node, 'FOCUSED'):
                return node
            self.keys('Tab')
            time.sleep(0.04)
        x, y, width, height = self.extents(node)
        self.click(x + width // 2, y + height // 2)
        wait(lambda: self.has(self.article_node(), 'FOCUSED'), 'the article to have the keyboard', 4)
        return node

    def extents(self, node):
        """Where an object stands on the screen."""
        box = node.queryComponent().getExtents(self.bus.WINDOW_COORDS)
        geometry = self.session.xdotool('getwindowgeometry', '--shell', self.focus()[-1])
        left, top = (int(re.search(r'^%s=(-?\d+)' % axis, geometry, re.M).group(1)) for axis in 'XY')
        return left + box.x, top + box.y, box.width, box.height

    def click(self, x, y, button='1'):
        self.session.xdotool('mousemove', str(x), str(y), 'click', button)

    def put_caret(self, offset):
        node = self.focus_article()
        node.queryText().setCaretOffset(offset)
        wait(lambda: node.queryText().caretOffset == offset, 'the caret at %d' % offset, 4)

    def select(self, start, end):
        """Selects by the keyboard: the caret at the start, then Shift with the arrow keys."""
        self.put_caret(start)
        text = self.article_text()[start:end]
        # In a line from right to left, the way on is to the left.
        directions = [unicodedata.bidirectional(character) for character in text]
        first = next((direction for direction in directions if direction in ('L', 'R', 'AL')), 'L')
        self.session.xdotool('keydown', 'shift')
        try:
            self.session.xdotool('key', '--delay', '4', '--repeat', str(len(text)), 'Right' if first == 'L' else 'Left')
        finally:
            self.session.xdotool('keyup', 'shift')
        wait(lambda: self.selection() == (start, end),
             lambda: 'the selection %s; it is %s' % ((start, end), self.selection()), 4)

    def select_text(self, words):
        """Selects the first place where words stand."""
        at = self.article_text().index(words)
        self.select(at, at + len(words))
        return at, at + len(words)

    def selection(self):
        text = self.article_node().queryText()
        return tuple(text.getSelection(0)) if text.getNSelections() else None

    # The hands.

    def keys(self, *keys):
        """Presses keys, named as xdotool names them."""
        for key in keys:
            self.session.xdotool('key', '--clearmodifiers', key)

    def type(self, text):
        self.session.xdotool('type', '--delay', '8', '--', text)

    def activate(self, action, parameter=''):
        """Activates an action of the first window, as a menu item does: activate('history')."""
        done = subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.sayso.Sayso',
                               '--object-path', '/io/github/sayso/Sayso/window/1',
                               '--method', 'org.gtk.Actions.Activate', action, '[%s]' % parameter, '{}'],
                              env=self.session.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise Failure('the action %s: %s' % (action, done.stdout.decode()))

    def windows(self):
        """Where the visible windows of the program stand, popovers aside: (x, y, width, height) each."""
        places = []
        for number in self.session.xdotool('search', '--all', '--onlyvisible', '--pid', str(self.program.process.pid),
                                           '--name', '.', check=False).split():
            shell = self.session.xdotool('getwindowgeometry', '--shell', number, check=False)
            found = {key: int(value) for key, value in re.findall(r'^(X|Y|WIDTH|HEIGHT)=(-?\d+)', shell, re.M)}
            if len(found) == 4:
                places.append((found['X'], found['Y'], found['WIDTH'], found['HEIGHT']))
        return places

    def screenshot(self, name):
        if ARTEFACTS:
            time.sleep(0.25)
            self.session.screenshot(os.path.join(ARTEFACTS, name + '.png'))

    # Ends.

    def close(self):
        """Closes the window as its user would, and waits for the program to end."""
        self.keys('ctrl+q')
        try:
            status = self.program.wait_exit(5)
        except Failure:
            # While the focus goes from one window to the next, a key is nobody's.
            self.keys('ctrl+q')
            status = self.program.wait_exit()
        if status != 0:
            raise Failure('the program ended with %d:\n%s' % (status, self.program.log))
        complaints = self.program.complaints()
        if complaints:
            raise Failure('the program complained:\n' + '\n'.join(complaints))


class Article:
    """An article of a test with its sidecar."""

    def __init__(self, session, text, name='article.txt', sidecar=None):
        self.path = session.path('articles-%d' % int(time.monotonic() * 1e6), name)
        self.sidecar_path = self.path + '.sayso.json'
        if text is not None:
            with open(self.path, 'wb') as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        if sidecar is not None:
            with open(self.sidecar_path, 'wb') as file:
                file.write(sidecar if isinstance(sidecar, bytes) else sidecar.encode())

    @classmethod
    def copy(cls, session, source):
        """A copy of an article, with its sidecar if it has one."""
        article = cls(session, None, os.path.basename(source))
        shutil.copy(source, article.path)
        if os.path.exists(source + '.sayso.json'):
            shutil.copy(source + '.sayso.json', article.sidecar_path)
        return article

    def sidecar(self):
        """The sidecar as it stands on the disk, held to the schema; None if there is none."""
        try:
            sidecar = schema.load(self.sidecar_path)
        except FileNotFoundError:
            return None
        wrong = list(schema.problems(sidecar, schema.load(os.path.join(DATA, 'sayso-sidecar.schema.json'))))
        if wrong:
            raise Failure('the sidecar does not follow its schema:\n' + '\n'.join(wrong[:10]))
        return sidecar

    def annotations(self, **wanted):
        """Annotations of the saved sidecar: annotations(type='claim', status='accepted')."""
        sidecar = self.sidecar() or {'annotations': []}
        return [record for record in sidecar['annotations']
                if all(record.get(key) == value for key, value in wanted.items())]

    def links(self):
        """(claim text, type, target text) of each link."""
        sidecar = self.sidecar() or {'annotations': [], 'links': []}
        by_id = {record['id']: record['exact'] for record in sidecar['annotations']}
        return sorted((by_id[link['from']], link['type'], by_id[link['to']]) for link in sidecar['links'])

    def wait_saved(self, condition, what, seconds=20):
        """Waits until the sidecar on the disk fulfils condition(article)."""
        return wait(lambda: self.sidecar() is not None and condition(self),
                    lambda: '%s; the sidecar has %s' % (what, [
                        (record['type'], record['exact'], record['status']) for record in self.annotations()]), seconds)


ARTEFACTS = None
PROGRAM = None
COMMAND = None
DATA = None


def run(tests, size=(1280, 800)):
    """Runs test functions, each with a fresh Session, and exits. Each takes (session)."""
    global ARTEFACTS, PROGRAM, COMMAND, DATA  # pylint: disable=global-statement
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True, help='sayso-window')
    parser.add_argument('--command', help='sayso')
    parser.add_argument('--data', required=True, help='the data folder of the sources')
    parser.add_argument('--artefacts', help='where screenshots go')
    parser.add_argument('--only', help='run the tests whose name has this')
    parser.add_argument('--tap', action='store_true')
    options = parser.parse_args()
    ARTEFACTS, PROGRAM, DATA = options.artefacts, options.program, options.data
    COMMAND = options.command if options.command and os.path.exists(options.command) else None
    if options.only:
        tests = [test for test in tests if options.only in test.__name__]

    group = os.path.splitext(os.path.basename(sys.argv[0]))[0].replace('test-', '')
    tap = Tap(test.__name__ for test in tests)
    reason = missing()
    if reason and os.environ.get('CI'):
        reason, tests = None, []
        tap.fail('/window/' + group, 'the window tests must run here: %s' % missing())
    session = None if reason or not tests else Session(size)
    try:
        for test in tests:
            name = '/window/%s/%s' % (group, test.__name__.replace('test_', '').replace('_', '-'))
            if reason:
                tap.skipped(name, reason)
                continue
            run_one(tap, name, test, session)
    finally:
        if session is not None:
            session.close()
    sys.exit(1 if tap.failed else 0)


OPEN = []


def open_window(session, *arguments, **options):
    """Starts the program; whatever a test leaves running is stopped behind it."""
    window = Window(session, PROGRAM, *arguments, **options)
    OPEN.append(window)
    return window


def run_one(tap, name, test, session):
    began = time.monotonic()
    try:
        test(session)
        tap.passed(name)
    except Skip as reason:
        tap.skipped(name, str(reason))
    except Exception as error:  # pylint: disable=broad-except
        message = str(error) if isinstance(error, Failure) else traceback.format_exc()
        where = traceback.extract_tb(error.__traceback__)
        lines = ['%s:%d' % (os.path.basename(frame.filename), frame.lineno) for frame in where]
        logs = [window.program.log for window in OPEN if window.program.log]
        tap.fail(name, '%s\nat %s after %.1f s\n%s' % (message, ' '.join(lines), time.monotonic() - began, '\n'.join(logs)))
        if ARTEFACTS:
            session.screenshot(os.path.join(ARTEFACTS, 'failed-' + name.strip('/').replace('/', '-') + '.png'))
    finally:
        while OPEN:
            OPEN.pop().program.stop()
