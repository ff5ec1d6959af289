"""The rules of the source tree, each a function that yields its violations.

A tree is a root folder and the files of the project in it, relative to the root. Nothing here depends on a
commit: what git tracks or would track is read as it stands.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess

TOP_LEVEL = {'src', 'ui', 'data', 'po', 'tests', 'meson.build', 'README.md', 'COPYING', 'CONTRIBUTING.md'}

# What each layer may include, beside itself.
CORE = ('text', 'model', 'sidecar', 'formats', 'extract', 'agreement')
LAYERS = {
    'text': (),
    'model': ('text',),
    'sidecar': ('text', 'model'),
    'formats': ('text', 'model'),
    'extract': ('text', 'model'),
    'agreement': ('text', 'model'),
    'commands': CORE,
    'view': CORE,
    'app': CORE + ('view',),
}
TOOLKIT = re.compile(r'^(gtk|gdk|gsk|adwaita|pango/pangocairo)')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
LONGEST = 800

# Written in pieces, so that this file does not break its own rule.
MACHINE = [re.compile(pattern) for pattern in (
    r'(?<![\w.<>])/' + r'work/', r'/' + r'farm/', r'/tmp/' + r'bash_jobs', r'/\.' + r'library\b',
    r'(?<![\w.])/' + r'home/(?!user\b|maria\b|\$)\w+', r'(?<![\w.])/' + r'root/',
    r'index' + r'-url', r'PIP_' + r'INDEX', r'GO' + r'PROXY', r'npm_config_' + r'registry', r'--' + r'registry\b',
    r'\b(?:10|172|192)\.(?:\d{1,3})\.\d{1,3}\.\d{1,3}:\d+',
)]

MARKUP_CALL = re.compile(r'\b(\w*set_(?:\w+_)?markup)\s*\(')
GETTEXT_CALL = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*"')


class Tree:
    """The files of a project, with their text read once."""

    def __init__(self, root):
        self.root = root
        self.paths = sorted(self._list())
        self._texts = {}

    def _list(self):
        if os.path.isdir(os.path.join(self.root, '.git')) and shutil.which('git'):
            out = subprocess.run(
                ['git', '-c', 'safe.directory=*', '-C', self.root, 'ls-files', '-z', '-co', '--exclude-standard'],
                stdout=subprocess.PIPE, check=True).stdout.decode()
            # A deleted file is still listed until it is committed.
            return {path for path in out.split('\0') if path and os.path.isfile(os.path.join(self.root, path))}
        found = set()
        for folder, folders, files in os.walk(self.root):
            relative = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if name not in ('.git', '__pycache__')
                          and not (relative == '.' and re.match(r'_?build', name))]
            found.update(os.path.normpath(os.path.join(relative, name)) for name in files)
        return found

    def text(self, path):
        """The text of a file, or None for a binary one."""
        if path not in self._texts:
            with open(os.path.join(self.root, path), 'rb') as file:
                data = file.read()
            try:
                self._texts[path] = None if b'\0' in data else data.decode()
            except UnicodeDecodeError:
                self._texts[path] = None
        return self._texts[path]

    def matching(self, pattern):
        return [path for path in self.paths if re.search(pattern, path)]

    def sources(self):
        """C sources and headers."""
        return self.matching(r'^(src|tests)/.*\.[ch]$')


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def strip_comments(text):
    """C without its comments, each newline kept in place."""
    def blank(match):
        return match.group(0) if match.group(0)[0] in '"\'' else re.sub(r'[^\n]', ' ', match.group(0))
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', blank, text, flags=re.S)


def layout(tree):
    """Only the agreed names stand at the top level."""
    for name in sorted({path.split('/')[0] for path in tree.paths}):
        if name not in TOP_LEVEL and not name.startswith('.'):
            yield '%s: does not belong at the top level' % name
    for path in tree.matching(r'^src/'):
        parts = path.split('/')
        if len(parts) > 2 and parts[1] not in LAYERS:
            yield '%s: %s is no layer' % (path, parts[1])


def layers(tree):
    """A file includes its own or lower layers, by a path that starts at the layer."""
    for path in tree.matching(r'^src/[^/]+/.*\.[ch]$'):
        layer = path.split('/')[1]
        allowed = (layer,) + LAYERS.get(layer, ())
        text = strip_comments(tree.text(path) or '')
        for match in INCLUDE.finditer(text):
            where = '%s:%d' % (path, line_of(text, match.start()))
            quoted, name = match.group(1) == '"', match.group(2)
            if not quoted:
                if name.split('/')[0] in LAYERS and '/' in name and os.path.exists(
                        os.path.join(tree.root, 'src', name)):
                    yield '%s: %s is ours, include it in quotation marks' % (where, name)
                continue
            if name == 'config.h' or name.endswith('-resources.h'):
                continue
            if '/' not in name:
                yield '%s: write the layer of %s' % (where, name)
            elif name.split('/')[0] not in allowed:
                yield '%s: %s must not include %s' % (where, layer, name)
            elif not os.path.exists(os.path.join(tree.root, 'src', name)):
                yield '%s: %s does not exist' % (where, name)


def toolkit(tree):
    """No toolkit below the view."""
    for path in tree.matching(r'^src/(%s|commands)/.*\.[ch]$' % '|'.join(CORE)):
        text = strip_comments(tree.text(path) or '')
        for match in INCLUDE.finditer(text):
            if TOOLKIT.match(match.group(2)):
                yield '%s:%d: includes %s below the view' % (path, line_of(text, match.start()), match.group(2))


def licence(tree):
    """Each source file names its licence in its head; C files say what they are for."""
    for path in tree.paths:
        text = tree.text(path)
        source = re.search(r'\.(c|h|py|sh|css|ui|in|bash|fish)$', path) or path.endswith('meson.build')
        source = source or (text or '').startswith('#!')
        if not source or not text or path == 'po/POTFILES.in' or path.startswith('tests/data/'):
            continue
        head = '\n'.join(text.splitlines()[:60])
        if not re.search(r'SPDX-License-Identifier: GPL-3\.0-or-later|<project_license>GPL-3\.0-or-later<', head):
            yield '%s: no SPDX-License-Identifier in its head' % path
        elif re.search(r'\.[ch]$', path):
            comment = re.match(r'/\*(.*?)\*/', text, re.S)
            words = re.sub(r'SPDX-License-Identifier:.*', '', comment.group(1)) if comment else ''
            if len(re.findall(r'\w+', words)) < 2:
                yield '%s: the first comment does not say what the file is for' % path


def formatting(tree):
    """Exactly as clang-format-14 writes it."""
    tool = shutil.which('clang-format-14')
    if tool is None:
        raise FileNotFoundError('clang-format-14 is not installed')
    paths = tree.sources()
    if not paths:
        return
    run = subprocess.run([tool, '--style=file', '--dry-run'] + paths, cwd=tree.root,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = run.stdout.decode()
    wrong = sorted({match.group(1) for match in re.finditer(r'^([^\s:]+):\d+:\d+: (?:warning|error)', output, re.M)})
    for path in wrong:
        yield '%s: run clang-format-14 -i on it' % path
    if run.returncode != 0 and not wrong:
        yield 'clang-format-14 failed: %s' % output.strip()[:500]


def length(tree):
    """Files are split before they get long."""
    for path in tree.matching(r'^(src|tests|ui|\.ci)/.*\.(c|h|py|ui|css|sh)$'):
        lines = (tree.text(path) or '').count('\n')
        if lines > LONGEST:
            yield '%s: %d lines, split it by concern (%d at most)' % (path, lines, LONGEST)


def machine(tree):
    """No path or host of a developer's machine."""
    for path in tree.paths:
        text = tree.text(path)
        if text is None or path == 'COPYING':
            continue
        for pattern in MACHINE:
            for match in pattern.finditer(text):
                yield '%s:%d: names a machine: %s' % (path, line_of(text, match.start()), match.group(0))


def whitespace(tree):
    """No trailing blanks, no tabs in code, one newline at the end."""
    for path in tree.matching(r'\.(c|h|py|ui|css|md)$|meson\.build$|\.in$'):
        text = tree.text(path)
        if not text or path.startswith('tests/data/'):
            continue
        if not text.endswith('\n') or text.endswith('\n\n'):
            yield '%s: does not end in one newline' % path
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip(' \t\r'):
                yield '%s:%d: trailing white space' % (path, number)
            if '\t' in line and re.search(r'\.(c|h|py|css)$', path):
                yield '%s:%d: a tab' % (path, number)


def markup(tree):
    """Markup is only ever a literal: text from a file must not be read as markup."""
    for path in tree.matching(r'^src/.*\.c$'):
        text = strip_comments(tree.text(path) or '')
        for match in MARKUP_CALL.finditer(text):
            depth, start, arguments = 0, match.end() - 1, []
            last = start + 1
            for at in range(start, len(text)):
                if text[at] == '(':
                    depth += 1
                elif text[at] == ')':
                    depth -= 1
                if (text[at] == ',' and depth == 1) or depth == 0:
                    arguments.append(text[last:at].strip())
                    last = at + 1
                if depth == 0:
                    break
            value = arguments[-1] if arguments else ''
            if not re.match(r'^(_\s*\(\s*)?"[^"%]*"\s*\)?$|^NULL$|^(FALSE|TRUE)$', value):
                yield '%s:%d: %s with data: use a text property' % (
                    path, line_of(text, match.start()), match.group(1))


def headers(tree):
    """Public headers of the core library say what they offer."""
    for path in tree.matching(r'^src/(%s)/.*\.h$' % '|'.join(CORE)):
        if path.endswith('-private.h'):
            continue
        text = tree.text(path) or ''
        head = re.match(r'/\*(.*?)\*/', text, re.S)
        if not head or len(re.findall(r'\w+', head.group(1).split('SPDX')[0])) < 3:
            yield '%s: the head does not say what the header is about' % path
        body = text[head.end():] if head else text
        functions = len(re.findall(r'^\w[\w *]*\b\**sayso_\w+ \(', body, re.M))
        words = len(re.findall(r'\w+', ' '.join(re.findall(r'/\*.*?\*/', body, re.S))))
        words += len(re.findall(r'\w+', head.group(1))) if head else 0
        if functions and words < 6 * functions:
            yield '%s: %d functions, %d words about them' % (path, functions, words)


# What every type has, and its name alone tells.
PLAIN = re.compile(r'_(get_type|free|clear|ref|unref|quark)$')


def comments(tree):
    """Each public function of the core library stands under a comment: its own, or that of its paragraph."""
    for path in tree.matching(r'^src/(%s)/.*\.h$' % '|'.join(CORE)):
        if path.endswith('-private.h'):
            continue
        text = tree.text(path) or ''
        head = re.match(r'/\*.*?\*/', text, re.S)
        start = head.end() if head else 0
        for paragraph in re.finditer(r'(?:(?!\n[ \t]*\n).)+', text[start:], re.S):
            for match in re.finditer(r'^\w[\w \t*]*?\b\**(sayso_\w+) \(', paragraph.group(0), re.M):
                if PLAIN.search(match.group(1)) or match.group(0).startswith('static'):
                    continue
                if '/*' not in paragraph.group(0)[:match.start()]:
                    where = start + paragraph.start() + match.start()
                    yield '%s:%d: nothing is said about %s' % (path, line_of(text, where), match.group(1))
                break


def is_translatable(tree, path):
    text = tree.text(path) or ''
    if path.endswith('.c') and path.startswith('src/'):
        return bool(GETTEXT_CALL.search(strip_comments(text)))
    if path.endswith('.ui'):
        return bool(re.search(r'translatable="(yes|true)"', text))
    return bool(re.search(r'^data/.*\.(desktop|metainfo\.xml|mime\.xml|gschema\.xml)(\.in)?(\.in)?$', path))


def translations(tree):
    """po/POTFILES.in lists what holds translatable strings, and nothing else."""
    listed = [line.strip() for line in (tree.text('po/POTFILES.in') or '').splitlines()
              if line.strip() and not line.startswith('#')] if 'po/POTFILES.in' in tree.paths else []
    wanted = {path for path in tree.paths if is_translatable(tree, path)}
    for path in sorted(wanted - set(listed)):
        yield '%s: has translatable strings, add it to po/POTFILES.in (tests/style/test-style.py --fix)' % path
    for path in sorted(set(listed) - wanted):
        yield '%s: stands in po/POTFILES.in and has no translatable strings' % path
    if listed != sorted(set(listed)):
        yield 'po/POTFILES.in: is not sorted'


def built(tree):
    """Each source is named in the meson.build of its own folder."""
    for path in tree.matching(r'^(src|tests)/.*\.c$'):
        folder, name = os.path.split(path)
        meson = tree.text(folder + '/meson.build') if folder + '/meson.build' in tree.paths else ''
        stem = re.sub(r'^(test|bench|fuzz)-', '', name[:-2])
        if not re.search(r"'(?:%s|%s)'" % (re.escape(name), re.escape(stem)), meson or ''):
            yield '%s: is not named in %s/meson.build' % (path, folder)
    for path in tree.matching(r'^tests/[^/]+/test-.*\.py$'):
        folder, name = os.path.split(path)
        meson = tree.text(folder + '/meson.build') if folder + '/meson.build' in tree.paths else ''
        stem = re.sub(r'^test-|\.py$', '', name)
        if not re.search(r"'(?:%s|%s)'" % (re.escape(name), re.escape(stem)), meson or ''):
            yield '%s: is not named in %s/meson.build' % (path, folder)


RULES = (layout, layers, toolkit, licence, formatting, length, machine, whitespace, markup, headers,
         comments, translations, built)
