"""A desktop of its own for a test: X server, window manager, buses, home folder; and the program in it.

Everything is private to the process: Xvfb picks a free display, the session bus and the accessibility bus lie in the
temporary runtime folder. Tests may run side by side.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PYTHON = '/usr/bin/python3'
TOOLS = ('Xvfb', 'openbox', 'xdotool', 'dbus-daemon')

# Around the program alone, such as valgrind, in which it is that much slower.
WRAP = tuple(os.environ.get('SAYSO_WRAP', '').split())
PATIENCE = 30 if WRAP else 1


class Failure(AssertionError):
    """A test did not see what it waited for."""


class Skip(Exception):
    """A test cannot run here, and says why."""


def missing():
    """What keeps window tests from running here, or None."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        return '%s not installed' % ', '.join(absent)
    # Only looked for: it reads its environment when it is first imported, which the session sets.
    if importlib.util.find_spec('pyatspi') is None:
        return 'python3-pyatspi is not installed'
    return None


def wait(condition, what, seconds=10.0):
    """Waits until condition() gives something true, and returns it."""
    end = time.monotonic() + seconds * PATIENCE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Failure('waited %g s in vain for %s' % (seconds, what() if callable(what) else what))
        time.sleep(0.03)


class Session:
    """An X server with a window manager and a session bus."""

    def __init__(self, size=(1280, 800)):
        self.size = size
        self.folder = tempfile.mkdtemp(prefix='sayso-window-')
        self.children = []
        self.environment = self._environment()
        self._start_display()
        self._start_bus()
        self._start('openbox', '--sm-disable')
        if shutil.which('picom'):
            # Without a compositor, popovers have black corners in the screenshots.
            self._start('picom', '--backend', 'xrender', '--config', os.devnull)
        wait(lambda: self.xdotool('search', '--onlyvisible', '--class', '.*', check=False) is not None, 'the display')
        # Out of the way: a pointer that rests on a list chooses rows of it.
        self.xdotool('mousemove', '0', str(self.size[1] - 1))
        # For the accessibility library in this process, whose own warnings are no matter of the program.
        os.environ.update({name: value for name, value in self.environment.items() if name != 'G_DEBUG'})
        os.environ.pop('G_DEBUG', None)

    def _environment(self):
        environment = {name: os.environ[name] for name in os.environ if name in ('PATH', 'LC_ALL', 'GSETTINGS_SCHEMA_DIR', 'SAYSO_SHARED', 'G_SLICE', 'GDK_DEBUG')
                       or name.startswith(('ASAN_', 'LSAN_', 'UBSAN_'))}
        environment.setdefault('LC_ALL', 'C.UTF-8')
        for name, folder in (('HOME', 'home'), ('XDG_CONFIG_HOME', 'config'), ('XDG_DATA_HOME', 'data'),
                             ('XDG_STATE_HOME', 'state'), ('XDG_CACHE_HOME', 'cache'), ('XDG_RUNTIME_DIR', 'run')):
            environment[name] = os.path.join(self.folder, folder)
            os.mkdir(environment[name], 0o700)
        environment.update({
            'GTK_A11Y': 'atspi', 'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11', 'GIO_USE_VFS': 'local',
            'GSETTINGS_BACKEND': 'keyfile', 'G_ENABLE_DIAGNOSTIC': '1', 'G_DEBUG': 'gc-friendly,fatal-criticals',
            'NO_AT_BRIDGE': '0', 'XDG_DATA_DIRS': '/usr/local/share:/usr/share', 'GTK_USE_PORTAL': '0',
            'XDG_CURRENT_DESKTOP': '',
        })
        return environment

    def _start(self, *command, **options):
        log = open(os.path.join(self.folder, os.path.basename(command[0]) + '.log'), 'wb')
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                                 stdout=options.pop('stdout', log), stderr=log, **options)
        log.close()
        self.children.append(child)
        return child

    def _start_display(self):
        reading, writing = os.pipe()
        self._start('Xvfb', '-displayfd', str(writing), '-screen', '0', '%dx%dx24' % self.size, '-nolisten', 'tcp',
                    '-noreset', pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure('Xvfb did not start')
        self.environment['DISPLAY'] = ':' + number

    def _start_bus(self):
        bus = self._start('dbus-daemon', '--session', '--nofork', '--print-address', stdout=subprocess.PIPE)
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().decode().strip()

    def xdotool(self, *arguments, check=True):
        done = subprocess.run(('xdotool',) + arguments, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        if check and done.returncode != 0:
            raise Failure('xdotool %s: %s' % (' '.join(arguments), done.stderr.decode().strip()))
        return done.stdout.decode().strip()

    def screenshot(self, path):
        """What stands on the screen, as a PNG; nothing where ImageMagick is not there."""
        if shutil.which('import') is None:
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run(('import', '-window', 'root', '-depth', '8', path), env=self.environment, check=False,
                       stderr=subprocess.DEVNULL)

    def path(self, *parts):
        """A path in the folder of this session; its parents exist."""
        path = os.path.join(self.folder, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def settings(self, **values):
        """Sets GSettings values before the program starts: settings(color_scheme="'dark'")."""
        folder = os.path.join(self.environment['XDG_CONFIG_HOME'], 'glib-2.0', 'settings')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'keyfile'), 'w', encoding='utf-8') as file:
            file.write('[io/github/sayso/Sayso]\n')
            file.writelines('%s=%s\n' % (name.replace('_', '-'), value) for name, value in values.items())

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
        for child in reversed(self.children):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        # The accessibility bus is started by the session bus and ends with it.
        subprocess.run(('chmod', '-R', 'u+rwX', self.folder), check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    """A running sayso-window."""

    # Warnings of the toolkit that a bare X server brings about.
    HARMLESS = re.compile(r'Unable to acquire session bus|portal|AT-SPI|dconf|Vulkan|libEGL|MESA|gtk-icon-theme|'
                          r'Failed to load module|org\.freedesktop\.Notifications|IBus|Fontconfig')

    def __init__(self, session, program, *arguments, environment=None):
        self.session = session
        self.log_path = session.path('program-%d.log' % int(time.time() * 1000))
        with open(self.log_path, 'wb') as log:
            self.process = subprocess.Popen(WRAP + (program,) + arguments, env=dict(session.environment, **(environment or {})),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        self.started = time.monotonic()

    @property
    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as file:
            return file.read()

    def alive(self):
        return self.process.poll() is None

    def complaints(self):
        """Warnings that the program itself gave rise to."""
        return [line for line in self.log.splitlines()
                if re.search(r'WARNING|CRITICAL|ERROR|Sanitizer|runtime error:', line) and not self.HARMLESS.search(line)]

    def kill(self):
        """As a crash would end it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_exit(self, seconds=10):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure('the program did not end within %d s' % seconds) from None

    def stop(self):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Tap:
    """Prints results as TAP."""

    def __init__(self, names):
        self.names = list(names)
        self.number = 0
        self.failed = 0
        print('1..%d' % len(self.names), flush=True)

    def _line(self, outcome, name, directive=''):
        self.number += 1
        print('%s %d - %s%s' % (outcome, self.number, name, directive), flush=True)

    def passed(self, name):
        self._line('ok', name)

    def skipped(self, name, reason):
        self._line('ok', name, ' # SKIP ' + reason)

    def fail(self, name, message):
        self.failed += 1
        self._line('not ok', name)
        for line in message.splitlines():
            print('# ' + line, flush=True)
            print(line, file=sys.stderr)
