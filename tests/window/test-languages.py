#!/usr/bin/env python3
"""The window in other languages: all of it is translated, and longer text fits.

A pseudo language, whose text has accents, stands in brackets and is 40 percent longer, finds what is not
translatable (text without brackets, which is not the article's) and what does not fit. Needs no locale of the system.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import gettext
import os
import re
import shutil
import subprocess
import sys

import window

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
import catalogue  # noqa: E402 pylint: disable=wrong-import-position

ARTICLE = 'lantern-bridge.txt'
# What GTK says, in its own catalogue.
OF_GTK = re.compile('|'.join((
    r'(?:Close|Minimi[sz]e|Maximi[sz]e|Restore)(?: the window)?', r'\(None\)', r'About(?: \S+)?(?: \S+)?', 'Credits', 'License', 'System',
    r'This program comes with absolutely no warranty\..*', 'Sayso', r'io\.github\.sayso\.Sayso')), re.S)
# Names of keys come from GTK, too; versions, addresses and initials are no language.
NO_LANGUAGE = re.compile(r'\b(?:Ctrl|Shift|Alt|Super|Left|Right|Up|Down|Tab|Delete|Return|Enter|Escape|Back[Ss]pace|Space|'
                         r'Page (?:Up|Down)|Home|End|F\d+|[A-Z]{2}|\w|https?://\S+)\b')
# What has no name of its own is named after its class.
CLASS = re.compile(r'(?:Gtk|Sayso)[A-Z]\w+')
# What is done to the article's window before it is read again; and what opens a window of its own.
SITUATIONS = (('next', 'search', 'search-claims'), ('link-speaker',), ('review',), ('extract',))
WINDOWS = ('export', 'import', 'identities', 'history', 'statistics', 'preferences', 'shortcuts', 'help', 'about')


def option(name):
    at = sys.argv.index(name)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


BUILD, SHOW = option('--build'), option('--show')
SOURCE = os.path.dirname(os.path.abspath(option('--source') + '/x'))


def pseudo(session):
    """The environment of a program that speaks the pseudo language."""
    folder = session.path('locale', '')
    path = os.path.join(folder, 'qps', 'LC_MESSAGES', 'sayso.mo')
    if not os.path.exists(path):
        if shutil.which('xgettext') is None:
            raise window.Skip('xgettext is not installed')
        template = session.path('sayso.pot')
        catalogue.template(SOURCE, BUILD, template)
        catalogue.write_pseudo(template, path)
    return dict(locale_named(session, 'en_GB.UTF-8'), LANGUAGE='qps', SAYSO_LOCALEDIR=folder)


def activate(session, action):
    """Does what a menu item does; the window offers its actions on the session bus."""
    group = '/io/github/sayso/Sayso' + ('' if action == 'about' else '/window/1')
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.sayso.Sayso', '--object-path', group,
                    '--method', 'org.gtk.Actions.Activate', action, '[]', '{}'],
                   env=session.environment, check=True, stdout=subprocess.DEVNULL)


def known_words(article):
    """All words that the article and what is annotated in it bring into the window."""
    with open(article.path, encoding='utf-8') as file:
        text = file.read()
    with open(article.sidecar_path, encoding='utf-8') as file:
        text += file.read()
    return set(re.findall(r'\w+', text + article.path)) | set(re.findall(r'\w+', os.path.basename(article.path)))


def bare(text, known):
    """What of a text stands outside of brackets and is no data."""
    was = None
    while was != text:
        was, text = text, re.sub('%s[^%s%s]*%s' % (catalogue.OPENING, catalogue.OPENING, catalogue.CLOSING, catalogue.CLOSING), ' ', text)
    text = NO_LANGUAGE.sub(' ', text)
    # What is long may be cut off in the middle of a word.
    text = re.sub(r'(?<=.{40})(\w+)…$', lambda cut: ' ' if any(word.startswith(cut.group(1)) for word in known) else cut.group(), text)
    words = [word for word in re.findall(r'[^\W\d_]{2,}', text) if word not in known]
    return text.strip() if words else None


def texts_of(shown, root):
    """(role, text) of all that can be read."""
    for node, _ in shown.walk(root):
        try:
            role = node.getRoleName()
            found = [node.name, node.description]
            if role in ('text', 'entry') and found[0] != catalogue.pseudo('Article'):
                contents = node.queryText()
                found.append(contents.getText(0, min(contents.characterCount, 3000)))
        except Exception:  # pylint: disable=broad-except
            continue
        for text in found:
            if text:
                yield role, text


def untranslated(shown, known, root=None):
    found = set(texts_of(shown, root))
    if not any(catalogue.OPENING in text for _, text in found):
        return ['no text of the program was found']
    return sorted('%s "%s"' % (role, text[:100]) for role, text in found if not OF_GTK.fullmatch(text) and not CLASS.fullmatch(text) and bare(text, known) is not None)


def other_window(shown):
    """The window that is not the article's."""
    return next((child for child in shown.application if child is not None and ARTICLE not in child.name), None)


def manual_words():
    """The manual is written in English alone."""
    words = set()
    for folder, _, names in os.walk(os.path.join(SOURCE, 'data', 'manual')):
        for name in names:
            if name.endswith('.md'):
                with open(os.path.join(folder, name), encoding='utf-8') as file:
                    words |= set(re.findall(r'\w+', file.read()))
    return words


def test_untranslated(session):
    session.settings(tour_seen='true')
    environment = pseudo(session)
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', ARTICLE))
    known = known_words(article)
    problems = []
    shown = window.open_window(session, environment=environment)
    shown.wait_text(catalogue.pseudo('Paste Text'))
    problems += ['nothing open: ' + text for text in untranslated(shown, known)]
    shown.close()
    shown = window.open_window(session, article.path, environment=environment)
    shown.wait_text('Renwick')
    for actions in SITUATIONS:
        for action in actions:
            activate(session, action)
        window.time.sleep(0.7)
        problems += ['%s: %s' % (actions[-1], text) for text in untranslated(shown, known)]
        shown.screenshot('pseudo-' + actions[-1])
        shown.keys('Escape', 'Escape')
    for action in WINDOWS:
        activate(session, action)
        root = window.wait(lambda: other_window(shown), 'the window of ' + action)
        window.time.sleep(0.3)
        here = known | manual_words() if action == 'help' else known
        problems += ['%s: %s' % (action, text) for text in untranslated(shown, here, root)]
        shown.screenshot('pseudo-' + action)
        shown.keys('Escape')
        window.wait(lambda: other_window(shown) is None, 'the window of %s to close' % action)
    if problems:
        raise window.Failure('\n'.join(problems))
    shown.close()


def test_fits(session):
    """At the smallest size that is promised."""
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', ARTICLE))
    environment = dict(session.environment, GSETTINGS_BACKEND='memory', **pseudo(session))
    done = subprocess.run([SHOW, article.path, '900', '600'], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=200, check=False)
    output = done.stdout.decode(errors='replace')
    counted = re.search(r'labels: (\d+), wrong: 0$', output, re.M)
    if done.returncode != 0 or counted is None:
        raise window.Failure(output)
    if int(counted.group(1)) < 300:
        raise window.Failure('only %s labels were seen' % counted.group(1))


def locale_named(session, name):
    environment = catalogue.locale_named(session.path('locales', ''), name)
    if environment is None:
        raise window.Skip('the locale C.UTF-8 is not a folder here')
    return environment


def translated(language, message):
    path = os.path.join(BUILD, 'po', language, 'LC_MESSAGES', 'sayso.mo')
    with open(path, 'rb') as file:
        return gettext.GNUTranslations(file).gettext(message)


def test_each_language(session):
    session.settings(tour_seen='true')
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', ARTICLE))
    for language in catalogue.languages(SOURCE):
        wanted = translated(language, 'Claims Pane')
        if wanted == 'Claims Pane':
            raise window.Failure('%s does not translate it' % language)
        shown = window.open_window(session, article.path, environment=dict(locale_named(session, 'en_GB.UTF-8'), LANGUAGE=language))
        shown.wait_text(re.escape(wanted))
        shown.close()


def test_right_to_left(session):
    """Persian mirrors the window, but not an English article in it."""
    session.settings(tour_seen='true')
    article = window.Article.copy(session, os.path.join(window.DATA, 'samples', ARTICLE))
    environment = dict(locale_named(session, 'fa_IR.UTF-8'), LANGUAGE='fa')
    shown = window.open_window(session, article.path, environment=environment)
    shown.wait_text('Renwick')
    claims = shown.find('^%s$' % re.escape(translated('fa', 'Claims Pane')), 'toggle button|push button')
    details = shown.find('^%s$' % re.escape(translated('fa', 'Details Pane')), 'toggle button|push button')
    if shown.extents(claims)[0] <= shown.extents(details)[0]:
        raise window.Failure('the header is not mirrored')
    shown.put_caret(shown.article_text().index('sat on the report'))
    shown.screenshot('persian')
    shown.keys('ctrl+r')
    shown.wait_text(re.escape(translated('fa', 'Previous Suggestion')))
    shown.screenshot('persian-review')
    shown.close()


window.run([test_untranslated, test_fits, test_each_language, test_right_to_left], size=(1280, 800))
