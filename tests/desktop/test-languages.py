#!/usr/bin/env python3
"""Each translation is complete, well-formed and spoken by the command: test-languages.py SOURCE-ROOT BUILD-ROOT [SAYSO].

SPDX-License-Identifier: GPL-3.0-or-later
"""
import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
import catalogue  # noqa: E402 pylint: disable=wrong-import-position

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
SAYSO = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
PLURALS = {
    'de': 'nplurals=2; plural=(n != 1);',
    'es': 'nplurals=2; plural=(n != 1);',
    'fa': 'nplurals=2; plural=(n > 1);',
    'fr': 'nplurals=2; plural=(n > 1);',
}


def po(language):
    return os.path.join(SOURCE, 'po', language + '.po')


def run(*command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=60, **options)
    return done.returncode, done.stdout.decode(errors='replace').strip()


def well_formed(language, _):
    """Placeholders, accelerators, line ends, header; nothing fuzzy."""
    status, output = run('msgfmt', '--check', '--check-accelerators=_', '--statistics', '-o', os.devnull, po(language),
                         env=dict(os.environ, LC_ALL='C', LANGUAGE=''))
    if status != 0 or 'fuzzy' in output or 'untranslated' in output:
        yield output
    with open(po(language), encoding='utf-8') as file:
        header = re.search(r'"Plural-Forms: (.*)\\n"', file.read())
    if header is None or PLURALS.get(language, header.group(1)) != header.group(1):
        yield 'the plural forms are %s' % (header.group(1) if header else 'missing')


def complete(language, template):
    """Every message of the sources is translated."""
    translated = {(message.get('msgctxt'), message['msgid']): message for message in catalogue.messages(po(language))}
    for message in catalogue.messages(template):
        there = translated.get((message.get('msgctxt'), message['msgid']))
        if not message['msgid']:
            continue
        if there is None or not all(value for key, value in there.items() if key.startswith('msgstr')):
            yield '“%s” is not translated' % message['msgid']
        elif 'msgid_plural' in message and there.get('msgid_plural') != message['msgid_plural']:
            yield '“%s” has another plural' % message['msgid']


def spoken(language, template):
    """The command speaks it from its build folder, but not to programs."""
    if SAYSO is None:
        return
    with open(os.path.join(BUILD, 'po', language, 'LC_MESSAGES', 'sayso.mo'), 'rb') as file:
        wanted = gettext.GNUTranslations(file).gettext('Count claims, kinds, speakers and sources')
    environment = dict(catalogue.locale_named(os.path.dirname(template), 'en_GB.UTF-8') or {'LC_ALL': 'C.UTF-8'}, LANGUAGE=language)
    output = run(SAYSO, '--help', env=environment)[1]
    if wanted not in output or 'Count claims' in output:
        yield '--help says: ' + output
    bad = subprocess.run([SAYSO, 'extract', '--stream'], input=b'{"id": 1,\n{"id": 2}\n', stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, env=environment, check=False).stdout
    plain = subprocess.run([SAYSO, 'extract', '--stream'], input=b'{"id": 1,\n{"id": 2}\n', stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, env={'LC_ALL': 'C.UTF-8'}, check=False).stdout
    if bad != plain or b'error' not in plain:
        yield 'an answer of --stream depends on the language: %r' % bad


def main():
    for tool in ('xgettext', 'msgfmt'):
        if shutil.which(tool) is None:
            print('1..0 # SKIP %s is not installed' % tool)
            return 0
    count, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'sayso.pot')
        catalogue.template(SOURCE, BUILD, template)
        for language in catalogue.languages(SOURCE):
            for check in (well_formed, complete, spoken):
                problems = list(check(language, template))
                count, failed = count + 1, failed + bool(problems)
                print('%s %d - /languages/%s/%s' % ('not ok' if problems else 'ok', count, language, check.__name__.replace('_', '-')))
                for problem in problems:
                    print('# ' + problem.replace('\n', '\n# '))
    print('1..%d' % count)
    return 1 if failed else 0


sys.exit(main())
