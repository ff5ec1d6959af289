#!/usr/bin/env python3
"""Holds the source tree to its rules, and the rules to planted violations.

test-style.py ROOT        checks and prints TAP
test-style.py --fix ROOT  rewrites po/POTFILES.in

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sys
import tempfile

import rules

HEAD = '/* A planted file for the test.\n *\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n'

# For each rule: the file to plant, its text, and what the message must name.
PLANTED = (
    ('layout', 'notes.txt', 'x\n', 'notes.txt'),
    ('layout', 'src/misc/a.h', HEAD, 'misc is no layer'),
    ('layers', 'src/text/a.c', HEAD + '#include "model/sayso-item.h"\n', 'text must not include'),
    ('layers', 'src/formats/a.c', HEAD + '#include "sidecar/sayso-store.h"\n', 'formats must not include'),
    ('layers', 'src/commands/a.c', HEAD + '#  include "view/b.h"\n', 'commands must not include'),
    ('layers', 'src/view/a.c', HEAD + '#include "app/b.h"\n', 'view must not include'),
    ('layers', 'src/app/a.c', HEAD + '#include "commands/b.h"\n', 'app must not include'),
    ('layers', 'src/text/a.c', HEAD + '#include "b.h"\n', 'write the layer'),
    ('layers', 'src/text/a.c', HEAD + '#include "text/none.h"\n', 'does not exist'),
    ('toolkit', 'src/model/a.h', HEAD + '#include <gtk/gtk.h>\n', 'below the view'),
    ('toolkit', 'src/commands/a.c', HEAD + '# include <gdk/gdk.h>\n', 'below the view'),
    ('licence', 'src/text/a.c', '/* Spans. */\n', 'no SPDX'),
    ('licence', 'src/text/a.c', '/* SPDX-License-Identifier: GPL-3.0-or-later */\n', 'what the file is for'),
    ('licence', '.ci/tool', '#!/bin/sh\n', 'no SPDX'),
    ('licence', 'ui/a.ui', '<interface/>\n', 'no SPDX'),
    ('formatting', 'src/text/a.c', HEAD + 'int  x ;\n', 'src/text/a.c'),
    ('length', 'src/text/a.c', HEAD + '\n' * 900, 'split it'),
    ('length', 'tests/window/a.py', '#\n' * 801, 'split it'),
    ('machine', 'data/a.md', 'See /' + 'work/thing.\n', 'names a machine'),
    ('machine', '.ci/a', 'pip --index' + '-url=x\n', 'names a machine'),
    ('whitespace', 'src/text/a.c', HEAD + 'int x; \n', 'trailing'),
    ('whitespace', 'src/text/a.c', HEAD + '\tint x;\n', 'a tab'),
    ('whitespace', 'data/a.md', 'x', 'one newline'),
    ('markup', 'src/view/a.c', HEAD + 'f () { gtk_label_set_markup (l, name (x, y)); }\n', 'with data'),
    ('markup', 'src/view/a.c', HEAD + 'f () { gtk_widget_set_tooltip_markup (l, "<b>%s"); }\n', 'with data'),
    ('headers', 'src/text/a.h', HEAD.replace('A planted file for the test', 'Two words'), 'what the header is about'),
    ('headers', 'src/text/a.h', HEAD + ''.join('void sayso_f%d (void);\n' % n for n in range(9)), '9 functions'),
    ('comments', 'src/text/a.h', HEAD + '\n/* One. */\nint sayso_one (void);\n\nint sayso_two (int a,\n               int b);\n', 'sayso_two'),
    ('translations', 'src/app/a.c', HEAD + 'f () { g (_ ("Open")); }\n', 'add it'),
    ('translations', 'ui/a.ui', '<property translatable="yes">Open</property>\n', 'add it'),
    ('translations', 'po/POTFILES.in', 'src/app/gone.c\n', 'no translatable'),
    ('built', 'src/text/a.c', HEAD, 'not named'),
    ('built', 'tests/text/test-a.c', HEAD, 'not named'),
)

# What looks like a violation and is none.
INNOCENT = (
    ('layers', 'src/text/a.c', HEAD + '#include "config.h"\n/* #include "model/a.h" */\n#include <glib.h>\n'),
    ('toolkit', 'src/view/a.c', HEAD + '#include <gtk/gtk.h>\n'),
    ('markup', 'src/view/a.c', HEAD + 'f () { gtk_label_set_markup (l, _ ("<b>Sayso</b>")); }\n'),
    ('machine', 'data/a.md', 'https://example.org/network/a\n'),
    ('comments', 'src/text/a.h', HEAD + '\n/* Both. */\nint sayso_one (void);\nint sayso_two (void);\n\nvoid sayso_x_free (int *x);\n'),
    ('translations', 'src/app/a.c', HEAD + '/* _ ("Open") */\n'),
    ('formatting', 'src/text/a.c', HEAD + 'int x;\n'),
    ('built', 'tests/text/meson.build', "test('a')\n"),
)


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def report(self, name, problems=(), skip=None):
        self.count += 1
        problems = list(problems)
        self.failed += bool(problems)
        print('%s %d - %s%s' % ('not ok' if problems else 'ok', self.count, name, ' # SKIP ' + skip if skip else ''))
        for problem in problems[:60]:
            print('# ' + problem)


def run_rule(rule, tree):
    """The violations, and why the rule could not be tried, if so."""
    try:
        return list(rule(tree)), None
    except FileNotFoundError as error:
        # A machine without the tool may still run the other tests; the continuous integration may not.
        return ([str(error)], None) if os.environ.get('CI') else ([], str(error))


def plant(root, path, text):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(root, '.clang-format'), os.path.join(folder, '.clang-format'))
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w', encoding='utf-8') as file:
            file.write(text)
        yield rules.Tree(folder)


def fix(root):
    tree = rules.Tree(root)
    wanted = sorted(path for path in tree.paths if rules.is_translatable(tree, path))
    with open(os.path.join(root, 'po/POTFILES.in'), 'w', encoding='utf-8') as file:
        file.write('# Files with translatable strings, sorted; written by tests/style/test-style.py --fix.\n')
        file.writelines(path + '\n' for path in wanted)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument not in ('--tap', '--fix')]
    root = os.path.abspath(arguments[0] if arguments else os.path.join(os.path.dirname(__file__), '../..'))
    if '--fix' in sys.argv:
        fix(root)
        return 0

    tap = Tap()
    tree = rules.Tree(root)
    for rule in rules.RULES:
        problems, skip = run_rule(rule, tree)
        tap.report('/style/tree/' + rule.__name__, problems, skip)

    by_name = {rule.__name__: rule for rule in rules.RULES}
    for number, (name, path, text, expected) in enumerate(PLANTED, 1):
        for planted in plant(root, path, text):
            found, skip = run_rule(by_name[name], planted)
        seen = skip or any(expected in problem for problem in found)
        tap.report('/style/planted/%s/%d' % (name, number),
                   [] if seen else ['%s in %s was not found; found: %s' % (expected, path, found)], skip)
    for number, (name, path, text) in enumerate(INNOCENT, 1):
        for planted in plant(root, path, text):
            found, skip = run_rule(by_name[name], planted)
        tap.report('/style/innocent/%s/%d' % (name, number), found, skip)
    untested = set(by_name) - {name for name, *_ in PLANTED}
    tap.report('/style/every-rule-is-tested', ['%s: no planted violation' % name for name in sorted(untested)])
    print('1..%d' % tap.count)
    return 1 if tap.failed else 0


sys.exit(main())
